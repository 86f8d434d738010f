// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/merge.h"
#include "tests/planner/sam/sam_reading.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stratoplan;
using namespace stratoplan::test;
using namespace stratoplan::sam;

namespace {

const QString file = QStringLiteral("template.yaml");

// Comments and quotes are there to be kept.
const QByteArray base = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Charge: # takes money
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      MemorySize: 512
      Timeout: 10
      Layers: [one, two]
      Environment:
        Variables:
          MODE: 'test'
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30
)";

struct Outcome
{
    QByteArray text;
    QStringList conflicts; ///< "path: base | mine | theirs"
    QStringList problems;
};

Outcome outcomeOf(const QByteArray &mine, const QByteArray &theirs, Side side = Side::Theirs,
                  const QList<RenameResource> &renames = {}, const QByteArray &from = base)
{
    const Expected<Merge> result = merge(from, mine, theirs, renames, file);
    if (!result)
        return {{}, {}, codesOf(result.error())};
    Outcome outcome;
    QList<Side> sides;
    for (const MergeConflict &one : result->conflicts) {
        sides.append(side);
        outcome.conflicts.append(one.path.join(QLatin1Char('.')) + QLatin1String(": ")
                                 + QString::fromUtf8(one.base) + QLatin1String(" | ")
                                 + QString::fromUtf8(one.mine) + QLatin1String(" | ")
                                 + QString::fromUtf8(one.theirs));
    }
    const Expected<QByteArray> text = patched(theirs, file, editsOf(*result, sides));
    if (text)
        outcome.text = *text;
    else
        outcome.problems = codesOf(text.error());
    return outcome;
}

QByteArray replaced(QByteArray text, const char *from, const char *to)
{
    if (!text.contains(from))
        qFatal("the text has no %s", from);
    return text.replace(from, to);
}

} // namespace

class TestMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesWhatDoesNotMeet_data()
    {
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("expected");
        const auto row
            = [](const char *name, const QByteArray &mine, const QByteArray &theirs,
                 const QByteArray &expected) { QTest::newRow(name) << mine << theirs << expected; };
        const QByteArray memory = replaced(base, "512", "1024");
        const QByteArray timeout = replaced(base, "Timeout: 10", "Timeout: 20");
        row("nothing", base, base, base);
        row("mine alone", memory, base, memory);
        row("theirs alone", base, timeout, timeout);
        row("two properties of one resource", memory, timeout, replaced(timeout, "512", "1024"));
        row("the same twice", memory, memory, memory);
        row("their comments stay", memory, replaced(base, "takes money", "bills"),
            replaced(memory, "takes money", "bills"));
        row("their line ends stay", memory, replaced(base, "\n", "\r\n"),
            replaced(memory, "\n", "\r\n"));
        row("their order of keys is no change", memory,
            replaced(base, "      MemorySize: 512\n      Timeout: 10\n",
                     "      Timeout: 10\n      MemorySize: 512\n"),
            replaced(base, "      MemorySize: 512\n      Timeout: 10\n",
                     "      Timeout: 10\n      MemorySize: 1024\n"));
        row("variables of both",
            replaced(base, "          MODE: 'test'\n", "          MODE: 'test'\n          A: 1\n"),
            replaced(base, "          MODE: 'test'\n", "          MODE: 'test'\n          B: 2\n"),
            replaced(base, "          MODE: 'test'\n",
                     "          MODE: 'test'\n          B: 2\n          A: 1\n"));
        row("items of both", replaced(base, "[one, two]", "[one, two, mine]"),
            replaced(base, "[one, two]", "[zero, one, two]"),
            replaced(base, "[one, two]", "[zero, one, two, mine]"));
        row("an item gone here, one more there", replaced(base, "[one, two]", "[two]"),
            replaced(base, "[one, two]", "[one, two, three]"),
            replaced(base, "[one, two]", "[two, three]"));
        row("different items of one list", replaced(base, "[one, two]", "[ONE, two]"),
            replaced(base, "[one, two]", "[one, TWO]"), replaced(base, "[one, two]", "[ONE, TWO]"));
        // Mine removes the only variable; theirs has another, which stays.
        row("taken out whole, more put in",
            replaced(base, "      Environment:\n        Variables:\n          MODE: 'test'\n", ""),
            replaced(base, "          MODE: 'test'\n", "          MODE: 'test'\n          B: 2\n"),
            replaced(base, "          MODE: 'test'\n", "          B: 2\n"));
        const QByteArray more = base + "  More:\n    Type: AWS::SNS::Topic\n";
        row("resources of both", more, base + "  Other:\n    Type: AWS::SQS::Queue\n",
            base + "  Other:\n    Type: AWS::SQS::Queue\n  More:\n    Type: AWS::SNS::Topic\n");
        row("a resource gone here, another changed there",
            replaced(base,
                     "  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      "
                     "VisibilityTimeout: 30\n",
                     ""),
            timeout,
            replaced(timeout,
                     "  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      "
                     "VisibilityTimeout: 30\n",
                     ""));
    }
    void mergesWhatDoesNotMeet()
    {
        QFETCH(QByteArray, mine);
        QFETCH(QByteArray, theirs);
        const Outcome outcome = outcomeOf(mine, theirs);
        QCOMPARE(outcome.problems, QStringList());
        QCOMPARE(outcome.conflicts, QStringList());
        QTEST(outcome.text, "expected");
    }

    void conflicts_data()
    {
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QString>("conflict");
        QTest::addColumn<QByteArray>("takingMine");
        QTest::addColumn<QByteArray>("takingBase");
        const auto row
            = [](const char *name, const QByteArray &mine, const QByteArray &theirs,
                 const char *conflict, const QByteArray &takingMine, const QByteArray &takingBase) {
                  QTest::newRow(name)
                      << mine << theirs << QString::fromUtf8(conflict) << takingMine << takingBase;
              };
        const QByteArray noTimeout = replaced(base, "      Timeout: 10\n", "");
        const QByteArray timeout = replaced(base, "Timeout: 10", "Timeout: 20");
        row("one value", replaced(base, "512", "1024"), replaced(base, "512", "!Ref Memory"),
            "Resources.Charge.Properties.MemorySize: 512 | 1024 | !Ref Memory",
            replaced(base, "512", "1024"), base);
        row("changed here, gone there", timeout, noTimeout,
            "Resources.Charge.Properties.Timeout: 10 | 20 | ", timeout, base);
        row("gone here, changed there", noTimeout, timeout,
            "Resources.Charge.Properties.Timeout: 10 |  | 20", noTimeout, base);
        row("added by both",
            replaced(base, "      Timeout: 10\n", "      Timeout: 10\n      A: 1\n"),
            replaced(base, "      Timeout: 10\n", "      Timeout: 10\n      A: 2\n"),
            "Resources.Charge.Properties.A:  | 1 | 2",
            replaced(base, "      Timeout: 10\n", "      Timeout: 10\n      A: 1\n"), base);
        const QByteArray noJobs
            = replaced(base,
                       "  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      "
                       "VisibilityTimeout: 30\n",
                       "");
        const QByteArray jobs = replaced(base, "VisibilityTimeout: 30", "VisibilityTimeout: 60");
        row("a resource gone there", jobs, noJobs,
            "Resources.Jobs: Type: AWS::SQS::Queue\nProperties:\n  VisibilityTimeout: 30 | Type: "
            "AWS::SQS::Queue\nProperties:\n  VisibilityTimeout: 60 | ",
            jobs, base);
        row("a resource gone here", noJobs, jobs,
            "Resources.Jobs: Type: AWS::SQS::Queue\nProperties:\n  VisibilityTimeout: 30 |  | "
            "Type: AWS::SQS::Queue\nProperties:\n  VisibilityTimeout: 60",
            noJobs, base);
    }
    void conflicts()
    {
        QFETCH(QByteArray, mine);
        QFETCH(QByteArray, theirs);
        QFETCH(QString, conflict);
        const Outcome left = outcomeOf(mine, theirs, Side::Theirs);
        QCOMPARE(left.conflicts, QStringList{conflict});
        QCOMPARE(left.text, theirs);
        QTEST(outcomeOf(mine, theirs, Side::Mine).text, "takingMine");
        QTEST(outcomeOf(mine, theirs, Side::Base).text, "takingBase");
    }

    void aConflictIsASentence()
    {
        const auto result
            = merge(base, replaced(base, "512", "1024"), replaced(base, "512", "256"), {}, file);
        QVERIFY(result);
        QCOMPARE(result->conflicts.size(), 1);
        QCOMPARE(toString(problemOf(result->conflicts.first(), file)),
                 QStringLiteral("template.yaml:7: Charge: MemorySize became 1024 in the design and "
                                "256 in the template; it was 512; Make both say the same, or "
                                "put the design onto the template in the window and choose a "
                                "side"));
    }

    // What they added under the old id refers to the new one afterwards.
    void aRenameReachesWhatTheyAdded()
    {
        const QList<RenameResource> renames{{QStringLiteral("Jobs"), QStringLiteral("Work")}};
        const QByteArray theirs = base + "Outputs:\n  Url:\n    Value: !Ref Jobs\n";
        const QByteArray mine = replaced(base, "  Jobs:", "  Work:");
        const Outcome outcome = outcomeOf(mine, theirs, Side::Theirs, renames);
        QCOMPARE(outcome.conflicts, QStringList());
        QCOMPARE(outcome.text,
                 replaced(replaced(theirs, "  Jobs:", "  Work:"), "!Ref Jobs", "!Ref Work"));
        // Both gave it the new id.
        QCOMPARE(outcomeOf(mine, mine, Side::Theirs, renames).text, mine);
        // They gave the id to something else.
        QCOMPARE(
            outcomeOf(mine, base + "  Work:\n    Type: AWS::SNS::Topic\n", Side::Theirs, renames)
                .problems,
            QStringList{QStringLiteral("sam.rename-collision")});
    }

    void whatTheyReferToIsNotRemoved()
    {
        const QByteArray noJobs = replaced(base,
                                           "  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n"
                                           "      VisibilityTimeout: 30\n",
                                           "");
        QCOMPARE(outcomeOf(noJobs, base + "Outputs:\n  Url:\n    Value: !Ref Jobs\n").problems,
                 QStringList{QStringLiteral("sam.still-referenced")});
    }

    void removedOnesThatReferToEachOtherGo()
    {
        const QByteArray pair = "  A:\n    Type: AWS::SQS::Queue\n  B:\n    Type: "
                                "AWS::SQS::QueuePolicy\n    Properties:\n      Queues: [!Ref A]\n";
        const QByteArray before = base + pair;
        QCOMPARE(outcomeOf(base, before, Side::Theirs, {}, before).text, base);
    }

    void faultyTextsAreRefused()
    {
        QCOMPARE(outcomeOf(base, "a: [").problems, QStringList{QStringLiteral("yaml.syntax")});
    }

    // Sides that change different properties merge to the same, whoever comes first, and nothing
    // is lost.
    void changesOfDifferentPlacesCommute()
    {
        const quint32 seed = 4711;
        QRandomGenerator random(seed);
        const QList<QPair<QByteArray, QByteArray>> places{
            {"MemorySize: 512", "MemorySize: 768"},
            {"Timeout: 10", "Timeout: 11"},
            {"nodejs24.x", "python3.14"},
            {"MODE: 'test'", "MODE: 'live'"},
            {"VisibilityTimeout: 30", "VisibilityTimeout: 31"},
            {"[one, two]", "[one, two, three]"}};
        for (int round = 0; round < 60; ++round) {
            QByteArray a = base;
            QByteArray b = base;
            QByteArray both = base;
            for (const auto &[from, to] : places) {
                const int who = random.bounded(3);
                if (who < 2)
                    (who == 0 ? a : b).replace(from, to);
                if (who < 2)
                    both.replace(from, to);
            }
            const QByteArray what
                = "seed " + QByteArray::number(seed) + " round " + QByteArray::number(round);
            QVERIFY2(outcomeOf(a, b).text == both, what);
            QVERIFY2(outcomeOf(b, a).text == both, what);
        }
    }
};

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
