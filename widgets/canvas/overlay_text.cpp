// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/overlay_text.h"

#include "planner/estimate/cold_share.h"
#include "widgets/document/figure_text.h"

#include <QCoreApplication>

namespace stratoplan::canvas {

namespace {

using overlay::Kind;
using overlay::State;

QString translated(const char *text)
{
    return QCoreApplication::translate("Overlays", text);
}

QString unknownFigure(Kind kind)
{
    switch (kind) {
    case Kind::Cost:
        return money(std::nullopt);
    case Kind::Latency:
        return translated(QT_TRANSLATE_NOOP("Overlays", "p95 ?"));
    default:
        return translated(QT_TRANSLATE_NOOP("Overlays", "not known"));
    }
}

QString noFigure(Kind kind)
{
    switch (kind) {
    case Kind::Findings:
        return translated(QT_TRANSLATE_NOOP("Overlays", "no findings"));
    case Kind::Execution:
        return translated(QT_TRANSLATE_NOOP("Overlays", "no trigger"));
    case Kind::Zone:
        return translated(QT_TRANSLATE_NOOP("Overlays", "no zone"));
    default:
        return {};
    }
}

QString amountFigure(const overlay::Overlay &overlay, const overlay::Shown &shown)
{
    const QString amount = overlayAmount(overlay.kind, shown.value);
    switch (overlay.kind) {
    case Kind::Cost:
        return shown.atLeast ? translated(QT_TRANSLATE_NOOP("Overlays", "≥ %1 a month")).arg(amount)
                             : translated(QT_TRANSLATE_NOOP("Overlays", "%1 a month")).arg(amount);
    case Kind::Latency:
        return translated(QT_TRANSLATE_NOOP("Overlays", "p95 %1")).arg(amount);
    case Kind::Concurrency:
        return shown.atLeast
            ? translated(QT_TRANSLATE_NOOP("Overlays", "≥ %1 at a time")).arg(amount)
            : translated(QT_TRANSLATE_NOOP("Overlays", "%1 at a time")).arg(amount);
    default:
        return translated(QT_TRANSLATE_NOOP("Overlays", "%1 of calls × %2"))
            .arg(toString(estimate::inPercent(shown.coldShare)), duration(shown.coldLength));
    }
}

} // namespace

QString overlayTitle(Kind kind)
{
    switch (kind) {
    case Kind::Findings:
        return translated(QT_TRANSLATE_NOOP("Overlays", "Findings"));
    case Kind::Cost:
        return translated(QT_TRANSLATE_NOOP("Overlays", "Cost a month"));
    case Kind::Latency:
        return translated(QT_TRANSLATE_NOOP("Overlays", "Latency, p95"));
    case Kind::Concurrency:
        return translated(QT_TRANSLATE_NOOP("Overlays", "Environments at peak"));
    case Kind::ColdStart:
        return translated(QT_TRANSLATE_NOOP("Overlays", "Cold starts, a call"));
    case Kind::Execution:
        return translated(QT_TRANSLATE_NOOP("Overlays", "Execution model"));
    case Kind::Zone:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("Overlays", "Zones"));
}

QString overlayAmount(Kind kind, double value)
{
    switch (kind) {
    case Kind::Cost:
        return money(UsDollars(value));
    case Kind::Latency:
    case Kind::ColdStart:
        return duration(Milliseconds(value));
    default:
        return amount(value);
    }
}

QString overlayFigure(const overlay::Overlay &overlay, const overlay::Shown &shown)
{
    if (shown.state == State::Unknown)
        return unknownFigure(overlay.kind);
    if (shown.state == State::Nothing)
        return noFigure(overlay.kind);
    if (overlay::isAmount(overlay.kind))
        return amountFigure(overlay, shown);
    const QString group = toString(overlay.groups.at(shown.group).name);
    if (overlay.kind != Kind::Findings)
        return group;
    if (shown.value < 1)
        return translated(QT_TRANSLATE_NOOP("Overlays", "a question is open"));
    return QCoreApplication::translate("Overlays", "%n finding(s)", nullptr, int(shown.value))
        + QStringLiteral(" · ") + group;
}

QString overlayBrief(const overlay::Overlay &overlay, const overlay::Shown &shown)
{
    if (shown.state == State::Unknown)
        return QStringLiteral("?");
    if (shown.state == State::Nothing)
        return {};
    if (overlay::isAmount(overlay.kind)) {
        const QString amount = overlayAmount(overlay.kind, shown.value);
        return shown.atLeast ? QStringLiteral("≥ ") + amount : amount;
    }
    if (overlay.kind == Kind::Findings)
        return shown.value < 1 ? QString() : amount(shown.value);
    return toString(overlay.groups.at(shown.group).name);
}

} // namespace stratoplan::canvas
