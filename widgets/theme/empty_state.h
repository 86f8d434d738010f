// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace stratoplan::theme {

/// What stands where there is nothing yet: a glyph, a sentence that says what would be here and how
/// to get it, and a button that begins with it. What the mouse does beside the button goes to what
/// lies below.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const QString &glyph, QWidget *parent = nullptr);

    /// Without a text for it there is no button, and without a sentence nothing.
    void setTexts(const QString &sentence, const QString &button = {});
    void setTheme(const Theme &theme);

Q_SIGNALS:
    /// The button was pressed.
    void wanted();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void fitSentence();

    Icons m_icons;
    QString m_glyph;
    QLabel *m_picture;
    QLabel *m_sentence;
    QPushButton *m_button;
};

} // namespace stratoplan::theme
