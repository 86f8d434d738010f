// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/review/rule.h"

#include <QSet>

namespace stratoplan::review::rules::flow_008_loop {

using namespace Qt::StringLiterals;

namespace {

// Whether events pass along a connection: it may be that the drawing does not tell.
enum class Flow
{
    No,
    Maybe,
    Yes
};

Flow flowOf(const Connection &connection)
{
    switch (connection.role) {
    case Role::FailureTarget:
        return Flow::No;
    case Role::Call:
    case Role::Trigger:
        return Flow::Yes;
    case Role::Access:
        break;
    }
    if (connection.writes)
        return *connection.writes ? Flow::Yes : Flow::No;
    // One that is said to read and nothing more does not write.
    return connection.reads.valueOr(false) && connection.writes.isUnset() ? Flow::No : Flow::Maybe;
}

bool disjointPrefixes(const Field<QString> &a, const Field<QString> &b)
{
    return a && b && !a->startsWith(*b) && !b->startsWith(*a);
}

bool disjointSuffixes(const Field<QString> &a, const Field<QString> &b)
{
    return a && b && !a->endsWith(*b) && !b->endsWith(*a);
}

// Ways on from an entry: each of its routes to a function is one.
qsizetype routesOf(const Service &entry, const Facts &facts)
{
    qsizetype routes = 0;
    for (const Connection *connection : facts.graph.outgoing(entry.id)) {
        if (connection->role != Role::Trigger)
            continue;
        // A template names each route once more where it permits the invocation.
        const auto stated = std::count_if(
            connection->evidence.cbegin(), connection->evidence.cend(), [&](const QString &path) {
                const ElementId owner = facts.design.idOf(path.section(u'.', 1, 1));
                const auto *resource = facts.design.get<Service>(owner);
                return !resource || resource->kind != "permission"_L1;
            });
        routes += std::max<qsizetype>(1, stated);
    }
    return routes;
}

// Whether what reaches a service starts what it triggers.
Flow throughService(const Connection &in, const Service &service, const Facts &facts)
{
    const catalog::ServiceKind *kind = catalog::kindOf(service, facts.catalog);
    if (!kind || in.role == Role::Trigger)
        return Flow::Yes;
    switch (kind->passesOn) {
    case catalog::PassesOn::Never:
        return Flow::No;
    case catalog::PassesOn::May:
        return Flow::Maybe;
    case catalog::PassesOn::Always:
        break;
    }
    // A request takes one of the routes.
    return kind->category == catalog::Category::Entry && routesOf(service, facts) > 1 ? Flow::Maybe
                                                                                      : Flow::Yes;
}

// Whether what comes in by the first connection goes on by the second.
Flow passes(const Connection &in, const Connection &out, const Facts &facts)
{
    const auto *service = facts.design.get<Service>(in.to);
    if (!service)
        return Flow::Yes;
    const Flow through = throughService(in, *service, facts);
    if (through == Flow::No)
        return Flow::No;
    // Objects outside of prefix and suffix do not trigger; what the object is called that is
    // written is a promise of the code, so an unknown name counts as a match.
    if (service->kind == "bucket"_L1)
        return disjointPrefixes(in.prefix, out.prefix) || disjointSuffixes(in.suffix, out.suffix)
            ? Flow::No
            : Flow::Yes;
    const bool filtered
        = !out.filter.isUnset() || !service->properties.value(u"pattern"_s).isUnset();
    return filtered ? Flow::Maybe : through;
}

struct Link
{
    const Connection *connection = nullptr;
    QList<int> next; // links that go on from here
};

QList<Link> linksOf(const QList<ElementId> &members, Flow least, const Facts &facts)
{
    const QSet<ElementId> inside(members.cbegin(), members.cend());
    QList<Link> links;
    for (const ElementId id : members) {
        for (const Connection *connection : facts.graph.outgoing(id)) {
            if (inside.contains(connection->to) && flowOf(*connection) >= least)
                links.append(Link{connection, {}});
        }
    }
    for (Link &link : links) {
        for (int i = 0; i < links.size(); ++i) {
            if (links.at(i).connection->from == link.connection->to
                && passes(*link.connection, *links.at(i).connection, facts) >= least)
                link.next.append(i);
        }
    }
    return links;
}

QSet<int> reachedFrom(int start, const QList<Link> &links)
{
    QSet<int> reached;
    QList<int> ahead = links.at(start).next;
    while (!ahead.isEmpty()) {
        const int link = ahead.takeLast();
        if (reached.contains(link))
            continue;
        reached.insert(link);
        ahead += links.at(link).next;
    }
    return reached;
}

// Sets of elements among which events go round, where each step is taken at least as `least` says.
QList<QList<ElementId>> loops(Flow least, const Facts &facts)
{
    QList<QList<ElementId>> found;
    const QList<QList<ElementId>> components = facts.graph.cycles(
        [least](const Connection &connection) { return flowOf(connection) >= least; });
    for (const QList<ElementId> &component : components) {
        const QList<Link> links = linksOf(component, least, facts);
        QList<QSet<int>> reached;
        for (int i = 0; i < links.size(); ++i)
            reached.append(reachedFrom(i, links));
        QSet<int> done;
        for (int i = 0; i < links.size(); ++i) {
            if (done.contains(i) || !reached.at(i).contains(i))
                continue;
            QSet<ElementId> members;
            for (int j = i; j < links.size(); ++j) {
                if (reached.at(i).contains(j) && reached.at(j).contains(i)) {
                    done.insert(j);
                    members.insert(links.at(j).connection->from);
                }
            }
            QList<ElementId> sorted(members.cbegin(), members.cend());
            std::sort(sorted.begin(), sorted.end());
            if (std::any_of(sorted.cbegin(), sorted.cend(), [&](ElementId id) {
                    return facts.design.get<Function>(id) != nullptr;
                }))
                found.append(sorted);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

// Lambda stops a loop by itself only where every service on the way passes on its trace.
bool isDetected(const QList<ElementId> &loop, const Facts &facts)
{
    return std::all_of(loop.cbegin(), loop.cend(), [&](ElementId id) {
        const auto *service = facts.design.get<Service>(id);
        const catalog::ServiceKind *kind
            = service ? catalog::kindOf(*service, facts.catalog) : nullptr;
        return !service || (kind && kind->loopDetection);
    });
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    const QList<QList<ElementId>> certain = loops(Flow::Yes, facts);
    for (const QList<ElementId> &loop : certain) {
        const Args names{{u"elements"_s, facts.names.shown(loop)}};
        const catalog::Quota *turns = facts.catalog.quota(u"lambda.loop-detection.turns"_s);
        if (isDetected(loop, facts)) {
            Args figures;
            if (turns)
                figures.insert(u"turns"_s, turns->value);
            findings.append(found(Severity::High, loop,
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{elements}: events go round in a "
                                                   "loop, until Lambda stops it"),
                                   names},
                                  figures));
        } else {
            findings.append(found(Severity::Blocker, loop,
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{elements}: events go round in a "
                                                   "loop, and Lambda does not notice it"),
                                   names}));
        }
    }
    for (const QList<ElementId> &loop : loops(Flow::Maybe, facts)) {
        const bool told
            = std::any_of(certain.cbegin(), certain.cend(), [&](const QList<ElementId> &other) {
                  return std::all_of(other.cbegin(), other.cend(),
                                     [&](ElementId id) { return loop.contains(id); });
              });
        if (!told)
            findings.append(
                unanswered(Severity::High, loop,
                           {STRATOPLAN_TEXT("Rules",
                                            "{elements}: do events go round here? It depends on "
                                            "what is written and on the filters"),
                            {{u"elements"_s, facts.names.shown(loop)}}}));
    }
    return findings;
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "FLOW-008",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "Events go round in a loop"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A function that writes to what triggers it starts itself again, "
                               "directly or over others. Lambda's own detection stops a loop "
                               "after some turns, over a few services only and with a recent SDK; "
                               "through all others it runs on."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "One event becomes endless invocations: the bill grows until "
                                    "somebody notices, and the concurrency of the account is "
                                    "gone."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Write to another bucket or under a prefix that does not trigger, "
                             "or filter out what the function itself has written."),
             {}},
    .slides = "35",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html"_s,
                u"https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html"_s,
                u"https://docs.aws.amazon.com/lambda/latest/operatorguide/anti-patterns.html"_s},
    .tags = {u"loop"_s, u"cost"_s},
    .check = check,
};

} // namespace stratoplan::review::rules::flow_008_loop
