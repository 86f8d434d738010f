// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/derive.h"
#include "planner/network/plan.h"

#include <QSet>

namespace stratoplan::network {

/// The endpoint of the subnet's VPC that takes the contact: a gateway endpoint in the subnet's
/// effective route table, or an interface endpoint anywhere in the VPC, whose private name all of
/// the VPC resolves. Null when it goes by the default route.
const Endpoint *endpointFor(const decision::Contact &contact, const Subnet &subnet,
                            const decision::SubnetRoutes &routes, const Design &design,
                            const catalog::Catalog &catalog);

/// What passes through one zonal NAT gateway at peak.
struct NatLoad
{
    ElementId nat;
    ElementId destination; ///< the busiest one
    /// Connections to it at the same time, at most: as if all connections that an environment holds
    /// went there. Nothing = a load is not known.
    std::optional<double> connections;
    /// The same when every function whose load is not known runs as often as the account or its
    /// reservation allow; nothing = no bound is known.
    std::optional<double> most;
    QList<ElementId> functions; ///< that reach the destination through it
};

/// The zonal NAT gateways that functions of the design use while zones are lost, in order of ids.
/// Functions spread as in plan().
QList<NatLoad> natLoads(const decision::Surroundings &surroundings, const Plan &plan,
                        const QSet<ElementId> &lostZones = {});

} // namespace stratoplan::network
