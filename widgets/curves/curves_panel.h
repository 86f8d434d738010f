// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/chart_board.h"
#include "widgets/curves/comparison.h"
#include "widgets/document/analysis_runner.h"
#include "widgets/document/design_document.h"
#include "widgets/document/selection.h"

class QBoxLayout;
class QStackedWidget;
class QTableView;

namespace stratoplan::theme {
class EmptyState;
}

namespace stratoplan::curves {

class BreakEvenPart;
class ChartKey;
class ChartView;
class CurvesSide;
class FigureLine;
class TableModel;
struct ChartTable;

/// Cold start, duration and cost of one function against memory, cost against speed, and where
/// other ways to pay break even; as charts or as tables with the same numbers. Follows the
/// selection; another function can be chosen here. The memory line edits the function when it is
/// let go.
/// While nobody sees it, an analysis costs nothing: the curves are made when they are seen again.
class CurvesPanel : public QWidget
{
    Q_OBJECT

public:
    CurvesPanel(DesignDocument &document, Selection &selection,
                std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);
    ~CurvesPanel() override;

    void setTheme(const theme::Theme &theme);
    void setAnalysis(const AnalysisPointer &analysis);
    void retranslate();

    /// The function that is shown; none before the first analysis.
    ElementId function() const { return m_shown; }
    void setSection(Section section);
    void setCompared(const QList<VariantChoice> &choices);
    const QList<VariantChoice> &compared() const { return m_compared; }
    /// What the function can be compared with.
    const QList<VariantChoice> &choices() const { return m_comparison.choices(); }
    /// `upTo10240` shows more than the 46 usual settings.
    void setScale(bool logarithmic, bool upTo10240);

    MemoryHandle &handle() { return *m_handle; }
    ColdStartChart &coldStart() { return m_board->coldStart(); }
    DurationChart &duration() { return m_board->duration(); }
    CostChart &cost() { return m_board->cost(); }
    TradeChart &trade() { return m_board->trade(); }
    BreakEvenPart &breakEven() { return *m_breakEven; }
    TableModel &table() { return *m_tableModel; }
    /// What the function and its variants are at each setting.
    const QList<CurveValues> &curves() const { return m_values; }
    /// The table twin of a chart.
    ChartTable tableOf(const ChartView &chart) const;
    /// Writes a chart to a file; what keeps it from being written is told in the panel.
    void save(const ChartView &chart, const QString &path);

Q_SIGNALS:
    /// The person wants a function, and there is none.
    void functionWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void connectParts();
    void fillFunctions();
    /// Takes the function that was wanted last where it has estimates, else keeps what there is.
    void chooseFunction();
    /// Makes the curves anew, and everything that shows them: now where they are seen, else when
    /// they are.
    void refresh();
    void showFunction();
    /// The line has moved: figures where it stands.
    void followLine();
    /// Shows or hides the line of figures and the key.
    void showLines();
    void carryOut(MiB memory);
    void placeParts();
    void nameCharts();
    void fillKey();
    void fillTable();
    MemoryScale scale() const;
    ChartView &presentChart() const;
    /// What stands there as a table, else the table twin of the chart.
    ChartTable shownTable(const ChartView &chart) const;
    QString titleOf(const ChartView &chart) const;
    void fillExportMenu(QMenu &menu, const std::function<ChartView &()> &chart);
    /// Whether what is chosen has a picture, and is no table alone.
    bool isDrawn() const;
    void showMenu(ChartView &chart, const QPoint &global);
    void saveAs(ChartView &chart);

    DesignDocument &m_document;
    Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    AnalysisPointer m_analysis;
    AnalysisPointer m_before; ///< in which the function was another
    theme::Theme m_theme = theme::light();
    ElementId m_shown;
    ElementId m_wanted; ///< that was selected or chosen last; shown when it has estimates
    bool m_logarithmic = true;
    bool m_long = false;
    Section m_section = Section::Overview;
    QList<VariantChoice> m_compared;
    bool m_isStale = false; ///< what is shown is older than the analysis
    estimate::MemorySettings m_memory;
    Comparison m_comparison;
    QList<VariantPointer> m_variants;
    QList<CurveValues> m_values; ///< of each variant

    MemoryHandle *m_handle = nullptr;
    CurvesHead *m_head = nullptr;
    FigureLine *m_figures = nullptr;
    ChartKey *m_key = nullptr;
    ChartBoard *m_board = nullptr;
    BreakEvenPart *m_breakEven = nullptr;
    CurvesSide *m_side = nullptr;
    QWidget *m_right = nullptr;
    QBoxLayout *m_rightLayout = nullptr;
    QTableView *m_table = nullptr;
    TableModel *m_tableModel = nullptr;
    QStackedWidget *m_content = nullptr;
    QStackedWidget *m_pages = nullptr;
    theme::EmptyState *m_nothing = nullptr;
};

} // namespace stratoplan::curves
