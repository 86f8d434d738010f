// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several documents in one window, and in several.
#include "app/window/document_bar.h"
#include "app/window/windows.h"
#include "tests/app/window/window_fixture.h"
#include "widgets/canvas/canvas_view.h"

#include <QDockWidget>
#include <QMessageBox>
#include <QTabBar>
#include <QToolButton>

using namespace stratoplan;
using namespace stratoplan::window;

class TestTabs : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Windows> m_windows;

    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    /// A file of a design with one function of this name.
    QString written(const char *name) const
    {
        QFile file(path(name) + QStringLiteral(".stratoplan"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(
            store::write(designFromText(QStringLiteral("fn %1 512").arg(QLatin1String(name)))));
        return file.fileName();
    }
    /// It, opened where the program opens it.
    MainWindow *open(const char *name)
    {
        MainWindow *document = m_windows->open(written(name));
        if (!QTest::qWaitFor([&] { return document->isInUse(); }, 20000))
            qFatal("not opened");
        return document;
    }
    static TabbedWindow *windowOf(MainWindow *document)
    {
        return qobject_cast<TabbedWindow *>(document->window());
    }
    static QTabBar &tabs(MainWindow *document) { return document->documentBar().tabs(); }
    static QStringList namesIn(MainWindow *document)
    {
        QStringList names;
        for (int i = 0; i < tabs(document).count(); ++i)
            names.append(tabs(document).tabText(i).section(QLatin1Char('.'), 0, 0));
        return names;
    }
    static void key(MainWindow *document, Qt::Key code, Qt::KeyboardModifiers modifiers)
    {
        document->window()->activateWindow();
        if (!QTest::qWaitForWindowActive(document->window()))
            qFatal("not active");
        QTest::keyClick(document->window(), code, modifiers);
    }
    static void edit(MainWindow *document)
    {
        Edit edit(document->document().design());
        edit.rename(document->document().design().all<Function>().first()->id,
                    QStringLiteral("Other"));
        QVERIFY(document->document().apply(QStringLiteral("Rename"), edit.change()).isEmpty());
    }
    /// Presses a button of the next question.
    void answer(const QString &text)
    {
        QTimer::singleShot(0, this, [text] {
            auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            QVERIFY(question);
            for (QAbstractButton *button : question->buttons()) {
                if (button->text().remove(QLatin1Char('&')) == text)
                    return button->click();
            }
            question->reject();
            QFAIL("no such button");
        });
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        for (const char *folder : {"XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"})
            qputenv(folder, m_folder->path().toLocal8Bit());
        m_settings = std::make_unique<QSettings>(path("settings.ini"), QSettings::IniFormat);
        m_windows = std::make_unique<Windows>(*qApp, WindowFixture::knowledge(), *m_settings);
    }
    void cleanup()
    {
        QSet<QWidget *> windows;
        for (MainWindow *document : m_windows->all())
            windows.insert(document->window());
        qDeleteAll(windows);
        m_windows.reset();
    }

    void documentsShareAWindow()
    {
        MainWindow *first = open("First");
        MainWindow *second = open("Second");
        TabbedWindow *window = windowOf(first);
        QVERIFY(window && windowOf(second) == window);
        QCOMPARE(window->shown(), second);
        QVERIFY(second->isVisible() && !first->isVisible());
        QCOMPARE(namesIn(second), QStringList({QStringLiteral("First"), QStringLiteral("Second")}));
        QCOMPARE(tabs(second).currentIndex(), 1);
        QVERIFY(window->windowTitle().startsWith(QStringLiteral("Second")));
        QVERIFY(tabs(second).tabToolTip(0).contains(QStringLiteral("First.stratoplan")));

        // By keyboard, round and round, and each keeps its own state.
        second->selection().set({second->document().design().all<Function>().first()->id});
        second->canvasView().setZoom(0.8);
        key(second, Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(window->shown(), first);
        QVERIFY(window->windowTitle().startsWith(QStringLiteral("First")));
        QCOMPARE(tabs(first).currentIndex(), 0);
        QVERIFY(first->selection().ids().isEmpty());
        key(first, Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(window->shown(), second);
        QCOMPARE(second->selection().ids().size(), 1);
        QCOMPARE(second->canvasView().zoom(), 0.8);
        // What is hidden does not take the keys of what is shown.
        edit(second);
        edit(first);
        key(second, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!second->document().undoStack().canUndo());
        QVERIFY(first->document().undoStack().canUndo());
    }

    void aTabIsChosenAndMovedByMouse()
    {
        MainWindow *first = open("First");
        MainWindow *second = open("Second");
        QTest::mouseClick(&tabs(second), Qt::LeftButton, {}, tabs(second).tabRect(0).center());
        QTRY_COMPARE(windowOf(first)->shown(), first);
        QCOMPARE(tabs(first).currentIndex(), 0);
        tabs(first).moveTab(0, 1);
        QCOMPARE(namesIn(first), QStringList({QStringLiteral("Second"), QStringLiteral("First")}));
        QCOMPARE(windowOf(first)->documents(), QList<MainWindow *>({second, first}));
        QCOMPARE(windowOf(first)->shown(), first);
        QTest::mouseClick(&tabs(first), Qt::LeftButton, {}, tabs(first).tabRect(0).center());
        QTRY_COMPARE(windowOf(first)->shown(), second);
        QCOMPARE(namesIn(second), namesIn(first));
    }

    /// It is shown once it is dropped, not while it is under the hand.
    void aTabThatIsNotShownCanBeDragged()
    {
        MainWindow *first = open("First");
        MainWindow *second = open("Second");
        QTabBar &bar = tabs(second);
        const QPoint from = bar.tabRect(0).center();
        const QPoint to = bar.tabRect(1).center() + QPoint(20, 0);
        QTest::mousePress(&bar, Qt::LeftButton, {}, from);
        QCoreApplication::processEvents();
        QCOMPARE(windowOf(first)->shown(), second);
        for (const double share : {0.3, 0.6, 1.0})
            QTest::mouseMove(&bar, from + (to - from) * share);
        QTest::mouseRelease(&bar, Qt::LeftButton, {}, to);
        QTRY_COMPARE(windowOf(first)->shown(), first);
        QCOMPARE(windowOf(first)->documents(), QList<MainWindow *>({second, first}));
        QCOMPARE(namesIn(first), QStringList({QStringLiteral("Second"), QStringLiteral("First")}));
        QCOMPARE(tabs(first).currentIndex(), 1);
    }

    void closingAsksForWhatIsNotSaved()
    {
        MainWindow *first = open("First");
        MainWindow *second = open("Second");
        edit(first);
        QVERIFY(namesIn(second).contains(QStringLiteral("First")));
        QVERIFY(tabs(second).tabText(0).endsWith(QStringLiteral("•")));
        QVERIFY(!tabs(second).tabText(1).endsWith(QStringLiteral("•")));
        // By its button; the document that is asked about is shown.
        answer(QStringLiteral("Cancel"));
        qobject_cast<QToolButton *>(tabs(second).tabButton(0, QTabBar::RightSide))->click();
        QCOMPARE(windowOf(second)->shown(), first);
        QCOMPARE(m_windows->all().size(), 2);
        answer(QStringLiteral("Discard changes"));
        const QPointer<TabbedWindow> window = windowOf(first);
        QTest::mouseClick(&tabs(first), Qt::MiddleButton, {}, tabs(first).tabRect(0).center());
        QCOMPARE(m_windows->all(), QList<MainWindow *>{second});
        QCOMPARE(window->shown(), second);
        QCOMPARE(namesIn(second), QStringList{QStringLiteral("Second")});
        // The window goes with its last document.
        key(second, Qt::Key_W, Qt::ControlModifier);
        QVERIFY(m_windows->all().isEmpty());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!window);
    }

    void closingTheWindowClosesItsDocuments()
    {
        MainWindow *first = open("First");
        open("Second");
        open("Third");
        edit(first);
        TabbedWindow *window = windowOf(first);
        answer(QStringLiteral("Cancel"));
        QVERIFY(!window->close());
        QVERIFY(window->isVisible());
        QCOMPARE(window->shown(), first);
        answer(QStringLiteral("Discard changes"));
        QVERIFY(window->close());
        QVERIFY(m_windows->all().isEmpty());
    }

    void aDocumentGetsAWindowOfItsOwn()
    {
        MainWindow *first = open("First");
        QVERIFY(!first->actions()[ActionId::WindowOfItsOwn]->isEnabled());
        QVERIFY(!first->actions()[ActionId::NextDocument]->isEnabled());
        MainWindow *second = open("Second");
        QVERIFY(second->actions()[ActionId::WindowOfItsOwn]->isEnabled());
        edit(second);
        second->actions()[ActionId::WindowOfItsOwn]->trigger();
        QVERIFY(windowOf(second) != windowOf(first));
        QVERIFY(first->isVisible() && second->isVisible());
        QCOMPARE(namesIn(first), QStringList{QStringLiteral("First")});
        QCOMPARE(namesIn(second), QStringList{QStringLiteral("Second")});
        QVERIFY(second->document().undoStack().canUndo());
        QVERIFY(windowOf(second)->isWindowModified());
        // It is the one that is used now: the next document joins it.
        QVERIFY(QTest::qWaitForWindowActive(second->window()));
        MainWindow *third = open("Third");
        QCOMPARE(windowOf(third), windowOf(second));
        // And a file that is open is shown where it is.
        answer(QStringLiteral("Show it"));
        third->openPath(path("First.stratoplan"));
        QVERIFY(QTest::qWaitForWindowActive(first->window()));
    }

    void newOpensATab()
    {
        MainWindow *first = open("First");
        first->findChild<QToolButton *>(QStringLiteral("newTab"))->click();
        QCOMPARE(m_windows->all().size(), 2);
        MainWindow *second = windowOf(first)->shown();
        QVERIFY(second != first && second->document().design().isEmpty());
        QVERIFY(second->canvasView().isVisible());
        // An empty one is used for the next file.
        second->openPath(written("Second"));
        QTRY_VERIFY_WITH_TIMEOUT(second->isInUse(), 20000);
        QCOMPARE(m_windows->all().size(), 2);
        // A file that is none leaves its tab at the start page, and the way back.
        MainWindow *third = m_windows->open(path("None.stratoplan"));
        QTRY_VERIFY_WITH_TIMEOUT(!third->isOpening(), 20000);
        QVERIFY(!third->canvasView().isVisible());
        QVERIFY(tabs(third).isVisible());
        QCOMPARE(tabs(third).count(), 3);
    }

    void panesLieAsInTheDocumentBefore()
    {
        MainWindow *first = open("First");
        auto *inspector = first->findChild<QDockWidget *>(QStringLiteral("inspectorDock"));
        first->resizeDocks({inspector}, {260}, Qt::Horizontal);
        QTRY_COMPARE(inspector->width(), 260);
        MainWindow *second = open("Second");
        QTRY_COMPARE(second->findChild<QWidget *>(QStringLiteral("inspectorDock"))->width(), 260);
    }

    void presentingTakesTheWholeScreen()
    {
        open("First");
        MainWindow *second = open("Second");
        second->actions()[ActionId::Present]->trigger();
        QVERIFY(second->window()->windowState() & Qt::WindowFullScreen);
        QVERIFY(!tabs(second).isVisible());
        QTest::keyClick(&second->canvasView(), Qt::Key_Escape);
        QVERIFY(!(second->window()->windowState() & Qt::WindowFullScreen));
        QVERIFY(tabs(second).isVisible());
        // Another document ends it.
        second->actions()[ActionId::Present]->trigger();
        second->actions()[ActionId::NextDocument]->trigger();
        MainWindow *first = windowOf(second)->shown();
        QVERIFY(first != second);
        QVERIFY(!(first->window()->windowState() & Qt::WindowFullScreen));
        QVERIFY(tabs(first).isVisible());
    }
};

QTEST_MAIN(TestTabs)
#include "tst_tabs.moc"
