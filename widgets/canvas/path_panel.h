// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/overlay/request_path.h"
#include "widgets/document/analysis_runner.h"
#include "widgets/document/newest_wins.h"
#include "widgets/document/selection.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QFrame>

#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QListWidget;
class QToolButton;

namespace stratoplan {
class Names;
}

namespace stratoplan::canvas {

class StepDelegate;

/// The path of a request: which one, what it adds up to, and its steps with their shares. While it
/// is shown it follows the selection: selecting what is on the path leads to its step, selecting
/// anything else shows the paths through that. Costs are worked out beside the window.
class PathPanel : public QFrame
{
    Q_OBJECT

public:
    PathPanel(Selection &selection, std::shared_ptr<const catalog::Catalog> catalog,
              QWidget *parent = nullptr);
    ~PathPanel() override;

    /// Shows the paths through an element or a connection; all for none.
    void begin(ElementId through);
    void end();
    bool isActive() const { return m_active; }
    bool isWorking() const { return m_work.isRunning(); }
    void setAnalysis(const AnalysisPointer &analysis);

    const QList<overlay::RequestPath> &paths() const { return m_found.paths; }
    /// The path that is shown; null when there is none.
    const overlay::RequestPath *path() const;
    void choose(int index);
    /// One step of it in words, from 0: "Charge: called, 120 ms, by 340 ms, $0.20 per million".
    QString sentenceOf(int step) const;

    void setTheme(const theme::Theme &theme);
    void retranslate();

    QSize sizeHint() const override;

Q_SIGNALS:
    /// Another path, or the same with other figures, or none.
    void pathChanged();
    void activeChanged(bool active);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Found
    {
        AnalysisPointer analysis;
        std::shared_ptr<const QList<estimate::PathCost>> costs;
        QList<overlay::RequestPath> paths;
    };

    void request();
    void take(const Found &found);
    void followSelection();
    void fill();
    void fillTotals();
    void fillSteps();
    void showStepOf(ElementId element);
    void goToStep(int row);
    struct StepWords
    {
        QString name;
        QString how;
        QString end;
        QString cost;
        double share = 0; ///< of the cost of the whole path
    };
    StepWords wordsOf(const overlay::Step &step, const Names &names) const;
    QString howOf(const overlay::Step &step) const;

    Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    theme::Theme m_theme = theme::light();
    AnalysisPointer m_analysis;
    bool m_active = false;
    bool m_following = false; ///< the panel sets the selection itself
    ElementId m_through;
    Found m_found;
    int m_chosen = -1;
    QLabel *m_title = nullptr;
    QToolButton *m_close = nullptr;
    QComboBox *m_choice = nullptr;
    QLabel *m_totals = nullptr;
    QListWidget *m_steps = nullptr;
    StepDelegate *m_delegate = nullptr;
    NewestWins<Found> m_work;
};

} // namespace stratoplan::canvas
