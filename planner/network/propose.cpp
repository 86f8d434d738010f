// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/propose.h"

#include "planner/base/plural.h"
#include "planner/network/faults.h"
#include "planner/network/interfaces.h"
#include "planner/network/limits.h"
#include "planner/network/space.h"

#include <algorithm>

namespace stratoplan::network {

namespace {

/// "Always at least two zones" (the talk, slide 20).
constexpr int fewestZones = 2;

QString shown(const Common &element)
{
    return element.label.isEmpty() ? element.name : element.label;
}

/// What people call the zones of the VPC, in order of ids, and names for as many more as are
/// missing to `wanted` (0 = those that are drawn, at least two).
QStringList zonesOf(const Vpc &vpc, const Design &design, int wanted)
{
    QStringList zones;
    bool named = true;
    const QList<const Zone *> all = design.all<Zone>();
    for (const Zone *zone : all) {
        if (zone->vpc != vpc.id)
            continue;
        if (zone->zone) {
            zones.append(*zone->zone);
        } else {
            named = false;
            zones.append(zone->zone.expression.isEmpty() ? shown(*zone) : zone->zone.expression);
        }
    }
    const qsizetype count = wanted > 0 ? wanted : std::max<qsizetype>(fewestZones, zones.size());
    for (char16_t letter = u'a'; zones.size() < count; ++letter) {
        const QString name = design.settings().region + QChar(letter);
        const QString selected = QStringLiteral("!Select [%1, !GetAZs '']").arg(zones.size());
        const QString wish = named ? name : selected;
        if (!zones.contains(wish))
            zones.append(wish);
    }
    return zones.mid(0, count);
}

Problem problem(const char *code, const Vpc &vpc, Text what, Text remedy)
{
    Problem made;
    made.severity = Severity::High;
    made.code = QString::fromLatin1(code);
    made.what = std::move(what);
    made.where.element = vpc.name;
    made.remedy = std::move(remedy);
    return made;
}

/// The longest prefix whose usable addresses suffice; nothing when even the shortest is too small.
std::optional<int> prefixFor(qint64 addresses, const Limits &limits)
{
    for (int prefix = limits.longestPrefix; prefix >= limits.shortestPrefix; --prefix) {
        if (usableAddresses(prefix) >= addresses)
            return prefix;
    }
    return std::nullopt;
}

/// Blocks of the VPC and of its subnets; nothing when one of them is not known.
struct Space
{
    QList<Cidr> blocks;
    QList<Cidr> taken;
};

std::optional<Space> spaceOf(const Vpc &vpc, const Design &design)
{
    Space space;
    for (const Field<QString> &field : vpc.cidrs) {
        const std::optional<Cidr> block = blockOf(field);
        if (!block)
            return std::nullopt;
        space.blocks.append(*block);
    }
    const QList<const Subnet *> subnets = design.all<Subnet>();
    for (const Subnet *subnet : subnets) {
        if (subnet->vpc != vpc.id || subnet->insteadOf)
            continue;
        const std::optional<Cidr> block = blockOf(subnet->cidr);
        if (!block || subnet->several)
            return std::nullopt;
        space.taken.append(*block);
    }
    return space.blocks.isEmpty() ? std::nullopt : std::optional(space);
}

QStringList namesWithoutLoad(const Interfaces &interfaces)
{
    QStringList names;
    for (const Interfaces::Tenant &tenant : interfaces.tenants()) {
        if (!tenant.high || *tenant.high != tenant.low)
            names.append(tenant.name);
    }
    return names;
}

/// One VPC with what decides whether blocks fit.
class Search
{
public:
    Search(Space space, const Interfaces &interfaces, const Limits &limits, int zonesLost,
           int keepPrefix)
        : m_space(std::move(space))
        , m_interfaces(interfaces)
        , m_limits(limits)
        , m_zonesLost(zonesLost)
        , m_keepPrefix(keepPrefix)
    {
        for (const Cidr &block : m_space.blocks)
            m_free += freeRanges(block, m_space.taken);
    }

    const QList<Range> &free() const { return m_free; }

    std::optional<qint64> addresses(int zones) const
    {
        return m_interfaces.evenly(std::max(1, zones - m_zonesLost)).known();
    }
    std::optional<int> prefix(int zones) const
    {
        const std::optional<qint64> needed = addresses(zones);
        return needed ? prefixFor(*needed, m_limits) : std::nullopt;
    }
    std::optional<QList<Cidr>> blocks(int zones) const
    {
        const std::optional<int> length = prefix(zones);
        return length ? chooseBlocks(m_free, *length, zones, m_keepPrefix) : std::nullopt;
    }

    /// Prefix of the smallest further block of the VPC with which they fit; nothing when none may
    /// be added or even the largest is too small.
    std::optional<int> secondaryBlock(int zones) const
    {
        const std::optional<int> length = prefix(zones);
        if (!length
            || (m_limits.blocksPerVpc && double(m_space.blocks.size()) >= *m_limits.blocksPerVpc))
            return std::nullopt;
        for (int block = m_limits.longestVpcPrefix; block >= m_limits.shortestVpcPrefix; --block) {
            // Where it lies does not matter; 0.0.0.0/8 is no part of any network.
            const QList<Range> further{{0, Cidr{0, block}.last()}};
            if (chooseBlocks(further + m_free, *length, zones, m_keepPrefix))
                return block;
        }
        return std::nullopt;
    }

private:
    Space m_space;
    const Interfaces &m_interfaces;
    const Limits &m_limits;
    int m_zonesLost;
    int m_keepPrefix;
    QList<Range> m_free;
};

WayOut secondaryBlock(int prefix)
{
    return {WayOut::Kind::SecondaryBlock,
            prefix,
            0,
            {STRATOPLAN_TEXT("Network", "add a block of /{prefix} to the VPC"),
             {{QStringLiteral("prefix"), prefix}}}};
}

WayOut otherZones(int zones)
{
    return {
        WayOut::Kind::Zones, 0, zones, {STRATOPLAN_PLURAL("Network", "use %n zone(s)"), {}, zones}};
}

/// Numbers of zones to try instead, fewer ones first, the nearest first.
QList<int> otherNumbers(int zones, int most)
{
    QList<int> numbers;
    for (int fewer = zones - 1; fewer >= fewestZones; --fewer)
        numbers.append(fewer);
    for (int more = zones + 1; more <= most; ++more)
        numbers.append(more);
    return numbers;
}

QList<WayOut> waysOut(const Search &search, const Search &withKeptRoom, bool keeps, int zones,
                      int mostZones)
{
    QList<WayOut> ways;
    if (keeps && withKeptRoom.blocks(zones)) {
        ways.append({WayOut::Kind::KeptRoom,
                     0,
                     0,
                     {STRATOPLAN_TEXT("Network", "use the room that is to stay free"), {}}});
    }
    bool fewer = false;
    bool more = false;
    for (const int number : otherNumbers(zones, mostZones)) {
        bool &told = number < zones ? fewer : more;
        if (told || !search.blocks(number))
            continue;
        told = true;
        ways.append(otherZones(number));
    }
    if (const std::optional<int> prefix = search.secondaryBlock(zones))
        ways.append(secondaryBlock(*prefix));
    return ways;
}

/// The smallest change.
Text remedyOf(const QList<WayOut> &ways)
{
    if (!ways.isEmpty())
        return ways.first().text;
    return {STRATOPLAN_TEXT("Network", "free subnets of it, or let functions move to another VPC"),
            {}};
}

Problem noRoom(const Offer &offer, const Vpc &vpc)
{
    const Args args{{QStringLiteral("zones"), offer.zones},
                    {QStringLiteral("addresses"), *offer.addresses},
                    {QStringLiteral("vpc"), shown(vpc)}};
    const Text what = offer.prefix
        ? Text{STRATOPLAN_TEXT("Network",
                               "{vpc} has no room for {zones} aligned blocks of {addresses} "
                               "addresses each"),
               args}
        : Text{STRATOPLAN_TEXT("Network",
                               "{vpc}: no subnet is as large as the {addresses} addresses that "
                               "each of {zones} zones needs"),
               args};
    return problem("network.no-room", vpc, what, remedyOf(offer.waysOut));
}

int mostZonesOf(const Design &design, const catalog::Catalog &catalog)
{
    const catalog::Region *region = catalog.region(design.settings().region);
    return region ? region->zones.value_or(0) : 0;
}

} // namespace

std::optional<Offer> offerFor(ElementId vpcId, const Design &design, const Plan &plan,
                              const catalog::Catalog &catalog, const Wish &wish)
{
    const auto *vpc = design.get<Vpc>(vpcId);
    if (!vpc)
        return std::nullopt;
    const Limits limits = limitsOf(design, catalog);
    const Interfaces interfaces(vpcId, design, limits, plan.loads,
                                {plan.model, plan.zonesLost, plan.growth}, wish.functions);
    if (interfaces.tenants().isEmpty())
        return std::nullopt;

    Offer offer;
    offer.vpc = vpcId;
    const QStringList zones = zonesOf(*vpc, design, wish.zones);
    offer.zones = static_cast<int>(zones.size());
    const std::optional<Space> space = spaceOf(*vpc, design);
    if (!space) {
        offer.problem = problem(
            "network.unknown-cidr", *vpc,
            {STRATOPLAN_TEXT("Network",
                             "Nothing can be proposed: not every block of the VPC and its "
                             "subnets is known"),
             {}},
            {STRATOPLAN_TEXT("Network", "state the blocks"), {}});
        return offer;
    }
    Space kept = *space;
    kept.taken += wish.keepFree;
    const Search search(kept, interfaces, limits, plan.zonesLost, wish.keepPrefix);
    offer.addresses = search.addresses(offer.zones);
    if (!offer.addresses) {
        offer.problem = problem(
            "network.unknown-load", *vpc,
            {STRATOPLAN_TEXT("Network",
                             "Nothing can be proposed: the load of {functions} is not known"),
             {{QStringLiteral("functions"), namesWithoutLoad(interfaces)}}},
            {STRATOPLAN_TEXT("Network", "state rate and duration at peak, and the memory"), {}});
        return offer;
    }
    offer.prefix = search.prefix(offer.zones);
    QList<Range> left = search.free();
    if (const std::optional<QList<Cidr>> chosen = search.blocks(offer.zones)) {
        for (int i = 0; i < offer.zones; ++i) {
            offer.proposals.append({vpcId, zones.at(i), chosen->at(i)});
            left = without(left, chosen->at(i));
        }
    } else {
        const Search all(*space, interfaces, limits, plan.zonesLost, 33);
        const bool keeps = !wish.keepFree.isEmpty() || wish.keepPrefix <= 32;
        offer.waysOut = waysOut(search, all, keeps, offer.zones, mostZonesOf(design, catalog));
        offer.problem = noRoom(offer, *vpc);
    }
    offer.largestLeft = largestBlock(left);
    return offer;
}

QList<Proposal> propose(const Design &design, const Plan &plan, const catalog::Catalog &catalog,
                        Problems &problems, const Wish &wish)
{
    QList<Proposal> proposals;
    const QList<const Vpc *> networks = design.all<Vpc>();
    for (const Vpc *vpc : networks) {
        const std::optional<Offer> offer = offerFor(vpc->id, design, plan, catalog, wish);
        if (!offer)
            continue;
        proposals += offer->proposals;
        if (offer->problem)
            problems.append(*offer->problem);
    }
    return proposals;
}

} // namespace stratoplan::network
