// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/phase_colors.h"

namespace stratoplan::theme {

Chart chartOf(estimate::Phase phase)
{
    switch (phase) {
    case estimate::Phase::Download:
        return Chart::Download;
    case estimate::Phase::Runtime:
    case estimate::Phase::Restore:
        return Chart::Runtime;
    case estimate::Phase::CutOffInit:
    case estimate::Phase::Code:
        return Chart::Initialisation;
    case estimate::Phase::FirstInvoke:
        return Chart::FirstInvocation;
    case estimate::Phase::Placement:
    case estimate::Phase::EniCreate:
    case estimate::Phase::EniAttach:
        break;
    }
    return Chart::Container;
}

} // namespace stratoplan::theme
