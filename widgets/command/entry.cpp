// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command/entry.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::command {

namespace {

/// What fits in the detail only, or cannot be run, comes after what fits as well otherwise.
constexpr int forDetail = 30;
constexpr int forDisabled = 6;

std::optional<Ranked> rank(const Entry &entry, const QList<QStringView> &words)
{
    Ranked result;
    for (const QStringView word : words) {
        if (const auto inTitle = matchWord(word, entry.title)) {
            result.score += inTitle->score;
            result.at.append(inTitle->at);
        } else if (const auto inDetail = matchWord(word, entry.detail)) {
            result.score += inDetail->score - forDetail;
        } else {
            return std::nullopt;
        }
    }
    if (!entry.enabled)
        result.score -= forDisabled;
    std::sort(result.at.begin(), result.at.end());
    return result;
}

} // namespace

QString wordOf(Kind kind)
{
    const auto word
        = [](const char *text) { return QCoreApplication::translate("CommandPalette", text); };
    switch (kind) {
    case Kind::Action:
        return word(QT_TRANSLATE_NOOP("CommandPalette", "Action"));
    case Kind::Element:
        return word(QT_TRANSLATE_NOOP("CommandPalette", "Element"));
    case Kind::Finding:
        return word(QT_TRANSLATE_NOOP("CommandPalette", "Finding"));
    case Kind::File:
        return word(QT_TRANSLATE_NOOP("CommandPalette", "Recent file"));
    }
    return {};
}

QList<Ranked> ranked(const QList<Entry> &entries, const QString &pattern)
{
    const QList<QStringView> words = QStringView(pattern).split(u' ', Qt::SkipEmptyParts);
    QList<Ranked> found;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (words.isEmpty()) {
            found.append({i, 0, {}});
        } else if (std::optional<Ranked> one = rank(entries.at(i), words)) {
            one->entry = i;
            found.append(*std::move(one));
        }
    }
    // Of two texts that fit alike, more of the shorter one was typed.
    std::stable_sort(found.begin(), found.end(), [&](const Ranked &a, const Ranked &b) {
        if (a.score != b.score || words.isEmpty())
            return a.score > b.score;
        return entries.at(a.entry).title.size() < entries.at(b.entry).title.size();
    });
    return found;
}

} // namespace stratoplan::command
