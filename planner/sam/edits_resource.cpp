// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_parts.h"

namespace stratoplan::sam {

namespace {

using yaml::NewValue;

std::optional<NewValue> newValueOf(const catalog::FieldSpec &spec, const QVariant &value)
{
    if (spec.type == QLatin1String("int"))
        return NewValue::number(value.toLongLong());
    if (spec.type == QLatin1String("real"))
        return NewValue::literal(QByteArray::number(value.toDouble(), 'g', 15));
    if (spec.type == QLatin1String("bool"))
        return NewValue::boolean(value.toBool());
    return NewValue::text(value.toString());
}

Held heldField(const catalog::FieldSpec &spec, const Field<QVariant> &field)
{
    if (field.origin == Origin::Default || field.isUnset())
        return {};
    if (field.value)
        return {newValueOf(spec, *field.value), false};
    return {std::nullopt, true};
}

/// The event for which SAM generates a service: the one that triggers from it.
QStringList generatingEvent(const Editing &editing, ElementId service)
{
    for (const Connection *connection : editing.before().all<Connection>()) {
        if (connection->from != service || connection->role != Role::Trigger)
            continue;
        for (const QString &evidence : connection->evidence) {
            const QStringList path = editing.pathOf(evidence);
            if (path.size() == 5 && path.at(3) == QLatin1String("Events")
                && path.at(1) + path.at(4) == editing.nameOf(service))
                return path;
        }
    }
    return {};
}

/// Where a catalogue field stands at a resource, or at the event that makes it; empty = nowhere.
QStringList fieldPath(const Editing &editing, ElementId id, const catalog::FieldSpec &spec)
{
    const QStringList keys = spec.cfnPath.split(QLatin1Char('.'));
    if (editing.isResource(id))
        return editing.propertyPath(id, keys);
    QStringList event = generatingEvent(editing, id);
    if (event.isEmpty())
        return {};
    const QString type = editing.at(event + QStringList{QStringLiteral("Type")}).text();
    event.append(QStringLiteral("Properties"));
    // SAM's own names for what the generated resource has.
    if (type == QLatin1String("Schedule") && spec.cfnPath == QLatin1String("ScheduleExpression"))
        return event + QStringList{QStringLiteral("Schedule")};
    if (spec.cfnPath == QLatin1String("EventPattern"))
        return event + QStringList{QStringLiteral("Pattern")};
    return event + keys;
}

} // namespace

void editService(Editing &editing, const Service &was, const Service &is)
{
    if (was.kind != is.kind) {
        editing.cannot(is.id, QStringLiteral("kind"),
                       {STRATOPLAN_TEXT("Sam", "it would be another resource"), {}});
    }
    if (was.subnets != is.subnets || was.securityGroups != is.securityGroups) {
        editing.cannot(
            is.id, QStringLiteral("subnets"),
            {STRATOPLAN_TEXT("Sam", "each type of service has its own way to say it"), {}});
    }
    const catalog::ServiceKind *kind = editing.catalog().service(is.kind);
    if (!kind)
        return;
    for (const catalog::FieldSpec &spec : kind->fields) {
        const Field<QVariant> before = was.properties.value(spec.key);
        const Field<QVariant> after = is.properties.value(spec.key);
        // What has no place in a template is the design's own.
        if (spec.cfnPath.isEmpty() || sameValue(before, after))
            continue;
        const QStringList path = fieldPath(editing, is.id, spec);
        if (path.isEmpty()) {
            editing.cannot(is.id, spec.key,
                           {STRATOPLAN_TEXT("Sam", "it is no resource of this template"), {}});
        } else {
            editing.hold(is.id, spec.key, path, heldField(spec, after));
        }
    }
}

void editNetworkPart(Editing &editing, const Element &was, const Element &is)
{
    const ElementId id = common(is).id;
    const auto editBlock = [&](const Field<QString> &before, const Field<QString> &after) {
        const QString property = QStringLiteral("cidr");
        if (sameValue(before, after))
            return;
        if (!editing.isResource(id)) {
            editing.cannot(id, property,
                           {STRATOPLAN_TEXT("Sam", "it is no resource of this template"), {}});
            return;
        }
        editing.hold(id, property, editing.propertyPath(id, {QStringLiteral("CidrBlock")}),
                     held(after));
    };
    if (const auto *subnet = std::get_if<Subnet>(&is)) {
        editBlock(std::get<Subnet>(was).cidr, subnet->cidr);
    } else if (const auto *vpc = std::get_if<Vpc>(&is)) {
        const auto &before = std::get<Vpc>(was);
        editBlock(before.cidrs.value(0), vpc->cidrs.value(0));
    }
}

} // namespace stratoplan::sam
