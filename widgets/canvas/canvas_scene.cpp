// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvas_scene.h"

#include "planner/layout/provisional_way.h"
#include "widgets/canvas/edits.h"
#include "widgets/canvas/overlay_text.h"
#include "widgets/document/open_file.h"

#include <QCoreApplication>
#include <QGraphicsSceneHelpEvent>
#include <QGraphicsView>
#include <QToolTip>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <utility>

namespace stratoplan::canvas {

namespace {

constexpr double containerLevel = 0;
constexpr double edgeLevel = 1;
constexpr double nodeLevel = 2;
constexpr double borderLevel = 3;
/// Connections whose ways are found within a frame or two.
constexpr qsizetype fewConnections = 300;
/// So many boxes that move at once make a new index worthwhile.
constexpr qsizetype thousands = 2000;
constexpr std::chrono::milliseconds handRests(200);

/// What a template calls each connection of a bundle; those that only the drawing has, as labelled.
QString bundleText(const Design &design, const QList<ElementId> &ids)
{
    constexpr qsizetype mostNames = 12;
    QStringList names;
    for (const ElementId id : ids) {
        const auto *connection = design.get<Connection>(id);
        if (!connection)
            continue;
        const QString path = connection->evidence.value(0);
        names.append(connection->label.isEmpty() ? path.section(QLatin1Char('.'), -1)
                                                 : connection->label);
    }
    names.removeAll(QString());
    if (names.size() > mostNames)
        names = names.mid(0, mostNames) + QStringList{QStringLiteral("…")};
    const QString title
        = QCoreApplication::translate("Canvas", "%n connection(s)", nullptr, int(ids.size()));
    return names.isEmpty() ? title
                           : title + QStringLiteral(": ") + names.join(QStringLiteral(", "));
}

} // namespace

CanvasScene::CanvasScene(DesignDocument &document, Selection &selection,
                         std::shared_ptr<const catalog::Catalog> catalog, QObject *parent)
    : QGraphicsScene(parent)
    , m_document(document)
    , m_selection(selection)
    , m_catalog(std::move(catalog))
    , m_configurationKinds(configurationKinds(*m_catalog))
    , m_routing([this](const layout::Scene &found) {
        if (m_routed != m_document.snapshot())
            return;
        m_routed.reset();
        updateContent(found);
    })
{
    connect(&document, &DesignDocument::designChanged, this, &CanvasScene::refresh);
    connect(&document, &DesignDocument::designReset, this, [this] {
        m_analysis.reset();
        m_focus = {};
        m_hovered = {};
        m_dropTarget = {};
        setDraggedElements({});
        m_geometry = {};
        m_steps.clear();
        setZoneLoss({});
        refresh();
    });
    connect(&selection, &Selection::changed, this, &CanvasScene::updateSelection);
    m_unsettled.setSingleShot(true);
    connect(&m_unsettled, &QTimer::timeout, this, &CanvasScene::chooseIndex);
    refresh();
}

CanvasScene::~CanvasScene() = default;

void CanvasScene::setTheme(const theme::Theme &theme)
{
    m_look.theme = theme;
    setBackgroundBrush(theme.color(theme::Token::Canvas));
    repaintOverview();
    update();
}

void CanvasScene::setAnalysis(const AnalysisPointer &analysis)
{
    m_analysis = analysis;
    updateContent(shownGeometry());
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
    updateStates();
    Q_EMIT zoneLossChanged();
}

void CanvasScene::setOverlay(std::optional<overlay::Kind> kind)
{
    if (kind ? m_overlay && m_overlay->kind == *kind : !m_overlay)
        return;
    m_overlay.reset();
    if (kind)
        m_overlay.emplace().kind = *kind;
    if (updateOverlay())
        repaintOverview();
    Q_EMIT overlayChanged();
}

bool CanvasScene::updateOverlay()
{
    if (!m_overlay && !m_hasMarks)
        return false;
    m_hasMarks = m_overlay.has_value();
    if (m_overlay) {
        m_overlay = overlay::overlayOf(m_document.design(), *m_catalog, m_analysis.get(),
                                       m_overlay->kind);
    }
    bool differs = false;
    for (const auto &[id, item] : m_boxes) {
        const layout::Shape shape = item->content().shape;
        std::optional<OverlayMark> mark;
        if (m_overlay && !item->isContainer() && shape != layout::Shape::Note)
            mark = overlayMark(*m_overlay, id);
        differs = item->setOverlay(mark) || differs;
    }
    // Findings have their badges on lines too; of the other overlays one speaks of them.
    const bool onLines = m_overlay && m_overlay->kind == overlay::Kind::Execution;
    for (const auto &[id, item] : m_edges) {
        std::optional<OverlayMark> mark;
        if (onLines && m_overlay->of(id))
            mark = overlayMark(*m_overlay, id);
        differs = item->setOverlay(mark) || differs;
    }
    return differs;
}

void CanvasScene::setPath(const std::optional<overlay::RequestPath> &path)
{
    if (!path && m_steps.isEmpty())
        return;
    m_steps.clear();
    if (path) {
        for (const ElementId id : path->touched)
            m_steps.insert(id, 1); // connections have no number, and are lit
        int number = 0;
        for (const overlay::Step &step : path->steps)
            m_steps.insert(step.element, ++number);
    }
    updateStates();
    repaintOverview();
}

QString CanvasScene::toolTipOf(ElementId id) const
{
    const auto found = m_content.boxes.find(id);
    QStringList lines;
    if (found != m_content.boxes.end())
        lines.append(found->second.name);
    else if (const EdgeItem *item = line(id); item && !item->content().bundled.isEmpty())
        lines.append(bundleText(m_document.design(), together(id)));
    if (const BoxItem *item = box(id); item && item->overlay() && item->overlay()->shown)
        lines.append(overlayTitle(item->overlay()->kind) + QStringLiteral(": ")
                     + item->overlay()->figure);
    for (const network::Effect &effect : m_loss.effects) {
        if (effect.element == id && id)
            lines.append(harmWord(effect.harm) + QStringLiteral(": ") + toString(effect.reason));
    }
    return lines.join(QLatin1Char('\n'));
}

void CanvasScene::helpEvent(QGraphicsSceneHelpEvent *event)
{
    const QString text = toolTipOf(elementAt(event->scenePos()));
    QToolTip::showText(event->screenPos(), text, event->widget());
    event->setAccepted(!text.isEmpty());
}

void CanvasScene::refresh()
{
    const std::shared_ptr<const Design> design = m_document.snapshot();
    if (design->all<Connection>().size() <= fewConnections) {
        m_routed.reset();
        updateContent(layout::scene(*design, m_configurationKinds));
        return;
    }
    m_routed = design;
    m_routing.request([design, kinds = m_configurationKinds](const std::stop_token &) {
        return layout::scene(*design, kinds);
    });
    updateContent(layout::provisionalScene(*design, m_configurationKinds, shownGeometry()));
}

layout::Scene CanvasScene::shownGeometry() const
{
    layout::Scene shown = m_geometry;
    shown.lines.reserve(m_content.edges.size());
    for (const auto &[id, edge] : m_content.edges) {
        layout::Scene::Line line;
        line.connection = id;
        line.trunk = edge.trunk;
        line.label = {edge.labelAt.x(), edge.labelAt.y()};
        line.labelRoom = edge.labelRoom;
        line.points.reserve(size_t(edge.points.size()));
        for (const QPointF &point : edge.points)
            line.points.push_back({point.x(), point.y()});
        shown.lines.push_back(std::move(line));
    }
    return shown;
}

void CanvasScene::updateContent(layout::Scene geometry)
{
    Content next = contentOf(m_document.design(), geometry, *m_catalog, m_analysis.get());
    if (geometry.isProvisional)
        keepHops(next.edges);
    watchIndex(next);
    m_geometry = std::move(geometry);
    m_geometry.lines.clear(); // the content has them
    m_geometry.lines.shrink_to_fit();
    m_geometry.boxes.shrink_to_fit();
    const bool boxesDiffer = updateBoxes(next);
    const bool edgesDiffer = updateEdges(next);
    sizeIndex();
    m_content.order = std::move(next.order);
    m_content.bounds = next.bounds;
    if (m_focus && !box(m_focus) && !edge(m_focus))
        setFocusElement({});
    updateStates();
    const bool marksDiffer = updateOverlay();
    if (boxesDiffer || edgesDiffer || marksDiffer)
        repaintOverview();
    if (m_overlay)
        Q_EMIT overlayChanged();
    Q_EMIT contentChanged();
}

void CanvasScene::keepHops(std::map<ElementId, EdgeContent> &next) const
{
    for (auto &[id, edge] : next) {
        const auto former = m_content.edges.find(id);
        if (former != m_content.edges.end() && former->second.points == edge.points)
            edge.hops = former->second.hops;
    }
}

bool CanvasScene::updateBoxes(Content &next)
{
    bool differ = m_boxes.drop([&](const BoxItem &item) {
        const auto found = next.boxes.find(item.elementId());
        return found == next.boxes.end() || found->second.shape != item.content().shape;
    });
    std::erase_if(m_content.boxes, [&](const auto &entry) { return !m_boxes.find(entry.first); });
    std::vector<ItemsById<BoxItem>::Entry> added;
    double depth = 0;
    for (const ElementId id : next.order) {
        BoxItem *item = m_boxes.find(id);
        if (!item) {
            BoxContent &content
                = m_content.boxes.emplace(id, std::move(next.boxes.at(id))).first->second;
            item = added.emplace_back(id, BoxItem::make(m_look, content)).second.get();
        } else if (item->setContent(next.boxes.at(id))) {
            differ = true;
        }
        depth += 0.5 / (double(next.order.size()) + 1);
        const double level = item->isContainer()             ? containerLevel
            : item->content().shape == layout::Shape::Border ? borderLevel
                                                             : nodeLevel;
        item->setZValue(level + depth);
        // With its place in the pile, which is dear to change.
        if (!item->scene())
            addItem(item);
    }
    differ = differ || !added.empty();
    m_boxes.add(std::move(added));
    return differ;
}

bool CanvasScene::updateEdges(Content &next)
{
    bool differ = m_edges.drop(
        [&](const EdgeItem &item) { return !next.edges.contains(item.elementId()); });
    std::erase_if(m_content.edges, [&](const auto &entry) { return !m_edges.find(entry.first); });
    std::vector<ItemsById<EdgeItem>::Entry> added;
    for (auto &[id, content] : next.edges) {
        if (EdgeItem *item = m_edges.find(id)) {
            differ = item->setContent(content) || differ;
            continue;
        }
        EdgeContent &kept = m_content.edges.emplace(id, std::move(content)).first->second;
        auto item = std::make_unique<EdgeItem>(m_look, kept);
        item->setZValue(edgeLevel);
        addItem(item.get());
        added.emplace_back(id, std::move(item));
    }
    differ = differ || !added.empty();
    m_edges.add(std::move(added));
    indexEnds();
    return differ;
}

void CanvasScene::indexEnds()
{
    m_ends.clear();
    m_ends.reserve(2 * m_edges.size());
    for (const auto &[id, item] : m_edges) {
        m_ends.emplace_back(item->content().from, item.get());
        if (item->content().to != item->content().from)
            m_ends.emplace_back(item->content().to, item.get());
    }
    std::stable_sort(m_ends.begin(), m_ends.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
}

std::span<const std::pair<ElementId, EdgeItem *>> CanvasScene::edgesAt(ElementId id) const
{
    const auto [first, last] = std::equal_range(
        m_ends.begin(), m_ends.end(), std::pair<ElementId, EdgeItem *>(id, nullptr),
        [](const auto &a, const auto &b) { return a.first < b.first; });
    return {first, last};
}

BoxItem *CanvasScene::box(ElementId id) const
{
    return m_boxes.find(id);
}

EdgeItem *CanvasScene::edge(ElementId id) const
{
    return m_edges.find(id);
}

EdgeItem *CanvasScene::line(ElementId id) const
{
    const EdgeItem *item = edge(id);
    return item ? edge(item->content().trunk) : nullptr;
}

QList<ElementId> CanvasScene::together(ElementId id) const
{
    const EdgeItem *trunk = line(id);
    return trunk ? QList<ElementId>{trunk->elementId()} + trunk->content().bundled
                 : QList<ElementId>{id};
}

bool CanvasScene::isOneLine(const QList<ElementId> &ids) const
{
    const EdgeItem *first = line(ids.value(0));
    return first && std::all_of(ids.begin(), ids.end(), [this, first](ElementId id) {
               return line(id) == first;
           });
}

ElementId CanvasScene::elementAt(const QPointF &at) const
{
    for (const QGraphicsItem *item : items(at, Qt::IntersectsItemShape, Qt::DescendingOrder)) {
        if (const auto *box = qgraphicsitem_cast<const BoxItem *>(item))
            return box->elementId();
        if (const auto *edge = qgraphicsitem_cast<const EdgeItem *>(item))
            return edge->elementId();
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
        else if (const EdgeItem *item2 = line(id))
            united |= item2->shape().boundingRect();
    }
    return united;
}

void CanvasScene::setFocusElement(ElementId id)
{
    if (m_focus == id)
        return;
    const ElementId former = std::exchange(m_focus, id);
    updateStates({former, id});
    Q_EMIT focusElementChanged(id);
}

void CanvasScene::setHovered(ElementId id)
{
    if (m_hovered == id)
        return;
    const ElementId former = std::exchange(m_hovered, id);
    updateStates({former, id});
}

void CanvasScene::setDropTarget(ElementId id)
{
    if (m_dropTarget == id)
        return;
    const ElementId former = std::exchange(m_dropTarget, id);
    updateStates({former, id});
}

void CanvasScene::setDragged(const QList<ElementId> &ids, const QPointF &distance)
{
    const QSet<ElementId> former = m_dragged;
    if (ids != m_draggedFirst)
        setDraggedElements(ids);
    const QSet<ElementId> concerned = former | m_dragged;
    for (const ElementId id : concerned) {
        BoxItem *item = box(id);
        if (!item)
            continue;
        const QPointF home = item->content().rect.topLeft();
        item->setPos(m_dragged.contains(id) ? home + distance : home);
    }
    for (const ElementId id : concerned) {
        for (const auto &[end, item] : edgesAt(id))
            followEnds(*item, distance);
    }
    if (former != m_dragged) {
        updateStates(concerned);
        repaintOverview();
    }
}

void CanvasScene::setDraggedElements(const QList<ElementId> &ids)
{
    m_draggedFirst = ids;
    m_dragged = QSet<ElementId>(ids.begin(), ids.end());
    bool containers = false;
    for (const ElementId id : ids) {
        for (const ElementId inner : contentsOf(m_document.design(), id))
            m_dragged.insert(inner);
        const BoxItem *item = box(id);
        containers = containers || (item && item->isContainer());
    }
    // A container would cover what stands where it is dragged to.
    m_look.stillPainted = !m_dragged.isEmpty() && !containers;
}

void CanvasScene::followEnds(EdgeItem &edge, const QPointF &distance)
{
    const EdgeContent &content = edge.content();
    const bool fromMoves = m_dragged.contains(content.from);
    const bool toMoves = m_dragged.contains(content.to);
    QList<QPointF> way;
    if (fromMoves && toMoves) {
        way = content.points;
        for (QPointF &point : way)
            point += distance;
    } else if (const auto *connection = m_document.design().get<Connection>(content.id);
               connection && (fromMoves || toMoves)) {
        way = provisionalWay(*connection);
    }
    edge.setPreview(way);
}

QList<QPointF> CanvasScene::provisionalWay(const Connection &connection) const
{
    const BoxItem *from = box(connection.from);
    const BoxItem *to = box(connection.to);
    if (!from || !to)
        return {};
    const auto rectOfBox = [](const BoxItem &item) {
        const QRectF rect = item.box();
        return layout::Rect{rect.x(), rect.y(), rect.width(), rect.height()};
    };
    QList<QPointF> way;
    for (const Point &point : layout::provisionalWay(connection, rectOfBox(*from), rectOfBox(*to)))
        way.append({point.x, point.y});
    return way;
}

void CanvasScene::setPortsOffered(bool offered)
{
    m_portsOffered = offered;
    updateStates();
}

void CanvasScene::setFound(const std::optional<QSet<ElementId>> &ids)
{
    if (ids == m_found)
        return;
    m_found = ids;
    updateStates();
    repaintOverview();
}

void CanvasScene::setPresenting(bool presenting)
{
    m_look.presenting = presenting;
    repaintOverview();
    update();
}

void CanvasScene::repaintOverview()
{
    for (QGraphicsView *view : views()) {
        view->resetCachedContent();
        view->viewport()->update();
    }
    Q_EMIT overviewChanged();
}

void CanvasScene::setSeenFromAfar(bool seen)
{
    m_seenFromAfar = seen;
    chooseIndex();
}

void CanvasScene::watchIndex(const Content &next)
{
    const auto moves = [this](const auto &entry) {
        const auto now = m_content.boxes.find(entry.first);
        return now != m_content.boxes.end() && now->second.rect != entry.second.rect;
    };
    if (std::count_if(next.boxes.begin(), next.boxes.end(), moves) < thousands)
        return;
    m_unsettled.start(handRests);
    chooseIndex();
}

void CanvasScene::chooseIndex()
{
    // A list gives all items sooner than a tree does, and a tree the few near to a point.
    const ItemIndexMethod method
        = m_seenFromAfar || m_unsettled.isActive() ? NoIndex : BspTreeIndex;
    if (method == itemIndexMethod())
        return;
    setItemIndexMethod(method);
    sizeIndex();
    // A new tree learns where the items are only from a change of this.
    setSceneRect({});
    setSceneRect(itemsBoundingRect());
    setSceneRect({});
}

void CanvasScene::sizeIndex()
{
    if (itemIndexMethod() != BspTreeIndex)
        return;
    // Each level halves the parts: about eight items in each.
    const int depth = std::max(int(std::bit_width((m_boxes.size() + m_edges.size()) / 8)), 1);
    if (depth != bspTreeDepth())
        setBspTreeDepth(depth);
}

ItemState CanvasScene::stateOf(ElementId id) const
{
    ItemState state;
    state.hovered = id == m_hovered && bool(id);
    state.selected = m_selection.contains(id);
    state.focused = id == m_focus && bool(id);
    state.dropTarget = id == m_dropTarget && bool(id);
    state.dragged = m_dragged.contains(id);
    state.faded
        = (m_found && !m_found->contains(id)) || (!m_steps.isEmpty() && !m_steps.contains(id));
    state.step = m_steps.value(id);
    state.offersPorts = m_portsOffered;
    state.zoneOff = m_loss.lost.contains(id);
    if (const network::Effect *effect = id ? m_loss.on(id) : nullptr)
        state.harm = effect->harm;
    return state;
}

ItemState CanvasScene::stateOf(const EdgeItem &edge) const
{
    const EdgeContent &content = edge.content();
    ItemState state = stateOf(content.id);
    for (const ElementId other : content.bundled) {
        const ItemState also = stateOf(other);
        state.hovered = state.hovered || also.hovered;
        state.selected = state.selected || also.selected;
        state.focused = state.focused || also.focused;
        state.faded = state.faded && also.faded;
        state.step = std::max(state.step, also.step);
        if (m_broken.contains(other))
            state.harm = network::Harm::CutOff;
    }
    state.selected
        = state.selected || m_selection.contains(content.from) || m_selection.contains(content.to);
    if (m_broken.contains(content.id))
        state.harm = network::Harm::CutOff;
    for (const ElementId end : {content.from, content.to}) {
        const network::Effect *effect = m_loss.on(end);
        if (effect && effect->harm == network::Harm::Stops)
            state.harm = network::Harm::Stops;
    }
    return state;
}

void CanvasScene::updateStates()
{
    const QList<ElementId> &selected = m_selection.ids();
    m_shownSelection = QSet<ElementId>(selected.begin(), selected.end());
    for (const auto &[id, item] : m_boxes)
        item->setState(stateOf(id));
    for (const auto &[id, item] : m_edges)
        item->setState(stateOf(*item));
}

void CanvasScene::updateState(EdgeItem &edge)
{
    edge.setState(stateOf(edge));
    if (edge.content().isBundled())
        updateState(*line(edge.elementId()));
}

void CanvasScene::updateStates(const QSet<ElementId> &ids)
{
    for (const ElementId id : ids) {
        if (BoxItem *item = box(id))
            item->setState(stateOf(id));
        if (EdgeItem *item = edge(id))
            updateState(*item);
        for (const auto &[end, item] : edgesAt(id))
            updateState(*item);
    }
}

void CanvasScene::updateSelection()
{
    const QList<ElementId> &selected = m_selection.ids();
    const QSet<ElementId> now(selected.begin(), selected.end());
    const QSet<ElementId> former = std::exchange(m_shownSelection, now);
    updateStates(former | now);
}

} // namespace stratoplan::canvas
