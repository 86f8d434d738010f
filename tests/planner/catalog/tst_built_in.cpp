// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog.h"
#include "planner/model/properties.h"
#include "planner/yaml/tree.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace stratoplan;
using namespace stratoplan::catalog;

namespace {

const QString factsFolder = QStringLiteral(STRATOPLAN_SOURCE_DIR "/../shared/facts");
const QString corpusFolder = QStringLiteral(STRATOPLAN_SOURCE_DIR "/../shared/corpus/sam");

/// Types that become functions or parts of the network, which are no services.
const QStringList modelTypes{
    QStringLiteral("AWS::Serverless::Function"),
    QStringLiteral("AWS::Lambda::Function"),
    QStringLiteral("AWS::EC2::VPC"),
    QStringLiteral("AWS::EC2::Subnet"),
    QStringLiteral("AWS::EC2::RouteTable"),
    QStringLiteral("AWS::EC2::NatGateway"),
    QStringLiteral("AWS::EC2::InternetGateway"),
    QStringLiteral("AWS::EC2::VPCEndpoint"),
    QStringLiteral("AWS::EC2::SecurityGroup"),
    QStringLiteral("AWS::EC2::VPNGateway"),
    QStringLiteral("AWS::EC2::VPCPeeringConnection"),
};

QString iso(const std::optional<QDate> &date)
{
    return date ? date->toString(Qt::ISODate) : QString();
}

QJsonObject pricesOf(const PriceBook &book)
{
    QJsonObject prices;
    for (const Price &price : book.prices) {
        QJsonArray tiers;
        for (const PriceTier &tier : price.tiers)
            tiers.append(
                QJsonObject{{QStringLiteral("price"), tier.price},
                            {QStringLiteral("upTo"),
                             std::isinf(tier.upTo) ? QJsonValue() : QJsonValue(tier.upTo)}});
        prices.insert(price.key, tiers);
    }
    return prices;
}

QJsonObject toJson(const Catalog &catalog)
{
    QJsonObject books;
    QJsonObject free;
    for (const PriceBook &book : catalog.priceBooks()) {
        books.insert(book.name, pricesOf(book));
        for (const Price &price : book.prices)
            free.insert(price.key, price.freePerMonth);
    }
    QJsonObject quotas;
    for (const QString &key : catalog.quotaKeys())
        quotas.insert(key, catalog.quota(key)->value);
    QJsonObject regions;
    for (const Region &region : catalog.regions())
        regions.insert(region.id, region.zones ? QJsonValue(*region.zones) : QJsonValue());
    QJsonObject runtimes;
    for (const Runtime &runtime : catalog.runtimes())
        runtimes.insert(runtime.id,
                        QJsonObject{{QStringLiteral("released"), iso(runtime.released)},
                                    {QStringLiteral("deprecation"), iso(runtime.deprecation)},
                                    {QStringLiteral("blockCreate"), iso(runtime.blockCreate)},
                                    {QStringLiteral("blockUpdate"), iso(runtime.blockUpdate)},
                                    {QStringLiteral("preview"), runtime.preview}});
    QJsonObject cells;
    QJsonObject model;
    for (const ColdStartRow &row : catalog.coldStartRows()) {
        const QString name = row.runtime + u'|' + row.architecture + u'|' + row.package;
        model.insert(
            name,
            QJsonArray{row.init.value, row.firstInvokeBase.value, row.firstInvokeCpuWork.value});
        for (const ColdStartCell &cell : row.cells)
            cells.insert(name + u'|' + QString::number(cell.memory.value),
                         QJsonArray{cell.samples, cell.initMedian.value, cell.initP95.value,
                                    cell.firstInvoke.value});
    }
    QJsonObject restores;
    QJsonObject firstInvokes;
    for (const QString &id :
         {QStringLiteral("java11"), QStringLiteral("java17"), QStringLiteral("java21")}) {
        for (const RestoreCell &cell : catalog.restore(id)->cells) {
            const QString name = id + u'|' + QString::number(cell.memory.value);
            restores.insert(name, cell.restore.value);
            firstInvokes.insert(name, cell.firstInvoke.value);
        }
    }
    return {{QStringLiteral("priceBooks"), books},
            {QStringLiteral("free"), free},
            {QStringLiteral("maximumMemory2018"),
             catalog.priceBook(QStringLiteral("2018-talk"))->maximumMemory.value},
            {QStringLiteral("quotas"), quotas},
            {QStringLiteral("regions"), regions},
            {QStringLiteral("runtimes"), runtimes},
            {QStringLiteral("coldStart"), cells},
            {QStringLiteral("model"), model},
            {QStringLiteral("restore"), restores},
            {QStringLiteral("restoreFirst"), firstInvokes}};
}

} // namespace

class TestBuiltIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto loaded = builtIn();
        if (!loaded) {
            for (const Problem &problem : loaded.error())
                qWarning().noquote() << toString(problem);
            QFAIL("the built-in catalogue has problems");
        }
        m_catalog = *loaded;
    }

    void everyServiceIsComplete()
    {
        const QDir icons(QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/icons"));
        int drawn = 0;
        for (const ServiceKind &kind : m_catalog->services()) {
            QVERIFY2(!kind.label.isEmpty(), qPrintable(kind.kind));
            QVERIFY2(!kind.source.isEmpty(), qPrintable(kind.kind));
            QVERIFY2(icons.exists(kind.icon + QStringLiteral(".svg")), qPrintable(kind.kind));
            QCOMPARE(m_catalog->service(kind.kind), &kind);
            QCOMPARE(m_catalog->serviceOfWord(kind.kind.toUpper()), &kind);
            if (kind.category != Category::Configuration)
                ++drawn;
        }
        QVERIFY2(drawn >= 40, qPrintable(QString::number(drawn)));
    }

    void kindsThatOthersName_data()
    {
        QTest::addColumn<QString>("kind");
        const QString kinds = QStringLiteral(
            "http-api rest-api websocket-api graphql-api function-url load-balancer "
            "content-network identity schedule queue topic event-bus event-rule pipe stream "
            "delivery-stream kafka broker table bucket file-system relational-database "
            "database-proxy cache memory-database search document-database secret parameter mail "
            "log-group alarm iot-rule state-machine outside-system internet client "
            "code-repository email-receiver config-rule app-config cdn-function unknown role "
            "policy permission mapping subscription layer certificate key dns dashboard route "
            "elastic-ip api-part");
        for (const QString &kind : kinds.split(u' '))
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void kindsThatOthersName()
    {
        QFETCH(QString, kind);
        QVERIFY(m_catalog->service(kind));
    }

    // The event types of the SAM specification, each with the kind that is its source.
    void everySamEventHasASource_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<Execution>("execution");
        QTest::newRow("S3") << QStringLiteral("bucket") << Execution::Asynchronous;
        QTest::newRow("SNS") << QStringLiteral("topic") << Execution::Asynchronous;
        QTest::newRow("Kinesis") << QStringLiteral("stream") << Execution::Stream;
        QTest::newRow("DynamoDB") << QStringLiteral("table") << Execution::Stream;
        QTest::newRow("SQS") << QStringLiteral("queue") << Execution::Queue;
        QTest::newRow("Api") << QStringLiteral("rest-api") << Execution::Synchronous;
        QTest::newRow("HttpApi") << QStringLiteral("http-api") << Execution::Synchronous;
        QTest::newRow("Schedule") << QStringLiteral("schedule") << Execution::Asynchronous;
        QTest::newRow("ScheduleV2") << QStringLiteral("schedule") << Execution::Asynchronous;
        QTest::newRow("CloudWatchEvent") << QStringLiteral("event-rule") << Execution::Asynchronous;
        QTest::newRow("EventBridgeRule") << QStringLiteral("event-rule") << Execution::Asynchronous;
        QTest::newRow("CloudWatchLogs") << QStringLiteral("log-group") << Execution::Asynchronous;
        QTest::newRow("IoTRule") << QStringLiteral("iot-rule") << Execution::Asynchronous;
        QTest::newRow("AlexaSkill") << QStringLiteral("voice-assistant") << Execution::Synchronous;
        QTest::newRow("Cognito") << QStringLiteral("identity") << Execution::Synchronous;
        QTest::newRow("MQ") << QStringLiteral("broker") << Execution::Queue;
        QTest::newRow("MSK") << QStringLiteral("kafka") << Execution::Stream;
        QTest::newRow("SelfManagedKafka") << QStringLiteral("kafka") << Execution::Stream;
        QTest::newRow("DocumentDB") << QStringLiteral("document-database") << Execution::Stream;
    }
    void everySamEventHasASource()
    {
        QFETCH(QString, kind);
        QFETCH(Execution, execution);
        const ServiceKind *source
            = m_catalog->serviceOfSamEvent(QLatin1String(QTest::currentDataTag()));
        QVERIFY(source);
        QCOMPARE(source->kind, kind);
        QCOMPARE(source->execution, std::optional(execution));
    }

    void howLongCallersWait_data()
    {
        QTest::addColumn<double>("ms");
        QTest::newRow("rest-api") << 29000.0;
        QTest::newRow("websocket-api") << 29000.0;
        QTest::newRow("http-api") << 30000.0;
        QTest::newRow("graphql-api") << 30000.0;
        QTest::newRow("load-balancer") << 60000.0;
    }
    void howLongCallersWait()
    {
        QFETCH(double, ms);
        const ServiceKind *kind = m_catalog->service(QLatin1String(QTest::currentDataTag()));
        QCOMPARE(kind->integrationTimeout, std::optional(Milliseconds(ms)));
    }

    void whatLoopDetectionSees()
    {
        QStringList seen;
        for (const ServiceKind &kind : m_catalog->services()) {
            if (kind.loopDetection)
                seen.append(kind.kind);
        }
        seen.sort();
        QCOMPARE(seen, QStringLiteral("bucket queue topic").split(u' '));
    }

    void whereAsyncFailuresMayGo()
    {
        QStringList targets;
        for (const ServiceKind &kind : m_catalog->services()) {
            if (kind.asyncFailureTarget)
                targets.append(kind.kind);
        }
        targets.sort();
        QCOMPARE(targets, QStringLiteral("bucket event-bus queue topic").split(u' '));
    }

    void typesAndWords_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("AWS::SQS::Queue") << QStringLiteral("queue");
        QTest::newRow("AWS::SQS::QueuePolicy") << QStringLiteral("policy");
        QTest::newRow("AWS::IAM::Role") << QStringLiteral("role");
        QTest::newRow("AWS::IAM::SomethingNew") << QStringLiteral("policy");
        QTest::newRow("AWS::ApiGateway::RestApi") << QStringLiteral("rest-api");
        QTest::newRow("AWS::ApiGateway::Method") << QStringLiteral("api-part");
        QTest::newRow("Custom::S3Objects") << QStringLiteral("custom-resource");
        QTest::newRow("AWS::Nobody::Knows") << QStringLiteral("");
        QTest::newRow("") << QStringLiteral("");
    }
    void typesAndWords()
    {
        QFETCH(QString, kind);
        const ServiceKind *found
            = m_catalog->serviceOfCfnType(QLatin1String(QTest::currentDataTag()));
        QCOMPARE(found ? found->kind : QString(), kind);
    }

    void wordsThatPeopleType()
    {
        QCOMPARE(m_catalog->serviceOfWord(QStringLiteral("SQS"))->kind, QStringLiteral("queue"));
        QCOMPARE(m_catalog->serviceOfWord(QStringLiteral(" Step  Functions "))->kind,
                 QStringLiteral("state-machine"));
        QVERIFY(!m_catalog->serviceOfWord(QStringLiteral("nothing like it")));
        QVERIFY(!m_catalog->serviceOfWord(QString()));
    }

    void runtimesKnowTheirSuccessor()
    {
        const Runtime *old = m_catalog->runtime(QStringLiteral("nodejs18.x"));
        QVERIFY(old);
        QCOMPARE(old->successor, QStringLiteral("nodejs24.x"));
        QCOMPARE(old->deprecation, std::optional(QDate(2025, 9, 1)));
        QVERIFY(!m_catalog->runtime(QStringLiteral("nodejs24.x"))->deprecation->isNull());
        QVERIFY(m_catalog->runtime(QStringLiteral("nodejs26.x"))->preview);
        QVERIFY(!m_catalog->runtime(QStringLiteral("nodejs99.x")));
        // Chains end: the newest of a family has no successor.
        for (const Runtime &runtime : m_catalog->runtimes()) {
            const Runtime *next = m_catalog->runtime(runtime.successor);
            QVERIFY2(!next || next->successor.isEmpty(), qPrintable(runtime.id));
            QVERIFY2(!next || !next->preview, qPrintable(runtime.id));
        }
    }

    void coldStartsByRuntime()
    {
        const ColdStartRow *row = m_catalog->coldStart(
            QStringLiteral("nodejs24.x"), QStringLiteral("x86_64"), QStringLiteral("zip"));
        QVERIFY(row);
        QCOMPARE(row->cells.size(), 4);
        for (qsizetype i = 1; i < row->cells.size(); ++i)
            QVERIFY(row->cells.at(i - 1).memory < row->cells.at(i).memory);
        QVERIFY(row->init.value > 0);
        QVERIFY(m_catalog->coldStart(QStringLiteral("go (prov.al2023)"), QStringLiteral("arm64"),
                                     QStringLiteral("zip")));
        // Which program runs on it is not known, so nothing is claimed.
        QVERIFY(!m_catalog->coldStart(QStringLiteral("provided.al2023"), QStringLiteral("arm64"),
                                      QStringLiteral("zip")));
        QVERIFY(m_catalog->runtime(QStringLiteral("provided.al2023"))->coldStartChoices.size() > 1);
        QCOMPARE(m_catalog->coldStartRows().size(), 155);
    }

    void processorCurve()
    {
        const QMap<double, double> ceiling = m_catalog->curve(QStringLiteral("cpu.ceiling."));
        QCOMPARE(ceiling.size(), 11);
        QCOMPARE(ceiling.firstKey(), 832.0);
        QCOMPARE(ceiling.value(7076), 2.84);
        QCOMPARE(ceiling.last(), 4.72);
    }

    // The talk's table, dollars for a thousand runs: GB-s and requests at unrounded duration.
    void talkTable_data()
    {
        QTest::addColumn<int>("memory");
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("usd");
        QTest::newRow("128") << 128 << 11.722965 << 0.024628;
        QTest::newRow("256") << 256 << 6.678945 << 0.028035;
        QTest::newRow("512") << 512 << 3.194954 << 0.026830;
        QTest::newRow("1024") << 1024 << 1.465984 << 0.024638;
    }
    void talkTable()
    {
        QFETCH(int, memory);
        QFETCH(double, seconds);
        QFETCH(double, usd);
        const PriceBook *book = m_catalog->priceBook(QStringLiteral("2018-talk"));
        QVERIFY(book);
        QCOMPARE(book->billingIncrement.value, 0.0);
        QVERIFY(!book->initBilled);
        QVERIFY(!book->price(QStringLiteral("lambda.arm.gb-second")));
        const double gbSeconds = 1000.0 * memory / 1024.0 * seconds;
        const double cost = book->price(QStringLiteral("lambda.x86.gb-second"))->of(gbSeconds).value
            + book->price(QStringLiteral("lambda.request"))->of(1000).value;
        QVERIFY2(std::abs(cost - usd) < 0.0000006, qPrintable(QString::number(cost, 'f', 7)));
    }

    // HTTP API: 300 million at 1.00 and the rest at 0.90 a million. REST: 333 at 3.50, 667 at 2.80,
    // 19,000 at 2.38, then 1.51. x86: 6 billion GB-s at 0.0000166667 are 100,000.2 USD, 9 billion
    // at 0.000015 are 135,000 USD, then 0.0000133334.
    void tiers_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("amount");
        QTest::addColumn<double>("usd");
        const QString http = QStringLiteral("http-api.request");
        const QString rest = QStringLiteral("rest-api.request");
        const QString compute = QStringLiteral("lambda.x86.gb-second");
        QTest::newRow("nothing") << http << 0.0 << 0.0;
        QTest::newRow("first tier") << http << 5e6 << 5.0;
        QTest::newRow("end of the first tier") << http << 3e8 << 300.0;
        QTest::newRow("second tier") << http << 4e8 << 390.0;
        QTest::newRow("all tiers") << rest << 21e9 << 1165.5 + 1867.6 + 45220.0 + 1510.0;
        QTest::newRow("compute") << compute << 16e9 << 100000.2 + 135000.0 + 13333.4;
    }
    void tiers()
    {
        QFETCH(QString, key);
        QFETCH(double, amount);
        QFETCH(double, usd);
        const PriceBook *book = m_catalog->newestPriceBook(QStringLiteral("us-east-1"));
        QVERIFY(book);
        QCOMPARE(book->name, QStringLiteral("us-east-1-2026-10"));
        QCOMPARE(book->billingIncrement.value, 1.0);
        QVERIFY(book->initBilled);
        const double cost = book->price(key)->of(amount).value;
        QVERIFY2(std::abs(cost - usd) <= 1e-9 * usd, qPrintable(QString::number(cost, 'f', 6)));
    }

    // What people may set is what the quotas allow; the table of properties knows no catalogue.
    void rangesOfPropertiesAreQuotas_data()
    {
        QTest::addColumn<QString>("property");
        QTest::addColumn<QString>("quota");
        QTest::newRow("memory") << "memory"
                                << "lambda.memory";
        QTest::newRow("timeout") << "timeout"
                                 << "lambda.timeout";
        QTest::newRow("storage") << "ephemeralStorageMb"
                                 << "lambda.ephemeral-storage";
    }
    void rangesOfPropertiesAreQuotas()
    {
        QFETCH(QString, property);
        QFETCH(QString, quota);
        const auto isIt = [&](const PropertyRow &each) { return each.name == property; };
        const auto row = std::find_if(functionRows().begin(), functionRows().end(), isIt);
        QVERIFY(row != functionRows().end());
        QCOMPARE(row->least,
                 std::optional(m_catalog->quota(quota + QLatin1String(".minimum"))->value));
        QCOMPARE(row->most,
                 std::optional(m_catalog->quota(quota + QLatin1String(".maximum"))->value));
    }

    // Prices that draw on one free amount must state the same one.
    void freePoolsHaveOneAmount()
    {
        int pooled = 0;
        for (const PriceBook &book : m_catalog->priceBooks()) {
            QMap<QString, double> free;
            for (const Price &price : book.prices) {
                if (price.freePool.isEmpty())
                    continue;
                ++pooled;
                // GovCloud's x86 has none, and no price of Arm.
                if (free.contains(price.freePool))
                    QCOMPARE(price.freePerMonth, free.value(price.freePool));
                free.insert(price.freePool, price.freePerMonth);
            }
        }
        QVERIFY(pooled > 4);
        const PriceBook *book = m_catalog->priceBook(QStringLiteral("us-east-1-2026-10"));
        QCOMPARE(book->price(QStringLiteral("lambda.x86.gb-second"))->freePool,
                 book->price(QStringLiteral("lambda.arm.gb-second"))->freePool);
        QCOMPARE(book->price(QStringLiteral("sqs.request"))->freePool,
                 book->price(QStringLiteral("sqs.fifo.request"))->freePool);
        QCOMPARE(book->includedStorage, MiB(512));
    }

    void unknownIsUnknown()
    {
        QVERIFY(!m_catalog->quota(QStringLiteral("lambda.no-such-quota")));
        QVERIFY(!m_catalog->priceBook(QStringLiteral("no-such-book")));
        QVERIFY(!m_catalog->newestPriceBook(QStringLiteral("mx-central-1")));
        QVERIFY(!m_catalog->region(QStringLiteral("cn-northwest-1"))->zones);
        QVERIFY(!m_catalog->restore(QStringLiteral("python3.12")));
    }

    // Every figure against the collected facts, read by another program.
    void figuresAgreeWithTheFacts()
    {
        if (!QDir(factsFolder).exists())
            QSKIP("the collected facts are not here");
        QProcess python;
        python.start(
            QStringLiteral("/usr/bin/python3"),
            {QStringLiteral(STRATOPLAN_SOURCE_DIR "/tests/planner/catalog/compare_with_facts.py"),
             factsFolder});
        QVERIFY(python.waitForStarted());
        python.write(QJsonDocument(toJson(*m_catalog)).toJson());
        python.closeWriteChannel();
        QVERIFY(python.waitForFinished(60000));
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        const QStringList lines
            = QString::fromUtf8(python.readAllStandardOutput()).trimmed().split(u'\n');
        QVERIFY2(lines.size() == 1, qPrintable(lines.join(u'\n')));
        // 620 cells, 155 model rows, 51 runtimes with 5 figures each, and the rest.
        QVERIFY2(lines.first().toInt() > 1200, qPrintable(lines.first()));
        qInfo().noquote() << lines.first() << "figures compared";
    }

    void mostResourcesOfRealTemplatesAreKnown()
    {
        const QDir corpus(corpusFolder);
        if (!corpus.exists())
            QSKIP("the corpus of templates is not here");
        int all = 0;
        QHash<QString, int> unknown;
        for (const QString &name : corpus.entryList(
                 {QStringLiteral("*.yaml"), QStringLiteral("*.yml"), QStringLiteral("*.json")},
                 QDir::Files)) {
            QFile file(corpus.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto tree = yaml::parse(file.readAll(), name);
            if (!tree)
                continue;
            const yaml::Node resources = tree->root()["Resources"];
            for (int i = 0; i < resources.size(); ++i) {
                const QString type = resources.at(i)["Type"].text();
                ++all;
                if (!modelTypes.contains(type) && !m_catalog->serviceOfCfnType(type))
                    ++unknown[type];
            }
        }
        QVERIFY(all > 1400);
        int missed = 0;
        for (const int count : unknown)
            missed += count;
        QVERIFY2(missed * 20 <= all, qPrintable(QStringList(unknown.keys()).join(u' ')));
        qInfo().noquote() << all - missed << "of" << all << "resources are of a known kind";
    }

private:
    std::shared_ptr<const Catalog> m_catalog;
};

QTEST_GUILESS_MAIN(TestBuiltIn)
#include "tst_built_in.moc"
