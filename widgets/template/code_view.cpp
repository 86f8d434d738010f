// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/template/code_view.h"

#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QPainter>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <algorithm>

namespace stratoplan::templates {

namespace {

using theme::Token;
using Kind = sam::DiffLine::Kind;

constexpr int iconSide = 14;
constexpr int iconColumn = 24;
constexpr int barWidth = 3;
constexpr int space = 10;

/// Widths of the sign at the beginning of a line, in characters.
constexpr int signSize = 2;

} // namespace

QColor colorOf(Part part, const theme::Theme &theme)
{
    switch (part) {
    case Part::Key:
        return theme.color(Token::Accent);
    case Part::Text:
        return theme.category(catalog::Category::Data).icon;
    case Part::Literal:
        return theme.category(catalog::Category::Workflow).icon;
    case Part::Tag:
        return theme.category(catalog::Category::Messaging).icon;
    case Part::Comment:
        break;
    }
    return theme.color(Token::Muted);
}

/// Colours the rows; what a row is made of is known already.
class CodeView::Highlighter : public QSyntaxHighlighter
{
public:
    Highlighter(const CodeView &view, QTextDocument *document)
        : QSyntaxHighlighter(document)
        , m_view(view)
    {
    }

protected:
    void highlightBlock(const QString &) override
    {
        const Row *row = m_view.rowOf(currentBlock());
        if (!row)
            return;
        if (row->kind != Row::Kind::Line) {
            setFormat(0, currentBlock().length(), m_view.m_theme.color(Token::Faint));
            return;
        }
        const int shift = m_view.m_withSigns ? signSize : 0;
        for (const Piece &piece : row->line.pieces) {
            QTextCharFormat format;
            format.setForeground(colorOf(piece.part, m_view.m_theme));
            format.setFontItalic(piece.part == Part::Comment);
            setFormat(shift + piece.begin, piece.size, format);
        }
        if (row->line.kind == Kind::Same)
            return;
        if (m_view.m_withSigns) {
            QTextCharFormat sign;
            const bool added = row->line.kind == Kind::Added;
            sign.setForeground(added ? m_view.m_theme.color(Token::Ok)
                                     : m_view.m_theme.severity(Severity::High).ink);
            sign.setFontWeight(QFont::Bold);
            setFormat(0, 1, sign);
        }
        for (const sam::TextRange &word : row->line.changed) {
            for (qsizetype i = 0; i < word.size; ++i) {
                const int at = shift + int(word.begin + i);
                QTextCharFormat changed = format(at);
                changed.setFontUnderline(true);
                setFormat(at, 1, changed);
            }
        }
    }

private:
    const CodeView &m_view;
};

class CodeView::Margin : public QWidget
{
public:
    explicit Margin(CodeView &view)
        : QWidget(&view)
        , m_view(view)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_view.paintMargin(event); }

private:
    CodeView &m_view;
};

CodeView::CodeView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new Highlighter(*this, document()))
    , m_margin(new Margin(*this))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
    setMouseTracking(true);
    setTabChangesFocus(true);
    setProperty("code", true);
    setFont(theme::mono(12));
    document()->setDocumentMargin(2);
    // A template reads from left to right in every language.
    setLayoutDirection(Qt::LeftToRight);
    connect(this, &QPlainTextEdit::updateRequest, m_margin, [this](const QRect &, int dy) {
        if (dy != 0)
            m_margin->scroll(0, dy);
        else
            m_margin->update();
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        viewport()->update();
        if (hasFocus())
            point(elementOf(textCursor().block()));
    });
}

void CodeView::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_highlighter->rehighlight();
    viewport()->update();
    m_margin->update();
}

QString CodeView::textOf(const Row &row) const
{
    if (row.kind == Row::Kind::Gap)
        return tr("%n line(s) as before", nullptr, row.hidden);
    if (row.kind == Row::Kind::Filler)
        return {};
    if (!m_withSigns)
        return row.line.text;
    const QLatin1String sign(row.line.kind == Kind::Added         ? "+ "
                                 : row.line.kind == Kind::Removed ? "- "
                                                                  : "  ");
    return sign + row.line.text;
}

void CodeView::setRows(std::vector<Row> rows, Numbers numbers, bool withSigns)
{
    m_rows = std::move(rows);
    m_numbers = numbers;
    m_withSigns = withSigns;
    retranslate();
    layOutMargin();
}

void CodeView::retranslate()
{
    QStringList lines;
    lines.reserve(qsizetype(m_rows.size()));
    for (const Row &row : m_rows)
        lines.append(textOf(row));
    const QString text = lines.join(QLatin1Char('\n'));
    if (text == toPlainText()) {
        m_highlighter->rehighlight();
        m_margin->update();
        return;
    }
    const int place = verticalScrollBar()->value();
    const int side = horizontalScrollBar()->value();
    const int block = textCursor().blockNumber();
    const QSignalBlocker quiet(this);
    setPlainText(text);
    QTextCursor cursor(document()->findBlockByNumber(std::min(block, blockCount() - 1)));
    setTextCursor(cursor);
    verticalScrollBar()->setValue(place);
    horizontalScrollBar()->setValue(side);
    m_margin->update();
}

const Row *CodeView::rowOf(const QTextBlock &block) const
{
    const size_t number = size_t(block.blockNumber());
    return block.isValid() && number < m_rows.size() ? &m_rows[number] : nullptr;
}

ElementId CodeView::elementOf(const QTextBlock &block) const
{
    const Row *row = rowOf(block);
    return row && row->line.owner ? row->line.owner->element : ElementId{};
}

QColor CodeView::groundOf(const Row &row) const
{
    if (row.kind != Row::Kind::Line)
        return m_theme.color(Token::Sunken);
    switch (row.line.kind) {
    case Kind::Added:
        return m_theme.color(Token::OkSoft);
    case Kind::Removed:
        return m_theme.severity(Severity::High).soft;
    case Kind::Same:
        break;
    }
    return {};
}

void CodeView::setSelected(const QList<ElementId> &elements)
{
    m_selected = elements;
    m_margin->update();
}

bool CodeView::reveal(ElementId element)
{
    int found = -1;
    for (size_t i = 0; i < m_rows.size() && element; ++i) {
        const Row &row = m_rows[i];
        if (!row.line.owner || row.line.owner->element != element)
            continue;
        if (found < 0)
            found = int(i);
        if (row.line.kind != Kind::Same) {
            found = int(i);
            break;
        }
    }
    if (found < 0)
        return false;
    const QSignalBlocker quiet(this);
    setTextCursor(QTextCursor(document()->findBlockByNumber(found)));
    centerCursor();
    horizontalScrollBar()->setValue(0);
    m_margin->update();
    return true;
}

std::pair<int, int> CodeView::topLine() const
{
    for (size_t i = size_t(firstVisibleBlock().blockNumber()); i < m_rows.size(); ++i) {
        const Line &line = m_rows[i].line;
        if (line.before > 0 || line.after > 0)
            return {line.before, line.after};
    }
    return {0, 0};
}

void CodeView::scrollTo(std::pair<int, int> line)
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const Line &one = m_rows[i].line;
        const bool isIt = (line.second > 0 && one.after >= line.second)
            || (line.second == 0 && line.first > 0 && one.before >= line.first);
        if (isIt) {
            verticalScrollBar()->setValue(int(i));
            return;
        }
    }
}

void CodeView::showLine(int line)
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].line.after != line)
            continue;
        setTextCursor(QTextCursor(document()->findBlockByNumber(int(i))));
        centerCursor();
        setFocus();
        return;
    }
}

void CodeView::point(ElementId element)
{
    if (m_pointed == element)
        return;
    m_pointed = element;
    Q_EMIT pointed(element);
}

void CodeView::mouseMoveEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseMoveEvent(event);
    point(elementOf(cursorForPosition(event->position().toPoint()).block()));
}

void CodeView::mouseReleaseEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || textCursor().hasSelection())
        return;
    const ElementId element = elementOf(cursorForPosition(event->position().toPoint()).block());
    if (element)
        Q_EMIT chosen(element);
}

void CodeView::keyPressEvent(QKeyEvent *event)
{
    const bool isChoice = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
        || event->key() == Qt::Key_Space;
    const ElementId element = elementOf(textCursor().block());
    if (isChoice && element)
        Q_EMIT chosen(element);
    else if (!isChoice)
        QPlainTextEdit::keyPressEvent(event);
}

bool CodeView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        point({});
    return QPlainTextEdit::viewportEvent(event);
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layOutMargin();
}

void CodeView::layOutMargin()
{
    int most = 1;
    for (const Row &row : m_rows)
        most = std::max({most, row.line.before, row.line.after});
    const int digits = std::max(2, int(QString::number(most).size()));
    const int number = QFontMetrics(font()).horizontalAdvance(QLatin1Char('0')) * digits + space;
    const int numbers = m_numbers == Numbers::Both ? 2 : 1;
    const int width = barWidth + iconColumn + number * numbers;
    if (viewportMargins().left() != width)
        setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), width, viewport()->height());
}

void CodeView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > event->rect().bottom())
            break;
        const Row *row = rowOf(block);
        const QRectF whole(0, place.top(), viewport()->width(), place.height());
        const QColor ground = row ? groundOf(*row) : QColor();
        const bool isCurrent = hasFocus() && block == textCursor().block();
        if (!ground.isValid() && isCurrent)
            painter.fillRect(whole, m_theme.color(Token::AccentSoft));
        if (!ground.isValid())
            continue;
        painter.fillRect(whole, ground);
        if (row->kind == Row::Kind::Filler)
            painter.fillRect(whole, QBrush(m_theme.color(Token::Border), Qt::BDiagPattern));
    }
    painter.end();
    QPlainTextEdit::paintEvent(event);
}

void CodeView::paintMargin(QPaintEvent *event)
{
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), m_theme.color(Token::Surface));
    painter.setFont(font());
    const int number
        = (m_margin->width() - barWidth - iconColumn) / (m_numbers == Numbers::Both ? 2 : 1);
    std::optional<Owner> above;
    bool isFirst = true;
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > event->rect().bottom())
            break;
        const Row *row = rowOf(block);
        if (!row)
            continue;
        const QRectF whole(0, place.top(), m_margin->width(), place.height());
        if (const QColor ground = groundOf(*row); ground.isValid())
            painter.fillRect(whole, ground);
        const std::optional<Owner> owner = row->line.owner;
        if (owner && m_selected.contains(owner->element))
            painter.fillRect(QRectF(0, place.top(), barWidth, place.height()),
                             m_theme.color(Token::Accent));
        // Once for all lines of an element that stand together.
        const QRectF glyph(barWidth + 4, place.center().y() - iconSide / 2.0, iconSide, iconSide);
        const bool isDanger = row->line.isDanger;
        if (isDanger) {
            theme::paintSeverity(painter, glyph, theme::Mark::High, m_theme);
        } else if (owner && (isFirst || !above || above->element != owner->element)) {
            const QColor &ink = m_theme.category(owner->category).icon;
            painter.drawPixmap(glyph.topLeft(),
                               m_icons.pixmap(owner->icon, ink, iconSide, devicePixelRatioF()));
        }
        if (!isDanger && row->kind == Row::Kind::Line) {
            above = owner;
            isFirst = false;
        }
        painter.setPen(m_theme.color(row->line.kind == Kind::Same ? Token::Faint : Token::Muted));
        double x = barWidth + iconColumn;
        const auto write = [&](int line) {
            if (line > 0)
                painter.drawText(QRectF(x, place.top(), number - space, place.height()),
                                 int(Qt::AlignRight | Qt::AlignVCenter), QString::number(line));
            x += number;
        };
        if (m_numbers != Numbers::After)
            write(row->line.before);
        if (m_numbers != Numbers::Before)
            write(row->line.after);
    }
}

} // namespace stratoplan::templates
