// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/elements.h"

namespace stratoplan::inspector {

/// What kind of thing an element is, as the head of the inspector shows it.
struct ElementKind
{
    QString id; ///< the same for elements that are alike: "function", "queue", "subnet"
    QString icon = QStringLiteral("template");
    catalog::Category category = catalog::Category::Network;
    QString text; ///< translated: "Function", "SQS queue"
};

ElementKind kindOf(const Element &element, const catalog::Catalog &catalog);

} // namespace stratoplan::inspector
