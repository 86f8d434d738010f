// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/charts.h"

#include "widgets/document/figure_text.h"
#include "widgets/document/phase_text.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/phase_colors.h"

#include <QAreaSeries>
#include <QBarCategoryAxis>
#include <QBarSet>
#include <QCoreApplication>
#include <QCursor>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QScatterSeries>
#include <QStackedBarSeries>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace stratoplan::curves {

namespace {

using theme::Token;

QString tr(const char *text)
{
    return QCoreApplication::translate("Curves", text);
}

std::unique_ptr<QChart> emptyChart(const theme::Theme &theme, const QString &title)
{
    auto chart = std::make_unique<QChart>();
    // The chart's own theme would stay white in a dark window.
    chart->setBackgroundBrush(theme.color(Token::Surface));
    chart->setBackgroundRoundness(0);
    // The dock is low: every pixel that is not the plot is taken from it.
    chart->setMargins(QMargins(0, 4, 4, 0));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->setTitle(title);
    chart->legend()->hide();
    chart->setAnimationOptions(QChart::NoAnimation);
    return chart;
}

void dress(QAbstractAxis *axis, const theme::Theme &theme)
{
    axis->setLabelsFont(theme::sans(11));
    axis->setLabelsColor(theme.color(Token::Faint));
    axis->setTitleFont(theme::sans(11));
    axis->setTitleBrush(theme.color(Token::Faint));
    axis->setLinePen(QPen(theme.color(Token::Border), 1));
    axis->setGridLinePen(QPen(theme.color(Token::Grid), 1));
    axis->setMinorGridLineVisible(false);
}

/// Share of the axis that stays free above the largest value, for its mark.
constexpr double headroom = 1.08;

/// The least of 1, 2, 2.5 and 5 times a power of ten that is not below `least`.
double niceStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

QValueAxis *valueAxis(QChart &chart, double top, const theme::Theme &theme)
{
    // Three labels: with more of them a low chart has no room for any and shows dots.
    const double step = top > 0 ? niceStep(top * headroom / 2) : 0.5;
    auto *axis = new QValueAxis;
    axis->setRange(0, 2 * step);
    axis->setTickCount(3);
    const int decimals = step >= 1 && step == std::floor(step) ? 0 : (step >= 0.1 ? 1 : 3);
    axis->setLabelFormat(QStringLiteral("%.%1f").arg(decimals));
    dress(axis, theme);
    chart.addAxis(axis, Qt::AlignLeft);
    return axis;
}

QLogValueAxis *memoryAxis(QChart &chart, const QList<estimate::MemoryPoint> &points,
                          const theme::Theme &theme)
{
    auto *axis = new QLogValueAxis;
    axis->setBase(2);
    axis->setRange(points.first().memory.value * 0.9, points.last().memory.value * 1.1);
    axis->setLabelFormat(QStringLiteral("%.0f"));
    axis->setMinorTickCount(0);
    dress(axis, theme);
    chart.addAxis(axis, Qt::AlignBottom);
    return axis;
}

void attach(QChart &chart, QAbstractSeries *series, QAbstractAxis *x, QAbstractAxis *y)
{
    chart.addSeries(series);
    series->attachAxis(x);
    series->attachAxis(y);
}

void addChosen(QChart &chart, std::optional<MiB> chosen, double top, QAbstractAxis *x,
               QAbstractAxis *y, const theme::Theme &theme)
{
    if (!chosen)
        return;
    auto *line = new QLineSeries;
    line->append(chosen->value, 0);
    line->append(chosen->value, top);
    line->setName(tr("chosen: %1 MB").arg(chosen->value));
    line->setPen(QPen(theme.color(Token::Accent), 1.5, Qt::DashLine));
    attach(chart, line, x, y);
}

/// Says the figures of the point under the pointer.
void tellOnHover(QXYSeries *series, const QString &unit)
{
    QObject::connect(series, &QXYSeries::hovered, series, [unit](const QPointF &at, bool over) {
        if (over)
            QToolTip::showText(QCursor::pos(),
                               QStringLiteral("%1 MB: %2 %3")
                                   .arg(std::lround(at.x()))
                                   .arg(amount(at.y(), 2), unit));
        else
            QToolTip::hideText();
    });
}

QScatterSeries *points(const QString &name, QScatterSeries::MarkerShape shape, const QColor &color,
                       const QColor &fill, double size)
{
    auto *series = new QScatterSeries;
    series->setName(name);
    series->setMarkerShape(shape);
    series->setMarkerSize(size);
    series->setBorderColor(color);
    series->setColor(fill);
    series->setPen(QPen(color, 2));
    return series;
}

} // namespace

QList<KeyEntry> coldStartKey(const estimate::FunctionEstimate &function, const theme::Theme &theme)
{
    QList<KeyEntry> key;
    for (const estimate::MemoryPoint &point : function.memory) {
        for (const estimate::PhaseTime &phase : point.coldStart.phases) {
            const KeyEntry entry{theme.chart(theme::chartOf(phase.phase)), phaseName(phase.phase)};
            const bool known = std::any_of(key.begin(), key.end(), [&](const KeyEntry &each) {
                return each.name == entry.name;
            });
            if (point.coldStart.total && phase.time && phase.time->value > 0 && !known)
                key.append(entry);
        }
    }
    return key;
}

std::unique_ptr<QChart> coldStartChart(const estimate::FunctionEstimate &function,
                                       const theme::Theme &theme)
{
    QList<estimate::MemoryPoint> shown;
    for (const estimate::MemoryPoint &point : function.memory) {
        if (point.coldStart.total)
            shown.append(point);
    }
    if (shown.isEmpty())
        return emptyChart(theme, tr("Cold start: not known, the runtime was not measured"));
    auto chart = emptyChart(theme, tr("Cold start by phase, ms"));
    auto *series = new QStackedBarSeries;
    series->setBarWidth(0.6);
    double top = 0;
    for (const estimate::MemoryPoint &point : shown)
        top = std::max(top, point.coldStart.total->value);
    for (const estimate::PhaseTime &phase : shown.first().coldStart.phases) {
        for (const estimate::Basis basis : {estimate::Basis::Measured, estimate::Basis::Modelled}) {
            auto *set = new QBarSet(basis == estimate::Basis::Measured
                                        ? tr("%1, measured").arg(phaseName(phase.phase))
                                        : tr("%1, modelled").arg(phaseName(phase.phase)));
            double sum = 0;
            for (const estimate::MemoryPoint &point : shown) {
                double value = 0;
                for (const estimate::PhaseTime &each : point.coldStart.phases) {
                    if (each.phase == phase.phase && each.basis == basis && each.time)
                        value = each.time->value;
                }
                set->append(value);
                sum += value;
            }
            if (sum <= 0) {
                delete set;
                continue;
            }
            const QColor color = theme.chart(theme::chartOf(phase.phase));
            set->setBorderColor(color);
            QObject::connect(set, &QBarSet::hovered, set, [set](bool over, int index) {
                if (over)
                    QToolTip::showText(
                        QCursor::pos(),
                        QStringLiteral("%1: %2 ms").arg(set->label(), amount(set->at(index), 0)));
                else
                    QToolTip::hideText();
            });
            set->setBrush(basis == estimate::Basis::Measured ? QBrush(color)
                                                             : QBrush(color, Qt::BDiagPattern));
            series->append(set);
        }
    }
    chart->addSeries(series);
    auto *memory = new QBarCategoryAxis;
    for (const estimate::MemoryPoint &point : shown)
        memory->append(QString::number(point.memory.value));
    dress(memory, theme);
    chart->addAxis(memory, Qt::AlignBottom);
    series->attachAxis(memory);
    series->attachAxis(valueAxis(*chart, top, theme));
    return chart;
}

std::unique_ptr<QChart> durationChart(const estimate::FunctionEstimate &function,
                                      std::optional<MiB> chosen, const theme::Theme &theme)
{
    QList<estimate::MemoryPoint> shown;
    double top = 0;
    for (const estimate::MemoryPoint &point : function.memory) {
        if (!point.duration)
            continue;
        shown.append(point);
        top = std::max(
            {top, point.duration->value, point.durationHigh.value_or(Milliseconds(0)).value});
    }
    if (shown.isEmpty())
        return emptyChart(theme, tr("Duration: not known, state or measure it"));
    auto chart = emptyChart(theme, {});
    auto *x = memoryAxis(*chart, shown, theme);
    auto *y = valueAxis(*chart, top, theme);
    const QColor color = theme.chart(theme::Chart::Runtime);

    auto *low = new QLineSeries(chart.get());
    auto *high = new QLineSeries(chart.get());
    auto *curve = new QLineSeries;
    auto *measured = points(tr("measured"), QScatterSeries::MarkerShapeCircle, color,
                            theme.color(Token::Surface), 9);
    auto *stated = points(tr("stated"), QScatterSeries::MarkerShapeRectangle, color, color, 7);
    for (const estimate::MemoryPoint &point : std::as_const(shown)) {
        const double memory = point.memory.value;
        curve->append(memory, point.duration->value);
        if (point.durationFrom == estimate::DurationFrom::Measured)
            measured->append(memory, point.duration->value);
        else if (point.durationFrom == estimate::DurationFrom::Given)
            stated->append(memory, point.duration->value);
        if (point.durationLow && point.durationHigh) {
            low->append(memory, point.durationLow->value);
            high->append(memory, point.durationHigh->value);
        }
    }
    if (low->count() > 1) {
        auto *band = new QAreaSeries(high, low);
        QColor shade = color;
        shade.setAlphaF(0.16F);
        band->setBrush(shade);
        band->setPen(Qt::NoPen);
        band->setName(tr("90 % band"));
        attach(*chart, band, x, y);
    }
    curve->setName(tr("fitted"));
    curve->setPen(QPen(color, 1.8, Qt::DashLine));
    attach(*chart, curve, x, y);
    for (QScatterSeries *series : {measured, stated}) {
        attach(*chart, series, x, y);
        tellOnHover(series, QStringLiteral("ms"));
    }
    QStringList kinds;
    if (measured->count() > 0)
        kinds.append(tr("rings measured"));
    if (stated->count() > 0)
        kinds.append(tr("squares stated"));
    if (measured->count() + stated->count() < curve->count())
        kinds.append(tr("dashed fitted"));
    chart->setTitle(tr("Warm call, ms by MB: %1").arg(kinds.join(QStringLiteral(", "))));
    addChosen(*chart, chosen, y->max(), x, y, theme);
    return chart;
}

std::unique_ptr<QChart> costChart(const estimate::FunctionEstimate &function,
                                  std::optional<MiB> chosen, const theme::Theme &theme)
{
    QList<estimate::MemoryPoint> shown;
    double top = 0;
    for (const estimate::MemoryPoint &point : function.memory) {
        if (!point.costPerMillion)
            continue;
        shown.append(point);
        top = std::max(top, point.costPerMillion->value);
    }
    if (shown.isEmpty())
        return emptyChart(theme, tr("Cost: not known without a duration"));
    auto chart = emptyChart(theme, tr("Cost per million calls, USD by MB"));
    auto *x = memoryAxis(*chart, shown, theme);
    auto *y = valueAxis(*chart, top, theme);
    const QColor color = theme.chart(theme::Chart::Download);
    auto *curve = new QLineSeries;
    auto *marks = points(tr("cost per million"), QScatterSeries::MarkerShapeRectangle, color,
                         theme.color(Token::Surface), 8);
    for (const estimate::MemoryPoint &point : std::as_const(shown)) {
        curve->append(point.memory.value, point.costPerMillion->value);
        marks->append(point.memory.value, point.costPerMillion->value);
    }
    curve->setPen(QPen(color, 1.8, Qt::DashLine));
    attach(*chart, curve, x, y);
    attach(*chart, marks, x, y);
    tellOnHover(marks, QStringLiteral("USD"));
    addChosen(*chart, chosen, y->max(), x, y, theme);
    return chart;
}

} // namespace stratoplan::curves
