// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"

#include <CLI/CLI.hpp>

#include <QIODevice>

#include <functional>
#include <span>

namespace stratoplan::cli {

/// Exit statuses of every command (the contract of the command line).
enum Exit
{
    Done = 0,
    FindingsAtThreshold = 1,
    BadCommandLine = 2,
    UnreadableInput = 3,
    UnwritableOutput = 4,
    OwnFault = 70,
};

/// Where a command reads and prints; tests put buffers here.
struct Streams
{
    QIODevice *in = nullptr;
    QIODevice *out = nullptr; ///< results only
    QIODevice *err = nullptr; ///< messages for people

    void print(const QString &text) const; ///< to out, as it is
    void message(const QString &line) const; ///< to err, with a line end
    void tell(const Problems &problems) const; ///< each as a message
    /// Tells them and returns `status`.
    int fail(const Problems &problems, int status) const;
};

/// What a prepared command does when it is run; returns an Exit.
using Run = std::function<int(const Streams &)>;

/// One subcommand. Each file NAME.cpp in commands/ defines `const Command entry` in
/// stratoplan::cli::commands::NAME; being there registers it.
struct Command
{
    const char *name = nullptr;
    const char *summary
        = nullptr; ///< one line for --help, marked for translation with context "CommandLine"
    /// Draws: needs a QApplication (offscreen without a display).
    bool draws = false;
    /// Adds options to the subcommand and returns what runs it afterwards.
    Run (*prepare)(CLI::App &app) = nullptr;
};

namespace commands {
std::span<const Command *const> allCommands();
}

/// Parses the arguments (without the program's name) and runs the command. Never throws.
int run(const QStringList &arguments, const Streams &streams);

/// The command that the arguments name; null when they name none (then the window opens).
const Command *commandOf(const QStringList &arguments);

} // namespace stratoplan::cli
