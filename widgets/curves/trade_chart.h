// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/memory_chart.h"
#include "widgets/curves/trade.h"

class QLineSeries;
class QScatterSeries;
class QXYSeries;

namespace stratoplan::curves {

/// What a million calls cost against how long one takes: a dot for each setting, the Pareto front
/// as a solid line, the picks by name. The chosen memory is a ring on the curve, dragged along it
/// or moved by keys.
class TradeChart : public ChartView
{
    Q_OBJECT

public:
    explicit TradeChart(MemoryHandle &handle, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme) override;
    void retranslate() override;
    void setCurves(const QList<CurveValues> &curves);
    void setChosen(const QList<estimate::MemoryPoint> &points);

    MemoryHandle &handle() const { return m_handle; }
    const Trade &trade() const { return m_trade; }
    const QXYSeries &settings(qsizetype curve) const;
    const QXYSeries &front() const;
    /// Where a point of the chart stands, in the widget's pixels.
    QPointF placeOf(const QPointF &value) const;

protected:
    void placeItems() override;
    QString tipAt(const QPointF &place) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Series
    {
        QLineSeries *line = nullptr;
        QScatterSeries *settings = nullptr;
    };
    void showCurves();
    void placeRing();
    void paintNames(QPainter &painter) const;
    void paintRing(QPainter &painter) const;
    qsizetype nearestTo(const QPointF &place) const;

    MemoryHandle &m_handle;
    QList<CurveValues> m_curves;
    QList<estimate::MemoryPoint> m_chosen;
    Trade m_trade;
    estimate::Recommendation m_picks;
    QList<Series> m_series;
    QLineSeries *m_front = nullptr;
    PaintedItem *m_names = nullptr;
    PaintedItem *m_ring = nullptr;
    bool m_dragging = false;
};

} // namespace stratoplan::curves
