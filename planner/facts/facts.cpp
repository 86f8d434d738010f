// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/facts/facts.h"

namespace stratoplan::facts {

bool Facts::knows(const QString &id) const
{
    return vpcs.contains(id) || subnets.contains(id) || routeTables.contains(id)
        || nats.contains(id) || endpoints.contains(id) || securityGroups.contains(id);
}

} // namespace stratoplan::facts
