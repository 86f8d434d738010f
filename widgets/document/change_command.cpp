// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/change_command.h"

namespace stratoplan {

namespace {
constexpr int neverMerges = -1;
constexpr int mergesWithinGesture = 1;
} // namespace

ChangeCommand::ChangeCommand(const QString &name, Change change, Gesture gesture, Perform perform)
    : QUndoCommand(name)
    , m_change(std::move(change))
    , m_gesture(gesture)
    , m_perform(std::move(perform))
{
}

void ChangeCommand::undo()
{
    m_perform(inverse(m_change));
}

void ChangeCommand::redo()
{
    m_perform(m_change);
}

int ChangeCommand::id() const
{
    return m_gesture ? mergesWithinGesture : neverMerges;
}

bool ChangeCommand::mergeWith(const QUndoCommand *other)
{
    const auto *later = static_cast<const ChangeCommand *>(other);
    if (later->m_gesture != m_gesture)
        return false;
    m_change = merged(m_change, later->m_change);
    setObsolete(m_change.isEmpty());
    return true;
}

} // namespace stratoplan
