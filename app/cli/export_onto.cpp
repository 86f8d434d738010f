// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_onto.h"

#include "planner/sam/edits.h"
#include "planner/sam/edits_onto.h"
#include "planner/sam/patch_diff.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

namespace stratoplan::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

int fail(const Problems &problems, int status, const Streams &streams)
{
    for (const Problem &problem : problems)
        streams.message(toString(problem));
    return status;
}

} // namespace

int exportOnto(const Input &input, const QString &templatePath, const QString &output, bool diff,
               const Streams &streams)
{
    QFile file(templatePath);
    if (!file.open(QIODevice::ReadOnly)) {
        streams.message(tr("%1: cannot be read: %2").arg(templatePath, file.errorString()));
        return UnreadableInput;
    }
    const QByteArray text = file.readAll();
    const TemplateLink &link = input.design->settings().templateLink;
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    const bool sameText = link.sha256 == QString::fromLatin1(hash);
    sam::ReadOptions options;
    options.parameters = link.parameters;
    options.region = input.design->settings().region;
    const auto base = sam::read(text, templatePath, *builtIn().catalog, options);
    const auto tree = yaml::parse(text, templatePath);
    if (!base || !tree)
        return fail(tree ? base.error() : tree.error(), UnreadableInput, streams);
    if (!sameText && !link.sha256.isEmpty()) {
        streams.message(
            tr("%1: is not the text that the design was made from; only what was stated "
               "in the design and what was added to it goes onto it")
                .arg(templatePath));
    }
    const Change change = sam::changeOnto(base->design, *input.design, sameText);
    const auto edits = sam::editsFor(*tree, templatePath, base->design, change, *builtIn().catalog,
                                     {.replacesExpressions = true});
    if (!edits)
        return fail(edits.error(), BadCommandLine, streams);
    const Expected<QByteArray> patched = sam::patched(*tree, templatePath, edits->edits);
    if (!patched)
        return fail(patched.error(), BadCommandLine, streams);
    for (const Problem &note : edits->notes)
        streams.message(toString(note));
    if (diff) {
        const QString name = output.isEmpty() ? templatePath : output;
        streams.out->write(sam::unifiedDiff(text, *patched, templatePath, name));
        return Done;
    }
    const QString path = output.isEmpty() ? templatePath : output;
    if (path != templatePath || *patched != text)
        return writeOutput(path, *patched, streams);
    return Done;
}

} // namespace stratoplan::cli
