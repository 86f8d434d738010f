// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::catalog;

class TestBehaviour : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto loaded = builtIn();
        QVERIFY(loaded);
        m_catalog = *loaded;
    }

    void execution_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("stated");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *source, const char *role,
                            const char *target, const char *stated, const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(source) << QString::fromLatin1(role)
                                << QString::fromLatin1(target) << QString::fromLatin1(stated)
                                << QString::fromLatin1(expected);
        };
        row("queue", "queue", "trigger", "function", "", "queue");
        row("bucket", "bucket", "trigger", "function", "", "asynchronous");
        row("table's stream", "table", "trigger", "function", "", "stream");
        row("API", "http-api", "trigger", "function", "", "synchronous");
        row("state machine, by default", "state-machine", "trigger", "function", "", "synchronous");
        row("state machine, stated", "state-machine", "trigger", "function", "asynchronous",
            "asynchronous");
        row("an expression says nothing", "queue", "trigger", "function", "!Ref Mode", "");
        row("function calls function", "function", "call", "function", "", "synchronous");
        row("function triggers function", "function", "trigger", "function", "", "asynchronous");
        row("a store triggers nothing", "parameter", "trigger", "function", "", "");
        row("unknown kind", "no-such-kind", "trigger", "function", "", "");
        row("access", "function", "access", "table", "", "");
        row("failure target", "function", "failure", "queue", "", "");
        row("failure target that is a function", "queue", "failure", "function", "", "");
        row("to no function", "topic", "trigger", "queue", "", "");
    }
    void execution()
    {
        QFETCH(QString, source);
        QFETCH(QString, role);
        QFETCH(QString, target);
        QFETCH(QString, stated);
        QFETCH(QString, expected);
        Edit edit{Design()};
        Connection connection;
        connection.from = add(edit, source);
        connection.to = add(edit, target);
        connection.role = *roleFromId(role);
        if (const auto model = executionFromId(stated))
            connection.execution = *model;
        else if (!stated.isEmpty())
            connection.execution = Field<Execution>::computed(stated);
        const Design design = build(edit);
        const auto found = executionOf(connection, design, *m_catalog);
        QCOMPARE(found ? QString(id(*found)) : QString(), expected);
    }

    void reach_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("property");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("inSubnet");
        QTest::addColumn<Reach>("expected");
        const auto row
            = [](const char *name, const char *target, const char *role, Reach expected,
                 bool inSubnet = false, const char *property = "", const char *value = "") {
                  QTest::newRow(name) << QString::fromLatin1(target) << QString::fromLatin1(role)
                                      << QString::fromLatin1(property) << QString::fromLatin1(value)
                                      << inSubnet << expected;
              };
        row("database", "relational-database", "access", Reach::PrivateVpc);
        row("cache", "cache", "access", Reach::PrivateVpc);
        row("table", "table", "access", Reach::AwsGateway);
        row("bucket", "bucket", "access", Reach::AwsGateway);
        row("queue", "queue", "access", Reach::AwsInterface);
        row("secret", "secret", "access", Reach::AwsInterface);
        row("user pool", "identity", "call", Reach::AwsInterface);
        row("REST API", "rest-api", "call", Reach::AwsPublic);
        row("private REST API", "rest-api", "call", Reach::PrivateVpc, false, "endpointType",
            "PRIVATE");
        row("Lattice service", "service-network-service", "call", Reach::PrivateVpc);
        row("HTTP API", "http-api", "call", Reach::AwsPublic);
        row("outside system", "outside-system", "call", Reach::Internet);
        row("internet", "internet", "call", Reach::Internet);
        row("function", "function", "call", Reach::AwsInterface);
        row("search", "search", "access", Reach::AwsUnknown);
        row("search in a subnet", "search", "access", Reach::PrivateVpc, true);
        row("load balancer", "load-balancer", "call", Reach::AwsPublic, true);
        row("internal load balancer", "load-balancer", "call", Reach::PrivateVpc, true, "scheme",
            "internal");
        row("trigger", "queue", "trigger", Reach::None);
        row("failure target", "queue", "failure", Reach::None);
        row("unknown resource", "unknown", "access", Reach::None);
        row("unknown kind", "no-such-kind", "access", Reach::None);
    }
    void reach()
    {
        QFETCH(QString, target);
        QFETCH(QString, role);
        QFETCH(QString, property);
        QFETCH(QString, value);
        QFETCH(bool, inSubnet);
        QFETCH(Reach, expected);
        Edit edit{Design()};
        Connection connection;
        connection.from = add(edit, QStringLiteral("function"));
        connection.to = add(edit, target);
        connection.role = *roleFromId(role);
        const ElementId subnet = addSubnet(edit);
        if (const Service *service = edit.get<Service>(connection.to)) {
            Service changed = *service;
            if (inSubnet)
                changed.subnets = {subnet};
            if (!property.isEmpty())
                changed.properties.insert(property, Field<QVariant>(QVariant(value)));
            edit.replace(connection.to, changed);
        }
        QCOMPARE(reachOf(connection, build(edit), *m_catalog), expected);
    }

    // Default ports as the user guides of RDS and ElastiCache have them.
    void port_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QVariant>("engine");
        QTest::addColumn<QVariant>("stated");
        QTest::addColumn<int>("expected"); // 0 = not known
        const auto row = [](const char *kind, const QVariant &engine, int expected,
                            const QVariant &stated = {}) {
            QTest::addRow("%s %s", kind, qUtf8Printable(engine.toString()))
                << QString::fromLatin1(kind) << engine << stated << expected;
        };
        row("relational-database", QStringLiteral("mysql"), 3306);
        row("relational-database", QStringLiteral("aurora-postgresql"), 5432);
        row("relational-database", QStringLiteral("oracle-ee"), 1521);
        row("relational-database", QStringLiteral("sqlserver-web"), 1433);
        row("relational-database", QStringLiteral("db2-se"), 50000);
        row("relational-database", QStringLiteral("oracle-ee"), 2484, 2484);
        row("cache", QStringLiteral("memcached"), 11211);
        row("cache", QStringLiteral("valkey"), 6379);
        row("queue", {}, 0);
    }
    void port()
    {
        QFETCH(QString, kind);
        QFETCH(QVariant, engine);
        QFETCH(QVariant, stated);
        QFETCH(int, expected);
        Service service;
        service.kind = kind;
        if (engine.isValid())
            service.properties.insert(QStringLiteral("engine"), Field<QVariant>(engine));
        if (stated.isValid())
            service.properties.insert(QStringLiteral("port"), Field<QVariant>(stated));
        QCOMPARE(portOf(service, *m_catalog).value_or(0), expected);
    }

    void onlyFunctionsReachOut()
    {
        Edit edit{Design()};
        Connection connection;
        connection.from = add(edit, QStringLiteral("state-machine"));
        connection.to = add(edit, QStringLiteral("outside-system"));
        connection.role = Role::Call;
        QCOMPARE(reachOf(connection, build(edit), *m_catalog), Reach::None);
    }

    void fields()
    {
        const QString key = QStringLiteral("visibilityTimeoutS");
        Service queue;
        queue.kind = QStringLiteral("queue");
        QCOMPARE(fieldOf(queue, key, *m_catalog).origin, Origin::Default);
        QCOMPARE(fieldOf(queue, key, *m_catalog)->toInt(), 30);
        queue.properties.insert(key, Field<QVariant>(QVariant(90)));
        QCOMPARE(fieldOf(queue, key, *m_catalog)->toInt(), 90);
        QCOMPARE(fieldOf(queue, key, *m_catalog).origin, Origin::User);
        queue.properties.insert(key, Field<QVariant>::computed(QStringLiteral("!Ref Seconds")));
        QVERIFY(!fieldOf(queue, key, *m_catalog).isKnown());
        QCOMPARE(fieldOf(queue, key, *m_catalog).expression, QStringLiteral("!Ref Seconds"));
        // No documented default: unset, not zero.
        QVERIFY(fieldOf(queue, QStringLiteral("maxReceiveCount"), *m_catalog).isUnset());
        QVERIFY(fieldOf(queue, QStringLiteral("noSuchField"), *m_catalog).isUnset());
        queue.kind = QStringLiteral("no-such-kind");
        QVERIFY(fieldOf(queue, QStringLiteral("fifo"), *m_catalog).isUnset());
        QVERIFY(!kindOf(queue, *m_catalog));
    }

private:
    static ElementId add(Edit &edit, const QString &kind)
    {
        if (kind == QLatin1String("function"))
            return edit.add(Function());
        Service service;
        service.kind = kind;
        return edit.add(service);
    }

    static ElementId addSubnet(Edit &edit)
    {
        Subnet subnet;
        subnet.vpc = edit.add(Vpc());
        return edit.add(subnet);
    }

    static Design build(const Edit &edit)
    {
        const auto design = edit.result();
        return design ? *design : Design();
    }

    std::shared_ptr<const Catalog> m_catalog;
};

QTEST_GUILESS_MAIN(TestBehaviour)
#include "tst_behaviour.moc"
