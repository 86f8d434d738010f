// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/labels.h"
#include "planner/layout/layout.h"
#include "planner/layout/pack.h"
#include "planner/layout/route.h"
#include "planner/model/edit.h"
#include "tests/planner/layout/made_up_design.h"
#include "tests/planner/layout/picture.h"
#include "tests/support/design_text.h"

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
        const Change change = arrange(design, configuration);
        QVERIFY(onlyMoves(change));
        for (const ElementChange &element : change.elements)
            QCOMPARE(*element.before, *design.find(element.id));
        QCOMPARE(arrange(design, configuration), change);

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
        QVERIFY(arrange(placed, configuration).isEmpty());
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
        const Design design = arranged(
            designFromText(QStringLiteral("http-api Api -> A\nfn A -- T\nbucket T\nA -> B\nfn B\n"
                                          "schedule Night -> B\n")));
        const Scene drawn = scene(design, configuration);
        const auto rect
            = [&](const char *name) { return drawn.box(design.idOf(QLatin1String(name)))->rect; };
        QVERIFY(rect("Api").right() < rect("A").x);
        QVERIFY(rect("A").right() < rect("T").x);
        QVERIFY(rect("A").right() < rect("B").x);
        QVERIFY(rect("Night").right() < rect("B").x);
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

    // The effort of the router, counted instead of timed: the graph that it searches grows with the
    // design, and a wire looks at a part of it.
    void effortGrowsWithTheDesign()
    {
        struct Effort
        {
            double nodes; // of the graph, for each box
            double states; // looked at for each wire
        };
        const auto effortOf = [](int elements) {
            const Design placed = arranged(randomDesign(900, elements));
            const Scene drawn = scene(placed, configuration);
            std::vector<Wire> wires;
            Ground ground;
            for (const Scene::Box &box : drawn.boxes) {
                if (box.shape == Shape::Node || box.shape == Shape::Border)
                    ground.boxes.push_back(box.rect);
            }
            for (const Scene::Line &line : drawn.lines) {
                const auto *connection = placed.get<Connection>(line.connection);
                Wire wire;
                wire.connection = connection->id;
                wire.from = connection->from;
                wire.to = connection->to;
                wire.role = connection->role;
                wire.source = drawn.box(wire.from)->rect;
                wire.target = drawn.box(wire.to)->rect;
                wire.sourceColumn = wire.source.center().x;
                wire.targetColumn = wire.target.center().x;
                wires.push_back(wire);
            }
            const RouteEffort effort = route(wires, ground, {});
            const Effort made{
                static_cast<double>(effort.nodes) / static_cast<double>(ground.boxes.size()),
                static_cast<double>(effort.expanded) / static_cast<double>(wires.size())};
            qInfo("%d elements: %.0f nodes a box, %.0f states a wire", elements, made.nodes,
                  made.states);
            return made;
        };
        const Effort small = effortOf(100);
        const Effort large = effortOf(500);
        // A full grid would have 5 times the nodes a box.
        QVERIFY2(large.nodes < 3 * small.nodes, qPrintable(QString::number(large.nodes)));
        QVERIFY2(large.states < 8 * small.states, qPrintable(QString::number(large.states)));
        // A search without a sense of direction looked at 1,010.
        QVERIFY2(large.states < 800, qPrintable(QString::number(large.states)));
    }

    void fiveHundredResources()
    {
        const Design placed = arranged(randomDesign(900, 500));
        const Scene drawn = scene(placed, configuration);
        QVERIFY2(faultOfBoxes(drawn, placed).isEmpty(), qPrintable(faultOfBoxes(drawn, placed)));
        QVERIFY2(faultOfLines(drawn, placed).isEmpty(), qPrintable(faultOfLines(drawn, placed)));
    }

    // Boxes that face one another are joined by a straight edge, also when their middles differ.
    void facingBoxesAreJoinedStraight()
    {
        Edit edit(designFromText(QStringLiteral("fn A -> B\nfn B\n")));
        for (const double offset : {0.0, 8.0, 16.0, 32.0}) {
            edit.setPosition(edit.idOf(QStringLiteral("A")), Point{0, 0});
            edit.setPosition(edit.idOf(QStringLiteral("B")), Point{320, offset});
            const Scene drawn = scene(*edit.result(), {});
            QCOMPARE(drawn.lines.at(0).points.size(), size_t(2));
        }
    }

    // In the order of the text the edges cross; in a better one they do not.
    void orderSavesCrossings()
    {
        const Design design = arranged(designFromText(
            QStringLiteral("fn A\nfn B\nfn C\nfn D\nbucket U\nbucket V\nbucket W\nbucket X\n"
                           "A -- X\nB -- W\nC -- V\nD -- U\nA -- W\nC -- U\nB -- V\n")));
        QCOMPARE(qualityOf(scene(design, {}), design).crossings, 0);
    }

    // An edge that passes a column has room between its nodes.
    void longEdgesPassBetweenNodes()
    {
        const Design design = arranged(designFromText(
            QStringLiteral("http-api Api -> A\nfn A -> B\nfn B -> C\nfn C\nApi -> C\n")));
        const Scene drawn = scene(design, {});
        QVERIFY(faultOfLines(drawn, design).isEmpty());
        QCOMPARE(qualityOf(drawn, design).crossings, 0);
        QVERIFY(qualityOf(drawn, design).bends <= 4);
    }

    // What has no connection stands beside a drawing that is high.
    void looseNodesFillThePicture()
    {
        QString text;
        for (int i = 0; i < 9; ++i)
            text += QStringLiteral("http-api Api%1 -> F%1\nfn F%1 -- T\n").arg(i);
        text += QStringLiteral("bucket T\n");
        for (int i = 0; i < 20; ++i)
            text += QStringLiteral("alarm Loose%1\n").arg(i);
        const Design design = arranged(designFromText(text));
        const Scene drawn = scene(design, {});
        const Rect &first = drawn.box(design.idOf(QStringLiteral("Loose0")))->rect;
        QVERIFY(first.x > drawn.box(design.idOf(QStringLiteral("T")))->rect.right());
        const double ratio = drawn.bounds.width / drawn.bounds.height;
        QVERIFY2(ratio > 1 && ratio < 2.4, qPrintable(QString::number(ratio)));
    }

    void provisionalLinesFollowTheirEnds()
    {
        for (quint32 seed = 1; seed <= 20; ++seed) {
            const Design design = arranged(randomDesign(seed, 40));
            const Scene before = scene(design, configuration);
            // Nothing moved: nothing is provisional.
            const Scene same = provisionalScene(design, configuration, before);
            QCOMPARE(same.lines.size(), before.lines.size());
            for (size_t i = 0; i < same.lines.size(); ++i) {
                QVERIFY(same.lines[i].points == before.lines[i].points);
                QVERIFY(same.lines[i].label == before.lines[i].label);
            }

            // One node outside every network moves: the lines at it are laid anew, others stay.
            ElementId moved;
            for (const Scene::Box &box : before.boxes) {
                if (box.shape == Shape::Node && !box.container)
                    moved = box.id;
            }
            if (!moved)
                continue;
            Edit edit(design);
            const Point at = *common(*design.find(moved)).position;
            edit.setPosition(moved, Point{at.x + 32, at.y + 4000});
            const Design next = *edit.result();
            const Scene now = provisionalScene(next, configuration, before);
            const Scene exact = scene(next, configuration);
            QCOMPARE(now.boxes.size(), exact.boxes.size());
            for (size_t i = 0; i < now.boxes.size(); ++i) {
                QCOMPARE(now.boxes[i].id, exact.boxes[i].id);
                QCOMPARE(now.boxes[i].rect, exact.boxes[i].rect);
            }
            for (const Scene::Line &line : now.lines) {
                const auto *connection = next.get<Connection>(line.connection);
                const bool concerned = connection->from == moved || connection->to == moved;
                const auto old = std::find_if(
                    before.lines.begin(), before.lines.end(),
                    [&](const Scene::Line &one) { return one.connection == line.connection; });
                const auto rectAt = [&](ElementId id) { return now.box(id)->rect.grown(0.01); };
                const bool chips = before.boxes.back().shape == Shape::Chip;
                if (!concerned && !chips) {
                    QVERIFY(line.points == old->points);
                    QVERIFY(line.label == old->label);
                }
                // On a piece of its line, or where that begins.
                bool isOnIt = line.label == line.points.front();
                for (size_t i = 0; i + 1 < line.points.size(); ++i) {
                    const Point &a = line.points[i];
                    const Point &b = line.points[i + 1];
                    isOnIt = isOnIt
                        || (std::abs(line.label.y - a.y) < 0.01 && std::abs(a.y - b.y) < 0.01
                            && line.label.x >= std::min(a.x, b.x)
                            && line.label.x <= std::max(a.x, b.x));
                }
                QVERIFY(isOnIt);
                // Joined to both ends wherever they are.
                QVERIFY(rectAt(connection->from)
                            .contains({line.points.front().x, line.points.front().y, 0, 0}));
                QVERIFY(rectAt(connection->to)
                            .contains({line.points.back().x, line.points.back().y, 0, 0}));
            }
        }
    }

    void labelsAvoidCrossings_data()
    {
        QTest::addColumn<QList<QList<Point>>>("others");
        QTest::addColumn<double>("expected"); // middle of the longest free piece of 0 to 300
        QTest::addColumn<double>("room"); // twice what is free on the narrower side, less 8
        using Lines = QList<QList<Point>>;
        const QList<Point> across{{100, -50}, {100, 50}};
        QTest::newRow("alone") << Lines() << 150.0 << 284.0;
        QTest::newRow("one across") << Lines{across} << 200.0 << 184.0;
        QTest::newRow("one that ends above") << Lines{{{100, -50}, {100, -20}}} << 150.0 << 284.0;
        QTest::newRow("two across") << Lines{across, {{250, -50}, {250, 50}}} << 175.0 << 134.0;
        QTest::newRow("one beside") << Lines{{{0, 5}, {120, 5}}} << 210.0 << 164.0;
        // What is across ends within what lies beside, which takes 0 to 240.
        QTest::newRow("one across one beside")
            << Lines{across, {{0, 5}, {240, 5}}} << 270.0 << 44.0;
    }
    void labelsAvoidCrossings()
    {
        QFETCH(QList<QList<Point>>, others);
        QFETCH(double, expected);
        QFETCH(double, room);
        std::vector<Scene::Line> lines(1);
        lines[0].points = {{0, 0}, {300, 0}};
        for (const QList<Point> &points : others) {
            Scene::Line line;
            line.points.assign(points.cbegin(), points.cend());
            lines.push_back(line);
        }
        placeLabels(lines);
        QCOMPARE(lines[0].label.x, expected);
        QCOMPARE(lines[0].labelRoom, room);
        QCOMPARE(lines[0].label.y, 0.0);
    }

    // Discs on a border leave the straight way to the nodes of the VPC open.
    void discsStandBetweenRows()
    {
        const Design design = arranged(designFromText(QStringLiteral(
            "vpc Net 10.0.0.0/16\nzone A in Net\nsubnet S 10.0.0.0/24 in A private\n"
            "fn One in S\nfn Two in S\nfn Three in S\n"
            "endpoint interface E1 sqs in Net\nendpoint interface E2 sns in Net\n"
            "endpoint interface E3 ssm in Net\nendpoint interface E4 kms in Net\n")));
        const Scene drawn = scene(design, {});
        int discs = 0;
        for (const Scene::Box &disc : drawn.boxes) {
            if (disc.shape != Shape::Border)
                continue;
            ++discs;
            for (const Scene::Box &node : drawn.boxes) {
                if (node.shape == Shape::Node)
                    QVERIFY(std::abs(node.rect.center().y - disc.rect.center().y) >= 27);
            }
        }
        QCOMPARE(discs, 4);
    }
};

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
