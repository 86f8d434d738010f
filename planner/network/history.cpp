// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/history.h"

#include "planner/network/limits.h"
#include "planner/network/what_if.h"

namespace stratoplan::network {

namespace {

Text whyOf(const SubnetPlan &then, const SubnetPlan &now, const Limits &limits)
{
    if (!now.functions)
        return {};
    Args args;
    if (limits.gigabytesPerInterface)
        args.insert(QStringLiteral("perInterfaceGb"), *limits.gigabytesPerInterface);
    if (limits.connectionsPerInterface)
        args.insert(QStringLiteral("perInterface"), *limits.connectionsPerInterface);
    if (!then.interfaces || !now.interfaces) {
        return {STRATOPLAN_TEXT("Network",
                                "Interfaces were counted by environments and their memory; now by "
                                "sets of security groups and their connections"),
                args};
    }
    args.insert(QStringLiteral("then"), *then.interfaces);
    args.insert(QStringLiteral("now"), *now.interfaces);
    if (*then.interfaces > *now.interfaces) {
        return {STRATOPLAN_TEXT("Network",
                                "{then} interfaces, one for every {perInterfaceGb} GB of running "
                                "environments, became {now}: environments share one for each set "
                                "of security groups, up to {perInterface} connections"),
                args};
    }
    if (*then.interfaces < *now.interfaces) {
        return {STRATOPLAN_TEXT("Network",
                                "{then} interfaces became {now}: each set of security groups has "
                                "one of its own, however little runs"),
                args};
    }
    return {STRATOPLAN_TEXT("Network", "{now} interfaces either way"), args};
}

SubnetHistory historyOf(const SubnetPlan &then, const SubnetPlan &now, const Limits &limits)
{
    SubnetHistory history;
    history.subnet = now.subnet;
    history.usable = now.usable;
    history.neededThen = then.needed;
    history.neededNow = now.needed;
    history.afterZoneLossThen = then.neededAfterZoneLoss;
    history.afterZoneLossNow = now.neededAfterZoneLoss;
    history.verdictThen = then.verdict;
    history.verdictNow = now.verdict;
    history.why = whyOf(then, now, limits);
    return history;
}

} // namespace

History historyOf(const Design &design, const catalog::Catalog &catalog, const Plan &plan)
{
    const Limits limits = limitsOf(design, catalog);
    const Plan then = replanned(design, catalog, plan,
                                Options{Model::PerContainerEni, plan.zonesLost, plan.growth});
    const Plan now
        = replanned(design, catalog, plan, Options{Model::Hyperplane, plan.zonesLost, plan.growth});
    History history;
    history.quotaThen = limits.interfacesPerRegion;
    history.interfacesThen = 0;
    for (qsizetype i = 0; i < now.networks.size(); ++i) {
        const VpcPlan &before = then.networks.at(i);
        const VpcPlan &after = now.networks.at(i);
        VpcHistory vpc;
        vpc.vpc = after.vpc;
        vpc.interfacesThen = before.interfaces;
        vpc.interfacesNow = after.interfaces;
        vpc.quotaNow = limits.interfacesPerVpc;
        for (qsizetype j = 0; j < after.subnets.size(); ++j)
            vpc.subnets.append(historyOf(before.subnets.at(j), after.subnets.at(j), limits));
        if (history.interfacesThen && before.interfaces)
            *history.interfacesThen += *before.interfaces;
        else
            history.interfacesThen.reset();
        history.networks.append(vpc);
    }
    history.why = {
        STRATOPLAN_TEXT("Network",
                        "Until 2019 an interface was made and attached when an environment "
                        "started, and the caller waited for it. Now it is made when the function "
                        "is deployed or its network settings change, and environments share it"),
        {}};
    return history;
}

} // namespace stratoplan::network
