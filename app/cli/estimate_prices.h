// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "planner/catalog/catalog.h"
#include "planner/model/design.h"

#include <optional>
#include <string>

namespace stratoplan::cli {

/// What `estimate` may be told about prices; nothing of it is kept in the design.
struct PriceOptions
{
    std::string book; ///< empty = the design's
    std::string overlay; ///< file of a price book that is laid over the one of its name
    std::string freeTier; ///< "on", "off"; empty = the design's
    std::optional<double> discountPercent;
    std::string compared; ///< two books with a comma between them

    void addTo(CLI::App &app);
};

/// The catalogue with the overlay; null, with messages, when that cannot be read.
std::shared_ptr<const catalog::Catalog> catalogWith(const PriceOptions &options,
                                                    const Streams &streams);
/// The design with the account as it was told; itself where nothing was.
Design designWith(const PriceOptions &options, const Design &design);
/// The two books to compare; nothing, with a message, when they are not two books of the catalogue.
std::optional<std::pair<const catalog::PriceBook *, const catalog::PriceBook *>>
comparedBooks(const PriceOptions &options, const catalog::Catalog &catalog, const Streams &streams);

} // namespace stratoplan::cli
