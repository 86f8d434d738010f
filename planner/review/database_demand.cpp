// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/database_demand.h"

#include "planner/catalog/behaviour.h"
#include "planner/decision/derive.h"
#include "planner/review/settings_of.h"

namespace stratoplan::review {

using namespace Qt::StringLiterals;

namespace {

std::optional<double> numberOf(const Service &service, const QString &key, const Facts &facts)
{
    const Field<QVariant> field = catalog::fieldOf(service, key, facts.catalog);
    bool number = false;
    const double value = field ? field->toDouble(&number) : 0;
    return number ? std::optional(value) : std::nullopt;
}

QString wordOf(const Service &service, const QString &key, const Facts &facts)
{
    const Field<QVariant> field = catalog::fieldOf(service, key, facts.catalog);
    return field ? field->toString() : QString();
}

// Memory over the engine's divisor, up to its maximum; some classes have a figure of their own.
std::optional<double> computedMaximum(const Service &database, const Facts &facts)
{
    const QString engine = wordOf(database, u"engine"_s, facts);
    const QString instance = wordOf(database, u"instanceClass"_s, facts);
    const auto value = [&](const QString &key) {
        const catalog::Quota *quota = facts.catalog.constant(key);
        return quota ? std::optional(quota->value) : std::nullopt;
    };
    const QString prefix = u"database.connections."_s;
    if (const auto own = value(prefix + engine + u'.' + instance))
        return own;
    std::optional<double> gibibytes = numberOf(database, u"memoryGib"_s, facts);
    if (!gibibytes)
        gibibytes = value(u"database.memory."_s + instance);
    const auto divisor = value(prefix + engine + u".divisor"_s);
    const auto share = value(prefix + u"memory-share.low"_s);
    if (!gibibytes || !divisor || !share)
        return std::nullopt;
    const double connections = *gibibytes * 1024 * 1024 * 1024 * *share / *divisor;
    const auto most = value(prefix + engine + u".maximum"_s);
    return most ? std::min(connections, *most) : connections;
}

// A function outside the VPC does not open a connection where there is a data API.
bool connects(const Function &function, const Service &database, const Facts &facts)
{
    const Field<QVariant> dataApi = catalog::fieldOf(database, u"dataApi"_s, facts.catalog);
    return standsInVpc(function) || !dataApi || !dataApi->toBool();
}

DatabaseUser userOf(const Function &function, const Facts &facts)
{
    DatabaseUser user;
    user.function = &function;
    user.peak = peakConcurrencyOf(function.id, facts);
    // What lets in as much as the whole account does is no ceiling: the pollers of a queue, say.
    const auto demand = facts.estimates.demand.constFind(function.id);
    const std::optional<double> account = accountConcurrency(facts);
    if (demand != facts.estimates.demand.constEnd() && demand->ceiling
        && (!account || *demand->ceiling < *account))
        user.ceiling = demand->ceiling;
    if (function.reservedConcurrency) {
        const double reserved = *function.reservedConcurrency;
        user.ceiling = std::min(user.ceiling.value_or(reserved), reserved);
    }
    user.connections = function.connections.value;
    return user;
}

} // namespace

std::optional<double> DatabaseUser::environments() const
{
    if (peak && ceiling)
        return std::min(*peak, *ceiling);
    return peak ? peak : ceiling;
}

QList<DatabaseDemand> databaseDemands(const Facts &facts)
{
    QList<DatabaseDemand> demands;
    for (const Service *service : facts.design.all<Service>()) {
        if (service->kind != "relational-database"_L1)
            continue;
        DatabaseDemand demand;
        demand.database = service;
        demand.maximum = numberOf(*service, u"maxConnections"_s, facts);
        if (!demand.maximum)
            demand.maximum = computedMaximum(*service, facts);
        demand.usableShare = quotaOf(facts, "database.connections.warning-share").value_or(1);
        QList<ElementId> counted;
        for (const Connection *connection : facts.graph.incoming(service->id)) {
            const auto *function = facts.design.get<Function>(connection->from);
            if (!function || counted.contains(function->id)
                || (connection->role != Role::Access && connection->role != Role::Call)
                || !connects(*function, *service, facts))
                continue;
            counted.append(function->id);
            demand.users.append(userOf(*function, facts));
        }
        if (!demand.users.isEmpty())
            demands.append(demand);
    }
    return demands;
}

} // namespace stratoplan::review
