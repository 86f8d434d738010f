// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/phase_text.h"

#include <QCoreApplication>

namespace stratoplan {

QString phaseName(estimate::Phase phase)
{
    switch (phase) {
    case estimate::Phase::Download:
        return QCoreApplication::translate("Phase", "Code download");
    case estimate::Phase::Placement:
        return QCoreApplication::translate("Phase", "Placement");
    case estimate::Phase::EniCreate:
        return QCoreApplication::translate("Phase", "Interface creation");
    case estimate::Phase::EniAttach:
        return QCoreApplication::translate("Phase", "Interface attachment");
    case estimate::Phase::Runtime:
        return QCoreApplication::translate("Phase", "Runtime start");
    case estimate::Phase::CutOffInit:
        return QCoreApplication::translate("Phase", "Initialisation cut off");
    case estimate::Phase::Code:
        return QCoreApplication::translate("Phase", "Your initialisation");
    case estimate::Phase::Restore:
        return QCoreApplication::translate("Phase", "Snapshot restore");
    case estimate::Phase::FirstInvoke:
        break;
    }
    return QCoreApplication::translate("Phase", "First invocation");
}

} // namespace stratoplan
