// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lines that were led by hand, and lines that several connections share.
#include "planner/layout/layout.h"
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

namespace {

using Points = std::vector<Point>;

constexpr Rect left{0, 0, 192, 64};
constexpr Rect right{400, 0, 192, 64};

Points through(const Rect &source, const Rect &target, const Points &waypoints)
{
    Wire wire;
    wire.from = ElementId{1};
    wire.to = ElementId{2};
    wire.source = source;
    wire.target = target;
    wire.sourceColumn = source.center().x;
    wire.targetColumn = target.center().x;
    wire.waypoints = waypoints;
    return wayThrough(wire);
}

QString told(const Points &points)
{
    QStringList parts;
    for (const Point &point : points)
        parts.append(QStringLiteral("(%1, %2)").arg(point.x).arg(point.y));
    return parts.join(QLatin1Char(' '));
}

bool passes(const Points &points, const Point &place)
{
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        if (run(points[i], points[i + 1]).grown(0.1).contains({place.x, place.y, 0, 0}))
            return true;
    }
    return false;
}

const Scene::Line &lineOf(const Scene &scene, ElementId connection)
{
    for (const Scene::Line &line : scene.lines) {
        if (line.connection == connection)
            return line;
    }
    qFatal("no such line");
}

Design placed(const QString &text)
{
    const Design design = designFromText(text);
    Edit edit(design);
    double x = 0;
    for (const auto &[id, element] : design.elements()) {
        if (!std::holds_alternative<Connection>(*element)) {
            edit.setPosition(id, Point{x, 0});
            x += 400;
        }
    }
    return *edit.result();
}

} // namespace

class TestLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWayThroughWaypoints_data()
    {
        QTest::addColumn<QString>("waypoints");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const Points &waypoints, const Points &expected) {
            QTest::newRow(name) << told(waypoints) << told(expected);
            m_waypoints.insert(QString::fromLatin1(name), waypoints);
        };
        row("round something", {{240, 32}, {240, 160}, {352, 160}, {352, 32}},
            {{192, 32}, {240, 32}, {240, 160}, {352, 160}, {352, 32}, {400, 32}});
        row("not at the middle of the side", {{300, 20}}, {{192, 20}, {400, 20}});
        row("below both", {{96, 128}, {496, 128}}, {{96, 64}, {96, 128}, {496, 128}, {496, 64}});
        // Level first at both would come back from it by the way it came.
        row("one place below both", {{300, 128}}, {{96, 64}, {96, 128}, {496, 128}, {496, 64}});
        row("there and back", {{240, 32}, {300, 96}, {300, 32}}, {{192, 32}, {400, 32}});
        row("in a box", {{50, 10}, {300, 20}}, {{192, 20}, {400, 20}});
        row("in boxes alone", {{50, 10}}, {});
    }
    void aWayThroughWaypoints()
    {
        QFETCH(QString, expected);
        const Points &waypoints = m_waypoints[QString::fromLatin1(QTest::currentDataTag())];
        QCOMPARE(told(through(left, right, waypoints)), expected);
    }

    void anyWaypoints()
    {
        const quint32 seed = 20261127;
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const auto below = [&random](int bound) { return double(random.bounded(bound)); };
        int outside = 0;
        int passed = 0;
        for (int i = 0; i < 5000; ++i) {
            const Rect source{below(600), below(400), 40 + below(200), 20 + below(100)};
            const Rect target{below(600), below(400), 40 + below(200), 20 + below(100)};
            Points waypoints;
            for (int n = 1 + random.bounded(4); n > 0; --n)
                waypoints.push_back({below(900), below(600)});
            const Points way = through(source, target, waypoints);
            const QString story = told(waypoints) + QStringLiteral(" -> ") + told(way);
            const int before = outside;
            for (const Point &point : waypoints) {
                const Rect spot{point.x - 0.5, point.y - 0.5, 1, 1};
                const bool inside
                    = source.grown(0.5).overlaps(spot) || target.grown(0.5).overlaps(spot);
                outside += inside ? 0 : 1;
                passed += !inside && passes(way, point) ? 1 : 0;
            }
            if (outside == before)
                continue;
            QVERIFY2(way.size() >= 2, qPrintable(story));
            QVERIFY2(onBorder(way.front(), source), qPrintable(story));
            QVERIFY2(onBorder(way.back(), target), qPrintable(story));
            for (size_t k = 0; k + 1 < way.size(); ++k) {
                const Rect piece = run(way[k], way[k + 1]);
                QVERIFY2(std::min(piece.width, piece.height) < 0.01, qPrintable(story));
                QVERIFY2(std::max(piece.width, piece.height) > 0.01, qPrintable(story));
            }
        }
        qInfo("%d of %d waypoints passed", passed, outside);
        QVERIFY(passed > outside * 95 / 100);
    }

    void aLineLedByHandStaysWhereItIs()
    {
        const Design before = placed(
            QStringLiteral("queue Jobs; fn Worker; fn Other; Jobs -> Worker; Jobs -> Other"));
        const ElementId line
            = connectionBetween(before, QStringLiteral("Jobs"), QStringLiteral("Worker"));
        const QList<Point> waypoints{{240, 32}, {240, 160}, {352, 160}, {352, 32}};
        Edit edit(before);
        edit.set(line, &Connection::waypoints, waypoints);
        const Design shaped = *edit.result();
        const Points expected{{192, 32}, {240, 32}, {240, 160}, {352, 160}, {352, 32}, {400, 32}};
        QCOMPARE(told(lineOf(scene(shaped, {}), line).points), told(expected));
        // Lines that are not there yet at once know it, too, whatever they were before.
        for (const Scene &former : {Scene(), scene(before, {}), scene(shaped, {})}) {
            const Scene::Line drawn = lineOf(provisionalScene(shaped, {}, former), line);
            QCOMPARE(told(drawn.points), told(expected));
        }
        const Scene exact = scene(shaped, {});
        QCOMPARE(lineOf(provisionalScene(shaped, {}, exact), line).label,
                 lineOf(exact, line).label);

        // An end that moves takes the last piece along, and nothing else.
        Edit moving(shaped);
        moving.setPosition(shaped.idOf(QStringLiteral("Worker")), Point{400, 16});
        QCOMPARE(told(lineOf(scene(*moving.result(), {}), line).points), told(expected));
        moving.setPosition(shaped.idOf(QStringLiteral("Worker")), Point{400, 320});
        const Points fromAbove{{192, 32}, {240, 32}, {240, 160}, {352, 160},
                               {352, 32}, {496, 32}, {496, 320}};
        QCOMPARE(told(lineOf(scene(*moving.result(), {}), line).points), told(fromAbove));

        // Laid out anew, everything finds its own way.
        const Design laidOut = *apply(shaped, arrange(shaped, {}));
        QVERIFY(laidOut.get<Connection>(line)->waypoints.isEmpty());
        QVERIFY(arrange(laidOut, {}).isEmpty());
    }

    void connectionsThatOnlyLabelsTellApartAreOneLine()
    {
        const Design before
            = placed(QStringLiteral("rest-api Api; fn Work; Api -> Work label=one\n"
                                    "Api -> Work label=two; Api => Work; Api -> Work label=three\n"
                                    "Work -> Api; Api -> Work execution=asynchronous"));
        QList<ElementId> ids;
        for (const Connection *connection : before.all<Connection>())
            ids.append(connection->id);
        const auto trunks = [&](const Scene &drawn) {
            QStringList found;
            for (const ElementId id : std::as_const(ids))
                found.append(QString::number(ids.indexOf(lineOf(drawn, id).trunk)));
            return found.join(QLatin1Char(' '));
        };
        const Scene drawn = scene(before, {});
        // One to three are one line, the call, the way back and another model their own.
        QCOMPARE(trunks(drawn), QStringLiteral("0 0 2 0 4 5"));
        QCOMPARE(trunks(provisionalScene(before, {}, drawn)), trunks(drawn));
        for (const int bundled : {1, 3}) {
            QCOMPARE(lineOf(drawn, ids[bundled]).points, lineOf(drawn, ids[0]).points);
            QCOMPARE(lineOf(drawn, ids[bundled]).label, lineOf(drawn, ids[0]).label);
        }
        for (size_t i = 0; i + 1 < drawn.lines.size(); ++i)
            QVERIFY(drawn.lines[i].connection < drawn.lines[i + 1].connection);

        // What is led by hand leaves the bundle, and its first is another.
        Edit edit(before);
        edit.set(ids[0], &Connection::waypoints, QList<Point>{{300, 200}});
        QCOMPARE(trunks(scene(*edit.result(), {})), QStringLiteral("0 1 2 1 4 5"));
        edit.remove(ids[1]);
        ids.removeAt(1);
        QCOMPARE(trunks(scene(*edit.result(), {})), QStringLiteral("0 1 2 3 4"));
    }

private:
    static inline QHash<QString, Points> m_waypoints;
};

QTEST_GUILESS_MAIN(TestLines)
#include "tst_lines.moc"
