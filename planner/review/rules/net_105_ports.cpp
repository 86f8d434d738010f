// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/egress.h"
#include "planner/review/egress.h"
#include "planner/review/ports.h"
#include "planner/review/rule.h"

#include "planner/model/edit.h"

namespace stratoplan::review::rules::net_105_ports {

using namespace Qt::StringLiterals;

namespace {

constexpr int tls = 443;

// One thing that a function connects to inside its VPC, behind security groups.
struct Target
{
    ElementId element; // a service, or the endpoint that stands for one
    QList<ElementId> groups;
    QList<ElementId> subnets;
    QList<int> ports;
};

QList<Target> targetsOf(const decision::Contacts &contacts, const Facts &facts)
{
    QList<Target> targets;
    QSet<ElementId> seen;
    const auto add = [&](const Target &target) {
        if (!target.groups.isEmpty() && !seen.contains(target.element)) {
            seen.insert(target.element);
            targets.append(target);
        }
    };
    for (const decision::Contact &contact : contacts.inside) {
        if (const auto *service = facts.design.get<Service>(contact.other))
            add({service->id, service->securityGroups, service->subnets, portsOf(*service, facts)});
    }
    for (const decision::Contact &contact : contacts.outside) {
        for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
            const Endpoint *endpoint
                = network::endpointFor(contact, *contacts.subnets.at(i), contacts.routes.at(i),
                                       facts.design, facts.catalog);
            if (endpoint && endpoint->kind == EndpointKind::Interface)
                add({endpoint->id, endpoint->securityGroups, endpoint->subnets, {tls}});
        }
    }
    return targets;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const Function *function : facts.design.all<Function>()) {
        // Without groups stated it has the VPC's default group, whose rules are not drawn.
        if (function->subnets.isEmpty() || function->securityGroups.isEmpty())
            continue;
        const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
        for (const Target &target : targetsOf(contacts, facts)) {
            const Args names{{u"function"_s, facts.names.shown(function->id)},
                             {u"target"_s, facts.names.shown(target.element)}};
            if (target.ports.isEmpty()) {
                findings.append(unanswered(
                    Severity::Blocker, {function->id, target.element},
                    {STRATOPLAN_TEXT("Rules",
                                     "{target}: at which port does it answer? Whether {function} "
                                     "is let in cannot be told"),
                     names}));
                continue;
            }
            const Admitted out
                = letsOut(*function, target.groups, target.subnets, target.ports, facts.design);
            const Admitted in = letsIn(*function, target.groups, target.ports, facts.design);
            Args figures{{u"port"_s, target.ports.first()}};
            if (out == Admitted::No || in == Admitted::No) {
                const Text message = in == Admitted::No
                    ? Text{STRATOPLAN_TEXT("Rules",
                                           "{function}: the security groups of {target} do not let "
                                           "it in at port {port}"),
                           names}
                    : Text{STRATOPLAN_TEXT("Rules",
                                           "{function}: its security groups do not let it out to "
                                           "{target} at port {port}"),
                           names};
                findings.append(
                    found(Severity::Blocker, {function->id, target.element}, message, figures));
            } else if (out == Admitted::Unknown || in == Admitted::Unknown) {
                findings.append(unanswered(
                    Severity::Blocker, {function->id, target.element},
                    {STRATOPLAN_TEXT("Rules",
                                     "{function}: do the security groups between it and {target} "
                                     "let port {port} through?"),
                     names},
                    figures));
            }
        }
    }
    return findings;
}

void append(Edit &edit, ElementId group, const SecurityRule &rule)
{
    const auto *present = edit.get<SecurityGroup>(group);
    QList<SecurityRule> rules = present->rules;
    rules.append(rule);
    edit.set(group, &SecurityGroup::rules, rules);
}

// A group of these that is drawn here, whose rules can be told.
ElementId ownGroup(const QList<ElementId> &groups, const Design &design)
{
    for (const ElementId id : groups) {
        const auto *group = design.get<SecurityGroup>(id);
        if (group && !group->outside && !group->insteadOf)
            return id;
    }
    return {};
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function)
        return std::nullopt;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    const QList<Target> targets = targetsOf(decision::contactsOf(*function, surroundings), facts);
    const auto at = std::find_if(targets.cbegin(), targets.cend(), [&](const Target &target) {
        return target.element == finding.elements.value(1);
    });
    if (at == targets.cend() || at->ports.isEmpty())
        return std::nullopt;
    const ElementId from = ownGroup(function->securityGroups, facts.design);
    const ElementId to = ownGroup(at->groups, facts.design);
    if (!from || !to)
        return std::nullopt;
    SecurityRule rule;
    rule.protocol = u"tcp"_s;
    rule.fromPort = at->ports.first();
    rule.toPort = rule.fromPort;
    Edit edit(facts.design);
    if (letsIn(*function, at->groups, at->ports, facts.design) == Admitted::No) {
        rule.ingress = true;
        rule.group = from;
        append(edit, to, rule);
    }
    if (letsOut(*function, at->groups, at->subnets, at->ports, facts.design) == Admitted::No) {
        rule.ingress = false;
        rule.group = to;
        append(edit, from, rule);
    }
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-105",
    .severity = Severity::Blocker,
    .title = {STRATOPLAN_TEXT("Rules", "Security groups do not let a connection through"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A connection inside a VPC needs a rule out of the function's "
                               "security groups and a rule into those of its target, for the "
                               "target's port."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules", "Every connection hangs until it times out."), {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Let the function's security group into the target's at that port."),
             {}},
    .slides = "",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"_s,
                u"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"_s},
    .tags = {u"network"_s, u"reachability"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_105_ports
