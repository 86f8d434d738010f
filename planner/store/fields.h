// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one list of what a design file holds, in the order of the file. Reading and writing both go
// through it: a Visitor (Loader in load.cpp, Saver in save.cpp) is shown every member with its key,
// as
//
//     visit("label", element.label);          written unless it is empty, and may be missing
//     visit.stated("role", connection.role);  always written, and may be missing
//     visit.required("name", element.name);   always written, and missing is a problem
//
// A new member of the model is one new line here (and one in FORMAT.md).

#include "planner/model/design.h"

namespace stratoplan::store {

/// Key of the list that holds the elements of a kind.
inline QLatin1String sectionOf(const Function *)
{
    return QLatin1String("functions");
}
inline QLatin1String sectionOf(const Service *)
{
    return QLatin1String("services");
}
inline QLatin1String sectionOf(const Connection *)
{
    return QLatin1String("connections");
}
inline QLatin1String sectionOf(const Vpc *)
{
    return QLatin1String("vpcs");
}
inline QLatin1String sectionOf(const Zone *)
{
    return QLatin1String("zones");
}
inline QLatin1String sectionOf(const Subnet *)
{
    return QLatin1String("subnets");
}
inline QLatin1String sectionOf(const RouteTable *)
{
    return QLatin1String("routeTables");
}
inline QLatin1String sectionOf(const Gateway *)
{
    return QLatin1String("gateways");
}
inline QLatin1String sectionOf(const Endpoint *)
{
    return QLatin1String("endpoints");
}
inline QLatin1String sectionOf(const SecurityGroup *)
{
    return QLatin1String("securityGroups");
}
inline QLatin1String sectionOf(const Note *)
{
    return QLatin1String("notes");
}
inline QLatin1String sectionOf(const Group *)
{
    return QLatin1String("groups");
}

template <class T>
QLatin1String sectionOf()
{
    return sectionOf(static_cast<const T *>(nullptr));
}

/// Calls visit.operator()<T>() for every kind of element, in order of the file.
template <class Visit, class... Kinds>
void forEachKind(Visit &&visit, const std::variant<Kinds...> *)
{
    (visit.template operator()<Kinds>(), ...);
}
template <class Visit>
void forEachKind(Visit &&visit)
{
    forEachKind(visit, static_cast<const Element *>(nullptr));
}

template <class Visitor>
void fields(Visitor &visit, Measurement &measurement)
{
    visit.required("memory", measurement.memory);
    visit.required("duration", measurement.duration);
    visit("init", measurement.init);
    visit("samples", measurement.samples);
    visit("p95", measurement.p95);
    visit("initSamples", measurement.initSamples);
    visit("initP95", measurement.initP95);
    visit("restore", measurement.restore);
    visit("maxMemoryUsed", measurement.maxMemoryUsed);
    visit("source", measurement.source);
}

template <class Visitor>
void fields(Visitor &visit, DecisionAnswer &answer)
{
    visit.required("question", answer.question);
    visit.required("answer", answer.answer);
    visit("by", answer.by);
    visit("date", answer.date);
    visit("reason", answer.reason);
}

template <class Visitor>
void fields(Visitor &visit, Function &function)
{
    visit("memory", function.memory);
    visit("timeout", function.timeout);
    visit("runtime", function.runtime);
    visit("architecture", function.architecture);
    visit("packageType", function.packageType);
    visit("handler", function.handler);
    visit("reservedConcurrency", function.reservedConcurrency);
    visit("provisionedConcurrency", function.provisionedConcurrency);
    visit("ephemeralStorageMb", function.ephemeralStorageMb);
    visit("snapStart", function.snapStart);
    visit("tracing", function.tracing);
    visit("managedInstances", function.managedInstances);
    visit("inVpc", function.inVpc);
    visit("subnets", function.subnets);
    visit("securityGroups", function.securityGroups);
    visit("ipv6DualStack", function.ipv6DualStack);
    visit("asyncRetries", function.asyncRetries);
    visit("asyncMaxEventAge", function.asyncMaxEventAge);
    visit("duration", function.duration);
    visit("p95", function.p95);
    visit("cpuShare", function.cpuShare);
    visit("parallelShare", function.parallelShare);
    visit("coldShare", function.coldShare);
    visit("packageMb", function.packageMb);
    visit("loadedMb", function.loadedMb);
    visit("logKb", function.logKb);
    visit("init", function.init);
    visit("connections", function.connections);
    visit("idempotent", function.idempotent);
    visit("measurements", function.measurements);
    visit("rate", function.rate);
    visit("peakRate", function.peakRate);
    visit("decisions", function.decision.answers);
    visit("vpcPolicyNote", function.vpcPolicyNote);
}

template <class Visitor>
void fields(Visitor &visit, Service &service)
{
    visit("properties", service.properties);
    visit("subnets", service.subnets);
    visit("securityGroups", service.securityGroups);
    visit("rate", service.rate);
    visit("peakRate", service.peakRate);
}

template <class Visitor>
void fields(Visitor &visit, Connection &connection)
{
    visit("execution", connection.execution);
    visit("reads", connection.reads);
    visit("writes", connection.writes);
    visit("share", connection.share);
    visit("perEvent", connection.perEvent);
    visit("batchSize", connection.batchSize);
    visit("batchWindow", connection.batchWindow);
    visit("retries", connection.retries);
    visit("maxRecordAge", connection.maxRecordAge);
    visit("partialBatch", connection.partialBatch);
    visit("bisect", connection.bisect);
    visit("parallelization", connection.parallelization);
    visit("maximumConcurrency", connection.maximumConcurrency);
    visit("timeout", connection.timeout);
    visit("filter", connection.filter);
    visit("prefix", connection.prefix);
    visit("suffix", connection.suffix);
    visit("payloadKb", connection.payloadKb);
    visit("evidence", connection.evidence);
    visit("waypoints", connection.waypoints);
}

template <class Visitor>
void fields(Visitor &visit, Vpc &vpc)
{
    visit("cidrs", vpc.cidrs);
    visit("ipv6Cidr", vpc.ipv6Cidr);
    visit("outside", vpc.outside);
}

template <class Visitor>
void fields(Visitor &visit, Zone &zone)
{
    visit.required("vpc", zone.vpc);
    visit("zone", zone.zone);
}

template <class Visitor>
void fields(Visitor &visit, Subnet &subnet)
{
    visit.required("vpc", subnet.vpc);
    visit("zone", subnet.zone);
    visit("cidr", subnet.cidr);
    visit("ipv6Cidr", subnet.ipv6Cidr);
    visit("routeTable", subnet.routeTable);
    visit("public", subnet.isPublic);
    visit("outside", subnet.outside);
    visit("several", subnet.several);
    visit("insteadOf", subnet.insteadOf);
    visit("otherResidents", subnet.otherResidents);
}

template <class Visitor>
void fields(Visitor &visit, Route &route)
{
    visit.required("destination", route.destination);
    visit("target", route.target);
    visit("expression", route.expression);
}

template <class Visitor>
void fields(Visitor &visit, RouteTable &table)
{
    visit("vpc", table.vpc);
    visit("main", table.main);
    visit("routes", table.routes);
}

template <class Visitor>
void fields(Visitor &visit, Gateway &gateway)
{
    visit("vpc", gateway.vpc);
    visit("subnet", gateway.subnet);
    visit("gbMonth", gateway.gbMonth);
}

template <class Visitor>
void fields(Visitor &visit, Endpoint &endpoint)
{
    visit("service", endpoint.service);
    visit("vpc", endpoint.vpc);
    visit("subnets", endpoint.subnets);
    visit("routeTables", endpoint.routeTables);
    visit("securityGroups", endpoint.securityGroups);
    visit("gbMonth", endpoint.gbMonth);
}

template <class Visitor>
void fields(Visitor &visit, SecurityRule &rule)
{
    visit.stated("ingress", rule.ingress);
    visit("protocol", rule.protocol);
    visit.stated("fromPort", rule.fromPort);
    visit.stated("toPort", rule.toPort);
    visit("cidr", rule.cidr);
    visit("group", rule.group);
}

template <class Visitor>
void fields(Visitor &visit, SecurityGroup &group)
{
    visit("vpc", group.vpc);
    visit("rules", group.rules);
    visit("outside", group.outside);
    visit("insteadOf", group.insteadOf);
}

template <class Visitor>
void fields(Visitor &visit, Note &note)
{
    visit("text", note.text);
    visit.stated("size", note.size);
}

template <class Visitor>
void fields(Visitor &visit, Group &group)
{
    visit("members", group.members);
}

/// A whole element: what it is, where it is, and the members of its kind.
template <class Visitor, class T>
void elementFields(Visitor &visit, T &element)
{
    if constexpr (std::is_same_v<T, Connection>) {
        visit.required("from", element.from);
        visit.required("to", element.to);
        visit.stated("role", element.role);
        visit("name", element.name);
    } else {
        visit.required("name", element.name);
    }
    if constexpr (requires { element.kind; })
        visit.required("kind", element.kind);
    visit.ownId("id", element.id);
    visit("label", element.label);
    visit("position", element.position);
    visit("type", element.cfnType);
    visit("stack", element.stack);
    visit("condition", element.condition);
    fields(visit, element);
    visit.unknownKeys(element.unknownKeys);
}

template <class Visitor>
void fields(Visitor &visit, AccountProfile &account)
{
    visit("concurrency", account.concurrency);
    visit("otherLoad", account.otherLoad);
    visit("freeTier", account.freeTier);
    visit("discountPercent", account.discountPercent);
}

template <class Visitor>
void fields(Visitor &visit, Suppression &suppression)
{
    visit.required("rule", suppression.rule);
    visit("elements", suppression.elements);
    visit("reason", suppression.reason);
    visit("author", suppression.author);
    visit("date", suppression.date);
    visit("expires", suppression.expires);
}

template <class Visitor>
void fields(Visitor &visit, OpenQuestion &question)
{
    visit.required("text", question.text);
    visit("owner", question.owner);
    visit("date", question.date);
    visit("reason", question.reason);
}

template <class Visitor>
void fields(Visitor &visit, TemplateLink &link)
{
    visit("path", link.path);
    visit("sha256", link.sha256);
    visit("parameters", link.parameters);
    visit("conditions", link.conditions);
}

template <class Visitor>
void fields(Visitor &visit, Stack &stack)
{
    visit.required("name", stack.name);
    fields(visit, stack.link);
}

template <class Visitor>
void fields(Visitor &visit, FactsLink &link)
{
    visit("path", link.path);
    visit.stated("source", link.source);
    visit("date", link.date);
}

template <class Visitor>
void fields(Visitor &visit, TreeChoice &choice)
{
    visit("id", choice.id);
    visit("file", choice.file);
    visit("text", choice.text);
}

/// The settings; unknown keys of the file are theirs, but stand at its end.
template <class Visitor>
void fields(Visitor &visit, Settings &settings)
{
    visit("title", settings.title);
    visit("description", settings.description);
    visit("version", settings.version);
    visit("date", settings.date);
    visit("authors", settings.authors);
    visit("reviewers", settings.reviewers);
    visit.stated("region", settings.region);
    visit("priceBook", settings.priceBook);
    visit.stated("networkModel", settings.networkModel);
    visit("decisionTree", settings.decisionTree);
    visit("account", settings.account);
    visit("suppressions", settings.suppressions);
    visit("openQuestions", settings.openQuestions);
    visit("template", settings.templateLink);
    visit("stacks", settings.stacks);
    visit("facts", settings.facts);
}

} // namespace stratoplan::store
