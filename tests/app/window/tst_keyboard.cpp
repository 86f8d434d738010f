// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/menu_places.h"
#include "app/window/shortcuts.h"
#include "tests/app/window/window_fixture.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/findings/findings_panel.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/property_row.h"
#include "widgets/outline/outline_panel.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>
#include <QTimer>
#include <QTreeView>
#include <QUndoView>

using namespace stratoplan;
using namespace stratoplan::window;

/// The window without a mouse.
class TestKeyboard : public QObject
{
    Q_OBJECT

    static QString text()
    {
        return QStringLiteral("fn Worker 512 30; queue Jobs -> Worker; vpc Main 10.0.0.0/16; zone "
                              "Za in Main; subnet A 10.0.0.0/24 in Za; fn Inside 256 in A");
    }
    static bool isInside(const QWidget *pane)
    {
        const QWidget *focus = QApplication::focusWidget();
        return focus && (focus == pane || pane->isAncestorOf(focus));
    }
    /// What the menu offers that the key opens.
    static QStringList menuOf(WindowFixture &f, QWidget *focus)
    {
        f.window.activateWindow();
        if (!QTest::qWaitForWindowActive(&f.window))
            return {};
        focus->setFocus();
        QStringList entries;
        QTimer::singleShot(0, [&entries] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            if (!menu)
                return;
            for (const QAction *action : menu->actions())
                entries.append(action->objectName());
            menu->close();
        });
        f.key(Qt::Key_F10, Qt::ShiftModifier);
        QCoreApplication::processEvents();
        return entries;
    }

private Q_SLOTS:
    void f6WalksThePanes()
    {
        WindowFixture f(text());
        const QList<QWidget *> panes{&f.window.canvasView(), &f.window.inspectorPane(),
                                     f.find<QTabWidget>("panels"),
                                     f.find<QTabWidget>("leftPanels")};
        QWidget *frame = f.find<QWidget>("paneFrame");
        f.window.canvasView().setFocus();
        QVERIFY(!frame->isVisible());
        for (const int way : {1, -1}) {
            for (int i = 1; i <= 8; ++i) {
                f.key(Qt::Key_F6, way > 0 ? Qt::NoModifier : Qt::ShiftModifier);
                QWidget *pane = panes.at((i * (4 + way)) % 4);
                QVERIFY2(isInside(pane), qPrintable(pane->objectName()));
                QVERIFY(frame->isVisible());
                QCOMPARE(frame->geometry(), QRect(pane->mapTo(&f.window, QPoint()), pane->size()));
            }
        }
        QTest::mouseClick(f.window.canvasView().viewport(), Qt::LeftButton, {}, QPoint(5, 300));
        QVERIFY(!frame->isVisible());
    }

    void hiddenPanesAreLeftOut()
    {
        WindowFixture f(text());
        f.window.canvasView().setFocus();
        f.key(Qt::Key_F4, Qt::ShiftModifier);
        QVERIFY(!f.window.inspectorPane().isVisible());
        f.key(Qt::Key_F6);
        QVERIFY(isInside(f.find<QTabWidget>("panels")));
        f.key(Qt::Key_F7);
        QVERIFY(!f.find<QTabWidget>("panels")->isVisible());
        f.window.canvasView().setFocus();
        f.key(Qt::Key_F6);
        QVERIFY(isInside(f.find<QTabWidget>("leftPanels")));
    }

    /// One comes back to the field that one left.
    void aPaneRemembersItsField()
    {
        WindowFixture f(text());
        f.window.selection().set({f.id("Worker")});
        f.window.canvasView().setFocus();
        QCoreApplication::processEvents();
        f.key(Qt::Key_F6);
        const QWidget *first = QApplication::focusWidget();
        f.key(Qt::Key_Tab);
        QWidget *second = QApplication::focusWidget();
        QVERIFY(second != first && isInside(&f.window.inspectorPane()));
        f.key(Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(f.window.canvasView().hasFocus());
        f.key(Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), second);
    }

    void everyPanelIsGoneToByKey()
    {
        WindowFixture f(text());
        auto *panels = f.find<QTabWidget>("panels");
        const QList<Qt::Key> keys{Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5};
        QCOMPARE(panels->count(), int(keys.size()));
        f.window.selection().set({f.id("Inside")});
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < panels->count(); ++i) {
                f.window.canvasView().setFocus();
                f.key(keys.at(i), Qt::ControlModifier);
                QCOMPARE(panels->currentIndex(), i);
                QVERIFY2(isInside(panels->currentWidget()), qPrintable(QString::number(i)));
            }
        }
        f.key(Qt::Key_F7);
        QVERIFY(!panels->isVisible());
        f.key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(panels->isVisible());
        QVERIFY(isInside(&f.window.findingsPane()));
    }

    void enterEditsTheElement()
    {
        WindowFixture f(text());
        f.window.canvasView().setFocus();
        f.window.selection().set({f.id("Worker")});
        f.key(Qt::Key_F4, Qt::ShiftModifier);
        f.key(Qt::Key_Return);
        inspector::Inspector &pane = f.window.inspectorPane();
        QVERIFY(pane.isVisible());
        QVERIFY(pane.firstField());
        QCOMPARE(QApplication::focusWidget(), pane.firstField());
        // Along the way to it, its connection is edited likewise.
        f.window.canvasView().setFocus();
        f.key(Qt::Key_Down, Qt::ControlModifier);
        f.key(Qt::Key_Return);
        QVERIFY(f.design().get<Connection>(f.window.selection().current()));
        QCOMPARE(QApplication::focusWidget(), pane.firstField());
        QVERIFY(pane.row(QStringLiteral("kind")));
    }

    /// Keys that a person set are there in the next window, and wherever keys are told.
    void keysAreKeptAndTold()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        {
            MainWindow window(WindowFixture::knowledge(), settings);
            Shortcuts shortcuts(*window.menuBar());
            QList<shortcuts::Row> rows = shortcuts.rows();
            QVERIFY(shortcuts::clashesOf(rows).isEmpty());
            const auto rowOf = [&](const char *id) -> shortcuts::Row & {
                return *std::find_if(rows.begin(), rows.end(), [&](const shortcuts::Row &row) {
                    return row.id == QLatin1String(id);
                });
            };
            for (const QAction *action : window.actions().all())
                QCOMPARE(rowOf(action->objectName().toLatin1().constData()).text,
                         plainText(*action));
            rowOf("goToAnything").keys = {QKeySequence(QStringLiteral("Ctrl+J"))};
            rowOf("allZonesOn").keys = {};
            rowOf("delete").keys = {QKeySequence(QStringLiteral("D"))};
            Shortcuts::store(rows, settings);
            window.loadKeys();
            auto *action = window.findChild<QAction *>(QStringLiteral("goToAnything"));
            QCOMPARE(action->toolTip(), QStringLiteral("Go to anything (Ctrl+J)"));
            QCOMPARE(window.findChild<QWidget *>(QStringLiteral("searchEntry"))->toolTip(),
                     action->toolTip());
        }
        QCOMPARE(settings.childGroups().filter(QStringLiteral("keys")).size(), 1);
        MainWindow next(WindowFixture::knowledge(), settings);
        const auto keysOf = [&](const char *id) {
            return shortcuts::textOf(next.findChild<QAction *>(QLatin1String(id))->shortcuts());
        };
        QCOMPARE(keysOf("goToAnything"), QStringLiteral("Ctrl+J"));
        QCOMPARE(keysOf("allZonesOn"), QString());
        QCOMPARE(keysOf("delete"), QStringLiteral("D"));
        QCOMPARE(keysOf("save"), QStringLiteral("Ctrl+S"));
        // Resetting forgets them.
        Shortcuts shortcuts(*next.menuBar());
        QList<shortcuts::Row> rows = shortcuts.rows();
        for (shortcuts::Row &row : rows)
            row.initial = row.keys;
        Shortcuts::store(rows, settings);
        MainWindow third(WindowFixture::knowledge(), settings);
        QCOMPARE(third.findChild<QAction *>(QStringLiteral("delete"))->shortcuts().size(), 2);
    }

    void whatIsFoundLightsUp()
    {
        WindowFixture f(text());
        const canvas::CanvasScene &scene = f.window.canvasView().canvas();
        const auto shown = [&](const char *name) { return !scene.box(f.id(name))->state().faded; };
        f.window.canvasView().setFocus();
        f.key(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("findField"));
        f.type(QStringLiteral("work"));
        QCOMPARE(f.window.selection().ids(), QList{f.id("Worker")});
        QVERIFY(shown("Worker"));
        QVERIFY(!shown("Jobs"));
        // What comes into the design meanwhile steps back too.
        DocumentEdit edit = f.window.document().edit(QStringLiteral("Add"));
        Service service;
        service.kind = QStringLiteral("queue");
        service.name = QStringLiteral("Late");
        edit.add(service);
        QVERIFY(edit.commit().isEmpty());
        QVERIFY(!shown("Late"));
        f.type(QStringLiteral("zzz"));
        QVERIFY(shown("Jobs"));
        f.key(Qt::Key_Backspace);
        f.key(Qt::Key_Backspace);
        f.key(Qt::Key_Backspace);
        QVERIFY(!shown("Jobs"));
        f.key(Qt::Key_Escape);
        QVERIFY(shown("Jobs"));
        QVERIFY(f.window.canvasView().hasFocus());
        f.window.document().undoStack().setIndex(0);
    }

    void theHistoryLeadsToEveryStep()
    {
        WindowFixture f(text());
        const Design before = f.design();
        for (const char *name : {"One", "Two", "Three"}) {
            DocumentEdit edit = f.window.document().edit(QLatin1String(name));
            edit.rename(f.window.document().design().all<Function>().first()->id,
                        QLatin1String(name));
            QVERIFY(edit.commit().isEmpty());
        }
        f.key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        auto *steps = f.find<QUndoView>("historySteps");
        QVERIFY(steps && steps->isVisible());
        const QAbstractItemModel &model = *steps->model();
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("Two"));
        steps->setCurrentIndex(model.index(2, 0));
        QCOMPARE(f.window.document().undoStack().index(), 2);
        QVERIFY(f.id("Two"));
        QTest::keyClick(steps, Qt::Key_Up);
        QVERIFY(f.id("One"));
        QTest::keyClick(steps, Qt::Key_Home);
        QVERIFY(f.design() == before);
        QTest::keyClick(steps, Qt::Key_End);
        QVERIFY(f.id("Three"));
        f.window.document().undoStack().setIndex(0);
    }

    /// What the outline does is what the drawing does.
    void theOutlineMovesDeletesAndRenames()
    {
        WindowFixture f(text());
        const Design before = f.design();
        f.key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        auto *tree = f.find<QTreeView>("outlineTree");
        QCOMPARE(QApplication::focusWidget(), tree);
        outline::OutlinePanel &panel = *f.window.findChild<outline::OutlinePanel *>();
        f.window.selection().set({f.id("Worker")});
        Q_EMIT panel.moveRequested({f.id("Worker")}, f.id("A"));
        QCOMPARE(f.design().get<Function>(f.id("Worker"))->subnets, QList{f.id("A")});
        const canvas::CanvasScene &scene = f.window.canvasView().canvas();
        // At a free place inside it.
        QVERIFY(scene.rectOf({f.id("A")}).contains(scene.rectOf({f.id("Worker")})));
        QVERIFY(!scene.rectOf({f.id("Inside")}).intersects(scene.rectOf({f.id("Worker")})));
        Q_EMIT panel.moveRequested({f.id("Worker"), f.id("Inside")}, {});
        QVERIFY(!f.design().get<Function>(f.id("Worker"))->inVpc);
        QVERIFY(!scene.rectOf({f.id("Main")}).intersects(scene.rectOf({f.id("Worker")})));
        QCOMPARE(f.window.document().undoStack().count(), 2);
        tree->setFocus();
        // Keys of the drawing are the tree's while it has the focus.
        f.window.selection().set({f.id("Jobs")});
        f.key(Qt::Key_F2);
        auto *field = tree->viewport()->findChild<QLineEdit *>();
        QVERIFY(field && !f.window.canvasView().isRenaming());
        QTest::keyClicks(field, QStringLiteral("Tasks"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(f.id("Tasks"));
        tree->setFocus();
        f.key(Qt::Key_Delete);
        QVERIFY(!f.id("Tasks"));
        f.window.document().undoStack().setIndex(0);
        QVERIFY(f.design() == before);
    }

    void groupsAreMadeAndUndoneByKey()
    {
        WindowFixture f(text() + QStringLiteral("; note Remark \"why\""));
        canvas::CanvasView &canvas = f.window.canvasView();
        canvas.setFocus();
        QAction *group = f.action("group");
        QAction *ungroup = f.action("ungroup");
        QVERIFY(!group->isEnabled() && !ungroup->isEnabled());
        f.window.selection().set({f.id("Worker"), f.id("Inside")});
        QVERIFY(!group->isEnabled());
        const QString why
            = QStringLiteral("Inside stands in a network and has its place from there");
        QCOMPARE(group->statusTip(), why);
        QVERIFY(group->toolTip().endsWith(why));

        f.window.selection().set({f.id("Worker"), f.id("Jobs"), f.id("Remark")});
        QVERIFY(group->isEnabled() && !ungroup->isEnabled());
        QVERIFY(!group->toolTip().contains(why) && group->statusTip() != why);
        f.key(Qt::Key_G, Qt::ControlModifier);
        QVERIFY(canvas.isRenaming());
        f.type(QStringLiteral("Shop"));
        f.key(Qt::Key_Return);
        QCOMPARE(f.design().get<Group>(f.id("Shop"))->members.size(), 3);
        QVERIFY(ungroup->isEnabled());
        QVERIFY(!group->isEnabled());
        f.key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!f.id("Shop") && f.id("Worker"));
        QVERIFY(!ungroup->isEnabled());
        // What is cut goes with its group, and comes back with it.
        f.action("undo")->trigger();
        canvas.setFocus();
        f.window.selection().set({f.id("Shop")});
        f.key(Qt::Key_X, Qt::ControlModifier);
        QVERIFY(!f.id("Shop") && !f.id("Worker") && !f.id("Jobs") && !f.id("Remark"));
        f.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(f.design().get<Group>(f.id("Shop"))->members.size(), 3);
        QVERIFY(f.id("Worker") && f.id("Jobs") && f.id("Remark"));
    }

    /// The outline leads into a group and out of it where there is no pointer.
    void membersMoveByTheOutline()
    {
        WindowFixture f(text() + QStringLiteral("; frame Shop Jobs"));
        f.key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        outline::OutlinePanel &panel = *f.window.findChild<outline::OutlinePanel *>();
        Q_EMIT panel.moveRequested({f.id("Worker"), f.id("Inside")}, f.id("Shop"));
        QCOMPARE(f.design().get<Group>(f.id("Shop"))->members,
                 (QList<ElementId>{f.id("Jobs"), f.id("Worker"), f.id("Inside")}));
        QVERIFY(!f.design().get<Function>(f.id("Inside"))->inVpc);
        Q_EMIT panel.moveRequested({f.id("Worker")}, {});
        QCOMPARE(f.design().get<Group>(f.id("Shop"))->members,
                 (QList<ElementId>{f.id("Jobs"), f.id("Inside")}));
        QCOMPARE(f.window.document().undoStack().undoText(),
                 QStringLiteral("Move out of the group"));
    }

    void theMenuOpensAtTheElement()
    {
        WindowFixture f(text());
        canvas::CanvasView &view = f.window.canvasView();
        f.window.selection().set({});
        QVERIFY(menuOf(f, &view).contains(QStringLiteral("paste")));
        // The element that the keyboard stands on, though another one is selected.
        f.window.selection().set({f.id("Jobs")});
        view.canvas().setFocusElement(f.id("Worker"));
        QSignalSpy wanted(&view, &canvas::CanvasView::contextMenuWanted);
        QVERIFY(menuOf(f, &view).contains(QStringLiteral("rename")));
        QCOMPARE(f.window.selection().ids(), QList{f.id("Worker")});
        const QRect seen = view.mapFromScene(view.canvas().rectOf({f.id("Worker")})).boundingRect();
        QVERIFY(QRect(view.viewport()->mapToGlobal(seen.topLeft()), seen.size())
                    .contains(wanted.at(0).at(0).toPoint()));
    }

    void menusOfPanelsOpenToo()
    {
        WindowFixture f(text());
        f.window.selection().set({f.id("A")});
        f.key(Qt::Key_3, Qt::ControlModifier);
        auto *map = f.find<QWidget>("addressMap");
        QVERIFY(map);
        QVERIFY(!menuOf(f, map).isEmpty());
        f.window.selection().set({f.id("Worker")});
        // A menu that closes leaves no window active here.
        f.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        f.key(Qt::Key_2, Qt::ControlModifier);
        auto *table = f.find<QWidget>("curvesTable");
        QVERIFY(table);
        f.find<QAbstractButton>("curvesAsTable")->setChecked(true);
        QVERIFY(!menuOf(f, table).isEmpty());
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
