// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include "planner/model/names.h"
#include "planner/project/open.h"
#include "planner/store/store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace stratoplan::cli::commands::import_template {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options
{
    InputOptions input;
    std::string output;
    bool strict = false;
    std::string format = "text";
};

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue numberOrNull(int number)
{
    return number > 0 ? QJsonValue(number) : QJsonValue();
}

QJsonObject toJson(const sam::Imported &imported);

/// The template of a nested application: what it holds where it could be read.
QJsonValue nestedJson(const sam::ImportedResource &resource)
{
    if (resource.nestedPath.isEmpty())
        return {};
    QJsonObject nested = resource.nested ? toJson(*resource.nested) : QJsonObject();
    nested.insert(QStringLiteral("path"), resource.nestedPath);
    nested.insert(QStringLiteral("read"), resource.nested != nullptr);
    return nested;
}

QJsonObject toJson(const sam::ImportedResource &resource)
{
    return {{QStringLiteral("logicalId"), resource.logicalId},
            {QStringLiteral("type"), textOrNull(resource.type)},
            {QStringLiteral("kind"), resource.kind},
            {QStringLiteral("known"), resource.known},
            {QStringLiteral("template"), nestedJson(resource)},
            {QStringLiteral("line"), numberOrNull(resource.where.line)},
            {QStringLiteral("column"), numberOrNull(resource.where.column)}};
}

QJsonObject toJson(const Problem &problem)
{
    return {{QStringLiteral("severity"), QString(id(problem.severity))},
            {QStringLiteral("code"), problem.code},
            {QStringLiteral("file"), textOrNull(problem.where.file)},
            {QStringLiteral("line"), numberOrNull(problem.where.line)},
            {QStringLiteral("column"), numberOrNull(problem.where.column)},
            {QStringLiteral("element"), textOrNull(problem.where.element)},
            {QStringLiteral("what"), toString(problem.what)},
            {QStringLiteral("remedy"), toString(problem.remedy)}};
}

QJsonObject connectionRow(const Connection &connection, const Names &names,
                          const QStringList &evidence)
{
    return {{QStringLiteral("from"), names.of(connection.from)},
            {QStringLiteral("to"), names.of(connection.to)},
            {QStringLiteral("role"), QString(id(connection.role))},
            {QStringLiteral("evidence"), QJsonArray::fromStringList(evidence)}};
}

// One line of the drawing may stand for several events of a template (the routes of an API): each
// event has its own entry, what else implies the connection goes with the first.
void appendRows(QJsonArray &rows, const Connection &connection, const Names &names)
{
    const QString events = QStringLiteral(".Properties.Events.");
    QStringList first;
    QStringList further;
    for (const QString &path : connection.evidence) {
        const qsizetype at = path.indexOf(events);
        const bool isEvent = at >= 0 && !QStringView(path).mid(at + events.size()).contains(u'.');
        const bool more = isEvent
            && std::any_of(first.begin(), first.end(),
                           [&](const QString &other) { return other.contains(events); });
        (more ? further : first).append(path);
    }
    rows.append(connectionRow(connection, names, first));
    for (const QString &path : std::as_const(further))
        rows.append(connectionRow(connection, names, {path}));
}

QJsonObject toJson(const sam::Imported &imported)
{
    const Names names(imported.design);
    QJsonArray stacks;
    for (const Stack &stack : imported.design.settings().stacks) {
        stacks.append(QJsonObject{{QStringLiteral("name"), stack.name},
                                  {QStringLiteral("template"), stack.link.path},
                                  {QStringLiteral("sha256"), stack.link.sha256}});
    }
    QJsonArray resources;
    for (const sam::ImportedResource &resource : imported.resources) {
        QJsonObject row = toJson(resource);
        const Element *element = imported.design.find(names.find(resource.logicalId));
        row.insert(QStringLiteral("stack"),
                   textOrNull(element ? common(*element).stack : QString()));
        resources.append(row);
    }
    QJsonArray connections;
    for (const Connection *connection : imported.design.all<Connection>())
        appendRows(connections, *connection, names);
    QJsonArray problems;
    for (const Problem &problem : imported.problems)
        problems.append(toJson(problem));
    return {{QStringLiteral("resources"), resources},
            {QStringLiteral("connections"), connections},
            {QStringLiteral("facts"), factsJson(imported.design)},
            {QStringLiteral("stacks"), stacks},
            {QStringLiteral("problems"), problems}};
}

void printSummary(const sam::Imported &imported, const QString &output, const Streams &streams)
{
    const auto unknown
        = std::count_if(imported.resources.begin(), imported.resources.end(),
                        [](const sam::ImportedResource &resource) { return !resource.known; });
    const auto connections = imported.design.all<Connection>().size();
    streams.message(tr("%1: resources %2, of them unknown %3; connections %4; problems %5")
                        .arg(output)
                        .arg(imported.resources.size())
                        .arg(unknown)
                        .arg(connections)
                        .arg(imported.problems.size()));
}

// The design is linked to the template by a path from its own folder, so that both can be moved
// together.
Design linked(const Design &design, const QString &templatePath, const QString &output)
{
    if (templatePath == QLatin1String("-"))
        return design;
    const QString folder
        = output == QLatin1String("-") ? QDir::currentPath() : QFileInfo(output).absolutePath();
    return project::relocated(design, QFileInfo(templatePath).absolutePath(), folder);
}

// Changes that are in the design file alone would be lost.
bool losesChanges(const Input &input, const QString &output, const Streams &streams)
{
    if (input.unexported.isEmpty() || QFileInfo(output) != QFileInfo(input.sidecar))
        return false;
    streams.message(tr("%1: changes %2, which the template does not say; put that onto the "
                       "template first, with stratoplan export --onto")
                        .arg(output, input.unexported.join(QLatin1String(", "))));
    return true;
}

int execute(const Options &options, const Streams &streams)
{
    const QString output = QString::fromStdString(options.output);
    const bool json = options.format == "json";
    if (json && output == QLatin1String("-")) {
        streams.message(
            tr("Both the design and the JSON would go to standard output; give -o a file"));
        return BadCommandLine;
    }
    const std::optional<Input> input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    if (!input->imported) {
        streams.message(
            tr("%1: is a design already; give a SAM or CloudFormation template").arg(input->path));
        return UnreadableInput;
    }
    const sam::Imported &imported = *input->imported;
    streams.tell(imported.problems);

    if (options.strict && !sam::refusedBySam(imported.problems).isEmpty()) {
        if (json)
            printJson(toJson(imported), streams);
        streams.message(tr("%1: SAM refuses this template; nothing is written").arg(input->path));
        return UnreadableInput;
    }
    if (losesChanges(*input, output, streams))
        return UnwritableOutput;
    const Design design = linked(arranged(imported.design), input->path, output);
    const int written = writeOutput(output, store::write(design), streams);
    if (written != Done)
        return written;
    if (json)
        printJson(toJson(imported), streams);
    else if (output != QLatin1String("-"))
        printSummary(imported, output, streams);
    return Done;
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.layOut = false;
    options->input.addSeveralTo(app);
    app.add_option("-o,--output", options->output,
                   tr("Design file to write; - for standard output").toStdString())
        ->required();
    app.add_flag("--strict", options->strict,
                 tr("Refuse a template that SAM would refuse").toStdString());
    app.add_option("--format", options->format, tr("text or json").toStdString())
        ->check(CLI::IsMember({"text", "json"}));
    return [options](const Streams &streams) { return execute(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{.name = "import",
                    .summary = QT_TRANSLATE_NOOP(
                        "CommandLine", "Make a design from a SAM or CloudFormation template"),
                    .prepare = prepare};

} // namespace stratoplan::cli::commands::import_template
