// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/egress.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

#include <map>

namespace stratoplan::review::rules::net_103_public_subnet {

using namespace Qt::StringLiterals;

namespace {

enum class Kind
{
    Private,
    Public,
    Unknown
};

Kind kindOf(const Subnet &subnet, const decision::SubnetRoutes &routes)
{
    if (routes.internetGateway)
        return Kind::Public;
    if (routes.known)
        return Kind::Private;
    if (subnet.isPublic)
        return *subnet.isPublic ? Kind::Public : Kind::Private;
    return Kind::Unknown;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    std::map<QList<ElementId>, QStringList> open;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const Function *function : facts.design.all<Function>()) {
        const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
        QStringList publicOnes;
        QList<ElementId> unknown;
        QStringList targets;
        for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
            const Subnet &subnet = *contacts.subnets.at(i);
            const Kind kind = kindOf(subnet, contacts.routes.at(i));
            if (kind == Kind::Unknown)
                unknown.append(subnet.id);
            if (kind != Kind::Public)
                continue;
            publicOnes.append(facts.names.shown(subnet.id));
            const QStringList through = targetsOf(
                throughDefaultRoute(contacts, subnet, contacts.routes.at(i), facts), facts);
            for (const QString &target : through) {
                if (!targets.contains(target))
                    targets.append(target);
            }
        }
        const Args names{{u"function"_s, facts.names.shown(function->id)}, {u"targets"_s, targets}};
        if (!publicOnes.isEmpty()) {
            // Nothing fails while it calls nothing outside.
            const bool calls = !targets.isEmpty();
            findings.append(
                found(calls ? Severity::Blocker : Severity::Medium, {function->id},
                      calls ? Text{STRATOPLAN_TEXT("Rules",
                                                   "{function}: from {subnets}, whose default "
                                                   "route is an internet gateway, it cannot reach "
                                                   "{targets}, since it gets no public address"),
                                   names}
                            : Text{STRATOPLAN_TEXT("Rules",
                                                   "{function}: {subnets} lead to an internet "
                                                   "gateway, which is of no use to a function and "
                                                   "fails the first call that goes out"),
                                   names},
                      {{u"subnets"_s, publicOnes}}));
        } else if (!unknown.isEmpty() && !contacts.outside.isEmpty()) {
            std::sort(unknown.begin(), unknown.end());
            open[unknown].append(facts.names.shown(function->id));
        }
    }
    for (const auto &[subnets, functions] : open) {
        findings.append(unanswered(
            Severity::Blocker, subnets,
            {STRATOPLAN_TEXT("Rules",
                             "{subnets}: public or private? {functions} would have no way out of "
                             "a public one"),
             {{u"subnets"_s, facts.names.shown(subnets)}, {u"functions"_s, functions}}}));
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function)
        return std::nullopt;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
    QList<ElementId> kept;
    QList<ElementId> zones;
    bool needsNat = false;
    for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
        const Subnet &subnet = *contacts.subnets.at(i);
        if (kindOf(subnet, contacts.routes.at(i)) == Kind::Private) {
            kept.append(subnet.id);
            continue;
        }
        if (subnet.outside || subnet.several || !subnet.zone)
            return std::nullopt;
        zones.append(subnet.zone);
        needsNat = needsNat
            || !throughDefaultRoute(contacts, subnet, contacts.routes.at(i), facts).isEmpty();
    }
    Edit edit(facts.design);
    const QList<ElementId> made = privateSubnets(edit, zones, needsNat, facts);
    if (made.isEmpty())
        return std::nullopt;
    for (const ElementId id : made) {
        if (!kept.contains(id))
            kept.append(id);
    }
    // What went by gateway endpoints of the public tables goes on doing so.
    QList<decision::Contact> served;
    for (const decision::Contact &contact : contacts.outside) {
        if (contact.reach == catalog::Reach::AwsGateway
            && isServedByEndpoint(contact, *contacts.subnets.first(), contacts.routes.first(),
                                  facts))
            served.append(contact);
    }
    if (!serveByEndpoints(edit, served, made, facts))
        return std::nullopt;
    edit.set(function->id, &Function::subnets, kept);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-103",
    .severity = Severity::Blocker,
    .title = {STRATOPLAN_TEXT("Rules", "Function in a public subnet"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "The interface of a function never gets a public address. An "
                               "internet gateway forwards nothing from private ones."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Every call to the internet and to AWS services without an "
                                    "endpoint hangs until it times out."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Move the function to private subnets whose default route goes to a "
                             "NAT gateway, or give it endpoints."),
             {}},
    .slides = "19,20",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html"_s,
                u"https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html"_s},
    .tags = {u"network"_s, u"reachability"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_103_public_subnet
