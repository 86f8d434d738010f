// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/place.h"
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

    void placesEverythingThatThePaletteOffers()
    {
        Design design = network();
        const ElementId subnet = design.idOf(QStringLiteral("A"));
        for (const PlaceableGroup &group : placeableGroups(*m_catalog)) {
            for (const Placeable &entry : group.entries) {
                if (entry.what.startsWith(patternPrefix))
                    continue; // many elements at once
                const Expected<sketch::Placed> placed
                    = sketch::place(design, entry.what, Point{64, 96}, subnet, *m_catalog);
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
