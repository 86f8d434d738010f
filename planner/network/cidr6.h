// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <compare>
#include <optional>

namespace stratoplan::network {

/// An IPv6 address as two halves of 64 bits.
struct Address6
{
    quint64 high = 0;
    quint64 low = 0;

    auto operator<=>(const Address6 &) const = default;

    /// As RFC 5952 has it: lower case, no leading zeros, the longest run of zeros (of equals the
    /// first, at least two) as "::".
    QString toString() const;
};

/// An IPv6 block with its host bits zero: base address and prefix length 0 to 128.
struct Cidr6
{
    Address6 base;
    int prefix = 128;

    auto operator<=>(const Cidr6 &) const = default;

    Address6 last() const; ///< last address of the block
    bool contains(const Cidr6 &other) const;
    bool overlaps(const Cidr6 &other) const;
    /// Its lower (0) or upper (1) half; the block itself where it is a single address.
    Cidr6 half(int which) const;
    /// The block of twice the size that it is half of; itself where it is all of IPv6.
    Cidr6 wider() const;
    QString toString() const;
};

struct ParsedCidr6
{
    Cidr6 cidr;
    bool hadHostBits = false;
};

/// "2001:db8::/56" in any spelling of RFC 4291, an IPv4 tail included; nothing for anything else
/// (zones, missing prefix, n > 128).
std::optional<ParsedCidr6> parseCidr6(const QString &text);

/// The block in pieces of that prefix, in order. Nothing when the prefix is shorter than the
/// block's or longer than 128, or there would be more than 65,536 of them.
QList<Cidr6> split(const Cidr6 &block, int prefix);

/// The same addresses in the fewest blocks, in order: what lies in another block is left out and
/// halves become one.
QList<Cidr6> aggregated(const QList<Cidr6> &blocks);

} // namespace stratoplan::network
