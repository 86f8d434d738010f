// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"

#include <QList>

#include <optional>

namespace stratoplan::estimate {

struct Options;

/// The memory settings that figures are made for, from the catalogue's quotas.
struct MemorySettings
{
    MiB least; ///< lambda.memory.minimum
    MiB most; ///< lambda.memory.maximum
    /// The 46 that Lambda had until 2020 and that people still think in: 128 to 3008 MB in steps of
    /// 64 (lambda-2018.memory.*).
    QList<MiB> usual;
    /// From the least, each twice the one before, and the largest: 128, 256 ... 8192, 10240.
    QList<MiB> doublings;
};
MemorySettings memorySettings(const catalog::Catalog &catalog);

/// The settings of Options::memory for a function, in order, each once.
QList<MiB> settingsOf(const Options &options, std::optional<MiB> present,
                      const MemorySettings &all);

} // namespace stratoplan::estimate
