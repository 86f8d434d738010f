// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/elements.h"
#include "planner/network/plan.h"

#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace stratoplan::estimate {

enum class Phase
{
    Download, ///< of the code to the worker
    Placement, ///< finding a worker and starting the container
    EniCreate, ///< network interface, per-container-eni only
    EniAttach,
    Runtime, ///< start of the language's runtime
    Code, ///< the user's own initialisation
    Restore, ///< of a SnapStart snapshot, in place of Runtime and Code
    FirstInvoke, ///< what the first call of a handler takes beyond a warm one
};
QLatin1String id(Phase phase); ///< "download", "placement", ... as in "downloadMs"

enum class Basis
{
    Measured,
    Modelled
};
QLatin1String id(Basis basis); ///< "measured", "modelled"

/// One phase of a cold start; no time = nobody has published it, or an input is missing.
struct PhaseTime
{
    Phase phase = Phase::Download;
    std::optional<Milliseconds> time;
    std::optional<Milliseconds> low;
    std::optional<Milliseconds> high;
    Basis basis = Basis::Modelled;
    bool yours = false; ///< the user's to improve, not AWS'
    QString source;

    bool operator==(const PhaseTime &) const = default;
};

struct ColdStart
{
    QList<PhaseTime> phases; ///< in the talk's order; phases that do not apply are absent
    /// Of the known phases; nothing when the start of the runtime (or the restore) is unknown.
    std::optional<Milliseconds> total;
    std::optional<Milliseconds> initP95; ///< 95th percentile of the runtime start where measured
    QStringList missing; ///< ids of phases that apply and are not known
    int samples = 0; ///< of the measured runtime start; 0 = modelled

    std::optional<Milliseconds> of(Phase phase) const;
    /// What a price book bills as initialisation: runtime and code; nothing when one of them is not
    /// known, or with SnapStart (how much of a restore is billed has not been published).
    std::optional<Milliseconds> billedInit() const;

    bool operator==(const ColdStart &) const = default;
};

/// The phases of a full cold start of one function, by memory setting.
///
/// Measured cells of the cold-start table are returned as measured. Between two of them the runtime
/// start is interpolated linearly and the first call log-log; outside them the runtime start is the
/// model's constant, since it does not depend on memory, and the first call follows the model. Own
/// initialisation is what is stated, else measured Init Duration less the runtime start, else
/// loaded code times the measured time a MB (Node.js only); above one vCPU its low end has what
/// heavy multi-threaded initialisation was seen to gain. Constants: catalogue keys cold-start.*.
class ColdStartCurve
{
public:
    /// Function and catalogue must outlive the curve.
    ColdStartCurve(const Function &function, network::Model model, const catalog::Catalog &catalog);

    ColdStart at(MiB memory) const;

private:
    PhaseTime runtimeStart(MiB memory) const;
    PhaseTime ownCode(MiB memory, std::optional<Milliseconds> runtimeStart) const;
    std::optional<PhaseTime> measuredCode(MiB memory, Milliseconds runtimeStart) const;
    PhaseTime restore(MiB memory) const;
    PhaseTime firstInvoke(MiB memory) const;

    const Function *m_function;
    PhaseTime m_download;
    std::optional<PhaseTime> m_interface; ///< where one is made at the start
    bool m_snapStart = false;
    const catalog::ColdStartRow *m_row = nullptr;
    const catalog::RestoreRow *m_restores = nullptr;
    const catalog::Quota *m_perLoadedMb = nullptr; ///< where the runtime has one
    QMap<double, double> m_boost;
    double m_oneVcpuMb = 0; ///< 0 = not known
    std::optional<Milliseconds> m_quantum;
};

/// First call by the model: base + work of the processor, given to the function in `quantum` long
/// slices of which it gets the share memory / oneVcpuMb. n = ceil(work / (share quantum)) slices:
/// (n - 1) quantum + work - (n - 1) share quantum (cold-start.csv fit, S01).
Milliseconds modelledFirstInvoke(const catalog::ColdStartRow &row, MiB memory, Milliseconds quantum,
                                 double oneVcpuMb);

} // namespace stratoplan::estimate
