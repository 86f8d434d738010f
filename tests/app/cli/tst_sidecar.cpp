// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"
#include "tests/support/command_run.h"

#include "planner/model/edit.h"
#include "planner/model/names.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;

namespace {

const char *const orders = R"(Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.12 # for now
      MemorySize: 512
      Events:
        Jobs:
          Type: SQS
          Properties: {Queue: !GetAtt Jobs.Arn}
  Jobs:
    Type: AWS::SQS::Queue
)";

QStringList words(const QString &line)
{
    return line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class TestSidecar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void designPropertyGoesBeside();
    void bothOrNeither();
    void templateAloneLeavesNoFile();
    void everyCommandReadsIt_data();
    void everyCommandReadsIt();
    void templateWins();
    void vanishedIsTold();
    void unrelatedIsNotUsed();
    void brokenIsRefused();
    void renamedFollows();
    void unexportedIsNotLost();
    void parametersAndRegionAreKept();
    void drawnThingsStay();
    void elsewhere();
    void folderIsReviewedOnce();

private:
    CommandOutcome run(const QString &line)
    {
        return runCommand(words(line.arg(m_folder->path())));
    }
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    bool has(const char *name) const { return QFileInfo::exists(path(name)); }
    QByteArray text(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    Design design(const char *name = "t.stratoplan") const
    {
        const auto read = store::read(text(name), path(name));
        if (!read)
            qFatal("%s", qUtf8Printable(toString(read.error().first())));
        return *read;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSidecar::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    write("t.yaml", orders);
}

void TestSidecar::designPropertyGoesBeside()
{
    const CommandOutcome set
        = run(QStringLiteral("set %1/t.yaml Orders.durationMs=120 Jobs.ratePerS=7 "
                             "Orders.label=Order_desk design.title=Desk "
                             "account.concurrency=500 Jobs->Orders.share=0.5"));
    QVERIFY2(set.status == 0, set.err);
    QVERIFY2(set.err.contains("t.stratoplan"), set.err);
    QCOMPARE(text("t.yaml"), QByteArray(orders));
    const Design beside = design();
    const auto *function = beside.named<Function>(QStringLiteral("Orders"));
    QVERIFY(function);
    QCOMPARE(function->duration, Field<Milliseconds>(Milliseconds(120)));
    QCOMPARE(function->memory, Field<MiB>(MiB(512), Origin::Own));
    QCOMPARE(function->label, QStringLiteral("Order_desk"));
    QCOMPARE(beside.named<Service>(QStringLiteral("Jobs"))->rate, Field<PerSecond>(PerSecond(7)));
    QCOMPARE(beside.all<Connection>().first()->share, Field<double>(0.5));
    QCOMPARE(beside.settings().title, QStringLiteral("Desk"));
    QCOMPARE(beside.settings().account.concurrency, Field<int>(500));
    QCOMPARE(beside.settings().templateLink.path, QStringLiteral("t.yaml"));
    QVERIFY(beside.was().isEmpty());

    // A second time the file is read and added to.
    const CommandOutcome again = run(QStringLiteral("set %1/t.yaml Orders.cpuShare=0.4"));
    QVERIFY2(again.status == 0, again.err);
    QCOMPARE(design().named<Function>(QStringLiteral("Orders"))->duration,
             Field<Milliseconds>(Milliseconds(120)));
    QCOMPARE(design().named<Function>(QStringLiteral("Orders"))->cpuShare, Field<double>(0.4));
    QCOMPARE(design().settings().title, QStringLiteral("Desk"));
    const CommandOutcome listed = run(QStringLiteral("set %1/t.yaml --list Orders"));
    QVERIFY2(listed.out.contains("Orders.durationMs"), listed.out);
    QVERIFY2(listed.out.contains(" 120 "), listed.out);
}

void TestSidecar::bothOrNeither()
{
    const CommandOutcome both
        = run(QStringLiteral("set %1/t.yaml Orders.memory=1024 Orders.durationMs=80"));
    QVERIFY2(both.status == 0, both.err);
    QCOMPARE(text("t.yaml"), QByteArray(orders).replace("MemorySize: 512", "MemorySize: 1024"));
    QCOMPARE(design().named<Function>(QStringLiteral("Orders"))->memory,
             Field<MiB>(MiB(1024), Origin::Own));

    // The template could be written, the file beside it could not: a folder has its name.
    QVERIFY(QFile::remove(path("t.stratoplan")));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("t.stratoplan")));
    const QByteArray before = text("t.yaml");
    const CommandOutcome neither
        = run(QStringLiteral("set %1/t.yaml Orders.memory=2048 Orders.durationMs=80"));
    QCOMPARE(neither.status, 4);
    QVERIFY2(neither.err.contains("t.stratoplan: cannot be written"), neither.err);
    QCOMPARE(text("t.yaml"), before);
    // And the other way round: what the template cannot express is written nowhere.
    QVERIFY(QDir(m_folder->path()).rmdir(QStringLiteral("t.stratoplan")));
    const CommandOutcome refused
        = run(QStringLiteral("set %1/t.yaml Jobs.logicalId=Orders Orders.durationMs=80"));
    QCOMPARE(refused.status, 2);
    QVERIFY(!has("t.stratoplan"));
    QCOMPARE(text("t.yaml"), before);
}

void TestSidecar::templateAloneLeavesNoFile()
{
    const CommandOutcome set = run(QStringLiteral("set %1/t.yaml Orders.memory=1024"));
    QVERIFY2(set.status == 0, set.err);
    QVERIFY(!has("t.stratoplan"));
    QVERIFY2(set.err.isEmpty(), set.err);
}

void TestSidecar::everyCommandReadsIt_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("with"); ///< in the output because of the file beside
    const auto row = [](const char *line, const char *with) {
        QTest::newRow(line) << QString::fromLatin1(line) << QByteArray(with);
    };
    row("estimate %1/t.yaml --memory 512 --format json", "\"durationMs\": 120");
    row("review %1/t.yaml --format json --fail-on never", "\"status\": \"suppressed\"");
    row("report %1/t.yaml -o -", "Order desk");
    row("diagram %1/t.yaml -o -", "Order desk");
    row("decide %1/t.yaml --format json", "\"from\": \"user\"");
    row("export %1/t.yaml", "Orders");
    row("size %1/t.yaml --format json --network-model per-container-eni", "per-container-eni");
}

void TestSidecar::everyCommandReadsIt()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, with);
    QCOMPARE(run(QStringLiteral("set %1/t.yaml Orders.durationMs=120")).status, 0);
    Edit edit(design());
    const ElementId id = edit.idOf(QStringLiteral("Orders"));
    Function function = *edit.get<Function>(id);
    function.label = QStringLiteral("Order desk");
    function.decision.answers.insert(QStringLiteral("today"),
                                     {{QStringLiteral("capacity-provider"),
                                       QStringLiteral("no"),
                                       QStringLiteral("Ada"),
                                       {},
                                       {}}});
    edit.replace(id, function);
    Settings settings = edit.settings();
    settings.suppressions.append(
        {QStringLiteral("REL-005"), {}, QStringLiteral("accepted"), QStringLiteral("Ada"), {}, {}});
    edit.setSettings(settings);
    write("t.stratoplan", store::write(*edit.result()));

    const CommandOutcome outcome = run(line);
    QVERIFY2(outcome.status == 0, outcome.err);
    QVERIFY2(outcome.out.contains(with), outcome.out.left(4000) + outcome.err);
    QVERIFY2(outcome.err.contains("t.stratoplan: What it says beyond the template t.yaml"),
             outcome.err);
}

void TestSidecar::templateWins()
{
    QCOMPARE(run(QStringLiteral("set %1/t.yaml Orders.durationMs=120")).status, 0);
    write("t.yaml", QByteArray(orders).replace("512", "768"));
    const CommandOutcome listed = run(QStringLiteral("set %1/t.yaml --list Orders"));
    QVERIFY2(listed.out.contains(" 768 "), listed.out);
    QVERIFY2(listed.out.contains(" 120 "), listed.out);
    // Only the summary of what is used, nothing to worry about.
    QCOMPARE(listed.err.count('\n'), 1);
}

void TestSidecar::vanishedIsTold()
{
    QCOMPARE(run(QStringLiteral("set %1/t.yaml Orders.durationMs=120 Jobs.label=Work")).status, 0);
    write("t.yaml", QByteArray(orders).replace("Orders:", "Sales:"));
    const CommandOutcome listed = run(QStringLiteral("set %1/t.yaml --list"));
    QVERIFY2(listed.err.contains("no Orders, Jobs->Orders any more"), listed.err);
    QVERIFY2(listed.out.contains("Sales.memory"), listed.out);
    QVERIFY2(!listed.out.contains("Orders."), listed.out);
    QVERIFY2(listed.out.contains("Work"), listed.out);
}

void TestSidecar::unrelatedIsNotUsed()
{
    write("other.yaml", QByteArray(orders).replace("512", "256"));
    QCOMPARE(run(QStringLiteral("set %1/other.yaml Orders.durationMs=120")).status, 0);
    QVERIFY(QFile::rename(path("other.stratoplan"), path("t.stratoplan")));
    const QByteArray before = text("t.stratoplan");
    const CommandOutcome listed = run(QStringLiteral("set %1/t.yaml --list Orders"));
    QCOMPARE(listed.status, 0);
    QVERIFY2(listed.err.contains("was made from another one and is not used"), listed.err);
    QVERIFY2(!listed.out.contains(" 120 "), listed.out);
    // Nor is it written over.
    const CommandOutcome set = run(QStringLiteral("set %1/t.yaml Orders.durationMs=5"));
    QCOMPARE(set.status, 4);
    QVERIFY2(set.err.contains("t.stratoplan"), set.err);
    QCOMPARE(text("t.stratoplan"), before);
    // The same text under another name is the same template.
    write("t.yaml", QByteArray(orders).replace("512", "256"));
    QVERIFY(run(QStringLiteral("set %1/t.yaml --list Orders")).out.contains(" 120 "));
}

void TestSidecar::brokenIsRefused()
{
    write("t.stratoplan", "stratoplan: 1\nfunctions: [{name: Orders, memory: much}]\n");
    const CommandOutcome outcome = run(QStringLiteral("review %1/t.yaml"));
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.err.contains("t.stratoplan:2:"), outcome.err);
}

void TestSidecar::renamedFollows()
{
    QCOMPARE(run(QStringLiteral("set %1/t.yaml Orders.durationMs=120")).status, 0);
    const ElementId id = design().idOf(QStringLiteral("Orders"));
    const CommandOutcome renamed = run(QStringLiteral("set %1/t.yaml Orders.logicalId=Sales"));
    QVERIFY2(renamed.status == 0, renamed.err);
    QVERIFY(text("t.yaml").contains("  Sales:\n"));
    QCOMPARE(design().idOf(QStringLiteral("Sales")), id);
    const CommandOutcome listed = run(QStringLiteral("set %1/t.yaml --list Sales"));
    QVERIFY2(listed.out.contains(" 120 "), listed.out);
    QCOMPARE(listed.err.count('\n'), 1);
}

// The file beside a template may have edits that are not in the template yet.
void TestSidecar::unexportedIsNotLost()
{
    QCOMPARE(run(QStringLiteral("set %1/t.yaml Orders.durationMs=120")).status, 0);
    QCOMPARE(run(QStringLiteral("set %1/t.stratoplan Orders.memory=2048")).status, 0);
    const QByteArray before = text("t.stratoplan");
    QVERIFY(before.contains("was:"));
    const CommandOutcome listed = run(QStringLiteral("set %1/t.yaml --list Orders"));
    QVERIFY2(listed.out.contains(" 512 "), listed.out);
    QVERIFY2(listed.err.contains("changes Orders"), listed.err);
    for (const char *line :
         {"set %1/t.yaml Orders.durationMs=5", "import %1/t.yaml -o %1/t.stratoplan"}) {
        const CommandOutcome refused = run(QString::fromLatin1(line));
        QCOMPARE(refused.status, 4);
        QVERIFY2(refused.err.contains("export --onto"), refused.err);
        QCOMPARE(text("t.stratoplan"), before);
    }
    // A figure that no template holds is no such change.
    QCOMPARE(run(QStringLiteral("import %1/t.yaml -o %1/u.stratoplan")).status, 0);
    QCOMPARE(run(QStringLiteral("set %1/u.stratoplan Orders.durationMs=7 Jobs.label=x")).status, 0);
    QVERIFY(!text("u.stratoplan").contains("was:"));
}

void TestSidecar::parametersAndRegionAreKept()
{
    write("t.yaml",
          QByteArray("Parameters:\n  Size: {Type: Number}\n")
              + QByteArray(orders).replace("512", "!Ref Size"));
    const CommandOutcome set = run(QStringLiteral(
        "set %1/t.yaml Orders.durationMs=120 --parameter Size=896 --region eu-west-1"));
    QVERIFY2(set.status == 0, set.err);
    const CommandOutcome listed = run(QStringLiteral("set %1/t.yaml --list"));
    QVERIFY2(listed.out.contains(" 896 "), listed.out);
    QVERIFY2(listed.out.contains(" eu-west-1 "), listed.out);
    const CommandOutcome other
        = run(QStringLiteral("set %1/t.yaml --list --parameter Size=640 --region us-west-2"));
    QVERIFY2(other.out.contains(" 640 "), other.out);
    QVERIFY2(other.out.contains(" us-west-2 "), other.out);
}

// Notes, and services that no template has, with their connections.
void TestSidecar::drawnThingsStay()
{
    QCOMPARE(run(QStringLiteral("set %1/t.yaml Orders.durationMs=120")).status, 0);
    Edit edit(design());
    Service internet;
    internet.name = QStringLiteral("Bank");
    internet.kind = QStringLiteral("outside-system");
    Connection call;
    call.from = edit.idOf(QStringLiteral("Orders"));
    call.to = edit.add(internet);
    call.role = Role::Call;
    edit.add(call);
    Note note;
    note.name = QStringLiteral("Why");
    note.text = QStringLiteral("because");
    edit.add(note);
    write("t.stratoplan", store::write(*edit.result()));
    const CommandOutcome outcome = run(QStringLiteral("set %1/t.yaml Bank.ratePerS=3"));
    QVERIFY2(outcome.status == 0, outcome.err);
    QCOMPARE(text("t.yaml"), QByteArray(orders));
    QVERIFY(design().named<Note>(QStringLiteral("Why")));
    QVERIFY(Names(design()).find(QStringLiteral("Orders->Bank")));
    QCOMPARE(design().named<Service>(QStringLiteral("Bank"))->rate, Field<PerSecond>(PerSecond(3)));
}

void TestSidecar::elsewhere()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("out")));
    const CommandOutcome set
        = run(QStringLiteral("set %1/t.yaml Orders.durationMs=120 -o %1/out/u.yaml"));
    QVERIFY2(set.status == 0, set.err);
    QVERIFY(!has("t.stratoplan"));
    QCOMPARE(text("out/u.yaml"), QByteArray(orders));
    QCOMPARE(design("out/u.stratoplan").settings().templateLink.path, QStringLiteral("u.yaml"));
    const CommandOutcome out = run(QStringLiteral("set %1/t.yaml Orders.durationMs=120 -o -"));
    QCOMPARE(out.status, 2);
    QVERIFY2(out.out.isEmpty(), out.out);
    QVERIFY2(out.err.contains("no file beside it"), out.err);
    // A text without a file has none beside it.
    QCOMPARE(runCommand(words(QStringLiteral("set - Orders.durationMs=1")), orders).status, 2);
}

void TestSidecar::folderIsReviewedOnce()
{
    QCOMPARE(run(QStringLiteral("set %1/t.yaml Orders.durationMs=120")).status, 0);
    QCOMPARE(run(QStringLiteral("import %1/t.yaml -o %1/whole.stratoplan")).status, 0);
    const CommandOutcome review = run(QStringLiteral("review %1 --format json --fail-on never"));
    QVERIFY2(review.status == 0, review.err);
    QSet<QString> files;
    const QJsonArray findings = review.json().value(QLatin1String("findings")).toArray();
    for (const QJsonValue finding : findings)
        files.insert(QFileInfo(finding[QLatin1String("file")].toString()).fileName());
    QCOMPARE(files, (QSet<QString>{QStringLiteral("t.yaml"), QStringLiteral("whole.stratoplan")}));
}

QTEST_MAIN(TestSidecar)
#include "tst_sidecar.moc"
