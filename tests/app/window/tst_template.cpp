// SPDX-License-Identifier: GPL-3.0-or-later
//
// A template from opening to reopening, as a person does it.
#include "app/window/main_window.h"
#include "app/window/notice_bar.h"
#include "app/window/template_saver.h"
#include "planner/model/was.h"
#include "planner/store/store.h"
#include "tests/support/corpus.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/template/template_panel.h"
#include "widgets/theme/style.h"

#include <QCheckBox>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::window;

namespace {

// Line ends, quotes, comments and a missing last line end are somebody's, and stay.
const QByteArray text = "Transform: AWS::Serverless-2016-10-31\r\n"
                        "Resources:\r\n"
                        "  Jobs: {Type: AWS::SQS::Queue}   # of the shop\r\n"
                        "  Charge:\r\n"
                        "    Type: 'AWS::Serverless::Function'\r\n"
                        "    Properties:\r\n"
                        "      Runtime: nodejs24.x\r\n"
                        "      Handler: a.b\r\n"
                        "      MemorySize: 512 # enough\r\n"
                        "      Timeout: 10";

QByteArray replaced(const char *from, const char *to, QByteArray of = text)
{
    if (!of.contains(from))
        qFatal("no %s", from);
    return of.replace(from, to);
}

} // namespace

class TestTemplate : public QObject
{
    Q_OBJECT

    Knowledge m_knowledge;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    QString m_file;
    std::unique_ptr<QObject> m_dialogs; ///< those that wait for one
    QStringList m_seen; ///< names of the dialogs that came up

    void write(const QByteArray &content) const
    {
        QFile file(m_file);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
    }
    QByteArray onDisk() const { return fileText(m_file); }
    QString beside() const { return m_folder->filePath(QStringLiteral("orders.stratoplan")); }

    std::unique_ptr<MainWindow> opened()
    {
        auto window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
        window->setTheme(theme::light());
        window->show();
        window->activateWindow();
        QSignalSpy ready(&window->analysis(), &AnalysisRunner::analysisReady);
        window->openPath(m_file, {}, OpenAs::Document);
        if (!QTest::qWaitFor([&] { return !ready.isEmpty(); }, 20000)
            || !QTest::qWaitForWindowActive(window.get()))
            qFatal("the template was not opened");
        settle(*window);
        return window;
    }
    static void settle(MainWindow &window)
    {
        QVERIFY(QTest::qWaitFor([&] { return !window.templatePane().isWorking(); }, 20000));
    }
    static ElementId charge(MainWindow &window)
    {
        return window.document().design().idOf(QStringLiteral("Charge"));
    }
    static QLineEdit *visibleField(MainWindow &window, const QString &content)
    {
        for (QLineEdit *one : window.findChildren<QLineEdit *>()) {
            if (one->isVisible() && one->text() == content)
                return one;
        }
        return nullptr;
    }
    /// Types another memory into the inspector's field.
    static void typeMemory(MainWindow &window, const QString &from, const QString &to)
    {
        window.selection().set({charge(window)});
        QLineEdit *field = nullptr;
        QTRY_VERIFY(field = visibleField(window, from));
        field->setFocus();
        QTest::keySequence(field, QKeySequence::SelectAll);
        QTest::keyClicks(field, to);
        QTest::keyClick(field, Qt::Key_Return);
        settle(window);
    }
    static void pressSave(MainWindow &window)
    {
        // A dialog may have had the keyboard.
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.canvasView().setFocus();
        QTest::keyClick(&window.canvasView(), Qt::Key_S, Qt::ControlModifier);
    }
    /// Acts in the next dialog as it is shown.
    void inDialog(const std::function<void(QDialog &)> &act)
    {
        auto *timer = new QTimer(m_dialogs.get());
        timer->setInterval(5);
        connect(timer, &QTimer::timeout, this, [this, timer, act] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            if (!dialog || !dialog->isVisible())
                return;
            timer->stop();
            timer->deleteLater();
            m_seen.append(dialog->objectName());
            act(*dialog);
        });
        timer->start();
    }
    static void click(QDialog &dialog, const char *name)
    {
        auto *button = dialog.findChild<QAbstractButton *>(QLatin1String(name));
        QVERIFY2(button, name);
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_knowledge = {*catalog, *trees};
        theme::install(*qApp, theme::light());
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(QStringLiteral("orders.yaml"));
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")),
                                                 QSettings::IniFormat);
        m_seen.clear();
        m_dialogs = std::make_unique<QObject>();
        write(text);
    }

    void openEditDiffSaveReopen()
    {
        auto window = opened();
        QVERIFY(window->windowTitle().startsWith(QLatin1String("orders.yaml")));
        QVERIFY(!window->isWindowModified());
        typeMemory(*window, QStringLiteral("512"), QStringLiteral("1024"));
        QVERIFY(window->isWindowModified());
        QCOMPARE(window->templatePane().content().differing, 1);
        auto *tabs = window->findChild<QTabWidget *>(QStringLiteral("panels"));
        QVERIFY(tabs->tabText(tabs->count() - 1).contains(QLatin1Char('1')));
        inDialog([](QDialog &dialog) { click(dialog, "saveTemplateNow"); });
        pressSave(*window);
        QCOMPARE(m_seen, QStringList{QStringLiteral("saveTemplate")});
        QCOMPARE(onDisk(), replaced("512", "1024"));
        QVERIFY(!window->isWindowModified());
        QVERIFY(!QFile::exists(beside()));
        settle(*window);
        QCOMPARE(window->templatePane().content().differing, 0);
        window.reset();

        window = opened();
        QCOMPARE(window->document().design().get<Function>(charge(*window))->memory.value,
                 std::optional(MiB{1024}));
        typeMemory(*window, QStringLiteral("1024"), QStringLiteral("512"));
        inDialog([](QDialog &dialog) { click(dialog, "saveTemplateNow"); });
        pressSave(*window);
        QCOMPARE(onDisk(), text);
    }

    void undoingAfterSavingBringsTheFileBack()
    {
        const auto window = opened();
        typeMemory(*window, QStringLiteral("512"), QStringLiteral("1024"));
        inDialog([](QDialog &dialog) {
            click(dialog, "neverAgain");
            click(dialog, "saveTemplateNow");
        });
        pressSave(*window);
        QCOMPARE(onDisk(), replaced("512", "1024"));
        window->document().undoStack().undo();
        QVERIFY(window->isWindowModified());
        // It was asked not to ask again.
        pressSave(*window);
        QCOMPARE(m_seen.size(), 1);
        QCOMPARE(onDisk(), text);
    }

    void cancelWritesNothing()
    {
        const auto window = opened();
        typeMemory(*window, QStringLiteral("512"), QStringLiteral("1024"));
        inDialog([](QDialog &dialog) { QTest::keyClick(&dialog, Qt::Key_Escape); });
        pressSave(*window);
        QCOMPARE(m_seen.size(), 1);
        QCOMPARE(onDisk(), text);
        QVERIFY(window->isWindowModified());
    }

    void whatNoTemplateHoldsIsKeptBesideIt()
    {
        auto window = opened();
        DocumentEdit edit = window->document().edit(QStringLiteral("move"));
        edit.setPosition(charge(*window), Point{1024, 512});
        edit.set(charge(*window), &Function::duration, Milliseconds{77});
        QVERIFY(edit.commit().isEmpty());
        // The template stays as it is: nothing is to be asked.
        pressSave(*window);
        QVERIFY(m_seen.isEmpty());
        QCOMPARE(onDisk(), text);
        QVERIFY(!window->isWindowModified());
        const auto kept = store::read(fileText(beside()), beside());
        QVERIFY(kept);
        QCOMPARE(kept->settings().templateLink.path, QStringLiteral("orders.yaml"));
        window.reset();

        window = opened();
        const auto *function = window->document().design().get<Function>(charge(*window));
        QCOMPARE(function->position, std::optional(Point{1024, 512}));
        QCOMPARE(function->duration.value, std::optional(Milliseconds{77}));
        QCOMPARE(window->templatePane().content().differing, 0);
        QVERIFY(!window->isWindowModified());
        // With a change of both the dialog tells what goes where.
        DocumentEdit both = window->document().edit(QStringLiteral("both"));
        both.set(charge(*window), &Function::memory, MiB{1024});
        both.setPosition(charge(*window), Point{0, 0});
        QVERIFY(both.commit().isEmpty());
        QString told;
        inDialog([&told](QDialog &dialog) {
            if (auto *note = dialog.findChild<QLabel *>(QStringLiteral("outsideNote")))
                told = note->text();
            click(dialog, "saveTemplateNow");
        });
        pressSave(*window);
        QVERIFY2(told.contains(QLatin1String("orders.stratoplan"))
                     && told.contains(QLatin1String("places (1)")),
                 qPrintable(told));
        QCOMPARE(onDisk(), replaced("512", "1024"));

        // A new name is a new name in both files.
        DocumentEdit rename = window->document().edit(QStringLiteral("rename"));
        rename.rename(charge(*window), QStringLiteral("Bill"));
        QVERIFY(rename.commit().isEmpty());
        inDialog([](QDialog &dialog) { click(dialog, "saveTemplateNow"); });
        pressSave(*window);
        const auto renamed = store::read(fileText(beside()), beside());
        QVERIFY(renamed && renamed->idOf(QStringLiteral("Bill")));
        window = opened();
        const auto *bill = window->document().design().named<Function>(QStringLiteral("Bill"));
        QVERIFY(bill);
        QCOMPARE(bill->position, std::optional(Point{0, 0}));
    }

    void anotherDesignBesideItIsNotOverwritten()
    {
        const QByteArray other = "stratoplan: 1\ntitle: Other\n";
        QFile file(beside());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(other);
        file.close();
        const auto window = opened();
        DocumentEdit edit = window->document().edit(QStringLiteral("move"));
        edit.setPosition(charge(*window), Point{1024, 512});
        QVERIFY(edit.commit().isEmpty());
        pressSave(*window);
        QCOMPARE(fileText(beside()), other);
        QVERIFY(window->isWindowModified());
        QCOMPARE(window->findChild<NoticeBar *>()->problems().size(), 1);
    }

    void refusedChangesAreListedAndNothingIsWritten()
    {
        const auto window = opened();
        DocumentEdit edit = window->document().edit(QStringLiteral("kind"));
        edit.set(edit.idOf(QStringLiteral("Jobs")), &Service::kind, QStringLiteral("topic"));
        QVERIFY(edit.commit().isEmpty());
        pressSave(*window);
        QVERIFY(m_seen.isEmpty());
        QCOMPARE(onDisk(), text);
        QVERIFY(window->isWindowModified());
        const auto *notice = window->findChild<NoticeBar *>();
        QVERIFY(notice->isVisible());
        QCOMPARE(notice->problems().first().where.element, QStringLiteral("Jobs"));
        QVERIFY(!notice->problems().first().remedy.isEmpty());
        QVERIFY(window->templatePane().isVisible());
    }

    void losingDataNeedsConsent()
    {
        const auto window = opened();
        window->selection().set({window->document().design().idOf(QStringLiteral("Jobs"))});
        window->canvasView().setFocus();
        QTest::keyClick(&window->canvasView(), Qt::Key_Delete);
        bool enabled = true;
        inDialog([&enabled](QDialog &dialog) {
            enabled
                = dialog.findChild<QPushButton *>(QStringLiteral("saveTemplateNow"))->isEnabled();
            click(dialog, "consent");
            click(dialog, "saveTemplateNow");
        });
        pressSave(*window);
        QVERIFY(!enabled);
        QCOMPARE(onDisk(), replaced("  Jobs: {Type: AWS::SQS::Queue}   # of the shop\r\n", ""));
    }

    void aChangeOfOthersIsReadWhereNothingWasEdited()
    {
        const auto window = opened();
        write(replaced("Timeout: 10", "Timeout: 20"));
        QTRY_COMPARE_WITH_TIMEOUT(
            window->document().design().get<Function>(charge(*window))->timeout.value,
            std::optional(Seconds{20}), 10000);
        QVERIFY(!window->isWindowModified());
        // Another one, though the file may have been put in the place of the first.
        QVERIFY(QFile::remove(m_file));
        write(replaced("Timeout: 10", "Timeout: 30"));
        QTRY_COMPARE_WITH_TIMEOUT(
            window->document().design().get<Function>(charge(*window))->timeout.value,
            std::optional(Seconds{30}), 10000);
    }

    void changesOfBothAreMerged()
    {
        const auto window = opened();
        typeMemory(*window, QStringLiteral("512"), QStringLiteral("1024"));
        DocumentEdit edit = window->document().edit(QStringLiteral("move"));
        edit.setPosition(charge(*window), Point{640, 64});
        QVERIFY(edit.commit().isEmpty());
        write(replaced("Timeout: 10", "Timeout: 20"));
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<NoticeBar *>()->isVisible(), 10000);
        bool merged = false;
        inDialog([&merged](QDialog &dialog) {
            merged = dialog.findChild<QLabel *>(QStringLiteral("mergedNote"));
            click(dialog, "saveTemplateNow");
        });
        pressSave(*window);
        QVERIFY(merged);
        QCOMPARE(onDisk(), replaced("512", "1024", replaced("Timeout: 10", "Timeout: 20")));
        const auto *function = window->document().design().get<Function>(charge(*window));
        QCOMPARE(function->memory.value, std::optional(MiB{1024}));
        QCOMPARE(function->timeout.value, std::optional(Seconds{20}));
        QCOMPARE(function->position, std::optional(Point{640, 64}));
        QVERIFY(!window->isWindowModified());
        settle(*window);
        QCOMPARE(window->templatePane().content().differing, 0);
    }

    void conflicts_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("mine") << QByteArray("allMine") << QByteArray("1024");
        QTest::newRow("theirs") << QByteArray("allTheirs") << QByteArray("256");
        QTest::newRow("given up") << QByteArray() << QByteArray("256");
    }
    void conflicts()
    {
        QFETCH(QByteArray, button);
        QFETCH(QByteArray, expected);
        const auto window = opened();
        typeMemory(*window, QStringLiteral("512"), QStringLiteral("1024"));
        write(replaced("512", "256"));
        inDialog([&](QDialog &dialog) {
            if (button.isEmpty()) {
                QTest::keyClick(&dialog, Qt::Key_Escape);
                return;
            }
            // Taking theirs writes nothing, so nothing is asked afterwards.
            if (button == "allMine")
                inDialog([](QDialog &second) { click(second, "saveTemplateNow"); });
            click(dialog, button.constData());
            click(dialog, "useThese");
        });
        pressSave(*window);
        QCOMPARE(m_seen.first(), QStringLiteral("conflicts"));
        QCOMPARE(onDisk(), replaced("512", expected.constData()));
        QCOMPARE(window->isWindowModified(), button.isEmpty());
        const auto *function = window->document().design().get<Function>(charge(*window));
        QCOMPARE(function->memory.value->value, button == "allTheirs" ? 256 : 1024);
    }

    void mergingIsAnUndoStep()
    {
        const auto window = opened();
        typeMemory(*window, QStringLiteral("512"), QStringLiteral("1024"));
        write(replaced("Timeout: 10", "Timeout: 20"));
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<NoticeBar *>()->isVisible(), 10000);
        inDialog([](QDialog &dialog) { click(dialog, "saveTemplateNow"); });
        pressSave(*window);
        const QByteArray merged = replaced("512", "1024", replaced("Timeout: 10", "Timeout: 20"));
        QCOMPARE(onDisk(), merged);
        const auto function
            = [&] { return *window->document().design().get<Function>(charge(*window)); };
        QUndoStack &history = window->document().undoStack();
        QCOMPARE(history.count(), 2);
        QVERIFY(history.isClean());

        history.undo();
        QCOMPARE(function().timeout.value, std::optional(Seconds{10}));
        QCOMPARE(function().memory.value, std::optional(MiB{1024}));
        QVERIFY(window->isWindowModified());
        settle(*window);
        QCOMPARE(window->templatePane().content().differing, 1);
        // Saving would take the others' change away, and says so.
        bool told = false;
        inDialog([&told](QDialog &dialog) {
            told = dialog.findChild<QLabel *>(QStringLiteral("lacksOthersNote"));
            QTest::keyClick(&dialog, Qt::Key_Escape);
        });
        pressSave(*window);
        QVERIFY(told);
        QCOMPARE(onDisk(), merged);

        history.undo();
        QCOMPARE(function().memory.value, std::optional(MiB{512}));
        settle(*window);
        QCOMPARE(window->templatePane().content().differing, 2);
        history.redo();
        history.redo();
        QCOMPARE(function().timeout.value, std::optional(Seconds{20}));
        QVERIFY(!window->isWindowModified());
        settle(*window);
        QCOMPARE(window->templatePane().content().differing, 0);
        pressSave(*window);
        QCOMPARE(onDisk(), merged);

        // Undone and saved, the file is as it was at first, line ends and all.
        history.undo();
        history.undo();
        inDialog([](QDialog &dialog) { click(dialog, "saveTemplateNow"); });
        pressSave(*window);
        QCOMPARE(onDisk(), text);
        QVERIFY(!window->isWindowModified());
    }

    void readingAgainIsAnUndoStep()
    {
        const auto window = opened();
        DocumentEdit edit = window->document().edit(QStringLiteral("move"));
        edit.setPosition(charge(*window), Point{640, 64});
        QVERIFY(edit.commit().isEmpty());
        pressSave(*window);
        window->selection().set({charge(*window)});
        write(replaced("Timeout: 10", "Timeout: 20") + "\r\n  More: {Type: AWS::SNS::Topic}\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(window->document().design().idOf(QStringLiteral("More")), 10000);
        QVERIFY(!window->isWindowModified());
        QCOMPARE(window->selection().ids(), QList<ElementId>{charge(*window)});
        QUndoStack &history = window->document().undoStack();
        QCOMPARE(history.count(), 2);
        history.undo();
        QVERIFY(!window->document().design().idOf(QStringLiteral("More")));
        QVERIFY(window->isWindowModified());
        history.undo();
        QVERIFY(window->document().design().get<Function>(charge(*window))->position
                != std::optional(Point{640, 64}));
        history.redo();
        history.redo();
        QVERIFY(window->document().design().idOf(QStringLiteral("More")));
        QVERIFY(!window->isWindowModified());
    }

    // A design that is saved after its template was written names the text that was written.
    void savingAsAfterSavingTheTemplate()
    {
        const auto window = opened();
        typeMemory(*window, QStringLiteral("512"), QStringLiteral("1024"));
        inDialog([](QDialog &dialog) { click(dialog, "saveTemplateNow"); });
        pressSave(*window);
        const QByteArray written = replaced("512", "1024");
        QCOMPARE(onDisk(), written);
        window->document().undoStack().undo();
        const QString plan = m_folder->filePath(QStringLiteral("plan.stratoplan"));
        QVERIFY(window->document().save(plan).isEmpty());
        const auto kept = store::read(fileText(plan), plan);
        QVERIFY(kept);
        QCOMPARE(kept->settings().templateLink.sha256, sha256(written));
        // The template says 1024, and the design has gone back.
        const auto function = [&](const Design &design) {
            return design.named<Function>(QStringLiteral("Charge"))->memory.value;
        };
        QCOMPARE(function(*kept), std::optional(MiB{512}));
        const auto was = asImported(*kept);
        QVERIFY(was);
        QCOMPARE(function(*was), std::optional(MiB{1024}));

        window->document().undoStack().redo();
        QVERIFY(window->document().save(plan).isEmpty());
        const auto same = store::read(fileText(plan), plan);
        QVERIFY(same && same->was().isEmpty());
        MainWindow second(m_knowledge, *m_settings);
        second.show();
        second.openPath(plan, {}, OpenAs::Document);
        QTRY_VERIFY_WITH_TIMEOUT(second.document().templateSource(), 20000);
        QVERIFY(second.document().templateSource()->sameText);
        settle(second);
        QCOMPARE(second.templatePane().content().differing, 0);
    }

    void puttingADesignOntoAChangedTemplateAsks_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("mine") << QByteArray("allMine") << QByteArray("1024");
        QTest::newRow("theirs") << QByteArray("allTheirs") << QByteArray("256");
        QTest::newRow("given up") << QByteArray() << QByteArray("256");
    }
    void puttingADesignOntoAChangedTemplateAsks()
    {
        QFETCH(QByteArray, button);
        QFETCH(QByteArray, expected);
        const QString plan = m_folder->filePath(QStringLiteral("plan.stratoplan"));
        {
            const auto window = opened();
            typeMemory(*window, QStringLiteral("512"), QStringLiteral("1024"));
            QVERIFY(window->document().save(plan).isEmpty());
        }
        write(replaced("512", "256", replaced("Timeout: 10", "Timeout: 20")));
        MainWindow window(m_knowledge, *m_settings);
        window.show();
        window.openPath(plan, {}, OpenAs::Document);
        QTRY_VERIFY_WITH_TIMEOUT(window.document().templateSource(), 20000);
        settle(window);
        // The conflict is told before anybody wants to write.
        QCOMPARE(window.templatePane().content().text.conflicts.size(), 1);
        inDialog([&](QDialog &dialog) {
            if (button.isEmpty()) {
                QTest::keyClick(&dialog, Qt::Key_Escape);
                return;
            }
            inDialog([](QDialog &second) { click(second, "saveTemplateNow"); });
            click(dialog, button.constData());
            click(dialog, "useThese");
        });
        window.findChild<TemplateSaver *>()->putOnto(m_file);
        QCOMPARE(m_seen.first(), QStringLiteral("conflicts"));
        QCOMPARE(onDisk(),
                 replaced("512", expected.constData(), replaced("Timeout: 10", "Timeout: 20")));
        settle(window);
        QCOMPARE(window.templatePane().content().text.conflicts.size(),
                 button == "allMine" ? 0 : 1);
        QCOMPARE(window.templatePane().content().differing, 0);
    }

    void aDesignSavedFromATemplateNamesIt()
    {
        const auto window = opened();
        typeMemory(*window, QStringLiteral("512"), QStringLiteral("1024"));
        const QString design = m_folder->filePath(QStringLiteral("plan.stratoplan"));
        QVERIFY(window->document().save(design).isEmpty());
        QVERIFY(!window->document().isTemplate());
        QCOMPARE(onDisk(), text);
        MainWindow second(m_knowledge, *m_settings);
        second.show();
        second.openPath(design, {}, OpenAs::Document);
        QTRY_VERIFY_WITH_TIMEOUT(second.document().templateSource(), 20000);
        settle(second);
        // The linked template differs by what the design says otherwise.
        QCOMPARE(second.templatePane().content().differing, 1);
        QCOMPARE(second.document().templateSource()->path, m_file);
    }
};

QTEST_MAIN(TestTemplate)
#include "tst_template.moc"
