// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/model/names.h"
#include "planner/project/system.h"
#include "planner/store/store.h"
#include "tests/support/built_in.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;

namespace {

project::File file(const char *path, const QByteArray &text)
{
    return {QString::fromLatin1(path), text};
}

const QByteArray jobs = R"(Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Data: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
  Log: {Type: AWS::SNS::Topic}
  LogName:
    Type: AWS::SSM::Parameter
    Properties: {Name: /shared/log, Type: String, Value: !Ref Log}
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
        Log: {Type: SNS, Properties: {Topic: '{{resolve:ssm:/shared/log}}'}}
      Policies:
        - DynamoDBReadPolicy: {TableName: orders}
        - DynamoDBReadPolicy: {TableName: elsewhere}
)";

Design system(const QList<project::File> &files)
{
    const auto opened = project::openSystem(files, facts());
    if (!opened)
        qFatal("%s", qUtf8Printable(toString(opened.error().first())));
    return opened->design;
}

/// "FROM->TO role evidence" of connections between stacks, sorted.
QStringList joins(const Design &design)
{
    const Names names(design);
    QStringList lines;
    for (const Connection *connection : design.all<Connection>()) {
        const QString from = common(*design.find(connection->from)).stack;
        if (from != common(*design.find(connection->to)).stack)
            lines.append(names.of(connection->from) + QLatin1String("->") + names.of(connection->to)
                         + QLatin1Char(' ') + id(connection->role) + QLatin1Char(' ')
                         + connection->evidence.last());
    }
    lines.sort();
    return lines;
}

} // namespace

class TestSystem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsStacks();
    void namesStayUnique();
    void knowsTheTemplates();
    void networksAreJoined();
    void weakNamesNeedTheKind();
    void editsAreRemembered();
    void placesOfOneStackAreNoPlacesInASystem();
    void refused();
};

void TestSystem::joinsStacks()
{
    const Design design = system({file("jobs.yaml", jobs), file("orders.yaml", orders)});
    QCOMPARE(joins(design),
             (QStringList{QStringLiteral("Jobs->orders/Worker trigger Exports.shared-jobs"),
                          QStringLiteral("Log->orders/Worker trigger Parameters./shared/log"),
                          QStringLiteral("orders/Worker->Data access Names.dynamodb:orders")}));
    // The other order of the files says the same.
    QCOMPARE(joins(system({file("orders.yaml", orders), file("jobs.yaml", jobs)})).size(), 3);
    // What no template has stays outside.
    const auto *elsewhere = design.named<Service>(QStringLiteral("elsewhere"));
    QVERIFY(elsewhere);
    QCOMPARE(elsewhere->stack, QStringLiteral("orders"));
}

void TestSystem::namesStayUnique()
{
    const Design design
        = system({file("jobs.yaml", jobs), file("orders.yaml", orders),
                  file("a/template.yaml", orders), file("b/template.yaml", orders)});
    for (const char *name : {"jobs/Worker", "orders/Worker", "a/Worker", "b/Worker", "Jobs"})
        QVERIFY2(design.idOf(QString::fromLatin1(name)), name);
    QCOMPARE(design.named<Function>(QStringLiteral("a/Worker"))->stack, QStringLiteral("a"));
    const Design twice = system({file("x/jobs.yaml", jobs), file("y/jobs.yaml", jobs)});
    QVERIFY(twice.idOf(QStringLiteral("jobs2/Jobs")));
}

void TestSystem::knowsTheTemplates()
{
    const Design design = system({file("a/jobs.yaml", jobs), file("b/orders.yaml", orders)});
    const QList<Stack> &stacks = design.settings().stacks;
    QCOMPARE(stacks.size(), 2);
    QCOMPARE(stacks.at(0).link.path, QStringLiteral("jobs.yaml"));
    QCOMPARE(stacks.at(1).link.path, QStringLiteral("../b/orders.yaml"));
    QCOMPARE(stacks.at(1).link.sha256.size(), 64);
    QVERIFY(design.settings().templateLink.sha256.isEmpty());
    const auto again = store::read(store::write(design), QStringLiteral("s.stratoplan"));
    QVERIFY2(again, again ? "" : qPrintable(toString(again.error().first())));
    QCOMPARE(*again, design);
}

void TestSystem::networksAreJoined()
{
    const QByteArray network = R"(Resources:
  Net: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Private: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net, CidrBlock: 10.0.1.0/24}}
Outputs:
  Subnet: {Value: !Ref Private, Export: {Name: private-a}}
)";
    const QByteArray user = R"(Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      CodeUri: .
      VpcConfig: {SubnetIds: [!ImportValue private-a]}
)";
    const Design design = system({file("network.yaml", network), file("user.yaml", user)});
    const auto *function = design.named<Function>(QStringLiteral("Fn"));
    QCOMPARE(function->subnets, QList<ElementId>{design.idOf(QStringLiteral("Private"))});
    QCOMPARE(design.all<Vpc>().size(), 1);
    QCOMPARE(design.all<Subnet>().size(), 1);
}

void TestSystem::weakNamesNeedTheKind()
{
    const QByteArray topic
        = "Resources:\n  Orders: {Type: AWS::SNS::Topic, Properties: {TopicName: orders}}\n";
    QVERIFY(joins(system({file("t.yaml", topic), file("o.yaml", orders)})).isEmpty());
}

void TestSystem::editsAreRemembered()
{
    const Design design = system({file("jobs.yaml", jobs), file("orders.yaml", orders)});
    QVERIFY(design.was().isEmpty());
    QCOMPARE(templateSums(design.settings()).size(), 2);
}

void TestSystem::placesOfOneStackAreNoPlacesInASystem()
{
    const QByteArray text = R"(Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      CodeUri: .
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
)";
    const QTemporaryDir folder;
    const project::File led{folder.filePath(QStringLiteral("led.yaml")), text};
    const auto opened = project::open(led, facts());
    QVERIFY(opened);
    const auto lineIn = [](const Design &design) { return design.all<Connection>().value(0); };
    Edit edit(opened->design);
    edit.setPosition(opened->design.idOf(QStringLiteral("Jobs")), Point{0, 0});
    edit.set(lineIn(opened->design)->id, &Connection::waypoints,
             QList<Point>{{240, 200}, {360, 200}});
    const auto kept = project::beside(led, *edit.result(), folder.path(), facts());
    QVERIFY(kept);
    QFile beside(folder.filePath(QStringLiteral("led.stratoplan")));
    QVERIFY(beside.open(QIODevice::WriteOnly));
    beside.write(store::write(*kept));
    beside.close();
    // By itself the template has them, as one of two it has not.
    const auto again = project::open(led, facts());
    QVERIFY(again);
    QCOMPARE(lineIn(again->design)->waypoints, (QList<Point>{{240, 200}, {360, 200}}));
    const Design both = system({led, file("orders.yaml", orders)});
    QCOMPARE(lineIn(both)->waypoints, QList<Point>());
    for (const auto &[id, element] : both.elements())
        QVERIFY(!common(*element).position);
}

void TestSystem::refused()
{
    const auto codes = [](const QList<project::File> &files) {
        const auto opened = project::openSystem(files, facts());
        QStringList found;
        for (const Problem &problem : opened ? Problems() : opened.error())
            found.append(problem.code);
        return found;
    };
    QCOMPARE(
        codes({file("a.stratoplan", "stratoplan: 1\n"), file("b.yaml", "Other: 1\n")}),
        (QStringList{QStringLiteral("system.no-template"), QStringLiteral("sam.no-resources")}));
    QCOMPARE(codes({file("", jobs), file("orders.yaml", orders)}),
             QStringList{QStringLiteral("system.no-template")});
}

QTEST_GUILESS_MAIN(TestSystem)
#include "tst_system.moc"
