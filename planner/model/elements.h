// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/units.h"
#include "planner/model/element_id.h"
#include "planner/model/field.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <variant>

namespace stratoplan {

/// Place on the canvas in logical pixels at 100 %; y grows downwards.
struct Point
{
    double x = 0;
    double y = 0;

    bool operator==(const Point &) const = default;
};

struct Size
{
    double width = 0;
    double height = 0;

    bool operator==(const Size &) const = default;
};

/// What every element has.
struct Common
{
    ElementId id;
    /// Unique within the design; the logical id of an imported element. Connections have no name of
    /// their own: theirs is made of their ends (see names.h).
    QString name;
    /// What the drawing shows instead of the name; empty = the name.
    QString label;
    /// Upper left corner; nothing = not laid out yet.
    std::optional<Point> position;
    /// CloudFormation type of an imported element ("AWS::SQS::Queue"); empty for a drawn one.
    QString cfnType;
    /// Name of the stack whose template has it, in a design of several (Settings::stacks); empty =
    /// the design's only template, or none.
    QString stack;
    /// Name of the template condition that decides whether the element exists; empty = always.
    QString condition;
    /// Design-file keys that this version does not know, as YAML text, kept when the file is
    /// written.
    QString unknownKeys;

    bool operator==(const Common &) const = default;
};

/// How a trigger reaches a function: the model decides retries, failure targets, order and scaling.
enum class Execution
{
    Synchronous, ///< the caller waits
    Asynchronous, ///< Lambda queues the event
    Queue, ///< polled from a queue
    Stream, ///< polled in order, by shard
};

/// Whether running the handler twice on one event does harm.
enum class Idempotent
{
    Unknown,
    Yes,
    No
};

/// One measured memory setting of a function.
struct Measurement
{
    MiB memory;
    Milliseconds duration; ///< mean of warm invocations
    std::optional<Milliseconds> init; ///< mean Init Duration where it was recorded
    std::optional<int> samples{}; ///< warm invocations behind the mean, where they were counted
    std::optional<Milliseconds> p95{}; ///< of their durations
    std::optional<int> initSamples{}; ///< cold starts behind the mean of init
    std::optional<Milliseconds> initP95{};
    std::optional<Milliseconds> restore{}; ///< mean Restore Duration, of SnapStart
    std::optional<MiB> maxMemoryUsed{}; ///< the most that an invocation used
    QString source{}; ///< what it was read from: "report-lines", "power-tuning"

    bool operator==(const Measurement &) const = default;
};

/// An answer that a person gave in a decision tree.
struct DecisionAnswer
{
    QString question; ///< id within the tree
    QString answer; ///< "yes", "no" or another answer id of that question
    QString by;
    QDate date;
    QString reason;

    bool operator==(const DecisionAnswer &) const = default;
};

/// What people decided about one function's network. Answers are kept by tree id ("today").
struct Decision
{
    QMap<QString, QList<DecisionAnswer>> answers;

    bool operator==(const Decision &) const = default;
};

struct Function : Common
{
    Field<MiB> memory;
    Field<Seconds> timeout;
    Field<QString> runtime; ///< "nodejs24.x"
    Field<QString> architecture; ///< "x86_64" or "arm64"
    Field<QString> packageType; ///< "zip" or "image"
    Field<QString> handler;
    Field<int> reservedConcurrency;
    Field<int> provisionedConcurrency;
    Field<int> ephemeralStorageMb;
    Field<bool> snapStart;
    Field<bool> tracing;
    Field<bool> managedInstances; ///< runs on a capacity provider

    /// True when the function has a network configuration, even one whose subnets are unknown.
    bool inVpc = false;
    QList<ElementId> subnets;
    QList<ElementId> securityGroups;
    Field<bool> ipv6DualStack; ///< Ipv6AllowedForDualStack

    Field<int> asyncRetries; ///< MaximumRetryAttempts of asynchronous invocation, 0 to 2
    Field<Seconds> asyncMaxEventAge;

    /// Mean duration of a warm invocation at the present memory.
    Field<Milliseconds> duration;
    Field<Milliseconds> p95;
    Field<double> cpuShare; ///< share of the duration that is CPU work, 0 to 1
    Field<double> parallelShare; ///< share of the CPU work that runs in parallel, 0 to 1
    Field<double> coldShare; ///< share of invocations that start cold, 0 to 1
    Field<double> packageMb; ///< zipped
    Field<double> loadedMb; ///< code loaded at initialisation
    Field<double> logKb; ///< written to the log by one invocation, in 1024 bytes
    Field<Milliseconds> init; ///< the user's own initialisation
    Field<double> connections; ///< network connections that one environment holds
    Idempotent idempotent = Idempotent::Unknown;
    QList<Measurement> measurements;

    /// Invocations per second that no drawn trigger explains (called from outside the drawing).
    Field<PerSecond> rate;
    Field<PerSecond> peakRate;

    Decision decision;
    /// Reason for which policy keeps this function inside a VPC although nothing drawn needs it.
    QString vpcPolicyNote;

    bool operator==(const Function &) const = default;
};

/// Anything that a function is triggered by or talks to, and every other resource of a template.
struct Service : Common
{
    /// Kind in the catalogue ("queue", "relational-database", "outside-system"); "unknown" for a
    /// resource that the catalogue does not have.
    QString kind;
    /// Values of the kind's catalogue fields, by field key ("visibilityTimeoutS",
    /// "maxConnections").
    QMap<QString, Field<QVariant>> properties;

    /// Where it stands when its kind has a private address.
    QList<ElementId> subnets;
    QList<ElementId> securityGroups;

    /// Traffic that enters the design here.
    Field<PerSecond> rate;
    Field<PerSecond> peakRate;

    bool operator==(const Service &) const = default;
};

/// What a connection means.
enum class Role
{
    Trigger, ///< source invokes or feeds the target
    Call, ///< source asks the target and may wait (function to function, to an API)
    Access, ///< source reads from or writes to the target
    FailureTarget, ///< what the source could not process goes to the target
};

struct Connection : Common
{
    ElementId from;
    ElementId to;
    Role role = Role::Trigger;
    /// Stated execution model; unset = what the catalogue says of the source's kind.
    Field<Execution> execution;

    Field<bool> reads; ///< Access: data flows to the source
    Field<bool> writes; ///< Access: data flows to the target
    Field<double> share; ///< share of the source's events that take this way, 0 to 1
    Field<double> perEvent; ///< calls or events made for each event of the source
    Field<int> batchSize;
    Field<Seconds> batchWindow;
    Field<int> retries;
    Field<Seconds> maxRecordAge;
    Field<bool> partialBatch; ///< ReportBatchItemFailures
    Field<bool> bisect;
    Field<int> parallelization; ///< ParallelizationFactor
    Field<int> maximumConcurrency; ///< of an SQS mapping
    Field<Milliseconds> timeout; ///< TimeoutInMillis of an API integration
    Field<QString> filter; ///< filter pattern as written
    Field<QString>
        prefix; ///< object key prefix: of a trigger what it takes, of an access what is written
    Field<QString> suffix;
    Field<double> payloadKb;
    /// Paths in the template that imply the connection ("Resources.Fn.Properties.Events.Api").
    QStringList evidence;
    /// Places that its line passes, in order from the source, put by hand; empty = its own way.
    QList<Point> waypoints;

    bool operator==(const Connection &) const = default;
};

/// What Vpc::ipv6Cidr and Subnet::ipv6Cidr say where the block comes from Amazon's own addresses:
/// it is known when the VPC is there.
inline constexpr QLatin1String providedIpv6Block("AmazonProvidedIpv6CidrBlock");

/// A private network. An outside network lives in another stack: only its expression is known.
struct Vpc : Common
{
    QList<Field<QString>> cidrs; ///< IPv4 blocks "10.0.0.0/16"
    Field<QString> ipv6Cidr;
    bool outside = false;

    bool operator==(const Vpc &) const = default;
};

/// One availability zone of a VPC. In a template zones have no resource of their own.
struct Zone : Common
{
    ElementId vpc;
    Field<QString> zone; ///< "us-east-1a", or an expression ("!Select [0, !GetAZs '']")

    bool operator==(const Zone &) const = default;
};

struct Subnet : Common
{
    ElementId vpc;
    ElementId zone; ///< none = unknown
    Field<QString> cidr;
    Field<QString> ipv6Cidr;
    ElementId routeTable; ///< none = the VPC's main table
    /// Known public or private where routes do not tell (an outside network); unset = from routes.
    Field<bool> isPublic;
    bool outside = false;
    /// Stands for a list of subnets of unknown length ("!Ref SubnetIdsParameter").
    bool several = false;
    /// Addresses that something not drawn takes.
    Field<int> otherResidents;
    /// The security group that a template names where a subnet is due: the subnet is there only
    /// because of that mistake. None = a real one.
    ElementId insteadOf;

    bool operator==(const Subnet &) const = default;
};

struct Route
{
    QString destination; ///< CIDR, "::/0", or a prefix list expression
    ElementId target; ///< gateway or endpoint; none without an expression = it leads nowhere
    QString expression; ///< target as written where it is not an element; "local" = the VPC

    bool operator==(const Route &) const = default;
};

struct RouteTable : Common
{
    ElementId vpc;
    bool main = false;
    QList<Route> routes;

    bool operator==(const RouteTable &) const = default;
};

enum class GatewayKind
{
    Internet,
    Nat,
    RegionalNat,
    EgressOnly,
    Private,
    Transit,
    Peering
};

/// A way out of a VPC, drawn on its border. Private = virtual private gateway.
struct Gateway : Common
{
    GatewayKind kind = GatewayKind::Internet;
    ElementId vpc;
    ElementId subnet; ///< where a zonal NAT gateway stands
    Field<double> gbMonth; ///< data processed in a month

    bool operator==(const Gateway &) const = default;
};

enum class EndpointKind
{
    Gateway,
    Interface
};

/// A VPC endpoint, drawn on the border of its VPC.
struct Endpoint : Common
{
    EndpointKind kind = EndpointKind::Gateway;
    ElementId vpc;
    /// Catalogue name of the AWS service behind it ("s3", "dynamodb", "sqs").
    QString service;
    QList<ElementId> subnets; ///< interface endpoint: one address in each
    QList<ElementId> routeTables; ///< gateway endpoint
    QList<ElementId> securityGroups;
    Field<double> gbMonth;

    bool operator==(const Endpoint &) const = default;
};

struct SecurityRule
{
    bool ingress = true;
    QString protocol; ///< "tcp", "-1" for all
    int fromPort = -1; ///< -1 = all
    int toPort = -1;
    QString cidr;
    ElementId group;

    bool operator==(const SecurityRule &) const = default;
};

struct SecurityGroup : Common
{
    ElementId vpc;
    QList<SecurityRule> rules;
    bool outside = false;
    ElementId insteadOf; ///< as in Subnet: the subnet that is named where a group is due

    bool operator==(const SecurityGroup &) const = default;
};

/// A remark on the canvas.
struct Note : Common
{
    QString text;
    Size size{192, 96};

    bool operator==(const Note &) const = default;
};

/// A named frame around what belongs together: a team's part, a bounded context. It says nothing
/// about networks or rights.
struct Group : Common
{
    /// Functions and services outside of every network, networks as a whole, and notes. What stands
    /// in a network has its place from there, and no frame; of two groups that name an element the
    /// first has it.
    QList<ElementId> members;

    bool operator==(const Group &) const = default;
};

using Element = std::variant<Function, Service, Connection, Vpc, Zone, Subnet, RouteTable, Gateway,
                             Endpoint, SecurityGroup, Note, Group>;

/// True when the function has network settings, known or not.
bool standsInVpc(const Function &function);

/// The part that all kinds share.
const Common &common(const Element &element);
Common &common(Element &element);

/// "function", "service", "connection", "vpc", "zone", "subnet", "route-table", "gateway",
/// "endpoint", "security-group", "note", "group": the words of files and messages.
QLatin1String kindWord(const Element &element);

/// A note or a group: on the drawing alone, nothing of it is ever in a template.
bool isAnnotation(const Element &element);

/// Every element that this one refers to, in a fixed order, with repetitions.
QList<ElementId> references(const Element &element);

/// The element without its references to `gone`. Lists lose the entry, single references become
/// none. A connection that loses an end, or a zone or subnet that loses its VPC, cannot stand on
/// its own: then nothing is returned.
std::optional<Element> withoutReference(Element element, ElementId gone);

/// The same element with every reference mapped by `map`; ids that map does not have stay.
Element remapped(Element element, const QHash<ElementId, ElementId> &map);

/// Words of the enums, as files, JSON and the command line have them.
QLatin1String id(Execution execution); ///< "synchronous", "asynchronous", "queue", "stream"
QLatin1String id(Role role); ///< "trigger", "call", "access", "failure"
QLatin1String id(GatewayKind kind); ///< "internet", "nat", "regional-nat", "egress-only", ...
QLatin1String id(EndpointKind kind); ///< "gateway", "interface"
QLatin1String id(Idempotent idempotent);
QLatin1String id(Origin origin); ///< "unset", "own", "globals", "default", "user"
std::optional<Execution> executionFromId(QStringView word);
std::optional<Role> roleFromId(QStringView word);
std::optional<GatewayKind> gatewayKindFromId(QStringView word);
std::optional<EndpointKind> endpointKindFromId(QStringView word);
std::optional<Idempotent> idempotentFromId(QStringView word);
std::optional<Origin> originFromId(QStringView word);

} // namespace stratoplan
