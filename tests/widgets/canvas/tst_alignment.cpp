// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lining up: the functions with numbers worked out by hand, and the lines that show while dragging.
#include "tests/support/built_in.h"
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/alignment.h"

Q_DECLARE_METATYPE(stratoplan::Point)

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

using Places = QList<QPair<const char *, Point>>;

/// Three nodes of 192 x 64.
Design threeNodes()
{
    return placed(QStringLiteral("fn A; fn B; fn C"),
                  {{"A", {0, 0}}, {"B", {300, 100}}, {"C", {700, 40}}});
}

QList<ElementId> all(const Design &design)
{
    QList<ElementId> ids;
    for (const auto &[id, element] : design.elements())
        ids.append(id);
    return ids;
}

QString places(const Design &design)
{
    QStringList lines;
    for (const auto &[id, element] : design.elements()) {
        if (const std::optional<Point> &at = common(*element).position)
            lines.append(
                QStringLiteral("%1 %2,%3").arg(common(*element).name).arg(at->x).arg(at->y));
    }
    return lines.join(QStringLiteral("; "));
}

layout::Scene sceneOf(const Design &design)
{
    return layout::scene(design, {});
}

} // namespace

class TestAlignment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesUp_data()
    {
        QTest::addColumn<Alignment>("alignment");
        QTest::addColumn<QString>("expected");
        // Round them all: 0 to 892 across, 0 to 164 down; middle 446, centre 82.
        QTest::newRow("left") << Alignment::Left << "A 0,0; B 0,100; C 0,40";
        QTest::newRow("middle") << Alignment::Middle << "A 350,0; B 350,100; C 350,40";
        QTest::newRow("right") << Alignment::Right << "A 700,0; B 700,100; C 700,40";
        QTest::newRow("top") << Alignment::Top << "A 0,0; B 300,0; C 700,0";
        QTest::newRow("centre") << Alignment::Centre << "A 0,50; B 300,50; C 700,50";
        QTest::newRow("bottom") << Alignment::Bottom << "A 0,100; B 300,100; C 700,100";
    }
    void linesUp()
    {
        QFETCH(Alignment, alignment);
        const Design design = threeNodes();
        const Change change = aligned(design, sceneOf(design), all(design), alignment);
        const Design after = *apply(design, change);
        QTEST(places(after), "expected");
        // Once is enough, and one undo brings it back.
        QVERIFY(aligned(after, sceneOf(after), all(after), alignment).isEmpty());
        QVERIFY(*apply(after, inverse(change)) == design);
    }

    void distributes()
    {
        const Design design = threeNodes();
        // 892 across less 3 x 192 leaves 316: two gaps of 158.
        QCOMPARE(places(*apply(design,
                               distributed(design, sceneOf(design), all(design), Qt::Horizontal))),
                 QStringLiteral("A 0,0; B 350,100; C 700,40"));
        // 164 down have no room for 3 x 64: gaps of 16 in the order of their centres.
        QCOMPARE(
            places(*apply(design, distributed(design, sceneOf(design), all(design), Qt::Vertical))),
            QStringLiteral("A 0,0; B 300,160; C 700,80"));
        const QList<ElementId> two{design.idOf(QStringLiteral("A")),
                                   design.idOf(QStringLiteral("B"))};
        QVERIFY(distributed(design, sceneOf(design), two, Qt::Horizontal).isEmpty());
    }

    void anEqualRowStaysAsItIs()
    {
        const Design design = placed(QStringLiteral("fn A; fn B; fn C"),
                                     {{"A", {0, 0}}, {"B", {224, 0}}, {"C", {448, 0}}});
        QVERIFY(distributed(design, sceneOf(design), all(design), Qt::Horizontal).isEmpty());
    }

    void aNetworkTakesAlongWhatItHolds()
    {
        const Design design
            = placed(QStringLiteral("vpc Net; zone Za in Net; subnet S in Za; fn In "
                                    "in S; fn Out"),
                     {{"Net", {400, 200}}, {"Out", {0, 0}}});
        const layout::Scene before = sceneOf(design);
        const ElementId in = design.idOf(QStringLiteral("In"));
        const QList<ElementId> chosen{design.idOf(QStringLiteral("Net")), in,
                                      design.idOf(QStringLiteral("Out"))};
        // What stands in the network has no place of its own.
        QCOMPARE(movable(before, chosen).size(), 2);
        const Design after = *apply(design, aligned(design, before, chosen, Alignment::Top));
        const layout::Scene moved = sceneOf(after);
        QCOMPARE(moved.box(chosen.first())->rect.y, 0.0);
        QCOMPARE(moved.box(in)->rect.y, before.box(in)->rect.y - 200);
        QCOMPARE(moved.box(in)->rect.x, before.box(in)->rect.x);
    }

    void notesTakeTheSizeOfTheLast()
    {
        Edit edit(placed(QStringLiteral("note One \"a\"; note Two \"b\"; fn F"),
                         {{"One", {0, 0}}, {"Two", {0, 200}}, {"F", {400, 0}}}));
        const ElementId one = edit.idOf(QStringLiteral("One"));
        const ElementId two = edit.idOf(QStringLiteral("Two"));
        edit.set(two, &Note::size, Size{320, 160});
        const Design design = *edit.result();
        const ElementId f = design.idOf(QStringLiteral("F"));
        const Design after = *apply(design, sameSize(design, {one, f, two}));
        QCOMPARE(after.get<Note>(one)->size, (Size{320, 160}));
        QVERIFY(*after.find(f) == *design.find(f));
    }

    void arrangesTheSelectionAlone()
    {
        const Design design
            = placed(QStringLiteral("queue Q -> F; fn F -- T; table T; fn Other"),
                     {{"Q", {600, 400}}, {"F", {100, 100}}, {"T", {80, 110}}, {"Other", {0, 900}}});
        const QList<ElementId> chosen{design.idOf(QStringLiteral("Q")),
                                      design.idOf(QStringLiteral("F")),
                                      design.idOf(QStringLiteral("T"))};
        const layout::Scene before = sceneOf(design);
        const Change change = arranged(design, before, chosen, {});
        const Design after = *apply(design, change);
        const layout::Scene now = sceneOf(after);
        const auto rect = [&](ElementId id) { return now.box(id)->rect; };
        // Along the connections, from left to right, where they were.
        QVERIFY(rect(chosen[0]).x + rect(chosen[0]).width < rect(chosen[1]).x);
        QVERIFY(rect(chosen[1]).x + rect(chosen[1]).width < rect(chosen[2]).x);
        QCOMPARE(rect(chosen[0]).x, 80.0);
        const ElementId other = design.idOf(QStringLiteral("Other"));
        QCOMPARE(*after.find(other), *design.find(other));
        QVERIFY(*apply(after, inverse(change)) == design);
    }

    void arrangedLinesFindTheirOwnWay()
    {
        Design design = placed(QStringLiteral("queue Q -> F; fn F -- T; table T -> G; fn G"),
                               {{"Q", {0, 0}}, {"F", {300, 0}}, {"T", {600, 0}}, {"G", {900, 0}}});
        const QList<Point> waypoints{{240, 200}, {280, 200}};
        Edit edit(design);
        for (const Connection *connection : design.all<Connection>())
            edit.set(connection->id, &Connection::waypoints, waypoints);
        design = *edit.result();
        const Change change
            = arranged(design, sceneOf(design),
                       {design.idOf(QStringLiteral("Q")), design.idOf(QStringLiteral("F"))}, {});
        const Design after = *apply(design, change);
        const auto kept = [&](const char *from, const char *to) {
            const ElementId id = connectionBetween(after, QLatin1String(from), QLatin1String(to));
            return after.get<Connection>(id)->waypoints;
        };
        QCOMPARE(kept("Q", "F"), QList<Point>());
        QCOMPARE(kept("F", "T"), QList<Point>());
        QCOMPARE(kept("T", "G"), waypoints);
        QVERIFY(*apply(after, inverse(change)) == design);
    }

    void arrangedElementsCoverNoOther()
    {
        const Design design = placed(QStringLiteral("queue Q -> F; fn F; fn There"),
                                     {{"Q", {0, 0}}, {"F", {0, 100}}, {"There", {288, 16}}});
        const QList<ElementId> chosen{design.idOf(QStringLiteral("Q")),
                                      design.idOf(QStringLiteral("F"))};
        const layout::Scene before = sceneOf(design);
        const layout::Scene now = sceneOf(*apply(design, arranged(design, before, chosen, {})));
        const auto rect = [&](const layout::Scene &scene, ElementId id) {
            const layout::Rect box = scene.box(id)->rect;
            return QRectF(box.x, box.y, box.width, box.height);
        };
        const QRectF there = rect(before, design.idOf(QStringLiteral("There")));
        for (const ElementId id : chosen)
            QVERIFY(!rect(now, id).intersects(there));
    }

    void snaps_data()
    {
        QTest::addColumn<QPointF>("distance");
        QTest::addColumn<QPointF>("expected");
        QTest::addColumn<int>("lines");
        // The box (0, 0, 192, 64) among others at (403, 205, 192, 64) and (800, 803, 96, 96).
        QTest::newRow("left to left") << QPointF(400, 20) << QPointF(403, 16) << 1;
        QTest::newRow("right to left") << QPointF(208, 20) << QPointF(211, 16) << 1;
        QTest::newRow("top to top") << QPointF(20, 200) << QPointF(16, 205) << 1;
        QTest::newRow("both") << QPointF(406, 268) << QPointF(403, 269) << 2;
        QTest::newRow("middle to middle of another size")
            << QPointF(754, 20) << QPointF(752, 16) << 1;
        QTest::newRow("too far") << QPointF(396, 20) << QPointF(400, 16) << 0;
    }
    void snaps()
    {
        QFETCH(QPointF, distance);
        QFETCH(QPointF, expected);
        QFETCH(int, lines);
        const Snap snap = snapTo(QRectF(0, 0, 192, 64), distance,
                                 {QRectF(403, 205, 192, 64), QRectF(800, 803, 96, 96)}, 6);
        QCOMPARE(snap.distance, expected);
        QCOMPARE(snap.lines.size(), lines);
    }

    // In the view: B, dragged near to A's top, takes it; with Alt it stays where the hand put it.
    void aDragTakesTheEdgeOfANeighbour_data()
    {
        QTest::addColumn<Qt::KeyboardModifiers>("keys");
        QTest::addColumn<Point>("expected");
        QTest::newRow("lined up") << Qt::KeyboardModifiers(Qt::NoModifier) << Point{464, 5};
        QTest::newRow("freely") << Qt::KeyboardModifiers(Qt::AltModifier) << Point{459, 8};
    }
    void aDragTakesTheEdgeOfANeighbour()
    {
        QFETCH(Qt::KeyboardModifiers, keys);
        QFETCH(Point, expected);
        Fixture f(placed(QStringLiteral("fn A; fn B"), {{"A", {0, 5}}, {"B", {400, 200}}}),
                  *catalog::builtIn());
        // QTest::mouseMove() knows no keys held down.
        const auto move = [&](const QPoint &at) {
            QMouseEvent event(QEvent::MouseMove, at, f.port()->mapToGlobal(at), Qt::NoButton,
                              Qt::LeftButton, keys);
            QApplication::sendEvent(f.port(), &event);
        };
        const QPoint from = f.middle("B");
        QTest::mousePress(f.port(), Qt::LeftButton, {}, from);
        move(from + QPoint(20, 20));
        move(from + QPoint(59, -192));
        QTest::mouseRelease(f.port(), Qt::LeftButton, keys, from + QPoint(59, -192));
        QCOMPARE(*common(*f.document.design().find(f.id("B"))).position, expected);
        QCOMPARE(f.document.undoStack().count(), 1);
    }
};

QTEST_MAIN(TestAlignment)
#include "tst_alignment.moc"
