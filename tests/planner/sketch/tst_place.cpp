// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/connect.h"
#include "planner/sketch/kinds.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::sketch;

class TestPlace : public QObject
{
    Q_OBJECT

    Design network() const
    {
        return designFromText(QStringLiteral(
            "vpc Main 10.0.0.0/16; zone Za in Main; zone Zb in Main; subnet A 10.0.0.0/24 in Za; "
            "subnet B 10.0.1.0/24 in Zb; fn F 512; relational-database Db in A; queue Q; "
            "load-balancer Lb"));
    }

private Q_SLOTS:
    void theRoleFollowsFromTheKinds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("role"); // empty = refused
        QTest::newRow("queue to function") << "queue A; fn B"
                                           << "trigger";
        QTest::newRow("schedule to function") << "schedule A; fn B"
                                              << "trigger";
        QTest::newRow("api to function") << "http-api A; fn B"
                                         << "trigger";
        QTest::newRow("bucket to function") << "bucket A; fn B"
                                            << "trigger";
        QTest::newRow("function to function") << "fn A; fn B"
                                              << "call";
        QTest::newRow("function to table") << "fn A; table B"
                                           << "access";
        QTest::newRow("function to database") << "fn A; relational-database B"
                                              << "access";
        QTest::newRow("function to queue") << "fn A; queue B"
                                           << "access";
        QTest::newRow("function to outside") << "fn A; outside-system B"
                                             << "call";
        QTest::newRow("function to workflow") << "fn A; state-machine B"
                                              << "call";
        QTest::newRow("topic to queue") << "topic A; queue B"
                                        << "trigger";
        QTest::newRow("queue to queue") << "queue A; queue B"
                                        << "failure";
        QTest::newRow("topic to topic") << "topic A; topic B"
                                        << "trigger";
        QTest::newRow("proxy to database") << "database-proxy A; relational-database B"
                                           << "access";
        QTest::newRow("table to queue") << "table A; queue B"
                                        << "";
        QTest::newRow("stream to pipe") << "stream A; pipe B"
                                        << "trigger";
        QTest::newRow("database to queue") << "relational-database A; queue B"
                                           << "";
        QTest::newRow("database to function") << "relational-database A; fn B"
                                              << "";
    }
    void theRoleFollowsFromTheKinds()
    {
        QFETCH(QString, text);
        QFETCH(QString, role);
        const Design design = designFromText(text);
        const Expected<Connection> made = connectionBetween(
            design, design.idOf(QStringLiteral("A")), design.idOf(QStringLiteral("B")), facts());
        QCOMPARE(made ? QString(id(made->role)) : QString(), role);
    }

    // Which roles say something between the two, in the order trigger, call, access, failure.
    void whatMayBeMeant_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("roles");
        const auto row = [](const char *text, const char *roles) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(roles);
        };
        row("fn A; fn B", "call failure");
        row("fn A; table B", "access");
        row("fn A; queue B", "access failure");
        row("fn A; bucket B", "access failure");
        row("fn A; http-api B", "call");
        row("queue A; fn B", "trigger");
        row("queue A; queue B", "failure");
        row("queue A; topic B", "");
        row("queue A; table B", "");
        row("topic A; table B", "");
        row("delivery-stream A; bucket B", "trigger access");
        row("topic A; queue B", "trigger failure");
        row("schedule A; fn B", "trigger call");
        row("schedule A; queue B", "trigger access failure");
        row("http-api A; fn B", "trigger call");
        row("http-api A; table B", "access");
        row("http-api A; queue B", "trigger access");
        row("table A; fn B", "trigger");
        row("table A; table B", "access");
        row("relational-database A; fn B", "");
        row("client A; http-api B", "trigger call");
        row("state-machine A; fn B", "trigger call");
    }
    void whatMayBeMeant()
    {
        QFETCH(QString, text);
        QFETCH(QString, roles);
        const Design design = designFromText(text);
        const ElementId a = design.idOf(QStringLiteral("A"));
        const ElementId b = design.idOf(QStringLiteral("B"));
        QStringList possible;
        for (const Role role : {Role::Trigger, Role::Call, Role::Access, Role::FailureTarget}) {
            const Expected<Connection> made = possibleAs(role, design, a, b, facts());
            if (made)
                possible.append(QString(id(role)));
            else
                QVERIFY(!toString(made.error().first().what).contains(u'{'));
        }
        QCOMPARE(possible.join(u' '), roles);
    }

    // What a connection means by itself is among what it may mean, and each follower can be
    // connected as it says.
    void followersAreWhatConnectingWouldMake()
    {
        int pairs = 0;
        QStringList kinds{QStringLiteral("function")};
        for (const catalog::ServiceKind &kind : facts().services()) {
            if (!kindNamed(kind.kind, facts()).isEmpty())
                kinds.append(kind.kind);
        }
        for (const QString &kind : std::as_const(kinds)) {
            const Expected<Placed> source = place(Design(), kind, std::nullopt, {}, facts());
            QVERIFY(source);
            const Design design = *apply(Design(), source->change);
            for (const bool failures : {false, true}) {
                const QList<Follower> offered = followers(design, source->id, failures, facts());
                for (const QString &other : std::as_const(kinds)) {
                    const Expected<Placed> target = place(design, other, std::nullopt, {}, facts());
                    const Design both = *apply(design, target->change);
                    const Expected<Connection> made = failures
                        ? failureBetween(both, source->id, target->id, facts())
                        : connectionBetween(both, source->id, target->id, facts());
                    const auto found
                        = std::find_if(offered.begin(), offered.end(),
                                       [&](const Follower &one) { return one.what == other; });
                    const QByteArray pair = (kind + u' ' + other).toUtf8();
                    QVERIFY2((found != offered.end()) == made.has_value(), pair);
                    if (!made)
                        continue;
                    QCOMPARE(found->role, made->role);
                    QCOMPARE(found->reads, made->reads.valueOr(false));
                    QCOMPARE(found->writes, made->writes.valueOr(false));
                    QVERIFY2(possibleAs(made->role, both, source->id, target->id, facts()), pair);
                    ++pairs;
                }
            }
        }
        QVERIFY(pairs > 1000);
    }

    void whatMostlyFollowsComesFirst()
    {
        const Design design = designFromText(QStringLiteral("fn F; queue Q; http-api A; vpc V"));
        const auto first = [&](const char *name, bool failures) {
            const QList<Follower> all
                = followers(design, design.idOf(QLatin1String(name)), failures, facts());
            return all.isEmpty() ? QString() : all.first().what;
        };
        QCOMPARE(first("F", false), QStringLiteral("table"));
        QCOMPARE(first("Q", false), QStringLiteral("function"));
        QCOMPARE(first("A", false), QStringLiteral("function"));
        QCOMPARE(first("F", true), QStringLiteral("queue"));
        QCOMPARE(first("A", true), QString()); // who calls it sees the failure
        QCOMPARE(first("V", false), QString());
    }

    void refusesSelfTwiceAndContainers()
    {
        const Design design = designFromText(QStringLiteral("vpc V; fn F; queue Q -> F"));
        const ElementId f = design.idOf(QStringLiteral("F"));
        const ElementId q = design.idOf(QStringLiteral("Q"));
        const auto code = [&](ElementId from, ElementId to) {
            const auto made = connectionBetween(design, from, to, facts());
            return made ? QString() : made.error().first().code;
        };
        QCOMPARE(code(f, f), QStringLiteral("sketch.connect-self"));
        QCOMPARE(code(q, f), QStringLiteral("sketch.connect-twice"));
        QCOMPARE(code(f, design.idOf(QStringLiteral("V"))), QStringLiteral("sketch.connect-kind"));
        QCOMPARE(code(f, q), QString());
    }

    void aPartOfANetworkNeedsOne_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"zone", "subnet", "nat-gateway", "internet-gateway",
                                 "gateway-endpoint", "interface-endpoint"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void aPartOfANetworkNeedsOne()
    {
        QFETCH(QString, what);
        const Expected<Placed> placed = place(Design(), what, std::nullopt, {}, facts());
        QVERIFY(!placed);
        QCOMPARE(placed.error().first().code, QStringLiteral("sketch.needs-network"));
    }

    void aSubnetGoesIntoTheZoneItIsDroppedOn()
    {
        const Design design = network();
        const ElementId zone = design.idOf(QStringLiteral("Zb"));
        const Expected<Placed> placed
            = place(design, QStringLiteral("subnet"), std::nullopt, zone, facts());
        const Expected<Design> next = apply(design, placed->change);
        QCOMPARE(next->get<Subnet>(placed->id)->zone, zone);
        QCOMPARE(next->get<Subnet>(placed->id)->vpc, design.idOf(QStringLiteral("Main")));
    }

    void onlyWhatHasAnAddressThereGoesIntoASubnet()
    {
        const Design design = network();
        const ElementId a = design.idOf(QStringLiteral("A"));
        const auto fits = [&](const char *name) {
            return takes(design, a, *design.find(design.idOf(QLatin1String(name))), facts());
        };
        QVERIFY(fits("F"));
        QVERIFY(fits("Db"));
        QVERIFY(fits("Lb"));
        QVERIFY(!fits("Q"));
        QVERIFY(!fits("Main"));
    }

    void kindsByTheirWords_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *words, const char *kind) {
            QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(kind);
        };
        row("fn", "function");
        row("Lambda", "function");
        row("sqs", "queue");
        row("QUEUE", "queue");
        row("api", "http-api");
        row("step functions", "state-machine");
        row("availability zone", "zone");
        row("nat gateway", "nat-gateway");
        row("invoke permission", ""); // only configures others
        row("unknown", "");
        row("orders", "");
        row("", "");
    }
    void kindsByTheirWords()
    {
        QFETCH(QString, words);
        QTEST(kindNamed(words, facts()), "kind");
    }

    // Each kind has a word that leads back to it.
    void everyKindHasAWord()
    {
        int kinds = 0;
        for (const catalog::ServiceKind &kind : facts().services()) {
            if (kindNamed(kind.kind, facts()).isEmpty())
                continue;
            const QString word = wordFor(kind.kind, facts());
            QVERIFY2(!word.contains(u' '), qPrintable(word));
            QCOMPARE(kindNamed(word, facts()), kind.kind);
            ++kinds;
        }
        QVERIFY(kinds >= 40);
        QCOMPARE(wordFor(QStringLiteral("function"), facts()), QStringLiteral("fn"));
        QCOMPARE(wordFor(QStringLiteral("queue"), facts()), QStringLiteral("sqs"));
    }
};

QTEST_GUILESS_MAIN(TestPlace)
#include "tst_place.moc"
