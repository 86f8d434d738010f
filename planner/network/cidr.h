// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <compare>
#include <optional>

namespace stratoplan::network {

/// An IPv4 block with its host bits zero: base address and prefix length 0 to 32.
struct Cidr
{
    quint32 base = 0;
    int prefix = 32;

    auto operator<=>(const Cidr &) const = default;

    /// Number of addresses, 2^(32 - prefix).
    quint64 size() const { return quint64{1} << (32 - prefix); }
    /// Last address of the block.
    quint32 last() const { return static_cast<quint32>(base + (size() - 1)); }
    bool contains(const Cidr &other) const;
    bool overlaps(const Cidr &other) const;
    /// Its lower (0) or upper (1) half; the block itself where it is a single address.
    Cidr half(int which) const;
    /// The block of twice the size that it is half of; itself where it is all of IPv4.
    Cidr wider() const;
    QString toString() const;
};

struct ParsedCidr
{
    Cidr cidr;
    bool hadHostBits = false; ///< 10.0.0.82/28 becomes 10.0.0.80/28, as EC2 does
};

/// "a.b.c.d/n"; nothing for anything else (leading zeros, missing prefix, n > 32).
std::optional<ParsedCidr> parseCidr(const QString &text);

/// The block in pieces of that prefix, in order. Nothing when the prefix is shorter than the
/// block's or longer than 32, or there would be more than 65,536 of them.
QList<Cidr> split(const Cidr &block, int prefix);

/// The same addresses in the fewest blocks, in order: what lies in another block is left out and
/// halves become one.
QList<Cidr> aggregated(const QList<Cidr> &blocks);

/// Addresses that AWS leaves of a subnet: 2^(32 - prefix) - 5 (the first four and the last are kept
/// by AWS: VPC user guide, subnet sizing). 0 where that is negative.
qint64 usableAddresses(int prefix);

} // namespace stratoplan::network
