// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"
#include "widgets/document/template_source.h"

#include <QUndoCommand>

#include <functional>

namespace stratoplan {

/// The undo entry of a newer reading of the template: the change of the design, and the texts that
/// its changes are measured against.
class ReadingCommand : public QUndoCommand
{
public:
    using Perform = std::function<void(const Change &, TemplateSource)>;

    ReadingCommand(const QString &name, Change change, TemplateSource before, TemplateSource after,
                   Perform perform);

    void undo() override;
    void redo() override;

private:
    Change m_change;
    TemplateSource m_before;
    TemplateSource m_after;
    Perform m_perform;
};

} // namespace stratoplan
