// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/plan.h"

#include <QSet>

namespace stratoplan::network {

/// What the loss of zones does to an element, the worst first.
enum class Harm
{
    Stops, ///< nothing of it is left
    CutOff, ///< a function that runs on, but has lost the way to something that it uses
    Overloaded, ///< a subnet without addresses, or a NAT gateway without ports, for what comes over
    Unknown, ///< something that is not stated decides whether it stops or is overloaded
};
QLatin1String id(Harm harm); ///< "stops", "cut-off", "overloaded", "unknown"

/// One element that is harmed, and why. An element has one effect, its worst, except a function
/// that is cut off: one for each thing that it lost.
struct Effect
{
    ElementId element;
    Harm harm = Harm::Stops;
    Text reason;
    /// What the reason names besides: the lost zone, the NAT gateway, the database, the connection.
    QList<ElementId> because;

    bool operator==(const Effect &) const = default;
};

struct ZoneLoss
{
    QSet<ElementId> lost;
    QList<Effect> effects; ///< in order of elements; the zones themselves are not among them

    /// The worst effect on an element; null when it goes on as before.
    const Effect *on(ElementId element) const;
    /// The elements with that harm, each once, in order.
    QList<ElementId> harmed(Harm harm) const;
};

/// What happens while these zones are lost:
/// - subnets in them, zonal NAT gateways there, interface endpoints and services whose every subnet
///   is there, and functions without a subnet left stop;
/// - a service that stands in several zones but is known to have a single node may stop, as may one
///   of which nothing says how many it has: unknown (a drawn one; of an imported database that
///   states nothing CloudFormation makes one node);
/// - a subnet that is left is overloaded when its residents and what comes over from the lost zones
///   are more than its usable addresses, a NAT gateway when more than its quota of connections to
///   one destination pass through it;
/// - a function that is left is cut off from what stops, and from what it reaches through a NAT
///   gateway or an endpoint that stops.
/// `lost` holds ids of zones, and of subnets whose zone is not known. Loads, model and growth are
/// the plan's. A pure function.
ZoneLoss zoneLoss(const Design &design, const catalog::Catalog &catalog, const Plan &plan,
                  const QSet<ElementId> &lost);

} // namespace stratoplan::network
