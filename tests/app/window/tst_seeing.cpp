// SPDX-License-Identifier: GPL-3.0-or-later
//
// Overlays, the path of a request and the map through the window: by key, menu, command and mouse.
#include "tests/app/window/window_fixture.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/legend.h"
#include "widgets/canvas/minimap.h"
#include "widgets/canvas/path_panel.h"
#include "widgets/command/command_palette.h"
#include "widgets/theme/empty_state.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

using namespace stratoplan;
using namespace stratoplan::window;

class TestSeeing : public QObject
{
    Q_OBJECT

    static bool finished(WindowFixture &f)
    {
        return QTest::qWaitFor([&] { return !f.window.pathPanel().isWorking(); }, 20000);
    }
    static canvas::CanvasScene &scene(WindowFixture &f) { return f.window.canvasView().canvas(); }
    static bool isLit(WindowFixture &f, const char *name)
    {
        return !scene(f).box(f.id(name))->state().faded;
    }

private Q_SLOTS:
    void keysChooseOverlays_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<QString>("id");
        QTest::newRow("1") << Qt::Key_1 << QByteArray("overlayFindings") << "findings";
        QTest::newRow("2") << Qt::Key_2 << QByteArray("overlayCost") << "cost";
        QTest::newRow("3") << Qt::Key_3 << QByteArray("overlayLatency") << "latency";
        QTest::newRow("4") << Qt::Key_4 << QByteArray("overlayConcurrency") << "concurrency";
        QTest::newRow("5") << Qt::Key_5 << QByteArray("overlayColdStart") << "cold-start";
        QTest::newRow("6") << Qt::Key_6 << QByteArray("overlayExecution") << "execution";
        QTest::newRow("7") << Qt::Key_7 << QByteArray("overlayZone") << "zone";
    }
    void keysChooseOverlays()
    {
        QFETCH(Qt::Key, key);
        QFETCH(QByteArray, action);
        QFETCH(QString, id);
        WindowFixture f(smallShop, smallShopPlaces);
        f.window.canvasView().setFocus();
        f.key(key);
        QVERIFY(scene(f).overlay());
        QCOMPARE(QString(overlay::id(scene(f).overlay()->kind)), id);
        QVERIFY(f.action(action.constData())->isChecked());
        QVERIFY(!f.action("noOverlay")->isChecked());
        QVERIFY(f.find<QToolButton>("overlay")->isChecked());
        QVERIFY(f.window.canvasView().legend().overlayLines().size() > 1);
        f.key(Qt::Key_0);
        QVERIFY(!scene(f).overlay() && f.action("noOverlay")->isChecked());
        QVERIFY(!f.find<QToolButton>("overlay")->isChecked());
        // By the menu of the tool bar, and back by Esc.
        const QList<QAction *> offered = f.find<QToolButton>("overlay")->menu()->actions();
        QVERIFY(offered.contains(f.action(action.constData())));
        f.action(action.constData())->trigger();
        QVERIFY(scene(f).overlay());
        f.window.canvasView().setFocus();
        f.key(Qt::Key_Escape);
        QVERIFY(!scene(f).overlay() && f.action("noOverlay")->isChecked());
    }

    void whereThereIsNothingAButtonPlacesSomething_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<QByteArray>("panel");
        QTest::addColumn<QString>("kind");
        QTest::newRow("curves") << Qt::Key_2 << QByteArray("stratoplan::curves::CurvesPanel")
                                << "function";
        QTest::newRow("network") << Qt::Key_3 << QByteArray("stratoplan::network::NetworkPanel")
                                 << "vpc";
    }
    void whereThereIsNothingAButtonPlacesSomething()
    {
        QFETCH(Qt::Key, key);
        QFETCH(QByteArray, panel);
        QFETCH(QString, kind);
        WindowFixture f(QString(), {});
        f.window.canvasView().setFocus();
        f.key(key, Qt::AltModifier);
        QPushButton *button = nullptr;
        for (auto *state : f.window.findChildren<theme::EmptyState *>()) {
            const QWidget *owner = state;
            while (owner && owner->metaObject()->className() != panel)
                owner = owner->parentWidget();
            if (owner)
                button = state->findChild<QPushButton *>();
        }
        QVERIFY(button);
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(f.action("viewDesign")->isChecked());
        const ElementId placed = f.window.selection().current();
        QCOMPARE(QString(kindWord(*f.window.document().design().find(placed))), kind);
    }

    void viewsTakeTheRoomOfTheDrawingAndGiveItBack_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<QByteArray>("view");
        QTest::addColumn<QByteArray>("panel");
        QTest::newRow("curves") << Qt::Key_2 << QByteArray("viewCurves")
                                << QByteArray("stratoplan::curves::CurvesPanel");
        QTest::newRow("network") << Qt::Key_3 << QByteArray("viewNetwork")
                                 << QByteArray("stratoplan::network::NetworkPanel");
        QTest::newRow("decisions") << Qt::Key_4 << QByteArray("viewDecisions")
                                   << QByteArray("stratoplan::decision::DecisionPanel");
    }
    void viewsTakeTheRoomOfTheDrawingAndGiveItBack()
    {
        QFETCH(Qt::Key, key);
        QFETCH(QByteArray, view);
        QFETCH(QByteArray, panel);
        WindowFixture f(smallShop, smallShopPlaces);
        canvas::CanvasView &drawing = f.window.canvasView();
        drawing.setZoom(0.9);
        f.window.selection().set({f.id("Orders")});
        drawing.setFocus();
        const auto middle = [&] { return drawing.mapToScene(drawing.viewport()->rect().center()); };
        const QPointF before = middle();
        const auto *panels = f.find<QTabWidget>("panels");
        QVERIFY(f.action("viewDesign")->isChecked());

        f.key(key, Qt::AltModifier);
        QVERIFY(!drawing.isVisible());
        QVERIFY(panels->isVisible());
        const auto *shown
            = panels->currentWidget()->findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(shown && shown->isVisible());
        QCOMPARE(QByteArray(shown->metaObject()->className()), panel);
        QCOMPARE(shown->size(), panels->currentWidget()->size());
        QVERIFY(panels->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(f.action(view.constData())->isChecked());
        QVERIFY(!f.action("viewDesign")->isChecked());
        // Once more changes nothing.
        f.key(key, Qt::AltModifier);
        QVERIFY(f.action(view.constData())->isChecked() && !drawing.isVisible());
        // A panel that is no view has the room too.
        f.action("goToFindings")->trigger();
        QVERIFY(!f.action(view.constData())->isChecked());
        QVERIFY(!f.action("viewDesign")->isChecked());

        f.key(Qt::Key_1, Qt::AltModifier);
        QVERIFY(drawing.isVisible() && drawing.hasFocus());
        QVERIFY(f.action("viewDesign")->isChecked());
        QCOMPARE(f.window.selection().ids(), QList<ElementId>{f.id("Orders")});
        QCOMPARE(drawing.zoom(), 0.9);
        QVERIFY(QLineF(middle(), before).length() < 2);
    }

    void segmentsChooseViewsWhereThereIsRoom()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        auto *views = f.find<QFrame>("viewSwitch");
        f.window.resize(1440, 900);
        QVERIFY(views->isVisible());
        const QList<QToolButton *> segments = views->findChildren<QToolButton *>();
        QCOMPARE(segments.size(), 4);
        for (QToolButton *segment : segments) {
            QTest::mouseClick(segment, Qt::LeftButton);
            QVERIFY(segment->isChecked());
            QCOMPARE(std::count_if(segments.begin(), segments.end(),
                                   [](const QToolButton *each) { return each->isChecked(); }),
                     1);
        }
        // Words of the search entry give way before the views do.
        const auto *search = f.find<QWidget>("searchEntry");
        QVERIFY(search->width() > 100);
        f.window.resize(1180, 760);
        QTRY_VERIFY(search->width() < 40);
        QVERIFY(views->isVisible());
        f.window.resize(980, 600);
        QTRY_VERIFY(!views->isVisible());
        QTRY_VERIFY(search->width() > 100);
        f.window.resize(1440, 900);
        QTRY_VERIFY(views->isVisible());
    }

    void digitsAreLettersElsewhere()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        f.window.selection().set({f.id("Orders")});
        f.window.canvasView().rename();
        f.type(QStringLiteral("O2"));
        QVERIFY(!scene(f).overlay());
        QCOMPARE(f.find<QLineEdit>("renameField")->text(), QStringLiteral("O2"));
    }

    void commandsChooseOverlays()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        f.window.canvasView().setFocus();
        f.key(Qt::Key_K, Qt::ControlModifier);
        f.type(QStringLiteral("tint by cost"));
        f.key(Qt::Key_Return);
        QVERIFY(scene(f).overlay() && scene(f).overlay()->kind == overlay::Kind::Cost);
    }

    void figuresAreThoseOfTheAnalysis()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        f.window.canvasView().setFocus();
        f.key(Qt::Key_2);
        const estimate::Component *part
            = f.window.analysis().latest()->estimates.component(f.id("Orders"));
        QVERIFY(part && part->perMonth);
        QCOMPARE(scene(f).overlay()->of(f.id("Orders"))->value, part->perMonth->value);
        // They follow the next analysis.
        QSignalSpy ready(&f.window.analysis(), &AnalysisRunner::analysisReady);
        DocumentEdit edit = f.window.document().edit(QStringLiteral("Slower"));
        edit.set(f.id("Orders"), &Function::duration, Milliseconds(200));
        QVERIFY(edit.commit().isEmpty());
        QVERIFY(QTest::qWaitFor([&] { return !ready.isEmpty(); }, 20000));
        part = f.window.analysis().latest()->estimates.component(f.id("Orders"));
        QCOMPARE(scene(f).overlay()->of(f.id("Orders"))->value, part->perMonth->value);
    }

    void aPathIsFollowedByKey()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        f.window.canvasView().setFocus();
        f.window.selection().set({f.id("Orders")});
        f.key(Qt::Key_8);
        QVERIFY(f.window.pathPanel().isVisible() && f.action("followPath")->isChecked());
        QVERIFY(finished(f));
        QVERIFY(isLit(f, "Api") && isLit(f, "Orders") && isLit(f, "Items"));
        QVERIFY(!isLit(f, "Jobs") && !isLit(f, "Mail"));
        // F6 leads into its steps, which lead to the elements; Esc ends.
        f.key(Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), f.window.pathPanel().focusProxy());
        f.key(Qt::Key_End);
        QCOMPARE(f.window.selection().current(), f.id("Items"));
        f.key(Qt::Key_Escape);
        QVERIFY(!f.window.pathPanel().isVisible() && !f.action("followPath")->isChecked());
        QVERIFY(isLit(f, "Jobs"));
        QVERIFY(f.window.canvasView().hasFocus());
        // On the drawing Esc lets go of the selection first.
        f.key(Qt::Key_8);
        QVERIFY(f.window.pathPanel().isActive());
        f.key(Qt::Key_Escape);
        QVERIFY(f.window.selection().ids().isEmpty() && f.window.pathPanel().isActive());
        f.key(Qt::Key_Escape);
        QVERIFY(!f.window.pathPanel().isActive());
    }

    void aPathIsFollowedByMouse()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        auto *button = qobject_cast<QToolButton *>(
            f.find<QToolBar>("toolBar")->widgetForAction(f.action("followPath")));
        QVERIFY(button);
        canvas::CanvasView &view = f.window.canvasView();
        const auto click = [&](const char *name) {
            const QPointF middle = scene(f).box(f.id(name))->box().center();
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.mapFromScene(middle));
        };
        click("Mail");
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(finished(f));
        QVERIFY(isLit(f, "Jobs") && isLit(f, "Mail") && !isLit(f, "Api"));
        // Another element, another path.
        click("Items");
        QVERIFY(finished(f));
        QVERIFY(isLit(f, "Api") && !isLit(f, "Mail"));
        QTest::mouseClick(f.find<QToolButton>("endPath"), Qt::LeftButton);
        QVERIFY(isLit(f, "Mail"));
        QVERIFY(!button->isChecked());
    }

    void aPathHasRoomInASmallWindow()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        f.window.resize(f.window.minimumSize());
        f.window.canvasView().setFocus();
        f.key(Qt::Key_8);
        QVERIFY(finished(f));
        // Nothing of the panel or its list is cut off by the pane beside it.
        canvas::PathPanel &panel = f.window.pathPanel();
        const auto isInside
            = [&] { return panel.parentWidget()->rect().contains(panel.geometry()); };
        if (!QTest::qWaitFor(isInside, 2000)) {
            const QRect room = panel.parentWidget()->rect();
            QFAIL(qPrintable(QStringLiteral("%1 x %2 at %3, %4 in %5 x %6")
                                 .arg(panel.width())
                                 .arg(panel.height())
                                 .arg(panel.x())
                                 .arg(panel.y())
                                 .arg(room.width())
                                 .arg(room.height())));
        }
        const QRect list(panel.mapTo(&f.window, QPoint()), panel.size());
        auto *dock = f.find<QDockWidget>("inspectorDock");
        QVERIFY(!list.intersects(dock->geometry()));
        QVERIFY(f.window.canvasView().width() >= 180);
    }

    void aPathFollowsAnEdit()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        f.window.canvasView().setFocus();
        f.window.selection().set({f.id("Orders")});
        f.key(Qt::Key_8);
        QVERIFY(finished(f));
        QSignalSpy ready(&f.window.analysis(), &AnalysisRunner::analysisReady);
        DocumentEdit edit = f.window.document().edit(QStringLiteral("Send"));
        Connection connection;
        connection.from = f.id("Orders");
        connection.to = f.id("Jobs");
        connection.role = Role::Access;
        edit.add(connection);
        QVERIFY(edit.commit().isEmpty());
        QVERIFY(QTest::qWaitFor([&] { return !ready.isEmpty(); }, 20000));
        QVERIFY(finished(f));
        QTRY_VERIFY(isLit(f, "Jobs") && isLit(f, "Mail"));
    }

    void theMapIsShownAndHidden()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        canvas::CanvasView &view = f.window.canvasView();
        view.setFocus();
        view.setZoom(3);
        QVERIFY(view.minimap().isVisible());
        f.key(Qt::Key_M);
        QVERIFY(!view.minimap().isVisible() && !f.action("showMinimap")->isChecked());
        f.action("showMinimap")->trigger();
        QVERIFY(view.minimap().isVisible());
        view.fit();
        QVERIFY(!view.minimap().isVisible());
    }
};

QTEST_MAIN(TestSeeing)
#include "tst_seeing.moc"
