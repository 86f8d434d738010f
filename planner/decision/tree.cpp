// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/tree.h"

#include "planner/decision/derive.h"
#include "planner/decision/expect.h"
#include "planner/yaml/reader.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QSet>

namespace stratoplan::decision {

namespace {

constexpr qint64 formatVersion = 1;

/// Where the parts of one tree are written, for problems of the tree as a whole.
struct Places
{
    QHash<QString, yaml::Node> questions;
    QHash<QString, yaml::Node> outcomes;
    QHash<QString, QList<yaml::Node>> branches; ///< by question, in order
};

template <class Row>
QStringList namesOf(std::span<const Row> rows)
{
    QStringList names;
    for (const Row &row : rows)
        names.append(row.name);
    return names;
}

class TreeReader
{
public:
    TreeReader(const yaml::Tree &text, const QString &file, Problems &problems)
        : m_root(text.root(), file, problems)
    {
    }

    Tree read()
    {
        const qint64 format = m_root.integer("format");
        if (m_root.has("format") && format != formatVersion) {
            m_root.report(
                m_root.node()["format"], QStringLiteral("decision.format"),
                {STRATOPLAN_TEXT("Decision", "Format {format} of decision trees is not known"),
                 {{QStringLiteral("format"), format}}},
                {STRATOPLAN_TEXT("Decision", "write format: 1"), {}});
        }
        m_tree.id = m_root.string("id");
        m_tree.name = m_root.string("name");
        m_tree.source = m_root.optionalString("source").value_or(QString());
        m_tree.start = m_root.string("start");
        m_root.each("questions", [this](yaml::Reader item) { readQuestion(item); });
        m_root.each("outcomes", [this](yaml::Reader item) { readOutcome(item); });
        m_root.refuseOthers();
        return m_tree;
    }

    /// What holds for the tree as a whole; call when its parts were read without problems.
    void prove()
    {
        if (m_tree.questions.isEmpty()) {
            m_root.report(QStringLiteral("decision.no-questions"),
                          {STRATOPLAN_TEXT("Decision", "The tree has no questions"), {}},
                          {STRATOPLAN_TEXT("Decision", "add at least one under questions"), {}});
            return;
        }
        if (!m_tree.question(m_tree.start)) {
            m_root.report(
                m_root.node()["start"], QStringLiteral("decision.unknown-start"),
                {STRATOPLAN_TEXT("Decision", "The tree starts at {start}, which is no question"),
                 {{QStringLiteral("start"), m_tree.start}}},
                {STRATOPLAN_TEXT("Decision", "name one of its questions"), {}});
        }
        for (const Question &question : m_tree.questions)
            proveQuestion(question);
        proveNoLoops();
        proveReach();
    }

private:
    void readQuestion(yaml::Reader &item)
    {
        Question question;
        question.id = item.string("id");
        question.text = item.string("text");
        question.reason = item.string("reason");
        question.derivation = item.optionalString("derivation").value_or(QString());
        item.each("answers", [&](yaml::Reader answer) {
            Branch branch;
            branch.answer = answer.string("answer");
            branch.label = answer.string("label");
            branch.next = answer.string("next");
            branch.result = answer.optionalString("result").value_or(QString());
            answer.refuseOthers();
            if (question.branch(branch.answer)) {
                answer.report(
                    QStringLiteral("decision.duplicate-answer"),
                    {STRATOPLAN_TEXT("Decision", "{question} has the answer {answer} twice"),
                     {{QStringLiteral("question"), question.id},
                      {QStringLiteral("answer"), branch.answer}}},
                    {STRATOPLAN_TEXT("Decision", "keep one of them"), {}});
            }
            question.branches.append(branch);
            m_places.branches[question.id].append(answer.node());
        });
        item.refuseOthers();
        refuseTaken(question.id, item);
        m_places.questions.insert(question.id, item.node());
        m_tree.questions.append(question);
    }

    void readOutcome(yaml::Reader &item)
    {
        Outcome outcome;
        outcome.id = item.string("id");
        outcome.label = item.string("label");
        outcome.advice = item.string("advice");
        outcome.expects = item.strings("expects");
        item.refuseOthers();
        for (const QString &name : outcome.expects) {
            if (!expectation(name)) {
                item.report(item.node()["expects"], QStringLiteral("decision.unknown-expectation"),
                            {STRATOPLAN_TEXT("Decision", "There is no expectation {name}"),
                             {{QStringLiteral("name"), name}}},
                            {STRATOPLAN_TEXT("Decision", "use of {names}"),
                             {{QStringLiteral("names"), namesOf(expectations())}}});
            }
        }
        refuseTaken(outcome.id, item);
        m_places.outcomes.insert(outcome.id, item.node());
        m_tree.outcomes.append(outcome);
    }

    void refuseTaken(const QString &id, yaml::Reader &item)
    {
        if (!m_places.questions.contains(id) && !m_places.outcomes.contains(id))
            return;
        item.report(
            QStringLiteral("decision.duplicate-id"),
            {STRATOPLAN_TEXT("Decision", "{id} names a question or outcome that exists already"),
             {{QStringLiteral("id"), id}}},
            {STRATOPLAN_TEXT("Decision", "give it another id"), {}});
    }

    void proveQuestion(const Question &question)
    {
        const yaml::Node place = m_places.questions.value(question.id);
        if (question.branches.size() < 2) {
            m_root.report(place, QStringLiteral("decision.too-few-answers"),
                          {STRATOPLAN_TEXT("Decision", "{question} has fewer than two answers"),
                           {{QStringLiteral("question"), question.id}}},
                          {STRATOPLAN_TEXT("Decision", "add answers, or drop the question"), {}});
        }
        const QList<yaml::Node> branches = m_places.branches.value(question.id);
        for (qsizetype i = 0; i < question.branches.size(); ++i) {
            const Branch &branch = question.branches.at(i);
            if (m_tree.question(branch.next) || m_tree.outcome(branch.next))
                continue;
            m_root.report(branches.at(i)["next"], QStringLiteral("decision.unknown-next"),
                          {STRATOPLAN_TEXT("Decision",
                                           "The answer {answer} to {question} leads to {next}, "
                                           "which does not exist"),
                           {{QStringLiteral("answer"), branch.answer},
                            {QStringLiteral("question"), question.id},
                            {QStringLiteral("next"), branch.next}}},
                          {STRATOPLAN_TEXT("Decision", "name a question or an outcome"), {}});
        }
        if (!question.derivation.isEmpty())
            proveDerivation(question, place["derivation"]);
    }

    void proveDerivation(const Question &question, yaml::Node place)
    {
        const Derivation *known = derivation(question.derivation);
        if (!known) {
            m_root.report(place, QStringLiteral("decision.unknown-derivation"),
                          {STRATOPLAN_TEXT("Decision", "There is no derivation {name}"),
                           {{QStringLiteral("name"), question.derivation}}},
                          {STRATOPLAN_TEXT("Decision", "use one of {names}"),
                           {{QStringLiteral("names"), namesOf(derivations())}}});
            return;
        }
        for (QLatin1String answer : known->answers) {
            if (question.branch(answer))
                continue;
            m_root.report(place, QStringLiteral("decision.missing-answer"),
                          {STRATOPLAN_TEXT("Decision",
                                           "{question} lacks the answer {answer}, which the "
                                           "derivation {name} may give"),
                           {{QStringLiteral("question"), question.id},
                            {QStringLiteral("answer"), QString(answer)},
                            {QStringLiteral("name"), question.derivation}}},
                          {STRATOPLAN_TEXT("Decision", "add that answer"), {}});
        }
    }

    void proveNoLoops()
    {
        QSet<QString> finished;
        for (const Question &question : m_tree.questions) {
            QStringList path;
            findLoop(question, path, finished);
        }
    }

    void findLoop(const Question &question, QStringList &path, QSet<QString> &finished)
    {
        if (finished.contains(question.id))
            return;
        path.append(question.id);
        const QList<yaml::Node> places = m_places.branches.value(question.id);
        for (qsizetype i = 0; i < question.branches.size(); ++i) {
            const Question *next = m_tree.question(question.branches.at(i).next);
            if (!next)
                continue;
            const qsizetype again = path.indexOf(next->id);
            if (again < 0) {
                findLoop(*next, path, finished);
                continue;
            }
            m_root.report(
                places.at(i)["next"], QStringLiteral("decision.loop"),
                {STRATOPLAN_TEXT("Decision", "The questions {questions} lead in a circle"),
                 {{QStringLiteral("questions"), path.mid(again)}}},
                {STRATOPLAN_TEXT("Decision", "let one of the answers lead to an outcome"), {}});
        }
        path.removeLast();
        finished.insert(question.id);
    }

    void proveReach()
    {
        QSet<QString> reached;
        QStringList ahead{m_tree.start};
        while (!ahead.isEmpty()) {
            const QString id = ahead.takeFirst();
            if (reached.contains(id))
                continue;
            reached.insert(id);
            if (const Question *question = m_tree.question(id)) {
                for (const Branch &branch : question->branches)
                    ahead.append(branch.next);
            }
        }
        for (const Question &question : m_tree.questions)
            demandReached(question.id, reached, m_places.questions.value(question.id));
        for (const Outcome &outcome : m_tree.outcomes)
            demandReached(outcome.id, reached, m_places.outcomes.value(outcome.id));
    }

    void demandReached(const QString &id, const QSet<QString> &reached, yaml::Node place)
    {
        if (reached.contains(id))
            return;
        m_root.report(
            place, QStringLiteral("decision.unreachable"),
            {STRATOPLAN_TEXT("Decision", "No answer leads to {id}"), {{QStringLiteral("id"), id}}},
            {STRATOPLAN_TEXT("Decision", "lead an answer there, or drop it"), {}});
    }

    yaml::Reader m_root;
    Tree m_tree;
    Places m_places;
};

} // namespace

const Branch *Question::branch(const QString &answer) const
{
    for (const Branch &branch : branches) {
        if (branch.answer == answer)
            return &branch;
    }
    return nullptr;
}

const Question *Tree::question(const QString &wanted) const
{
    for (const Question &question : questions) {
        if (question.id == wanted)
            return &question;
    }
    return nullptr;
}

const Outcome *Tree::outcome(const QString &wanted) const
{
    for (const Outcome &outcome : outcomes) {
        if (outcome.id == wanted)
            return &outcome;
    }
    return nullptr;
}

Expected<Tree> readTree(const QByteArray &text, const QString &file)
{
    const Expected<yaml::Tree> parsed = yaml::parse(text, file);
    if (!parsed)
        return tl::unexpected<Problems>(parsed.error());

    Problems problems = parsed->warnings();
    TreeReader reader(*parsed, file, problems);
    const Tree tree = reader.read();
    if (problems.isEmpty())
        reader.prove();
    if (!problems.isEmpty())
        return failure(problems);
    return tree;
}

Expected<QList<Tree>> readTrees(const QString &folder)
{
    QList<Tree> trees;
    Problems problems;
    const QDir dir(folder);
    const QStringList files = dir.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name);
    for (const QString &name : files) {
        const QString path = dir.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            problems.append(
                {Severity::High,
                 QStringLiteral("decision.unreadable"),
                 {STRATOPLAN_TEXT("Decision", "The decision tree cannot be read: {reason}"),
                  {{QStringLiteral("reason"), file.errorString()}}},
                 {path, 0, 0, {}},
                 {STRATOPLAN_TEXT("Decision", "check the file and its permissions"), {}}});
            continue;
        }
        Expected<Tree> tree = readTree(file.readAll(), path);
        if (!tree) {
            problems += tree.error();
            continue;
        }
        const auto sameId = [&tree](const Tree &other) { return other.id == tree->id; };
        if (std::any_of(trees.begin(), trees.end(), sameId)) {
            problems.append({Severity::High,
                             QStringLiteral("decision.duplicate-tree"),
                             {STRATOPLAN_TEXT("Decision", "A tree called {id} exists already"),
                              {{QStringLiteral("id"), tree->id}}},
                             {path, 0, 0, {}},
                             {STRATOPLAN_TEXT("Decision", "give it another id"), {}}});
            continue;
        }
        trees.append(*std::move(tree));
    }
    if (!problems.isEmpty())
        return failure(problems);
    return trees;
}

} // namespace stratoplan::decision
