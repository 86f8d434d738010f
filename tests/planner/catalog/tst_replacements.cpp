// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog.h"
#include "planner/catalog/replacements.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <future>

using namespace stratoplan;
using namespace stratoplan::catalog;

class TestReplacements : public QObject
{
    Q_OBJECT

    std::shared_ptr<const Catalog> m_catalog;

    static QString toldOf(const QByteArray &types)
    {
        QTemporaryDir folder;
        const auto write = [&](const char *name, const QByteArray &text) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        if (!write("sources.yaml", "sources:\n  A: { title: T, confidence: A }\n")
            || !write("replacements.yaml", "asOf: 2026-05-20\nsource: A\ntypes:\n" + types))
            return QStringLiteral("not written");
        const auto read = load(folder.path());
        if (read)
            return {};
        QStringList lines;
        for (const Problem &problem : read.error())
            lines.append(QStringLiteral("%1 %2:%3 %4")
                             .arg(problem.code)
                             .arg(problem.where.line)
                             .arg(problem.where.column)
                             .arg(toString(problem.what)));
        return lines.join(u'\n');
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    // The built-in catalogue reads them when they are asked for, and says what load() says, which
    // reads them at once and tells their faults.
    void lateIsTheSameAsAtOnce()
    {
        const auto atOnce = load(QStringLiteral(":/catalog"));
        QVERIFY(atOnce);
        // The first to ask are several at a time.
        const auto late = builtIn();
        QVERIFY(late);
        std::array<std::future<QStringList>, 4> asked;
        for (std::future<QStringList> &answer : asked)
            answer
                = std::async(std::launch::async, [&late] { return (*late)->replacementTypes(); });
        const QStringList types = (*atOnce)->replacementTypes();
        QVERIFY2(types.size() > 300, qPrintable(QString::number(types.size())));
        for (std::future<QStringList> &answer : asked)
            QCOMPARE(answer.get(), types);
        for (const QString &type : types) {
            const ReplacementFacts *mine = (*late)->replacement(type);
            const ReplacementFacts *theirs = (*atOnce)->replacement(type);
            QCOMPARE(mine->cfnType, theirs->cfnType);
            QCOMPARE(mine->always, theirs->always);
            QCOMPARE(mine->maybe, theirs->maybe);
            QCOMPARE(mine->stateful, theirs->stateful);
            QCOMPARE(mine->asOf, theirs->asOf);
            QCOMPARE(mine->source, theirs->source);
        }
    }

    void tellsWhatReplaces_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("path");
        QTest::addColumn<Replacement>("expected");
        const auto row = [](const char *type, const char *path, Replacement expected) {
            QTest::addRow("%s %s", type, path)
                << QString::fromLatin1(type) << QString::fromLatin1(path) << expected;
        };
        // As the CloudFormation reference says of each property ("Update requires").
        row("AWS::SQS::Queue", "QueueName", Replacement::Always);
        row("AWS::SQS::Queue", "FifoQueue", Replacement::Always);
        row("AWS::SQS::Queue", "VisibilityTimeout", Replacement::Never);
        row("AWS::Lambda::Function", "FunctionName", Replacement::Always);
        row("AWS::Lambda::Function", "MemorySize", Replacement::Never);
        row("AWS::Lambda::Function", "VpcConfig.SubnetIds.0", Replacement::Never);
        row("AWS::EC2::VPC", "CidrBlock", Replacement::Always);
        row("AWS::EC2::VPC", "InstanceTenancy", Replacement::Maybe);
        row("AWS::EC2::Subnet", "AvailabilityZone", Replacement::Always);
        row("AWS::EC2::Subnet", "MapPublicIpOnLaunch", Replacement::Never);
        row("AWS::EC2::NatGateway", "SubnetId", Replacement::Always);
        row("AWS::DynamoDB::Table", "TableName", Replacement::Always);
        row("AWS::DynamoDB::Table", "BillingMode", Replacement::Never);
        row("AWS::S3::Bucket", "BucketName", Replacement::Always);
        row("AWS::RDS::DBInstance", "DBName", Replacement::Always);
        row("AWS::RDS::DBInstance", "Engine", Replacement::Maybe);
        row("AWS::RDS::DBInstance", "DBInstanceClass", Replacement::Never);
        row("AWS::StepFunctions::StateMachine", "StateMachineType", Replacement::Always);
        row("AWS::Logs::LogGroup", "RetentionInDays", Replacement::Never);
        row("AWS::IAM::Role", "RoleName", Replacement::Always);
        // What SAM passes on.
        row("AWS::Serverless::Function", "FunctionName", Replacement::Always);
        row("AWS::Serverless::Function", "PackageType", Replacement::Always);
        row("AWS::Serverless::Function", "Timeout", Replacement::Never);
        row("AWS::Serverless::SimpleTable", "TableName", Replacement::Always);
        row("AWS::Serverless::SimpleTable", "PrimaryKey.Name", Replacement::Maybe);
        row("AWS::Serverless::LayerVersion", "ContentUri", Replacement::Always);
        row("AWS::Serverless::StateMachine", "Name", Replacement::Always);
        row("AWS::Serverless::Api", "StageName", Replacement::Maybe);
        // Below a property, above one, beside one, and with positions of list items.
        row("AWS::DynamoDB::Table", "ImportSourceSpecification.S3BucketSource.S3Bucket",
            Replacement::Always);
        row("AWS::ECR::Repository", "EncryptionConfiguration.KmsKey", Replacement::Always);
        row("AWS::EKS::Cluster", "KubernetesNetworkConfig.IpFamily", Replacement::Always);
        row("AWS::EKS::Cluster", "KubernetesNetworkConfig", Replacement::Maybe);
        row("AWS::EKS::Cluster", "KubernetesNetworkConfigX", Replacement::Never);
        row("AWS::DynamoDB::Table", "KeySchema.0.AttributeName", Replacement::Maybe);
        row("AWS::Pipes::Pipe", "SourceParameters.0.ActiveMQBrokerParameters.1.QueueName",
            Replacement::Always);
        // A custom resource decides on its own.
        row("Custom::Thing", "Anything.At.All", Replacement::Maybe);
        row("Custom::Thing", "ServiceToken", Replacement::Always);
        // Not known is not never.
        row("AWS::Made::Up", "Name", Replacement::Unknown);
        row("AWS::SQS", "QueueName", Replacement::Unknown);
        row("AWS::ElastiCache::SecurityGroup", "Description", Replacement::Unknown);
        row("AWS::SQS::Queue", "", Replacement::Unknown);
        row("AWS::SQS::Queue", "0", Replacement::Unknown);
    }
    void tellsWhatReplaces()
    {
        QFETCH(const QString, type);
        QFETCH(const QString, path);
        QFETCH(const Replacement, expected);
        QCOMPARE(replacementOf(type, path, *m_catalog), expected);
    }

    void knowsWhatHoldsData_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<std::optional<bool>>("expected");
        const auto row = [](const char *type, std::optional<bool> expected) {
            QTest::newRow(type) << QString::fromLatin1(type) << expected;
        };
        for (const char *type :
             {"AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable", "AWS::S3::Bucket",
              "AWS::RDS::DBCluster", "AWS::SQS::Queue", "AWS::Kinesis::Stream",
              "AWS::EFS::FileSystem", "AWS::Logs::LogGroup", "AWS::Cognito::UserPool",
              "AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::CloudFormation::Stack",
              "Custom::Thing"})
            row(type, true);
        for (const char *type :
             {"AWS::Serverless::Function", "AWS::Lambda::Function", "AWS::IAM::Role",
              "AWS::EC2::Subnet", "AWS::Events::Rule", "AWS::ApiGateway::RestApi"})
            row(type, false);
        row("AWS::Made::Up", std::nullopt);
    }
    void knowsWhatHoldsData()
    {
        QFETCH(const QString, type);
        QFETCH(const std::optional<bool>, expected);
        QVERIFY(stateful(type, *m_catalog) == expected);
    }

    /// The kinds of the catalogue and its replacements are two files: neither may forget what the
    /// other has, nor call a type stateless that the other calls stateful.
    void agreesWithTheKinds()
    {
        // Types of kinds whose schema says nothing of changes, or that are no resource themselves.
        const QStringList open{QStringLiteral("AWS::Serverless::Connector")};
        int checked = 0;
        for (const ServiceKind &kind : m_catalog->services()) {
            for (const QString &type : kind.cfnTypes) {
                if (type.endsWith(u'*') || open.contains(type))
                    continue;
                checked += 1;
                const std::optional<bool> holds = stateful(type, *m_catalog);
                QVERIFY2(holds, qPrintable(type));
                QVERIFY2(*holds || !kind.stateful, qPrintable(type));
            }
        }
        QVERIFY2(checked > 200, qPrintable(QString::number(checked)));
    }

    void agreesWithTheSchemas()
    {
        // cfn-lint is no package of the system: whichever Python comes first is asked for it.
        const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        if (python.isEmpty())
            QSKIP("python3 is not here");
        QJsonObject types;
        for (const QString &type : m_catalog->replacementTypes()) {
            const ReplacementFacts *facts = m_catalog->replacement(type);
            QCOMPARE(facts->cfnType, type);
            QVERIFY(facts->asOf.isValid());
            QVERIFY(!facts->source.isEmpty());
            types.insert(
                type,
                QJsonObject{{QStringLiteral("always"), QJsonArray::fromStringList(facts->always)},
                            {QStringLiteral("maybe"), QJsonArray::fromStringList(facts->maybe)}});
        }
        QProcess process;
        process.start(python,
                      {QStringLiteral(STRATOPLAN_SOURCE_DIR
                                      "/tests/planner/catalog/compare_replacements.py")});
        QVERIFY(process.waitForStarted());
        process.write(QJsonDocument(types).toJson());
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60000));
        const QString output = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
        if (process.exitCode() == 77)
            QSKIP(qPrintable(output));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        QVERIFY2(!output.contains(u'\n'), qPrintable(output));
        QVERIFY2(output.toInt() > 400, qPrintable(output));
    }

    void tellsFaults_data()
    {
        QTest::addColumn<QByteArray>("types");
        QTest::addColumn<QString>("told");
        QTest::newRow("none") << QByteArray("  A::B::C: { always: [X, Y.Z], maybe: [Y.V] }\n")
                              << QString();
        QTest::newRow("no type")
            << QByteArray("  Queue: {}\n")
            << QStringLiteral("catalog.replacement 4:10 \"Queue\" is no CloudFormation type");
        QTest::newRow("no path")
            << QByteArray("  A::B::C: { always: [/properties/X] }\n")
            << QStringLiteral(
                   "catalog.replacement 4:23 A::B::C: \"/properties/X\" is no property path");
        QTest::newRow("any, always")
            << QByteArray("  A::B::C: { always: [\"*\"] }\n")
            << QStringLiteral("catalog.replacement 4:23 A::B::C: \"*\" is no property path");
        QTest::newRow("twice")
            << QByteArray("  A::B::C: { always: [X, X] }\n")
            << QStringLiteral("catalog.replacement 4:26 A::B::C: X stands in the list twice");
        QTest::newRow("both")
            << QByteArray("  A::B::C: { always: [X], maybe: [X] }\n")
            << QStringLiteral("catalog.replacement 4:12 A::B::C: X is both always and maybe");
        QTest::newRow("source")
            << QByteArray("  A::B::C: { source: Z }\n")
            << QStringLiteral("catalog.unknown-source 4:22 The source Z is not in sources.yaml");
    }
    void tellsFaults()
    {
        QFETCH(const QByteArray, types);
        QFETCH(const QString, told);
        QCOMPARE(toldOf(types), told);
    }
};

QTEST_GUILESS_MAIN(TestReplacements)
#include "tst_replacements.moc"
