// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/facts/kinds.h"

#include <array>

// Shapes as VpcContextResponse of the AWS CDK (cx-api) has them: subnet groups, or the older
// parallel lists in which the subnets of each group stand in order of the zones.

namespace stratoplan::facts {

namespace {

const QLatin1String vpcProvider("vpc-provider:");
const QLatin1String ssmProvider("ssm:");

QString textOf(yaml::Reader &entry, QByteArrayView key)
{
    return entry.optionalString(key).value_or(QString());
}

void readGroup(yaml::Reader group, const QString &vpc, Read &read)
{
    const QString type = textOf(group, "type");
    const QString name = textOf(group, "name");
    group.each("subnets", [&](yaml::Reader item) {
        SubnetFacts subnet;
        subnet.id = item.string("subnetId");
        subnet.vpc = vpc;
        subnet.zone = textOf(item, "availabilityZone");
        subnet.cidr = textOf(item, "cidr");
        subnet.routeTable = textOf(item, "routeTableId");
        subnet.isPublic = type == QLatin1String("Public");
        // A group has a subnet in each zone: only both together name one.
        if (!name.isEmpty())
            subnet.name = subnet.zone.isEmpty() ? name : name + u' ' + subnet.zone;
        read.facts.subnets.insert(subnet.id, subnet);
    });
}

struct Lists
{
    const char *ids;
    const char *names;
    const char *tables;
    bool isPublic;
};
constexpr std::array symmetric{
    Lists{"publicSubnetIds", "publicSubnetNames", "publicSubnetRouteTableIds", true},
    Lists{"privateSubnetIds", "privateSubnetNames", "privateSubnetRouteTableIds", false},
    Lists{"isolatedSubnetIds", "isolatedSubnetNames", "isolatedSubnetRouteTableIds", false},
};

void readLists(yaml::Reader &entry, const Lists &lists, const QStringList &zones,
               const QString &vpc, Read &read)
{
    const QStringList ids = entry.strings(lists.ids);
    const QStringList names = entry.strings(lists.names);
    const QStringList tables = entry.strings(lists.tables);
    for (qsizetype i = 0; i < ids.size(); ++i) {
        SubnetFacts subnet;
        subnet.id = ids.at(i);
        subnet.vpc = vpc;
        if (!zones.isEmpty()) {
            subnet.zone = zones.at(i % zones.size());
            const QString name = names.value(i / zones.size());
            if (!name.isEmpty())
                subnet.name = name + u' ' + subnet.zone;
        }
        subnet.routeTable = tables.value(i);
        subnet.isPublic = lists.isPublic;
        read.facts.subnets.insert(subnet.id, subnet);
    }
}

void readVpc(yaml::Reader entry, Read &read)
{
    VpcFacts vpc;
    vpc.id = entry.string("vpcId");
    if (const QString block = textOf(entry, "vpcCidrBlock"); !block.isEmpty())
        vpc.cidrs.append(block);
    read.facts.vpcs.insert(vpc.id, vpc);
    entry.each("subnetGroups",
               [&](yaml::Reader group) { readGroup(std::move(group), vpc.id, read); });
    const QStringList zones = entry.strings("availabilityZones");
    for (const Lists &lists : symmetric)
        readLists(entry, lists, zones, vpc.id, read);
}

// "ssm:account=...:parameterName=/net/vpc:region=..." is "/net/vpc".
QString parameterOf(const QString &key)
{
    const QString marker = QStringLiteral(":parameterName=");
    const qsizetype from = key.indexOf(marker);
    if (from < 0)
        return {};
    const qsizetype to = key.indexOf(QLatin1String(":region="), from);
    return key.mid(from + marker.size(), to < 0 ? -1 : to - from - marker.size());
}

} // namespace

bool isCdkContext(yaml::Node root)
{
    if (!root.isMapping())
        return false;
    for (int i = 0; i < root.size(); ++i) {
        // Every provider's key says which account it asked.
        const QString key = root.keyAt(i).text();
        if (key.contains(QLatin1String(":account=")) || key.startsWith(vpcProvider))
            return true;
    }
    return false;
}

void readCdkContext(yaml::Reader root, Read &read)
{
    root.eachEntry([&](const QString &key, yaml::Reader entry) {
        if (key.startsWith(vpcProvider) && entry.node().isMapping()) {
            readVpc(std::move(entry), read);
        } else if (key.startsWith(ssmProvider) && entry.node().isScalar()) {
            const QString name = parameterOf(key);
            const QStringList ids = entry.asString().split(u',', Qt::SkipEmptyParts);
            if (!name.isEmpty() && !ids.isEmpty())
                read.facts.names.insert(name, ids);
        }
    });
    read.facts.origins.append({root.file(), QStringLiteral("cdk.context.json"), {}});
}

} // namespace stratoplan::facts
