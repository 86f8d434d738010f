// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/plan.h"

namespace stratoplan::network {

/// A block that would fit.
struct Proposal
{
    ElementId vpc;
    QString zone;
    Cidr cidr;

    bool operator==(const Proposal &) const = default;
};

/// What is wanted of the blocks for functions in one VPC.
struct Wish
{
    /// Zones with a block each; 0 = the zones that are drawn, at least two.
    int zones = 0;
    /// Room that is declared to stay free: no proposal touches these blocks.
    QList<Cidr> keepFree;
    /// Beside the proposals and keepFree, an aligned block of this prefix must stay free; 33 =
    /// none.
    int keepPrefix = 33;
    /// Functions that are to move in, besides those that have subnets in the VPC.
    QList<ElementId> functions;
};

/// Something that would make room where there is none.
struct WayOut
{
    enum class Kind
    {
        SecondaryBlock, ///< a further block of the VPC, of `prefix`: the smallest that suffices
        Zones, ///< another number of zones, which has room as it is
        KeptRoom, ///< using the room that is declared to stay free
    };
    Kind kind = Kind::SecondaryBlock;
    int prefix = 0; ///< of SecondaryBlock
    int zones = 0; ///< of Zones
    Text text;
};

/// Blocks for the functions of one VPC, or why there are none.
struct Offer
{
    ElementId vpc;
    int zones = 0; ///< that are wanted
    std::optional<qint64> addresses; ///< each zone needs, at peak with zones lost and growth
    std::optional<int> prefix; ///< of each block; nothing when no subnet is large enough
    QList<Proposal> proposals; ///< one a zone, or none
    std::optional<Cidr> largestLeft; ///< largest aligned block that stays free beside them
    /// Why there are none: "network.no-room", "network.unknown-cidr", "network.unknown-load".
    std::optional<Problem> problem;
    QList<WayOut> waysOut; ///< of no-room, the smallest change first
};

/// Blocks for the functions of a VPC, or nothing when it has none and the wish names none: aligned,
/// disjoint from each other, from all subnets and from what is to stay free, one a zone, each large
/// enough for the peak with the plan's number of zones lost and its growth when all functions of
/// the VPC are spread evenly over them. Of all choices the fewest addresses in total, then the
/// largest free aligned block left, then the lowest bases.
std::optional<Offer> offerFor(ElementId vpc, const Design &design, const Plan &plan,
                              const catalog::Catalog &catalog, const Wish &wish = {});

/// The offers of every VPC with the same wish, in order of ids. What cannot be done is added to
/// `problems`.
QList<Proposal> propose(const Design &design, const Plan &plan, const catalog::Catalog &catalog,
                        Problems &problems, const Wish &wish = {});

} // namespace stratoplan::network
