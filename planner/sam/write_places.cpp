// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/sam/write_steps.h"

namespace stratoplan::sam {

Part subnetList(Writing &writing, const QList<ElementId> &subnets)
{
    Part list = Part::list();
    for (const ElementId id : subnets) {
        const auto *subnet = writing.design.get<Subnet>(id);
        if (!subnet)
            continue;
        const Part one = Part::ref(writing.idOf(id));
        // A parameter that is a list stands alone.
        if (subnet->outside && subnet->several)
            return one;
        if (!list.items().contains(one))
            list.append(one);
    }
    return list;
}

Part demandedSubnets(Writing &writing, const Service &service)
{
    const Part drawn = subnetList(writing, service.subnets);
    if (!drawn.isEmpty())
        return drawn;
    return writing.demanded(Field<QString>(), service.id, "SubnetIds",
                            "List<AWS::EC2::Subnet::Id>");
}

ElementId vpcOf(const Writing &writing, const QList<ElementId> &subnets,
                const QList<ElementId> &groups)
{
    for (const ElementId id : subnets) {
        if (const auto *subnet = writing.design.get<Subnet>(id))
            return subnet->vpc;
    }
    for (const ElementId id : groups) {
        const auto *group = writing.design.get<SecurityGroup>(id);
        if (group && group->vpc)
            return group->vpc;
    }
    return {};
}

std::optional<int> portOf(const Writing &writing, const Service &service)
{
    return catalog::portOf(service, writing.catalog);
}

namespace {

Part groupList(const Writing &writing, const QList<ElementId> &groups)
{
    Part list = Part::list();
    for (const ElementId id : groups) {
        const Part one = Part::ref(writing.idOf(id));
        if (writing.design.get<SecurityGroup>(id) && !list.items().contains(one))
            list.append(one);
    }
    return list;
}

QString ownGroup(Writing &writing, ElementId owner, const QString &wish, const QString &what,
                 ElementId vpc)
{
    const QString id = writing.freeId(wish);
    Part &group = writing.add(owner, id, "AWS::EC2::SecurityGroup");
    group.set("GroupDescription", Part::text(QLatin1String("Security group of ") + what));
    if (vpc)
        group.set("VpcId", Part::ref(writing.idOf(vpc)));
    return id;
}

} // namespace

Part groupsOf(Writing &writing, const Function &function)
{
    const Part drawn = groupList(writing, function.securityGroups);
    if (!drawn.isEmpty())
        return drawn;
    const ElementId vpc = vpcOf(writing, function.subnets, {});
    if (!vpc) {
        return writing.parameter(QStringLiteral("SecurityGroupIds"),
                                 "List<AWS::EC2::SecurityGroup::Id>",
                                 QStringLiteral("Security groups of the functions in the VPC"));
    }
    QString &id = writing.functionGroups[vpc];
    if (id.isEmpty()) {
        id = ownGroup(writing, vpc, writing.idOf(vpc) + QLatin1String("FunctionsGroup"),
                      QStringLiteral("the functions in the VPC"), vpc);
        writing.report(Severity::Info, "sam.write.own-group", function.id,
                       {STRATOPLAN_TEXT("Sam",
                                        "No security group is drawn for {name}; {group} is "
                                        "written"),
                        {{QStringLiteral("name"), writing.names.of(function.id)},
                         {QStringLiteral("group"), id}}},
                       {});
    }
    return Part::list({Part::ref(id)});
}

Part demandedGroups(Writing &writing, const Service &service)
{
    const Part drawn = groupList(writing, service.securityGroups);
    if (!drawn.isEmpty())
        return drawn;
    const ElementId vpc = vpcOf(writing, service.subnets, {});
    if (!vpc) {
        return writing.demanded(Field<QString>(), service.id, "SecurityGroupIds",
                                "List<AWS::EC2::SecurityGroup::Id>");
    }
    const QString id
        = ownGroup(writing, service.id, writing.idOf(service.id) + QLatin1String("Group"),
                   writing.idOf(service.id), vpc);
    const std::optional<int> port = portOf(writing, service);
    QSet<QByteArray> seen;
    for (const Connection *connection : writing.graph.incoming(service.id)) {
        const auto *function = writing.design.get<Function>(connection->from);
        if (!function || !port || function->subnets.isEmpty())
            continue;
        const Part groups = groupsOf(writing, *function);
        for (const Part &group : groups.items()) {
            if (seen.contains(group.scalar()))
                continue;
            seen.insert(group.scalar());
            Part rule;
            rule.set("IpProtocol", Part::text("tcp"));
            rule.set("FromPort", Part::number(*port));
            rule.set("ToPort", Part::number(*port));
            rule.set("SourceSecurityGroupId", group);
            (*writing.properties(id))["SecurityGroupIngress"].append(rule);
        }
    }
    writing.report(
        Severity::Info, "sam.write.own-group", service.id,
        {STRATOPLAN_TEXT("Sam",
                         "No security group is drawn for {name}; {group} is "
                         "written"),
         {{QStringLiteral("name"), writing.names.of(service.id)}, {QStringLiteral("group"), id}}},
        {});
    return Part::list({Part::ref(id)});
}

} // namespace stratoplan::sam
