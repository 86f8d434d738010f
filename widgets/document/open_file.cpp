// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/open_file.h"

#include "planner/layout/layout.h"
#include "planner/model/edit.h"
#include "planner/project/open.h"
#include "planner/sam/read.h"
#include "planner/sam/sidecar.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <limits>

namespace stratoplan {

namespace {

constexpr qint64 largestFile = qint64{16} * 1024 * 1024;

Problem problemOf(const char *code, const QString &path, Text what, Text remedy)
{
    Problem problem;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    problem.where.file = path;
    problem.remedy = std::move(remedy);
    return problem;
}

bool hasUnplacedNode(const Design &design)
{
    for (const auto &[id, element] : design.elements()) {
        const bool isNode = std::holds_alternative<Function>(*element)
            || std::holds_alternative<Service>(*element);
        if (isNode && !common(*element).position)
            return true;
    }
    return false;
}

bool hasPlacedNode(const Design &design)
{
    for (const auto &[id, element] : design.elements()) {
        const bool isNode = std::holds_alternative<Function>(*element)
            || std::holds_alternative<Service>(*element);
        if (isNode && common(*element).position)
            return true;
    }
    return false;
}

/// Lays a design out that never was; a design that somebody arranged is left as it stands.
Expected<Design> arranged(Design design, const catalog::Catalog &catalog)
{
    if (hasPlacedNode(design) || !hasUnplacedNode(design))
        return design;
    const Change moves = layout::arrange(design, configurationKinds(catalog));
    return apply(std::move(design), moves);
}

/// Puts what has no place yet below all that has one, in rows.
Expected<Design> withNewOnesBelow(Design design)
{
    if (!hasPlacedNode(design))
        return design;
    constexpr double step = 224;
    constexpr double rowHeight = 96;
    constexpr int perRow = 5;
    double left = std::numeric_limits<double>::max();
    double bottom = std::numeric_limits<double>::lowest();
    for (const auto &[id, element] : design.elements()) {
        if (const std::optional<Point> &position = common(*element).position) {
            left = std::min(left, position->x);
            bottom = std::max(bottom, position->y);
        }
    }
    Edit edit(design);
    int placed = 0;
    for (const auto &[id, element] : design.elements()) {
        const bool isNode = std::holds_alternative<Function>(*element)
            || std::holds_alternative<Service>(*element);
        if (!isNode || common(*element).position)
            continue;
        const int row = placed / perRow;
        edit.setPosition(id,
                         Point{left + step * (placed % perRow), bottom + rowHeight * (row + 2)});
        ++placed;
    }
    return edit.result();
}

/// A template's design, with places for everything that is drawn.
Expected<OpenedFile> ofTemplate(const QString &path, const QByteArray &text, const Design &reading,
                                const catalog::Catalog &catalog)
{
    Expected<Design> design = withNewOnesBelow(reading);
    if (design)
        design = arranged(*std::move(design), catalog);
    if (!design)
        return failure(design.error());
    OpenedFile opened;
    opened.path = path;
    opened.sha256 = sha256(text);
    opened.isTemplate = true;
    opened.savePath = sam::sidecarPath(path);
    opened.design = std::move(*design);
    opened.source = TemplateSource{path, text, std::make_shared<const Design>(opened.design),
                                   text, true, true};
    return opened;
}

} // namespace

Expected<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(
            problemOf("document.unreadable", path,
                      Text{STRATOPLAN_TEXT("Document", "The file cannot be read: {reason}"),
                           {{QStringLiteral("reason"), file.errorString()}}},
                      Text{STRATOPLAN_TEXT("Document", "Check the name and its permissions"), {}}));
    }
    if (file.size() > largestFile) {
        return failure(problemOf(
            "document.too-large", path,
            Text{STRATOPLAN_TEXT("Document", "The file has {megabytes} MB; the limit is 16 MB"),
                 {{QStringLiteral("megabytes"), double(file.size()) / (1024 * 1024)}}},
            Text{STRATOPLAN_TEXT("Document", "Open a design file or a template"), {}}));
    }
    return file.readAll();
}

Expected<OpenedFile> readAgain(const QString &path, const QByteArray &text, const Design &design,
                               const catalog::Catalog &catalog)
{
    const Expected<Design> reading
        = project::beside({path, text}, design, QFileInfo(path).absolutePath(), catalog);
    if (!reading)
        return failure(reading.error());
    Expected<OpenedFile> opened = ofTemplate(path, text, *reading, catalog);
    if (const auto imported = sam::read(text, path, catalog); opened && imported)
        opened->problems = imported->problems;
    return opened;
}

Expected<OpenedFile> openFile(const QString &path, const catalog::Catalog &catalog)
{
    const Expected<QByteArray> text = bytesOf(path);
    if (!text)
        return failure(text.error());

    const bool isBuiltIn = path.startsWith(QLatin1String(":/"));
    const QString file = isBuiltIn ? path : QFileInfo(path).absoluteFilePath();
    Expected<project::Opened> read = project::open({file, *text}, catalog);
    if (!read)
        return failure(read.error());
    if (read->imported) {
        Expected<OpenedFile> opened = ofTemplate(file, *text, read->design, catalog);
        if (!opened)
            return opened;
        opened->problems = read->imported->problems;
        for (const Problem &note : std::as_const(read->notes)) {
            if (note.severity != Severity::Info)
                opened->problems.append(note);
        }
        opened->beside = read->sidecar;
        opened->unexported = read->unexported;
        return opened;
    }
    Expected<Design> design = arranged(std::move(read->design), catalog);
    if (!design)
        return failure(design.error());
    OpenedFile opened;
    opened.path = path;
    opened.sha256 = sha256(*text);
    opened.problems = read->notes;
    opened.savePath = isBuiltIn ? QString() : path;
    opened.source = linkedTemplate(*design, path, catalog);
    opened.design = std::move(*design);
    return opened;
}

QStringList openNameFilters()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Document", text); };
    return {tr(QT_TRANSLATE_NOOP(
                "Document", "Designs and templates (*.stratoplan *.yaml *.yml *.json *.template)")),
            tr(QT_TRANSLATE_NOOP("Document", "Design files (*.stratoplan)")),
            tr(QT_TRANSLATE_NOOP("Document", "All files (*)"))};
}

} // namespace stratoplan
