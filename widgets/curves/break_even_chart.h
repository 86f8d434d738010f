// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/break_even.h"
#include "widgets/curves/chart_view.h"

#include <optional>

class QLineSeries;
class QScatterSeries;
class QXYSeries;

namespace stratoplan::curves {

/// Cost of a month of each option against what decides between them: a line with a letter for each,
/// rings where two cost the same, a dotted line where the design stands.
class BreakEvenChart : public ChartView
{
    Q_OBJECT

public:
    explicit BreakEvenChart(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme) override;
    void setChart(const std::optional<estimate::BreakEven> &chart);
    const QXYSeries &line(qsizetype option) const;
    const QXYSeries &crossings() const;

protected:
    void placeItems() override;
    QString tipAt(const QPointF &place) const override;

private:
    void showChart();
    double xOf(double value) const;
    double valueAt(double x) const;
    void paintMarks(QPainter &painter) const;

    std::optional<estimate::BreakEven> m_chart;
    QList<QLineSeries *> m_lines;
    QScatterSeries *m_crossings = nullptr;
    PaintedItem *m_marks = nullptr;
    double m_unit = 1; ///< of the axis' labels: 1, a thousand, a million ...
};

/// The unit that labels up to `most` are readable in: 1, 1e3, 1e6 or 1e9.
double readableUnit(double most);
/// "Requests a month, million".
QString axisTitle(const estimate::BreakEvenAxis &axis);
/// Cost of an option at a place of the axis, between its points along a straight line; nothing
/// outside them.
std::optional<UsDollars> costAt(const estimate::BreakEvenOption &option, double x);
/// What the chart says in words: who is cheaper where, where the design stands.
QStringList sentencesOf(const estimate::BreakEven &chart);

} // namespace stratoplan::curves
