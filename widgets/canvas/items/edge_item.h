// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/content.h"
#include "widgets/canvas/items/box_item.h"

#include <QGraphicsItem>
#include <QPainterPath>

namespace stratoplan::canvas {

/// A path through the points with corners rounded by 6.
QPainterPath roundedPath(const QList<QPointF> &points);

/// Paints a line in the dash, weight and head of its relation. `unit` is the length of a screen
/// pixel in the painter's coordinates.
void paintRelation(QPainter &painter, const QList<QPointF> &points, Relation relation,
                   const theme::Theme &theme, double unit = 1);

/// A route with at most two corners between two boxes, for previews while something moves.
QList<QPointF> directRoute(const QRectF &from, const QRectF &to);

/// The item of one connection.
class EdgeItem : public QGraphicsObject
{
    Q_OBJECT

public:
    EdgeItem(const Look &look, EdgeContent content);

    ElementId elementId() const { return m_content.id; }
    const EdgeContent &content() const { return m_content; }
    void setContent(const EdgeContent &content);
    const ItemState &state() const { return m_state; }
    void setState(const ItemState &state);
    /// Another way for as long as one of its ends is dragged; empty = its own.
    void setPreview(const QList<QPointF> &points);

    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const QList<QPointF> &points() const
    {
        return m_preview.isEmpty() ? m_content.points : m_preview;
    }
    void paintLabel(QPainter &painter) const;
    /// A gap with a cross: nothing passes here.
    void paintBreak(QPainter &painter, double unit) const;

    const Look &m_look;
    EdgeContent m_content;
    ItemState m_state;
    QList<QPointF> m_preview;
    QPainterPath m_path;
};

} // namespace stratoplan::canvas
