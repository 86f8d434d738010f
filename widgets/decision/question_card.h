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

    void setTheme(const theme::Theme &theme);
    void retranslate();
    /// Smaller letters and fewer words, for a low pane.
    void setLow(bool low);

    /// Shows a step of a function's comb.
    void show(const QString &function, const CombStep &step, int steps, const Question &question);
    /// Shows a sentence where there is nothing to ask.
    void showNothing(const QString &title, const QString &words);

    /// What the fields say.
    QString by() const;
    QString reason() const;
    /// Puts words back that a person was writing.
    void setRemarks(const QString &by, const QString &reason);
    /// True when one of the fields has the keyboard.
    bool isWriting() const;
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

    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    QList<QPushButton *> m_answers;
    bool m_isLow = false;
    bool m_isPersons = false; ///< the answer shown is a person's

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
