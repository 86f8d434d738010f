// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/ipv6_space.h"

#include <algorithm>
#include <limits>

namespace stratoplan::network {

namespace {

constexpr int subnetPrefix = 64;

std::optional<Cidr6> blockOf(const Field<QString> &field)
{
    const std::optional<ParsedCidr6> parsed = field ? parseCidr6(*field) : std::nullopt;
    return parsed ? std::optional(parsed->cidr) : std::nullopt;
}

QString block64(quint64 high)
{
    return Cidr6{{high, 0}, subnetPrefix}.toString();
}

quint64 countIn(int prefix)
{
    if (prefix <= 0)
        return std::numeric_limits<quint64>::max();
    return prefix >= subnetPrefix ? 1 : quint64{1} << (subnetPrefix - prefix);
}

void markOverlaps(QList<Ipv6Piece> &pieces)
{
    // In order of addresses a piece overlaps one before it where it begins within the farthest end.
    qsizetype farthest = 0;
    for (qsizetype i = 1; i < pieces.size(); ++i) {
        if (pieces.at(i).first <= pieces.at(farthest).last) {
            pieces[i].overlapping = true;
            pieces[farthest].overlapping = true;
        }
        if (pieces.at(i).last > pieces.at(farthest).last)
            farthest = i;
    }
}

// The subnets, and between those inside the block what is free of it.
QList<Ipv6Piece> withFree(const QList<Ipv6Piece> &subnets, quint64 first, quint64 last)
{
    QList<Ipv6Piece> all;
    quint64 next = first;
    bool ended = false;
    for (const Ipv6Piece &piece : subnets) {
        const bool within = piece.first >= first && piece.first <= last;
        if (within && !ended && piece.first > next)
            all.append({next, piece.first - 1, {}});
        if (!ended && piece.first > last) {
            all.append({next, last, {}});
            ended = true;
        }
        all.append(piece);
        if (within && piece.last >= next) {
            ended = ended || piece.last >= last;
            next = ended ? next : piece.last + 1;
        }
    }
    if (!ended)
        all.append({next, last, {}});
    return all;
}

} // namespace

QString Ipv6Piece::first64() const
{
    return block64(first);
}

QString Ipv6Piece::last64() const
{
    return block64(last);
}

std::optional<Ipv6Space> ipv6SpaceOf(const Vpc &vpc, const Design &design, const Limits &limits)
{
    Ipv6Space space;
    space.block = blockOf(vpc.ipv6Cidr);
    space.provided = vpc.ipv6Cidr.expression == providedIpv6Block;
    QList<Ipv6Piece> subnets;
    for (const Subnet *subnet : design.all<Subnet>()) {
        if (subnet->vpc != vpc.id || subnet->ipv6Cidr.isUnset())
            continue;
        if (const std::optional<Cidr6> block = blockOf(subnet->ipv6Cidr)) {
            Ipv6Piece piece{block->base.high, block->last().high, subnet->id};
            piece.outside = space.block && !space.block->contains(*block);
            subnets.append(piece);
        } else {
            space.unplaced.append(subnet->id);
        }
    }
    if (vpc.ipv6Cidr.isUnset() && subnets.isEmpty() && space.unplaced.isEmpty())
        return std::nullopt;
    std::stable_sort(subnets.begin(), subnets.end(), [](const Ipv6Piece &a, const Ipv6Piece &b) {
        return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    markOverlaps(subnets);
    space.pieces = subnets;
    if (space.block) {
        space.all = countIn(space.block->prefix);
        space.pieces = withFree(subnets, space.block->base.high, space.block->last().high);
        quint64 free = 0;
        for (const Ipv6Piece &piece : std::as_const(space.pieces))
            free += piece.subnet ? 0 : piece.count();
        // Each that is not known yet takes a /64 of them.
        const auto waiting = static_cast<quint64>(space.unplaced.size());
        space.free = free - std::min(free, waiting);
    } else if (space.provided) {
        space.all = countIn(limits.providedIpv6Prefix);
        const auto taken = static_cast<quint64>(space.unplaced.size() + subnets.size());
        space.free = *space.all - std::min(*space.all, taken);
    }
    return space;
}

} // namespace stratoplan::network
