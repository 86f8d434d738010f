// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/design_text.h"
#include "widgets/canvas/edits.h"
#include "widgets/canvas/placeable.h"
#include "widgets/document/open_file.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::canvas;

class TestEdits : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    Design network() const
    {
        return designFromText(QStringLiteral(
            "vpc Main 10.0.0.0/16; zone Za in Main; zone Zb in Main; subnet A 10.0.0.0/24 in Za; "
            "subnet B 10.0.1.0/24 in Zb; fn F 512; relational-database Db in A; queue Q"));
    }
    layout::Scene sceneOf(const Design &design) const
    {
        return layout::scene(design, configurationKinds(*m_catalog));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

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
        QTest::newRow("database to function") << "relational-database A; fn B"
                                              << "";
    }
    void theRoleFollowsFromTheKinds()
    {
        QFETCH(QString, text);
        QFETCH(QString, role);
        const Design design = designFromText(text);
        const Expected<Connection> made = canvas::connectionBetween(
            design, design.idOf(QStringLiteral("A")), design.idOf(QStringLiteral("B")), *m_catalog);
        QCOMPARE(made ? QString(id(made->role)) : QString(), role);
    }

    void refusesSelfTwiceAndContainers()
    {
        const Design design = designFromText(QStringLiteral("vpc V; fn F; queue Q -> F"));
        const ElementId f = design.idOf(QStringLiteral("F"));
        const ElementId q = design.idOf(QStringLiteral("Q"));
        const auto code = [&](ElementId from, ElementId to) {
            const auto made = canvas::connectionBetween(design, from, to, *m_catalog);
            return made ? QString() : made.error().first().code;
        };
        QCOMPARE(code(f, f), QStringLiteral("canvas.connect-self"));
        QCOMPARE(code(q, f), QStringLiteral("canvas.connect-twice"));
        QCOMPARE(code(f, design.idOf(QStringLiteral("V"))), QStringLiteral("canvas.connect-kind"));
        QCOMPARE(code(f, q), QString());
    }

    void placesEverythingThatThePaletteOffers()
    {
        Design design = network();
        const ElementId subnet = design.idOf(QStringLiteral("A"));
        for (const PlaceableGroup &group : placeableGroups(*m_catalog)) {
            for (const Placeable &entry : group.entries) {
                const Expected<Placed> placed
                    = place(design, entry.what, {64, 96}, subnet, *m_catalog);
                QVERIFY2(placed, qPrintable(entry.what));
                Expected<Design> next = apply(design, placed->change);
                QVERIFY2(next, qPrintable(entry.what));
                QVERIFY2(next->find(placed->id), qPrintable(entry.what));
                QVERIFY2(!entry.label.isEmpty(), qPrintable(entry.what));
                design = *std::move(next);
            }
        }
        QVERIFY(design.all<Function>().last()->inVpc);
        QCOMPARE(design.all<Function>().last()->subnets, QList<ElementId>{subnet});
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
        const Expected<Placed> placed = place(Design(), what, {}, {}, *m_catalog);
        QVERIFY(!placed);
        QCOMPARE(placed.error().first().code, QStringLiteral("canvas.needs-network"));
    }

    void aSubnetGoesIntoTheZoneItIsDroppedOn()
    {
        const Design design = network();
        const ElementId zone = design.idOf(QStringLiteral("Zb"));
        const Expected<Placed> placed
            = place(design, QStringLiteral("subnet"), {}, zone, *m_catalog);
        const Expected<Design> next = apply(design, placed->change);
        QCOMPARE(next->get<Subnet>(placed->id)->zone, zone);
        QCOMPARE(next->get<Subnet>(placed->id)->vpc, design.idOf(QStringLiteral("Main")));
    }

    void movingIntoAndOutOfASubnet()
    {
        Design design = network();
        const ElementId f = design.idOf(QStringLiteral("F"));
        const ElementId a = design.idOf(QStringLiteral("A"));
        const ElementId b = design.idOf(QStringLiteral("B"));
        const auto move = [&](ElementId into, bool add) {
            const Change change
                = moveInto(design, sceneOf(design), {f}, {16, 0}, into, add, *m_catalog);
            design = *apply(design, change);
            return *design.get<Function>(f);
        };
        Function moved = move(a, false);
        QCOMPARE(moved.subnets, QList<ElementId>{a});
        QVERIFY(moved.inVpc);
        QVERIFY(moved.position);
        moved = move(b, true);
        QCOMPARE(moved.subnets, (QList<ElementId>{a, b}));
        moved = move(b, false); // stands there already: keeps both
        QCOMPARE(moved.subnets, (QList<ElementId>{a, b}));
        moved = move({}, false);
        QVERIFY(moved.subnets.isEmpty());
        QVERIFY(!moved.inVpc);
    }

    void onlyWhatHasAPrivateAddressGoesIntoASubnet()
    {
        const Design design = network();
        const ElementId a = design.idOf(QStringLiteral("A"));
        const auto fits = [&](const char *name) {
            return takes(design, a, *design.find(design.idOf(QLatin1String(name))), *m_catalog);
        };
        QVERIFY(fits("F"));
        QVERIFY(fits("Db"));
        QVERIFY(!fits("Q"));
        QVERIFY(!fits("Main"));
    }

    void removingTheLastSubnetPutsFunctionsOutside()
    {
        const Design design
            = designFromText(QStringLiteral("vpc Main; subnet A in Main; fn F in A; queue Q -> F"));
        const Expected<Design> left
            = apply(design, canvas::remove(design, {design.idOf(QStringLiteral("Main"))}));
        QVERIFY(left);
        const auto *function = left->named<Function>(QStringLiteral("F"));
        QVERIFY(function);
        QVERIFY(!function->inVpc);
        QVERIFY(!left->idOf(QStringLiteral("A")));
        QCOMPARE(left->all<Connection>().size(), 1);
    }

    void movingAVpcTakesAlongWhatItHolds()
    {
        const Design design = network();
        const ElementId vpc = design.idOf(QStringLiteral("Main"));
        const layout::Scene before = sceneOf(design);
        const Design moved = *apply(design, moveBy(design, before, {vpc}, {160, 80}));
        const layout::Scene after = sceneOf(moved);
        for (const char *name : {"Main", "Za", "A", "B", "Db"}) {
            const ElementId id = design.idOf(QLatin1String(name));
            const layout::Rect was = before.box(id)->rect;
            const layout::Rect is = after.box(id)->rect;
            QVERIFY2(is == was.translated(160, 80), name);
        }
    }

    void arrowsWalkToTheNearest()
    {
        layout::Scene scene;
        const auto add = [&](quint32 id, double x, double y) {
            layout::Scene::Box box;
            box.id = ElementId{id};
            box.rect = {x, y, 192, 64};
            scene.boxes.push_back(box);
        };
        add(1, 0, 0);
        add(2, 300, 0);
        add(3, 600, 0);
        add(4, 0, 200);
        QCOMPARE(neighbour(scene, ElementId{1}, {1, 0}), ElementId{2});
        QCOMPARE(neighbour(scene, ElementId{3}, {-1, 0}), ElementId{2});
        QCOMPARE(neighbour(scene, ElementId{1}, {0, 1}), ElementId{4});
        QCOMPARE(neighbour(scene, ElementId{1}, {0, -1}), ElementId{});
    }
};

QTEST_MAIN(TestEdits)
#include "tst_edits.moc"
