// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stratoplan::canvas {

/// Lets screen readers see the canvas as a list of its elements, with names, places and states.
/// Called once by each view; further calls do nothing.
void installAccessibility();

} // namespace stratoplan::canvas
