// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"

namespace stratoplan::sketch {

/// What a connection that is there could mean instead.
struct Meaning
{
    Role role = Role::Trigger;
    /// Why it cannot; empty where it can. What it means now is never refused.
    Text refused;

    bool operator==(const Meaning &) const = default;
};

/// All four of them, in the order trigger, call, access, failure target.
QList<Meaning> meaningsOf(const Connection &connection, const Design &design,
                          const catalog::Catalog &catalog);

/// The connection with another meaning: an access reads and writes as a new one between the two
/// would. What only its former meaning knows (batches, execution model) is not stated any more.
Connection withMeaning(Connection connection, Role role, const Design &design,
                       const catalog::Catalog &catalog);

} // namespace stratoplan::sketch
