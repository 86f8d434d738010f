// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvas_scene.h"

#include "widgets/canvas/edits.h"
#include "widgets/document/open_file.h"

#include <cmath>

namespace stratoplan::canvas {

namespace {

constexpr double containerLevel = 0;
constexpr double edgeLevel = 1;
constexpr double nodeLevel = 2;
constexpr double borderLevel = 3;

} // namespace

CanvasScene::CanvasScene(DesignDocument &document, Selection &selection,
                         std::shared_ptr<const catalog::Catalog> catalog, QObject *parent)
    : QGraphicsScene(parent)
    , m_document(document)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_configurationKinds(configurationKinds(*m_catalog))
{
    setItemIndexMethod(QGraphicsScene::NoIndex);
    connect(&document, &DesignDocument::designChanged, this, &CanvasScene::refresh);
    connect(&document, &DesignDocument::designReset, this, [this] {
        m_analysis.reset();
        m_focus = {};
        m_hovered = {};
        m_dropTarget = {};
        m_dragged.clear();
        setZoneLoss({});
        refresh();
    });
    connect(&selection, &Selection::changed, this, &CanvasScene::updateStates);
    refresh();
}

CanvasScene::~CanvasScene() = default;

void CanvasScene::setTheme(const theme::Theme &theme)
{
    m_look.theme = theme;
    setBackgroundBrush(theme.color(theme::Token::Canvas));
    update();
}

void CanvasScene::setAnalysis(const AnalysisPointer &analysis)
{
    m_analysis = analysis;
    updateContent();
}

void CanvasScene::setZoneLoss(const network::ZoneLoss &loss)
{
    if (loss.lost == m_loss.lost && loss.effects == m_loss.effects)
        return;
    m_loss = loss;
    m_broken.clear();
    for (const network::Effect &effect : m_loss.effects) {
        if (effect.harm != network::Harm::CutOff)
            continue;
        for (const ElementId id : effect.because) {
            if (m_document.design().get<Connection>(id))
                m_broken.insert(id);
        }
    }
    for (const auto &[id, item] : m_boxes)
        item->setToolTip(toolTipOf(id));
    updateStates();
    Q_EMIT zoneLossChanged();
}

QString CanvasScene::toolTipOf(ElementId id) const
{
    const auto found = m_content.boxes.find(id);
    QStringList lines{found == m_content.boxes.end() ? QString() : found->second.name};
    for (const network::Effect &effect : m_loss.effects) {
        if (effect.element == id && id)
            lines.append(harmWord(effect.harm) + QStringLiteral(": ") + toString(effect.reason));
    }
    return lines.join(QLatin1Char('\n'));
}

void CanvasScene::refresh()
{
    m_geometry = layout::scene(m_document.design(), m_configurationKinds);
    updateContent();
}

void CanvasScene::updateContent()
{
    m_content = contentOf(m_document.design(), m_geometry, *m_catalog, m_analysis.get());
    std::erase_if(m_boxes, [&](const auto &entry) {
        const auto found = m_content.boxes.find(entry.first);
        return found == m_content.boxes.end()
            || found->second.shape != entry.second->content().shape;
    });
    std::erase_if(m_edges,
                  [&](const auto &entry) { return !m_content.edges.contains(entry.first); });

    double depth = 0;
    for (const ElementId id : m_content.order) {
        const BoxContent &content = m_content.boxes.at(id);
        auto found = m_boxes.find(id);
        if (found == m_boxes.end()) {
            found = m_boxes.emplace(id, BoxItem::make(m_look, content)).first;
            addItem(found->second.get());
        }
        BoxItem &item = *found->second;
        item.setContent(content);
        depth += 0.5 / (double(m_content.order.size()) + 1);
        const double level = item.isContainer()      ? containerLevel
            : content.shape == layout::Shape::Border ? borderLevel
                                                     : nodeLevel;
        item.setZValue(level + depth);
        item.setToolTip(toolTipOf(id));
    }
    for (const auto &[id, content] : m_content.edges) {
        auto found = m_edges.find(id);
        if (found == m_edges.end()) {
            found = m_edges.emplace(id, std::make_unique<EdgeItem>(m_look, content)).first;
            found->second->setZValue(edgeLevel);
            addItem(found->second.get());
        }
        found->second->setContent(content);
    }
    if (m_focus && !box(m_focus) && !edge(m_focus))
        setFocusElement({});
    updateStates();
    Q_EMIT contentChanged();
}

BoxItem *CanvasScene::box(ElementId id) const
{
    const auto found = m_boxes.find(id);
    return found == m_boxes.end() ? nullptr : found->second.get();
}

EdgeItem *CanvasScene::edge(ElementId id) const
{
    const auto found = m_edges.find(id);
    return found == m_edges.end() ? nullptr : found->second.get();
}

ElementId CanvasScene::elementAt(const QPointF &at) const
{
    for (const QGraphicsItem *item : items(at, Qt::IntersectsItemShape, Qt::DescendingOrder)) {
        if (const auto *object = item->toGraphicsObject()) {
            if (const auto *found = qobject_cast<const BoxItem *>(object))
                return found->elementId();
            if (const auto *found = qobject_cast<const EdgeItem *>(object))
                return found->elementId();
        }
    }
    return {};
}

std::optional<std::pair<ElementId, Port>> CanvasScene::portNear(const QPointF &at,
                                                                double zoom) const
{
    for (const auto &[id, item] : m_boxes) {
        if (item->content().shape != layout::Shape::Node || !hasRoomForPorts(item->box(), zoom))
            continue;
        const ItemState &state = item->state();
        if (!state.hovered && !state.selected && !state.focused && !state.offersPorts)
            continue;
        for (const Port port : {Port::Output, Port::Failure}) {
            const QPointF away = portAt(item->box(), port) - at;
            if (std::hypot(away.x(), away.y()) <= portReach(item->box(), zoom))
                return std::pair{id, port};
        }
    }
    return std::nullopt;
}

QRectF CanvasScene::rectOf(const QList<ElementId> &ids) const
{
    QRectF united;
    for (const ElementId id : ids) {
        if (const BoxItem *item = box(id))
            united |= item->box();
        else if (const EdgeItem *item2 = edge(id))
            united |= item2->shape().boundingRect();
    }
    return united;
}

void CanvasScene::setFocusElement(ElementId id)
{
    if (m_focus == id)
        return;
    m_focus = id;
    updateStates();
    Q_EMIT focusElementChanged(id);
}

void CanvasScene::setHovered(ElementId id)
{
    if (m_hovered == id)
        return;
    m_hovered = id;
    updateStates();
}

void CanvasScene::setDropTarget(ElementId id)
{
    if (m_dropTarget == id)
        return;
    m_dropTarget = id;
    updateStates();
}

void CanvasScene::setDragged(const QList<ElementId> &ids, const QPointF &distance)
{
    QSet<ElementId> dragged(ids.begin(), ids.end());
    for (const ElementId id : ids) {
        for (const ElementId inner : contentsOf(m_document.design(), id))
            dragged.insert(inner);
    }
    m_dragged = dragged;
    for (const auto &[id, item] : m_boxes) {
        const QPointF home = item->content().rect.topLeft();
        item->setPos(m_dragged.contains(id) ? home + distance : home);
    }
    for (const auto &[id, item] : m_edges) {
        const EdgeContent &content = item->content();
        const bool moves = m_dragged.contains(content.from) || m_dragged.contains(content.to);
        const BoxItem *from = box(content.from);
        const BoxItem *to = box(content.to);
        item->setPreview(moves && from && to ? directRoute(from->box(), to->box())
                                             : QList<QPointF>());
    }
    updateStates();
}

void CanvasScene::setPortsOffered(bool offered)
{
    m_portsOffered = offered;
    updateStates();
}

ItemState CanvasScene::stateOf(ElementId id) const
{
    ItemState state;
    state.hovered = id == m_hovered && bool(id);
    state.selected = m_selection.contains(id);
    state.focused = id == m_focus && bool(id);
    state.dropTarget = id == m_dropTarget && bool(id);
    state.dragged = m_dragged.contains(id);
    state.offersPorts = m_portsOffered;
    state.zoneOff = m_loss.lost.contains(id);
    if (const network::Effect *effect = id ? m_loss.on(id) : nullptr)
        state.harm = effect->harm;
    return state;
}

void CanvasScene::updateStates()
{
    for (const auto &[id, item] : m_boxes)
        item->setState(stateOf(id));
    for (const auto &[id, item] : m_edges) {
        ItemState state = stateOf(id);
        const EdgeContent &content = item->content();
        state.selected = state.selected || m_selection.contains(content.from)
            || m_selection.contains(content.to);
        if (m_broken.contains(id))
            state.harm = network::Harm::CutOff;
        for (const ElementId end : {content.from, content.to}) {
            const network::Effect *effect = m_loss.on(end);
            if (effect && effect->harm == network::Harm::Stops)
                state.harm = network::Harm::Stops;
        }
        item->setState(state);
    }
}

} // namespace stratoplan::canvas
