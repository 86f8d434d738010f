// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"
#include "widgets/document/gesture.h"

#include <QUndoCommand>

#include <functional>

namespace stratoplan {

/// One undo entry: a change and how to carry out a change. Knows the design and nothing of the
/// screen.
class ChangeCommand : public QUndoCommand
{
public:
    using Perform = std::function<void(const Change &)>;

    ChangeCommand(const QString &name, Change change, Gesture gesture, Perform perform);

    void undo() override;
    void redo() override;
    /// Commands that belong to a gesture share one id; mergeWith() looks at the gesture itself.
    int id() const override;
    bool mergeWith(const QUndoCommand *other) override;

    const Change &change() const { return m_change; }

private:
    Change m_change;
    Gesture m_gesture;
    Perform m_perform;
};

} // namespace stratoplan
