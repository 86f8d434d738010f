// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"

namespace stratoplan {

/// The built-in catalogue; a test that cannot have it ends there.
inline const catalog::Catalog &facts()
{
    static const auto catalog = catalog::builtIn();
    if (!catalog)
        qFatal("%s", qUtf8Printable(toString(catalog.error().first())));
    return **catalog;
}

} // namespace stratoplan
