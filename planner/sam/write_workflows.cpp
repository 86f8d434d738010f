// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

namespace stratoplan::sam {

namespace {

Part integration(const char *action)
{
    return Part::sub(QLatin1String("arn:${AWS::Partition}:states:::") + QLatin1String(action));
}

// Errors that AWS advises to try again (Step Functions Developer Guide, "Handle transient Lambda
// service exceptions").
Part lambdaRetry()
{
    Part retry;
    retry.set("ErrorEquals",
              Part::texts({QStringLiteral("Lambda.ServiceException"),
                           QStringLiteral("Lambda.AWSLambdaException"),
                           QStringLiteral("Lambda.SdkClientException"),
                           QStringLiteral("Lambda.TooManyRequestsException")}));
    retry.set("IntervalSeconds", Part::number(1));
    retry.set("MaxAttempts", Part::number(3));
    retry.set("BackoffRate", Part::number(2));
    return Part::list({retry});
}

// The state that does what a connection says; nothing where the design does not say enough.
std::optional<Part> taskOf(Writing &writing, const Connection &connection)
{
    const ElementId machine = connection.from;
    const ElementId target = connection.to;
    if (writing.isLeftOut(target, machine))
        return std::nullopt;
    const QString kind = writing.kindWordOf(target);
    Part task;
    task.set("Type", Part::text("Task"));
    const std::optional<Part> arn = writing.arn(target, machine);
    const std::optional<Part> value = writing.variable(target, machine);
    const auto pass = [&task](const char *key) {
        task["Parameters"].set(key, Part::text("$"));
        // What goes in comes out: the state is there for its effect.
        task.set("ResultPath", Part::raw("null"));
    };
    if (kind == QLatin1String("function") && arn) {
        task.set("Resource", integration("lambda:invoke"));
        task["Parameters"].set("FunctionName", *arn);
        task["Parameters"].set("Payload.$", Part::text("$"));
        task.set("OutputPath", Part::text("$.Payload"));
        task.set("Retry", lambdaRetry());
    } else if (kind == QLatin1String("queue") && value) {
        task.set("Resource", integration("sqs:sendMessage"));
        task["Parameters"].set("QueueUrl", *value);
        pass("MessageBody.$");
    } else if (kind == QLatin1String("topic") && value) {
        task.set("Resource", integration("sns:publish"));
        task["Parameters"].set("TopicArn", *value);
        pass("Message.$");
    } else if (kind == QLatin1String("state-machine") && arn) {
        task.set("Resource", integration("states:startExecution"));
        task["Parameters"].set("StateMachineArn", *arn);
        pass("Input.$");
    } else if (kind == QLatin1String("event-bus") && value) {
        Part entry;
        entry.set("EventBusName", *value);
        entry.set("Source", Part::text(kebab(writing.idOf(machine))));
        entry.set("DetailType", Part::text(writing.idOf(machine)));
        entry.set("Detail.$", Part::text("$"));
        task.set("Resource", integration("events:putEvents"));
        task["Parameters"]["Entries"].append(entry);
        task.set("ResultPath", Part::raw("null"));
    } else {
        return std::nullopt;
    }
    return task;
}

void writeDefinition(Writing &writing, const Service &machine)
{
    QStringList names;
    QList<Part> states;
    for (const Connection *connection : writing.graph.outgoing(machine.id)) {
        if (connection->role == Role::FailureTarget)
            continue;
        std::optional<Part> task = taskOf(writing, *connection);
        if (!task) {
            if (!writing.isLeftOut(connection->to, machine.id)) {
                writing.report(
                    Severity::Low, "sam.write.state", connection->id,
                    {STRATOPLAN_TEXT("Sam",
                                     "{machine} may use {target}, but no state does: the "
                                     "design does not say what it asks for"),
                     {{QStringLiteral("machine"), writing.names.of(machine.id)},
                      {QStringLiteral("target"), writing.names.of(connection->to)}}},
                    {STRATOPLAN_TEXT("Sam", "Add the state to the definition"), {}});
            }
            continue;
        }
        QString name = writing.idOf(connection->to);
        for (int number = 2; names.contains(name); ++number)
            name = writing.idOf(connection->to) + QString::number(number);
        names.append(name);
        states.append(*std::move(task));
    }
    const bool isEmpty = states.isEmpty();
    if (isEmpty) {
        Part done;
        done.set("Type", Part::text("Succeed"));
        names.append(QStringLiteral("Done"));
        states.append(done);
    } else if (states.size() > 1) {
        writing.report(Severity::Info, "sam.write.order", machine.id,
                       {STRATOPLAN_TEXT("Sam",
                                        "The states of {machine} run one after the other, "
                                        "in the order in which they were drawn"),
                        {{QStringLiteral("machine"), writing.names.of(machine.id)}}},
                       {STRATOPLAN_TEXT("Sam",
                                        "Correct the definition where some run side by "
                                        "side or are chosen between"),
                        {}});
    }
    Part definition;
    definition.set("StartAt", Part::text(names.first()));
    for (qsizetype i = 0; i < states.size(); ++i) {
        Part state = states.at(i);
        if (i + 1 < states.size())
            state.set("Next", Part::text(names.at(i + 1)));
        else if (!isEmpty)
            state.set("End", Part::boolean(true));
        definition["States"].set(names.at(i), state);
    }
    (*writing.properties(machine.id))["Definition"] = definition;
}

} // namespace

void writeWorkflows(Writing &writing)
{
    for (const Service *service : writing.design.all<Service>()) {
        if (service->kind == QLatin1String("state-machine"))
            writeDefinition(writing, *service);
    }
}

} // namespace stratoplan::sam
