// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>

namespace stratoplan::window {

/// The place in the tool bar that looks like a field and opens the command palette. Where the bar
/// is short it shows its lens alone.
class SearchEntry : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SearchEntry(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// As people read them; empty = none.
    void setKeys(const QString &keys);
    /// Its lens alone, whatever room there is.
    void setFolded(bool folded);
    /// The least width that shows the words, px.
    int widthOfWords() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    QString m_keys;
    bool m_folded = false;
};

} // namespace stratoplan::window
