// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/recommend.h"
#include "widgets/curves/curve_values.h"
#include "widgets/curves/curves_head.h"

#include <QScrollArea>

class QBoxLayout;

namespace stratoplan::curves {

class ChartCard;
class ChartView;
class ColdStartChart;
class CostChart;
class DurationChart;
class TradeChart;

/// The charts of one function: cold start, duration and cost over one axis of memory, and cost
/// against speed, which shares no axis with them. Low, they stand beside each other, high above
/// each other.
class ChartBoard : public QScrollArea
{
    Q_OBJECT

public:
    explicit ChartBoard(MemoryHandle &handle, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();
    /// Titles; `function` names what the cold start depends on. `hasScarce` tells what the places
    /// are where memory is scarce.
    void setTitles(const QStringList &function, bool hasScarce);
    /// The function first, then what it is compared with; picks are those of the function.
    void setCurves(const QList<CurveValues> &curves, const MemoryScale &scale,
                   const estimate::Recommendation &picks);
    /// Figures of each curve where the line stands, and what they are in words.
    void setChosen(const QList<estimate::MemoryPoint> &points, const QString &words);
    /// Shows the charts of a section. `beside` takes cost against speed; null = it stands with the
    /// others.
    void place(Section section, bool stacked, QBoxLayout *beside);

    ColdStartChart &coldStart() const { return *m_coldStart; }
    DurationChart &duration() const { return *m_duration; }
    CostChart &cost() const { return *m_cost; }
    TradeChart &trade() const { return *m_trade; }
    QList<ChartView *> charts() const;
    /// The chart of a section; of the overview the one that has the keyboard, else the first.
    ChartView &chartOf(Section section) const;

private:
    QList<ChartCard *> cards() const;

    ColdStartChart *m_coldStart = nullptr;
    DurationChart *m_duration = nullptr;
    CostChart *m_cost = nullptr;
    TradeChart *m_trade = nullptr;
    ChartCard *m_coldStartCard = nullptr;
    ChartCard *m_durationCard = nullptr;
    ChartCard *m_costCard = nullptr;
    ChartCard *m_tradeCard = nullptr;
    QBoxLayout *m_layout = nullptr;
};

} // namespace stratoplan::curves
