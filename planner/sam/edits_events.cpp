// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_events.h"

#include <algorithm>
#include <array>

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

/// APIs that SAM makes for events which name none.
bool isImplicitApi(const QString &id)
{
    return id == QLatin1String("ServerlessRestApi") || id == QLatin1String("ServerlessHttpApi");
}

/// Event types that Lambda polls, and their property that names the source.
struct Polled
{
    const char *event;
    const char *source;
};
constexpr std::array polled{
    Polled{"SQS", "Queue"},  Polled{"Kinesis", "Stream"}, Polled{"DynamoDB", "Stream"},
    Polled{"MSK", "Stream"}, Polled{"MQ", "Broker"},
};

/// The logical id in a reference of either form.
QString sourceName(const NewValue &value)
{
    if (!value.isCollection())
        return QString::fromUtf8(value.scalar).section(QLatin1Char('.'), 0, 0);
    return value.items.empty() ? QString() : sourceName(value.items.front());
}

/// What Lambda polls for an event; empty for one that is sent to it.
QString polledSource(const NewValue &event)
{
    for (const Polled &row : polled) {
        const NewValue &own = event.items.back();
        const auto key = std::find(own.keys.begin(), own.keys.end(), row.source);
        if (event.items.front().scalar == row.event && key != own.keys.end())
            return sourceName(own.items[static_cast<size_t>(key - own.keys.begin())]);
    }
    return {};
}

/// SAM tells the type of a destination, Lambda finds it in the ARN.
void leaveType(NewValue &config)
{
    for (NewValue &failure : config.items) {
        for (size_t i = 0; i < failure.keys.size(); ++i) {
            if (failure.keys[i] != "Type")
                continue;
            failure.keys.erase(failure.keys.begin() + static_cast<std::ptrdiff_t>(i));
            failure.items.erase(failure.items.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
    }
}

void tellRole(Editing &editing, ElementId element, const QString &source)
{
    editing.note(element,
                 {STRATOPLAN_TEXT("Sam", "The function's role must be allowed to read {source}"),
                  {{QStringLiteral("source"), source}}});
}

/// Without SAM, what Lambda polls is a resource of its own.
void addMapping(Editing &editing, ElementId element, const NewValue &event)
{
    const QByteArray type = event.items.front().scalar;
    const auto row = std::find_if(polled.begin(), polled.end(),
                                  [&](const Polled &one) { return type == one.event; });
    if (row == polled.end()) {
        editing.cannot(element, QStringLiteral("events"),
                       {STRATOPLAN_TEXT("Sam",
                                        "a plain Lambda function needs a permission and a "
                                        "change of the source for it"),
                        {}});
        return;
    }
    const QString function = editing.nameOf(element);
    NewValue properties = NewValue::mapping({{"FunctionName", editing.reference(function)}});
    const QString source = polledSource(event);
    const NewValue &own = event.items.back();
    for (size_t i = 0; i < own.keys.size(); ++i) {
        const bool isSource = own.keys[i] == row->source;
        properties.keys.push_back(isSource ? QByteArray("EventSourceArn") : own.keys[i]);
        properties.items.push_back(own.items[i]);
        if (own.keys[i] == "DestinationConfig")
            leaveType(properties.items.back());
    }
    editing.result().edits.append(AddResource{
        editing.freeId(function + source + QLatin1String("Mapping")),
        NewValue::mapping(
            {{"Type", NewValue::text(QStringLiteral("AWS::Lambda::EventSourceMapping"))},
             {"Properties", std::move(properties)}})});
    tellRole(editing, element, source);
}

} // namespace

QStringList eventPath(const Editing &editing, const Writing &after, ElementId element,
                      const QStringList &written)
{
    const QString &name = written.at(1);
    for (const Connection *connection : editing.before().all<Connection>()) {
        const QString source = after.idOf(connection->from);
        if (connection->to != element || connection->role != Role::Trigger
            || (source != name && source != after.idOf(element) + name))
            continue;
        for (const QString &evidence : connection->evidence) {
            const QStringList path = editing.pathOf(evidence);
            const bool isEvent = path.size() == 5 && path.at(3) == QLatin1String("Events");
            // Properties of a mapping are those of an event.
            if (isEvent || path.size() == 2)
                return path + written.mid(2);
        }
    }
    return {};
}

void addEvent(Editing &editing, ElementId element, const QString &wish, const NewValue &value)
{
    if (!editing.isSam(element)) {
        addMapping(editing, element, value);
        return;
    }
    const QStringList events = editing.propertyPath(element, {QStringLiteral("Events")});
    const Node there = editing.at(events).resolved();
    QString name = wish;
    for (int number = 2; there.has(name.toUtf8()) || editing.isInserted(events + QStringList{name});
         ++number)
        name = wish + QString::number(number);
    const QString source = polledSource(value);
    if (!source.isEmpty() && editing.resource(element)["Properties"].resolved().has("Role"))
        tellRole(editing, element, source);
    editing.set(element, QStringLiteral("events"), events + QStringList{name}, value);
}

bool isTriggered(const Writing &after, ElementId element, const QString &event)
{
    for (const Connection *connection : after.design.all<Connection>()) {
        const QString source = after.idOf(connection->from);
        if (connection->to == element && connection->role == Role::Trigger
            && (source == event || source == after.idOf(element) + event))
            return true;
    }
    return false;
}

void leaveImplicitApi(Part &event)
{
    Part &properties = event["Properties"];
    for (const char *key : {"RestApiId", "ApiId"}) {
        const QString name = QString::fromLatin1(key);
        if (!properties.has(name))
            continue;
        const QByteArray id = properties[name].scalar().mid(5); // behind "!Ref "
        if (isImplicitApi(QString::fromUtf8(id)))
            properties.remove(name);
    }
}

} // namespace stratoplan::sam
