// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/ports.h"

#include "planner/catalog/behaviour.h"
#include "planner/network/cidr.h"

namespace stratoplan::review {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String everywhere("0.0.0.0/0");

bool speaksTcp(const SecurityRule &rule)
{
    return rule.protocol == "-1"_L1 || rule.protocol == "tcp"_L1 || rule.protocol == "6"_L1
        || rule.protocol.isEmpty();
}

bool holdsPort(const SecurityRule &rule, const QList<int> &ports)
{
    if (rule.protocol == "-1"_L1 || rule.fromPort < 0)
        return true;
    return std::any_of(ports.begin(), ports.end(), [&](int port) {
        return rule.fromPort <= port && port <= std::max(rule.fromPort, rule.toPort);
    });
}

/// Whether a block covers all of the subnets.
Admitted covers(const QString &cidr, const QList<ElementId> &subnets, const Design &design)
{
    if (cidr == everywhere)
        return Admitted::Yes;
    const auto block = network::parseCidr(cidr);
    if (!block)
        return cidr.isEmpty() || cidr.contains(u':') ? Admitted::No : Admitted::Unknown;
    if (subnets.isEmpty())
        return Admitted::Unknown;
    Admitted all = Admitted::Yes;
    for (const ElementId id : subnets) {
        const auto *subnet = design.get<Subnet>(id);
        const auto inner
            = subnet && subnet->cidr ? network::parseCidr(*subnet->cidr) : std::nullopt;
        if (!inner)
            all = Admitted::Unknown;
        else if (!block->cidr.contains(inner->cidr))
            return Admitted::No;
    }
    return all;
}

bool isDrawnWithoutRules(const SecurityGroup &group)
{
    return group.cfnType.isEmpty() && group.rules.isEmpty();
}

/// The best of what the rules of one direction say.
Admitted admits(const QList<ElementId> &groups, bool ingress, const QList<ElementId> &peerGroups,
                const QList<ElementId> &peerSubnets, const QList<int> &ports, const Design &design)
{
    Admitted best = Admitted::No;
    for (const ElementId id : groups) {
        const auto *group = design.get<SecurityGroup>(id);
        if (!group)
            continue;
        if (group->outside || group->insteadOf || isDrawnWithoutRules(*group)) {
            best = Admitted::Unknown;
            continue;
        }
        bool any = false;
        for (const SecurityRule &rule : group->rules) {
            if (rule.ingress != ingress)
                continue;
            any = true;
            if (!speaksTcp(rule) || !holdsPort(rule, ports))
                continue;
            const Admitted here = rule.group
                ? (peerGroups.contains(rule.group) ? Admitted::Yes : Admitted::No)
                : covers(rule.cidr, peerSubnets, design);
            if (here == Admitted::Yes)
                return here;
            if (here == Admitted::Unknown)
                best = here;
        }
        if (!any && !ingress)
            return Admitted::Yes;
    }
    return best;
}

} // namespace

QList<int> portsOf(const Service &service, const Facts &facts)
{
    const Field<QVariant> stated = service.properties.value(u"port"_s);
    // Plain text, TLS, SASL and IAM each have a port of their own.
    if (stated.isUnset() && service.kind == "kafka"_L1)
        return {9092, 9094, 9096, 9098};
    if (!stated && service.kind == "relational-database"_L1
        && !service.properties.value(u"engine"_s))
        return {};
    const std::optional<int> port = catalog::portOf(service, facts.catalog);
    return port ? QList<int>{*port} : QList<int>();
}

Admitted letsOut(const Function &function, const QList<ElementId> &targetGroups,
                 const QList<ElementId> &targetSubnets, const QList<int> &ports,
                 const Design &design)
{
    return admits(function.securityGroups, false, targetGroups, targetSubnets, ports, design);
}

Admitted letsIn(const Function &function, const QList<ElementId> &targetGroups,
                const QList<int> &ports, const Design &design)
{
    return admits(targetGroups, true, function.securityGroups, function.subnets, ports, design);
}

} // namespace stratoplan::review
