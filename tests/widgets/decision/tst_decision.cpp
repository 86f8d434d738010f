// SPDX-License-Identifier: GPL-3.0-or-later
//
// The decision as it is shown and answered: functions with their states, the question with its
// answers, the way walked, and what an answer writes into the design.
#include "planner/analysis.h"
#include "tests/support/design_text.h"
#include "widgets/decision/decision_panel.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::decision;

namespace {

/// Nothing drawn says whether Db can be reached without its VPC: for Api a question is open, for
/// Lonely none.
constexpr const char *drawn
    = "set date=2026-11-12; vpc Main 10.0.0.0/16; zone Za in Main; subnet data 10.0.0.0/24 in Za; "
      "relational-database Db in data; fn Api 512 in data; Api -- Db; fn Lonely 256";

} // namespace

class TestDecision : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<Tree> m_trees;

    struct Fixture
    {
        Fixture(const TestDecision &owner, const QString &text)
            : test(owner)
            , selection(document)
            , panel(document, selection, owner.m_trees)
        {
            document.reset(designFromText(text));
            panel.resize(1100, 220);
            panel.show();
            panel.activateWindow();
            active = QTest::qWaitForWindowActive(&panel);
            analyse();
            functions = panel.findChild<QListWidget *>(QStringLiteral("decisionFunctions"));
            way = panel.findChild<QTreeWidget *>(QStringLiteral("decisionWay"));
        }
        void analyse()
        {
            const auto made = analyze(document.snapshot(), *test.m_catalog, test.m_trees);
            if (!made)
                qFatal("%s", qPrintable(toString(made.error().first())));
            analysis = std::make_shared<const Analysis>(*made);
            panel.setAnalysis(analysis);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        ElementId id(const char *name) const { return document.design().idOf(QLatin1String(name)); }
        const Function &function(const char *name) const
        {
            return *document.design().named<Function>(QLatin1String(name));
        }
        const Walk &walkOf(const char *name) const
        {
            const ElementId wanted = id(name);
            return *std::find_if(analysis->decisions.begin(), analysis->decisions.end(),
                                 [wanted](const Walk &each) { return each.function == wanted; });
        }
        QList<QPushButton *> answers() const
        {
            QList<QPushButton *> found;
            for (QPushButton *button : panel.findChildren<QPushButton *>()) {
                if (button->objectName().startsWith(QStringLiteral("answer-")))
                    found.append(button);
            }
            return found;
        }
        bool says(const QString &text) const
        {
            for (const QLabel *label : panel.findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(text))
                    return true;
            }
            return false;
        }

        const TestDecision &test;
        DesignDocument document;
        Selection selection;
        DecisionPanel panel;
        AnalysisPointer analysis;
        QListWidget *functions = nullptr;
        QTreeWidget *way = nullptr;
        bool active = false;
    };

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        const auto trees = readTrees();
        QVERIFY(catalog && trees);
        m_catalog = *catalog;
        m_trees = *trees;
    }

    void everyFunctionStandsWithItsState()
    {
        Fixture f(*this, QLatin1String(drawn));
        QCOMPARE(f.functions->count(), 2);
        for (int row = 0; row < f.functions->count(); ++row) {
            const QString name = f.functions->item(row)->text();
            const Walk &walk = f.walkOf(name.toLatin1().constData());
            const Tree &tree = *std::find_if(m_trees.begin(), m_trees.end(), [&](const Tree &each) {
                return each.id == walk.tree;
            });
            const Outcome *outcome = tree.outcome(walk.outcome);
            const QString spoken = f.functions->item(row)->data(Qt::AccessibleTextRole).toString();
            QVERIFY(spoken.startsWith(name));
            // In words that people read, never an id of the tree.
            if (!walk.conflicts.isEmpty())
                QVERIFY(spoken.endsWith(QStringLiteral("differs from the drawing")));
            else
                QVERIFY(spoken.endsWith(outcome ? outcome->label
                                                : QStringLiteral("a question is open")));
        }
    }

    void theQuestionOfTheMomentHasItsAnswersAsButtons()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.selection.set({f.id("Api")});
        QCOMPARE(f.panel.function(), f.id("Api"));
        const Walk &walk = f.walkOf("Api");
        const Tree &tree = *std::find_if(m_trees.begin(), m_trees.end(),
                                         [&](const Tree &each) { return each.id == walk.tree; });
        const Comb made = comb(tree, walk);
        const int open = made.openStep();
        QVERIFY2(open >= 0, "the case needs an open question");
        const Question *question = tree.question(made.steps.at(open).question);
        QVERIFY(f.says(question->text));
        QCOMPARE(f.answers().size(), question->branches.size());
        for (const Branch &branch : question->branches) {
            auto *button
                = f.panel.findChild<QPushButton *>(QStringLiteral("answer-") + branch.answer);
            QVERIFY(button);
            QCOMPARE(button->text(), branch.label);
        }
    }

    void anAnswerIsWrittenAsOneUndoStepWithTheDesignsDate()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.selection.set({f.id("Api")});
        QVERIFY(f.function("Api").decision.answers.isEmpty());
        const Design before = f.document.design();
        QPushButton *first = f.answers().constFirst();
        const QString chosen = first->objectName().mid(QStringLiteral("answer-").size());
        QTest::mouseClick(first, Qt::LeftButton);
        QCOMPARE(f.document.undoStack().count(), 1);
        const QString tree = f.walkOf("Api").tree;
        const QList<DecisionAnswer> given = f.function("Api").decision.answers.value(tree);
        QCOMPARE(given.size(), 1);
        QCOMPARE(given.first().answer, chosen);
        QCOMPARE(given.first().date, QDate(2026, 11, 12));
        f.document.undoStack().undo();
        QVERIFY(f.document.design() == before);
    }

    void anAnswerIsShownAsAPersonsAndCanBeTakenBack()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.selection.set({f.id("Api")});
        int open = -1;
        for (int row = 0; row < f.way->topLevelItemCount(); ++row) {
            if (f.way->topLevelItem(row)->text(2) == QLatin1String("open"))
                open = row;
        }
        QVERIFY(open >= 0);
        QTest::mouseClick(f.answers().constFirst(), Qt::LeftButton);
        f.analyse();
        QCOMPARE(f.way->topLevelItem(open)->text(2), QStringLiteral("answered here"));
        QVERIFY(!f.way->topLevelItem(open)->text(1).isEmpty());
        // Going back to the question offers to clear it.
        f.way->setCurrentItem(f.way->topLevelItem(open));
        QPushButton *clear = nullptr;
        for (QPushButton *button : f.panel.findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == QLatin1String("Clear the answer"))
                clear = button;
        }
        QVERIFY(clear);
        QTest::mouseClick(clear, Qt::LeftButton);
        QVERIFY(f.function("Api").decision.answers.isEmpty());
        QCOMPARE(f.document.undoStack().count(), 2);
    }

    void anAnswerThatTheDrawingContradictsIsTold()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.selection.set({f.id("Api")});
        // The drawing says that Api reaches Db inside the VPC; a person says no.
        const Walk &walk = f.walkOf("Api");
        const auto derived
            = std::find_if(walk.answers.begin(), walk.answers.end(), [](const Answer &each) {
                  return each.from == AnswerFrom::Drawing && each.answer == QLatin1String("yes");
              });
        QVERIFY2(derived != walk.answers.end(), "the case needs an answer from the drawing");
        const int row = int(derived - walk.answers.begin());
        f.way->setCurrentItem(f.way->topLevelItem(row));
        auto *no = f.panel.findChild<QPushButton *>(QStringLiteral("answer-no"));
        QVERIFY(no);
        QTest::mouseClick(no, Qt::LeftButton);
        f.analyse();
        QVERIFY(!f.walkOf("Api").conflicts.isEmpty());
        QVERIFY(f.says(toString(f.walkOf("Api").conflicts.first().what)));
        const QString spoken = f.functions->currentItem()->data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.endsWith(QStringLiteral("differs from the drawing")));
    }

    void theListAndTheSelectionFollowEachOther()
    {
        Fixture f(*this, QLatin1String(drawn));
        for (const int row : {1, 0}) {
            f.functions->setCurrentRow(row);
            QCOMPARE(f.selection.current(), f.panel.function());
        }
        f.selection.set({f.id("Api")});
        QCOMPARE(f.functions->currentItem()->text(), QStringLiteral("Api"));
        f.selection.set({f.id("Db")});
        QCOMPARE(f.functions->currentItem()->text(), QStringLiteral("Api"));
    }

    void theKeyboardAnswersAndGoesOnAtTheNextQuestion()
    {
        Fixture f(*this, QLatin1String(drawn));
        QVERIFY(f.active);
        f.selection.set({f.id("Api")});
        QPushButton *first = f.answers().constFirst();
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Space);
        QCOMPARE(f.document.undoStack().count(), 1);
        f.analyse();
        QVERIFY(f.answers().contains(QApplication::focusWidget()));
        QVERIFY(!f.functions->accessibleName().isEmpty());
        QVERIFY(!f.way->accessibleName().isEmpty());
    }

    /// However narrow the panel is, no answer is cut off: they go on in the next row.
    void answersFitTheirPanel_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1100, 800, 700})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }
    void answersFitTheirPanel()
    {
        QFETCH(int, width);
        Fixture f(*this, QLatin1String(drawn));
        f.panel.resize(width, 220);
        f.selection.set({f.id("Api")});
        const auto *area = f.panel.findChild<QScrollArea *>();
        for (int row = 0; row < f.way->topLevelItemCount(); ++row) {
            f.way->setCurrentItem(f.way->topLevelItem(row));
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QCoreApplication::processEvents();
            for (const QPushButton *button : f.answers()) {
                const int right = button->mapTo(area->viewport(), QPoint(button->width(), 0)).x();
                QVERIFY2(right <= area->viewport()->width(), qPrintable(button->text()));
                QVERIFY(button->width() >= button->sizeHint().width());
            }
        }
    }

    void withoutAFunctionItSaysWhatWouldBeHere()
    {
        Fixture f(*this, QStringLiteral("queue Jobs"));
        QCOMPARE(f.functions->count(), 0);
        QVERIFY(!f.panel.function());
        QVERIFY(f.says(QStringLiteral("No function is drawn yet.")));
        QVERIFY(f.answers().isEmpty());
        // Nothing to answer: nothing happens.
        f.panel.answer(QStringLiteral("yes"));
        f.panel.withdraw();
        QCOMPARE(f.document.undoStack().count(), 0);
    }
};

QTEST_MAIN(TestDecision)
#include "tst_decision.moc"
