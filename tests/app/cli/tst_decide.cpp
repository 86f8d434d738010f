// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
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
    void answersAreWritten();
    void appliesToADesign();
    void appliesToATemplateAndLeavesItATemplate();
    void aDryRunWritesNothing();
    void saysWhatCannotBeApplied();
    void theDesignRemembersATreeOfItsOwn();
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

namespace {

/// A database in a VPC of two zones, a function that reads it and pays outside.
const char *const network = R"(stratoplan: 1
date: 2026-11-23
functions:
  - { name: Fn, id: 1 }
services:
  - { name: Cache, id: 2, kind: cache, subnets: [Data] }
  - { name: Pay, id: 3, kind: outside-system }
connections:
  - { id: 4, from: Fn, to: Cache, role: access }
  - { id: 5, from: Fn, to: Pay, role: call }
vpcs:
  - { name: Net, id: 6, cidrs: ["10.0.0.0/16"] }
zones:
  - { name: Za, id: 7, vpc: Net, zone: us-east-1a }
subnets:
  - { name: Data, id: 8, vpc: Net, zone: Za, cidr: "10.0.32.0/24" }
)";

const QStringList following{QStringLiteral("--function"), QStringLiteral("Fn"),
                            QStringLiteral("--answer"),   QStringLiteral("ipv6-egress=no"),
                            QStringLiteral("--answer"),   QStringLiteral("nat-placement=yes"),
                            QStringLiteral("--by"),       QStringLiteral("Ada"),
                            QStringLiteral("--reason"),   QStringLiteral("payments go on")};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString written(const QTemporaryDir &folder, const char *name, const QByteArray &text)
{
    const QString path = folder.filePath(QString::fromLatin1(name));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    return path;
}

CommandOutcome decide(const QString &path, const QStringList &arguments)
{
    return runCommand(QStringList{QStringLiteral("decide"), path} + arguments);
}

} // namespace

void TestDecideCommand::answersAreWritten()
{
    QTemporaryDir folder;
    const QString path = written(folder, "a.stratoplan", network);
    const CommandOutcome outcome = decide(path, following);
    QCOMPARE(outcome.status, int(cli::Done));
    QVERIFY2(outcome.out.contains("Private subnets, NAT in each zone"), outcome.out);
    QVERIFY2(outcome.out.contains("(Ada, 2026-11-23, payments go on)"), outcome.out);
    const QByteArray text = contentOf(path);
    QVERIFY2(text.contains("nat-placement") && text.contains("Ada"), text);
    QVERIFY(!text.contains("NatGateway"));
}

void TestDecideCommand::appliesToADesign()
{
    QTemporaryDir folder;
    const QString path = written(folder, "a.stratoplan", network);
    const QString out = folder.filePath(QStringLiteral("b.stratoplan"));
    const CommandOutcome outcome
        = decide(path,
                 following
                     + QStringList{QStringLiteral("--apply"), QStringLiteral("-o"), out,
                                   QStringLiteral("--format"), QStringLiteral("json")});
    QVERIFY2(outcome.status == cli::Done, outcome.err);
    QCOMPARE(contentOf(path), QByteArray(network));
    const QJsonObject applied = outcome.json().value(QLatin1String("applied")).toObject();
    // Two NAT gateways, each 730 h x ($0.045 + $0.005).
    QCOMPARE(applied.value(QLatin1String("costAfterPerMonthUsd")).toDouble()
                 - applied.value(QLatin1String("costBeforePerMonthUsd")).toDouble(),
             73.0);
    QVERIFY(applied.value(QLatin1String("hasUnpriced")).toBool());
    const QJsonObject function
        = outcome.json().value(QLatin1String("functions")).toArray().first().toObject();
    QCOMPARE(function.value(QLatin1String("conflicts")).toArray(), QJsonArray());

    const CommandOutcome again
        = decide(out, {QStringLiteral("--apply"), QStringLiteral("--dry-run")});
    QCOMPARE(again.status, int(cli::Done));
    QVERIFY2(again.out.contains("there is nothing to build"), again.out);
}

void TestDecideCommand::appliesToATemplateAndLeavesItATemplate()
{
    const QByteArray text = R"(Resources:
  Fn: # the one that reads
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      CodeUri: fn/
      Policies:
        - ElastiCacheAccess
      Environment:
        Variables:
          CACHE: !GetAtt Cache.RedisEndpoint.Address
  Net:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Data:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Net
      AvailabilityZone: !Select [0, !GetAZs ""]
      CidrBlock: 10.0.32.0/24
  CacheSubnets:
    Type: AWS::ElastiCache::SubnetGroup
    Properties: {Description: cache, SubnetIds: [!Ref Data]}
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties:
      Engine: redis
      CacheNodeType: cache.t4g.micro
      NumCacheNodes: 1
      CacheSubnetGroupName: !Ref CacheSubnets
)";
    QTemporaryDir folder;
    const QString path = written(folder, "t.yaml", text);
    const CommandOutcome before
        = decide(path, {QStringLiteral("--format"), QStringLiteral("json")});
    const QJsonObject was
        = before.json().value(QLatin1String("functions")).toArray().first().toObject();
    QCOMPARE(was.value(QLatin1String("outcome")).toString(), QStringLiteral("private-subnet"));
    const CommandOutcome outcome = decide(
        path, {QStringLiteral("--function"), QStringLiteral("Fn"), QStringLiteral("--apply")});
    QVERIFY2(outcome.status == cli::Done, outcome.err);
    const QByteArray patched = contentOf(path);
    // Every line that was there still is, in order.
    qsizetype at = 0;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype found = patched.indexOf(line, at);
        QVERIFY2(found >= 0, line + "\n" + patched);
        at = found + line.size();
    }
    QVERIFY2(patched.contains("VpcConfig:") && patched.contains("FunctionSubnet"), patched);
    const CommandOutcome after = decide(path, {QStringLiteral("--format"), QStringLiteral("json")});
    const QJsonObject is
        = after.json().value(QLatin1String("functions")).toArray().first().toObject();
    QCOMPARE(is.value(QLatin1String("outcome")).toString(), QStringLiteral("private-subnet"));
    QCOMPARE(is.value(QLatin1String("conflicts")).toArray(), QJsonArray());
}

void TestDecideCommand::aDryRunWritesNothing()
{
    QTemporaryDir folder;
    const QString path = written(folder, "a.stratoplan", network);
    const CommandOutcome outcome = decide(
        path, following + QStringList{QStringLiteral("--apply"), QStringLiteral("--dry-run")});
    QVERIFY2(outcome.status == cli::Done, outcome.err);
    QVERIFY2(
        outcome.out.contains("  + NAT gateway NatGatewayA in us-east-1a, with an Elastic IP "
                             "address (+$36.50 a month; not priced: Data through it a month is "
                             "not stated.)"),
        outcome.out);
    QVERIFY2(outcome.out.contains("A month: $"), outcome.out);
    QVERIFY2(outcome.out.contains(", and what is not priced"), outcome.out);
    QCOMPARE(contentOf(path), QByteArray(network));
}

void TestDecideCommand::saysWhatCannotBeApplied()
{
    QTemporaryDir folder;
    const QString asking = written(folder, "asking.stratoplan", design);
    const CommandOutcome open = decide(
        asking, {QStringLiteral("--function"), QStringLiteral("Asks"), QStringLiteral("--apply")});
    QCOMPARE(open.status, int(cli::BadCommandLine));
    QVERIFY2(open.err.contains("A question is open"), open.err);
    QCOMPARE(contentOf(asking), QByteArray(design));
    const QString path = written(folder, "a.stratoplan", network);
    const auto refused = [&](const QStringList &arguments, const char *told) {
        const CommandOutcome outcome = decide(path, arguments);
        QCOMPARE(outcome.status, int(cli::BadCommandLine));
        QVERIFY2(outcome.err.contains(told), outcome.err);
    };
    refused({QStringLiteral("--answer"), QStringLiteral("ipv6-egress=no")}, "--function");
    refused({QStringLiteral("--function"), QStringLiteral("Fn"), QStringLiteral("--answer"),
             QStringLiteral("weather=good")},
            "the questions are capacity-provider");
    refused({QStringLiteral("--function"), QStringLiteral("Fn"), QStringLiteral("--answer"),
             QStringLiteral("nat-placement=maybe")},
            "yes, regional, no");
    refused({QStringLiteral("-o"), QStringLiteral("x")}, "--apply");
    QCOMPARE(contentOf(path), QByteArray(network));
}

void TestDecideCommand::theDesignRemembersATreeOfItsOwn()
{
    QTemporaryDir folder;
    const QString path = written(folder, "a.stratoplan", network);
    const QString tree = written(folder, "ours.yaml",
                                 "format: 1\nid: ours\nname: Our tree\nstart: q\nquestions:\n"
                                 "  - id: q\n    text: Inside?\n    reason: We ask.\n    "
                                 "derivation: needs-private-resource\n    answers:\n"
                                 "      - { answer: \"yes\", label: \"Yes\", next: in }\n"
                                 "      - { answer: \"no\", label: \"No\", next: out }\n"
                                 "outcomes:\n  - { id: in, label: In, advice: Go. }\n"
                                 "  - { id: out, label: Out, advice: Stay. }\n");
    const CommandOutcome set
        = runCommand({QStringLiteral("set"), path, QStringLiteral("design.decisionTree=") + tree});
    QVERIFY2(set.status == cli::Done, set.err);
    QVERIFY(QFile::remove(tree));
    const CommandOutcome outcome = decide(path, {});
    QVERIFY2(outcome.out.contains("Fn: In\n"), outcome.out + outcome.err);
    // The command line may still choose another.
    QVERIFY(decide(path, {QStringLiteral("--tree"), QStringLiteral("talk-2018")})
                .out.contains("Fn: Private subnet"));
}

QTEST_GUILESS_MAIN(TestDecideCommand)
#include "tst_decide.moc"
