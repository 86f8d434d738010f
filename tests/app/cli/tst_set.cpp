// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/properties.h"
#include "tests/support/command_run.h"

#include <QFile>
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

Outcome run(const QStringList &arguments, const QByteArray &input = {})
{
    const CommandOutcome made = runCommand(arguments, input);
    return {made.status, made.out, QString::fromUtf8(made.err)};
}

const char *const text = R"(Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.12 # for now
      Events:
        Jobs:
          Type: SQS
          Properties: {Queue: !GetAtt Jobs.Arn}
  Jobs:
    Type: AWS::SQS::Queue
  Net:
    Type: AWS::EC2::Subnet
  Group:
    Type: AWS::EC2::SecurityGroup)";

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

Outcome set(const char *assignments)
{
    return run(words("set -") + words(assignments), text);
}

} // namespace

class TestSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void template_();
    void refused();
    void list();
    void inPlace();
    void designFile();
    void labelOfAGroup();
    void kindOfWork();
    void exportOnto();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray read(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

void TestSet::template_()
{
    struct Row
    {
        const char *assignments;
        const char *before;
        const char *after;
    };
    for (const Row &row : {
             Row{"Fn.memory=1769", "# for now\n", "# for now\n      MemorySize: 1769\n"},
             Row{"Fn.runtime=python3.13", "python3.12", "python3.13"},
             Row{"Jobs.visibilityTimeout=60", "SQS::Queue\n",
                 "SQS::Queue\n    Properties:\n      VisibilityTimeout: 60\n"},
             Row{"Jobs->Fn.batchSize=5", "!GetAtt Jobs.Arn}", "!GetAtt Jobs.Arn, BatchSize: 5}"},
             Row{"Fn.deadLetterQueue=Jobs", "# for now\n",
                 "# for now\n      DeadLetterQueue:\n        Type: SQS\n"
                 "        TargetArn: !GetAtt Jobs.Arn\n"},
             Row{"Fn.subnets=Net Fn.securityGroups=Group", "# for now\n",
                 "# for now\n      VpcConfig:\n        SubnetIds:\n          - !Ref Net\n"
                 "        SecurityGroupIds:\n          - !GetAtt Group.GroupId\n"},
             Row{"Fn.events+=schedule:rate(1hour)", "Arn}\n",
                 "Arn}\n        Schedule:\n          Type: ScheduleV2\n          Properties:\n"
                 "            ScheduleExpression: rate(1hour)\n"},

             Row{"Net.logicalId=Inner", "  Net:", "  Inner:"},
         }) {
        const Outcome outcome = set(row.assignments);
        QVERIFY2(outcome.status == cli::Done, qPrintable(outcome.err));
        QCOMPARE(outcome.out, QByteArray(text).replace(row.before, row.after));
    }
}

void TestSet::refused()
{
    struct Row
    {
        const char *assignments;
        const char *message;
    };
    for (const Row &row : {
             Row{"Nobody.memory=1", "Nobody is no element; there are account, design, Fn, Jobs"},
             Row{"Fn.nothing=1", "Fn has no property nothing; it has memory, timeout, runtime"},
             Row{"Fn.memory=1", "\"1\" is not 128 to 10240"},
             Row{"Fn.memory=lots", "\"lots\" is not 128 to 10240"},
             Row{"Fn.memory=512.5", "is not 128 to 10240"},
             Row{"Fn.architecture=mips", "is not one of x86_64, arm64"},
             Row{"Fn.deadLetterQueue=Net", "is not a queue or topic"},
             Row{"Fn.events=queue:Jobs", "with += instead of ="},
             Row{"Fn.memory+=1", "with = instead of +="},
             Row{"Fn.events+=topic:Jobs", "Jobs is no"},
             Row{"Fn.durationMs=5", "no file beside it"},
             Row{"account.concurrency=5", "no file beside it"},
             Row{"Fn.logicalId=Jobs", "another element is called Jobs"},
             Row{"memory=5", "write it as ELEMENT.PROPERTY=VALUE"},
             Row{"Fn.packageType=image", "packageType cannot be changed in the template"},
         }) {
        const Outcome outcome = set(row.assignments);
        QCOMPARE(outcome.status, int(cli::BadCommandLine));
        QVERIFY2(outcome.err.contains(QLatin1String(row.message)), qPrintable(outcome.err));
        QVERIFY(outcome.out.isEmpty());
    }
    QCOMPARE(run(words("set -"), text).status, int(cli::BadCommandLine));
    QCOMPARE(run(words("set - Fn.memory=512"), "a: [").status, int(cli::UnreadableInput));
}

void TestSet::list()
{
    const Outcome one = run(words("set - --list Fn"), text);
    QCOMPARE(one.status, int(cli::Done));
    QVERIFY(one.out.contains("Fn.runtime"));
    QVERIFY(one.out.contains("python3.12"));
    QVERIFY(!one.out.contains("Jobs.visibility"));
    const Outcome all = run(words("set - --list"), text);
    QVERIFY(all.out.contains("Jobs.visibilityTimeoutS"));
    QVERIFY(all.out.contains("Jobs->Fn.batchSize"));
    QVERIFY(all.out.contains("design.region"));
    // What the inspector shows has its name and its present value here.
    for (const PropertyRow &row : functionRows())
        QVERIFY2(all.out.contains("Fn." + row.name.toUtf8() + ' '), qPrintable(row.name));
    for (const PropertyRow &row : connectionRows())
        QVERIFY2(all.out.contains("Jobs->Fn." + row.name.toUtf8() + ' '), qPrintable(row.name));
    QVERIFY(all.out.contains("0 to 1000000000"));
    QCOMPARE(run(words("set - --list Nobody"), text).status, int(cli::BadCommandLine));
}

void TestSet::inPlace()
{
    write("t.yaml", text);
    const Outcome outcome
        = run({QStringLiteral("set"), path("t.yaml"), QStringLiteral("Fn.timeout=9")});
    QVERIFY2(outcome.status == cli::Done, qPrintable(outcome.err));
    QCOMPARE(read("t.yaml"),
             QByteArray(text).replace("# for now\n", "# for now\n      Timeout: 9\n"));
    // What fails leaves the file as it was.
    QCOMPARE(run({QStringLiteral("set"), path("t.yaml"), QStringLiteral("Fn.timeout=10"),
                  QStringLiteral("Fn.timeout=0")})
                 .status,
             int(cli::BadCommandLine));
    QVERIFY(read("t.yaml").contains("Timeout: 9"));
    QCOMPARE(run({QStringLiteral("set"), path("t.yaml"), QStringLiteral("Fn.timeout=10"),
                  QStringLiteral("-o"), path("missing/t.yaml")})
                 .status,
             int(cli::UnwritableOutput));
}

void TestSet::designFile()
{
    write("d.yaml", text);
    QCOMPARE(
        run({QStringLiteral("import"), path("d.yaml"), QStringLiteral("-o"), path("d.stratoplan")})
            .status,
        int(cli::Done));
    const Outcome outcome
        = run({QStringLiteral("set"), path("d.stratoplan"), QStringLiteral("Fn.durationMs=250"),
               QStringLiteral("Fn.label=Worker"), QStringLiteral("account.concurrency=500"),
               QStringLiteral("Fn.memory=1024")});
    QVERIFY2(outcome.status == cli::Done, qPrintable(outcome.err));
    const Outcome listed = run({QStringLiteral("set"), path("d.stratoplan"),
                                QStringLiteral("--list"), QStringLiteral("Fn")});
    QVERIFY(listed.out.contains("250"));
    QVERIFY(listed.out.contains("Worker"));
    QVERIFY(listed.out.contains("1024"));
}

// A frame is no resource: it has a label, and no logical id.
void TestSet::labelOfAGroup()
{
    write("g.stratoplan",
          "stratoplan: 1\nfunctions:\n  - {name: Fn, id: 1}\n"
          "groups:\n  - {name: Team, id: 2, members: [Fn]}\n");
    const Outcome outcome = run(
        {QStringLiteral("set"), path("g.stratoplan"), QStringLiteral("Team.label=Blue_team")});
    QVERIFY2(outcome.status == cli::Done, qPrintable(outcome.err));
    const Outcome listed = run({QStringLiteral("set"), path("g.stratoplan"),
                                QStringLiteral("--list"), QStringLiteral("Team")});
    QVERIFY2(listed.out.contains("Blue_team"), listed.out.constData());
    QVERIFY2(!listed.out.contains("logicalId"), listed.out.constData());
}

// Half of a mixed function's time at 1769 MB is waiting; at 512 MB work takes 3.455 times as long,
// so that its share is 0.49 x 3.455 / (0.51 + 0.49 x 3.455) = 0.768.
void TestSet::kindOfWork()
{
    write("w.stratoplan", "stratoplan: 1\nfunctions:\n  - {name: Fn, id: 1, memory: 512}\n");
    const Outcome outcome
        = run({QStringLiteral("set"), path("w.stratoplan"), QStringLiteral("Fn.workload=mixed")});
    QVERIFY2(outcome.status == cli::Done, qPrintable(outcome.err));
    QFile file(path("w.stratoplan"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY2(written.contains("cpuShare: 0.768"), written.constData());
    QVERIFY(written.contains("parallelShare: 0"));
    const Outcome refused
        = run({QStringLiteral("set"), path("w.stratoplan"), QStringLiteral("Fn.workload=magic")});
    QCOMPARE(refused.status, int(cli::BadCommandLine));
    QVERIFY(refused.err.contains(
        QLatin1String("cpu-bound, io-bound, mixed, image, database-transaction")));
    QCOMPARE(run({QStringLiteral("set"), path("w.stratoplan"),
                  QStringLiteral("Fn.workload=database-transaction")})
                 .status,
             int(cli::Done));
    // 0.245 x 3.455 / (0.755 + 0.245 x 3.455) = 0.529.
    file.close();
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray transaction = file.readAll();
    QVERIFY2(transaction.contains("cpuShare: 0.52"), transaction.constData());
}

void TestSet::exportOnto()
{
    write("e.yaml", text);
    QCOMPARE(
        run({QStringLiteral("import"), path("e.yaml"), QStringLiteral("-o"), path("e.stratoplan")})
            .status,
        int(cli::Done));
    QCOMPARE(run({QStringLiteral("set"), path("e.stratoplan"), QStringLiteral("Fn.memory=1024"),
                  QStringLiteral("Fn.durationMs=5")})
                 .status,
             int(cli::Done));
    const QStringList exported{QStringLiteral("export"), path("e.stratoplan"),
                               QStringLiteral("--onto"), path("e.yaml")};
    const Outcome diff = run(exported + QStringList{QStringLiteral("--diff")});
    QVERIFY2(diff.status == cli::Done, qPrintable(diff.err));
    QVERIFY(diff.out.contains("\n+      MemorySize: 1024\n"));
    QCOMPARE(diff.out.count("\n+"), 2); // with the head
    QCOMPARE(diff.out.count("\n-"), 0);
    QCOMPARE(read("e.yaml"), QByteArray(text));
    QCOMPARE(run(exported).status, int(cli::Done));
    const QByteArray once = read("e.yaml");
    QCOMPARE(once, QByteArray(text).replace("# for now\n", "# for now\n      MemorySize: 1024\n"));
    // Now the template is another text than the design was made from; it says the same already.
    const Outcome again = run(exported);
    QVERIFY2(again.status == cli::Done, qPrintable(again.err));
    QVERIFY(again.err.contains(QLatin1String("is not the text that the design was made from")));
    QCOMPARE(read("e.yaml"), once);
}

QTEST_GUILESS_MAIN(TestSet)
#include "tst_set.moc"
