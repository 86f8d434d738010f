// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/entries.h"

#include <limits>

namespace stratoplan::catalog {

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

void reportPrice(yaml::Reader &entry, yaml::Node at, const QString &code, const Price &price,
                 const char *source)
{
    entry.report(
        at ? at : entry.node(), code,
        Text{QByteArray("Catalog"), QByteArray(source), {{QStringLiteral("price"), price.key}}});
}

/// A price of `per` units as the price of one, told when it is negative.
double readAmount(yaml::Reader &holder, const Price &price)
{
    const double stated = holder.real("price");
    if (stated < 0)
        reportPrice(holder, holder.member("price").node(), QStringLiteral("catalog.negative-price"),
                    price, QT_TRANSLATE_NOOP("Catalog", "{price} is negative"));
    return stated / price.per;
}

QList<PriceTier> readTiers(yaml::Reader &entry, const Price &price)
{
    QList<PriceTier> tiers;
    double from = 0;
    entry.each("tiers", [&](yaml::Reader item) {
        PriceTier tier;
        tier.upTo = item.optionalReal("upTo").value_or(endless);
        tier.price = readAmount(item, price);
        item.refuseOthers();
        if (!(tier.upTo > from))
            reportPrice(
                item, item.node(), QStringLiteral("catalog.tiers"), price,
                QT_TRANSLATE_NOOP("Catalog",
                                  "{price}: each tier ends above the one before it, and only "
                                  "the last has no end"));
        from = tier.upTo;
        tiers.append(tier);
    });
    if (tiers.isEmpty() || tiers.last().upTo != endless)
        reportPrice(entry, entry.member("tiers").node(), QStringLiteral("catalog.tiers"), price,
                    QT_TRANSLATE_NOOP("Catalog", "{price}: the last tier has no upTo"));
    return tiers;
}

void readPrice(yaml::Reader entry, Price &price, bool isNew, QList<Citation> &citations)
{
    if (isNew) {
        price.unit = entry.string("unit");
        price.confidence = entry.string("confidence");
    } else {
        price.unit = entry.optionalString("unit").value_or(price.unit);
        price.confidence = entry.optionalString("confidence").value_or(price.confidence);
    }
    if (const auto per = entry.optionalReal("per")) {
        if (*per > 0)
            price.per = *per;
        else
            reportPrice(
                entry, entry.member("per").node(), QStringLiteral("catalog.per"), price,
                QT_TRANSLATE_NOOP("Catalog", "{price}: per is the number of units, above 0"));
    }
    const bool flat = entry.has("price");
    const bool tiered = entry.has("tiers");
    if (flat && !tiered)
        price.tiers = {{endless, readAmount(entry, price)}};
    else if (tiered && !flat)
        price.tiers = readTiers(entry, price);
    else if (flat || isNew || entry.has("per"))
        reportPrice(entry, {}, QStringLiteral("catalog.price"), price,
                    QT_TRANSLATE_NOOP("Catalog", "{price} states either price or tiers"));
    if (const auto free = entry.optionalReal("freePerMonth")) {
        if (*free < 0)
            reportPrice(entry, entry.member("freePerMonth").node(),
                        QStringLiteral("catalog.negative-price"), price,
                        QT_TRANSLATE_NOOP("Catalog", "{price} is negative"));
        price.freePerMonth = *free;
    }
    price.freePool = entry.optionalString("freePool").value_or(price.freePool);
    readSources(entry, price.source, isNew, citations);
    entry.member("price");
    entry.member("tiers");
    entry.refuseOthers();
}

} // namespace

namespace {

/// What holds for all prices of a book, its region aside.
void readBilling(yaml::Reader &root, PriceBook &book, bool isNew, QList<Citation> &citations)
{
    if (isNew) {
        book.date = root.date("date");
        book.billingIncrement = Milliseconds(root.real("billingIncrementMs"));
        book.initBilled = root.boolean("initBilled");
        book.maximumMemory = MiB(static_cast<int>(root.integer("maximumMemoryMb")));
    } else {
        book.date = root.optionalDate("date").value_or(book.date);
        if (const auto increment = root.optionalReal("billingIncrementMs"))
            book.billingIncrement = Milliseconds(*increment);
        book.initBilled = root.optionalBoolean("initBilled").value_or(book.initBilled);
        if (const auto memory = root.optionalInteger("maximumMemoryMb"))
            book.maximumMemory = MiB(static_cast<int>(*memory));
    }
    if (const auto decimals = root.optionalInteger("incrementPriceDecimals"))
        book.incrementPriceDecimals = static_cast<int>(*decimals);
    readSources(root, book.source, isNew, citations);
}

} // namespace

void readPriceBook(yaml::Reader &root, PriceBook &book, bool isNew, QList<Citation> &citations)
{
    book.region
        = isNew ? root.string("region") : root.optionalString("region").value_or(book.region);
    readBilling(root, book, isNew, citations);
    root.eachEntry("prices", [&](const QString &key, const yaml::Reader &entry) {
        const bool newPrice = !book.prices.contains(key);
        Price &price = book.prices[key];
        price.key = key;
        readPrice(entry, price, newPrice, citations);
    });
    root.refuseOthers();
}

QMap<QString, RegionalBook> readRegionalBooks(yaml::Reader &root, QList<Citation> &citations)
{
    PriceBook common;
    readBilling(root, common, true, citations);
    QMap<QString, RegionalBook> books;
    root.eachEntry("prices", [&](const QString &key, yaml::Reader entry) {
        Price shared;
        shared.key = key;
        shared.unit = entry.string("unit");
        shared.confidence = entry.string("confidence");
        shared.per = entry.optionalReal("per").value_or(1);
        shared.freePerMonth = entry.optionalReal("freePerMonth").value_or(0);
        shared.freePool = entry.optionalString("freePool").value_or(QString());
        readSources(entry, shared.source, true, citations);
        entry.eachEntry("regions", [&](const QString &region, yaml::Reader cell) {
            RegionalBook &made = books[region];
            if (made.book.region.isEmpty()) {
                made.book = common;
                made.book.region = region;
                made.place = {cell.node(), cell.file()};
            }
            Price &price = made.book.prices[key];
            price = shared;
            if (cell.node().isMapping()) {
                readPrice(cell, price, false, citations);
            } else {
                const double stated = cell.asReal();
                if (stated < 0)
                    reportPrice(cell, {}, QStringLiteral("catalog.negative-price"), price,
                                QT_TRANSLATE_NOOP("Catalog", "{price} is negative"));
                price.tiers = {{endless, stated / price.per}};
            }
        });
        entry.refuseOthers();
    });
    root.refuseOthers();
    return books;
}

} // namespace stratoplan::catalog
