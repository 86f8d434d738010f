// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/edit.h"

#include <functional>

namespace stratoplan::cli {

/// What became of a value that was to be written: nothing where it is well, else what is wrong.
using Fault = std::optional<QString>;

/// One thing that `set` can change. What is a field of an element has its name, and its range, in
/// planner/model/properties.h, as it has in the inspector.
struct Settable
{
    QString name; ///< "memory"; with the unit where it is not the usual one ("durationMs")
    QString values; ///< what may be written, for people: "128 to 10240", "x86_64 or arm64"
    /// Nothing that a template holds: it lives in design files only.
    bool designOnly = false;
    /// Added with += instead of being set.
    bool isAdded = false;
    /// The present value as it would be written; an expression as the template has it; empty when
    /// nothing is stated.
    std::function<QString(const Design &)> read;
    std::function<Fault(Edit &, const QString &)> write;
};

/// Everything about an element that can be set.
QList<Settable> settablesOf(ElementId id, const Design &design, const catalog::Catalog &catalog);
/// What holds for the design as a whole, by the names that stand for elements: "account",
/// "design".
QList<Settable> accountSettables();
QList<Settable> designSettables(const catalog::Catalog &catalog);

// Parts of the above, a file each.
QList<Settable> functionSettables(const Function &function, const Design &design,
                                  const catalog::Catalog &catalog);
Settable labelSettable(ElementId id);
Settable logicalIdSettable(ElementId id);

} // namespace stratoplan::cli
