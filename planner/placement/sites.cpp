// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/placement/sites.h"

#include "planner/decision/routes.h"
#include "planner/model/names.h"

namespace stratoplan::placement {

namespace {

/// A private subnet of the VPC of which all is known that a function has to know.
bool isUsable(const Subnet &subnet, ElementId vpc, const Design &design)
{
    const auto *network = design.get<Vpc>(subnet.vpc);
    const decision::SubnetRoutes routes = decision::routesOf(subnet, design);
    return subnet.vpc == vpc && network && !network->outside && !subnet.outside && !subnet.several
        && subnet.zone && routes.known && !routes.internetGateway;
}

QStringList zonesIn(const QList<ElementId> &subnets, const Design &design)
{
    QStringList zones;
    for (const ElementId id : subnets) {
        const QString zone = zoneName(id, design);
        if (!zones.contains(zone))
            zones.append(zone);
    }
    return zones;
}

} // namespace

QList<QList<ElementId>> sitesOf(const Function &function, ElementId vpc, const Design &design)
{
    QList<QList<ElementId>> found;
    const auto usable = [&](const QList<ElementId> &subnets) {
        QList<ElementId> fitting;
        for (const ElementId id : subnets) {
            const auto *subnet = design.get<Subnet>(id);
            if (subnet && isUsable(*subnet, vpc, design))
                fitting.append(id);
        }
        return fitting;
    };
    if (const QList<ElementId> own = usable(function.subnets); !own.isEmpty())
        found.append(own);
    for (const Function *other : design.all<Function>()) {
        const QList<ElementId> theirs = usable(other->subnets);
        if (other->id != function.id && !theirs.isEmpty() && theirs.size() == other->subnets.size()
            && !found.contains(theirs) && zonesIn(theirs, design).size() >= 2)
            found.append(theirs);
    }
    found.append(QList<ElementId>());
    return found;
}

QList<ElementId> missingZones(Builder &builder, ElementId vpc, const QList<ElementId> &subnets,
                              const QList<ElementId> &present)
{
    QStringList covered = zonesIn(subnets, builder.design());
    const bool enough = covered.size() >= 2;
    const QList<ElementId> zones = builder.zonesOf(vpc);
    QStringList wanted;
    for (const ElementId id : present) {
        if (const QString zone = zoneName(id, builder.design()); !zone.isEmpty())
            wanted.append(zone);
    }
    QList<ElementId> missing;
    for (const ElementId id : zones) {
        const auto &zone = *builder.design().get<Zone>(id);
        const QString word
            = zone.zone.valueOr(zone.zone.expression.isEmpty() ? zone.name : zone.zone.expression);
        // Where a public subnet was left, and up to two zones; new subnets are in each zone.
        const bool isWanted
            = subnets.isEmpty() || wanted.contains(word) || (!enough && covered.size() < 2);
        if (covered.contains(word) || !isWanted)
            continue;
        covered.append(word);
        missing.append(id);
    }
    return missing;
}

QList<ElementId> besideOthers(ElementId vpc, QList<ElementId> &zones, const Design &design)
{
    QList<ElementId> found;
    for (const Function *other : design.all<Function>()) {
        for (const ElementId id : other->subnets) {
            const auto *subnet = design.get<Subnet>(id);
            if (!subnet || !zones.contains(subnet->zone) || !isUsable(*subnet, vpc, design))
                continue;
            zones.removeOne(subnet->zone);
            found.append(id);
        }
    }
    return found;
}

} // namespace stratoplan::placement
