// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/review/egress.h"
#include "planner/review/rule.h"

#include <map>

namespace stratoplan::review::rules::cost_002_gateway_endpoint {

using namespace Qt::StringLiterals;

namespace {

// Traffic of one VPC to one AWS service that a gateway endpoint would take.
struct Detour
{
    QStringList functions;
    QStringList targets;
    QList<ElementId> tables; // that lack the endpoint
    double gbMonth = 0; // of the connections whose traffic is known
    bool throughNat = false;
    bool unknown = false; // a route is not known
};

using Detours = std::map<std::pair<ElementId, QString>, Detour>;

void addOnce(QStringList &list, const QString &entry)
{
    if (!list.contains(entry))
        list.append(entry);
}

// Nothing when the traffic of the function, or what one event moves, is not known.
std::optional<double> gbMonthOf(const decision::Contact &contact, const Function &function,
                                const Facts &facts)
{
    const auto demand = facts.estimates.demand.constFind(function.id);
    const Connection &connection = *contact.connection;
    if (demand == facts.estimates.demand.constEnd() || !demand->rate || !connection.payloadKb)
        return std::nullopt;
    return demand->rate->value * secondsPerMonth * connection.share.valueOr(1)
        * connection.perEvent.valueOr(1) * *connection.payloadKb / (1024.0 * 1024.0);
}

Detours detours(const Facts &facts)
{
    Detours all;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const Function *function : facts.design.all<Function>()) {
        if (!standsInVpc(*function))
            continue;
        const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
        QSet<ElementId> counted;
        for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
            const Subnet &subnet = *contacts.subnets.at(i);
            const decision::SubnetRoutes &routes = contacts.routes.at(i);
            const auto *nat = facts.design.get<Gateway>(routes.nat);
            // A NAT gateway that is known to move nothing costs nothing by the byte.
            if ((routes.known && !nat) || (nat && nat->gbMonth && *nat->gbMonth == 0))
                continue;
            for (const decision::Contact &contact :
                 throughDefaultRoute(contacts, subnet, routes, facts)) {
                if (contact.reach != catalog::Reach::AwsGateway)
                    continue;
                const std::optional<double> gb = gbMonthOf(contact, *function, facts);
                if (gb && *gb == 0)
                    continue;
                Detour &detour = all[{subnet.vpc, endpointServiceOf(contact, facts)}];
                addOnce(detour.functions, facts.names.shown(function->id));
                addOnce(detour.targets, facts.names.shown(contact.other));
                detour.throughNat = detour.throughNat || nat;
                detour.unknown = detour.unknown || !routes.known;
                if (nat && !detour.tables.contains(routes.routeTable))
                    detour.tables.append(routes.routeTable);
                if (gb && !counted.contains(contact.connection->id))
                    detour.gbMonth += *gb;
                counted.insert(contact.connection->id);
            }
        }
    }
    return all;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const auto &[place, detour] : detours(facts)) {
        const Args names{{u"functions"_s, detour.functions},
                         {u"targets"_s, detour.targets},
                         {u"vpc"_s, facts.names.shown(place.first)}};
        Finding finding;
        if (detour.throughNat) {
            Args figures{{u"service"_s, place.second}};
            if (detour.gbMonth > 0)
                figures.insert(u"gbMonth"_s, detour.gbMonth);
            const catalog::PriceBook *book = facts.catalog.priceBook(facts.estimates.priceBook);
            const catalog::Price *price = book ? book->price(u"nat.gb"_s) : nullptr;
            if (price && detour.gbMonth > 0)
                figures.insert(u"natPerMonthUsd"_s, price->of(detour.gbMonth).value);
            finding = found(Severity::High, {place.first},
                            {STRATOPLAN_TEXT("Rules",
                                             "{vpc}: the traffic between {functions} and "
                                             "{targets} goes through a NAT gateway and is paid by "
                                             "the GB; a gateway endpoint costs nothing"),
                             names},
                            figures);
        } else {
            finding = unanswered(
                Severity::High, {place.first},
                {STRATOPLAN_TEXT("Rules",
                                 "{vpc}: is there a gateway endpoint between {functions} "
                                 "and {targets}?"),
                 names},
                {{u"service"_s, place.second}});
        }
        finding.facet = place.second;
        findings.append(finding);
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const ElementId vpc = finding.elements.value(0);
    const Detours all = detours(facts);
    const auto at = all.find({vpc, finding.facet});
    if (at == all.end() || at->second.unknown || at->second.tables.contains(ElementId{}))
        return std::nullopt;
    Edit edit(facts.design);
    for (const Endpoint *endpoint : facts.design.all<Endpoint>()) {
        if (endpoint->vpc == vpc && endpoint->service == finding.facet
            && endpoint->kind == EndpointKind::Gateway) {
            edit.set(endpoint->id, &Endpoint::routeTables,
                     endpoint->routeTables + at->second.tables);
            return edit.change();
        }
    }
    Endpoint endpoint;
    endpoint.name
        = edit.freeName(finding.facet.left(1).toUpper() + finding.facet.mid(1) + "Endpoint"_L1);
    endpoint.kind = EndpointKind::Gateway;
    endpoint.vpc = vpc;
    endpoint.service = finding.facet;
    endpoint.routeTables = at->second.tables;
    edit.add(endpoint);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "COST-002",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "NAT gateway where a free endpoint would do"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Gateway endpoints for S3 and DynamoDB cost nothing. A NAT gateway "
                               "is paid by the hour and by the GB."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Every object and item is paid for twice, and the NAT gateway "
                                    "is in the way of all of them."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Add a gateway endpoint for the service to the route tables of the "
                             "function's subnets."),
             {}},
    .slides = "",
    .sources = {u"https://docs.aws.amazon.com/prescriptive-guidance/latest/"
                "aws-startup-security-baseline/wkld-12.html"_s,
                u"https://github.com/aws/agent-toolkit-for-aws"_s},
    .tags = {u"cost"_s, u"network"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::cost_002_gateway_endpoint
