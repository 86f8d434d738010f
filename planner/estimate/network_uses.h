// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/service_uses.h"

namespace stratoplan::estimate {

/// NAT gateways: hours, data processed, one public IPv4 address each; a regional one by the zones
/// of its VPC. Interface endpoints: hours in each zone, data. Bytes that cross zones on their way
/// to a NAT gateway are left unpriced where there are such ways, and so are the hours of what
/// stands in an outside network without being a resource of the template.
void appendNetworkUses(ServiceUses &found, const Design &design, const network::Plan &network);

} // namespace stratoplan::estimate
