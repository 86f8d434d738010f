// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/address_space.h"

#include <QRectF>
#include <QSizeF>

namespace stratoplan::network {

/// A subnet, or a stretch of addresses without one.
struct MapItem
{
    ElementId vpc;
    drawing::AddressPiece piece; ///< begin and end are 0 for a subnet without a known block
    QList<QRectF> parts; ///< one in each row that it lies in, from its lowest address

    bool isUnplaced() const { return piece.end == 0; }
    bool isSame(const MapItem &other) const
    {
        return vpc == other.vpc && piece.subnet == other.piece.subnet
            && (piece.subnet || piece.begin == other.piece.begin);
    }
};

struct MapRow
{
    ElementId vpc;
    QRectF rect; ///< of the addresses that it has; the full width stands for `perRow`
    quint64 begin = 0;
    quint64 end = 0;
    quint64 perRow = 256;
    quint64 folded = 0;
    bool thin = false; ///< many rows without a subnet in them
};

/// A subnet's IPv6 block, or a stretch of /64 that is free. All are of one size: to scale a /64
/// would be a 256th of the width.
struct MapChip
{
    ElementId vpc;
    ElementId subnet; ///< none where it is free
    std::optional<Ipv6Piece> piece; ///< nothing where the block is not known yet
    QRectF rect;
};

/// One VPC of the map.
struct MapSection
{
    ElementId vpc;
    QRectF head;
    QRectF unplaced; ///< line above the subnets whose blocks are not known; empty without any
    QRectF ipv6; ///< line above its chips; empty without IPv6
    quint64 perRow = 256;
    bool blocksKnown = true;
};

/// Where everything of the map stands, in logical pixels from its upper left corner.
struct MapLayout
{
    QList<MapSection> sections;
    QList<MapRow> rows;
    QList<MapItem> items; ///< VPC by VPC in order of addresses
    QList<MapChip> chips; ///< the same of IPv6, in rows below those of IPv4
    QRectF legend; ///< below everything else
    QSizeF size;

    /// Index of the item there; -1 = none.
    int itemAt(const QPointF &at) const;
    /// Null where there is none.
    const MapChip *chipAt(const QPointF &at) const;
    int indexOf(ElementId subnet) const;
    int indexOf(const MapItem &item) const;
    /// The row at that height; null between rows.
    const MapRow *rowAt(double y) const;
    /// The nearest address of the row.
    static quint64 addressAt(const MapRow &row, double x);
    /// Rectangles of a stretch of addresses of one VPC, one in each row it lies in.
    QList<QRectF> rectsOf(ElementId vpc, quint64 begin, quint64 end) const;
};

/// `zoom` halves the addresses of a row with each step up and doubles them with each step down,
/// from what is usual for the VPC, down to the 16 of a /28 and up to its largest block.
MapLayout mapLayoutOf(const Plan &plan, const Design &design, double width, int zoom);

/// Addresses that a row of that VPC has at that zoom.
quint64 perRowAt(const VpcPlan &plan, int zoom);

} // namespace stratoplan::network
