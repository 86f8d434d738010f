// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/curve_style.h"
#include "widgets/curves/curve_values.h"
#include "widgets/curves/line_chart.h"
#include "widgets/curves/trade.h"

class QLineSeries;
class QScatterSeries;
class QXYSeries;

namespace stratoplan::curves {

/// What a million calls cost against how long one takes: a dot for each setting, the Pareto front
/// as a solid line, the picks by name. The chosen memory is a ring on the curve, dragged along it
/// or moved by keys.
class TradeChart : public LineChart
{
    Q_OBJECT

public:
    explicit TradeChart(MemoryHandle &handle, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme) override;
    void retranslate() override;
    /// With the picks of the first curve.
    void setCurves(const QList<CurveValues> &curves, const estimate::Recommendation &picks);
    void setChosen(const QList<estimate::MemoryPoint> &points);

    /// Of the first curve, which is there.
    const Trade &trade() const { return m_trades.first(); }
    const QXYSeries &settings(qsizetype curve) const;
    const QXYSeries &front() const;
    /// Where a point of the chart stands, in the widget's pixels.
    QPointF placeOf(const QPointF &value) const;

protected:
    void placeItems() override;
    QString tipAt(const QPointF &place) const override;
    bool isOnLine(const QPointF &place) const override;
    Qt::CursorShape lineCursor() const override { return Qt::SizeAllCursor; }
    void dragTo(const QPointF &place, Qt::KeyboardModifiers modifiers) override;
    void placeLine() override;

private:
    struct Series
    {
        QLineSeries *line = nullptr;
        QScatterSeries *settings = nullptr;
    };
    void showCurves();
    void paintNames(QPainter &painter) const;
    void paintRing(QPainter &painter) const;
    qsizetype nearestTo(const QPointF &place) const;

    QList<CurveValues> m_curves;
    QList<estimate::MemoryPoint> m_chosen;
    QList<Trade> m_trades{Trade{}}; ///< of each curve; an empty one where there is none
    estimate::Recommendation m_picks;
    QList<Series> m_series;
    double m_longest = 0; ///< ms, of all points
    QLineSeries *m_front = nullptr;
    PaintedItem *m_names = nullptr;
    PaintedItem *m_ring = nullptr;
};

} // namespace stratoplan::curves
