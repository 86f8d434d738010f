// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace stratoplan::window {

/// What a window shows before there is a design: new, open, recent files, samples.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void setRecent(const QStringList &files);
    /// Files of the samples, in the order shown.
    static QStringList samples();

Q_SIGNALS:
    void newRequested();
    void openRequested();
    void fileRequested(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    QWidget *leftColumn();
    QWidget *rightColumn();
    QWidget *sampleCard(const QString &path);

    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    QStringList m_recent;
    QVBoxLayout *m_column = nullptr;
};

} // namespace stratoplan::window
