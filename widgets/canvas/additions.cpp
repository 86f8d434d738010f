// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/additions.h"

#include "planner/layout/layout.h"
#include "planner/sketch/fragment.h"
#include "planner/sketch/patterns.h"
#include "widgets/canvas/alignment.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/edits.h"
#include "widgets/canvas/placeable.h"
#include "widgets/document/open_file.h"

#include <QMimeData>

#include <algorithm>

namespace stratoplan::canvas {

namespace {

/// How far a copy stands from what it was copied from, in scene units.
constexpr double copyDistance = 32;
constexpr int mostCopies = 32; ///< that stand free of each other

// What gets its place on the sheet, not from a network.
bool isFree(const Element &element)
{
    if (const auto *function = std::get_if<Function>(&element))
        return function->subnets.isEmpty();
    if (const auto *service = std::get_if<Service>(&element))
        return service->subnets.isEmpty();
    return std::holds_alternative<Vpc>(element) || isAnnotation(element);
}

// The free nodes that are new, with the connections among them.
Design partOf(const Design &after, const QList<ElementId> &added)
{
    QSet<ElementId> chosen;
    Change change;
    for (const ElementId id : added) {
        if (const Element *element = after.find(id); element && isFree(*element)) {
            chosen.insert(id);
            change.elements.push_back({id, std::nullopt, *element});
        }
    }
    for (const Connection *connection : after.all<Connection>()) {
        if (chosen.contains(connection->from) && chosen.contains(connection->to))
            change.elements.push_back({connection->id, std::nullopt, *connection});
    }
    return *apply({}, change);
}

QList<ElementId> withContents(const CanvasView &view)
{
    const Design &design = view.canvas().document().design();
    QList<ElementId> ids = view.canvas().selection().ids();
    for (const ElementId id : view.canvas().selection().ids()) {
        for (const ElementId inner : contentsOf(design, id)) {
            if (!ids.contains(inner))
                ids.append(inner);
        }
    }
    return ids;
}

void select(CanvasView &view, const QList<ElementId> &ids)
{
    view.canvas().selection().set(ids);
    if (!ids.isEmpty())
        view.canvas().setFocusElement(ids.last());
    view.reveal(ids);
}

void say(CanvasView &view, const Problems &problems)
{
    Q_EMIT view.messageChanged(CanvasView::sentenceOf(problems.first()));
}

// Lies exactly over something: the copy of a former paste.
bool coversAnother(const sketch::Pasted &pasted, const Design &design)
{
    const Design after = *apply(design, pasted.change);
    return std::any_of(pasted.ids.begin(), pasted.ids.end(), [&](ElementId id) {
        const std::optional<Point> &place = common(*after.find(id)).position;
        return place
            && std::any_of(
                   design.elements().begin(), design.elements().end(),
                   [&](const auto &other) { return common(*other.second).position == place; });
    });
}

bool pasteCopied(CanvasView &view, const QByteArray &text, const QString &name)
{
    const Design &design = view.canvas().document().design();
    double distance = copyDistance;
    Expected<sketch::Pasted> pasted = sketch::pasted(text, design, {distance, distance});
    while (pasted && distance < mostCopies * copyDistance && coversAnother(*pasted, design)) {
        distance += copyDistance;
        pasted = sketch::pasted(text, design, {distance, distance});
    }
    if (!pasted) {
        say(view, pasted.error());
        return false;
    }
    if (!view.perform(name, pasted->change))
        return false;
    select(view, pasted->ids);
    return true;
}

} // namespace

Change laidOut(const CanvasView &view, const sketch::Sketched &sketched, QPointF at)
{
    const Design &before = view.canvas().document().design();
    const QSet<QString> configuration = configurationKinds(view.canvas().catalog());
    const Design after = *apply(before, sketched.change);
    if (before.isEmpty())
        return merged(sketched.change, layout::arrange(after, configuration));
    const Design part = partOf(after, sketched.added);
    const Design arranged = *apply(part, layout::arrange(part, configuration));
    QRectF bounds;
    for (const auto &[id, element] : arranged.elements()) {
        if (const std::optional<Point> &place = common(*element).position)
            bounds |= QRectF(QPointF(place->x, place->y), CanvasView::nodeSize());
    }
    const QPointF shift = view.freeSpot(QRectF(at, bounds.size())) - bounds.topLeft();
    Edit edit(after);
    for (const auto &[id, element] : arranged.elements()) {
        if (const std::optional<Point> &place = common(*element).position)
            edit.setPosition(id, Point{place->x + shift.x(), place->y + shift.y()});
    }
    return merged(sketched.change, edit.change());
}

QByteArray copiedSelection(const CanvasView &view)
{
    const QList<ElementId> ids = withContents(view);
    return ids.isEmpty() ? QByteArray() : sketch::copied(view.canvas().document().design(), ids);
}

QString selectionAsText(const CanvasView &view)
{
    return sketch::write(view.canvas().document().design(), withContents(view),
                         view.canvas().catalog());
}

void paste(CanvasView &view, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    if (sketch::looksCopied(bytes)) {
        pasteCopied(view, bytes, CanvasView::tr("Paste"));
        return;
    }
    const Design &design = view.canvas().document().design();
    const Expected<sketch::Sketched> sketched = sketch::read(text, design, view.canvas().catalog());
    if (!sketched) {
        say(view, sketched.error());
        return;
    }
    const bool wasEmpty = design.isEmpty();
    const QPointF below = view.canvas().content().bounds.bottomLeft() + QPointF(0, 48);
    if (!view.perform(CanvasView::tr("Paste"), laidOut(view, *sketched, below)))
        return;
    if (wasEmpty)
        view.fit();
    select(view, sketched->added.isEmpty() ? sketched->nodes : sketched->added);
}

bool insertPattern(CanvasView &view, const QString &key, const QPointF &at)
{
    const sketch::Pattern *pattern = sketch::patternOf(key);
    if (!pattern)
        return false;
    const Design &before = view.canvas().document().design();
    const Expected<sketch::Pasted> pasted = sketch::pasted(pattern->text, before, {});
    if (!pasted) {
        say(view, pasted.error());
        return false;
    }
    const bool wasEmpty = before.isEmpty();
    const QSet<QString> kinds = configurationKinds(view.canvas().catalog());
    const Design after = *apply(before, pasted->change);
    const Change places = wasEmpty
        ? layout::arrange(after, kinds)
        : arranged(after, layout::scene(after, kinds), pasted->ids, kinds, at);
    const QString name = placeable(patternPrefix + key, view.canvas().catalog())->label;
    if (!view.perform(CanvasView::tr("Insert %1").arg(name), merged(pasted->change, places)))
        return false;
    if (wasEmpty)
        view.fit();
    QList<ElementId> drawn = pasted->ids;
    drawn.removeIf([&view](ElementId id) { return !view.canvas().box(id); });
    select(view, drawn);
    return true;
}

bool canPaste(const QMimeData *data)
{
    return data && data->hasText() && !data->text().trimmed().isEmpty();
}

void duplicate(CanvasView &view)
{
    if (const QByteArray text = copiedSelection(view); !text.isEmpty())
        pasteCopied(view, text, CanvasView::tr("Duplicate"));
}

} // namespace stratoplan::canvas
