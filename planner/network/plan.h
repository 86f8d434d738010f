// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/decision/routes.h"
#include "planner/model/design.h"
#include "planner/network/cidr.h"
#include "planner/network/ipv6_space.h"

#include <QHash>

namespace stratoplan::network {

enum class Model
{
    Hyperplane,
    PerContainerEni
};
QLatin1String id(Model model); ///< "hyperplane", "per-container-eni"
std::optional<Model> modelFromId(QStringView word);

enum class Verdict
{
    Fits,
    FitsUntilZoneLost,
    TooSmall,
    Unanswered
};
QLatin1String id(Verdict verdict); ///< "fits", "fits-until-zone-lost", "too-small", "unanswered"

/// What one function puts into the network.
struct Load
{
    /// Environments at the same time at peak; nothing = not known.
    std::optional<double> peakConcurrency;
    /// Connections that one environment holds; the default of one is an assumption and is shown.
    double connectionsPerEnvironment = 1;
};

struct Options
{
    Model model = Model::Hyperplane;
    int zonesLost = 1; ///< 0 or more; at least one zone of each function is taken to stay
    double growth = 1; ///< factor on peak concurrency
};

/// One line of the arithmetic of a subnet, as people can follow it.
struct Term
{
    Text text;
    std::optional<double> value; ///< nothing = not known

    bool operator==(const Term &) const = default;
};

struct SubnetPlan
{
    ElementId subnet;
    std::optional<Cidr> cidr;
    std::optional<qint64> usable;
    qint64 residents = 0; ///< addresses of what is not a function, as far as known
    bool residentsKnown = true; ///< false where something stands there whose need is not known
    /// Of functions, all zones up. Nothing when a load is not known and the number depends on it.
    std::optional<qint64> interfaces;
    std::optional<qint64> needed; ///< residents + interfaces
    std::optional<qint64> neededAfterZoneLoss; ///< worst of the zones that may be lost
    Verdict verdict = Verdict::Unanswered;
    bool functions = false; ///< a function stands in it
    QList<Term> terms;

    bool operator==(const SubnetPlan &) const = default;
};

struct VpcPlan
{
    ElementId vpc;
    QList<Cidr> cidrs;
    QList<SubnetPlan> subnets; ///< in order of ids
    qint64 freeAddresses = 0; ///< of the blocks, not given to a subnet
    std::optional<qint64> interfaces; ///< of functions in all its subnets, all zones up
    std::optional<Ipv6Space> ipv6; ///< nothing where it has no IPv6

    bool operator==(const VpcPlan &) const = default;
};

/// How a function gets out of one of its subnets.
using SubnetRoutes = decision::SubnetRoutes;

struct Plan
{
    Model model = Model::Hyperplane;
    int zonesLost = 1;
    double growth = 1;
    QList<VpcPlan> networks;
    QList<SubnetRoutes> routes;
    /// Faults of the drawing: overlaps, blocks outside the VPC, prefixes out of range, host bits,
    /// more interfaces than the quota.
    Problems problems;
    /// What the plan was made from: of each function in a VPC.
    QHash<ElementId, Load> loads;

    const SubnetPlan *subnet(ElementId id) const;
    const SubnetRoutes *routesOf(ElementId id) const;
};

/// The network of a design. `loads` holds what each function in a VPC brings; a function that it
/// lacks has an unknown load. Figures come from the catalogue's quotas (limits.h).
///
/// `per-container-eni` (until 2019): interfaces of a function = peak concurrency x memory GB / 3,
/// spread evenly over its zones and over its subnets in each zone, rounded up per function and
/// subnet. `hyperplane`: for each set of security groups in a subnet one interface for every 65,000
/// connections that pass through that subnet, at least one. Where zones are lost, the zones that
/// are left carry all of it, in the worst case over which ones are lost. A subnet whose zone is not
/// known counts as a zone of its own.
Plan plan(const Design &design, const catalog::Catalog &catalog,
          const QHash<ElementId, Load> &loads, const Options &options);

} // namespace stratoplan::network
