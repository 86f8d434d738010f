// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/egress.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

#include <map>

namespace stratoplan::review::rules::net_104_aws_service_route {

using namespace Qt::StringLiterals;

namespace {

bool isAws(const decision::Contact &contact)
{
    return contact.reach == catalog::Reach::AwsGateway
        || contact.reach == catalog::Reach::AwsInterface
        || contact.reach == catalog::Reach::AwsUnknown;
}

// Over IPv6 some AWS services answer, under names of their own.
bool mayUseIpv6(const Function &function, const decision::SubnetRoutes &routes)
{
    return routes.egressOnly
        && (function.ipv6DualStack.valueOr(false) || !function.ipv6DualStack.expression.isEmpty());
}

struct Lacking
{
    QList<decision::Contact> contacts; // certainly out of reach from some subnet
    QList<decision::Contact> open; // perhaps
    QList<ElementId> subnets; // from which some are out of reach
    QList<ElementId> unknown;
};

void add(QList<decision::Contact> &list, const decision::Contact &contact)
{
    const bool has = std::any_of(list.cbegin(), list.cend(), [&](const decision::Contact &other) {
        return other.other == contact.other;
    });
    if (!has)
        list.append(contact);
}

Lacking lackingOf(const Function &function, const decision::Contacts &contacts, const Facts &facts)
{
    Lacking lacking;
    for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
        const Subnet &subnet = *contacts.subnets.at(i);
        const decision::SubnetRoutes &routes = contacts.routes.at(i);
        if (routes.nat)
            continue;
        const bool unknown = !routes.known || routes.otherDefault || subnet.several
            || mayUseIpv6(function, routes);
        for (const decision::Contact &contact :
             throughDefaultRoute(contacts, subnet, routes, facts)) {
            if (!isAws(contact))
                continue;
            const bool open = unknown || contact.reach == catalog::Reach::AwsUnknown;
            add(open ? lacking.open : lacking.contacts, contact);
            QList<ElementId> &places = open ? lacking.unknown : lacking.subnets;
            if (!places.contains(subnet.id))
                places.append(subnet.id);
        }
    }
    return lacking;
}

// What is to be asked of some subnets.
struct Question
{
    QStringList functions;
    QStringList targets;
};

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    std::map<QList<ElementId>, Question> open;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const Function *function : facts.design.all<Function>()) {
        const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
        const Lacking lacking = lackingOf(*function, contacts, facts);
        const QString name = facts.names.shown(function->id);
        if (!lacking.contacts.isEmpty()) {
            findings.append(found(
                Severity::Blocker, {function->id},
                {STRATOPLAN_TEXT("Rules",
                                 "{function}: it cannot reach {targets} from {subnets}, where "
                                 "there is neither an endpoint nor a NAT gateway"),
                 {{u"function"_s, name},
                  {u"targets"_s, targetsOf(lacking.contacts, facts)},
                  {u"subnets"_s, facts.names.shown(lacking.subnets)}}},
                {{u"subnets"_s, facts.names.shown(lacking.subnets)}}));
        } else if (!lacking.open.isEmpty()) {
            // One question for all functions in the same subnets.
            QList<ElementId> places = lacking.unknown;
            std::sort(places.begin(), places.end());
            Question &question = open[places];
            question.functions.append(name);
            for (const QString &target : targetsOf(lacking.open, facts)) {
                if (!question.targets.contains(target))
                    question.targets.append(target);
            }
        }
    }
    for (const auto &[places, question] : open) {
        findings.append(unanswered(
            Severity::Blocker, places,
            {STRATOPLAN_TEXT("Rules",
                             "{subnets}: does an endpoint or a NAT gateway lead from there "
                             "to {targets}? Needed by {functions}"),
             {{u"subnets"_s, facts.names.shown(places)},
              {u"targets"_s, question.targets},
              {u"functions"_s, question.functions}}}));
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function)
        return std::nullopt;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    const Lacking lacking
        = lackingOf(*function, decision::contactsOf(*function, surroundings), facts);
    for (const ElementId id : lacking.subnets) {
        const auto *subnet = facts.design.get<Subnet>(id);
        if (!subnet || subnet->outside || subnet->several)
            return std::nullopt;
    }
    Edit edit(facts.design);
    if (!serveByEndpoints(edit, lacking.contacts, lacking.subnets, facts))
        return std::nullopt;
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-104",
    .severity = Severity::Blocker,
    .title = {STRATOPLAN_TEXT("Rules", "No way to an AWS service"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "AWS services have public addresses. From private subnets they are "
                               "reached by a gateway endpoint in the route table, by an interface "
                               "endpoint in the VPC, or through a NAT gateway."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules", "Calls to the service hang until they time out."), {}},
    .mend
    = {STRATOPLAN_TEXT("Rules", "Add the endpoint of the service to the VPC, or a NAT gateway."),
       {}},
    .slides = "19,20",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-endpoints.html"_s,
                u"https://docs.aws.amazon.com/vpc/latest/privatelink/"
                "aws-services-privatelink-support.html"_s},
    .tags = {u"network"_s, u"reachability"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_104_aws_service_route
