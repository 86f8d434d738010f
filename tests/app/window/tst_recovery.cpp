// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing that somebody did is lost: files that others write, files that are open twice, unsaved
// changes of a former run, versions.
#include "app/window/design_file.h"
#include "app/window/left_behind.h"
#include "app/window/notice_bar.h"
#include "app/window/windows.h"
#include "planner/recovery/journal.h"
#include "planner/recovery/state_folder.h"
#include "planner/recovery/versions.h"
#include "planner/store/store.h"
#include "tests/support/corpus.h"
#include "tests/support/design_text.h"
#include "tests/support/pseudo_translator.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/document/journal_keeper.h"
#include "widgets/recovery/differences_view.h"
#include "widgets/recovery/recovery_dialog.h"
#include "widgets/recovery/versions_dialog.h"
#include "widgets/theme/style.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::window;

namespace {

Design small()
{
    const Design design = designFromText(
        QStringLiteral("fn Worker 512 30; queue Jobs -> Worker; table Items; Worker -- Items"));
    Edit edit(design);
    double x = 0;
    for (const char *name : {"Jobs", "Worker", "Items"})
        edit.setPosition(design.idOf(QLatin1String(name)), Point{x += 320, 0});
    return *edit.result();
}

Change memoryChange(const Design &design, int mib)
{
    Edit edit(design);
    edit.set(design.idOf(QStringLiteral("Worker")), &Function::memory, Field<MiB>(MiB{mib}));
    return edit.change();
}

Change timeoutChange(const Design &design, int seconds)
{
    Edit edit(design);
    edit.set(design.idOf(QStringLiteral("Worker")), &Function::timeout,
             Field<Seconds>(Seconds{seconds}));
    return edit.change();
}

int memoryOf(const Design &design)
{
    return design.named<Function>(QStringLiteral("Worker"))->memory->value;
}
double timeoutOf(const Design &design)
{
    return double(design.named<Function>(QStringLiteral("Worker"))->timeout->value);
}

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

    Knowledge m_knowledge;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    QString m_file;
    QStringList m_seen; ///< dialogs that came up
    std::unique_ptr<QObject> m_dialogs;

    void put(const QByteArray &bytes) const
    {
        QFile file(m_file);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    void put(const Design &design) const { put(store::write(design)); }
    Design onDisk() const
    {
        const Expected<Design> design = store::read(fileText(m_file), m_file);
        if (!design)
            qFatal("no design");
        return *design;
    }

    std::unique_ptr<MainWindow> opened()
    {
        auto window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
        window->setTheme(theme::light());
        window->show();
        window->openPath(m_file);
        if (!QTest::qWaitFor([&] { return !window->document().design().isEmpty(); }, 20000))
            qFatal("not opened");
        return window;
    }
    static void apply(MainWindow &window, const Change &change)
    {
        if (!window.document().apply(QStringLiteral("Edit"), change).isEmpty())
            qFatal("refused");
    }
    /// Presses a button of the next dialog once it is open.
    void press(const QString &button)
    {
        inDialog([button](QDialog &dialog) {
            for (QPushButton *one : dialog.findChildren<QPushButton *>()) {
                if (one->text() == button || one->objectName() == button) {
                    one->click();
                    return;
                }
            }
            qFatal("no button %s", qPrintable(button));
        });
    }
    void inDialog(const std::function<void(QDialog &)> &act)
    {
        auto *timer = new QTimer(m_dialogs.get());
        connect(timer, &QTimer::timeout, this, [this, timer, act] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            timer->stop();
            m_seen.append(dialog->objectName());
            act(*dialog);
        });
        timer->start(10);
    }
    static QPushButton *choice(MainWindow &window, const char *id)
    {
        return window.findChild<NoticeBar *>()->findChild<QPushButton *>(QLatin1String(id));
    }
    static QStringList journalFiles() { return recovery::journals(recovery::journalFolder()); }
    static JournalKeeper &keeper(MainWindow &window)
    {
        return *window.findChild<JournalKeeper *>();
    }
    static QString noticeText(MainWindow &window)
    {
        QString text;
        for (const QLabel *label : window.findChild<NoticeBar *>()->findChildren<QLabel *>())
            text += label->text();
        return text;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_knowledge = {*catalog, *trees};
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_STATE_HOME", m_folder->filePath(QStringLiteral("state")).toLocal8Bit());
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")),
                                                 QSettings::IniFormat);
        m_file = m_folder->filePath(QStringLiteral("small.stratoplan"));
        m_seen.clear();
        m_dialogs = std::make_unique<QObject>();
        theme::install(*qApp, theme::light());
        put(small());
    }
    void cleanup() { m_dialogs.reset(); }

    // ---- the journal

    void theJournalIsThereAsLongAsSomethingIsUnsaved()
    {
        const auto window = opened();
        QVERIFY(journalFiles().isEmpty());
        apply(*window, memoryChange(window->document().design(), 1024));
        QTRY_COMPARE_WITH_TIMEOUT(journalFiles().size(), 1, 5000);
        const Expected<recovery::Journal> journal = recovery::readJournal(journalFiles().first());
        QVERIFY(journal);
        QVERIFY(journal->design == window->document().design());
        QVERIFY(*journal->start.design == small());
        QCOMPARE(journal->start.file, m_file);
        QCOMPARE(journal->start.sha256, sha256(fileText(m_file)));
        // The owner lives: nobody else is offered it.
        QVERIFY(leftBehind(recovery::journalFolder(), *m_knowledge.catalog).empty());
        window->document().undoStack().undo();
        QVERIFY(journalFiles().isEmpty());
        window->document().undoStack().redo();
        QTRY_COMPARE_WITH_TIMEOUT(journalFiles().size(), 1, 5000);
        QVERIFY(window->save());
        QVERIFY(journalFiles().isEmpty());
    }

    void undoSurvivesSavingAndIsAnEditAgain()
    {
        const auto window = opened();
        apply(*window, memoryChange(window->document().design(), 1024));
        QVERIFY(window->save());
        QVERIFY(!window->isWindowModified());
        QVERIFY(window->document().undoStack().canUndo());
        window->document().undoStack().undo();
        QVERIFY(window->isWindowModified());
        QVERIFY(window->document().design() == small());
        keeper(*window).flush();
        const Expected<recovery::Journal> journal = recovery::readJournal(journalFiles().first());
        QVERIFY(journal);
        QCOMPARE(memoryOf(*journal->start.design), 1024);
        QCOMPARE(memoryOf(journal->design), 512);
        window->document().undoStack().redo();
        QVERIFY(!window->isWindowModified());
    }

    void closingDecides()
    {
        auto window = opened();
        apply(*window, memoryChange(window->document().design(), 1024));
        keeper(*window).flush();
        QCOMPARE(journalFiles().size(), 1);
        press(QStringLiteral("Cancel"));
        QVERIFY(!window->close());
        QCOMPARE(journalFiles().size(), 1);
        press(QStringLiteral("Discard changes"));
        QVERIFY(window->close());
        QVERIFY(journalFiles().isEmpty());
        QCOMPARE(memoryOf(onDisk()), 512);
    }

    void aFolderThatCannotBeWrittenToIsToldOnce()
    {
        // A file stands where the folder ought to be.
        QFile file(m_folder->filePath(QStringLiteral("state")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto window = opened();
        QSignalSpy failed(&keeper(*window), &JournalKeeper::failed);
        apply(*window, memoryChange(window->document().design(), 1024));
        // The journal and the versions, each once.
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, 5000);
        apply(*window, memoryChange(window->document().design(), 2048));
        keeper(*window).flush();
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 2);
        QVERIFY(noticeText(*window).contains(QStringLiteral("not secured")));
        QVERIFY(window->save());
    }

    // ---- after the end

    /// A window goes without having decided, as it does when its process is killed.
    void whatWasLeftIsOfferedAndRecovered()
    {
        {
            const auto window = opened();
            apply(*window, memoryChange(window->document().design(), 1024));
            Edit edit(window->document().design());
            edit.remove(edit.idOf(QStringLiteral("Items")));
            apply(*window, edit.change());
            keeper(*window).flush();
        }
        Windows windows(*qApp, m_knowledge, *m_settings);
        MainWindow *window = windows.open({});
        windows.offerRecovery();
        auto *dialog = window->findChild<recovery::RecoveryDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QStringList shown;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            shown.append(label->text());
        const QString all = shown.join(QLatin1Char('\n'));
        QVERIFY2(all.contains(QStringLiteral("2 removed, 1 changed")), qPrintable(all));
        QVERIFY(all.contains(QDir::toNativeSeparators(m_file)));
        QStringList lines;
        auto *view = dialog->findChild<recovery::DifferencesView *>();
        for (int i = 0; i < view->topLevelItemCount(); ++i)
            lines.append(view->topLevelItem(i)->text(0) + QLatin1Char(' ')
                         + view->topLevelItem(i)->text(1));
        QCOMPARE(lines.first(), QStringLiteral("Items service, removed"));
        QCOMPARE(lines.last(), QStringLiteral("Worker function, changed: memory 512 → 1024"));
        // By the keyboard: Recover is where it begins.
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(memoryOf(window->document().design()), 1024);
        QVERIFY(window->isWindowModified());
        QCOMPARE(window->documentFile(), m_file);
        QVERIFY(window->canvasView().isVisible());
        // Undo shows what was saved; the changes have one journal, which is this process's.
        QCOMPARE(journalFiles().size(), 1);
        QVERIFY(leftBehind(recovery::journalFolder(), *m_knowledge.catalog).empty());
        window->document().undoStack().undo();
        QVERIFY(window->document().design() == small());
        window->document().undoStack().redo();
        QVERIFY(window->save());
        QCOMPARE(memoryOf(onDisk()), 1024);
        QVERIFY(journalFiles().isEmpty());
        window->close();
    }

    void aDocumentWithoutAFileIsRecoveredToo()
    {
        {
            MainWindow window(m_knowledge, *m_settings);
            window.show();
            window.newDesign();
            apply(window, diff(Design(), small()));
            keeper(window).flush();
        }
        auto left = leftBehind(recovery::journalFolder(), *m_knowledge.catalog);
        QCOMPARE(left.size(), size_t(1));
        QCOMPARE(left.front().offer.file, QString());
        MainWindow window(m_knowledge, *m_settings);
        window.show();
        window.recover(left.front().journal);
        QVERIFY(window.document().design() == small());
        QVERIFY(window.isWindowModified());
        QCOMPARE(window.documentFile(), QString());
    }

    void aTemplateIsRecoveredWithItsText()
    {
        m_file = m_folder->filePath(QStringLiteral("template.yaml"));
        const QByteArray text = "Resources:\n  Worker:\n    Type: AWS::Lambda::Function # mine\n"
                                "    Properties: {MemorySize: 512, Runtime: nodejs24.x, Role: r,\n"
                                "      Handler: a.b, Code: {S3Bucket: b, S3Key: k}}\n";
        put(text);
        {
            const auto window = opened();
            apply(*window, memoryChange(window->document().design(), 1024));
            keeper(*window).flush();
        }
        auto left = leftBehind(recovery::journalFolder(), *m_knowledge.catalog);
        QCOMPARE(left.size(), size_t(1));
        MainWindow window(m_knowledge, *m_settings);
        window.show();
        window.recover(left.front().journal);
        QVERIFY(window.document().isTemplate());
        QCOMPARE(window.documentFile(), m_file);
        press(QStringLiteral("saveTemplateNow"));
        QVERIFY(window.save());
        QCOMPARE(fileText(m_file), QByteArray(text).replace("512", "1024"));
        window.document().undoStack().undo();
        press(QStringLiteral("saveTemplateNow"));
        QVERIFY(window.save());
        QCOMPARE(fileText(m_file), text);
    }

    void whatIsInTheFileAlreadyIsNotOffered()
    {
        {
            const auto window = opened();
            apply(*window, memoryChange(window->document().design(), 1024));
            keeper(*window).flush();
        }
        // As if the program had been killed right behind the save.
        Design saved = *stratoplan::apply(small(), memoryChange(small(), 1024));
        put(saved);
        QVERIFY(leftBehind(recovery::journalFolder(), *m_knowledge.catalog).empty());
        QVERIFY(journalFiles().isEmpty());
    }

    void aFileThatMovedOnMeanwhileIsToldAndMerged()
    {
        {
            const auto window = opened();
            apply(*window, memoryChange(window->document().design(), 1024));
            keeper(*window).flush();
        }
        put(*stratoplan::apply(small(), timeoutChange(small(), 60)));
        auto left = leftBehind(recovery::journalFolder(), *m_knowledge.catalog);
        QCOMPARE(left.size(), size_t(1));
        QVERIFY(left.front().offer.note.contains(QStringLiteral("changed after")));
        MainWindow window(m_knowledge, *m_settings);
        window.show();
        window.recover(left.front().journal);
        QVERIFY(choice(window, "mergeFile"));
        choice(window, "mergeFile")->click();
        QCOMPARE(memoryOf(window.document().design()), 1024);
        QCOMPARE(timeoutOf(window.document().design()), 60.0);
        QVERIFY(window.save());
        QCOMPARE(memoryOf(onDisk()), 1024);
        QCOMPARE(timeoutOf(onDisk()), 60.0);
        QVERIFY(QFile::remove(m_file));
    }

    void laterLeavesItAndDiscardAsksOnce()
    {
        {
            const auto window = opened();
            apply(*window, memoryChange(window->document().design(), 1024));
            keeper(*window).flush();
        }
        Windows windows(*qApp, m_knowledge, *m_settings);
        MainWindow *window = windows.open({});
        windows.offerRecovery();
        QTest::keyClick(window->findChild<recovery::RecoveryDialog *>(), Qt::Key_Escape);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(journalFiles().size(), 1);
        windows.offerRecovery();
        auto *dialog = window->findChild<recovery::RecoveryDialog *>();
        QVERIFY(dialog);
        inDialog([dialog, this](QDialog &) {
            inDialog([](QDialog &question) {
                for (QPushButton *one : question.findChildren<QPushButton *>()) {
                    if (one->text() == QLatin1String("Discard changes"))
                        one->click();
                }
            });
            dialog->findChild<QPushButton *>(QStringLiteral("discard"))->click();
        });
        QTRY_VERIFY_WITH_TIMEOUT(journalFiles().isEmpty(), 5000);
        window->close();
    }

    // ---- files that others write

    void anUnchangedDocumentFollowsItsFile()
    {
        const auto window = opened();
        put(*stratoplan::apply(small(), memoryChange(small(), 2048)));
        QTRY_COMPARE_WITH_TIMEOUT(memoryOf(window->document().design()), 2048, 20000);
        QVERIFY(!window->isWindowModified());
        window->document().undoStack().undo();
        QCOMPARE(memoryOf(window->document().design()), 512);
        QVERIFY(window->isWindowModified());
        // It is seen again although the file was replaced.
        window->document().undoStack().redo();
        QSaveFile again(m_file);
        QVERIFY(again.open(QIODevice::WriteOnly));
        again.write(store::write(*stratoplan::apply(small(), memoryChange(small(), 128))));
        QVERIFY(again.commit());
        QTRY_COMPARE_WITH_TIMEOUT(memoryOf(window->document().design()), 128, 20000);
    }

    void bothChangesAreMergedReplacedOrKept_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<int>("memory");
        QTest::addColumn<double>("timeout");
        QTest::addColumn<bool>("modified");
        QTest::newRow("merge") << QByteArray("mergeFile") << 1024 << 60.0 << true;
        QTest::newRow("take the file") << QByteArray("reloadFile") << 512 << 60.0 << false;
        QTest::newRow("keep mine") << QByteArray("keepMine") << 1024 << 30.0 << true;
    }
    void bothChangesAreMergedReplacedOrKept()
    {
        QFETCH(QByteArray, button);
        QFETCH(int, memory);
        QFETCH(double, timeout);
        QFETCH(bool, modified);
        const auto window = opened();
        apply(*window, memoryChange(window->document().design(), 1024));
        put(*stratoplan::apply(small(), timeoutChange(small(), 60)));
        QTRY_VERIFY_WITH_TIMEOUT(choice(*window, button), 20000);
        // Nothing happens by itself, and the journal knows what mine is.
        QCOMPARE(memoryOf(window->document().design()), 1024);
        choice(*window, button)->click();
        QCOMPARE(memoryOf(window->document().design()), memory);
        QCOMPARE(timeoutOf(window->document().design()), timeout);
        QCOMPARE(window->isWindowModified(), modified);
        QVERIFY(!window->findChild<NoticeBar *>()->isVisible());
        // Whatever was chosen: saving asks nothing more, and undo has what was before.
        QVERIFY(window->save());
        QVERIFY(m_seen.isEmpty());
        QCOMPARE(memoryOf(onDisk()), memory);
        QCOMPARE(timeoutOf(onDisk()), timeout);
        window->document().undoStack().setIndex(0);
        QVERIFY(window->document().design() == small());
        QVERIFY(window->isWindowModified());
    }

    /// Undone to the state that was once saved, the document still is not what the file holds.
    void undoneBehindAMergeItIsUnsaved()
    {
        const auto window = opened();
        apply(*window, memoryChange(window->document().design(), 1024));
        put(*stratoplan::apply(small(), timeoutChange(small(), 60)));
        window->findChild<DesignFile *>()->look();
        choice(*window, "mergeFile")->click();
        window->document().undoStack().setIndex(0);
        QVERIFY(window->document().design() == small());
        QVERIFY(window->isWindowModified());
        QVERIFY(window->save());
        QCOMPARE(timeoutOf(onDisk()), 30.0);
    }

    void whereBothMeetIsAskedBeforeSaving_data()
    {
        QTest::addColumn<QByteArray>("side");
        QTest::addColumn<int>("memory");
        QTest::newRow("mine") << QByteArray("allMine") << 1024;
        QTest::newRow("theirs") << QByteArray("allTheirs") << 2048;
    }
    void whereBothMeetIsAskedBeforeSaving()
    {
        QFETCH(QByteArray, side);
        QFETCH(int, memory);
        const auto window = opened();
        apply(*window, memoryChange(window->document().design(), 1024));
        put(*stratoplan::apply(small(), memoryChange(small(), 2048)));
        inDialog([&, this](QDialog &question) {
            inDialog([side](QDialog &conflicts) {
                QVERIFY(
                    !conflicts.findChild<QPushButton *>(QStringLiteral("useThese"))->isEnabled());
                conflicts.findChild<QPushButton *>(QLatin1String(side))->click();
                conflicts.findChild<QPushButton *>(QStringLiteral("useThese"))->click();
            });
            for (QPushButton *one : question.findChildren<QPushButton *>()) {
                if (one->text() == QLatin1String("Merge"))
                    one->click();
            }
        });
        QVERIFY(window->save());
        QVERIFY(m_seen.contains(QStringLiteral("conflicts")));
        QCOMPARE(memoryOf(onDisk()), memory);
        // Given up, nothing was done.
        apply(*window, memoryChange(window->document().design(), 64));
        put(*stratoplan::apply(small(), memoryChange(small(), 32)));
        const Design mine = window->document().design();
        inDialog([this](QDialog &question) {
            inDialog([](QDialog &conflicts) { conflicts.reject(); });
            question.findChildren<QPushButton *>().first()->click();
        });
        QVERIFY(!window->save());
        QVERIFY(window->document().design() == mine);
        QCOMPARE(memoryOf(onDisk()), 32);
    }

    void whatIsOverwrittenIsAVersion()
    {
        const auto window = opened();
        apply(*window, memoryChange(window->document().design(), 1024));
        put(*stratoplan::apply(small(), memoryChange(small(), 2048)));
        press(QStringLiteral("Overwrite"));
        QVERIFY(window->save());
        QCOMPARE(memoryOf(onDisk()), 1024);
        QList<int> kept;
        for (const recovery::Version &version :
             recovery::versions(keeper(*window).versionsFolder()))
            kept.append(memoryOf(*store::read(fileText(version.path), version.path)));
        QVERIFY(kept.contains(2048));
    }

    // ---- open twice

    void aFileOpenInAnotherWindowIsNotOpenedTwice()
    {
        Windows windows(*qApp, m_knowledge, *m_settings);
        MainWindow *first = windows.open(m_file);
        QTRY_VERIFY_WITH_TIMEOUT(first->isInUse(), 20000);
        MainWindow *second = windows.open({});
        QSignalSpy wanted(second, &MainWindow::documentOfFileWanted);
        press(QStringLiteral("Show it"));
        second->openPath(m_file);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(!second->isOpening() && !second->isInUse());
        press(QStringLiteral("Cancel"));
        second->openPath(m_file);
        QVERIFY(!second->isOpening());
        press(QStringLiteral("Open a copy"));
        second->openPath(m_file);
        QTRY_VERIFY_WITH_TIMEOUT(second->isInUse(), 20000);
        QCOMPARE(second->documentFile(), QString());
        QVERIFY(second->document().design() == small());
        // Given back, it can be opened again.
        first->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        MainWindow *third = windows.open(m_file);
        QTRY_VERIFY_WITH_TIMEOUT(third->isInUse(), 20000);
        QCOMPARE(third->documentFile(), m_file);
        QCOMPARE(m_seen.size(), 3);
        second->close();
        third->close();
    }

    void aFileOpenInAnotherProcessIsTold()
    {
        // A process that lives, with a lock as QLockFile writes it.
        QProcess other;
        other.start(QStringLiteral("sleep"), {QStringLiteral("100")});
        QVERIFY(other.waitForStarted());
        QDir().mkpath(recovery::lockFolder());
        QFile lock(recovery::lockPath(m_file));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write(QByteArray::number(other.processId()) + "\nsleep\n"
                   + QSysInfo::machineHostName().toUtf8() + '\n');
        lock.close();
        MainWindow window(m_knowledge, *m_settings);
        window.show();
        inDialog([&](QDialog &dialog) {
            auto &question = static_cast<QMessageBox &>(dialog);
            QVERIFY(question.informativeText().contains(QString::number(other.processId())));
            QVERIFY(question.informativeText().contains(QSysInfo::machineHostName()));
            QCOMPARE(question.defaultButton()->text(), QStringLiteral("Open a copy"));
            question.reject();
        });
        window.openPath(m_file);
        QVERIFY(!window.isOpening());
        press(QStringLiteral("Open anyway"));
        window.openPath(m_file);
        QTRY_VERIFY_WITH_TIMEOUT(window.isInUse(), 20000);
        QCOMPARE(window.documentFile(), m_file);
        other.kill();
        QVERIFY(other.waitForFinished());
        // The lock of the dead is nobody's.
        MainWindow next(m_knowledge, *m_settings);
        next.show();
        next.openPath(m_file);
        QTRY_VERIFY_WITH_TIMEOUT(next.isInUse(), 20000);
        QCOMPARE(m_seen.size(), 2);
    }

    void aReadOnlyFolderIsNoObstacleToOpening()
    {
        const QString folder = m_folder->filePath(QStringLiteral("fixed"));
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(QFile::copy(m_file, folder + QStringLiteral("/plan.stratoplan")));
        m_file = folder + QStringLiteral("/plan.stratoplan");
        const QStringList before = QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
        const auto window = opened();
        apply(*window, memoryChange(window->document().design(), 1024));
        keeper(*window).flush();
        QCOMPARE(journalFiles().size(), 1);
        QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), before);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    // ---- versions

    void aVersionIsRestoredAsAnEdit()
    {
        const auto window = opened();
        apply(*window, memoryChange(window->document().design(), 1024));
        QVERIFY(window->save());
        apply(*window, memoryChange(window->document().design(), 2048));
        inDialog([&](QDialog &dialog) {
            auto *list = dialog.findChild<QListWidget *>(QStringLiteral("versionList"));
            auto *restore = dialog.findChild<QPushButton *>(QStringLiteral("restore"));
            // The newest is what is shown, so there is nothing to restore; it begins at the next.
            QVERIFY(list->count() >= 2);
            QCOMPARE(list->currentRow(), 1);
            QVERIFY(restore->isEnabled());
            QTest::keyClick(list, Qt::Key_Home);
            QVERIFY(!restore->isEnabled());
            QTest::keyClick(list, Qt::Key_End);
            QVERIFY(restore->isEnabled());
            auto *view = dialog.findChild<recovery::DifferencesView *>();
            QVERIFY(view->topLevelItem(0)->text(1).contains(QStringLiteral("memory 2048 → 512")));
            QTest::keyClick(restore, Qt::Key_Space);
        });
        window->findChild<QAction *>(QStringLiteral("versions"))->trigger();
        QCOMPARE(m_seen, QStringList{QStringLiteral("versions")});
        QVERIFY(window->document().design() == small());
        QVERIFY(window->isWindowModified());
        window->document().undoStack().undo();
        QCOMPARE(memoryOf(window->document().design()), 2048);
    }

    void versionsOfANewDocumentGoToItsFirstFile()
    {
        MainWindow window(m_knowledge, *m_settings);
        window.show();
        window.newDesign();
        apply(window, diff(Design(), small()));
        keeper(window).flush();
        const QString before = keeper(window).versionsFolder();
        QCOMPARE(recovery::versions(before).size(), 1);
        const QString path = m_folder->filePath(QStringLiteral("first.stratoplan"));
        inDialog([&](QDialog &dialog) {
            dialog.findChild<QLineEdit *>()->setText(path);
            static_cast<QDialog &>(dialog).accept();
        });
        window.saveAs();
        QCOMPARE(window.documentFile(), path);
        QCOMPARE(keeper(window).versionsFolder(), recovery::versionsOf(path, {}));
        QCOMPARE(recovery::versions(recovery::versionsOf(path, {})).size(), 1);
        QVERIFY(!QDir(before).exists());
    }

    /// A version that was linked to another text of the template takes nothing of that back.
    void restoringLeavesTheLinkToTheTemplate()
    {
        Edit edit(small());
        Settings settings = edit.settings();
        settings.title = QStringLiteral("Now");
        settings.templateLink.sha256 = QString(64, QLatin1Char('a'));
        edit.setSettings(settings);
        const Design present = *edit.result();
        const Design restored = *stratoplan::apply(present, recovery::restoring(present, small()));
        QCOMPARE(restored.settings().title, QString());
        QCOMPARE(restored.settings().templateLink.sha256, settings.templateLink.sha256);
    }

    // ---- words

    void everyTextCanBeTranslated()
    {
        test::PseudoTranslator pseudo;
        qApp->installTranslator(&pseudo);
        recovery::Offer offer;
        offer.name = QStringLiteral("12");
        offer.file = QString();
        offer.edited = QDateTime::currentDateTime();
        offer.differences = recovery::differences(small(), Design());
        const recovery::RecoveryDialog dialog({offer, offer}, theme::light());
        const recovery::VersionsDialog versions(
            {{QStringLiteral("/none"), QDateTime::currentDateTime(), recovery::VersionKind::Edited,
              1}},
            small(), QStringLiteral("12"), theme::light());
        QStringList plain;
        for (const QWidget *window : std::initializer_list<const QWidget *>{&dialog, &versions}) {
            QStringList texts{window->windowTitle()};
            for (const QLabel *label : window->findChildren<QLabel *>())
                texts.append(label->text());
            for (const QPushButton *button : window->findChildren<QPushButton *>())
                texts.append(button->text());
            for (const QString &text : std::as_const(texts)) {
                if (!text.isEmpty() && !test::PseudoTranslator::isPseudo(text))
                    plain.append(text);
            }
        }
        qApp->removeTranslator(&pseudo);
        QCOMPARE(plain, QStringList());
    }
};

QTEST_MAIN(TestRecovery)
#include "tst_recovery.moc"
