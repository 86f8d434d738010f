// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/cold_start_chart.h"

#include "widgets/curves/words.h"
#include "widgets/document/figure_text.h"
#include "widgets/document/phase_text.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/phase_colors.h"

#include <QFontMetricsF>
#include <QLineSeries>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace stratoplan::curves {

namespace {

using theme::Token;

constexpr double barGap = 2; ///< between the bars of one setting
constexpr double groupGap = 6;
constexpr double edgeRoom = 2; ///< that a bar may stand out of the plot
/// Room above the bars for totals, letters and the word about the formula.
constexpr double roomAboveOne = 1.12;
constexpr double roomAboveSeveral = 1.25;
constexpr double capHeight = 9;
constexpr double totalHeight = 40; ///< of what stands above a bar
constexpr double hatchStep = 5;
constexpr double leastWidthOfValues = 30;
constexpr double leastHeightOfValues = 15;
constexpr int linearStep = 512;

/// Lines of 45 degrees, drawn one by one: a brush's pattern has no size of its own and would differ
/// between the screen, a picture and a file of lines.
void hatch(QPainter &painter, const QRectF &rect, const QColor &color)
{
    QColor ground = color;
    ground.setAlphaF(0.14F);
    painter.fillRect(rect, ground);
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setPen(QPen(color, 1.4));
    QList<QLineF> lines;
    const double first = std::floor((rect.left() - rect.height()) / hatchStep) * hatchStep;
    for (double x = first; x < rect.right(); x += hatchStep)
        lines.append({x, rect.bottom(), x + rect.height(), rect.top()});
    painter.drawLines(lines);
    painter.restore();
}

/// What painting a bar covers: its frame and its total stand out of it.
QRectF areaOf(const PhaseBar &bar)
{
    return {bar.rect.left() - 22, 0, bar.rect.width() + 44, bar.rect.bottom() + 4};
}

} // namespace

ColdStartChart::ColdStartChart(MemoryHandle &handle, QWidget *parent)
    : MemoryChart(handle, parent)
{
    m_painted = overlay(
        [this](QPainter &painter, const QRectF &exposed) { paintBars(painter, exposed); }, 10);
}

const QXYSeries &ColdStartChart::totals(qsizetype curve) const
{
    return *m_totals.at(curve);
}

void ColdStartChart::showCurves()
{
    while (m_totals.size() < std::max<qsizetype>(1, curves().size())) {
        auto *totals = new QLineSeries;
        addSeries(totals);
        m_totals.append(totals);
    }
    double top = 0;
    bool known = false;
    for (qsizetype i = 0; i < m_totals.size(); ++i) {
        const CurveValues curve = i < curves().size() ? curves().at(i) : CurveValues{};
        const QList<QPointF> totals = coldStartTotals(curve);
        if (m_totals.at(i)->points() != totals)
            m_totals.at(i)->replace(totals);
        m_totals.at(i)->setPen(curvePen(i, inkOf(i, theme().color(Token::Strong)), 1,
                                        sharedLine(curves(), i, Figure::ColdStart)));
        top = std::max({top, highest(totals), highest(coldStartP95(curve))});
        known = known || !totals.isEmpty();
    }
    setNothing(known ? QString()
                     : tr("The cold start is not known: nobody has measured this runtime. Set a "
                          "runtime that was measured in the inspector, or compare with one."));
    setTop(top * (curves().size() > 1 ? roomAboveSeveral : roomAboveOne));
    placeItems();
    // Bars of the same size may have other colours.
    m_painted->update();
}

void ColdStartChart::showChosen()
{
    placeBars();
}

void ColdStartChart::placeItems()
{
    MemoryChart::placeItems();
    placeBars();
}

QList<MiB> ColdStartChart::candidates() const
{
    QList<MiB> wanted;
    const auto want = [&](MiB setting) {
        if (!wanted.contains(setting) && setting >= scale().least && setting <= scale().most)
            wanted.append(setting);
    };
    if (!chosen().isEmpty())
        want(chosen().first().memory);
    for (const CurveValues &curve : curves()) {
        for (const estimate::MemoryPoint &point : curve.points) {
            if (point.coldStart.samples > 0)
                want(point.memory);
        }
    }
    for (const MiB setting : scale().doublings)
        want(setting);
    if (!scale().logarithmic) {
        for (int setting = linearStep; setting <= scale().most.value; setting += linearStep)
            want(MiB(setting));
    }
    return wanted;
}

const estimate::MemoryPoint *ColdStartChart::figuresOf(MiB setting, qsizetype curve) const
{
    if (curve < chosen().size() && chosen().at(curve).memory == setting)
        return &chosen().at(curve);
    return curves().at(curve).at(setting);
}

void ColdStartChart::placeBars()
{
    const QList<PhaseBar> before = m_bars;
    m_bars = barsWithRoom();
    if (m_painted->boundingRect() != QRectF(rect()))
        m_painted->setRect(rect());
    // While the line moves, only the bars beside it are others.
    const auto updateMissing = [this](const QList<PhaseBar> &bars, const QList<PhaseBar> &others) {
        for (const PhaseBar &bar : bars) {
            if (!others.contains(bar))
                m_painted->update(areaOf(bar));
        }
    };
    updateMissing(before, m_bars);
    updateMissing(m_bars, before);
}

QList<PhaseBar> ColdStartChart::barsWithRoom() const
{
    QList<PhaseBar> bars;
    if (!nothing().isEmpty() || curves().isEmpty())
        return bars;
    const auto count = static_cast<double>(curves().size());
    // The first bars must not cover the figures of the axis.
    const double room = 2 * (xOf(scale().least.value) - plot().left() + edgeRoom) / count;
    const double width
        = std::clamp(std::min(plot().width() / 13 / std::sqrt(count), room), 6.0, 54.0);
    const double group = count * width + (count - 1) * barGap;
    QList<double> taken;
    for (const MiB setting : candidates()) {
        const double middle = xOf(setting.value);
        const bool free = std::none_of(taken.begin(), taken.end(), [&](double other) {
            return std::abs(other - middle) < group + groupGap;
        });
        if (!free)
            continue;
        taken.append(middle);
        for (qsizetype i = 0; i < curves().size(); ++i) {
            const estimate::MemoryPoint *point = figuresOf(setting, i);
            if (!point || !point->coldStart.total)
                continue;
            PhaseBar bar;
            bar.memory = setting;
            bar.curve = i;
            bar.chosen = !chosen().isEmpty() && chosen().first().memory == setting;
            const double left = middle - group / 2 + static_cast<double>(i) * (width + barGap);
            double sum = 0;
            for (const estimate::PhaseTime &phase : point->coldStart.phases) {
                const double from = sum;
                sum += phase.time.value_or(Milliseconds(0)).value;
                bar.phases.append(
                    phase.time ? QRectF(QPointF(left, yOf(sum)), QPointF(left + width, yOf(from)))
                               : QRectF());
            }
            bar.rect = QRectF(QPointF(left, yOf(sum)), QPointF(left + width, yOf(0)));
            bars.append(bar);
        }
    }
    return bars;
}

void ColdStartChart::paintBars(QPainter &painter, const QRectF &exposed) const
{
    paintDivider(painter);
    for (const PhaseBar &bar : m_bars) {
        if (areaOf(bar).intersects(exposed))
            paintBar(painter, bar);
    }
}

void ColdStartChart::paintBar(QPainter &painter, const PhaseBar &bar) const
{
    const estimate::MemoryPoint *point = figuresOf(bar.memory, bar.curve);
    if (!point)
        return;
    const QFont font = theme::sans(11, true);
    const QFontMetricsF metrics(font);
    const auto &phases = point->coldStart.phases;
    for (qsizetype i = 0; i < bar.phases.size(); ++i) {
        const QRectF rect = bar.phases.at(i);
        if (!phases.at(i).time || rect.height() <= 0)
            continue;
        const QColor color = theme().chart(theme::chartOf(phases.at(i).phase));
        if (phases.at(i).basis == estimate::Basis::Measured)
            painter.fillRect(rect, color);
        else
            hatch(painter, rect, color);
        painter.setPen(QPen(color, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect);
        const QString value = QLocale().toString(phases.at(i).time->value, 'f', 0);
        if (rect.height() >= leastHeightOfValues && rect.width() >= leastWidthOfValues) {
            const double half = (metrics.horizontalAdvance(value) + 6) / 2;
            writePlate(painter, rect.center() - QPointF(half, 0), value,
                       theme().color(Token::Text));
        }
    }
    // The other hump of starts that differ in whether they run a phase.
    if (const auto without = point->coldStart.withoutShared()) {
        const double y = yOf(without->value);
        painter.setPen(QPen(theme().color(Token::Text), 2));
        painter.drawLine(QPointF(bar.rect.left() - 3, y), QPointF(bar.rect.right() + 3, y));
    }
    // What is not known lies on top, without a height of its own.
    double above = bar.rect.top();
    if (!point->coldStart.missing.isEmpty()) {
        QPen pen(theme().color(Token::Faint), 1);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        const QRectF cap(bar.rect.left(), above - capHeight - 1, bar.rect.width(), capHeight);
        painter.drawRect(cap);
        painter.setFont(theme::sans(9));
        if (cap.width() >= 20)
            painter.drawText(cap.adjusted(0, 0, -cap.width() / 2, 0), Qt::AlignCenter,
                             QStringLiteral("?"));
        above = cap.top();
    }
    const auto runtime = point->coldStart.of(estimate::Phase::Runtime);
    if (point->coldStart.initP95 && runtime && point->coldStart.samples > 0) {
        const double middle = bar.rect.right() - bar.rect.width() / 4;
        const double end
            = yOf((*point->coldStart.total + *point->coldStart.initP95 - *runtime).value);
        painter.setPen(QPen(theme().color(Token::Text), 1.4));
        painter.drawLine(QPointF(middle, bar.rect.top()), QPointF(middle, end));
        painter.drawLine(QPointF(middle - 4, end), QPointF(middle + 4, end));
        above = std::min(above, end);
    }
    if (curves().size() > 1) {
        painter.setFont(font);
        painter.setPen(inkOf(bar.curve, theme().color(Token::Text)));
        painter.drawText(QRectF(bar.rect.left() - 6, above - 15, bar.rect.width() + 12, 14),
                         Qt::AlignCenter, letter(bar.curve));
        above -= 13;
    }
    const QString total = QLocale().toString(point->coldStart.total->value, 'f', 0);
    const double half = (metrics.horizontalAdvance(total) + 6) / 2;
    if (curves().size() == 1 || bar.rect.width() > 2 * half)
        writePlate(painter,
                   QPointF(bar.rect.center().x() - half,
                           std::max(above - 8, margins().top() / 2.0 + 18.0)),
                   total, theme().color(Token::Text));
    if (bar.chosen && bar.curve == 0) {
        painter.setPen(QPen(theme().color(Token::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        const double group = static_cast<double>(curves().size()) * (bar.rect.width() + barGap);
        painter.drawRoundedRect(QRectF(bar.rect.left() - 4, above - 17, group + 7 - barGap,
                                       plot().bottom() - above + 19),
                                5, 5);
    }
}

void ColdStartChart::paintDivider(QPainter &painter) const
{
    if (curves().isEmpty())
        return;
    const std::optional<MiB> most = measuredUpTo(curves().first());
    if (!most || *most >= scale().most)
        return;
    // In the middle between the last measured bar and the next.
    const double x = (xOf(most->value) + xOf(std::min(2 * most->value, scale().most.value))) / 2;
    painter.setPen(QPen(theme().color(Token::Strong), 1, Qt::DotLine));
    painter.drawLine(QPointF(x, plot().top()), QPointF(x, plot().bottom()));
    const QString text = tr("above %1: formula").arg(memory(*most));
    const QFont font = theme::sans(11);
    const double width = QFontMetricsF(font).horizontalAdvance(text);
    const QRectF place(x + 5, plot().top() - 2, width + 2, 14);
    const bool covered = std::any_of(m_bars.begin(), m_bars.end(), [&](const PhaseBar &bar) {
        return bar.rect.adjusted(-4, -totalHeight, 4, 0).intersects(place);
    });
    if (covered || place.right() > plot().right() + 4)
        return;
    painter.setFont(font);
    painter.setPen(theme().color(Token::Muted));
    painter.drawText(place, Qt::AlignLeft, text);
}

QList<estimate::Phase> ColdStartChart::shownPhases() const
{
    QList<estimate::Phase> phases;
    for (const CurveValues &curve : curves()) {
        for (const estimate::MemoryPoint &point : curve.points) {
            for (const estimate::PhaseTime &phase : point.coldStart.phases) {
                if (phase.time && phase.time->value > 0 && !phases.contains(phase.phase))
                    phases.append(phase.phase);
            }
        }
    }
    std::sort(phases.begin(), phases.end());
    return phases;
}

QString ColdStartChart::tipAt(const QPointF &place) const
{
    const estimate::MemoryPoint *point = pointAt(place);
    qsizetype curve = 0;
    for (const PhaseBar &bar : m_bars) {
        if (bar.rect.adjusted(-2, -30, 2, 0).contains(place)) {
            point = figuresOf(bar.memory, bar.curve);
            curve = bar.curve;
        }
    }
    if (!point || !point->coldStart.total)
        return {};
    QStringList lines{
        QStringLiteral("%1, %2: %3")
            .arg(curves().at(curve).name, memory(point->memory), duration(point->coldStart.total))};
    for (const estimate::PhaseTime &phase : point->coldStart.phases) {
        lines.append(
            phase.time ? tr("%1: %2 (%3)")
                             .arg(phaseName(phase.phase), duration(phase.time), howAndWhose(phase))
                       : tr("%1: not known, not in the total (%2)")
                             .arg(phaseName(phase.phase), whose(phase)));
    }
    if (const auto without = point->coldStart.withoutShared())
        lines.append(tr("A start that finds a network interface: %1").arg(duration(without)));
    if (point->coldStart.initP95)
        lines.append(
            tr("Runtime start, 95th percentile: %1").arg(duration(point->coldStart.initP95)));
    if (point->coldStart.samples > 0)
        lines.append(tr("%n sample(s)", nullptr, point->coldStart.samples));
    return lines.join(QLatin1Char('\n'));
}

} // namespace stratoplan::curves
