// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layers.h"
#include "planner/layout/layout.h"
#include "planner/layout/pack.h"
#include "planner/model/edit.h"
#include "tests/planner/layout/made_up_design.h"
#include "tests/planner/layout/picture.h"
#include "tests/support/design_text.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::layout;
using namespace stratoplan::layout::testing;

class TestLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rectangles()
    {
        const Rect a{0, 0, 10, 10};
        QVERIFY(a.contains({0, 0, 10, 10}));
        QVERIFY(!a.contains({1, 1, 10, 2}));
        QVERIFY(a.overlaps({9, 9, 5, 5}));
        QVERIFY(!a.overlaps({10, 0, 5, 5}));
        QCOMPARE(a.united({20, -5, 5, 5}), (Rect{0, -5, 25, 15}));
        QCOMPARE(a.united({}), a);
        QCOMPARE(Rect{}.united(a), a);
    }

    void randomDesigns_data()
    {
        QTest::addColumn<int>("elements");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::addRow("%d", seed) << 4 + seed * 2;
    }
    void randomDesigns()
    {
        const auto seed = static_cast<quint32>(QByteArray(QTest::currentDataTag()).toInt());
        QFETCH(int, elements);
        const Design design = randomDesign(seed, elements);
        const Change change = arrange(design, configuration, false);
        for (const ElementChange &element : change.elements) {
            QVERIFY(element.before && element.after);
            Element moved = *element.before;
            common(moved).position = common(*element.after).position;
            QVERIFY2(moved == *element.after, "something else than a position has changed");
            QCOMPARE(*element.before, *design.find(element.id));
        }
        QVERIFY(!change.settings);
        QCOMPARE(arrange(design, configuration, false), change);

        const Design placed = arranged(design);
        const Scene drawn = scene(placed, configuration);
        QVERIFY2(faultOfBoxes(drawn, placed).isEmpty(), qPrintable(faultOfBoxes(drawn, placed)));
        QVERIFY2(faultOfLines(drawn, placed).isEmpty(), qPrintable(faultOfLines(drawn, placed)));
        for (const auto &[id, element] : placed.elements()) {
            const std::optional<Point> &position = common(*element).position;
            const Scene::Box *box = drawn.box(id);
            const bool kept = std::holds_alternative<Function>(*element)
                || std::holds_alternative<Service>(*element)
                || std::holds_alternative<Note>(*element);
            if (kept)
                QVERIFY2(box, qPrintable(common(*element).name));
            if (box && position)
                QVERIFY2(Point({box->rect.x, box->rect.y}) == *position,
                         qPrintable(common(*element).name));
        }
        // Arranged once more it stays as it is.
        QVERIFY(arrange(placed, configuration, false).isEmpty());
    }

    void unconnectedEdgesHaveTracksOfTheirOwn()
    {
        double sum = 0;
        double length = 0;
        for (quint32 seed = 100; seed < 120; ++seed) {
            const Design placed = arranged(randomDesign(seed, 40));
            const Scene drawn = scene(placed, configuration);
            sum += doubled(drawn, placed);
            for (const Scene::Line &line : drawn.lines) {
                for (size_t i = 0; i + 1 < line.points.size(); ++i)
                    length += run(line.points[i], line.points[i + 1]).width
                        + run(line.points[i], line.points[i + 1]).height;
            }
        }
        QVERIFY2(sum < length / 100, qPrintable(QStringLiteral("%1 of %2").arg(sum).arg(length)));
    }

    // Positions by hand, at random, also on one another: geometry is made all the same.
    void anyPositions()
    {
        for (quint32 seed = 200; seed < 230; ++seed) {
            const Design design = randomDesign(seed, 30);
            QRandomGenerator random(seed);
            Edit edit(design);
            for (const auto &[id, element] : design.elements()) {
                if (random.bounded(3) > 0)
                    edit.setPosition(
                        id, Point{double(random.bounded(1500)), double(random.bounded(900))});
            }
            const Design moved = *edit.result();
            const Scene drawn = scene(moved, configuration);
            qsizetype nodes = 0;
            for (const Scene::Box &box : drawn.boxes) {
                nodes += box.shape == Shape::Node || box.shape == Shape::Chip;
                if (box.container && box.shape != Shape::Border)
                    QVERIFY(drawn.box(box.container)->rect.contains(box.rect));
            }
            QCOMPARE(nodes, moved.all<Function>().size() + moved.all<Service>().size());
            for (const Scene::Line &line : drawn.lines)
                QVERIFY(line.points.size() >= 2);
        }
    }

    // Without positions nothing overlaps either.
    void withoutPositions()
    {
        for (quint32 seed = 300; seed < 320; ++seed) {
            const Design design = randomDesign(seed, 30);
            const Scene drawn = scene(design, configuration);
            QVERIFY2(faultOfBoxes(drawn, design).isEmpty(),
                     qPrintable(faultOfBoxes(drawn, design)));
            QVERIFY2(faultOfLines(drawn, design).isEmpty(),
                     qPrintable(faultOfLines(drawn, design)));
        }
    }

    void functionSpansItsZones()
    {
        const Design design = arranged(designFromText(QStringLiteral(
            "vpc Net 10.0.0.0/16\nzone A in Net\nzone B in Net\n"
            "subnet AppA 10.0.0.0/24 in A private\nsubnet AppB 10.0.1.0/24 in B private\n"
            "subnet DataA 10.0.2.0/24 in A private\nsubnet DataB 10.0.3.0/24 in B private\n"
            "fn Pay in AppA,AppB\nfn Lone in AppA\nrelational-database Stock in DataA,DataB\n"
            "fn Free\nPay -- Stock\n")));
        const Scene drawn = scene(design, configuration);
        const auto rect
            = [&](const char *name) { return drawn.box(design.idOf(QLatin1String(name)))->rect; };
        QVERIFY(rect("Pay").overlaps(rect("AppA")));
        QVERIFY(rect("Pay").overlaps(rect("AppB")));
        QVERIFY(!rect("Pay").overlaps(rect("DataA")));
        QVERIFY(rect("Stock").overlaps(rect("DataA")) && rect("Stock").overlaps(rect("DataB")));
        QVERIFY(rect("AppA").contains(rect("Lone")));
        QVERIFY(!rect("Net").overlaps(rect("Free")));
        const Scene::Box &pay = *drawn.box(design.idOf(QStringLiteral("Pay")));
        QCOMPARE(pay.container, design.idOf(QStringLiteral("Net")));
        QCOMPARE(drawn.box(design.idOf(QStringLiteral("Lone")))->container,
                 design.idOf(QStringLiteral("AppA")));
        QCOMPARE(drawn.box(design.idOf(QStringLiteral("AppA")))->container,
                 design.idOf(QStringLiteral("A")));
        QCOMPARE(pay.interfaces.size(), size_t(2));
        QCOMPARE(pay.notches.size(), size_t(1));
        QVERIFY(pay.notches[0] > rect("AppA").right() && pay.notches[0] < rect("AppB").x);
        // Zones have one height, subnets of a tier too; the database's tier is below the
        // function's.
        QCOMPARE(rect("A").height, rect("B").height);
        QCOMPARE(rect("AppA").y, rect("AppB").y);
        QCOMPARE(rect("AppA").height, rect("AppB").height);
        QVERIFY(rect("DataA").y > rect("AppA").bottom());
        // The same width from zone to zone whatever is beside it.
        QVERIFY(rect("Pay").width > 192);
    }

    void orderInsideFollowsPositions()
    {
        for (const bool oneFirst : {true, false}) {
            Edit edit(designFromText(QStringLiteral("vpc Net\nsubnet S 10.0.0.0/24 in Net\n"
                                                    "fn One in S\nfn Two in S\n")));
            edit.setPosition(edit.idOf(QStringLiteral("One")), Point{0, oneFirst ? 0.0 : 500.0});
            edit.setPosition(edit.idOf(QStringLiteral("Two")), Point{0, 250});
            const Design design = *edit.result();
            const Scene drawn = scene(design, {});
            const double one = drawn.box(design.idOf(QStringLiteral("One")))->rect.y;
            const double two = drawn.box(design.idOf(QStringLiteral("Two")))->rect.y;
            QCOMPARE(one < two, oneFirst);
        }
    }

    void chipsStandBelow()
    {
        const Design design = arranged(designFromText(
            QStringLiteral("fn A -> B\nfn B\nrole R\nrole S\npermission P\nR -> A\n")));
        const Scene drawn = scene(design, configuration);
        const double bottom = std::max(drawn.box(design.idOf(QStringLiteral("A")))->rect.bottom(),
                                       drawn.box(design.idOf(QStringLiteral("B")))->rect.bottom());
        Rect frame;
        for (const Scene::Box &box : drawn.boxes) {
            if (box.shape == Shape::ConfigurationBox)
                frame = box.rect;
        }
        QVERIFY(frame.y > bottom);
        for (const char *name : {"R", "S", "P"})
            QVERIFY(frame.contains(drawn.box(design.idOf(QLatin1String(name)))->rect));
        QCOMPARE(drawn.lines.size(), size_t(1)); // none to a chip
    }

    void layersRunFromLeftToRight()
    {
        for (bool useDot : {false, true}) {
            const Design design
                = arranged(designFromText(QStringLiteral(
                               "http-api Api -> A\nfn A -- T\nbucket T\nA -> B\nfn B\n"
                               "schedule Night -> B\n")),
                           useDot);
            const Scene drawn = scene(design, configuration);
            const auto rect = [&](const char *name) {
                return drawn.box(design.idOf(QLatin1String(name)))->rect;
            };
            QVERIFY(rect("Api").right() < rect("A").x);
            QVERIFY(rect("A").right() < rect("T").x);
            QVERIFY(rect("A").right() < rect("B").x);
            QVERIFY(rect("Night").right() < rect("B").x);
        }
    }

    // Cycles are broken, not followed for ever; loops are drawn.
    void cyclesAndLoops()
    {
        const Design design
            = arranged(designFromText(QStringLiteral("fn A -> B\nfn B -> C\nfn C -> A\nA -> A\n")));
        const Scene drawn = scene(design, configuration);
        QCOMPARE(drawn.lines.size(), size_t(4));
        QVERIFY(faultOfLines(drawn, design).isEmpty());
        QVERIFY(faultOfBoxes(drawn, design).isEmpty());
    }

    void publicSubnets()
    {
        const Design design = designFromText(QStringLiteral(
            "vpc Net\ngateway internet Way in Net\ntable Open in Net 0.0.0.0/0>Way\n"
            "table Shut in Net\nsubnet A in Net routeTable=Open\nsubnet B in Net routeTable=Shut\n"
            "subnet C in Net public\n"));
        QVERIFY(isPublic(*design.named<Subnet>(QStringLiteral("A")), design));
        QVERIFY(!isPublic(*design.named<Subnet>(QStringLiteral("B")), design));
        QVERIFY(isPublic(*design.named<Subnet>(QStringLiteral("C")), design));
    }

    void dotDoesAsWell()
    {
        for (quint32 seed = 400; seed < 406; ++seed) {
            const Design design = randomDesign(seed, 40);
            const Design placed = arranged(design, true);
            const Scene drawn = scene(placed, configuration);
            QVERIFY2(faultOfBoxes(drawn, placed).isEmpty(),
                     qPrintable(faultOfBoxes(drawn, placed)));
            QVERIFY2(faultOfLines(drawn, placed).isEmpty(),
                     qPrintable(faultOfLines(drawn, placed)));
            QCOMPARE(arrange(design, configuration, true), arrange(design, configuration, true));
        }
    }

    void withoutTheProgramDot()
    {
        const Design design = randomDesign(7, 40);
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nonexistent");
        const Change change = arrange(design, configuration, true);
        qputenv("PATH", path);
        QCOMPARE(change, arrange(design, configuration, false));
    }

    // A program of that name that fails, prints something else, or never ends.
    void withABadProgramDot_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("fails") << QByteArray("#!/bin/sh\nexit 1\n");
        QTest::newRow("other output") << QByteArray("#!/bin/sh\necho hello\n");
        QTest::newRow("a node of no number") << QByteArray("#!/bin/sh\necho node 99 1 1 1 1\n");
        QTest::newRow("never ends") << QByteArray("#!/bin/sh\nexec sleep 60\n");
    }
    void withABadProgramDot()
    {
        QFETCH(QByteArray, script);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("dot")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", folder.path().toUtf8() + ':' + path);
        LayerGraph graph;
        graph.sizes = {{192, 64}, {192, 64}};
        graph.arcs = {{0, 1, 0, 0}};
        const std::optional<Layers> layers = dotLayers(graph, 300);
        qputenv("PATH", path);
        QVERIFY(!layers);
    }

    void packing()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 50; ++round) {
            std::vector<Size> sizes;
            double area = 0;
            for (int i = 0; i < 1 + round; ++i) {
                sizes.push_back({16.0 * random.bounded(1, 40), 16.0 * random.bounded(1, 30)});
                area += (sizes.back().width + 64) * (sizes.back().height + 64);
            }
            const Packing packing = packToAspect(sizes, 64, 1.6, 0);
            QCOMPARE(packing.places.size(), sizes.size());
            for (size_t i = 0; i < sizes.size(); ++i) {
                const Rect a{packing.places[i].x, packing.places[i].y, sizes[i].width,
                             sizes[i].height};
                QVERIFY(a.x >= 0 && a.y >= 0 && a.right() <= packing.size.width
                        && a.bottom() <= packing.size.height);
                for (size_t j = 0; j < i; ++j) {
                    const Rect b{packing.places[j].x, packing.places[j].y, sizes[j].width,
                                 sizes[j].height};
                    QVERIFY(!a.grown(63).overlaps(b));
                }
            }
            if (sizes.size() > 10) {
                const double ratio = packing.size.width / packing.size.height;
                QVERIFY2(ratio > 0.9 && ratio < 2.8, qPrintable(QString::number(ratio)));
                QVERIFY(packing.size.width * packing.size.height < 1.8 * area);
            }
        }
    }

    // Templates of this size are mostly resources without connection: no column of 30,000 pixels.
    void largeDesignsStayCompact()
    {
        for (quint32 seed = 500; seed < 506; ++seed) {
            const Design placed = arranged(randomDesign(seed, 260));
            const Scene drawn = scene(placed, configuration);
            const double ratio = drawn.bounds.width / drawn.bounds.height;
            QVERIFY2(ratio > 0.4 && ratio < 4,
                     qPrintable(QStringLiteral("seed %1: %2 x %3")
                                    .arg(seed)
                                    .arg(drawn.bounds.width)
                                    .arg(drawn.bounds.height)));
        }
    }

    void fiveHundredResources()
    {
        const Design design = randomDesign(900, 500);
        QElapsedTimer timer;
        timer.start();
        const Design placed = arranged(design);
        const qint64 arranging = timer.restart();
        const Scene drawn = scene(placed, configuration);
        const qint64 drawing = timer.elapsed();
        qInfo("500 resources: arranged in %lld ms, drawn in %lld ms, %zu lines, %.0f x %.0f",
              arranging, drawing, drawn.lines.size(), drawn.bounds.width, drawn.bounds.height);
        QVERIFY(faultOfBoxes(drawn, placed).isEmpty());
        QVERIFY2(faultOfLines(drawn, placed).isEmpty(), qPrintable(faultOfLines(drawn, placed)));
    }
};

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
