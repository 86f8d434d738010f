// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QLabel;

namespace stratoplan::network {

/// One line below the parts: why something was refused, else what is wrong with what is typed, else
/// what is tried out.
class NoteLine : public QWidget
{
    Q_OBJECT

public:
    explicit NoteLine(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// Empty = nothing is tried out.
    void setTrial(const QString &text);
    /// Shown in place of the trial until clear().
    void refuse(const Problems &problems);
    /// Shown in place of the trial until it is empty.
    void setTyped(const Problems &faults);
    void clear();

private:
    void fill();

    theme::Theme m_theme = theme::light();
    QString m_trial;
    QString m_refusal;
    QString m_typed;
    QLabel *m_glyph = nullptr;
    QLabel *m_text = nullptr;
};

} // namespace stratoplan::network
