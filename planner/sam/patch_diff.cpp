// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/patch_diff.h"

#include "planner/sam/line_diff.h"

#include <algorithm>

namespace stratoplan::sam {

namespace {

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
    const std::vector<DiffLine> all = lineDiff(before, after);
    QByteArray out = "--- " + nameBefore.toUtf8() + "\n+++ " + nameAfter.toUtf8() + '\n';
    size_t oldLine = 1;
    size_t newLine = 1;
    size_t at = 0;
    const auto advance = [&](size_t end) {
        for (; at < end; ++at) {
            oldLine += all[at].before > 0 ? 1 : 0;
            newLine += all[at].after > 0 ? 1 : 0;
        }
    };
    while (true) {
        size_t first = at;
        while (first < all.size() && all[first].kind == DiffLine::Kind::Same)
            ++first;
        if (first == all.size())
            return out;
        const size_t begin = std::max(at, first - std::min(first, context));
        size_t last = first;
        for (size_t i = first; i < all.size() && i <= last + 2 * context + 1; ++i) {
            if (all[i].kind != DiffLine::Kind::Same)
                last = i;
        }
        const size_t end = std::min(all.size(), last + context + 1);
        advance(begin);
        size_t oldCount = 0;
        size_t newCount = 0;
        for (size_t i = begin; i < end; ++i) {
            oldCount += all[i].before > 0 ? 1 : 0;
            newCount += all[i].after > 0 ? 1 : 0;
        }
        out += "@@ -" + range(oldLine, oldCount) + " +" + range(newLine, newCount) + " @@\n";
        for (size_t i = begin; i < end; ++i) {
            out += all[i].before == 0 ? '+' : all[i].after == 0 ? '-' : ' ';
            out.append(all[i].text);
            if (!all[i].text.endsWith('\n'))
                out += "\n\\ No newline at end of file\n";
        }
        advance(end);
    }
}

} // namespace stratoplan::sam
