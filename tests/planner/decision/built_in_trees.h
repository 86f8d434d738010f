// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/tree.h"

namespace stratoplan::decision {

/// The built-in tree of that id; a test that asks for another one ends there.
inline const Tree &treeOf(const QString &id)
{
    static const Expected<QList<Tree>> trees = readTrees();
    if (!trees)
        qFatal("%s", qUtf8Printable(toString(trees.error().first())));
    for (const Tree &tree : *trees) {
        if (tree.id == id)
            return tree;
    }
    qFatal("no tree %s", qUtf8Printable(id));
}

} // namespace stratoplan::decision
