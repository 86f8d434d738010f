// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/items/box_item.h"

namespace stratoplan::canvas {

/// A gateway or an endpoint: a disc on the border of its VPC with its name beside it.
class BorderItem : public BoxItem
{
public:
    using BoxItem::BoxItem;

    QRectF nameRect() const override;

protected:
    void paintBox(QPainter &painter, Detail detail) override;
    double radius() const override { return rect().width() / 2; }
};

} // namespace stratoplan::canvas
