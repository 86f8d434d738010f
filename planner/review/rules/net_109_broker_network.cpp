// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/review/egress.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

namespace stratoplan::review::rules::net_109_broker_network {

using namespace Qt::StringLiterals;

namespace {

// What Lambda's poller calls from the broker's subnets.
const QStringList &needed()
{
    static const QStringList services{u"lambda"_s, u"sts"_s};
    return services;
}

// Brokers and clusters that Lambda polls at an address in a VPC, in order of ids.
QList<const Service *> polledSources(const Facts &facts)
{
    QList<const Service *> sources;
    for (const Service *service : facts.design.all<Service>()) {
        const bool isBroker = service->kind == "kafka"_L1 || service->kind == "broker"_L1
            || service->kind == "document-database"_L1;
        // One with a public address is polled there.
        if (!isBroker || service->properties.value(u"publiclyAccessible"_s).valueOr(false).toBool())
            continue;
        const QList<const Connection *> &outgoing = facts.graph.outgoing(service->id);
        if (std::any_of(outgoing.cbegin(), outgoing.cend(), [&](const Connection *connection) {
                return connection->role == Role::Trigger
                    && facts.design.get<Function>(connection->to);
            }))
            sources.append(service);
    }
    return sources;
}

bool hasEndpoint(const QString &service, ElementId vpc, const Design &design)
{
    const QList<const Endpoint *> endpoints = design.all<Endpoint>();
    return std::any_of(endpoints.cbegin(), endpoints.cend(), [&](const Endpoint *endpoint) {
        return endpoint->vpc == vpc && endpoint->service == service
            && endpoint->kind == EndpointKind::Interface;
    });
}

struct Lack
{
    QList<ElementId> subnets; // without NAT
    QStringList services; // without endpoint
    bool unknown = false;
};

Lack lackOf(const Service &service, const Facts &facts)
{
    Lack lack;
    lack.unknown = service.subnets.isEmpty();
    for (const ElementId id : service.subnets) {
        const auto *subnet = facts.design.get<Subnet>(id);
        const decision::SubnetRoutes routes = decision::routesOf(*subnet, facts.design);
        if (routes.nat)
            continue;
        QStringList without;
        for (const QString &name : needed()) {
            if (!hasEndpoint(name, subnet->vpc, facts.design))
                without.append(name);
        }
        if (without.isEmpty())
            continue;
        // The interfaces of the poller get no public address, so an internet gateway is no way.
        if (!routes.known || routes.otherDefault || subnet->several) {
            lack.unknown = true;
            continue;
        }
        lack.subnets.append(id);
        for (const QString &name : without) {
            if (!lack.services.contains(name))
                lack.services.append(name);
        }
    }
    return lack;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Service *service : polledSources(facts)) {
        const Lack lack = lackOf(*service, facts);
        const Args names{{u"broker"_s, facts.names.shown(service->id)}};
        if (!lack.subnets.isEmpty()) {
            findings.append(found(
                Severity::Blocker, {service->id},
                {STRATOPLAN_TEXT("Rules",
                                 "{broker}: Lambda polls it from {subnets}, from where it reaches "
                                 "neither a NAT gateway nor endpoints for {services}"),
                 names},
                {{u"subnets"_s, facts.names.shown(lack.subnets)}, {u"services"_s, lack.services}}));
        } else if (lack.unknown) {
            findings.append(unanswered(
                Severity::Blocker, {service->id},
                {STRATOPLAN_TEXT("Rules",
                                 "{broker}: do its subnets have a NAT gateway, or endpoints for "
                                 "Lambda and STS? Lambda polls it from there"),
                 names}));
        }
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *service = facts.design.get<Service>(finding.elements.value(0));
    if (!service)
        return std::nullopt;
    const Lack lack = lackOf(*service, facts);
    for (const ElementId id : lack.subnets) {
        if (facts.design.get<Subnet>(id)->outside)
            return std::nullopt;
    }
    Edit edit(facts.design);
    for (const QString &name : lack.services)
        addInterfaceEndpoint(edit, name, lack.subnets);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-109",
    .severity = Severity::Blocker,
    .title = {STRATOPLAN_TEXT("Rules", "Lambda cannot poll the broker from its subnets"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Lambda polls a broker or cluster in a VPC with interfaces in the "
                               "broker's own subnets, whatever the function's are. From there it "
                               "calls Lambda and STS, and Secrets Manager where a secret is used."),
               {}},
    .consequence
    = {STRATOPLAN_TEXT("Rules",
                       "The event source mapping stays without connection and no message arrives."),
       {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Route the broker's subnets to a NAT gateway, or add interface "
                             "endpoints for Lambda and STS, and for Secrets Manager where a "
                             "secret is used."),
             {}},
    .slides = "",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html"_s,
                u"https://docs.aws.amazon.com/lambda/latest/dg/"
                "process-mq-messages-with-lambda.html"_s},
    .tags = {u"network"_s, u"reachability"_s, u"events"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_109_broker_network
