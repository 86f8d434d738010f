// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"
#include "planner/network/cidr.h"

#include <QHash>

namespace stratoplan::network {

enum class Model { Hyperplane, PerContainerEni };
QLatin1String id(Model model); ///< "hyperplane", "per-container-eni"
std::optional<Model> modelFromId(QStringView word);

enum class Verdict { Fits, FitsUntilZoneLost, TooSmall, Unanswered };
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
    int zonesLost = 1;
    double growth = 1;  ///< factor on peak concurrency
};

/// One line of the arithmetic of a subnet, as people can follow it.
struct Term
{
    Text text;
    double value = 0;
};

struct SubnetPlan
{
    ElementId subnet;
    std::optional<Cidr> cidr;
    std::optional<qint64> usable;
    qint64 residents = 0;                 ///< addresses of what is not a function
    std::optional<qint64> interfaces;     ///< of functions, all zones up
    std::optional<qint64> needed;         ///< residents + interfaces
    std::optional<qint64> neededAfterZoneLoss; ///< worst of the zones that may be lost
    Verdict verdict = Verdict::Unanswered;
    bool functions = false;               ///< a function stands in it
    QList<Term> terms;
};

struct VpcPlan
{
    ElementId vpc;
    QList<Cidr> cidrs;
    QList<SubnetPlan> subnets;            ///< in order of ids
    qint64 freeAddresses = 0;             ///< of the blocks, not given to a subnet
};

/// A block that would fit.
struct Proposal
{
    ElementId vpc;
    QString zone;
    Cidr cidr;
};

/// How a function gets out of one of its subnets.
struct SubnetRoutes
{
    ElementId subnet;
    ElementId routeTable;                 ///< effective one; none = unknown
    ElementId internetGateway;            ///< default route ends there
    ElementId nat;                        ///< default route ends there
    ElementId egressOnly;                 ///< ::/0 ends there
    bool otherDefault = false;            ///< default route ends elsewhere (transit gateway, peering)
    bool known = false;                   ///< the effective table is known
};

struct Plan
{
    Model model = Model::Hyperplane;
    int zonesLost = 1;
    double growth = 1;
    QList<VpcPlan> networks;
    QList<SubnetRoutes> routes;
    /// Faults of the drawing: overlaps, blocks outside the VPC, prefixes out of range, host bits.
    Problems problems;

    const SubnetPlan *subnet(ElementId id) const;
    const SubnetRoutes *routesOf(ElementId id) const;
};

/// The network of a design. `loads` holds what each function in a VPC brings.
Plan plan(const Design &design, const catalog::Catalog &catalog, const QHash<ElementId, Load> &loads,
          const Options &options);

/// For each VPC with known blocks and functions: aligned blocks, one a zone over the zones it has (at
/// least two), each large enough for the peak with zones lost and growth, disjoint from all subnets. A
/// VPC where that cannot be done has a problem instead ("network.no-room").
QList<Proposal> propose(const Design &design, const Plan &plan, const catalog::Catalog &catalog,
                        Problems &problems);

} // namespace stratoplan::network
