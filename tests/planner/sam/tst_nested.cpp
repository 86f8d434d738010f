// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/planner/sam/sam_reading.h"

#include "planner/model/edit.h"

#include <QDir>
#include <QTemporaryDir>

using namespace stratoplan;
using namespace stratoplan::test;

namespace {

const QByteArray outer = R"(Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Data: {Type: AWS::DynamoDB::Table}
  App:
    Type: AWS::Serverless::Application
    Properties:
      Location: apps/child.yaml
      Parameters: {JobsArn: !GetAtt Jobs.Arn, Table: !Ref Data, Stage: live}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      CodeUri: .
      Environment: {Variables: {STARTER: !GetAtt App.Outputs.Starter, STORE: !GetAtt App.Outputs.Store}}
)";

const QByteArray inner = R"(Parameters:
  JobsArn: {Type: String, Default: arn:aws:sqs:us-east-1:123456789012:usual}
  Table: {Type: String}
  Stage: {Type: String, Default: dev}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      CodeUri: .
      FunctionName: !Sub worker-${Stage}
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !Ref JobsArn}}
      Policies:
        - DynamoDBCrudPolicy: {TableName: !Ref Table}
  Deeper:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: deep/stack.yaml}
Outputs:
  Starter: {Value: !GetAtt Worker.Arn}
)";

} // namespace

class TestNested : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void knowsItsTemplate();
    void parametersAndOutputsConnect();
    void staysInTheFolder_data();
    void staysInTheFolder();
    void circlesEnd();
    void faultsHaveTheirPlaces();

private:
    void put(const char *name, const QByteArray &text) const
    {
        const QString path = m_folder->filePath(QString::fromLatin1(name));
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    sam::Imported read(const QByteArray &text) const
    {
        const QString path = m_folder->filePath(QStringLiteral("template.yaml"));
        sam::ReadOptions options;
        options.files = sam::filesBeside(path);
        auto result = sam::read(text, path, facts(), options);
        if (!result)
            qFatal("%s", qUtf8Printable(toString(result.error().first())));
        return *result;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestNested::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    put("apps/child.yaml", inner);
    put("apps/deep/stack.yaml", "Resources:\n  Deep: {Type: AWS::SQS::Queue}\n");
}

void TestNested::knowsItsTemplate()
{
    const sam::Imported imported = read(outer);
    QCOMPARE(codesOf(imported.problems), QStringList());
    const sam::ImportedResource &app = imported.resources.at(2);
    QCOMPARE(app.nestedPath, QStringLiteral("apps/child.yaml"));
    QVERIFY(app.nested);
    QCOMPARE(app.nested->resources.size(), 2);
    // The parameter that is passed as a word is known inside.
    QCOMPARE(app.nested->physicalNames.value(QStringLiteral("lambda:worker-live")),
             QStringLiteral("Worker"));
    // A template inside the nested one is named from that one's folder.
    QVERIFY(app.nested->resources.at(1).nested);
    QCOMPARE(app.nested->resources.at(1).nested->resources.first().logicalId,
             QStringLiteral("Deep"));
    QCOMPARE(imported.design.named<Service>(QStringLiteral("App"))
                 ->properties.value(QStringLiteral("template"))
                 .value->toString(),
             QStringLiteral("apps/child.yaml"));
    QVERIFY(!imported.resources.first().nested);
}

void TestNested::parametersAndOutputsConnect()
{
    // The parameter's default is not what it stands for here.
    QCOMPARE(connectionsOf(read(outer).design),
             (QStringList{QStringLiteral("App->Data access rw"), QStringLiteral("Fn->App call"),
                          QStringLiteral("Jobs->App trigger")}));
}

void TestNested::staysInTheFolder_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QStringList>("codes");
    QTest::newRow("above") << QByteArray("../child.yaml")
                           << QStringList{QStringLiteral("sam.file-outside")};
    QTest::newRow("missing") << QByteArray("apps/none.yaml")
                             << QStringList{QStringLiteral("sam.file-missing")};
    QTest::newRow("elsewhere") << QByteArray("https://s3.amazonaws.com/bucket/child.yaml")
                               << QStringList();
}

void TestNested::staysInTheFolder()
{
    QFETCH(QByteArray, location);
    QFETCH(QStringList, codes);
    const sam::Imported imported = read(QByteArray(outer).replace("apps/child.yaml", location));
    QCOMPARE(codesOf(imported.problems), codes);
    QCOMPARE(imported.resources.at(2).nestedPath, QString::fromUtf8(location));
    QVERIFY(!imported.resources.at(2).nested);
}

void TestNested::circlesEnd()
{
    put("apps/deep/stack.yaml",
        "Resources:\n  Again:\n    Type: AWS::CloudFormation::Stack\n"
        "    Properties: {TemplateURL: ../child.yaml}\n");
    QCOMPARE(codesOf(read(outer).problems), QStringList{QStringLiteral("sam.nested-circle")});
}

void TestNested::faultsHaveTheirPlaces()
{
    put("apps/child.yaml", QByteArray(inner).replace("!Ref Table", "!Ref Tabel"));
    const sam::Imported imported = read(outer);
    QCOMPARE(codesOf(imported.problems), QStringList{QStringLiteral("sam.unresolved-reference")});
    QVERIFY(imported.problems.first().where.file.endsWith(QLatin1String("apps/child.yaml")));
}

QTEST_GUILESS_MAIN(TestNested)
#include "tst_nested.moc"
