// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/model/elements.h"

#include <QDate>
#include <QMap>
#include <QStringList>

#include <optional>

namespace stratoplan::facts {

// What is known of networks that a design only names because they live elsewhere. Things are known
// by their ids ("subnet-0a1b"); where nobody knows the id, a facts file may use a word of its own.
// Empty texts and lists are unknown.

struct VpcFacts
{
    QString id;
    QString name; ///< tag Name
    QStringList cidrs; ///< IPv4 blocks
    QString ipv6Cidr;

    bool operator==(const VpcFacts &) const = default;
};

struct SubnetFacts
{
    QString id;
    QString name;
    QString vpc;
    QString zone; ///< "us-east-1a"
    QString cidr;
    QString ipv6Cidr;
    /// Its own table; empty = the main table of its VPC, or unknown.
    QString routeTable;
    /// Where somebody states it; routes tell better.
    std::optional<bool> isPublic;
    /// Addresses that something not drawn takes.
    std::optional<int> otherResidents;

    bool operator==(const SubnetFacts &) const = default;
};

struct RouteFacts
{
    QString destination; ///< CIDR or prefix list
    /// Id of what the traffic goes to ("nat-0a1b", "vpce-0a1b"), or one of the words "internet" and
    /// "egress-only", for the one gateway of that kind that a VPC can have.
    QString target;

    bool operator==(const RouteFacts &) const = default;
};

/// A table whose routes are all known. The route inside the VPC ("local") is left out.
struct RouteTableFacts
{
    QString id;
    QString name;
    QString vpc;
    bool main = false;
    QStringList subnets; ///< that are associated with it
    QList<RouteFacts> routes;

    bool operator==(const RouteTableFacts &) const = default;
};

struct NatFacts
{
    QString id;
    QString name;
    QString vpc;
    QString subnet; ///< empty for a regional one
    bool regional = false;
    bool isPrivate = false; ///< leads to other networks, not to the internet

    bool operator==(const NatFacts &) const = default;
};

struct EndpointFacts
{
    QString id;
    QString name;
    QString vpc;
    QString service; ///< last part of the service name: "s3", "ecr.dkr"
    EndpointKind kind = EndpointKind::Interface;
    QStringList subnets;
    QStringList routeTables;
    QStringList securityGroups;

    bool operator==(const EndpointFacts &) const = default;
};

struct RuleFacts
{
    bool ingress = true;
    QString protocol; ///< "tcp", "-1" for all
    int fromPort = -1; ///< -1 = all
    int toPort = -1;
    QString cidr; ///< or a prefix list
    QString group; ///< id of a security group

    bool operator==(const RuleFacts &) const = default;
};

struct SecurityGroupFacts
{
    QString id;
    QString name;
    QString vpc;
    QList<RuleFacts> rules;

    bool operator==(const SecurityGroupFacts &) const = default;
};

/// Where facts come from.
struct Provenance
{
    QString file;
    QString source; ///< as the file says; for AWS output the calls, for CDK "cdk.context.json"
    QDate date; ///< invalid where the file states none: AWS output and cdk.context.json never do

    bool operator==(const Provenance &) const = default;
};

/// All that is known, by id. A value without behaviour: see read.h and apply.h.
struct Facts
{
    QMap<QString, VpcFacts> vpcs;
    QMap<QString, SubnetFacts> subnets;
    QMap<QString, RouteTableFacts> routeTables;
    QMap<QString, NatFacts> nats;
    QMap<QString, EndpointFacts> endpoints;
    QMap<QString, SecurityGroupFacts> securityGroups;
    /// What stands behind a name: of an export, a template parameter, a Systems Manager parameter
    /// or an element. One id, or several where the name is that of a list.
    QMap<QString, QStringList> names;
    QList<Provenance> origins;

    bool operator==(const Facts &) const = default;
};

} // namespace stratoplan::facts
