// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/faults.h"
#include "planner/network/interfaces.h"
#include "planner/network/limits.h"
#include "planner/network/plan.h"
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
/// missing.
QStringList zonesOf(const Vpc &vpc, const Design &design)
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
    for (char16_t letter = u'a'; zones.size() < fewestZones; ++letter) {
        const QString name = design.settings().region + QChar(letter);
        const QString selected = QStringLiteral("!Select [%1, !GetAZs '']").arg(zones.size());
        const QString wish = named ? name : selected;
        if (!zones.contains(wish))
            zones.append(wish);
    }
    return zones;
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
        if (subnet->vpc != vpc.id)
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

} // namespace

QList<Proposal> propose(const Design &design, const Plan &plan, const catalog::Catalog &catalog,
                        Problems &problems)
{
    const Limits limits = limitsOf(design, catalog);
    QList<Proposal> proposals;
    const QList<const Vpc *> networks = design.all<Vpc>();
    for (const Vpc *vpc : networks) {
        const Interfaces interfaces(vpc->id, design, limits, plan.loads,
                                    {plan.model, plan.zonesLost, plan.growth});
        if (interfaces.tenants().isEmpty())
            continue;

        const std::optional<Space> space = spaceOf(*vpc, design);
        if (!space) {
            problems.append(problem(
                "network.unknown-cidr", *vpc,
                {STRATOPLAN_TEXT("Network",
                                 "Nothing can be proposed: not every block of the VPC and its "
                                 "subnets is known"),
                 {}},
                {STRATOPLAN_TEXT("Network", "state the blocks"), {}}));
            continue;
        }

        const QStringList zones = zonesOf(*vpc, design);
        const int count = static_cast<int>(zones.size());
        const int zonesLeft = std::max(1, count - plan.zonesLost);
        const std::optional<qint64> needed = interfaces.evenly(zonesLeft).known();
        if (!needed) {
            problems.append(problem(
                "network.unknown-load", *vpc,
                {STRATOPLAN_TEXT("Network",
                                 "Nothing can be proposed: the load of {functions} is not known"),
                 {{QStringLiteral("functions"), namesWithoutLoad(interfaces)}}},
                {STRATOPLAN_TEXT("Network", "state rate and duration at peak, and the memory"),
                 {}}));
            continue;
        }

        const Args args{{QStringLiteral("zones"), count},
                        {QStringLiteral("addresses"), *needed},
                        {QStringLiteral("vpc"), shown(*vpc)}};
        QList<Range> free;
        for (const Cidr &block : space->blocks)
            free += freeRanges(block, space->taken);
        const std::optional<int> prefix = prefixFor(*needed, limits);
        const std::optional<QList<Cidr>> chosen
            = prefix ? chooseBlocks(free, *prefix, count) : std::nullopt;
        if (!chosen) {
            problems.append(problem(
                "network.no-room", *vpc,
                {STRATOPLAN_TEXT("Network",
                                 "{vpc} has no room for {zones} aligned blocks of {addresses} "
                                 "addresses each"),
                 args},
                {STRATOPLAN_TEXT("Network", "add a block to the VPC, or free subnets of it"), {}}));
            continue;
        }
        for (int i = 0; i < count; ++i)
            proposals.append({vpc->id, zones.at(i), chosen->at(i)});
    }
    return proposals;
}

} // namespace stratoplan::network
