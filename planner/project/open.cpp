// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/project/open.h"

#include "planner/project/add_facts.h"
#include "planner/sam/sidecar.h"
#include "planner/store/store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace stratoplan::project {

namespace {

Problem note(Severity severity, const char *code, const QString &file, Text what, Text remedy = {})
{
    Problem problem;
    problem.severity = severity;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    problem.where.file = file;
    problem.remedy = std::move(remedy);
    return problem;
}

/// The link to a template in the design's own folder.
Design linkedBeside(const Design &design, const QString &templatePath)
{
    Settings settings = design.settings();
    settings.templateLink.path
        = templatePath.isEmpty() ? QString() : QFileInfo(templatePath).fileName();
    return withSettings(design, settings);
}

/// The design file beside a template.
struct Sidecar
{
    QString path;
    Design design;
};

/// The one that belongs to the template, if there is one; what is wrong with it.
Expected<std::optional<Sidecar>> sidecarOf(const File &file, Problems &notes)
{
    if (file.path.isEmpty())
        return std::nullopt;
    const QString path = sam::sidecarPath(file.path);
    QFile beside(path);
    if (!QFileInfo(path).isFile() || QFileInfo(path) == QFileInfo(file.path))
        return std::nullopt;
    if (!beside.open(QIODevice::ReadOnly)) {
        return failure(note(Severity::High, "sidecar.unreadable", path,
                            {STRATOPLAN_TEXT("Project", "The file cannot be read: {reason}"),
                             {{QStringLiteral("reason"), beside.errorString()}}},
                            {STRATOPLAN_TEXT("Project", "Check its permissions"), {}}));
    }
    Expected<Design> design = store::read(beside.readAll(), path);
    if (!design)
        return failure(design.error());
    if (!sam::isSidecarOf(*design, path, file.path, file.text)) {
        notes.append(
            note(Severity::Low, "sidecar.unrelated", path,
                 {STRATOPLAN_TEXT("Project",
                                  "The design file beside the template was made from another one "
                                  "and is not used"),
                  {}},
                 {STRATOPLAN_TEXT("Project", "Rename one of the two"), {}}));
        return std::nullopt;
    }
    return Sidecar{path, *std::move(design)};
}

Expected<Opened> openTemplate(const File &file, const catalog::Catalog &catalog,
                              const OpenOptions &options)
{
    Opened opened;
    const auto sidecar = sidecarOf(file, opened.notes);
    if (!sidecar)
        return failure(sidecar.error());
    sam::ReadOptions reading;
    reading.parameters = options.parameters;
    if (!file.path.isEmpty())
        reading.files = sam::filesBeside(file.path);
    if (*sidecar) {
        const Settings &settings = (*sidecar)->design.settings();
        reading.region = settings.region;
        reading.parameters = settings.templateLink.parameters;
        reading.parameters.insert(options.parameters);
    }
    if (!options.region.isEmpty())
        reading.region = options.region;
    const QString shown = file.path.isEmpty() ? QStringLiteral("-") : file.path;
    Expected<sam::Imported> imported = sam::read(file.text, shown, catalog, reading);
    if (!imported)
        return failure(imported.error());

    imported->design = linkedBeside(imported->design, file.path);
    opened.design = imported->design;
    if (*sidecar) {
        opened.sidecar = (*sidecar)->path;
        const auto laid = sam::laidOver(imported->design, (*sidecar)->design, catalog,
                                        !options.region.isEmpty());
        if (!laid)
            return failure(laid.error());
        opened.design = laid->design;
        opened.unexported = laid->unexported;
        opened.notes.append(note(
            Severity::Info, "sidecar.used", opened.sidecar,
            {STRATOPLAN_TEXT("Project", "What it says beyond the template {file} is read with it"),
             {{QStringLiteral("file"), QFileInfo(file.path).fileName()}}}));
        for (Problem problem : laid->problems) {
            problem.where.file = opened.sidecar;
            opened.notes.append(std::move(problem));
        }
    }
    opened.imported = *std::move(imported);
    return opened;
}

Expected<Opened> openDesign(const File &file, const OpenOptions &options)
{
    Expected<Design> design
        = store::read(file.text, file.path.isEmpty() ? QStringLiteral("-") : file.path);
    if (!design)
        return failure(design.error());
    Opened opened;
    opened.design = *std::move(design);
    if (!options.region.isEmpty()) {
        Settings settings = opened.design.settings();
        settings.region = options.region;
        opened.design = withSettings(opened.design, settings);
    }
    return opened;
}

} // namespace

Expected<Opened> open(const File &file, const catalog::Catalog &catalog, const OpenOptions &options)
{
    Expected<Opened> opened = store::looksLikeDesign(file.text)
        ? openDesign(file, options)
        : openTemplate(file, catalog, options);
    if (!opened)
        return opened;
    const QString folder
        = file.path.isEmpty() ? QDir::currentPath() : QFileInfo(file.path).absolutePath();
    if (const Expected<void> added = addFacts(*opened, folder, options.facts); !added)
        return failure(added.error());
    if (opened->imported)
        opened->imported->design = opened->design;
    return opened;
}

Expected<sam::Imported> readAs(const Design &design, const File &file,
                               const catalog::Catalog &catalog)
{
    sam::ReadOptions reading;
    reading.parameters = design.settings().templateLink.parameters;
    reading.region = design.settings().region;
    reading.files = sam::filesBeside(file.path);
    return sam::read(file.text, file.path, catalog, reading);
}

Expected<WithFacts> withFacts(const Design &design, const QString &folder, const QList<File> &given,
                              const std::optional<File> &named, const catalog::Catalog &catalog)
{
    Opened opened;
    opened.design = design;
    if (named) {
        Expected<sam::Imported> imported = readAs(design, *named, catalog);
        if (!imported)
            return failure(imported.error());
        opened.imported = *std::move(imported);
    }
    if (const Expected<void> added = addFacts(opened, folder, given); !added)
        return failure(added.error());
    return WithFacts{std::move(opened.design), std::move(opened.notes)};
}

Expected<Design> beside(const File &written, const Design &design, const QString &folder,
                        const catalog::Catalog &catalog)
{
    const QString newFolder = QFileInfo(written.path).absolutePath();
    const Design moved = relocated(design, folder, newFolder);
    Expected<sam::Imported> imported = readAs(moved, written, catalog);
    if (!imported)
        return failure(imported.error());
    const auto laid = sam::laidOver(linkedBeside(imported->design, written.path), moved, catalog);
    if (!laid)
        return failure(laid.error());
    return laid->design;
}

Design relocated(const Design &design, const QString &fromFolder, const QString &toFolder)
{
    const auto moved = [&](const QString &path) {
        if (path.isEmpty())
            return path;
        return QDir(toFolder).relativeFilePath(QDir(fromFolder).absoluteFilePath(path));
    };
    Settings settings = design.settings();
    settings.templateLink.path = moved(settings.templateLink.path);
    for (FactsLink &link : settings.facts)
        link.path = moved(link.path);
    for (Stack &stack : settings.stacks)
        stack.link.path = moved(stack.link.path);
    return withSettings(design, settings);
}

} // namespace stratoplan::project
