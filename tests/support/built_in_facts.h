// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/decision/tree.h"

namespace stratoplan {

/// The facts that are built into the program.
struct BuiltInFacts
{
    std::shared_ptr<const catalog::Catalog> catalog;
    QList<decision::Tree> trees;
};

/// Read once; a test that cannot have them ends there.
inline const BuiltInFacts &builtInFacts()
{
    static const BuiltInFacts read = [] {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        for (const Problems &problems :
             {catalog ? Problems() : catalog.error(), trees ? Problems() : trees.error()}) {
            if (!problems.isEmpty())
                qFatal("%s", qUtf8Printable(toString(problems.first())));
        }
        return BuiltInFacts{*catalog, *trees};
    }();
    return read;
}

} // namespace stratoplan
