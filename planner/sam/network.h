// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Builds the networks: what the template has (VPCs, subnets, zones, route tables, gateways,
/// endpoints, security groups with their rules) and what it only names (ImportValue, parameters):
/// one outside subnet or security group for each distinct expression, in an outside VPC that is
/// shared by everything that must be in one network. A list of subnets that is one expression is
/// one Subnet with `several`. Then puts every function and service into its subnets.
void readNetworks(Template &reading);

} // namespace stratoplan::sam
