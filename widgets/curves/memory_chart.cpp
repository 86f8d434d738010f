// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/memory_chart.h"

#include "widgets/document/figure_text.h"
#include "widgets/theme/fonts.h"

#include <QFontMetricsF>
#include <QLogValueAxis>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace stratoplan::curves {

namespace {

using theme::Token;

/// Of the line, on either side.
constexpr double reach = 10;
/// The smallest and largest setting stand inside the plot.
constexpr double logarithmicInset = 1.12;
constexpr double linearInset = 0.04; ///< of the span
constexpr double markShift = 11; ///< of a figure from its ring
/// Room that one label of a linear axis takes.
constexpr double labelRoom = 56;

/// MB between the labels of a linear axis.
double intervalFor(double span, double width)
{
    double interval = 256;
    while (span / interval * labelRoom > std::max(width, labelRoom * 2))
        interval *= 2;
    return interval;
}

QString pillText(MiB setting)
{
    return QStringLiteral("‹  %1  ›").arg(memory(setting));
}

} // namespace

MemoryChart::MemoryChart(MemoryHandle &handle, QWidget *parent)
    : LineChart(handle, parent)
{
    m_present = overlay(
        [this](QPainter &painter, const QRectF &) {
            painter.setPen(QPen(this->theme().color(Token::Strong), 1, Qt::DotLine));
            painter.drawLine(QPointF(0, plot().top()), QPointF(0, plot().bottom()));
        },
        11);
    m_line = overlay([this](QPainter &painter, const QRectF &) { paintLine(painter); }, 20);
    m_mark = overlay([this](QPainter &painter, const QRectF &) { paintMark(painter); }, 21);
    m_mark->hide();
    makeAxis();
}

void MemoryChart::setTheme(const theme::Theme &theme)
{
    LineChart::setTheme(theme);
    showCurves();
    showChosen();
}

void MemoryChart::retranslate()
{
    LineChart::retranslate();
    showCurves();
    showChosen();
}

void MemoryChart::setScale(const MemoryScale &scale)
{
    if (scale == m_scale)
        return;
    m_scale = scale;
    makeAxis();
    placeItems();
}

void MemoryChart::makeAxis()
{
    if (m_scale.logarithmic) {
        auto *axis = new QLogValueAxis;
        axis->setBase(2);
        axis->setRange(m_scale.least.value / logarithmicInset,
                       m_scale.most.value * logarithmicInset);
        axis->setLabelFormat(QStringLiteral("%.0f"));
        axis->setMinorTickCount(0);
        setXAxis(axis);
        return;
    }
    auto *axis = new QValueAxis;
    const double inset = (m_scale.most.value - m_scale.least.value) * linearInset;
    const double least = m_scale.least.value - inset;
    const double most = m_scale.most.value + inset;
    axis->setRange(least, most);
    axis->setTickType(QValueAxis::TicksDynamic);
    axis->setTickAnchor(0);
    axis->setTickInterval(intervalFor(most - least, plot().width()));
    axis->setLabelFormat(QStringLiteral("%.0f"));
    setXAxis(axis);
}

void MemoryChart::setCurves(const QList<CurveValues> &curves)
{
    m_curves = curves;
    showCurves();
}

void MemoryChart::setChosen(const QList<estimate::MemoryPoint> &points)
{
    m_chosen = points;
    showChosen();
}

double MemoryChart::xOf(double memory) const
{
    const QRectF area = plot();
    if (m_scale.logarithmic) {
        const double least = std::log(m_scale.least.value / logarithmicInset);
        const double most = std::log(m_scale.most.value * logarithmicInset);
        return area.left() + (std::log(memory) - least) / (most - least) * area.width();
    }
    const double inset = (m_scale.most.value - m_scale.least.value) * linearInset;
    const double least = m_scale.least.value - inset;
    const double most = m_scale.most.value + inset;
    return area.left() + (memory - least) / (most - least) * area.width();
}

double MemoryChart::memoryAt(double x) const
{
    const QRectF area = plot();
    const double share = area.width() > 0 ? (x - area.left()) / area.width() : 0;
    if (m_scale.logarithmic) {
        const double least = std::log(m_scale.least.value / logarithmicInset);
        const double most = std::log(m_scale.most.value * logarithmicInset);
        return std::exp(least + share * (most - least));
    }
    const double inset = (m_scale.most.value - m_scale.least.value) * linearInset;
    const double least = m_scale.least.value - inset;
    const double most = m_scale.most.value + inset;
    return least + share * (most - least);
}

void MemoryChart::placeItems()
{
    // How many labels a linear axis has room for changes with its width.
    if (auto *axis = qobject_cast<QValueAxis *>(xAxis())) {
        const double interval = intervalFor(axis->max() - axis->min(), plot().width());
        if (axis->tickInterval() != interval)
            axis->setTickInterval(interval);
    }
    placeLine();
}

void MemoryChart::placeLine()
{
    const QRectF area = plot();
    const std::optional<MiB> chosen = handle().chosen();
    const std::optional<MiB> present = handle().present();
    const auto within = [&](const std::optional<MiB> &setting) {
        return setting && nothing().isEmpty() && *setting >= m_scale.least
            && *setting <= m_scale.most;
    };
    m_line->setVisible(within(chosen));
    if (m_line->isVisible()) {
        const QFontMetricsF metrics(theme::sans(11, true));
        const double half = metrics.horizontalAdvance(pillText(*chosen)) / 2 + 9;
        const double x = xOf(chosen->value);
        m_line->setPos(x, 0);
        m_line->setRect(QRectF(-half - 1, 1, 2 * half + 2, area.bottom()));
    }
    m_present->setVisible(within(present) && handle().isMoved());
    if (m_present->isVisible()) {
        m_present->setPos(xOf(present->value), 0);
        m_present->setRect(QRectF(-1, area.top(), 2, area.height()));
    }
}

void MemoryChart::paintLine(QPainter &painter) const
{
    if (!handle().chosen())
        return;
    const QRectF area = plot();
    const QColor accent = theme().color(Token::Accent);
    painter.setPen(QPen(accent, 1.5, Qt::DashLine));
    painter.drawLine(QPointF(0, pillHeight() + 3), QPointF(0, area.bottom()));
    const QRectF pill(m_line->boundingRect().left() + 1, 2, m_line->boundingRect().width() - 2,
                      pillHeight());
    painter.setPen(handle().isMoved() ? QPen(accent, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(handle().isMoved() ? theme().color(Token::Surface) : accent);
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pillHeight() / 2,
                            pillHeight() / 2);
    painter.setFont(theme::sans(11, true));
    painter.setPen(handle().isMoved() ? accent : theme().color(Token::OnAccent));
    painter.drawText(pill, Qt::AlignCenter, pillText(*handle().chosen()));
}

void MemoryChart::markChosen(const std::optional<double> &value, const QString &text, bool below)
{
    m_markValue = value;
    m_markBelow = below && value && yOf(*value) < plot().bottom() - markShift - 8;
    m_markText = text;
    const std::optional<MiB> chosen = handle().chosen();
    m_mark->setVisible(value && chosen && m_line->isVisible());
    if (!m_mark->isVisible())
        return;
    const QFontMetricsF metrics(theme::sans(11, true));
    const double width = metrics.horizontalAdvance(text) + 24;
    m_mark->setPos(xOf(chosen->value), yOf(*value));
    m_mark->setRect(QRectF(-width, -24, 2 * width, 48));
}

void MemoryChart::paintMark(QPainter &painter) const
{
    painter.setPen(QPen(theme().color(Token::Accent), 2));
    painter.setBrush(theme().color(Token::Surface));
    painter.drawEllipse(QPointF(), 4.5, 4.5);
    const bool leftwards
        = m_mark->pos().x() + m_mark->boundingRect().right() > plot().right() + margins().right();
    writePlate(painter, QPointF(leftwards ? -8 : 8, m_markBelow ? markShift : -markShift),
               m_markText, theme().color(Token::Text), leftwards);
}

const estimate::MemoryPoint *MemoryChart::pointAt(const QPointF &place) const
{
    if (m_curves.isEmpty() || m_curves.first().points.isEmpty()
        || !plot().adjusted(-4, 0, 4, 0).contains(place))
        return nullptr;
    const QList<estimate::MemoryPoint> &points = m_curves.first().points;
    return &*std::min_element(points.begin(), points.end(), [&](const auto &a, const auto &b) {
        return std::abs(xOf(a.memory.value) - place.x())
            < std::abs(xOf(b.memory.value) - place.x());
    });
}

double MemoryChart::pillHeight() const
{
    return margins().top() - 5;
}

bool MemoryChart::isOnLine(const QPointF &place) const
{
    if (!m_line->isVisible())
        return false;
    const double away = std::abs(place.x() - m_line->pos().x());
    const bool onPill = place.y() <= pillHeight() + 3 && away <= m_line->boundingRect().width() / 2;
    return onPill || (away <= reach && place.y() <= plot().bottom());
}

QColor MemoryChart::inkOf(qsizetype curve, const QColor &alone) const
{
    return m_curves.size() > 1 ? curveColor(curve, theme()) : alone;
}

void MemoryChart::dragTo(const QPointF &place, Qt::KeyboardModifiers modifiers)
{
    handle().moveTo(memoryAt(place.x()), modifiers.testFlag(Qt::ShiftModifier));
}

} // namespace stratoplan::curves
