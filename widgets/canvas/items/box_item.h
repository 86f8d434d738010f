// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/content.h"
#include "widgets/canvas/items/look.h"
#include "widgets/canvas/items/overlay_mark.h"
#include "widgets/document/harm_text.h"

#include <QGraphicsItem>

#include <memory>
#include <optional>

namespace stratoplan::canvas {

/// What the hand and the keyboard do to an item at the moment; nothing of it is in the design.
struct ItemState
{
    bool hovered = false;
    bool selected = false;
    bool focused = false;
    bool dropTarget = false;
    bool dragged = false;
    bool faded = false; ///< not among what a search has found, or not on the path that is shown
    bool offersPorts = false;
    /// What zones that are switched off do to it; of a connection Stops: nothing passes any more.
    std::optional<network::Harm> harm;
    bool zoneOff = false; ///< a zone that is switched off itself
    /// On the path that is shown: when a request comes to the element, from 1; of a connection 1.
    int step = 0;

    /// As it is painted with all others from afar.
    bool isPlain() const;
    bool operator==(const ItemState &) const = default;
};

/// Of what is faded.
inline constexpr double fadedOpacity = 0.35;

/// Where connections start at a node, in the order of the visual language.
enum class Port
{
    Output,
    Failure
};
/// Centre of a port in scene coordinates, for a box of that rectangle.
QPointF portAt(const QRectF &box, Port port);
/// Whether a box shows its ports at that zoom; small ones have no room for them.
bool hasRoomForPorts(const QRectF &box, double zoom);
/// How far from its centre a port is taken, in scene units: 10 px on the screen, and never so far
/// that the middle of the box belongs to it.
double portReach(const QRectF &box, double zoom);

/// The item of one element with a box. Paints the element's content, which lives in the scene's;
/// knows neither the design nor gestures. No object: drawings have thousands of them, and screen
/// readers ask the view (accessible.h).
class BoxItem : public QGraphicsItem
{
public:
    enum
    {
        Type = UserType + 1
    };
    int type() const final { return Type; }

    /// Both live longer than the item.
    BoxItem(const Look &look, BoxContent &content);
    /// The item that suits the shape of the content.
    static std::unique_ptr<BoxItem> make(const Look &look, BoxContent &content);

    ElementId elementId() const { return m_content.id; }
    const BoxContent &content() const { return m_content; }
    /// Writes the content; paints again only when something differs, and says whether it does.
    bool setContent(const BoxContent &content);
    const ItemState &state() const { return m_state; }
    void setState(const ItemState &state);
    /// Null without an overlay, and for boxes that none speaks of.
    const OverlayMark *overlay() const { return m_overlay.get(); }
    /// Paints again only when something differs, and says whether it does.
    bool setOverlay(const std::optional<OverlayMark> &mark);

    /// The box in scene coordinates, with the distance it is dragged by.
    QRectF box() const { return QRectF(pos(), m_content.rect.size()); }
    virtual bool isContainer() const { return false; }
    /// Where the name stands at full detail, in item coordinates.
    virtual QRectF nameRect() const = 0;
    /// Where it stands, or would stand, at that zoom, for renaming in place.
    virtual QRectF nameRectAt(double /*zoom*/) const { return nameRect(); }
    /// Where the badge is clicked, in item coordinates; empty without badge.
    QRectF badgeRect() const;

    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    /// In a view that is seen from so far that it paints all boxes at once, only what sets this one
    /// off from the others.
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) final;
    /// The content without what the hand does to it; `painter` has the coordinates of the item.
    void paintPlain(QPainter &painter);
    /// As paint() while nothing is dragged, but for the mark of a drop target, which comes and goes
    /// during a drag.
    void paintStill(QPainter &painter);

protected:
    const Look &look() const { return m_look; }
    const theme::Theme &theme() const { return m_look.theme; }
    QColor color(theme::Token token) const { return m_look.theme.color(token); }
    /// The box with its upper left corner at 0, 0.
    QRectF rect() const { return QRectF(QPointF(), m_content.rect.size()); }
    virtual void paintBox(QPainter &painter, Detail detail) = 0;
    virtual double radius() const { return 8; }
    virtual bool hasPorts() const { return false; }

private:
    void paintOwn(QPainter &painter);
    void paintMarks(QPainter &painter) const;
    void paintFrames(QPainter &painter) const;
    void paintDropTarget(QPainter &painter) const;
    void paintPorts(QPainter &painter) const;
    void paintBadge(QPainter &painter) const;
    void paintHarm(QPainter &painter) const;
    void paintOff(QPainter &painter) const;
    void paintStep(QPainter &painter) const;

    const Look &m_look;
    BoxContent &m_content;
    ItemState m_state;
    std::unique_ptr<const OverlayMark> m_overlay; ///< few drawings have one at a time
};

} // namespace stratoplan::canvas
