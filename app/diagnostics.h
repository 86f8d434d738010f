// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QMutex>
#include <QString>

#include <functional>

namespace stratoplan {

/// While it lives, everything that is logged goes to the log file of the state folder, and warnings
/// and worse to standard error as well (with --verbose: all). There is one a process.
class Diagnostics
{
public:
    Diagnostics();
    ~Diagnostics();
    Diagnostics(const Diagnostics &) = delete;
    Diagnostics &operator=(const Diagnostics &) = delete;

    /// "$XDG_STATE_HOME/stratoplan/stratoplan.log", by default below ~/.local/state.
    static QString logFilePath();
};

/// Runs the program's work. A fault of the program itself (an exception that reached the top) is
/// logged and told with the place of the log; the status is then 70.
int guarded(const std::function<int()> &work);

} // namespace stratoplan
