// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/project/add_facts.h"

#include "planner/facts/apply.h"
#include "planner/facts/read.h"
#include "planner/model/edit.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace stratoplan::project {

namespace {

bool hasCode(const Problems &problems, const char *code)
{
    return std::any_of(problems.begin(), problems.end(), [code](const Problem &problem) {
        return problem.code == QLatin1String(code);
    });
}

constexpr qint64 largestFacts = qint64{16} * 1024 * 1024;

/// The facts files that the design names; one that is gone is told, what it said stays.
QList<File> namedFacts(const Design &design, const QString &folder, Problems &notes)
{
    QList<File> files;
    for (const FactsLink &link : design.settings().facts) {
        const QString path = QDir(folder).filePath(link.path);
        QFile file(path);
        if (link.path.isEmpty())
            continue;
        if (QFileInfo(path).isFile() && file.size() <= largestFacts
            && file.open(QIODevice::ReadOnly)) {
            files.append({path, file.readAll()});
            continue;
        }
        Problem missing;
        missing.severity = Severity::Low;
        missing.code = QStringLiteral("facts.missing");
        missing.what = {STRATOPLAN_TEXT("Project",
                                        "The facts file cannot be read; what it said of networks "
                                        "elsewhere is as it was"),
                        {}};
        missing.where.file = path;
        missing.remedy
            = {STRATOPLAN_TEXT("Project", "Put it back, or name another one with --facts"), {}};
        notes.append(missing);
    }
    return files;
}

/// The files of both; one that is given takes the place of the same one that is named.
QList<File> joined(QList<File> named, const QList<File> &given)
{
    named.erase(std::remove_if(named.begin(), named.end(),
                               [&given](const File &file) {
                                   return std::any_of(
                                       given.begin(), given.end(), [&file](const File &other) {
                                           return QFileInfo(file.path) == QFileInfo(other.path);
                                       });
                               }),
                named.end());
    return named + given;
}

} // namespace

Design withSettings(const Design &design, const Settings &settings)
{
    Edit edit(design);
    edit.setSettings(settings);
    return edit.result().value_or(design);
}

Expected<void> addFacts(Opened &opened, const QString &folder, const QList<File> &given)
{
    const QList<File> files = joined(namedFacts(opened.design, folder, opened.notes), given);
    if (files.isEmpty())
        return {};
    facts::Read known;
    for (const File &file : files) {
        const Expected<facts::Read> read = facts::read(file.text, file.path);
        if (!read)
            return failure(read.error());
        known = facts::merged(std::move(known), *read);
    }
    facts::Mapping mapping;
    if (opened.imported) {
        const QMap<QString, sam::OutsideNaming> &outside = opened.imported->outside;
        for (auto naming = outside.cbegin(); naming != outside.cend(); ++naming)
            mapping.insert(naming.key(), {naming->names, naming->position});
    }
    const Expected<facts::Applied> applied = facts::applyFacts(opened.design, known.facts, mapping);
    if (!applied)
        return failure(applied.error());
    opened.notes += known.problems + applied->problems;
    if (hasCode(applied->problems, "facts.unused"))
        return {};
    Settings settings = applied->design.settings();
    const QList<FactsLink> before = settings.facts;
    settings.facts.clear();
    for (const FactsLink &link : before) {
        if (link.path.isEmpty() || !QFileInfo(QDir(folder).filePath(link.path)).isFile())
            settings.facts.append(link);
    }
    for (const facts::Provenance &origin : known.facts.origins)
        settings.facts.append(
            {origin.file == QLatin1String("-")
                 ? QString()
                 : QDir(folder).relativeFilePath(QFileInfo(origin.file).absoluteFilePath()),
             origin.source, origin.date});
    opened.design = withSettings(applied->design, settings);
    return {};
}

} // namespace stratoplan::project
