// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/groups.h"
#include "planner/layout/labels.h"
#include "planner/layout/pack.h"
#include "planner/layout/route.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::layout {

namespace {

constexpr double besideGap = 48; // between the drawing and what has no position
constexpr double shelfMinimum = 1184; // width of a row of things without position
constexpr double shelfAspect = 1.6; // of a group on it
constexpr double besideNotch = 24;
constexpr double chipGap = 12;
constexpr double chipPadding = 16;
constexpr double chipHead = 40;
constexpr int chipColumns = 5; // at least, as far as there are chips

/// Puts things without position in rows below the drawing.
class Shelf
{
public:
    Shelf(const Rect &drawing, double gap)
        : m_left(drawing.x)
        , m_width(std::max(drawing.width, shelfMinimum))
        , m_gap(gap)
        , m_x(drawing.x)
        , m_y(drawing.isEmpty() ? drawing.y : drawing.bottom() + besideGap)
    {
    }

    Point place(const Size &size)
    {
        if (m_x > m_left && m_x + size.width > m_left + m_width) {
            m_x = m_left;
            m_y += m_height + m_gap;
            m_height = 0;
        }
        const Point at{m_x, m_y};
        m_x += size.width + m_gap;
        m_height = std::max(m_height, size.height);
        return at;
    }

private:
    double m_left;
    double m_width;
    double m_gap;
    double m_x;
    double m_y;
    double m_height = 0;
};

Size sizeOf(const Element &element, const Metrics &metrics)
{
    const auto *note = std::get_if<Note>(&element);
    return note ? note->size : metrics.node;
}

/// Of connections with the same ends: nothing but their labels would tell their lines apart.
bool areBundled(const Connection &a, const Connection &b)
{
    return a.role == b.role && a.execution.value == b.execution.value && a.waypoints == b.waypoints;
}

class SceneBuilder
{
public:
    SceneBuilder(const Design &design, const QSet<QString> &configurationKinds,
                 const Metrics &metrics)
        : m_design(design)
        , m_metrics(metrics)
        , m_parts(partsOf(design, configurationKinds))
    {
    }

    Scene build()
    {
        placeBoxes();
        std::vector<Wire> wires = wiresOf(boxesById(m_scene));
        const Ground ground = groundOf();
        route(wires, ground, m_metrics);
        separate(wires, ground, m_metrics);
        addLines(std::move(wires));
        placeLabels(m_scene.lines);
        addBundled();
        return std::move(m_scene);
    }

    Scene buildProvisional(const Scene &former)
    {
        m_scene.isProvisional = true;
        placeBoxes();
        const BoxesById boxes = boxesById(m_scene);
        const BoxesById formerBoxes = boxesById(former);
        QHash<ElementId, const Scene::Line *> formerLines;
        formerLines.reserve(qsizetype(former.lines.size()));
        for (const Scene::Line &line : former.lines)
            formerLines.insert(line.connection, &line);
        std::vector<Wire> wires = wiresOf(boxes);
        struct Label
        {
            Point at;
            double room = 0;
        };
        std::vector<Label> labels;
        labels.reserve(wires.size());
        for (Wire &wire : wires) {
            std::vector<Point> byHand = wayThrough(wire);
            const Scene::Line *line = formerLines.value(wire.connection);
            const Scene::Box *source = formerBoxes.value(wire.from);
            const Scene::Box *target = formerBoxes.value(wire.to);
            if (line && source && target) {
                const Point moved{wire.source.x - source->rect.x, wire.source.y - source->rect.y};
                if (wire.source == source->rect.translated(moved.x, moved.y)
                    && wire.target == target->rect.translated(moved.x, moved.y)) {
                    wire.points = line->points;
                    for (Point &point : wire.points)
                        point = {point.x + moved.x, point.y + moved.y};
                }
                // A line that was led otherwise since does not go back to where it was.
                if (!wire.points.empty() && (byHand.empty() || byHand == wire.points)) {
                    labels.push_back(
                        {{line->label.x + moved.x, line->label.y + moved.y}, line->labelRoom});
                    continue;
                }
            }
            wire.points = byHand.empty() ? directWay(wire, m_metrics) : std::move(byHand);
            labels.push_back({middleOfLongestRun(wire.points), roomOnLongestRun(wire.points)});
        }
        addLines(std::move(wires));
        for (size_t i = 0; i < labels.size(); ++i) {
            m_scene.lines[i].label = labels[i].at;
            m_scene.lines[i].labelRoom = labels[i].room;
        }
        addBundled();
        return std::move(m_scene);
    }

private:
    using BoxesById = QHash<ElementId, const Scene::Box *>;

    static BoxesById boxesById(const Scene &scene)
    {
        BoxesById boxes;
        boxes.reserve(qsizetype(scene.boxes.size()));
        for (const Scene::Box &box : scene.boxes) {
            if (box.id)
                boxes.insert(box.id, &box);
        }
        return boxes;
    }

    void placeBoxes()
    {
        placePositioned();
        uniteFrames();
        placeOthers();
        uniteFrames();
        putIntoFrames(m_scene.boxes, framesNow(), m_parts);
        placeChips();
        for (const Scene::Box &box : m_scene.boxes)
            m_scene.bounds = m_scene.bounds.united(box.rect);
    }

    void addNetwork(const Interior &interior, const Point &at)
    {
        for (Scene::Box box : interior.boxes) {
            box.rect = box.rect.translated(at.x, at.y);
            for (Point &point : box.interfaces)
                point = {point.x + at.x, point.y + at.y};
            for (double &notch : box.notches)
                notch += at.x;
            m_scene.boxes.push_back(std::move(box));
        }
        m_drawing = m_drawing.united({at.x, at.y, interior.size.width, interior.size.height});
    }

    void addNode(ElementId id, Shape shape, const Point &at)
    {
        const Size size = sizeOf(*m_design.find(id), m_metrics);
        Scene::Box box;
        box.id = id;
        box.shape = shape;
        box.rect = {at.x, at.y, size.width, size.height};
        m_drawing = m_drawing.united(box.rect);
        m_scene.boxes.push_back(std::move(box));
    }

    void placePositioned()
    {
        for (const auto &[vpc, items] : m_parts.inside) {
            const std::optional<Point> &at = m_design.get<Vpc>(vpc)->position;
            Interior interior = interiorOf(vpc, items, m_design, m_metrics);
            if (at)
                addNetwork(interior, *at);
            else
                m_networksLeft.push_back(std::move(interior));
        }
        const auto add = [this](const std::vector<ElementId> &ids, Shape shape) {
            for (ElementId id : ids) {
                if (const std::optional<Point> &at = common(*m_design.find(id)).position)
                    addNode(id, shape, *at);
                else
                    m_nodesLeft.push_back({id, shape});
            }
        };
        add(m_parts.nodes, Shape::Node);
        add(m_parts.notes, Shape::Note);
    }

    void placeOthers()
    {
        Shelf shelf(m_drawing, m_metrics.gap);
        for (const auto &[group, members] : m_parts.groups)
            placeOnShelf(group, members, shelf);
        for (const Interior &interior : m_networksLeft)
            addNetwork(interior, shelf.place(interior.size));
        for (const auto &[id, shape] : m_nodesLeft)
            addNode(id, shape, shelf.place(sizeOf(*m_design.find(id), m_metrics)));
    }

    // A group of which nothing has a place stands on the shelf as a whole.
    void placeOnShelf(ElementId group, const std::vector<ElementId> &members, Shelf &shelf)
    {
        if (members.empty()) {
            if (!common(*m_design.find(group)).position)
                m_emptyAt.emplace(group, shelf.place(m_metrics.emptyGroup));
            return;
        }
        const auto isPlaced
            = [this](ElementId id) { return common(*m_design.find(id)).position.has_value(); };
        if (std::any_of(members.begin(), members.end(), isPlaced))
            return;
        std::vector<Rect> areas;
        std::vector<Size> sizes;
        for (ElementId id : members) {
            const auto interior = interiorLeft(id);
            const Size own = sizeOf(*m_design.find(id), m_metrics);
            areas.push_back(interior == m_networksLeft.end() ? Rect{0, 0, own.width, own.height}
                                                             : withNames(*interior, m_design));
            sizes.push_back({areas.back().width, areas.back().height});
        }
        const Packing packing = packToAspect(sizes, m_metrics.gap, shelfAspect, 0);
        const Rect frame = frameAround({0, 0, packing.size.width, packing.size.height}, m_metrics);
        const Point corner = shelf.place({frame.width, frame.height});
        for (size_t i = 0; i < members.size(); ++i) {
            const Point at{corner.x - frame.x + packing.places[i].x - areas[i].x,
                           corner.y - frame.y + packing.places[i].y - areas[i].y};
            const auto interior = interiorLeft(members[i]);
            if (interior != m_networksLeft.end()) {
                addNetwork(*interior, at);
                m_networksLeft.erase(interior);
                continue;
            }
            const auto node
                = std::find_if(m_nodesLeft.begin(), m_nodesLeft.end(),
                               [&](const auto &left) { return left.first == members[i]; });
            addNode(node->first, node->second, at);
            m_nodesLeft.erase(node);
        }
    }

    std::vector<Scene::Box> framesNow() const
    {
        return framesOf(m_scene, m_parts, m_emptyAt, m_design, m_metrics);
    }

    void uniteFrames()
    {
        for (const Scene::Box &frame : framesNow())
            m_drawing = m_drawing.united(frame.rect);
    }

    std::vector<Interior>::iterator interiorLeft(ElementId vpc)
    {
        return std::find_if(
            m_networksLeft.begin(), m_networksLeft.end(),
            [vpc](const Interior &interior) { return interior.boxes.front().id == vpc; });
    }

    void placeChips()
    {
        if (m_parts.chips.empty())
            return;
        const double pitch = m_metrics.chip.width + chipGap;
        const int fitting = static_cast<int>((m_drawing.width - 2 * chipPadding + chipGap) / pitch);
        const int count = static_cast<int>(m_parts.chips.size());
        const int columns = std::min(count, std::max(fitting, chipColumns));
        const int rows = (count + columns - 1) / columns;
        const double top = m_drawing.isEmpty() ? m_drawing.y : m_drawing.bottom() + besideGap;

        Scene::Box frame;
        frame.shape = Shape::ConfigurationBox;
        // A box of several rows ends where the drawing ends.
        const double needed = columns * pitch - chipGap + 2 * chipPadding;
        frame.rect = {m_drawing.x, top, rows > 1 ? std::max(needed, m_drawing.width) : needed,
                      chipHead + rows * (m_metrics.chip.height + chipGap) - chipGap + chipPadding};
        m_scene.boxes.push_back(frame);
        const double spread = (frame.rect.width - needed) / std::max(1, columns - 1);
        const double step = pitch + spread;
        for (int i = 0; i < count; ++i) {
            Scene::Box box;
            box.id = m_parts.chips[static_cast<size_t>(i)];
            box.shape = Shape::Chip;
            const int row = i / columns;
            box.rect = {frame.rect.x + chipPadding + (i % columns) * step,
                        top + chipHead + row * (m_metrics.chip.height + chipGap),
                        m_metrics.chip.width, m_metrics.chip.height};
            m_scene.boxes.push_back(std::move(box));
        }
    }

    /// What only configures others has no lines.
    static bool isDrawn(const Scene::Box *end) { return end && end->shape != Shape::Chip; }

    ElementId networkOf(const Scene::Box &box) const
    {
        if (box.shape == Shape::Vpc)
            return box.id;
        const Element *element = m_design.find(box.container);
        if (!element)
            return {};
        if (const auto *zone = std::get_if<Zone>(element))
            return zone->vpc;
        if (const auto *subnet = std::get_if<Subnet>(element))
            return subnet->vpc;
        if (std::holds_alternative<Group>(*element))
            return {};
        return box.container;
    }

    Ground groundOf() const
    {
        Ground ground;
        for (const Scene::Box &box : m_scene.boxes) {
            Rect head = box.rect;
            switch (box.shape) {
            case Shape::Border:
                ground.labels.push_back(nameOf(box));
                [[fallthrough]];
            case Shape::Node:
            case Shape::Note:
            case Shape::ConfigurationBox:
                ground.boxes.push_back(box.rect);
                break;
            case Shape::Vpc:
                ground.networks.push_back({box.id, box.rect});
                head.height = m_metrics.vpcHead;
                ground.heads.push_back(head);
                break;
            case Shape::Subnet:
                head.height = m_metrics.subnetHead;
                ground.heads.push_back(head);
                break;
            case Shape::Group:
                ground.heads.push_back(groupHead(box.rect, m_metrics));
                break;
            case Shape::Zone:
            case Shape::Chip:
                break;
            }
        }
        return ground;
    }

    /// One for each bundle, of its first connection; the others are kept for addBundled().
    std::vector<Wire> wiresOf(const BoxesById &boxes)
    {
        const QList<const Connection *> connections = m_design.all<Connection>();
        std::vector<Wire> wires;
        wires.reserve(size_t(connections.size()));
        QMultiHash<std::pair<ElementId, ElementId>, const Connection *> firsts;
        firsts.reserve(connections.size());
        for (const Connection *connection : connections) {
            const Scene::Box *source = boxes.value(connection->from);
            const Scene::Box *target = boxes.value(connection->to);
            if (!isDrawn(source) || !isDrawn(target))
                continue;
            const std::pair ends(connection->from, connection->to);
            const auto [from, to] = std::as_const(firsts).equal_range(ends);
            const auto first = std::find_if(from, to, [connection](const Connection *other) {
                return areBundled(*connection, *other);
            });
            if (first != to) {
                m_bundled.push_back({connection->id, (*first)->id});
                continue;
            }
            firsts.insert(ends, connection);
            Wire wire;
            wire.connection = connection->id;
            wire.from = connection->from;
            wire.to = connection->to;
            wire.role = connection->role;
            wire.source = source->rect;
            wire.target = target->rect;
            wire.sourceColumn = columnOf(*source);
            wire.targetColumn = columnOf(*target);
            wire.sourceVpc = networkOf(*source);
            wire.targetVpc = networkOf(*target);
            wire.waypoints.assign(connection->waypoints.begin(), connection->waypoints.end());
            wires.push_back(std::move(wire));
        }
        return wires;
    }

    void addLines(std::vector<Wire> wires)
    {
        m_scene.lines.reserve(wires.size() + m_bundled.size());
        for (Wire &wire : wires) {
            Scene::Line line;
            line.connection = wire.connection;
            line.trunk = wire.connection;
            line.points = std::move(wire.points);
            for (const Point &point : line.points)
                m_scene.bounds = m_scene.bounds.united(Rect{point.x - 1, point.y - 1, 2, 2});
            m_scene.lines.push_back(std::move(line));
        }
    }

    void addBundled()
    {
        if (m_bundled.empty())
            return;
        std::map<ElementId, size_t> places;
        for (size_t i = 0; i < m_scene.lines.size(); ++i)
            places.emplace(m_scene.lines[i].connection, i);
        for (const auto &[connection, trunk] : m_bundled) {
            Scene::Line line = m_scene.lines[places.at(trunk)];
            line.connection = connection;
            m_scene.lines.push_back(std::move(line));
        }
        std::sort(
            m_scene.lines.begin(), m_scene.lines.end(),
            [](const Scene::Line &a, const Scene::Line &b) { return a.connection < b.connection; });
    }

    // Where edges meet the upper and lower side: in the middle, but beside a notch.
    static double columnOf(const Scene::Box &box)
    {
        const double middle = box.rect.center().x;
        const bool notched = std::any_of(box.notches.begin(), box.notches.end(),
                                         [middle](double x) { return std::abs(x - middle) < 12; });
        return notched ? middle + besideNotch : middle;
    }

    Rect nameOf(const Scene::Box &disc) const
    {
        const Scene::Box *network = m_scene.box(disc.container);
        const bool left = network && disc.rect.center().x < network->rect.center().x;
        return nameOnBorder(disc.rect, left, common(*m_design.find(disc.id)));
    }

    const Design &m_design;
    const Metrics &m_metrics;
    Parts m_parts;
    Scene m_scene;
    Rect m_drawing;
    std::vector<Interior> m_networksLeft;
    std::vector<std::pair<ElementId, Shape>> m_nodesLeft;
    std::vector<std::pair<ElementId, ElementId>>
        m_bundled; // a connection, and the first of its bundle
    std::map<ElementId, Point> m_emptyAt; ///< groups on the shelf that hold nothing
};

} // namespace

Scene scene(const Design &design, const QSet<QString> &configurationKinds, const Metrics &metrics)
{
    return SceneBuilder(design, configurationKinds, metrics).build();
}

Scene provisionalScene(const Design &design, const QSet<QString> &configurationKinds,
                       const Scene &former, const Metrics &metrics)
{
    return SceneBuilder(design, configurationKinds, metrics).buildProvisional(former);
}

} // namespace stratoplan::layout
