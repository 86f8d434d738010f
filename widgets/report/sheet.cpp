// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/sheet.h"

#include "widgets/theme/fonts.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QTextLayout>

#include <cmath>

namespace stratoplan::report {

namespace {

constexpr double margin = 20 / 25.4 * 72 * point; // 20 mm
constexpr double headHeight = 24 * point;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QFont printed(QFont font, double points)
{
    font.setPixelSize(static_cast<int>(std::lround(points * point)));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

/// Breaks the text into lines, `each` gets every one, and gives the height of all.
template <class Each>
double layOut(QTextLayout &layout, double width, Qt::Alignment alignment, Each each)
{
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        each(line, height);
        height += line.height();
    }
    layout.endLayout();
    return height;
}

} // namespace

QFont printFont(double points, bool bold)
{
    return printed(theme::sans(12, bold), points);
}

QFont printMono(double points)
{
    return printed(theme::mono(12), points);
}

Sheet::Sheet(QPagedPaintDevice &device, RunningText running, const theme::Theme &theme,
             Turning turning, int pageCount)
    : m_device(device)
    , m_painter(&device)
    , m_running(std::move(running))
    , m_theme(theme)
    , m_turning(turning)
    , m_pageCount(pageCount)
    , m_portrait(device.pageLayout().fullRect(QPageLayout::Point).size() * point)
{
    measure();
    y = margin;
}

// The painter's units become tenths of a point of the page as it is read.
void Sheet::measure()
{
    const bool landscape = m_orientation == QPageLayout::Landscape;
    const bool turnedContent = landscape && m_turning == Turning::Content;
    const QSizeF paper = landscape && !turnedContent ? m_portrait.transposed() : m_portrait;
    m_painter.resetTransform();
    m_painter.scale(m_device.width() / paper.width(), m_device.height() / paper.height());
    if (turnedContent) {
        m_painter.translate(0, m_portrait.height());
        m_painter.rotate(-90);
    }
}

double Sheet::left() const
{
    return margin;
}

double Sheet::top() const
{
    return margin + headHeight;
}

double Sheet::width() const
{
    return room(m_orientation).width();
}

double Sheet::bottom() const
{
    return top() + room(m_orientation).height();
}

QSizeF Sheet::room(QPageLayout::Orientation orientation) const
{
    const QSizeF paper
        = orientation == QPageLayout::Landscape ? m_portrait.transposed() : m_portrait;
    return {paper.width() - 2 * margin, paper.height() - 2 * margin - 2 * headHeight};
}

void Sheet::end()
{
    runningFoot();
    m_painter.end();
}

void Sheet::newPage(QPageLayout::Orientation orientation)
{
    runningFoot();
    if (m_turning == Turning::Pages && orientation != m_orientation)
        m_device.setPageOrientation(orientation);
    m_device.newPage();
    m_orientation = orientation;
    measure();
    ++m_page;
    runningHead();
    y = top();
}

void Sheet::require(double height)
{
    if (!fits(height) && !isEmpty())
        newPage();
}

void Sheet::runningHead()
{
    const double at = margin - headHeight * 0.2;
    const QColor &muted = color(theme::Token::Muted);
    const QFont bold = printFont(9, true);
    const double half = width() * 0.7;
    const QString title
        = QFontMetricsF(bold).elidedText(m_running.title, Qt::ElideRight, half * 0.75);
    const double indent = QFontMetricsF(bold).horizontalAdvance(title) + 6 * point;
    text(title, bold, left(), at, half, Qt::black);
    text(m_running.kind, printFont(9), left() + indent, at, half - indent, muted);
    text(m_running.facts, printFont(9), left() + half, at, width() - half, muted, Qt::AlignRight);
    rule(at + 15 * point, muted, 0.7);
}

void Sheet::runningFoot()
{
    const double at = bottom() + headHeight;
    const double share = width() * 0.8;
    rule(at - 4 * point, color(theme::Token::Border), 0.7);
    text(m_running.foot, printFont(8), left(), at, share, color(theme::Token::Muted));
    text(m_pageCount > 0 ? tr("%1 of %2").arg(m_page + 1).arg(m_pageCount)
                         : QString::number(m_page + 1),
         printFont(8, true), left() + share, at, width() - share, Qt::black, Qt::AlignRight);
}

double Sheet::textHeight(const QString &text, const QFont &font, double width) const
{
    if (text.isEmpty())
        return 0;
    QTextLayout layout(text, font);
    return layOut(layout, width, Qt::AlignLeft, [](QTextLine &, double) {});
}

double Sheet::text(const QString &text, const QFont &font, double x, double top, double width,
                   const QColor &color, Qt::Alignment alignment)
{
    if (text.isEmpty())
        return 0;
    QTextLayout layout(text, font);
    const double height = layOut(layout, width, alignment, [](QTextLine &line, double at) {
        line.setPosition(QPointF(0, at));
    });
    m_painter.setPen(color);
    layout.draw(&m_painter, QPointF(x, top));
    return height;
}

void Sheet::rule(double at, const QColor &color, double points)
{
    m_painter.setPen(QPen(color, points * point));
    m_painter.drawLine(QPointF(left(), at), QPointF(left() + width(), at));
}

} // namespace stratoplan::report
