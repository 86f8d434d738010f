// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/analysis_runner.h"
#include "widgets/document/selection.h"
#include "widgets/theme/theme.h"

#include <QWidget>

#include <array>

class QChartView;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace stratoplan::curves {

/// Cold start, duration and cost of one function against memory, as three charts or as one table
/// with the same numbers. Follows the selection; another function can be chosen here.
class CurvesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CurvesPanel(Selection &selection, QWidget *parent = nullptr);
    ~CurvesPanel() override;

    void setTheme(const theme::Theme &theme);
    void setAnalysis(const AnalysisPointer &analysis);
    void retranslate();

    /// The function that is shown; none before the first analysis.
    ElementId function() const;
    const QTableWidget &table() const { return *m_table; }

private:
    void fillFunctions();
    void followSelection();
    void showFunction();
    void fillTable(const estimate::FunctionEstimate &function);

    Selection &m_selection;
    AnalysisPointer m_analysis;
    theme::Theme m_theme = theme::light();

    QComboBox *m_functions = nullptr;
    QLabel *m_caption = nullptr;
    QPushButton *m_asTable = nullptr;
    QStackedWidget *m_pages = nullptr;
    QLabel *m_key = nullptr;
    std::array<QLabel *, 3> m_titles{};
    std::array<QChartView *, 3> m_charts{};
    QTableWidget *m_table = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace stratoplan::curves
