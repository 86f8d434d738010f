// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/carry_over.h"

#include "planner/model/edit.h"
#include "planner/model/names.h"

namespace stratoplan::sam {

namespace {

/// Takes a field that a person stated, or that the reading does not have.
template <class T>
void take(Field<T> &onto, const Field<T> &from)
{
    if (!from.isUnset() && (onto.isUnset() || from.origin == Origin::User))
        onto = from;
}

template <class T, class... Members>
void takeAll(T &onto, const T &from, Members... members)
{
    (take(onto.*members, from.*members), ...);
}

void takeFacts(Function &onto, const Function &from)
{
    takeAll(onto, from, &Function::duration, &Function::p95, &Function::cpuShare,
            &Function::parallelShare, &Function::coldShare, &Function::packageMb,
            &Function::loadedMb, &Function::init, &Function::connections, &Function::rate,
            &Function::peakRate);
    onto.idempotent = from.idempotent;
    onto.measurements = from.measurements;
    onto.decision = from.decision;
    onto.vpcPolicyNote = from.vpcPolicyNote;
}

void takeFacts(Service &onto, const Service &from)
{
    takeAll(onto, from, &Service::rate, &Service::peakRate);
    for (auto field = from.properties.cbegin(); field != from.properties.cend(); ++field) {
        // What the reading states comes from the template.
        const Field<QVariant> now = onto.properties.value(field.key());
        if (field->origin == Origin::User && (now.isUnset() || now.origin == Origin::Default))
            onto.properties.insert(field.key(), *field);
    }
}

void takeFacts(Connection &onto, const Connection &from)
{
    takeAll(onto, from, &Connection::share, &Connection::perEvent, &Connection::payloadKb);
    if (onto.execution.isUnset())
        take(onto.execution, from.execution);
}

void takeFacts(Element &onto, const Element &from)
{
    common(onto).label = common(from).label;
    common(onto).position = common(from).position;
    common(onto).unknownKeys = common(from).unknownKeys;
    if (auto *function = std::get_if<Function>(&onto)) {
        takeFacts(*function, std::get<Function>(from));
    } else if (auto *service = std::get_if<Service>(&onto)) {
        takeFacts(*service, std::get<Service>(from));
    } else if (auto *connection = std::get_if<Connection>(&onto)) {
        takeFacts(*connection, std::get<Connection>(from));
    } else if (auto *gateway = std::get_if<Gateway>(&onto)) {
        take(gateway->gbMonth, std::get<Gateway>(from).gbMonth);
    } else if (auto *endpoint = std::get_if<Endpoint>(&onto)) {
        take(endpoint->gbMonth, std::get<Endpoint>(from).gbMonth);
    } else if (auto *subnet = std::get_if<Subnet>(&onto)) {
        take(subnet->otherResidents, std::get<Subnet>(from).otherResidents);
        take(subnet->isPublic, std::get<Subnet>(from).isPublic);
    }
}

bool isNode(const Element &element)
{
    return std::holds_alternative<Function>(element) || std::holds_alternative<Service>(element);
}

/// What stands on the drawing alone: a note, a service whose kind no template has.
bool isDrawn(const Element &element, const catalog::Catalog &catalog)
{
    if (std::holds_alternative<Note>(element))
        return true;
    const auto *service = std::get_if<Service>(&element);
    const catalog::ServiceKind *kind = service ? catalog.service(service->kind) : nullptr;
    return kind && service->cfnType.isEmpty() && kind->cfnTypes.isEmpty()
        && kind->samEventTypes.isEmpty();
}

} // namespace

Expected<Design> carriedOver(const Design &reading, const Design &design,
                             const catalog::Catalog &catalog)
{
    Edit edit(reading);
    const Names readNames(reading);
    const Names names(design);
    QHash<ElementId, ElementId> ids;
    QList<ElementId> added;
    for (const auto &[id, element] : design.elements()) {
        const ElementId known = readNames.find(names.of(id));
        const Element *read = reading.find(known);
        if (read && read->index() == element->index()) {
            Element changed = *read;
            takeFacts(changed, *element);
            if (!(changed == *read))
                edit.replace(known, std::move(changed));
            ids.insert(id, known);
        } else if (!read && isDrawn(*element, catalog)) {
            ids.insert(id, edit.add(*element));
            added.append(id);
        }
    }
    for (const ElementId id : std::as_const(added)) {
        Element element = *design.find(id);
        // Where it stands in a network that is gone it stands outside of it.
        for (const ElementId other : references(*design.find(id))) {
            if (ids.contains(other))
                continue;
            if (auto left = withoutReference(element, other))
                element = *std::move(left);
        }
        element = remapped(std::move(element), ids);
        common(element).id = ids.value(id);
        edit.replace(ids.value(id), std::move(element));
    }
    for (const Connection *connection : design.all<Connection>()) {
        const bool touchesDrawn
            = added.contains(connection->from) || added.contains(connection->to);
        if (!ids.contains(connection->id) && touchesDrawn && ids.contains(connection->from)
            && ids.contains(connection->to))
            edit.add(remapped(*connection, ids));
    }
    Settings settings = design.settings();
    settings.templateLink = reading.settings().templateLink;
    if (!(settings == reading.settings()))
        edit.setSettings(settings);
    return edit.result();
}

QList<Text> heldOutside(const Design &before, const Design &after, const catalog::Catalog &catalog)
{
    const Expected<Design> kept = carriedOver(before, after, catalog);
    if (!kept)
        return {};
    int places = 0;
    int labels = 0;
    int notes = 0;
    int drawn = 0;
    int decisions = 0;
    int facts = 0;
    // Of what the template gets new, the place is not in it.
    const Names names(before);
    for (const auto &[id, element] : after.elements()) {
        const bool isNew
            = isNode(*element) && !names.find(common(*element).name) && !isDrawn(*element, catalog);
        places += isNew && !before.find(id) && common(*element).position ? 1 : 0;
    }
    const Change change = diff(before, *kept);
    for (const ElementChange &one : change.elements) {
        if (!one.after)
            continue;
        if (std::holds_alternative<Note>(*one.after)) {
            ++notes;
            continue;
        }
        if (!one.before) {
            drawn += std::holds_alternative<Connection>(*one.after) ? 0 : 1;
            continue;
        }
        Element was = *one.before;
        const Common &is = common(*one.after);
        places += common(was).position == is.position ? 0 : 1;
        labels += common(was).label == is.label ? 0 : 1;
        common(was).position = is.position;
        common(was).label = is.label;
        if (auto *function = std::get_if<Function>(&was)) {
            const auto &now = std::get<Function>(*one.after);
            decisions += function->decision == now.decision
                    && function->vpcPolicyNote == now.vpcPolicyNote
                ? 0
                : 1;
            function->decision = now.decision;
            function->vpcPolicyNote = now.vpcPolicyNote;
        }
        facts += was == *one.after ? 0 : 1;
    }
    QList<Text> words;
    const auto say = [&words](int count, QByteArray context, QByteArray source) {
        if (count > 0)
            words.append(
                {std::move(context), std::move(source), {{QStringLiteral("count"), count}}});
    };
    say(places, STRATOPLAN_TEXT("Sam", "places ({count})"));
    say(labels, STRATOPLAN_TEXT("Sam", "labels ({count})"));
    say(facts, STRATOPLAN_TEXT("Sam", "traffic, workloads and sizes ({count})"));
    say(decisions, STRATOPLAN_TEXT("Sam", "network decisions ({count})"));
    say(drawn, STRATOPLAN_TEXT("Sam", "elements that only the drawing has ({count})"));
    say(notes, STRATOPLAN_TEXT("Sam", "notes ({count})"));
    if (change.settings)
        words.append({STRATOPLAN_TEXT("Sam", "settings of the design and accepted findings"), {}});
    return words;
}

} // namespace stratoplan::sam
