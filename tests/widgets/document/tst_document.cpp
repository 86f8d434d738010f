// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"
#include "tests/support/design_text.h"
#include "widgets/document/design_document.h"
#include "widgets/document/selection.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace stratoplan;

namespace {

Design start()
{
    return designFromText(QStringLiteral("fn Orders 512; queue Jobs -> Orders; table Items; "
                                         "vpc Main 10.0.0.0/16; subnet A 10.0.0.0/24 in Main"));
}

} // namespace

class TestDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditIsOneUndoEntry()
    {
        DesignDocument document;
        document.reset(start());
        const Design before = document.design();
        QSignalSpy changes(&document, &DesignDocument::designChanged);
        const ElementId id = before.idOf(QStringLiteral("Orders"));
        DocumentEdit edit = document.edit(QStringLiteral("Set memory"));
        edit.set(id, &Function::memory, MiB{1024});
        QVERIFY(edit.commit().isEmpty());
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(document.undoStack().undoText(), QStringLiteral("Set memory"));
        QCOMPARE(document.design().get<Function>(id)->memory.value->value, 1024);
        QCOMPARE(changes.size(), 1);
        const Design after = document.design();
        document.undoStack().undo();
        QVERIFY(document.design() == before);
        QCOMPARE(changes.size(), 2);
        document.undoStack().redo();
        QVERIFY(document.design() == after);
    }

    void onlyEditsOfOneGestureMerge()
    {
        DesignDocument document;
        document.reset(start());
        const Design before = document.design();
        const ElementId id = before.idOf(QStringLiteral("Orders"));
        const auto set = [&](int memory, Gesture gesture) {
            DocumentEdit edit = document.edit(QStringLiteral("Set memory"), gesture);
            edit.set(id, &Function::memory, MiB{memory});
            edit.commit();
        };
        const Gesture first = document.newGesture();
        set(640, first);
        set(704, first);
        set(768, first);
        QCOMPARE(document.undoStack().count(), 1);
        set(832, document.newGesture());
        QCOMPARE(document.undoStack().count(), 2);
        set(896, {});
        set(960, {});
        QCOMPARE(document.undoStack().count(), 4);
        document.undoStack().setIndex(1);
        QCOMPARE(document.design().get<Function>(id)->memory.value->value, 768);
        document.undoStack().undo();
        QVERIFY(document.design() == before);
    }

    void aGestureThatEndsWhereItBeganLeavesNoEntry()
    {
        DesignDocument document;
        document.reset(start());
        const ElementId id = document.design().idOf(QStringLiteral("Orders"));
        const Function before = *document.design().get<Function>(id);
        const Gesture gesture = document.newGesture();
        for (const int memory : {1024, before.memory.value->value}) {
            DocumentEdit edit = document.edit(QStringLiteral("Set memory"), gesture);
            Function changed = *document.design().get<Function>(id);
            changed.memory.value = MiB{memory};
            edit.replace(id, changed);
            edit.commit();
        }
        QCOMPARE(document.undoStack().count(), 0);
        QVERIFY(!document.isModified());
    }

    void aRefusedChangeDoesNothing()
    {
        DesignDocument document;
        document.reset(start());
        const Design before = document.design();
        QSignalSpy changes(&document, &DesignDocument::designChanged);
        DocumentEdit edit = document.edit(QStringLiteral("Rename"));
        edit.rename(before.idOf(QStringLiteral("Orders")), QStringLiteral("Jobs"));
        const Problems problems = edit.commit();
        QCOMPARE(problems.first().code, QStringLiteral("model.duplicate-name"));
        QVERIFY(document.design() == before);
        QCOMPARE(changes.size(), 0);
        QCOMPARE(document.undoStack().count(), 0);
    }

    void savesAndBecomesClean()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.stratoplan"));
        DesignDocument document;
        document.reset(start());
        QSignalSpy modified(&document, &DesignDocument::modifiedChanged);
        document.markUnsaved();
        QVERIFY(document.isModified());
        QVERIFY(document.save(path).isEmpty());
        QVERIFY(!document.isModified());
        QCOMPARE(modified.size(), 2);
        QCOMPARE(document.path(), path);
        QCOMPARE(document.displayName(), QStringLiteral("a.stratoplan"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Expected<Design> read = store::read(file.readAll(), path);
        QVERIFY(read);
        QVERIFY(*read == document.design());
    }

    void aFailedSaveKeepsTheFileAndTheState()
    {
        QTemporaryDir folder;
        DesignDocument document;
        document.reset(start());
        document.markUnsaved();
        const Problems problems
            = document.save(folder.filePath(QStringLiteral("no/such/folder/a.stratoplan")));
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().code, QStringLiteral("store.unwritable"));
        QVERIFY(document.isModified());
        QVERIFY(document.path().isEmpty());
    }

    void theSelectionForgetsWhatIsRemoved()
    {
        DesignDocument document;
        document.reset(start());
        Selection selection(document);
        QSignalSpy changed(&selection, &Selection::changed);
        const ElementId orders = document.design().idOf(QStringLiteral("Orders"));
        const ElementId jobs = document.design().idOf(QStringLiteral("Jobs"));
        selection.set({orders, jobs, ElementId{9999}});
        QCOMPARE(selection.ids(), (QList<ElementId>{orders, jobs}));
        QCOMPARE(selection.current(), jobs);
        DocumentEdit edit = document.edit(QStringLiteral("Delete"));
        edit.remove(jobs);
        edit.commit();
        QCOMPARE(selection.ids(), QList<ElementId>{orders});
        document.reset(Design());
        QVERIFY(selection.ids().isEmpty());
        QCOMPARE(changed.size(), 3);
    }

    void aWalkOfEditsCanBeTakenBackAndMadeAgain()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        const auto message = QStringLiteral("seed %1").arg(seed);
        QRandomGenerator random(seed);
        DesignDocument document;
        document.reset(start());
        const Design first = document.design();
        Gesture gesture = document.newGesture();
        for (int step = 0; step < 400; ++step) {
            if (random.bounded(4) == 0)
                gesture = document.newGesture();
            DocumentEdit edit
                = document.edit(QString::number(step), random.bounded(2) ? gesture : Gesture{});
            std::vector<ElementId> ids;
            for (const auto &[id, element] : document.design().elements())
                ids.push_back(id);
            const ElementId some
                = ids.empty() ? ElementId{} : ids[size_t(random.bounded(int(ids.size())))];
            switch (random.bounded(5)) {
            case 0:
                edit.add(Function{});
                break;
            case 1: {
                Service service;
                service.kind = QStringLiteral("queue");
                edit.add(service);
                break;
            }
            case 2:
                edit.remove(some);
                break;
            case 3:
                edit.setPosition(some, Point{double(random.bounded(100)), 0});
                break;
            default:
                edit.set(some, &Function::memory, MiB{128 + random.bounded(100)});
                break;
            }
            QVERIFY2(edit.commit().isEmpty(), qPrintable(message));
            if (random.bounded(6) == 0)
                document.undoStack().undo();
        }
        document.undoStack().setIndex(document.undoStack().count());
        const Design last = document.design();
        document.undoStack().setIndex(0);
        QVERIFY2(document.design() == first, qPrintable(message));
        document.undoStack().setIndex(document.undoStack().count());
        QVERIFY2(document.design() == last, qPrintable(message));
    }
};

QTEST_MAIN(TestDocument)
#include "tst_document.moc"
