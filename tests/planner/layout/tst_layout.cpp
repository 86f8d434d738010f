// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layers.h"
#include "planner/layout/layout.h"
#include "planner/layout/pack.h"
#include "planner/model/edit.h"
#include "tests/support/design_text.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::layout;

namespace {

const QSet<QString> configuration{QStringLiteral("role"), QStringLiteral("permission")};

/// A made-up system: functions fed by services, some in one or two networks, and a rest without
/// connection.
Design randomDesign(quint32 seed, int elements)
{
    QRandomGenerator random(seed);
    const auto below = [&random](int bound) { return static_cast<int>(random.bounded(bound)); };
    Edit edit{Design()};
    QList<ElementId> ends;
    QList<QList<ElementId>> networks; // subnets
    const auto named = [](auto element, const char *stem, int i) {
        element.name = QLatin1String(stem) + QString::number(i);
        return element;
    };
    for (int v = 0; v < below(3); ++v) {
        const ElementId vpc = edit.add(named(Vpc(), "Vpc", v));
        QList<ElementId> subnets;
        const int zones = below(4);
        for (int z = 0; z < zones; ++z) {
            Zone zone = named(Zone(), "Zone", 10 * v + z);
            zone.vpc = vpc;
            const ElementId zoneId = edit.add(zone);
            for (int s = 0; s < 1 + below(3); ++s) {
                Subnet subnet = named(Subnet(), "Subnet", 100 * v + 10 * z + s);
                subnet.vpc = vpc;
                subnet.zone = zoneId;
                subnet.isPublic = below(2) == 0;
                subnets.append(edit.add(subnet));
            }
        }
        for (int s = 0; s < below(3); ++s) {
            Subnet subnet = named(Subnet(), "Outside", 10 * v + s);
            subnet.vpc = vpc;
            subnets.append(edit.add(subnet));
        }
        for (int g = 0; g < below(6); ++g) {
            Gateway gateway = named(Gateway(), "Gateway", 10 * v + g);
            if (below(3) > 0)
                gateway.vpc = vpc;
            edit.add(gateway);
        }
        for (int e = 0; e < below(4); ++e) {
            Endpoint endpoint = named(Endpoint(), "Endpoint", 10 * v + e);
            endpoint.vpc = vpc;
            edit.add(endpoint);
        }
        networks.append(subnets);
    }
    static const char *const kinds[]
        = {"queue", "topic",      "table", "bucket", "http-api", "schedule", "relational-database",
           "role",  "permission", "alarm"};
    for (int i = 0; i < elements; ++i) {
        QList<ElementId> subnets;
        if (!networks.isEmpty() && below(3) == 0) {
            const QList<ElementId> &network = networks[below(static_cast<int>(networks.size()))];
            for (ElementId subnet : network) {
                if (below(3) == 0)
                    subnets.append(subnet);
            }
        }
        if (below(2) == 0) {
            Function function = named(Function(), "Function", i);
            function.subnets = subnets;
            function.inVpc = !subnets.isEmpty() || below(9) == 0;
            ends.append(edit.add(function));
        } else {
            Service service = named(Service(), "Service", i);
            service.kind = QLatin1String(kinds[below(10)]);
            service.subnets = subnets;
            ends.append(edit.add(service));
        }
    }
    if (below(2) == 0)
        edit.add(named(Note(), "Note", 0));
    const int used = static_cast<int>(ends.size()) * 3 / 4; // the rest stays without connection
    for (int i = 0; i < elements && used > 1; ++i) {
        Connection connection;
        connection.from = ends[below(used)];
        connection.to
            = ends[(static_cast<int>(ends.indexOf(connection.from)) + 1 + below(8)) % used];
        if (below(20) == 0)
            connection.to = connection.from;
        connection.role = static_cast<Role>(below(4));
        edit.add(connection);
    }
    const Expected<Design> result = edit.result();
    Q_ASSERT(result);
    return *result;
}

Design arranged(const Design &design, bool useDot = false)
{
    const Expected<Design> result = apply(design, arrange(design, configuration, useDot));
    Q_ASSERT(result);
    return *result;
}

QString told(const Rect &rect)
{
    return QStringLiteral("(%1 %2 %3 %4)").arg(rect.x).arg(rect.y).arg(rect.width).arg(rect.height);
}

QString nameOf(const Design &design, ElementId id)
{
    const Element *element = design.find(id);
    return element ? common(*element).name : QStringLiteral("(none)");
}

bool isLeaf(const Scene::Box &box)
{
    return box.shape == Shape::Node || box.shape == Shape::Border || box.shape == Shape::Note
        || box.shape == Shape::Chip;
}

/// What is wrong with the boxes; empty = nothing.
QString faultOfBoxes(const Scene &scene, const Design &design)
{
    for (size_t i = 0; i < scene.boxes.size(); ++i) {
        const Scene::Box &a = scene.boxes[i];
        if (!scene.bounds.contains(a.rect))
            return nameOf(design, a.id) + QStringLiteral(" is outside the bounds");
        if (a.container) {
            const Scene::Box *container = scene.box(a.container);
            if (!container)
                return nameOf(design, a.id) + QStringLiteral(" has no container box");
            if (container > &a)
                return nameOf(design, a.id) + QStringLiteral(" stands before its container");
            const bool holds = a.shape == Shape::Border ? container->rect.overlaps(a.rect)
                                                        : container->rect.contains(a.rect);
            if (!holds)
                return nameOf(design, a.container) + told(container->rect)
                    + QStringLiteral(" does not hold ") + nameOf(design, a.id) + told(a.rect);
        }
        for (size_t j = 0; j < i; ++j) {
            const Scene::Box &b = scene.boxes[j];
            // A disc lies on its VPC's border; what stands in several subnets lies over them.
            const bool sameKind = isLeaf(a) == isLeaf(b);
            const bool siblings = isLeaf(a) || a.shape == b.shape;
            if (sameKind && siblings && a.rect.overlaps(b.rect))
                return nameOf(design, a.id) + told(a.rect) + QStringLiteral(" overlaps ")
                    + nameOf(design, b.id) + told(b.rect);
            // A foreign leaf never stands in a VPC.
            const bool foreign
                = b.shape == Shape::Vpc && isLeaf(a) && !a.container && b.rect.overlaps(a.rect);
            if (foreign)
                return nameOf(design, a.id) + QStringLiteral(" lies on ") + nameOf(design, b.id);
        }
    }
    return {};
}

Rect run(const Point &a, const Point &b)
{
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

/// Whether an orthogonal run goes through the inside of the rectangle.
bool crosses(const Point &a, const Point &b, const Rect &rect)
{
    const Rect line = run(a, b);
    return line.x < rect.right() - 0.1 && line.right() > rect.x + 0.1
        && line.y < rect.bottom() - 0.1 && line.bottom() > rect.y + 0.1;
}

bool onBorder(const Point &point, const Rect &rect)
{
    const bool vertical
        = std::abs(point.x - rect.x) < 0.1 || std::abs(point.x - rect.right()) < 0.1;
    const bool horizontal
        = std::abs(point.y - rect.y) < 0.1 || std::abs(point.y - rect.bottom()) < 0.1;
    return (vertical && point.y > rect.y - 0.1 && point.y < rect.bottom() + 0.1)
        || (horizontal && point.x > rect.x - 0.1 && point.x < rect.right() + 0.1);
}

/// What is wrong with the edges; empty = nothing.
QString faultOfLines(const Scene &scene, const Design &design)
{
    for (const Scene::Line &line : scene.lines) {
        const auto *connection = design.get<Connection>(line.connection);
        const QString name = nameOf(design, connection->from) + QStringLiteral("->")
            + nameOf(design, connection->to);
        if (line.points.size() < 2)
            return name + QStringLiteral(" has no length");
        if (!onBorder(line.points.front(), scene.box(connection->from)->rect))
            return name + QStringLiteral(" does not start at its source");
        if (!onBorder(line.points.back(), scene.box(connection->to)->rect))
            return name + QStringLiteral(" does not end at its target");
        for (size_t i = 0; i + 1 < line.points.size(); ++i) {
            const Point &a = line.points[i];
            const Point &b = line.points[i + 1];
            if (std::abs(a.x - b.x) > 0.1 && std::abs(a.y - b.y) > 0.1)
                return name + QStringLiteral(" is slanting");
            for (const Scene::Box &box : scene.boxes) {
                const bool solid = box.shape == Shape::Node || box.shape == Shape::Border
                    || box.shape == Shape::Note || box.shape == Shape::ConfigurationBox;
                if (solid && crosses(a, b, box.rect))
                    return name + QStringLiteral(" goes through ") + nameOf(design, box.id)
                        + told(box.rect);
            }
        }
    }
    return {};
}

/// Pixels on which runs of edges that share no end lie on one another.
double doubled(const Scene &scene, const Design &design)
{
    struct Piece
    {
        const Connection *connection;
        Point a;
        Point b;
    };
    std::vector<Piece> pieces;
    for (const Scene::Line &line : scene.lines) {
        for (size_t i = 0; i + 1 < line.points.size(); ++i)
            pieces.push_back(
                {design.get<Connection>(line.connection), line.points[i], line.points[i + 1]});
    }
    double sum = 0;
    for (size_t i = 0; i < pieces.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            const Connection &one = *pieces[i].connection;
            const Connection &other = *pieces[j].connection;
            if (one.from == other.from || one.to == other.to || one.id == other.id)
                continue;
            const Rect a = run(pieces[i].a, pieces[i].b);
            const Rect b = run(pieces[j].a, pieces[j].b);
            const bool vertical = a.width < 0.1 && b.width < 0.1 && std::abs(a.x - b.x) < 2;
            const bool horizontal = a.height < 0.1 && b.height < 0.1 && std::abs(a.y - b.y) < 2;
            if (vertical)
                sum += std::max(0.0, std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y));
            if (horizontal)
                sum += std::max(0.0, std::min(a.right(), b.right()) - std::max(a.x, b.x));
        }
    }
    return sum;
}

} // namespace

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
