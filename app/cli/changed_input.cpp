// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/changed_input.h"

#include "app/cli/replacement_check.h"
#include "planner/project/open.h"
#include "planner/sam/edits.h"
#include "planner/sam/sidecar.h"
#include "planner/store/store.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace stratoplan::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// The text of INPUT after the change.
tl::expected<QByteArray, int> changedText(const Input &input, const ChangedInput &changed,
                                          const Streams &streams)
{
    const Expected<Design> result = apply(*input.design, changed.change);
    if (!result)
        return tl::unexpected(streams.fail(result.error(), BadCommandLine));
    if (!input.imported)
        return store::write(*result);

    const Expected<yaml::Tree> tree = yaml::parse(input.text, input.path);
    if (!tree)
        return tl::unexpected(streams.fail(tree.error(), UnreadableInput));
    // Whoever names a property on the command line means it, also where an expression stands.
    const auto edits = sam::editsFor(*tree, input.path, *input.design, changed.change,
                                     *builtIn().catalog, {.replacesExpressions = true});
    if (!edits)
        return tl::unexpected(streams.fail(edits.error(), BadCommandLine));
    Expected<QByteArray> text = sam::patched(*tree, input.path, edits->edits);
    if (!text)
        return tl::unexpected(streams.fail(text.error(), BadCommandLine));
    streams.tell(edits->notes);
    if (!tellReplacements(input.text, *text, edits->edits, input.path, changed.allowReplacement,
                          streams))
        return tl::unexpected(int(UnreadableInput));
    return *std::move(text);
}

/// True when the design file beside the template has something to hold, or has to follow a name.
bool needsSidecar(const Input &input, const ChangedInput &changed)
{
    if (changed.isDesignOnly)
        return true;
    if (input.sidecar.isEmpty())
        return false;
    const Change &change = changed.change;
    return std::any_of(change.elements.begin(), change.elements.end(),
                       [](const ElementChange &step) {
                           return step.before && step.after
                               && common(*step.before).name != common(*step.after).name;
                       });
}

/// The design file beside the changed template.
tl::expected<OutputFile, int> sidecarFile(const Input &input, const Change &change,
                                          const OutputFile &changed, const Streams &streams)
{
    if (changed.path == QLatin1String("-")) {
        streams.message(tr("A template does not hold all of this, and standard output has no file "
                           "beside it; give -o a file"));
        return tl::unexpected(BadCommandLine);
    }
    if (!input.unexported.isEmpty()) {
        streams.message(tr("%1: changes %2, which the template does not say; put that onto the "
                           "template first, with stratoplan export --onto")
                            .arg(input.sidecar, input.unexported.join(QLatin1String(", "))));
        return tl::unexpected(UnwritableOutput);
    }
    const QString path = sam::sidecarPath(changed.path);
    if (QFileInfo(path).isFile() && QFileInfo(path) != QFileInfo(input.sidecar)) {
        streams.message(tr("%1: is the design file of something else; rename it first").arg(path));
        return tl::unexpected(UnwritableOutput);
    }
    const auto design
        = project::beside({changed.path, changed.bytes}, *apply(*input.design, change),
                          QFileInfo(input.path).absolutePath(), *builtIn().catalog);
    if (!design)
        return tl::unexpected(streams.fail(design.error(), OwnFault));
    streams.message(tr("%1: holds what the template cannot").arg(path));
    return OutputFile{path, store::write(*design)};
}

} // namespace

tl::expected<QList<OutputFile>, int> filesAfter(const Input &input, const ChangedInput &changed,
                                                const Streams &streams)
{
    const auto text = changedText(input, changed, streams);
    if (!text)
        return tl::unexpected(text.error());
    const QString output = changed.output.isEmpty() ? input.path : changed.output;
    QList<OutputFile> files;
    // A file that would stay as it is is not touched.
    if (output != input.path || output == QLatin1String("-") || *text != input.text)
        files.append({output, *text});
    if (input.imported && needsSidecar(input, changed)) {
        const auto sidecar = sidecarFile(input, changed.change, {output, *text}, streams);
        if (!sidecar)
            return tl::unexpected(sidecar.error());
        files.append(*sidecar);
    }
    return files;
}

} // namespace stratoplan::cli
