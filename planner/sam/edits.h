// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/change.h"
#include "planner/sam/patch.h"

namespace stratoplan::sam {

struct EditOptions
{
    /// Values replace expressions ("!Ref Memory"); each such replacement is told in the notes.
    /// Without it they are problems.
    bool replacesExpressions = false;
};

/// What a change of a design is in the template that the design was read from.
struct Edits
{
    QList<TemplateEdit> edits;
    /// What people should know of them: expressions that were replaced, permissions that only
    /// they can give.
    Problems notes;
};

/// The smallest edits that make the template say what the design says after the change. `before` is
/// the design as it was read from the template. Positions, labels, decisions, traffic, measurements
/// and settings are nothing that a template holds: they yield no edit.
///
/// Refused, each with its element and property, is what a template could hold but this program
/// cannot express ("sam.cannot-express"), and a value in place of an expression
/// ("sam.expression").
Expected<Edits> editsFor(const yaml::Tree &tree, const QString &file, const Design &before,
                         const Change &change, const catalog::Catalog &catalog,
                         const EditOptions &options = {});

} // namespace stratoplan::sam
