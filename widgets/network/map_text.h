// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/map_layout.h"
#include "widgets/network/outlook.h"

#include <QString>

/// What the map of addresses says in words.
namespace stratoplan::network {

/// A number as people of the present language write it.
QString count(quint64 value);

/// The block of a subnet, the expression that gives it, or "?".
QString blockText(const Subnet *subnet, const SubnetPlan *plan);
/// Null for a network that the outlook does not have.
const VpcPlan *planOf(ElementId vpc, const Outlook &outlook);

/// "3 of 256 /64 taken · 253 free".
QString figuresOf(const Ipv6Space &space);
QString ipv6Text(const MapChip &chip);

/// What is said of an item: to screen readers, and as the first line of its tooltip.
QString spokenItem(const MapItem &item, const Outlook &outlook);
/// The arithmetic of an item as rich text.
QString tooltipOf(const MapItem &item, const Outlook &outlook);
QString tooltipOf(const MapChip &chip, const Outlook &outlook);

} // namespace stratoplan::network
