// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/properties.h"

namespace stratoplan {

namespace {

// How the types of fields stand in a QVariant.
template <class T>
struct Held
{
    static QVariant of(const T &value) { return QVariant::fromValue(value); }
    static T from(const QVariant &value) { return value.value<T>(); }
    static constexpr ValueType type = std::is_same_v<T, bool> ? ValueType::Truth
        : std::is_same_v<T, QString>                          ? ValueType::Text
        : std::is_floating_point_v<T>                         ? ValueType::Real
                                                              : ValueType::Integer;
};
template <class Unit, class Number>
struct Held<Quantity<Unit, Number>>
{
    using Value = Quantity<Unit, Number>;
    static QVariant of(const Value &value) { return QVariant::fromValue(value.value); }
    static Value from(const QVariant &value) { return Value(value.value<Number>()); }
    static constexpr ValueType type = Held<Number>::type;
};
template <>
struct Held<Execution>
{
    static QVariant of(Execution value) { return QString(id(value)); }
    static Execution from(const QVariant &value)
    {
        return executionFromId(value.toString()).value_or(Execution::Asynchronous);
    }
    static constexpr ValueType type = ValueType::Word;
};

template <class E, class T>
PropertyRow row(const char *name, PropertyGroup group, Field<T> E::*member,
                std::optional<double> least = {}, std::optional<double> most = {})
{
    PropertyRow made;
    made.name = QString::fromLatin1(name);
    made.group = group;
    made.type = Held<T>::type;
    made.least = least;
    made.most = most;
    made.read = [member](const Element &element) {
        const Field<T> &field = std::get<E>(element).*member;
        Field<QVariant> read;
        if (field.value)
            read.value = Held<T>::of(*field.value);
        read.expression = field.expression;
        read.origin = field.origin;
        return read;
    };
    made.write = [member](Element &element, const Field<QVariant> &value) {
        std::get<E>(element).*member
            = value.value ? Field<T>(Held<T>::from(*value.value)) : Field<T>();
    };
    return made;
}

/// Shown to people under this label.
PropertyRow shown(PropertyRow row, Text label, Text unit = {})
{
    row.label = std::move(label);
    row.unit = std::move(unit);
    return row;
}
PropertyRow inTemplate(PropertyRow row)
{
    row.isInTemplate = true;
    return row;
}
PropertyRow assuming(PropertyRow row, Text assumed)
{
    row.assumed = std::move(assumed);
    return row;
}
PropertyRow hinting(PropertyRow row, Text hint)
{
    row.hint = std::move(hint);
    return row;
}
PropertyRow oneOf(PropertyRow row, QList<PropertyWord> words)
{
    row.type = ValueType::Word;
    row.words = std::move(words);
    return row;
}

/// Not a Field: unknown is one of its values.
PropertyRow idempotence()
{
    PropertyRow made;
    made.name = QStringLiteral("idempotent");
    made.group = PropertyGroup::Failures;
    made.type = ValueType::Word;
    made.words = {{QString(id(Idempotent::Yes)), {STRATOPLAN_TEXT("Inspector", "yes"), {}}},
                  {QString(id(Idempotent::No)), {STRATOPLAN_TEXT("Inspector", "no"), {}}}};
    made.label = {STRATOPLAN_TEXT("Inspector", "Idempotent"), {}};
    made.hint = {
        STRATOPLAN_TEXT("Inspector", "Whether running the handler twice on one event does no harm"),
        {}};
    made.read = [](const Element &element) {
        const Idempotent value = std::get<Function>(element).idempotent;
        return value == Idempotent::Unknown ? Field<QVariant>()
                                            : Field<QVariant>(QVariant(QString(id(value))));
    };
    made.write = [](Element &element, const Field<QVariant> &value) {
        std::get<Function>(element).idempotent = value.value
            ? idempotentFromId(value.value->toString()).value_or(Idempotent::Unknown)
            : Idempotent::Unknown;
    };
    return made;
}

constexpr double longestMs = 9e5; // 15 minutes
constexpr double mostEvents = 1e9;
constexpr double mostMb = 10240;

} // namespace

const QList<PropertyRow> &functionRows()
{
    using G = PropertyGroup;
    using F = Function;
    static const QList<PropertyRow> rows{
        shown(inTemplate(row("memory", G::Compute, &F::memory, 128, 10240)),
              {STRATOPLAN_TEXT("Inspector", "Memory"), {}},
              {STRATOPLAN_TEXT("Inspector", "MB"), {}}),
        shown(inTemplate(row("timeout", G::Compute, &F::timeout, 1, 900)),
              {STRATOPLAN_TEXT("Inspector", "Timeout"), {}},
              {STRATOPLAN_TEXT("Inspector", "s"), {}}),
        shown(inTemplate(oneOf(row("runtime", G::Compute, &F::runtime), {})),
              {STRATOPLAN_TEXT("Inspector", "Runtime"), {}}),
        shown(inTemplate(oneOf(row("architecture", G::Compute, &F::architecture),
                               {{QStringLiteral("x86_64"), {}}, {QStringLiteral("arm64"), {}}})),
              {STRATOPLAN_TEXT("Inspector", "Architecture"), {}}),
        inTemplate(row("handler", G::Compute, &F::handler)),
        shown(inTemplate(
                  oneOf(row("packageType", G::Compute, &F::packageType),
                        {{QStringLiteral("zip"), {STRATOPLAN_TEXT("Inspector", "zip file"), {}}},
                         {QStringLiteral("image"),
                          {STRATOPLAN_TEXT("Inspector", "container image"), {}}}})),
              {STRATOPLAN_TEXT("Inspector", "Package"), {}}),
        assuming(shown(inTemplate(row("reservedConcurrency", G::Compute, &F::reservedConcurrency, 0,
                                      100000)),
                       {STRATOPLAN_TEXT("Inspector", "Reserved concurrency"), {}}),
                 {STRATOPLAN_TEXT("Inspector", "none stated"), {}}),
        assuming(shown(inTemplate(row("provisionedConcurrency", G::Compute,
                                      &F::provisionedConcurrency, 1, 100000)),
                       {STRATOPLAN_TEXT("Inspector", "Provisioned concurrency"), {}}),
                 {STRATOPLAN_TEXT("Inspector", "none stated"), {}}),
        hinting(assuming(shown(inTemplate(row("ephemeralStorageMb", G::Settings,
                                              &F::ephemeralStorageMb, 512, mostMb)),
                               {STRATOPLAN_TEXT("Inspector", "Storage in /tmp"), {}},
                               {STRATOPLAN_TEXT("Inspector", "MB"), {}}),
                         {STRATOPLAN_TEXT("Inspector", "512"), {}}),
                {STRATOPLAN_TEXT("Inspector", "512 by default"), {}}),
        shown(inTemplate(row("snapStart", G::Settings, &F::snapStart)),
              {STRATOPLAN_TEXT("Inspector", "SnapStart"), {}}),
        shown(inTemplate(row("tracing", G::Settings, &F::tracing)),
              {STRATOPLAN_TEXT("Inspector", "X-Ray tracing"), {}}),

        hinting(shown(row("ratePerS", G::Traffic, &F::rate, 0, mostEvents),
                      {STRATOPLAN_TEXT("Inspector", "Invocations"), {}},
                      {STRATOPLAN_TEXT("Inspector", "/s"), {}}),
                {STRATOPLAN_TEXT("Inspector", "Invocations that no drawn trigger explains"), {}}),
        shown(row("peakPerS", G::Traffic, &F::peakRate, 0, mostEvents),
              {STRATOPLAN_TEXT("Inspector", "At peak"), {}},
              {STRATOPLAN_TEXT("Inspector", "/s"), {}}),
        shown(row("durationMs", G::Traffic, &F::duration, 0, longestMs),
              {STRATOPLAN_TEXT("Inspector", "Mean duration"), {}},
              {STRATOPLAN_TEXT("Inspector", "ms"), {}}),
        shown(row("p95Ms", G::Traffic, &F::p95, 0, longestMs),
              {STRATOPLAN_TEXT("Inspector", "95th percentile"), {}},
              {STRATOPLAN_TEXT("Inspector", "ms"), {}}),
        shown(row("cpuShare", G::Traffic, &F::cpuShare, 0, 1),
              {STRATOPLAN_TEXT("Inspector", "Share that is CPU work"), {}}),
        shown(row("parallelShare", G::Traffic, &F::parallelShare, 0, 1),
              {STRATOPLAN_TEXT("Inspector", "Of that, in parallel"), {}}),
        shown(row("coldShare", G::Traffic, &F::coldShare, 0, 1),
              {STRATOPLAN_TEXT("Inspector", "Share that starts cold"), {}}),
        shown(row("packageMb", G::Traffic, &F::packageMb, 0, mostMb),
              {STRATOPLAN_TEXT("Inspector", "Package"), {}},
              {STRATOPLAN_TEXT("Inspector", "MB"), {}}),
        hinting(shown(row("loadedMb", G::Traffic, &F::loadedMb, 0, mostMb),
                      {STRATOPLAN_TEXT("Inspector", "Loaded of it"), {}},
                      {STRATOPLAN_TEXT("Inspector", "MB"), {}}),
                {STRATOPLAN_TEXT("Inspector", "The code that is loaded at initialisation"), {}}),
        hinting(shown(row("logKb", G::Traffic, &F::logKb, 0, mostMb),
                      {STRATOPLAN_TEXT("Inspector", "Log of an invocation"), {}},
                      {STRATOPLAN_TEXT("Inspector", "KB"), {}}),
                {STRATOPLAN_TEXT("Inspector", "What one invocation writes to its log"), {}}),
        shown(row("initMs", G::Traffic, &F::init, 0, longestMs),
              {STRATOPLAN_TEXT("Inspector", "Own initialisation"), {}},
              {STRATOPLAN_TEXT("Inspector", "ms"), {}}),

        idempotence(),
        assuming(shown(inTemplate(row("asyncRetries", G::Failures, &F::asyncRetries, 0, 2)),
                       {STRATOPLAN_TEXT("Inspector", "Retries"), {}}),
                 {STRATOPLAN_TEXT("Inspector", "2 by default"), {}}),
        hinting(assuming(shown(inTemplate(row("asyncMaxEventAge", G::Failures, &F::asyncMaxEventAge,
                                              60, 21600)),
                               {STRATOPLAN_TEXT("Inspector", "Longest age of an event"), {}},
                               {STRATOPLAN_TEXT("Inspector", "s"), {}}),
                         {STRATOPLAN_TEXT("Inspector", "21600"), {}}),
                {STRATOPLAN_TEXT("Inspector", "21600 by default"), {}}),
        shown(row("connections", G::Failures, &F::connections, 0, 10000),
              {STRATOPLAN_TEXT("Inspector", "Connections an environment holds"), {}}),
    };
    return rows;
}

const QList<PropertyRow> &serviceRows()
{
    static const QList<PropertyRow> rows{
        shown(row("ratePerS", PropertyGroup::Traffic, &Service::rate, 0, mostEvents),
              {STRATOPLAN_TEXT("Inspector", "Events that enter here"), {}},
              {STRATOPLAN_TEXT("Inspector", "/s"), {}}),
        shown(row("peakPerS", PropertyGroup::Traffic, &Service::peakRate, 0, mostEvents),
              {STRATOPLAN_TEXT("Inspector", "At peak"), {}},
              {STRATOPLAN_TEXT("Inspector", "/s"), {}}),
    };
    return rows;
}

const QList<PropertyRow> &connectionRows()
{
    using G = PropertyGroup;
    using C = Connection;
    static const QList<PropertyRow> rows{
        shown(inTemplate(row("reads", G::Connection, &C::reads)),
              {STRATOPLAN_TEXT("Inspector", "Reads"), {}}),
        shown(inTemplate(row("writes", G::Connection, &C::writes)),
              {STRATOPLAN_TEXT("Inspector", "Writes"), {}}),
        assuming(shown(oneOf(row("execution", G::Connection, &C::execution),
                             {{QString(id(Execution::Synchronous)),
                               {STRATOPLAN_TEXT("Inspector", "synchronous call"), {}}},
                              {QString(id(Execution::Asynchronous)),
                               {STRATOPLAN_TEXT("Inspector", "asynchronous event"), {}}},
                              {QString(id(Execution::Queue)),
                               {STRATOPLAN_TEXT("Inspector", "polled queue"), {}}},
                              {QString(id(Execution::Stream)),
                               {STRATOPLAN_TEXT("Inspector", "polled stream"), {}}}}),
                       {STRATOPLAN_TEXT("Inspector", "Execution model"), {}}),
                 {STRATOPLAN_TEXT("Inspector", "as the source works"), {}}),
        assuming(shown(row("share", G::Connection, &C::share, 0, 1),
                       {STRATOPLAN_TEXT("Inspector", "Share of the events"), {}}),
                 {STRATOPLAN_TEXT("Inspector", "all of them"), {}}),
        assuming(hinting(shown(row("perEvent", G::Connection, &C::perEvent, 0),
                               {STRATOPLAN_TEXT("Inspector", "For each event"), {}}),
                         {STRATOPLAN_TEXT("Inspector",
                                          "Calls or events made for each event of the source"),
                          {}}),
                 {STRATOPLAN_TEXT("Inspector", "one"), {}}),
        shown(row("payloadKb", G::Connection, &C::payloadKb, 0),
              {STRATOPLAN_TEXT("Inspector", "Payload"), {}},
              {STRATOPLAN_TEXT("Inspector", "KB"), {}}),

        shown(inTemplate(row("batchSize", G::Batches, &C::batchSize, 1, 10000)),
              {STRATOPLAN_TEXT("Inspector", "Batch size"), {}}),
        shown(inTemplate(row("batchWindow", G::Batches, &C::batchWindow, 0, 300)),
              {STRATOPLAN_TEXT("Inspector", "Batch window"), {}},
              {STRATOPLAN_TEXT("Inspector", "s"), {}}),
        shown(inTemplate(row("retries", G::Batches, &C::retries, -1, 10000)),
              {STRATOPLAN_TEXT("Inspector", "Retries"), {}}),
        hinting(shown(inTemplate(row("maxRecordAge", G::Batches, &C::maxRecordAge, -1, 604800)),
                      {STRATOPLAN_TEXT("Inspector", "Longest age of a record"), {}},
                      {STRATOPLAN_TEXT("Inspector", "s"), {}}),
                {STRATOPLAN_TEXT("Inspector",
                                 "Older ones are given up; -1: as long as the stream holds them"),
                 {}}),
        shown(inTemplate(row("partialBatch", G::Batches, &C::partialBatch)),
              {STRATOPLAN_TEXT("Inspector", "Reports failed items"), {}}),
        shown(inTemplate(row("bisect", G::Batches, &C::bisect)),
              {STRATOPLAN_TEXT("Inspector", "Halves a failed batch"), {}}),
        shown(inTemplate(row("parallelization", G::Batches, &C::parallelization, 1, 10)),
              {STRATOPLAN_TEXT("Inspector", "Batches of a shard at a time"), {}}),
        shown(inTemplate(row("maximumConcurrency", G::Batches, &C::maximumConcurrency, 2, 1000)),
              {STRATOPLAN_TEXT("Inspector", "Maximum concurrency"), {}}),
        shown(inTemplate(row("timeoutMs", G::Batches, &C::timeout, 50)),
              {STRATOPLAN_TEXT("Inspector", "Time limit"), {}},
              {STRATOPLAN_TEXT("Inspector", "ms"), {}}),
        shown(inTemplate(row("filter", G::Batches, &C::filter)),
              {STRATOPLAN_TEXT("Inspector", "Filter"), {}}),
        shown(inTemplate(row("prefix", G::Batches, &C::prefix)),
              {STRATOPLAN_TEXT("Inspector", "Keys begin with"), {}}),
        shown(inTemplate(row("suffix", G::Batches, &C::suffix)),
              {STRATOPLAN_TEXT("Inspector", "Keys end with"), {}}),
    };
    return rows;
}

const QList<PropertyRow> &gatewayRows()
{
    static const QList<PropertyRow> rows{
        shown(row("gbMonth", PropertyGroup::Traffic, &Gateway::gbMonth, 0),
              {STRATOPLAN_TEXT("Inspector", "Data a month"), {}},
              {STRATOPLAN_TEXT("Inspector", "GB"), {}}),
    };
    return rows;
}

const QList<PropertyRow> &endpointRows()
{
    static const QList<PropertyRow> rows{
        shown(row("gbMonth", PropertyGroup::Traffic, &Endpoint::gbMonth, 0),
              {STRATOPLAN_TEXT("Inspector", "Data a month"), {}},
              {STRATOPLAN_TEXT("Inspector", "GB"), {}}),
    };
    return rows;
}

const QList<PropertyRow> &subnetRows()
{
    static const QList<PropertyRow> rows{
        hinting(shown(inTemplate(row("cidr", PropertyGroup::Network, &Subnet::cidr)),
                      {STRATOPLAN_TEXT("Inspector", "Block"), {}}),
                {STRATOPLAN_TEXT("Inspector", "An IPv4 block: 10.0.0.0/24"), {}}),
        assuming(shown(row("isPublic", PropertyGroup::Network, &Subnet::isPublic),
                       {STRATOPLAN_TEXT("Inspector", "Public"), {}}),
                 {STRATOPLAN_TEXT("Inspector", "as its routes say"), {}}),
        hinting(shown(row("otherResidents", PropertyGroup::Network, &Subnet::otherResidents, 0),
                      {STRATOPLAN_TEXT("Inspector", "Other addresses in use"), {}}),
                {STRATOPLAN_TEXT("Inspector", "Addresses that something not drawn takes"), {}}),
    };
    return rows;
}

const QList<PropertyRow> &zoneRows()
{
    static const QList<PropertyRow> rows{
        hinting(shown(row("zone", PropertyGroup::Network, &Zone::zone),
                      {STRATOPLAN_TEXT("Inspector", "Zone"), {}}),
                {STRATOPLAN_TEXT("Inspector", "Name of the availability zone: us-east-1a"), {}}),
    };
    return rows;
}

const QList<PropertyRow> &rowsOf(const Element &element)
{
    static const QList<PropertyRow> none;
    if (std::holds_alternative<Function>(element))
        return functionRows();
    if (std::holds_alternative<Service>(element))
        return serviceRows();
    if (std::holds_alternative<Connection>(element))
        return connectionRows();
    if (std::holds_alternative<Gateway>(element))
        return gatewayRows();
    if (std::holds_alternative<Endpoint>(element))
        return endpointRows();
    if (std::holds_alternative<Subnet>(element))
        return subnetRows();
    if (std::holds_alternative<Zone>(element))
        return zoneRows();
    return none;
}

} // namespace stratoplan
