// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace stratoplan::sam {

/// Theirs with the additions and removals that `mine` made to `base`.
template <class T>
QList<T> mergedItems(const QList<T> &base, const QList<T> &mine, const QList<T> &theirs)
{
    QList<T> merged = theirs;
    for (const T &item : base) {
        if (!mine.contains(item))
            merged.removeAll(item);
    }
    for (const T &item : mine) {
        if (!base.contains(item) && !merged.contains(item))
            merged.append(item);
    }
    return merged;
}

} // namespace stratoplan::sam
