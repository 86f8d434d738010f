// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/window_arguments.h"

class QApplication;

namespace stratoplan::window {

/// Opens a window for each file, or one with the start page, and runs until the last one is closed.
/// Returns the program's exit status.
int runWindow(QApplication &application, const WindowArguments &arguments);

} // namespace stratoplan::window
