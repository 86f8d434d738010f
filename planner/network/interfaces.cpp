// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/interfaces.h"

#include "planner/base/plural.h"
#include <QMap>

#include <algorithm>
#include <cmath>

namespace stratoplan::network {

namespace {

/// More zone combinations than this are not tried one by one.
constexpr double mostCombinations = 20'000;
/// More than all of IPv4: larger numbers are cut, so that they stay whole numbers.
constexpr double mostInterfaces = 1e12;

/// Rounded up; what is a whole number but for the last bits stays that number.
qint64 roundedUp(double value)
{
    const double slack = 1e-9 * std::max(1.0, std::abs(value));
    return static_cast<qint64>(std::ceil(std::min(value, mostInterfaces) - slack));
}

double combinations(int n, int k)
{
    double count = 1;
    for (int i = 1; i <= k; ++i)
        count = count * (n - k + i) / i;
    return count;
}

/// Calls for each set of `size` zones, in order.
template <class Visit>
void eachSet(const QList<ElementId> &zones, int size, QSet<ElementId> &chosen, qsizetype from,
             const Visit &visit)
{
    if (chosen.size() == size) {
        visit(chosen);
        return;
    }
    for (qsizetype i = from; i < zones.size(); ++i) {
        chosen.insert(zones.at(i));
        eachSet(zones, size, chosen, i + 1, visit);
        chosen.remove(zones.at(i));
    }
}

Count operator+(const Count &a, const Count &b)
{
    Count sum;
    sum.low = a.low + b.low;
    if (a.high && b.high)
        sum.high = *a.high + *b.high;
    return sum;
}

bool greater(const Count &a, const Count &b)
{
    if (a.high.has_value() != b.high.has_value())
        return !a.high;
    return a.high == b.high ? a.low > b.low : *a.high > *b.high;
}

} // namespace

Interfaces::Interfaces(ElementId vpc, const Design &design, const Limits &limits,
                       const QHash<ElementId, Load> &loads, const Options &options,
                       const QList<ElementId> &also)
    : m_limits(limits)
    , m_options(options)
{
    const QList<const Function *> functions = design.all<Function>();
    for (const Function *function : functions) {
        Tenant tenant;
        for (ElementId id : function->subnets) {
            const Subnet *subnet = design.get<Subnet>(id);
            if (!subnet || subnet->vpc != vpc || tenant.subnets.contains(id))
                continue;
            tenant.subnets.append(id);
            tenant.open = tenant.open || subnet->several;
            if (subnet->zone)
                m_zones.insert(id, subnet->zone);
        }
        if (tenant.subnets.isEmpty() && !also.contains(function->id))
            continue;
        Tenant full = tenantOf(*function, loads);
        full.subnets = tenant.subnets;
        full.open = tenant.open;
        m_tenants.append(full);
    }
    const QList<const SecurityGroup *> groups = design.all<SecurityGroup>();
    for (const SecurityGroup *group : groups)
        m_groupNames.insert(group->id, group->label.isEmpty() ? group->name : group->label);
}

Interfaces::Tenant Interfaces::tenantOf(const Function &function,
                                        const QHash<ElementId, Load> &loads) const
{
    Tenant tenant;
    tenant.function = function.id;
    tenant.name = function.label.isEmpty() ? function.name : function.label;
    tenant.groups = function.securityGroups;
    std::sort(tenant.groups.begin(), tenant.groups.end());
    tenant.groups.erase(std::unique(tenant.groups.begin(), tenant.groups.end()),
                        tenant.groups.end());

    const Load load = loads.value(function.id);
    // Without a known load, no more environments can run than reservation and account allow.
    std::optional<double> most = load.peakConcurrency;
    if (!most) {
        most = m_limits.concurrency;
        if (function.reservedConcurrency)
            most = std::min(most.value_or(*function.reservedConcurrency),
                            double(*function.reservedConcurrency));
    }

    Args args{{QStringLiteral("function"), tenant.name},
              {QStringLiteral("growth"), m_options.growth}};
    if (most)
        args.insert(QStringLiteral("environments"), *most);
    double factor = m_options.growth;
    if (m_options.model == Model::Hyperplane) {
        factor *= load.connectionsPerEnvironment;
        tenant.assumed = !function.connections.isKnown();
        args.insert(QStringLiteral("connections"), load.connectionsPerEnvironment);
    } else if (function.memory && m_limits.gigabytesPerInterface) {
        factor *= gigabytes(*function.memory) / *m_limits.gigabytesPerInterface;
        args.insert(QStringLiteral("memoryGb"), gigabytes(*function.memory));
        args.insert(QStringLiteral("perInterfaceGb"), *m_limits.gigabytesPerInterface);
    } else {
        tenant.how.text = {STRATOPLAN_TEXT("Network", "{function}: its memory is not known"), args};
        return tenant;
    }
    if (most)
        tenant.high = *most * factor;
    if (!load.peakConcurrency) {
        tenant.how.text = most
            ? Text{STRATOPLAN_TEXT("Network",
                                   "{function}: its peak concurrency is not known; the account "
                                   "or its reservation allow {environments}"),
                   args}
            : Text{STRATOPLAN_TEXT("Network", "{function}: its peak concurrency is not known"),
                   args};
        return tenant;
    }
    tenant.low = *tenant.high;
    tenant.how.value = tenant.high;
    const bool grows = m_options.growth != 1;
    if (m_options.model == Model::Hyperplane) {
        tenant.how.text = grows
            ? Text{STRATOPLAN_TEXT("Network",
                                   "{function}: {environments} environments x growth {growth} x "
                                   "{connections} (connections of each)"),
                   args}
            : Text{STRATOPLAN_TEXT("Network",
                                   "{function}: {environments} environments x {connections} "
                                   "(connections of each)"),
                   args};
    } else {
        tenant.how.text = grows
            ? Text{STRATOPLAN_TEXT("Network",
                                   "{function}: {environments} environments x growth {growth} x "
                                   "{memoryGb} GB / {perInterfaceGb} GB"),
                   args}
            : Text{STRATOPLAN_TEXT("Network",
                                   "{function}: {environments} environments x {memoryGb} GB / "
                                   "{perInterfaceGb} GB"),
                   args};
    }
    return tenant;
}

bool Interfaces::stands(ElementId subnet) const
{
    return std::any_of(m_tenants.begin(), m_tenants.end(),
                       [subnet](const Tenant &tenant) { return tenant.subnets.contains(subnet); });
}

Interfaces::Share Interfaces::shareOf(const Tenant &tenant, ElementId subnet,
                                      const QSet<ElementId> &lost) const
{
    Share share;
    const ElementId home = zoneOf(subnet);
    QSet<ElementId> left;
    share.subnets = 0;
    for (ElementId id : tenant.subnets) {
        const ElementId zone = zoneOf(id);
        if (zone == home)
            ++share.subnets;
        if (!lost.contains(zone))
            left.insert(zone);
    }
    share.zones = static_cast<int>(left.size());
    const double parts = double(share.zones) * share.subnets;
    share.low = tenant.open ? 0 : tenant.low / parts;
    if (tenant.high)
        share.high = tenant.open ? *tenant.high : *tenant.high / parts;
    return share;
}

Count Interfaces::rounded(double low, std::optional<double> high) const
{
    Count count;
    if (m_options.model == Model::PerContainerEni) {
        count.low = roundedUp(low);
        if (high)
            count.high = roundedUp(*high);
        return count;
    }
    count.low = 1;
    if (m_limits.connectionsPerInterface) {
        count.low = std::max<qint64>(1, roundedUp(low / *m_limits.connectionsPerInterface));
        if (high)
            count.high = std::max<qint64>(1, roundedUp(*high / *m_limits.connectionsPerInterface));
    }
    return count;
}

Count Interfaces::in(ElementId subnet, const QSet<ElementId> &lost, QList<Term> *terms) const
{
    Count sum{0, 0};
    const auto say = [terms](const Text &text, const Count &count) {
        if (!terms)
            return;
        const std::optional<qint64> known = count.known();
        terms->append({text, known ? std::optional<double>(double(*known)) : std::nullopt});
    };

    if (m_options.model == Model::PerContainerEni) {
        for (const Tenant &tenant : m_tenants) {
            if (!tenant.subnets.contains(subnet))
                continue;
            const Share share = shareOf(tenant, subnet, lost);
            const Count count = rounded(share.low, share.high);
            sum = sum + count;
            say(share.subnets == 1
                    ? Text{STRATOPLAN_PLURAL("Network",
                                             "{function}: spread over %n zone(s), rounded up"),
                           {{QStringLiteral("function"), tenant.name}},
                           share.zones}
                    : Text{STRATOPLAN_PLURAL("Network",
                                             "{function}: spread over %n zone(s) and {subnets} "
                                             "subnets in this one, rounded up"),
                           {{QStringLiteral("function"), tenant.name},
                            {QStringLiteral("subnets"), share.subnets}},
                           share.zones},
                count);
        }
        return sum;
    }

    struct Shared
    {
        double low = 0;
        std::optional<double> high = 0.0;
        QStringList functions;
    };
    QMap<QList<ElementId>, Shared> sets;
    for (const Tenant &tenant : m_tenants) {
        if (!tenant.subnets.contains(subnet))
            continue;
        const Share share = shareOf(tenant, subnet, lost);
        Shared &set = sets[tenant.groups];
        set.low += share.low;
        if (set.high && share.high)
            *set.high += *share.high;
        else
            set.high.reset();
        set.functions.append(tenant.name);
    }
    for (auto set = sets.cbegin(); set != sets.cend(); ++set) {
        const Count count = rounded(set->low, set->high);
        sum = sum + count;
        QStringList groups;
        for (ElementId group : set.key())
            groups.append(m_groupNames.value(group));
        Args args{{QStringLiteral("functions"), set->functions},
                  {QStringLiteral("groups"), groups},
                  {QStringLiteral("perInterface"), m_limits.connectionsPerInterface.value_or(0)}};
        if (set->high)
            args.insert(QStringLiteral("connections"), *set->high);
        if (set->high == set->low) {
            say({STRATOPLAN_TEXT("Network",
                                 "{functions}: {connections} connections here / "
                                 "{perInterface}, rounded up, at least 1"),
                 args},
                count);
        } else if (set->high) {
            say({STRATOPLAN_TEXT("Network",
                                 "{functions}: at most {connections} connections here / "
                                 "{perInterface}, rounded up, at least 1"),
                 args},
                count);
        } else {
            say({STRATOPLAN_TEXT("Network",
                                 "{functions}: connections not known, at least 1 interface"),
                 args},
                count);
        }
    }
    return sum;
}

Count Interfaces::worstIn(ElementId subnet, int zonesLost, QList<Term> *terms) const
{
    // Losing more zones never takes less of a subnet that is left, so only the largest sets are
    // tried.
    const ElementId home = zoneOf(subnet);
    QList<ElementId> others;
    for (const Tenant &tenant : m_tenants) {
        if (!tenant.subnets.contains(subnet))
            continue;
        for (ElementId id : tenant.subnets) {
            const ElementId zone = zoneOf(id);
            if (zone != home && !others.contains(zone))
                others.append(zone);
        }
    }
    std::sort(others.begin(), others.end());
    const int size = std::min<int>(zonesLost, static_cast<int>(others.size()));

    QSet<ElementId> worst;
    if (combinations(static_cast<int>(others.size()), size) <= mostCombinations) {
        std::optional<Count> most;
        QSet<ElementId> chosen;
        eachSet(others, size, chosen, 0, [&](const QSet<ElementId> &lost) {
            const Count count = in(subnet, lost);
            if (!most || greater(count, *most)) {
                most = count;
                worst = lost;
            }
        });
        return in(subnet, worst, terms);
    }

    // Too many to try: each function on its own loses as many of its zones, which is at least as
    // bad.
    Count bound{0, 0};
    for (const Tenant &tenant : m_tenants) {
        if (!tenant.subnets.contains(subnet))
            continue;
        QSet<ElementId> lost;
        for (ElementId id : tenant.subnets) {
            if (zoneOf(id) != home && lost.size() < size)
                lost.insert(zoneOf(id));
        }
        Interfaces alone = *this;
        alone.m_tenants = {tenant};
        bound = bound + alone.in(subnet, lost, terms);
    }
    return bound;
}

Count Interfaces::evenly(int zonesLeft) const
{
    if (m_options.model == Model::PerContainerEni) {
        Count sum{0, 0};
        for (const Tenant &tenant : m_tenants) {
            sum = sum
                + rounded(tenant.low / zonesLeft,
                          tenant.high ? std::optional(*tenant.high / zonesLeft) : std::nullopt);
        }
        return sum;
    }
    QMap<QList<ElementId>, std::pair<double, std::optional<double>>> sets;
    for (const Tenant &tenant : m_tenants) {
        const bool first = !sets.contains(tenant.groups);
        std::pair<double, std::optional<double>> &set = sets[tenant.groups];
        set.first += tenant.low / zonesLeft;
        if (tenant.high && (first || set.second))
            set.second = set.second.value_or(0) + *tenant.high / zonesLeft;
        else
            set.second.reset();
    }
    Count sum{0, 0};
    for (const std::pair<double, std::optional<double>> &set : std::as_const(sets))
        sum = sum + rounded(set.first, set.second);
    return sum;
}

} // namespace stratoplan::network
