// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: what the two kinds at the ends of a connection let it mean.

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"

namespace stratoplan::sketch {

/// One end of a connection, by what it is; it need not be in a design yet.
struct End
{
    QString name; ///< as reasons call it
    bool isNode = false; ///< takes connections at all
    bool isFunction = false;
    bool isKnown = false; ///< its kind is in the catalogue
    QString kind;
    catalog::Category category = catalog::Category::Outside;
    std::optional<Execution> triggersBy;
    bool takesFailures = false;
};

End endOf(const Design &design, ElementId id, const catalog::Catalog &catalog);
/// Of a new element of this kind, "function" or one of the catalogue.
End endOfKind(const QString &what, const QString &name, const catalog::Catalog &catalog);

/// The meaning that a connection between the two has when nobody states one; nothing where there is
/// none.
std::optional<Role> usualRole(const End &from, const End &to);

/// Why the role says nothing between the two; nothing where it may stand. What is of no known kind
/// may be anything.
std::optional<Text> whyNot(Role role, const End &from, const End &to);

} // namespace stratoplan::sketch
