// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_onto.h"
#include "app/cli/input_files.h"
#include "app/cli/replacement_check.h"
#include "planner/project/stack_part.h"
#include "planner/sam/write.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace stratoplan::cli::commands::export_template {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options
{
    InputOptions input;
    std::string onto;
    std::string base;
    std::string output;
    bool diff = false;
    bool allowReplacement = false;
};

// A template of its own, made from the design alone.
int writeNew(const Options &options, const Input &input, const Streams &streams)
{
    const Expected<sam::Written> written = sam::write(*input.design, *builtIn().catalog);
    if (!written) {
        streams.tell(written.error());
        return UnreadableInput;
    }
    streams.tell(written->problems);
    const QString output = QString::fromStdString(options.output);
    return writeOutput(output.isEmpty() ? QStringLiteral("-") : output, written->text, streams);
}

/// The part of a system that goes onto --onto, one of the templates that it was read from.
tl::expected<Input, int> stackInput(const Options &options, const Input &system,
                                    const Streams &streams)
{
    const QDir folder = QFileInfo(system.path).absoluteDir();
    const QList<Stack> &stacks = system.design->settings().stacks;
    const QString onto = QString::fromStdString(options.onto);
    const auto stack = std::find_if(stacks.begin(), stacks.end(), [&](const Stack &one) {
        return QFileInfo(folder.absoluteFilePath(one.link.path)) == QFileInfo(onto);
    });
    if (stack == stacks.end()) {
        QStringList paths;
        for (const Stack &one : stacks)
            paths.append(one.link.path);
        streams.message(tr("%1: is a system of several templates; name the one to change with "
                           "--onto: %2")
                            .arg(system.path, paths.join(QLatin1String(", "))));
        return tl::unexpected(int(BadCommandLine));
    }
    const QString base = options.base.empty() ? onto : QString::fromStdString(options.base);
    const std::optional<QByteArray> text = readFile(base, streams);
    if (!text)
        return tl::unexpected(int(UnreadableInput));
    auto part = project::partOf(*system.design, *stack, {base, *text}, *builtIn().catalog);
    streams.tell(part ? part->left : part.error());
    if (!part)
        return tl::unexpected(int(UnreadableInput));
    Input input = system;
    input.design = std::make_shared<const Design>(std::move(part->design));
    return input;
}

int execute(const Options &options, const Streams &streams)
{
    std::optional<Input> input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    if (!input->design->settings().stacks.isEmpty()) {
        tl::expected<Input, int> part = stackInput(options, *input, streams);
        if (!part)
            return part.error();
        input = *std::move(part);
    }
    if (options.onto.empty())
        return writeNew(options, *input, streams);
    OntoOptions onto;
    onto.path = QString::fromStdString(options.onto);
    onto.basePath = QString::fromStdString(options.base);
    onto.output = QString::fromStdString(options.output);
    onto.diff = options.diff;
    onto.allowReplacement = options.allowReplacement;
    return exportOnto(*input, onto, streams);
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.layOut = false;
    options->input.addTo(app);
    app.add_option("--onto", options->onto,
                   tr("Template to change; nothing else in it is touched").toStdString());
    app.add_option("--base", options->base,
                   tr("The template as it was when the design was made from it: what changed "
                      "in --onto since then is kept, and where both changed the same place that "
                      "is told and nothing is written")
                       .toStdString())
        ->needs("--onto");
    app.add_option("-o,--output", options->output,
                   tr("Template to write; - for standard output").toStdString());
    app.add_flag("--diff", options->diff,
                 tr("Print the lines that would change, and write nothing").toStdString())
        ->needs("--onto");
    addAllowReplacement(app, options->allowReplacement);
    return [options](const Streams &streams) { return execute(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{.name = "export",
                    .summary = QT_TRANSLATE_NOOP(
                        "CommandLine", "Write a design as a SAM template, or put it onto one"),
                    .prepare = prepare};

} // namespace stratoplan::cli::commands::export_template
