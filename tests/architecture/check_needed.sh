#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the program of the planner alone and looks at which Qt libraries it loads: Core, and no other.
set -eu
"$1"
needed=$(ldd "$1" | sed -n 's/^[[:space:]]*libQt6\([A-Za-z]*\)\.so.*/\1/p' | sort -u)
echo "Qt libraries: $needed"
[ "$needed" = "Core" ]
