// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::catalog;

namespace {

using Files = QMap<QString, QByteArray>;

/// A small catalogue without faults, one file of each kind.
Files smallCatalog()
{
    return {
        {QStringLiteral("sources.yaml"), R"(sources:
  A: { title: "First", date: "2026", confidence: A }
  B: { title: "Second", confidence: C }
)"},
        {QStringLiteral("services/one.yaml"), R"(services:
  queue:
    label: Queue
    icon: queue
    category: messaging
    aliases: [sqs]
    cfnTypes: [AWS::SQS::Queue, "AWS::SQS::*"]
    samEventTypes: [SQS]
    execution: queue
    address: public
    endpoint: interface
    endpointService: sqs
    integrationTimeoutMs: 1000
    prices:
      - { key: sqs.request, unit: request, perEvent: 3 }
    fields:
      - { key: visibilityTimeoutS, label: Visibility, type: int, unit: s, minimum: 0, maximum: 43200, default: 30, source: A }
      - { key: fifo, label: FIFO, type: bool, default: false, source: [A, B] }
    source: A
)"},
        {QStringLiteral("services/two.yaml"), R"(services:
  topic:
    label: Topic
    icon: topic
    category: messaging
    aliases: [sns]
    cfnTypes: [AWS::SNS::Topic]
    samEventTypes: [SNS]
    source: B
)"},
        {QStringLiteral("runtimes.yaml"), R"(asOf: 2026-08-16
runtimes:
  java25:
    name: Java 25
    family: java
    coldStart: java25
    source: A
  java11:
    name: Java 11
    family: java
    deprecation: 2027-06-30
    successor: java25
    source: A
)"},
        {QStringLiteral("regions.yaml"), R"(regions:
  us-east-1: { name: "Virginia", zones: 6, source: A }
)"},
        {QStringLiteral("quotas.yaml"), R"(asOf: 2026-11-23
quotas:
  lambda.concurrency: { value: 1000, unit: environments, source: A }
  old.limit: { value: 300, unit: s, source: B, asOf: 2018-07-11 }
)"},
        {QStringLiteral("price-books/book.yaml"), R"(name: book
region: us-east-1
date: 2026-10-06
billingIncrementMs: 1
initBilled: true
maximumMemoryMb: 10240
source: A
prices:
  sqs.request: { unit: request, price: 0.40, per: 1000000, freePerMonth: 1000000, confidence: A, source: A }
  lambda.x86.gb-second:
    unit: GB-s
    tiers:
      - { upTo: 100, price: 2 }
      - { price: 1 }
    confidence: A
    source: A
)"},
        {QStringLiteral("cold-start.csv"),
         R"(runtime,architecture,package,memory_mb,samples,init_median_ms,init_p95_ms,first_invoke_ms,source
java25,x86_64,zip,1024,10,200.5,300,5,A
java25,x86_64,zip,128,20,201,301.5,50,A
)"},
        {QStringLiteral("cold-start-model.csv"),
         R"(runtime,architecture,package,init_ms,first_invoke_base_ms,first_invoke_cpu_work_ms,source
java25,x86_64,zip,200.7,1.5,6.5,A
)"},
        {QStringLiteral("cold-start.yaml"), R"(snapStart:
  java11:
    source: A
    restoreMs: { 128: 700, 1024: 600 }
    firstInvokeMs: { 128: 80, 1024: 8 }
)"},
    };
}

void write(const QDir &folder, const Files &files)
{
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        const QString path = folder.filePath(file.key());
        QVERIFY(folder.mkpath(QFileInfo(path).path()));
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(file.value());
    }
}

/// "code file:line:column", one a line.
QString told(const Problems &problems, const QString &root)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(QStringLiteral("%1 %2:%3:%4")
                         .arg(problem.code, QDir(root).relativeFilePath(problem.where.file))
                         .arg(problem.where.line)
                         .arg(problem.where.column));
    return lines.join(u'\n');
}

QByteArray replaced(QByteArray text, const char *from, const char *to)
{
    Q_ASSERT(text.contains(from));
    return text.replace(from, to);
}

} // namespace

class TestLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEverything()
    {
        QTemporaryDir folder;
        write(folder.path(), smallCatalog());
        const auto catalog = load(folder.path());
        QVERIFY2(catalog, qPrintable(catalog ? QString() : told(catalog.error(), folder.path())));
        const ServiceKind *queue = (*catalog)->service(QStringLiteral("queue"));
        QVERIFY(queue);
        QCOMPARE(queue->label, QStringLiteral("Queue"));
        QCOMPARE(queue->category, Category::Messaging);
        QCOMPARE(queue->execution, std::optional(Execution::Queue));
        QCOMPARE(queue->address, Address::Public);
        QCOMPARE(queue->endpoint, EndpointOffer::Interface);
        QCOMPARE(queue->endpointService, QStringLiteral("sqs"));
        QCOMPARE(queue->integrationTimeout, std::optional(Milliseconds(1000)));
        QCOMPARE(queue->prices.first().perEvent, 3.0);
        QCOMPARE(queue->field(QStringLiteral("visibilityTimeoutS"))->defaultValue.toInt(), 30);
        QCOMPARE(queue->field(QStringLiteral("fifo"))->defaultValue, QVariant(false));
        QCOMPARE(queue->field(QStringLiteral("fifo"))->source, QStringLiteral("A, B"));
        QVERIFY(!queue->field(QStringLiteral("other")));
        QVERIFY(!(*catalog)->service(QStringLiteral("topic"))->execution);
        const Runtime *java = (*catalog)->runtime(QStringLiteral("java11"));
        QCOMPARE(java->deprecation, std::optional(QDate(2027, 6, 30)));
        QVERIFY(!java->blockUpdate);
        QCOMPARE((*catalog)->quota(QStringLiteral("lambda.concurrency"))->asOf,
                 QDate(2026, 11, 23));
        QCOMPARE((*catalog)->quota(QStringLiteral("old.limit"))->asOf, QDate(2018, 7, 11));
        const PriceBook *book = (*catalog)->newestPriceBook(QStringLiteral("us-east-1"));
        QCOMPARE(book->price(QStringLiteral("sqs.request"))->of(2.5e6).value, 1.0);
        QCOMPARE(book->price(QStringLiteral("sqs.request"))->freePerMonth, 1e6);
        // 100 at 2 and 50 at 1.
        QCOMPARE(book->price(QStringLiteral("lambda.x86.gb-second"))->of(150).value, 250.0);
        const ColdStartRow *row = (*catalog)->coldStart(
            QStringLiteral("java25"), QStringLiteral("x86_64"), QStringLiteral("zip"));
        QCOMPARE(row->cells.size(), 2);
        QCOMPARE(row->cells.first().memory, MiB(128));
        QCOMPARE(row->cells.first().initP95, Milliseconds(301.5));
        QCOMPARE(row->firstInvokeCpuWork, Milliseconds(6.5));
        QCOMPARE((*catalog)->restore(QStringLiteral("java11"))->cells.last().restore,
                 Milliseconds(600));
        QCOMPARE((*catalog)->source(QStringLiteral("B"))->title, QStringLiteral("Second"));
        QVERIFY((*catalog)->source(QStringLiteral("B"))->date.isEmpty());
    }

    void overlaysMergeByKey()
    {
        QTemporaryDir folder;
        QTemporaryDir discount;
        QTemporaryDir house;
        write(folder.path(), smallCatalog());
        write(discount.path(),
              {{QStringLiteral("price-books/ours.yaml"),
                "name: book\nprices:\n  sqs.request: { price: 0.30 }\n"},
               {QStringLiteral("quotas.yaml"),
                "asOf: 2026-12-01\nquotas:\n  lambda.concurrency: { value: 5000 }\n"}});
        write(house.path(),
              {{QStringLiteral("sources.yaml"),
                "sources:\n  H: { title: House rules, confidence: A }\n"},
               {QStringLiteral("services.yaml"), R"(services:
  queue:
    label: Warteschlange
    cfnTypes: [AWS::SQS::Queue]
    fields:
      - { key: tenant, label: Tenant, type: string, source: H }
  mainframe:
    label: Mainframe
    icon: outside-system
    category: outside
    cfnTypes: ["Custom::Mainframe"]
    source: H
)"},
               {QStringLiteral("quotas.yaml"),
                "asOf: 2026-12-02\nquotas:\n  lambda.concurrency: { value: 7000 }\n"},
               {QStringLiteral("cold-start.csv"),
                "runtime,architecture,package,memory_mb,samples,init_median_ms,init_p95_ms,"
                "first_invoke_ms,source\njava25,x86_64,zip,128,99,111,222,33,H\n"}});
        const auto catalog = load(folder.path(), {discount.path(), house.path()});
        QVERIFY2(catalog, qPrintable(catalog ? QString() : told(catalog.error(), folder.path())));
        const ServiceKind *queue = (*catalog)->service(QStringLiteral("queue"));
        QCOMPARE(queue->label, QStringLiteral("Warteschlange"));
        // Lists replace, other keys stay.
        QCOMPARE(queue->cfnTypes, QStringList(QStringLiteral("AWS::SQS::Queue")));
        QCOMPARE(queue->fields.size(), 1);
        QCOMPARE(queue->aliases, QStringList(QStringLiteral("sqs")));
        QCOMPARE(queue->source, QStringLiteral("A"));
        QVERIFY(!(*catalog)->serviceOfCfnType(QStringLiteral("AWS::SQS::QueuePolicy")));
        QCOMPARE((*catalog)->serviceOfCfnType(QStringLiteral("Custom::Mainframe"))->kind,
                 QStringLiteral("mainframe"));
        // The later overlay wins; a price keeps what it is stated for.
        QCOMPARE((*catalog)->quota(QStringLiteral("lambda.concurrency"))->value, 7000.0);
        QCOMPARE((*catalog)->quota(QStringLiteral("lambda.concurrency"))->asOf, QDate(2026, 12, 2));
        const PriceBook *book = (*catalog)->priceBook(QStringLiteral("book"));
        QCOMPARE(book->price(QStringLiteral("sqs.request"))->of(1e6).value, 0.30);
        QCOMPARE(book->price(QStringLiteral("lambda.x86.gb-second"))->of(150).value, 250.0);
        const ColdStartRow *row = (*catalog)->coldStart(
            QStringLiteral("java25"), QStringLiteral("x86_64"), QStringLiteral("zip"));
        QCOMPARE(row->cells.size(), 2);
        QCOMPARE(row->cells.first().samples, 99);
        QCOMPARE(row->cells.last().samples, 10);
        QCOMPARE(row->init, Milliseconds(200.7));
    }

    void anOverlayIsCheckedWithTheRest()
    {
        QTemporaryDir folder;
        QTemporaryDir overlay;
        write(folder.path(), smallCatalog());
        write(overlay.path(),
              {{QStringLiteral("services.yaml"),
                "services:\n  topic:\n    cfnTypes: [AWS::SNS::Topic, AWS::SQS::Queue]\n"}});
        const auto catalog = load(folder.path(), {overlay.path()});
        QVERIFY(!catalog);
        QCOMPARE(told(catalog.error(), overlay.path()),
                 QStringLiteral("catalog.claimed-twice services.yaml:3:33"));
        // Without the overlay nothing is wrong.
        QVERIFY(load(folder.path()));
    }

    // Each row spoils one file of the small catalogue and says what must be told of it.
    void faults_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("expected");

        const auto row = [](const char *name, const char *file, const char *from, const char *to,
                            const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(file) << QByteArray(from) << QByteArray(to)
                                << QString::fromLatin1(expected);
        };
        row("kind in two files", "services/two.yaml", "  topic:\n", "  queue:\n",
            "catalog.stated-twice services/two.yaml:3:5");
        row("kind twice in one file", "services/two.yaml", "    source: B\n",
            "    source: B\n  topic: {}\n", "yaml.duplicate-key services/two.yaml:10:3");
        row("type claimed twice", "services/two.yaml", "AWS::SNS::Topic", "AWS::SQS::Queue",
            "catalog.claimed-twice services/two.yaml:7:16");
        row("prefix claimed twice", "services/two.yaml", "AWS::SNS::Topic", "\"AWS::SQS::*\"",
            "catalog.claimed-twice services/two.yaml:7:16");
        row("event type claimed twice", "services/two.yaml", "[SNS]", "[SNS, SQS]",
            "catalog.claimed-twice services/two.yaml:8:26");
        row("word claimed twice", "services/two.yaml", "[sns]", "[sns, queue]",
            "catalog.claimed-twice services/two.yaml:6:20");
        row("unknown key", "services/two.yaml", "    label: Topic\n",
            "    label: Topic\n    colour: red\n", "yaml.unknown-key services/two.yaml:4:5");
        row("unknown key at the top", "regions.yaml", "regions:\n", "zones: 3\nregions:\n",
            "yaml.unknown-key regions.yaml:1:1");
        row("missing label", "services/two.yaml", "    label: Topic\n", "",
            "yaml.missing-key services/two.yaml:3:5");
        row("missing source", "services/two.yaml", "    source: B\n", "",
            "catalog.missing-source services/two.yaml:3:5");
        row("missing source of a field", "services/one.yaml", "source: [A, B] }", "}",
            "catalog.missing-source services/one.yaml:18:9");
        row("missing source of a price", "price-books/book.yaml", "confidence: A, source: A }",
            "confidence: A }", "catalog.missing-source price-books/book.yaml:9:16");
        row("unknown source", "services/one.yaml", "source: [A, B]", "source: [A, C]",
            "catalog.unknown-source services/one.yaml:18:75");
        row("unknown category", "services/two.yaml", "category: messaging", "category: mesaging",
            "catalog.unknown-word services/two.yaml:5:15");
        row("unknown execution", "services/one.yaml", "execution: queue", "execution: slow",
            "catalog.unknown-word services/one.yaml:9:16");
        row("endpoint without service", "services/one.yaml", "    endpointService: sqs\n", "",
            "catalog.endpoint services/one.yaml:3:5");
        row("unknown field type", "services/one.yaml", "type: bool, default: false",
            "type: boolean", "catalog.unknown-word services/one.yaml:18:41");
        row("default of another type", "services/one.yaml", "default: 30", "default: soon",
            "yaml.wrong-type services/one.yaml:17:112");
        row("default out of range", "services/one.yaml", "default: 30", "default: 43201",
            "catalog.field services/one.yaml:17:9");
        row("field twice", "services/one.yaml", "key: fifo", "key: visibilityTimeoutS",
            "catalog.field services/one.yaml:18:9");
        row("price of nobody", "services/one.yaml", "key: sqs.request", "key: sqs.requests",
            "catalog.dangling services/one.yaml:15:9");
        row("negative price", "price-books/book.yaml", "price: 0.40", "price: -0.40",
            "catalog.negative-price price-books/book.yaml:9:40");
        row("negative tier", "price-books/book.yaml", "price: 2 }", "price: -2 }",
            "catalog.negative-price price-books/book.yaml:13:29");
        row("tiers not ascending", "price-books/book.yaml", "      - { price: 1 }",
            "      - { upTo: 90, price: 1.5 }\n      - { price: 1 }",
            "catalog.tiers price-books/book.yaml:14:9");
        row("tier after the endless one", "price-books/book.yaml", "      - { price: 1 }",
            "      - { price: 1 }\n      - { price: 0.5 }",
            "catalog.tiers price-books/book.yaml:15:9");
        row("last tier ends", "price-books/book.yaml", "- { price: 1 }",
            "- { upTo: 200, price: 1 }", "catalog.tiers price-books/book.yaml:13:7");
        row("per nothing", "price-books/book.yaml", "per: 1000000", "per: 0",
            "catalog.per price-books/book.yaml:9:51");
        row("price and tiers", "price-books/book.yaml", "    unit: GB-s\n",
            "    unit: GB-s\n    price: 3\n", "catalog.price price-books/book.yaml:11:5");
        row("price as text", "price-books/book.yaml", "price: 0.40", "price: cheap",
            "yaml.wrong-type price-books/book.yaml:9:40");
        row("region of nobody", "price-books/book.yaml", "region: us-east-1", "region: moon-east-1",
            "catalog.dangling price-books/book.yaml:1:1");
        row("no zones", "regions.yaml", "zones: 6", "zones: 0", "catalog.zones regions.yaml:2:41");
        row("quota without unit", "quotas.yaml", "unit: environments, ", "",
            "yaml.missing-key quotas.yaml:3:23");
        row("date that is none", "runtimes.yaml", "2027-06-30", "2027-06-31",
            "yaml.wrong-type runtimes.yaml:11:18");
        row("successor of nobody", "runtimes.yaml", "successor: java25", "successor: java26",
            "catalog.dangling runtimes.yaml:9:5");
        row("cold start of nobody", "runtimes.yaml", "coldStart: java25", "coldStart: java99",
            "catalog.dangling runtimes.yaml:4:5");
        row("cell is no number", "cold-start.csv", "200.5", "fast",
            "csv.wrong-number cold-start.csv:2:27");
        row("negative cell", "cold-start.csv", "200.5", "-1",
            "csv.wrong-number cold-start.csv:2:27");
        row("too few cells", "cold-start.csv", "1024,10,", "1024,", "csv.cells cold-start.csv:2:1");
        row("measured twice", "cold-start.csv", "1024,10", "128,10",
            "catalog.stated-twice cold-start.csv:3:1");
        row("percentile below the median", "cold-start.csv", "200.5,300", "200.5,100",
            "catalog.percentile cold-start.csv:2:33");
        row("model of nobody", "cold-start-model.csv", "java25,x86_64", "java25,arm64",
            "catalog.not-measured cold-start-model.csv:2:1");
        row("restore of nobody", "cold-start.yaml",
            "  java11:", "  java12:", "catalog.dangling cold-start.yaml:3:5");
        row("restore at no memory", "cold-start.yaml", "128: 700", "small: 700",
            "catalog.memory cold-start.yaml:4:25");
        row("broken YAML", "regions.yaml", "zones: 6", "zones: [6",
            "yaml.syntax regions.yaml:2:55");
    }
    void faults()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, expected);
        QTemporaryDir folder;
        Files files = smallCatalog();
        files[file] = replaced(files.value(file), from.constData(), to.constData());
        write(folder.path(), files);
        const auto catalog = load(folder.path());
        QVERIFY(!catalog);
        const QString all = told(catalog.error(), folder.path());
        QVERIFY2(all.split(u'\n').contains(expected), qPrintable(all));
        for (const Problem &problem : catalog.error())
            QVERIFY2(!stratoplan::toString(problem.what).contains(u'{'),
                     qPrintable(stratoplan::toString(problem.what)));
    }

    void booksOfManyRegions()
    {
        QTemporaryDir folder;
        Files files = smallCatalog();
        files.insert(QStringLiteral("regions.yaml"),
                     QByteArray("regions:\n"
                                "  us-east-1: { name: One, zones: 6, source: A }\n"
                                "  eu-west-1: { name: Two, zones: 3, source: A }\n"
                                "  sa-east-1: { name: Three, zones: 3, source: A }\n"));
        files.insert(QStringLiteral("price-books/regions.yaml"),
                     QByteArray("names: \"{region}-2026\"\n"
                                "date: 2026-10-06\nbillingIncrementMs: 1\ninitBilled: true\n"
                                "maximumMemoryMb: 10240\nsource: A\nprices:\n"
                                "  nat.hour:\n"
                                "    unit: hour\n    confidence: A\n    source: A\n"
                                "    regions: { eu-west-1: 0.048 }\n"
                                "  sqs.request:\n"
                                "    unit: request\n    per: 1000000\n    confidence: B\n"
                                "    source: A\n"
                                "    regions:\n"
                                "      eu-west-1: 0.40\n"
                                "      sa-east-1: { price: 0.60, confidence: C, source: B }\n"));
        write(folder.path(), files);
        const auto catalog = load(folder.path());
        QVERIFY2(catalog, catalog ? "" : qPrintable(told(catalog.error(), folder.path())));
        const PriceBook *ireland = (*catalog)->priceBook(QStringLiteral("eu-west-1-2026"));
        const PriceBook *brazil = (*catalog)->newestPriceBook(QStringLiteral("sa-east-1"));
        QVERIFY(ireland && brazil);
        QCOMPARE(ireland->region, QStringLiteral("eu-west-1"));
        QCOMPARE(ireland->date, QDate(2026, 10, 6));
        QCOMPARE(ireland->price(QStringLiteral("sqs.request"))->of(1e6).value, 0.40);
        QCOMPARE(ireland->price(QStringLiteral("sqs.request"))->confidence, QStringLiteral("B"));
        QCOMPARE(brazil->name, QStringLiteral("sa-east-1-2026"));
        QCOMPARE(brazil->price(QStringLiteral("sqs.request"))->of(1e6).value, 0.60);
        QCOMPARE(brazil->price(QStringLiteral("sqs.request"))->confidence, QStringLiteral("C"));
        // What is not known of a region stays unknown there.
        QVERIFY(ireland->price(QStringLiteral("nat.hour")));
        QVERIFY(!brazil->price(QStringLiteral("nat.hour")));

        QTemporaryDir overlay;
        write(overlay.path(),
              {{QStringLiteral("price-books/own.yaml"),
                QByteArray("name: eu-west-1-2026\nprices:\n  sqs.request: { price: 0.30 }\n")}});
        const auto laid = load(folder.path(), {overlay.path()});
        QVERIFY2(laid, laid ? "" : qPrintable(told(laid.error(), overlay.path())));
        const PriceBook *own = (*laid)->priceBook(QStringLiteral("eu-west-1-2026"));
        QCOMPARE(own->price(QStringLiteral("sqs.request"))->of(1e6).value, 0.30);
        QVERIFY(own->price(QStringLiteral("nat.hour")));

        const QString regions = QStringLiteral("price-books/regions.yaml");
        files[regions] = replaced(files.value(regions), "{region}-2026", "all");
        write(folder.path(), files);
        const auto wrong = load(folder.path());
        QVERIFY(!wrong);
        QCOMPARE(told(wrong.error(), folder.path()),
                 QStringLiteral("catalog.names price-books/regions.yaml:1:8"));
    }

    void allFaultsAreToldAtOnce()
    {
        QTemporaryDir folder;
        Files files = smallCatalog();
        const QString regions = QStringLiteral("regions.yaml");
        const QString prices = QStringLiteral("price-books/book.yaml");
        const QString kinds = QStringLiteral("services/two.yaml");
        files[regions] = replaced(files.value(regions), "zones: 6", "zones: 0");
        files[prices] = replaced(files.value(prices), "price: 0.40", "price: -0.40");
        files[kinds] = replaced(files.value(kinds), "source: B", "source: Z");
        write(folder.path(), files);
        const auto catalog = load(folder.path());
        QVERIFY(!catalog);
        QCOMPARE(told(catalog.error(), folder.path()),
                 QStringLiteral("catalog.zones regions.yaml:2:41\n"
                                "catalog.negative-price price-books/book.yaml:9:40\n"
                                "catalog.unknown-source services/two.yaml:9:13"));
    }

    void aFolderThatIsNotThere()
    {
        QTemporaryDir folder;
        const auto catalog = load(folder.filePath(QStringLiteral("nothing")));
        QVERIFY(!catalog);
        QCOMPARE(catalog.error().size(), 1);
        QCOMPARE(catalog.error().first().code, QStringLiteral("catalog.no-folder"));
    }

    void quotedCells()
    {
        QTemporaryDir folder;
        Files files = smallCatalog();
        const QString cells = QStringLiteral("cold-start.csv");
        files[cells] += "\"a \"\"b\"\", c\",x86_64,zip,128,1,2,3,4,\"A\"\r\n\r\n";
        write(folder.path(), files);
        const auto catalog = load(folder.path());
        QVERIFY2(catalog, qPrintable(catalog ? QString() : told(catalog.error(), folder.path())));
        QVERIFY((*catalog)->coldStart(QStringLiteral("a \"b\", c"), QStringLiteral("x86_64"),
                                      QStringLiteral("zip")));
    }
};

QTEST_GUILESS_MAIN(TestLoad)
#include "tst_load.moc"
