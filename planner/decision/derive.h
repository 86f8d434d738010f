// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/behaviour.h"
#include "planner/catalog/catalog.h"
#include "planner/decision/routes.h"
#include "planner/model/design.h"
#include "planner/model/graph.h"
#include "planner/model/names.h"

#include <span>

namespace stratoplan::decision {

/// A design with its indexes, made once for all functions. It refers to the design and the
/// catalogue.
struct Surroundings
{
    Surroundings(const Design &design, const catalog::Catalog &catalog);

    const Design &design;
    const catalog::Catalog &catalog;
    Graph graph;
    Names names;

    /// What people read on the drawing, in the order given.
    QStringList shown(const QList<ElementId> &ids) const;
};

/// Something that a function's code connects to.
struct Contact
{
    const Connection *connection = nullptr;
    ElementId other;
    catalog::Reach reach = catalog::Reach::None;
};

/// What one function has to do with the network, from its connections and its subnets.
struct Contacts
{
    QList<Contact> inside; ///< calls and accesses to an address in a VPC
    QList<Contact> polled; ///< triggers that Lambda polls at an address in a VPC
    QList<Contact> outside; ///< calls and accesses to AWS services and to the internet
    QList<const Subnet *> subnets;
    QList<SubnetRoutes> routes; ///< of each subnet, in the same order
};
Contacts contactsOf(const Function &function, const Surroundings &surroundings);

/// Catalogue name of the AWS service whose endpoint takes calls to the element ("s3", "sqs";
/// "lambda" for a function); empty when there are none for it.
QString endpointServiceOf(ElementId target, const Design &design, const catalog::Catalog &catalog);

/// What the drawing answers; an empty answer = it does not tell.
struct Derived
{
    QString answer;
    Text evidence;
    QList<ElementId> elements;
    /// Everything that says so comes from a template.
    bool imported = false;
};

struct Derivation
{
    QLatin1String name;
    /// Every answer it may give; a question that uses it must have them all.
    std::span<const QLatin1String> answers;
    Derived (*derive)(const Function &function, const Contacts &contacts,
                      const Surroundings &surroundings);
};

/// All derivations, by name:
/// - capacity-provider: the function's setting;
/// - needs-private-resource: a call or access to an address in a VPC; none = "no";
/// - reachable-without-vpc: whether all of those offer a way around the VPC;
/// - needs-outside: a call or access to an AWS service or to the internet; none = "no";
/// - only-aws-with-endpoints: whether all of those are AWS services with VPC endpoints;
/// - ipv6-enough: whether the subnets and the function use IPv6 egress;
/// - nat-placement: where the NATs of the function's subnets stand ("yes" = one in each zone).
std::span<const Derivation> derivations();
/// Null for a name that does not exist.
const Derivation *derivation(const QString &name);

} // namespace stratoplan::decision
