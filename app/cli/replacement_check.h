// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "planner/sam/patch.h"

namespace stratoplan::cli {

/// Tells on standard error each resource that CloudFormation would replace when `after`, made from
/// `before` by the edits, is deployed over it. False when data may be lost that way and nobody
/// agreed to it (`allowed`); that is told too, with what to do.
bool tellReplacements(const QByteArray &before, const QByteArray &after,
                      const QList<sam::TemplateEdit> &edits, const QString &path, bool allowed,
                      const Streams &streams);

/// The option by which people agree, for the commands that change templates.
void addAllowReplacement(CLI::App &app, bool &allowed);

} // namespace stratoplan::cli
