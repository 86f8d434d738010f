// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class QAction;

namespace stratoplan::window {

/// A segmented control of checkable actions, one segment each: the drawing, or a panel that has its
/// room. Words, tips and state are those of the actions.
class ViewSwitch : public QFrame
{
    Q_OBJECT

public:
    explicit ViewSwitch(const QList<QAction *> &views, QWidget *parent = nullptr);
};

} // namespace stratoplan::window
