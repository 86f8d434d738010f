// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/limits.h"

namespace stratoplan::network {

Limits limitsOf(const Design &design, const catalog::Catalog &catalog)
{
    const auto value = [&catalog](const char *key) -> std::optional<double> {
        const catalog::Quota *quota = catalog.quota(QString::fromLatin1(key));
        return quota ? std::optional<double>(quota->value) : std::nullopt;
    };
    Limits limits;
    limits.connectionsPerInterface = value("hyperplane.connections-per-interface");
    limits.gigabytesPerInterface = value("lambda-2018.eni.memory-divisor");
    limits.interfacesPerVpc = value("lambda.eni-per-vpc");
    limits.interfacesPerRegion = value("lambda-2018.eni-per-region");
    limits.blocksPerVpc = value("vpc.cidr-blocks");
    limits.connectionsPerNatAddress = value("nat.connections-per-address");
    limits.concurrency = value("lambda.concurrency");
    if (const Field<int> &stated = design.settings().account.concurrency; stated.isKnown())
        limits.concurrency = *stated;
    else if (!stated.isUnset())
        limits.concurrency.reset();
    if (const std::optional<double> prefix = value("vpc.subnet.prefix.shortest"))
        limits.shortestPrefix = static_cast<int>(*prefix);
    if (const std::optional<double> prefix = value("vpc.subnet.prefix.longest"))
        limits.longestPrefix = static_cast<int>(*prefix);
    if (const std::optional<double> prefix = value("vpc.prefix.shortest"))
        limits.shortestVpcPrefix = static_cast<int>(*prefix);
    if (const std::optional<double> prefix = value("vpc.prefix.longest"))
        limits.longestVpcPrefix = static_cast<int>(*prefix);
    if (const std::optional<double> prefix = value("vpc.ipv6.prefix.shortest"))
        limits.shortestIpv6Prefix = static_cast<int>(*prefix);
    if (const std::optional<double> prefix = value("vpc.subnet.ipv6.prefix.longest"))
        limits.longestIpv6Prefix = static_cast<int>(*prefix);
    if (const std::optional<double> prefix = value("vpc.ipv6.prefix.longest"))
        limits.longestVpcIpv6Prefix = static_cast<int>(*prefix);
    if (const std::optional<double> step = value("vpc.ipv6.prefix.step"); step && *step >= 1)
        limits.ipv6PrefixStep = static_cast<int>(*step);
    if (const std::optional<double> prefix = value("vpc.ipv6.prefix.provided"))
        limits.providedIpv6Prefix = static_cast<int>(*prefix);
    return limits;
}

} // namespace stratoplan::network
