// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

namespace stratoplan::sam {

QString permitInvoke(Writing &writing, ElementId function, const QString &wish,
                     const QString &principal, const std::optional<Part> &source)
{
    const QString id = writing.freeId(wish);
    Part &permission = writing.add(function, id, "AWS::Lambda::Permission");
    permission.set("Action", Part::text("lambda:InvokeFunction"));
    permission.set("FunctionName", Part::ref(writing.idOf(function)));
    permission.set("Principal", Part::text(principal));
    if (source)
        permission.set("SourceArn", *source);
    return id;
}

Part addRole(Writing &writing, ElementId owner, const QString &id, const QString &principal,
             const QList<Allowed> &allowed)
{
    Part &role = writing.add(owner, id, "AWS::IAM::Role");
    Part trust;
    trust.set("Effect", Part::text("Allow"));
    trust["Principal"].set("Service", Part::text(principal));
    trust.set("Action", Part::text("sts:AssumeRole"));
    Part &assume = role["AssumeRolePolicyDocument"];
    assume.set("Version", Part::text("2012-10-17"));
    assume["Statement"].append(trust);
    Part policy;
    policy.set("PolicyName", Part::text("use"));
    Part &document = policy["PolicyDocument"];
    document.set("Version", Part::text("2012-10-17"));
    for (const Allowed &entry : allowed) {
        Part statement;
        statement.set("Effect", Part::text("Allow"));
        statement.set("Action",
                      entry.actions.size() == 1 ? Part::text(entry.actions.first())
                                                : Part::texts(entry.actions));
        statement.set("Resource",
                      entry.resources.size() == 1 ? entry.resources.first()
                                                  : Part::list(entry.resources));
        document["Statement"].append(statement);
    }
    role["Policies"].append(policy);
    return Part::attribute(id, QStringLiteral("Arn"));
}

void permitSending(Writing &writing, ElementId target, const QString &principal, const Part &source)
{
    const bool isQueue = writing.isKind(target, QLatin1String("queue"));
    const QString id = writing.partId(writing.idOf(target) + QLatin1String("Policy"));
    if (!writing.hasResource(id)) {
        Part &made
            = writing.add(target, id, isQueue ? "AWS::SQS::QueuePolicy" : "AWS::SNS::TopicPolicy");
        made.set(isQueue ? "Queues" : "Topics", Part::list({Part::ref(writing.idOf(target))}));
        made["PolicyDocument"].set("Version", Part::text("2012-10-17"));
    }
    Part &statements = (*writing.properties(id))["PolicyDocument"]["Statement"];
    Part statement;
    statement.set("Effect", Part::text("Allow"));
    statement["Principal"].set("Service", Part::text(principal));
    statement.set("Action", Part::text(isQueue ? "sqs:SendMessage" : "sns:Publish"));
    statement.set("Resource", *writing.arn(target, target));
    statement["Condition"]["ArnLike"].set("aws:SourceArn", source);
    if (!statements.items().contains(statement))
        statements.append(statement);
}

} // namespace stratoplan::sam
