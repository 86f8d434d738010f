// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/duration.h"

#include "planner/base/table.h"
#include "planner/estimate/interpolation.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace stratoplan::estimate {

namespace {

constexpr std::array<Word<DurationFrom>, 4> fromWords{{
    {DurationFrom::Measured, QLatin1String("measured")},
    {DurationFrom::Fit, QLatin1String("fit")},
    {DurationFrom::Given, QLatin1String("given")},
    {DurationFrom::Unknown, QLatin1String("unknown")},
}};

// Student's t of a two-sided 90 % band, by degrees of freedom from 1.
constexpr std::array<double, 10> students{6.314, 2.920, 2.353, 2.132, 2.015,
                                          1.943, 1.895, 1.860, 1.833, 1.812};
constexpr double normal90 = 1.645;

using Parts = Eigen::Vector3d; // waiting, serial work, parallel work

// What a millisecond of each part takes at `vcpu`.
Parts slowness(double vcpu)
{
    return {1, 1 / std::min(1.0, vcpu), 1 / vcpu};
}

// The mean of each memory setting; empty where a duration cannot be one.
QMap<MiB, Milliseconds> bySetting(const QList<Measurement> &measurements)
{
    QMap<MiB, QPair<double, int>> sums;
    for (const Measurement &measurement : measurements) {
        if (!(measurement.duration.value > 0) || measurement.memory.value <= 0)
            return {};
        QPair<double, int> &sum = sums[measurement.memory];
        sum.first += measurement.duration.value;
        sum.second += 1;
    }
    QMap<MiB, Milliseconds> means;
    for (auto it = sums.cbegin(); it != sums.cend(); ++it)
        means.insert(it.key(), Milliseconds(it->first / it->second));
    return means;
}

struct Solution
{
    Eigen::VectorXd parts;
    double squares = 0;
    int active = 0;
};

// Least squares without negative parts. With three columns at most, trying every set of columns is
// exact, and simpler than an active-set search.
std::optional<Solution> nonNegative(const Eigen::MatrixXd &rows, const Eigen::VectorXd &wanted)
{
    std::optional<Solution> best;
    const auto columns = static_cast<unsigned>(rows.cols());
    for (unsigned set = 1; set < 1U << columns; ++set) {
        std::vector<int> chosen;
        for (unsigned column = 0; column < columns; ++column) {
            if (set >> column & 1U)
                chosen.push_back(static_cast<int>(column));
        }
        const Eigen::MatrixXd part = rows(Eigen::all, chosen);
        const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> factors(part);
        if (factors.rank() < part.cols())
            continue;
        const Eigen::VectorXd solved = factors.solve(wanted);
        if (solved.minCoeff() < 0)
            continue;
        const double squares = (part * solved - wanted).squaredNorm();
        // A further part must explain something, not just rounding.
        if (best && squares > best->squares - 1e-12)
            continue;
        Solution solution{Eigen::VectorXd::Zero(rows.cols()), squares,
                          static_cast<int>(chosen.size())};
        for (size_t i = 0; i < chosen.size(); ++i)
            solution.parts(chosen[i]) = solved(static_cast<Eigen::Index>(i));
        best = solution;
    }
    return best;
}

double studentOf(int freedom)
{
    if (freedom <= 0)
        return 0;
    return freedom <= int(students.size()) ? students[static_cast<size_t>(freedom) - 1] : normal90;
}

Parts partsOf(const DurationFit &fit)
{
    return {fit.waiting.value, fit.serial.value, fit.parallel.value};
}

int activeParts(const DurationFit &fit)
{
    const Parts parts = partsOf(fit);
    return static_cast<int>((parts.array() > 0).count());
}

} // namespace

QLatin1String id(DurationFrom from)
{
    return wordOf(fromWords, from);
}

double Processor::seen(MiB memory) const
{
    const double whole = proportion(memory);
    return whole <= 1 ? whole : std::min(whole, valueAt(ceilings, memory.value, whole));
}

Processor processor(const catalog::Catalog &catalog)
{
    Processor made;
    if (const catalog::Quota *oneVcpu = catalog.constant(QStringLiteral("cpu.one-vcpu")))
        made.oneVcpuMb = oneVcpu->value;
    made.ceilings = catalog.curve(QStringLiteral("cpu.ceiling."));
    if (const catalog::Quota *least = catalog.constant(QStringLiteral("duration.fit.least-error")))
        made.leastError = least->value;
    if (const catalog::Quota *two
        = catalog.constant(QStringLiteral("duration.fit.two-point-error")))
        made.twoPointError = two->value;
    return made;
}

Milliseconds DurationFit::at(MiB memory, const Processor &processor) const
{
    return Milliseconds(partsOf(*this).dot(slowness(processor.proportion(memory))));
}

std::optional<DurationFit> fitDuration(const QList<Measurement> &measurements,
                                       std::optional<double> parallelShare,
                                       const Processor &processor)
{
    const QMap<MiB, Milliseconds> points = bySetting(measurements);
    if (points.size() < 2)
        return std::nullopt;
    const double share = std::clamp(parallelShare.value_or(0), 0.0, 1.0);
    // Only above one vCPU do serial and parallel work differ, and only two points there tell them
    // from waiting.
    const auto above = std::count_if(points.keyBegin(), points.keyEnd(),
                                     [&](MiB memory) { return processor.proportion(memory) > 1; });
    const bool separable = !parallelShare && above >= 2 && points.size() >= 4;

    Eigen::MatrixXd rows(points.size(), separable ? 3 : 2);
    Eigen::Index row = 0;
    for (auto it = points.cbegin(); it != points.cend(); ++it, ++row) {
        const Parts slow = slowness(processor.proportion(it.key()));
        rows(row, 0) = slow(0);
        rows(row, 1) = separable ? slow(1) : slow(1) * (1 - share) + slow(2) * share;
        if (separable)
            rows(row, 2) = slow(2);
        rows.row(row) /= it->value;
    }
    const Eigen::VectorXd ones = Eigen::VectorXd::Ones(points.size());
    const std::optional<Solution> solution = nonNegative(rows, ones);
    if (!solution)
        return std::nullopt;

    DurationFit fit;
    fit.points = static_cast<int>(points.size());
    fit.parallelKnown = separable || parallelShare.has_value();
    fit.waiting = Milliseconds(solution->parts(0));
    fit.serial = Milliseconds(solution->parts(1) * (separable ? 1 : 1 - share));
    fit.parallel = Milliseconds(separable ? solution->parts(2) : solution->parts(1) * share);

    const int freedom = fit.points - solution->active;
    fit.residual = freedom > 0 ? std::sqrt(solution->squares / freedom) : 0;
    // Spread of the parts over to waiting, serial, parallel.
    Eigen::MatrixXd spread = Eigen::MatrixXd::Zero(3, rows.cols());
    spread(0, 0) = 1;
    spread(1, 1) = separable ? 1 : 1 - share;
    spread(2, rows.cols() - 1) += separable ? 1 : share;
    for (Eigen::Index column = 0; column < rows.cols(); ++column) {
        if (solution->parts(column) <= 0) {
            rows.col(column).setZero();
        }
    }
    const Eigen::Matrix3d covariance = spread
        * (rows.transpose() * rows).completeOrthogonalDecomposition().pseudoInverse()
        * spread.transpose();
    Eigen::Map<Eigen::Matrix3d>(fit.covariance.data()) = covariance;
    return fit;
}

DurationCurve::DurationCurve(const Function &function, std::optional<MiB> present,
                             Processor processor)
    : m_measured(bySetting(function.measurements))
    , m_fit(fitDuration(function.measurements, function.parallelShare.value, processor))
    , m_given(function.duration.value)
    , m_cpuShare(function.cpuShare.value)
    , m_parallelShare(function.parallelShare.value)
    , m_present(present)
    , m_processor(std::move(processor))
{
    // One measured setting is a known point like a stated one.
    if (!m_given && m_measured.size() == 1) {
        m_given = m_measured.first();
        m_present = m_measured.firstKey();
    }
}

Duration DurationCurve::at(MiB memory) const
{
    const auto measured = m_measured.constFind(memory);
    if (measured != m_measured.constEnd()) {
        Duration exact;
        exact.mean = *measured;
        exact.from = DurationFrom::Measured;
        return exact;
    }
    return m_fit ? fitted(memory) : given(memory);
}

Duration DurationCurve::fitted(MiB memory) const
{
    Duration duration;
    duration.from = DurationFrom::Fit;
    const Milliseconds mean = m_fit->at(memory, m_processor);
    duration.mean = mean;

    const Parts here = slowness(m_processor.proportion(memory)) / mean.value;
    const Eigen::Map<const Eigen::Matrix3d> covariance(m_fit->covariance.data());
    const int freedom = m_fit->points - activeParts(*m_fit);
    const double leverage = std::sqrt(1 + here.dot(covariance * here));
    const double scatter = freedom > 0
        ? std::max(m_processor.leastError * normal90, m_fit->residual * studentOf(freedom))
            * leverage
        : m_processor.twoPointError;
    const double factor = std::exp(scatter);

    // The ends differ in how many vCPUs there are and in how much of the work can use them.
    Parts slowest = partsOf(*m_fit);
    Parts fastest = slowest;
    if (!m_fit->parallelKnown)
        fastest = {slowest(0), 0, slowest(1) + slowest(2)};
    duration.low = Milliseconds(fastest.dot(slowness(m_processor.proportion(memory))) / factor);
    duration.high = Milliseconds(slowest.dot(slowness(m_processor.seen(memory))) * factor);
    return duration;
}

Duration DurationCurve::given(MiB memory) const
{
    Duration duration;
    if (!m_given || !m_present || m_present->value <= 0)
        return duration;
    if (memory == *m_present) {
        duration.mean = m_given;
        duration.from = DurationFrom::Given;
        return duration;
    }
    // The same work there over here: no change for waiting, the ratio of vCPUs for work.
    const auto ratio = [&](double parallel, double there) {
        const auto slow = [parallel](double vcpu) {
            const Parts parts = slowness(vcpu);
            return parts(1) * (1 - parallel) + parts(2) * parallel;
        };
        return slow(there) / slow(m_processor.proportion(*m_present));
    };
    const auto whole = [&](double cpu, double work) { return *m_given * (1 - cpu + cpu * work); };
    const double proportion = m_processor.proportion(memory);
    const double serial = ratio(0, proportion);
    const double parallel = ratio(1, proportion);
    if (!m_cpuShare) {
        const auto [least, most] = std::minmax({1.0, serial, parallel});
        duration.low = whole(1, least);
        duration.high = whole(1, most);
        return duration;
    }
    const double cpu = std::clamp(*m_cpuShare, 0.0, 1.0);
    const double share = std::clamp(m_parallelShare.value_or(0), 0.0, 1.0);
    duration.mean = whole(cpu, ratio(share, proportion));
    duration.from = DurationFrom::Given;
    if (std::max(proportion, m_processor.proportion(*m_present)) > 1) {
        const auto [least, most]
            = std::minmax({whole(cpu, ratio(share, proportion)),
                           whole(cpu, ratio(share, m_processor.seen(memory))),
                           whole(cpu, m_parallelShare ? ratio(share, proportion) : parallel)});
        duration.low = least;
        duration.high = most;
    }
    return duration;
}

} // namespace stratoplan::estimate
