// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/entries.h"

#include "planner/base/table.h"

#include <limits>

namespace stratoplan::catalog {

namespace {

constexpr std::array<Word<Category>, 8> categories{{
    {Category::Compute, QLatin1String("compute")},
    {Category::Entry, QLatin1String("entry")},
    {Category::Messaging, QLatin1String("messaging")},
    {Category::Data, QLatin1String("data")},
    {Category::Workflow, QLatin1String("workflow")},
    {Category::Outside, QLatin1String("outside")},
    {Category::Network, QLatin1String("network")},
    {Category::Configuration, QLatin1String("configuration")},
}};

constexpr std::array<Word<Address>, 3> addresses{{
    {Address::None, QLatin1String("none")},
    {Address::Vpc, QLatin1String("vpc")},
    {Address::Public, QLatin1String("public")},
}};

constexpr std::array<Word<EndpointOffer>, 4> endpoints{{
    {EndpointOffer::Unknown, QLatin1String("unknown")},
    {EndpointOffer::None, QLatin1String("none")},
    {EndpointOffer::Gateway, QLatin1String("gateway")},
    {EndpointOffer::Interface, QLatin1String("interface")},
}};

constexpr std::array<Word<Execution>, 4> executions{{
    {Execution::Synchronous, QLatin1String("synchronous")},
    {Execution::Asynchronous, QLatin1String("asynchronous")},
    {Execution::Queue, QLatin1String("queue")},
    {Execution::Stream, QLatin1String("stream")},
}};

constexpr std::array<Word<PassesOn>, 3> passings{{
    {PassesOn::Always, QLatin1String("always")},
    {PassesOn::May, QLatin1String("may")},
    {PassesOn::Never, QLatin1String("never")},
}};

void reportWord(yaml::Reader &entry, yaml::Node at, const QString &word, const QStringList &valid)
{
    entry.report(at, QStringLiteral("catalog.unknown-word"),
                 Text{STRATOPLAN_TEXT("Catalog", "\"{word}\" is not known here"),
                      {{QStringLiteral("word"), word}}},
                 Text{STRATOPLAN_TEXT("Catalog", "use one of: {words}"),
                      {{QStringLiteral("words"), valid}}});
}

/// The value of the word under a key; nothing when the key is missing or the word unknown, which is
/// told.
template <class Enum, size_t N>
std::optional<Enum> readWord(yaml::Reader &entry, QByteArrayView key,
                             const std::array<Word<Enum>, N> &table)
{
    const std::optional<QString> word = entry.optionalString(key);
    if (!word)
        return std::nullopt;
    const std::optional<Enum> value = valueOf(table, *word);
    if (!value) {
        QStringList valid;
        for (const Word<Enum> &row : table)
            valid.append(row.word);
        reportWord(entry, entry.member(key).node(), *word, valid);
    }
    return value;
}

template <class Value>
void take(std::optional<Value> value, Value &target)
{
    if (value)
        target = std::move(*value);
}

/// A list replaces the one of an earlier layer; each item's place is kept.
void readList(yaml::Reader &entry, QByteArrayView key, QStringList &items, QList<Place> &places)
{
    if (!entry.has(key))
        return;
    items.clear();
    places.clear();
    entry.each(key, [&](yaml::Reader item) {
        items.append(item.asString());
        places.append({item.node(), item.file()});
    });
}

void reportField(yaml::Reader &field, const FieldSpec &spec, const char *source)
{
    field.report(
        QStringLiteral("catalog.field"),
        Text{QByteArray("Catalog"), QByteArray(source), {{QStringLiteral("field"), spec.key}}});
}

QVariant readDefault(yaml::Reader &field, const QString &type)
{
    if (!field.has("default"))
        return {};
    if (type == QLatin1String("int")) {
        const std::optional<qint64> value = field.optionalInteger("default");
        return value ? QVariant(*value) : QVariant();
    }
    if (type == QLatin1String("real")) {
        const std::optional<double> value = field.optionalReal("default");
        return value ? QVariant(*value) : QVariant();
    }
    if (type == QLatin1String("bool")) {
        const std::optional<bool> value = field.optionalBoolean("default");
        return value ? QVariant(*value) : QVariant();
    }
    const std::optional<QString> value = field.optionalString("default");
    return value ? QVariant(*value) : QVariant();
}

void checkField(yaml::Reader &field, const FieldSpec &spec)
{
    const bool isNumber = spec.type == QLatin1String("int") || spec.type == QLatin1String("real");
    const bool isChoice = spec.type == QLatin1String("choice");
    if (isChoice == spec.choices.isEmpty()) {
        reportField(field, spec,
                    QT_TRANSLATE_NOOP("Catalog", "{field}: choices belong to the type choice"));
    }
    if (!isNumber && (spec.minimum || spec.maximum)) {
        reportField(
            field, spec,
            QT_TRANSLATE_NOOP("Catalog", "{field}: only numbers have a minimum or maximum"));
    }
    if (spec.minimum && spec.maximum && *spec.minimum > *spec.maximum)
        reportField(field, spec,
                    QT_TRANSLATE_NOOP("Catalog", "{field}: the minimum is above the maximum"));
    if (!spec.defaultValue.isValid())
        return;
    const double value = spec.defaultValue.toDouble();
    const bool outside = isNumber
        && ((spec.minimum && value < *spec.minimum) || (spec.maximum && value > *spec.maximum));
    if (outside || (isChoice && !spec.choices.contains(spec.defaultValue.toString())))
        reportField(field, spec,
                    QT_TRANSLATE_NOOP("Catalog", "{field}: the default is not a valid value"));
}

FieldSpec readField(yaml::Reader field, QList<Citation> &citations)
{
    const QStringList types{QStringLiteral("int"), QStringLiteral("real"), QStringLiteral("bool"),
                            QStringLiteral("string"), QStringLiteral("choice")};
    FieldSpec spec;
    spec.key = field.string("key");
    spec.label = field.string("label");
    spec.type = field.string("type");
    if (!spec.type.isEmpty() && !types.contains(spec.type))
        reportWord(field, field.member("type").node(), spec.type, types);
    spec.unit = field.optionalString("unit").value_or(QString());
    spec.choices = field.strings("choices");
    spec.cfnPath = field.optionalString("cfn").value_or(QString());
    spec.otherCfnPaths = field.strings("otherCfn");
    spec.minimum = field.optionalReal("minimum");
    spec.maximum = field.optionalReal("maximum");
    spec.defaultValue = readDefault(field, spec.type);
    readSources(field, spec.source, true, citations);
    field.refuseOthers();
    if (types.contains(spec.type))
        checkField(field, spec);
    return spec;
}

void readFields(yaml::Reader &entry, QList<FieldSpec> &fields, QList<Citation> &citations)
{
    if (!entry.has("fields"))
        return;
    fields.clear();
    entry.each("fields", [&](yaml::Reader field) {
        FieldSpec spec = readField(field, citations);
        for (const FieldSpec &other : fields) {
            if (!spec.key.isEmpty() && other.key == spec.key)
                reportField(field, spec,
                            QT_TRANSLATE_NOOP("Catalog", "{field} stands in the list twice"));
        }
        fields.append(std::move(spec));
    });
}

void readPrices(yaml::Reader &entry, QList<PriceUse> &prices, QList<Place> &places)
{
    if (!entry.has("prices"))
        return;
    prices.clear();
    places.clear();
    entry.each("prices", [&](yaml::Reader item) {
        PriceUse use;
        use.key = item.string("key");
        use.unit = item.string("unit");
        use.perEvent = item.optionalReal("perEvent").value_or(1);
        use.chunkKb = item.optionalReal("chunkKb").value_or(0);
        item.refuseOthers();
        prices.append(use);
        places.append({item.node(), item.file()});
    });
}

void readTemplate(yaml::Reader part, ServiceTemplate &names, QList<Citation> &citations)
{
    take(part.optionalString("arn"), names.arn);
    take(part.optionalString("nameProperty"), names.nameProperty);
    take(part.optionalString("namedArn"), names.namedArn);
    take(part.optionalString("variable"), names.variable);
    take(part.optionalString("value"), names.value);
    take(part.optionalString("namedValue"), names.namedValue);
    if (const auto port = part.optionalInteger("port"))
        names.port = static_cast<int>(*port);
    if (part.has("grants")) {
        names.grants.clear();
        part.each("grants", [&](yaml::Reader item) {
            Grant grant;
            grant.access = item.optionalString("access").value_or(QString());
            grant.actions = item.strings("actions");
            grant.resource = item.optionalString("resource").value_or(QString());
            grant.below = item.optionalString("below").value_or(QString());
            item.refuseOthers();
            names.grants.append(std::move(grant));
        });
    }
    readSources(part, names.source, true, citations);
    part.refuseOthers();
    if (names.nameProperty.isEmpty() != names.namedArn.isEmpty()) {
        part.report(QStringLiteral("catalog.template"),
                    Text{STRATOPLAN_TEXT("Catalog", "nameProperty and namedArn go together"), {}});
    }
}

} // namespace

void readService(yaml::Reader entry, ServiceKind &kind, ServicePlaces &places, bool isNew,
                 QList<Citation> &citations)
{
    if (isNew) {
        kind.label = entry.string("label");
        kind.icon = entry.string("icon");
        entry.string("category");
    } else {
        take(entry.optionalString("label"), kind.label);
        take(entry.optionalString("icon"), kind.icon);
    }
    take(readWord(entry, "category", categories), kind.category);
    readList(entry, "aliases", kind.aliases, places.aliases);
    readList(entry, "cfnTypes", kind.cfnTypes, places.cfnTypes);
    readList(entry, "samEventTypes", kind.samEventTypes, places.samEventTypes);
    if (const auto execution = readWord(entry, "execution", executions))
        kind.execution = execution;
    take(readWord(entry, "address", addresses), kind.address);
    take(readWord(entry, "endpoint", endpoints), kind.endpoint);
    take(entry.optionalString("endpointService"), kind.endpointService);
    take(entry.optionalBoolean("reachableOutsideVpc"), kind.reachableOutsideVpc);
    take(entry.optionalBoolean("stateful"), kind.stateful);
    take(entry.optionalBoolean("storesData"), kind.storesData);
    take(entry.optionalBoolean("asyncFailureTarget"), kind.asyncFailureTarget);
    take(entry.optionalBoolean("awaitsAnswer"), kind.awaitsAnswer);
    take(entry.optionalBoolean("loopDetection"), kind.loopDetection);
    take(readWord(entry, "passesOn", passings), kind.passesOn);
    if (const auto timeout = entry.optionalReal("integrationTimeoutMs"))
        kind.integrationTimeout = Milliseconds(*timeout);
    if (const auto count = entry.optionalInteger("addressesPerSubnet"))
        kind.addressesPerSubnet = static_cast<int>(*count);
    take(entry.optionalString("addressesField"), kind.addressesField);
    take(entry.optionalBoolean("nodePerSubnet"), kind.nodePerSubnet);
    if (entry.has("samPolicies"))
        kind.samPolicies = entry.strings("samPolicies");
    if (entry.has("template"))
        readTemplate(entry.member("template"), kind.inTemplate, citations);
    readPrices(entry, kind.prices, places.prices);
    readFields(entry, kind.fields, citations);
    readSources(entry, kind.source, isNew, citations);
    entry.refuseOthers();
    const bool offered
        = kind.endpoint == EndpointOffer::Gateway || kind.endpoint == EndpointOffer::Interface;
    if (offered == kind.endpointService.isEmpty()) {
        entry.report(
            QStringLiteral("catalog.endpoint"),
            Text{STRATOPLAN_TEXT("Catalog", "{kind}: endpoint and endpointService go together"),
                 {{QStringLiteral("kind"), kind.kind}}});
    }
}

} // namespace stratoplan::catalog
