// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layers.h"
#include "planner/layout/pack.h"
#include "planner/layout/parts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stratoplan::layout {

namespace {

constexpr double aspect = 1.6; // of the whole picture
constexpr double componentGap = 64;
constexpr double origin = 32; // upper left corner of the drawing
constexpr double looseGap = 16; // between rows of what has no connection
constexpr int interiorRounds = 3;
constexpr double unfolded = 10; // a layer of so many nodes is never folded

/// A node that stands alone, or a VPC with all that is in it.
struct Block
{
    ElementId node; ///< none for a VPC
    ElementId vpc;
    Interior interior;
    Point inset; ///< of the VPC within the block
    Size size;
    Point at;
};

struct Ends
{
    ElementId from;
    ElementId to;
};

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
    }

    Change arrange()
    {
        orderInteriors();
        makeBlocks();
        layOutComponents();
        for (int round = 0; round < interiorRounds && orderByNeighbours(); ++round) {
            makeBlocks();
            layOutComponents();
        }
        placeLoose();
        return change();
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
    bool orderByNeighbours()
    {
        const auto middleOf = [this](ElementId id) {
            const Block &block = m_blocks[static_cast<size_t>(m_blockOf.value(id))];
            return block.at.y + m_offsetOf.value(id, block.size.height / 2);
        };
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
                if (fromOwn == toOwn || !m_blockOf.contains(ends.from)
                    || !m_blockOf.contains(ends.to))
                    continue;
                auto &[sum, count] = outside[fromOwn ? ends.from : ends.to];
                sum += middleOf(fromOwn ? ends.to : ends.from);
                ++count;
            }
            std::map<ElementId, double> wishes;
            for (ElementId id : items) {
                const auto &[sum, count] = outside.value(id);
                double wish = count > 0 ? sum / count : middleOf(id);
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

    void makeBlocks()
    {
        m_blocks.clear();
        m_blockOf.clear();
        m_offsetOf.clear();
        m_loose.clear();
        for (ElementId id : m_parts.nodes) {
            Block block;
            block.node = id;
            block.size = m_metrics.node;
            m_blockOf.insert(id, static_cast<int>(m_blocks.size()));
            m_blocks.push_back(std::move(block));
        }
        for (const auto &[vpc, items] : m_parts.inside) {
            Block block;
            block.vpc = vpc;
            block.interior = interiorOf(vpc, items, m_design, m_metrics);
            double left = 0;
            double right = 0;
            for (const Scene::Box &box : block.interior.boxes) {
                m_blockOf.insert(box.id, static_cast<int>(m_blocks.size()));
                m_offsetOf.insert(box.id, box.rect.center().y);
                if (box.shape != Shape::Border)
                    continue;
                const Rect name
                    = nameOnBorder(box.rect, box.rect.x < 0, common(*m_design.find(box.id)));
                left = std::max(left, onGrid(-name.x));
                right = std::max(right, onGrid(name.right() - block.interior.size.width));
            }
            block.inset = {left, 0};
            block.size = {onGrid(block.interior.size.width + left + right),
                          onGrid(block.interior.size.height)};
            m_blocks.push_back(std::move(block));
        }
    }

    LayerGraph::Arc arcOf(const Ends &ends, int from, int to) const
    {
        LayerGraph::Arc arc;
        arc.from = from;
        arc.to = to;
        const auto offset = [this](ElementId id) {
            const auto found = m_offsetOf.constFind(id);
            if (found == m_offsetOf.constEnd())
                return 0.0;
            return *found - m_blocks[static_cast<size_t>(m_blockOf.value(id))].size.height / 2;
        };
        arc.fromOffset = offset(ends.from);
        arc.toOffset = offset(ends.to);
        return arc;
    }

    void layOutComponents()
    {
        // The connected blocks as one graph, and which part of it each belongs to.
        std::vector<int> part(m_blocks.size());
        std::iota(part.begin(), part.end(), 0);
        const auto rootOf = [&part](int i) {
            while (part[static_cast<size_t>(i)] != i)
                i = part[static_cast<size_t>(i)];
            return i;
        };
        std::vector<bool> connected(m_blocks.size(), false);
        std::vector<std::pair<Ends, std::pair<int, int>>> links;
        for (const Ends &ends : m_ends) {
            const int from = m_blockOf.value(ends.from, -1);
            const int to = m_blockOf.value(ends.to, -1);
            if (from < 0 || to < 0 || from == to)
                continue;
            links.push_back({ends, {from, to}});
            connected[static_cast<size_t>(from)] = connected[static_cast<size_t>(to)] = true;
            const int a = rootOf(from);
            const int b = rootOf(to);
            part[static_cast<size_t>(std::max(a, b))] = std::min(a, b);
        }
        std::map<int, std::vector<int>> components;
        for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) {
            if (connected[static_cast<size_t>(i)] || m_blocks[static_cast<size_t>(i)].vpc)
                components[rootOf(i)].push_back(i);
            else
                m_loose.push_back(i);
        }

        const double highest = columnHeight(connected);
        std::vector<Size> sizes;
        std::vector<std::vector<int>> members;
        for (const auto &[root, blocks] : components) {
            sizes.push_back(layOut(blocks, links, highest));
            members.push_back(blocks);
        }
        packComponents(sizes, members);
    }

    // How high a layer may become, so that the connected part comes out near to the wanted shape.
    double columnHeight(const std::vector<bool> &connected) const
    {
        double area = 0;
        double tallest = unfolded * (m_metrics.node.height + m_metrics.gap);
        for (size_t i = 0; i < m_blocks.size(); ++i) {
            const Size &size = m_blocks[i].size;
            if (connected[i]) {
                area += (size.width + 3 * m_metrics.gap) * (size.height + m_metrics.gap);
                tallest = std::max(tallest, size.height + m_metrics.gap);
            }
        }
        return std::max(tallest, std::sqrt(area / aspect) * 1.25);
    }

    Size layOut(const std::vector<int> &blocks,
                const std::vector<std::pair<Ends, std::pair<int, int>>> &links, double highest)
    {
        QHash<int, int> local;
        LayerGraph graph;
        for (int block : blocks) {
            local.insert(block, static_cast<int>(graph.sizes.size()));
            graph.sizes.push_back(m_blocks[static_cast<size_t>(block)].size);
        }
        for (const auto &[ends, pair] : links) {
            if (local.contains(pair.first))
                graph.arcs.push_back(
                    arcOf(ends, local.value(pair.first), local.value(pair.second)));
        }
        const std::vector<Point> places = coordinates(graph, layersOf(graph), highest, m_metrics);
        Size size;
        for (size_t i = 0; i < blocks.size(); ++i) {
            m_blocks[static_cast<size_t>(blocks[i])].at = places[i];
            size.width = std::max(size.width, places[i].x + graph.sizes[i].width);
            size.height = std::max(size.height, places[i].y + graph.sizes[i].height);
        }
        return size;
    }

    void packComponents(const std::vector<Size> &sizes,
                        const std::vector<std::vector<int>> &members)
    {
        std::vector<size_t> order(sizes.size());
        std::iota(order.begin(), order.end(), size_t(0));
        std::stable_sort(order.begin(), order.end(), [&sizes](size_t a, size_t b) {
            return sizes[a].width * sizes[a].height > sizes[b].width * sizes[b].height;
        });
        std::vector<Size> sorted;
        sorted.reserve(order.size());
        for (size_t i : order)
            sorted.push_back({onGrid(sizes[i].width), onGrid(sizes[i].height)});
        const double looseArea = static_cast<double>(m_loose.size())
            * (m_metrics.node.width + m_metrics.gap) * (m_metrics.node.height + looseGap);
        const Packing packing = packToAspect(sorted, componentGap, aspect, looseArea);
        for (size_t i = 0; i < order.size(); ++i) {
            for (int block : members[order[i]]) {
                Point &at = m_blocks[static_cast<size_t>(block)].at;
                at = {at.x + packing.places[i].x + origin, at.y + packing.places[i].y + origin};
            }
        }
        m_used = packing.size;
    }

    // What has no connection stands in rows, kind by kind: below the drawing, or beside it where
    // that comes nearer to the wanted shape.
    void placeLoose()
    {
        std::map<QString, size_t> firstOfKind;
        const auto kindOf = [this](int block) {
            const auto *service = m_design.get<Service>(m_blocks[static_cast<size_t>(block)].node);
            return service ? service->kind : QString();
        };
        for (size_t i = 0; i < m_loose.size(); ++i)
            firstOfKind.try_emplace(kindOf(m_loose[i]), i);
        std::stable_sort(m_loose.begin(), m_loose.end(), [&](int a, int b) {
            return firstOfKind.at(kindOf(a)) < firstOfKind.at(kindOf(b));
        });

        const double pitchX = m_metrics.node.width + m_metrics.gap;
        const double pitchY = m_metrics.node.height + looseGap;
        const auto count = static_cast<double>(m_loose.size());
        const auto rowsFor = [count](double columns) { return std::ceil(count / columns); };
        const double alone = std::ceil(std::sqrt(count * aspect * pitchY / pitchX));
        const double fitting = std::floor((m_used.width + m_metrics.gap) / pitchX);
        double columns = std::max({1.0, alone, fitting});
        Point at{origin, origin + (m_used.height > 0 ? m_used.height + componentGap : 0)};
        Size whole{std::max(m_used.width, std::min(columns, count) * pitchX - m_metrics.gap),
                   m_used.height + (m_used.height > 0 ? componentGap : 0)
                       + rowsFor(columns) * pitchY - looseGap};
        const double fittingRows = std::max(1.0, std::floor((m_used.height + looseGap) / pitchY));
        const double beside = std::max(1.0, std::ceil(count / fittingRows));
        const Size besideSize{m_used.width + componentGap + beside * pitchX - m_metrics.gap,
                              std::max(m_used.height, rowsFor(beside) * pitchY - looseGap)};
        if (m_used.height > 0 && count > 0 && lacking(besideSize) < 0.9 * lacking(whole)) {
            columns = beside;
            at = {origin + onGrid(m_used.width + componentGap), origin};
            whole = besideSize;
        }
        const double left = at.x;
        int slot = 0;
        for (int block : m_loose) {
            if (slot == static_cast<int>(columns)) {
                slot = 0;
                at.y += pitchY;
            }
            m_blocks[static_cast<size_t>(block)].at = {left + slot * pitchX, at.y};
            ++slot;
        }
        m_bottom = origin + (m_loose.empty() ? m_used.height : whole.height);
        m_width = m_loose.empty() ? m_used.width : whole.width;
    }

    // The width of the smallest picture of the wanted shape that has room for this and for the box
    // of configuration below it.
    double lacking(const Size &size) const
    {
        const double pitch = m_metrics.chip.width + m_metrics.clearance;
        const double perRow = std::max(1.0, std::floor(size.width / pitch));
        const double rows = std::ceil(static_cast<double>(m_parts.chips.size()) / perRow);
        const double below = rows > 0 ? componentGap + rows * (m_metrics.chip.height + 12) : 0;
        return std::max(size.width, aspect * (size.height + below));
    }

    Change change() const
    {
        Change change;
        const auto move = [this, &change](ElementId id, const Point &at) {
            const Element &before = *m_design.find(id);
            if (common(before).position == at)
                return;
            Element after = before;
            common(after).position = at;
            change.elements.push_back({id, before, after});
        };
        for (const Block &block : m_blocks) {
            if (block.node) {
                move(block.node, block.at);
                continue;
            }
            const Point at{block.at.x + block.inset.x, block.at.y + block.inset.y};
            for (const Scene::Box &box : block.interior.boxes) {
                if (box.shape == Shape::Vpc || box.shape == Shape::Node)
                    move(box.id, {at.x + box.rect.x, at.y + box.rect.y});
            }
        }
        Point at{origin, m_bottom + (m_blocks.empty() ? 0 : componentGap)};
        double rowHeight = 0;
        for (ElementId id : m_parts.notes) {
            const Size size = m_design.get<Note>(id)->size;
            if (at.x > origin && at.x + size.width > origin + m_width) {
                at = {origin, at.y + rowHeight + m_metrics.gap};
                rowHeight = 0;
            }
            move(id, at);
            at.x += size.width + m_metrics.gap;
            rowHeight = std::max(rowHeight, size.height);
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
    std::vector<Block> m_blocks;
    QHash<ElementId, int> m_blockOf;
    QHash<ElementId, double> m_offsetOf; // middles of what stands in a VPC, from its top
    std::vector<int> m_loose; // blocks without connection
    Size m_used;
    double m_bottom = 0;
    double m_width = 0;
};

} // namespace

Change arrange(const Design &design, const QSet<QString> &configurationKinds,
               const Metrics &metrics)
{
    return Arranger(design, configurationKinds, metrics).arrange();
}

} // namespace stratoplan::layout
