// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stratoplan {

/// Version of the program, "major.minor.patch", as project() in CMakeLists.txt has it.
const char *versionNumber();

/// The commit the program was built from, 12 hexadecimal digits, or "unknown" outside a checkout.
const char *versionCommit();

} // namespace stratoplan
