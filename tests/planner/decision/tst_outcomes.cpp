// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every way through the built-in trees, and a sample for every outcome.
#include "planner/decision/choice.h"
#include "planner/decision/walk.h"
#include "planner/model/edit.h"
#include "planner/store/store.h"
#include "tests/planner/decision/built_in_trees.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <map>

using namespace stratoplan;
using namespace stratoplan::decision;

namespace {

/// Every way from a question to its outcome: "question=answer question=answer > outcome".
void collect(const Tree &tree, const QString &at, const QString &way, QStringList &ways)
{
    const Question *question = tree.question(at);
    if (!question) {
        ways.append(way + QLatin1String("> ") + at);
        return;
    }
    for (const Branch &branch : question->branches)
        collect(tree, branch.next,
                way + question->id + QLatin1Char('=') + branch.answer + QLatin1Char(' '), ways);
}

/// Two zones with a database, and subnets that the tables TableA and TableB serve.
QString inNet(const char *routes, const char *more)
{
    return QStringLiteral("vpc Net 10.0.0.0/16 %3; zone A zone=us-east-1a in Net; "
                          "zone B zone=us-east-1b in Net; gateway internet Igw in Net; "
                          "gateway egress-only Out in Net; "
                          "table Public in Net 0.0.0.0/0>Igw; "
                          "subnet PublicA 10.0.0.0/24 in A routeTable=Public; "
                          "subnet PublicB 10.0.1.0/24 in B routeTable=Public; "
                          "gateway nat NatA in PublicA; gateway nat NatB in PublicB; "
                          "gateway regional-nat NatR in Net; "
                          "table TableA in Net %1; table TableB in Net %2; "
                          "subnet AppA 10.0.16.0/24 in A routeTable=TableA; "
                          "subnet AppB 10.0.17.0/24 in B routeTable=TableB; "
                          "subnet DataA 10.0.32.0/24 in A; cache Db in DataA; outside-system Pay; ")
               .arg(QString::fromLatin1(routes).section(u'|', 0, 0),
                    QString::fromLatin1(routes).section(u'|', 1, 1),
                    QString::fromLatin1(routes).contains(QLatin1String("::/0"))
                        ? QStringLiteral("ipv6Cidr=2001:db8::/56")
                        : QString())
        + QString::fromLatin1(more);
}

} // namespace

class TestOutcomes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waysOfTheTalkAreThoseOfTheSlide();
    void waysOfToday();
    void answersOfEveryWayLeadThere_data();
    void answersOfEveryWayLeadThere();
    void everyOutcomeHasASample();
    void designsChooseTheirTree();
};

// Slide 19: "Should my function be in a VPC?" Does it need a resource inside one? No: don't put it
// there. Yes: does it also need the internet? No: in a private subnet. Yes: in a private subnet
// with a NAT.
void TestOutcomes::waysOfTheTalkAreThoseOfTheSlide()
{
    const Tree &talk = treeOf(QStringLiteral("talk-2018"));
    QStringList ways;
    collect(talk, talk.start, {}, ways);
    ways.sort();
    QCOMPARE(ways,
             (QStringList{
                 QStringLiteral("private-resource=no > no-vpc"),
                 QStringLiteral("private-resource=yes internet=no > private-subnet"),
                 QStringLiteral("private-resource=yes internet=yes > private-subnet-nat"),
             }));
}

void TestOutcomes::waysOfToday()
{
    const Tree &today = treeOf(QStringLiteral("today"));
    QStringList ways;
    collect(today, today.start, {}, ways);
    QCOMPARE(ways.size(), 9);
    std::map<QString, int> ends;
    for (const QString &way : ways)
        ++ends[way.section(QLatin1String("> "), 1)];
    for (const Outcome &outcome : today.outcomes)
        QCOMPARE(ends[outcome.id], outcome.id == QLatin1String("private-subnet-nat") ? 3 : 1);
}

void TestOutcomes::answersOfEveryWayLeadThere_data()
{
    QTest::addColumn<QString>("tree");
    QTest::addColumn<QString>("way");
    for (const QString &id : {QStringLiteral("talk-2018"), QStringLiteral("today")}) {
        QStringList ways;
        collect(treeOf(id), treeOf(id).start, {}, ways);
        for (const QString &way : ways)
            QTest::newRow(qPrintable(id + QLatin1String(": ") + way)) << id << way;
    }
}

/// A person who gives the answers of a way ends where it does, whatever is drawn.
void TestOutcomes::answersOfEveryWayLeadThere()
{
    QFETCH(QString, tree);
    QFETCH(QString, way);
    const Design drawn = designFromText(QStringLiteral("fn Fn; cache C; Fn -- C"));
    Function function = *drawn.named<Function>(QStringLiteral("Fn"));
    const QString answers = way.section(QLatin1String("> "), 0, 0);
    for (const QString &word : answers.split(u' ', Qt::SkipEmptyParts)) {
        DecisionAnswer answer;
        answer.question = word.section(u'=', 0, 0);
        answer.answer = word.section(u'=', 1);
        function.decision.answers[tree].append(answer);
    }
    Edit edit(drawn);
    edit.replace(function.id, function);
    const Walk walked = walk(treeOf(tree), function.id, *edit.result(), facts());
    QCOMPARE(walked.outcome, way.section(QLatin1String("> "), 1));
    QCOMPARE(walked.answers.size(), answers.count(u'='));
}

void TestOutcomes::everyOutcomeHasASample()
{
    const Tree &today = treeOf(QStringLiteral("today"));
    std::map<QString, int> samples;
    const auto count = [&](const Design &design, const QString &only) {
        for (const Walk &walked : walkAll(today, design, facts())) {
            const bool isDrawn = std::all_of(
                walked.answers.begin(), walked.answers.end(),
                [](const Answer &answer) { return answer.from == AnswerFrom::Drawing; });
            if (!isDrawn || !walked.conflicts.isEmpty())
                continue;
            ++samples[walked.outcome];
            if (!only.isEmpty())
                QCOMPARE(walked.outcome, only);
        }
    };
    const QDir folder(QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples"));
    for (const QString &name : folder.entryList({QStringLiteral("*.stratoplan")})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto design = store::read(file.readAll(), name);
        QVERIFY(design);
        count(*design, {});
    }
    const auto drawn = [&](const char *outcome, const QString &text) {
        count(designFromText(text), QLatin1String(outcome));
    };
    const char *inside = "fn Fn in AppA,AppB; Fn -- Db";
    const char *pays = "fn Fn in AppA,AppB; Fn -- Db; Fn => Pay";
    drawn("provider-network", QStringLiteral("fn Fn managedInstances=true"));
    drawn("no-vpc", QStringLiteral("fn Fn; queue Q; Fn -- Q"));
    drawn("avoid-vpc",
          QStringLiteral("vpc Net 10.0.0.0/16; zone A in Net; subnet S 10.0.0.0/24 in A; "
                         "relational-database Db engine=aurora-mysql dataApi=true in S; fn Fn; "
                         "Fn -- Db"));
    drawn("private-subnet", inNet("", inside));
    drawn("private-subnet-endpoints",
          inNet("",
                "fn Fn in AppA,AppB; Fn -- Db; queue Q; Fn -- Q; "
                "endpoint interface Sqs sqs in AppA,AppB"));
    drawn("private-subnet-ipv6-egress",
          inNet("::/0>Out|::/0>Out", "fn Fn ipv6DualStack=true in AppA,AppB; Fn -- Db; Fn => Pay"));
    drawn("private-subnet-nat", inNet("0.0.0.0/0>NatA|0.0.0.0/0>NatB", pays));
    drawn("private-subnet-nat", inNet("0.0.0.0/0>NatA|0.0.0.0/0>NatA", pays));
    drawn("private-subnet-nat", inNet("0.0.0.0/0>NatR|0.0.0.0/0>NatR", pays));
    for (const Outcome &outcome : today.outcomes) {
        QVERIFY2(samples[outcome.id] > 0, qPrintable(outcome.id));
        qInfo("%3d %s", samples[outcome.id], qPrintable(outcome.id));
    }
}

void TestOutcomes::designsChooseTheirTree()
{
    const QList<Tree> builtIn = *readTrees();
    Settings settings;
    QCOMPARE(treeIdOf(settings), QStringLiteral("today"));
    QCOMPARE(treesFor(settings, builtIn)->size(), builtIn.size());

    QByteArray text = "format: 1\nid: today\nname: Ours\nstart: q\nquestions:\n"
                      "  - id: q\n    text: Inside?\n    reason: We ask.\n    answers:\n"
                      "      - { answer: \"yes\", label: \"Yes\", next: in }\n"
                      "      - { answer: \"no\", label: \"No\", next: out }\n"
                      "outcomes:\n  - { id: in, label: In, advice: Go. }\n"
                      "  - { id: out, label: Out, advice: Stay. }\n";
    const Expected<TreeChoice> own = ownTree(text, QStringLiteral("ours.yaml"));
    QVERIFY(own);
    settings.decisionTree = *own;
    // An own tree takes the place of the program's of the same id.
    const auto trees = treesFor(settings, builtIn);
    QVERIFY(trees);
    QCOMPARE(trees->size(), builtIn.size());
    QCOMPARE(trees->last().name, QStringLiteral("Ours"));

    text.replace("next: in ", "next: q ");
    const Expected<TreeChoice> circular = ownTree(text, QStringLiteral("ours.yaml"));
    QVERIFY(!circular);
    QCOMPARE(toString(circular.error().first()).section(u' ', 0, 0),
             QStringLiteral("ours.yaml:10:46:"));
    settings.decisionTree.text = QString::fromUtf8(text);
    QVERIFY(!treesFor(settings, builtIn));
}

QTEST_GUILESS_MAIN(TestOutcomes)
#include "tst_outcomes.moc"
