// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/egress.h"
#include "planner/network/spread.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

#include <map>

namespace stratoplan::review::rules::net_108_endpoint_zones {

using namespace Qt::StringLiterals;

namespace {

struct Use
{
    QList<ElementId> functions;
    QList<ElementId> subnets; // of those functions
};

// Interface endpoints by who uses them.
std::map<ElementId, Use> usesOf(const Facts &facts)
{
    std::map<ElementId, Use> uses;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const Function *function : facts.design.all<Function>()) {
        const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
        for (const decision::Contact &contact : contacts.outside) {
            for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
                const Subnet &subnet = *contacts.subnets.at(i);
                const Endpoint *endpoint = network::endpointFor(
                    contact, subnet, contacts.routes.at(i), facts.design, facts.catalog);
                if (!endpoint || endpoint->kind != EndpointKind::Interface)
                    continue;
                Use &use = uses[endpoint->id];
                if (!use.functions.contains(function->id))
                    use.functions.append(function->id);
                if (!use.subnets.contains(subnet.id))
                    use.subnets.append(subnet.id);
            }
        }
    }
    return uses;
}

bool isOpen(const QList<ElementId> &subnets, const Design &design)
{
    return subnets.isEmpty() || std::any_of(subnets.begin(), subnets.end(), [&](ElementId id) {
               const auto *subnet = design.get<Subnet>(id);
               return !subnet->zone || subnet->several;
           });
}

// Subnets of functions that the endpoint does not stand in itself.
QList<ElementId> others(const Use &use, const Endpoint &endpoint)
{
    QList<ElementId> without = use.subnets;
    without.removeIf([&](ElementId id) { return endpoint.subnets.contains(id); });
    return without;
}

// Subnets of functions in zones where the endpoint has none.
QList<ElementId> missing(const Use &use, const Endpoint &endpoint, const Design &design)
{
    QSet<ElementId> zones;
    for (const ElementId id : endpoint.subnets)
        zones.insert(network::placeOf(*design.get<Subnet>(id)));
    QList<ElementId> without;
    for (const ElementId id : onePerZone(others(use, endpoint), design)) {
        if (!zones.contains(network::placeOf(*design.get<Subnet>(id))))
            without.append(id);
    }
    return without;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const auto &[id, use] : usesOf(facts)) {
        const auto *endpoint = facts.design.get<Endpoint>(id);
        const Args names{{u"endpoint"_s, facts.names.shown(id)},
                         {u"functions"_s, facts.names.shown(use.functions)}};
        const QList<ElementId> elsewhere = others(use, *endpoint);
        if (elsewhere.isEmpty())
            continue;
        if (isOpen(endpoint->subnets, facts.design) || isOpen(elsewhere, facts.design)) {
            findings.append(
                unanswered(Severity::Medium, {id},
                           {STRATOPLAN_TEXT(
                                "Rules", "{endpoint}: does it stand in every zone of {functions}?"),
                            names}));
            continue;
        }
        const QList<ElementId> without = missing(use, *endpoint, facts.design);
        if (without.isEmpty())
            continue;
        findings.append(found(Severity::Medium, {id},
                              {STRATOPLAN_TEXT("Rules",
                                               "{endpoint}: {functions} use it from {subnets} too, "
                                               "in zones where it does not stand"),
                               names},
                              {{u"subnets"_s, facts.names.shown(without)}}));
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *endpoint = facts.design.get<Endpoint>(finding.elements.value(0));
    const std::map<ElementId, Use> uses = usesOf(facts);
    const auto use = endpoint ? uses.find(endpoint->id) : uses.end();
    if (use == uses.end())
        return std::nullopt;
    const QList<ElementId> without = missing(use->second, *endpoint, facts.design);
    const bool outside = std::any_of(without.begin(), without.end(), [&](ElementId id) {
        return facts.design.get<Subnet>(id)->outside;
    });
    if (without.isEmpty() || outside)
        return std::nullopt;
    Edit edit(facts.design);
    edit.set(endpoint->id, &Endpoint::subnets, endpoint->subnets + without);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-108",
    .severity = Severity::Medium,
    .title = {STRATOPLAN_TEXT("Rules", "Endpoint in fewer zones than its functions"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "An interface endpoint has an address in each zone that it is given "
                               "a subnet of. From other zones its traffic crosses zones."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Every GB across zones is paid, and the functions of all zones "
                                    "lose the service when the endpoint's zone fails."),
                    {}},
    .mend
    = {STRATOPLAN_TEXT("Rules", "Give the endpoint a subnet in every zone of the functions."), {}},
    .slides = "20",
    .sources
    = {u"https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"_s},
    .tags = {u"network"_s, u"availability"_s, u"cost"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_108_endpoint_zones
