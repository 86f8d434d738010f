// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/diagram_pen.h"

#include "planner/base/text.h"
#include "widgets/theme/icons.h"

namespace stratoplan::report {

namespace {

QString num(double value)
{
    return number(value, 2);
}

} // namespace

DiagramPen::DiagramPen(const QRectF &view, const QString &title)
    : m_buffer(&m_bytes)
    , m_xml(&m_buffer)
{
    m_buffer.open(QIODevice::WriteOnly);
    m_xml.setAutoFormatting(true);
    m_xml.setAutoFormattingIndent(1);
    m_xml.writeStartDocument();
    m_xml.writeStartElement(QStringLiteral("svg"));
    m_xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    attribute("width", view.width());
    attribute("height", view.height());
    attribute("viewBox",
              QStringList{num(view.x()), num(view.y()), num(view.width()), num(view.height())}.join(
                  QLatin1Char(' ')));
    attribute("role", QStringLiteral("img"));
    attribute("font-family", QStringLiteral("'Noto Sans','DejaVu Sans',sans-serif"));
    m_xml.writeTextElement(QStringLiteral("title"), title);
}

void DiagramPen::openGroup(const QString &id, const QString &kind, const QString &parent,
                           const QString &title, const QList<QPair<QString, QString>> &more)
{
    m_xml.writeStartElement(QStringLiteral("g"));
    attribute("id", id);
    attribute("data-kind", kind);
    attribute("data-parent", parent);
    for (const auto &[name, value] : more)
        m_xml.writeAttribute(name, value);
    m_xml.writeTextElement(QStringLiteral("title"), title);
}

void DiagramPen::openPlainGroup(const QString &id)
{
    m_xml.writeStartElement(QStringLiteral("g"));
    attribute("id", id);
}

void DiagramPen::closeGroup()
{
    m_xml.writeEndElement();
}

void DiagramPen::rect(const QRectF &rect, double radius, const QColor &fill, const Stroke &stroke)
{
    m_xml.writeEmptyElement(QStringLiteral("rect"));
    attribute("x", rect.x());
    attribute("y", rect.y());
    attribute("width", rect.width());
    attribute("height", rect.height());
    if (radius > 0)
        attribute("rx", radius);
    fillAndStroke(fill, stroke);
}

void DiagramPen::circle(const QPointF &center, double radius, const QColor &fill,
                        const Stroke &stroke)
{
    m_xml.writeEmptyElement(QStringLiteral("circle"));
    attribute("cx", center.x());
    attribute("cy", center.y());
    attribute("r", radius);
    fillAndStroke(fill, stroke);
}

void DiagramPen::path(const QString &data, const QColor &fill, const Stroke &stroke,
                      const QString &transform)
{
    m_xml.writeEmptyElement(QStringLiteral("path"));
    attribute("d", data);
    if (!transform.isEmpty())
        attribute("transform", transform);
    fillAndStroke(fill, stroke);
}

void DiagramPen::line(const QPointF &from, const QPointF &to, const Stroke &stroke)
{
    path(QStringLiteral("M%1 %2L%3 %4").arg(num(from.x()), num(from.y()), num(to.x()), num(to.y())),
         {}, stroke);
}

void DiagramPen::text(const QPointF &at, const QString &text, const Lettering &lettering)
{
    if (text.isEmpty())
        return;
    m_xml.writeStartElement(QStringLiteral("text"));
    attribute("x", at.x());
    attribute("y", at.y());
    attribute("font-size", lettering.pixels);
    if (lettering.mono)
        attribute("font-family", QStringLiteral("'Noto Sans Mono','DejaVu Sans Mono',monospace"));
    if (lettering.bold)
        attribute("font-weight", QStringLiteral("bold"));
    if (lettering.anchor == Qt::AlignRight)
        attribute("text-anchor", QStringLiteral("end"));
    else if (lettering.anchor == Qt::AlignHCenter)
        attribute("text-anchor", QStringLiteral("middle"));
    attribute("fill", lettering.color.name());
    m_xml.writeCharacters(text);
    m_xml.writeEndElement();
}

void DiagramPen::icon(const QPointF &at, const QString &name, double size, const QColor &color)
{
    const QString transform = QStringLiteral("translate(%1 %2) scale(%3)")
                                  .arg(num(at.x()), num(at.y()), number(size / 24));
    path(theme::iconPath(name), {}, Stroke{color, theme::iconStroke(size), {}, 0, true}, transform);
}

void DiagramPen::severity(const QPointF &center, double size, theme::Mark mark,
                          const theme::Theme &theme)
{
    const theme::SeverityGlyph glyph = theme::severityGlyph(mark);
    const theme::SeverityColors &colors = theme.severity(mark);
    const QString transform
        = QStringLiteral("translate(%1 %2) scale(%3)")
              .arg(num(center.x() - size / 2), num(center.y() - size / 2), number(size / 16));
    Stroke outline;
    if (!glyph.filled || glyph.outlined)
        outline = {colors.ink, glyph.shapeStroke, {}, 0, true};
    // An open ring would let the drawing shine through.
    path(theme::svgPath(glyph.shape),
         glyph.filled ? colors.fill : theme.color(theme::Token::Surface), outline, transform);
    path(theme::svgPath(glyph.sign), {},
         Stroke{glyph.filled ? colors.mark : colors.ink, glyph.signStroke, {}, 0, true}, transform);
}

QByteArray DiagramPen::take()
{
    m_xml.writeEndElement();
    m_xml.writeEndDocument();
    m_buffer.close();
    return m_bytes;
}

void DiagramPen::fillAndStroke(const QColor &fill, const Stroke &stroke)
{
    attribute("fill", fill.isValid() ? fill.name() : QStringLiteral("none"));
    if (fill.isValid() && fill.alphaF() < 1)
        attribute("fill-opacity", fill.alphaF());
    if (!stroke.color.isValid())
        return;
    attribute("stroke", stroke.color.name());
    attribute("stroke-width", stroke.width);
    if (!stroke.dashes.isEmpty()) {
        attribute("stroke-dasharray", stroke.dashes);
        if (stroke.dashOffset != 0)
            attribute("stroke-dashoffset", stroke.dashOffset);
    }
    attribute("stroke-linejoin", QStringLiteral("round"));
    if (stroke.round)
        attribute("stroke-linecap", QStringLiteral("round"));
}

void DiagramPen::attribute(const char *name, double value)
{
    m_xml.writeAttribute(QLatin1String(name), num(value));
}

void DiagramPen::attribute(const char *name, const QString &value)
{
    m_xml.writeAttribute(QLatin1String(name), value);
}

} // namespace stratoplan::report
