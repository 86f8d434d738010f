// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/template_source.h"

#include "planner/sam/edits_onto.h"
#include "planner/sam/read.h"
#include "planner/sam/write.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace stratoplan {

namespace {

TemplateText newTemplate(const Design &design, const catalog::Catalog &catalog)
{
    TemplateText text;
    const Expected<sam::Written> written = sam::write(design, catalog);
    if (!written) {
        text.refusals = written.error();
        return text;
    }
    text.after = written->text;
    text.notes = written->problems;
    for (auto id = written->logicalIds.cbegin(); id != written->logicalIds.cend(); ++id)
        text.elementNames.insert(*id, id.key());
    return text;
}

} // namespace

TemplateText templateTextOf(const Design &design, const TemplateSource *source,
                            const catalog::Catalog &catalog, const QList<sam::Side> &sides)
{
    if (!source)
        return newTemplate(design, catalog);
    TemplateText text;
    text.before = source->known;
    text.after = source->known;
    const Expected<yaml::Tree> tree = yaml::parse(source->text, source->path);
    if (!tree) {
        text.refusals = tree.error();
        return text;
    }
    const Expected<sam::OntoEdits> edits = sam::editsOnto(*tree, source->path, *source->design,
                                                          design, catalog, source->sameText, sides);
    if (!edits) {
        text.refusals = edits.error();
        return text;
    }
    if (sides.size() < edits->conflicts.size()) {
        text.conflicts = edits->conflicts;
        for (const sam::MergeConflict &conflict : edits->conflicts)
            text.refusals.append(sam::problemOf(conflict, source->path));
        return text;
    }
    Expected<QByteArray> patched = sam::patched(source->text, source->path, edits->edits);
    if (!patched) {
        text.refusals = patched.error();
        return text;
    }
    text.after = *std::move(patched);
    text.edits = edits->edits;
    text.notes = edits->notes;
    const Expected<yaml::Tree> before = yaml::parse(text.before, source->path);
    const Expected<yaml::Tree> after = yaml::parse(text.after, source->path);
    if (before && after && text.before != text.after)
        text.replaced
            = sam::replacedResources(*before, *after, sam::renamesIn(text.edits), catalog);
    return text;
}

Expected<TemplateSource> sourceOf(const QString &path, const QByteArray &text, const Design &design,
                                  const catalog::Catalog &catalog)
{
    const TemplateLink &link = design.settings().templateLink;
    sam::ReadOptions options;
    options.parameters = link.parameters;
    options.region = design.settings().region;
    options.files = sam::filesBeside(path);
    Expected<sam::Imported> imported = sam::read(text, path, catalog, options);
    if (!imported)
        return failure(imported.error());
    TemplateSource source;
    source.path = path;
    source.text = text;
    source.known = text;
    source.sameText = !link.sha256.isEmpty() && link.sha256 == sha256(text);
    source.design = std::make_shared<const Design>(std::move(imported->design));
    return source;
}

std::optional<TemplateSource> linkedTemplate(const Design &design, const QString &designPath,
                                             const catalog::Catalog &catalog)
{
    const TemplateLink &link = design.settings().templateLink;
    if (link.path.isEmpty() || link.sha256.isEmpty() || designPath.startsWith(QLatin1String(":/")))
        return std::nullopt;
    const QString path = QDir::cleanPath(QFileInfo(designPath).dir().filePath(link.path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    Expected<TemplateSource> source = sourceOf(path, file.readAll(), design, catalog);
    return source ? std::optional(*std::move(source)) : std::nullopt;
}

QString sha256(const QByteArray &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

} // namespace stratoplan
