// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"
#include "planner/store/store.h"

namespace stratoplan::recovery {

/// A property in which two designs differ, named and written as in the design file; an empty text
/// where it has none.
struct FieldDifference
{
    QString key;
    QString before;
    QString after;

    bool operator==(const FieldDifference &) const = default;
};

/// What became of an element.
enum class Fate
{
    Added,
    Removed,
    Changed
};

struct Difference
{
    Fate fate = Fate::Changed;
    ElementId id; ///< none = the settings of the design
    QString name; ///< as it is afterwards, or was where it is gone; empty for the settings
    QString kind; ///< kindWord() of the element
    QList<FieldDifference> fields; ///< of a change

    bool operator==(const Difference &) const = default;
};

/// What is different in `to`: added elements first, then removed ones and changed ones, each in
/// order of ids, and the settings last.
QList<Difference> differences(const Design &from, const Design &to);

/// The difference in a few words: "Jobs: memory 512 → 1024". Long values are cut.
QString fieldWords(const FieldDifference &field);

/// The value behind the key, "account.concurrency" for one inside a group; empty where it has none.
QString valueAt(const QList<store::Entry> &entries, const QString &key);

} // namespace stratoplan::recovery
