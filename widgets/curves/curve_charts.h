// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/recommend.h"
#include "widgets/curves/memory_chart.h"

class QAreaSeries;
class QLineSeries;
class QScatterSeries;
class QXYSeries;

namespace stratoplan::curves {

/// Duration of warm calls in ms: rings are measured, a square is stated, a triangle its 95th
/// percentile, a dashed line fitted or modelled, a band where it lies in nine cases of ten.
class DurationChart : public MemoryChart
{
    Q_OBJECT

public:
    explicit DurationChart(MemoryHandle &handle, QWidget *parent = nullptr);

    void setPicks(const estimate::Recommendation &picks);
    /// The line and the measured points of a curve, as drawn.
    const QXYSeries &line(qsizetype curve) const;
    const QXYSeries &measured(qsizetype curve) const;
    const QXYSeries &low(qsizetype curve) const;
    const QXYSeries &high(qsizetype curve) const;

protected:
    void showCurves() override;
    void showChosen() override;
    void placeItems() override;
    QString tipAt(const QPointF &place) const override;

private:
    struct Series
    {
        QLineSeries *low = nullptr;
        QLineSeries *high = nullptr;
        QAreaSeries *band = nullptr;
        QLineSeries *line = nullptr;
        QScatterSeries *measured = nullptr;
        QScatterSeries *stated = nullptr;
        QScatterSeries *p95 = nullptr;
    };
    Series made();
    void paintFlags(QPainter &painter) const;
    void paintRoom(QPainter &painter) const;

    QList<Series> m_series;
    estimate::Recommendation m_picks;
    PaintedItem *m_flags = nullptr;
    PaintedItem *m_room = nullptr; ///< where memory is too little or scarce
};

/// Cost of a million calls in USD: squares where the duration was measured, a dashed line else.
class CostChart : public MemoryChart
{
    Q_OBJECT

public:
    explicit CostChart(MemoryHandle &handle, QWidget *parent = nullptr);

    const QXYSeries &line(qsizetype curve) const;
    const QXYSeries &measured(qsizetype curve) const;

protected:
    void showCurves() override;
    void showChosen() override;
    void placeItems() override;
    QString tipAt(const QPointF &place) const override;

private:
    struct Series
    {
        QLineSeries *line = nullptr;
        QScatterSeries *measured = nullptr;
    };
    QList<Series> m_series;
    PaintedItem *m_letters = nullptr;
};

} // namespace stratoplan::curves
