// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"
#include "tests/support/corpus.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;

namespace {

using Outcome = CommandOutcome;

Outcome run(const QStringList &arguments, const QByteArray &input)
{
    return runCommand(arguments, input);
}

const QByteArray templateText = R"(Transform: AWS::Serverless-2016-10-31
Parameters:
  SubnetIds: {Type: 'List<AWS::EC2::Subnet::Id>'}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: h
      Runtime: python3.13
      CodeUri: .
      VpcConfig: {SubnetIds: !Ref SubnetIds}
)";

const QByteArray designText = R"(stratoplan: 1
functions:
  - {name: Fn, id: 1, inVpc: true, subnets: SubnetIds}
vpcs:
  - {name: Net, id: 2, outside: true}
subnets:
  - {name: SubnetIds, id: 3, vpc: Net, outside: true, several: true}
)";

const QByteArray subnetsJson = R"({"Subnets": [
 {"SubnetId": "subnet-0a1", "VpcId": "vpc-01", "AvailabilityZone": "us-east-1a", "CidrBlock": "10.0.1.0/24"},
 {"SubnetId": "subnet-0b2", "VpcId": "vpc-01", "AvailabilityZone": "us-east-1b", "CidrBlock": "10.0.2.0/28"}]})";

const QByteArray namesYaml = R"(stratoplanFacts: 1
date: 2026-11-20
source: the network team
names: {SubnetIds: [subnet-0a1, subnet-0b2]}
vpcs: [{id: vpc-01, cidrs: [10.0.0.0/16]}]
routeTables: [{id: rtb-01, vpc: vpc-01, main: true}]
)";

const QByteArray subnetsYaml = R"(subnets:
  - {id: subnet-0a1, vpc: vpc-01, zone: us-east-1a, cidr: 10.0.1.0/24}
  - {id: subnet-0b2, vpc: vpc-01, zone: us-east-1b, cidr: 10.0.2.0/28}
)";

/// "NAME CIDR USABLE" of every subnet of the answer of `size`.
QStringList subnetsOf(const QByteArray &json)
{
    QStringList lines;
    const QJsonArray networks
        = QJsonDocument::fromJson(json).object().value(QLatin1String("networks")).toArray();
    for (const QJsonValue network : networks) {
        const QJsonArray subnets = network.toObject().value(QLatin1String("subnets")).toArray();
        for (const QJsonValue subnet : subnets) {
            const QJsonObject object = subnet.toObject();
            lines.append(QStringLiteral("%1 %2 %3 %4")
                             .arg(object.value(QLatin1String("name")).toString(),
                                  object.value(QLatin1String("zone")).toString(),
                                  object.value(QLatin1String("cidr")).toString())
                             .arg(object.value(QLatin1String("usable")).toInt()));
        }
    }
    return lines;
}

} // namespace

class TestFacts : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const char *name, const QByteArray &text)
    {
        QFile out(m_folder.filePath(QString::fromLatin1(name)));
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            qFatal("%s cannot be written", name);
        return out.fileName();
    }

private Q_SLOTS:
    void fillsTemplatesAndDesigns_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("template") << templateText;
        QTest::newRow("design") << designText;
    }
    void fillsTemplatesAndDesigns()
    {
        QFETCH(const QByteArray, input);
        const QStringList size{QStringLiteral("size"), QStringLiteral("-"),
                               QStringLiteral("--format"), QStringLiteral("json")};
        // Without facts the list is one subnet of which nothing is known.
        const Outcome before = run(size, input);
        QCOMPARE(before.status, 0);
        QCOMPARE(subnetsOf(before.out), QStringList(QStringLiteral("SubnetIds   0")));

        const Outcome after
            = run(size
                      + QStringList{QStringLiteral("--facts"), file("s.json", subnetsJson),
                                    QStringLiteral("--facts"), file("n.yaml", namesYaml)},
                  input);
        QCOMPARE(after.status, 0);
        QCOMPARE(after.err, QByteArray());
        // 2^(32 - prefix) - 5 usable addresses.
        QCOMPARE(subnetsOf(after.out),
                 QStringList({QStringLiteral("subnet-0a1 us-east-1a 10.0.1.0/24 251"),
                              QStringLiteral("subnet-0b2 us-east-1b 10.0.2.0/28 11")}));
    }

    // What is known of a network elsewhere is nothing that the template is to say.
    void aDesignWithFactsGoesOntoItsTemplate()
    {
        const QString text = file("t.yaml", templateText);
        const QString design = m_folder.filePath(QStringLiteral("t.stratoplan"));
        const QStringList onto{QStringLiteral("export"), design, QStringLiteral("--onto"), text};
        QCOMPARE(run({QStringLiteral("import"), text, QStringLiteral("-o"), design,
                      QStringLiteral("--facts"), file("n.yaml", namesYaml + subnetsYaml)},
                     {})
                     .status,
                 0);
        const Outcome same = run(onto, {});
        QVERIFY2(same.status == 0, same.err.constData());
        QCOMPARE(fileText(text), templateText);
        QCOMPARE(run({QStringLiteral("set"), design, QStringLiteral("Fn.memory=512")}, {}).status,
                 0);
        const Outcome changed = run(onto, {});
        QVERIFY2(changed.status == 0, changed.err.constData());
        QCOMPARE(fileText(text),
                 QByteArray(templateText)
                     .replace("python3.13\n", "python3.13\n      MemorySize: 512\n"));
    }

    // Two designs in other folders share one file; each says which, from when, and sees what
    // changes.
    void designsShareAFile()
    {
        QTemporaryDir folder;
        const auto put = [&](const QString &name, const QByteArray &text) {
            QDir(folder.path()).mkpath(QFileInfo(folder.filePath(name)).path());
            QFile out(folder.filePath(name));
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(text);
        };
        put(QStringLiteral("network/n.yaml"), namesYaml + subnetsYaml);
        for (const char *name : {"a", "b"})
            put(QString::fromLatin1(name) + QStringLiteral("/t.yaml"), templateText);
        for (const char *name : {"a", "b"}) {
            const QString stem = folder.filePath(QString::fromLatin1(name) + QStringLiteral("/t"));
            const Outcome import
                = run({QStringLiteral("import"), stem + QStringLiteral(".yaml"),
                       QStringLiteral("-o"), stem + QStringLiteral(".stratoplan"),
                       QStringLiteral("--facts"), folder.filePath(QStringLiteral("network/n.yaml")),
                       QStringLiteral("--format"), QStringLiteral("json")},
                      {});
            QVERIFY2(import.status == 0, import.err);
            const QJsonObject facts = QJsonDocument::fromJson(import.out)
                                          .object()
                                          .value(QLatin1String("facts"))
                                          .toArray()
                                          .first()
                                          .toObject();
            QCOMPARE(facts.value(QLatin1String("file")).toString(),
                     QStringLiteral("../network/n.yaml"));
            QCOMPARE(facts.value(QLatin1String("source")).toString(),
                     QStringLiteral("the network team"));
            QCOMPARE(facts.value(QLatin1String("date")).toString(), QStringLiteral("2026-11-20"));
        }
        const QString design = folder.filePath(QStringLiteral("a/t.stratoplan"));
        const QStringList size{QStringLiteral("size"), design, QStringLiteral("--format"),
                               QStringLiteral("json")};
        Outcome outcome = run(size, {});
        QCOMPARE(subnetsOf(outcome.out).first(),
                 QStringLiteral("subnet-0a1 us-east-1a 10.0.1.0/24 251"));
        const QJsonObject network = QJsonDocument::fromJson(outcome.out)
                                        .object()
                                        .value(QLatin1String("networks"))
                                        .toArray()
                                        .first()
                                        .toObject();
        QCOMPARE(network.value(QLatin1String("facts"))[0][QLatin1String("date")].toString(),
                 QStringLiteral("2026-11-20"));
        const Outcome text = run({QStringLiteral("size"), design}, {});
        QVERIFY2(text.out.contains("../network/n.yaml, the network team, 2026-11-20"), text.out);
        const Outcome report = run(
            {QStringLiteral("report"), design, QStringLiteral("-o"), QStringLiteral("-")}, {});
        QVERIFY2(report.out.contains("../network/n.yaml (the network team), as of 2026-11-20"),
                 report.out);
        // Nothing was edited: facts are none of the template.
        QFile file(design);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("\nwas:"));

        put(QStringLiteral("network/n.yaml"),
            QByteArray(namesYaml + subnetsYaml)
                .replace("10.0.1.0/24", "10.0.1.0/26")
                .replace("11-20", "11-25"));
        outcome = run(size, {});
        QCOMPARE(subnetsOf(outcome.out).first(),
                 QStringLiteral("subnet-0a1 us-east-1a 10.0.1.0/26 59"));
        QVERIFY2(outcome.out.contains("2026-11-25"), outcome.out);

        QVERIFY(QFile::remove(folder.filePath(QStringLiteral("network/n.yaml"))));
        outcome = run(size, {});
        QCOMPARE(outcome.status, 0);
        QVERIFY2(outcome.err.contains("n.yaml: The facts file cannot be read"), outcome.err);
        QCOMPARE(subnetsOf(outcome.out).first(),
                 QStringLiteral("subnet-0a1 us-east-1a 10.0.1.0/24 251"));
        QVERIFY2(outcome.out.contains("2026-11-20"), outcome.out);
    }

    void parametersNameTheSubnets()
    {
        const Outcome outcome
            = run({QStringLiteral("size"), QStringLiteral("-"), QStringLiteral("--format"),
                   QStringLiteral("json"), QStringLiteral("--parameter"),
                   QStringLiteral("SubnetIds=subnet-0b2"), QStringLiteral("--facts"),
                   file("s.json", subnetsJson)},
                  templateText);
        QCOMPARE(outcome.status, 0);
        QCOMPARE(subnetsOf(outcome.out),
                 QStringList(QStringLiteral("subnet-0b2 us-east-1b 10.0.2.0/28 11")));
    }

    void whatDoesNotMatchIsTold()
    {
        const Outcome outcome = run({QStringLiteral("size"), QStringLiteral("-"),
                                     QStringLiteral("--facts"), file("s.json", subnetsJson)},
                                    templateText);
        QCOMPARE(outcome.status, 0);
        QVERIFY2(
            outcome.err.startsWith("SubnetIds: It lives elsewhere, and no facts say which one it "
                                   "is; give the parameter's value, or write \"SubnetIds\" with "
                                   "its id under names: in a facts file\n"),
            outcome.err.constData());
    }

    void unreadableFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("another kind") << QByteArray("{\"Reservations\": []}")
                                      << QByteArray(":1:1: It says nothing about networks");
        QTest::newRow("broken") << QByteArray("{\"Subnets\": [") << QByteArray(":1:14: ");
        QTest::newRow("missing") << QByteArray() << QByteArray("cannot be read");
    }
    void unreadableFiles()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, expected);
        const QString path = text.isEmpty() ? m_folder.filePath(QStringLiteral("none"))
                                            : file("broken.json", text);
        const Outcome outcome
            = run({QStringLiteral("size"), QStringLiteral("-"), QStringLiteral("--facts"), path},
                  templateText);
        QCOMPARE(outcome.status, 3);
        QVERIFY2(outcome.err.startsWith(path.toUtf8()), outcome.err.constData());
        QVERIFY2(outcome.err.contains(expected), outcome.err.constData());
        QCOMPARE(outcome.out, QByteArray());
    }

    void reviewTakesThemToo()
    {
        QTemporaryDir folder;
        QFile input(folder.filePath(QStringLiteral("t.yaml")));
        QVERIFY(input.open(QIODevice::WriteOnly));
        input.write(templateText);
        input.close();
        const auto message = [&](const QStringList &more) {
            const Outcome outcome
                = run(QStringList{QStringLiteral("review"), input.fileName(),
                                  QStringLiteral("--rule"), QStringLiteral("NET-002"),
                                  QStringLiteral("--format"), QStringLiteral("json"),
                                  QStringLiteral("--fail-on"), QStringLiteral("never")}
                          + more,
                      {});
            const QJsonArray findings = QJsonDocument::fromJson(outcome.out)
                                            .object()
                                            .value(QLatin1String("findings"))
                                            .toArray();
            return findings.isEmpty()
                ? QString()
                : findings.first().toObject().value(QLatin1String("status")).toString();
        };
        // Whether the subnets lie in two zones is not known before the facts are.
        QCOMPARE(message({}), QStringLiteral("unanswered"));
        QCOMPARE(message({QStringLiteral("--facts"), file("s.json", subnetsJson),
                          QStringLiteral("--facts"), file("n.yaml", namesYaml)}),
                 QString());
    }
};

QTEST_MAIN(TestFacts)
#include "tst_facts.moc"
