// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/chart_board.h"

#include "widgets/curves/chart_card.h"
#include "widgets/curves/cold_start_chart.h"
#include "widgets/curves/curve_charts.h"
#include "widgets/curves/trade_chart.h"

#include <QBoxLayout>

namespace stratoplan::curves {

namespace {

constexpr int stackedChartHeight = 140;
constexpr int leastChartHeight = 72;
constexpr int besideHeight = 240;
/// Narrower ones turn their axis labels into dots.
constexpr int narrowest = 210;
constexpr int narrowestColdStart = 250;

} // namespace

ChartBoard::ChartBoard(MemoryHandle &handle, QWidget *parent)
    : QScrollArea(parent)
    , m_coldStart(new ColdStartChart(handle))
    , m_duration(new DurationChart(handle))
    , m_cost(new CostChart(handle))
    , m_trade(new TradeChart(handle))
    , m_coldStartCard(new ChartCard(m_coldStart))
    , m_durationCard(new ChartCard(m_duration))
    , m_costCard(new ChartCard(m_cost))
    , m_tradeCard(new ChartCard(m_trade))
{
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    m_layout = new QBoxLayout(QBoxLayout::LeftToRight, content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    for (ChartCard *card : cards())
        m_layout->addWidget(card, card == m_coldStartCard ? narrowestColdStart : narrowest);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(content);
}

QList<ChartCard *> ChartBoard::cards() const
{
    return {m_coldStartCard, m_durationCard, m_costCard, m_tradeCard};
}

QList<ChartView *> ChartBoard::charts() const
{
    return {m_coldStart, m_duration, m_cost, m_trade};
}

void ChartBoard::setTheme(const theme::Theme &theme)
{
    for (ChartView *chart : charts())
        chart->setTheme(theme);
}

void ChartBoard::retranslate()
{
    for (ChartView *chart : charts())
        chart->retranslate();
}

void ChartBoard::setTitles(const QStringList &function, bool hasScarce)
{
    m_coldStartCard->setTitle(
        tr("Cold start by phase, ms"),
        tr("median, whisker to the 95th percentile of the runtime's start; %1")
            .arg(function.join(QStringLiteral(", "))));
    const QString marks
        = tr("rings measured, squares stated, dashed fitted or modelled, shaded its "
             "90 % band, triangle the stated 95th percentile");
    m_durationCard->setTitle(
        tr("Warm call, ms"),
        hasScarce
            ? tr("hatched: little more memory than was used, how slow is not known; %1").arg(marks)
            : marks);
    m_costCard->setTitle(tr("Cost per million, USD"),
                         tr("requests and billed duration, squares where it was measured"));
    m_tradeCard->setTitle(tr("Cost per million by ms"), tr("solid: the Pareto front"));
}

void ChartBoard::setCurves(const QList<CurveValues> &curves, const MemoryScale &scale,
                           const estimate::Recommendation &picks)
{
    for (MemoryChart *chart :
         std::initializer_list<MemoryChart *>{m_coldStart, m_duration, m_cost}) {
        chart->setScale(scale);
        chart->setCurves(curves);
    }
    m_duration->setPicks(picks);
    m_trade->setCurves(curves, picks);
}

void ChartBoard::setChosen(const QList<estimate::MemoryPoint> &points, const QString &words)
{
    m_coldStart->setChosen(points);
    m_duration->setChosen(points);
    m_cost->setChosen(points);
    m_trade->setChosen(points);
    for (ChartView *chart : charts())
        chart->setAccessibleDescription(words);
}

void ChartBoard::place(Section section, bool stacked, QBoxLayout *beside)
{
    const bool overview = section == Section::Overview;
    QBoxLayout *home = beside ? beside : m_layout;
    if (home->indexOf(m_tradeCard) < 0) {
        if (beside)
            home->insertWidget(0, m_tradeCard);
        else
            home->addWidget(m_tradeCard, narrowest);
    }
    m_tradeCard->setFixedHeight(beside ? besideHeight : QWIDGETSIZE_MAX);
    if (!beside)
        m_tradeCard->setMinimumHeight(0);
    m_layout->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const QList<Section> sections{Section::ColdStart, Section::Duration, Section::Cost,
                                  Section::Trade};
    for (qsizetype i = 0; i < sections.size(); ++i) {
        ChartCard *card = cards().at(i);
        card->setVisible(overview || section == sections.at(i));
        card->setCaptionShown(stacked || !overview);
        card->chart().setMinimumWidth(card == m_coldStartCard ? narrowestColdStart : narrowest);
        card->chart().setMinimumHeight(stacked && overview ? stackedChartHeight : leastChartHeight);
    }
    setVerticalScrollBarPolicy(stacked ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

ChartView &ChartBoard::chartOf(Section section) const
{
    switch (section) {
    case Section::Duration:
        return *m_duration;
    case Section::Cost:
        return *m_cost;
    case Section::Trade:
        return *m_trade;
    case Section::Overview:
        for (ChartView *chart : charts()) {
            if (chart->hasFocus())
                return *chart;
        }
        break;
    case Section::ColdStart:
    case Section::BreakEven:
        break;
    }
    return *m_coldStart;
}

} // namespace stratoplan::curves
