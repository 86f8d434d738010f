// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/plan.h"

namespace stratoplan::network {

/// What one subnet needs under each network model.
struct SubnetHistory
{
    ElementId subnet;
    std::optional<qint64> usable;
    std::optional<qint64> neededThen; ///< per-container-eni, until 2019
    std::optional<qint64> neededNow; ///< hyperplane
    std::optional<qint64> afterZoneLossThen;
    std::optional<qint64> afterZoneLossNow;
    Verdict verdictThen = Verdict::Unanswered;
    Verdict verdictNow = Verdict::Unanswered;
    /// What changed and why, in one sentence; empty for a subnet without functions, where nothing
    /// did.
    Text why;

    bool operator==(const SubnetHistory &) const = default;
};

struct VpcHistory
{
    ElementId vpc;
    std::optional<qint64> interfacesThen;
    std::optional<qint64> interfacesNow;
    std::optional<double> quotaNow; ///< interfaces that functions may have in one VPC
    QList<SubnetHistory> subnets; ///< in order of ids

    bool operator==(const VpcHistory &) const = default;
};

/// One design under both models, for the same loads, zones lost and growth.
struct History
{
    QList<VpcHistory> networks;
    /// Interfaces of all VPCs until 2019, when the quota was one of the region.
    std::optional<qint64> interfacesThen;
    std::optional<double> quotaThen;
    /// What changed for all of them: when an interface is made, and what is waited for.
    Text why;

    bool operator==(const History &) const = default;
};

/// The history of a plan, whatever its own model is. A pure function.
History historyOf(const Design &design, const catalog::Catalog &catalog, const Plan &plan);

} // namespace stratoplan::network
