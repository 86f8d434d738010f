// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/open_file.h"

#include "planner/layout/layout.h"
#include "planner/sam/read.h"
#include "planner/store/store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

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

} // namespace

QSet<QString> configurationKinds(const catalog::Catalog &catalog)
{
    QSet<QString> kinds;
    for (const catalog::ServiceKind &kind : catalog.services()) {
        if (kind.category == catalog::Category::Configuration)
            kinds.insert(kind.kind);
    }
    return kinds;
}

Expected<OpenedFile> openFile(const QString &path, const catalog::Catalog &catalog)
{
    const Expected<QByteArray> text = bytesOf(path);
    if (!text)
        return failure(text.error());

    OpenedFile opened;
    opened.path = path;
    Expected<Design> design;
    if (store::looksLikeDesign(*text)) {
        design = store::read(*text, path);
        const bool builtIn = path.startsWith(QLatin1String(":/"));
        opened.savePath = builtIn ? QString() : path;
    } else {
        sam::ReadOptions options;
        options.files = sam::filesBeside(path);
        Expected<sam::Imported> imported = sam::read(*text, path, catalog, options);
        if (!imported)
            return failure(imported.error());
        opened.isTemplate = true;
        opened.problems = imported->problems;
        const QFileInfo info(path);
        opened.savePath
            = info.dir().filePath(info.completeBaseName() + QLatin1String(".stratoplan"));
        design = std::move(imported->design);
    }
    if (design)
        design = arranged(std::move(*design), catalog);
    if (!design)
        return failure(design.error());
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
