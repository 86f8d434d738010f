// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_onto.h"

#include "app/cli/input_files.h"
#include "app/cli/replacement_check.h"
#include "planner/project/open.h"
#include "planner/sam/edits_onto.h"
#include "planner/sam/merge.h"
#include "planner/sam/patch_diff.h"
#include "planner/sam/replaced.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace stratoplan::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

bool isLinkedText(const QByteArray &text, const TemplateLink &link)
{
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    return link.sha256 == QString::fromLatin1(hash);
}

/// A changed template, with the edits that change it and what is to be told of them.
struct Changed
{
    QByteArray text;
    QList<sam::TemplateEdit> edits;
    Problems notes;
};

int failFor(const QList<sam::MergeConflict> &conflicts, const QString &path, const Streams &streams)
{
    Problems problems;
    for (const sam::MergeConflict &conflict : conflicts)
        problems.append(sam::problemOf(conflict, path));
    return streams.fail(problems, UnreadableInput);
}

/// The text with what the design says of it.
tl::expected<Changed, int> changedText(const Design &design, const QByteArray &text,
                                       const QString &path, bool sameText, const Streams &streams)
{
    const auto base = project::readAs(design, {path, text}, *builtIn().catalog);
    const auto tree = yaml::parse(text, path);
    if (!base || !tree)
        return tl::unexpected(streams.fail(tree ? base.error() : tree.error(), UnreadableInput));
    const auto onto
        = sam::editsOnto(*tree, path, base->design, design, *builtIn().catalog, sameText);
    if (!onto)
        return tl::unexpected(streams.fail(onto.error(), BadCommandLine));
    if (!onto->conflicts.isEmpty())
        return tl::unexpected(failFor(onto->conflicts, path, streams));
    Expected<QByteArray> patched = sam::patched(*tree, path, onto->edits);
    if (!patched)
        return tl::unexpected(streams.fail(patched.error(), BadCommandLine));
    return Changed{*std::move(patched), onto->edits, onto->notes};
}

/// Both what the design says and what became of the template since it was read.
tl::expected<Changed, int> mergedText(const Design &design, const QByteArray &base,
                                      const QByteArray &text, const QString &path,
                                      const Streams &streams)
{
    tl::expected<Changed, int> mine = changedText(design, base, path, true, streams);
    if (!mine)
        return mine;
    const auto merge = sam::merge(base, mine->text, text, sam::renamesIn(mine->edits), path);
    if (!merge)
        return tl::unexpected(streams.fail(merge.error(), UnreadableInput));
    if (!merge->conflicts.isEmpty())
        return tl::unexpected(failFor(merge->conflicts, path, streams));
    const QList<sam::TemplateEdit> edits = sam::editsOf(*merge, {});
    Expected<QByteArray> patched = sam::patched(text, path, edits);
    if (!patched)
        return tl::unexpected(streams.fail(patched.error(), UnreadableInput));
    return Changed{*std::move(patched), edits, mine->notes};
}

/// The text that the design was made from; nothing where nobody has it any more.
tl::expected<std::optional<QByteArray>, int> baseOf(const Input &input, const OntoOptions &options,
                                                    const Streams &streams)
{
    const TemplateLink &link = input.design->settings().templateLink;
    if (!options.basePath.isEmpty()) {
        std::optional<QByteArray> text = readFile(options.basePath, streams);
        if (!text)
            return tl::unexpected(int(UnreadableInput));
        if (!link.sha256.isEmpty() && !isLinkedText(*text, link)) {
            streams.message(tr("%1: is not the text that the design was made from; give that one "
                               "with --base")
                                .arg(options.basePath));
            return tl::unexpected(int(UnreadableInput));
        }
        return text;
    }
    if (link.path.isEmpty() || link.sha256.isEmpty() || input.path == QLatin1String("-"))
        return std::optional<QByteArray>();
    QFile file(QFileInfo(input.path).dir().filePath(link.path));
    if (!file.open(QIODevice::ReadOnly))
        return std::optional<QByteArray>();
    QByteArray text = file.readAll();
    return isLinkedText(text, link) ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace

int exportOnto(const Input &input, const OntoOptions &options, const Streams &streams)
{
    const QString &path = options.path;
    const std::optional<QByteArray> text = readFile(path, streams);
    if (!text)
        return UnreadableInput;
    const TemplateLink &link = input.design->settings().templateLink;
    const bool sameText = isLinkedText(*text, link);
    tl::expected<std::optional<QByteArray>, int> base = std::optional<QByteArray>();
    if (!sameText)
        base = baseOf(input, options, streams);
    if (!base)
        return base.error();
    if (!sameText && !*base && !link.sha256.isEmpty()) {
        streams.message(
            tr("%1: is not the text that the design was made from; what was changed in the "
               "design since then goes onto it; with --base and that text, what a design does not "
               "hold is looked at too")
                .arg(path));
    }
    const auto changed = *base ? mergedText(*input.design, **base, *text, path, streams)
                               : changedText(*input.design, *text, path, sameText, streams);
    if (!changed)
        return changed.error();
    streams.tell(changed->notes);
    const bool allowed = tellReplacements(*text, changed->text, changed->edits, path,
                                          options.allowReplacement || options.diff, streams);
    if (!allowed)
        return UnreadableInput;
    const QString output = options.output.isEmpty() ? path : options.output;
    if (options.diff) {
        streams.out->write(sam::unifiedDiff(*text, changed->text, path, output));
        return Done;
    }
    if (output != path || changed->text != *text)
        return writeOutput(output, changed->text, streams);
    return Done;
}

} // namespace stratoplan::cli
