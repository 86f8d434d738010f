// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/replacement_check.h"

#include "app/cli/input.h"
#include "planner/sam/replaced.h"

#include <QCoreApplication>

namespace stratoplan::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

bool tellReplacements(const QByteArray &before, const QByteArray &after,
                      const QList<sam::TemplateEdit> &edits, const QString &path, bool allowed,
                      const Streams &streams)
{
    if (before == after)
        return true;
    const Expected<yaml::Tree> old = yaml::parse(before, path);
    const Expected<yaml::Tree> fresh = yaml::parse(after, path);
    if (!old || !fresh)
        return true; // both were read and proved before
    bool mayLose = false;
    const QList<sam::ReplacedResource> replaced
        = sam::replacedResources(*old, *fresh, sam::renamesIn(edits), *builtIn().catalog);
    for (const sam::ReplacedResource &resource : replaced) {
        streams.message(toString(sam::problemOf(resource, path)));
        mayLose = mayLose || sam::needsConsent(resource);
    }
    if (mayLose && !allowed) {
        streams.message(tr("%1: is not written, as data may be lost at the next deployment; add "
                           "--allow-replacement where that is meant")
                            .arg(path));
    }
    return allowed || !mayLose;
}

void addAllowReplacement(CLI::App &app, bool &allowed)
{
    app.add_flag("--allow-replacement", allowed,
                 tr("Write the template also where CloudFormation would replace or delete a "
                    "resource that may hold data")
                     .toStdString());
}

} // namespace stratoplan::cli
