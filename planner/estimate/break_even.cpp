// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/break_even.h"

#include "planner/base/plural.h"
#include "planner/catalog/behaviour.h"
#include "planner/estimate/break_even_curve.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace stratoplan::estimate {

namespace {

const QString natHour = QStringLiteral("nat.hour");
const QString natGb = QStringLiteral("nat.gb");
const QString addressHour = QStringLiteral("ipv4.hour");
const QString endpointHour = QStringLiteral("endpoint.az-hour");
const QString endpointGb = QStringLiteral("endpoint.gb");
const QString gatewayEndpointHour = QStringLiteral("gateway-endpoint.hour");
const QString zoneGb = QStringLiteral("transfer.zone.gb");

// What a million executions of the examples on AWS' Step Functions pricing page are made of.
constexpr double exampleTransitions = 5;
constexpr double exampleDurationMs = 1000;
constexpr double exampleExecutions = 1'000'000;

double monthly(const catalog::PriceBook &book, const QString &key, double count)
{
    return costOf(book, key, count * hoursPerMonth);
}

double natHours(const catalog::PriceBook &book, double gateways)
{
    return monthly(book, natHour, gateways) + monthly(book, addressHour, gateways);
}

} // namespace

const BreakEvenOption *BreakEven::option(const QString &wanted) const
{
    const auto at
        = std::find_if(options.cbegin(), options.cend(),
                       [&](const BreakEvenOption &option) { return option.id == wanted; });
    return at == options.cend() ? nullptr : &*at;
}

BreakEven natOrEndpoints(const WayOut &way, const catalog::PriceBook &book)
{
    const double zones = std::max(1.0, way.zones);
    const double services = std::max(1.0, way.services);
    BreakEven chart;
    chart.id = QStringLiteral("nat-or-endpoints");
    chart.element = way.vpc;
    chart.title = {STRATOPLAN_TEXT("Estimate", "NAT gateways or endpoints"), {}};
    chart.axis = {{STRATOPLAN_TEXT("Estimate", "Data a month"), {}},
                  {STRATOPLAN_TEXT("Estimate", "GB"), {}},
                  1,
                  100'000,
                  true,
                  way.gbMonth};

    const bool hasBoth = way.natGateways > 0 && way.interfaceEndpoints > 0;
    QList<Way> ways;
    ways.append(
        {QStringLiteral("nat-per-zone"),
         {STRATOPLAN_TEXT("Estimate", "A NAT gateway in each zone"), {}},
         {natHour, addressHour, natGb},
         [&book, zones](double gb) { return natHours(book, zones) + costOf(book, natGb, gb); },
         way.natGateways > 0 && way.natGateways >= zones && !hasBoth});
    if (zones > 1)
        ways.append({QStringLiteral("nat-one"),
                     {STRATOPLAN_TEXT("Estimate", "One NAT gateway for all zones"), {}},
                     {natHour, addressHour, natGb, zoneGb},
                     [&book, zones](double gb) {
                         const double crossing = gb * (zones - 1) / zones;
                         // What crosses zones is paid where it leaves and where it arrives.
                         return natHours(book, 1) + costOf(book, natGb, gb)
                             + costOf(book, zoneGb, 2 * crossing);
                     },
                     way.natGateways > 0 && way.natGateways < zones && !hasBoth});
    const auto endpoints = [&book, zones, services](double gb) {
        return monthly(book, endpointHour, services * zones) + costOf(book, endpointGb, gb);
    };
    ways.append({QStringLiteral("interface-endpoints"),
                 {STRATOPLAN_TEXT("Estimate", "Interface endpoints, no NAT gateway"), {}},
                 {endpointHour, endpointGb},
                 endpoints,
                 way.natGateways <= 0 && way.interfaceEndpoints > 0});
    ways.append(
        {QStringLiteral("nat-and-endpoints"),
         {STRATOPLAN_TEXT("Estimate", "Interface endpoints beside NAT gateways"), {}},
         {natHour, addressHour, endpointHour, endpointGb},
         [&book, zones, endpoints](double gb) { return natHours(book, zones) + endpoints(gb); },
         hasBoth});
    ways.append({QStringLiteral("gateway-endpoint"),
                 {STRATOPLAN_TEXT("Estimate", "Gateway endpoints"), {}},
                 {gatewayEndpointHour},
                 [&book](double) { return monthly(book, gatewayEndpointHour, 1); }});
    drawOut(chart, ways, book);

    chart.assumptions = {
        {STRATOPLAN_PLURAL("Estimate", "%n zone(s)."), {}, static_cast<int>(std::lround(zones))},
        {STRATOPLAN_PLURAL("Estimate", "%n AWS service(s) behind interface endpoints."),
         {},
         static_cast<int>(std::lround(services))},
        {STRATOPLAN_TEXT("Estimate",
                         "All of the data is for AWS services; gateway endpoints carry it only to "
                         "S3 and DynamoDB, and endpoints none of it to the internet."),
         {}},
        {STRATOPLAN_TEXT("Estimate",
                         "Data is even over the zones; what reaches one NAT gateway from other "
                         "zones is paid at both ends."),
         {}}};
    return chart;
}

BreakEven restOrHttpApi(ElementId api, const QString &kind, std::optional<double> requestsMonth,
                        const catalog::PriceBook &book)
{
    BreakEven chart;
    chart.id = QStringLiteral("rest-or-http");
    chart.element = api;
    chart.title = {STRATOPLAN_TEXT("Estimate", "REST API or HTTP API"), {}};
    chart.axis = {{STRATOPLAN_TEXT("Estimate", "Requests a month"), {}},
                  {},
                  10'000,
                  10'000'000'000,
                  true,
                  requestsMonth};
    const auto perRequest
        = [&](const QString &id, const QString &kindOfIt, Text name, const QString &key) {
              return Way{id,
                         std::move(name),
                         {key},
                         [&book, key](double requests) { return costOf(book, key, requests); },
                         kind == kindOfIt};
          };
    drawOut(chart,
            {perRequest(QStringLiteral("rest-api"), QStringLiteral("rest-api"),
                        {STRATOPLAN_TEXT("Estimate", "REST API"), {}},
                        QStringLiteral("rest-api.request")),
             perRequest(QStringLiteral("http-api"), QStringLiteral("http-api"),
                        {STRATOPLAN_TEXT("Estimate", "HTTP API"), {}},
                        QStringLiteral("http-api.request"))},
            book);
    chart.assumptions = {
        {STRATOPLAN_TEXT("Estimate",
                         "Requests alone; caches, data transfer and what only one of the two can "
                         "do are not in it."),
         {}}};
    return chart;
}

BreakEven standardOrExpress(const Workflow &workflow, WorkflowAxis axis,
                            const catalog::PriceBook &book)
{
    struct Figures
    {
        double executions = 0;
        double transitions = 0;
        double durationMs = 0;
        double memoryMb = 0;
    };
    const Figures held{workflow.executionsMonth.value_or(exampleExecutions),
                       workflow.transitions.value_or(exampleTransitions),
                       workflow.duration.value_or(Milliseconds(exampleDurationMs)).value,
                       workflow.memoryMb.value_or(workflow.billing.memoryStepMb)};
    BreakEven chart;
    chart.element = workflow.machine;
    chart.title = {STRATOPLAN_TEXT("Estimate", "Standard or Express workflow"), {}};
    double Figures::*varied = &Figures::executions;
    double perUnit = 1;
    QList<double> corners;
    switch (axis) {
    case WorkflowAxis::Executions:
        chart.id = QStringLiteral("standard-or-express-by-executions");
        chart.axis = {{STRATOPLAN_TEXT("Estimate", "Executions a month"), {}},
                      {},
                      1000,
                      1'000'000'000,
                      true,
                      workflow.executionsMonth};
        break;
    case WorkflowAxis::Transitions:
        chart.id = QStringLiteral("standard-or-express-by-transitions");
        varied = &Figures::transitions;
        chart.axis = {{STRATOPLAN_TEXT("Estimate", "State transitions of one execution"), {}},
                      {},
                      1,
                      100,
                      true,
                      workflow.transitions};
        break;
    case WorkflowAxis::Duration:
        chart.id = QStringLiteral("standard-or-express-by-duration");
        varied = &Figures::durationMs;
        perUnit = 1000;
        // Longer ones are no alternative.
        chart.axis
            = {{STRATOPLAN_TEXT("Estimate", "Duration of one execution"), {}},
               {STRATOPLAN_TEXT("Estimate", "s"), {}},
               0.1,
               workflow.billing.longest.value / 1000,
               true,
               workflow.duration ? std::optional(workflow.duration->value / 1000) : std::nullopt};
        break;
    case WorkflowAxis::Memory: {
        const double least = workflow.billing.memoryStepMb;
        constexpr double most = 1024;
        chart.id = QStringLiteral("standard-or-express-by-memory");
        varied = &Figures::memoryMb;
        chart.axis = {{STRATOPLAN_TEXT("Estimate", "Memory of one execution"), {}},
                      {STRATOPLAN_TEXT("Estimate", "MB"), {}},
                      least,
                      most,
                      false,
                      workflow.memoryMb};
        // Both ends of each step.
        for (double step = least; step > 0 && step < most; step += least)
            corners << step << std::nextafter(step, 1e9);
        break;
    }
    }
    const auto at = [held, varied, perUnit](double x) {
        Figures figures = held;
        figures.*varied = x * perUnit;
        return figures;
    };
    const QString transition = QStringLiteral("states.transition");
    const QString request = QStringLiteral("states.express.request");
    const QString gbHour = QStringLiteral("states.express.gb-hour");
    drawOut(chart,
            {{QStringLiteral("standard"),
              {STRATOPLAN_TEXT("Estimate", "Standard"), {}},
              {transition},
              [&book, at, transition](double x) {
                  const Figures figures = at(x);
                  return costOf(book, transition, figures.executions * figures.transitions);
              },
              !workflow.express},
             {QStringLiteral("express"),
              {STRATOPLAN_TEXT("Estimate", "Express"), {}},
              {request, gbHour},
              [&book, at, request, gbHour, billing = workflow.billing](double x) {
                  const Figures figures = at(x);
                  return costOf(book, request, figures.executions)
                      + costOf(book, gbHour,
                               figures.executions
                                   * expressGbHours(Milliseconds(figures.durationMs),
                                                    figures.memoryMb, billing));
              },
              workflow.express}},
            book, corners);

    const auto say = [&](bool stated, WorkflowAxis own, Text whenStated, Text whenNot) {
        if (axis != own)
            chart.assumptions.append(stated ? std::move(whenStated) : std::move(whenNot));
    };
    const QString figure = QStringLiteral("figure");
    say(workflow.executionsMonth.has_value(), WorkflowAxis::Executions,
        {STRATOPLAN_TEXT("Estimate", "{figure} executions a month."), {{figure, held.executions}}},
        {STRATOPLAN_TEXT("Estimate", "{figure} executions a month, as an example."),
         {{figure, held.executions}}});
    say(workflow.transitions.has_value(), WorkflowAxis::Transitions,
        {STRATOPLAN_TEXT("Estimate", "{figure} state transitions an execution."),
         {{figure, held.transitions}}},
        {STRATOPLAN_TEXT("Estimate", "{figure} state transitions an execution, as an example."),
         {{figure, held.transitions}}});
    say(workflow.duration.has_value(), WorkflowAxis::Duration,
        {STRATOPLAN_TEXT("Estimate", "An execution takes {figure} s."),
         {{figure, held.durationMs / 1000}}},
        {STRATOPLAN_TEXT("Estimate", "An execution takes {figure} s, as an example."),
         {{figure, held.durationMs / 1000}}});
    say(workflow.memoryMb.has_value(), WorkflowAxis::Memory,
        {STRATOPLAN_TEXT("Estimate", "An execution takes {figure} MB."), {{figure, held.memoryMb}}},
        {STRATOPLAN_TEXT("Estimate", "An execution takes {figure} MB, the least there is."),
         {{figure, held.memoryMb}}});
    return chart;
}

namespace {

// Zones, gateways and endpoints of a VPC that functions stand in; nothing for any other.
std::optional<WayOut> wayOutOf(const Vpc &vpc, const Design &design,
                               const catalog::Catalog &catalog)
{
    WayOut way;
    way.vpc = vpc.id;
    QSet<ElementId> zones;
    QSet<QString> services;
    QSet<ElementId> inside;
    for (const Function *function : design.all<Function>()) {
        for (const ElementId id : function->subnets) {
            const auto *subnet = design.get<Subnet>(id);
            if (!subnet || subnet->vpc != vpc.id)
                continue;
            inside.insert(function->id);
            if (subnet->zone)
                zones.insert(subnet->zone);
        }
    }
    if (inside.isEmpty())
        return std::nullopt;
    for (const Connection *connection : design.all<Connection>()) {
        const auto *service = design.get<Service>(connection->to);
        if (!service || !inside.contains(connection->from)
            || catalog::reachOf(*connection, design, catalog) != catalog::Reach::AwsInterface)
            continue;
        if (const catalog::ServiceKind *kind = catalog::kindOf(*service, catalog))
            services.insert(kind->endpointService);
    }
    const auto take = [&way](const Field<double> &gb) {
        if (gb)
            way.gbMonth = way.gbMonth.value_or(0) + *gb;
    };
    for (const Gateway *gateway : design.all<Gateway>()) {
        if (gateway->vpc != vpc.id
            || (gateway->kind != GatewayKind::Nat && gateway->kind != GatewayKind::RegionalNat))
            continue;
        way.natGateways += gateway->kind == GatewayKind::Nat
            ? 1
            : std::max(1.0, static_cast<double>(zones.size()));
        take(gateway->gbMonth);
    }
    for (const Endpoint *endpoint : design.all<Endpoint>()) {
        if (endpoint->vpc != vpc.id || endpoint->kind != EndpointKind::Interface)
            continue;
        ++way.interfaceEndpoints;
        services.insert(endpoint->service);
        take(endpoint->gbMonth);
    }
    way.zones = std::max(1.0, static_cast<double>(zones.size()));
    way.services = std::max(1.0, static_cast<double>(services.size()));
    return way;
}

Workflow workflowOf(const Service &machine, const Demand &demand, const catalog::Catalog &catalog)
{
    const auto real = [&](const char *key) {
        bool isNumber = false;
        const double value = catalog::fieldOf(machine, QLatin1String(key), catalog)
                                 .valueOr({})
                                 .toDouble(&isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    };
    Workflow workflow;
    workflow.machine = machine.id;
    workflow.billing = expressFacts(catalog);
    workflow.express
        = catalog::fieldOf(machine, QStringLiteral("type"), catalog).valueOr({}).toString()
        == QLatin1String("EXPRESS");
    if (demand.rate && demand.rate->value > 0)
        workflow.executionsMonth = demand.rate->value * secondsPerMonth;
    workflow.transitions = real("transitions");
    if (const auto duration = real("durationMs"))
        workflow.duration = Milliseconds(*duration);
    workflow.memoryMb = real("memoryMb");
    return workflow;
}

} // namespace

QList<BreakEven> breakEvens(const Design &design, const catalog::Catalog &catalog,
                            const Estimates &estimates, const catalog::PriceBook &book)
{
    QList<BreakEven> charts;
    for (const Vpc *vpc : design.all<Vpc>()) {
        if (const auto way = wayOutOf(*vpc, design, catalog))
            charts.append(natOrEndpoints(*way, book));
    }
    for (const Service *service : design.all<Service>()) {
        const Demand demand = estimates.demand.value(service->id);
        if (service->kind == QLatin1String("rest-api")
            || service->kind == QLatin1String("http-api")) {
            const auto requests = demand.rate && demand.rate->value > 0
                ? std::optional(demand.rate->value * secondsPerMonth)
                : std::nullopt;
            charts.append(restOrHttpApi(service->id, service->kind, requests, book));
        } else if (service->kind == QLatin1String("state-machine")) {
            const Workflow workflow = workflowOf(*service, demand, catalog);
            for (const WorkflowAxis axis : {WorkflowAxis::Duration, WorkflowAxis::Transitions,
                                            WorkflowAxis::Executions, WorkflowAxis::Memory})
                charts.append(standardOrExpress(workflow, axis, book));
        }
    }
    return charts;
}

} // namespace stratoplan::estimate
