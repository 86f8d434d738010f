// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/trade_chart.h"

#include "widgets/curves/words.h"
#include "widgets/document/figure_text.h"
#include "widgets/theme/fonts.h"

#include <QFontMetricsF>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>

namespace stratoplan::curves {

namespace {

using theme::Token;

constexpr double reach = 12; ///< of the ring
constexpr double plateRoom = 76; ///< for the words at the chosen setting, px
constexpr double dotSize = 4;
constexpr double labelRoom = 70;

void put(QXYSeries &series, const QList<QPointF> &points)
{
    if (series.points() != points)
        series.replace(points);
}

// The curves that are the same in both.
Shared sharedTrade(const QList<CurveValues> &curves, qsizetype curve)
{
    const Shared duration = sharedLine(curves, curve, Figure::Duration);
    const Shared cost = sharedLine(curves, curve, Figure::Cost);
    return duration == cost ? duration : Shared{};
}

} // namespace

TradeChart::TradeChart(MemoryHandle &handle, QWidget *parent)
    : LineChart(handle, parent)
    , m_front(new QLineSeries)
{
    auto *axis = new QValueAxis;
    axis->setLabelFormat(QStringLiteral("%.0f"));
    setXAxis(axis);
    addSeries(m_front);
    m_names = overlay([this](QPainter &painter, const QRectF &) { paintNames(painter); }, 15);
    m_ring = overlay([this](QPainter &painter, const QRectF &) { paintRing(painter); }, 21);
    m_ring->hide();
}

void TradeChart::setTheme(const theme::Theme &theme)
{
    LineChart::setTheme(theme);
    showCurves();
}

void TradeChart::retranslate()
{
    LineChart::retranslate();
    showCurves();
}

void TradeChart::setCurves(const QList<CurveValues> &curves, const estimate::Recommendation &picks)
{
    m_curves = curves;
    m_picks = picks;
    m_trades.clear();
    for (const CurveValues &curve : curves)
        m_trades.append(tradeOf(curve));
    if (m_trades.isEmpty())
        m_trades.append(Trade{});
    showCurves();
}

void TradeChart::setChosen(const QList<estimate::MemoryPoint> &points)
{
    m_chosen = points;
    placeLine();
}

const QXYSeries &TradeChart::settings(qsizetype curve) const
{
    return *m_series.at(curve).settings;
}

const QXYSeries &TradeChart::front() const
{
    return *m_front;
}

QPointF TradeChart::placeOf(const QPointF &value) const
{
    const auto *axis = static_cast<const QValueAxis *>(xAxis());
    return {plot().left() + value.x() / axis->max() * plot().width(), yOf(value.y())};
}

void TradeChart::showCurves()
{
    while (m_series.size() < std::max<qsizetype>(1, m_curves.size())) {
        const Series series{new QLineSeries, new QScatterSeries};
        addSeries(series.line);
        addSeries(series.settings);
        series.settings->setMarkerSize(dotSize);
        m_series.append(series);
    }
    double top = 0;
    m_longest = 0;
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        const Series &series = m_series.at(i);
        const QList<QPointF> points
            = i < m_trades.size() ? m_trades.at(i).points : QList<QPointF>{};
        const QColor color = curveColor(i, theme());
        put(*series.line, points);
        put(*series.settings, points);
        const Shared shared = sharedTrade(m_curves, i);
        series.line->setPen(curvePen(i, color, 1, shared));
        series.settings->setMarkerSize(markSize(dotSize, shared));
        series.settings->setColor(color);
        series.settings->setPen(Qt::NoPen);
        top = std::max(top, highest(points));
        for (const QPointF &point : points)
            m_longest = std::max(m_longest, point.x());
    }
    QList<QPointF> front;
    for (const qsizetype index : trade().front)
        front.append(trade().points.at(index));
    put(*m_front, front);
    m_front->setPen(QPen(theme().color(Token::Ok), 2.5));
    setNothing(trade().points.size() > 1
                   ? QString()
                   : tr("Speed and cost are known at too few settings. State the share of the "
                        "duration that is work of the processor, or paste measurements."));
    setTop(top, QStringLiteral("$"));
    placeItems();
}

void TradeChart::placeItems()
{
    auto *axis = static_cast<QValueAxis *>(xAxis());
    const AxisRange range
        = rangeFor(m_longest, std::clamp(static_cast<int>(plot().width() / labelRoom), 2, 6));
    if (axis->max() != range.most || axis->min() != 0)
        axis->setRange(0, range.most);
    if (axis->tickCount() != range.intervals() + 1)
        axis->setTickCount(range.intervals() + 1);
    const QString format = QStringLiteral("%.%1f").arg(range.decimals);
    if (axis->labelFormat() != format)
        axis->setLabelFormat(format);
    m_names->setRect(rect());
    placeLine();
}

void TradeChart::placeLine()
{
    const estimate::MemoryPoint *at = m_chosen.isEmpty() ? nullptr : &m_chosen.first();
    const bool isPlaced = at && at->duration && at->costPerMillion && nothing().isEmpty();
    m_ring->setVisible(isPlaced);
    if (!isPlaced)
        return;
    const QPointF place = placeOf({at->duration->value, at->costPerMillion->value});
    // The axes hold the settings that end in time.
    m_ring->setVisible(plot().contains(place));
    m_ring->setPos(place);
    m_ring->setRect(QRectF(-plateRoom, -26, 2 * plateRoom, 52));
}

void TradeChart::paintRing(QPainter &painter) const
{
    if (m_chosen.isEmpty())
        return;
    painter.setPen(QPen(theme().color(Token::Accent), 2.5));
    painter.setBrush(theme().color(Token::Surface));
    painter.drawEllipse(QPointF(), 5.5, 5.5);
    const QString words = memory(m_chosen.first().memory);
    const double room = QFontMetricsF(theme::sans(11, true)).horizontalAdvance(words) + 18;
    // The curve comes down from the left and goes on to the right: what has room stands left of it.
    const double ring = m_ring->pos().x();
    const double right = plot().right() + margins().right();
    const bool leftwards = ring - room > plot().left() || ring + room > right;
    const double below = leftwards ? std::min(12.0, plot().bottom() - m_ring->pos().y() - 9) : 12;
    writePlate(painter, QPointF(leftwards ? -9 : 9, below), words, theme().color(Token::Accent),
               leftwards);
}

void TradeChart::paintNames(QPainter &painter) const
{
    if (!nothing().isEmpty())
        return;
    if (!hasRoomForNames()) {
        // Where they are is seen, what they are called is told by the tool tip.
        painter.setPen(QPen(theme().color(Token::Ok), 2));
        painter.setBrush(theme().color(Token::OkSoft));
        for (const std::optional<MiB> &pick :
             {m_picks.cheapest, m_picks.fastest, m_picks.balanced}) {
            const qsizetype index = pick ? trade().indexOf(*pick) : -1;
            if (index >= 0)
                painter.drawEllipse(placeOf(trade().points.at(index)), 3.5, 3.5);
        }
        return;
    }
    const QFont font = theme::sans(11, true);
    const QFontMetricsF metrics(font);
    QList<QRectF> taken;
    QList<MiB> done;
    for (const std::optional<MiB> &pick : {m_picks.cheapest, m_picks.fastest, m_picks.balanced}) {
        const qsizetype index = pick ? trade().indexOf(*pick) : -1;
        if (index < 0 || done.contains(*pick))
            continue;
        done.append(*pick);
        const QPointF foot = placeOf(trade().points.at(index));
        const QString text = QStringLiteral("%1 %2").arg(memory(*pick), pickWords(*pick, m_picks));
        const double width = metrics.horizontalAdvance(text) + 14;
        QRectF flag(foot.x() - 12, foot.y() - 36, width, 18);
        flag.moveLeft(std::clamp(flag.left(), plot().left(), plot().right() + 12 - width));
        for (int tries = 0; tries < 4
             && std::any_of(taken.begin(), taken.end(),
                            [&](const QRectF &other) { return other.intersects(flag); });
             ++tries)
            flag.translate(0, -21);
        if (flag.top() < 1)
            flag.moveTop(foot.y() + 14);
        taken.append(flag);
        painter.setPen(QPen(theme().color(Token::Ok), 1.5));
        const double end = flag.top() > foot.y() ? flag.top() : flag.bottom();
        painter.drawLine(QPointF(foot.x(), end), foot);
        painter.setBrush(theme().color(Token::OkSoft));
        painter.drawRoundedRect(flag, 9, 9);
        painter.setFont(font);
        painter.drawText(flag, Qt::AlignCenter, text);
    }
}

qsizetype TradeChart::nearestTo(const QPointF &place) const
{
    qsizetype best = -1;
    double least = 0;
    for (qsizetype i = 0; i < trade().points.size(); ++i) {
        const QPointF away = placeOf(trade().points.at(i)) - place;
        const double distance = QPointF::dotProduct(away, away);
        if (best < 0 || distance < least) {
            best = i;
            least = distance;
        }
    }
    return best;
}

QString TradeChart::tipAt(const QPointF &place) const
{
    const qsizetype index = nearestTo(place);
    if (index < 0 || !plot().adjusted(-8, -8, 8, 8).contains(place))
        return {};
    const CurveValues &curve = m_curves.first();
    const estimate::MemoryPoint *point = curve.at(trade().memory.at(index));
    const estimate::MemoryPoint *now = curve.present ? curve.at(*curve.present) : nullptr;
    QStringList lines{QStringLiteral("%1: %2").arg(memory(point->memory), figures(*point))};
    if (now && now != point)
        lines.append(tr("Compared with now: %1").arg(comparison(*now, *point)));
    const QString pick = pickWords(point->memory, m_picks);
    if (!pick.isEmpty())
        lines.append(tr("It is the pick for: %1.").arg(pick));
    lines.append(trade().front.contains(index)
                     ? tr("No setting is both cheaper and faster.")
                     : tr("Another setting is cheaper and no slower, or faster and no dearer."));
    return lines.join(QLatin1Char('\n'));
}

bool TradeChart::isOnLine(const QPointF &place) const
{
    const QPointF away = place - m_ring->pos();
    return m_ring->isVisible() && QPointF::dotProduct(away, away) <= reach * reach;
}

void TradeChart::dragTo(const QPointF &place, Qt::KeyboardModifiers)
{
    const qsizetype index = nearestTo(place);
    if (index >= 0)
        handle().moveTo(trade().memory.at(index).value, true);
}

} // namespace stratoplan::curves
