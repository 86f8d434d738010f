// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>
#include <QTest>

using namespace stratoplan;

namespace {

struct Outcome
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    QJsonArray functions() const
    {
        return QJsonDocument::fromJson(out).object().value(QLatin1String("functions")).toArray();
    }
};

Outcome run(const QStringList &arguments, const QByteArray &input)
{
    const CommandOutcome made
        = runCommand(QStringList{QStringLiteral("decide"), QStringLiteral("-")} + arguments, input);
    return {made.status, made.out, made.err};
}

/// A function that a person keeps out of the VPC although it reads a cache, one that reads a
/// database which may have a data API, and one that needs nothing.
const char *const design = R"(stratoplan: 1
functions:
  - name: Stubborn
    id: 1
    decisions:
      today:
        - { question: private-resource, answer: "no", by: Ada, date: 2026-11-12, reason: later }
  - name: Asks
    id: 2
  - name: Plain
    id: 3
services:
  - { name: Cache, id: 4, kind: cache }
  - { name: Db, id: 5, kind: relational-database, properties: { engine: aurora-mysql } }
connections:
  - { id: 6, from: Stubborn, to: Cache, role: access }
  - { id: 7, from: Asks, to: Db, role: access }
)";

QJsonObject answer(const QJsonObject &function, int index)
{
    return function.value(QLatin1String("answers")).toArray().at(index).toObject();
}

} // namespace

class TestDecideCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void json();
    void oneFunctionAndOneTree();
    void treeFromAFile();
    void text();
    void wrongWordsListTheValidOnes();
    void isTheSameEveryTime();
};

void TestDecideCommand::json()
{
    const Outcome outcome = run({QStringLiteral("--format"), QStringLiteral("json")}, design);
    QCOMPARE(outcome.status, int(cli::Done));
    QCOMPARE(outcome.err, QByteArray());
    const QJsonArray functions = outcome.functions();
    QCOMPARE(functions.size(), 3);

    const QJsonObject stubborn = functions.at(0).toObject();
    QCOMPARE(stubborn.value(QLatin1String("name")), QStringLiteral("Stubborn"));
    QCOMPARE(stubborn.value(QLatin1String("tree")), QStringLiteral("today"));
    QCOMPARE(stubborn.value(QLatin1String("outcome")), QStringLiteral("no-vpc"));
    const QJsonObject said = answer(stubborn, 1);
    QCOMPARE(said.value(QLatin1String("question")), QStringLiteral("private-resource"));
    QCOMPARE(said.value(QLatin1String("answer")), QStringLiteral("no"));
    QCOMPARE(said.value(QLatin1String("from")), QStringLiteral("user"));
    QCOMPARE(said.value(QLatin1String("by")), QStringLiteral("Ada"));
    QCOMPARE(said.value(QLatin1String("date")), QStringLiteral("2026-11-12"));
    const QJsonArray conflicts = stubborn.value(QLatin1String("conflicts")).toArray();
    QCOMPARE(conflicts.size(), 1);
    QCOMPARE(conflicts.first().toObject().value(QLatin1String("question")),
             QStringLiteral("private-resource"));
    QCOMPARE(conflicts.first().toObject().value(QLatin1String("drawn")), QStringLiteral("yes"));

    // An open question is null, and so is the outcome.
    const QJsonObject asks = functions.at(1).toObject();
    QVERIFY(asks.value(QLatin1String("outcome")).isNull());
    const QJsonObject open = answer(asks, 2);
    QVERIFY(open.value(QLatin1String("answer")).isNull());
    QCOMPARE(open.value(QLatin1String("from")), QStringLiteral("open"));
    QCOMPARE(asks.value(QLatin1String("answers")).toArray().size(), 3);
    QCOMPARE(answer(asks, 1).value(QLatin1String("from")), QStringLiteral("drawing"));
    QCOMPARE(answer(asks, 1).value(QLatin1String("elements")).toArray(),
             (QJsonArray{QStringLiteral("Db"), QStringLiteral("Asks->Db")}));

    QCOMPARE(functions.at(2).toObject().value(QLatin1String("conflicts")).toArray(), QJsonArray());
}

void TestDecideCommand::oneFunctionAndOneTree()
{
    const Outcome outcome
        = run({QStringLiteral("--function"), QStringLiteral("Stubborn"), QStringLiteral("--tree"),
               QStringLiteral("talk-2018"), QStringLiteral("--format"), QStringLiteral("json")},
              design);
    QCOMPARE(outcome.status, int(cli::Done));
    QCOMPARE(outcome.functions().size(), 1);
    const QJsonObject function = outcome.functions().first().toObject();
    QCOMPARE(function.value(QLatin1String("tree")), QStringLiteral("talk-2018"));
    // The answer was given in the other tree; here the drawing decides.
    QCOMPARE(function.value(QLatin1String("outcome")), QStringLiteral("private-subnet"));
}

void TestDecideCommand::treeFromAFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("format: 1\nid: own\nname: Our tree\nstart: q\nquestions:\n"
               "  - id: q\n    text: Inside?\n    reason: We ask.\n    derivation: "
               "needs-private-resource\n"
               "    answers:\n      - { answer: \"yes\", label: \"Yes\", next: in }\n"
               "      - { answer: \"no\", label: \"No\", next: out }\n"
               "outcomes:\n  - { id: in, label: In, advice: Go. }\n  - { id: out, label: Out, "
               "advice: Stay. }\n");
    file.flush();
    const QStringList arguments{QStringLiteral("--tree"), file.fileName(),
                                QStringLiteral("--format"), QStringLiteral("json")};
    const Outcome outcome = run(arguments, design);
    QCOMPARE(outcome.status, int(cli::Done));
    QCOMPARE(outcome.functions().first().toObject().value(QLatin1String("outcome")),
             QStringLiteral("in"));

    file.resize(0);
    file.seek(0);
    file.write("format: 1\nid: own\nname: Our tree\nstart: q\n");
    file.flush();
    const Outcome broken = run(arguments, design);
    QCOMPARE(broken.status, int(cli::UnreadableInput));
    QCOMPARE(broken.out, QByteArray());
    QVERIFY2(broken.err.contains(":1:1: "), broken.err);
}

void TestDecideCommand::text()
{
    const Outcome outcome = run({}, design);
    QCOMPARE(outcome.status, int(cli::Done));
    QVERIFY2(outcome.out.contains("Stubborn: No VPC\n"), outcome.out);
    QVERIFY2(outcome.out.contains("(Ada, 2026-11-12, later)"), outcome.out);
    QVERIFY2(outcome.out.contains("Differs: "), outcome.out);
    QVERIFY2(outcome.out.contains("Asks: open\n"), outcome.out);
    QVERIFY2(!outcome.out.contains('{'), outcome.out);
}

void TestDecideCommand::wrongWordsListTheValidOnes()
{
    const Outcome function = run({QStringLiteral("--function"), QStringLiteral("Nobody")}, design);
    QCOMPARE(function.status, int(cli::BadCommandLine));
    QVERIFY2(function.err.contains("Stubborn, Asks, Plain"), function.err);
    QCOMPARE(function.out, QByteArray());
    const Outcome tree = run({QStringLiteral("--tree"), QStringLiteral("oak")}, design);
    QCOMPARE(tree.status, int(cli::BadCommandLine));
    QVERIFY2(tree.err.contains("talk-2018, today"), tree.err);
    // A service is no function.
    QCOMPARE(run({QStringLiteral("--function"), QStringLiteral("Cache")}, design).status,
             int(cli::BadCommandLine));
    QCOMPARE(run({QStringLiteral("--format"), QStringLiteral("xml")}, design).status,
             int(cli::BadCommandLine));
}

void TestDecideCommand::isTheSameEveryTime()
{
    const QStringList arguments{QStringLiteral("--format"), QStringLiteral("json")};
    QCOMPARE(run(arguments, design).out, run(arguments, design).out);
}

QTEST_GUILESS_MAIN(TestDecideCommand)
#include "tst_decide.moc"
