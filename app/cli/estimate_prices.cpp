// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/estimate_prices.h"

#include "app/cli/input.h"
#include "planner/model/edit.h"

#include <QCoreApplication>

namespace stratoplan::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

void PriceOptions::addTo(CLI::App &app)
{
    auto *ofBook = app.add_option(
        "--price-book", book,
        tr("Price book; default: the design's, else today's for its region").toStdString());
    app.add_option("--price-overlay", overlay,
                   tr("YAML file of a price book: its prices replace those of the book it names")
                       .toStdString());
    auto *ofFreeTier
        = app.add_option("--free-tier", freeTier,
                         tr("Whether the free tier is taken off; default: as the design says")
                             .toStdString())
              ->check(CLI::IsMember({"on", "off"}));
    auto *ofDiscount
        = app.add_option("--discount", discountPercent,
                         tr("Percent off every price; default: as the design says").toStdString())
              ->check(CLI::Range(0.0, 100.0));
    // Two lists are compared as they are.
    app.add_option("--compare-books", compared,
                   tr("Two price books, A,B: each function then and now").toStdString())
        ->excludes(ofBook)
        ->excludes(ofFreeTier)
        ->excludes(ofDiscount);
}

std::shared_ptr<const catalog::Catalog> catalogWith(const PriceOptions &options,
                                                    const Streams &streams)
{
    if (options.overlay.empty())
        return builtIn().catalog;
    auto loaded
        = catalog::load(QStringLiteral(":/catalog"), {QString::fromStdString(options.overlay)});
    if (loaded)
        return *loaded;
    streams.tell(loaded.error());
    return nullptr;
}

Design designWith(const PriceOptions &options, const Design &design)
{
    Settings settings = design.settings();
    if (!options.freeTier.empty())
        settings.account.freeTier = options.freeTier == "on";
    if (options.discountPercent)
        settings.account.discountPercent = *options.discountPercent;
    if (settings == design.settings())
        return design;
    Edit edit(design);
    edit.setSettings(settings);
    return edit.result().value_or(design);
}

std::optional<std::pair<const catalog::PriceBook *, const catalog::PriceBook *>>
comparedBooks(const PriceOptions &options, const catalog::Catalog &catalog, const Streams &streams)
{
    const QString given = QString::fromStdString(options.compared);
    const QStringList names = given.split(QLatin1Char(','));
    const catalog::PriceBook *then = catalog.priceBook(names.value(0).trimmed());
    const catalog::PriceBook *now = catalog.priceBook(names.value(1).trimmed());
    if (names.size() == 2 && then && now)
        return std::pair(then, now);
    QStringList valid;
    for (const catalog::PriceBook &book : catalog.priceBooks())
        valid.append(book.name);
    valid.sort();
    streams.message(tr("--compare-books %1: write two price books with a comma between them; the "
                       "books are %2")
                        .arg(given, valid.join(QStringLiteral(", "))));
    return std::nullopt;
}

} // namespace stratoplan::cli
