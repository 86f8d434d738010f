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
    CutOffInit, ///< a first initialisation that hit its time limit: it starts again with the call
    Code, ///< the user's own initialisation
    Restore, ///< of a SnapStart snapshot, in place of Runtime and Code
    FirstInvoke, ///< what the first call of a handler takes beyond a warm one
};
QLatin1String id(Phase phase); ///< "download", "placement", ... as in "downloadMs"
QList<Phase> allPhases(); ///< in the talk's order

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
    /// Share of the cold starts that run this phase at all, 0 to 1; nothing = each of them.
    std::optional<double> share;
    QString source; ///< ids of the catalogue's sources, which tell their date

    bool operator==(const PhaseTime &) const = default;
};

struct ColdStart
{
    QList<PhaseTime> phases; ///< in the talk's order; phases that do not apply are absent
    /// A full start with all known phases; nothing when the start of the runtime (or the restore)
    /// is unknown.
    std::optional<Milliseconds> total;
    std::optional<Milliseconds> initP95; ///< 95th percentile of the runtime start where measured
    QStringList missing; ///< ids of phases that apply and are not known
    int samples = 0; ///< of the measured runtime start; 0 = modelled

    std::optional<Milliseconds> of(Phase phase) const;
    /// A partial start, where a worker with the code is there: from the start of the runtime (or
    /// the restore) on.
    std::optional<Milliseconds> partial() const;
    /// A full start that goes without the phases that only a share of the starts run; nothing where
    /// each start runs all of them.
    std::optional<Milliseconds> withoutShared() const;
    /// What is left of it for the first call of an environment of provisioned concurrency, whose
    /// initialisation was done before.
    std::optional<Milliseconds> provisioned() const { return of(Phase::FirstInvoke); }
    /// What a price book bills as initialisation: runtime and code; nothing when one of them is not
    /// known, or with SnapStart (how much of a restore is billed has not been published).
    std::optional<Milliseconds> billedInit() const;

    bool operator==(const ColdStart &) const = default;
};

/// The phases of a full cold start of one function, by memory setting.
///
/// Measured cells of the cold-start table are returned as measured. Between two of them the runtime
/// start is interpolated linearly and the first call along a + b / memory^exponent (see
/// firstInvokeBetween()); outside them the runtime start is the model's constant, since it does not
/// depend on memory, and the first call follows the model. Own
/// initialisation is what is stated, else measured Init Duration less the runtime start, else
/// loaded code times the measured time a MB (Node.js only); above one vCPU its low end has what
/// heavy multi-threaded initialisation was seen to gain. Where runtime and code take longer than an
/// initialisation may (lambda.init.timeout), they start once more.
///
/// With a network interface a container (per-container-eni) the starts fall into two groups: those
/// that find an interface with room, and the share memory / 3 GB that makes one (the talk's formula
/// of interfaces, turned round). Constants: catalogue keys cold-start.*.
class ColdStartCurve
{
public:
    /// Function and catalogue must outlive the curve.
    ColdStartCurve(const Function &function, network::Model model, const catalog::Catalog &catalog);

    ColdStart at(MiB memory) const;

private:
    PhaseTime runtimeStart(MiB memory) const;
    int runtimeSamples(MiB memory) const;
    PhaseTime ownCode(MiB memory, std::optional<Milliseconds> runtimeStart) const;
    std::optional<PhaseTime> measuredCode(MiB memory, Milliseconds runtimeStart) const;
    PhaseTime restore(MiB memory) const;
    PhaseTime firstInvoke(MiB memory) const;

    const Function *m_function;
    PhaseTime m_download;
    std::optional<PhaseTime> m_interface; ///< where one is made at the start
    double m_gigabytesPerInterface = 0; ///< 0 = not known
    std::optional<Milliseconds> m_initLimit; ///< on demand, without a snapshot
    QString m_initLimitSource;
    bool m_snapStart = false;
    const catalog::ColdStartRow *m_row = nullptr;
    const catalog::RestoreRow *m_restores = nullptr;
    const catalog::Quota *m_perLoadedMb = nullptr; ///< where the runtime has one
    QMap<double, double> m_boost;
    double m_exponent = 1; ///< of the first call between two cells
    double m_oneVcpuMb = 0; ///< 0 = not known
    std::optional<Milliseconds> m_quantum;
};

/// First call between two measured memory settings, `below` < `memory` < `above`: a + b /
/// memory^exponent through both. The exponent is shared by all runtimes; it was chosen on the
/// measured table (cold-start.first-invoke.exponent), and tested leaving out the runtime under
/// test.
Milliseconds firstInvokeBetween(MiB below, Milliseconds atBelow, MiB above, Milliseconds atAbove,
                                MiB memory, double exponent);

/// First call by the model: base + work of the processor, given to the function in `quantum` long
/// slices of which it gets the share memory / oneVcpuMb. n = ceil(work / (share quantum)) slices:
/// (n - 1) quantum + work - (n - 1) share quantum (cold-start.csv fit, S01).
Milliseconds modelledFirstInvoke(const catalog::ColdStartRow &row, MiB memory, Milliseconds quantum,
                                 double oneVcpuMb);

} // namespace stratoplan::estimate
