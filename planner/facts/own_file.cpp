// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/facts/kinds.h"

namespace stratoplan::facts {

namespace {

constexpr int version = 1;

QString textOf(yaml::Reader &entry, QByteArrayView key)
{
    return entry.optionalString(key).value_or(QString());
}

/// Reads every entry of a list into a map by id; an id that is there twice is a fault.
template <class Entry, class ReadEntry>
void readAll(yaml::Reader &root, QByteArrayView key, QMap<QString, Entry> &entries,
             ReadEntry readEntry)
{
    root.each(key, [&](yaml::Reader item) {
        Entry entry;
        entry.id = item.string("id");
        entry.name = textOf(item, "name");
        readEntry(item, entry);
        item.refuseOthers();
        if (entry.id.isEmpty())
            return;
        if (entries.contains(entry.id)) {
            item.report(
                QStringLiteral("facts.stated-twice"),
                Text{STRATOPLAN_TEXT("Facts", "{id} is described twice"),
                     {{QStringLiteral("id"), entry.id}}},
                Text{STRATOPLAN_TEXT("Facts", "keep one of the two, or correct its id"), {}});
        }
        entries.insert(entry.id, std::move(entry));
    });
}

RuleFacts readRule(yaml::Reader item)
{
    RuleFacts rule;
    const QString direction = item.string("direction");
    rule.ingress = direction != QLatin1String("out");
    if (!direction.isEmpty() && rule.ingress && direction != QLatin1String("in")) {
        item.report(item.member("direction").node(), QStringLiteral("facts.unknown-word"),
                    Text{STRATOPLAN_TEXT("Facts", "\"{word}\" is no direction"),
                         {{QStringLiteral("word"), direction}}},
                    Text{STRATOPLAN_TEXT("Facts", "write in or out"), {}});
    }
    rule.protocol = item.optionalString("protocol").value_or(QStringLiteral("-1"));
    rule.fromPort = static_cast<int>(item.optionalInteger("fromPort").value_or(-1));
    rule.toPort = static_cast<int>(item.optionalInteger("toPort").value_or(rule.fromPort));
    rule.cidr = textOf(item, "cidr");
    rule.group = textOf(item, "group");
    item.refuseOthers();
    return rule;
}

EndpointKind readKind(yaml::Reader &item)
{
    const QString word = item.string("kind");
    const std::optional<EndpointKind> kind = endpointKindFromId(word);
    if (!kind && !word.isEmpty()) {
        item.report(item.member("kind").node(), QStringLiteral("facts.unknown-word"),
                    Text{STRATOPLAN_TEXT("Facts", "\"{word}\" is no kind of endpoint"),
                         {{QStringLiteral("word"), word}}},
                    Text{STRATOPLAN_TEXT("Facts", "write gateway or interface"), {}});
    }
    return kind.value_or(EndpointKind::Interface);
}

} // namespace

bool isOwnFile(yaml::Node root)
{
    return root.isMapping() && root.has("stratoplanFacts");
}

void readOwnFile(yaml::Reader root, Read &read)
{
    Facts &facts = read.facts;
    const qint64 stated = root.integer("stratoplanFacts");
    if (stated > version) {
        root.report(QStringLiteral("facts.newer-version"),
                    Text{STRATOPLAN_TEXT("Facts",
                                         "It is a facts file of version {version}; this program "
                                         "reads version {known}"),
                         {{QStringLiteral("version"), stated}, {QStringLiteral("known"), version}}},
                    Text{STRATOPLAN_TEXT("Facts", "use a newer program"), {}});
        return;
    }
    Provenance origin;
    origin.file = root.file();
    origin.date = root.date("date");
    origin.source = root.string("source");
    facts.origins.append(origin);

    root.eachEntry("names", [&](const QString &name, yaml::Reader entry) {
        if (!entry.node().isSequence()) {
            facts.names.insert(name, {entry.asString()});
            return;
        }
        QStringList &ids = facts.names[name];
        entry.eachItem([&ids](yaml::Reader item) { ids.append(item.asString()); });
    });
    readAll(root, "vpcs", facts.vpcs, [](yaml::Reader &item, VpcFacts &vpc) {
        vpc.cidrs = item.strings("cidrs");
        vpc.ipv6Cidr = textOf(item, "ipv6Cidr");
    });
    readAll(root, "subnets", facts.subnets, [](yaml::Reader &item, SubnetFacts &subnet) {
        subnet.vpc = textOf(item, "vpc");
        subnet.zone = textOf(item, "zone");
        subnet.cidr = textOf(item, "cidr");
        subnet.ipv6Cidr = textOf(item, "ipv6Cidr");
        subnet.routeTable = textOf(item, "routeTable");
        subnet.isPublic = item.optionalBoolean("public");
        if (const auto residents = item.optionalInteger("otherResidents"))
            subnet.otherResidents = static_cast<int>(*residents);
    });
    readAll(root, "routeTables", facts.routeTables, [](yaml::Reader &item, RouteTableFacts &table) {
        table.vpc = textOf(item, "vpc");
        table.main = item.optionalBoolean("main").value_or(false);
        item.each("routes", [&table](yaml::Reader route) {
            RouteFacts known;
            known.destination = route.string("to");
            known.target = route.string("via");
            route.refuseOthers();
            table.routes.append(known);
        });
    });
    readAll(root, "natGateways", facts.nats, [](yaml::Reader &item, NatFacts &nat) {
        nat.vpc = textOf(item, "vpc");
        nat.subnet = textOf(item, "subnet");
        nat.regional = item.optionalBoolean("regional").value_or(false);
        nat.isPrivate = item.optionalBoolean("private").value_or(false);
    });
    readAll(root, "endpoints", facts.endpoints, [](yaml::Reader &item, EndpointFacts &endpoint) {
        endpoint.vpc = item.string("vpc");
        endpoint.service = item.string("service");
        endpoint.kind = readKind(item);
        endpoint.subnets = item.strings("subnets");
        endpoint.routeTables = item.strings("routeTables");
        endpoint.securityGroups = item.strings("securityGroups");
    });
    readAll(root, "securityGroups", facts.securityGroups,
            [](yaml::Reader &item, SecurityGroupFacts &group) {
                group.vpc = textOf(item, "vpc");
                item.each("rules", [&group](yaml::Reader rule) {
                    group.rules.append(readRule(std::move(rule)));
                });
            });
    root.refuseOthers();
}

} // namespace stratoplan::facts
