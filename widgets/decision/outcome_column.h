// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/comb.h"
#include "planner/placement/placement.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace stratoplan::decision {

/// The outcome of one function: where answers and drawing differ, what would bring the drawing in
/// line and what that costs, and the answers with where they come from.
class OutcomeColumn : public QWidget
{
    Q_OBJECT

public:
    explicit OutcomeColumn(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();

    void showWalk(const Comb &comb, const QString &outcome, const QString &advice,
                  const QList<Conflict> &conflicts);
    void showNothing();
    /// What following the outcome takes; null while it is worked out.
    void showPlacement(const Expected<placement::Placement> *placement);
    /// The question that is shown.
    void setCurrent(int step);

    QPushButton *applyButton() const { return m_apply; }
    QListWidget *answers() const { return m_answers; }

Q_SIGNALS:
    void applyWanted();
    void chosen(int step);

private:
    void fillSteps(const placement::Placement &placement);

    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;

    QLabel *m_outcome = nullptr;
    QLabel *m_advice = nullptr;
    QWidget *m_conflicts = nullptr;
    QVBoxLayout *m_conflictRows = nullptr;
    QLabel *m_heading = nullptr;
    QLabel *m_undo = nullptr;
    QWidget *m_steps = nullptr;
    QGridLayout *m_stepRows = nullptr;
    QLabel *m_sum = nullptr;
    QLabel *m_sumNote = nullptr;
    QPushButton *m_apply = nullptr;
    QLabel *m_answersTitle = nullptr;
    QListWidget *m_answers = nullptr;
};

} // namespace stratoplan::decision
