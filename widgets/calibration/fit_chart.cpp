// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/calibration/fit_chart.h"

#include "planner/estimate/memory_settings.h"
#include "widgets/document/figure_text.h"
#include "widgets/theme/fonts.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace stratoplan::calibration {

namespace {

constexpr int curveSteps = 60;
constexpr double dotRadius = 4;
constexpr int leftMargin = 58;
constexpr int bottomMargin = 38;
constexpr int topMargin = 26;
constexpr int rightMargin = 12;

// 1, 2 and 5 of each power of ten.
QList<double> timeTicks(double least, double most)
{
    QList<double> ticks;
    for (double decade = std::pow(10, std::floor(std::log10(least))); decade <= most;
         decade *= 10) {
        for (const double step : {1.0, 2.0, 5.0}) {
            if (decade * step >= least && decade * step <= most)
                ticks.append(decade * step);
        }
    }
    return ticks;
}

} // namespace

FitChart::FitChart(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFont(theme::Fonts().caption);
}

QSize FitChart::sizeHint() const
{
    return {380, 250};
}

QSize FitChart::minimumSizeHint() const
{
    return {280, 190};
}

void FitChart::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    update();
}

void FitChart::setCalibration(const std::optional<estimate::Calibration> &calibration,
                              std::optional<double> parallelShare, const catalog::Catalog &catalog)
{
    m_calibration = calibration;
    m_memoryTicks = estimate::memorySettings(catalog).doublings;
    m_curve.clear();
    if (!calibration) {
        setAccessibleDescription({});
        update();
        return;
    }
    m_leastMemory = calibration->points.first().memory.value / 1.25;
    m_mostMemory = calibration->points.last().memory.value * 1.25;
    m_least = std::numeric_limits<double>::infinity();
    m_most = 0;
    const auto show = [this](double ms) {
        m_least = std::min(m_least, ms);
        m_most = std::max(m_most, ms);
    };
    for (const Measurement &point : calibration->points)
        show(point.duration.value);
    for (const estimate::HeldOut &point : calibration->heldOut)
        show(point.predicted.value);
    if (calibration->fit) {
        // The curve without its measured points, which it would go through.
        Function function;
        if (parallelShare)
            function.parallelShare = *parallelShare;
        function.measurements = calibration->points;
        const estimate::DurationCurve curve(function, std::nullopt, estimate::processor(catalog));
        for (int i = 0; i <= curveSteps; ++i) {
            const double memory
                = m_leastMemory * std::pow(m_mostMemory / m_leastMemory, double(i) / curveSteps);
            const estimate::Duration at = curve.at(MiB(static_cast<int>(std::lround(memory))));
            if (at.from != estimate::DurationFrom::Fit)
                continue;
            m_curve.append({memory, at.low->value, at.mean->value, at.high->value});
            show(at.low->value);
            show(at.high->value);
        }
    }
    m_least /= 1.15;
    m_most *= 1.15;
    setAccessibleDescription(
        tr("%n measured memory setting(s)", nullptr, int(calibration->points.size())));
    update();
}

QRectF FitChart::plot() const
{
    return QRectF(rect()).adjusted(leftMargin, topMargin, -rightMargin, -bottomMargin);
}

double FitChart::x(double memory) const
{
    const QRectF area = plot();
    return area.left()
        + area.width() * std::log(memory / m_leastMemory) / std::log(m_mostMemory / m_leastMemory);
}

double FitChart::y(double ms) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * std::log(ms / m_least) / std::log(m_most / m_least);
}

void FitChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.color(theme::Token::Surface));
    if (!m_calibration) {
        painter.setPen(m_theme.color(theme::Token::Faint));
        painter.drawText(rect(), Qt::AlignCenter, tr("Nothing to show"));
        return;
    }
    paintAxes(painter);
    painter.setClipRect(plot().adjusted(-dotRadius, -dotRadius, dotRadius, dotRadius));
    paintCurve(painter);
    paintPoints(painter);
}

void FitChart::paintAxes(QPainter &painter) const
{
    const QRectF area = plot();
    const QFontMetricsF metrics(font());
    painter.setFont(font());
    const auto label = [&](const QRectF &box, int flags, const QString &text) {
        painter.setPen(m_theme.color(theme::Token::Muted));
        painter.drawText(box, flags, text);
    };
    double lastBottom = std::numeric_limits<double>::infinity();
    for (const double tick : timeTicks(m_least, m_most)) {
        const double at = y(tick);
        painter.setPen(m_theme.color(theme::Token::Grid));
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
        if (lastBottom - at < metrics.height())
            continue;
        lastBottom = at;
        label(QRectF(0, at - 10, area.left() - 6, 20), Qt::AlignRight | Qt::AlignVCenter,
              duration(Milliseconds(tick)));
    }
    double lastRight = -std::numeric_limits<double>::infinity();
    for (const MiB tick : m_memoryTicks) {
        if (tick.value < m_leastMemory || tick.value > m_mostMemory)
            continue;
        const double at = x(tick.value);
        painter.setPen(m_theme.color(theme::Token::Grid));
        painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
        const QString text = QString::number(tick.value);
        const double half = metrics.horizontalAdvance(text) / 2 + 4;
        if (at - half < lastRight)
            continue;
        lastRight = at + half;
        label(QRectF(at - half, area.bottom() + 4, 2 * half, 16), Qt::AlignCenter, text);
    }
    label(QRectF(area.left(), area.bottom() + 20, area.width(), 16), Qt::AlignRight,
          tr("Memory, MB"));

    // What the marks mean, above the plot.
    double at = area.left();
    const auto entry = [&](const QString &text, const std::function<void(QPointF)> &mark) {
        mark(QPointF(at + 8, topMargin / 2.0));
        at += 20;
        const double width = metrics.horizontalAdvance(text);
        label(QRectF(at, 0, width + 2, topMargin), Qt::AlignVCenter, text);
        at += width + 14;
    };
    entry(tr("measured"), [&](QPointF place) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.chart(theme::Chart::Runtime));
        painter.drawEllipse(place, dotRadius, dotRadius);
    });
    if (!m_curve.isEmpty())
        entry(tr("fit, 90 % band"), [&](QPointF place) {
            painter.setPen(QPen(m_theme.chart(theme::Chart::Runtime), 0.5));
            painter.setBrush(m_theme.color(theme::Token::AccentSoft));
            painter.drawRect(QRectF(place.x() - 8, place.y() - 5, 16, 10));
            painter.setPen(QPen(m_theme.chart(theme::Chart::Runtime), 1.5, Qt::DashLine));
            painter.drawLine(place - QPointF(8, 0), place + QPointF(8, 0));
        });
    if (!m_calibration->heldOut.isEmpty())
        entry(tr("predicted"), [&](QPointF place) {
            painter.setPen(QPen(m_theme.color(theme::Token::Text), 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(place, dotRadius, dotRadius);
        });
}

void FitChart::paintCurve(QPainter &painter) const
{
    if (m_curve.size() < 2)
        return;
    QPolygonF band;
    QPolygonF line;
    for (const Step &step : m_curve) {
        band.append(QPointF(x(step.memory), y(step.high)));
        line.append(QPointF(x(step.memory), y(step.middle)));
    }
    for (auto step = m_curve.crbegin(); step != m_curve.crend(); ++step)
        band.append(QPointF(x(step->memory), y(step->low)));
    painter.setPen(QPen(m_theme.chart(theme::Chart::Runtime), 0.5));
    painter.setBrush(m_theme.color(theme::Token::AccentSoft));
    painter.drawPolygon(band);
    painter.setPen(QPen(m_theme.chart(theme::Chart::Runtime), 1.5, Qt::DashLine));
    painter.drawPolyline(line);
}

void FitChart::paintPoints(QPainter &painter) const
{
    painter.setBrush(Qt::NoBrush);
    for (const estimate::HeldOut &point : m_calibration->heldOut) {
        const QPointF predicted(x(point.memory.value), y(point.predicted.value));
        const QPointF measured(x(point.memory.value), y(point.measured.value));
        painter.setPen(QPen(m_theme.color(theme::Token::Text), 1));
        painter.drawLine(predicted, measured);
        painter.setPen(QPen(m_theme.color(theme::Token::Text), 1.5));
        painter.drawEllipse(predicted, dotRadius, dotRadius);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.chart(theme::Chart::Runtime));
    for (const Measurement &point : m_calibration->points)
        painter.drawEllipse(QPointF(x(point.memory.value), y(point.duration.value)), dotRadius,
                            dotRadius);
}

} // namespace stratoplan::calibration
