// SPDX-License-Identifier: GPL-3.0-or-later
//
// The example designs read without a problem, are written as they are, and say nothing that the
// catalogue does not know.
#include "planner/catalog/behaviour.h"
#include "planner/model/graph.h"
#include "planner/store/store.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::catalog;

namespace {

constexpr double grid = 16;
constexpr Size nodeSize{192, 64};

bool fits(const QVariant &value, const FieldSpec &field)
{
    if (field.type == QLatin1String("bool"))
        return value.typeId() == QMetaType::Bool;
    if (field.type == QLatin1String("string"))
        return value.typeId() == QMetaType::QString;
    if (field.type == QLatin1String("choice"))
        return field.choices.contains(value.toString());
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    return isNumber && value.typeId() != QMetaType::QString
        && (!field.minimum || number >= *field.minimum)
        && (!field.maximum || number <= *field.maximum);
}

} // namespace

class TestExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto loaded = builtIn();
        QVERIFY(loaded);
        m_catalog = *loaded;
    }

    void allAreThere()
    {
        QStringList names = QDir(QStringLiteral(":/examples")).entryList(QDir::Files, QDir::Name);
        QCOMPARE(names.join(u' '),
                 QStringLiteral("image-resize.stratoplan order-service-faulty.stratoplan "
                                "order-service.stratoplan primes-2018.stratoplan "
                                "six-functions.stratoplan"));
    }

    void readAndWrittenAsTheyAre_data() { everyExample(); }
    void readAndWrittenAsTheyAre()
    {
        QFETCH(QByteArray, text);
        const Design design = read(text);
        QVERIFY(!design.isEmpty());
        QVERIFY(!design.settings().title.isEmpty());
        QVERIFY(!design.settings().description.isEmpty());
        QVERIFY(design.settings().date.isValid());
        QVERIFY(design.settings().unknownKeys.isEmpty());
        QCOMPARE(QString::fromUtf8(store::write(design)), QString::fromUtf8(text));
        QVERIFY(read(store::write(design)) == design);
    }

    void everythingIsKnownToTheCatalogue_data() { everyExample(); }
    void everythingIsKnownToTheCatalogue()
    {
        QFETCH(QByteArray, text);
        const Design design = read(text);
        QVERIFY(m_catalog->region(design.settings().region));
        const QString book = design.settings().priceBook;
        QVERIFY(book.isEmpty() || m_catalog->priceBook(book));
        for (const Function *function : design.all<Function>())
            QVERIFY2(!function->runtime || m_catalog->runtime(*function->runtime),
                     qPrintable(function->name));
        for (const Service *service : design.all<Service>()) {
            const ServiceKind *kind = kindOf(*service, *m_catalog);
            QVERIFY2(kind, qPrintable(service->name));
            for (auto it = service->properties.cbegin(); it != service->properties.cend(); ++it) {
                const FieldSpec *field = kind->field(it.key());
                QVERIFY2(field && fits(*it.value(), *field),
                         qPrintable(service->name + u'.' + it.key()));
            }
        }
    }

    void nodesStandOnTheGridApart_data() { everyExample(); }
    void nodesStandOnTheGridApart()
    {
        QFETCH(QByteArray, text);
        const Design design = read(text);
        QList<const Common *> nodes;
        for (const Function *function : design.all<Function>())
            nodes.append(function);
        for (const Service *service : design.all<Service>())
            nodes.append(service);
        for (qsizetype i = 0; i < nodes.size(); ++i) {
            const Common &one = *nodes.at(i);
            QVERIFY2(one.position, qPrintable(one.name));
            QCOMPARE(std::fmod(one.position->x, grid), 0.0);
            QCOMPARE(std::fmod(one.position->y, grid), 0.0);
            for (qsizetype j = 0; j < i; ++j) {
                const Common &other = *nodes.at(j);
                const bool apart
                    = std::abs(one.position->x - other.position->x) >= nodeSize.width + grid
                    || std::abs(one.position->y - other.position->y) >= nodeSize.height + grid;
                QVERIFY2(apart, qPrintable(one.name + u' ' + other.name));
            }
        }
    }

    // What the order service promises: seven functions and more, all parts of the brief, and
    // traffic where events enter.
    void theOrderServiceIsRealistic_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *name : {"order-service", "order-service-faulty"})
            QTest::newRow(name) << textOf(QLatin1String(name) + QStringLiteral(".stratoplan"));
    }
    void theOrderServiceIsRealistic()
    {
        QFETCH(QByteArray, text);
        const Design design = read(text);
        const Graph graph(design);
        QVERIFY(design.all<Function>().size() >= 7);
        QStringList kinds;
        for (const Service *service : design.all<Service>()) {
            kinds.append(service->kind);
            const auto &incoming = graph.incoming(service->id);
            const auto &outgoing = graph.outgoing(service->id);
            const bool enters = incoming.isEmpty()
                && std::any_of(outgoing.cbegin(), outgoing.cend(),
                               [](const Connection *c) { return c->role == Role::Trigger; });
            QVERIFY2(!enters || (service->rate && service->peakRate), qPrintable(service->name));
        }
        for (const char *kind : {"http-api", "queue", "table", "event-bus", "state-machine",
                                 "relational-database", "outside-system"})
            QVERIFY2(kinds.contains(QLatin1String(kind)), kind);
        QCOMPARE(design.all<Zone>().size(), 3);
        for (const Function *function : design.all<Function>())
            QVERIFY2(function->duration && function->p95, qPrintable(function->name));
    }

    void primesHoldTheTalksPoints()
    {
        const Design design = read(textOf(QStringLiteral("primes-2018.stratoplan")));
        QCOMPARE(design.settings().priceBook, QStringLiteral("2018-talk"));
        const Function *primes = design.named<Function>(QStringLiteral("Primes"));
        QVERIFY(primes);
        QMap<int, double> points;
        for (const Measurement &point : primes->measurements)
            points.insert(point.memory.value, point.duration.value);
        QCOMPARE(points,
                 (QMap<int, double>{
                     {128, 11722.965}, {256, 6678.945}, {512, 3194.954}, {1024, 1465.984}}));
    }

private:
    static QByteArray textOf(const QString &name)
    {
        QFile file(QStringLiteral(":/examples/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static void everyExample()
    {
        QTest::addColumn<QByteArray>("text");
        for (const QString &name : QDir(QStringLiteral(":/examples")).entryList(QDir::Files))
            QTest::newRow(qPrintable(name)) << textOf(name);
    }

    static Design read(const QByteArray &text)
    {
        const auto design = store::read(text, QStringLiteral("example"));
        if (design)
            return *design;
        for (const Problem &problem : design.error())
            qWarning().noquote() << toString(problem);
        return {};
    }

    std::shared_ptr<const Catalog> m_catalog;
};

QTEST_GUILESS_MAIN(TestExamples)
#include "tst_examples.moc"
