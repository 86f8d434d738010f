// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/derive.h"
#include "planner/decision/expect.h"
#include "planner/decision/tree.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;
using namespace stratoplan::decision;

namespace {

/// A sound tree; the tests break it line by line.
const char *const sound = R"(format: 1
id: small
name: A small tree
start: first
questions:
  - id: first
    text: Does it need a resource inside a VPC?
    reason: It may.
    derivation: needs-private-resource
    answers:
      - { answer: "yes", label: "Yes", next: second }
      - { answer: "no", label: "No", next: out }
  - id: second
    text: Is it late?
    reason: It may be.
    answers:
      - { answer: "yes", label: "Yes", next: in }
      - { answer: "no", label: "No", next: out }
outcomes:
  - { id: in, label: Inside, advice: Go in., expects: [inside-vpc] }
  - { id: out, label: Outside, advice: Stay out. }
)";

/// "code line:column" of each problem.
QStringList told(const Problems &problems)
{
    QStringList words;
    for (const Problem &problem : problems) {
        words.append(QStringLiteral("%1 %2:%3")
                         .arg(problem.code)
                         .arg(problem.where.line)
                         .arg(problem.where.column));
    }
    return words;
}

} // namespace

class TestTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheBuiltInOnes();
    void hasTheOutcomesOfTheContract_data();
    void hasTheOutcomesOfTheContract();
    void refusesFaults_data();
    void refusesFaults();
    void tellsAllFaultsAtOnce();
    void readsAFolder();
    void formatIsDocumented();
};

void TestTree::readsTheBuiltInOnes()
{
    const Expected<QList<Tree>> trees = readTrees();
    if (!trees)
        QFAIL(qPrintable(toString(trees.error().first())));
    QCOMPARE(trees->size(), 2);
    QCOMPARE(trees->at(0).id, QStringLiteral("talk-2018"));
    QCOMPARE(trees->at(1).id, QStringLiteral("today"));
    for (const Tree &tree : *trees) {
        for (const Question &question : tree.questions) {
            QVERIFY2(!question.derivation.isEmpty(), qPrintable(question.id));
            QVERIFY2(!question.reason.isEmpty(), qPrintable(question.id));
        }
        for (const Outcome &outcome : tree.outcomes)
            QVERIFY2(!outcome.expects.isEmpty(), qPrintable(outcome.id));
    }
}

void TestTree::hasTheOutcomesOfTheContract_data()
{
    QTest::addColumn<int>("tree");
    QTest::addColumn<QStringList>("outcomes");
    const QStringList talk{QStringLiteral("no-vpc"), QStringLiteral("private-subnet"),
                           QStringLiteral("private-subnet-nat")};
    QTest::newRow("talk") << 0 << talk;
    QTest::newRow("today") << 1
                           << talk
            + QStringList{QStringLiteral("avoid-vpc"), QStringLiteral("private-subnet-endpoints"),
                          QStringLiteral("private-subnet-ipv6-egress"),
                          QStringLiteral("provider-network")};
}

void TestTree::hasTheOutcomesOfTheContract()
{
    QFETCH(int, tree);
    QFETCH(QStringList, outcomes);
    QStringList found;
    const auto trees = readTrees();
    QVERIFY(trees);
    for (const Outcome &outcome : trees->at(tree).outcomes)
        found.append(outcome.id);
    found.sort();
    outcomes.sort();
    QCOMPARE(found, outcomes);
}

void TestTree::refusesFaults_data()
{
    QTest::addColumn<QString>("old");
    QTest::addColumn<QString>("replacement");
    QTest::addColumn<QStringList>("problems");

    const auto row = [](const char *name, const char *old, const char *replacement,
                        const QStringList &problems) {
        QTest::newRow(name) << QString::fromLatin1(old) << QString::fromLatin1(replacement)
                            << problems;
    };
    row("sound", "", "", {});
    row("answer leads nowhere", "next: second", "next: third",
        {QStringLiteral("decision.unknown-next 11:46"), QStringLiteral("decision.unreachable 13:5"),
         QStringLiteral("decision.unreachable 20:5")});
    row("loop", "next: in ", "next: first ",
        {QStringLiteral("decision.loop 17:46"), QStringLiteral("decision.unreachable 20:5")});
    row("loop of one", "next: in ", "next: second ",
        {QStringLiteral("decision.loop 17:46"), QStringLiteral("decision.unreachable 20:5")});
    row("start", "start: first", "start: out",
        {QStringLiteral("decision.unknown-start 4:8"), QStringLiteral("decision.unreachable 6:5"),
         QStringLiteral("decision.unreachable 13:5"), QStringLiteral("decision.unreachable 20:5")});
    row("derivation", "needs-private-resource", "needs-luck",
        {QStringLiteral("decision.unknown-derivation 9:17")});
    row("expectation", "[inside-vpc]", "[inside-out]",
        {QStringLiteral("decision.unknown-expectation 20:55")});
    row("answer of the derivation", "answer: \"no\", label: \"No\", next: out }\n  - id: second",
        "answer: never, label: \"No\", next: out }\n  - id: second",
        {QStringLiteral("decision.missing-answer 9:17")});
    row("answer twice", "answer: \"no\", label: \"No\", next: out }\n  - id: second",
        "answer: \"yes\", label: \"No\", next: out }\n  - id: second",
        {QStringLiteral("decision.duplicate-answer 12:9")});
    row("id twice", "id: out,", "id: in,", {QStringLiteral("decision.duplicate-id 21:5")});
    row("question and outcome of one id", "id: out,", "id: second,",
        {QStringLiteral("decision.duplicate-id 21:5")});
    row("one answer", "      - { answer: \"no\", label: \"No\", next: out }\noutcomes", "outcomes",
        {QStringLiteral("decision.too-few-answers 13:5")});
    row("unknown key", "    text: Is it late?", "    text: Is it late?\n    hint: no",
        {QStringLiteral("yaml.unknown-key 15:5")});
    row("missing key", "    reason: It may be.\n", "", {QStringLiteral("yaml.missing-key 13:5")});
    row("format", "format: 1", "format: 2", {QStringLiteral("decision.format 1:9")});
    row("syntax", "id: small", "id: [small", {QStringLiteral("yaml.syntax")});
}

void TestTree::refusesFaults()
{
    QFETCH(QString, old);
    QFETCH(QString, replacement);
    QFETCH(QStringList, problems);
    QString text = QString::fromLatin1(sound);
    if (!old.isEmpty()) {
        QCOMPARE(text.count(old), 1);
        text.replace(old, replacement);
    }
    const Expected<Tree> tree = readTree(text.toUtf8(), QStringLiteral("small.yaml"));
    QCOMPARE(tree.has_value(), problems.isEmpty());
    if (tree)
        return;
    if (problems.first() == QLatin1String("yaml.syntax")) {
        QCOMPARE(tree.error().first().code, problems.first());
        return;
    }
    QCOMPARE(told(tree.error()), problems);
    for (const Problem &problem : tree.error()) {
        QCOMPARE(problem.where.file, QStringLiteral("small.yaml"));
        QVERIFY2(!toString(problem.what).contains(QLatin1Char('{')),
                 qPrintable(toString(problem.what)));
    }
}

void TestTree::tellsAllFaultsAtOnce()
{
    QString text = QString::fromLatin1(sound);
    text.replace(QStringLiteral("next: second"), QStringLiteral("next: nowhere"));
    text.replace(QStringLiteral("needs-private-resource"), QStringLiteral("needs-luck"));
    const Expected<Tree> tree = readTree(text.toUtf8(), {});
    QVERIFY(!tree);
    const QStringList codes = told(tree.error());
    QVERIFY(codes.contains(QStringLiteral("decision.unknown-next 11:46")));
    QVERIFY(codes.contains(QStringLiteral("decision.unknown-derivation 9:17")));
    QVERIFY(codes.contains(QStringLiteral("decision.unreachable 13:5")));
}

void TestTree::readsAFolder()
{
    QTemporaryDir folder;
    const auto write = [&folder](const char *name, const QString &text) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    };
    QString other = QString::fromLatin1(sound);
    other.replace(QStringLiteral("id: small"), QStringLiteral("id: other"));
    write("b.yaml", QString::fromLatin1(sound));
    write("a.yaml", other);
    write("notes.md", QStringLiteral("# no tree"));
    const Expected<QList<Tree>> trees = readTrees(folder.path());
    QVERIFY(trees);
    QCOMPARE(trees->size(), 2);
    QCOMPARE(trees->first().id, QStringLiteral("other"));

    write("c.yaml", other);
    const Expected<QList<Tree>> twice = readTrees(folder.path());
    QVERIFY(!twice);
    QCOMPARE(twice.error().first().code, QStringLiteral("decision.duplicate-tree"));
    QVERIFY(twice.error().first().where.file.endsWith(QStringLiteral("c.yaml")));
}

void TestTree::formatIsDocumented()
{
    QFile file(QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/decision-trees/FORMAT.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    for (const Derivation &row : derivations())
        QVERIFY2(text.contains(QStringLiteral("| `%1` |").arg(row.name)), row.name.data());
    for (const Expectation &row : expectations())
        QVERIFY2(text.contains(QStringLiteral("| `%1` |").arg(row.name)), row.name.data());
}

QTEST_GUILESS_MAIN(TestTree)
#include "tst_tree.moc"
