// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: settings of elements as words of the notation, "memory=512".

#include "planner/catalog/catalog.h"
#include "planner/model/properties.h"

namespace stratoplan::sketch {

/// Sets what `name` is at the element: a property of planner/model/properties.h, a field that the
/// catalogue has for the service's kind, or "label"; the unit at the end of a name may be left out
/// ("visibilityTimeout"). No value takes a statement back. What is wrong with it otherwise, in one
/// sentence, and how to mend it.
struct Misstatement
{
    const char *code = ""; ///< "sketch.unknown-setting", "sketch.bad-setting"
    Text what;
    Text remedy;
};
std::optional<Misstatement> state(Element &element, const QString &name,
                                  const std::optional<QString> &value,
                                  const catalog::Catalog &catalog);

/// Everything that is stated about the element, as state() takes it: names and values.
QList<std::pair<QString, QString>> statedOf(const Element &element,
                                            const catalog::Catalog &catalog);

} // namespace stratoplan::sketch
