// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/view_switch.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace stratoplan::window {

ViewSwitch::ViewSwitch(const QList<QAction *> &views, QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("viewSwitch"));
    setProperty("segmented", true);
    constexpr int height = 30; // as the buttons of the tool bar
    setFixedHeight(height);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(3, 0, 3, 0);
    row->setSpacing(0);
    for (QAction *view : views) {
        auto *segment = new QToolButton;
        segment->setDefaultAction(view);
        segment->setToolButtonStyle(Qt::ToolButtonTextOnly);
        // Like all of the tool bar: its actions have keys, and Tab goes through the panes.
        segment->setFocusPolicy(Qt::NoFocus);
        row->addWidget(segment);
    }
}

} // namespace stratoplan::window
