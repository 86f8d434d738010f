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

using Parts = Eigen::Vector4d; // waiting, serial work, parallel work, throttled work
using PartSpread = Eigen::Matrix<double, 4, Eigen::Dynamic>;
using Covariance = Eigen::Matrix4d;

// Another part, or another shape, must explain something and not just rounding.
constexpr double leastGain = 1e-12;
// Of columns scaled to one unit: less is dependent on the others.
constexpr double leastPivot = 1e-9;
// An outlier is missed by at least this, as log(measured / predicted), and by this many times the
// scatter of the others.
const double leastOutlier = std::log(1.25);
constexpr double outlierScatter = 3;
constexpr int fewestForOutliers = 5;
// Each suspect costs a fit of all the others: of so many settings all are looked at, else some.
constexpr qsizetype allSuspects = 64;
constexpr qsizetype mostSuspects = 16;

// What a millisecond of each part takes at `vcpu`.
Parts slowness(double vcpu, double throttledExponent = 1,
               double parallelLimit = std::numeric_limits<double>::infinity())
{
    const double one = std::min(1.0, vcpu);
    return {1, 1 / one, 1 / std::min(parallelLimit, vcpu),
            std::pow(one, -throttledExponent) - 1 / one};
}

using Points = QMap<MiB, Milliseconds>;

// The mean of each memory setting, by samples where they were counted; empty where a duration
// cannot be one.
Points bySetting(const QList<Measurement> &measurements)
{
    QMap<MiB, QPair<double, double>> sums;
    for (const Measurement &measurement : measurements) {
        if (!(measurement.duration.value > 0) || measurement.memory.value <= 0)
            return {};
        const double weight = std::max(1, measurement.samples.value_or(1));
        QPair<double, double> &sum = sums[measurement.memory];
        sum.first += weight * measurement.duration.value;
        sum.second += weight;
    }
    Points means;
    for (auto it = sums.cbegin(); it != sums.cend(); ++it)
        means.insert(it.key(), Milliseconds(it->first / it->second));
    return means;
}

QMap<MiB, MiB> mostUsed(const QList<Measurement> &measurements)
{
    QMap<MiB, MiB> most;
    for (const Measurement &measurement : measurements) {
        if (measurement.maxMemoryUsed)
            most[measurement.memory]
                = std::max(most.value(measurement.memory), *measurement.maxMemoryUsed);
    }
    return most;
}

constexpr int mostColumns = 4;
// Small enough to need no memory of their own: a design may have hundreds of measured functions.
using Square = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, mostColumns, mostColumns>;
using Column = Eigen::Matrix<double, Eigen::Dynamic, 1, 0, mostColumns, 1>;
using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic>;

struct Solution
{
    Column parts;
    double squares = 0;
    int active = 0;
};

// Least squares of rows * parts = 1 without negative parts. With four columns at most, trying every
// set of columns is exact, and simpler than an active-set search.
std::optional<Solution> nonNegative(const Rows &rows)
{
    const Square normal = rows.transpose() * rows;
    const Column wanted = rows.colwise().sum().transpose();
    std::optional<Solution> best;
    const auto columns = static_cast<unsigned>(rows.cols());
    for (unsigned set = 1; set < 1U << columns; ++set) {
        std::array<Eigen::Index, mostColumns> chosen{};
        Eigen::Index size = 0;
        for (unsigned column = 0; column < columns; ++column) {
            if (set >> column & 1U)
                chosen[static_cast<size_t>(size++)] = static_cast<Eigen::Index>(column);
        }
        if (size > rows.rows())
            continue;
        Square part(size, size);
        Column right(size);
        for (Eigen::Index i = 0; i < size; ++i) {
            right(i) = wanted(chosen[static_cast<size_t>(i)]);
            for (Eigen::Index k = 0; k < size; ++k)
                part(i, k) = normal(chosen[static_cast<size_t>(i)], chosen[static_cast<size_t>(k)]);
        }
        // Columns of one unit, so that a dependent one shows by its pivot.
        const Column scale = part.diagonal().cwiseSqrt();
        if (!(scale.minCoeff() > 0))
            continue;
        const Column inverse = scale.cwiseInverse();
        const Square scaled = inverse.asDiagonal() * part * inverse.asDiagonal();
        const Eigen::LDLT<Square> factors(scaled);
        if (factors.vectorD().minCoeff() < leastPivot)
            continue;
        const Column solved = inverse.asDiagonal() * factors.solve(inverse.asDiagonal() * right);
        if (!(solved.minCoeff() >= 0))
            continue;
        Solution solution{Column::Zero(rows.cols()), 0, static_cast<int>(size)};
        for (Eigen::Index i = 0; i < size; ++i)
            solution.parts(chosen[static_cast<size_t>(i)]) = solved(i);
        solution.squares = (rows * solution.parts)
                               .array()
                               .unaryExpr([](double fitted) { return (fitted - 1) * (fitted - 1); })
                               .sum();
        if (best && solution.squares > best->squares - leastGain)
            continue;
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
    return {fit.waiting.value, fit.serial.value, fit.parallel.value, fit.throttled.value};
}

// The columns of a fit, in parts.
PartSpread columns(bool separable, double share)
{
    PartSpread spread = PartSpread::Zero(4, separable ? 4 : 3);
    spread(0, 0) = 1;
    for (const Eigen::Index work : {1, 2}) {
        spread(1, work) = 1 - share;
        spread(2, work) = share;
    }
    spread(3, 2) = 1;
    if (separable)
        spread(2, 3) = 1;
    return spread;
}

struct Shape
{
    bool separable = false; ///< serial and parallel work are told apart by the points
    double share = 0; ///< else this is parallel
    double parallelLimit = std::numeric_limits<double>::infinity();
};

Rows rowsOf(const Points &points, const Shape &shape, const Processor &processor)
{
    const PartSpread spread = columns(shape.separable, shape.share);
    Rows rows(points.size(), spread.cols());
    Eigen::Index row = 0;
    for (auto it = points.cbegin(); it != points.cend(); ++it, ++row)
        rows.row(row) = slowness(processor.proportion(it.key()), processor.throttledExponent,
                                 shape.parallelLimit)
                            .transpose()
            * spread / it->value;
    return rows;
}

struct Fitted
{
    Shape shape;
    Solution solution;
};

// The better of parallel work on all vCPUs and on the cores that were seen.
std::optional<Fitted> bestOf(const Points &points, std::optional<double> parallelShare,
                             const Processor &processor)
{
    if (points.size() < 2)
        return std::nullopt;
    // Only above one vCPU do serial and parallel work differ, and with two points waiting and work
    // are all that can be told.
    const bool isAbove = processor.proportion(points.lastKey()) > 1;
    Shape shape;
    shape.separable = !parallelShare && isAbove && points.size() >= 3;
    shape.share = std::clamp(parallelShare.value_or(0), 0.0, 1.0);
    std::optional<Solution> solution = nonNegative(rowsOf(points, shape, processor));
    if (!solution)
        return std::nullopt;
    Fitted best{shape, *solution};
    if (shape.separable) {
        shape.parallelLimit = processor.coresSeen;
        solution = nonNegative(rowsOf(points, shape, processor));
        if (solution && solution->squares < best.solution.squares - leastGain)
            best = {shape, *solution};
    }
    return best;
}

DurationFit fitFrom(const Fitted &best, const Points &points)
{
    DurationFit fit;
    const Parts parts = columns(best.shape.separable, best.shape.share) * best.solution.parts;
    fit.waiting = Milliseconds(parts(0));
    fit.serial = Milliseconds(parts(1));
    fit.parallel = Milliseconds(parts(2));
    fit.throttled = Milliseconds(parts(3));
    if (best.shape.separable && parts(2) > 0)
        fit.parallelLimit = best.shape.parallelLimit;
    fit.points = static_cast<int>(points.size());
    fit.freedom = fit.points - best.solution.active;
    fit.residual = fit.freedom > 0 ? std::sqrt(best.solution.squares / fit.freedom) : 0;
    return fit;
}

// Of the parts that are above zero.
Covariance covarianceOf(const Fitted &best, const Points &points, const Processor &processor)
{
    const PartSpread spread = columns(best.shape.separable, best.shape.share);
    Rows rows = rowsOf(points, best.shape, processor);
    for (Eigen::Index column = 0; column < rows.cols(); ++column) {
        if (best.solution.parts(column) <= 0)
            rows.col(column).setZero();
    }
    return spread * (rows.transpose() * rows).completeOrthogonalDecomposition().pseudoInverse()
        * spread.transpose();
}

// The settings that may be an outlier. Of many settings each weighs little, so that one that goes
// against all the others shows in the fit of all as well.
QList<MiB> suspects(const Points &points, std::optional<double> parallelShare,
                    const Processor &processor)
{
    QList<MiB> settings = points.keys();
    if (settings.size() <= allSuspects)
        return settings;
    const std::optional<Fitted> best = bestOf(points, parallelShare, processor);
    if (!best)
        return {};
    const DurationFit fit = fitFrom(*best, points);
    const auto error = [&](MiB memory) {
        return std::abs(std::log(points.value(memory) / fit.at(memory, processor)));
    };
    std::stable_sort(settings.begin(), settings.end(),
                     [&](MiB a, MiB b) { return error(a) > error(b); });
    settings.resize(mostSuspects);
    return settings;
}

// The setting that goes against all the others, as fitDuration() promises.
std::optional<MiB> outlierAmong(const Points &points, std::optional<double> parallelShare,
                                const Processor &processor)
{
    std::optional<MiB> worst;
    double worstByScatter = outlierScatter;
    for (const MiB suspect : suspects(points, parallelShare, processor)) {
        const auto it = points.constFind(suspect);
        Points others = points;
        others.remove(suspect);
        const std::optional<Fitted> best = bestOf(others, parallelShare, processor);
        if (!best)
            continue;
        const DurationFit fit = fitFrom(*best, others);
        if (fit.freedom < 1)
            continue;
        const double error = std::log(*it / fit.at(it.key(), processor));
        const bool isSmallest = it == points.cbegin();
        const bool isLargest = std::next(it) == points.cend();
        // Beyond the others' range a fit is worth less: there only what more memory never does
        // counts.
        if ((isSmallest && *it > *std::next(it)) || (isLargest && *it < *std::prev(it)))
            continue;
        const double byScatter = std::abs(error) / std::max(fit.residual, processor.leastError);
        if (std::abs(error) > leastOutlier && byScatter > worstByScatter) {
            worst = it.key();
            worstByScatter = byScatter;
        }
    }
    return worst;
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
    const auto figure = [&](const char *key) {
        const catalog::Quota *constant = catalog.constant(QLatin1String(key));
        return constant ? constant->value : 0;
    };
    Processor made;
    made.oneVcpuMb = figure("cpu.one-vcpu");
    made.ceilings = catalog.curve(QStringLiteral("cpu.ceiling."));
    made.throttledExponent = figure("duration.fit.throttled-exponent");
    made.coresSeen = figure("cpu.cores.128");
    made.leastMemory = MiB(static_cast<int>(figure("lambda.memory.minimum")));
    made.leastError = figure("duration.fit.least-error");
    made.twoPointError = figure("duration.fit.two-point-error");
    return made;
}

Milliseconds DurationFit::at(MiB memory, const Processor &processor) const
{
    return Milliseconds(partsOf(*this).dot(
        slowness(processor.proportion(memory), processor.throttledExponent, parallelLimit)));
}

QList<Text> furtherOf(const DurationFit &fit)
{
    QList<Text> sentences;
    if (fit.throttled.value > 0)
        sentences.append({STRATOPLAN_TEXT("Estimate",
                                          "Below one vCPU {ms} ms of the work slow down more than "
                                          "in proportion."),
                          {{QStringLiteral("ms"), fit.throttled.value}}});
    if (std::isfinite(fit.parallelLimit))
        sentences.append(
            {STRATOPLAN_TEXT("Estimate", "Parallel work gets no faster beyond {vcpu} vCPU."),
             {{QStringLiteral("vcpu"), fit.parallelLimit}}});
    return sentences;
}

std::optional<DurationFit> fitDuration(const QList<Measurement> &measurements,
                                       std::optional<double> parallelShare,
                                       const Processor &processor)
{
    Points points = bySetting(measurements);
    QList<MiB> underPressure;
    for (const Measurement &measurement : measurements) {
        if (measurement.maxMemoryUsed && *measurement.maxMemoryUsed >= measurement.memory
            && points.size() > 2 && points.remove(measurement.memory) > 0)
            underPressure.append(measurement.memory);
    }
    QList<MiB> outliers;
    for (qsizetype left = points.size() / fewestForOutliers; left > 0; --left) {
        const std::optional<MiB> outlier = outlierAmong(points, parallelShare, processor);
        if (!outlier)
            break;
        points.remove(*outlier);
        outliers.append(*outlier);
    }
    const std::optional<Fitted> best = bestOf(points, parallelShare, processor);
    if (!best)
        return std::nullopt;
    DurationFit fit = fitFrom(*best, points);
    fit.parallelKnown = best->shape.separable || parallelShare;
    fit.outliers = outliers;
    fit.underPressure = underPressure;
    Eigen::Map<Covariance>(fit.covariance.data()) = covarianceOf(*best, points, processor);
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
    , m_used(mostUsed(function.measurements))
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
    if (const std::optional<MiB> least = leastMemory(); least && memory < *least) {
        Duration none;
        none.tooLittleMemory = true;
        return none;
    }
    return m_fit ? fitted(memory) : given(memory);
}

std::optional<MiB> DurationCurve::memoryUsed() const
{
    const auto most = std::max_element(m_used.cbegin(), m_used.cend());
    return most == m_used.cend() ? std::nullopt : std::optional(*most);
}

std::optional<MiB> DurationCurve::leastMemory() const
{
    // The smallest setting that had memory left; below it only what it used itself can do.
    const auto holds = std::find_if(m_measured.keyBegin(), m_measured.keyEnd(),
                                    [&](MiB memory) { return m_used.value(memory) < memory; });
    if (holds == m_measured.keyEnd())
        return m_used.isEmpty() ? std::nullopt : std::optional(m_used.lastKey());
    const auto told = m_used.lowerBound(*holds);
    if (told != m_used.cend())
        return std::min(*holds, *told);
    // Nothing was recorded there: what smaller ones wanted is the least that is known.
    return m_used.isEmpty() ? std::nullopt : std::optional(m_used.lastKey());
}

Duration DurationCurve::fitted(MiB memory) const
{
    Duration duration;
    duration.from = DurationFrom::Fit;
    const Milliseconds mean = m_fit->at(memory, m_processor);
    duration.mean = mean;

    const auto slow = [this](double vcpu) {
        return slowness(vcpu, m_processor.throttledExponent, m_fit->parallelLimit);
    };
    const double proportion = m_processor.proportion(memory);
    const Parts here = slow(proportion) / mean.value;
    const Eigen::Map<const Covariance> covariance(m_fit->covariance.data());
    const double leverage = std::sqrt(1 + here.dot(covariance * here));
    const double scatter = m_fit->freedom > 0
        ? std::max(m_processor.leastError * normal90, m_fit->residual * studentOf(m_fit->freedom))
            * leverage
        : m_processor.twoPointError;
    const double factor = std::exp(scatter);

    // The ends differ in how many vCPUs there are and in how much of the work can use them.
    Parts slowest = partsOf(*m_fit);
    Parts fastest = slowest;
    if (!m_fit->parallelKnown)
        fastest = {slowest(0), 0, slowest(1) + slowest(2), slowest(3)};
    duration.low = Milliseconds(fastest.dot(slow(proportion)) / factor);
    duration.high = Milliseconds(slowest.dot(slow(m_processor.seen(memory))) * factor);
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
