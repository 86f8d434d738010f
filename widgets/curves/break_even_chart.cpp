// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/break_even_chart.h"

#include "widgets/curves/curve_style.h"
#include "widgets/curves/curve_values.h"
#include "widgets/curves/words.h"
#include "widgets/document/figure_text.h"
#include "widgets/theme/fonts.h"

#include <QLineSeries>
#include <QLocale>
#include <QLogValueAxis>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace stratoplan::curves {

namespace {

using theme::Token;

constexpr double labelRoom = 80;

QString placed(double x, const estimate::BreakEvenAxis &axis)
{
    QString text = amount(x, 2);
    if (x >= 1e9)
        text = BreakEvenChart::tr("%1 billion").arg(amount(x / 1e9, 2));
    else if (x >= 1e6)
        text = BreakEvenChart::tr("%1 million").arg(amount(x / 1e6, 2));
    const QString named = toString(axis.unit);
    return named.isEmpty() ? text : QStringLiteral("%1 %2").arg(text, named);
}

const estimate::BreakEvenOption *cheapestAt(const estimate::BreakEven &chart, double x)
{
    const estimate::BreakEvenOption *best = nullptr;
    for (const estimate::BreakEvenOption &option : chart.options) {
        const auto cost = costAt(option, x);
        if (cost && (!best || *cost < *costAt(*best, x)))
            best = &option;
    }
    return best;
}

} // namespace

double readableUnit(double most)
{
    // Four digits are read well, seven are not.
    for (const double unit : {1e9, 1e6, 1e3}) {
        if (most >= 10 * unit)
            return unit;
    }
    return 1;
}

QString axisTitle(const estimate::BreakEvenAxis &axis)
{
    const double unit = readableUnit(axis.most);
    QStringList parts{toString(axis.label)};
    if (unit == 1e3)
        parts.append(BreakEvenChart::tr("thousands"));
    else if (unit == 1e6)
        parts.append(BreakEvenChart::tr("millions"));
    else if (unit == 1e9)
        parts.append(BreakEvenChart::tr("billions"));
    if (!axis.unit.isEmpty())
        parts.append(toString(axis.unit));
    return parts.join(QStringLiteral(", "));
}

std::optional<UsDollars> costAt(const estimate::BreakEvenOption &option, double x)
{
    const auto &points = option.points;
    if (points.isEmpty() || x < points.first().x || x > points.last().x)
        return std::nullopt;
    const auto above = std::lower_bound(
        points.begin(), points.end(), x,
        [](const estimate::BreakEvenPoint &point, double wanted) { return point.x < wanted; });
    if (above->x == x || above == points.begin())
        return above->perMonth;
    const auto &below = *std::prev(above);
    const double share = (x - below.x) / (above->x - below.x);
    return below.perMonth + (above->perMonth - below.perMonth) * share;
}

QStringList sentencesOf(const estimate::BreakEven &chart)
{
    QStringList sentences;
    for (const estimate::Crossing &crossing : chart.crossings) {
        const auto *before = chart.option(crossing.cheaperBefore);
        const auto *after = chart.option(crossing.cheaperAfter);
        if (before && after)
            sentences.append(
                BreakEvenChart::tr("%1: up to %2, %3 is cheaper than %4; above, it is the other "
                                   "way round. There, both cost %5 a month.")
                    .arg(toString(chart.axis.label), placed(crossing.x, chart.axis),
                         toString(before->name), toString(after->name), money(crossing.perMonth)));
    }
    if (chart.crossings.isEmpty() && chart.options.size() > 1)
        sentences.append(BreakEvenChart::tr("No two lines cross on this axis."));
    if (chart.axis.now) {
        QString sentence = BreakEvenChart::tr("The design stands at %1.")
                               .arg(placed(*chart.axis.now, chart.axis));
        if (const auto *cheapest = cheapestAt(chart, *chart.axis.now))
            sentence += QLatin1Char(' ')
                + BreakEvenChart::tr("%1 is the cheapest there, at %2 a month.")
                      .arg(toString(cheapest->name), money(costAt(*cheapest, *chart.axis.now)));
        sentences.append(sentence);
    }
    return sentences;
}

BreakEvenChart::BreakEvenChart(QWidget *parent)
    : ChartView(parent)
    , m_crossings(new QScatterSeries)
{
    setXAxis(new QValueAxis);
    addSeries(m_crossings);
    m_crossings->setMarkerSize(11);
    m_marks = overlay([this](QPainter &painter, const QRectF &) { paintMarks(painter); }, 15);
    showChart();
}

void BreakEvenChart::setTheme(const theme::Theme &theme)
{
    ChartView::setTheme(theme);
    showChart();
}

void BreakEvenChart::setChart(const std::optional<estimate::BreakEven> &chart)
{
    m_chart = chart;
    showChart();
}

const QXYSeries &BreakEvenChart::line(qsizetype option) const
{
    return *m_lines.at(option);
}

const QXYSeries &BreakEvenChart::crossings() const
{
    return *m_crossings;
}

void BreakEvenChart::showChart()
{
    const estimate::BreakEven none;
    const estimate::BreakEven &chart = m_chart ? *m_chart : none;
    m_unit = readableUnit(chart.axis.most);
    // A logarithmic axis must not meet the zeros of the chart before.
    for (QLineSeries *line : std::as_const(m_lines))
        line->clear();
    m_crossings->clear();
    const bool logarithmic = chart.axis.logarithmic && chart.axis.least > 0;
    if (logarithmic) {
        auto *axis = new QLogValueAxis;
        axis->setBase(10);
        axis->setRange(chart.axis.least / m_unit, chart.axis.most / m_unit);
        axis->setLabelFormat(QStringLiteral("%.6g"));
        axis->setMinorTickCount(0);
        setXAxis(axis);
    } else {
        auto *axis = new QValueAxis;
        axis->setRange(chart.axis.least / m_unit,
                       std::max(chart.axis.most, chart.axis.least + 1) / m_unit);
        axis->setTickCount(std::clamp(static_cast<int>(plot().width() / labelRoom), 2, 6));
        axis->setLabelFormat(QStringLiteral("%.6g"));
        setXAxis(axis);
    }
    while (m_lines.size() < chart.options.size()) {
        auto *line = new QLineSeries;
        addSeries(line);
        m_lines.append(line);
    }
    double top = 0;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        QList<QPointF> points;
        if (i < chart.options.size()) {
            for (const estimate::BreakEvenPoint &point : chart.options.at(i).points)
                points.append({point.x / m_unit, point.perMonth.value});
        }
        m_lines.at(i)->replace(points);
        const bool now = i < chart.options.size() && chart.options.at(i).isNow;
        QPen pen(curveColor(i, theme()), now ? 2.6 : 1.8);
        // What there is now is solid, what might be instead dashed.
        if (!now)
            pen.setDashPattern(curveDashes(i));
        m_lines.at(i)->setPen(pen);
        top = std::max(top, highest(points));
    }
    QList<QPointF> crossings;
    for (const estimate::Crossing &crossing : chart.crossings)
        crossings.append({crossing.x / m_unit, crossing.perMonth.value});
    m_crossings->replace(crossings);
    m_crossings->setColor(theme().color(Token::Surface));
    m_crossings->setBorderColor(theme().color(Token::Text));
    m_crossings->setPen(QPen(theme().color(Token::Text), 2));
    setNothing(!chart.options.isEmpty()
                   ? QString()
                   : tr("There is nothing to weigh up yet. Draw a function with a duration, an "
                        "API, a state machine or a VPC, and its ways to pay stand here."));
    setTop(top, QStringLiteral("$"));
    m_marks->setRect(rect());
}

void BreakEvenChart::placeItems()
{
    if (auto *axis = qobject_cast<QValueAxis *>(xAxis()))
        axis->setTickCount(std::clamp(static_cast<int>(plot().width() / labelRoom), 2, 6));
    m_marks->setRect(rect());
}

double BreakEvenChart::xOf(double value) const
{
    const estimate::BreakEvenAxis &axis = m_chart->axis;
    const double share = axis.logarithmic && axis.least > 0
        ? std::log(value / axis.least) / std::log(axis.most / axis.least)
        : (value - axis.least) / (axis.most - axis.least);
    return plot().left() + share * plot().width();
}

double BreakEvenChart::valueAt(double x) const
{
    const estimate::BreakEvenAxis &axis = m_chart->axis;
    const double share = (x - plot().left()) / plot().width();
    return axis.logarithmic && axis.least > 0 ? axis.least * std::pow(axis.most / axis.least, share)
                                              : axis.least + share * (axis.most - axis.least);
}

void BreakEvenChart::paintMarks(QPainter &painter) const
{
    if (!m_chart || !nothing().isEmpty())
        return;
    const estimate::BreakEvenAxis &axis = m_chart->axis;
    if (axis.now && *axis.now >= axis.least && *axis.now <= axis.most
        && (!axis.logarithmic || *axis.now > 0)) {
        const double x = xOf(*axis.now);
        painter.setPen(QPen(theme().color(Token::Accent), 1.5, Qt::DotLine));
        painter.drawLine(QPointF(x, plot().top()), QPointF(x, plot().bottom()));
        writePlate(painter, QPointF(x - 16, plot().top() - 10), tr("now"),
                   theme().color(Token::Accent));
    }
    for (const estimate::Crossing &crossing : m_chart->crossings)
        writePlate(painter, QPointF(xOf(crossing.x) + 8, yOf(crossing.perMonth.value) - 12),
                   placed(crossing.x, axis), theme().color(Token::Text),
                   xOf(crossing.x) > plot().right() - 90);
    QList<qsizetype> drawn;
    QList<double> ends;
    for (qsizetype i = 0; i < m_chart->options.size(); ++i) {
        const auto &points = m_chart->options.at(i).points;
        if (points.isEmpty())
            continue;
        drawn.append(i);
        ends.append(yOf(points.last().perMonth.value));
    }
    const QList<double> places = letterPlaces(ends, plot().bottom());
    painter.setFont(theme::sans(11, true));
    for (qsizetype i = 0; i < drawn.size(); ++i) {
        const qsizetype option = drawn.at(i);
        painter.setPen(curveColor(option, theme()));
        const double x = xOf(m_chart->options.at(option).points.last().x);
        painter.drawText(QRectF(x + 2, places.at(i) - 8, 14, 16), Qt::AlignCenter, letter(option));
    }
}

QString BreakEvenChart::tipAt(const QPointF &place) const
{
    if (!m_chart || !plot().contains(place))
        return {};
    const double x = valueAt(place.x());
    QStringList lines{placed(x, m_chart->axis)};
    for (qsizetype i = 0; i < m_chart->options.size(); ++i) {
        const auto cost = costAt(m_chart->options.at(i), x);
        if (cost)
            lines.append(tr("%1 %2: %3 a month")
                             .arg(letter(i), toString(m_chart->options.at(i).name), money(cost)));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace stratoplan::curves
