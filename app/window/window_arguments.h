// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace stratoplan::window {

/// What the program is to open in windows.
struct WindowArguments
{
    QStringList files; ///< a window for each; none = one with the start page
    QStringList facts; ///< of networks elsewhere, for every file
};

/// Files that are there open the window, with `--facts FILE` as often as people like, and so does
/// nothing at all. Nothing for every other word: it is for the command line, which knows how to say
/// what is wrong with it.
std::optional<WindowArguments> windowArguments(const QStringList &arguments);

} // namespace stratoplan::window
