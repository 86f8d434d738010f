// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command/match.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <limits>

namespace stratoplan::command {

namespace {

constexpr int atTextStart = 14;
constexpr int atWordStart = 9;
constexpr int insideWord = -4;
/// More than the beginning of a word, so that what begins as typed comes before initials.
constexpr int nextLetter = 10;
constexpr int wholeWord = 4; ///< the last letter typed is the last of its word
constexpr int wholeText = 8;
/// Letters skipped before the first, one point each, at most.
constexpr int skippedAtMost = 4;
/// Runs that begin inside a word, at most.
constexpr int slips = 1;
constexpr int never = std::numeric_limits<int>::min() / 2;

bool isWordStart(QStringView text, qsizetype i)
{
    const QChar here = text[i];
    if (!here.isLetterOrNumber())
        return false;
    if (i == 0)
        return true;
    const QChar before = text[i - 1];
    return !before.isLetterOrNumber() || (here.isUpper() && before.isLower())
        || (here.isDigit() != before.isDigit());
}

bool isSame(QChar a, QChar b)
{
    return a == b || a.toCaseFolded() == b.toCaseFolded();
}

bool isSubsequence(QStringView word, QStringView text)
{
    qsizetype j = 0;
    for (qsizetype i = 0; i < text.size() && j < word.size(); ++i)
        j += isSame(text[i], word[j]);
    return j == word.size();
}

/// The best score of the word's letters up to `letter`, with that one at one place of the text and
/// so many runs begun inside a word; and where the letter before stands then.
struct Step
{
    int score = never;
    int before = -1;
    int slipsBefore = 0;
};

} // namespace

std::optional<Match> matchWord(QStringView word, QStringView text)
{
    if (word.isEmpty())
        return Match();
    if (!isSubsequence(word, text))
        return std::nullopt;
    using Cell = std::array<Step, slips + 1>;
    const qsizetype width = text.size();
    QVarLengthArray<Cell, 256> cells(word.size() * width);
    for (qsizetype letter = 0; letter < word.size(); ++letter) {
        // The best place of the letter before that is left of the present one, by slips.
        std::array<Step, slips + 1> left;
        for (qsizetype i = 0; i < width; ++i) {
            Cell &cell = cells[letter * width + i];
            cell = {};
            if (letter > 0 && i > 1) {
                const Cell &passed = cells[(letter - 1) * width + i - 2];
                for (size_t used = 0; used <= slips; ++used) {
                    if (passed[used].score > left[used].score)
                        left[used] = {passed[used].score, int(i - 2), int(used)};
                }
            }
            if (!isSame(word[letter], text[i]))
                continue;
            const bool starts = isWordStart(text, i);
            const int begin = i == 0 ? atTextStart : starts ? atWordStart : insideWord;
            const auto offer = [&cell](size_t used, const Step &step) {
                if (used <= slips && step.score > cell[used].score)
                    cell[used] = step;
            };
            if (letter == 0) {
                const int skipped = -std::min(int(i), skippedAtMost);
                offer(starts ? 0 : 1, {begin + skipped, -1, 0});
                continue;
            }
            for (size_t used = 0; used <= slips; ++used) {
                if (i > 0) {
                    const Step &near = cells[(letter - 1) * width + i - 1][used];
                    if (near.score > never)
                        offer(used, {near.score + nextLetter, int(i - 1), int(used)});
                }
                if (left[used].score > never) {
                    offer(starts ? used : used + 1,
                          {left[used].score + begin, left[used].before, int(used)});
                }
            }
        }
    }
    int last = -1;
    int usedAtLast = 0;
    int best = never;
    for (int i = 0; i < width; ++i) {
        const bool ends = i + 1 == width || !text[i + 1].isLetterOrNumber();
        for (int used = 0; used <= slips; ++used) {
            const Step &step = cells[(word.size() - 1) * width + i][size_t(used)];
            const int score = step.score + (ends ? wholeWord : 0);
            if (step.score > never && score > best) {
                best = score;
                last = i;
                usedAtLast = used;
            }
        }
    }
    if (last < 0)
        return std::nullopt;
    Match match;
    match.score = best + (word.size() == width ? wholeText : 0);
    int used = usedAtLast;
    for (qsizetype letter = word.size() - 1; letter >= 0; --letter) {
        match.at.prepend(last);
        const Step &step = cells[letter * width + last][size_t(used)];
        last = step.before;
        used = step.slipsBefore;
    }
    return match;
}

std::optional<Match> match(QStringView pattern, QStringView text)
{
    Match all;
    for (const QStringView word : pattern.split(u' ', Qt::SkipEmptyParts)) {
        const std::optional<Match> one = matchWord(word, text);
        if (!one)
            return std::nullopt;
        all.score += one->score;
        all.at.append(one->at);
    }
    std::sort(all.at.begin(), all.at.end());
    all.at.erase(std::unique(all.at.begin(), all.at.end()), all.at.end());
    return all;
}

} // namespace stratoplan::command
