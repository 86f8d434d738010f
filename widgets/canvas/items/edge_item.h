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
/// pixel in the painter's coordinates, `weight` how many times as thick the line is. At `hops` it
/// passes over another line.
void paintRelation(QPainter &painter, const QList<QPointF> &points, Relation relation,
                   const theme::Theme &theme, double unit = 1, double weight = 1,
                   const QList<QPointF> &hops = {});

/// The item of one connection. Paints its content, which lives in the scene's.
class EdgeItem : public QGraphicsItem
{
public:
    enum
    {
        Type = UserType + 2
    };
    int type() const final { return Type; }

    /// Both live longer than the item.
    EdgeItem(const Look &look, EdgeContent &content);

    ElementId elementId() const { return m_content.id; }
    const EdgeContent &content() const { return m_content; }
    /// Writes the content; paints again only when something differs, and says whether it does.
    bool setContent(const EdgeContent &content);
    const ItemState &state() const { return m_state; }
    void setState(const ItemState &state);
    const OverlayMark *overlay() const { return m_overlay.get(); }
    /// As BoxItem::setOverlay(). A mark with a figure thickens the line and is its label.
    bool setOverlay(const std::optional<OverlayMark> &mark);
    /// Another way for as long as one of its ends is dragged; empty = its own.
    void setPreview(const QList<QPointF> &points);
    bool hasPreview() const { return m_preview != nullptr; }

    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    /// Where the label stands at full detail, in scene coordinates; empty without one.
    QRectF labelRect() const;
    /// As BoxItem::paint().
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const QList<QPointF> &points() const { return m_preview ? *m_preview : m_content.points; }
    /// Those of its own way; a preview has none.
    QList<QPointF> hops() const { return m_preview ? QList<QPointF>{} : m_content.hops; }
    /// As much of it as has room.
    QString shownLabel() const;
    QRectF plateOf(const QString &label) const;
    QString label() const;
    void paintLabel(QPainter &painter) const;
    /// A gap with a cross: nothing passes here.
    void paintBreak(QPainter &painter, double unit) const;

    const Look &m_look;
    EdgeContent &m_content;
    ItemState m_state;
    std::unique_ptr<const OverlayMark> m_overlay;
    std::unique_ptr<const QList<QPointF>> m_preview; ///< a few have one at a time
};

} // namespace stratoplan::canvas
