// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/shortcuts.h"

#include "app/window/menu_places.h"

#include <QAction>
#include <QCoreApplication>

namespace stratoplan::window {

namespace {

QString settingOf(const QString &id)
{
    return QStringLiteral("keys/") + id;
}

struct FixedKeys
{
    const char *text;
    const char *keys; ///< portable, divided by "; "
};

// What the tools of the canvas do by keys: widgets/canvas/tools.
constexpr FixedKeys ofTheDrawing[]{
    {QT_TRANSLATE_NOOP("Shortcuts", "Walk to the next element"), "Left; Right; Up; Down"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Add the next element to the selection"),
     "Shift+Left; Shift+Right; Shift+Up; Shift+Down"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Follow a connection to its target"), "Ctrl+Right"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Follow a connection back to its source"), "Ctrl+Left"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Choose among the connections of an element"),
     "Ctrl+Up; Ctrl+Down"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Move by one step of the grid"),
     "Alt+Left; Alt+Right; Alt+Up; Alt+Down"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Move by four steps of the grid"),
     "Alt+Shift+Left; Alt+Shift+Right; Alt+Shift+Up; Alt+Shift+Down"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Edit the properties; place or connect with a tool"),
     "Return; Enter"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Move the sheet while it is held"), "Space"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Give up what was begun; select nothing"), "Esc"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Go on to the next field"), "Tab"},
    {QT_TRANSLATE_NOOP("Shortcuts", "Go back to the field before"), "Shift+Tab"},
};

} // namespace

Shortcuts::Shortcuts(const QMenuBar &bar)
    : m_bar(bar)
{
    for (const PlacedAction &placed : placedActions(bar))
        m_initial.insert(placed.action->objectName(), placed.action->shortcuts());
}

QList<shortcuts::Row> Shortcuts::rows() const
{
    QList<shortcuts::Row> rows;
    for (const PlacedAction &placed : placedActions(m_bar)) {
        const QString id = placed.action->objectName();
        if (id.isEmpty())
            continue;
        rows.append({id, plainText(*placed.action), placed.place, m_initial.value(id),
                     placed.action->shortcuts(), false});
    }
    const auto words
        = [](const char *text) { return QCoreApplication::translate("Shortcuts", text); };
    for (const FixedKeys &fixed : ofTheDrawing) {
        const QList<QKeySequence> keys = QKeySequence::listFromString(QLatin1String(fixed.keys));
        rows.append({{},
                     words(fixed.text),
                     words(QT_TRANSLATE_NOOP("Shortcuts", "On the drawing (cannot be changed)")),
                     keys,
                     keys,
                     true});
    }
    return rows;
}

void Shortcuts::load(const QSettings &settings)
{
    QList<shortcuts::Row> loaded = rows();
    for (shortcuts::Row &row : loaded) {
        const QVariant stored = row.fixed ? QVariant() : settings.value(settingOf(row.id));
        row.keys = stored.isValid()
            ? QKeySequence::listFromString(stored.toString(), QKeySequence::PortableText)
            : row.initial;
    }
    loaded = shortcuts::settled(loaded);
    QHash<QString, QList<QKeySequence>> keys;
    for (const shortcuts::Row &row : loaded)
        keys.insert(row.id, row.keys);
    for (const PlacedAction &placed : placedActions(m_bar)) {
        if (const auto found = keys.constFind(placed.action->objectName());
            found != keys.constEnd() && !placed.action->objectName().isEmpty())
            placed.action->setShortcuts(*found);
    }
}

void Shortcuts::store(const QList<shortcuts::Row> &rows, QSettings &settings)
{
    for (const shortcuts::Row &row : rows) {
        if (row.fixed)
            continue;
        if (row.isChanged())
            settings.setValue(settingOf(row.id),
                              QKeySequence::listToString(row.keys, QKeySequence::PortableText));
        else
            settings.remove(settingOf(row.id));
    }
}

} // namespace stratoplan::window
