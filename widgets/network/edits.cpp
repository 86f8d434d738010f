// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/edits.h"

#include "planner/layout/layout.h"
#include "planner/model/edit.h"
#include "planner/network/faults.h"

#include <algorithm>

namespace stratoplan::network {

namespace {

QString shown(const Common &element)
{
    return element.label.isEmpty() ? element.name : element.label;
}

Problem problemOf(const char *code, const Common &element, Text what, Text remedy)
{
    what.args.insert(QStringLiteral("subnet"), shown(element));
    remedy.args.insert(QStringLiteral("subnet"), shown(element));
    Problem problem;
    problem.severity = Severity::High;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    problem.remedy = std::move(remedy);
    return problem;
}

tl::unexpected<Problems> refused(const char *code, const Common &element, Text what, Text remedy)
{
    return failure(problemOf(code, element, std::move(what), std::move(remedy)));
}

tl::unexpected<Problems> notOurs(const Subnet &subnet)
{
    return refused("network.edit-outside", subnet,
                   {STRATOPLAN_TEXT("Network", "{subnet} belongs to another stack"), {}},
                   {STRATOPLAN_TEXT("Network", "change it where it is made"), {}});
}

bool isOurs(const Subnet &subnet)
{
    return !subnet.outside && !subnet.several;
}

std::optional<Cidr> ownBlock(const Subnet &subnet)
{
    return subnet.several ? std::nullopt : blockOf(subnet.cidr);
}

tl::unexpected<Problems> withoutBlock(const Subnet &subnet)
{
    return refused("network.unknown-cidr", subnet,
                   {STRATOPLAN_TEXT("Network", "The block of {subnet} is not known"), {}},
                   {STRATOPLAN_TEXT("Network", "state it first"), {}});
}

/// Whether the block lies in one block of the VPC, as far as those are known.
bool liesIn(const Design &design, ElementId vpcId, const Cidr &block)
{
    const Vpc *vpc = design.get<Vpc>(vpcId);
    if (!vpc)
        return true;
    bool known = false;
    for (const Field<QString> &field : vpc->cidrs) {
        const std::optional<Cidr> outer = blockOf(field);
        known = known || outer;
        if (outer && outer->contains(block))
            return true;
    }
    return !known;
}

/// Why a block of that size in that VPC cannot be a subnet; nothing where it can.
std::optional<Problem> limitBroken(const Design &design, const Limits &limits, ElementId vpc,
                                   const Cidr &block, const Common &element)
{
    const Args args{{QStringLiteral("cidr"), block.toString()},
                    {QStringLiteral("shortest"), limits.shortestPrefix},
                    {QStringLiteral("longest"), limits.longestPrefix}};
    if (block.prefix < limits.shortestPrefix || block.prefix > limits.longestPrefix) {
        return problemOf(
            "network.merge-limit", element,
            {STRATOPLAN_TEXT("Network", "{cidr} is out of the range /{shortest} to /{longest}"),
             args},
            {STRATOPLAN_TEXT("Network", "choose a block of /{shortest} to /{longest}"), args});
    }
    if (!liesIn(design, vpc, block)) {
        return problemOf(
            "network.merge-limit", element,
            {STRATOPLAN_TEXT("Network", "{cidr} reaches over the blocks of the VPC"), args},
            {STRATOPLAN_TEXT("Network", "stay inside the VPC, or add a block to it"), {}});
    }
    return std::nullopt;
}

/// Each entry once, in the order of its first.
void removeRepeated(QList<ElementId> &ids)
{
    QList<ElementId> once;
    for (const ElementId id : std::as_const(ids)) {
        if (!once.contains(id))
            once.append(id);
    }
    ids = once;
}

Element withoutRepeats(Element element)
{
    if (auto *function = std::get_if<Function>(&element))
        removeRepeated(function->subnets);
    else if (auto *service = std::get_if<Service>(&element))
        removeRepeated(service->subnets);
    else if (auto *endpoint = std::get_if<Endpoint>(&element))
        removeRepeated(endpoint->subnets);
    return element;
}

/// What `subnet` and `other` do not have in common, for a merged one cannot be both.
std::optional<Text> differenceOf(const Design &design, const Subnet &subnet, const Subnet &other)
{
    const Args args{{QStringLiteral("other"), shown(other)}};
    if (other.zone != subnet.zone)
        return Text{STRATOPLAN_TEXT("Network", "{other} stands in another zone than {subnet}"),
                    args};
    if (layout::isPublic(subnet, design) != layout::isPublic(other, design))
        return Text{STRATOPLAN_TEXT("Network", "One of {subnet} and {other} is public"), args};
    if (other.routeTable != subnet.routeTable)
        return Text{STRATOPLAN_TEXT("Network", "{other} has another route table than {subnet}"),
                    args};
    if (other.condition != subnet.condition)
        return Text{STRATOPLAN_TEXT("Network", "{other} exists under another condition"), args};
    return std::nullopt;
}

} // namespace

Cidr blockAround(quint32 first, quint32 last)
{
    Cidr block{first, 32};
    while (block.prefix > 0 && (block.base > last || block.last() < last))
        block = block.wider();
    return block;
}

Expected<Change> splitSubnet(const Design &design, const Plan &plan, const Limits &limits,
                             ElementId id, Half away)
{
    const Subnet *subnet = design.get<Subnet>(id);
    if (!subnet)
        return Change{};
    if (!isOurs(*subnet))
        return notOurs(*subnet);
    const std::optional<Cidr> block = ownBlock(*subnet);
    if (!block)
        return withoutBlock(*subnet);
    const int prefix = block->prefix + 1;
    Args args{{QStringLiteral("prefix"), prefix},
              {QStringLiteral("longest"), limits.longestPrefix}};
    if (prefix > limits.longestPrefix) {
        return refused("network.split-limit", *subnet,
                       {STRATOPLAN_TEXT("Network",
                                        "Half of {subnet} would be a /{prefix}; EC2 makes subnets "
                                        "down to /{longest}"),
                        args},
                       {STRATOPLAN_TEXT("Network", "leave it as it is"), {}});
    }
    const SubnetPlan *planned = plan.subnet(id);
    const qint64 usable = usableAddresses(prefix);
    const qint64 needed = planned ? std::max({planned->residents, planned->needed.value_or(0),
                                              planned->neededAfterZoneLoss.value_or(0)})
                                  : 0;
    if (needed > usable) {
        args.insert(QStringLiteral("needed"), needed);
        args.insert(QStringLiteral("usable"), usable);
        return refused("network.split-residents", *subnet,
                       {STRATOPLAN_TEXT("Network",
                                        "What stands in {subnet} needs {needed} addresses; half "
                                        "of it has {usable}"),
                        args},
                       {STRATOPLAN_TEXT("Network", "move some of it to another subnet first"), {}});
    }
    Edit edit(design);
    Subnet added = *subnet;
    added.id = {};
    added.cidr = block->half(int(away)).toString();
    added.ipv6Cidr = {};
    added.otherResidents = {};
    added.cfnType.clear();
    added.unknownKeys.clear();
    added.name = edit.freeName(subnet->name);
    if (!subnet->label.isEmpty())
        added.label = added.name;
    if (added.position)
        added.position->y += 1;
    const Half kept = away == Half::Upper ? Half::Lower : Half::Upper;
    edit.set(id, &Subnet::cidr, Field<QString>(block->half(int(kept)).toString()));
    edit.add(added);
    return edit.change();
}

Expected<Change> widenSubnet(const Design &design, const Limits &limits, ElementId id,
                             const Cidr &block)
{
    const Subnet *subnet = design.get<Subnet>(id);
    if (!subnet)
        return Change{};
    if (!isOurs(*subnet))
        return notOurs(*subnet);
    if (!ownBlock(*subnet))
        return withoutBlock(*subnet);
    if (std::optional<Problem> broken = limitBroken(design, limits, subnet->vpc, block, *subnet))
        return failure(*std::move(broken));

    QHash<ElementId, ElementId> joined;
    int others = 0;
    bool othersKnown = true;
    const QList<const Subnet *> subnets = design.all<Subnet>();
    for (const Subnet *other : subnets) {
        const std::optional<Cidr> taken = ownBlock(*other);
        if (other->vpc != subnet->vpc || !taken || !taken->overlaps(block))
            continue;
        othersKnown = othersKnown && (other->otherResidents.isUnset() || other->otherResidents);
        others += other->otherResidents.valueOr(0);
        if (other->id == id)
            continue;
        if (!isOurs(*other))
            return notOurs(*other);
        const Args args{{QStringLiteral("other"), shown(*other)},
                        {QStringLiteral("cidr"), block.toString()}};
        if (!block.contains(*taken)) {
            return refused("network.merge-part", *subnet,
                           {STRATOPLAN_TEXT("Network", "{other} reaches over {cidr}"), args},
                           {STRATOPLAN_TEXT("Network", "mend the overlap first"), {}});
        }
        if (const std::optional<Text> difference = differenceOf(design, *subnet, *other)) {
            return refused("network.merge-differs", *subnet, *difference,
                           {STRATOPLAN_TEXT("Network", "merge subnets that are alike"), {}});
        }
        joined.insert(other->id, id);
    }

    Edit edit(design);
    Subnet wide = *subnet;
    wide.cidr = block.toString();
    if (!joined.isEmpty() && othersKnown && others > 0)
        wide.otherResidents = others;
    edit.replace(id, wide);
    if (!joined.isEmpty()) {
        for (const auto &[elementId, element] : design.elements()) {
            if (elementId == id || joined.contains(elementId))
                continue;
            const QList<ElementId> named = references(*element);
            const bool concerned = std::any_of(named.begin(), named.end(),
                                               [&](ElementId one) { return joined.contains(one); });
            if (concerned)
                edit.replace(elementId, withoutRepeats(remapped(*element, joined)));
        }
    }
    for (auto gone = joined.keyBegin(); gone != joined.keyEnd(); ++gone)
        edit.remove(*gone);
    return edit.change();
}

Expected<Change> addSubnet(const Design &design, const Limits &limits, ElementId vpcId,
                           const Cidr &block)
{
    const Vpc *vpc = design.get<Vpc>(vpcId);
    if (!vpc)
        return Change{};
    if (std::optional<Problem> broken = limitBroken(design, limits, vpcId, block, *vpc))
        return failure(*std::move(broken));
    QHash<ElementId, int> inZone;
    const QList<const Subnet *> subnets = design.all<Subnet>();
    for (const Subnet *subnet : subnets) {
        if (subnet->vpc != vpcId)
            continue;
        ++inZone[subnet->zone];
        const std::optional<Cidr> taken = ownBlock(*subnet);
        if (taken && taken->overlaps(block)) {
            return refused("network.add-taken", *vpc,
                           {STRATOPLAN_TEXT("Network", "{cidr} overlaps {other}"),
                            {{QStringLiteral("cidr"), block.toString()},
                             {QStringLiteral("other"), shown(*subnet)}}},
                           {STRATOPLAN_TEXT("Network", "choose free addresses"), {}});
        }
    }
    const Zone *fewest = nullptr;
    const QList<const Zone *> zones = design.all<Zone>();
    for (const Zone *zone : zones) {
        if (zone->vpc == vpcId && (!fewest || inZone.value(zone->id) < inZone.value(fewest->id)))
            fewest = zone;
    }
    Edit edit(design);
    Subnet added;
    added.vpc = vpcId;
    added.zone = fewest ? fewest->id : ElementId{};
    added.cidr = block.toString();
    added.stack = vpc->stack;
    edit.add(added);
    return edit.change();
}

Expected<Change> setBlock(const Design &design, ElementId id, const QString &text)
{
    const Subnet *subnet = design.get<Subnet>(id);
    if (!subnet)
        return Change{};
    if (!isOurs(*subnet))
        return notOurs(*subnet);
    const QString wanted = text.trimmed();
    Edit edit(design);
    if (wanted.isEmpty()) {
        edit.set(id, &Subnet::cidr, Field<QString>());
        return edit.change();
    }
    const std::optional<ParsedCidr> parsed = parseCidr(wanted);
    if (!parsed) {
        return refused("network.bad-cidr", *subnet,
                       {STRATOPLAN_TEXT("Network", "{cidr} is no IPv4 block"),
                        {{QStringLiteral("cidr"), wanted}}},
                       {STRATOPLAN_TEXT("Network", "write it as 10.0.0.0/24"), {}});
    }
    if (subnet->cidr && *subnet->cidr == wanted)
        return Change{};
    edit.set(id, &Subnet::cidr, Field<QString>(wanted));
    return edit.change();
}

} // namespace stratoplan::network
