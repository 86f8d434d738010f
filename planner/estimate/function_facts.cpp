// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/function_facts.h"

#include <cmath>

namespace stratoplan::estimate {

std::optional<MiB> memoryOf(const Function &function, const catalog::Catalog &catalog)
{
    if (function.memory)
        return *function.memory;
    const catalog::Quota *standard = catalog.quota(QStringLiteral("lambda.memory.default"));
    if (function.memory.isUnset() && standard)
        return MiB(static_cast<int>(std::lround(standard->value)));
    return std::nullopt;
}

std::optional<QString> architectureOf(const Function &function)
{
    if (function.architecture)
        return *function.architecture;
    if (function.architecture.isUnset())
        return QStringLiteral("x86_64");
    return std::nullopt;
}

std::optional<QString> packageOf(const Function &function)
{
    if (function.packageType)
        return function.packageType->toLower();
    if (function.packageType.isUnset())
        return QStringLiteral("zip");
    return std::nullopt;
}

} // namespace stratoplan::estimate
