// SPDX-License-Identifier: GPL-3.0-or-later
//
// The canvas by hand and by keyboard, with real events.
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/accessible.h"
#include "widgets/canvas/edits.h"
#include "widgets/canvas/legend.h"
#include "widgets/canvas/picture.h"
#include "widgets/canvas/placeable.h"

#include <QAccessible>
#include <QDropEvent>
#include <QGestureEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPinchGesture>
#include <QPointingDevice>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

Design twoNodes()
{
    return placed(QStringLiteral("queue Jobs; fn Worker 512"),
                  {{"Jobs", {0, 0}}, {"Worker", {400, 0}}});
}

Design withNetwork()
{
    return placed(QStringLiteral("fn Worker 512; vpc Main 10.0.0.0/16; zone Za in Main; subnet A "
                                 "10.0.0.0/24 in Za; fn Inside in A"),
                  {{"Worker", {0, 0}}, {"Main", {400, 0}}, {"Inside", {440, 120}}});
}

} // namespace

class TestCanvas : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void aClickSelects()
    {
        Fixture f(twoNodes(), m_catalog);
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, f.middle("Jobs"));
        QCOMPARE(f.selection.ids(), QList<ElementId>{f.id("Jobs")});
        QVERIFY(f.scene.box(f.id("Jobs"))->state().selected);
        QTest::mouseClick(f.port(), Qt::LeftButton, Qt::ShiftModifier, f.middle("Worker"));
        QCOMPARE(f.selection.ids().size(), 2);
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, QPoint(5, 5));
        QVERIFY(f.selection.ids().isEmpty());
    }

    void aRubberBandSelectsWhatLiesInside()
    {
        Fixture f(twoNodes(), m_catalog);
        f.drag(f.at({-60, -60}), f.at({700, 140}));
        QCOMPARE(f.selection.ids().size(), 2);
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void aDragMovesByStepsOfTheGridInOneEntry()
    {
        Fixture f(twoNodes(), m_catalog);
        const QPoint from = f.middle("Worker");
        f.drag(from, from + QPoint(83, 130));
        const auto *worker = f.document.design().named<Function>(QStringLiteral("Worker"));
        QCOMPARE(worker->position->x, 480.0); // 83 is nearer to 80 than to 96
        QCOMPARE(worker->position->y, 128.0);
        QCOMPARE(f.document.undoStack().count(), 1);
        QCOMPARE(f.scene.box(f.id("Worker"))->pos(), QPointF(480, 128));
        f.document.undoStack().undo();
        QCOMPARE(f.scene.box(f.id("Worker"))->pos(), QPointF(400, 0));
    }

    void escapeGivesADragUp()
    {
        Fixture f(twoNodes(), m_catalog);
        const QPoint from = f.middle("Worker");
        QTest::mousePress(f.port(), Qt::LeftButton, {}, from);
        QTest::mouseMove(f.port(), from + QPoint(20, 10));
        QTest::mouseMove(f.port(), from + QPoint(100, 100));
        QVERIFY(f.scene.box(f.id("Worker"))->state().dragged);
        f.key(Qt::Key_Escape);
        QTest::mouseRelease(f.port(), Qt::LeftButton, {}, from + QPoint(100, 100));
        QVERIFY(!f.scene.box(f.id("Worker"))->state().dragged);
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void draggingAPortConnects()
    {
        Fixture f(twoNodes(), m_catalog);
        const QRectF jobs = f.scene.box(f.id("Jobs"))->box();
        QTest::mouseMove(f.port(), f.at(jobs.center()) + QPoint(1, 1));
        QTest::mouseMove(f.port(), f.at(jobs.center())); // shows the ports
        f.drag(f.at(portAt(jobs, Port::Output)), f.middle("Worker"));
        const QList<const Connection *> made = f.document.design().all<Connection>();
        QCOMPARE(made.size(), 1);
        QCOMPARE(made.first()->from, f.id("Jobs"));
        QCOMPARE(made.first()->to, f.id("Worker"));
        QCOMPARE(made.first()->role, Role::Trigger);
        QVERIFY(f.scene.edge(made.first()->id));
        QCOMPARE(f.scene.edge(made.first()->id)->content().relation, Relation::PolledQueue);
        QCOMPARE(f.view.toolKind(), ToolKind::Select);
        QCOMPARE(f.view.legend().relations(), QList<Relation>{Relation::PolledQueue});
        f.document.undoStack().undo();
        QVERIFY(f.document.design().all<Connection>().isEmpty());
        QVERIFY(!f.view.legend().isVisible());
    }

    void draggingTheLowerPortMakesAFailureTarget()
    {
        Fixture f(placed(QStringLiteral("fn Worker 512; queue Failed"),
                         {{"Worker", {0, 0}}, {"Failed", {400, 160}}}),
                  m_catalog);
        const QRectF worker = f.scene.box(f.id("Worker"))->box();
        QTest::mouseMove(f.port(), f.at(worker.center()) + QPoint(1, 1));
        QTest::mouseMove(f.port(), f.at(worker.center()));
        f.drag(f.at(portAt(worker, Port::Failure)), f.middle("Failed"));
        QCOMPARE(f.document.design().all<Connection>().size(), 1);
        QCOMPARE(f.document.design().all<Connection>().first()->role, Role::FailureTarget);
    }

    void aRefusedConnectionSaysWhy()
    {
        Fixture f(placed(QStringLiteral("relational-database Db; fn Worker"),
                         {{"Db", {0, 0}}, {"Worker", {400, 0}}}),
                  m_catalog);
        QSignalSpy messages(&f.view, &CanvasView::messageChanged);
        const QRectF db = f.scene.box(f.id("Db"))->box();
        QTest::mouseMove(f.port(), f.at(db.center()) + QPoint(1, 1));
        QTest::mouseMove(f.port(), f.at(db.center()));
        f.drag(f.at(portAt(db, Port::Output)), f.middle("Worker"));
        QVERIFY(f.document.design().all<Connection>().isEmpty());
        bool told = false;
        for (const QList<QVariant> &message : messages)
            told = told || message.first().toString().contains(QStringLiteral("cannot start"));
        QVERIFY(told);
    }

    /// Half of a port stands outside its node: the pointer leaves the node on its way there.
    void aPortIsReachedFromInsideAndOutside_data()
    {
        QTest::addColumn<int>("port");
        QTest::addColumn<QPoint>("away");
        const QList<QPoint> aways{{0, 0}, {8, 0}, {-8, 0}, {0, 8}, {0, -8}};
        for (const QPoint &away : aways) {
            const QString at = QStringLiteral("%1,%2").arg(away.x()).arg(away.y());
            QTest::newRow(qPrintable(QStringLiteral("output ") + at)) << int(Port::Output) << away;
            QTest::newRow(qPrintable(QStringLiteral("failure ") + at))
                << int(Port::Failure) << away;
        }
    }
    void aPortIsReachedFromInsideAndOutside()
    {
        QFETCH(int, port);
        QFETCH(QPoint, away);
        Fixture f(placed(QStringLiteral("fn Worker 512; queue Jobs"),
                         {{"Worker", {0, 0}}, {"Jobs", {400, 160}}}),
                  m_catalog);
        const QPoint from = f.at(portAt(f.scene.box(f.id("Worker"))->box(), Port(port))) + away;
        QTest::mouseMove(f.port(), f.middle("Worker") + QPoint(1, 1));
        QTest::mouseMove(f.port(), f.middle("Worker"));
        QTest::mouseMove(f.port(), from);
        QVERIFY(f.scene.box(f.id("Worker"))->state().hovered);
        f.drag(from, f.middle("Jobs"));
        QCOMPARE(f.document.design().all<Connection>().size(), 1);
    }

    void aClickOnAPortSelectsItsNode()
    {
        Fixture f(twoNodes(), m_catalog);
        const QPoint port = f.at(portAt(f.scene.box(f.id("Jobs"))->box(), Port::Output));
        QTest::mouseMove(f.port(), f.middle("Jobs"));
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, port);
        QCOMPARE(f.view.toolKind(), ToolKind::Select);
        QCOMPARE(f.selection.ids(), QList<ElementId>{f.id("Jobs")});
        // Once it is selected its ports stay, and the click still is one.
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, port);
        QCOMPARE(f.view.toolKind(), ToolKind::Select);
        QCOMPARE(f.selection.ids(), QList<ElementId>{f.id("Jobs")});
        QVERIFY(f.document.design().all<Connection>().isEmpty());
    }

    /// The middle half of a node belongs to the node at every size, and a drag there moves it.
    void portsLeaveTheMiddleOfSmallNodesAlone_data()
    {
        QTest::addColumn<double>("zoom");
        for (const double zoom : {2.0, 1.0, 0.7, 0.45, 0.3, 0.15})
            QTest::newRow(qPrintable(QString::number(zoom))) << zoom;
    }
    void portsLeaveTheMiddleOfSmallNodesAlone()
    {
        QFETCH(double, zoom);
        Fixture f(twoNodes(), m_catalog);
        f.view.setZoom(zoom);
        f.view.centerOn(f.scene.content().bounds.center());
        const ElementId worker = f.id("Worker");
        f.selection.set({worker}); // shows the ports
        const QRectF box = f.scene.box(worker)->box();
        for (const double across : {0.3, 0.5, 0.7}) {
            for (const double down : {0.3, 0.5, 0.7}) {
                const QPointF spot(box.left() + across * box.width(),
                                   box.top() + down * box.height());
                QVERIFY(!f.scene.portNear(spot, zoom));
            }
        }
        const QPoint from = f.middle("Worker");
        f.drag(from, from + QPoint(0, 120));
        QVERIFY(f.document.design().named<Function>(QStringLiteral("Worker"))->position->y > 0);
        QVERIFY(f.document.design().all<Connection>().isEmpty());
    }

    void connectsByKeyboard()
    {
        Fixture f(twoNodes(), m_catalog);
        f.selection.set({f.id("Jobs")});
        f.view.setTool(ToolKind::Connect);
        f.key(Qt::Key_Right);
        f.key(Qt::Key_Return);
        QCOMPARE(f.document.design().all<Connection>().size(), 1);
        QCOMPARE(f.document.design().all<Connection>().first()->to, f.id("Worker"));
        QCOMPARE(f.view.toolKind(), ToolKind::Select);
    }

    void escapeAlwaysReturnsToTheSelectTool_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("connect") << int(ToolKind::Connect);
        QTest::newRow("pan") << int(ToolKind::Pan);
        QTest::newRow("place") << int(ToolKind::Place);
        QTest::newRow("select") << int(ToolKind::Select);
    }
    void escapeAlwaysReturnsToTheSelectTool()
    {
        QFETCH(int, kind);
        Fixture f(twoNodes(), m_catalog);
        if (ToolKind(kind) == ToolKind::Place)
            f.view.startPlacing(QStringLiteral("function"));
        else
            f.view.setTool(ToolKind(kind));
        QCOMPARE(f.view.toolKind(), ToolKind(kind));
        f.key(Qt::Key_Escape);
        QCOMPARE(f.view.toolKind(), ToolKind::Select);
    }

    void droppingOnASubnetMovesInto()
    {
        Fixture f(withNetwork(), m_catalog);
        const QRectF subnet = f.scene.box(f.id("A"))->box();
        const QRectF inside = f.scene.box(f.id("Inside"))->box();
        const QPointF spot(subnet.center().x(), (inside.top() + subnet.top()) / 2);
        f.drag(f.middle("Worker"), f.at(spot));
        const auto *worker = f.document.design().named<Function>(QStringLiteral("Worker"));
        QCOMPARE(worker->subnets, QList<ElementId>{f.id("A")});
        QVERIFY(worker->inVpc);
        QCOMPARE(f.document.undoStack().count(), 1);
        QVERIFY(f.scene.box(f.id("A"))->box().contains(f.scene.box(f.id("Worker"))->box()));
        QVERIFY(!f.scene.box(f.id("A"))->state().dropTarget);

        f.drag(f.middle("Worker"),
               f.at(f.scene.box(f.id("Main"))->box().bottomLeft() + QPointF(-120, 60)));
        QVERIFY(f.document.design().named<Function>(QStringLiteral("Worker"))->subnets.isEmpty());
        f.document.undoStack().undo();
        f.document.undoStack().undo();
        QVERIFY(f.document.design() == withNetwork());
    }

    void aDropFromThePalettePlaces()
    {
        Fixture f(withNetwork(), m_catalog);
        QMimeData data;
        data.setData(QString::fromLatin1(placeableMimeType), "function");
        const QRectF subnet = f.scene.box(f.id("A"))->box();
        const QPoint spot = f.at(subnet.topLeft() + QPointF(20, 60));
        QDragEnterEvent enter(spot, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(f.port(), &enter);
        QVERIFY(enter.isAccepted());
        QDragMoveEvent move(spot, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(f.port(), &move);
        QVERIFY(f.scene.box(f.id("A"))->state().dropTarget);
        QDropEvent drop(spot, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(f.port(), &drop);
        const auto *made = f.document.design().named<Function>(QStringLiteral("Function"));
        QVERIFY(made);
        QCOMPARE(made->subnets, QList<ElementId>{f.id("A")});
        QCOMPARE(f.selection.current(), made->id);
    }

    void thePlaceToolPlacesWhereItClicks()
    {
        Fixture f(twoNodes(), m_catalog);
        f.view.startPlacing(QStringLiteral("table"));
        const QPointF spot(288, 240);
        QTest::mouseMove(f.port(), f.at(spot));
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, f.at(spot));
        const auto *table = f.document.design().named<Service>(QStringLiteral("Table"));
        QVERIFY(table);
        QCOMPARE(table->position->x, 192.0); // the click is its middle: 288 - 96
        QCOMPARE(table->position->y, 208.0); // 240 - 32
        QCOMPARE(f.view.toolKind(), ToolKind::Select);
    }

    void placingNowFindsAFreeSpot()
    {
        Fixture f(twoNodes(), m_catalog);
        for (int i = 0; i < 12; ++i)
            f.view.placeNow(QStringLiteral("queue"));
        QList<QRectF> boxes;
        for (const auto &[id, content] : f.scene.content().boxes) {
            for (const QRectF &other : boxes)
                QVERIFY(!other.intersects(content.rect));
            boxes.append(content.rect);
        }
        QCOMPARE(boxes.size(), 14);
    }

    void renamesInPlace()
    {
        Fixture f(twoNodes(), m_catalog);
        f.selection.set({f.id("Worker")});
        f.view.rename();
        auto *field = f.view.findChild<QLineEdit *>(QStringLiteral("renameField"));
        QVERIFY(field->isVisible());
        QCOMPARE(field->text(), QStringLiteral("Worker"));
        QTest::keyClicks(field, QStringLiteral("Handler"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!field->isVisible());
        QVERIFY(f.document.design().named<Function>(QStringLiteral("Handler")));
        QCOMPARE(f.document.undoStack().count(), 1);

        // A name that is taken is refused beside the field, and Esc leaves the old one.
        f.view.rename();
        field->setText(QStringLiteral("Jobs"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(field->isVisible());
        QVERIFY(field->property("invalid").toBool());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
        QVERIFY(f.document.design().named<Function>(QStringLiteral("Handler")));
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void deletesWithConnections()
    {
        Fixture f(placed(QStringLiteral("queue Jobs -> Worker; fn Worker"),
                         {{"Jobs", {0, 0}}, {"Worker", {400, 0}}}),
                  m_catalog);
        const Design before = f.document.design();
        f.selection.set({f.id("Jobs")});
        f.view.deleteSelection();
        QCOMPARE(f.document.design().size(), 1);
        QVERIFY(f.scene.content().edges.empty());
        f.document.undoStack().undo();
        QVERIFY(f.document.design() == before);
        QCOMPARE(f.scene.content().edges.size(), size_t(1));
    }

    void arrowsWalkAndAltArrowsMove()
    {
        Fixture f(twoNodes(), m_catalog);
        f.selection.set({f.id("Jobs")});
        f.key(Qt::Key_Right);
        QCOMPARE(f.selection.current(), f.id("Worker"));
        QCOMPARE(f.scene.focusElement(), f.id("Worker"));
        f.key(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(f.document.design().named<Function>(QStringLiteral("Worker"))->position->y, 16.0);
        f.key(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(f.document.design().named<Function>(QStringLiteral("Worker"))->position->y, 80.0);
    }

    void pinchingZoomsWhereTheFingersAre()
    {
        Fixture f(twoNodes(), m_catalog);
        const QPoint anchor = f.middle("Worker");
        const QPointF there = f.view.viewport()->mapToGlobal(QPointF(anchor));
        const QPointF before = f.view.mapToScene(anchor);
        const auto isKept = [&](const QPoint &at) {
            const QPointF away = f.view.mapToScene(at) - before;
            return qAbs(away.x()) < 1.5 && qAbs(away.y()) < 1.5;
        };
        QNativeGestureEvent spread(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(),
                                   2, anchor, anchor, there, 0.25, {});
        QApplication::sendEvent(f.port(), &spread);
        QCOMPARE(f.view.zoom(), 1.25);
        QVERIFY(isKept(anchor));

        // Two fingers on a screen, which also wander by 30.
        QPinchGesture pinch;
        pinch.setScaleFactor(0.8);
        pinch.setLastCenterPoint(there);
        pinch.setCenterPoint(there + QPointF(30, 0));
        QGestureEvent touched({&pinch});
        QApplication::sendEvent(f.port(), &touched);
        QCOMPARE(f.view.zoom(), 1.0);
        QVERIFY(isKept(anchor + QPoint(30, 0)));
    }

    void zoomKeepsThePointUnderThePointer()
    {
        Fixture f(twoNodes(), m_catalog);
        const QPoint anchor = f.middle("Worker");
        const QPointF before = f.view.mapToScene(anchor);
        QWheelEvent wheel(anchor, f.view.viewport()->mapToGlobal(anchor), {}, {0, 120},
                          Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(f.port(), &wheel);
        QCOMPARE(f.view.zoom(), 1.25);
        const QPointF after = f.view.mapToScene(anchor);
        QVERIFY(qAbs(after.x() - before.x()) < 1.5);
        QVERIFY(qAbs(after.y() - before.y()) < 1.5);
        f.view.fit();
        QVERIFY(
            f.view.mapToScene(f.port()->rect()).boundingRect().contains(f.scene.content().bounds));
    }

    void spaceAndMiddleButtonPan()
    {
        Fixture f(twoNodes(), m_catalog);
        f.view.setZoom(2);
        f.view.centerOn(QPointF(200, 32));
        const int before = f.view.horizontalScrollBar()->value();
        QTest::keyPress(&f.view, Qt::Key_Space);
        f.drag({500, 400}, {400, 400});
        QTest::keyRelease(&f.view, Qt::Key_Space);
        QCOMPARE(f.view.horizontalScrollBar()->value(), before + 100);
        QVERIFY(f.selection.ids().isEmpty());
        QTest::mousePress(f.port(), Qt::MiddleButton, {}, {400, 400});
        QTest::mouseMove(f.port(), {450, 400});
        QTest::mouseRelease(f.port(), Qt::MiddleButton, {}, {450, 400});
        QCOMPARE(f.view.horizontalScrollBar()->value(), before + 50);
    }

    void revealBringsIntoView()
    {
        Fixture f(placed(QStringLiteral("fn Near; fn Far"), {{"Near", {0, 0}}, {"Far", {6000, 0}}}),
                  m_catalog);
        f.view.centerOn(QPointF(0, 0));
        f.selection.reveal({f.id("Far")});
        QVERIFY(f.port()->rect().contains(f.middle("Far")));
        QCOMPARE(f.selection.current(), f.id("Far"));
    }

    void whatWasFittedStaysFittedWhenTheWindowChanges()
    {
        Fixture f(
            placed(QStringLiteral("fn Near; fn Far"), {{"Near", {0, 0}}, {"Far", {3000, 2000}}}),
            m_catalog);
        const auto showsAll = [&f] {
            return f.view.mapToScene(f.port()->rect())
                .boundingRect()
                .contains(f.scene.content().bounds);
        };
        f.view.fit();
        f.view.resize(700, 900);
        QVERIFY(showsAll());
        f.view.resize(1300, 500);
        QVERIFY(showsAll());
        // Once it is zoomed by hand it is left alone.
        f.view.setZoom(1);
        f.view.resize(900, 700);
        QCOMPARE(f.view.zoom(), 1.0);
    }

    void theLegendStandsWhereItCoversLeast_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::newRow("free below")
            << QStringLiteral("queue Jobs -> Worker; fn Worker") << 400.0 << 0.0;
        // The lower left corner is taken, the lower right one free.
        QTest::newRow("taken") << QStringLiteral("queue Jobs -> Worker; fn Worker; fn Low; fn Far")
                               << 1600.0 << 0.0;
    }
    void theLegendStandsWhereItCoversLeast()
    {
        QFETCH(QString, text);
        QFETCH(double, x);
        QFETCH(double, y);
        QList<QPair<const char *, Point>> places{{"Jobs", {0, 0}}, {"Worker", {x, y}}};
        if (text.contains(QStringLiteral("Low"))) {
            places.append({"Low", {0, 800}});
            places.append({"Far", {1600, 200}});
        }
        Fixture f(placed(text, places), m_catalog);
        f.view.fit();
        const QRectF legend = f.view.mapToScene(f.view.legend().geometry()).boundingRect();
        QVERIFY(f.port()->rect().contains(f.view.legend().geometry()));
        for (const auto &[id, content] : f.scene.content().boxes)
            QVERIFY2(!legend.intersects(content.rect), qPrintable(content.name));
    }

    void lostZonesAreSeenReadAndExplained()
    {
        Fixture f(
            placed(
                QStringLiteral(
                    "vpc Main 10.0.0.0/16; zone Za in Main; zone Zb in Main; "
                    "subnet A 10.0.0.0/24 in Za; subnet B 10.0.1.0/24 in Zb; fn Only 512 in A; "
                    "fn Both 512 in A,B; fn Away 512; Away -> Only; Both -> Away"),
                {{"Main", {0, 0}}, {"Only", {40, 120}}, {"Both", {40, 220}}, {"Away", {900, 0}}}),
            m_catalog);
        const ElementId broken = connectionBetween(f.document.design(), QStringLiteral("Both"),
                                                   QStringLiteral("Away"));
        const ElementId dead = connectionBetween(f.document.design(), QStringLiteral("Away"),
                                                 QStringLiteral("Only"));
        network::ZoneLoss loss;
        loss.lost = {f.id("Za")};
        loss.effects
            = {{f.id("Only"), network::Harm::Stops, Text{"Test", "reason one", {}}, {f.id("Za")}},
               {f.id("Both"), network::Harm::CutOff, Text{"Test", "reason two", {}}, {broken}},
               {f.id("B"), network::Harm::Overloaded, Text{"Test", "reason three", {}}, {}}};
        const QImage before = f.view.grab().toImage();
        f.scene.setZoneLoss(loss);
        QVERIFY(f.scene.box(f.id("Za"))->state().zoneOff);
        QVERIFY(!f.scene.box(f.id("Zb"))->state().zoneOff);
        const auto harmOf = [&](const char *name) { return f.scene.box(f.id(name))->state().harm; };
        QCOMPARE(harmOf("Only"), std::optional(network::Harm::Stops));
        QCOMPARE(harmOf("Both"), std::optional(network::Harm::CutOff));
        QCOMPARE(harmOf("B"), std::optional(network::Harm::Overloaded));
        QVERIFY(!harmOf("Away"));
        // Nothing passes to what stops, nor the way that was lost.
        QVERIFY(f.scene.edge(broken)->state().harm);
        QVERIFY(f.scene.edge(dead)->state().harm);
        QVERIFY(f.view.grab().toImage() != before);
        // The reason is one hover away, and screen readers say what happens.
        QVERIFY(f.scene.toolTipOf(f.id("Both")).contains(QStringLiteral("reason two")));
        QAccessibleInterface *read = accessibleElement(f.view, f.id("Only"));
        QVERIFY(read->text(QAccessible::Name).contains(QStringLiteral("stopped")));
        QCOMPARE(f.view.legend().harms(),
                 (QList<network::Harm>{network::Harm::Stops, network::Harm::CutOff,
                                       network::Harm::Overloaded}));
        // The design is none the wiser, and an edit keeps what is shown.
        QCOMPARE(f.document.undoStack().count(), 0);
        f.scene.refresh();
        QCOMPARE(harmOf("Only"), std::optional(network::Harm::Stops));

        f.scene.setZoneLoss({});
        QVERIFY(!harmOf("Only"));
        QVERIFY(!f.scene.edge(dead)->state().harm);
        QVERIFY(!f.scene.toolTipOf(f.id("Both")).contains(QStringLiteral("reason two")));
        QVERIFY(f.view.legend().harms().isEmpty());
    }

    void screenReadersSeeTheElementsAsAList()
    {
        Fixture f(placed(QStringLiteral("queue Jobs; fn Worker 512; Jobs -> Worker"),
                         {{"Jobs", {0, 0}}, {"Worker", {400, 0}}}),
                  m_catalog);
        const ElementId line = connectionBetween(f.document.design(), QStringLiteral("Jobs"),
                                                 QStringLiteral("Worker"));
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&f.view);
        QCOMPARE(list->childCount(), 3);
        QStringList names;
        for (int i = 0; i < list->childCount(); ++i) {
            QAccessibleInterface *child = list->child(i);
            QCOMPARE(list->indexOfChild(child), i);
            QCOMPARE(child->parent(), list);
            QCOMPARE(list->child(i), child); // the same each time
            names.append(child->text(QAccessible::Name));
        }
        QVERIFY(!list->child(3));
        QVERIFY(names.at(0).contains(QStringLiteral("Jobs")));
        QVERIFY(names.at(1).contains(QStringLiteral("Worker")));
        QVERIFY(names.at(2).contains(QStringLiteral("from Jobs to Worker")));

        QVERIFY(!list->focusChild());
        f.scene.setFocusElement(f.id("Worker"));
        QCOMPARE(list->focusChild(), list->child(1));
        QVERIFY(list->child(1)->state().focused);
        QVERIFY(!list->child(0)->state().focused);
        const QPoint middle = list->child(1)->rect().center();
        QCOMPARE(list->childAt(middle.x(), middle.y()), list->child(1));

        QAccessibleInterface *gone = accessibleElement(f.view, line);
        QVERIFY(gone->isValid());
        f.document.apply(QStringLiteral("Remove"), remove(f.document.design(), {f.id("Worker")}));
        QVERIFY(!gone->isValid());
        QCOMPARE(list->childCount(), 1);
        QVERIFY(!accessibleElement(f.view, line));
    }

    void aLegendThatWouldCoverANodeInEachCornerIsFolded()
    {
        Fixture f(
            placed(
                QStringLiteral("queue Jobs -> Worker; fn Worker; fn Low; fn Far"),
                {{"Jobs", {0, 0}}, {"Worker", {1600, 0}}, {"Low", {0, 960}}, {"Far", {1600, 960}}}),
            m_catalog);
        f.view.fit();
        QVERIFY(f.view.legend().height() < f.view.legend().sizeFor(Legend::Room::All).height());
        QVERIFY(!f.view.legend().isFolded());
    }

    void aSmallCanvasFoldsItsLegendUnlessOneUnfoldsIt()
    {
        Fixture f(placed(QStringLiteral("queue Jobs -> Worker; fn Worker"),
                         {{"Jobs", {0, 0}}, {"Worker", {400, 0}}}),
                  m_catalog);
        const QSize full = f.view.legend().sizeFor(Legend::Room::All);
        QCOMPARE(f.view.legend().size(), full);
        f.view.resize(int(full.width() * 2), int(full.height() * 2));
        QVERIFY(f.view.legend().height() < full.height());
        // It is the room that folds it, not the person's choice.
        QVERIFY(!f.view.legend().isFolded());
        f.view.legend().findChild<QToolButton *>()->click();
        QCOMPARE(f.view.legend().size(), full);
        f.view.resize(1200, 800);
        QCOMPARE(f.view.legend().size(), full);
    }

    /// A name stays whole between 45 and 70 %, where the node is narrower than at 100 %: the same
    /// name cut in the middle would look different.
    void namesOfUsualLengthStayWholeFromAfar()
    {
        const auto ink = [this](const char *name, double zoom) {
            Fixture f(placed(QStringLiteral("fn %1").arg(QLatin1String(name)), {{name, {0, 0}}}),
                      m_catalog);
            f.view.setZoom(zoom);
            f.view.centerOn(f.scene.content().bounds.center());
            const QRect box = f.view.mapFromScene(f.scene.box(f.id(name))->box()).boundingRect();
            const QImage image = f.view.viewport()
                                     ->grab(box.adjusted(-20, 0, 20, 4))
                                     .toImage()
                                     .convertToFormat(QImage::Format_RGB32);
            // The width of what is written, from the leftmost to the rightmost dark pixel of the
            // lower half, where the name stands.
            int left = image.width();
            int right = 0;
            for (int y = image.height() / 2; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (qGray(image.pixel(x, y)) < 100) {
                        left = std::min(left, x);
                        right = std::max(right, x);
                    }
                }
            }
            return right - left;
        };
        const QFontMetrics metrics(theme::sans(11, true));
        for (const char *name : {"CreateOrder", "OrderEvents", "UpdateStatistics"}) {
            for (const double zoom : {0.46, 0.55, 0.65}) {
                const int whole = metrics.horizontalAdvance(QLatin1String(name));
                QVERIFY2(qAbs(ink(name, zoom) - whole) <= 4, name);
            }
        }
    }

    void aPictureShowsTheWholeDrawing()
    {
        const Design design = withNetwork();
        for (const theme::Theme &theme : {theme::light(), theme::dark()}) {
            const QImage image = pictureOf(design, m_catalog, theme, {270, 140}, 2)
                                     .toImage()
                                     .convertToFormat(QImage::Format_RGB32);
            QCOMPARE(image.size(), QSize(540, 280));
            const QRgb ground = theme.color(theme::Token::Canvas).rgb();
            QSet<QRgb> colors;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const bool edge = x < 8 || y < 8 || x >= 532 || y >= 272;
                    if (edge)
                        QCOMPARE(image.pixel(x, y), ground); // nothing is cut off
                    colors.insert(image.pixel(x, y));
                }
            }
            QVERIFY(colors.size() > 10);
        }
        const QImage nothing
            = pictureOf(Design(), m_catalog, theme::light(), {20, 10}, 1).toImage();
        QCOMPARE(nothing.pixelColor(5, 5), theme::light().color(theme::Token::Canvas));
    }

    void everythingIsPaintedAtEveryLevelOfDetail()
    {
        Fixture f(withNetwork(), m_catalog);
        for (const double zoom : {2.0, 1.0, 0.6, 0.3, 0.1}) {
            f.view.setZoom(zoom);
            f.view.centerOn(f.scene.content().bounds.center());
            const QImage image = f.view.grab().toImage();
            QSet<QRgb> colors;
            for (int y = 0; y < image.height(); y += 3) {
                for (int x = 0; x < image.width(); x += 3)
                    colors.insert(image.pixel(x, y));
            }
            QVERIFY2(colors.size() > 4, qPrintable(QString::number(zoom)));
        }
    }
};

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
