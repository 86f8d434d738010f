// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/interior.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace stratoplan::layout {

namespace {

constexpr double vpcPadding = 24; // room for an edge between the frame and its zones
constexpr double zonePadding = 8;
constexpr double zoneGap = 16;
constexpr double subnetPadding = 12;
constexpr double subnetGap = 12; // between tiers, and between subnets of a zone in one tier
constexpr double subnetMinimum = 152; // a name and a count, and a block below them
constexpr double vpcMinimum = 304; // name, block and headroom in its head line
constexpr double borderPitch = 48; // from disc to disc
constexpr double borderStep = 8;
constexpr double nameGap = 4; // from a disc to its name
constexpr double nameHeight = 16;
constexpr double nameLetter = 6.5; // mean width of a letter at 11 px
constexpr double nameMost = 150;

/// A subnet within its tier.
struct Cell
{
    ElementId subnet;
    int column = 0;
    int slots = 1; ///< nodes side by side
    bool holds = false; ///< nodes of its own
    Rect rect;
    std::vector<double> skyline; ///< free from here on, by slot
};

struct Tier
{
    std::vector<Cell> cells; ///< from left to right
    std::vector<size_t> items; ///< indices into the items, in order
    bool publicOnly = true;
};

struct Column
{
    ElementId zone; ///< none: a subnet whose zone is not known
    double x = 0;
    double width = 0; ///< without the padding of the zone
};

class Groups
{
public:
    explicit Groups(size_t count)
        : m_parent(count)
    {
        std::iota(m_parent.begin(), m_parent.end(), size_t(0));
    }
    size_t of(size_t i)
    {
        while (m_parent[i] != i)
            i = m_parent[i] = m_parent[m_parent[i]];
        return i;
    }
    void unite(size_t a, size_t b)
    {
        const size_t first = std::min(of(a), of(b));
        const size_t second = std::max(of(a), of(b));
        m_parent[second] = first;
    }

private:
    std::vector<size_t> m_parent;
};

/// Nodes side by side for `count` nodes, so that they fill a shape of about 16:10.
int slotsFor(qsizetype count, const Metrics &metrics)
{
    if (count <= 3)
        return 1;
    const double cellWidth = metrics.node.width + metrics.gap;
    const double cellHeight = metrics.node.height + metrics.gap;
    return static_cast<int>(
        std::ceil(std::sqrt(static_cast<double>(count) * 1.6 * cellHeight / cellWidth)));
}

double widthOfSlots(int slots, const Metrics &metrics)
{
    return slots * metrics.node.width + (slots - 1) * metrics.gap;
}

class Builder
{
public:
    Builder(ElementId vpc, const std::vector<ElementId> &items, const Design &design,
            const Metrics &metrics)
        : m_vpc(vpc)
        , m_items(items)
        , m_design(design)
        , m_metrics(metrics)
    {
    }

    Interior build()
    {
        findSubnets();
        makeTiers();
        placeColumns();
        double bottom = placeTiers();
        bottom = placeOthers(bottom);
        return finish(bottom);
    }

private:
    void findSubnets()
    {
        QHash<ElementId, int> columnOfZone;
        for (const Zone *zone : m_design.all<Zone>()) {
            if (zone->vpc != m_vpc)
                continue;
            columnOfZone.insert(zone->id, static_cast<int>(m_columns.size()));
            m_columns.push_back({zone->id, 0, 0});
        }
        for (const Subnet *subnet : m_design.all<Subnet>()) {
            if (subnet->vpc != m_vpc)
                continue;
            int column = columnOfZone.value(subnet->zone, -1);
            if (column < 0) {
                column = static_cast<int>(m_columns.size());
                m_columns.push_back({});
            }
            m_indexOf.insert(subnet->id, m_subnets.size());
            m_subnets.push_back(subnet);
            m_columnOf.push_back(column);
        }
        m_placements.reserve(m_items.size());
        for (ElementId id : m_items)
            m_placements.push_back(placementOf(*m_design.find(id), m_design).subnets);
    }

    // Subnets that share a node form one tier. The others are put side by side by their place
    // within their zone, public ones apart from private ones.
    void makeTiers()
    {
        Groups groups(m_subnets.size());
        std::vector<bool> shared(m_subnets.size(), false);
        std::vector<qsizetype> held(m_subnets.size(), 0);
        for (const QList<ElementId> &subnets : m_placements) {
            if (subnets.size() == 1)
                ++held[m_indexOf.value(subnets.first())];
            if (subnets.size() < 2)
                continue;
            const size_t first = m_indexOf.value(subnets.first());
            for (ElementId id : subnets) {
                shared[m_indexOf.value(id)] = true;
                groups.unite(first, m_indexOf.value(id));
            }
        }
        // The others join the subnets of their place in the other zones, unless something there
        // already spans what stands in their own zone.
        std::map<std::pair<bool, int>, std::vector<size_t>> alike;
        std::map<std::pair<int, bool>, int> ordinals;
        for (size_t i = 0; i < m_subnets.size(); ++i) {
            const bool open = isPublic(*m_subnets[i], m_design);
            alike[{open, ordinals[{m_columnOf[i], open}]++}].push_back(i);
        }
        const auto standsIn = [&](size_t group, int column) {
            for (size_t i = 0; i < m_subnets.size(); ++i) {
                if (groups.of(i) == group && m_columnOf[i] == column)
                    return true;
            }
            return false;
        };
        for (const auto &[place, subnets] : alike) {
            std::optional<size_t> home;
            for (size_t i : subnets) {
                if (shared[i] && !home)
                    home = i;
            }
            for (size_t i : subnets) {
                if (shared[i])
                    continue;
                if (home && !standsIn(groups.of(*home), m_columnOf[i]))
                    groups.unite(*home, i);
                else if (!home)
                    home = i;
            }
        }

        std::map<size_t, Tier> tiers;
        for (size_t i = 0; i < m_subnets.size(); ++i) {
            Tier &tier = tiers[groups.of(i)];
            Cell cell;
            cell.subnet = m_subnets[i]->id;
            cell.column = m_columnOf[i];
            cell.holds = held[i] > 0;
            cell.slots = slotsFor(held[i], m_metrics);
            tier.cells.push_back(cell);
            tier.publicOnly = tier.publicOnly && isPublic(*m_subnets[i], m_design);
        }
        for (size_t i = 0; i < m_items.size(); ++i) {
            if (!m_placements[i].isEmpty())
                tiers[groups.of(m_indexOf.value(m_placements[i].first()))].items.push_back(i);
        }
        for (auto &[root, tier] : tiers) {
            std::stable_sort(tier.cells.begin(), tier.cells.end(),
                             [](const Cell &a, const Cell &b) { return a.column < b.column; });
            m_tiers.push_back(std::move(tier));
        }
        // Tiers stand in the order of the first node in them; empty ones come last, public below
        // private.
        const auto rank = [this](const Tier &tier) {
            const size_t first = tier.items.empty() ? m_items.size() : tier.items.front();
            return std::pair(first, tier.publicOnly);
        };
        std::stable_sort(m_tiers.begin(), m_tiers.end(),
                         [&rank](const Tier &a, const Tier &b) { return rank(a) < rank(b); });
    }

    double widthOf(const Cell &cell) const
    {
        const double nodes = cell.holds ? widthOfSlots(cell.slots, m_metrics) : 0;
        return std::max(subnetMinimum, nodes + 2 * subnetPadding);
    }

    void placeColumns()
    {
        for (Column &column : m_columns)
            column.width = subnetMinimum;
        for (const Tier &tier : m_tiers) {
            std::map<int, double> widths;
            for (const Cell &cell : tier.cells) {
                double &width = widths[cell.column];
                width += (width > 0 ? subnetGap : 0) + widthOf(cell);
            }
            for (const auto &[column, width] : widths) {
                Column &at = m_columns[static_cast<size_t>(column)];
                at.width = std::max(at.width, width);
            }
        }
        double x = vpcPadding;
        for (Column &column : m_columns) {
            column.x = x + zonePadding;
            x = column.x + column.width + zonePadding + zoneGap;
        }
        const double inner = m_columns.empty() ? vpcPadding : x - zoneGap;
        m_width = std::max(inner + vpcPadding, vpcMinimum);
        // What a minimum adds goes to the columns, so that no empty strip is left.
        const double spare = m_width - inner - vpcPadding;
        if (m_columns.empty() || spare <= 0)
            return;
        const double each = spare / static_cast<double>(m_columns.size());
        for (size_t i = 0; i < m_columns.size(); ++i) {
            m_columns[i].x += each * static_cast<double>(i);
            m_columns[i].width += each;
        }
    }

    void placeCells(Tier &tier, double top)
    {
        for (size_t i = 0; i < tier.cells.size();) {
            size_t end = i;
            double wanted = 0;
            for (; end < tier.cells.size() && tier.cells[end].column == tier.cells[i].column; ++end)
                wanted += widthOf(tier.cells[end]) + (end > i ? subnetGap : 0);
            const Column &column = m_columns[static_cast<size_t>(tier.cells[i].column)];
            const double more = (column.width - wanted) / static_cast<double>(end - i);
            double x = column.x;
            for (; i < end; ++i) {
                Cell &cell = tier.cells[i];
                cell.rect = {x, top, widthOf(cell) + more, 0};
                cell.skyline.assign(static_cast<size_t>(cell.slots), top + m_metrics.subnetHead);
                x = cell.rect.right() + subnetGap;
            }
        }
    }

    void placeInCell(Cell &cell, size_t item)
    {
        const auto lowest = std::min_element(cell.skyline.begin(), cell.skyline.end());
        const auto slot = static_cast<double>(lowest - cell.skyline.begin());
        const double spare = cell.rect.width - widthOfSlots(cell.slots, m_metrics);
        const double x = cell.rect.x + spare / 2 + slot * (m_metrics.node.width + m_metrics.gap);
        Scene::Box box;
        box.id = m_items[item];
        box.rect = {x, *lowest, m_metrics.node.width, m_metrics.node.height};
        box.container = cell.subnet;
        box.interfaces.push_back({box.rect.center().x, box.rect.bottom()});
        m_nodes.push_back(std::move(box));
        *lowest += m_metrics.node.height + m_metrics.gap;
    }

    void placeAcross(Tier &tier, size_t item)
    {
        size_t first = tier.cells.size();
        size_t last = 0;
        for (size_t i = 0; i < tier.cells.size(); ++i) {
            if (m_placements[item].contains(tier.cells[i].subnet)) {
                first = std::min(first, i);
                last = i;
            }
        }
        double y = 0;
        for (size_t i = first; i <= last; ++i) {
            for (double free : tier.cells[i].skyline)
                y = std::max(y, free);
        }
        for (size_t i = first; i <= last; ++i)
            std::fill(tier.cells[i].skyline.begin(), tier.cells[i].skyline.end(),
                      y + m_metrics.node.height + m_metrics.gap);

        const double left = tier.cells[first].rect.x + subnetPadding;
        const double right = tier.cells[last].rect.right() - subnetPadding;
        Scene::Box box;
        box.id = m_items[item];
        box.rect = {left, y, right - left, m_metrics.node.height};
        box.container = m_vpc;
        for (size_t i = first; i <= last; ++i) {
            const Cell &cell = tier.cells[i];
            if (m_placements[item].contains(cell.subnet)) {
                const double from = std::max(cell.rect.x, left);
                const double to = std::min(cell.rect.right(), right);
                box.interfaces.push_back({(from + to) / 2, box.rect.bottom()});
            }
            if (i > first)
                box.notches.push_back((tier.cells[i - 1].rect.right() + cell.rect.x) / 2);
        }
        m_nodes.push_back(std::move(box));
    }

    double placeTiers()
    {
        const bool zones = std::any_of(m_columns.begin(), m_columns.end(),
                                       [](const Column &column) { return bool(column.zone); });
        const double top = m_metrics.vpcHead + (zones ? m_metrics.zoneHead : 0);
        double y = top;
        for (Tier &tier : m_tiers) {
            placeCells(tier, y);
            double bottom = y + m_metrics.subnetHead;
            for (size_t item : tier.items) {
                if (m_placements[item].size() > 1) {
                    placeAcross(tier, item);
                    continue;
                }
                for (Cell &cell : tier.cells) {
                    if (cell.subnet == m_placements[item].first())
                        placeInCell(cell, item);
                }
            }
            for (const Cell &cell : tier.cells) {
                for (double free : cell.skyline) {
                    if (free > y + m_metrics.subnetHead)
                        bottom = std::max(bottom, free - m_metrics.gap + 1.5 * subnetPadding);
                }
            }
            for (Cell &cell : tier.cells)
                cell.rect.height = bottom - y;
            y = bottom + subnetGap;
        }
        if (m_columns.empty())
            return top;
        m_zoneTop = m_metrics.vpcHead;
        m_zoneBottom = m_tiers.empty() ? top + zonePadding : y - subnetGap + zonePadding;
        return m_zoneBottom;
    }

    double placeOthers(double bottom)
    {
        std::vector<size_t> others;
        for (size_t i = 0; i < m_items.size(); ++i) {
            if (m_placements[i].isEmpty())
                others.push_back(i);
        }
        if (others.empty())
            return bottom;
        const double pitch = m_metrics.node.width + m_metrics.gap;
        const double inner = m_width - 2 * vpcPadding - m_metrics.gap;
        const int fitting
            = m_columns.empty() ? 1 : static_cast<int>((inner + m_metrics.gap) / pitch);
        const int perRow
            = std::max(fitting, slotsFor(static_cast<qsizetype>(others.size()), m_metrics));
        const double left = vpcPadding + m_metrics.gap / 2;
        m_width = std::max(m_width, left + widthOfSlots(perRow, m_metrics) + left);
        double y = bottom + (m_columns.empty() ? m_metrics.clearance : m_metrics.gap);
        int slot = 0;
        for (size_t item : others) {
            if (slot == perRow) {
                slot = 0;
                y += m_metrics.node.height + m_metrics.gap;
            }
            Scene::Box box;
            box.id = m_items[item];
            box.rect = {left + slot * pitch, y, m_metrics.node.width, m_metrics.node.height};
            box.container = m_vpc;
            m_nodes.push_back(std::move(box));
            ++slot;
        }
        return y + m_metrics.node.height;
    }

    // Heights for so many discs, from the top: where no straight edge of a node passes.
    std::vector<double> heightsOnBorder(size_t count) const
    {
        const double apart = m_metrics.disc / 2 + m_metrics.clearance;
        std::vector<double> heights;
        double y = m_metrics.vpcHead + m_metrics.clearance + m_metrics.disc / 2;
        while (heights.size() < count) {
            const auto isNear
                = [&](const Scene::Box &box) { return std::abs(box.rect.center().y - y) < apart; };
            if (std::any_of(m_nodes.begin(), m_nodes.end(), isNear)) {
                y += borderStep;
                continue;
            }
            heights.push_back(y);
            y += borderPitch;
        }
        return heights;
    }

    void placeOnBorder(const std::vector<ElementId> &ids, double x,
                       std::vector<Scene::Box> &boxes) const
    {
        const std::vector<double> heights = heightsOnBorder(ids.size());
        for (size_t i = 0; i < ids.size(); ++i) {
            Scene::Box box;
            box.id = ids[i];
            box.shape = Shape::Border;
            box.rect = {x - m_metrics.disc / 2, heights[i] - m_metrics.disc / 2, m_metrics.disc,
                        m_metrics.disc};
            box.container = m_vpc;
            boxes.push_back(std::move(box));
        }
    }

    Interior finish(double bottom) const
    {
        std::vector<ElementId> gateways;
        std::vector<ElementId> endpoints;
        for (const Gateway *gateway : m_design.all<Gateway>()) {
            if (placementOf(*gateway, m_design).vpc == m_vpc)
                gateways.push_back(gateway->id);
        }
        for (const Endpoint *endpoint : m_design.all<Endpoint>()) {
            if (placementOf(*endpoint, m_design).vpc == m_vpc)
                endpoints.push_back(endpoint->id);
        }
        const std::vector<double> discs
            = heightsOnBorder(std::max(gateways.size(), endpoints.size()));
        const double forDiscs
            = discs.empty() ? 0 : discs.back() + m_metrics.disc / 2 + m_metrics.clearance;
        const double height = std::max({bottom + vpcPadding, forDiscs, 2.5 * m_metrics.vpcHead});

        Interior interior;
        interior.size = {m_width, height};
        const auto add
            = [&interior](ElementId id, Shape shape, const Rect &rect, ElementId container) {
                  Scene::Box box;
                  box.id = id;
                  box.shape = shape;
                  box.rect = rect;
                  box.container = container;
                  interior.boxes.push_back(std::move(box));
              };
        add(m_vpc, Shape::Vpc, {0, 0, m_width, height}, {});
        for (const Column &column : m_columns) {
            if (column.zone) {
                add(column.zone, Shape::Zone,
                    {column.x - zonePadding, m_zoneTop, column.width + 2 * zonePadding,
                     m_zoneBottom - m_zoneTop},
                    m_vpc);
            }
        }
        for (const Tier &tier : m_tiers) {
            for (const Cell &cell : tier.cells) {
                const ElementId zone = m_columns[static_cast<size_t>(cell.column)].zone;
                add(cell.subnet, Shape::Subnet, cell.rect, zone ? zone : m_vpc);
            }
        }
        interior.boxes.insert(interior.boxes.end(), m_nodes.begin(), m_nodes.end());
        placeOnBorder(endpoints, 0, interior.boxes);
        placeOnBorder(gateways, m_width, interior.boxes);
        return interior;
    }

    ElementId m_vpc;
    const std::vector<ElementId> &m_items;
    const Design &m_design;
    const Metrics &m_metrics;

    std::vector<Column> m_columns;
    std::vector<const Subnet *> m_subnets;
    std::vector<int> m_columnOf; // of each subnet
    QHash<ElementId, size_t> m_indexOf; // of subnets
    std::vector<QList<ElementId>> m_placements; // of each item
    std::vector<Tier> m_tiers;
    std::vector<Scene::Box> m_nodes;
    double m_width = 0;
    double m_zoneTop = 0;
    double m_zoneBottom = 0;
};

} // namespace

Rect nameOnBorder(const Rect &disc, bool leftSide, const Common &element)
{
    const QString &name = element.label.isEmpty() ? element.name : element.label;
    const double width = std::min(nameMost, static_cast<double>(name.size()) * nameLetter);
    const double x = leftSide ? disc.x - nameGap - width : disc.right() + nameGap;
    return {x, disc.center().y - nameHeight / 2, width, nameHeight};
}

Interior interiorOf(ElementId vpc, const std::vector<ElementId> &items, const Design &design,
                    const Metrics &metrics)
{
    return Builder(vpc, items, design, metrics).build();
}

Rect withNames(const Interior &interior, const Design &design)
{
    Rect area{0, 0, interior.size.width, interior.size.height};
    for (const Scene::Box &box : interior.boxes) {
        if (box.shape == Shape::Border) {
            area
                = area.united(nameOnBorder(box.rect, box.rect.x < 0, common(*design.find(box.id))));
        }
    }
    return area;
}

} // namespace stratoplan::layout
