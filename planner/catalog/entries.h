// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/yaml/reader.h"

namespace stratoplan::catalog {

/// Where something was said. The node lives as long as its tree.
struct Place
{
    yaml::Node node;
    QString file;

    Where where() const { return {file, node.line(), node.column(), {}}; }
};

/// A source that an entry names, to be looked up when all are known.
struct Citation
{
    QString source;
    Place place;
};

/// Where the parts of a service kind stand that must be unique over all kinds, in the order of the
/// kind's lists.
struct ServicePlaces
{
    Place kind;
    QList<Place> aliases;
    QList<Place> cfnTypes;
    QList<Place> samEventTypes;
    QList<Place> prices;
};

// Each of these reads one entry over what an earlier layer said of it: keys that are there replace,
// others stay. `isNew` demands the keys that no entry can do without.

void readService(yaml::Reader entry, ServiceKind &kind, ServicePlaces &places, bool isNew,
                 QList<Citation> &citations);
void readRuntime(yaml::Reader entry, Runtime &runtime, bool isNew, QList<Citation> &citations);
void readRegion(yaml::Reader entry, Region &region, bool isNew, QList<Citation> &citations);
/// `asOf` is the day of the file, for entries that state none.
void readQuota(yaml::Reader entry, Quota &quota, QDate asOf, bool isNew,
               QList<Citation> &citations);
void readSource(yaml::Reader entry, Source &source, bool isNew);
/// All of a price-book file but its name.
void readPriceBook(yaml::Reader &root, PriceBook &book, bool isNew, QList<Citation> &citations);

/// A book of a file that holds the prices of many regions, without its name.
struct RegionalBook
{
    PriceBook book;
    Place place; ///< where the region is named first
};
/// All of such a file but the pattern of its names: each price by region. A region that a price
/// does not list has no such price. By region.
QMap<QString, RegionalBook> readRegionalBooks(yaml::Reader &root, QList<Citation> &citations);
/// `fileSource` and `asOf` hold for all entries of a file that state none.
void readReplacement(yaml::Reader entry, ReplacementFacts &facts, const QStringList &fileSource,
                     QDate asOf, QList<Citation> &citations);
void readRestores(yaml::Reader entry, RestoreRow &row, QList<Citation> &citations);

/// The sources of an entry, joined by ", "; empty when it names none, which is told
/// ("catalog.missing-source") where `isNew`.
void readSources(yaml::Reader &entry, QString &sources, bool isNew, QList<Citation> &citations);

} // namespace stratoplan::catalog
