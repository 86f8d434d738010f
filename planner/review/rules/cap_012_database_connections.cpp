// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/base/whole.h"
#include "planner/model/edit.h"
#include "planner/review/database_demand.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

#include <cmath>

namespace stratoplan::review::rules::cap_012_database_connections {

using namespace Qt::StringLiterals;

namespace {

QString ceilingFacet()
{
    return u"ceiling"_s;
}

QStringList namesOf(const QList<DatabaseUser> &users, const Facts &facts)
{
    QStringList names;
    for (const DatabaseUser &user : users)
        names.append(facts.names.shown(user.function->id));
    return names;
}

// Users that nothing but the account keeps from growing, where the account's limit is too much for
// the database.
QList<DatabaseUser> unbounded(const DatabaseDemand &demand, const Facts &facts)
{
    const std::optional<double> account = accountConcurrency(facts);
    QList<DatabaseUser> users;
    for (const DatabaseUser &user : demand.users) {
        if (!user.ceiling
            && (!account || *account * user.connections.value_or(1) > demand.usable()))
            users.append(user);
    }
    return users;
}

// Connections at peak. An environment whose connections are not stated is counted with one, the
// least it can hold, and a function whose environments are not known not at all.
struct Connections
{
    double atPeak = 0;
    QList<DatabaseUser> withoutConnections;
    QList<DatabaseUser> withoutTraffic;
    QList<DatabaseUser> byCeilingAlone; // counted with the ceiling, for want of traffic
};

Connections connectionsOf(const DatabaseDemand &demand)
{
    Connections all;
    for (const DatabaseUser &user : demand.users) {
        if (!user.connections)
            all.withoutConnections.append(user);
        if (!user.environments())
            all.withoutTraffic.append(user);
        else if (!user.peak)
            all.byCeilingAlone.append(user);
        all.atPeak += user.environments().value_or(0) * user.connections.value_or(1);
    }
    return all;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const DatabaseDemand &demand : databaseDemands(facts)) {
        const ElementId database = demand.database->id;
        Args names{{u"database"_s, facts.names.shown(database)},
                   {u"functions"_s, namesOf(demand.users, facts)}};
        if (!demand.maximum) {
            findings.append(
                unanswered(Severity::High, {database},
                           {STRATOPLAN_TEXT("Rules",
                                            "{database}: how many connections does it take at "
                                            "most?"),
                            names}));
            continue;
        }
        const QList<DatabaseUser> growing = unbounded(demand, facts);
        const Connections connections = connectionsOf(demand);
        const Args figures{{u"connectionsAtPeak"_s, connections.atPeak},
                           {u"maxConnections"_s, *demand.maximum},
                           {u"usableConnections"_s, demand.usable()}};
        // A database takes whole connections.
        const auto taken = saturated<qint64>(std::floor(*demand.maximum));
        const bool tooMany = connections.atPeak > demand.usable();
        if (tooMany && connections.byCeilingAlone.isEmpty()) {
            Finding finding
                = found(Severity::High, {database},
                        {STRATOPLAN_TEXT("Rules",
                                         "{database}: at peak {connectionsAtPeak} connections of "
                                         "{functions} are open; it takes {maxConnections}"),
                         names},
                        figures);
            // A part of a connection is a connection to people; the figure stays as it is.
            finding.message.args.insert(u"connectionsAtPeak"_s,
                                        saturated<qint64>(std::ceil(connections.atPeak)));
            finding.message.args.insert(u"maxConnections"_s, taken);
            findings.append(finding);
        } else if (!connections.withoutConnections.isEmpty()) {
            names.insert(u"functions"_s, namesOf(connections.withoutConnections, facts));
            findings.append(unanswered(Severity::High, {database},
                                       {STRATOPLAN_TEXT("Rules",
                                                        "{database}: how many connections does one "
                                                        "environment of {functions} open?"),
                                        names},
                                       figures));
        } else if (tooMany || (!connections.withoutTraffic.isEmpty() && growing.isEmpty())) {
            names.insert(u"functions"_s,
                         namesOf(connections.byCeilingAlone + connections.withoutTraffic, facts));
            findings.append(unanswered(Severity::High, {database},
                                       {STRATOPLAN_TEXT("Rules",
                                                        "{database}: how many environments of "
                                                        "{functions} run at peak?"),
                                        names},
                                       figures));
        }
        if (!growing.isEmpty()) {
            names.insert(u"functions"_s, namesOf(growing, facts));
            Finding finding
                = found(Severity::High, {database},
                        {STRATOPLAN_TEXT("Rules",
                                         "{database}: nothing limits how many "
                                         "environments of {functions} connect; it takes "
                                         "{maxConnections} connections"),
                         names},
                        {{u"maxConnections"_s, *demand.maximum}});
            finding.message.args.insert(u"maxConnections"_s, taken);
            finding.facet = ceilingFacet();
            findings.append(finding);
        }
    }
    return findings;
}

// Puts a database proxy between the functions and the database, where the database stands.
Change insertProxy(const DatabaseDemand &demand, const Facts &facts)
{
    Edit edit(facts.design);
    Service proxy;
    proxy.name = edit.freeName(demand.database->name + "Proxy"_L1);
    proxy.kind = u"database-proxy"_s;
    proxy.subnets = demand.database->subnets;
    proxy.securityGroups = demand.database->securityGroups;
    const ElementId made = edit.add(proxy);
    for (const DatabaseUser &user : demand.users) {
        for (const Connection *connection : facts.graph.outgoing(user.function->id)) {
            if (connection->to == demand.database->id)
                edit.set(connection->id, &Connection::to, made);
        }
    }
    Connection pool;
    pool.from = made;
    pool.to = demand.database->id;
    pool.role = Role::Access;
    edit.add(pool);
    return edit.change();
}

// Shares out what the database takes among the functions that nothing limits, in proportion to
// their peaks. Nothing when their peaks do not fit, or the account has not that much to reserve.
std::optional<Change> reserve(const DatabaseDemand &demand, const Facts &facts)
{
    double left = demand.usable();
    double weight = 0;
    QList<DatabaseUser> open;
    for (const DatabaseUser &user : demand.users) {
        if (user.ceiling) {
            left -= *user.ceiling * user.connections.value_or(1);
        } else {
            weight += std::max(1.0, user.peak.value_or(1)) * user.connections.value_or(1);
            open.append(user);
        }
    }
    if (open.isEmpty() || left < weight)
        return std::nullopt;
    Edit edit(facts.design);
    double reserved = 0;
    for (const Function *function : facts.design.all<Function>())
        reserved += function->reservedConcurrency.valueOr(0);
    for (const DatabaseUser &user : std::as_const(open)) {
        const double environments
            = std::floor(left / weight * std::max(1.0, user.peak.value_or(1)));
        if (environments < user.peak.value_or(1))
            return std::nullopt;
        reserved += environments;
        edit.set(user.function->id, &Function::reservedConcurrency,
                 Field<int>(static_cast<int>(environments)));
    }
    const std::optional<double> account = accountConcurrency(facts);
    const std::optional<double> unreserved
        = quotaOf(facts, "lambda.concurrency.unreserved-minimum");
    if (!account || !unreserved || reserved > *account - *unreserved)
        return std::nullopt;
    return edit.change();
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    for (const DatabaseDemand &demand : databaseDemands(facts)) {
        if (demand.database->id != finding.elements.value(0))
            continue;
        if (finding.facet == ceilingFacet()) {
            if (std::optional<Change> change = reserve(demand, facts))
                return change;
        }
        return insertProxy(demand, facts);
    }
    return std::nullopt;
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "CAP-012",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "More connections than the database takes"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Each environment of a function holds its own connections and "
                               "keeps them while it is warm. A relational database takes a fixed "
                               "number, set by its memory."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "At peak the database refuses connections, for everybody who "
                                    "uses it, and functions fail or wait."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Put a database proxy in between, limit the functions by reserved "
                             "concurrency or MaximumConcurrency, or use a data API."),
             {}},
    .slides = "31",
    .sources
    = {u"https://docs.aws.amazon.com/lambda/latest/dg/services-rds.html"_s,
       u"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html"_s,
       u"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connections.html"_s},
    .tags = {u"capacity"_s, u"database"_s, u"concurrency"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::cap_012_database_connections
