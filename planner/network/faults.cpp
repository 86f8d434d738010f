// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/faults.h"

#include "planner/network/cidr6.h"

namespace stratoplan::network {

namespace {

std::optional<Cidr6> block6Of(const Field<QString> &field)
{
    const std::optional<ParsedCidr6> parsed = field ? parseCidr6(*field) : std::nullopt;
    return parsed ? std::optional(parsed->cidr) : std::nullopt;
}

QString shown(const Common &element)
{
    return element.label.isEmpty() ? element.name : element.label;
}

class Faults
{
public:
    Faults(const Design &design, const Limits &limits)
        : m_design(design)
        , m_limits(limits)
    {
    }

    Problems find()
    {
        const QList<const Vpc *> networks = m_design.all<Vpc>();
        for (const Vpc *vpc : networks)
            checkVpc(*vpc);
        const QList<const Subnet *> subnets = m_design.all<Subnet>();
        for (const Subnet *subnet : subnets)
            checkSubnet(*subnet);
        for (qsizetype i = 0; i < subnets.size(); ++i) {
            for (qsizetype j = 0; j < i; ++j)
                checkPair(*subnets.at(j), *subnets.at(i));
        }
        return m_problems;
    }

private:
    void report(Severity severity, const char *code, const Common &element, Text what, Text remedy)
    {
        Problem problem;
        problem.severity = severity;
        problem.code = QString::fromLatin1(code);
        problem.what = std::move(what);
        problem.where.element = element.name;
        problem.remedy = std::move(remedy);
        m_problems.append(problem);
    }

    /// Checks one block by itself.
    void checkBlock(const Field<QString> &field, const Common &element, int shortest, int longest)
    {
        if (!field)
            return;
        Args args{{QStringLiteral("element"), shown(element)},
                  {QStringLiteral("cidr"), *field},
                  {QStringLiteral("shortest"), shortest},
                  {QStringLiteral("longest"), longest}};
        const std::optional<ParsedCidr> parsed = parseCidr(*field);
        if (!parsed) {
            report(Severity::Blocker, "network.bad-cidr", element,
                   {STRATOPLAN_TEXT("Network", "{cidr} is no IPv4 block"), args},
                   {STRATOPLAN_TEXT("Network", "write it as 10.0.0.0/24"), {}});
            return;
        }
        args.insert(QStringLiteral("masked"), parsed->cidr.toString());
        if (parsed->hadHostBits) {
            report(Severity::Low, "network.host-bits", element,
                   {STRATOPLAN_TEXT("Network", "{cidr} has host bits; EC2 makes {masked} of it"),
                    args},
                   {STRATOPLAN_TEXT("Network", "write {masked}"), args});
        }
        if (parsed->cidr.prefix < shortest || parsed->cidr.prefix > longest) {
            report(
                Severity::Blocker, "network.prefix", element,
                {STRATOPLAN_TEXT("Network", "{cidr} is out of the range /{shortest} to /{longest}"),
                 args},
                {STRATOPLAN_TEXT("Network", "choose a block of /{shortest} to /{longest}"), args});
        }
    }

    /// An IPv6 block by itself: its length, a multiple of four, and its host bits.
    void checkBlock6(const Field<QString> &field, const Common &element, int longest)
    {
        if (!field)
            return;
        Args args{{QStringLiteral("cidr"), *field},
                  {QStringLiteral("shortest"), m_limits.shortestIpv6Prefix},
                  {QStringLiteral("longest"), longest},
                  {QStringLiteral("step"), m_limits.ipv6PrefixStep}};
        const std::optional<ParsedCidr6> parsed = parseCidr6(*field);
        if (!parsed) {
            report(Severity::Blocker, "network.bad-ipv6", element,
                   {STRATOPLAN_TEXT("Network", "{cidr} is no IPv6 block"), args},
                   {STRATOPLAN_TEXT("Network", "write it as 2001:db8::/64"), {}});
            return;
        }
        args.insert(QStringLiteral("masked"), parsed->cidr.toString());
        if (parsed->hadHostBits) {
            report(
                Severity::Low, "network.host-bits-ipv6", element,
                {STRATOPLAN_TEXT("Network", "{cidr} has host bits; the block is {masked}"), args},
                {STRATOPLAN_TEXT("Network", "write {masked}"), args});
        }
        const int prefix = parsed->cidr.prefix;
        if (prefix < m_limits.shortestIpv6Prefix || prefix > longest
            || prefix % m_limits.ipv6PrefixStep != 0) {
            report(Severity::Blocker, "network.prefix-ipv6", element,
                   {STRATOPLAN_TEXT("Network",
                                    "{cidr} is none of /{shortest} to /{longest} in steps of "
                                    "{step}"),
                    args},
                   {STRATOPLAN_TEXT("Network", "choose a block of /{longest}"), args});
        }
    }

    void checkSubnet6(const Subnet &subnet, const Vpc *vpc)
    {
        checkBlock6(subnet.ipv6Cidr, subnet, m_limits.longestIpv6Prefix);
        const std::optional<Cidr6> block = block6Of(subnet.ipv6Cidr);
        const std::optional<Cidr6> outer = vpc ? block6Of(vpc->ipv6Cidr) : std::nullopt;
        if (!block || !outer || outer->contains(*block))
            return;
        report(Severity::Blocker, "network.outside-vpc-ipv6", subnet,
               {STRATOPLAN_TEXT("Network", "{cidr} lies outside {vpc}, which has {blocks}"),
                {{QStringLiteral("cidr"), block->toString()},
                 {QStringLiteral("vpc"), shown(*vpc)},
                 {QStringLiteral("blocks"), outer->toString()}}},
               {STRATOPLAN_TEXT("Network", "choose a block inside the VPC"), {}});
    }

    void checkPair6(const Subnet &first, const Subnet &second)
    {
        const std::optional<Cidr6> a = block6Of(first.ipv6Cidr);
        const std::optional<Cidr6> b = block6Of(second.ipv6Cidr);
        if (!a || !b || !a->overlaps(*b))
            return;
        report(Severity::Blocker, "network.overlap-ipv6", second,
               {STRATOPLAN_TEXT("Network", "{cidr} overlaps {other} ({otherCidr})"),
                {{QStringLiteral("cidr"), b->toString()},
                 {QStringLiteral("other"), shown(first)},
                 {QStringLiteral("otherCidr"), a->toString()}}},
               {STRATOPLAN_TEXT("Network", "give one of them a free block"), {}});
    }

    void checkVpc(const Vpc &vpc)
    {
        checkBlock6(vpc.ipv6Cidr, vpc, m_limits.longestVpcIpv6Prefix);
        QList<Cidr> blocks;
        for (const Field<QString> &field : vpc.cidrs) {
            checkBlock(field, vpc, m_limits.shortestVpcPrefix, m_limits.longestVpcPrefix);
            const std::optional<Cidr> block = blockOf(field);
            if (!block)
                continue;
            for (const Cidr &other : std::as_const(blocks)) {
                if (!other.overlaps(*block))
                    continue;
                report(Severity::Blocker, "network.overlap", vpc,
                       {STRATOPLAN_TEXT("Network", "Its blocks {first} and {second} overlap"),
                        {{QStringLiteral("first"), other.toString()},
                         {QStringLiteral("second"), block->toString()}}},
                       {STRATOPLAN_TEXT("Network", "drop one of them"), {}});
            }
            blocks.append(*block);
        }
    }

    void checkSubnet(const Subnet &subnet)
    {
        checkBlock(subnet.cidr, subnet, m_limits.shortestPrefix, m_limits.longestPrefix);
        const Vpc *vpc = m_design.get<Vpc>(subnet.vpc);
        const std::optional<Cidr> block = blockOf(subnet.cidr);
        if (block && vpc)
            checkInside(subnet, *block, *vpc);
        checkSubnet6(subnet, vpc);

        const Zone *zone = m_design.get<Zone>(subnet.zone);
        if (zone && zone->vpc != subnet.vpc) {
            report(Severity::Blocker, "network.foreign-zone", subnet,
                   {STRATOPLAN_TEXT("Network", "It lies in a zone of another VPC"), {}},
                   {STRATOPLAN_TEXT("Network", "move it into a zone of its own VPC"), {}});
        } else if (!zone && !subnet.outside) {
            report(Severity::Low, "network.no-zone", subnet,
                   {STRATOPLAN_TEXT("Network", "Its zone is not known; AWS chooses one"), {}},
                   {STRATOPLAN_TEXT("Network", "state the zone"), {}});
        }
    }

    void checkInside(const Subnet &subnet, const Cidr &block, const Vpc &vpc)
    {
        QStringList words;
        for (const Field<QString> &field : vpc.cidrs) {
            const std::optional<Cidr> outer = blockOf(field);
            if (!outer || outer->contains(block))
                return;
            words.append(outer->toString());
        }
        if (words.isEmpty())
            return;
        report(
            Severity::Blocker, "network.outside-vpc", subnet,
            {STRATOPLAN_TEXT("Network", "{cidr} lies outside {vpc}, which has {blocks}"),
             {{QStringLiteral("cidr"), block.toString()},
              {QStringLiteral("vpc"), shown(vpc)},
              {QStringLiteral("blocks"), words}}},
            {STRATOPLAN_TEXT("Network", "choose a block inside the VPC, or add a block to the VPC"),
             {}});
    }

    void checkPair(const Subnet &first, const Subnet &second)
    {
        if (first.vpc != second.vpc)
            return;
        // Under different conditions only one of the two may ever exist.
        if (first.condition != second.condition && !first.condition.isEmpty()
            && !second.condition.isEmpty())
            return;
        checkPair6(first, second);
        const std::optional<Cidr> a = blockOf(first.cidr);
        const std::optional<Cidr> b = blockOf(second.cidr);
        if (!a || !b || !a->overlaps(*b))
            return;
        report(Severity::Blocker, "network.overlap", second,
               {STRATOPLAN_TEXT("Network", "{cidr} overlaps {other} ({otherCidr})"),
                {{QStringLiteral("cidr"), b->toString()},
                 {QStringLiteral("other"), shown(first)},
                 {QStringLiteral("otherCidr"), a->toString()}}},
               {STRATOPLAN_TEXT("Network", "give one of them a free block"), {}});
    }

    const Design &m_design;
    const Limits &m_limits;
    Problems m_problems;
};

constexpr QLatin1String interfaceQuota("network.interface-quota");

Problem overQuota(Text what, const QString &element)
{
    Problem problem;
    problem.severity = Severity::High;
    problem.code = interfaceQuota;
    problem.what = std::move(what);
    problem.where.element = element;
    problem.remedy = {STRATOPLAN_TEXT("Network",
                                      "let functions share security groups and subnets, or ask "
                                      "for a higher quota"),
                      {}};
    return problem;
}

} // namespace

std::optional<Cidr> blockOf(const Field<QString> &field)
{
    if (!field)
        return std::nullopt;
    const std::optional<ParsedCidr> parsed = parseCidr(*field);
    return parsed ? std::optional(parsed->cidr) : std::nullopt;
}

Problems faultsOf(const Design &design, const Limits &limits)
{
    return Faults(design, limits).find();
}

bool isQuotaFault(const Problem &problem)
{
    return problem.code == interfaceQuota;
}

Problems quotaFaultsOf(const Plan &plan, const Design &design, const Limits &limits)
{
    Problems problems;
    qint64 inRegion = 0;
    for (const VpcPlan &network : plan.networks) {
        qint64 here = 0;
        for (const SubnetPlan &subnet : network.subnets)
            here += subnet.interfaces.value_or(0);
        inRegion += here;
        if (plan.model != Model::Hyperplane || !limits.interfacesPerVpc
            || double(here) <= *limits.interfacesPerVpc)
            continue;
        const Vpc *vpc = design.get<Vpc>(network.vpc);
        problems.append(overQuota(
            {STRATOPLAN_TEXT("Network",
                             "Functions need {interfaces} interfaces in one VPC; the quota is "
                             "{quota}"),
             {{QStringLiteral("interfaces"), here},
              {QStringLiteral("quota"), *limits.interfacesPerVpc}}},
            vpc ? vpc->name : QString()));
    }
    if (plan.model == Model::PerContainerEni && limits.interfacesPerRegion
        && double(inRegion) > *limits.interfacesPerRegion) {
        problems.append(overQuota(
            {STRATOPLAN_TEXT("Network",
                             "Functions need {interfaces} interfaces in the region; the quota "
                             "is {quota}"),
             {{QStringLiteral("interfaces"), inRegion},
              {QStringLiteral("quota"), *limits.interfacesPerRegion}}},
            {}));
    }
    return problems;
}

} // namespace stratoplan::network
