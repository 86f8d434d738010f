// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/text.h"
#include "planner/catalog/catalog.h"
#include "planner/model/edit.h"

#include <optional>

namespace stratoplan::estimate {

/// A kind of work that a function does, for a function that was not measured: how its duration
/// divides at one vCPU. The shares are those of fits to published tables (duration.h), or an
/// assumption where nobody published one, in the catalogue under workload.ID.*, each with its
/// source; a kind without an entry there is left out.
struct WorkloadKind
{
    QString id; ///< "cpu-bound", "io-bound", "mixed", "image", "database-transaction"
    double cpuShareAtOneVcpu = 0; ///< share of the duration at one vCPU that is CPU work, 0 to 1
    double parallelShare = 0; ///< share of the CPU work that runs in parallel, 0 to 1
    QString source;
    bool isAssumed = false; ///< a convention of this program, not a measured figure
    Text name{}; ///< for people: "Database transaction"
};

/// All kinds of the catalogue, in a fixed order.
QList<WorkloadKind> workloadKinds(const catalog::Catalog &catalog);

/// The share of the duration at a memory setting that is CPU work (Function::cpuShare): less vCPU
/// makes the same work a larger part.
double cpuShareAt(const WorkloadKind &kind, MiB memory, const catalog::Catalog &catalog);

/// Whether a kind may stand for what nobody measured: fewer than two settings were.
bool takesWorkloadKind(const Function &function);
/// The kind whose shares the function states, for the memory that it runs with; nothing where it
/// states none or others.
std::optional<WorkloadKind> workloadKindOf(const Function &function,
                                           const catalog::Catalog &catalog);
/// Gives a function the shares of a kind, to four digits. Without its memory, on which the share of
/// CPU work depends, nothing is set and false returned.
bool setWorkloadKind(Edit &edit, ElementId function, const WorkloadKind &kind,
                     const catalog::Catalog &catalog);

} // namespace stratoplan::estimate
