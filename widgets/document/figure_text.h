// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/units.h"

#include <QString>

#include <optional>

namespace stratoplan {

/// How figures are written in the window. What is not known is "?" or "not known", never 0.

/// "$12.33", "$168", "$1,234": two decimals below 100 USD. "not priced" for nothing.
QString money(const std::optional<UsDollars> &amount);
/// "240 ms", "1.25 s", "12 min"; "?" for nothing.
QString duration(const std::optional<Milliseconds> &time);
/// "12", "0.4", "1,200": at most `decimals` decimals, none from 100 on; "?" for nothing.
QString amount(const std::optional<double> &value, int decimals = 1);
/// "0.5/s"; "96 a day" where a second would show as none: a nightly job is no "0/s". "?" for
/// nothing.
QString rate(const std::optional<PerSecond> &events, int decimals = 1);
/// "512 MB"; Lambda writes memory without separator.
QString memory(MiB value);

} // namespace stratoplan
