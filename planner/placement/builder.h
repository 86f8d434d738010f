// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/decision/routes.h"
#include "planner/model/edit.h"

namespace stratoplan::placement {

/// Builds parts of a network into a design, each only where it is missing. What it cannot do it
/// says in problems(); what was built until then stays in design(), which is of no use then.
class Builder
{
public:
    Builder(Design design, const catalog::Catalog &catalog);

    const Design &design() const { return m_design; }
    const Problems &problems() const { return m_problems; }

    /// A VPC of its own with the block 10.0.0.0/16, for a design that has none.
    ElementId newVpc();
    /// The zones of a VPC, at least two: further ones are named after the Region.
    QList<ElementId> zonesOf(ElementId vpc);
    /// A private subnet in each of the zones, of one prefix, disjoint from all others, chosen so
    /// that the largest free block is left; named after `word`.
    QList<ElementId> newSubnets(ElementId vpc, const QList<ElementId> &zones, int prefix,
                                const QString &word);

    /// Default routes of the subnets to a NAT gateway in the zone of each; where the default route
    /// leads to another network it stays.
    void routeToZonalNats(const QList<ElementId> &subnets);
    /// The same to one NAT gateway for all.
    void routeToOneNat(const QList<ElementId> &subnets);
    /// The same to a regional NAT gateway.
    void routeToRegionalNat(const QList<ElementId> &subnets);
    /// IPv6 leaves the subnets by an egress-only gateway, and IPv4 by no NAT.
    void routeIpv6(const QList<ElementId> &subnets);

    /// A gateway endpoint of the VPC that serves all the subnets.
    void addGatewayEndpoint(const QString &service, const QList<ElementId> &subnets);
    /// An interface endpoint with an address in the zone of each subnet.
    ElementId addInterfaceEndpoint(const QString &service, const QList<ElementId> &subnets);

    /// Makes other changes to the design.
    void commit(const Edit &edit);
    void fail(const char *code, ElementId element, Text what, Text remedy);

private:
    template <class T>
    QList<const T *> of(ElementId vpc) const;
    QString nameOf(ElementId id) const;
    /// "A" for us-east-1a; a number where the zone's name does not end in a letter.
    QString suffixOf(ElementId zone) const;
    std::optional<int> longestPrefix() const;
    ElementId internetGateway(ElementId vpc);
    ElementId publicRouteTable(ElementId vpc);
    ElementId publicSubnet(ElementId vpc, ElementId zone);
    ElementId natIn(ElementId vpc, ElementId zone);
    decision::SubnetRoutes routesOf(ElementId subnet) const;
    /// A route table that serves none but `subnets`: the one that they have, or a copy of it.
    ElementId ownTable(ElementId subnet, const QList<ElementId> &subnets);
    void route(ElementId table, const QString &destination, ElementId target);
    bool leadsElsewhere(ElementId subnet) const;

    Design m_design;
    const catalog::Catalog &m_catalog;
    Problems m_problems;
};

} // namespace stratoplan::placement
