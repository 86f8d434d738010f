// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/memory_chart.h"

class QLineSeries;
class QXYSeries;

namespace stratoplan::curves {

/// A bar of the cold start chart: one curve at one setting, as it was painted.
struct PhaseBar
{
    MiB memory;
    qsizetype curve = 0;
    QRectF rect; ///< from the foot to the total, in the widget's pixels
    QList<QRectF> phases; ///< as ColdStart::phases; empty for those without a time
    bool chosen = false; ///< where the line stands

    bool operator==(const PhaseBar &) const = default;
};

/// Cold start in ms, stacked by phase: solid is measured, hatched is modelled, a dashed cap says
/// that a phase is missing, a whisker ends at the 95th percentile of the runtime's start. Bars
/// stand at the settings that there is room for, the chosen one always; a thin line goes through
/// the totals of all.
class ColdStartChart : public MemoryChart
{
    Q_OBJECT

public:
    explicit ColdStartChart(MemoryHandle &handle, QWidget *parent = nullptr);

    /// The totals of a curve, as drawn.
    const QXYSeries &totals(qsizetype curve) const;
    const QList<PhaseBar> &bars() const { return m_bars; }

    /// What the colours of the bars stand for, from the foot upwards.
    QList<estimate::Phase> shownPhases() const;

protected:
    void showCurves() override;
    void showChosen() override;
    void placeItems() override;
    QString tipAt(const QPointF &place) const override;

private:
    QList<MiB> candidates() const;
    const estimate::MemoryPoint *figuresOf(MiB setting, qsizetype curve) const;
    void placeBars();
    QList<PhaseBar> barsWithRoom() const;
    void paintBars(QPainter &painter, const QRectF &exposed) const;
    void paintBar(QPainter &painter, const PhaseBar &bar) const;
    void paintDivider(QPainter &painter) const;

    QList<QLineSeries *> m_totals;
    QList<PhaseBar> m_bars;
    PaintedItem *m_painted = nullptr;
};

} // namespace stratoplan::curves
