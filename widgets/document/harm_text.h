// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/zone_loss.h"
#include "widgets/theme/theme.h"

#include <QString>

#include <optional>

namespace stratoplan {

/// What a lost zone does to an element, in one or two words: "stopped", "cut off", "overloaded",
/// "not known".
QString harmWord(network::Harm harm);
/// The shape that says it; none for what stops, which gets a cross.
std::optional<theme::Mark> markOf(network::Harm harm);

} // namespace stratoplan
