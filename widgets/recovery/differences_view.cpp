// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recovery/differences_view.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace stratoplan::recovery {

namespace {

/// The word of files as people read it.
QString kindText(const QString &word)
{
    static constexpr auto words = std::to_array<std::pair<const char *, const char *>>({
        {"function", QT_TRANSLATE_NOOP("Differences", "function")},
        {"service", QT_TRANSLATE_NOOP("Differences", "service")},
        {"connection", QT_TRANSLATE_NOOP("Differences", "connection")},
        {"vpc", QT_TRANSLATE_NOOP("Differences", "VPC")},
        {"zone", QT_TRANSLATE_NOOP("Differences", "zone")},
        {"subnet", QT_TRANSLATE_NOOP("Differences", "subnet")},
        {"route-table", QT_TRANSLATE_NOOP("Differences", "route table")},
        {"gateway", QT_TRANSLATE_NOOP("Differences", "gateway")},
        {"endpoint", QT_TRANSLATE_NOOP("Differences", "endpoint")},
        {"security-group", QT_TRANSLATE_NOOP("Differences", "security group")},
        {"note", QT_TRANSLATE_NOOP("Differences", "note")},
    });
    for (const auto &[id, text] : words) {
        if (word == QLatin1String(id))
            return QCoreApplication::translate("Differences", text);
    }
    return word;
}

} // namespace

DifferencesView::DifferencesView(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("differences"));
    setColumnCount(2);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(18);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    header()->setStretchLastSection(true);
    setAccessibleName(tr("What differs"));
}

void DifferencesView::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    fill();
}

void DifferencesView::setDifferences(const QList<Difference> &differences)
{
    m_differences = differences;
    fill();
}

void DifferencesView::fill()
{
    clear();
    struct Look
    {
        QString icon;
        theme::Token color;
        QString word;
    };
    const auto lookOf = [](Fate fate) -> Look {
        switch (fate) {
        case Fate::Added:
            return {QStringLiteral("add"), theme::Token::Ok, tr("added")};
        case Fate::Removed:
            return {QStringLiteral("remove"), theme::Token::Fail, tr("removed")};
        case Fate::Changed:
            break;
        }
        return {QStringLiteral("edit"), theme::Token::Accent, tr("changed")};
    };
    for (const Difference &difference : std::as_const(m_differences)) {
        const Look look = lookOf(difference.fate);
        auto *item = new QTreeWidgetItem(this);
        const bool isSettings = !difference.id;
        item->setText(0, isSettings ? tr("Settings of the design") : difference.name);
        item->setIcon(0, m_icons.icon(look.icon, m_theme.color(look.color)));
        QString words = isSettings
            ? look.word
            : QStringLiteral("%1, %2").arg(kindText(difference.kind), look.word);
        // One property says it all in one line.
        if (difference.fields.size() == 1) {
            words += QStringLiteral(": ") + fieldWords(difference.fields.first());
        } else {
            for (const FieldDifference &field : difference.fields) {
                auto *line = new QTreeWidgetItem(item);
                line->setText(0, field.key);
                const QString both = fieldWords(field);
                line->setText(1, both.mid(field.key.size() + 1));
                line->setToolTip(1, QStringLiteral("%1\n→\n%2").arg(field.before, field.after));
                line->setForeground(0, m_theme.color(theme::Token::Muted));
            }
        }
        item->setText(1, words);
        item->setForeground(1, m_theme.color(theme::Token::Muted));
    }
    expandAll();
    resizeColumnToContents(0);
    setColumnWidth(0, std::clamp(columnWidth(0) + 12, 120, 260));
}

QString summaryOf(const QList<Difference> &differences)
{
    const auto count = [&](Fate fate) {
        return int(std::count_if(differences.begin(), differences.end(),
                                 [fate](const Difference &one) { return one.fate == fate; }));
    };
    QStringList words;
    if (const int added = count(Fate::Added))
        words.append(DifferencesView::tr("%n added", nullptr, added));
    if (const int removed = count(Fate::Removed))
        words.append(DifferencesView::tr("%n removed", nullptr, removed));
    if (const int changed = count(Fate::Changed))
        words.append(DifferencesView::tr("%n changed", nullptr, changed));
    return words.isEmpty() ? DifferencesView::tr("Nothing differs")
                           : words.join(QStringLiteral(", "));
}

QFrame *cardOf(QWidget *content)
{
    auto *card = new QFrame;
    card->setProperty("card", true);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(2, 2, 2, 2);
    inside->addWidget(content);
    return card;
}

QString momentWords(const QDateTime &moment, const QDateTime &now)
{
    const QDateTime local = moment.toLocalTime();
    const QLocale locale;
    const QString time = locale.toString(local.time(), QLocale::ShortFormat);
    if (local.date() == now.toLocalTime().date())
        return time;
    return QStringLiteral("%1, %2").arg(locale.toString(local.date(), QLocale::ShortFormat), time);
}

} // namespace stratoplan::recovery
