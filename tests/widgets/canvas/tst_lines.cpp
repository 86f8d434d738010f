// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lines led by hand, and lines that stand for several connections.
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/edits.h"
#include "widgets/canvas/line_shape.h"

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

using Points = QList<QPointF>;

// From a box on the left to one on the right and lower.
const Points stairs{{192, 32}, {296, 32}, {296, 192}, {400, 192}};
// As it is drawn: from Jobs to Worker, and from the API to its function.
const Points drawn{{192, 32}, {384, 32}, {384, 192}, {400, 192}};
const Points straight{{192, 32}, {400, 32}};

QString told(const Points &points)
{
    QStringList parts;
    for (const QPointF &point : points)
        parts.append(QStringLiteral("(%1, %2)").arg(point.x()).arg(point.y()));
    return parts.join(QLatin1Char(' '));
}

Design withLine()
{
    return placed(QStringLiteral("queue Jobs; fn Worker 512; Jobs -> Worker"),
                  {{"Jobs", {0, 0}}, {"Worker", {400, 160}}});
}

Design withBundle()
{
    return placed(QStringLiteral("rest-api Api; fn Work 512; Api -> Work label=list\n"
                                 "Api -> Work label=create; Api -> Work label=drop"),
                  {{"Api", {0, 0}}, {"Work", {400, 160}}});
}

} // namespace

class TestLines : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    static QList<ElementId> connections(const Fixture &f)
    {
        QList<ElementId> ids;
        for (const Connection *connection : f.document.design().all<Connection>())
            ids.append(connection->id);
        return ids;
    }
    static Points pointsOf(const Fixture &f, ElementId id)
    {
        return f.scene.content().edges.at(id).points;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog.has_value());
        m_catalog = *catalog;
    }

    void theRunUnderThePointer()
    {
        QCOMPARE(runAt(stairs, {240, 35}, 6), std::optional<qsizetype>(0));
        QCOMPARE(runAt(stairs, {293, 100}, 6), std::optional<qsizetype>(1));
        QCOMPARE(runAt(stairs, {390, 190}, 6), std::optional<qsizetype>(2));
        QVERIFY(!runAt(stairs, {240, 100}, 6));
        QCOMPARE(longestRun(stairs, Qt::Vertical), std::optional<qsizetype>(1));
        QCOMPARE(longestRun(stairs, Qt::Horizontal), std::optional<qsizetype>(0));
        QVERIFY(!longestRun(straight, Qt::Vertical));
    }

    void aRunMovesAcrossItsDirection_data()
    {
        QTest::addColumn<Points>("line");
        QTest::addColumn<int>("run");
        QTest::addColumn<double>("distance");
        QTest::addColumn<Points>("expected");
        QTest::newRow("between two corners")
            << stairs << 1 << 40.0 << Points{{192, 32}, {336, 32}, {336, 192}, {400, 192}};
        // The ends stay: 16 of the run are left at its box.
        QTest::newRow("at the source")
            << stairs << 0 << 48.0
            << Points{{192, 32}, {208, 32}, {208, 80}, {296, 80}, {296, 192}, {400, 192}};
        QTest::newRow("at the target")
            << stairs << 2 << -32.0
            << Points{{192, 32}, {296, 32}, {296, 160}, {384, 160}, {384, 192}, {400, 192}};
        QTest::newRow("the only one")
            << straight << 0 << 64.0
            << Points{{192, 32}, {208, 32}, {208, 96}, {384, 96}, {384, 32}, {400, 32}};
        // In line with the first run, there is one corner less on each side.
        QTest::newRow("into line") << Points{{0, 0}, {50, 0}, {50, 40}, {90, 40}, {90, 0}, {140, 0}}
                                   << 2 << -40.0 << Points{{0, 0}, {140, 0}};
        QTest::newRow("nowhere") << stairs << 1 << 0.0 << stairs;
        // A third of a short run is left.
        QTest::newRow("short") << Points{{0, 0}, {30, 0}} << 0 << 20.0
                               << Points{{0, 0}, {10, 0}, {10, 20}, {20, 20}, {20, 0}, {30, 0}};
    }
    void aRunMovesAcrossItsDirection()
    {
        QFETCH(Points, line);
        QFETCH(int, run);
        QFETCH(double, distance);
        QFETCH(Points, expected);
        QCOMPARE(told(withRunMoved(line, run, distance)), told(expected));
    }

    void aRunSnapsToOthersAndToTheGrid()
    {
        // 192 is in reach of 32 + 157, but 32 + 150 comes to the grid: 184.
        QCOMPARE(snappedRun(stairs, 0, 157, 6), 160.0);
        QCOMPARE(snappedRun(stairs, 0, 150, 6), 152.0);
    }

    void draggingARunLeadsTheLineInOneEntry()
    {
        Fixture f(withLine(), m_catalog);
        const ElementId line = connections(f).first();
        QCOMPARE(told(pointsOf(f, line)), told(drawn));
        const QPoint on = f.at({384, 112});
        QTest::mouseMove(f.port(), on + QPoint(3, 0));
        QCOMPARE(f.port()->cursor().shape(), Qt::ArrowCursor);
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, on);
        QCOMPARE(f.selection.ids(), QList<ElementId>{line});
        QTest::mouseMove(f.port(), on + QPoint(2, 0));
        QTest::mouseMove(f.port(), on);
        QCOMPARE(f.port()->cursor().shape(), Qt::SizeHorCursor);
        f.drag(on, on + QPoint(-41, 90));
        const Points expected{{192, 32}, {344, 32}, {344, 192}, {400, 192}};
        QCOMPARE(told(pointsOf(f, line)), told(expected));
        QCOMPARE(f.document.undoStack().count(), 1);
        const auto *after = f.document.design().get<Connection>(line);
        QCOMPARE(after->waypoints, (QList<Point>{{344, 32}, {344, 192}}));
        QVERIFY(!f.scene.edge(line)->hasPreview());

        // While an end is dragged the line keeps the shape it was given, and while both are it
        // comes along.
        const EdgeItem &item = *f.scene.edge(line);
        const auto goesThrough = [&item](const QPointF &at) { return item.shape().contains(at); };
        f.scene.setDragged({f.id("Worker")}, {200, 64});
        QVERIFY(item.hasPreview());
        QVERIFY(goesThrough({344, 112}));
        QVERIFY(goesThrough({590, 256}));
        f.scene.setDragged({f.id("Jobs"), f.id("Worker")}, {16, 64});
        QVERIFY(goesThrough({360, 176}));
        QVERIFY(!goesThrough({344, 176}));
        f.scene.setDragged({}, {});
        QVERIFY(!item.hasPreview());
        QVERIFY(goesThrough({344, 112}));

        // What does not touch its ends leaves it alone; both ends take it along.
        f.selection.set({f.id("Jobs"), f.id("Worker")});
        f.key(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(told(pointsOf(f, line)), told({{192, 48}, {344, 48}, {344, 208}, {400, 208}}));
        f.document.undoStack().undo();
        f.document.undoStack().undo();
        QCOMPARE(told(pointsOf(f, line)), told(drawn));
        QVERIFY(f.document.design().get<Connection>(line)->waypoints.isEmpty());
    }

    void escapeAndAClickLeaveALineAsItIs()
    {
        Fixture f(withLine(), m_catalog);
        const ElementId line = connections(f).first();
        const QPoint on = f.at({384, 112});
        QTest::mousePress(f.port(), Qt::LeftButton, {}, on);
        QTest::mouseMove(f.port(), on - QPoint(20, 0));
        QTest::mouseMove(f.port(), on - QPoint(60, 0));
        QVERIFY(f.scene.edge(line)->hasPreview());
        f.key(Qt::Key_Escape);
        QVERIFY(!f.scene.edge(line)->hasPreview());
        QTest::mouseRelease(f.port(), Qt::LeftButton, {}, on - QPoint(60, 0));
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, on);
        QCOMPARE(f.document.undoStack().count(), 0);
        QCOMPARE(told(pointsOf(f, line)), told(drawn));
    }

    void keysLeadALineToo()
    {
        Fixture f(withLine(), m_catalog);
        const ElementId line = connections(f).first();
        f.selection.set({line});
        f.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(told(pointsOf(f, line)), told({{192, 32}, {368, 32}, {368, 192}, {400, 192}}));
        f.key(Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(told(pointsOf(f, line)), told({{192, 32}, {304, 32}, {304, 192}, {400, 192}}));
        // And back to its own way.
        QCOMPARE(shapedByHand(f.document.design(), f.selection.ids()), QList<ElementId>{line});
        f.document.apply(QStringLiteral("Own way"),
                         withoutShape(f.document.design(), f.selection.ids()));
        QCOMPARE(told(pointsOf(f, line)), told(drawn));
    }

    void aBundleIsOneLineWithItsCount()
    {
        Fixture f(withBundle(), m_catalog);
        const QList<ElementId> ids = connections(f);
        const auto &edges = f.scene.content().edges;
        QCOMPARE(edges.at(ids[0]).label, QStringLiteral("×3"));
        QCOMPARE(edges.at(ids[0]).bundled, (QList<ElementId>{ids[1], ids[2]}));
        QVERIFY(edges.at(ids[1]).isBundled());
        QVERIFY(f.scene.toolTipOf(ids[0]).contains(QStringLiteral("list, create, drop")));
        // Two names are told beside the count.
        f.document.apply(QStringLiteral("Remove"), remove(f.document.design(), {ids[0]}));
        QCOMPARE(edges.at(ids[1]).label, QStringLiteral("×2 · create, drop"));
        f.document.apply(QStringLiteral("Remove"), remove(f.document.design(), {ids[2]}));
        QCOMPARE(edges.at(ids[1]).label, QStringLiteral("create"));
        f.document.undoStack().undo();
        f.document.undoStack().undo();
        QCOMPARE(edges.at(ids[0]).label, QStringLiteral("×3"));
    }

    void aLabelTakesNoMoreRoomThanItsRunHas()
    {
        Fixture f(withBundle(), m_catalog);
        f.document.apply(QStringLiteral("Remove"),
                         remove(f.document.design(), {connections(f)[0]}));
        const ElementId line = connections(f).first();
        const QRectF wide = f.scene.edge(line)->labelRect();
        QCOMPARE(wide.center(), f.scene.content().edges.at(line).labelAt);
        // Between 192 and 240 there is room for the count alone, on an upright line for nothing.
        Edit nearer(f.document.design());
        nearer.setPosition(f.id("Work"), Point{240, 0});
        f.document.apply(QStringLiteral("Move"), nearer.change());
        const QRectF narrow = f.scene.edge(line)->labelRect();
        QVERIFY(narrow.width() < wide.width() && narrow.left() >= 196 && narrow.right() <= 236);
        Edit below(f.document.design());
        below.setPosition(f.id("Work"), Point{0, 160});
        f.document.apply(QStringLiteral("Move"), below.change());
        QVERIFY(f.scene.edge(line)->labelRect().isEmpty());
    }

    void theHandTakesABundleAsOne()
    {
        Fixture f(withBundle(), m_catalog);
        const QList<ElementId> ids = connections(f);
        const QPoint on = f.at({384, 112});
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, on);
        QCOMPARE(f.selection.ids(), ids);
        f.drag(on, on + QPoint(-40, 0));
        for (const ElementId id : ids)
            QCOMPARE(told(pointsOf(f, id)), told({{192, 32}, {344, 32}, {344, 192}, {400, 192}}));
        QVERIFY(f.scene.content().edges.at(ids[2]).isBundled());
        QCOMPARE(f.document.undoStack().count(), 1);
        QTest::mouseClick(f.port(), Qt::LeftButton, Qt::ShiftModifier, f.at({344, 100}));
        QVERIFY(f.selection.ids().isEmpty());

        // One of them chosen elsewhere is lit on the line of all; it can leave them.
        f.selection.set({ids[1]});
        QVERIFY(f.scene.edge(ids[0])->state().selected);
        f.scene.setFocusElement(ids[2]);
        QVERIFY(f.scene.edge(ids[0])->state().focused);
        f.key(Qt::Key_Delete);
        f.document.apply(QStringLiteral("Remove"), remove(f.document.design(), {ids[1]}));
        QCOMPARE(f.scene.content().edges.at(ids[0]).bundled, QList<ElementId>{ids[2]});
        QVERIFY(!f.scene.edge(ids[0])->state().selected);
        QVERIFY(f.scene.edge(ids[0])->state().focused);
    }

    void aBundleShowsTheWorstThatIsFoundOfIt()
    {
        const Design design = withBundle();
        const QList<const Connection *> all = design.all<Connection>();
        Analysis analysis;
        const auto finding = [&](int of, Severity severity) {
            review::Finding found;
            found.elements = {all.at(of)->id};
            found.severity = severity;
            analysis.findings.append(found);
        };
        finding(1, Severity::Low);
        finding(2, Severity::High);
        const Content content
            = drawing::contentOf(design, layout::scene(design, {}), *m_catalog, &analysis);
        const Badge &badge = content.edges.at(all.at(0)->id).badge;
        QCOMPARE(badge.worst, std::optional(theme::Mark::High));
        QCOMPARE(badge.count, 2);
    }
};

QTEST_MAIN(TestLines)
#include "tst_lines.moc"
