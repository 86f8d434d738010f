// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/items/box_item.h"

namespace stratoplan::canvas {

/// A function, a service, a chip of configuration or a note.
class NodeItem : public BoxItem
{
public:
    using BoxItem::BoxItem;

    QRectF nameRect() const override;

protected:
    void paintBox(QPainter &painter, Detail detail) override;
    bool hasPorts() const override { return content().shape == layout::Shape::Node; }

private:
    void paintCard(QPainter &painter) const;
    /// The figure of an overlay in place of the element's own, the three largest with their rank.
    void paintOverlayFigure(QPainter &painter, QRectF line) const;
    void paintOverlayBar(QPainter &painter, Detail detail) const;
    /// What an overlay says in few letters, in a line of the screen; false where it has no room.
    bool paintOverlayBrief(QPainter &painter, const QRectF &line) const;
    void paintKindAndName(QPainter &painter) const;
    /// The name alone, as large as letters of a presentation are.
    void paintLargeName(QPainter &painter) const;
    void paintNode(QPainter &painter, Detail detail) const;
    /// Icon and name at constant size, for drawings seen from afar.
    void paintFromAfar(QPainter &painter) const;
    void paintChip(QPainter &painter, Detail detail) const;
    void paintNote(QPainter &painter) const;
    void paintZones(QPainter &painter) const;
};

} // namespace stratoplan::canvas
