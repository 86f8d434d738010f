// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/overview.h"

#include "widgets/canvas/canvas_scene.h"

#include <QVarLengthArray>

#include <cmath>
#include <map>
#include <tuple>

namespace stratoplan::canvas {

namespace {

using theme::Token;

/// How much of an edge's colour is left where edges lie close together.
constexpr float edgeStrength = 0.55F;

QColor mixed(const QColor &color, const QColor &ground, float share)
{
    const auto mix = [share](float a, float b) { return a * share + b * (1 - share); };
    return QColor::fromRgbF(mix(color.redF(), ground.redF()), mix(color.greenF(), ground.greenF()),
                            mix(color.blueF(), ground.blueF()));
}

Token colorOf(Relation relation)
{
    switch (relation) {
    case Relation::Access:
        return Token::Access;
    case Relation::Failure:
        return Token::Fail;
    default:
        return Token::Edge;
    }
}

void paintAt(QPainter &painter, BoxItem &item)
{
    painter.save();
    painter.translate(item.pos());
    item.paintPlain(painter);
    painter.restore();
}

void paintEdges(QPainter &painter, const CanvasScene &scene, const QRectF &exposed)
{
    std::map<std::pair<Token, bool>, QList<QLineF>> lines; // by what is faded
    for (const auto &[id, edge] : scene.content().edges) {
        const EdgeItem *item = scene.edge(id);
        if (!item || edge.isBundled() || item->hasPreview()
            || !item->boundingRect().intersects(exposed))
            continue;
        QList<QLineF> &some = lines[{colorOf(edge.relation), item->state().faded}];
        for (qsizetype i = 0; i + 1 < edge.points.size(); ++i)
            some.append({edge.points[i], edge.points[i + 1]});
    }
    const theme::Theme &theme = scene.look().theme;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto &[look, some] : lines) {
        // A pen of no width is a pixel wide at every zoom.
        painter.setPen(
            QPen(mixed(theme.color(look.first), theme.color(Token::Canvas), edgeStrength), 0));
        painter.setOpacity(look.second ? fadedOpacity : 1);
        painter.drawLines(some);
    }
    painter.setOpacity(1);
}

/// Boxes that an overlay paints alike.
struct MarkedBoxes
{
    const OverlayMark *mark = nullptr;
    QList<QRectF> rects;

    void add(const OverlayMark &one, const QRectF &rect)
    {
        mark = &one;
        rects.append(rect);
    }
};

/// Groups and states look alike; of amounts the share is told in hundredths, which is finer than a
/// pixel of a box that is seen from so far.
std::tuple<int, int, bool> lookOf(const OverlayMark &mark, bool faded)
{
    if (!mark.shown)
        return {-1, 0, faded};
    const bool amount = mark.isTinted() && mark.shown->group < 0;
    return {int(mark.shown->state),
            amount ? int(std::lround(mark.shown->share * 100)) - 1000 : mark.shown->group, faded};
}

void paintNodes(QPainter &painter, const CanvasScene &scene, const QRectF &exposed)
{
    std::map<std::pair<catalog::Category, bool>, QList<QRectF>> nodes; // by what is faded
    std::map<std::tuple<int, int, bool>, MarkedBoxes> marked;
    QVarLengthArray<BoxItem *, 32> others;
    for (const auto &[id, box] : scene.content().boxes) {
        BoxItem *item = scene.box(id);
        if (!item || item->isContainer() || item->state().dragged || !box.rect.intersects(exposed))
            continue;
        if (box.shape == layout::Shape::Border || box.conditional)
            others.append(item);
        else if (const OverlayMark *mark = item->overlay())
            marked[lookOf(*mark, item->state().faded)].add(*mark, box.rect);
        else
            nodes[{box.category, item->state().faded}].append(box.rect);
    }
    painter.setPen(Qt::NoPen);
    for (const auto &[look, rects] : nodes) {
        painter.setBrush(scene.look().theme.category(look.first).icon);
        painter.setOpacity(look.second ? fadedOpacity : 1);
        painter.drawRects(rects);
    }
    for (const auto &[look, boxes] : marked) {
        painter.setOpacity(std::get<bool>(look) ? fadedOpacity : 1);
        paintOverlayFromAfar(painter, boxes.rects, *boxes.mark, scene.look().theme);
    }
    painter.setOpacity(1);
    for (BoxItem *item : others)
        paintAt(painter, *item);
}

} // namespace

void paintOverview(QPainter &painter, const CanvasScene &scene, const QRectF &exposed)
{
    for (const ElementId id : scene.content().order) {
        BoxItem *item = scene.box(id);
        if (item && item->isContainer() && !item->state().dragged)
            paintAt(painter, *item);
    }
    paintEdges(painter, scene, exposed);
    paintNodes(painter, scene, exposed);
}

void paintStill(QPainter &painter, const CanvasScene &scene, const QRectF &exposed)
{
    for (QGraphicsItem *item :
         scene.items(exposed, Qt::IntersectsItemBoundingRect, Qt::AscendingOrder)) {
        painter.save();
        painter.translate(item->pos());
        if (auto *box = qgraphicsitem_cast<BoxItem *>(item)) {
            if (!box->state().dragged)
                box->paintStill(painter);
        } else if (auto *edge = qgraphicsitem_cast<EdgeItem *>(item)) {
            if (!edge->hasPreview())
                edge->paint(&painter, nullptr, nullptr);
        }
        painter.restore();
    }
}

} // namespace stratoplan::canvas
