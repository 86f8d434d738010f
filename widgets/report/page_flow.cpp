// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/page_flow.h"

#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QCoreApplication>
#include <QSvgRenderer>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace stratoplan::report {

namespace {

// Lengths below are in tenths of a point.
constexpr double point = 10;
constexpr double margin = 20 / 25.4 * 72 * point; // 20 mm
constexpr double headHeight = 24 * point;
constexpr double gap = 6 * point;
constexpr double cellGap = 8 * point;
constexpr double cellPadding = 3.2 * point;
constexpr double glyphSize = 10 * point;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QFont sized(double points, bool bold = false)
{
    QFont font = theme::sans(12, bold);
    font.setPixelSize(static_cast<int>(std::lround(points * point)));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont body()
{
    return sized(10.5);
}
QFont small()
{
    return sized(8.5);
}
QFont tableFont()
{
    return sized(9);
}

} // namespace

PageFlow::PageFlow(QPagedPaintDevice &device, const Contents &contents, const Figures &figures,
                   const theme::Theme &theme, int pageCount)
    : m_device(device)
    , m_painter(&device)
    , m_contents(contents)
    , m_figures(figures)
    , m_theme(theme)
    , m_pageCount(pageCount)
{
    const QSizeF paper = device.pageLayout().fullRect(QPageLayout::Point).size() * point;
    m_paper = QRectF(QPointF(0, 0), paper);
    m_painter.scale(device.width() / paper.width(), device.height() / paper.height());
}

double PageFlow::left() const
{
    return margin;
}
double PageFlow::width() const
{
    return m_paper.width() - 2 * margin;
}
double PageFlow::bottom() const
{
    return m_paper.height() - margin - headHeight;
}

void PageFlow::run()
{
    titlePage();
    int number = 0;
    for (const Section &each : m_contents.sections)
        section(each, ++number);
    runningFoot();
    m_painter.end();
}

void PageFlow::titlePage()
{
    m_y = margin + 120 * point;
    m_y += drawText(m_contents.title, sized(28, true), left(), m_y, width(), Qt::black);
    m_y += gap;
    m_y += drawText(m_contents.subtitle, sized(14), left(), m_y, width(),
                    m_theme.color(theme::Token::Muted));
    m_y += 2 * gap;
    QStringList facts;
    if (!m_contents.version.isEmpty())
        facts.append(tr("Version %1").arg(m_contents.version));
    if (!m_contents.date.isEmpty())
        facts.append(m_contents.date);
    m_y += drawText(facts.join(QStringLiteral(" · ")), body(), left(), m_y, width(), Qt::black);
    m_y += drawText(m_contents.footer, body(), left(), m_y, width(),
                    m_theme.color(theme::Token::Muted));
    m_bookmarks.append({m_contents.title, 1, 0});
    // The first section, the summary, stands on the title page.
    m_y += 30 * point;
}

void PageFlow::section(const Section &section, int number)
{
    m_section = number;
    m_subsection = 0;
    if (section.startsPage)
        newPage();
    require(90 * point);
    if (!section.startsPage && m_page > 0)
        m_y += 3 * gap;
    m_bookmarks.append({section.title, 1, m_page});
    const QFont font = sized(18, true);
    const QString numeral = QString::number(number);
    const double indent = QFontMetricsF(font).horizontalAdvance(numeral) + 12 * point;
    drawText(numeral, sized(18), left(), m_y, indent, m_theme.color(theme::Token::Muted));
    m_y += drawText(section.title, font, left() + indent, m_y, width() - indent, Qt::black);
    m_y += gap;
    for (const Block &block : section.blocks)
        std::visit(*this, block);
}

void PageFlow::runningHead()
{
    const QColor muted = m_theme.color(theme::Token::Muted);
    const double y = margin - headHeight * 0.2;
    drawText(m_contents.title, sized(9, true), left(), y, width() / 2, Qt::black);
    QStringList facts;
    if (!m_contents.version.isEmpty())
        facts.append(tr("Version %1").arg(m_contents.version));
    if (!m_contents.date.isEmpty())
        facts.append(m_contents.date);
    drawText(facts.join(QStringLiteral(" · ")), sized(9), left() + width() / 2, y, width() / 2,
             muted, Qt::AlignRight);
    m_painter.setPen(QPen(muted, 0.7 * point));
    const double line = y + 15 * point;
    m_painter.drawLine(QPointF(left(), line), QPointF(left() + width(), line));
    m_y = margin + headHeight;
}

void PageFlow::runningFoot()
{
    const QColor muted = m_theme.color(theme::Token::Muted);
    const double y = m_paper.height() - margin;
    m_painter.setPen(QPen(m_theme.color(theme::Token::Border), 0.7 * point));
    m_painter.drawLine(QPointF(left(), y - 4 * point), QPointF(left() + width(), y - 4 * point));
    drawText(QStringLiteral("Stratoplan · %1").arg(m_contents.footer), sized(8), left(), y,
             width() * 0.75, muted);
    drawText(m_pageCount > 0 ? tr("%1 of %2").arg(m_page + 1).arg(m_pageCount)
                             : QString::number(m_page + 1),
             sized(8, true), left() + width() * 0.75, y, width() * 0.25, Qt::black, Qt::AlignRight);
}

void PageFlow::newPage()
{
    runningFoot();
    m_device.newPage();
    ++m_page;
    runningHead();
}

void PageFlow::require(double height)
{
    const double top = margin + headHeight;
    if (m_y + height > bottom() && m_y > top)
        newPage();
}

double PageFlow::textHeight(const QString &text, const QFont &font, double width) const
{
    if (text.isEmpty())
        return 0;
    QTextLayout layout(text, font);
    layout.setCacheEnabled(false);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        height += line.height();
    }
    layout.endLayout();
    return height;
}

double PageFlow::drawText(const QString &text, const QFont &font, double x, double y, double width,
                          const QColor &color, Qt::Alignment alignment)
{
    if (text.isEmpty())
        return 0;
    QTextLayout layout(text, font);
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    layout.endLayout();
    m_painter.setPen(color);
    layout.draw(&m_painter, QPointF(x, y));
    return height;
}

void PageFlow::operator()(const Heading &block)
{
    const bool numbered = block.level == 2;
    if (numbered)
        ++m_subsection;
    const QFont font = sized(block.level == 2 ? 13 : 11.5, true);
    require(textHeight(block.text, font, width()) + 60 * point);
    m_y += 2 * gap;
    if (block.level == 2)
        m_bookmarks.append({block.text, 2, m_page});
    double indent = 0;
    if (numbered) {
        const QString numeral = QStringLiteral("%1.%2").arg(m_section).arg(m_subsection);
        indent = QFontMetricsF(font).horizontalAdvance(numeral) + 8 * point;
        drawText(numeral, sized(13), left(), m_y, indent, m_theme.color(theme::Token::Muted));
    }
    m_y += drawText(block.text, font, left() + indent, m_y, width() - indent, Qt::black);
    m_y += gap / 2;
}

void PageFlow::operator()(const Paragraph &block)
{
    const QFont font = block.muted ? sized(9.5) : body();
    require(std::min(textHeight(block.text, font, width()), 60 * point));
    m_y += drawText(block.text, font, left(), m_y, width(),
                    block.muted ? m_theme.color(theme::Token::Muted) : QColor(Qt::black));
    m_y += gap;
}

void PageFlow::operator()(const Bullets &block)
{
    const double indent = 12 * point;
    for (const QString &item : block.items) {
        require(textHeight(item, body(), width() - indent));
        drawText(QStringLiteral("•"), body(), left(), m_y, indent,
                 m_theme.color(theme::Token::Muted));
        m_y += drawText(item, body(), left() + indent, m_y, width() - indent, Qt::black) + gap / 3;
    }
    m_y += gap;
}

void PageFlow::operator()(const KeyFigures &block)
{
    if (block.items.isEmpty())
        return;
    const double each = width() / static_cast<double>(block.items.size());
    const double nameHeight = 11 * point;
    const double height = 46 * point;
    require(height + gap);
    m_painter.setPen(QPen(Qt::black, 1 * point));
    m_painter.drawLine(QPointF(left(), m_y), QPointF(left() + width(), m_y));
    double x = left();
    for (qsizetype i = 0; i < block.items.size(); ++i) {
        const auto &[name, value] = block.items.at(i);
        drawText(name, small(), x, m_y + 8 * point, each - cellGap,
                 m_theme.color(theme::Token::Muted));
        QFont font = sized(14, true);
        const double room = each - cellGap - 4 * point;
        const double natural = QFontMetricsF(font).horizontalAdvance(value);
        if (natural > room)
            font.setPixelSize(std::max(80, static_cast<int>(font.pixelSize() * room / natural)));
        drawText(value, font, x, m_y + 9 * point + nameHeight, each, Qt::black);
        if (i > 0) {
            m_painter.setPen(QPen(m_theme.color(theme::Token::Border), 0.7 * point));
            m_painter.drawLine(QPointF(x - cellGap, m_y + 8 * point),
                               QPointF(x - cellGap, m_y + height - 6 * point));
        }
        x += each;
    }
    m_painter.setPen(QPen(m_theme.color(theme::Token::Strong), 0.7 * point));
    m_painter.drawLine(QPointF(left(), m_y + height), QPointF(left() + width(), m_y + height));
    m_y += height + 2 * gap;
}

QList<double> PageFlow::columnWidths(const Table &table) const
{
    const QFont font = tableFont();
    const QFont bold = sized(9, true);
    const QFontMetricsF metrics(bold);
    const qsizetype columns = table.columns.size();
    QList<double> natural(columns, 0);
    QList<double> least(columns, 0);
    const auto take = [&](qsizetype column, const QString &text) {
        natural[column] = std::max(natural.at(column), metrics.horizontalAdvance(text) + 1);
        double longest = 0;
        const QStringList words = text.split(QLatin1Char(' '));
        for (const QString &word : words)
            longest = std::max(longest, metrics.horizontalAdvance(word) + 1);
        // One endless name must not squeeze every other column; it may be broken.
        least[column] = std::max(least.at(column), std::min(longest, 110 * point));
    };
    for (qsizetype c = 0; c < columns; ++c)
        take(c, table.columns.at(c).title);
    for (const QStringList &row : table.rows) {
        for (qsizetype c = 0; c < std::min(columns, row.size()); ++c)
            take(c, row.at(c));
    }
    const double room = width() - cellGap * static_cast<double>(columns - 1);
    double wanted = 0;
    double needed = 0;
    for (qsizetype c = 0; c < columns; ++c) {
        wanted += natural.at(c);
        needed += least.at(c);
    }
    if (wanted <= room) {
        // What is left goes to the last column of words, so that the table spans the page.
        for (qsizetype c = columns - 1; c >= 0; --c) {
            if (!table.columns.at(c).number || c == 0) {
                natural[c] += room - wanted;
                break;
            }
        }
        return natural;
    }
    const double flexible = wanted - needed;
    const double spare = std::max(0.0, room - needed);
    for (qsizetype c = 0; c < columns; ++c) {
        const double share = flexible > 0 ? (natural.at(c) - least.at(c)) / flexible : 0;
        natural[c] = needed > room ? least.at(c) * room / needed : least.at(c) + spare * share;
    }
    return natural;
}

double PageFlow::rowHeight(const QStringList &row, const QList<double> &widths,
                           const QFont &font) const
{
    double height = QFontMetricsF(font).height();
    for (qsizetype c = 0; c < std::min(row.size(), widths.size()); ++c)
        height = std::max(height, textHeight(row.at(c), font, widths.at(c)));
    return height + 2 * cellPadding;
}

void PageFlow::drawRow(const QStringList &row, const Table &table, const QList<double> &widths,
                       const QFont &font, const QColor &color)
{
    double x = left();
    for (qsizetype c = 0; c < std::min(row.size(), widths.size()); ++c) {
        drawText(row.at(c), font, x, m_y + cellPadding, widths.at(c), color,
                 table.columns.at(c).number ? Qt::AlignRight : Qt::AlignLeft);
        x += widths.at(c) + cellGap;
    }
}

void PageFlow::operator()(const Table &table)
{
    const QFont font = tableFont();
    const QFont bold = sized(9, true);
    const QColor muted = m_theme.color(theme::Token::Muted);
    const QList<double> widths = columnWidths(table);
    QStringList titles;
    for (const Column &column : table.columns)
        titles.append(column.title);
    const double headRow = rowHeight(titles, widths, font);
    const auto rule = [this](const QColor &color, double weight) {
        m_painter.setPen(QPen(color, weight * point));
        m_painter.drawLine(QPointF(left(), m_y), QPointF(left() + width(), m_y));
    };
    const auto head = [&] {
        rule(Qt::black, 1);
        drawRow(titles, table, widths, font, muted);
        m_y += headRow;
        rule(m_theme.color(theme::Token::Strong), 0.7);
    };
    require(headRow * 2 + 40 * point);
    if (!table.caption.isEmpty()) {
        const QString name = tr("Table %1").arg(++m_table);
        const QFont nameFont = sized(9.5, true);
        const double indent = QFontMetricsF(nameFont).horizontalAdvance(name) + 10 * point;
        drawText(name, nameFont, left(), m_y, indent, Qt::black);
        m_y += drawText(table.caption, sized(9.5), left() + indent, m_y, width() - indent, muted);
        m_y += gap / 2;
    }
    head();
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const QStringList &row = table.rows.at(i);
        const bool chosen = i == table.emphasized;
        const double height = rowHeight(row, widths, chosen ? bold : font);
        if (m_y + height > bottom()) {
            newPage();
            head();
        }
        if (chosen)
            m_painter.fillRect(QRectF(left(), m_y, width(), height),
                               m_theme.color(theme::Token::Sunken));
        drawRow(row, table, widths, chosen ? bold : font, Qt::black);
        m_y += height;
        if (i + 1 < table.rows.size())
            rule(m_theme.color(theme::Token::Grid), 0.5);
    }
    rule(Qt::black, 1);
    m_y += 2 * gap;
}

void PageFlow::operator()(const Figure &block)
{
    const QByteArray svg = m_figures.value(block.id);
    if (svg.isEmpty())
        return;
    QSvgRenderer renderer(svg);
    const QSizeF natural = renderer.viewBoxF().size();
    if (!renderer.isValid() || natural.isEmpty())
        return;
    // A figure's pixel at 100 % is three quarters of a point, as on the screen; wider ones are
    // fitted.
    double scale = std::min(0.75 * point, width() / natural.width());
    const double caption = 22 * point;
    const double tallest = bottom() - margin - headHeight - caption;
    scale = std::min(scale, tallest / natural.height());
    const QSizeF size = natural * scale;
    require(size.height() + caption);
    renderer.render(&m_painter, QRectF(QPointF(left(), m_y), size));
    m_y += size.height() + gap / 2;
    const QString name = tr("Figure %1").arg(++m_figure);
    const QFont nameFont = sized(9.5, true);
    const double indent = QFontMetricsF(nameFont).horizontalAdvance(name) + 10 * point;
    drawText(name, nameFont, left(), m_y, indent, Qt::black);
    m_y += drawText(block.caption, sized(9.5), left() + indent, m_y, width() - indent,
                    m_theme.color(theme::Token::Muted));
    m_y += 2 * gap;
}

void PageFlow::operator()(const FindingList &block)
{
    const double ruleIndent = 18 * point;
    const double textIndent = 80 * point;
    const QFont font = sized(9.5);
    const double room = width() - textIndent;
    for (const FindingEntry &entry : block.entries) {
        const double height
            = textHeight(entry.message, font, room) + textHeight(entry.detail, small(), room);
        require(height + gap);
        const theme::Mark mark
            = entry.unanswered ? theme::Mark::Unanswered : theme::markOf(entry.severity);
        theme::paintSeverity(m_painter, QRectF(left(), m_y + 1 * point, glyphSize, glyphSize), mark,
                             m_theme, entry.accepted);
        QFont monospaced = theme::mono(12);
        monospaced.setPixelSize(85);
        drawText(entry.rule, monospaced, left() + ruleIndent, m_y + 0.5 * point,
                 textIndent - ruleIndent, m_theme.color(theme::Token::Muted));
        m_y += drawText(entry.message, font, left() + textIndent, m_y, room, Qt::black);
        m_y += drawText(entry.detail, small(), left() + textIndent, m_y, room,
                        m_theme.color(theme::Token::Muted));
        m_y += gap * 0.8;
    }
    m_y += gap;
}

} // namespace stratoplan::report
