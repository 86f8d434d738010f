// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/items/box_item.h"

namespace stratoplan::canvas {

/// A VPC, a zone, a subnet, a group, or the box around resources that only configure others.
class ContainerItem : public BoxItem
{
public:
    using BoxItem::BoxItem;

    bool isContainer() const override { return true; }
    QRectF nameRect() const override;
    QRectF nameRectAt(double zoom) const override;
    QPainterPath shape() const override;

protected:
    void paintBox(QPainter &painter, Detail detail) override;
    double radius() const override;

private:
    void paintHead(QPainter &painter, Detail detail) const;
    /// The name alone, at constant size, for drawings seen from afar.
    void paintName(QPainter &painter, Detail detail) const;
    void paintVpcHead(QPainter &painter) const;
    void paintZoneHead(QPainter &painter) const;
    void paintSubnetHead(QPainter &painter) const;
    void paintGroupHead(QPainter &painter) const;
    void paintHeadroom(QPainter &painter, const QRectF &bar) const;
};

} // namespace stratoplan::canvas
