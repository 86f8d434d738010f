// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"
#include "planner/layout/layout.h"
#include "widgets/theme/theme.h"

#include <QPointF>
#include <QRectF>

#include <functional>
#include <map>
#include <optional>

/// What is written and drawn of each element: the same on the canvas and in pictures of the design.
namespace stratoplan::drawing {

/// What a badge says: the worst open finding, how many there are, and whether a question is open.
struct Badge
{
    std::optional<theme::Mark> worst;
    int count = 0;
    bool question = false;

    bool operator==(const Badge &) const = default;
};

/// Addresses of a subnet or VPC: the headroom bar.
struct Headroom
{
    qint64 used = 0;
    qint64 usable = 0;

    double share() const { return usable > 0 ? double(used) / double(usable) : 1; }
    bool operator==(const Headroom &) const = default;
};

/// Everything that is painted of one element with a box.
struct BoxContent
{
    ElementId id;
    layout::Shape shape = layout::Shape::Node;
    QRectF rect; ///< scene coordinates
    ElementId container;
    QString kind; ///< line above the name
    QString name;
    QString figure; ///< line below the hairline, parts joined by " · "
    QString detail; ///< blocks of addresses, in Mono
    QString icon;
    catalog::Category category = catalog::Category::Outside;
    bool dashed = false; ///< outside, or unknown
    bool monoKind = false; ///< the kind is a CloudFormation type
    bool isPublic = false; ///< of a subnet
    bool conditional = false; ///< exists under a condition only
    std::optional<Headroom> headroom;
    QList<double> interfaces; ///< x of the interface lozenges, from the box's left edge
    QList<double> notches; ///< x where zones meet, from the box's left edge
    Badge badge;

    bool operator==(const BoxContent &) const = default;
};

/// The lines of the legend, one for each relation of the visual language.
enum class Relation
{
    SynchronousCall,
    AsynchronousEvent,
    PolledQueue,
    PolledStream,
    Access,
    Failure
};

struct EdgeContent
{
    ElementId id;
    ElementId from;
    ElementId to;
    Relation relation = Relation::SynchronousCall;
    /// The connection whose line is this one's too; its own id, or none, where it is drawn itself.
    ElementId trunk;
    /// Of a trunk: the others that it is drawn for. Label and badge are those of all.
    QList<ElementId> bundled;
    QList<QPointF> points;
    QList<QPointF> hops; ///< where it passes over other lines, in its order
    QPointF labelAt;
    double labelRoom = 0; ///< how wide the label may be, in scene coordinates
    QString label;
    Badge badge;

    /// How many connections the line stands for: "×3". Empty for one alone.
    QString count() const;
    /// As much of the label as has room: of a bundle at least how many it is. One that is wider
    /// still is to be elided. `widthOf` measures texts in scene coordinates.
    QString shownLabel(const std::function<double(const QString &)> &widthOf) const;
    /// Drawn as part of another's line.
    bool isBundled() const { return trunk && trunk != id; }
    bool operator==(const EdgeContent &) const = default;
};

struct Content
{
    std::map<ElementId, BoxContent> boxes;
    std::map<ElementId, EdgeContent> edges;
    QList<ElementId> order; ///< of the boxes: containers before what they hold
    QRectF bounds;

    bool operator==(const Content &) const = default;
};

/// The relation that a connection is drawn as.
Relation relationOf(const Connection &connection, const Design &design,
                    const catalog::Catalog &catalog);

/// Content of a drawing. Without an analysis figures that need one are left out; provisional lines
/// have no hops.
Content contentOf(const Design &design, const layout::Scene &scene, const catalog::Catalog &catalog,
                  const Analysis *analysis);

/// What a box says of an element, wherever it stands: no place, no figures of an analysis.
BoxContent contentOf(const Element &element, const Design &design, const catalog::Catalog &catalog);

/// The parts of an element's content that do not hang on where it stands: also what screen readers
/// say.
QString spoken(const BoxContent &content);

} // namespace stratoplan::drawing
