// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sketch/place.h"

namespace stratoplan::sketch {

/// What a connection between two elements means, from their kinds: a source of events triggers a
/// function, a function calls functions, APIs and outside systems and accesses data and messaging,
/// and so on. Refused with the reason: an element with itself ("sketch.connect-self") and ends that
/// take no connection ("sketch.connect-kind").
Expected<Connection> meaningOf(const Design &design, ElementId from, ElementId to,
                               const catalog::Catalog &catalog);

/// A connection of this role, as stated, between any two nodes; an access reads and writes. Refused
/// as meaningOf() is for ends that no role could mend. possibleAs() says what is meaningful.
Expected<Connection> connectionAs(Role role, const Design &design, ElementId from, ElementId to);

/// A connection of this role where it says something between the two, else why it does not
/// ("sketch.connect-kind"): a bucket is not called, a table keeps no failed events.
Expected<Connection> possibleAs(Role role, const Design &design, ElementId from, ElementId to,
                                const catalog::Catalog &catalog);

/// What meaningOf() says, refused also where the two are connected so already
/// ("sketch.connect-twice").
Expected<Connection> connectionBetween(const Design &design, ElementId from, ElementId to,
                                       const catalog::Catalog &catalog);
/// For a failure target, refused likewise: what `from` cannot process goes to `to`.
Expected<Connection> failureBetween(const Design &design, ElementId from, ElementId to,
                                    const catalog::Catalog &catalog);

/// A kind that can stand at the other end of a new connection, and what that would mean.
struct Follower
{
    QString what; ///< "function" or a kind of the catalogue
    Role role = Role::Trigger;
    bool reads = false; ///< of an access
    bool writes = false;

    bool operator==(const Follower &) const = default;
};

/// What may follow an element, what mostly does first. `failures` = as the target of what it cannot
/// process. Kinds that only configure others are left out; empty for what takes no connection.
QList<Follower> followers(const Design &design, ElementId from, bool failures,
                          const catalog::Catalog &catalog);

/// Whether a connection between the two has that role already.
bool isConnected(const Design &design, ElementId from, ElementId to, Role role);

/// The change that adds the connection.
Placed connect(const Design &design, Connection connection);

} // namespace stratoplan::sketch
