// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/patch_diff.h"

#include <algorithm>
#include <vector>

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
    bool found = false;
    for (int changes = 0; changes <= most && !found; ++changes) {
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

QByteArray range(size_t first, size_t count)
{
    if (count == 1)
        return QByteArray::number(static_cast<qulonglong>(first));
    return QByteArray::number(static_cast<qulonglong>(count == 0 ? first - 1 : first)) + ','
        + QByteArray::number(static_cast<qulonglong>(count));
}

} // namespace

QByteArray unifiedDiff(const QByteArray &before, const QByteArray &after, const QString &nameBefore,
                       const QString &nameAfter)
{
    if (before == after)
        return {};
    constexpr size_t context = 3;
    const std::vector<Step> all = steps(linesOf(before), linesOf(after));
    QByteArray out = "--- " + nameBefore.toUtf8() + "\n+++ " + nameAfter.toUtf8() + '\n';
    size_t oldLine = 1;
    size_t newLine = 1;
    size_t at = 0;
    const auto advance = [&](size_t end) {
        for (; at < end; ++at) {
            oldLine += all[at].mark != '+' ? 1 : 0;
            newLine += all[at].mark != '-' ? 1 : 0;
        }
    };
    while (true) {
        size_t first = at;
        while (first < all.size() && all[first].mark == ' ')
            ++first;
        if (first == all.size())
            return out;
        const size_t begin = std::max(at, first - std::min(first, context));
        size_t last = first;
        for (size_t i = first; i < all.size() && i <= last + 2 * context + 1; ++i) {
            if (all[i].mark != ' ')
                last = i;
        }
        const size_t end = std::min(all.size(), last + context + 1);
        advance(begin);
        size_t oldCount = 0;
        size_t newCount = 0;
        for (size_t i = begin; i < end; ++i) {
            oldCount += all[i].mark != '+' ? 1 : 0;
            newCount += all[i].mark != '-' ? 1 : 0;
        }
        out += "@@ -" + range(oldLine, oldCount) + " +" + range(newLine, newCount) + " @@\n";
        for (size_t i = begin; i < end; ++i) {
            out += all[i].mark;
            out.append(all[i].line);
            if (!all[i].line.endsWith('\n'))
                out += "\n\\ No newline at end of file\n";
        }
        advance(end);
    }
}

} // namespace stratoplan::sam
