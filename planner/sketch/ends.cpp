// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/ends.h"

#include "planner/catalog/behaviour.h"

namespace stratoplan::sketch {

namespace {

using catalog::Category;

void describe(End &end, const catalog::ServiceKind *kind)
{
    if (!kind)
        return;
    end.category = kind->category;
    end.triggersBy = kind->execution;
    end.isKnown = kind->kind != QLatin1String("unknown");
    end.takesFailures = kind->asyncFailureTarget;
}

/// Data, messages or settings stand there, to be read and written.
bool holds(const End &end)
{
    return !end.isFunction
        && (end.category == Category::Data || end.category == Category::Messaging
            || end.category == Category::Configuration);
}

/// Keeps what it is given and does nothing with it.
bool onlyHolds(const End &end)
{
    return holds(end) && end.category != Category::Messaging;
}

/// Waits until somebody reads it: nothing starts by itself.
bool isSilent(const End &end)
{
    return onlyHolds(end) && !end.triggersBy;
}

Text about(QByteArray context, QByteArray source, const End &end)
{
    return {std::move(context), std::move(source), {{QStringLiteral("name"), end.name}}};
}

/// Carries events to where they are kept, as pipes and delivery streams do.
bool delivers(const End &end)
{
    return end.category == Category::Messaging
        && (!end.triggersBy || end.triggersBy == Execution::Synchronous);
}

/// Asks queues and streams for what they hold; nothing else is started by them.
bool polls(const End &end)
{
    static const QStringList messaging{QStringLiteral("pipe"), QStringLiteral("delivery-stream"),
                                       QStringLiteral("stream-processor")};
    return end.isFunction || !end.isKnown || end.category == Category::Compute
        || end.category == Category::Outside || messaging.contains(end.kind);
}

std::optional<Text> whyNoTrigger(const End &from, const End &to)
{
    if (from.isFunction)
        return about(STRATOPLAN_TEXT("Sketch", "{name} is a function: it calls what it starts"),
                     from);
    if (isSilent(from)) {
        return to.isFunction
            ? about(STRATOPLAN_TEXT("Sketch", "{name} cannot start a function"), from)
            : about(STRATOPLAN_TEXT("Sketch", "{name} starts nothing"), from);
    }
    const bool isPolled
        = from.triggersBy == Execution::Queue || from.triggersBy == Execution::Stream;
    if (isPolled && !polls(to))
        return about(STRATOPLAN_TEXT("Sketch", "{name} polls no queue and no stream"), to);
    if (to.isKnown && onlyHolds(to) && !delivers(from))
        return about(STRATOPLAN_TEXT("Sketch", "{name} is read and written, nothing starts in it"),
                     to);
    return std::nullopt;
}

std::optional<Text> whyNoCall(const End &from, const End &to)
{
    if (onlyHolds(from))
        return about(STRATOPLAN_TEXT("Sketch", "{name} keeps data and calls nobody"), from);
    if (from.category == Category::Messaging && from.triggersBy)
        return about(STRATOPLAN_TEXT("Sketch", "{name} passes events on, which triggers"), from);
    if (holds(to) && from.category != Category::Outside)
        return about(STRATOPLAN_TEXT("Sketch", "{name} is read and written, not called"), to);
    return std::nullopt;
}

std::optional<Text> whyNoAccess(const End &from, const End &to)
{
    if (to.isFunction)
        return about(STRATOPLAN_TEXT("Sketch", "{name} is a function: it keeps nothing to read"),
                     to);
    if (to.isKnown && !holds(to))
        return about(STRATOPLAN_TEXT("Sketch", "{name} keeps nothing to read or write"), to);
    // A proxy reads from its database; nothing that keeps data sends messages by itself.
    if (onlyHolds(from) && !onlyHolds(to))
        return about(STRATOPLAN_TEXT("Sketch", "{name} starts nothing"), from);
    if (from.category == Category::Messaging && (to.category == from.category || !delivers(from)))
        return about(STRATOPLAN_TEXT("Sketch", "{name} passes events on, which triggers"), from);
    return std::nullopt;
}

std::optional<Text> whyNoFailureTarget(const End &from, const End &to)
{
    const bool isAsynchronous
        = from.triggersBy == Execution::Asynchronous || from.category == Category::Messaging;
    if (!from.isFunction && from.isKnown && (onlyHolds(from) || !isAsynchronous))
        return about(STRATOPLAN_TEXT("Sketch", "{name} has no failure target"), from);
    const bool isQueue = to.kind == QLatin1String("queue");
    // On-failure destinations are for functions; everything else has a dead-letter queue.
    const bool takes = from.isFunction ? to.isFunction || to.takesFailures : isQueue;
    if (to.isKnown && from.isKnown && !takes)
        return about(STRATOPLAN_TEXT("Sketch", "{name} takes no failed events"), to);
    return std::nullopt;
}

} // namespace

End endOf(const Design &design, ElementId id, const catalog::Catalog &catalog)
{
    End end;
    const Element *element = design.find(id);
    if (!element)
        return end;
    end.name = common(*element).name;
    if (std::holds_alternative<Function>(*element))
        return endOfKind(QStringLiteral("function"), end.name, catalog);
    if (const auto *service = std::get_if<Service>(element)) {
        end.isNode = true;
        end.kind = service->kind;
        describe(end, catalog::kindOf(*service, catalog));
    }
    return end;
}

End endOfKind(const QString &what, const QString &name, const catalog::Catalog &catalog)
{
    End end;
    end.name = name;
    end.isNode = true;
    if (what == QLatin1String("function")) {
        end.isFunction = true;
        end.category = Category::Compute;
        end.isKnown = true;
        return end;
    }
    end.kind = what;
    describe(end, catalog.service(what));
    return end;
}

std::optional<Role> usualRole(const End &from, const End &to)
{
    // Who calls a function and triggers none, and who stands outside and asks for something.
    const bool calls
        = to.isFunction ? from.isKnown && !from.triggersBy : from.category == Category::Outside;
    QList<Role> wishes{Role::Trigger, Role::Access};
    if (from.isFunction)
        wishes = {holds(to) ? Role::Access : Role::Call};
    else if (from.kind == QLatin1String("queue") && to.kind == from.kind)
        wishes = {Role::FailureTarget};
    else if (calls)
        wishes = {Role::Call};
    for (const Role role : std::as_const(wishes)) {
        if (!whyNot(role, from, to))
            return role;
    }
    return std::nullopt;
}

std::optional<Text> whyNot(Role role, const End &from, const End &to)
{
    switch (role) {
    case Role::Trigger:
        return whyNoTrigger(from, to);
    case Role::Call:
        return whyNoCall(from, to);
    case Role::Access:
        return whyNoAccess(from, to);
    case Role::FailureTarget:
        break;
    }
    return whyNoFailureTarget(from, to);
}

} // namespace stratoplan::sketch
