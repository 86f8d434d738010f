// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include "planner/decision/walk.h"
#include "planner/model/names.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

namespace stratoplan::cli::commands::decide {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// Text of a tree, which is data.
QString shown(const QString &text)
{
    return QCoreApplication::translate("DecisionTree", text.toUtf8().constData());
}

struct Options
{
    InputOptions input;
    std::string function;
    std::string tree = "today";
    std::string format = "text";
};

/// The tree, or the exit status when there is none.
tl::expected<decision::Tree, int> treeOf(const QString &word, const Streams &streams)
{
    QStringList valid;
    for (const decision::Tree &tree : builtIn().trees) {
        if (tree.id == word)
            return tree;
        valid.append(tree.id);
    }
    if (!QFileInfo(word).isFile()) {
        streams.message(tr("--tree %1: there is no such tree or file; the trees are %2")
                            .arg(word, valid.join(QStringLiteral(", "))));
        return tl::unexpected<int>(BadCommandLine);
    }
    QFile file(word);
    if (!file.open(QIODevice::ReadOnly)) {
        streams.message(tr("%1: cannot be read: %2").arg(word, file.errorString()));
        return tl::unexpected<int>(UnreadableInput);
    }
    const Expected<decision::Tree> tree = decision::readTree(file.readAll(), word);
    if (tree)
        return *tree;
    for (const Problem &problem : tree.error())
        streams.message(toString(problem));
    return tl::unexpected<int>(UnreadableInput);
}

QJsonArray namesOf(const QList<ElementId> &elements, const Names &names)
{
    return QJsonArray::fromStringList(names.of(elements));
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject toJson(const decision::Answer &answer, const Names &names)
{
    QJsonObject object{{QStringLiteral("question"), answer.question},
                       {QStringLiteral("answer"), textOrNull(answer.answer)},
                       {QStringLiteral("from"), QString(decision::id(answer.from))},
                       {QStringLiteral("evidence"), textOrNull(toString(answer.evidence))},
                       {QStringLiteral("elements"), namesOf(answer.elements, names)}};
    if (answer.from == decision::AnswerFrom::User) {
        object.insert(QStringLiteral("by"), textOrNull(answer.by));
        object.insert(QStringLiteral("date"), textOrNull(answer.date.toString(Qt::ISODate)));
        object.insert(QStringLiteral("reason"), textOrNull(answer.reason));
    }
    return object;
}

QJsonObject toJson(const decision::Conflict &conflict, const Names &names)
{
    return {{QStringLiteral("question"), textOrNull(conflict.question)},
            {QStringLiteral("answer"), textOrNull(conflict.answer)},
            {QStringLiteral("drawn"), textOrNull(conflict.drawn)},
            {QStringLiteral("what"), toString(conflict.what)},
            {QStringLiteral("evidence"), textOrNull(toString(conflict.evidence))},
            {QStringLiteral("elements"), namesOf(conflict.elements, names)}};
}

QJsonObject toJson(const decision::Walk &walk, const decision::Tree &tree, const Names &names)
{
    QJsonArray answers;
    for (const decision::Answer &answer : walk.answers)
        answers.append(toJson(answer, names));
    QJsonArray conflicts;
    for (const decision::Conflict &conflict : walk.conflicts)
        conflicts.append(toJson(conflict, names));
    return {{QStringLiteral("name"), names.of(walk.function)},
            {QStringLiteral("tree"), walk.tree},
            {QStringLiteral("answers"), answers},
            {QStringLiteral("outcome"), textOrNull(walk.outcome)},
            {QStringLiteral("outcomeLabel"), textOrNull(shown(decision::outcomeLabel(tree, walk)))},
            {QStringLiteral("conflicts"), conflicts}};
}

QString originOf(const decision::Answer &answer)
{
    switch (answer.from) {
    case decision::AnswerFrom::User: {
        QStringList parts;
        if (!answer.by.isEmpty())
            parts.append(answer.by);
        if (answer.date.isValid())
            parts.append(answer.date.toString(Qt::ISODate));
        if (!answer.reason.isEmpty())
            parts.append(answer.reason);
        return parts.isEmpty() ? tr("a person") : parts.join(QStringLiteral(", "));
    }
    case decision::AnswerFrom::Drawing:
        return tr("drawing: %1").arg(toString(answer.evidence));
    case decision::AnswerFrom::Template:
        return tr("template: %1").arg(toString(answer.evidence));
    case decision::AnswerFrom::Open:
        break;
    }
    return toString(answer.evidence);
}

void printWalk(const decision::Walk &walk, const decision::Tree &tree, const Names &names,
               const Streams &streams)
{
    const QString label = shown(decision::outcomeLabel(tree, walk));
    streams.print(QStringLiteral("%1: %2\n")
                      .arg(names.shown(walk.function), label.isEmpty() ? tr("open") : label));
    int number = 0;
    for (const decision::Answer &answer : walk.answers) {
        const decision::Question *question = tree.question(answer.question);
        const decision::Branch *branch = question ? question->branch(answer.answer) : nullptr;
        const QString origin = originOf(answer);
        streams.print(QStringLiteral("  %1. %2 %3%4\n")
                          .arg(QString::number(++number),
                               question ? shown(question->text) : QString(),
                               branch ? shown(branch->label) : QStringLiteral("?"),
                               origin.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(origin)));
    }
    if (const decision::Outcome *outcome = tree.outcome(walk.outcome))
        streams.print(QStringLiteral("  %1\n").arg(shown(outcome->advice)));
    for (const decision::Conflict &conflict : walk.conflicts) {
        const QString evidence = toString(conflict.evidence);
        streams.print(tr("  Differs: %1").arg(toString(conflict.what))
                      + (evidence.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(evidence))
                      + QLatin1Char('\n'));
    }
}

int runDecide(const Options &options, const Streams &streams)
{
    const tl::expected<decision::Tree, int> tree
        = treeOf(QString::fromStdString(options.tree), streams);
    if (!tree)
        return tree.error();
    const std::optional<Input> input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;

    const Design &design = *input->design;
    const Names names(design);
    QList<decision::Walk> walks;
    if (options.function.empty()) {
        walks = decision::walkAll(*tree, design, *builtIn().catalog);
    } else {
        const QString name = QString::fromStdString(options.function);
        const Function *function = design.named<Function>(name);
        if (!function) {
            QStringList valid;
            const QList<const Function *> functions = design.all<Function>();
            for (const Function *other : functions)
                valid.append(other->name);
            streams.message(tr("--function %1: there is no such function; the functions are %2")
                                .arg(name, valid.join(QStringLiteral(", "))));
            return BadCommandLine;
        }
        walks.append(decision::walk(*tree, function->id, design, *builtIn().catalog));
    }

    if (options.format == "json") {
        QJsonArray functions;
        for (const decision::Walk &walk : std::as_const(walks))
            functions.append(toJson(walk, *tree, names));
        printJson({{QStringLiteral("functions"), functions}}, streams);
        return Done;
    }
    for (const decision::Walk &walk : std::as_const(walks))
        printWalk(walk, *tree, names, streams);
    return Done;
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.addSeveralTo(app);
    app.add_option("--function", options->function,
                   tr("Only the function of this name").toStdString());
    app.add_option("--tree", options->tree,
                   tr("talk-2018, today, or a file with a tree").toStdString())
        ->capture_default_str();
    app.add_option("--format", options->format, tr("What is printed").toStdString())
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    return [options](const Streams &streams) { return runDecide(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{
    .name = "decide",
    .summary = QT_TRANSLATE_NOOP("CommandLine", "Walk the VPC decision tree for each function"),
    .prepare = prepare};

} // namespace stratoplan::cli::commands::decide
