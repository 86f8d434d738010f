// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/base/text.h"
#include "widgets/report/picture.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/severity.h"

#include <QBuffer>
#include <QXmlStreamWriter>

namespace stratoplan::report {

namespace {

QString num(double value)
{
    return number(value, 2);
}

/// Writes each kind of shape as its SVG element.
class SvgWriter
{
public:
    explicit SvgWriter(QIODevice *device)
        : m_xml(device)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(1);
    }

    void write(const Picture &picture)
    {
        const QRectF &view = picture.view;
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("svg"));
        m_xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
        attribute("width", view.width());
        attribute("height", view.height());
        attribute(
            "viewBox",
            QStringList{num(view.x()), num(view.y()), num(view.width()), num(view.height())}.join(
                QLatin1Char(' ')));
        attribute("role", QStringLiteral("img"));
        attribute("font-family", QStringLiteral("'Noto Sans','DejaVu Sans',sans-serif"));
        m_xml.writeTextElement(QStringLiteral("title"), picture.title);
        for (const Shape &shape : picture.shapes)
            std::visit(*this, shape);
        m_xml.writeEndElement();
        m_xml.writeEndDocument();
    }

    void operator()(const RectShape &shape)
    {
        m_xml.writeEmptyElement(QStringLiteral("rect"));
        attribute("x", shape.rect.x());
        attribute("y", shape.rect.y());
        attribute("width", shape.rect.width());
        attribute("height", shape.rect.height());
        if (shape.radius > 0)
            attribute("rx", shape.radius);
        fillAndStroke(shape.fill, shape.stroke);
    }

    void operator()(const CircleShape &shape)
    {
        m_xml.writeEmptyElement(QStringLiteral("circle"));
        attribute("cx", shape.center.x());
        attribute("cy", shape.center.y());
        attribute("r", shape.radius);
        fillAndStroke(shape.fill, shape.stroke);
    }

    void operator()(const PathShape &shape)
    {
        m_xml.writeEmptyElement(QStringLiteral("path"));
        attribute("d", theme::svgPath(shape.path));
        fillAndStroke(shape.fill, shape.stroke);
    }

    void operator()(const TextShape &shape)
    {
        const Lettering &lettering = shape.lettering;
        m_xml.writeStartElement(QStringLiteral("text"));
        attribute("x", shape.at.x());
        attribute("y", shape.at.y());
        attribute("font-size", lettering.pixels);
        if (lettering.mono)
            attribute("font-family",
                      QStringLiteral("'Noto Sans Mono','DejaVu Sans Mono',monospace"));
        if (lettering.bold)
            attribute("font-weight", QStringLiteral("bold"));
        if (lettering.anchor == Qt::AlignRight)
            attribute("text-anchor", QStringLiteral("end"));
        else if (lettering.anchor == Qt::AlignHCenter)
            attribute("text-anchor", QStringLiteral("middle"));
        attribute("fill", lettering.color.name());
        m_xml.writeCharacters(shape.text);
        m_xml.writeEndElement();
    }

    void operator()(const IconShape &shape)
    {
        m_xml.writeEmptyElement(QStringLiteral("path"));
        attribute("d", theme::iconPath(shape.name));
        attribute("transform",
                  QStringLiteral("translate(%1 %2) scale(%3)")
                      .arg(num(shape.at.x()), num(shape.at.y()), number(shape.size / 24)));
        fillAndStroke({}, Stroke{shape.color, theme::iconStroke(shape.size), {}, 0, true});
    }

    void operator()(const GroupStart &group)
    {
        m_xml.writeStartElement(QStringLiteral("g"));
        for (const auto &[name, value] : group.attributes)
            m_xml.writeAttribute(name, value);
        if (!group.title.isEmpty())
            m_xml.writeTextElement(QStringLiteral("title"), group.title);
    }

    void operator()(const GroupEnd &) { m_xml.writeEndElement(); }

private:
    void fillAndStroke(const QColor &fill, const Stroke &stroke)
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

    void attribute(const char *name, double value)
    {
        m_xml.writeAttribute(QLatin1String(name), num(value));
    }

    void attribute(const char *name, const QString &value)
    {
        m_xml.writeAttribute(QLatin1String(name), value);
    }

    QXmlStreamWriter m_xml;
};

} // namespace

QByteArray toSvg(const Picture &picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    SvgWriter(&buffer).write(picture);
    return bytes;
}

} // namespace stratoplan::report
