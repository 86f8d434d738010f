// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

namespace stratoplan::sam {

/// One line of two texts that are laid onto each other.
struct DiffLine
{
    enum class Kind
    {
        Same,
        Removed,
        Added
    };

    Kind kind = Kind::Same;
    /// Numbers in the old and the new text, from 1; 0 = not in it.
    int before = 0;
    int after = 0;
    QByteArray text; ///< with its line break; the last line of a text may have none

    bool operator==(const DiffLine &) const = default;
};

/// All lines of both texts in order, with as few differences as there can be; beyond 2000
/// differences everything between the first and the last is replaced, so that the time stays
/// bounded. Of neighbours, removed lines stand before added ones.
std::vector<DiffLine> lineDiff(const QByteArray &before, const QByteArray &after);

/// Characters [begin, begin + size) of a line.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype size = 0;

    bool operator==(const TextRange &) const = default;
};

/// What of a changed line is changed, by words: letters and digits together, every other character
/// for itself, space between changed words included.
struct ChangedWords
{
    QList<TextRange> before;
    QList<TextRange> after;
};
ChangedWords changedWords(const QString &before, const QString &after);

} // namespace stratoplan::sam
