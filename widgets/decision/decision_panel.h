// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/comb.h"
#include "planner/placement/placement.h"
#include "widgets/document/analysis_runner.h"
#include "widgets/document/design_document.h"
#include "widgets/document/newest_wins.h"
#include "widgets/document/selection.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace stratoplan::decision {

class CombView;
class FunctionList;
class OutcomeColumn;
class QuestionCard;

/// The VPC decision of each function: all of them with their outcomes, the question of the moment
/// with its answers, the tree with the walked way lit, and what would bring the drawing in line. In
/// a low pane the picture of the tree is left out.
class DecisionPanel : public QWidget
{
    Q_OBJECT

public:
    DecisionPanel(DesignDocument &document, Selection &selection,
                  std::shared_ptr<const catalog::Catalog> catalog, QList<Tree> trees,
                  QWidget *parent = nullptr);
    ~DecisionPanel() override;

    void setTheme(const theme::Theme &theme);
    void setAnalysis(const AnalysisPointer &analysis);
    void retranslate();

    /// The function that is shown; none before the first analysis.
    ElementId function() const;
    /// Gives the answer to the question shown, as one undo step.
    void answer(const QString &answer);
    /// Takes the last answer of a person back.
    void withdraw();
    /// The question before, and the next function.
    void back();
    void nextFunction();
    /// From now on each answer leads to the next open question of any function, until there is
    /// none.
    void askAllOpen();
    bool isAskingAll() const { return m_asksAll; }
    /// Brings the drawing in line with the outcome, as one undo step.
    void apply();
    /// Walks the design through a team's own tree from now on; its faults are shown and nothing is
    /// changed where it has some. False then.
    bool openTree(const QString &path);

    /// True while what following the outcome takes is worked out.
    bool isWorking() const { return m_work.isRunning(); }

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Outlook
    {
        AnalysisPointer analysis;
        ElementId function;
        std::shared_ptr<Expected<placement::Placement>> placement;
    };

    void connectParts();
    void watch(QWidget *widget);
    void fillTrees();
    void chooseTree(int index);
    void setTree(const TreeChoice &choice);
    void followSelection();
    void showFunction();
    void showStep(int step);
    /// Brings the question shown into view in the picture of the tree.
    void reveal();
    void showOutlook(const Outlook &outlook);
    void requestOutlook();
    void showProgress();
    void fit();
    /// The answer of the shown question that the key gives; null for another key.
    const Branch *branchOf(int key) const;
    bool isOurs(int key) const;
    void press(int key);
    void changeAnswer(const QString &name, const std::optional<DecisionAnswer> &answer);
    const Walk *walk() const;
    const Question *question() const;

    DesignDocument &m_document;
    Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<Tree> m_trees; ///< of the program
    AnalysisPointer m_analysis;
    Comb m_comb;
    int m_step = -1;
    bool m_asksAll = false;
    bool m_isLow = false;
    std::optional<Outlook> m_outlook;
    NewestWins<Outlook> m_work;

    QLabel *m_title = nullptr;
    QLabel *m_decided = nullptr;
    QProgressBar *m_progress = nullptr;
    FunctionList *m_functions = nullptr;
    QPushButton *m_askAll = nullptr;
    QComboBox *m_treeBox = nullptr;
    QLabel *m_treeFaults = nullptr;
    QScrollArea *m_cardArea = nullptr;
    QuestionCard *m_card = nullptr;
    QScrollArea *m_combArea = nullptr;
    CombView *m_combView = nullptr;
    QScrollArea *m_sideArea = nullptr;
    OutcomeColumn *m_side = nullptr;
};

} // namespace stratoplan::decision
