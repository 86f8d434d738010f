// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/open_file.h"

#include "planner/layout/layout.h"
#include "planner/model/edit.h"
#include "planner/sam/carry_over.h"
#include "planner/sam/read.h"
#include "planner/store/store.h"

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
        edit.setPosition(id,
                         Point{left + step * (placed % perRow),
                               bottom + 2 * rowHeight + rowHeight * (placed / perRow)});
        ++placed;
    }
    return edit.result();
}

/// The design beside a template, when it says that it belongs to it.
std::optional<Design> designBeside(const QString &templatePath)
{
    const QString path = besideTemplate(templatePath);
    const Expected<QByteArray> text = bytesOf(path);
    if (!text || !store::looksLikeDesign(*text))
        return std::nullopt;
    Expected<Design> design = store::read(*text, path);
    if (!design)
        return std::nullopt;
    const QString linked = QFileInfo(design->settings().templateLink.path).fileName();
    return linked == QFileInfo(templatePath).fileName() ? std::optional(std::move(*design))
                                                        : std::nullopt;
}

Expected<OpenedFile> templateFile(const QString &given, const QByteArray &text,
                                  const Design *around, const catalog::Catalog &catalog)
{
    const QString path = QFileInfo(given).absoluteFilePath();
    sam::ReadOptions options;
    options.files = sam::filesBeside(path);
    if (around) {
        options.parameters = around->settings().templateLink.parameters;
        options.region = around->settings().region;
    }
    Expected<sam::Imported> imported = sam::read(text, path, catalog, options);
    if (!imported)
        return failure(imported.error());
    Expected<Design> design = std::move(imported->design);
    if (around)
        design = sam::carriedOver(*design, *around, catalog);
    if (design)
        design = withNewOnesBelow(*std::move(design));
    if (design)
        design = arranged(*std::move(design), catalog);
    if (!design)
        return failure(design.error());
    OpenedFile opened;
    opened.path = given;
    opened.isTemplate = true;
    opened.problems = imported->problems;
    opened.savePath = besideTemplate(path);
    opened.design = std::move(*design);
    opened.source = TemplateSource{path, text, std::make_shared<const Design>(opened.design),
                                   text, true, true};
    return opened;
}

} // namespace

QString besideTemplate(const QString &templatePath)
{
    const QFileInfo info(templatePath);
    return info.dir().filePath(info.completeBaseName() + QLatin1String(".stratoplan"));
}

Expected<OpenedFile> readAgain(const QString &path, const QByteArray &text, const Design &design,
                               const catalog::Catalog &catalog)
{
    return templateFile(path, text, &design, catalog);
}

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

    if (!store::looksLikeDesign(*text)) {
        const std::optional<Design> beside = designBeside(path);
        Expected<OpenedFile> opened
            = templateFile(path, *text, beside ? &*beside : nullptr, catalog);
        if (opened && beside)
            opened->beside = besideTemplate(path);
        return opened;
    }
    Expected<Design> design = store::read(*text, path);
    if (design)
        design = arranged(std::move(*design), catalog);
    if (!design)
        return failure(design.error());
    OpenedFile opened;
    opened.path = path;
    opened.savePath = path.startsWith(QLatin1String(":/")) ? QString() : path;
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
