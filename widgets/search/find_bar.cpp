// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/find_bar.h"

#include "planner/model/names.h"
#include "widgets/document/drawing.h"
#include "widgets/theme/clear_button.h"
#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::search {

namespace {

using theme::Token;

constexpr int fieldWidth = 280;
constexpr int rowHeight = 28;
constexpr int mostPreviewed = 4; ///< rows seen at once; more are scrolled to
constexpr int hitContext = 24; ///< letters round a hit in a long text

/// The text round a hit, in one line.
QString excerpt(const Hit &hit)
{
    const qsizetype from = std::max(qsizetype(0), hit.at - hitContext);
    const qsizetype to = std::min(hit.text.size(), hit.at + hit.length + hitContext);
    QString part = hit.text.mid(from, to - from).simplified();
    if (from > 0)
        part.prepend(QChar(0x2026));
    if (to < hit.text.size())
        part.append(QChar(0x2026));
    return part;
}

} // namespace

FindBar::FindBar(DesignDocument &document, Selection &selection,
                 std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QFrame(parent)
    , m_document(document)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_field(new QLineEdit)
    , m_case(new QToolButton)
    , m_words(new QToolButton)
    , m_previous(new QToolButton)
    , m_next(new QToolButton)
    , m_state(new QLabel)
    , m_close(new QToolButton)
    , m_replaceRow(new QWidget(this))
    , m_replacement(new QLineEdit)
    , m_rename(new QPushButton)
    , m_trouble(new QLabel)
    , m_preview(new QTreeWidget)
{
    setObjectName(QStringLiteral("findBar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_field->setObjectName(QStringLiteral("findField"));
    m_replacement->setObjectName(QStringLiteral("replaceField"));
    m_state->setObjectName(QStringLiteral("findState"));
    m_rename->setObjectName(QStringLiteral("renameFound"));
    m_preview->setObjectName(QStringLiteral("renamePreview"));
    m_trouble->setObjectName(QStringLiteral("renameTrouble"));
    m_case->setObjectName(QStringLiteral("findCase"));
    m_words->setObjectName(QStringLiteral("findWords"));
    for (QLineEdit *field : {m_field, m_replacement}) {
        field->setFixedWidth(fieldWidth);
        theme::addClearButton(*field);
        field->installEventFilter(this);
    }
    for (QToolButton *option : {m_case, m_words}) {
        option->setCheckable(true);
        connect(option, &QToolButton::toggled, this, [this] { search(true); });
    }
    for (QToolButton *button : {m_case, m_words, m_previous, m_next, m_close}) {
        button->setFocusPolicy(Qt::TabFocus);
        button->setFixedHeight(26);
    }
    m_trouble->setProperty("role", QStringLiteral("trouble"));
    m_state->setProperty("role", QStringLiteral("caption"));
    m_state->setMinimumWidth(40);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_trouble->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_preview->setColumnCount(3);
    m_preview->setHeaderHidden(true);
    m_preview->setRootIsDecorated(false);
    m_preview->setUniformRowHeights(true);
    m_preview->setFrameShape(QFrame::NoFrame);
    m_preview->setSelectionMode(QAbstractItemView::NoSelection);
    m_preview->header()->setStretchLastSection(true);
    m_preview->header()->resizeSection(0, fieldWidth);
    m_preview->header()->resizeSection(1, fieldWidth);
    m_preview->setTextElideMode(Qt::ElideMiddle);

    auto *first = new QHBoxLayout;
    first->setSpacing(6);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_field, m_case, m_words, m_previous, m_next})
        first->addWidget(part);
    first->addSpacing(6);
    first->addWidget(m_state, 1);
    first->addWidget(m_close);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(6);
    second->addWidget(m_replacement);
    second->addWidget(m_rename);
    second->addSpacing(6);
    second->addWidget(m_trouble, 1);
    auto *replacing = new QVBoxLayout(m_replaceRow);
    replacing->setContentsMargins(0, 0, 0, 0);
    replacing->setSpacing(6);
    replacing->addLayout(second);
    replacing->addWidget(m_preview);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 10, 6);
    column->setSpacing(6);
    column->addLayout(first);
    column->addWidget(m_replaceRow);
    hide();

    connect(m_field, &QLineEdit::textChanged, this, [this] { search(true); });
    connect(m_replacement, &QLineEdit::textChanged, this, &FindBar::showRenamings);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    connect(m_rename, &QPushButton::clicked, this, &FindBar::rename);
    connect(&document, &DesignDocument::designChanged, this, [this] { search(false); });
    connect(&document, &DesignDocument::designReset, this, [this] { search(false); });
    retranslate();
}

void FindBar::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setToolTip(text);
        widget->setAccessibleName(text);
    };
    m_field->setPlaceholderText(tr("Find in names, kinds, notes, properties"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_replacement->setPlaceholderText(tr("Replace it in names by"));
    m_replacement->setAccessibleName(m_replacement->placeholderText());
    m_case->setText(QStringLiteral("Aa"));
    m_words->setText(QStringLiteral("|ab|"));
    name(m_case, tr("As written in capitals and small letters"));
    name(m_words, tr("Whole words"));
    name(m_previous, tr("Previous element"));
    name(m_next, tr("Next element"));
    name(m_close, tr("Close"));
    m_preview->setAccessibleName(tr("What becomes of the names"));
    search(false);
}

void FindBar::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    const QColor ink = theme.color(Token::Muted);
    m_previous->setIcon(
        m_icons.icon(QStringLiteral("chevron-up"), ink, theme.color(Token::Strong)));
    m_next->setIcon(m_icons.icon(QStringLiteral("chevron-down"), ink, theme.color(Token::Strong)));
    m_close->setIcon(m_icons.icon(QStringLiteral("close"), ink));
    showRenamings();
}

Query FindBar::query() const
{
    return {m_field->text(), m_case->isChecked(), m_words->isChecked()};
}

bool FindBar::isSearching() const
{
    return isVisible() && !m_field->text().isEmpty();
}

void FindBar::open(bool replacing)
{
    QWidget *focus = QApplication::focusWidget();
    if (focus && !isAncestorOf(focus))
        m_before = focus;
    m_replaceRow->setVisible(replacing);
    show();
    search(false);
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::find()
{
    open(false);
}

void FindBar::replace()
{
    open(true);
    if (!m_field->text().isEmpty())
        m_replacement->setFocus(Qt::ShortcutFocusReason);
}

void FindBar::close()
{
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    search(false);
    if (hadFocus && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

QString FindBar::kindOf(const Element &element) const
{
    if (std::holds_alternative<Connection>(element))
        return tr("Connection");
    return drawing::contentOf(element, m_document.design(), *m_catalog).kind;
}

void FindBar::search(bool reveal)
{
    const QList<ElementId> before = m_found;
    m_hits.clear();
    m_found.clear();
    if (isSearching()) {
        m_hits = search::find(m_document.design(), query(),
                              [this](const Element &element) { return kindOf(element); });
    }
    for (const Hit &hit : std::as_const(m_hits)) {
        if (m_found.isEmpty() || m_found.last() != hit.element)
            m_found.append(hit.element);
    }
    if (!m_found.contains(m_current))
        m_current = m_found.value(0);
    showCurrent(reveal);
    showRenamings();
    if (m_found != before || !isSearching())
        Q_EMIT foundChanged();
}

QString FindBar::describe(const Hit &hit) const
{
    const QString text = excerpt(hit);
    switch (hit.part) {
    case Part::Name:
        return tr("Name: %1").arg(text);
    case Part::Label:
        return tr("Label: %1").arg(text);
    case Part::Kind:
        return tr("Kind: %1").arg(text);
    case Part::Note:
        return tr("Note: %1").arg(text);
    case Part::Property:
        return QStringLiteral("%1: %2").arg(hit.property, text);
    }
    return text;
}

void FindBar::showCurrent(bool reveal)
{
    const bool any = !m_found.isEmpty();
    m_previous->setEnabled(any);
    m_next->setEnabled(any);
    QStringList parts;
    if (any) {
        parts.append(tr("%1 of %2")
                         .arg(QLocale().toString(m_found.indexOf(m_current) + 1),
                              QLocale().toString(m_found.size())));
        parts.append(Names(m_document.design())
                         .shown(m_current)
                         .replace(QStringLiteral("->"), QStringLiteral(" → ")));
        for (const Hit &hit : std::as_const(m_hits)) {
            if (hit.element == m_current)
                parts.append(describe(hit));
        }
    } else if (isSearching()) {
        parts.append(tr("Nothing says that"));
    }
    m_state->setText(parts.join(QStringLiteral("  ·  ")));
    m_state->setToolTip(m_state->text());
    m_field->setAccessibleDescription(m_state->text());
    if (any && reveal)
        m_selection.reveal({m_current});
}

void FindBar::step(int by)
{
    if (!isSearching()) {
        find();
        if (m_found.isEmpty())
            return;
    }
    if (m_found.isEmpty())
        return;
    const qsizetype count = m_found.size();
    // From where somebody went in the meantime.
    const qsizetype selected = m_found.indexOf(m_selection.current());
    const qsizetype at = selected >= 0 ? selected : m_found.indexOf(m_current) - by;
    m_current = m_found.at((at + by + count) % count);
    showCurrent(true);
}

void FindBar::showRenamings()
{
    m_renamings = {};
    if (isSearching() && m_replaceRow->isVisibleTo(this))
        m_renamings = renamings(m_document.design(), query(), m_replacement->text());
    m_preview->clear();
    QString trouble;
    for (const Renaming &one : std::as_const(m_renamings.list)) {
        const QString why = toString(one.trouble);
        auto *row
            = new QTreeWidgetItem(m_preview, {one.before, QStringLiteral("→  ") + one.after, why});
        row->setSizeHint(0, {0, rowHeight});
        if (why.isEmpty())
            continue;
        row->setIcon(2, m_icons.icon(QStringLiteral("warning"), m_theme.color(Token::Fail)));
        row->setForeground(2, m_theme.color(Token::Fail));
        if (trouble.isEmpty())
            trouble = tr("%1: %2").arg(one.before, why);
    }
    const qsizetype rows = std::min<qsizetype>(m_renamings.list.size(), mostPreviewed);
    m_preview->setVisible(rows > 0);
    m_preview->setFixedHeight(std::max(1, int(rows) * rowHeight));
    m_trouble->setText(trouble);
    m_rename->setText(tr("Rename %1").arg(QLocale().toString(m_renamings.list.size())));
    m_rename->setToolTip(tr("Give these elements their new names, as one step to undo"));
    m_rename->setEnabled(!m_renamings.change.isEmpty());
}

void FindBar::rename()
{
    if (m_renamings.change.isEmpty())
        return;
    const Change change = m_renamings.change;
    const Problems refused = m_document.apply(
        tr("Rename “%1” to “%2”").arg(m_field->text(), m_replacement->text()), change);
    if (!refused.isEmpty())
        m_trouble->setText(toString(refused.first().what));
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QFrame::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    const bool escape = key.key() == Qt::Key_Escape;
    if (!enter && !escape)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (escape)
        close();
    else if (watched == m_replacement)
        rename();
    else
        step(key.modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    return true;
}

} // namespace stratoplan::search
