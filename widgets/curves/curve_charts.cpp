// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curve_charts.h"

#include "widgets/curves/words.h"
#include "widgets/document/figure_text.h"
#include "widgets/theme/fonts.h"

#include <QAreaSeries>
#include <QFontMetricsF>
#include <QLineSeries>
#include <QScatterSeries>

#include <algorithm>

namespace stratoplan::curves {

namespace {

using theme::Token;

constexpr double roomLevel = 3.5; ///< above the grid, below the curves
constexpr double hatchStep = 6;
constexpr double letterGap = 5; ///< of a letter from the end of its line

constexpr double curveWidth = 1.8;

void mark(QScatterSeries &series, QScatterSeries::MarkerShape shape, double size,
          const QColor &color, const QColor &fill)
{
    series.setMarkerShape(shape);
    series.setMarkerSize(size);
    series.setColor(fill);
    series.setBorderColor(color);
    series.setPen(QPen(color, 2));
}

/// Replaces what differs: an equal series would be laid out and painted anew for nothing.
void put(QXYSeries &series, const QList<QPointF> &points)
{
    if (series.points() != points)
        series.replace(points);
}

/// The last point of a curve, where it has one: of its line, or measured beyond its end.
std::optional<QPointF> endOf(const QXYSeries &line, const QXYSeries &measured)
{
    std::optional<QPointF> end;
    for (const QXYSeries *series : {&line, &measured}) {
        if (series->count() > 0 && (!end || series->points().last().x() > end->x()))
            end = series->points().last();
    }
    return end;
}

/// The letter of each curve right of its end; gives back what they cover.
QList<QRectF> writeLetters(QPainter &painter, const QList<std::optional<QPointF>> &curves,
                           const QList<QColor> &inks, const MemoryChart &chart,
                           const std::function<double(double)> &yOf)
{
    QList<QRectF> covered;
    if (curves.size() < 2)
        return covered;
    QList<qsizetype> drawn;
    QList<double> ends;
    for (qsizetype i = 0; i < curves.size(); ++i) {
        if (!curves.at(i))
            continue;
        drawn.append(i);
        ends.append(yOf(curves.at(i)->y()));
    }
    const QList<double> places = letterPlaces(ends, yOf(0));
    painter.setFont(theme::sans(11, true));
    for (qsizetype i = 0; i < drawn.size(); ++i) {
        const qsizetype curve = drawn.at(i);
        painter.setPen(inks.at(curve));
        covered.append(
            QRectF(chart.xOf(curves.at(curve)->x()) + letterGap, places.at(i) - 8, 14, 16));
        painter.drawText(covered.last(), Qt::AlignCenter, letter(curve));
    }
    return covered;
}

QString tipOf(const CurveValues &curve, const estimate::MemoryPoint &point)
{
    QString tip
        = QStringLiteral("%1, %2: %3").arg(curve.name, memory(point.memory), figures(point));
    const QString band = range(point.durationLow, point.durationHigh);
    if (point.duration && !band.isEmpty())
        tip += QStringLiteral("\n") + DurationChart::tr("90 % band: %1").arg(band);
    tip += QStringLiteral("\n")
        + DurationChart::tr("Duration: %1").arg(knownHow(point.durationFrom));
    const QString room = roomWords(curve, point.memory);
    if (!room.isEmpty())
        tip += QStringLiteral("\n%1.").arg(room);
    return tip;
}

QString tipsOf(const QList<CurveValues> &curves, MiB setting)
{
    QStringList tips;
    for (const CurveValues &curve : curves) {
        if (const estimate::MemoryPoint *point = curve.at(setting))
            tips.append(tipOf(curve, *point));
    }
    return tips.join(QStringLiteral("\n"));
}

} // namespace

DurationChart::DurationChart(MemoryHandle &handle, QWidget *parent)
    : MemoryChart(handle, parent)
{
    m_room = overlay([this](QPainter &painter, const QRectF &) { paintRoom(painter); }, roomLevel);
    m_flags = overlay([this](QPainter &painter, const QRectF &) { paintFlags(painter); }, 15);
    m_series.append(made());
}

DurationChart::Series DurationChart::made()
{
    Series series;
    series.low = new QLineSeries(this);
    series.high = new QLineSeries(this);
    series.band = new QAreaSeries(series.high, series.low);
    series.band->setPen(Qt::NoPen);
    series.line = new QLineSeries;
    series.measured = new QScatterSeries;
    series.stated = new QScatterSeries;
    series.p95 = new QScatterSeries;
    for (QAbstractSeries *each : std::initializer_list<QAbstractSeries *>{
             series.band, series.line, series.measured, series.stated, series.p95})
        addSeries(each);
    return series;
}

void DurationChart::setPicks(const estimate::Recommendation &picks)
{
    m_picks = picks;
    m_flags->update();
}

const QXYSeries &DurationChart::line(qsizetype curve) const
{
    return *m_series.at(curve).line;
}

const QXYSeries &DurationChart::measured(qsizetype curve) const
{
    return *m_series.at(curve).measured;
}

const QXYSeries &DurationChart::low(qsizetype curve) const
{
    return *m_series.at(curve).low;
}

const QXYSeries &DurationChart::high(qsizetype curve) const
{
    return *m_series.at(curve).high;
}

void DurationChart::showCurves()
{
    while (m_series.size() < curves().size())
        m_series.append(made());
    double top = 0;
    bool known = false;
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        const CurveValues curve = i < curves().size() ? curves().at(i) : CurveValues{};
        const Series &series = m_series.at(i);
        const QColor color = curveColor(i, theme());
        const QColor ground = theme().color(Token::Surface);
        put(*series.high, highDurations(curve));
        put(*series.low, lowDurations(curve));
        put(*series.line, durationLine(curve));
        put(*series.measured, measuredDurations(curve));
        put(*series.stated, statedDurations(curve));
        put(*series.p95, p95Durations(curve));
        QColor shade = color;
        shade.setAlphaF(0.16F);
        series.band->setBrush(shade);
        series.band->setVisible(series.high->count() > 1);
        const Shared shared = sharedLine(curves(), i, Figure::Duration);
        series.line->setPen(curvePen(i, color, curveWidth, shared));
        mark(*series.measured, QScatterSeries::MarkerShapeCircle, markSize(9, shared), color,
             ground);
        mark(*series.stated, QScatterSeries::MarkerShapeRectangle, markSize(7, shared), color,
             color);
        mark(*series.p95, QScatterSeries::MarkerShapeTriangle, 9, color, ground);
        for (const QXYSeries *each : std::initializer_list<const QXYSeries *>{
                 series.high, series.line, series.measured, series.p95}) {
            top = std::max(top, highest(each->points()));
            known = known || each->count() > 0;
        }
    }
    setNothing(known ? QString()
                     : tr("The duration is not known. State it in the inspector, or paste "
                          "measurements."));
    setTop(top);
    placeItems();
}

void DurationChart::showChosen()
{
    const std::optional<Milliseconds> time
        = chosen().isEmpty() ? std::nullopt : chosen().first().duration;
    markChosen(time ? std::optional(time->value) : std::nullopt, duration(time));
}

void DurationChart::placeItems()
{
    MemoryChart::placeItems();
    m_flags->setRect(rect());
    m_room->setRect(plot());
    showChosen();
}

void DurationChart::paintRoom(QPainter &painter) const
{
    if (curves().isEmpty() || !curves().first().used || !nothing().isEmpty())
        return;
    const CurveValues &curve = curves().first();
    const QRectF area = plot();
    const double needed = std::min(xOf(curve.used->value), area.right());
    const double roomy = curve.measuredAboveUsed
        ? std::min(xOf(curve.measuredAboveUsed->value), area.right())
        : needed;
    painter.save();
    painter.setClipRect(area);
    // Barely enough: hatched, since nobody knows how slow it is there.
    const QRectF scarce(QPointF(needed, area.top()), QPointF(roomy, area.bottom()));
    if (scarce.right() > area.left()) {
        painter.setClipRect(scarce, Qt::IntersectClip);
        painter.setPen(QPen(theme().color(Token::Border), 1));
        for (double x = scarce.left() - area.height(); x < scarce.right(); x += hatchStep)
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()));
        painter.setClipRect(area);
    }
    if (needed > area.left()) {
        const theme::SeverityColors high = theme().severity(theme::Mark::High);
        const QRectF tooLittle(area.topLeft(), QPointF(needed, area.bottom()));
        QColor ground = high.soft;
        ground.setAlphaF(0.6F);
        painter.fillRect(tooLittle, ground);
        painter.setPen(QPen(high.ink, 1.5));
        painter.drawLine(tooLittle.topRight(), tooLittle.bottomRight());
        const QFont font = theme::sans(11);
        const QString text = tr("below %1: too little").arg(memory(*curve.used));
        const QRectF place = tooLittle.adjusted(5, 2, -5, -2);
        const int flags = Qt::AlignRight | Qt::AlignBottom | Qt::TextWordWrap;
        const QRectF taken = QFontMetricsF(font).boundingRect(place, flags, text);
        if (place.contains(taken)) {
            painter.setFont(font);
            painter.drawText(place, flags, text);
        }
    }
    painter.restore();
}

void DurationChart::paintFlags(QPainter &painter) const
{
    QList<std::optional<QPointF>> ends;
    QList<QColor> inks;
    for (qsizetype i = 0; i < curves().size(); ++i) {
        ends.append(endOf(*m_series.at(i).line, *m_series.at(i).measured));
        inks.append(curveColor(i, theme()));
    }
    QList<QRectF> taken
        = writeLetters(painter, ends, inks, *this, [this](double value) { return yOf(value); });
    if (curves().isEmpty() || !nothing().isEmpty() || !hasRoomForNames())
        return;
    // A flag for each pick, above its point; settings that are two picks have one flag.
    const QFont font = theme::sans(11, true);
    const QFontMetricsF metrics(font);
    for (const QPointF &p95 : m_series.first().p95->points())
        taken.append(QRectF(xOf(p95.x()) - 8, yOf(p95.y()) - 8, 16, 16));
    QList<MiB> done;
    for (const std::optional<MiB> &pick : {m_picks.balanced, m_picks.cheapest, m_picks.fastest}) {
        const estimate::MemoryPoint *point = pick ? curves().first().at(*pick) : nullptr;
        if (!point || !point->duration || done.contains(*pick))
            continue;
        done.append(*pick);
        const QString text = pickWords(*pick, m_picks);
        const QPointF foot(xOf(pick->value), yOf(point->duration->value));
        const double width = metrics.horizontalAdvance(text) + 14;
        QRectF flag(foot.x() - width / 2, foot.y() - 42, width, 18);
        flag.moveLeft(std::clamp(flag.left(), plot().left(), plot().right() + 12 - width));
        for (int tries = 0; tries < 4
             && std::any_of(taken.begin(), taken.end(),
                            [&](const QRectF &other) { return other.intersects(flag); });
             ++tries)
            flag.translate(0, -22);
        painter.setPen(QPen(theme().color(Token::Ok), 1.5));
        if (flag.top() >= margins().top()) {
            painter.drawLine(QPointF(foot.x(), flag.bottom()), foot - QPointF(0, 5));
        } else {
            // At the top of the chart the flag stands beside its point.
            flag.moveTo(foot.x() + 18, foot.y() - 9);
            if (flag.right() > plot().right())
                flag.moveRight(foot.x() - 18);
            painter.drawLine(
                foot, QPointF(flag.left() > foot.x() ? flag.left() : flag.right(), foot.y()));
        }
        taken.append(flag);
        painter.setBrush(theme().color(Token::OkSoft));
        painter.drawRoundedRect(flag, 9, 9);
        painter.setFont(font);
        painter.drawText(flag, Qt::AlignCenter, text);
    }
}

QString DurationChart::tipAt(const QPointF &place) const
{
    const estimate::MemoryPoint *point = pointAt(place);
    return point ? tipsOf(curves(), point->memory) : QString();
}

CostChart::CostChart(MemoryHandle &handle, QWidget *parent)
    : MemoryChart(handle, parent)
{
    m_letters = overlay(
        [this](QPainter &painter, const QRectF &) {
            QList<std::optional<QPointF>> ends;
            QList<QColor> inks;
            for (qsizetype i = 0; i < curves().size(); ++i) {
                ends.append(endOf(*m_series.at(i).line, *m_series.at(i).measured));
                inks.append(inkOf(i, this->theme().chart(theme::Chart::Download)));
            }
            writeLetters(painter, ends, inks, *this, [this](double value) { return yOf(value); });
        },
        15);
}

const QXYSeries &CostChart::line(qsizetype curve) const
{
    return *m_series.at(curve).line;
}

const QXYSeries &CostChart::measured(qsizetype curve) const
{
    return *m_series.at(curve).measured;
}

void CostChart::showCurves()
{
    while (m_series.size() < std::max<qsizetype>(1, curves().size())) {
        const Series series{new QLineSeries, new QScatterSeries};
        addSeries(series.line);
        addSeries(series.measured);
        m_series.append(series);
    }
    double top = 0;
    bool known = false;
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        const CurveValues curve = i < curves().size() ? curves().at(i) : CurveValues{};
        const Series &series = m_series.at(i);
        const QColor color = inkOf(i, theme().chart(theme::Chart::Download));
        put(*series.line, costLine(curve));
        put(*series.measured, measuredCosts(curve));
        const Shared shared = sharedLine(curves(), i, Figure::Cost);
        series.line->setPen(curvePen(i, color, curveWidth, shared));
        mark(*series.measured, QScatterSeries::MarkerShapeRectangle, markSize(8, shared), color,
             theme().color(Token::Surface));
        top = std::max({top, highest(series.line->points()), highest(series.measured->points())});
        known = known || series.line->count() + series.measured->count() > 0;
    }
    setNothing(known ? QString()
                     : tr("The cost is not known without a duration and an architecture. State "
                          "them in the inspector."));
    setTop(top, QStringLiteral("$"));
    placeItems();
}

void CostChart::showChosen()
{
    const std::optional<UsDollars> cost
        = chosen().isEmpty() ? std::nullopt : chosen().first().costPerMillion;
    // The curve rises to the right: below it there is room.
    markChosen(cost ? std::optional(cost->value) : std::nullopt, money(cost), true);
}

void CostChart::placeItems()
{
    MemoryChart::placeItems();
    m_letters->setRect(rect());
    showChosen();
}

QString CostChart::tipAt(const QPointF &place) const
{
    const estimate::MemoryPoint *point = pointAt(place);
    return point ? tipsOf(curves(), point->memory) : QString();
}

} // namespace stratoplan::curves
