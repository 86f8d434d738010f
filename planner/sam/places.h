// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Where a function, service or endpoint stands, as the template writes it.
struct Placement
{
    ElementId element;
    Value subnets; ///< a List, or one expression for all of them
    QList<Value> groups;
};

/// Placements of every function and of every service that is no mere configuration: by its own
/// subnets, its subnet group, its cluster, or the mount targets of a file system.
QList<Placement> placements(Template &reading);

/// Networks that several values share: finds which subnets, security groups and users must be in
/// one VPC, by joining sets.
class Unions
{
public:
    int node();
    int root(int node);
    void join(int one, int other);

private:
    std::vector<int> m_parents;
};

} // namespace stratoplan::sam
