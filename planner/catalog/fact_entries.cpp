// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/entries.h"

#include <cmath>

namespace stratoplan::catalog {

namespace {

template <class Value>
void take(std::optional<Value> value, Value &target)
{
    if (value)
        target = std::move(*value);
}

template <class Value>
void take(std::optional<Value> value, std::optional<Value> &target)
{
    if (value)
        target = std::move(value);
}

} // namespace

void readSources(yaml::Reader &entry, QString &sources, bool isNew, QList<Citation> &citations)
{
    if (!isNew && !entry.has("source"))
        return;
    const QStringList named = entry.strings("source");
    if (named.isEmpty()) {
        entry.report(
            QStringLiteral("catalog.missing-source"),
            Text{STRATOPLAN_TEXT("Catalog", "The entry names no source"), {}},
            Text{STRATOPLAN_TEXT("Catalog", "add source: with a key of sources.yaml"), {}});
        return;
    }
    sources = named.join(QStringLiteral(", "));
    const yaml::Node list = entry.member("source").node();
    for (qsizetype i = 0; i < named.size(); ++i) {
        const yaml::Node at = list.isSequence() ? list.at(static_cast<int>(i)) : list;
        citations.append({named.at(i), {at, entry.file()}});
    }
}

void readSource(yaml::Reader entry, Source &source, bool isNew)
{
    if (isNew) {
        source.title = entry.string("title");
        source.confidence = entry.string("confidence");
    } else {
        take(entry.optionalString("title"), source.title);
        take(entry.optionalString("confidence"), source.confidence);
    }
    take(entry.optionalString("date"), source.date);
    entry.refuseOthers();
}

void readRegion(yaml::Reader entry, Region &region, bool isNew, QList<Citation> &citations)
{
    if (isNew)
        region.name = entry.string("name");
    else
        take(entry.optionalString("name"), region.name);
    if (const auto zones = entry.optionalInteger("zones")) {
        if (*zones < 1) {
            entry.report(
                entry.member("zones").node(), QStringLiteral("catalog.zones"),
                Text{STRATOPLAN_TEXT("Catalog", "{region}: a region has at least one zone"),
                     {{QStringLiteral("region"), region.id}}});
        }
        region.zones = static_cast<int>(*zones);
    }
    readSources(entry, region.source, isNew, citations);
    entry.refuseOthers();
}

void readRuntime(yaml::Reader entry, Runtime &runtime, bool isNew, QList<Citation> &citations)
{
    if (isNew) {
        runtime.name = entry.string("name");
        runtime.family = entry.string("family");
    } else {
        take(entry.optionalString("name"), runtime.name);
        take(entry.optionalString("family"), runtime.family);
    }
    take(entry.optionalBoolean("preview"), runtime.preview);
    take(entry.optionalBoolean("containerOnly"), runtime.containerOnly);
    take(entry.optionalDate("released"), runtime.released);
    take(entry.optionalDate("deprecation"), runtime.deprecation);
    take(entry.optionalDate("blockCreate"), runtime.blockCreate);
    take(entry.optionalDate("blockUpdate"), runtime.blockUpdate);
    take(entry.optionalString("successor"), runtime.successor);
    take(entry.optionalBoolean("snapStart"), runtime.snapStart);
    take(entry.optionalString("coldStart"), runtime.coldStartKey);
    if (entry.has("coldStartChoices"))
        runtime.coldStartChoices = entry.strings("coldStartChoices");
    readSources(entry, runtime.source, isNew, citations);
    entry.refuseOthers();
}

void readQuota(yaml::Reader entry, Quota &quota, QDate asOf, bool isNew, QList<Citation> &citations)
{
    if (isNew) {
        quota.value = entry.real("value");
        quota.unit = entry.string("unit");
    } else {
        take(entry.optionalReal("value"), quota.value);
        take(entry.optionalString("unit"), quota.unit);
    }
    quota.asOf = entry.optionalDate("asOf").value_or(asOf);
    readSources(entry, quota.source, isNew, citations);
    entry.refuseOthers();
}

void readRestores(yaml::Reader entry, RestoreRow &row, QList<Citation> &citations)
{
    readSources(entry, row.source, true, citations);
    row.cells.clear();
    QMap<int, RestoreCell> cells;
    const auto add = [&](const char *key, Milliseconds RestoreCell::*member) {
        entry.eachEntry(key, [&](const QString &memory, yaml::Reader value) {
            bool isNumber = false;
            const int size = memory.toInt(&isNumber);
            if (!isNumber || size < 1) {
                value.report(QStringLiteral("catalog.memory"),
                             Text{STRATOPLAN_TEXT("Catalog", "\"{memory}\" is not a memory in MB"),
                                  {{QStringLiteral("memory"), memory}}});
            }
            cells[size].memory = MiB(size);
            cells[size].*member = Milliseconds(value.asReal());
        });
    };
    add("restoreMs", &RestoreCell::restore);
    add("firstInvokeMs", &RestoreCell::firstInvoke);
    row.cells = cells.values();
    entry.refuseOthers();
}

} // namespace stratoplan::catalog
