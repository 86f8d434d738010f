// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/break_even_chart.h"
#include "widgets/curves/chart_key.h"
#include "widgets/curves/chart_table.h"
#include "widgets/document/analysis_runner.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QTableView;

namespace stratoplan::curves {

class TableModel;

/// Break-even charts of the design and of one function: a chooser, the chart, and what it says in
/// words with what it assumes and what has no price. Also what changed for the function since 2018,
/// as a table.
class BreakEvenPart : public QWidget
{
    Q_OBJECT

public:
    explicit BreakEvenPart(std::shared_ptr<const catalog::Catalog> catalog,
                           QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();
    void setFunction(ElementId function, const AnalysisPointer &analysis);
    /// Shows what is chosen as a table instead of as a chart.
    void setTable(bool asTable);

    BreakEvenChart &chart() { return *m_chart; }
    /// The chart that is chosen; nothing where there is none, or the table of what changed is.
    const std::optional<estimate::BreakEven> &chosen() const { return m_chosen; }
    /// What is chosen as a table.
    ChartTable table() const;
    QComboBox &chooser() { return *m_chooser; }

Q_SIGNALS:
    void chosenChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fill();
    void choose();

    std::shared_ptr<const catalog::Catalog> m_catalog;
    theme::Theme m_theme = theme::light();
    AnalysisPointer m_analysis;
    ElementId m_function;
    bool m_stale = false;
    bool m_asTable = false;
    QList<estimate::BreakEven> m_charts;
    std::optional<estimate::BreakEven> m_chosen;
    std::optional<estimate::ThenAndNow> m_eras; ///< last line of the chooser

    QComboBox *m_chooser = nullptr;
    QLabel *m_axis = nullptr;
    ChartKey *m_key = nullptr;
    BreakEvenChart *m_chart = nullptr;
    QTableView *m_table = nullptr;
    TableModel *m_tableModel = nullptr;
    QStackedWidget *m_shown = nullptr;
    QLabel *m_words = nullptr;
    QScrollArea *m_wordsArea = nullptr;
};

} // namespace stratoplan::curves
