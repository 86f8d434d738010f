// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/base/units.h"
#include "planner/catalog/replacements.h"
#include "planner/model/elements.h"

#include <QDate>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <memory>
#include <optional>

namespace stratoplan::catalog {

enum class Category
{
    Compute,
    Entry,
    Messaging,
    Data,
    Workflow,
    Outside,
    Network,
    Configuration
};

/// Where a service is reached: not by network at all, inside a VPC, or at a public address.
enum class Address
{
    None,
    Vpc,
    Public
};
/// How a VPC reaches it without NAT.
enum class EndpointOffer
{
    Unknown, ///< no list confirms one, and nothing says that there is none
    None,
    Gateway,
    Interface
};

/// Whether what is sent or written to a service starts what the service triggers.
enum class PassesOn
{
    Always, ///< a message, a record, a request
    May, ///< some calls do: a user pool's, an agent's
    Never ///< it triggers for reasons of its own: a rotation, a time, a connection of a client
};

/// What a `source` key of the catalogue stands for.
struct Source
{
    QString id; ///< "S10"
    QString title;
    QString date; ///< of the data, in words where no day is known; may be empty
    QString confidence; ///< "A" primary, "B" secondary and bounded, "C" old or one author
};

/// One property of a service kind that people may set.
struct FieldSpec
{
    QString key; ///< "visibilityTimeoutS", unit in the name
    QString label;
    QString type; ///< "int", "real", "bool", "string", "choice"
    QString unit; ///< "s", "MB", "" ...
    QStringList choices;
    QString cfnPath; ///< property below Properties, dots between: "VisibilityTimeout"; empty = none
    /// Further places where a template may state it, for types that write it otherwise.
    QStringList otherCfnPaths;
    std::optional<double> minimum;
    std::optional<double> maximum;
    QVariant defaultValue; ///< invalid = no documented default
    QString source;
};

/// What a month of a service is made of: the price key in a price book and what it is multiplied
/// by.
struct PriceUse
{
    QString key; ///< key in PriceBook::prices
    QString unit; ///< "request", "hour", "gb", "gb-month", "event", "transition", ...
    double perEvent = 1; ///< units for each event that reaches the service, where unit is per event
    /// Payload that one unit covers, in KB: each begun one is another unit. 0 = any payload.
    double chunkKb = 0;
};

/// What a principal must be allowed to do for one way of using a service.
struct Grant
{
    QString access; ///< "read", "write" or "call"; empty = for each of them
    QStringList actions; ///< IAM actions: "sqs:SendMessage"
    /// What the actions are for where it is not the resource itself: an attribute of it
    /// ("MasterUserSecret.SecretArn"), a pattern like ServiceTemplate::arn, or "*" where IAM knows
    /// no resource for them.
    QString resource;
    QString below; ///< what follows the ARN: "/*"
};

/// How a template names a resource of the kind. In patterns "{id}" is the resource's reference and
/// "{name}" the name that it is given.
struct ServiceTemplate
{
    /// Attribute that is the ARN ("Arn"), "Ref" where the reference is, else a pattern. Empty = the
    /// kind has no resource whose ARN a policy could name.
    QString arn;
    /// Property that gives the resource a name of its own; empty = it cannot have one.
    QString nameProperty;
    QString namedArn; ///< pattern of the ARN of a resource with a name of its own
    /// Last part of the name of the environment variable that tells code of it: "TABLE_NAME".
    QString variable;
    /// What the variable holds: "Ref", an attribute, or a pattern.
    QString value;
    QString namedValue; ///< pattern of the same for a resource with a name of its own
    std::optional<int> port; ///< TCP port where nothing else is stated
    QList<Grant> grants; ///< where no SAM policy template grants as little
    QString source;
};

struct ServiceKind
{
    QString kind; ///< "queue"
    QString label; ///< "Queue"; translated with context "Catalog"
    QString icon; ///< resources/icons/NAME.svg
    Category category = Category::Outside;
    QStringList aliases; ///< what people type: "sqs"
    QStringList cfnTypes; ///< a trailing "*" stands for the rest of a name: "AWS::IAM::*"
    QStringList samEventTypes;
    std::optional<Execution> execution; ///< how it triggers a function; nothing = it does not
    Address address = Address::None;
    EndpointOffer endpoint = EndpointOffer::Unknown;
    QString endpointService; ///< last part of the endpoint's service name: "sqs"
    /// Can be reached without a VPC although its address is private (Data API, public endpoint with
    /// IAM).
    bool reachableOutsideVpc = false;
    bool stateful = false;
    bool storesData = false;
    /// Triggers and failure behaviour.
    bool asyncFailureTarget
        = false; ///< may be a Lambda on-failure destination or dead-letter queue
    /// Longest that a synchronous caller of this kind waits for a function; nothing = no such
    /// limit.
    std::optional<Milliseconds> integrationTimeout;
    /// Asks for an answer by another way and fails for all to see when none comes, so that an event
    /// of it is never lost unnoticed.
    bool awaitsAnswer = false;
    /// Lambda's own loop detection sees cycles through this kind.
    bool loopDetection = false;
    PassesOn passesOn = PassesOn::Always;
    /// Addresses it takes in each of its subnets; nothing = nobody published a figure.
    std::optional<int> addressesPerSubnet;
    /// Field that holds how many nodes it has where each takes an address, spread over its subnets;
    /// empty = none. Where the field is unset, addressesPerSubnet counts.
    QString addressesField;
    bool nodePerSubnet
        = false; ///< has a node in each of its subnets, so outlives a zone of several
    QStringList samPolicies; ///< SAM policy templates by access: "read=SQSPollerPolicy"
    ServiceTemplate inTemplate;
    QList<PriceUse> prices;
    QList<FieldSpec> fields;
    QString source;

    const FieldSpec *field(const QString &key) const;
};

struct Runtime
{
    QString id; ///< "nodejs24.x"
    QString name; ///< "Node.js 24"
    QString family; ///< "nodejs"
    bool preview = false;
    bool containerOnly = false; ///< never as a zip package
    std::optional<QDate> released;
    std::optional<QDate> deprecation;
    std::optional<QDate> blockCreate;
    std::optional<QDate> blockUpdate;
    QString successor;
    QDate asOf; ///< day on which the dates were read
    bool snapStart = false;
    /// Row of the cold-start table that stands for it; empty = not measured.
    QString coldStartKey;
    /// Rows that were measured with a custom runtime: which one fits depends on the program.
    QStringList coldStartChoices;
    QString source;
};

struct Region
{
    QString id;
    QString name;
    std::optional<int> zones;
    QString source;
};

struct Quota
{
    QString key; ///< "lambda.concurrency"
    double value = 0;
    QString unit;
    QDate asOf;
    QString source;
};

/// Price of the units up to `upTo` (infinite in the last tier) within one month.
struct PriceTier
{
    double upTo = 0;
    double price = 0;
};

struct Price
{
    QString key; ///< "lambda.x86.gb-second"
    QString unit; ///< what is counted: "GB-s"
    /// Units that the price list names a price for ("per million"). Tiers hold prices of one unit.
    double per = 1;
    QList<PriceTier> tiers;
    /// Units a month that an account with its free tier does not pay.
    double freePerMonth = 0;
    /// Prices of one book with the same word here draw on one free amount together; empty = each on
    /// its own.
    QString freePool;
    QString confidence;
    QString source;

    /// USD for `amount` units in one month, free tier left aside.
    UsDollars of(double amount) const;
};

struct PriceBook
{
    QString name; ///< "2018-talk", "us-east-1-2026-10"
    QString region;
    QDate date;
    /// Durations are rounded up to this; 0 = not rounded.
    Milliseconds billingIncrement;
    /// Initialisation of on-demand zip functions is billed (since 2025-08-01).
    bool initBilled = false;
    MiB maximumMemory;
    /// Ephemeral storage of a function that costs nothing: the quota
    /// lambda.ephemeral-storage.included.
    MiB includedStorage;
    /// Decimals to which the list rounds what one increment costs at a memory setting, in USD
    /// (2018: 0.000000208 for 100 ms of 128 MB); nothing = it states a price of a GB-second alone.
    std::optional<int> incrementPriceDecimals;
    QMap<QString, Price> prices;
    QString source;

    const Price *price(const QString &key) const;
};

/// One measured cold-start cell: hello-world function of one runtime, architecture, package and
/// memory.
struct ColdStartCell
{
    MiB memory;
    int samples = 0;
    Milliseconds initMedian;
    Milliseconds initP95;
    Milliseconds firstInvoke;
};

/// One runtime x architecture x package with its measured cells in order of memory, and the fitted
/// constants of the phase model.
struct ColdStartRow
{
    QString runtime; ///< key of the table: "nodejs24.x"
    QString architecture;
    QString package; ///< "zip" or "image"
    QList<ColdStartCell> cells;
    Milliseconds init; ///< constant of the model
    Milliseconds firstInvokeBase;
    Milliseconds firstInvokeCpuWork; ///< at one vCPU
    QString source;
};

/// Measured restore of a SnapStart snapshot at one memory setting.
struct RestoreCell
{
    MiB memory;
    Milliseconds restore; ///< median, hooks included
    Milliseconds firstInvoke;
};

/// Restores of one runtime (hello-world function, x86_64, zip), in order of memory.
struct RestoreRow
{
    QString runtime;
    QList<RestoreCell> cells;
    QString source;
};

/// Facts about AWS as data, each figure with its source. Made once, never changed, shared by
/// threads.
class Catalog
{
public:
    const QList<ServiceKind> &services() const { return m_services; }
    /// Null for a kind the catalogue does not have.
    const ServiceKind *service(const QString &kind) const;
    /// By exact type, else by the longest "AWS::X::*" that covers it.
    const ServiceKind *serviceOfCfnType(const QString &cfnType) const;
    const ServiceKind *serviceOfSamEvent(const QString &samEventType) const;
    /// By kind or alias, without regard to case.
    const ServiceKind *serviceOfWord(const QString &word) const;

    const QList<Runtime> &runtimes() const { return m_runtimes; }
    const Runtime *runtime(const QString &id) const;
    const QList<Region> &regions() const { return m_regions; }
    const Region *region(const QString &id) const;
    /// Null for a quota that is not known.
    const Quota *quota(const QString &key) const;
    const QList<PriceBook> &priceBooks() const { return m_priceBooks; }
    const PriceBook *priceBook(const QString &name) const;
    /// The newest book of the region; null when there is none.
    const PriceBook *newestPriceBook(const QString &region) const;
    /// The row of a runtime, or of a row's own name ("go (prov.al2023)"); null when nobody measured
    /// it.
    const ColdStartRow *coldStart(const QString &runtimeId, const QString &architecture,
                                  const QString &package) const;
    const QList<ColdStartRow> &coldStartRows() const { return m_coldStart; }
    /// A modelling constant with its source, e.g. "cold-start.download.base-ms"; null when unknown.
    const Quota *constant(const QString &key) const { return quota(key); }
    /// The quotas PREFIX + number as a curve: curve("cpu.ceiling.") is vCPU by MB.
    QMap<double, double> curve(const QString &prefix) const;
    /// Keys of all quotas, sorted.
    QStringList quotaKeys() const;
    /// What changes do to resources of the type: by exact type, else by the longest "X::*" that
    /// covers it. Null for a type that is not known. The built-in catalogue reads it when it is
    /// first asked for. See replacements.h.
    const ReplacementFacts *replacement(const QString &cfnType) const;
    /// The types of replacements.yaml, sorted.
    QStringList replacementTypes() const;
    /// Null for runtimes whose restore nobody measured.
    const RestoreRow *restore(const QString &runtimeId) const;

    const QList<Source> &sources() const { return m_sources; }
    /// Null for an unknown id.
    const Source *source(const QString &id) const;

private:
    friend class CatalogReader;

    const ServiceKind *at(int index) const;

    QList<ServiceKind> m_services;
    QHash<QString, int> m_serviceByKind;
    QHash<QString, int> m_serviceByCfnType;
    QHash<QString, int> m_serviceByCfnPrefix;
    QHash<QString, int> m_serviceBySamEvent;
    QHash<QString, int> m_serviceByWord;
    QList<Runtime> m_runtimes;
    QList<Region> m_regions;
    QHash<QString, Quota> m_quotas;
    QList<PriceBook> m_priceBooks;
    QList<ColdStartRow> m_coldStart;
    QList<RestoreRow> m_restores;
    ReplacementTable m_replacements;
    QList<Source> m_sources;
};

/// Kinds that only configure others, which drawings set apart.
QSet<QString> configurationKinds(const Catalog &catalog);

/// Reads the catalogue from a folder: sources.yaml, services/*.yaml, runtimes.yaml, regions.yaml,
/// quotas.yaml, database-classes.yaml, price-books/*.yaml, cold-start.yaml, cold-start.csv,
/// cold-start-model.csv and replacements.yaml; what a folder lacks, it does not say. Folders in
/// `overlays` are laid over it in order: entries merge by their key, lists replace, and the result
/// is checked as a whole. An overlay that is a file is one price book. All faults are told with
/// file, line and column.
Expected<std::shared_ptr<const Catalog>> load(const QString &folder,
                                              const QStringList &overlays = {});

/// The catalogue that is built into the program (":/catalog").
Expected<std::shared_ptr<const Catalog>> builtIn();

} // namespace stratoplan::catalog
