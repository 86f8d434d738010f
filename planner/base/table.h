// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QStringView>

#include <array>
#include <optional>

namespace stratoplan {

/// One row of an enum's word table: what files, JSON and the command line call a value.
template <class Enum>
struct Word
{
    Enum value;
    QLatin1String word;
};

/// The word of a value; empty when the table lacks it.
template <class Enum, size_t N>
QLatin1String wordOf(const std::array<Word<Enum>, N> &table, Enum value)
{
    for (const Word<Enum> &row : table) {
        if (row.value == value)
            return row.word;
    }
    return {};
}

/// The value of a word; nothing when no row has it.
template <class Enum, size_t N>
std::optional<Enum> valueOf(const std::array<Word<Enum>, N> &table, QStringView word)
{
    for (const Word<Enum> &row : table) {
        if (word == row.word)
            return row.value;
    }
    return std::nullopt;
}

} // namespace stratoplan
