// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/files.h"
#include "tests/planner/sam/sam_reading.h"

#include <QTemporaryDir>

using namespace stratoplan;
using namespace stratoplan::test;

namespace {

const QByteArray resources = R"(Resources:
  F: {Type: 'AWS::Lambda::Function'}
  G: {Type: 'AWS::Lambda::Function'}
  H: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: the-h}}
  Queue: {Type: 'AWS::SQS::Queue'}
  Topic: {Type: 'AWS::SNS::Topic'}
  Table: {Type: 'AWS::DynamoDB::Table'}
  Bucket: {Type: 'AWS::S3::Bucket'}
  Other: {Type: 'AWS::StepFunctions::StateMachine'}
)";

// Tasks of every kind, also inside Map and Parallel states.
const char *const definition = R"({
  "StartAt": "A",
  "States": {
    "A": {"Type": "Task", "Resource": "${First}", "Next": "B"},
    "B": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
          "Parameters": {"FunctionName": "${Second}", "InvocationType": "Event"}, "Next": "C"},
    "C": {"Type": "Parallel", "Next": "D", "Branches": [
      {"States": {"C1": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem",
                         "Parameters": {"TableName": "${Orders}", "Key": {"id.$": "$.id"}}}}},
      {"States": {"C2": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                         "Parameters": {"QueueUrl": "${Jobs}"}}}}]},
    "D": {"Type": "Map", "ItemProcessor": {"States": {
            "D1": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem",
                   "Parameters": {"TableName": "archive"}},
            "D2": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                   "Parameters": {"FunctionName": "the-h"}},
            "D3": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
                   "Parameters": {"TopicArn.$": "$.topic", "Message": "a"}}}},
          "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
                         "Parameters": {"Bucket": "${Input}", "Key": "a"}}},
    "E": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
          "Parameters": {"StateMachineArn": "${Child}"}},
    "W": {"Type": "Wait", "Seconds": 1}
  }
})";

const char *const substitutions
    = "DefinitionSubstitutions: {First: !GetAtt F.Arn, Second: !GetAtt G.Arn, Orders: !Ref Table, "
      "Jobs: !Ref Queue, Input: !Ref Bucket, Child: !Ref Other, Unused: !Ref Topic}";

QStringList expected()
{
    QStringList lines;
    for (const char *line :
         {"M->Bucket access r", "M->F call", "M->G call", "M->H call", "M->Other call",
          "M->Queue access w", "M->Table access r", "M->archive access w"})
        lines.append(QString::fromLatin1(line));
    return lines;
}

sam::FileReader oneFile(const QByteArray &text)
{
    return [text](const QString &) -> Expected<QByteArray> { return text; };
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestDefinitions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inAFile();
    void asText();
    void inTheTemplate();
    void invokedWithoutWaiting();
    void unreadable_data();
    void unreadable();
    void insideTheFolderOnly();
};

void TestDefinitions::inAFile()
{
    sam::ReadOptions options;
    options.files = oneFile(definition);
    const sam::Imported result
        = imported(resources
                       + "  M: {Type: 'AWS::Serverless::StateMachine', Properties: {DefinitionUri: "
                         "flows/m.asl.json, "
                       + substitutions + "}}\n",
                   options);
    QCOMPARE(connectionsOf(result.design), expected());
    QVERIFY(result.problems.isEmpty());
    QCOMPARE(connection(result.design, QStringLiteral("M"), QStringLiteral("Queue")).evidence,
             QStringList{QStringLiteral(
                 "Resources.M.Properties.DefinitionUri.States.C.Branches.1.States.C2")});
}

void TestDefinitions::asText()
{
    // The same as a text of the template, whose own ${...} are those of Sub.
    QByteArray text = definition;
    text.replace("${First}", "${F.Arn}").replace("${Second}", "${G.Arn}");
    text.replace("${Orders}", "${Table}").replace("${Jobs}", "${Queue}");
    text.replace("${Input}", "${Bucket}").replace("${Child}", "${Other}");
    QByteArray indented;
    const QByteArrayList lines = text.split('\n');
    for (const QByteArray &line : lines)
        indented += "        " + line + '\n';
    const sam::Imported result
        = imported(resources
                   + "  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n"
                     "      DefinitionString: !Sub |\n"
                   + indented);
    QCOMPARE(connectionsOf(result.design), expected());
}

void TestDefinitions::inTheTemplate()
{
    const sam::Imported result = imported(resources + R"(
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A: {Type: Task, Resource: !GetAtt F.Arn, Next: B}
          B: {Type: Task, Resource: 'arn:aws:states:::dynamodb:updateItem', Parameters: {TableName: !Ref Table}}
          C: {Type: Task, Resource: 'arn:aws:states:::sns:publish', Parameters: {TopicArn: '${News}'}}
      DefinitionSubstitutions: {News: !Ref Topic}
)");
    QCOMPARE(connectionsOf(result.design),
             (QStringList{QStringLiteral("M->F call"), QStringLiteral("M->Table access w"),
                          QStringLiteral("M->Topic access w")}));
}

void TestDefinitions::invokedWithoutWaiting()
{
    sam::ReadOptions options;
    options.files = oneFile(definition);
    const Design design = imported(resources
                                       + "  M: {Type: 'AWS::Serverless::StateMachine', Properties: "
                                         "{DefinitionUri: a, "
                                       + substitutions + "}}\n",
                                   options)
                              .design;
    const auto execution = [&design](const char *function) {
        return connection(design, QStringLiteral("M"), QString::fromLatin1(function)).execution;
    };
    QVERIFY(execution("G").value == Execution::Asynchronous);
    QVERIFY(execution("F").isUnset());
}

void TestDefinitions::unreadable_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("cut off") << QByteArray("{\"States\": {") << QStringLiteral("yaml.syntax");
}

void TestDefinitions::unreadable()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    sam::ReadOptions options;
    options.files = oneFile(text);
    const sam::Imported result = imported(
        resources
            + "  M: {Type: 'AWS::Serverless::StateMachine', Properties: {DefinitionUri: m.json, "
              "DefinitionSubstitutions: {Fn: !GetAtt F.Arn}}}\n",
        options);
    // What the substitutions name is all that is known then.
    QCOMPARE(connectionsOf(result.design), QStringList{QStringLiteral("M->F call")});
    QCOMPARE(codesOf(result.problems), QStringList{code});
    QCOMPARE(result.problems.first().where.file, QStringLiteral("m.json"));
}

void TestDefinitions::insideTheFolderOnly()
{
    QTemporaryDir folder;
    const QDir dir(folder.path());
    QVERIFY(dir.mkpath(QStringLiteral("app/flows")));
    write(dir.filePath(QStringLiteral("app/template.yaml")), "Resources: {}");
    write(dir.filePath(QStringLiteral("app/flows/m.json")), "{}");
    write(dir.filePath(QStringLiteral("secret.json")), "{}");
    QVERIFY(QFile::link(dir.filePath(QStringLiteral("secret.json")),
                        dir.filePath(QStringLiteral("app/flows/link.json"))));
    QVERIFY(QFile::link(dir.filePath(QStringLiteral("app/flows/m.json")),
                        dir.filePath(QStringLiteral("app/inner.json"))));
    write(dir.filePath(QStringLiteral("app/large.json")), QByteArray(1024 * 1024 + 1, ' '));

    const sam::FileReader read
        = sam::filesBeside(dir.filePath(QStringLiteral("app/template.yaml")));
    const auto told = [&read](const QString &path) {
        const Expected<QByteArray> text = read(path);
        return text ? QString::fromUtf8(*text) : text.error().first().code;
    };
    QCOMPARE(told(QStringLiteral("flows/m.json")), QStringLiteral("{}"));
    QCOMPARE(told(QStringLiteral("./flows/../flows/m.json")), QStringLiteral("{}"));
    QCOMPARE(told(QStringLiteral("inner.json")), QStringLiteral("{}"));
    QCOMPARE(told(QStringLiteral("flows/none.json")), QStringLiteral("sam.file-missing"));
    QCOMPARE(told(QStringLiteral("flows")), QStringLiteral("sam.file-missing"));
    QCOMPARE(told(QStringLiteral("../secret.json")), QStringLiteral("sam.file-outside"));
    QCOMPARE(told(QStringLiteral("flows/link.json")), QStringLiteral("sam.file-outside"));
    QCOMPARE(told(dir.filePath(QStringLiteral("secret.json"))), QStringLiteral("sam.file-outside"));
    QCOMPARE(told(QStringLiteral("/etc/hostname")), QStringLiteral("sam.file-outside"));
    QCOMPARE(told(QStringLiteral("../none.json")), QStringLiteral("sam.file-outside"));
    QCOMPARE(told(QStringLiteral("large.json")), QStringLiteral("sam.file-too-large"));
}

QTEST_GUILESS_MAIN(TestDefinitions)
#include "tst_definitions.moc"
