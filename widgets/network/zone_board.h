// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/outlook.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QScrollArea;
class QTreeWidget;
class QVBoxLayout;

namespace stratoplan::network {

/// One zone with its switch: checked = the zone works.
class ZoneSwitch : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ZoneSwitch(ElementId zone, QWidget *parent = nullptr);

    ElementId zone() const { return m_zone; }
    void setTheme(const theme::Theme &theme);
    /// The line below the name.
    void setCaption(const QString &caption);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElementId m_zone;
    QString m_caption;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
};

/// The zones of the design, each of which can be switched off, and everything that then stops or is
/// overloaded with the reasons. What is switched off is tried out only: it is no part of the
/// design.
class ZoneBoard : public QWidget
{
    Q_OBJECT

public:
    /// The action of the window that switches every zone on; possible while one is off.
    explicit ZoneBoard(QAction &allOn, QWidget *parent = nullptr);
    ~ZoneBoard() override;

    void setTheme(const theme::Theme &theme);
    void setOutlook(const OutlookPointer &outlook);
    void retranslate();

Q_SIGNALS:
    void switched(stratoplan::ElementId zone, bool lost);
    void allOnWanted();
    /// The elements that a reason speaks of are to be shown, the harmed one last.
    void elementsChosen(const QList<stratoplan::ElementId> &ids);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeSwitches();
    void fillEffects();
    QString summary() const;
    void tellAllOn();

    OutlookPointer m_outlook;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    QList<ZoneSwitch *> m_switches;
    QAction &m_allOn;
    QPushButton *m_allOnButton = nullptr;
    QLabel *m_summary = nullptr;
    QScrollArea *m_scroll = nullptr;
    QTreeWidget *m_effects = nullptr;
};

} // namespace stratoplan::network
