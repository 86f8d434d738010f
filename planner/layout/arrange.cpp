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
constexpr double borderLabel = 64; // beside a VPC, for names on its border

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
    Arranger(const Design &design, const QSet<QString> &kinds, bool useDot, const Metrics &metrics)
        : m_design(design)
        , m_metrics(metrics)
        , m_useDot(useDot)
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
        for (const std::vector<int> &layer : builtInLayers(graph)) {
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

    void makeBlocks()
    {
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
                if (box.shape == Shape::Border)
                    (box.rect.x < 0 ? left : right) = borderLabel;
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

        const std::optional<Layers> fromDot = layersFromDot(links);
        const double highest = columnHeight(connected);
        std::vector<Size> sizes;
        std::vector<std::vector<int>> members;
        for (const auto &[root, blocks] : components) {
            sizes.push_back(layOut(blocks, links, fromDot, highest));
            members.push_back(blocks);
        }
        packComponents(sizes, members);
    }

    // All components at once: starting the program takes longer than its work.
    std::optional<Layers>
    layersFromDot(const std::vector<std::pair<Ends, std::pair<int, int>>> &links) const
    {
        if (!m_useDot || links.empty())
            return std::nullopt;
        LayerGraph graph;
        for (const Block &block : m_blocks)
            graph.sizes.push_back(block.size);
        for (const auto &[ends, blocks] : links)
            graph.arcs.push_back(arcOf(ends, blocks.first, blocks.second));
        return dotLayers(graph);
    }

    // How high a layer may become, so that the connected part comes out near to the wanted shape.
    double columnHeight(const std::vector<bool> &connected) const
    {
        double area = 0;
        double tallest = 4 * (m_metrics.node.height + m_metrics.gap);
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
                const std::vector<std::pair<Ends, std::pair<int, int>>> &links,
                const std::optional<Layers> &fromDot, double highest)
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
        Layers layers;
        if (fromDot) {
            for (const std::vector<int> &layer : *fromDot) {
                std::vector<int> own;
                for (int block : layer) {
                    if (local.contains(block))
                        own.push_back(local.value(block));
                }
                if (!own.empty())
                    layers.push_back(std::move(own));
            }
        } else {
            layers = builtInLayers(graph);
        }
        const std::vector<Point> places = coordinates(graph, layers, highest, m_metrics);
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

    // What has no connection stands in rows below, kind by kind.
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
        const double alone = std::ceil(std::sqrt(count * aspect * pitchY / pitchX));
        const double fitting = std::floor((m_used.width + m_metrics.gap) / pitchX);
        const int columns = static_cast<int>(std::max({1.0, alone, fitting}));
        double y = origin + (m_used.height > 0 ? m_used.height + componentGap : 0);
        int slot = 0;
        for (int block : m_loose) {
            if (slot == columns) {
                slot = 0;
                y += pitchY;
            }
            m_blocks[static_cast<size_t>(block)].at = {origin + slot * pitchX, y};
            ++slot;
        }
        m_bottom = m_loose.empty() ? origin + m_used.height : y + m_metrics.node.height;
        m_width = std::max(m_used.width, columns * pitchX);
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
        std::sort(change.elements.begin(), change.elements.end(),
                  [](const ElementChange &a, const ElementChange &b) { return a.id < b.id; });
        return change;
    }

    const Design &m_design;
    const Metrics &m_metrics;
    bool m_useDot;
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

Change arrange(const Design &design, const QSet<QString> &configurationKinds, bool useDot,
               const Metrics &metrics)
{
    return Arranger(design, configurationKinds, useDot, metrics).arrange();
}

} // namespace stratoplan::layout
