// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/facts/read.h"

#include "planner/facts/kinds.h"

#include <algorithm>

namespace stratoplan::facts {

namespace {

bool isSaid(const QString &value)
{
    return !value.isEmpty();
}
bool isSaid(bool value)
{
    return value;
}
template <class Value>
bool isSaid(const QList<Value> &value)
{
    return !value.isEmpty();
}
template <class Value>
bool isSaid(const std::optional<Value> &value)
{
    return value.has_value();
}

/// Lays the later entry of one id over the earlier one, member by member.
template <class Entry>
class Laying
{
public:
    Laying(Entry &earlier, const Entry &later)
        : m_earlier(earlier)
        , m_later(later)
    {
    }
    /// A member that both say differently is a contradiction where it is not `free`.
    template <class Member>
    Laying &member(Member Entry::*member, bool free = false)
    {
        const Member &value = m_later.*member;
        if (isSaid(value)) {
            m_contradicts = m_contradicts
                || (!free && isSaid(m_earlier.*member) && m_earlier.*member != value);
            m_earlier.*member = value;
        }
        return *this;
    }
    bool contradicts() const { return m_contradicts; }

private:
    Entry &m_earlier;
    const Entry &m_later;
    bool m_contradicts = false;
};

bool isPart(const QStringList &some, const QStringList &all)
{
    return std::all_of(some.cbegin(), some.cend(),
                       [&all](const QString &one) { return all.contains(one); });
}

bool lay(VpcFacts &earlier, VpcFacts later)
{
    // The CDK tells the first block only: that is less, but nothing else.
    if (isPart(later.cidrs, earlier.cidrs))
        later.cidrs.clear();
    return Laying(earlier, later)
        .member(&VpcFacts::name, true)
        .member(&VpcFacts::cidrs, isPart(earlier.cidrs, later.cidrs))
        .member(&VpcFacts::ipv6Cidr)
        .contradicts();
}

bool lay(SubnetFacts &earlier, const SubnetFacts &later)
{
    return Laying(earlier, later)
        .member(&SubnetFacts::name, true)
        .member(&SubnetFacts::vpc)
        .member(&SubnetFacts::zone)
        .member(&SubnetFacts::cidr)
        .member(&SubnetFacts::ipv6Cidr)
        .member(&SubnetFacts::routeTable)
        .member(&SubnetFacts::isPublic)
        .member(&SubnetFacts::otherResidents)
        .contradicts();
}

bool lay(RouteTableFacts &earlier, const RouteTableFacts &later)
{
    return Laying(earlier, later)
        .member(&RouteTableFacts::name, true)
        .member(&RouteTableFacts::vpc)
        .member(&RouteTableFacts::main)
        .member(&RouteTableFacts::subnets)
        .member(&RouteTableFacts::routes)
        .contradicts();
}

bool lay(NatFacts &earlier, const NatFacts &later)
{
    return Laying(earlier, later)
        .member(&NatFacts::name, true)
        .member(&NatFacts::vpc)
        .member(&NatFacts::subnet)
        .member(&NatFacts::regional)
        .member(&NatFacts::isPrivate)
        .contradicts();
}

bool lay(EndpointFacts &earlier, const EndpointFacts &later)
{
    const bool otherKind = earlier.kind != later.kind;
    earlier.kind = later.kind;
    return Laying(earlier, later)
               .member(&EndpointFacts::name, true)
               .member(&EndpointFacts::vpc)
               .member(&EndpointFacts::service)
               .member(&EndpointFacts::subnets)
               .member(&EndpointFacts::routeTables)
               .member(&EndpointFacts::securityGroups)
               .contradicts()
        || otherKind;
}

bool lay(SecurityGroupFacts &earlier, const SecurityGroupFacts &later)
{
    return Laying(earlier, later)
        .member(&SecurityGroupFacts::name, true)
        .member(&SecurityGroupFacts::vpc)
        .member(&SecurityGroupFacts::rules)
        .contradicts();
}

bool lay(QStringList &earlier, const QStringList &later)
{
    const bool differs = earlier != later;
    earlier = later;
    return differs;
}

template <class Entry>
void layAll(QMap<QString, Entry> &earlier, const QMap<QString, Entry> &later,
            QStringList &contradicted)
{
    for (auto entry = later.cbegin(); entry != later.cend(); ++entry) {
        const auto known = earlier.find(entry.key());
        if (known == earlier.end())
            earlier.insert(entry.key(), entry.value());
        else if (lay(known.value(), entry.value()))
            contradicted.append(entry.key());
    }
}

bool isEmpty(const Facts &facts)
{
    return facts.vpcs.isEmpty() && facts.subnets.isEmpty() && facts.routeTables.isEmpty()
        && facts.nats.isEmpty() && facts.endpoints.isEmpty() && facts.securityGroups.isEmpty()
        && facts.names.isEmpty();
}

} // namespace

Problem passedOver(const Where &where, const char *code, Text what, Text remedy)
{
    return {Severity::Low, QString::fromLatin1(code), std::move(what), where, std::move(remedy)};
}

Expected<Read> read(const QByteArray &text, const QString &file)
{
    const Expected<yaml::Tree> tree = yaml::parse(text, file);
    if (!tree)
        return failure(tree.error());
    const yaml::Node root = tree->root().resolved();
    Problems faults = tree->warnings();
    yaml::Reader reader(root, file, faults);
    Read read;
    if (isOwnFile(root)) {
        readOwnFile(reader, read);
    } else if (isAwsOutput(root)) {
        readAwsOutput(reader, read);
    } else if (isCdkContext(root)) {
        readCdkContext(reader, read);
    } else {
        return failure(
            {.severity = Severity::High,
             .code = QStringLiteral("facts.unknown-kind"),
             .what = {STRATOPLAN_TEXT("Facts",
                                      "It says nothing about networks in a form that is "
                                      "known"),
                      {}},
             .where = {file, root ? root.line() : 0, root ? root.column() : 0, {}},
             .remedy = {STRATOPLAN_TEXT("Facts",
                                        "give a facts file (stratoplanFacts: 1), the JSON of aws "
                                        "ec2 describe-subnets and its like, or cdk.context.json"),
                        {}}});
    }
    if (!faults.isEmpty())
        return failure(faults);
    if (isEmpty(read.facts)) {
        read.problems.append(
            passedOver({file, 0, 0, {}}, "facts.nothing",
                       Text{STRATOPLAN_TEXT("Facts", "It describes no network"), {}}, {}));
    }
    return read;
}

Read merged(Read earlier, const Read &later)
{
    Facts &facts = earlier.facts;
    QStringList contradicted;
    layAll(facts.vpcs, later.facts.vpcs, contradicted);
    layAll(facts.subnets, later.facts.subnets, contradicted);
    layAll(facts.routeTables, later.facts.routeTables, contradicted);
    layAll(facts.nats, later.facts.nats, contradicted);
    layAll(facts.endpoints, later.facts.endpoints, contradicted);
    layAll(facts.securityGroups, later.facts.securityGroups, contradicted);
    layAll(facts.names, later.facts.names, contradicted);
    facts.origins.append(later.facts.origins);
    earlier.problems.append(later.problems);
    const QString file
        = later.facts.origins.isEmpty() ? QString() : later.facts.origins.last().file;
    for (const QString &id : std::as_const(contradicted)) {
        earlier.problems.append(
            passedOver({file, 0, 0, {}}, "facts.contradiction",
                       Text{STRATOPLAN_TEXT("Facts",
                                            "It says something else of {id} than a file before it; "
                                            "what it says is taken"),
                            {{QStringLiteral("id"), id}}},
                       Text{STRATOPLAN_TEXT("Facts", "give files of one day, or drop one"), {}}));
    }
    return earlier;
}

} // namespace stratoplan::facts
