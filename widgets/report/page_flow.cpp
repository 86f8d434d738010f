// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/page_flow.h"

#include "widgets/report/table_flow.h"
#include "widgets/theme/severity.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>

namespace stratoplan::report {

namespace {

constexpr double keyHeight = 44 * point;
constexpr double scoreHeight = 46 * point;
/// The summary is read as a whole: it does not begin at the foot of the contents.
constexpr double summaryHeight = 330 * point;
constexpr double glyphSize = 10 * point;
constexpr double bulletIndent = 12 * point;
constexpr double ruleIndent = 16 * point;
constexpr double textIndent = 128 * point;
/// Figures that are smaller than this are hard to read; they rather go on on the next page.
constexpr double leastShrink = 0.7;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QFont headingFont(int level, bool bold = true)
{
    return printFont(level == 1 ? 18 : level == 2 ? 13 : 11, bold);
}

QFont paragraphFont(const Paragraph &block)
{
    return block.muted ? printFont(8.5) : bodyFont();
}

QFont findingFont()
{
    return printFont(9.5);
}

QFont detailFont()
{
    return printFont(8.5);
}

RunningText runningText(const Contents &contents)
{
    return {contents.title, contents.subtitle, contents.facts(),
            QStringLiteral("Stratoplan · %1").arg(contents.footer)};
}

} // namespace

PageFlow::PageFlow(QPagedPaintDevice &device, const Contents &contents, const Pictures &pictures,
                   const theme::Theme &theme, Turning turning, const Layout &known)
    : m_contents(contents)
    , m_pictures(pictures)
    , m_known(known)
    , m_sheet(device, runningText(contents), theme, turning, known.pages)
{
}

Layout PageFlow::run()
{
    bookmark(m_contents.title, {}, 1);
    const auto overview = m_pictures.find(m_contents.overview);
    writeTitlePage(m_sheet, m_contents, overview != m_pictures.end() ? &*overview : nullptr);
    m_sheet.newPage();
    m_layout.links = writeContentsTable(m_sheet, m_contents, m_known.bookmarks);
    for (const Section &each : m_contents.sections)
        section(each);
    m_sheet.end();
    m_layout.pages = m_sheet.page() + 1;
    return std::move(m_layout);
}

void PageFlow::bookmark(const QString &title, const QString &number, int level)
{
    m_layout.bookmarks.append({title, number, level, m_sheet.page(), m_sheet.y});
}

void PageFlow::section(const Section &section)
{
    ++m_section;
    m_subsection = 0;
    m_shrink = 1;
    m_blocks = &section.blocks;
    const auto *first
        = section.blocks.isEmpty() ? nullptr : std::get_if<Figure>(&section.blocks.first());
    const auto drawing = first && first->kind == FigureKind::Drawing ? m_pictures.find(first->id)
                                                                     : m_pictures.end();
    const double least
        = m_sheet.textHeight(section.title, headingFont(1), m_sheet.width()) + 4 * gap;
    if (drawing != m_pictures.end())
        m_sheet.newPage(orientationFor(m_sheet, *drawing));
    else if (m_sheet.isLandscape() || (section.startsPage && !m_sheet.isEmpty()))
        m_sheet.newPage();
    else if (m_section == 1)
        m_sheet.require(summaryHeight);
    else
        m_sheet.require(least + leastHeight(section.blocks, 0));
    if (!m_sheet.isEmpty())
        m_sheet.y += 2.5 * gap;

    const QString numeral = QString::number(m_section);
    bookmark(section.title, numeral, 1);
    const QFont font = headingFont(1);
    const double indent = QFontMetricsF(font).horizontalAdvance(numeral) + 12 * point;
    m_sheet.text(numeral, headingFont(1, false), m_sheet.left(), m_sheet.y, indent,
                 m_sheet.color(theme::Token::Muted));
    m_sheet.y += m_sheet.text(section.title, font, m_sheet.left() + indent, m_sheet.y,
                              m_sheet.width() - indent, Qt::black);
    m_sheet.y += gap;
    for (m_block = 0; m_block < section.blocks.size(); ++m_block) {
        const Block &block = section.blocks.at(m_block);
        if (m_sheet.isLandscape() && !std::holds_alternative<Figure>(block))
            m_sheet.newPage();
        std::visit(*this, block);
    }
}

double PageFlow::wholeHeight(const Block &block) const
{
    if (const auto *heading = std::get_if<Heading>(&block))
        return headingHeight(*heading);
    if (const auto *paragraph = std::get_if<Paragraph>(&block))
        return m_sheet.textHeight(paragraph->text, paragraphFont(*paragraph), m_sheet.width())
            + gap;
    if (const auto *table = std::get_if<Table>(&block))
        return table->rows.isEmpty() ? 0 : tableHeight(m_sheet, *table);
    if (std::holds_alternative<KeyFigures>(block))
        return keyHeight + 1.5 * gap;
    if (std::holds_alternative<ScoreCard>(block))
        return scoreHeight;
    double height = 0;
    if (const auto *bullets = std::get_if<Bullets>(&block)) {
        for (const QString &item : bullets->items)
            height
                += m_sheet.textHeight(item, bodyFont(), m_sheet.width() - bulletIndent) + gap / 3;
        height += gap;
    } else if (const auto *findings = std::get_if<FindingList>(&block)) {
        for (const FindingEntry &entry : findings->entries)
            height += entryHeight(entry);
    }
    return height;
}

double PageFlow::shrinkFor(const QList<Block> &blocks, qsizetype index) const
{
    double rest = 0;
    double pictures = 0;
    for (qsizetype i = index; i < blocks.size(); ++i) {
        const auto *heading = std::get_if<Heading>(&blocks.at(i));
        if (i > index && heading && heading->startsPage)
            break;
        const QList<Captioned> figures = figuresAt(blocks, i);
        if (figures.isEmpty()) {
            rest += wholeHeight(blocks.at(i));
            continue;
        }
        const double unscaled = figureHeight(m_sheet, figures, 0);
        rest += unscaled;
        pictures += figureHeight(m_sheet, figures, 1) - unscaled;
        i += figures.size() - 1;
    }
    const double room = m_sheet.room(QPageLayout::Portrait).height();
    const double shrink = pictures > 0 ? (room - rest) / pictures : 1;
    return shrink < leastShrink ? 1 : std::min(shrink, 1.0);
}

double PageFlow::headingHeight(const Heading &heading) const
{
    return m_sheet.textHeight(heading.text, headingFont(heading.level), m_sheet.width())
        + 2.5 * gap;
}

double PageFlow::entryHeight(const FindingEntry &entry) const
{
    const double room = m_sheet.width() - textIndent;
    double height = m_sheet.textHeight(entry.message, findingFont(), room);
    for (const QString &detail : entry.details)
        height += m_sheet.textHeight(detail, detailFont(), room);
    return height + gap;
}

QList<Captioned> PageFlow::figuresAt(const QList<Block> &blocks, qsizetype index) const
{
    QList<Captioned> figures;
    for (qsizetype i = index; i < blocks.size() && figures.size() < 2; ++i) {
        const auto *figure = std::get_if<Figure>(&blocks.at(i));
        if (!figure)
            break;
        const auto picture = m_pictures.find(figure->id);
        if (picture == m_pictures.end())
            continue;
        const bool wide = !figure->narrow;
        if (wide && !figures.isEmpty())
            break;
        figures.append({&*picture,
                        tr("Figure %1").arg(m_figure + static_cast<int>(figures.size()) + 1),
                        figure->caption});
        if (wide)
            break;
    }
    return figures;
}

double PageFlow::leastHeight(const QList<Block> &blocks, qsizetype index) const
{
    if (index >= blocks.size())
        return 0;
    const Block &block = blocks.at(index);
    if (const auto *heading = std::get_if<Heading>(&block))
        return headingHeight(*heading) + leastHeight(blocks, index + 1);
    if (const auto *paragraph = std::get_if<Paragraph>(&block)) {
        const double height
            = m_sheet.textHeight(paragraph->text, paragraphFont(*paragraph), m_sheet.width());
        // A line or two lead to what they are about.
        if (height < 30 * point)
            return height + gap + leastHeight(blocks, index + 1);
        return 40 * point;
    }
    if (const auto *bullets = std::get_if<Bullets>(&block))
        return bullets->items.isEmpty() ? 0
                                        : m_sheet.textHeight(bullets->items.first(), bodyFont(),
                                                             m_sheet.width() - bulletIndent);
    if (const auto *table = std::get_if<Table>(&block))
        return leastTableHeight(m_sheet, *table);
    if (std::holds_alternative<KeyFigures>(block))
        return keyHeight + 2 * gap + leastHeight(blocks, index + 1);
    if (std::holds_alternative<ScoreCard>(block))
        return scoreHeight;
    if (const auto *findings = std::get_if<FindingList>(&block))
        return findings->entries.isEmpty() ? 0 : entryHeight(findings->entries.first());
    const QList<Captioned> figures = figuresAt(blocks, index);
    return figures.isEmpty() ? leastHeight(blocks, index + 1)
                             : figureHeight(m_sheet, figures, m_shrink);
}

void PageFlow::operator()(const Heading &block)
{
    if (block.startsPage && !m_sheet.isEmpty() && m_block > 0)
        m_sheet.newPage();
    if (block.startsPage)
        m_shrink = shrinkFor(*m_blocks, m_block);
    m_sheet.require(leastHeight(*m_blocks, m_block));
    if (!m_sheet.isEmpty())
        m_sheet.y += 1.5 * gap;
    const QFont font = headingFont(block.level);
    double indent = 0;
    if (block.level == 2) {
        const QString numeral = QStringLiteral("%1.%2").arg(m_section).arg(++m_subsection);
        bookmark(block.text, numeral, 2);
        indent = QFontMetricsF(font).horizontalAdvance(numeral) + 8 * point;
        m_sheet.text(numeral, headingFont(2, false), m_sheet.left(), m_sheet.y, indent,
                     m_sheet.color(theme::Token::Muted));
    }
    m_sheet.y += m_sheet.text(block.text, font, m_sheet.left() + indent, m_sheet.y,
                              m_sheet.width() - indent, Qt::black);
    m_sheet.y += gap / 2;
}

void PageFlow::operator()(const Paragraph &block)
{
    const QFont font = paragraphFont(block);
    m_sheet.require(leastHeight(*m_blocks, m_block));
    m_sheet.y += m_sheet.text(block.text, font, m_sheet.left(), m_sheet.y, m_sheet.width(),
                              block.muted ? m_sheet.color(theme::Token::Muted) : QColor(Qt::black));
    m_sheet.y += gap;
}

void PageFlow::operator()(const Bullets &block)
{
    for (const QString &item : block.items) {
        const double room = m_sheet.width() - bulletIndent;
        m_sheet.require(m_sheet.textHeight(item, bodyFont(), room));
        m_sheet.text(QStringLiteral("•"), bodyFont(), m_sheet.left(), m_sheet.y, bulletIndent,
                     m_sheet.color(theme::Token::Muted));
        m_sheet.y += m_sheet.text(item, bodyFont(), m_sheet.left() + bulletIndent, m_sheet.y, room,
                                  Qt::black);
        m_sheet.y += gap / 3;
    }
    m_sheet.y += gap;
}

void PageFlow::operator()(const Table &block)
{
    if (block.rows.isEmpty())
        return;
    writeTable(m_sheet, block, block.caption.isEmpty() ? QString() : tr("Table %1").arg(++m_table));
}

void PageFlow::operator()(const KeyFigures &block)
{
    if (block.items.isEmpty())
        return;
    m_sheet.require(keyHeight + gap);
    constexpr double apart = 8 * point;
    const double each = m_sheet.width() / static_cast<double>(block.items.size());
    m_sheet.rule(m_sheet.y, Qt::black, 1);
    double x = m_sheet.left();
    for (qsizetype i = 0; i < block.items.size(); ++i) {
        const auto &[name, value] = block.items.at(i);
        m_sheet.text(name, printFont(8.5), x, m_sheet.y + 8 * point, each - apart,
                     m_sheet.color(theme::Token::Muted));
        QFont font = printFont(14, true);
        const double room = each - apart - 4 * point;
        const double natural = QFontMetricsF(font).horizontalAdvance(value);
        if (natural > room)
            font.setPixelSize(std::max(80, static_cast<int>(font.pixelSize() * room / natural)));
        m_sheet.text(value, font, x, m_sheet.y + 20 * point, each, Qt::black);
        if (i > 0) {
            m_sheet.painter().setPen(QPen(m_sheet.color(theme::Token::Border), 0.7 * point));
            m_sheet.painter().drawLine(QPointF(x - apart, m_sheet.y + 8 * point),
                                       QPointF(x - apart, m_sheet.y + keyHeight - 6 * point));
        }
        x += each;
    }
    m_sheet.y += keyHeight;
    m_sheet.rule(m_sheet.y, m_sheet.color(theme::Token::Strong), 0.7);
    m_sheet.y += 1.5 * gap;
}

void PageFlow::operator()(const ScoreCard &block)
{
    m_sheet.require(scoreHeight);
    writeScoreCard(m_sheet, block);
}

void PageFlow::operator()(const Figure &block)
{
    if (block.kind == FigureKind::Drawing) {
        const auto picture = m_pictures.find(block.id);
        if (picture == m_pictures.end())
            return;
        writeDrawing(m_sheet, {&*picture, tr("Figure %1").arg(++m_figure), block.caption});
        return;
    }
    const QList<Captioned> figures = figuresAt(*m_blocks, m_block);
    if (figures.isEmpty() || !m_pictures.contains(block.id))
        return;
    writeFigures(m_sheet, figures, m_shrink);
    m_figure += static_cast<int>(figures.size());
    // The figures beside this one are done as well.
    qsizetype more = figures.size() - 1;
    while (more > 0) {
        const auto *next = std::get_if<Figure>(&m_blocks->at(++m_block));
        more -= next && m_pictures.contains(next->id);
    }
}

void PageFlow::operator()(const FindingList &block)
{
    const double room = m_sheet.width() - textIndent;
    const QColor &muted = m_sheet.color(theme::Token::Muted);
    for (const FindingEntry &entry : block.entries) {
        m_sheet.require(entryHeight(entry));
        const theme::Mark mark
            = entry.unanswered ? theme::Mark::Unanswered : theme::markOf(entry.severity);
        theme::paintSeverity(m_sheet.painter(),
                             QRectF(m_sheet.left(), m_sheet.y + 1.5 * point, glyphSize, glyphSize),
                             mark, m_sheet.theme(), entry.accepted);
        m_sheet.text(entry.word, detailFont(), m_sheet.left() + ruleIndent, m_sheet.y + 0.8 * point,
                     56 * point, Qt::black);
        m_sheet.text(entry.rule, printMono(8), m_sheet.left() + ruleIndent + 58 * point,
                     m_sheet.y + 1 * point, textIndent - ruleIndent - 58 * point, muted);
        m_sheet.y += m_sheet.text(entry.message, findingFont(), m_sheet.left() + textIndent,
                                  m_sheet.y, room, Qt::black);
        for (const QString &detail : entry.details)
            m_sheet.y += m_sheet.text(detail, detailFont(), m_sheet.left() + textIndent, m_sheet.y,
                                      room, muted);
        m_sheet.y += gap * 0.8;
    }
    m_sheet.y += gap;
}

} // namespace stratoplan::report
