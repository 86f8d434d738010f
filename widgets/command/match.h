// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

#include <optional>

namespace stratoplan::command {

/// How well what was typed fits a text.
struct Match
{
    int score = 0; ///< the higher the better; comparable between texts for one pattern
    QList<int> at; ///< the characters of the text that were typed, ascending
};

/// Fits a word into a text, letter case aside: its letters occur in the text in their order. Runs
/// of them begin where a word of the text begins ("fs" fits "Fit selection", "cp" fits
/// "chargePayment"); one run may begin inside a word. The beginning of the text counts more than
/// that of a word, that more than the inside of one, a whole word more than a part. Of several ways
/// the best counts.
std::optional<Match> matchWord(QStringView word, QStringView text);

/// Fits each word of a pattern, in any order. An empty pattern fits everything with a score of 0.
std::optional<Match> match(QStringView pattern, QStringView text);

} // namespace stratoplan::command
