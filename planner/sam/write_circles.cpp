// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

#include <array>

namespace stratoplan::sam {

namespace {

// One resource says another one's reference. CloudFormation makes the target first.
struct Tie
{
    ElementId user;
    ElementId target;
    bool mayGo; ///< only tells code of the target, or permits its use
};

// Kinds whose own resource names what they trigger; others are tied to it by a resource between.
constexpr std::array tellsTarget{
    QLatin1String("bucket"),
    QLatin1String("http-api"),
    QLatin1String("rest-api"),
    QLatin1String("websocket-api"),
    QLatin1String("graphql-api"),
    QLatin1String("identity"),
    QLatin1String("state-machine"),
    QLatin1String("delivery-stream"),
    QLatin1String("alarm"),
    QLatin1String("table"),
    QLatin1String("pipe"),
    QLatin1String("queue"),
    QLatin1String("content-network"),
    QLatin1String("database-proxy"),
};

bool isOneOf(const QString &kind, std::initializer_list<const char *> kinds)
{
    return std::any_of(kinds.begin(), kinds.end(),
                       [&kind](const char *one) { return kind == QLatin1String(one); });
}

void addTies(const Writing &writing, const Connection &connection, QList<Tie> &ties)
{
    const ElementId from = connection.from;
    const ElementId to = connection.to;
    const QString source = writing.kindWordOf(from);
    const QString target = writing.kindWordOf(to);
    const bool usesByPolicy = isOneOf(source, {"function", "state-machine"});
    if (usesByPolicy) {
        ties.append({from, to, true});
        return;
    }
    if (connection.role == Role::Trigger) {
        // What takes from its source names the source.
        if (target == QLatin1String("pipe")
            || (target == QLatin1String("delivery-stream") && source == QLatin1String("stream"))) {
            ties.append({to, from, false});
            return;
        }
        // A mapping or a subscription stands between.
        if (isOneOf(source, {"queue"})
            || (source == QLatin1String("table") && target == QLatin1String("function"))) {
            return;
        }
    }
    const bool tells = std::any_of(tellsTarget.begin(), tellsTarget.end(),
                                   [&source](QLatin1String kind) { return source == kind; });
    if (tells)
        ties.append({from, to, false});
}

class Circles
{
public:
    explicit Circles(const QList<Tie> &ties)
    {
        for (const Tie &tie : ties)
            m_targets[tie.user].append(tie.target);
    }

    /// The target needs, over others, its user.
    bool closes(const Tie &tie) const
    {
        QList<ElementId> open{tie.target};
        QSet<ElementId> seen{tie.target};
        while (!open.isEmpty()) {
            const ElementId at = open.takeLast();
            if (at == tie.user)
                return true;
            const QList<ElementId> next = m_targets.value(at);
            for (const ElementId id : next) {
                if (!seen.contains(id)) {
                    seen.insert(id);
                    open.append(id);
                }
            }
        }
        return false;
    }

    void open(const Tie &tie) { m_targets[tie.user].removeAll(tie.target); }

private:
    QHash<ElementId, QList<ElementId>> m_targets;
};

bool mayHaveName(const Writing &writing, ElementId element)
{
    if (writing.design.get<Function>(element))
        return true;
    const catalog::ServiceKind *kind = writing.kindOf(element);
    return kind && !kind->inTemplate.nameProperty.isEmpty();
}

} // namespace

void breakCircles(Writing &writing)
{
    QList<Tie> ties;
    for (const Connection *connection : writing.design.all<Connection>()) {
        addTies(writing, *connection, ties);
        // The queue's policy names the bucket, and the bucket waits for the policy.
        if (connection->role == Role::Trigger
            && writing.isKind(connection->from, QLatin1String("bucket"))
            && isOneOf(writing.kindWordOf(connection->to), {"queue", "topic"})) {
            writing.useByName(connection->from, connection->to);
        }
    }
    Circles circles(ties);
    for (const Tie &tie : std::as_const(ties)) {
        const bool isRedrive = writing.isKind(tie.user, QLatin1String("queue"));
        if ((!tie.mayGo && !isRedrive) || !mayHaveName(writing, tie.target) || !circles.closes(tie))
            continue;
        writing.useByName(tie.target, tie.user);
        circles.open(tie);
    }
    for (const Tie &tie : std::as_const(ties)) {
        if (!tie.mayGo || writing.isByName(tie.target, tie.user) || !circles.closes(tie))
            continue;
        writing.leaveOut(tie.target, tie.user);
        circles.open(tie);
        writing.report(
            Severity::Medium, "sam.write.circle", tie.user,
            {STRATOPLAN_TEXT("Sam",
                             "{user} uses {target}, which needs {user} to be there first: "
                             "CloudFormation can make neither, so the use is not written"),
             {{QStringLiteral("user"), writing.names.of(tie.user)},
              {QStringLiteral("target"), writing.names.of(tie.target)}}},
            {STRATOPLAN_TEXT("Sam",
                             "Give the code the address of {target} after deployment, for "
                             "example in a parameter of Parameter Store"),
             {{QStringLiteral("target"), writing.names.of(tie.target)}}});
    }
}

} // namespace stratoplan::sam
