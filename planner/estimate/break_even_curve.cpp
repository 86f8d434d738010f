// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/break_even_curve.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::estimate {

namespace {

constexpr int steps = 96;
constexpr int halvings = 60; // of a step, to the last bits of a double
constexpr double sameCost = 1e-12; // relative

// Places between the ends of an axis, as far apart on the screen as they are here.
double scaled(const BreakEvenAxis &axis, double x)
{
    return axis.logarithmic ? std::log(x) : x;
}
double unscaled(const BreakEvenAxis &axis, double place)
{
    return axis.logarithmic ? std::exp(place) : place;
}

void holdNow(BreakEvenAxis &axis)
{
    if (!axis.now || (axis.logarithmic && *axis.now <= 0))
        return;
    if (axis.logarithmic) {
        while (*axis.now > axis.most / 2)
            axis.most *= 10;
        while (*axis.now < axis.least * 2)
            axis.least /= 10;
    } else {
        axis.most = std::max(axis.most, *axis.now);
        axis.least = std::min(axis.least, *axis.now);
    }
}

QList<double> places(const BreakEvenAxis &axis)
{
    QList<double> xs;
    const double from = scaled(axis, axis.least);
    const double to = scaled(axis, axis.most);
    for (int step = 0; step <= steps; ++step)
        xs.append(step == 0           ? axis.least
                      : step == steps ? axis.most
                                      : unscaled(axis, from + (to - from) * step / steps));
    return xs;
}

// -1 where `one` is cheaper, 1 where `other` is, 0 where they cost the same.
int dearer(const Way &one, const Way &other, double x)
{
    const double a = one.cost(x);
    const double b = other.cost(x);
    if (std::abs(a - b) <= sameCost * std::max(std::abs(a), std::abs(b)))
        return 0;
    return a < b ? -1 : 1;
}

double crossingWithin(const Way &one, const Way &other, const BreakEvenAxis &axis, double from,
                      double to, int before)
{
    double left = scaled(axis, from);
    double right = scaled(axis, to);
    for (int halving = 0; halving < halvings; ++halving) {
        const double middle = (left + right) / 2;
        (dearer(one, other, unscaled(axis, middle)) == before ? left : right) = middle;
    }
    return unscaled(axis, right);
}

void cross(BreakEven &chart, const Way &one, const Way &other, const QList<double> &xs)
{
    int before = 0;
    double from = 0;
    for (const double x : xs) {
        const int here = dearer(one, other, x);
        if (here != 0 && before != 0 && here != before) {
            const double at = crossingWithin(one, other, chart.axis, from, x, before);
            chart.crossings.append({at, UsDollars(one.cost(at)), before < 0 ? one.id : other.id,
                                    before < 0 ? other.id : one.id});
        }
        if (here != 0) {
            before = here;
            from = x;
        }
    }
}

} // namespace

Text lacksPrices(const QStringList &keys, const catalog::PriceBook &book)
{
    return {STRATOPLAN_TEXT("Estimate", "{book} has no price {key}."),
            {{QStringLiteral("book"), book.name}, {QStringLiteral("key"), keys}}};
}

double costOf(const catalog::PriceBook &book, const QString &key, double amount)
{
    const catalog::Price *price = book.price(key);
    Q_ASSERT(price);
    return price->of(amount).value;
}

void drawOut(BreakEven &chart, const QList<Way> &ways, const catalog::PriceBook &book,
             const QList<double> &corners, const QList<double> &at)
{
    holdNow(chart.axis);
    QList<Way> priced;
    for (const Way &way : ways) {
        QStringList missing;
        for (const QString &key : way.keys) {
            if (!book.price(key))
                missing.append(key);
        }
        if (missing.isEmpty())
            priced.append(way);
        else
            chart.unpriced.append({way.id, way.name, lacksPrices(missing, book)});
    }

    const auto inside = [&chart](double x) { return x > chart.axis.least && x < chart.axis.most; };
    QList<double> xs = at.isEmpty() ? places(chart.axis) : at;
    if (at.isEmpty()) {
        std::copy_if(corners.cbegin(), corners.cend(), std::back_inserter(xs), inside);
        if (chart.axis.now && inside(*chart.axis.now))
            xs.append(*chart.axis.now);
        std::sort(xs.begin(), xs.end());
        for (qsizetype one = 0; one < priced.size(); ++one) {
            for (qsizetype other = one + 1; other < priced.size(); ++other)
                cross(chart, priced.at(one), priced.at(other), xs);
        }
        std::stable_sort(chart.crossings.begin(), chart.crossings.end(),
                         [](const Crossing &a, const Crossing &b) { return a.x < b.x; });
        for (const Crossing &crossing : std::as_const(chart.crossings))
            xs.append(crossing.x);
    }
    std::sort(xs.begin(), xs.end());
    xs.erase(std::unique(xs.begin(), xs.end()), xs.end());
    for (const Way &way : std::as_const(priced)) {
        BreakEvenOption option{way.id, way.name, {}, way.isNow};
        for (const double x : std::as_const(xs))
            option.points.append({x, UsDollars(way.cost(x))});
        chart.options.append(option);
    }
}

} // namespace stratoplan::estimate
