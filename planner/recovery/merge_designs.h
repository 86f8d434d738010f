// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"
#include "planner/sam/merge.h"

namespace stratoplan::recovery {

struct DesignMerge
{
    Design design;
    /// Places that both changed, each in its own way: {"Resources", element, "Properties", key}, as
    /// a template's conflicts have them, {"Settings", key}, or {"Places"} for where all that both
    /// have moved stands. The texts are a design file's.
    QList<sam::MergeConflict> conflicts;
    /// Elements of mine that got another name because theirs has taken the old one.
    Problems notes;
};

/// Two later values of one design laid over each other, element by element and member by member:
/// `base` is what both come from. Elements are one by their ids; two that both added are one when
/// kind and name are the same. Additions to and removals from lists are kept of both. An element
/// that one side removed and the other changed, or began to use, is a conflict as a whole.
///
/// A conflict without a side in `sides` stays theirs. The conflicts are the same whatever sides
/// they get. Refused is a result that would be no design.
Expected<DesignMerge> mergeDesigns(const Design &base, const Design &mine, const Design &theirs,
                                   const QList<sam::Side> &sides = {});

} // namespace stratoplan::recovery
