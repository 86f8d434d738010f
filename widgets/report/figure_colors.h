// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QByteArray>

namespace stratoplan::report {

/// Rules of a style sheet that give figures which were drawn with one theme the colours of another:
/// a web page follows the reader's screen without a second set of figures.
QByteArray recoloring(const theme::Theme &drawn, const theme::Theme &shown);

} // namespace stratoplan::report
