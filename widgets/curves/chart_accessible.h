// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stratoplan::curves {

class ChartView;
class MemoryHandle;

/// Makes charts known to readers of the screen as charts with a value: the memory at which the line
/// stands, which they can read and set. May be called more than once.
void installChartAccessibility();

/// Tells them of the memory at which the line of a chart stands now, while it has the keyboard.
void tellMemory(ChartView &chart, const MemoryHandle &handle);

} // namespace stratoplan::curves
