// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/line_diff.h"

#include <algorithm>

namespace stratoplan::sam {

namespace {

using Lines = std::vector<QByteArrayView>;

/// Lines with their breaks.
Lines linesOf(const QByteArray &text)
{
    Lines lines;
    qsizetype from = 0;
    while (from < text.size()) {
        const qsizetype at = text.indexOf('\n', from);
        const qsizetype end = at < 0 ? text.size() : at + 1;
        lines.push_back(QByteArrayView(text).sliced(from, end - from));
        from = end;
    }
    return lines;
}

/// One line of the result: of the old text, of the new one, or of both.
struct Step
{
    char mark = ' ';
    QByteArrayView line;
};

/// The shortest way from one list of lines to the other (E. Myers, "An O(ND) Difference Algorithm",
/// 1986); beyond `mostChanges` everything is replaced, so that the time stays bounded.
std::vector<Step> steps(const Lines &before, const Lines &after)
{
    constexpr int mostChanges = 2000;
    size_t head = 0;
    while (head < before.size() && head < after.size() && before[head] == after[head])
        ++head;
    size_t tail = 0;
    while (tail < before.size() - head && tail < after.size() - head
           && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const int n = static_cast<int>(before.size() - head - tail);
    const int m = static_cast<int>(after.size() - head - tail);
    const auto old = [&](int i) { return before[head + static_cast<size_t>(i)]; };
    const auto fresh = [&](int i) { return after[head + static_cast<size_t>(i)]; };

    // Furthest place on each diagonal, kept for every number of changes.
    std::vector<std::vector<int>> trace;
    const int most = std::min(n + m, mostChanges);
    const int offset = most + 1;
    std::vector<int> furthest(static_cast<size_t>(2 * offset + 1), 0);
    const auto at = [offset](std::vector<int> &list, int diagonal) -> int & {
        return list[static_cast<size_t>(diagonal + offset)];
    };
    // From nothing, or to nothing, there is one way only.
    const bool isOneSided = n == 0 || m == 0;
    bool found = false;
    for (int changes = 0; !isOneSided && changes <= most && !found; ++changes) {
        trace.emplace_back(furthest.begin() + (offset - changes - 1),
                           furthest.begin() + (offset + changes + 2));
        for (int k = -changes; k <= changes && !found; k += 2) {
            const bool down
                = k == -changes || (k != changes && at(furthest, k - 1) < at(furthest, k + 1));
            int x = down ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
            while (x < n && x - k < m && old(x) == fresh(x - k))
                ++x;
            at(furthest, k) = x;
            found = x >= n && x - k >= m;
        }
    }

    std::vector<Step> middle;
    if (found) {
        int x = n;
        int y = m;
        for (int changes = static_cast<int>(trace.size()) - 1; changes >= 0; --changes) {
            const std::vector<int> &reached = trace[static_cast<size_t>(changes)];
            const auto was = [&](int diagonal) {
                return reached[static_cast<size_t>(diagonal + changes + 1)];
            };
            const int k = x - y;
            const bool down = k == -changes || (k != changes && was(k - 1) < was(k + 1));
            const int fromX = changes == 0 ? 0 : down ? was(k + 1) : was(k - 1);
            const int fromY = changes == 0 ? 0 : fromX - (down ? k + 1 : k - 1);
            while (x > fromX && y > fromY) {
                middle.push_back({' ', old(--x)});
                --y;
            }
            if (changes > 0 && down)
                middle.push_back({'+', fresh(--y)});
            else if (changes > 0)
                middle.push_back({'-', old(--x)});
        }
        std::reverse(middle.begin(), middle.end());
    } else {
        for (int i = 0; i < n; ++i)
            middle.push_back({'-', old(i)});
        for (int i = 0; i < m; ++i)
            middle.push_back({'+', fresh(i)});
    }

    std::vector<Step> all;
    all.reserve(before.size() + static_cast<size_t>(m));
    for (size_t i = 0; i < head; ++i)
        all.push_back({' ', before[i]});
    all.insert(all.end(), middle.begin(), middle.end());
    for (size_t i = before.size() - tail; i < before.size(); ++i)
        all.push_back({' ', before[i]});
    return all;
}

/// Words, and single characters of all else.
std::vector<QStringView> wordsOf(const QString &line)
{
    std::vector<QStringView> words;
    qsizetype from = 0;
    while (from < line.size()) {
        qsizetype end = from + 1;
        while (line.at(from).isLetterOrNumber() && end < line.size()
               && line.at(end).isLetterOrNumber())
            ++end;
        words.push_back(QStringView(line).sliced(from, end - from));
        from = end;
    }
    return words;
}

/// The ranges of the words that are marked, neighbours as one; what stands between two of them is
/// taken in when it is space alone.
QList<TextRange> rangesOf(const std::vector<QStringView> &words, const std::vector<bool> &common)
{
    QList<TextRange> ranges;
    qsizetype at = 0;
    qsizetype space = -1; // where space began behind the last range
    for (size_t i = 0; i < words.size(); ++i) {
        const qsizetype size = words[i].size();
        if (!common[i]) {
            const qsizetype begin = space >= 0 ? space : at;
            if (!ranges.isEmpty() && ranges.last().begin + ranges.last().size == begin)
                ranges.last().size = at + size - ranges.last().begin;
            else
                ranges.append({at, size});
            space = -1;
        } else if (!words[i].trimmed().isEmpty()) {
            space = -1;
        } else if (space < 0 && !ranges.isEmpty()
                   && ranges.last().begin + ranges.last().size == at) {
            space = at;
        }
        at += size;
    }
    return ranges;
}

} // namespace

std::vector<DiffLine> lineDiff(const QByteArray &before, const QByteArray &after)
{
    std::vector<DiffLine> lines;
    int oldLine = 0;
    int newLine = 0;
    const std::vector<Step> all = steps(linesOf(before), linesOf(after));
    lines.reserve(all.size());
    for (size_t at = 0; at < all.size();) {
        // Removed lines of one change come first, whatever way the search took.
        size_t end = at;
        while (end < all.size() && all[end].mark != ' ')
            ++end;
        for (const char mark : {'-', '+'}) {
            for (size_t i = at; i < end; ++i) {
                if (all[i].mark != mark)
                    continue;
                const bool removed = mark == '-';
                const DiffLine::Kind kind
                    = removed ? DiffLine::Kind::Removed : DiffLine::Kind::Added;
                lines.push_back({kind, removed ? ++oldLine : 0, removed ? 0 : ++newLine,
                                 all[i].line.toByteArray()});
            }
        }
        for (at = end; at < all.size() && all[at].mark == ' '; ++at)
            lines.push_back(
                {DiffLine::Kind::Same, ++oldLine, ++newLine, all[at].line.toByteArray()});
    }
    return lines;
}

ChangedWords changedWords(const QString &before, const QString &after)
{
    const std::vector<QStringView> old = wordsOf(before);
    const std::vector<QStringView> fresh = wordsOf(after);
    // Longest common subsequence; lines are short, and of very long ones all is changed.
    constexpr size_t mostWords = 400;
    std::vector<bool> oldCommon(old.size(), false);
    std::vector<bool> freshCommon(fresh.size(), false);
    if (old.size() <= mostWords && fresh.size() <= mostWords) {
        std::vector<std::vector<int>> length(old.size() + 1, std::vector<int>(fresh.size() + 1, 0));
        for (size_t i = old.size(); i-- > 0;) {
            for (size_t j = fresh.size(); j-- > 0;)
                length[i][j] = old[i] == fresh[j] ? length[i + 1][j + 1] + 1
                                                  : std::max(length[i + 1][j], length[i][j + 1]);
        }
        size_t i = 0;
        size_t j = 0;
        while (i < old.size() && j < fresh.size()) {
            if (old[i] == fresh[j]) {
                oldCommon[i++] = true;
                freshCommon[j++] = true;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                ++i;
            } else {
                ++j;
            }
        }
    }
    return {rangesOf(old, oldCommon), rangesOf(fresh, freshCommon)};
}

} // namespace stratoplan::sam
