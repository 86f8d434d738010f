// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "widgets/theme/theme.h"

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace stratoplan::window {

/// What the person may do about a notice.
struct NoticeChoice
{
    QString id; ///< object name of its button
    QString text;
    std::function<void()> act; ///< the notice is gone by then
};

/// A line above the drawing that tells of problems with a file, in place of a dialog. Opens to the
/// whole list.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// Hidden without problems. `head` says what they are about.
    void setProblems(const QString &head, const Problems &problems,
                     const QList<NoticeChoice> &choices = {});
    const Problems &problems() const { return m_problems; }
    void retranslate();

Q_SIGNALS:
    /// There are problems to look at.
    void told();

private:
    void showProblems();

    theme::Theme m_theme = theme::light();
    QString m_head;
    Problems m_problems;
    bool m_open = false;
    QList<QPushButton *> m_choices;
    QHBoxLayout *m_row = nullptr;
    QLabel *m_glyph = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_more = nullptr;
    QToolButton *m_close = nullptr;
    QLabel *m_list = nullptr;
    QWidget *m_listArea = nullptr;
};

} // namespace stratoplan::window
