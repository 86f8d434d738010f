// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"
#include "tests/support/command_run.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;

namespace {

const QByteArray jobs = R"(Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Handler: a.b, Runtime: python3.13, CodeUri: .}
Outputs:
  JobsArn: {Value: !GetAtt Jobs.Arn, Export: {Name: shared-jobs}}
)";

const QByteArray orders = R"(Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      CodeUri: .
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !ImportValue shared-jobs}}
)";

} // namespace

class TestSystemCommands : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QStringList words(const char *line) const
    {
        return QString::fromUtf8(line).arg(m_folder.path()).split(QLatin1Char(' '));
    }
    CommandOutcome run(const char *line) const { return runCommand(words(line)); }

    void write(const char *name, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray textOf(const char *name) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
    }

private Q_SLOTS:
    void initTestCase()
    {
        write("jobs.yaml", jobs);
        write("orders.yaml", orders);
        const CommandOutcome import
            = run("import %1/jobs.yaml %1/orders.yaml -o %1/system.stratoplan --format json");
        QVERIFY2(import.status == 0, import.err);
        const QJsonObject json = import.json();
        QCOMPARE(json[QLatin1String("stacks")].toArray().size(), 2);
        QCOMPARE(json[QLatin1String("stacks")][1][QLatin1String("template")].toString(),
                 QStringLiteral("orders.yaml"));
        QCOMPARE(json[QLatin1String("resources")][2][QLatin1String("logicalId")].toString(),
                 QStringLiteral("orders/Worker"));
        QCOMPARE(json[QLatin1String("resources")][2][QLatin1String("stack")].toString(),
                 QStringLiteral("orders"));
        QCOMPARE(json[QLatin1String("connections")].toArray().size(), 1);
        QCOMPARE(json[QLatin1String("connections")][0][QLatin1String("from")].toString(),
                 QStringLiteral("Jobs"));
    }
    void everythingReadsIt_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("with");
        const auto row = [](const char *line, const char *with) {
            QTest::newRow(line) << QString::fromLatin1(line) << QByteArray(with);
        };
        row("review %1/system.stratoplan --format json --fail-on never", "orders/Worker");
        row("report %1/system.stratoplan -o -", "orders/Worker");
        row("diagram %1/system.stratoplan -o -", "orders/Worker");
        row("diagram %1/jobs.yaml %1/orders.yaml -o -", "orders/Worker");
        row("estimate %1/jobs.yaml %1/orders.yaml --format json", "orders/Worker");
        row("decide %1/jobs.yaml %1/orders.yaml --format json", "jobs/Worker");
        row("set %1/system.stratoplan --list orders/Worker", "orders/Worker.memory");
    }
    void everythingReadsIt()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, with);
        const CommandOutcome outcome = run(qPrintable(line));
        QVERIFY2(outcome.status == 0, outcome.err);
        QVERIFY2(outcome.out.contains(with), outcome.out.left(2000));
    }
    void oneTemplateHasToBeNamed()
    {
        for (const char *line : {"export %1/system.stratoplan",
                                 "export %1/system.stratoplan --onto %1/system.stratoplan"}) {
            const CommandOutcome outcome = run(line);
            QCOMPARE(outcome.status, 2);
            QVERIFY2(outcome.err.contains("--onto: jobs.yaml, orders.yaml"), outcome.err);
            QVERIFY(outcome.out.isEmpty());
        }
        QCOMPARE(textOf("jobs.yaml"), jobs);
    }
    void eachTemplateGetsItsPart()
    {
        QVERIFY(run("set %1/system.stratoplan orders/Worker.memory=512 Jobs.visibilityTimeout=90 "
                    "-o %1/edited.stratoplan")
                    .status
                == 0);
        const CommandOutcome diff = run("export %1/edited.stratoplan --onto %1/orders.yaml --diff");
        QCOMPARE(diff.status, 0);
        QVERIFY2(diff.out.contains("+      MemorySize: 512"), diff.out);
        QVERIFY2(!diff.out.contains("VisibilityTimeout"), diff.out);
        QCOMPARE(textOf("orders.yaml"), orders);

        const CommandOutcome written
            = run("export %1/edited.stratoplan --onto %1/jobs.yaml -o %1/new-jobs.yaml");
        QVERIFY2(written.status == 0, written.err);
        QByteArray wanted = jobs;
        wanted.replace("Jobs: {Type: AWS::SQS::Queue}",
                       "Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 90}}");
        QCOMPARE(textOf("new-jobs.yaml"), wanted);
    }
    void aChangedTemplateNeedsItsBase()
    {
        QVERIFY(
            run("set %1/system.stratoplan Jobs.visibilityTimeout=90 -o %1/later.stratoplan").status
            == 0);
        write("base.yaml", jobs);
        write("jobs.yaml", "# A remark\n" + jobs);
        const CommandOutcome refused = run("export %1/later.stratoplan --onto %1/jobs.yaml --diff");
        QCOMPARE(refused.status, 3);
        QVERIFY2(refused.err.contains("not the text that the system was read from"), refused.err);
        const CommandOutcome both
            = run("export %1/later.stratoplan --onto %1/jobs.yaml --base %1/base.yaml -o -");
        QVERIFY2(both.status == 0, both.err);
        QVERIFY2(both.out.startsWith("# A remark\n"), both.out);
        QVERIFY2(both.out.contains("VisibilityTimeout: 90"), both.out);
        write("jobs.yaml", jobs);
    }
    void badFilesAreAllTold()
    {
        const CommandOutcome outcome
            = run("diagram %1/jobs.yaml %1/system.stratoplan %1/none.yaml -o -");
        QCOMPARE(outcome.status, 3);
        QVERIFY2(outcome.err.contains("none.yaml"), outcome.err);
        const CommandOutcome design = run("diagram %1/jobs.yaml %1/system.stratoplan -o -");
        QCOMPARE(design.status, 3);
        QVERIFY2(design.err.contains("made of templates"), design.err);
    }
};

QTEST_MAIN(TestSystemCommands)
#include "tst_system.moc"
