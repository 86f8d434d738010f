// SPDX-License-Identifier: GPL-3.0-or-later
//
// The decision as it is shown and answered: functions with their states, the question with its
// answers, the way walked, and what an answer writes into the design.
#include "planner/analysis.h"
#include "tests/support/design_text.h"
#include "widgets/decision/comb_view.h"
#include "widgets/decision/decision_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QTemporaryDir>
#include <QToolButton>
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
            , panel(document, selection, owner.m_catalog, owner.m_trees)
        {
            document.reset(designFromText(text));
            panel.resize(1100, 220);
            panel.show();
            panel.activateWindow();
            active = QTest::qWaitForWindowActive(&panel);
            analyse();
            functions = panel.findChild<QListWidget *>(QStringLiteral("decisionFunctions"));
            way = panel.findChild<QListWidget *>(QStringLiteral("decisionWay"));
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
        QString spoken(int row) const
        {
            return way->item(row)->data(Qt::AccessibleTextRole).toString();
        }
        QPushButton *button(const char *name) const
        {
            return panel.findChild<QPushButton *>(QLatin1String(name));
        }
        void press(Qt::Key key) { QTest::keyClick(functions, key); }
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
        QListWidget *way = nullptr;
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
            // In words that people read, never an id of the tree.
            const QString label = outcome ? outcome->label : QStringLiteral("a question is open");
            QVERIFY2(spoken.startsWith(name + QStringLiteral(": ") + label), qPrintable(spoken));
            if (!walk.conflicts.isEmpty())
                QVERIFY(spoken.endsWith(QStringLiteral("differs from the drawing")));
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
        for (int row = 0; row < f.way->count(); ++row) {
            if (f.spoken(row).contains(QLatin1String("(open")))
                open = row;
        }
        QVERIFY(open >= 0);
        QTest::mouseClick(f.answers().constFirst(), Qt::LeftButton);
        f.analyse();
        QVERIFY2(f.spoken(open).contains(QStringLiteral("answered here")),
                 qPrintable(f.spoken(open)));
        // Going back to the question offers to clear it.
        f.way->setCurrentRow(open);
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
        f.way->setCurrentRow(row);
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
        for (int row = 0; row < f.way->count(); ++row) {
            f.way->setCurrentRow(row);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QCoreApplication::processEvents();
            for (const QPushButton *button : f.answers()) {
                const int right = button->mapTo(area->viewport(), QPoint(button->width(), 0)).x();
                QVERIFY2(right <= area->viewport()->width(), qPrintable(button->text()));
                QVERIFY(button->width() >= button->sizeHint().width());
            }
        }
    }

    /// Y and N answer, the arrows go back and on, wherever the keyboard is in the panel but in its
    /// fields.
    void lettersAnswerAndArrowsGo()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.selection.set({f.id("Api")});
        f.press(Qt::Key_N);
        f.analyse();
        QCOMPARE(f.function("Api").decision.answers.value(QStringLiteral("today")).size(), 1);
        QCOMPARE(f.walkOf("Api").outcome, QStringLiteral("private-subnet"));
        f.press(Qt::Key_Left);
        const QString before = f.spoken(f.way->currentRow());
        QVERIFY(before.startsWith(QStringLiteral("3 ")));
        f.press(Qt::Key_Right);
        QCOMPARE(f.panel.function(), f.id("Lonely"));
        auto *why = f.panel.findChild<QLineEdit *>(QStringLiteral("answerReason"));
        QVERIFY(why);
        why->setFocus();
        QTest::keyClicks(why, QStringLiteral("any"));
        QCOMPARE(why->text(), QStringLiteral("any"));
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void whoAnswersAndWhyIsKept()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.selection.set({f.id("Api")});
        f.panel.findChild<QLineEdit *>(QStringLiteral("answerBy"))
            ->setText(QStringLiteral("Data lead"));
        auto *why = f.panel.findChild<QLineEdit *>(QStringLiteral("answerReason"));
        why->setText(QStringLiteral("no data API on this engine"));
        f.panel.answer(QStringLiteral("no"));
        f.analyse();
        DecisionAnswer given
            = f.function("Api").decision.answers.value(QStringLiteral("today")).value(0);
        QCOMPARE(given.by, QStringLiteral("Data lead"));
        QCOMPARE(given.reason, QStringLiteral("no data API on this engine"));
        // A reason that comes to mind later is written to the answer that is there.
        f.way->setCurrentRow(2);
        why->setFocus();
        why->selectAll();
        QTest::keyClicks(why, QStringLiteral("checked"));
        QTest::keyClick(why, Qt::Key_Return);
        given = f.function("Api").decision.answers.value(QStringLiteral("today")).value(0);
        QCOMPARE(given.reason, QStringLiteral("checked"));
        QCOMPARE(given.by, QStringLiteral("Data lead"));
        QCOMPARE(f.document.undoStack().count(), 2);
    }

    /// What is being typed is left alone by an analysis that arrives meanwhile: letters, blanks at
    /// the end, the place of the cursor, and the question.
    void typingIsNotDisturbed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("answered");
        for (const char *field : {"answerBy", "answerReason"}) {
            QTest::addRow("%s, open question", field) << QString::fromLatin1(field) << false;
            QTest::addRow("%s, answered question", field) << QString::fromLatin1(field) << true;
        }
    }
    void typingIsNotDisturbed()
    {
        QFETCH(QString, field);
        QFETCH(bool, answered);
        Fixture f(*this, QLatin1String(drawn));
        QVERIFY(f.active);
        f.selection.set({f.id("Api")});
        if (answered) {
            f.panel.answer(QStringLiteral("no"));
            f.analyse();
            f.way->setCurrentRow(2);
        }
        const int row = f.way->currentRow();
        auto *line = f.panel.findChild<QLineEdit *>(field);
        line->setFocus();
        QString typed;
        for (const QChar letter : QStringLiteral("we  asked ")) {
            QTest::keyClicks(line, QString(letter));
            typed += letter;
            f.analyse();
            QCOMPARE(line->text(), typed);
            QCOMPARE(f.way->currentRow(), row);
        }
        // In the middle as well, and what was selected stays selected.
        QTest::keyClick(line, Qt::Key_Home);
        f.analyse();
        QTest::keyClick(line, Qt::Key_X);
        QCOMPARE(line->text(), QStringLiteral("xwe  asked "));
        QTest::keyClick(line, Qt::Key_End, Qt::ShiftModifier);
        f.analyse();
        QCOMPARE(line->selectedText(), QStringLiteral("we  asked "));
        QVERIFY(line->hasFocus());
        // Undoing what was typed is still possible.
        QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(line->text() != QStringLiteral("xwe  asked "));
    }

    /// Words that wait for an answer wait for it, wherever the keyboard is, and go with it.
    void wordsWaitForTheirAnswer()
    {
        Fixture f(*this, QLatin1String(drawn));
        QVERIFY(f.active);
        f.selection.set({f.id("Api")});
        auto *why = f.panel.findChild<QLineEdit *>(QStringLiteral("answerReason"));
        why->setFocus();
        QTest::keyClicks(why, QStringLiteral("no data API "));
        f.functions->setFocus();
        f.analyse();
        QCOMPARE(why->text(), QStringLiteral("no data API "));
        f.press(Qt::Key_N);
        f.analyse();
        const QList<DecisionAnswer> given
            = f.function("Api").decision.answers.value(QStringLiteral("today"));
        QCOMPARE(given.size(), 1);
        QCOMPARE(given.first().reason, QStringLiteral("no data API"));
        // Undone, neither the answer nor its reason stand there.
        f.document.undoStack().undo();
        f.analyse();
        f.way->setCurrentRow(2);
        QCOMPARE(why->text(), QString());
        // Nor are words taken along to another function.
        why->setFocus();
        QTest::keyClicks(why, QStringLiteral("draft"));
        f.selection.set({f.id("Lonely")});
        QCOMPARE(why->text(), QString());
    }

    /// One sitting: from one open question to the next, over all functions, and no further.
    void asksOnlyWhatIsOpen()
    {
        Fixture f(*this,
                  QLatin1String(drawn)
                      + QStringLiteral("; fn Other 256; Other -- Db; fn Last; "
                                       "Last -- Db"));
        f.selection.set({f.id("Lonely")});
        f.panel.askAllOpen();
        QSet<QString> asked;
        for (int i = 0; f.panel.isAskingAll() && i < 20; ++i) {
            const Walk &walk = f.walkOf(
                f.document.design().get<Function>(f.panel.function())->name.toLatin1().constData());
            QVERIFY(walk.answers.last().answer.isEmpty());
            asked.insert(f.functions->currentItem()->text());
            f.press(Qt::Key_N);
            f.analyse();
        }
        QVERIFY(!f.panel.isAskingAll());
        QCOMPARE(asked,
                 (QSet<QString>{QStringLiteral("Api"), QStringLiteral("Other"),
                                QStringLiteral("Last")}));
        for (const Walk &walk : f.analysis->decisions)
            QVERIFY(!walk.outcome.isEmpty());
        QVERIFY(!f.button("decisionAskAll")->isEnabled());
        QVERIFY(f.says(QStringLiteral("4 of 4 decided")));
    }

    void appliesTheOutcomeAsOneUndoStepAndTellsTheCostBefore()
    {
        Fixture f(*this,
                  QStringLiteral(
                      "vpc Main 10.0.0.0/16; zone Za zone=us-east-1a in Main; subnet data "
                      "10.0.0.0/24 in Za; relational-database Db in data; fn Api 512; Api -- Db; "
                      "outside-system Pay; Api => Pay"));
        QTRY_VERIFY(!f.panel.isWorking());
        QPushButton *apply = f.button("decisionApply");
        QVERIFY(!apply->isVisible()); // a question is open
        QVERIFY(f.says(QStringLiteral("Can that resource be reached without a VPC?")));
        f.panel.answer(QStringLiteral("no"));
        f.analyse();
        QVERIFY(f.says(QStringLiteral("One NAT gateway in each zone?")));
        f.panel.answer(QStringLiteral("yes"));
        f.analyse();
        QTRY_VERIFY(apply->isVisible());
        // Two NAT gateways: 2 x 730 h x ($0.045 + $0.005 of the public address) = $73.00.
        QVERIFY2(apply->text().contains(QStringLiteral("$73.00")), qPrintable(apply->text()));
        QVERIFY(f.says(QStringLiteral("A month: $0.00 becomes $73.00")));
        QVERIFY(f.says(QStringLiteral("Not priced: Data through it a month is not stated.")));
        QVERIFY(f.says(QStringLiteral("with an Elastic IP address")));
        const Design before = f.document.design();
        const int steps = f.document.undoStack().count();
        QTest::mouseClick(apply, Qt::LeftButton);
        QCOMPARE(f.document.undoStack().count(), steps + 1);
        f.analyse();
        QVERIFY(f.walkOf("Api").conflicts.isEmpty());
        QCOMPARE(f.function("Api").subnets.size(), 2);
        QTRY_VERIFY(f.says(QStringLiteral("The drawing follows the outcome")));
        QVERIFY(!apply->isVisible());
        f.document.undoStack().undo();
        QVERIFY(f.document.design() == before);
    }

    void theEvidenceLeadsToTheDrawing()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.selection.set({f.id("Api")});
        f.way->setCurrentRow(1);
        QSignalSpy revealed(&f.selection, &Selection::revealRequested);
        auto *evidence = f.panel.findChild<QToolButton *>(QStringLiteral("decisionEvidence"));
        QVERIFY(evidence->isVisible());
        QCOMPARE(evidence->text(), QStringLiteral("Api connects to Db, inside a VPC"));
        QTest::mouseClick(evidence, Qt::LeftButton);
        QCOMPARE(revealed.count(), 1);
        QVERIFY(f.selection.contains(f.id("Db")));
    }

    void thePictureOfTheTreeIsThereWhereThereIsRoom()
    {
        Fixture f(*this, QLatin1String(drawn));
        auto *tree = f.panel.findChild<CombView *>();
        QVERIFY(!tree->isVisible());
        f.panel.resize(1440, 800);
        QVERIFY(tree->isVisible());
        f.selection.set({f.id("Api")});
        QVERIFY(tree->accessibleDescription().contains(QStringLiteral("Db, inside a VPC"))
                || tree->accessibleDescription().contains(QStringLiteral("1. ")));
        // A click on a question leads to it; one that the walk does not reach is none.
        QTest::mouseClick(tree, Qt::LeftButton, {}, tree->boxOf(0).center().toPoint());
        QCOMPARE(f.way->currentRow(), 0);
        QCOMPARE(tree->current(), 0);
        QTest::mouseClick(tree, Qt::LeftButton, {}, tree->boxOf(6).center().toPoint());
        QCOMPARE(tree->current(), 0);
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Down);
        QCOMPARE(tree->current(), 1);
    }

    void aTreeOfOnesOwnIsReadAndItsFaultsAreShown()
    {
        Fixture f(*this, QLatin1String(drawn));
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("ours.yaml"));
        const auto write = [&path](const QByteArray &text) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        const QByteArray sound
            = "format: 1\nid: ours\nname: Our tree\nstart: q\nquestions:\n"
              "  - id: q\n    text: Inside?\n    reason: We ask.\n    derivation: "
              "needs-private-resource\n    answers:\n"
              "      - { answer: \"yes\", label: \"Yes\", next: in }\n"
              "      - { answer: \"no\", label: \"No\", next: out }\n"
              "outcomes:\n  - { id: in, label: In, advice: Go. }\n"
              "  - { id: out, label: Out, advice: Stay. }\n";
        QByteArray broken = sound;
        write(broken.replace("next: in ", "next: nowhere "));
        QVERIFY(!f.panel.openTree(path));
        QVERIFY(f.says(QStringLiteral("ours.yaml:11:46")));
        QVERIFY(f.says(QStringLiteral("No answer leads to in")));
        QCOMPARE(f.document.undoStack().count(), 0);

        write(sound);
        QVERIFY(f.panel.openTree(path));
        f.analyse();
        QCOMPARE(f.document.undoStack().count(), 1);
        QCOMPARE(f.analysis->tree.name, QStringLiteral("Our tree"));
        QCOMPARE(f.walkOf("Api").outcome, QStringLiteral("in"));
        auto *trees = f.panel.findChild<QComboBox *>(QStringLiteral("decisionTrees"));
        QCOMPARE(trees->currentText(), QStringLiteral("Our tree"));
        QVERIFY(!f.says(QStringLiteral("nowhere")));
        // It is part of the design: undoing brings back the one before.
        f.document.undoStack().undo();
        f.analyse();
        QCOMPARE(trees->currentText(), QStringLiteral("Today's tree"));
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
