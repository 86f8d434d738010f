// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QColor>
#include <QRectF>
#include <QString>
#include <QXmlStreamWriter>

namespace stratoplan::report {

/// How a shape of an SVG is painted; an invalid colour is none.
struct Ink
{
    QColor stroke;
    double width = 1;
    QString dashes; ///< "5 3"; empty = solid
    QColor fill;
    /// Fill by 45 degree hatching in the fill's colour: what is modelled, not measured.
    bool hatched = false;
};

enum class Anchor
{
    Start,
    Middle,
    End
};

/// Writes one SVG text, with text as text and numbers with at most two decimals. Coordinates are
/// pixels at 100 %.
class SvgCanvas
{
public:
    /// `title` is what assistive technology reads.
    SvgCanvas(double width, double height, const QString &title);
    ~SvgCanvas();

    void rect(const QRectF &rect, const Ink &ink, double radius = 0);
    void line(QPointF from, QPointF to, const Ink &ink);
    void polyline(const QList<QPointF> &points, const Ink &ink);
    void polygon(const QList<QPointF> &points, const Ink &ink);
    void circle(QPointF center, double radius, const Ink &ink);
    void path(const QString &data, const Ink &ink, const QString &transform = {});
    /// `y` is the base line.
    void text(QPointF at, const QString &text, double pixels, const QColor &color,
              bool bold = false, Anchor anchor = Anchor::Start, bool mono = false);

    /// Ends the document.
    QByteArray take();

private:
    void paint(const Ink &ink);

    QByteArray m_bytes;
    QBuffer m_buffer;
    QXmlStreamWriter m_xml;
};

/// The text shortened in its middle so that it is at most `width` wide in the report's font.
QString fitted(const QString &text, double pixels, bool bold, double width, bool mono = false);
/// Width of the text in the report's font.
double widthOf(const QString &text, double pixels, bool bold = false, bool mono = false);

} // namespace stratoplan::report
