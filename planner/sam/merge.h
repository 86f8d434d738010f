// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/patch.h"

namespace stratoplan::sam {

/// One place that both sides changed, each in its own way.
struct MergeConflict
{
    QStringList path; ///< {"Resources", "Fn", "Properties", "MemorySize"}
    /// What stands there: lines of source text without their common indentation; empty = nothing.
    QByteArray base;
    QByteArray mine;
    QByteArray theirs;
    bool isBaseKnown = true; ///< false: nobody knows what stood there, and `base` is empty
    int line = 0; ///< in their text, of the place or of the nearest one around it; 0 = unknown
    /// Edits of their text that put my value there, or the former one.
    QList<TemplateEdit> takeMine;
    QList<TemplateEdit> takeBase;
};

/// Whose value a conflict gets.
enum class Side
{
    Mine,
    Theirs,
    Base
};

/// How my changes of a template come into another text of it.
struct Merge
{
    QList<TemplateEdit> edits; ///< of their text, for what does not conflict
    QList<MergeConflict> conflicts;
};

/// Three readings of a template laid over each other by their nodes: what I changed and they left
/// is edited in their text, what they changed stays theirs, and what both changed alike is no
/// conflict. Lists whose items both sides added or removed take the additions of both. Style,
/// comments and the order of keys do not count; their text keeps all of its own.
///
/// `renames` are my new logical ids, made in their text first, so that what they added refers to
/// the new id too. Refused is what a text or a rename is refused for.
Expected<Merge> merge(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs,
                      const QList<RenameResource> &renames, const QString &file);

/// All edits of their text, with a side for each conflict in order; conflicts without one stay
/// theirs. Resources are added first and removed last.
QList<TemplateEdit> editsOf(const Merge &merge, const QList<Side> &sides);

/// As a sentence, with what each side says: "sam.conflict".
Problem problemOf(const MergeConflict &conflict, const QString &file);

} // namespace stratoplan::sam
