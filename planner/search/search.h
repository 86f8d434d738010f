// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/text.h"
#include "planner/model/change.h"

#include <functional>

namespace stratoplan::search {

struct Query
{
    QString text; ///< as written; nothing of it is a pattern
    bool matchCase = false;
    bool wholeWords = false; ///< letters and digits do not go on before or after it

    bool operator==(const Query &) const = default;
};

/// What of an element says what is looked for.
enum class Part
{
    Name,
    Label,
    Kind,
    Note, ///< the text of a note, or the reason of a policy
    Property ///< anything else that is text: stated values, expressions, conditions, blocks
};

/// One text of an element in which the query was found; each text counts once.
struct Hit
{
    ElementId element;
    Part part = Part::Name;
    QString property; ///< its key in the design file, of a Property
    QString text; ///< the whole text
    qsizetype at = 0; ///< where in it, first
    qsizetype length = 0;

    bool operator==(const Hit &) const = default;
};

/// What people read as the kind of an element; empty = nothing.
using KindOf = std::function<QString(const Element &)>;

/// All hits, the elements in order of their ids and connections after all else. A query without
/// text finds nothing.
QList<Hit> find(const Design &design, const Query &query, const KindOf &kindOf);

/// One element whose name says what is looked for.
struct Renaming
{
    ElementId id;
    QString before;
    QString after;
    Text trouble; ///< why this cannot be; empty = it can

    bool operator==(const Renaming &) const = default;
};

/// What replacing the query in names would do. All occurrences in a name are replaced; what a name
/// says of its stack ("orders/") stays.
struct Renamings
{
    QList<Renaming> list;
    Change change; ///< all of them at once; empty while one of them cannot be

    bool isRefused() const;
};
Renamings renamings(const Design &design, const Query &query, const QString &replacement);

} // namespace stratoplan::search
