// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/decision/walk.h"
#include "planner/estimate/estimates.h"
#include "planner/model/change.h"
#include "planner/network/plan.h"

#include <optional>

namespace stratoplan::placement {

enum class Deed
{
    Add,
    Change
};

/// One thing that following an outcome does to the drawing.
struct Step
{
    Deed deed = Deed::Add;
    ElementId element; ///< in the design after the change
    Text text; ///< "NAT gateway {name} in {zone}, with an Elastic IP address"
    /// What it adds to a month's bill, as far as it is priced; nothing for what is free by itself.
    std::optional<UsDollars> perMonth;
    QList<Text> unpriced; ///< what of its cost is not known
};

/// What it takes to bring the drawing in line with the outcome of a function.
struct Placement
{
    Change change; ///< empty when the drawing follows the outcome already
    QList<Step> steps; ///< from the network to the function that is placed in it
    /// What the whole design costs a month, as far as it is priced; nothing where no price book
    /// fits.
    std::optional<UsDollars> costBefore;
    std::optional<UsDollars> costAfter;
    /// Answers of people that differ from what is connected on the drawing: no network brings those
    /// in line.
    QList<decision::Conflict> left;
    /// What remains for people to find out, as a sentence each.
    QList<Text> open;

    /// True when a part of what is added is not priced, or not altogether.
    bool hasUnpriced() const;
};

struct Options
{
    int zonesLost = 1; ///< that new subnets are to bear
};

/// Follows the outcome of the function's walk through the tree: takes the function out of its VPC,
/// or puts it into private subnets of at least two zones with all that the outcome expects:
/// endpoints for the AWS services called, a NAT gateway in each zone (or one for all, or a regional
/// one, as the walk answers) with public subnets and an internet gateway, or IPv6 by an egress-only
/// gateway; route tables, and security groups with the ports of the drawn connections. What is
/// there and fits is used; subnets that others stand in are left alone where changing them would
/// put those in conflict with their own decisions.
///
/// Afterwards the walk has no conflict but those in Placement::left. Doing it twice does nothing
/// the second time. Refused, with the way out: "placement.open-question" (no outcome yet),
/// "placement.several-networks" (what it connects to is in several VPCs, or there are several to
/// choose from), "placement.network-elsewhere" (the network belongs to another stack),
/// "placement.not-drawn" (it does, and only the drawing says that nothing there is used),
/// "placement.unknown-block", "placement.no-room", "placement.no-second-zone".
Expected<Placement> place(const decision::Tree &tree, ElementId function, const Design &design,
                          const catalog::Catalog &catalog, const Options &options = {});

/// Follows the outcomes of all these functions, one after the other, as one change. Functions for
/// which it cannot be done are left as they are, with their problems in `refused`.
Placement placeAll(const decision::Tree &tree, const QList<ElementId> &functions,
                   const Design &design, const catalog::Catalog &catalog, Problems &refused,
                   const Options &options = {});

} // namespace stratoplan::placement
