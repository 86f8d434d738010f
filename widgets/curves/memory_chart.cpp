// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/memory_chart.h"

#include "widgets/curves/chart_accessible.h"
#include "widgets/document/figure_text.h"
#include "widgets/theme/fonts.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLogValueAxis>
#include <QMouseEvent>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>

namespace stratoplan::curves {

namespace {

using theme::Token;

constexpr int bigStep = 8;
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

bool moveByKey(MemoryHandle &handle, const QKeyEvent &event)
{
    const bool exactly = event.modifiers().testFlag(Qt::ControlModifier);
    const int steps = event.modifiers().testFlag(Qt::ShiftModifier) ? bigStep : 1;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        handle.step(-steps, exactly);
        return true;
    case Qt::Key_Right:
    case Qt::Key_Up:
        handle.step(steps, exactly);
        return true;
    case Qt::Key_PageDown:
        handle.step(-bigStep, false);
        return true;
    case Qt::Key_PageUp:
        handle.step(bigStep, false);
        return true;
    case Qt::Key_Home:
        handle.moveTo(0, false);
        return true;
    case Qt::Key_End:
        handle.moveTo(handle.most().value, false);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!handle.isMoved())
            return false;
        handle.commit();
        return true;
    case Qt::Key_Escape:
        if (!handle.isMoved())
            return false;
        handle.cancel();
        return true;
    default:
        return false;
    }
}

bool isMoveKey(int key)
{
    static constexpr std::array keys{Qt::Key_Left,   Qt::Key_Right,    Qt::Key_Up,    Qt::Key_Down,
                                     Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home,  Qt::Key_End,
                                     Qt::Key_Return, Qt::Key_Enter,    Qt::Key_Escape};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

QColor curveColor(qsizetype curve, const QColor &first, const theme::Theme &theme)
{
    switch (curve) {
    case 0:
        return first;
    case 1:
        return theme.chart(theme::Chart::Initialisation);
    case 2:
        return theme.chart(theme::Chart::FirstInvocation);
    case 3:
        return theme.color(Token::Muted);
    default:
        return theme.chart(theme::Chart::Download);
    }
}

QList<qreal> curveDashes(qsizetype curve)
{
    switch (curve) {
    case 0:
        return {5, 3};
    case 1:
        return {1, 2};
    case 2:
        return {8, 3, 1, 3};
    case 3:
        return {3, 5};
    default:
        return {10, 2};
    }
}

MemoryChart::MemoryChart(MemoryHandle &handle, QWidget *parent)
    : ChartView(parent)
    , m_handle(handle)
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
    connect(&m_handle, &MemoryHandle::changed, this, [this] {
        placeLine();
        tellMemory(*this, m_handle);
    });
}

void MemoryChart::setTheme(const theme::Theme &theme)
{
    ChartView::setTheme(theme);
    showCurves();
    showChosen();
}

void MemoryChart::retranslate()
{
    ChartView::retranslate();
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
    const std::optional<MiB> chosen = m_handle.chosen();
    const std::optional<MiB> present = m_handle.present();
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
    m_present->setVisible(within(present) && m_handle.isMoved());
    if (m_present->isVisible()) {
        m_present->setPos(xOf(present->value), 0);
        m_present->setRect(QRectF(-1, area.top(), 2, area.height()));
    }
}

void MemoryChart::paintLine(QPainter &painter) const
{
    if (!m_handle.chosen())
        return;
    const QRectF area = plot();
    const QColor accent = theme().color(Token::Accent);
    painter.setPen(QPen(accent, 1.5, Qt::DashLine));
    painter.drawLine(QPointF(0, pillHeight() + 3), QPointF(0, area.bottom()));
    const QRectF pill(m_line->boundingRect().left() + 1, 2, m_line->boundingRect().width() - 2,
                      pillHeight());
    painter.setPen(m_handle.isMoved() ? QPen(accent, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(m_handle.isMoved() ? theme().color(Token::Surface) : accent);
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pillHeight() / 2,
                            pillHeight() / 2);
    painter.setFont(theme::sans(11, true));
    painter.setPen(m_handle.isMoved() ? accent : theme().color(Token::OnAccent));
    painter.drawText(pill, Qt::AlignCenter, pillText(*m_handle.chosen()));
}

void MemoryChart::markChosen(const std::optional<double> &value, const QString &text, bool below)
{
    m_markValue = value;
    m_markBelow = below && value && yOf(*value) < plot().bottom() - markShift - 8;
    m_markText = text;
    const std::optional<MiB> chosen = m_handle.chosen();
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

bool MemoryChart::isNearLine(const QPointF &place) const
{
    if (!m_line->isVisible())
        return false;
    const double away = std::abs(place.x() - m_line->pos().x());
    const bool onPill = place.y() <= pillHeight() + 3 && away <= m_line->boundingRect().width() / 2;
    return onPill || (away <= reach && place.y() <= plot().bottom());
}

void MemoryChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && isNearLine(event->position())) {
        m_dragging = true;
        event->accept();
        return;
    }
    // Another button during a drag takes it back, as on the drawing.
    if (m_dragging) {
        m_dragging = false;
        m_handle.cancel();
    }
    event->ignore();
}

void MemoryChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging) {
        m_handle.moveTo(memoryAt(event->position().x()),
                        event->modifiers().testFlag(Qt::ShiftModifier));
        event->accept();
        return;
    }
    viewport()->setCursor(isNearLine(event->position()) ? Qt::SplitHCursor : Qt::ArrowCursor);
    event->ignore();
}

void MemoryChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_dragging || event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_dragging = false;
    m_handle.commit();
}

void MemoryChart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_dragging) {
        m_dragging = false;
        m_handle.cancel();
        return;
    }
    if (nothing().isEmpty() && moveByKey(m_handle, *event))
        return;
    ChartView::keyPressEvent(event);
}

bool MemoryChart::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && isMoveKey(static_cast<QKeyEvent *>(event)->key())) {
        event->accept();
        return true;
    }
    return ChartView::event(event);
}

} // namespace stratoplan::curves
