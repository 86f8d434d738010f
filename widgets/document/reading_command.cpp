// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/reading_command.h"

namespace stratoplan {

ReadingCommand::ReadingCommand(const QString &name, Change change, TemplateSource before,
                               TemplateSource after, Perform perform)
    : QUndoCommand(name)
    , m_change(std::move(change))
    , m_before(std::move(before))
    , m_after(std::move(after))
    , m_perform(std::move(perform))
{
    // What others wrote is in the file, but not in the text of before.
    m_before.lacksOthers = true;
}

void ReadingCommand::undo()
{
    m_perform(inverse(m_change), m_before);
}

void ReadingCommand::redo()
{
    m_perform(m_change, m_after);
}

} // namespace stratoplan
