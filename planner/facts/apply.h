// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/facts/facts.h"
#include "planner/model/design.h"

namespace stratoplan::facts {

/// How something that lives elsewhere may be called in facts, the surest first: an id, or a name of
/// Facts::names (export, template parameter, Systems Manager parameter).
struct Naming
{
    QStringList names;
    int position = -1; ///< which one of a list; -1 = all of it

    bool operator==(const Naming &) const = default;
};

/// Namings by the name of the outside element. An element that is not here is looked up by its own
/// name; "NAME-N" is then also the entry N, from 0, of the list NAME.
using Mapping = QMap<QString, Naming>;

/// A design with what is known of its outside networks.
struct Applied
{
    Design design;
    /// Low: what nothing is known of ("facts.unmatched": no id; "facts.undescribed": an id, but no
    /// description), a VPC without route tables ("facts.no-routes"), facts for a design that names
    /// nothing elsewhere ("facts.unused"). High: one network whose parts lie in several VPCs
    /// ("facts.several-vpcs").
    Problems problems;
};

/// Fills outside VPCs, subnets and security groups: blocks, zones, route tables with their
/// gateways, NAT gateways with the subnets that they stand in, endpoints, rules. Elements that turn
/// out to be one and the same become one; a subnet or group that stands for a list becomes as many
/// as the list has. What is added is named by its id and labelled with its name. What the design
/// states itself stays, and nothing of it counts as changed since the import. A second application
/// of the same facts changes nothing.
Expected<Applied> applyFacts(const Design &design, const Facts &facts, const Mapping &mapping = {});

} // namespace stratoplan::facts
