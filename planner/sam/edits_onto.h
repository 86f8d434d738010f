// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/edits.h"
#include "planner/sam/merge.h"

namespace stratoplan::sam {

/// What putting a design onto a template means.
struct Onto
{
    Change change; ///< of the design that the template was read as
    /// Places that were changed both in the design and in the template. Their paths end in the
    /// names that design files have for properties; their edits are empty.
    QList<MergeConflict> conflicts;
};

/// The change that makes `base`, as read from a template, say what `design` says.
///
/// `sameText`: the design was read from this very text, so that every difference is an edit.
/// Otherwise the template may have changed since. What Design::was() tells to
/// be changed in the design is replayed onto it: values, elements and connections that were
/// changed, added and removed there; where the template has changed the same, that is a conflict,
/// and so is a value that somebody stated in the design file by hand, of which nobody knows what it
/// was. A conflict without a side in `sides` leaves the template as it is.
///
/// A design that no template is the origin of changes what people stated in it (Origin::User) and
/// adds what it has more; it removes nothing.
///
/// Refused is a design whose state at its import cannot be told.
Expected<Onto> changeOnto(const Design &base, const Design &design, const catalog::Catalog &catalog,
                          bool sameText, const QList<Side> &sides = {});

/// The edits of the template that come of it. With conflicts and no sides there are none.
struct OntoEdits
{
    QList<TemplateEdit> edits;
    Problems notes;
    QList<MergeConflict> conflicts; ///< with their lines in `tree`
};

/// changeOnto() and editsFor() in one: a value that somebody stated is meant, also where an
/// expression stands. `base` is the design that `tree` was read as.
Expected<OntoEdits> editsOnto(const yaml::Tree &tree, const QString &file, const Design &base,
                              const Design &design, const catalog::Catalog &catalog, bool sameText,
                              const QList<Side> &sides = {});

} // namespace stratoplan::sam
