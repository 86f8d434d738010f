// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command/command_palette.h"

#include "widgets/command/results_model.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace stratoplan::command {

namespace {

using theme::Token;

constexpr int ownWidth = 600;
constexpr int rowHeight = 30;
constexpr int mostRows = 12;
constexpr int topGap = 84; ///< from the window's upper edge: menus and tools stay in sight
constexpr int tileSize = 22;

bool isEnter(const QKeyEvent &key)
{
    return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
}

bool movesInList(const QKeyEvent &key)
{
    return key.key() == Qt::Key_Up || key.key() == Qt::Key_Down || key.key() == Qt::Key_PageUp
        || key.key() == Qt::Key_PageDown;
}

/// The text in one line with the letters at those places bold; shortened at the end.
void paintTyped(QPainter &painter, const QRectF &rect, const QString &text, const QList<int> &bold)
{
    QTextCharFormat strong;
    strong.setFontWeight(QFont::Bold);
    QList<QTextLayout::FormatRange> ranges;
    for (const int at : bold)
        ranges.append({at, 1, strong});
    const QString shown = QFontMetricsF(theme::sans(12, !bold.isEmpty()))
                              .elidedText(text, Qt::ElideRight, rect.width());
    QTextLayout layout(shown, painter.font());
    layout.setFormats(ranges);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width() + 100);
    layout.endLayout();
    layout.draw(&painter, QPointF(rect.left(), rect.center().y() - line.height() / 2));
}

} // namespace

class CommandPalette::RowDelegate : public QStyledItemDelegate
{
public:
    explicit RowDelegate(CommandPalette &palette)
        : QStyledItemDelegate(&palette)
        , m_palette(palette)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Entry *entry = m_palette.m_model->entry(index);
        if (!entry)
            return;
        const theme::Theme &theme = m_palette.m_theme;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF row = QRectF(option.rect).adjusted(4, 1, -4, -1);
        const bool current = option.state.testFlag(QStyle::State_Selected);
        if (current || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(current ? QPen(theme.color(Token::Accent), 1) : QPen(Qt::NoPen));
            painter->setBrush(theme.color(current ? Token::AccentSoft : Token::Sunken));
            painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        paintPicture(*painter, *entry, QPointF(row.left() + 21, row.center().y()));

        // From the right: keys of actions, the kind of all else; then what is left for the words.
        double right = row.right() - 10;
        painter->setFont(theme::sans(11));
        painter->setPen(theme.color(Token::Faint));
        const QString end = entry->kind == Kind::Action ? entry->keys : wordOf(entry->kind);
        const QString remark = entry->enabled ? end : CommandPalette::tr("not available now");
        const double width = painter->fontMetrics().horizontalAdvance(remark);
        painter->drawText(QRectF(right - width, row.top(), width + 1, row.height()),
                          Qt::AlignVCenter | Qt::AlignLeft, remark);
        right -= width + (remark.isEmpty() ? 0 : 16);

        const double left = row.left() + 42;
        const QFontMetricsF metrics(theme::sans(12, true));
        const double title = std::min(metrics.horizontalAdvance(entry->title) + 2, right - left);
        painter->setFont(theme::sans(12));
        painter->setPen(theme.color(entry->enabled ? Token::Text : Token::Faint));
        paintTyped(*painter, QRectF(left, row.top(), title, row.height()), entry->title,
                   m_palette.m_model->typedLetters(index));
        const double after = left + title + 10;
        if (right - after > 40) {
            painter->setPen(theme.color(Token::Faint));
            const QRectF place(after, row.top(), right - after, row.height());
            painter->drawText(place, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                              painter->fontMetrics().elidedText(entry->detail, Qt::ElideRight,
                                                                int(place.width())));
        }
        painter->restore();
    }

private:
    void paintPicture(QPainter &painter, const Entry &entry, const QPointF &middle) const
    {
        const theme::Theme &theme = m_palette.m_theme;
        if (entry.mark) {
            theme::paintSeverity(painter, QRectF(middle - QPointF(8, 8), QSizeF(16, 16)),
                                 *entry.mark, theme);
            return;
        }
        if (!entry.glyph.isEmpty()) {
            const theme::CategoryColors &colors = theme.category(entry.category);
            const QRectF tile(middle - QPointF(tileSize, tileSize) / 2, QSizeF(tileSize, tileSize));
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors.soft);
            painter.drawRoundedRect(tile, 5, 5);
            painter.drawPixmap(tile.topLeft() + QPointF(3, 3),
                               m_palette.m_icons.pixmap(entry.glyph, colors.icon, tileSize - 6,
                                                        m_palette.devicePixelRatioF()));
            return;
        }
        const QPixmap picture = entry.checked
            ? m_palette.m_icons.pixmap(QStringLiteral("check"), theme.color(Token::Accent), 16,
                                       m_palette.devicePixelRatioF())
            : entry.icon.pixmap(QSize(16, 16), m_palette.devicePixelRatioF(),
                                entry.enabled ? QIcon::Normal : QIcon::Disabled);
        painter.drawPixmap(middle - QPointF(8, 8), picture);
    }

    const CommandPalette &m_palette;
};

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_window(window)
    , m_model(new ResultsModel(this))
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_hint(new QLabel)
{
    setObjectName(QStringLiteral("commandPalette"));
    m_field->setObjectName(QStringLiteral("commandField"));
    m_field->setProperty("search", true);
    m_field->setMaxLength(200);
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(*this));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setFrameShape(QFrame::NoFrame);
    m_hint->setProperty("role", QStringLiteral("caption"));
    m_hint->setContentsMargins(6, 0, 6, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_field);
    column->addWidget(m_list);
    column->addWidget(m_hint);
    hide();
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CommandPalette::announceCurrent);
    retranslate();
}

void CommandPalette::retranslate()
{
    m_field->setAccessibleName(tr("Search actions, elements, findings and recent files"));
    m_field->setPlaceholderText(tr("Search actions, elements, findings and recent files"));
    m_list->setAccessibleName(tr("What was found"));
}

void CommandPalette::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
}

void CommandPalette::open(QList<Entry> entries)
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_model->setEntries(std::move(entries));
    m_field->clear();
    search();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::close()
{
    if (!isVisible())
        return;
    const bool hadFocus = m_field->hasFocus();
    hide();
    if (hadFocus && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    // Whatever the entries hold on to is let go.
    m_model->setEntries({});
}

void CommandPalette::search()
{
    m_model->setPattern(m_field->text().trimmed());
    const int count = m_model->rowCount();
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_list->scrollToTop();
    m_hint->setText(count == 0 ? tr("Nothing is called like that. Fewer letters find more.")
                               : tr("Enter goes to the chosen one, Esc closes. %1 found.")
                                     .arg(QLocale().toString(count)));
    m_field->setAccessibleDescription(m_hint->text());
    moveToSpot();
}

void CommandPalette::moveToSpot()
{
    const int width = std::min(ownWidth, m_window->width() - 32);
    const int rows = std::min(m_model->rowCount(), mostRows);
    m_list->setVisible(rows > 0);
    const int room = m_window->height() - topGap - 120;
    m_list->setFixedHeight(std::max(std::min(rows * rowHeight, room), 1));
    layout()->activate();
    const QSize size(width, layout()->totalSizeHint().height());
    setGeometry({QPoint((m_window->width() - width) / 2, topGap), size});
}

void CommandPalette::announceCurrent()
{
    // The field keeps the focus; screen readers hear of the row as if it had it.
    const QModelIndex current = m_list->currentIndex();
    if (!isVisible() || !current.isValid() || !QAccessible::isActive())
        return;
    QAccessibleEvent focus(m_list, QAccessible::Focus);
    focus.setChild(current.row());
    QAccessible::updateAccessibility(&focus);
}

void CommandPalette::run()
{
    const Entry *entry = m_model->entry(m_list->currentIndex());
    if (!entry || !entry->enabled || !entry->run)
        return;
    // What is run may want the focus for itself, or open the palette again.
    const std::function<void()> act = entry->run;
    close();
    act();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (!isVisible())
        return QFrame::eventFilter(watched, event);
    if (watched == m_window && event->type() == QEvent::Resize)
        moveToSpot();
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            close();
        return false;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QFrame::eventFilter(watched, event);
    auto &key = *static_cast<QKeyEvent *>(event);
    const bool escape = key.key() == Qt::Key_Escape;
    const bool tab = key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab;
    if (!escape && !tab && !isEnter(key) && !movesInList(key))
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (escape)
        close();
    else if (isEnter(key))
        run();
    else if (movesInList(key))
        QCoreApplication::sendEvent(m_list, event);
    return true;
}

} // namespace stratoplan::command
