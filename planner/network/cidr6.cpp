// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/cidr6.h"

#include "planner/network/block_algebra.h"
#include "planner/network/cidr.h"

#include <array>

namespace stratoplan::network {

namespace {

constexpr int groups = 8;

using Groups = std::array<quint16, groups>;

Groups groupsOf(const Address6 &address)
{
    Groups parts{};
    for (int i = 0; i < groups; ++i) {
        const quint64 half = i < 4 ? address.high : address.low;
        parts[static_cast<size_t>(i)] = static_cast<quint16>(half >> (48 - 16 * (i % 4)));
    }
    return parts;
}

/// The bits of the network, from the front.
Address6 mask(int prefix)
{
    const auto half = [](int bits) {
        return bits <= 0 ? quint64{0} : ~quint64{0} << (64 - std::min(bits, 64));
    };
    return {half(prefix), half(prefix - 64)};
}

Address6 masked(const Address6 &address, int prefix)
{
    const Address6 bits = mask(prefix);
    return {address.high & bits.high, address.low & bits.low};
}

std::optional<quint16> hexGroup(QStringView text)
{
    if (text.isEmpty() || text.size() > 4)
        return std::nullopt;
    unsigned value = 0;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        unsigned digit = 0;
        if (unit >= u'0' && unit <= u'9')
            digit = static_cast<unsigned>(unit - u'0');
        else if (unit >= u'a' && unit <= u'f')
            digit = static_cast<unsigned>(unit - u'a' + 10);
        else if (unit >= u'A' && unit <= u'F')
            digit = static_cast<unsigned>(unit - u'A' + 10);
        else
            return std::nullopt;
        value = value * 16 + digit;
    }
    return static_cast<quint16>(value);
}

/// The groups between colons; an IPv4 address at the end is two of them.
std::optional<QList<quint16>> groupList(QStringView text, bool mayEndInIpv4)
{
    QList<quint16> parts;
    if (text.isEmpty())
        return parts;
    const QList<QStringView> words = text.split(u':');
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (mayEndInIpv4 && i == words.size() - 1 && words.at(i).contains(u'.')) {
            const std::optional<ParsedCidr> tail
                = parseCidr(words.at(i).toString() + QStringLiteral("/32"));
            if (!tail)
                return std::nullopt;
            parts.append(static_cast<quint16>(tail->cidr.base >> 16));
            parts.append(static_cast<quint16>(tail->cidr.base & 0xffff));
            continue;
        }
        const std::optional<quint16> group = hexGroup(words.at(i));
        if (!group)
            return std::nullopt;
        parts.append(*group);
    }
    return parts;
}

std::optional<Address6> parseAddress(QStringView text)
{
    const qsizetype gap = text.indexOf(u"::");
    const bool hasGap = gap >= 0;
    const std::optional<QList<quint16>> front = groupList(hasGap ? text.left(gap) : text, !hasGap);
    const std::optional<QList<quint16>> back
        = hasGap ? groupList(text.mid(gap + 2), true) : QList<quint16>();
    if (!front || !back)
        return std::nullopt;
    const qsizetype missing = groups - front->size() - back->size();
    if (hasGap ? missing < 1 : missing != 0)
        return std::nullopt;
    const QList<quint16> all = *front + QList<quint16>(missing, 0) + *back;
    Address6 address;
    for (int i = 0; i < groups; ++i) {
        quint64 &half = i < 4 ? address.high : address.low;
        half = half << 16 | all.at(i);
    }
    return address;
}

std::optional<int> parsePrefix(QStringView text)
{
    if (text.isEmpty() || text.size() > 3 || (text.size() > 1 && text.front() == u'0'))
        return std::nullopt;
    int value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value <= 128 ? std::optional(value) : std::nullopt;
}

} // namespace

QString Address6::toString() const
{
    const Groups parts = groupsOf(*this);
    int gapStart = groups;
    int gapLength = 1;
    for (int i = 0; i < groups;) {
        int end = i;
        while (end < groups && parts[static_cast<size_t>(end)] == 0)
            ++end;
        if (end - i > gapLength) {
            gapStart = i;
            gapLength = end - i;
        }
        i = end + 1;
    }
    QString text;
    for (int i = 0; i < groups; ++i) {
        if (i == gapStart) {
            text += QStringLiteral("::");
            i += gapLength - 1;
            continue;
        }
        if (!text.isEmpty() && !text.endsWith(u':'))
            text += u':';
        text += QString::number(parts[static_cast<size_t>(i)], 16);
    }
    return text;
}

Address6 Cidr6::last() const
{
    const Address6 bits = mask(prefix);
    return {base.high | ~bits.high, base.low | ~bits.low};
}

bool Cidr6::contains(const Cidr6 &other) const
{
    return prefix <= other.prefix && masked(other.base, prefix) == base;
}

bool Cidr6::overlaps(const Cidr6 &other) const
{
    return contains(other) || other.contains(*this);
}

Cidr6 Cidr6::half(int which) const
{
    if (prefix >= 128)
        return *this;
    Cidr6 part{base, prefix + 1};
    if (which != 0) {
        quint64 &side = prefix < 64 ? part.base.high : part.base.low;
        side |= quint64{1} << (63 - prefix % 64);
    }
    return part;
}

Cidr6 Cidr6::wider() const
{
    return prefix <= 0 ? *this : Cidr6{masked(base, prefix - 1), prefix - 1};
}

QString Cidr6::toString() const
{
    return base.toString() + u'/' + QString::number(prefix);
}

std::optional<ParsedCidr6> parseCidr6(const QString &text)
{
    const QStringView whole(text);
    const qsizetype slash = whole.indexOf(u'/');
    if (slash < 0)
        return std::nullopt;
    const std::optional<Address6> address = parseAddress(whole.left(slash));
    const std::optional<int> prefix = parsePrefix(whole.mid(slash + 1));
    if (!address || !prefix)
        return std::nullopt;
    ParsedCidr6 parsed;
    parsed.cidr = {masked(*address, *prefix), *prefix};
    parsed.hadHostBits = parsed.cidr.base != *address;
    return parsed;
}

QList<Cidr6> split(const Cidr6 &block, int prefix)
{
    return splitBlock(block, prefix, 128);
}

QList<Cidr6> aggregated(const QList<Cidr6> &blocks)
{
    return aggregateBlocks(blocks);
}

} // namespace stratoplan::network
