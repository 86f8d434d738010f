// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/svg_canvas.h"

#include "planner/base/text.h"
#include "widgets/theme/fonts.h"

#include <QFontMetricsF>
#include <QStringList>

namespace stratoplan::report {

namespace {

QString num(double value)
{
    return number(value, 2);
}

QString pair(QPointF point)
{
    return num(point.x()) + QLatin1Char(',') + num(point.y());
}

QString points(const QList<QPointF> &list)
{
    QStringList parts;
    parts.reserve(list.size());
    for (const QPointF &point : list)
        parts.append(pair(point));
    return parts.join(QLatin1Char(' '));
}

QString families(bool mono)
{
    QStringList quoted;
    const QStringList names = mono
        ? QStringList{QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono")}
        : QStringList{QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")};
    for (const QString &name : names)
        quoted.append(QLatin1Char('\'') + name + QLatin1Char('\''));
    quoted.append(mono ? QStringLiteral("monospace") : QStringLiteral("sans-serif"));
    return quoted.join(QLatin1Char(','));
}

} // namespace

SvgCanvas::SvgCanvas(double width, double height, const QString &title)
    : m_buffer(&m_bytes)
    , m_xml(&m_buffer)
{
    m_buffer.open(QIODevice::WriteOnly);
    m_xml.writeStartDocument();
    m_xml.writeStartElement(QStringLiteral("svg"));
    m_xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    m_xml.writeAttribute(QStringLiteral("width"), num(width));
    m_xml.writeAttribute(QStringLiteral("height"), num(height));
    m_xml.writeAttribute(QStringLiteral("viewBox"),
                         QStringLiteral("0 0 %1 %2").arg(num(width), num(height)));
    m_xml.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    m_xml.writeTextElement(QStringLiteral("title"), title);
}

SvgCanvas::~SvgCanvas() = default;

void SvgCanvas::paint(const Ink &ink)
{
    m_xml.writeAttribute(QStringLiteral("fill"),
                         ink.fill.isValid() && !ink.hatched ? ink.fill.name()
                                                            : QStringLiteral("none"));
    if (ink.fill.isValid() && ink.fill.alphaF() < 1)
        m_xml.writeAttribute(QStringLiteral("fill-opacity"), num(ink.fill.alphaF()));
    if (!ink.stroke.isValid())
        return;
    m_xml.writeAttribute(QStringLiteral("stroke"), ink.stroke.name());
    m_xml.writeAttribute(QStringLiteral("stroke-width"), num(ink.width));
    if (!ink.dashes.isEmpty())
        m_xml.writeAttribute(QStringLiteral("stroke-dasharray"), ink.dashes);
    m_xml.writeAttribute(QStringLiteral("stroke-linejoin"), QStringLiteral("round"));
}

void SvgCanvas::rect(const QRectF &rect, const Ink &ink, double radius)
{
    m_xml.writeEmptyElement(QStringLiteral("rect"));
    m_xml.writeAttribute(QStringLiteral("x"), num(rect.x()));
    m_xml.writeAttribute(QStringLiteral("y"), num(rect.y()));
    m_xml.writeAttribute(QStringLiteral("width"), num(rect.width()));
    m_xml.writeAttribute(QStringLiteral("height"), num(rect.height()));
    if (radius > 0)
        m_xml.writeAttribute(QStringLiteral("rx"), num(radius));
    paint(ink);
    if (!ink.hatched)
        return;
    // Lines at 45 degrees, each cut off at the rectangle: SVG patterns are not drawn by every
    // viewer.
    constexpr double step = 5;
    QString data;
    for (double offset = step; offset < rect.width() + rect.height(); offset += step) {
        const double x1 = std::min(offset, rect.width());
        const double y1 = offset - x1;
        const double y2 = std::min(offset, rect.height());
        const double x2 = offset - y2;
        data += QStringLiteral("M%1 %2L%3 %4")
                    .arg(num(rect.x() + x1), num(rect.y() + y1), num(rect.x() + x2),
                         num(rect.y() + y2));
    }
    path(data, Ink{ink.fill, 1.4, {}, {}, false});
}

void SvgCanvas::line(QPointF from, QPointF to, const Ink &ink)
{
    m_xml.writeEmptyElement(QStringLiteral("line"));
    m_xml.writeAttribute(QStringLiteral("x1"), num(from.x()));
    m_xml.writeAttribute(QStringLiteral("y1"), num(from.y()));
    m_xml.writeAttribute(QStringLiteral("x2"), num(to.x()));
    m_xml.writeAttribute(QStringLiteral("y2"), num(to.y()));
    paint(ink);
}

void SvgCanvas::polyline(const QList<QPointF> &list, const Ink &ink)
{
    m_xml.writeEmptyElement(QStringLiteral("polyline"));
    m_xml.writeAttribute(QStringLiteral("points"), points(list));
    paint(ink);
}

void SvgCanvas::polygon(const QList<QPointF> &list, const Ink &ink)
{
    m_xml.writeEmptyElement(QStringLiteral("polygon"));
    m_xml.writeAttribute(QStringLiteral("points"), points(list));
    paint(ink);
}

void SvgCanvas::circle(QPointF center, double radius, const Ink &ink)
{
    m_xml.writeEmptyElement(QStringLiteral("circle"));
    m_xml.writeAttribute(QStringLiteral("cx"), num(center.x()));
    m_xml.writeAttribute(QStringLiteral("cy"), num(center.y()));
    m_xml.writeAttribute(QStringLiteral("r"), num(radius));
    paint(ink);
}

void SvgCanvas::path(const QString &data, const Ink &ink, const QString &transform)
{
    m_xml.writeEmptyElement(QStringLiteral("path"));
    m_xml.writeAttribute(QStringLiteral("d"), data);
    if (!transform.isEmpty())
        m_xml.writeAttribute(QStringLiteral("transform"), transform);
    paint(ink);
}

void SvgCanvas::text(QPointF at, const QString &text, double pixels, const QColor &color, bool bold,
                     Anchor anchor, bool mono)
{
    m_xml.writeStartElement(QStringLiteral("text"));
    m_xml.writeAttribute(QStringLiteral("x"), num(at.x()));
    m_xml.writeAttribute(QStringLiteral("y"), num(at.y()));
    m_xml.writeAttribute(QStringLiteral("font-family"), families(mono));
    m_xml.writeAttribute(QStringLiteral("font-size"), num(pixels));
    if (bold)
        m_xml.writeAttribute(QStringLiteral("font-weight"), QStringLiteral("bold"));
    if (anchor != Anchor::Start)
        m_xml.writeAttribute(QStringLiteral("text-anchor"),
                             anchor == Anchor::Middle ? QStringLiteral("middle")
                                                      : QStringLiteral("end"));
    m_xml.writeAttribute(QStringLiteral("fill"), color.name());
    m_xml.writeCharacters(text);
    m_xml.writeEndElement();
}

QByteArray SvgCanvas::take()
{
    m_xml.writeEndElement();
    m_xml.writeEndDocument();
    m_buffer.close();
    return m_bytes;
}

double widthOf(const QString &text, double pixels, bool bold, bool mono)
{
    return QFontMetricsF(mono ? theme::mono(pixels, bold) : theme::sans(pixels, bold))
        .horizontalAdvance(text);
}

QString fitted(const QString &text, double pixels, bool bold, double width, bool mono)
{
    return QFontMetricsF(mono ? theme::mono(pixels, bold) : theme::sans(pixels, bold))
        .elidedText(text, Qt::ElideMiddle, width);
}

} // namespace stratoplan::report
