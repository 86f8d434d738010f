// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the commands that change templates do about others' changes and about lost data.
#include "tests/support/command_run.h"
#include "tests/support/corpus.h"

#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;

namespace {

struct Outcome
{
    int status = -1;
    QByteArray out;
    QString err;
};

Outcome run(const QStringList &arguments)
{
    const CommandOutcome made = runCommand(arguments);
    return {made.status, made.out, QString::fromUtf8(made.err)};
}

const QByteArray text = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.12 # for now
      MemorySize: 512
      Timeout: 10
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
)";

QByteArray replaced(const char *from, const char *to, QByteArray of = text)
{
    if (!of.contains(from))
        qFatal("no %s", from);
    return of.replace(from, to);
}

} // namespace

class TestTemplateChanges : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    Outcome set(const char *file, const char *assignment, const QStringList &more = {}) const
    {
        return run(QStringList{QStringLiteral("set"), path(file), QString::fromUtf8(assignment)}
                   + more);
    }
    Outcome onto(const QStringList &more = {}) const
    {
        return run(QStringList{QStringLiteral("export"), path("d.stratoplan"),
                               QStringLiteral("--onto"), path("t.yaml")}
                   + more);
    }
    QStringList withBase() const { return {QStringLiteral("--base"), path("base.yaml")}; }

private Q_SLOTS:
    // A design made from t.yaml, in which the memory was changed since.
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write("t.yaml", text);
        write("base.yaml", text);
        QCOMPARE(run({QStringLiteral("import"), path("t.yaml"), QStringLiteral("-o"),
                      path("d.stratoplan")})
                     .status,
                 int(cli::Done));
        QCOMPARE(set("d.stratoplan", "Fn.memory=1024").status, int(cli::Done));
    }

    void changesOfBothAreMerged()
    {
        write("t.yaml", replaced("Timeout: 10", "Timeout: 20"));
        const Outcome outcome = onto(withBase());
        QVERIFY2(outcome.status == cli::Done, qPrintable(outcome.err));
        QCOMPARE(outcome.err, QString());
        QCOMPARE(fileText(path("t.yaml")),
                 replaced("512", "1024", replaced("Timeout: 10", "Timeout: 20")));
    }

    // What the design has from a file beside the template, here a queue elsewhere that a state
    // machine sends to, is no edit of the template.
    void filesBesideTheTemplateCount()
    {
        const QByteArray machine = text
            + "  Flow:\n    Type: AWS::Serverless::StateMachine\n"
              "    Properties: {DefinitionUri: flow.asl.yaml}\n";
        write("t.yaml", machine);
        write(
            "flow.asl.yaml",
            "States:\n"
            "  A:\n"
            "    Type: Task\n"
            "    Resource: arn:aws:states:::sqs:sendMessage\n"
            "    Parameters: {QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/far'}\n");
        QCOMPARE(run({QStringLiteral("import"), path("t.yaml"), QStringLiteral("-o"),
                      path("d.stratoplan")})
                     .status,
                 int(cli::Done));
        QCOMPARE(set("d.stratoplan", "Fn.memory=1024").status, int(cli::Done));
        const Outcome outcome = onto();
        QVERIFY2(outcome.status == cli::Done, qPrintable(outcome.err));
        QCOMPARE(fileText(path("t.yaml")), replaced("512", "1024", machine));
    }

    // The linked template is untouched, and what is changed is a copy of it that went another way.
    void theLinkedTemplateIsTheBaseWhereItIsUnchanged()
    {
        write("other.yaml", replaced("512", "256"));
        const Outcome outcome = run({QStringLiteral("export"), path("d.stratoplan"),
                                     QStringLiteral("--onto"), path("other.yaml")});
        QCOMPARE(outcome.status, int(cli::UnreadableInput));
        QVERIFY2(outcome.err.contains(QLatin1String("MemorySize became 1024 in the design and 256 "
                                                    "in the template; it was 512")),
                 qPrintable(outcome.err));
    }

    void conflictsAreToldAndNothingIsWritten()
    {
        const QByteArray theirs = replaced("512", "256");
        write("t.yaml", theirs);
        const Outcome outcome = onto(withBase());
        QCOMPARE(outcome.status, int(cli::UnreadableInput));
        QVERIFY2(outcome.err.startsWith(path("t.yaml")
                                        + QStringLiteral(":8: Fn: MemorySize became 1024")),
                 qPrintable(outcome.err));
        QCOMPARE(fileText(path("t.yaml")), theirs);
    }

    // Nobody has the text any more that the design was made from.
    void whatWasEditedGoesOntoAnotherText()
    {
        write("t.yaml", replaced("Timeout: 10", "Timeout: 20"));
        const Outcome outcome = onto();
        QVERIFY2(outcome.status == cli::Done, qPrintable(outcome.err));
        QVERIFY2(outcome.err.startsWith(path("t.yaml") + QStringLiteral(": is not the text")),
                 qPrintable(outcome.err));
        QCOMPARE(fileText(path("t.yaml")),
                 replaced("512", "1024", replaced("Timeout: 10", "Timeout: 20")));
    }

    void conflictsAreToldWithoutTheBaseToo_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("written") << QStringList();
        QTest::newRow("diff") << QStringList{QStringLiteral("--diff")};
    }
    void conflictsAreToldWithoutTheBaseToo()
    {
        QFETCH(QStringList, more);
        const QByteArray theirs = replaced("512", "256");
        write("t.yaml", theirs);
        const Outcome outcome = onto(more);
        QCOMPARE(outcome.status, int(cli::UnreadableInput));
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.err.contains(
                     path("t.yaml")
                     + QStringLiteral(":4: Fn: memory became 1024 in the design and 256 in the "
                                      "template; it was 512; Make both say the same")),
                 qPrintable(outcome.err));
        QCOMPARE(fileText(path("t.yaml")), theirs);
    }

    void aWrongBaseIsRefused()
    {
        write("t.yaml", replaced("Timeout: 10", "Timeout: 20"));
        write("base.yaml", replaced("512", "511"));
        const Outcome outcome = onto(withBase());
        QCOMPARE(outcome.status, int(cli::UnreadableInput));
        QVERIFY(
            outcome.err.contains(QLatin1String("is not the text that the design was made from")));
    }

    void aLostTableNeedsConsent()
    {
        const QByteArray renamed = replaced("  Orders:", "  Sales:");
        const Outcome refused = set("t.yaml", "Orders.logicalId=Sales");
        QCOMPARE(refused.status, int(cli::UnreadableInput));
        QVERIFY2(refused.err.contains(QLatin1String("Orders: CloudFormation would replace this "
                                                    "AWS::DynamoDB::Table"))
                     && refused.err.contains(QLatin1String("--allow-replacement")),
                 qPrintable(refused.err));
        QCOMPARE(fileText(path("t.yaml")), text);
        const Outcome meant
            = set("t.yaml", "Orders.logicalId=Sales", {QStringLiteral("--allow-replacement")});
        QCOMPARE(meant.status, int(cli::Done));
        QVERIFY(meant.err.contains(QLatin1String("Orders: CloudFormation would replace")));
        QCOMPARE(fileText(path("t.yaml")), renamed);
    }

    void aReplacedFunctionIsToldAlone()
    {
        const Outcome outcome = set("t.yaml", "Fn.logicalId=Work");
        QCOMPARE(outcome.status, int(cli::Done));
        QCOMPARE(
            outcome.err,
            path("t.yaml")
                + QStringLiteral(":3: Fn: CloudFormation would replace this "
                                 "AWS::Serverless::Function, as its logical id becomes Work\n"));
        QCOMPARE(fileText(path("t.yaml")), replaced("  Fn:", "  Work:"));
    }

    void exportTellsWhatWouldBeReplaced()
    {
        QCOMPARE(set("d.stratoplan", "Orders.logicalId=Sales").status, int(cli::Done));
        // A diff writes nothing, so nobody has to agree.
        const Outcome diff = onto({QStringLiteral("--diff")});
        QCOMPARE(diff.status, int(cli::Done));
        QVERIFY(diff.err.contains(QLatin1String("Orders: CloudFormation would replace")));
        QVERIFY(!diff.err.contains(QLatin1String("--allow-replacement")));
        QVERIFY(diff.out.contains("\n+  Sales:\n"));
        QCOMPARE(onto().status, int(cli::UnreadableInput));
        QCOMPARE(fileText(path("t.yaml")), text);
        QCOMPARE(onto({QStringLiteral("--allow-replacement")}).status, int(cli::Done));
        QCOMPARE(fileText(path("t.yaml")),
                 replaced("  Orders:", "  Sales:", replaced("512", "1024")));
    }

    void theOptionIsInTheHelp_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("set") << QStringLiteral("set");
        QTest::newRow("export") << QStringLiteral("export");
    }
    void theOptionIsInTheHelp()
    {
        QFETCH(QString, command);
        QVERIFY(run({command, QStringLiteral("--help")}).out.contains("--allow-replacement"));
    }
};

QTEST_GUILESS_MAIN(TestTemplateChanges)
#include "tst_template_changes.moc"
