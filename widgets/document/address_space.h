// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"
#include "planner/network/plan.h"

/// The addresses of a network in rows, as a text has lines: the same in the window and in reports.
/// Everything here counts in addresses; pixels are the business of who draws.
namespace stratoplan::drawing {

/// A stretch of addresses with one use.
struct AddressPiece
{
    enum class Kind
    {
        Subnet,
        Free, ///< of a block of the VPC
        NotKnown, ///< beside subnets of a VPC whose own blocks nobody stated
    };

    Kind kind = Kind::Free;
    quint64 begin = 0;
    quint64 end = 0; ///< one past the last
    ElementId subnet; ///< none where it is no subnet
    bool outside = false; ///< a subnet that lies in none of the known blocks of its VPC
    bool overlapping = false; ///< shares addresses with another subnet
    int lane = 0; ///< overlapping subnets share the height of a row
    int lanes = 1;

    quint64 size() const { return end - begin; }
    bool operator==(const AddressPiece &) const = default;
};

/// One line of the map. Pieces reach over its ends where they are longer than it.
struct AddressRow
{
    quint64 begin = 0;
    quint64 end = 0; ///< may be before a whole row is full: the block ends there
    /// So many rows below it hold the same single piece and are left out.
    quint64 folded = 0;
    QList<AddressPiece> pieces; ///< in order of addresses, then of lanes

    bool operator==(const AddressRow &) const = default;
};

/// The address space of one VPC.
struct AddressSpace
{
    ElementId vpc;
    quint64 perRow = 256; ///< addresses that the full width stands for
    QList<AddressRow> rows;
    QList<ElementId> unplaced; ///< subnets whose block is not known
    bool blocksKnown = false; ///< every block of the VPC is known, and there is one

    bool operator==(const AddressSpace &) const = default;
};

/// Addresses in a row where nobody chose: a /24, of blocks larger than a /20 a /20; less where
/// subnets would be too thin to be told apart and the rows stay few.
quint64 usualRow(const network::VpcPlan &plan);

/// `perRow` is a power of two. Rows that hold the same as the one before are folded into it.
AddressSpace addressSpaceOf(const network::VpcPlan &plan, const Design &design, quint64 perRow);

/// "10.0.0.0"; 2^32 and above are counted on from 255.255.255.255 as that address.
QString addressText(quint64 address);

} // namespace stratoplan::drawing
