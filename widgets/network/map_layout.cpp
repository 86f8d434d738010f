// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/map_layout.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::network {

namespace {

using drawing::AddressPiece;

constexpr double margin = 12;
constexpr double headHeight = 30;
constexpr double rowHeight = 60;
constexpr double thinHeight = 26;
constexpr double axisHeight = 20;
constexpr double sectionGap = 14;
constexpr double legendHeight = 24;
constexpr double chipWidth = 148;
constexpr double chipHeight = 44;
constexpr double chipGap = 8;
constexpr double labelHeight = 22;
/// Takes a /64 in full.
constexpr double wideChip = 196;
/// What a person can see at all.
constexpr double thinnestPart = 3;
constexpr quint64 leastRow = 16; ///< a /28, the smallest that EC2 makes

QRectF partOf(const MapRow &row, quint64 begin, quint64 end, int lane, int lanes)
{
    const quint64 from = std::max(begin, row.begin);
    const quint64 to = std::min(end, row.end);
    if (from >= to)
        return {};
    const double scale = row.rect.width() / static_cast<double>(row.end - row.begin);
    const double left = row.rect.left() + scale * static_cast<double>(from - row.begin);
    const double width = std::max(thinnestPart, scale * static_cast<double>(to - from));
    const double height = row.rect.height() / lanes;
    return {left, row.rect.top() + lane * height, width, height};
}

class Builder
{
public:
    Builder(const Design &design, double width, int zoom)
        : m_design(design)
        , m_width(std::max(200.0, width))
        , m_zoom(zoom)
    {
    }

    MapLayout build(const Plan &plan)
    {
        for (const VpcPlan &vpc : plan.networks)
            section(vpc);
        if (!m_layout.sections.isEmpty()) {
            m_layout.legend = QRectF(margin, m_y - sectionGap, inner(), legendHeight);
            m_y = m_layout.legend.bottom() + 4;
        }
        m_layout.size = {m_width, m_y};
        return std::move(m_layout);
    }

private:
    double inner() const { return m_width - 2 * margin; }

    void section(const VpcPlan &plan)
    {
        const drawing::AddressSpace space
            = drawing::addressSpaceOf(plan, m_design, perRowAt(plan, m_zoom));
        MapSection made;
        made.vpc = plan.vpc;
        made.perRow = space.perRow;
        made.blocksKnown = space.blocksKnown;
        made.head = QRectF(margin, m_y, inner(), headHeight);
        m_y += headHeight;
        QHash<quint64, qsizetype> stretches; // what is no subnet, by its first address
        QHash<ElementId, qsizetype> subnets;
        for (const drawing::AddressRow &row : space.rows) {
            const MapRow &placed = addRow(plan.vpc, row, space.perRow);
            for (const AddressPiece &piece : row.pieces) {
                const QRectF part = partOf(placed, piece.begin, piece.end, piece.lane, piece.lanes);
                const auto known = piece.subnet ? subnets.value(piece.subnet, -1)
                                                : stretches.value(piece.begin, -1);
                if (known >= 0) {
                    m_layout.items[known].parts.append(part);
                    continue;
                }
                if (piece.subnet)
                    subnets.insert(piece.subnet, m_layout.items.size());
                else
                    stretches.insert(piece.begin, m_layout.items.size());
                m_layout.items.append({plan.vpc, piece, {part}});
            }
        }
        if (!space.unplaced.isEmpty())
            addUnplaced(made, space.unplaced);
        if (plan.ipv6)
            addIpv6(made, *plan.ipv6);
        m_layout.sections.append(made);
        m_y += sectionGap;
    }

    const MapRow &addRow(ElementId vpc, const drawing::AddressRow &row, quint64 perRow)
    {
        MapRow placed;
        placed.vpc = vpc;
        placed.begin = row.begin;
        placed.end = row.end;
        placed.perRow = perRow;
        placed.folded = row.folded;
        placed.thin = row.folded > 0 && !row.pieces.first().subnet;
        if (placed.thin)
            placed.end = row.begin + perRow * (row.folded + 1);
        const double full = placed.thin ? static_cast<double>(placed.end - placed.begin)
                                        : static_cast<double>(perRow);
        const double width = inner() * static_cast<double>(placed.end - placed.begin) / full;
        placed.rect = QRectF(margin, m_y, width, placed.thin ? thinHeight : rowHeight);
        m_y = placed.rect.bottom() + axisHeight;
        m_layout.rows.append(placed);
        return m_layout.rows.last();
    }

    void addUnplaced(MapSection &section, const QList<ElementId> &subnets)
    {
        section.unplaced = QRectF(margin, m_y, inner(), labelHeight);
        m_y += labelHeight;
        double x = margin;
        for (const ElementId subnet : subnets) {
            if (x > margin && x + chipWidth > margin + inner()) {
                x = margin;
                m_y += chipHeight + chipGap;
            }
            MapItem item;
            item.vpc = section.vpc;
            item.piece.kind = AddressPiece::Kind::Subnet;
            item.piece.subnet = subnet;
            item.parts.append(QRectF(x, m_y, chipWidth, chipHeight));
            m_layout.items.append(item);
            x += chipWidth + chipGap;
        }
        m_y += chipHeight + chipGap;
    }

    void addIpv6(MapSection &section, const Ipv6Space &space)
    {
        section.ipv6 = QRectF(margin, m_y, inner(), labelHeight);
        m_y += labelHeight + 2;
        QList<MapChip> chips;
        for (const Ipv6Piece &piece : space.pieces)
            chips.append({section.vpc, piece.subnet, piece, {}});
        for (const ElementId subnet : space.unplaced)
            chips.append({section.vpc, subnet, std::nullopt, {}});
        double x = margin;
        for (MapChip &chip : chips) {
            if (x > margin && x + wideChip > margin + inner()) {
                x = margin;
                m_y += chipHeight + chipGap;
            }
            chip.rect = QRectF(x, m_y, std::min(wideChip, inner()), chipHeight);
            x += wideChip + chipGap;
        }
        m_layout.chips += chips;
        m_y += chips.isEmpty() ? 0 : chipHeight + chipGap;
    }

    const Design &m_design;
    double m_width;
    int m_zoom;
    double m_y = 4;
    MapLayout m_layout;
};

} // namespace

int MapLayout::itemAt(const QPointF &at) const
{
    int found = -1;
    for (int i = 0; i < items.size(); ++i) {
        for (const QRectF &part : items.at(i).parts) {
            if (part.contains(at))
                found = i; // the later one is painted above
        }
    }
    return found;
}

const MapChip *MapLayout::chipAt(const QPointF &at) const
{
    for (const MapChip &chip : chips) {
        if (chip.rect.contains(at))
            return &chip;
    }
    return nullptr;
}

int MapLayout::indexOf(ElementId subnet) const
{
    for (int i = 0; i < items.size(); ++i) {
        if (subnet && items.at(i).piece.subnet == subnet)
            return i;
    }
    return -1;
}

int MapLayout::indexOf(const MapItem &item) const
{
    for (int i = 0; i < items.size(); ++i) {
        if (items.at(i).isSame(item))
            return i;
    }
    return -1;
}

const MapRow *MapLayout::rowAt(double y) const
{
    for (const MapRow &row : rows) {
        if (y >= row.rect.top() && y <= row.rect.bottom())
            return &row;
    }
    return nullptr;
}

quint64 MapLayout::addressAt(const MapRow &row, double x)
{
    const double share = std::clamp((x - row.rect.left()) / row.rect.width(), 0.0, 1.0);
    const auto size = static_cast<double>(row.end - row.begin);
    const auto offset = static_cast<quint64>(std::floor(share * size));
    return std::min(row.begin + offset, row.end - 1);
}

QList<QRectF> MapLayout::rectsOf(ElementId vpc, quint64 begin, quint64 end) const
{
    QList<QRectF> rects;
    for (const MapRow &row : rows) {
        if (row.vpc != vpc)
            continue;
        const QRectF part = partOf(row, begin, end, 0, 1);
        if (!part.isEmpty())
            rects.append(part);
    }
    return rects;
}

quint64 perRowAt(const VpcPlan &plan, int zoom)
{
    const quint64 usual = drawing::usualRow(plan);
    quint64 most = usual;
    for (const Cidr &block : plan.cidrs)
        most = std::max(most, block.size());
    constexpr int farthest = 32;
    const int steps = std::clamp(zoom, -farthest, farthest);
    const quint64 wanted = steps >= 0 ? usual >> steps : usual << -steps;
    return std::clamp(wanted, std::min(leastRow, usual), most);
}

MapLayout mapLayoutOf(const Plan &plan, const Design &design, double width, int zoom)
{
    return Builder(design, width, zoom).build(plan);
}

} // namespace stratoplan::network
