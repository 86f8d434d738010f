// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/cidr.h"

#include "planner/network/block_algebra.h"

#include <algorithm>

namespace stratoplan::network {

namespace {

/// Takes a decimal number without leading zeros of at most `limit` from the front of `text`.
std::optional<quint32> takeNumber(QStringView &text, quint32 limit)
{
    quint32 value = 0;
    qsizetype digits = 0;
    while (digits < text.size() && text[digits] >= QLatin1Char('0')
           && text[digits] <= QLatin1Char('9')) {
        if (digits > 0 && value == 0)
            return std::nullopt;
        value = value * 10 + static_cast<quint32>(text[digits].unicode() - u'0');
        if (value > limit)
            return std::nullopt;
        ++digits;
    }
    if (digits == 0)
        return std::nullopt;
    text = text.mid(digits);
    return value;
}

bool takeCharacter(QStringView &text, char16_t character)
{
    if (!text.startsWith(QChar(character)))
        return false;
    text = text.mid(1);
    return true;
}

} // namespace

bool Cidr::contains(const Cidr &other) const
{
    return base <= other.base && other.last() <= last();
}

bool Cidr::overlaps(const Cidr &other) const
{
    return base <= other.last() && other.base <= last();
}

Cidr Cidr::half(int which) const
{
    if (prefix >= 32)
        return *this;
    const quint32 upper = which == 0 ? 0 : static_cast<quint32>(size() / 2);
    return {base + upper, prefix + 1};
}

Cidr Cidr::wider() const
{
    if (prefix <= 0)
        return *this;
    return {base & static_cast<quint32>(~(2 * size() - 1)), prefix - 1};
}

QString Cidr::toString() const
{
    return QStringLiteral("%1.%2.%3.%4/%5")
        .arg(base >> 24)
        .arg((base >> 16) & 0xff)
        .arg((base >> 8) & 0xff)
        .arg(base & 0xff)
        .arg(prefix);
}

std::optional<ParsedCidr> parseCidr(const QString &text)
{
    QStringView rest(text);
    quint32 address = 0;
    for (int part = 0; part < 4; ++part) {
        if (part > 0 && !takeCharacter(rest, u'.'))
            return std::nullopt;
        const std::optional<quint32> value = takeNumber(rest, 255);
        if (!value)
            return std::nullopt;
        address = (address << 8) | *value;
    }
    if (!takeCharacter(rest, u'/'))
        return std::nullopt;
    const std::optional<quint32> prefix = takeNumber(rest, 32);
    if (!prefix || !rest.isEmpty())
        return std::nullopt;

    ParsedCidr parsed;
    parsed.cidr.prefix = static_cast<int>(*prefix);
    parsed.cidr.base = address & static_cast<quint32>(~(parsed.cidr.size() - 1));
    parsed.hadHostBits = parsed.cidr.base != address;
    return parsed;
}

QList<Cidr> split(const Cidr &block, int prefix)
{
    return splitBlock(block, prefix, 32);
}

QList<Cidr> aggregated(const QList<Cidr> &blocks)
{
    return aggregateBlocks(blocks);
}

qint64 usableAddresses(int prefix)
{
    constexpr qint64 keptByAws = 5;
    return std::max<qint64>(0, (qint64{1} << (32 - prefix)) - keptByAws);
}

} // namespace stratoplan::network
