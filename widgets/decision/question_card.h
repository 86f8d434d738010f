// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/comb.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace stratoplan::decision {

class FlowLayout;

/// The question of the moment, large enough for a shared screen, with what the drawing says to it,
/// its answers as buttons that show their key, and who answers and why.
class QuestionCard : public QFrame
{
    Q_OBJECT

public:
    explicit QuestionCard(QWidget *parent = nullptr);
    ~QuestionCard() override;

    void setTheme(const theme::Theme &theme);
    void retranslate();
    /// Smaller letters and fewer words, for a low pane.
    void setLow(bool low);

    /// Shows a step of a function's comb. Words that a person is writing to it stay as they are.
    void show(ElementId function, const QString &name, const CombStep &step, int steps,
              const Question &question);
    /// Shows a sentence where there is nothing to ask.
    void showNothing(const QString &title, const QString &words);

    /// What the fields say, without blanks around it.
    QString by() const;
    QString reason() const;
    /// The question that a person writes to about this function: a field has the keyboard or holds
    /// words that no answer was given yet. Empty = none.
    QString writtenTo(ElementId function) const;
    /// The words in the fields belong to an answer now.
    void markGiven();
    QList<QPushButton *> answers() const { return m_answers; }

Q_SIGNALS:
    void answered(const QString &answer);
    void withdrawn();
    void evidenceWanted();
    void backWanted();
    void nextFunctionWanted();
    /// Who answered, or why, was written to an answer that is there.
    void remarked();

private:
    void fillAnswers(const CombStep &step, const Question &question);
    void fillRemarks(const CombStep &step, bool isSame);

    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    QList<QPushButton *> m_answers;
    bool m_isLow = false;
    bool m_isPersons = false; ///< the answer shown is a person's
    ElementId m_function; ///< whose question is shown
    QString m_asked; ///< id of the question

    QLabel *m_progress = nullptr;
    QLabel *m_glyph = nullptr;
    QLabel *m_differs = nullptr;
    QLabel *m_question = nullptr;
    QLabel *m_reason = nullptr;
    QToolButton *m_evidence = nullptr;
    QWidget *m_buttons = nullptr;
    FlowLayout *m_flow = nullptr;
    QPushButton *m_withdraw = nullptr;
    QWidget *m_remarks = nullptr;
    QLabel *m_byLabel = nullptr;
    QLabel *m_whyLabel = nullptr;
    QLineEdit *m_by = nullptr;
    QLineEdit *m_why = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
};

} // namespace stratoplan::decision
