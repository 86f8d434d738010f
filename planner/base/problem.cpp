// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/base/problem.h"

#include <array>
#include <optional>

namespace stratoplan {

namespace {

constexpr std::array severityIds{
    QLatin1String("blocker"), QLatin1String("high"), QLatin1String("medium"),
    QLatin1String("low"),     QLatin1String("info"),
};

} // namespace

QLatin1String id(Severity severity)
{
    return severityIds.at(static_cast<size_t>(severity));
}

std::optional<Severity> severityFromId(QStringView word)
{
    for (size_t i = 0; i < severityIds.size(); ++i) {
        if (word == severityIds.at(i))
            return static_cast<Severity>(i);
    }
    return std::nullopt;
}

QString toString(const Problem &problem)
{
    QString out;
    const Where &where = problem.where;
    if (!where.file.isEmpty()) {
        out += where.file;
        if (where.line > 0)
            out += QLatin1Char(':') + QString::number(where.line);
        if (where.line > 0 && where.column > 0)
            out += QLatin1Char(':') + QString::number(where.column);
        out += QLatin1String(": ");
    }
    if (!where.element.isEmpty())
        out += where.element + QLatin1String(": ");
    out += toString(problem.what);
    if (!problem.remedy.isEmpty())
        out += QLatin1String("; ") + toString(problem.remedy);
    return out;
}

} // namespace stratoplan
