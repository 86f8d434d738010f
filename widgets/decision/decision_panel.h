// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/comb.h"
#include "widgets/document/analysis_runner.h"
#include "widgets/document/design_document.h"
#include "widgets/document/selection.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QTreeWidget;

namespace stratoplan::decision {

class FlowLayout;

/// The VPC decision of one function: the question of the moment with its answers as buttons, the
/// way walked so far with where each answer came from, the outcome, and where it differs from the
/// drawing.
class DecisionPanel : public QWidget
{
    Q_OBJECT

public:
    DecisionPanel(DesignDocument &document, Selection &selection, QList<Tree> trees,
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

private:
    class FunctionDelegate;

    void fillFunctions();
    void followSelection();
    void showFunction();
    void showStep(int step);
    const Walk *walk() const;
    const Tree *tree() const;

    DesignDocument &m_document;
    Selection &m_selection;
    QList<Tree> m_trees;
    AnalysisPointer m_analysis;
    theme::Theme m_theme = theme::light();
    Comb m_comb;
    int m_step = -1;

    QListWidget *m_functions = nullptr;
    QLabel *m_progress = nullptr;
    QLabel *m_question = nullptr;
    QLabel *m_reason = nullptr;
    QWidget *m_buttons = nullptr;
    FlowLayout *m_buttonRow = nullptr;
    QPushButton *m_withdraw = nullptr;
    QTreeWidget *m_way = nullptr;
    QLabel *m_outcome = nullptr;
    QLabel *m_advice = nullptr;
    QLabel *m_conflicts = nullptr;
};

} // namespace stratoplan::decision
