// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/places.h"

#include <array>

namespace stratoplan::sam {

namespace {

// Where types keep a list of subnets, first match wins. "*" is every item.
constexpr std::array subnetLists{
    u"SubnetIds",
    u"Subnets",
    u"VpcSubnetIds",
    u"VpcConfig.SubnetIds",
    u"VpcConfiguration.SubnetIds",
    u"VPCOptions.SubnetIds",
    u"BrokerNodeGroupInfo.ClientSubnets",
    u"VpcConfigs.0.SubnetIds",
    u"NetworkConfiguration.AwsvpcConfiguration.Subnets",
    u"ComputeResources.Subnets",
    u"ResourcesVpcConfig.SubnetIds",
    u"VPCZoneIdentifier",
};
constexpr std::array groupLists{
    u"SecurityGroupIds",
    u"SecurityGroups",
    u"VpcSecurityGroupIds",
    u"VPCSecurityGroups",
    u"VpcConfig.SecurityGroupIds",
    u"VpcConfiguration.SecurityGroupIds",
    u"VPCOptions.SecurityGroupIds",
    u"BrokerNodeGroupInfo.SecurityGroups",
    u"VpcConfigs.0.SecurityGroups",
    u"NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",
    u"ComputeResources.SecurityGroupIds",
    u"ResourcesVpcConfig.SecurityGroupIds",
};
// Properties that name a subnet group, and those that name the cluster whose network is shared.
constexpr std::array groupNames{
    u"DBSubnetGroupName",
    u"CacheSubnetGroupName",
    u"SubnetGroupName",
    u"ClusterSubnetGroupName",
    u"ReplicationSubnetGroupIdentifier",
};

bool isSubnetGroup(const QString &type)
{
    return type.endsWith(QLatin1String("SubnetGroup"));
}

Value listOf(QList<Value> items)
{
    Value list;
    list.kind = Value::Kind::List;
    list.items = std::move(items);
    return list;
}

Value ownSubnets(const Value &properties)
{
    for (const char16_t *path : subnetLists) {
        const Value &list = properties.at(path);
        if (list.isStated())
            return list;
    }
    if (const Value &one = properties[u"SubnetId"]; one.isStated())
        return listOf({one});
    const QList<Value> mapped = each(properties, u"SubnetMappings.*.SubnetId");
    return mapped.isEmpty() ? Value() : listOf(mapped);
}

Value subnetsOf(const Template &reading, const Resource &resource)
{
    const Value own = ownSubnets(resource.properties);
    if (own.isStated())
        return own;
    for (const char16_t *name : groupNames) {
        for (const Reference &reference : resource.properties[name].references()) {
            const Resource *group = reading.resource(reference.id);
            if (group && isSubnetGroup(group->type))
                return group->properties[u"SubnetIds"];
        }
    }
    for (const Reference &reference : resource.properties[u"DBClusterIdentifier"].references()) {
        const Resource *cluster = reading.resource(reference.id);
        // A cluster has no DBClusterIdentifier that refers to another one, so this ends here.
        if (cluster && cluster != &resource && !cluster->properties.has(u"DBClusterIdentifier"))
            return subnetsOf(reading, *cluster);
    }
    return {};
}

QList<Value> groupsOf(const Value &properties)
{
    for (const char16_t *path : groupLists) {
        const Value &list = properties.at(path);
        if (list.isStated())
            return list.list();
    }
    return {};
}

} // namespace

QList<Placement> placements(Template &reading)
{
    QList<Placement> found;
    QHash<ElementId, Placement> mounted;
    for (const Resource &resource : reading.resources) {
        const Value &properties = resource.properties;
        if (auto *function = reading.draft.get<Function>(resource.element)) {
            const Value &network = properties[u"VpcConfig"];
            if (!network.isStated())
                continue;
            // An empty list takes a function out of the network that Globals put it in.
            const Value &subnets = network[u"SubnetIds"];
            const QList<Value> groups = network[u"SecurityGroupIds"].list();
            const bool emptied = subnets.isList() && subnets.items.isEmpty() && groups.isEmpty();
            const bool empty = network.isMap() && !subnets.isStated() && groups.isEmpty();
            function->inVpc = !emptied && !empty;
            if (function->inVpc)
                found.append({resource.element, network.isMap() ? subnets : network, groups});
            continue;
        }
        if (!reading.draft.get<Service>(resource.element))
            continue;
        if (resource.type == QLatin1String("AWS::EFS::MountTarget")) {
            const ElementId system = reading.elementOf<Service>(properties[u"FileSystemId"]);
            if (!system)
                continue;
            Placement &place = mounted[system];
            place.element = system;
            QList<Value> items = place.subnets.items;
            items.append(properties[u"SubnetId"]);
            place.subnets = listOf(items);
            const QList<Value> groups = properties[u"SecurityGroups"].list();
            for (const Value &group : groups) {
                const auto same = [&group](const Value &other) { return other.text == group.text; };
                if (std::none_of(place.groups.begin(), place.groups.end(), same))
                    place.groups.append(group);
            }
            continue;
        }
        if (reading.isConfiguration(resource.element) || isSubnetGroup(resource.type))
            continue;
        const Value subnets = subnetsOf(reading, resource);
        const QList<Value> groups = groupsOf(properties);
        if (subnets.isStated())
            found.append({resource.element, subnets, groups});
    }
    QList<ElementId> systems = mounted.keys();
    std::sort(systems.begin(), systems.end());
    for (const ElementId system : std::as_const(systems))
        found.append(mounted.value(system));
    return found;
}

int Unions::node()
{
    const int node = static_cast<int>(m_parents.size());
    m_parents.push_back(node);
    return node;
}

int Unions::root(int node)
{
    while (m_parents[static_cast<size_t>(node)] != node) {
        const int parent = m_parents[static_cast<size_t>(node)];
        m_parents[static_cast<size_t>(node)] = m_parents[static_cast<size_t>(parent)];
        node = parent;
    }
    return node;
}

void Unions::join(int one, int other)
{
    const int a = root(one);
    const int b = root(other);
    // The earlier one stays the root, so that names follow the order of the text.
    m_parents[static_cast<size_t>(std::max(a, b))] = std::min(a, b);
}

} // namespace stratoplan::sam
