// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sam_config.h"
#include "tests/support/command_run.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace stratoplan;

namespace {

using Outcome = CommandOutcome;

Outcome run(const QStringList &arguments)
{
    return runCommand(QStringList{QStringLiteral("import")} + arguments);
}

const char *const text = R"(Parameters:
  Stage: {Type: String, Default: dev}
  Size: {Type: Number, Default: 128}
  Word: {Type: String, Default: none}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Handler: h, Runtime: nodejs24.x, MemorySize: !Ref Size, FunctionName: !Sub '${Stage}-${Word}-${AWS::Region}'}
  Queue:
    Type: AWS::SQS::Queue
    Properties: {QueueName: !Sub '${Stage} ${Word} ${AWS::Region}', VisibilityTimeout: !Ref Size}
)";

const char *const config = R"(version = 0.1

[default.deploy.parameters]
stack_name = "plain"
parameter_overrides = 'Stage=default Word="two words"'

[live.global.parameters]
region = "eu-west-1"
parameter_overrides = ["Stage=global", "Word=global"]

[live.deploy.parameters]
region = "eu-central-1"
parameter_overrides = ["Stage=live", "ParameterKey=Size,ParameterValue=512"]

[broken.deploy.parameters]
parameter_overrides = "Stage"
)";

} // namespace

class TestImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void deployment_data();
    void deployment();
    void wrongInputs_data();
    void wrongInputs();
    void samConfig_data();
    void samConfig();
    void strict();
    void definitionBesideTheTemplate();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    void write(const char *name, const QByteArray &content) const;
    /// The design that the import with these options writes, as text.
    QByteArray designWith(const QStringList &options) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestImport::init()
{
    m_folder.reset(new QTemporaryDir);
    write("template.yaml", text);
    write("samconfig.toml", config);
    write("parameters.json", R"({"Stage": "file", "Size": 256})");
    write("list.json", R"([{"ParameterKey": "Stage", "ParameterValue": "list"}])");
}

void TestImport::write(const char *name, const QByteArray &content) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray TestImport::designWith(const QStringList &options) const
{
    const Outcome outcome = run(
        QStringList{path("template.yaml"), QStringLiteral("-o"), QStringLiteral("-")} + options);
    return outcome.status == cli::Done ? outcome.out : outcome.err;
}

void TestImport::deployment_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("size");
    QTest::addColumn<QString>("region");
    const auto row = [](const char *options, const char *stage, const char *word, const char *size,
                        const char *region) {
        QTest::newRow(options) << QString::fromLatin1(options) << QString::fromLatin1(stage)
                               << QString::fromLatin1(word) << QString::fromLatin1(size)
                               << QString::fromLatin1(region);
    };
    row("", "", "", "128", "us-east-1");
    row("--parameter Stage=one", "one", "", "128", "us-east-1");
    row("--parameter Stage=a=b --parameter Size=1024", "a=b", "", "1024", "us-east-1");
    row("--parameters parameters.json", "file", "", "256", "us-east-1");
    row("--parameters list.json", "list", "", "128", "us-east-1");
    row("--parameters parameters.json --parameter Stage=one", "one", "", "256", "us-east-1");
    row("--region eu-north-1", "", "", "128", "eu-north-1");
    row("--config-env default", "default", "two words", "128", "us-east-1");
    // What is said of deploying wins over what is said of all commands.
    row("--config-env live", "live", "global", "512", "eu-central-1");
    row("--config-env live --parameters parameters.json", "file", "global", "256", "eu-central-1");
    row("--config-env live --parameter Size=640 --region eu-north-1", "live", "global", "640",
        "eu-north-1");
}

void TestImport::deployment()
{
    QFETCH(QString, options);
    QFETCH(QString, stage);
    QFETCH(QString, word);
    QFETCH(QString, size);
    QFETCH(QString, region);
    QStringList words = options.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (QString &one : words) {
        if (one.endsWith(QLatin1String(".json")))
            one = m_folder->filePath(one);
    }
    const QByteArray design = designWith(words);
    QVERIFY2(design.contains("region: " + region.toUtf8()), design.constData());
    QVERIFY2(design.contains("memory: {value: " + size.toUtf8() + ","), design.constData());
    // The values stay with the link to the template, so that it can be read again in the same way.
    for (const auto &[name, value] : {std::pair{"Stage", stage}, std::pair{"Word", word}}) {
        const QByteArray line = QByteArray(name) + ": " + value.toUtf8();
        QVERIFY2(design.contains(line) != value.isEmpty(), design.constData());
    }
}

void TestImport::wrongInputs_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *options, const char *message) {
        QTest::newRow(options) << QString::fromLatin1(options) << QString::fromLatin1(message);
    };
    row("--parameter Stage", "--parameter Stage");
    row("--parameters none.json", "none.json: cannot be read");
    row("--parameters template.yaml", "template.yaml: is no JSON of parameters");
    row("--config-env staging", "It has no environment staging; Use one of: broken, default, live");
    row("--config-env broken", "samconfig.toml:16:23: parameter_overrides are not written as");
}

void TestImport::wrongInputs()
{
    QFETCH(QString, options);
    QFETCH(QString, message);
    QStringList words = options.split(QLatin1Char(' '));
    if (words.last().contains(QLatin1Char('.')))
        words.last() = m_folder->filePath(words.last());
    const Outcome outcome = run(
        QStringList{path("template.yaml"), QStringLiteral("-o"), path("out.stratoplan")} + words);
    QCOMPARE(outcome.status, int(cli::UnreadableInput));
    QVERIFY2(outcome.err.contains(message.toUtf8()), outcome.err.constData());
    QVERIFY(!QFile::exists(path("out.stratoplan")));
}

void TestImport::samConfig_data()
{
    QTest::addColumn<QByteArray>("overrides");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *overrides, const char *expected) {
        QTest::newRow(overrides) << QByteArray(overrides) << QString::fromUtf8(expected);
    };
    row("'A=1'", "A=1");
    row("'A=1 B=2'", "A=1|B=2");
    row("' A=1   B= '", "A=1|B=");
    row("'A=\"x y\" B=\"say \\\"so\\\"\"'", "A=x y|B=say \"so\"");
    row("'A=x\\ y'", "A=x y");
    row("'A=b=c'", "A=b=c");
    row("'ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue=\"2 3\"'", "A=1|B=2 3");
    row("['A=1', 'B=\"x y\"']", "A=1|B=x y");
    row("''", "");
    row("'A'", "samconfig.parameters");
    row("'=1'", "samconfig.parameters");
    row("'A=\"1'", "samconfig.parameters");
    row("3", "samconfig.parameters");
    row("'A=1", "samconfig.syntax");
}

void TestImport::samConfig()
{
    QFETCH(QByteArray, overrides);
    QFETCH(QString, expected);
    const auto read
        = cli::readSamConfig("[e.deploy.parameters]\nparameter_overrides = " + overrides + "\n",
                             QStringLiteral("samconfig.toml"), QStringLiteral("e"));
    QStringList found;
    if (read) {
        for (auto it = read->parameters.begin(); it != read->parameters.end(); ++it)
            found.append(it.key() + QLatin1Char('=') + it.value());
    } else {
        found.append(read.error().first().code);
        QCOMPARE(read.error().first().where.line, 2);
    }
    QCOMPARE(found.join(QLatin1Char('|')), expected);
}

void TestImport::strict()
{
    // A handler is missing, and an event names no queue: both are told, and nothing is written.
    write("template.yaml",
          "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    "
          "Properties:\n      Runtime: nodejs24.x\n      Events:\n        E: "
          "{Type: SQS, Properties: {BatchSize: 1}}\n");
    const QStringList arguments{path("template.yaml"), QStringLiteral("-o"),
                                path("out.stratoplan")};
    const Outcome refused = run(arguments + QStringList{QStringLiteral("--strict")});
    QCOMPARE(refused.status, int(cli::UnreadableInput));
    for (const char *problem : {"Handler is missing", "Queue is missing"})
        QVERIFY2(refused.err.contains(problem), refused.err.constData());
    QVERIFY(!QFile::exists(path("out.stratoplan")));

    const Outcome taken = run(arguments);
    QCOMPARE(taken.status, int(cli::Done));
    QVERIFY(taken.err.contains("Handler is missing"));
    QVERIFY(QFile::exists(path("out.stratoplan")));
}

void TestImport::definitionBesideTheTemplate()
{
    write("template.yaml",
          "Resources:\n  F: {Type: 'AWS::Lambda::Function'}\n  G: {Type: "
          "'AWS::Lambda::Function'}\n  M:\n    Type: AWS::Serverless::StateMachine\n    "
          "Properties: {DefinitionUri: m.asl.json, DefinitionSubstitutions: {One: !GetAtt F.Arn, "
          "Two: !GetAtt G.Arn}}\n");
    write("m.asl.json", R"({"States": {"A": {"Type": "Task", "Resource": "${One}"}}})");
    const Outcome outcome
        = run({path("template.yaml"), QStringLiteral("-o"), path("out.stratoplan"),
               QStringLiteral("--format"), QStringLiteral("json")});
    QCOMPARE(outcome.status, int(cli::Done));
    const QJsonArray connections = QJsonDocument::fromJson(outcome.out)
                                       .object()
                                       .value(QLatin1String("connections"))
                                       .toArray();
    QCOMPARE(connections.size(), 1);
    QCOMPARE(connections.first().toObject().value(QLatin1String("to")).toString(),
             QStringLiteral("F"));
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
