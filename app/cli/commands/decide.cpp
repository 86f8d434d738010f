// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/changed_input.h"
#include "app/cli/replacement_check.h"
#include "planner/decision/choice.h"
#include "planner/decision/walk.h"
#include "planner/model/edit.h"
#include "planner/model/names.h"
#include "planner/placement/placement.h"

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
    std::string tree;
    std::string format = "text";
    std::vector<std::string> answers;
    std::string by;
    std::string reason;
    bool apply = false;
    bool dryRun = false;
    std::string output;
    bool allowReplacement = false;
};

/// The tree of that name or file, or the design's own choice; the exit status when there is none.
tl::expected<decision::Tree, int> treeOf(const QString &word, const Settings &settings,
                                         const Streams &streams)
{
    const auto trees = decision::treesFor(settings, builtIn().trees);
    if (!trees)
        return tl::unexpected(streams.fail(trees.error(), UnreadableInput));
    const QString wanted = word.isEmpty() ? decision::treeIdOf(settings) : word;
    QStringList valid;
    for (const decision::Tree &tree : *trees) {
        if (tree.id == wanted)
            return tree;
        valid.append(tree.id);
    }
    if (!QFileInfo(wanted).isFile()) {
        streams.message(tr("--tree %1: there is no such tree or file; the trees are %2")
                            .arg(wanted, valid.join(QStringLiteral(", "))));
        return tl::unexpected<int>(BadCommandLine);
    }
    QFile file(wanted);
    if (!file.open(QIODevice::ReadOnly)) {
        streams.message(tr("%1: cannot be read: %2").arg(wanted, file.errorString()));
        return tl::unexpected<int>(UnreadableInput);
    }
    const Expected<decision::Tree> tree = decision::readTree(file.readAll(), wanted);
    if (tree)
        return *tree;
    return tl::unexpected(streams.fail(tree.error(), UnreadableInput));
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

// ---- answers and applying

/// The function that is named, or all; the exit status when there is none of that name.
tl::expected<QList<ElementId>, int> functionsOf(const Options &options, const Design &design,
                                                const Streams &streams)
{
    const QList<const Function *> functions = design.all<Function>();
    const QString name = QString::fromStdString(options.function);
    QList<ElementId> ids;
    QStringList valid;
    for (const Function *function : functions) {
        valid.append(function->name);
        if (name.isEmpty() || function->name == name)
            ids.append(function->id);
    }
    if (!name.isEmpty() && ids.isEmpty()) {
        streams.message(noSuchFunction(name, valid));
        return tl::unexpected<int>(BadCommandLine);
    }
    return ids;
}

/// The answers of the command line, given to a function; what is wrong with them is printed.
std::optional<Change> answersOf(const Options &options, ElementId id, const decision::Tree &tree,
                                const Design &design, const Streams &streams)
{
    Function function = *design.get<Function>(id);
    QList<DecisionAnswer> &given = function.decision.answers[tree.id];
    for (const std::string &text : options.answers) {
        const QString word = QString::fromStdString(text);
        const QString questionId = word.section(QLatin1Char('='), 0, 0);
        const QString answer = word.section(QLatin1Char('='), 1);
        const decision::Question *question = tree.question(questionId);
        if (!question) {
            QStringList valid;
            for (const decision::Question &each : tree.questions)
                valid.append(each.id);
            streams.message(tr("--answer %1: there is no such question; the questions are %2")
                                .arg(word, valid.join(QStringLiteral(", "))));
            return std::nullopt;
        }
        if (!question->branch(answer)) {
            QStringList valid;
            for (const decision::Branch &branch : question->branches)
                valid.append(branch.answer);
            streams.message(tr("--answer %1: %2 has the answers %3")
                                .arg(word, questionId, valid.join(QStringLiteral(", "))));
            return std::nullopt;
        }
        given.removeIf([&](const DecisionAnswer &each) { return each.question == questionId; });
        // The date is the design's: an answer belongs to the version that is being reviewed.
        given.append({questionId, answer, QString::fromStdString(options.by),
                      design.settings().date, QString::fromStdString(options.reason)});
    }
    Edit edit(design);
    edit.replace(id, function);
    return edit.change();
}

QString money(UsDollars amount)
{
    return QLatin1Char('$') + QString::number(amount.value, 'f', 2);
}

QString costOf(const placement::Step &step)
{
    QStringList parts;
    if (step.perMonth)
        parts.append(tr("%1 a month")
                         .arg((step.perMonth->value < 0 ? QStringLiteral("-") : QStringLiteral("+"))
                              + money(UsDollars{qAbs(step.perMonth->value)})));
    for (const Text &reason : step.unpriced)
        parts.append(tr("not priced: %1").arg(toString(reason)));
    return parts.isEmpty() ? QString()
                           : QStringLiteral(" (%1)").arg(parts.join(QLatin1String("; ")));
}

QStringList linesOf(const placement::Placement &placement)
{
    QStringList lines;
    if (placement.steps.isEmpty())
        lines.append(tr("The drawing follows the outcome; there is nothing to build."));
    for (const placement::Step &step : placement.steps)
        lines.append(
            (step.deed == placement::Deed::Add ? QLatin1String("  + ") : QLatin1String("  ~ "))
            + toString(step.text) + costOf(step));
    for (const Text &open : placement.open)
        lines.append(QLatin1String("  ? ") + toString(open));
    if (!placement.steps.isEmpty() && placement.costBefore && placement.costAfter) {
        const QString sum = tr("A month: %1 becomes %2")
                                .arg(money(*placement.costBefore), money(*placement.costAfter));
        lines.append(placement.hasUnpriced() ? tr("%1, and what is not priced").arg(sum) : sum);
    } else if (!placement.steps.isEmpty()) {
        lines.append(tr("What it costs is not known."));
    }
    return lines;
}

QJsonObject toJson(const placement::Placement &placement, const Names &names)
{
    QJsonArray steps;
    for (const placement::Step &step : placement.steps) {
        QJsonArray unpriced;
        for (const Text &reason : step.unpriced)
            unpriced.append(toString(reason));
        steps.append(QJsonObject{
            {QStringLiteral("deed"),
             step.deed == placement::Deed::Add ? QStringLiteral("add") : QStringLiteral("change")},
            {QStringLiteral("element"), names.of(step.element)},
            {QStringLiteral("text"), toString(step.text)},
            {QStringLiteral("costPerMonthUsd"),
             step.perMonth ? QJsonValue(step.perMonth->value) : QJsonValue()},
            {QStringLiteral("unpriced"), unpriced}});
    }
    const auto usd = [](const std::optional<UsDollars> &amount) {
        return amount ? QJsonValue(amount->value) : QJsonValue();
    };
    return {{QStringLiteral("steps"), steps},
            {QStringLiteral("costBeforePerMonthUsd"), usd(placement.costBefore)},
            {QStringLiteral("costAfterPerMonthUsd"), usd(placement.costAfter)},
            {QStringLiteral("hasUnpriced"), placement.hasUnpriced()}};
}

/// What the command does to its input, and what it is then.
struct Result
{
    Design design;
    Change change;
    std::optional<placement::Placement> placement;
};

tl::expected<Result, int> changed(const Options &options, const QList<ElementId> &functions,
                                  const decision::Tree &tree, const Design &design,
                                  const Streams &streams)
{
    Result made{design, {}, std::nullopt};
    if (!options.answers.empty()) {
        const auto change = answersOf(options, functions.first(), tree, design, streams);
        if (!change)
            return tl::unexpected<int>(BadCommandLine);
        made.change = *change;
        made.design = *apply(design, *change);
    }
    if (!options.apply)
        return made;
    Problems refused;
    made.placement = placement::placeAll(tree, functions, made.design, *builtIn().catalog, refused);
    streams.tell(refused);
    if (!refused.isEmpty() && !options.function.empty())
        return tl::unexpected<int>(BadCommandLine);
    made.change = merged(made.change, made.placement->change);
    made.design = *apply(made.design, made.placement->change);
    return made;
}

bool isWellFormed(const Options &options, const Streams &streams)
{
    if (!options.answers.empty() && options.function.empty()) {
        streams.message(tr("--answer: say which function answers, with --function"));
        return false;
    }
    const bool changes = options.apply || !options.answers.empty();
    if (!changes && (!options.output.empty() || options.dryRun)) {
        streams.message(tr("There is nothing to write without --apply or --answer"));
        return false;
    }
    if (changes && !options.input.furtherPaths.empty()) {
        streams.message(tr("--apply and --answer take one INPUT"));
        return false;
    }
    return true;
}

int runDecide(const Options &options, const Streams &streams)
{
    if (!isWellFormed(options, streams))
        return BadCommandLine;
    const std::optional<Input> input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    const tl::expected<decision::Tree, int> tree
        = treeOf(QString::fromStdString(options.tree), input->design->settings(), streams);
    if (!tree)
        return tree.error();
    const auto functions = functionsOf(options, *input->design, streams);
    if (!functions)
        return functions.error();
    const auto after = changed(options, *functions, *tree, *input->design, streams);
    if (!after)
        return after.error();

    const bool writes = (options.apply || !options.answers.empty()) && !options.dryRun;
    QList<OutputFile> files;
    if (writes) {
        const auto made
            = filesAfter(*input,
                         {after->change, !options.answers.empty(), options.allowReplacement,
                          QString::fromStdString(options.output)},
                         streams);
        if (!made)
            return made.error();
        files = *made;
    }
    // Standard output is the file's where the file goes there.
    const bool isTaken = std::any_of(files.begin(), files.end(), [](const OutputFile &file) {
        return file.path == QLatin1String("-");
    });
    const Streams told = isTaken ? Streams{streams.in, streams.err, streams.err} : streams;

    const Names names(after->design);
    QJsonArray list;
    for (const ElementId id : *functions) {
        const decision::Walk walk = decision::walk(*tree, id, after->design, *builtIn().catalog);
        if (options.format == "json")
            list.append(toJson(walk, *tree, names));
        else
            printWalk(walk, *tree, names, told);
    }
    if (options.format == "json") {
        QJsonObject document{{QStringLiteral("functions"), list}};
        if (after->placement)
            document.insert(QStringLiteral("applied"), toJson(*after->placement, names));
        printJson(document, told);
    } else if (after->placement) {
        told.print(linesOf(*after->placement).join(QLatin1Char('\n')) + QLatin1Char('\n'));
    }
    return writeOutputs(files, streams);
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.layOut = false;
    options->input.addSeveralTo(app);
    app.add_option("--function", options->function,
                   tr("Only the function of this name").toStdString());
    app.add_option("--tree", options->tree,
                   tr("talk-2018, today, or a file with a tree; else the design's own choice, else "
                      "today")
                       .toStdString());
    app.add_option(
           "--answer", options->answers,
           tr("Answer a question for the function, QUESTION=ANSWER; may be repeated").toStdString())
        ->allow_extra_args(false);
    app.add_option("--by", options->by, tr("Who gives the answers").toStdString());
    app.add_option("--reason", options->reason, tr("Why they are given").toStdString());
    app.add_flag(
        "--apply", options->apply,
        tr("Build what the outcome needs, and say what that adds and costs a month").toStdString());
    app.add_flag("--dry-run", options->dryRun,
                 tr("Say what --apply or --answer would do, and write nothing").toStdString());
    app.add_option("-o,--output", options->output,
                   tr("File to write instead of INPUT; - for standard output").toStdString());
    addAllowReplacement(app, options->allowReplacement);
    app.add_option("--format", options->format, tr("What is printed").toStdString())
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    return [options](const Streams &streams) { return runDecide(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{
    .name = "decide",
    .summary = QT_TRANSLATE_NOOP("CommandLine",
                                 "Walk the VPC decision tree for each function, and follow it"),
    .prepare = prepare};

} // namespace stratoplan::cli::commands::decide
