// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/context_bar.h"
#include "app/window/look.h"
#include "app/window/main_window.h"
#include "app/window/settings.h"
#include "app/window/start_page.h"
#include "app/window/totals.h"
#include "planner/model/names.h"
#include "planner/store/store.h"
#include "tests/support/design_text.h"
#include "tests/support/pseudo_translator.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/decision/decision_panel.h"
#include "widgets/theme/style.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::window;

namespace {

Design small()
{
    const Design design = designFromText(
        QStringLiteral("fn Worker 512 30; queue Jobs -> Worker; table Items; Worker -- Items; vpc "
                       "Main 10.0.0.0/16; "
                       "zone Za in Main; subnet A 10.0.0.0/24 in Za; fn Inside 256 in A"));
    Edit edit(design);
    const auto put = [&](const char *name, double x, double y) {
        edit.setPosition(design.idOf(QLatin1String(name)), Point{x, y});
    };
    put("Jobs", 0, 0);
    put("Worker", 320, 0);
    put("Items", 640, 0);
    put("Main", 320, 160);
    put("Inside", 350, 300);
    return *edit.result();
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

    Knowledge m_knowledge;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    QString m_file;

    std::unique_ptr<MainWindow> opened()
    {
        auto window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
        window->setTheme(theme::light());
        window->show();
        window->openPath(m_file);
        QSignalSpy ready(&window->analysis(), &AnalysisRunner::analysisReady);
        if (!QTest::qWaitFor([&] { return !window->document().design().isEmpty(); }, 20000)
            || !QTest::qWaitFor([&] { return !ready.isEmpty(); }, 20000))
            qFatal("the sample was not opened");
        return window;
    }
    QAction *action(MainWindow &window, const char *name)
    {
        return window.findChild<QAction *>(QLatin1String(name));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog);
        QVERIFY(trees);
        m_knowledge = {*catalog, *trees};
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")),
                                                 QSettings::IniFormat);
        m_file = m_folder.filePath(QStringLiteral("small.stratoplan"));
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(store::write(small()));
    }
    void init()
    {
        m_settings->clear();
        theme::install(*qApp, theme::light());
    }

    void everyActionHasIdTextTipAndPlace()
    {
        const auto window = opened();
        QSet<QString> ids;
        QHash<QString, QString> keys;
        QSet<QAction *> placed;
        for (QAction *top : window->menuBar()->actions()) {
            for (QAction *one : top->menu()->actions()) {
                placed.insert(one);
                if (one->menu()) {
                    for (QAction *deeper : one->menu()->actions())
                        placed.insert(deeper);
                }
            }
            QVERIFY(top->text().contains(QLatin1Char('&')));
        }
        for (QAction *one : window->actions().all()) {
            const QByteArray name = one->objectName().toUtf8();
            QVERIFY2(!name.isEmpty() && !ids.contains(one->objectName()), name);
            ids.insert(one->objectName());
            QVERIFY2(!one->text().isEmpty(), name);
            QVERIFY2(!one->statusTip().isEmpty(), name);
            const QString key = one->shortcut().toString(QKeySequence::NativeText);
            QVERIFY2(!one->toolTip().isEmpty() && one->toolTip().contains(key), name);
            QVERIFY2(placed.contains(one), name);
            // By its key, or by the letters of the menus.
            QVERIFY2(!key.isEmpty() || one->text().contains(QLatin1Char('&')), name);
            for (const QKeySequence &each : one->shortcuts()) {
                QVERIFY2(!keys.contains(each.toString()),
                         qPrintable(each.toString() + QLatin1Char(' ') + one->objectName()));
                keys.insert(each.toString(), one->objectName());
            }
        }
    }

    void noMnemonicIsGivenTwiceInOneMenu()
    {
        const auto window = opened();
        for (QAction *top : window->menuBar()->actions()) {
            QHash<QString, QString> letters;
            for (QAction *one : top->menu()->actions()) {
                const qsizetype at = one->text().indexOf(QLatin1Char('&'));
                if (at < 0 || !one->isVisible())
                    continue;
                const QString letter = one->text().mid(at + 1, 1).toLower();
                QVERIFY2(!letters.contains(letter),
                         qPrintable(top->text() + QStringLiteral(": ") + one->text()
                                    + QStringLiteral(" / ") + letters.value(letter)));
                letters.insert(letter, one->text());
            }
        }
    }

    void startsWithTheStartPageAndNoPanes()
    {
        MainWindow window(m_knowledge, *m_settings);
        window.show();
        QVERIFY(window.findChild<StartPage *>()->isVisible());
        for (const QDockWidget *dock : window.findChildren<QDockWidget *>())
            QVERIFY(!dock->isVisible());
        QTRY_VERIFY(window.findChild<QWidget *>(QStringLiteral("startNew")));
        QTest::mouseClick(window.findChild<QWidget *>(QStringLiteral("startNew")), Qt::LeftButton);
        QVERIFY(!window.findChild<StartPage *>()->isVisible());
        QVERIFY(window.canvasView().isVisible());
        for (const QDockWidget *dock : window.findChildren<QDockWidget *>())
            QVERIFY(dock->isVisible());
    }

    void hidingThePanelsThatFillTheWindowBringsTheDrawingBack()
    {
        const auto window = opened();
        action(*window, "fillPanels")->trigger();
        QVERIFY(!window->centralWidget()->isVisible());
        action(*window, "showPanels")->trigger();
        QVERIFY(!action(*window, "fillPanels")->isChecked());
        QVERIFY(!action(*window, "showPanels")->isChecked());
        QVERIFY(window->centralWidget()->isVisible());
    }

    void opensEditsUndoesAndSaves()
    {
        const auto window = opened();
        QVERIFY(!window->isWindowModified());
        QVERIFY(window->windowTitle().startsWith(QStringLiteral("small.stratoplan")));
        const ElementId worker = window->document().design().idOf(QStringLiteral("Worker"));
        window->selection().set({worker});
        QVERIFY(action(*window, "delete")->isEnabled());
        action(*window, "delete")->trigger();
        QVERIFY(!window->document().design().find(worker));
        QVERIFY(window->isWindowModified());
        action(*window, "undo")->trigger();
        QVERIFY(window->document().design() == small());
        QVERIFY(!window->isWindowModified());
        action(*window, "redo")->trigger();
        action(*window, "save")->trigger();
        QVERIFY(!window->isWindowModified());
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto read = store::read(file.readAll(), m_file);
        QVERIFY(*read == window->document().design());
        file.close();
        action(*window, "undo")->trigger();
        action(*window, "save")->trigger();
    }

    /// Presses the button of the message box that the action opens.
    static void answer(const QString &label)
    {
        QTimer::singleShot(0, [label] {
            const auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box)
                return;
            for (QAbstractButton *button : box->buttons()) {
                if (button->text() == label)
                    button->click();
            }
        });
    }

    void aFileThatAnotherProgramChangedIsNotOverwrittenUnasked()
    {
        const auto window = opened();
        action(*window, "selectAll")->trigger();
        action(*window, "delete")->trigger();
        const QByteArray theirs = store::write(small()) + "# theirs\n";
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(theirs);
        file.close();
        answer(QStringLiteral("Cancel"));
        QVERIFY(!window->save());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), theirs);
        file.close();
        QVERIFY(window->isWindowModified());
        answer(QStringLiteral("Overwrite"));
        QVERIFY(window->save());
        QVERIFY(!window->isWindowModified());
        // What this window wrote itself is not asked about.
        action(*window, "undo")->trigger();
        QVERIFY(window->save());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(*store::read(file.readAll(), m_file) == small());
    }

    void deleteInAFieldDoesNotDeleteTheElement()
    {
        const auto window = opened();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        const ElementId worker = window->document().design().idOf(QStringLiteral("Worker"));
        window->selection().set({worker});
        for (QLineEdit *field : window->findChildren<QLineEdit *>()) {
            if (field->isVisible() && field->text() == QLatin1String("512")) {
                field->setFocus();
                QTest::keyClick(field, Qt::Key_Backspace);
                QTest::keyClick(field, Qt::Key_C);
            }
        }
        QVERIFY(window->document().design().find(worker));
        QCOMPARE(window->canvasView().toolKind(), canvas::ToolKind::Select);
        window->canvasView().setFocus();
        QTest::keyClick(&window->canvasView(), Qt::Key_C);
        QCOMPARE(window->canvasView().toolKind(), canvas::ToolKind::Connect);
        QTest::keyClick(&window->canvasView(), Qt::Key_Escape);
        QTest::keyClick(&window->canvasView(), Qt::Key_Delete);
        QVERIFY(!window->document().design().find(worker));
        window->document().undoStack().setIndex(0);
    }

    void elementsAreCopiedPastedAndTypedByKeyboard()
    {
        const auto window = opened();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        canvas::CanvasView &view = window->canvasView();
        const Design before = window->document().design();
        const ElementId worker = before.idOf(QStringLiteral("Worker"));
        view.setFocus();
        window->selection().set({worker});
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("fn Worker\n"));
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_V, Qt::ControlModifier);
        const auto *copy = window->document().design().named<Function>(QStringLiteral("Worker2"));
        QVERIFY(copy);
        QCOMPARE(copy->memory, before.get<Function>(worker)->memory);
        QTest::keyClick(&view, Qt::Key_X, Qt::ControlModifier);
        QVERIFY(window->document().design() == before);
        QTest::keyClick(&view, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(window->document().design().named<Function>(QStringLiteral("Worker2")));

        QTest::keyClick(&view, Qt::Key_Slash);
        QWidget *field = QApplication::focusWidget();
        QCOMPARE(field->objectName(), QStringLiteral("quickAddField"));
        // Letters that are tools on the drawing are letters here.
        QTest::keyClicks(field, QStringLiteral("ddb vchn"));
        QTest::keyClick(field, Qt::Key_Tab);
        QTest::keyClick(field, Qt::Key_Escape);
        const Design &design = window->document().design();
        QVERIFY(design.named<Service>(QStringLiteral("vchn")));
        QVERIFY(Names(design).find(QStringLiteral("Worker2->vchn")));
        QCOMPARE(view.toolKind(), canvas::ToolKind::Select);
        window->document().undoStack().setIndex(0);
    }

    void aFileThatCannotBeOpenedIsToldInTheWindow()
    {
        const QString path = m_folder.filePath(QStringLiteral("broken.yaml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Resources: [");
        file.close();
        MainWindow window(m_knowledge, *m_settings);
        window.show();
        window.openPath(path);
        auto *notice = window.findChild<QFrame *>(QStringLiteral("notice"));
        QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), 20000);
        QVERIFY(window.findChild<StartPage *>()->isVisible());
        // The file is named once, and the place in it is told.
        QString told;
        for (const QLabel *label : notice->findChildren<QLabel *>())
            told += label->text();
        QCOMPARE(told.count(QStringLiteral("broken.yaml")), 1);
        QVERIFY(told.contains(QStringLiteral("Line 1: ")));
    }

    void theContextIsPartOfTheDesign()
    {
        const auto window = opened();
        auto *model = window->findChild<QToolButton *>(QStringLiteral("contextModel"));
        QVERIFY(model->text().contains(QStringLiteral("hyperplane")));
        model->menu()->actions().last()->trigger();
        QCOMPARE(window->document().design().settings().networkModel,
                 QStringLiteral("per-container-eni"));
        QVERIFY(model->text().contains(QStringLiteral("per-container-eni")));
        QCOMPARE(window->document().undoStack().count(), 1);
        window->document().undoStack().undo();
        QVERIFY(model->text().contains(QStringLiteral("hyperplane")));
    }

    void totalsFollowTheAnalysis()
    {
        const auto window = opened();
        auto *totals = window->findChild<TotalsBar *>();
        QTRY_VERIFY(!totals->totals().cost.isEmpty());
        QCOMPARE(totals->totals(), totalsOf(*window->analysis().latest()));
        QCOMPARE(totals->totals().tightest, QStringLiteral("A"));
        QCOMPARE(totals->totals().tightestUsable, qint64{251}); // 2^8 - 5
    }

    /// Where the bar is short its parts leave remarks out; none covers another.
    void totalsFitTheirBar_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1440, 1024, 800, 640})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }
    void totalsFitTheirBar()
    {
        QFETCH(int, width);
        const auto window = opened();
        TotalsBar bar;
        bar.resize(width, 28);
        bar.show();
        bar.setAnalysis(window->analysis().latest(), 1234);
        QCoreApplication::processEvents();
        QRegion taken;
        for (const QObject *child : bar.children()) {
            const auto *part = qobject_cast<const QWidget *>(child);
            if (!part || !part->isVisible() || part->width() == 0)
                continue;
            QVERIFY(bar.rect().contains(part->geometry()));
            QVERIFY(!taken.intersects(part->geometry()));
            taken += part->geometry();
        }
        // Findings and cost are told at every width.
        const auto parts = bar.findChildren<QToolButton *>();
        QVERIFY(parts.at(0)->isVisible());
        QVERIFY(std::any_of(parts.begin(), parts.end(), [](const QToolButton *part) {
            return part->isVisible()
                && part->accessibleName().startsWith(QStringLiteral("Findings"));
        }));
    }

    void aChangeOfTheCostIsTold()
    {
        const auto window = opened();
        auto *totals = window->findChild<TotalsBar *>();
        QVERIFY(totals->costDifference().isEmpty());
        auto analysis = std::make_shared<Analysis>(*window->analysis().latest());
        analysis->estimates.totalPerMonth.value += 73;
        totals->setAnalysis(analysis, 1);
        QCOMPARE(totals->costDifference(), QStringLiteral("+$73"));
        analysis = std::make_shared<Analysis>(*analysis);
        analysis->estimates.totalPerMonth.value -= 12;
        totals->setAnalysis(analysis, 1);
        QCOMPARE(totals->costDifference(), QStringLiteral("−$12"));
        // Another design has not changed anything.
        totals->clear();
        totals->setAnalysis(window->analysis().latest(), 1);
        QVERIFY(totals->costDifference().isEmpty());
    }

    /// At the smallest size that the window takes, no pane stands on another, whichever panel is
    /// shown.
    void noPaneCoversAnotherInASmallWindow()
    {
        const auto window = opened();
        window->resize(window->minimumSize());
        window->selection().set({window->document().design().idOf(QStringLiteral("Worker"))});
        auto *panels = window->findChild<QTabWidget *>(QStringLiteral("panels"));
        for (int panel = 0; panel < panels->count(); ++panel) {
            panels->setCurrentIndex(panel);
            QCoreApplication::processEvents();
            QCoreApplication::processEvents();
            QCOMPARE(window->size(), window->minimumSize());
            QRegion taken;
            for (const QDockWidget *dock : window->findChildren<QDockWidget *>()) {
                QVERIFY(dock->isVisible());
                QVERIFY2(window->rect().contains(dock->geometry()), qPrintable(dock->objectName()));
                QVERIFY2(!taken.intersects(dock->geometry()), qPrintable(dock->objectName()));
                taken += dock->geometry();
            }
            QVERIFY(!taken.intersects(window->centralWidget()->geometry()));
        }
    }

    void recentFilesAreRememberedOnce()
    {
        QCOMPARE(withRecent({QStringLiteral("a"), QStringLiteral("b")}, QStringLiteral("b")),
                 (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
        QStringList files;
        for (int i = 0; i < 30; ++i)
            files = withRecent(files, QString::number(i));
        QCOMPARE(files.size(), mostRecentFiles);
        const auto window = opened();
        QCOMPARE(window::settings::recentFiles.read(*m_settings), QStringList{m_file});
    }

    void themesAreChosenByTheDesktopsGround()
    {
        QPalette light(Qt::white);
        QPalette dark(Qt::black);
        QVERIFY(!Look::suiting(light).dark);
        QVERIFY(Look::suiting(dark).dark);
    }

    /// With a language that nobody speaks, every visible text of the window comes from a
    /// translator, and no label or button is too small for it: at the start, in every panel, and
    /// for every kind of element in the inspector.
    void nothingVisibleIsLeftUntranslatedOrClipped()
    {
        test::PseudoTranslator pseudo;
        QCoreApplication::installTranslator(&pseudo);
        const Untranslate untranslate{pseudo};
        lookEverywhere(true);
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(QLatin1Char('\n'))));
    }

    void nothingIsClippedInEnglish()
    {
        lookEverywhere(false);
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(QLatin1Char('\n'))));
    }

    void theLanguageChangesWhileTheWindowIsOpen()
    {
        const auto window = opened();
        const QString before = action(*window, "open")->text();
        test::PseudoTranslator pseudo;
        QCoreApplication::installTranslator(&pseudo);
        QTRY_COMPARE(action(*window, "open")->text(), test::PseudoTranslator::pseudo(before));
        QCoreApplication::removeTranslator(&pseudo);
        QTRY_COMPARE(action(*window, "open")->text(), before);
    }

private:
    struct Untranslate
    {
        test::PseudoTranslator &pseudo;
        ~Untranslate() { QCoreApplication::removeTranslator(&pseudo); }
    };

    /// The start page, every panel, and every kind of element in the inspector.
    void lookEverywhere(bool translated)
    {
        m_faults.clear();
        m_translated = translated;
        MainWindow start(m_knowledge, *m_settings);
        start.setTheme(theme::light());
        start.show();
        look(start, QStringLiteral("start"));

        const auto window = opened();
        // A small screen opens a small window with narrow panes.
        window->resize(1440, 900);
        action(*window, "resetLayout")->trigger();
        auto *panels = window->findChild<QTabWidget *>(QStringLiteral("panels"));
        for (int panel = 0; panel < panels->count(); ++panel) {
            panels->setCurrentIndex(panel);
            look(*window, panels->tabText(panel));
        }
        auto *asTable = window->findChild<QToolButton *>(QStringLiteral("curvesAsTable"));
        auto *section = window->findChild<QComboBox *>(QStringLiteral("curvesSection"));
        panels->setCurrentIndex(1);
        for (int i = 0; i < section->count(); ++i) {
            Q_EMIT section->activated(i);
            for (const bool table : {false, true}) {
                asTable->setChecked(table);
                look(*window, QStringLiteral("curves %1").arg(i));
            }
        }
        const Design &design = window->document().design();
        for (const char *name : {"Worker", "Jobs", "Items", "Main", "Za", "A", "Inside"}) {
            window->selection().set({design.idOf(QLatin1String(name))});
            look(*window, QLatin1String(name));
        }
        // The inspector as narrow as it gets.
        auto *inspector = window->findChild<QDockWidget *>(QStringLiteral("inspectorDock"));
        window->resizeDocks({inspector}, {inspector->minimumWidth()}, Qt::Horizontal);
        for (const char *name : {"Worker", "Jobs", "Items", "Main", "Za", "A", "Inside"}) {
            window->selection().set({design.idOf(QLatin1String(name))});
            look(*window, QStringLiteral("narrow inspector of ") + QLatin1String(name));
        }
        QVERIFY2(inspector->width() <= 250, qPrintable(QString::number(inspector->width())));
        action(*window, "resetLayout")->trigger();
        window->selection().set({design.idOf(QStringLiteral("Inside"))});
        for (int panel = 0; panel < panels->count(); ++panel) {
            panels->setCurrentIndex(panel);
            look(*window, panels->tabText(panel));
        }
        window->selection().set({design.all<Connection>().first()->id});
        look(*window, QStringLiteral("connection"));
        window->selection().set({});
        look(*window, QStringLiteral("design"));
        window->findChild<QTabWidget *>(QStringLiteral("leftPanels"))->setCurrentIndex(1);
        action(*window, "goToAnything")->trigger();
        look(*window, QStringLiteral("command palette and outline"));
        action(*window, "replace")->trigger();
        window->findChild<QLineEdit *>(QStringLiteral("findField"))->setText(QStringLiteral("o"));
        look(*window, QStringLiteral("find and replace"));
        m_faults.removeDuplicates();
    }

    /// Notes each visible text that no translator saw, and each widget that is too small.
    void look(MainWindow &window, const QString &state)
    {
        // What following an outcome takes is worked out beside the window.
        if (const auto *decisions = window.findChild<decision::DecisionPanel *>())
            QVERIFY(QTest::qWaitFor([&] { return !decisions->isWorking(); }, 20000));
        for (int i = 0; i < 3; ++i) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QCoreApplication::processEvents();
        }
        if (const QString wanted = qEnvironmentVariable("STRATOPLAN_WINDOW_PICTURES");
            !wanted.isEmpty())
            window.grab().save(
                QStringLiteral("%1/%2.png").arg(wanted).arg(m_looks++, 3, 10, QLatin1Char('0')));
        QStringList names;
        const Design &design = window.document().design();
        for (const auto &[id, element] : design.elements())
            names.append(common(*element).name);
        QStringList bare;
        const auto check = [&](const QString &text, const QObject *from) {
            QString plain = text;
            plain.remove(QRegularExpression(QStringLiteral("<[^>]*>|&nbsp;|&[a-z]+;")));
            const bool hasWords
                = plain.contains(QRegularExpression(QStringLiteral("[A-Za-z]{3,}")));
            if (!hasWords || test::PseudoTranslator::isPseudo(plain) || isData(plain, names))
                return;
            bare.append(QStringLiteral("%1 (%2 %3)")
                            .arg(plain, QLatin1String(from->metaObject()->className()),
                                 from->objectName()));
        };
        for (QAction *one : window.findChildren<QAction *>()) {
            if (one->objectName().isEmpty() && !one->menu())
                continue;
            check(one->text(), one);
            check(one->statusTip(), one);
        }
        QStringList clipped;
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            check(widget->toolTip(), widget);
            check(widget->accessibleName(), widget);
            if (const auto *label = qobject_cast<const QLabel *>(widget)) {
                // The cards of the start page hold the samples' own words.
                if (!label->parentWidget()->property("card").toBool())
                    check(label->text(), label);
                if (!label->wordWrap() && label->pixmap().isNull() && label->width() > 0
                    && label->sizePolicy().horizontalPolicy() != QSizePolicy::Ignored
                    && label->sizeHint().width() > label->width() + 1
                    && !qobject_cast<QToolButton *>(label->parentWidget()))
                    clipped.append(label->text());
                if (label->wordWrap() && label->pixmap().isNull() && label->height() > 0
                    && label->heightForWidth(label->width()) > label->height() + 1)
                    clipped.append(QStringLiteral("the last line of ") + label->text());
            }
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
                check(button->text(), button);
                const auto *tool = qobject_cast<const QToolButton *>(button);
                const bool iconOnly = tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly
                    && !tool->icon().isNull();
                if (!iconOnly && !button->text().isEmpty()
                    && button->sizeHint().width() > button->width() + 1
                    && button->objectName() != QLatin1String("zoom"))
                    clipped.append(button->text());
            }
            if (const auto *area = qobject_cast<const QScrollArea *>(widget);
                area && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff) {
                // What cannot be scrolled to must not stand beyond the edge.
                for (const QWidget *inside : area->widget()->findChildren<QWidget *>()) {
                    if (!inside->isVisible())
                        continue;
                    const int right
                        = inside->mapTo(area->viewport(), QPoint(inside->width(), 0)).x();
                    if (right > area->viewport()->width())
                        clipped.append(QStringLiteral("%1 %2 ends at %3 of %4")
                                           .arg(QLatin1String(inside->metaObject()->className()),
                                                inside->accessibleName())
                                           .arg(right)
                                           .arg(area->viewport()->width()));
                }
            }
            if (const auto *field = qobject_cast<const QLineEdit *>(widget))
                check(field->placeholderText(), field);
            if (const auto *tabs = qobject_cast<const QTabWidget *>(widget)) {
                for (int i = 0; i < tabs->count(); ++i)
                    check(tabs->tabText(i), tabs);
            }
            if (const auto *view = qobject_cast<const QHeaderView *>(widget);
                view && view->orientation() == Qt::Horizontal) {
                for (int i = 0; i < view->count(); ++i)
                    check(view->model()->headerData(i, Qt::Horizontal).toString(), view);
            }
        }
        for (const QString &text : m_translated ? bare : QStringList())
            m_faults.append(QStringLiteral("%1, not translated: %2").arg(state, text));
        for (const QString &text : clipped)
            m_faults.append(QStringLiteral("%1, cut off: %2").arg(state, text));
    }

    /// Names, numbers and words of the field that no language changes.
    static bool isData(const QString &text, const QStringList &names)
    {
        static const QStringList words{
            QStringLiteral("Stratoplan"), QStringLiteral("us-east-1"), QStringLiteral("x86_64"),
            QStringLiteral("arm64"),      QStringLiteral("small"),
        };
        for (const QString &word : words + names) {
            if (text == word || (word.size() > 2 && text.startsWith(word)))
                return true;
        }
        static const QRegularExpression rule(QStringLiteral("^[A-Z]{2,5}-\\d{3}[a-z]?"));
        return rule.match(text).hasMatch();
    }

    QStringList m_faults;
    bool m_translated = false;
    int m_looks = 0;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
