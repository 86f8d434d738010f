// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/standing.h"

#include "planner/layout/layout.h"
#include "planner/model/edit.h"

namespace stratoplan::sketch {

namespace {

QList<ElementId> zonesOf(const Design &design, ElementId vpc)
{
    QList<ElementId> zones;
    for (const Zone *zone : design.all<Zone>()) {
        if (zone->vpc == vpc)
            zones.append(zone->id);
    }
    return zones;
}

} // namespace

QList<ElementId> privateSubnets(const Design &design, ElementId container)
{
    if (design.get<Subnet>(container))
        return {container};
    QList<ElementId> found;
    for (const Subnet *subnet : design.all<Subnet>()) {
        const bool isInside = subnet->vpc == container || subnet->zone == container;
        if (isInside && !layout::isPublic(*subnet, design))
            found.append(subnet->id);
    }
    return found;
}

Design withPrivateSubnets(const Design &design, ElementId &container)
{
    Edit edit(design);
    QList<ElementId> zones;
    ElementId vpc = container;
    if (const auto *zone = design.get<Zone>(container)) {
        zones = {container};
        vpc = zone->vpc;
    } else if (container) {
        zones = zonesOf(design, container);
    } else {
        Vpc made;
        made.name = edit.freeName(QStringLiteral("Vpc"));
        vpc = container = edit.add(made);
    }
    for (const char16_t *letter : {u"A", u"B"}) {
        if (zones.size() >= (design.get<Zone>(container) ? 1 : 2))
            break;
        Zone zone;
        zone.name = edit.freeName(QStringLiteral("Zone") + QString::fromUtf16(letter));
        zone.vpc = vpc;
        zones.append(edit.add(zone));
    }
    QChar letter(u'A');
    for (const ElementId zone : std::as_const(zones)) {
        Subnet subnet;
        subnet.name = edit.freeName(QStringLiteral("PrivateSubnet") + letter);
        letter = QChar(letter.unicode() + 1);
        subnet.vpc = vpc;
        subnet.zone = zone;
        subnet.isPublic = false;
        edit.add(subnet);
    }
    return *edit.result();
}

} // namespace stratoplan::sketch
