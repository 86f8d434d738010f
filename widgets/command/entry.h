// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/command/match.h"
#include "widgets/theme/theme.h"

#include <QIcon>
#include <QString>

#include <functional>
#include <optional>

namespace stratoplan::command {

enum class Kind
{
    Action,
    Element,
    Finding,
    File
};
/// "Action", "Element", ... in the language of the window.
QString wordOf(Kind kind);

/// One thing that the palette leads to.
struct Entry
{
    Kind kind = Kind::Action;
    QString title;
    /// Where it is or what it is: "View › Theme", "Queue", the folder of a file.
    QString detail;
    QString keys; ///< of an action, as people read them
    bool enabled = true; ///< false: shown as not available, and not run
    bool checked = false; ///< of an action that is on
    QIcon icon; ///< else glyph and category, or a mark
    QString glyph;
    catalog::Category category = catalog::Category::Outside;
    std::optional<theme::Mark> mark;
    std::function<void()> run;
};

/// An entry that fits what was typed.
struct Ranked
{
    qsizetype entry = 0; ///< index
    int score = 0;
    QList<int> at; ///< letters of the title that were typed
};

/// The entries that a pattern fits, best first; equally good ones in their own order, what cannot
/// be run after what can. Each word fits the title or, for less, the detail. An empty pattern
/// leaves all as they are.
QList<Ranked> ranked(const QList<Entry> &entries, const QString &pattern);

} // namespace stratoplan::command
