// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/writing.h"

namespace stratoplan::sam {

// The steps of write(), in their order. Each adds to what the ones before made.

/// Finds resources that would need each other, and which of their references must be a name.
void breakCircles(Writing &writing);
/// VPCs, subnets, gateways, routes, endpoints and security groups; parameters for those outside.
void writeNetworks(Writing &writing);
/// The resource of every service that has one of its own.
void writeServices(Writing &writing);
/// The resource of every function, without what connections give it.
void writeFunctions(Writing &writing);
/// Calls and accesses of functions and state machines: permissions and environment variables.
void writeUses(Writing &writing);
/// Definitions of state machines.
void writeWorkflows(Writing &writing);
/// What triggers functions and state machines.
void writeEvents(Writing &writing);
/// What services send to each other.
void writeLinks(Writing &writing);
/// Failure targets, after all triggers.
void writeFailures(Writing &writing);
/// All of these.
void writeAll(Writing &writing);
/// What all functions share, as Globals; takes it from the functions.
Part shareGlobals(Writing &writing);

/// A resource as it stands in a template: Type, attributes, and those properties that a step
/// filled.
Part bodyOf(const Writing::Resource &resource);

// What several steps need.

/// A list of subnets as a property takes it: a list of references, or the one parameter that is a
/// list. Empty when there are none.
Part subnetList(Writing &writing, const QList<ElementId> &subnets);
/// Subnets of a service that must stand in some: those drawn, else a parameter, which is told.
Part demandedSubnets(Writing &writing, const Service &service);
/// Security groups of a service: those drawn, else a group of its own that lets its users in.
Part demandedGroups(Writing &writing, const Service &service);
/// Security groups of a function in a VPC: those drawn, else one that the VPC's functions share.
Part groupsOf(Writing &writing, const Function &function);
/// The VPC that an element stands in by its subnets or groups; none when it is in none.
ElementId vpcOf(const Writing &writing, const QList<ElementId> &subnets,
                const QList<ElementId> &groups);
/// The port that a service listens on, where one is known.
std::optional<int> portOf(const Writing &writing, const Service &service);

/// What those have in common that write one trigger.
class TriggerWriter
{
public:
    TriggerWriter(Writing &writing, const Connection &connection)
        : m_writing(writing)
        , m_connection(connection)
        , m_source(connection.from)
        , m_target(connection.to)
        , m_isFunction(writing.design.get<Function>(connection.to) != nullptr)
    {
    }

protected:
    Writing &m_writing;
    const Connection &m_connection;
    ElementId m_source;
    ElementId m_target;
    bool m_isFunction; ///< the target
};

/// The event of a source that Lambda polls. Nothing when the source is none; false when there is no
/// form for it.
std::optional<bool> writeMapping(Writing &writing, const Connection &connection);
/// Where the failures of an element go, each once, in the order in which they were drawn.
QList<ElementId> failureTargets(const Writing &writing, ElementId from);

/// Adds an event to a function or state machine under the wished name; returns the name that it
/// got. `properties` may be empty.
QString addEvent(Writing &writing, ElementId target, const QString &wish, const char *type,
                 const Part &properties);
/// A role that a service assumes, with one statement for each entry of `allowed`. Returns its ARN.
struct Allowed
{
    QStringList actions;
    QList<Part> resources;
};
Part addRole(Writing &writing, ElementId owner, const QString &id, const QString &principal,
             const QList<Allowed> &allowed);
/// Lets a service send to a queue or topic.
void permitSending(Writing &writing, ElementId target, const QString &principal,
                   const Part &source);
/// Lets a service invoke a function. Returns the id of the permission.
QString permitInvoke(Writing &writing, ElementId function, const QString &wish,
                     const QString &principal, const std::optional<Part> &source);

} // namespace stratoplan::sam
