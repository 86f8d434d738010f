// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/derive.h"
#include "planner/decision/walk.h"

#include <span>

namespace stratoplan::decision {

/// Something that the drawing must show where an outcome is followed.
struct Expectation
{
    QLatin1String name;
    /// What differs; nothing when the drawing shows it, or when it cannot be told (networks that
    /// live elsewhere).
    std::optional<Conflict> (*check)(const Function &function, const Contacts &contacts,
                                     const Surroundings &surroundings)
        = nullptr;
};

/// All expectations, by name:
/// - outside-vpc: the function has no network settings, or a note of policy for them;
/// - inside-vpc: it has some;
/// - private-subnets: no subnet of it sends its default route to an internet gateway;
/// - nat-routes: the default route of each private one goes through a NAT or by another network;
/// - endpoints: each AWS service it calls has an endpoint in its VPC;
/// - ipv6-egress: IPv6 is allowed and leaves each subnet by an egress-only gateway.
std::span<const Expectation> expectations();
/// Null for a name that does not exist.
const Expectation *expectation(const QString &name);

} // namespace stratoplan::decision
