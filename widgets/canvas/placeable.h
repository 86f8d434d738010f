// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"

#include <QList>
#include <QString>

#include <optional>

namespace stratoplan::canvas {

/// One thing that the palette offers and the place tool puts on the canvas.
struct Placeable
{
    /// "function", "vpc", "zone", "subnet", "nat-gateway", "internet-gateway",
    /// "egress-only-gateway", "gateway-endpoint", "interface-endpoint", "note", "group", or a kind
    /// of the catalogue; or patternPrefix and the key of a pattern.
    QString what;
    QString label; ///< translated
    QString icon; ///< picture in resources/icons, without ending
    catalog::Category category = catalog::Category::Outside;
    QStringList aliases;
    QString sentence; ///< translated; of a pattern, what it is for
};

/// What Placeable::what begins with for a pattern, which is inserted as a whole.
inline const QString patternPrefix = QStringLiteral("pattern:");

/// Width and height of the icons in lists of what can be placed, in logical pixels.
inline constexpr int listTileSize = 22;

/// A heading of the palette with what stands below it.
struct PlaceableGroup
{
    QString title; ///< translated
    QList<Placeable> entries;
};

/// Everything that can be placed, in the palette's order. Kinds that only configure others are left
/// out: they come from templates.
QList<PlaceableGroup> placeableGroups(const catalog::Catalog &catalog);

std::optional<Placeable> placeable(const QString &what, const catalog::Catalog &catalog);

/// Media type of a drag out of the palette; its data is Placeable::what in UTF-8.
inline constexpr char placeableMimeType[] = "application/x-stratoplan-placeable";

} // namespace stratoplan::canvas
