// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/derive.h"
#include "planner/model/edit.h"
#include "planner/review/egress.h"
#include "planner/review/rule.h"
#include "planner/review/vpc_entry.h"

#include <QSet>

namespace stratoplan::review::rules::net_101_vpc_without_need {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String needsPrivate("needs-private-resource");
constexpr QLatin1String reachable("reachable-without-vpc");

// True when a person has said yes to the question, in any tree: what it is about may not be drawn.
bool isSaid(QLatin1String question, const Function &function)
{
    const auto saysYes = [question](const QList<DecisionAnswer> &answers) {
        return std::any_of(answers.cbegin(), answers.cend(), [&](const DecisionAnswer &answer) {
            return answer.question == question && answer.answer == "yes"_L1;
        });
    };
    const auto &answers = function.decision.answers;
    return std::any_of(answers.cbegin(), answers.cend(), saysYes);
}

// Behind it lie networks that are not drawn.
bool leadsElsewhere(const Gateway &gateway)
{
    return gateway.kind == GatewayKind::Private || gateway.kind == GatewayKind::Transit
        || gateway.kind == GatewayKind::Peering;
}

// True where the drawing cannot show all that stands in the function's network, or behind it: the
// network of another stack, or one that leads to others.
bool isNetworkDrawnInPart(const Function &function, const Facts &facts)
{
    if (function.subnets.isEmpty())
        return true;
    QSet<ElementId> networks;
    for (const ElementId id : function.subnets) {
        const auto *subnet = facts.design.get<Subnet>(id);
        const auto *vpc = facts.design.get<Vpc>(subnet->vpc);
        if (subnet->outside || !vpc || vpc->outside)
            return true;
        networks.insert(subnet->vpc);
    }
    const QList<const Gateway *> gateways = facts.design.all<Gateway>();
    return std::any_of(gateways.cbegin(), gateways.cend(), [&](const Gateway *gateway) {
        return networks.contains(gateway->vpc) && leadsElsewhere(*gateway);
    });
}

bool callsUnknown(const Function &function, const Facts &facts)
{
    const QList<const Connection *> &outgoing = facts.graph.outgoing(function.id);
    return std::any_of(outgoing.cbegin(), outgoing.cend(), [&](const Connection *connection) {
        const auto *service = facts.design.get<Service>(connection->to);
        return service && service->kind == "unknown"_L1
            && (connection->role == Role::Access || connection->role == Role::Call);
    });
}

std::optional<Finding> insideWithoutNeed(const Function &function,
                                         const decision::Contacts &contacts,
                                         const decision::Surroundings &surroundings,
                                         const Facts &facts)
{
    const decision::Derived derived
        = decision::derivation(needsPrivate)->derive(function, contacts, surroundings);
    if (derived.answer != "no"_L1 || !function.vpcPolicyNote.isEmpty()
        || isSaid("private-resource"_L1, function))
        return std::nullopt;
    const Args names{{u"function"_s, surroundings.names.shown(function.id)}};
    if (callsUnknown(function, facts) || isNetworkDrawnInPart(function, facts))
        return unanswered(Severity::Medium, {function.id},
                          {STRATOPLAN_TEXT("Rules",
                                           "{function}: does it use anything inside the VPC or "
                                           "behind it? Nothing that is drawn needs one"),
                           names});
    return found(Severity::Medium, {function.id},
                 {STRATOPLAN_TEXT("Rules",
                                  "{function}: it stands in a VPC, but nothing that it "
                                  "uses needs one"),
                  names});
}

std::optional<Finding> outsideWithNeed(const Function &function, const decision::Contacts &contacts,
                                       const decision::Surroundings &surroundings,
                                       const Facts &facts)
{
    if (contacts.inside.isEmpty() || function.managedInstances.valueOr(false))
        return std::nullopt;
    const Args names{{u"function"_s, surroundings.names.shown(function.id)},
                     {u"targets"_s, targetsOf(contacts.inside, facts)}};
    const decision::Derived derived
        = decision::derivation(reachable)->derive(function, contacts, surroundings);
    if (derived.answer == "yes"_L1
        || (derived.answer.isEmpty() && isSaid("reachable-without-vpc"_L1, function)))
        return std::nullopt;
    if (derived.answer.isEmpty())
        return unanswered(Severity::Blocker, {function.id},
                          {STRATOPLAN_TEXT("Rules",
                                           "{function}: does it reach {targets} without "
                                           "a VPC, by a data API or a public endpoint?"),
                           names});
    return found(Severity::Blocker, {function.id},
                 {STRATOPLAN_TEXT("Rules",
                                  "{function}: it stands outside the VPC and cannot "
                                  "reach {targets}"),
                  names});
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const Function *function : facts.design.all<Function>()) {
        const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
        std::optional<Finding> finding;
        if (!standsInVpc(*function))
            finding = outsideWithNeed(*function, contacts, surroundings, facts);
        else
            finding = insideWithoutNeed(*function, contacts, surroundings, facts);
        if (finding)
            findings.append(*std::move(finding));
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function)
        return std::nullopt;
    if (!standsInVpc(*function)) {
        const decision::Surroundings surroundings(facts.design, facts.catalog);
        return placeInVpc(*function, decision::contactsOf(*function, surroundings), facts);
    }
    Function detached = *function;
    detached.inVpc = false;
    detached.subnets.clear();
    detached.securityGroups.clear();
    detached.ipv6DualStack = {};
    Edit edit(facts.design);
    edit.replace(function->id, detached);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-101",
    .severity = Severity::Medium,
    .title = {STRATOPLAN_TEXT("Rules", "Placement in the VPC does not fit what is used"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A function needs a VPC for addresses inside one, and for nothing "
                               "else: AWS services and the internet are reached without it."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Inside without need: addresses, NAT gateways or endpoints "
                                    "and route tables are paid and kept for nothing. Outside with "
                                    "need: every call to the private resource fails."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Follow the decision tree: detach the function, place it in private "
                             "subnets, or note the policy that keeps it inside."),
             {}},
    .slides = "19",
    .sources
    = {u"https://docs.aws.amazon.com/lambda/latest/dg/foundation-networking.html"_s,
       u"https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens"_s},
    .tags = {u"network"_s, u"cost"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_101_vpc_without_need
