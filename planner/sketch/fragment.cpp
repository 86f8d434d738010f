// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/fragment.h"

#include "planner/model/edit.h"
#include "planner/store/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace stratoplan::sketch {

namespace {

constexpr QByteArrayView chosenMark("# copied: ");

// What the elements refer to, and that in turn.
QSet<ElementId> withPlaces(const Design &design, const QSet<ElementId> &chosen)
{
    QSet<ElementId> all = chosen;
    QList<ElementId> open(chosen.begin(), chosen.end());
    while (!open.isEmpty()) {
        for (const ElementId id : references(*design.find(open.takeLast()))) {
            if (!all.contains(id)) {
                all.insert(id);
                open.append(id);
            }
        }
    }
    return all;
}

std::optional<QSet<QString>> chosenIn(const QByteArray &text)
{
    if (!text.startsWith(chosenMark))
        return std::nullopt;
    const QByteArray line = text.left(text.indexOf('\n')).sliced(chosenMark.size());
    const QJsonDocument names = QJsonDocument::fromJson(line);
    if (!names.isArray())
        return std::nullopt;
    QSet<QString> chosen;
    const QJsonArray array = names.array();
    for (const auto &name : array)
        chosen.insert(name.toString());
    return chosen;
}

// A copy is drawn: no template has it yet.
Element drawn(Element element)
{
    const auto *service = std::get_if<Service>(&element);
    // Of a resource that the catalogue does not have, its type is all that is known.
    if (!service || service->kind != QLatin1String("unknown"))
        common(element).cfnType.clear();
    common(element).stack.clear();
    common(element).condition.clear();
    if (auto *connection = std::get_if<Connection>(&element))
        connection->evidence.clear();
    return element;
}

} // namespace

QByteArray copied(const Design &design, const QList<ElementId> &ids)
{
    QSet<ElementId> chosen;
    for (const ElementId id : ids) {
        if (design.find(id) && !design.get<Connection>(id))
            chosen.insert(id);
    }
    QSet<ElementId> all = withPlaces(design, chosen);
    for (const Connection *connection : design.all<Connection>()) {
        if (chosen.contains(connection->from) && chosen.contains(connection->to))
            all.insert(connection->id);
    }
    Change change;
    QJsonArray names;
    for (const auto &[id, element] : design.elements()) {
        if (all.contains(id))
            change.elements.push_back({id, std::nullopt, *element});
        if (chosen.contains(id))
            names.append(common(*element).name);
    }
    const Expected<Design> part = apply({}, change);
    // Everything that the elements refer to is there, and names were unique before.
    Q_ASSERT(part);
    return chosenMark.toByteArray() + QJsonDocument(names).toJson(QJsonDocument::Compact) + '\n'
        + store::write(*part);
}

bool looksCopied(const QByteArray &text)
{
    return text.startsWith(chosenMark) || store::looksLikeDesign(text);
}

Expected<Pasted> pasted(const QByteArray &text, const Design &into, Point offset)
{
    const Expected<Design> part = store::read(text, {});
    if (!part)
        return tl::unexpected(part.error());
    const std::optional<QSet<QString>> chosen = chosenIn(text);

    Pasted made;
    Edit edit(into);
    QHash<ElementId, ElementId> ids;
    QList<ElementId> added;
    for (const auto &[id, element] : part->elements()) {
        const QString &name = common(*element).name;
        const bool isConnection = std::holds_alternative<Connection>(*element);
        const bool isChosen = !chosen || chosen->contains(name);
        const Element *there = into.find(into.idOf(name));
        if (!isConnection && !isChosen && there && there->index() == element->index()) {
            ids.insert(id, common(*there).id);
            continue;
        }
        Element copy = drawn(*element);
        std::optional<Point> &position = common(copy).position;
        if (position && isChosen)
            position = Point{position->x + offset.x, position->y + offset.y};
        if (auto *connection = std::get_if<Connection>(&copy)) {
            for (Point &point : connection->waypoints)
                point = {point.x + offset.x, point.y + offset.y};
        }
        if (!isConnection)
            common(copy).name = edit.freeName(name);
        const ElementId given = edit.add(std::move(copy));
        ids.insert(id, given);
        added.append(given);
        if (!isConnection && isChosen)
            made.ids.append(given);
    }
    for (const ElementId id : std::as_const(added))
        edit.replace(id, remapped(*edit.find(id), ids));
    made.change = edit.change();
    if (const Expected<Design> result = edit.result(); !result)
        return tl::unexpected(result.error());
    return made;
}

} // namespace stratoplan::sketch
