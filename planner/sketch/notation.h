// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A drawing as a line of text, for typing and for passing on:
//
//     api orders -> fn CreateOrder -> sqs jobs -> fn Worker -> rds db@vpc
//
// STATEMENT   nodes in a chain; statements end with the line or with ";", "#" begins a remark
// NODE        KIND NAME, KIND alone (it gets a name), or the NAME of something that is there; names
//             with other than letters, digits and "_ - ." may stand in double quotes
// KIND        any word for what can be placed: fn, sqs, queue, api gateway, rds, vpc, subnet ...
// NODE@PLACE  stands in the subnet, zone or VPC of that name, several divided by "+"; "vpc" is the
//             only VPC, and a new one where there is none. A function or database that stands in a
//             VPC or zone takes its private subnets.
// NAME=VALUE  behind a node: a setting of it, by the names of planner/model/properties.h and of the
//             catalogue's fields; behind an arrow: of the connection. Values with spaces stand in
//             double quotes, none takes the setting back: fn Create memory=512 timeout=10 ->
//             perEvent=2 ddb Orders
// A, B -> C   each of the nodes left of the arrow with each of those right of it
// ->          what a connection between the two means follows from what they are
// -call->     as stated: trigger, call, access, reads, writes, fails, or how they begin: -r->

#include "planner/catalog/catalog.h"
#include "planner/model/change.h"

#include <QString>

namespace stratoplan::sketch {

/// What a text draws into a design: one change, and what it named.
struct Sketched
{
    Change change;
    QList<ElementId> added; ///< in the order of the text; connections not among them
    QList<ElementId> nodes; ///< all that the text names, new or not, each once

    bool operator==(const Sketched &) const = default;
};

/// Reads the notation. Elements are added without positions, next to what is there; connections
/// that are there already stay as they are.
///
/// Problems, with line and column of the text: "sketch.unknown-word" (neither a kind nor an
/// element), "sketch.other-kind" (an element of that name is of another kind),
/// "sketch.missing-node" (an arrow or comma without a node beside it), "sketch.unknown-arrow",
/// "sketch.unknown-place" (no subnet, zone or VPC of that name, or several VPCs for "vpc"),
/// "sketch.cannot-stand" (its kind stands in no such place), "sketch.open-quote",
/// "sketch.unknown-setting" and "sketch.bad-setting" (no such name at this element; a value that it
/// cannot have), "sketch.too-long" (over 20,000 characters), and those of meaningOf() and place().
Expected<Sketched> read(const QString &text, const Design &design, const catalog::Catalog &catalog);

/// The elements in the notation, with the connections among them: chains as long as they go, then
/// what stands alone. Reading it into an empty design makes elements of the same kinds and names,
/// with the same connections and places; with WithSettings also with the same settings, as far as
/// they are values of the tables that the notation knows.
enum class Writing
{
    DrawingAlone,
    WithSettings
};
QString write(const Design &design, const QList<ElementId> &ids, const catalog::Catalog &catalog,
              Writing writing = Writing::DrawingAlone);

} // namespace stratoplan::sketch
