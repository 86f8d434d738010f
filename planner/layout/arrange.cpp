// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/blocks.h"
#include "planner/layout/groups.h"
#include "planner/layout/layers.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace stratoplan::layout {

namespace {

constexpr double componentGap = 64;
constexpr double origin = 32; // upper left corner of the drawing
constexpr int interiorRounds = 3;

class Arranger
{
public:
    Arranger(const Design &design, const QSet<QString> &kinds, const Metrics &metrics)
        : m_design(design)
        , m_metrics(metrics)
        , m_parts(partsOf(design, kinds))
    {
        for (const Connection *connection : drawnConnections(design, kinds)) {
            if (connection->from != connection->to)
                m_ends.push_back({connection->from, connection->to});
        }
        for (const auto &[group, members] : m_parts.groups)
            m_grouped.insert(members.begin(), members.end());
    }

    Change arrange()
    {
        orderInteriors();
        BlockLayout layout = laidOut();
        for (int round = 0; round < interiorRounds && orderByNeighbours(layout); ++round)
            layout = laidOut();
        return change(layout);
    }

private:
    double onGrid(double value) const
    {
        return std::ceil(value / m_metrics.grid - 1e-6) * m_metrics.grid;
    }

    // Within a VPC, what is reached later stands further down.
    void orderInteriors()
    {
        std::vector<ElementId> nodes;
        QHash<ElementId, int> indexOf;
        LayerGraph graph;
        const auto add = [&](const std::vector<ElementId> &ids) {
            for (ElementId id : ids) {
                indexOf.insert(id, static_cast<int>(nodes.size()));
                nodes.push_back(id);
                graph.sizes.push_back(m_metrics.node);
            }
        };
        add(m_parts.nodes);
        for (auto &[vpc, items] : m_parts.inside) {
            std::sort(items.begin(), items.end());
            add(items);
        }
        if (nodes.empty())
            return;
        for (const Ends &ends : m_ends) {
            if (indexOf.contains(ends.from) && indexOf.contains(ends.to))
                graph.arcs.push_back({indexOf.value(ends.from), indexOf.value(ends.to), 0, 0});
        }
        std::vector<size_t> order(nodes.size(), 0);
        size_t next = 0;
        for (const std::vector<int> &layer : layersOf(graph)) {
            for (int node : layer)
                order[static_cast<size_t>(node)] = next++;
        }
        for (auto &[vpc, items] : m_parts.inside) {
            std::sort(items.begin(), items.end(), [&](ElementId a, ElementId b) {
                return order[static_cast<size_t>(indexOf.value(a))]
                    < order[static_cast<size_t>(indexOf.value(b))];
            });
        }
    }

    // What stands in a VPC comes nearer to what it is joined with outside, but no higher than what
    // calls it. Says whether an order changed.
    bool orderByNeighbours(const BlockLayout &layout)
    {
        bool changed = false;
        for (auto &[vpc, items] : m_parts.inside) {
            QHash<ElementId, std::pair<double, int>> outside; // sum, count
            QHash<ElementId, std::vector<ElementId>> callers;
            const QSet<ElementId> own(items.begin(), items.end());
            for (const Ends &ends : m_ends) {
                const bool fromOwn = own.contains(ends.from);
                const bool toOwn = own.contains(ends.to);
                if (fromOwn && toOwn)
                    callers[ends.to].push_back(ends.from);
                if (fromOwn == toOwn || !layout.holds(ends.from) || !layout.holds(ends.to))
                    continue;
                auto &[sum, count] = outside[fromOwn ? ends.from : ends.to];
                sum += layout.middleOf(fromOwn ? ends.to : ends.from);
                ++count;
            }
            std::map<ElementId, double> wishes;
            for (ElementId id : items) {
                const auto &[sum, count] = outside.value(id);
                double wish = count > 0 ? sum / count : layout.middleOf(id);
                double latest = -1e9;
                for (ElementId caller : callers.value(id)) {
                    const auto known = wishes.find(caller);
                    if (known != wishes.end())
                        latest = std::max(latest, known->second + 1);
                }
                wish = count > 0 || latest < -1e8 ? std::max(wish, latest) : latest;
                wishes.emplace(id, wish);
            }
            std::vector<ElementId> sorted = items;
            std::stable_sort(sorted.begin(), sorted.end(), [&wishes](ElementId a, ElementId b) {
                return wishes.at(a) < wishes.at(b);
            });
            changed = changed || sorted != items;
            items = sorted;
        }
        return changed;
    }

    Block blockOfNode(ElementId id) const
    {
        Block block;
        block.size = m_metrics.node;
        block.places = {{id, {}}};
        block.middles = {{id, block.size.height / 2}};
        block.canBeLoose = true;
        if (const auto *service = m_design.get<Service>(id))
            block.kind = service->kind;
        return block;
    }

    Block blockOfNetwork(ElementId vpc) const
    {
        const Interior interior = interiorOf(vpc, m_parts.inside.at(vpc), m_design, m_metrics);
        const Rect area = withNames(interior, m_design);
        const double left = onGrid(-area.x);
        const double right = onGrid(area.right() - interior.size.width);
        Block block;
        for (const Scene::Box &box : interior.boxes) {
            block.middles.emplace_back(box.id, box.rect.center().y);
            if (box.shape == Shape::Vpc || box.shape == Shape::Node)
                block.places.emplace_back(box.id, Point{left + box.rect.x, box.rect.y});
        }
        block.size = {onGrid(interior.size.width + left + right), onGrid(interior.size.height)};
        return block;
    }

    Block blockOfNote(ElementId id) const
    {
        Block block;
        block.size = m_design.get<Note>(id)->size;
        block.places = {{id, {}}};
        return block;
    }

    Block blockOfEmptyGroup(ElementId id) const
    {
        Block block;
        block.size = m_metrics.emptyGroup;
        block.places = {{id, {}}};
        return block;
    }

    // The members as a drawing of their own, with room for the frame.
    Block blockOfGroup(ElementId id, const std::vector<ElementId> &members) const
    {
        std::vector<Block> blocks;
        std::vector<Block> notes;
        for (ElementId member : members) {
            if (m_design.get<Note>(member))
                notes.push_back(blockOfNote(member));
            else if (m_design.get<Vpc>(member))
                blocks.push_back(blockOfNetwork(member));
            else
                blocks.push_back(blockOfNode(member));
        }
        Surroundings within;
        within.componentGap = m_metrics.gap;
        within.leastRow = 2 * m_metrics.node.width + m_metrics.gap;
        BlockLayout layout(std::move(blocks), std::move(notes), m_ends, within, m_metrics);

        const Rect frame = frameAround(
            {0, 0, onGrid(layout.size().width), onGrid(layout.size().height)}, m_metrics);
        const Point inset{onGrid(-frame.x), onGrid(-frame.y)};
        Block block;
        block.places.emplace_back(id, Point{inset.x + frame.x, inset.y + frame.y});
        for (const Block &held : layout.blocks()) {
            const Point at{held.at.x + inset.x, held.at.y + inset.y};
            for (const auto &[element, place] : held.places)
                block.places.emplace_back(element, Point{at.x + place.x, at.y + place.y});
            for (const auto &[element, middle] : held.middles)
                block.middles.emplace_back(element, at.y + middle);
        }
        block.size = {onGrid(inset.x + frame.right()), onGrid(inset.y + frame.bottom())};
        return block;
    }

    BlockLayout laidOut() const
    {
        std::vector<Block> blocks;
        std::vector<Block> notes;
        for (ElementId id : m_parts.nodes) {
            if (!m_grouped.contains(id))
                blocks.push_back(blockOfNode(id));
        }
        for (const auto &[vpc, items] : m_parts.inside) {
            if (!m_grouped.contains(vpc))
                blocks.push_back(blockOfNetwork(vpc));
        }
        for (ElementId id : m_parts.notes) {
            if (!m_grouped.contains(id))
                notes.push_back(blockOfNote(id));
        }
        for (const auto &[group, members] : m_parts.groups) {
            if (members.empty())
                notes.push_back(blockOfEmptyGroup(group));
            else
                blocks.push_back(blockOfGroup(group, members));
        }
        Surroundings sheet;
        sheet.origin = origin;
        sheet.componentGap = componentGap;
        sheet.chips = m_parts.chips.size();
        return {std::move(blocks), std::move(notes), m_ends, sheet, m_metrics};
    }

    Change change(const BlockLayout &layout) const
    {
        Change change;
        for (const Block &block : layout.blocks()) {
            for (const auto &[id, place] : block.places) {
                const Point at{block.at.x + place.x, block.at.y + place.y};
                const Element &before = *m_design.find(id);
                if (common(before).position == at)
                    continue;
                Element after = before;
                common(after).position = at;
                change.elements.push_back({id, before, after});
            }
        }
        // Ways that were put by hand lead round what stands elsewhere now.
        for (const Connection *connection : m_design.all<Connection>()) {
            if (connection->waypoints.isEmpty())
                continue;
            Connection after = *connection;
            after.waypoints.clear();
            change.elements.push_back({connection->id, *connection, after});
        }
        std::sort(change.elements.begin(), change.elements.end(),
                  [](const ElementChange &a, const ElementChange &b) { return a.id < b.id; });
        return change;
    }

    const Design &m_design;
    const Metrics &m_metrics;
    Parts m_parts;
    std::vector<Ends> m_ends;
    std::set<ElementId> m_grouped; // what stands in a group
};

} // namespace

Change arrange(const Design &design, const QSet<QString> &configurationKinds,
               const Metrics &metrics)
{
    return Arranger(design, configurationKinds, metrics).arrange();
}

} // namespace stratoplan::layout
