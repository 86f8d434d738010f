// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/elements.h"

namespace stratoplan {

// What a template can hold of an element, member by member and with the names that design files
// have for them: the other half of templatePart(). Names, types, conditions and evidence are none
// of it, nor is `execution`, which a template tells by the kind of the source.

template <class Visit>
void forEachTemplateMember(const Function *, Visit &&visit)
{
    visit("memory", &Function::memory);
    visit("timeout", &Function::timeout);
    visit("runtime", &Function::runtime);
    visit("architecture", &Function::architecture);
    visit("packageType", &Function::packageType);
    visit("handler", &Function::handler);
    visit("reservedConcurrency", &Function::reservedConcurrency);
    visit("provisionedConcurrency", &Function::provisionedConcurrency);
    visit("ephemeralStorageMb", &Function::ephemeralStorageMb);
    visit("snapStart", &Function::snapStart);
    visit("tracing", &Function::tracing);
    visit("managedInstances", &Function::managedInstances);
    visit("inVpc", &Function::inVpc);
    visit("subnets", &Function::subnets);
    visit("securityGroups", &Function::securityGroups);
    visit("ipv6DualStack", &Function::ipv6DualStack);
    visit("asyncRetries", &Function::asyncRetries);
    visit("asyncMaxEventAge", &Function::asyncMaxEventAge);
}

template <class Visit>
void forEachTemplateMember(const Service *, Visit &&visit)
{
    visit("kind", &Service::kind);
    visit("properties", &Service::properties);
    visit("subnets", &Service::subnets);
    visit("securityGroups", &Service::securityGroups);
}

template <class Visit>
void forEachTemplateMember(const Connection *, Visit &&visit)
{
    visit("from", &Connection::from);
    visit("to", &Connection::to);
    visit("role", &Connection::role);
    visit("reads", &Connection::reads);
    visit("writes", &Connection::writes);
    visit("batchSize", &Connection::batchSize);
    visit("batchWindow", &Connection::batchWindow);
    visit("retries", &Connection::retries);
    visit("maxRecordAge", &Connection::maxRecordAge);
    visit("partialBatch", &Connection::partialBatch);
    visit("bisect", &Connection::bisect);
    visit("parallelization", &Connection::parallelization);
    visit("maximumConcurrency", &Connection::maximumConcurrency);
    visit("timeout", &Connection::timeout);
    visit("filter", &Connection::filter);
    visit("prefix", &Connection::prefix);
    visit("suffix", &Connection::suffix);
}

template <class Visit>
void forEachTemplateMember(const Vpc *, Visit &&visit)
{
    visit("cidrs", &Vpc::cidrs);
    visit("ipv6Cidr", &Vpc::ipv6Cidr);
    visit("outside", &Vpc::outside);
}

template <class Visit>
void forEachTemplateMember(const Zone *, Visit &&visit)
{
    visit("vpc", &Zone::vpc);
    visit("zone", &Zone::zone);
}

template <class Visit>
void forEachTemplateMember(const Subnet *, Visit &&visit)
{
    visit("vpc", &Subnet::vpc);
    visit("zone", &Subnet::zone);
    visit("cidr", &Subnet::cidr);
    visit("ipv6Cidr", &Subnet::ipv6Cidr);
    visit("routeTable", &Subnet::routeTable);
    visit("isPublic", &Subnet::isPublic);
    visit("outside", &Subnet::outside);
    visit("several", &Subnet::several);
}

template <class Visit>
void forEachTemplateMember(const RouteTable *, Visit &&visit)
{
    visit("vpc", &RouteTable::vpc);
    visit("main", &RouteTable::main);
    visit("routes", &RouteTable::routes);
}

template <class Visit>
void forEachTemplateMember(const Gateway *, Visit &&visit)
{
    visit("kind", &Gateway::kind);
    visit("vpc", &Gateway::vpc);
    visit("subnet", &Gateway::subnet);
}

template <class Visit>
void forEachTemplateMember(const Endpoint *, Visit &&visit)
{
    visit("kind", &Endpoint::kind);
    visit("vpc", &Endpoint::vpc);
    visit("service", &Endpoint::service);
    visit("subnets", &Endpoint::subnets);
    visit("routeTables", &Endpoint::routeTables);
    visit("securityGroups", &Endpoint::securityGroups);
}

template <class Visit>
void forEachTemplateMember(const SecurityGroup *, Visit &&visit)
{
    visit("vpc", &SecurityGroup::vpc);
    visit("rules", &SecurityGroup::rules);
    visit("outside", &SecurityGroup::outside);
}

/// A remark is nothing that a template holds.
template <class Visit>
void forEachTemplateMember(const Note *, Visit && /*visit*/)
{
}

/// A frame neither.
template <class Visit>
void forEachTemplateMember(const Group *, Visit && /*visit*/)
{
}

} // namespace stratoplan
