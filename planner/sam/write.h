// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"

#include <QMap>

namespace stratoplan::sam {

/// A new template for a design.
struct Written
{
    QByteArray text; ///< YAML, UTF-8, LF
    /// What the template says otherwise than the design, leaves open or cannot say, each at its
    /// element.
    Problems problems;
    /// Logical id (or parameter) by name of the element, for every element that has one. Sources
    /// that SAM makes from a function's event have the id that SAM gives them.
    QMap<QString, QString> logicalIds;
};

/// Writes the design as a SAM template of its own. The same design gives the same bytes.
///
/// Nothing is invented silently: a value that a template needs and the design does not have becomes
/// a parameter or the documented default and is told as a problem; so is a connection or an element
/// for which a template has no form ("sam.write.*"). Refused: a design with nothing that becomes a
/// resource ("sam.write.nothing").
Expected<Written> write(const Design &design, const catalog::Catalog &catalog);

} // namespace stratoplan::sam
