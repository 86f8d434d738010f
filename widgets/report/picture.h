// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/report/lettering.h"

#include <QByteArray>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <variant>

namespace stratoplan::report {

/// How a line of a picture is stroked; an invalid colour is none. Joins are round.
struct Stroke
{
    QColor color;
    double width = 1;
    QString dashes; ///< "5 3", lengths as in the picture; empty = solid
    double dashOffset = 0;
    bool round = false; ///< caps
};

struct RectShape
{
    QRectF rect;
    double radius = 0;
    QColor fill;
    Stroke stroke;
};

struct CircleShape
{
    QPointF center;
    double radius = 0;
    QColor fill;
    Stroke stroke;
};

struct PathShape
{
    QPainterPath path;
    QColor fill;
    Stroke stroke;
};

struct TextShape
{
    QPointF at; ///< on the base line
    QString text;
    Lettering lettering;
};

/// A glyph of resources/icons by its upper left corner.
struct IconShape
{
    QPointF at;
    QString name;
    double size = 24;
    QColor color;
};

/// Everything until the GroupEnd that belongs to it is one element for whoever reads the SVG.
struct GroupStart
{
    QString title; ///< may be empty
    QList<QPair<QString, QString>> attributes; ///< in the order in which they are written
};
struct GroupEnd
{
};

using Shape
    = std::variant<RectShape, CircleShape, PathShape, TextShape, IconShape, GroupStart, GroupEnd>;

/// A figure as a value, from which the SVG, the page of a PDF and the image are made: there is one
/// description of what a figure shows. Lengths are pixels at 100 %.
struct Picture
{
    QRectF view; ///< what is shown of the plane that the shapes lie on
    QString title; ///< what assistive technology reads
    QList<Shape> shapes; ///< from the back to the front

    bool isEmpty() const { return shapes.isEmpty(); }
};

/// An SVG document with text as text and numbers with at most two decimals (paths three).
QByteArray toSvg(const Picture &picture);

/// Paints the picture as large as it fits into the middle of `target`, text as text. Text that
/// would come out lower than `leastText` in the units of the painter is left out.
void paint(const Picture &picture, QPainter &painter, const QRectF &target, double leastText = 0);

/// The picture as pixels, `scale` pixels for each of its own; less where that would be more than
/// 100 million pixels.
QImage toImage(const Picture &picture, double scale = 2);

} // namespace stratoplan::report
