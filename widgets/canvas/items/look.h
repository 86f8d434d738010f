// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/items/lettering.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace stratoplan::canvas {

/// What all items of a canvas paint with; owned by its scene.
struct Look
{
    theme::Theme theme = theme::light();
    theme::Icons icons;
    Lettering lettering;
    /// Something is dragged over a picture of all the rest, which the view has painted.
    bool stillPainted = false;
    /// Read from five metres: names and figures of nodes are larger, what they are is left to the
    /// icon.
    bool presenting = false;

    /// Letters of nodes, px.
    int letters(int usual) const { return presenting ? usual * 7 / 5 : usual; }
};

/// How much is shown at a zoom; nothing moves between the levels.
enum class Detail
{
    All, ///< above 70 %
    NoFigures, ///< 45 to 70 %: no figure line, names at constant size
    Names, ///< 20 to 45 %: icon and name at constant size
    Boxes, ///< below 20 %: filled boxes, container names only
};
Detail detailAt(double zoom);

/// Zoom that the painter works at.
double zoomOf(const QPainter &painter);

/// Draws text of a constant size on the screen: `rect` is in item coordinates, the font in screen
/// pixels. Text that does not fit is shortened in the middle.
void drawScreenText(QPainter &painter, const Look &look, const QRectF &rect, const QFont &font,
                    const QColor &color, const QString &text,
                    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

/// Whether text of that size can be read at the painter's zoom: 9 pixels on the screen.
bool isReadable(const QPainter &painter, const QFont &font);

/// Draws text in item coordinates, shortened where it does not fit. Left out where it
/// would be below 9 pixels on the screen.
void drawText(QPainter &painter, const Look &look, const QRectF &rect, const QFont &font,
              const QColor &color, const QString &text,
              Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter,
              Shortening shortening = Shortening::Middle);

/// An icon in its category's tint.
void drawTile(QPainter &painter, const QRectF &rect, const Look &look, const QString &icon,
              catalog::Category category);
void drawIcon(QPainter &painter, const QRectF &rect, const Look &look, const QString &icon,
              const QColor &color);

} // namespace stratoplan::canvas
