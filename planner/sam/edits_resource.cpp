// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_parts.h"

#include <array>

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

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

/// Types that are complete with what a drawing knows, and the properties that they need at least.
struct NewType
{
    const char *kind;
    const char *type;
    const char *property;
    const char *value;
};
constexpr std::array newTypes{
    NewType{"queue", "AWS::SQS::Queue", "", ""},
    NewType{"topic", "AWS::SNS::Topic", "", ""},
    NewType{"bucket", "AWS::S3::Bucket", "", ""},
    NewType{"table", "AWS::Serverless::SimpleTable", "", ""},
    NewType{"http-api", "AWS::Serverless::HttpApi", "", ""},
    NewType{"rest-api", "AWS::Serverless::Api", "StageName", "Prod"},
    NewType{"event-bus", "AWS::Events::EventBus", "Name", "{name}"},
    NewType{"stream", "AWS::Kinesis::Stream", "StreamModeDetails.StreamMode", "ON_DEMAND"},
};

void addProperty(NewValue &mapping, const QStringList &path, NewValue value)
{
    const QByteArray key = path.front().toUtf8();
    const auto known = std::find(mapping.keys.begin(), mapping.keys.end(), key);
    if (path.size() == 1) {
        if (known != mapping.keys.end()) {
            mapping.items[static_cast<size_t>(known - mapping.keys.begin())] = std::move(value);
            return;
        }
        mapping.keys.push_back(key);
        mapping.items.push_back(std::move(value));
        return;
    }
    if (known == mapping.keys.end()) {
        mapping.keys.push_back(key);
        mapping.items.push_back(NewValue::mapping());
        addProperty(mapping.items.back(), path.mid(1), std::move(value));
    } else {
        addProperty(mapping.items[static_cast<size_t>(known - mapping.keys.begin())], path.mid(1),
                    std::move(value));
    }
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

void addService(Editing &editing, const Service &service)
{
    const catalog::ServiceKind *kind = editing.catalog().service(service.kind);
    const auto row = std::find_if(newTypes.begin(), newTypes.end(), [&](const NewType &candidate) {
        return service.kind == QLatin1String(candidate.kind);
    });
    if (row == newTypes.end()) {
        // SAM makes these from the events that they trigger; others are no part of a stack.
        const bool isMade = service.kind == QLatin1String("schedule")
            || service.kind == QLatin1String("event-rule");
        const bool isElsewhere = !kind || kind->cfnTypes.isEmpty();
        if (!isMade && !isElsewhere) {
            editing.cannot(service.id, QStringLiteral("kind"),
                           {STRATOPLAN_TEXT("Sam",
                                            "a new resource of this kind needs more than a drawing "
                                            "tells"),
                            {}});
        }
        return;
    }
    NewValue properties = NewValue::mapping();
    if (*row->property) {
        const QString value = QString::fromLatin1(row->value);
        addProperty(properties, QString::fromLatin1(row->property).split(QLatin1Char('.')),
                    NewValue::text(value == QLatin1String("{name}") ? service.name : value));
    }
    for (const catalog::FieldSpec &spec : kind->fields) {
        const Held value = heldField(spec, service.properties.value(spec.key));
        if (!spec.cfnPath.isEmpty() && value.value)
            addProperty(properties, spec.cfnPath.split(QLatin1Char('.')), *value.value);
    }
    NewValue value = NewValue::mapping({{"Type", NewValue::text(QString::fromLatin1(row->type))}});
    if (!properties.items.empty()) {
        value.keys.push_back("Properties");
        value.items.push_back(std::move(properties));
    }
    editing.result().edits.append(AddResource{service.name, std::move(value)});
}

void editNetworkPart(Editing &editing, const Element &was, const Element &is)
{
    const ElementId id = common(is).id;
    if (const auto *subnet = std::get_if<Subnet>(&is)) {
        Subnet before = std::get<Subnet>(was);
        if (!sameValue(before.cidr, subnet->cidr)) {
            if (editing.isResource(id)) {
                editing.hold(id, QStringLiteral("cidr"),
                             editing.propertyPath(id, {QStringLiteral("CidrBlock")}),
                             held(subnet->cidr));
            } else {
                editing.cannot(id, QStringLiteral("cidr"),
                               {STRATOPLAN_TEXT("Sam", "it is no resource of this template"), {}});
            }
        }
        // What people know of an outside network is the design's own.
        before.cidr = subnet->cidr;
        before.isPublic = subnet->isPublic;
        before.otherResidents = subnet->otherResidents;
        static_cast<Common &>(before) = *subnet;
        if (!(before == *subnet)) {
            editing.cannot(id, QStringLiteral("network"),
                           {STRATOPLAN_TEXT("Sam", "only its address block can be"), {}});
        }
        return;
    }
    if (const auto *vpc = std::get_if<Vpc>(&is); vpc && vpc->cidrs.size() == 1) {
        const auto &before = std::get<Vpc>(was);
        if (editing.isResource(id) && before.cidrs.size() == 1
            && before.ipv6Cidr == vpc->ipv6Cidr) {
            if (!sameValue(before.cidrs.front(), vpc->cidrs.front())) {
                editing.hold(id, QStringLiteral("cidr"),
                             editing.propertyPath(id, {QStringLiteral("CidrBlock")}),
                             held(vpc->cidrs.front()));
            }
            return;
        }
    }
    Element moved = was;
    common(moved) = common(is);
    if (!(moved == is)) {
        editing.cannot(id, QStringLiteral("network"),
                       {STRATOPLAN_TEXT("Sam", "only the address block of a subnet can be"), {}});
    }
}

} // namespace stratoplan::sam
