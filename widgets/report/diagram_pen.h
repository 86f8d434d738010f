// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/severity.h"

#include <QBuffer>
#include <QPointF>
#include <QRectF>
#include <QXmlStreamWriter>

namespace stratoplan::report {

/// How a line of the drawing is stroked; an invalid colour is none.
struct Stroke
{
    QColor color;
    double width = 1;
    QString dashes; ///< "5 3"; empty = solid
    double dashOffset = 0;
    bool round = false; ///< caps
};

/// How text is set.
struct Lettering
{
    double pixels = 12;
    QColor color;
    bool bold = false;
    bool mono = false;
    Qt::AlignmentFlag anchor = Qt::AlignLeft;
};

/// Writes the elements of a drawing. Numbers have at most two decimals, text stays text.
class DiagramPen
{
public:
    /// `view` is what is shown, in the coordinates of the drawing.
    DiagramPen(const QRectF &view, const QString &title);

    /// Opens the group of one element; everything until closeGroup() belongs to it. `more` are
    /// further attributes as pairs.
    void openGroup(const QString &id, const QString &kind, const QString &parent,
                   const QString &title, const QList<QPair<QString, QString>> &more = {});
    void openPlainGroup(const QString &id);
    void closeGroup();

    void rect(const QRectF &rect, double radius, const QColor &fill, const Stroke &stroke = {});
    void circle(const QPointF &center, double radius, const QColor &fill,
                const Stroke &stroke = {});
    void path(const QString &data, const QColor &fill, const Stroke &stroke = {},
              const QString &transform = {});
    void line(const QPointF &from, const QPointF &to, const Stroke &stroke);
    /// `at` is on the base line.
    void text(const QPointF &at, const QString &text, const Lettering &lettering);
    /// A glyph of resources/icons, `size` large, by its upper left corner.
    void icon(const QPointF &at, const QString &name, double size, const QColor &color);
    /// The shape of a severity, by its middle.
    void severity(const QPointF &center, double size, theme::Mark mark, const theme::Theme &theme);

    QByteArray take();

private:
    void fillAndStroke(const QColor &fill, const Stroke &stroke);
    void attribute(const char *name, double value);
    void attribute(const char *name, const QString &value);

    QByteArray m_bytes;
    QBuffer m_buffer;
    QXmlStreamWriter m_xml;
};

} // namespace stratoplan::report
