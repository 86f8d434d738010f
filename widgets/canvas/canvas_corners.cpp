// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the legend and the map lie over the drawing, and what stands where there is none.
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/legend.h"
#include "widgets/canvas/minimap.h"
#include "widgets/canvas/quick_add.h"
#include "widgets/theme/empty_state.h"

namespace stratoplan::canvas {

namespace {

constexpr int legendMargin = 12;
/// A canvas less than so many times as large as the legend has better uses for the room.
constexpr double leastRoomForLegend = 2.5;
constexpr QSize emptyStateSize(380, 200);

} // namespace

QRect CanvasView::legendAt(Qt::Corner corner, const QSize &size) const
{
    const bool left = corner == Qt::BottomLeftCorner || corner == Qt::TopLeftCorner;
    const bool top = corner == Qt::TopLeftCorner || corner == Qt::TopRightCorner;
    return {QPoint(left ? legendMargin : viewport()->width() - size.width() - legendMargin,
                   top ? legendMargin : viewport()->height() - size.height() - legendMargin),
            size};
}

void CanvasView::placeLegend()
{
    m_legend->move(legendAt(m_legendCorner, m_legend->size()).topLeft());
}

CanvasView::Covered CanvasView::coveredBy(const QRect &area) const
{
    const QRectF there = mapToScene(area.adjusted(-4, -4, 4, 4)).boundingRect();
    Covered covered;
    for (const QGraphicsItem *item : m_scene.items(there, Qt::IntersectsItemBoundingRect)) {
        const auto *box = qgraphicsitem_cast<const BoxItem *>(item);
        const auto *edge = qgraphicsitem_cast<const EdgeItem *>(item);
        covered.boxes += box && box->box().intersects(there);
        covered.edges += edge && edge->shape().intersects(there);
    }
    return covered;
}

CanvasView::Covered CanvasView::chooseLegendCorner(const QSize &size)
{
    std::optional<Covered> least;
    for (const Qt::Corner corner :
         {Qt::BottomLeftCorner, Qt::BottomRightCorner, Qt::TopRightCorner, Qt::TopLeftCorner}) {
        if (corner == Qt::BottomRightCorner && !m_minimap->isHidden())
            continue;
        const Covered covered = coveredBy(legendAt(corner, size));
        if (!least || covered < *least) {
            least = covered;
            m_legendCorner = corner;
        }
    }
    return *least;
}

void CanvasView::placeMinimap()
{
    m_minimap->move(legendAt(Qt::BottomRightCorner, m_minimap->size()).topLeft());
    m_minimap->follow();
}

bool CanvasView::hasRoomFor(const QSize &legend)
{
    const QSize needed = legend * leastRoomForLegend;
    return viewport()->width() >= needed.width() && viewport()->height() >= needed.height()
        && chooseLegendCorner(legend).boxes == 0;
}

void CanvasView::settleLegend()
{
    // Rather the names of the lines out of sight than a node of the drawing.
    Legend::Room room = Legend::Room::All;
    if (!hasRoomFor(m_legend->sizeFor(room)))
        room = m_legend->hasOverlay() && hasRoomFor(m_legend->sizeFor(Legend::Room::Overlay))
            ? Legend::Room::Overlay
            : Legend::Room::Title;
    m_legend->setRoom(room);
    chooseLegendCorner(m_legend->size());
    placeLegend();
}

void CanvasView::showZoneLoss()
{
    const network::ZoneLoss &loss = m_scene.zoneLoss();
    const Design &design = m_scene.document().design();
    QStringList zones;
    for (const ElementId id : loss.lost) {
        if (const BoxItem *box = m_scene.box(id))
            zones.append(box->content().name);
        else if (const Element *element = design.find(id))
            zones.append(common(*element).name);
    }
    zones.sort();
    QList<network::Harm> harms;
    for (const network::Harm harm : {network::Harm::Stops, network::Harm::CutOff,
                                     network::Harm::Overloaded, network::Harm::Unknown}) {
        if (!loss.harmed(harm).isEmpty())
            harms.append(harm);
    }
    m_legend->setZoneLoss(zones, harms);
    // It grew or shrank, and must not cover what it speaks of.
    settleLegend();
}

void CanvasView::settleEmptyState()
{
    const bool isTyping = m_quickAdd && !m_quickAdd->isHidden();
    const bool isShown
        = isVisible() && m_scene.content().boxes.empty() && !isPresenting() && !isTyping;
    if (isShown && !m_emptyState) {
        m_emptyState = new theme::EmptyState(QStringLiteral("function"), viewport());
        connect(m_emptyState, &theme::EmptyState::wanted, this, [this] { quickAdd(); });
    }
    if (!m_emptyState)
        return;
    m_emptyState->setVisible(isShown);
    if (!isShown)
        return;
    m_emptyState->setTexts(
        tr("Nothing is drawn yet. Drag something here from the palette, or type what there is."),
        tr("Type elements", "button"));
    m_emptyState->setTheme(m_scene.look().theme);
    QRect place(QPoint(), emptyStateSize.boundedTo(viewport()->size()));
    place.moveCenter(viewport()->rect().center());
    m_emptyState->setGeometry(place);
}

} // namespace stratoplan::canvas
