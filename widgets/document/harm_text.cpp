// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/harm_text.h"

#include <QCoreApplication>

namespace stratoplan {

QString harmWord(network::Harm harm)
{
    switch (harm) {
    case network::Harm::Stops:
        return QCoreApplication::translate("ZoneLoss", "stopped");
    case network::Harm::CutOff:
        return QCoreApplication::translate("ZoneLoss", "cut off");
    case network::Harm::Overloaded:
        return QCoreApplication::translate("ZoneLoss", "overloaded");
    case network::Harm::Unknown:
        break;
    }
    return QCoreApplication::translate("ZoneLoss", "not known");
}

std::optional<theme::Mark> markOf(network::Harm harm)
{
    switch (harm) {
    case network::Harm::Stops:
        return std::nullopt;
    case network::Harm::CutOff:
    case network::Harm::Overloaded:
        return theme::Mark::High;
    case network::Harm::Unknown:
        break;
    }
    return theme::Mark::Unanswered;
}

} // namespace stratoplan
