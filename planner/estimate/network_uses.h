// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/service_uses.h"

namespace stratoplan::estimate {

/// NAT gateways: hours, data processed, one public IPv4 address each; a regional one by the zones
/// of its VPC. What reaches a NAT gateway from other zones is taken to be even over the zones that
/// it serves, and paid at both ends. Interface endpoints: hours in each zone, data. Hours of what
/// stands in an outside network without being a resource of the template are left unpriced.
void appendNetworkUses(ServiceUses &found, const Design &design, const network::Plan &network);

} // namespace stratoplan::estimate
