// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/address_space.h"

#include <QSet>

#include <algorithm>

namespace stratoplan::drawing {

namespace {

using Kind = AddressPiece::Kind;

/// A subnet thinner than this part of a row cannot be told from a line.
constexpr quint64 thinnest = 32;
/// So many subnets of the usual size stand in a row with their names, of large networks, whose
/// subnets have longer ones.
constexpr quint64 namedInRow = 16;
constexpr quint64 namedInLargeRow = 8;
constexpr qsizetype mostUsualRows = 24;

quint64 endOf(const network::Cidr &block)
{
    return quint64{block.base} + block.size();
}

/// What a run of rows shows: a block of the VPC, or the surroundings of subnets that lie in none.
struct Region
{
    quint64 begin = 0;
    quint64 end = 0;
    Kind ground = Kind::Free;
};

bool inAny(const network::Cidr &subnet, const QList<network::Cidr> &blocks)
{
    return std::any_of(blocks.begin(), blocks.end(),
                       [&](const network::Cidr &block) { return block.contains(subnet); });
}

/// The subnets in order of addresses, each in the first lane that is free where it begins.
QList<AddressPiece> subnetsOf(const network::VpcPlan &plan, bool blocksKnown)
{
    QList<AddressPiece> pieces;
    for (const network::SubnetPlan &subnet : plan.subnets) {
        if (!subnet.cidr)
            continue;
        AddressPiece piece;
        piece.kind = Kind::Subnet;
        piece.begin = subnet.cidr->base;
        piece.end = endOf(*subnet.cidr);
        piece.subnet = subnet.subnet;
        piece.outside = blocksKnown && !inAny(*subnet.cidr, plan.cidrs);
        pieces.append(piece);
    }
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const AddressPiece &a, const AddressPiece &b) {
                         return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
                     });
    // A cluster is a run of subnets that hang together by what they share.
    for (qsizetype first = 0; first < pieces.size();) {
        QList<quint64> laneEnds;
        quint64 reach = 0;
        qsizetype last = first;
        for (; last < pieces.size() && (last == first || pieces.at(last).begin < reach); ++last) {
            AddressPiece &piece = pieces[last];
            const auto free = std::find_if(laneEnds.begin(), laneEnds.end(),
                                           [&](quint64 taken) { return taken <= piece.begin; });
            piece.lane = static_cast<int>(free - laneEnds.begin());
            if (free == laneEnds.end())
                laneEnds.append(piece.end);
            else
                *free = piece.end;
            reach = std::max(reach, piece.end);
        }
        for (qsizetype i = first; i < last; ++i) {
            pieces[i].lanes = static_cast<int>(laneEnds.size());
            pieces[i].overlapping = last - first > 1;
        }
        first = last;
    }
    return pieces;
}

QList<Region> regionsOf(const network::VpcPlan &plan, const QList<AddressPiece> &subnets,
                        quint64 perRow)
{
    QList<Region> regions;
    for (const network::Cidr &block : plan.cidrs)
        regions.append({block.base, endOf(block), Kind::Free});
    for (const AddressPiece &subnet : subnets) {
        const bool placed
            = std::any_of(plan.cidrs.begin(), plan.cidrs.end(), [&](const network::Cidr &block) {
                  return block.base <= subnet.begin && subnet.end <= endOf(block);
              });
        if (placed)
            continue;
        const quint64 begin = subnet.begin / perRow * perRow;
        const quint64 end = (subnet.end + perRow - 1) / perRow * perRow;
        if (!regions.isEmpty() && regions.last().ground == Kind::NotKnown
            && begin <= regions.last().end)
            regions.last().end = std::max(regions.last().end, end);
        else
            regions.append({begin, end, Kind::NotKnown});
    }
    return regions;
}

/// What lies between `begin` and `end`, without a gap.
QList<AddressPiece> piecesIn(const Region &region, const QList<AddressPiece> &subnets)
{
    QList<AddressPiece> pieces;
    quint64 at = region.begin;
    const auto ground = [&](quint64 until) {
        if (at < until) {
            AddressPiece piece;
            piece.kind = region.ground;
            piece.begin = at;
            piece.end = until;
            pieces.append(piece);
        }
    };
    for (const AddressPiece &subnet : subnets) {
        if (subnet.end <= region.begin || subnet.begin >= region.end)
            continue;
        ground(subnet.begin);
        pieces.append(subnet);
        at = std::max(at, subnet.end);
    }
    ground(region.end);
    return pieces;
}

void appendRows(QList<AddressRow> &rows, const Region &region, const QList<AddressPiece> &subnets,
                quint64 perRow)
{
    const QList<AddressPiece> pieces = piecesIn(region, subnets);
    qsizetype first = 0;
    for (quint64 at = region.begin; at < region.end;) {
        AddressRow row;
        row.begin = at;
        row.end = std::min(at + perRow, region.end);
        while (first < pieces.size() && pieces.at(first).end <= at)
            ++first;
        for (qsizetype i = first; i < pieces.size() && pieces.at(i).begin < row.end; ++i) {
            if (pieces.at(i).end > at)
                row.pieces.append(pieces.at(i));
        }
        if (row.pieces.size() == 1 && row.pieces.first().end > row.end) {
            const quint64 until = std::min(row.pieces.first().end, region.end);
            row.folded = (until - row.begin) / perRow - 1;
        }
        at = row.begin + perRow * (row.folded + 1);
        rows.append(row);
    }
}

/// Rows that are not folded because subnets stand in them.
qsizetype rowsWithSubnets(const network::VpcPlan &plan, quint64 row)
{
    QSet<quint64> rows;
    for (const network::SubnetPlan &subnet : plan.subnets) {
        if (subnet.cidr)
            rows.insert(subnet.cidr->base / row);
    }
    return rows.size();
}

} // namespace

quint64 usualRow(const network::VpcPlan &plan)
{
    constexpr quint64 small = 256;
    constexpr quint64 large = 4096;
    quint64 widest = 0;
    for (const network::Cidr &block : plan.cidrs)
        widest = std::max(widest, block.size());
    QList<quint64> sizes;
    for (const network::SubnetPlan &subnet : plan.subnets) {
        if (subnet.cidr)
            sizes.append(subnet.cidr->size());
    }
    std::sort(sizes.begin(), sizes.end());
    quint64 row = widest > large ? large : small;
    if (widest > 0)
        row = std::min(row, widest);
    if (sizes.isEmpty())
        return row;
    const quint64 usual = sizes.at(sizes.size() / 2);
    const quint64 named = widest > large ? namedInLargeRow : namedInRow;
    while ((sizes.first() * thinnest < row || usual * named < row)
           && rowsWithSubnets(plan, row / 2) <= mostUsualRows)
        row /= 2;
    return row;
}

AddressSpace addressSpaceOf(const network::VpcPlan &plan, const Design &design, quint64 perRow)
{
    AddressSpace space;
    space.vpc = plan.vpc;
    space.perRow = std::max<quint64>(1, perRow);
    const Vpc *vpc = design.get<Vpc>(plan.vpc);
    space.blocksKnown = vpc && !plan.cidrs.isEmpty() && plan.cidrs.size() == vpc->cidrs.size();
    for (const network::SubnetPlan &subnet : plan.subnets) {
        if (!subnet.cidr)
            space.unplaced.append(subnet.subnet);
    }
    const QList<AddressPiece> subnets = subnetsOf(plan, space.blocksKnown);
    for (const Region &region : regionsOf(plan, subnets, space.perRow))
        appendRows(space.rows, region, subnets, space.perRow);
    return space;
}

QString addressText(quint64 address)
{
    const network::Cidr host{static_cast<quint32>(std::min<quint64>(address, 0xffffffff)), 32};
    return host.toString().section(QLatin1Char('/'), 0, 0);
}

} // namespace stratoplan::drawing
