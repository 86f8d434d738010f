// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/overlay/overlay.h"
#include "widgets/canvas/items/look.h"

#include <optional>

namespace stratoplan::canvas {

/// What an overlay puts onto an item. An item without one looks as usual.
struct OverlayMark
{
    overlay::Kind kind = overlay::Kind::Findings;
    /// Nothing: the overlay does not speak of the element, which steps back.
    std::optional<overlay::Shown> shown;
    QString figure; ///< in place of the figure line
    QString brief; ///< the same from farther away, in place of the icon
    std::optional<theme::Mark> severity; ///< of findings
    bool several = false; ///< in the last of the groups, which stands for more than one

    bool isKnown() const { return shown && shown->state == overlay::State::Known; }
    bool isUnknown() const { return shown && shown->state == overlay::State::Unknown; }
    /// It belongs to a group or has an amount, so that it is tinted.
    bool isTinted() const;
    bool operator==(const OverlayMark &) const = default;
};

/// The mark of an element; its words in the present language.
OverlayMark overlayMark(const overlay::Overlay &overlay, ElementId id);
/// As elements of that group have it, for the legend.
OverlayMark overlayMark(const overlay::Overlay &overlay, int group);

/// Colour of bars, and of the whole box from afar: at least 3 to 1 on surface and canvas for
/// groups; an amount has its length besides.
QColor overlayInk(const OverlayMark &mark, const theme::Theme &theme);
/// Ground of the card; the surface for what is not tinted.
QColor overlayTint(const OverlayMark &mark, const theme::Theme &theme);
/// So that groups differ without colour.
Qt::BrushStyle overlayPattern(const OverlayMark &mark);
/// The same as a brush whose pattern keeps its width on the screen. `unit` is the length of a
/// screen pixel in the painter's coordinates.
QBrush overlayBrush(const OverlayMark &mark, const theme::Theme &theme, double unit);

/// The bar along an element's lower edge: its length is the share of an amount, its pattern the
/// group. What is not known gets an empty dashed bar, findings none.
void paintOverlayBar(QPainter &painter, const QRectF &bar, const OverlayMark &mark,
                     const theme::Theme &theme, double unit);

/// Boxes of about one height with that mark as they are seen from afar: filled as far as the share
/// goes, with the pattern of the group, or with the shape of a severity where that has room; what
/// is not known is empty and dashed, and what has nothing to show is flat.
void paintOverlayFromAfar(QPainter &painter, const QList<QRectF> &boxes, const OverlayMark &mark,
                          const theme::Theme &theme);

} // namespace stratoplan::canvas
