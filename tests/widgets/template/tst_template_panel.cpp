// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/read.h"
#include "tests/support/design_text.h"
#include "tests/support/pseudo_translator.h"
#include "widgets/template/conflict_dialog.h"
#include "widgets/template/save_dialog.h"
#include "widgets/template/template_panel.h"
#include "widgets/theme/style.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QToolButton>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::templates;

namespace {

const QByteArray text = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: jobs
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      MemorySize: 512
      Timeout: 10
)";

} // namespace

class TestTemplatePanel : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    struct Shown
    {
        DesignDocument document;
        Selection selection{document};
        std::unique_ptr<TemplatePanel> panel;
        ElementId jobs;
        ElementId charge;
    };

    std::unique_ptr<Shown> shown(const QByteArray &content = text)
    {
        auto made = std::make_unique<Shown>();
        auto read = sam::read(content, QStringLiteral("orders.yaml"), *m_catalog);
        if (!read)
            qFatal("%s", qPrintable(toString(read.error().first())));
        made->document.reset(read->design);
        made->document.setTemplate(TemplateSource{QStringLiteral("/work/orders.yaml"), content,
                                                  made->document.snapshot(), content, true, true});
        made->jobs = read->design.idOf(QStringLiteral("Jobs"));
        made->charge = read->design.idOf(QStringLiteral("Charge"));
        made->panel = std::make_unique<TemplatePanel>(made->document, made->selection, m_catalog);
        made->panel->setTheme(theme::light());
        made->panel->resize(900, 220);
        made->panel->show();
        settle(*made);
        return made;
    }
    static void settle(Shown &shown)
    {
        QVERIFY(QTest::qWaitFor([&] { return !shown.panel->isWorking(); }, 20000));
        QCoreApplication::processEvents();
    }
    static void setMemory(Shown &shown, int memory)
    {
        DocumentEdit edit = shown.document.edit(QStringLiteral("memory"));
        edit.set(shown.charge, &Function::memory, MiB{memory});
        QVERIFY(edit.commit().isEmpty());
        settle(shown);
    }
    template <class T>
    static T *child(QWidget &widget, const char *name)
    {
        T *found = widget.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    static CodeView &code(Shown &shown) { return *child<CodeView>(*shown.panel, "templateText"); }
    static QPoint placeOf(const CodeView &view, const QString &line)
    {
        const QTextCursor found = view.document()->find(line);
        if (found.isNull())
            qFatal("no line %s", qPrintable(line));
        return view.cursorRect(found).center();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
        theme::install(*qApp, theme::light());
    }

    void saysThatNothingDiffers()
    {
        const auto on = shown();
        QVERIFY(child<QLabel>(*on->panel, "templateNothing")->isVisible());
        QCOMPARE(child<QLabel>(*on->panel, "templateNothing")->text(),
                 QStringLiteral("The template is the same, byte for byte."));
        QVERIFY(!child<QToolButton>(*on->panel, "templateCopy")->isEnabled());
    }

    void anEmptyDesignIsNoMistake()
    {
        Shown on;
        on.panel = std::make_unique<TemplatePanel>(on.document, on.selection, m_catalog);
        on.panel->setTheme(theme::light());
        on.panel->show();
        settle(on);
        QVERIFY(!on.panel->content().text.refusals.isEmpty());
        QCOMPARE(child<QListWidget>(*on.panel, "templateNotices")->count(), 0);
        QCOMPARE(child<QLabel>(*on.panel, "templateNothing")->text(),
                 QStringLiteral("There is nothing to write yet. Place a function or a service."));
    }

    // Colours take longer than the text: they are for who looks.
    void linesAreColouredOnceTheyAreSeen()
    {
        const auto on = shown();
        const std::vector<Line> seen = on->panel->content().lines;
        const auto hasPieces = [](const Line &line) { return !line.pieces.isEmpty(); };
        const auto hasOwner = [](const Line &line) { return line.owner.has_value(); };
        QVERIFY(std::any_of(seen.begin(), seen.end(), hasPieces));
        QVERIFY(std::any_of(seen.begin(), seen.end(), hasOwner));

        TemplatePanel unseen(on->document, on->selection, m_catalog);
        QVERIFY(QTest::qWaitFor([&] { return !unseen.isWorking(); }, 20000));
        const std::vector<Line> plain = unseen.content().lines;
        QCOMPARE(plain.size(), seen.size());
        for (size_t i = 0; i < plain.size(); ++i) {
            QCOMPARE(plain[i].text, seen[i].text);
            QCOMPARE(plain[i].kind, seen[i].kind);
            QVERIFY(!hasPieces(plain[i]) && !hasOwner(plain[i]));
        }
        QCOMPARE(unseen.content().differing, on->panel->content().differing);
        unseen.show();
        QVERIFY(QTest::qWaitFor([&] { return !unseen.isWorking(); }, 20000));
        QCOMPARE(unseen.content().lines, seen);
    }

    void followsTheDesignAndItsUndo()
    {
        const auto on = shown();
        QSignalSpy changed(on->panel.get(), &TemplatePanel::contentChanged);
        setMemory(*on, 1024);
        QCOMPARE(on->panel->content().differing, 1);
        QVERIFY(code(*on).isVisible());
        QVERIFY(code(*on).toPlainText().contains(QLatin1String("+       MemorySize: 1024")));
        QVERIFY(!changed.isEmpty());
        on->document.undoStack().undo();
        settle(*on);
        QCOMPARE(on->panel->content().differing, 0);
    }

    // Many edits in a row: the last one is what is shown.
    void theNewestWins()
    {
        const auto on = shown();
        for (int memory = 128; memory <= 3008; memory += 64) {
            DocumentEdit edit = on->document.edit(QStringLiteral("memory"));
            edit.set(on->charge, &Function::memory, MiB{memory});
            edit.commit();
        }
        settle(*on);
        QVERIFY(on->panel->content().text.after.contains("MemorySize: 3008\n"));
    }

    void linesPointAtTheirElements()
    {
        const auto on = shown();
        setMemory(*on, 1024);
        QSignalSpy pointed(on->panel.get(), &TemplatePanel::pointed);
        CodeView &view = code(*on);
        QTest::mouseMove(view.viewport(), placeOf(view, QStringLiteral("MemorySize: 1024")));
        QTRY_COMPARE(pointed.size(), 1);
        QCOMPARE(pointed.first().first().value<ElementId>(), on->charge);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(view.viewport(), &leave);
        QCOMPARE(pointed.size(), 2);
        QVERIFY(!pointed.last().first().value<ElementId>());
        QSignalSpy revealed(&on->selection, &Selection::revealRequested);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          placeOf(view, QStringLiteral("Timeout: 10")));
        QCOMPARE(on->selection.current(), on->charge);
        QCOMPARE(revealed.size(), 1);
    }

    void theCaretPointsAndReturnChooses()
    {
        const auto on = shown();
        setMemory(*on, 1024);
        on->panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(on->panel.get()));
        CodeView &view = code(*on);
        view.setFocus();
        QSignalSpy pointed(on->panel.get(), &TemplatePanel::pointed);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(&view, Qt::Key_Down);
        QVERIFY(!pointed.isEmpty());
        QCOMPARE(pointed.last().first().value<ElementId>(), on->charge);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(on->selection.current(), on->charge);
        // Tab leaves the text.
        QTest::keyClick(&view, Qt::Key_Tab);
        QVERIFY(!view.hasFocus());
    }

    void selectingScrollsToTheText()
    {
        QByteArray content = text;
        for (int i = 0; i < 60; ++i)
            content += "  Q" + QByteArray::number(i) + ":\n    Type: AWS::SQS::Queue\n";
        const auto on = shown(content);
        QTest::mouseClick(child<QToolButton>(*on->panel, "templateWhole"), Qt::LeftButton);
        CodeView &view = code(*on);
        QCOMPARE(view.verticalScrollBar()->value(), 0);
        on->selection.set({on->document.design().idOf(QStringLiteral("Q40"))});
        const QRect caret = view.cursorRect();
        QVERIFY(view.textCursor().block().text().contains(QLatin1String("Q40:")));
        QVERIFY(view.viewport()->rect().contains(caret.center()));
        QVERIFY(view.verticalScrollBar()->value() > 0);
    }

    void showsTwoColumnsAndTheWholeText()
    {
        const auto on = shown();
        setMemory(*on, 1024);
        auto *after = child<CodeView>(*on->panel, "templateTextAfter");
        QVERIFY(!after->isVisible());
        QTest::mouseClick(child<QToolButton>(*on->panel, "templateColumns"), Qt::LeftButton);
        QVERIFY(after->isVisible());
        QVERIFY(code(*on).toPlainText().contains(QLatin1String("MemorySize: 512")));
        QVERIFY(!code(*on).toPlainText().contains(QLatin1String("MemorySize: 1024")));
        QVERIFY(after->toPlainText().contains(QLatin1String("MemorySize: 1024")));
        QTest::mouseClick(child<QToolButton>(*on->panel, "templateWhole"), Qt::LeftButton);
        QVERIFY(!after->isVisible());
        QVERIFY(!child<QToolButton>(*on->panel, "templateColumns")->isVisible());
        QByteArray expected = text;
        QCOMPARE(code(*on).toPlainText().toUtf8() + '\n', expected.replace("512", "1024"));
    }

    void copiesWhatIsShown()
    {
        const auto on = shown();
        setMemory(*on, 1024);
        QTest::mouseClick(child<QToolButton>(*on->panel, "templateCopy"), Qt::LeftButton);
        const QString diff = QGuiApplication::clipboard()->text();
        QVERIFY2(
            diff.startsWith(QLatin1String("--- orders.yaml\n+++ orders.yaml\n@@ -8,5 +8,5 @@\n")),
            qPrintable(diff));
        QTest::mouseClick(child<QToolButton>(*on->panel, "templateWhole"), Qt::LeftButton);
        QTest::mouseClick(child<QToolButton>(*on->panel, "templateCopy"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), on->panel->content().text.after);
    }

    void listsWhatIsRefusedWithItsElement()
    {
        const auto on = shown();
        DocumentEdit edit = on->document.edit(QStringLiteral("kind"));
        edit.set(on->jobs, &Service::kind, QStringLiteral("topic"));
        QVERIFY(edit.commit().isEmpty());
        settle(*on);
        auto *notices = child<QListWidget>(*on->panel, "templateNotices");
        QVERIFY(notices->isVisible());
        QCOMPARE(notices->count(), 1);
        QVERIFY2(notices->item(0)->text().contains(QLatin1String("Jobs: ")),
                 qPrintable(notices->item(0)->text()));
        QVERIFY(child<QLabel>(*on->panel, "templateNothing")->isVisible());
        QTest::mouseClick(notices->viewport(), Qt::LeftButton, {},
                          notices->visualItemRect(notices->item(0)).center());
        QCOMPARE(on->selection.current(), on->jobs);
        QCOMPARE(on->panel->content().text.after, text);
    }

    // The problem says where in the text it is, and a click shows the place.
    void aRefusalLeadsToItsLine()
    {
        const auto on = shown(text + "Outputs:\n  Url:\n    Value: !Ref Jobs\n");
        DocumentEdit edit = on->document.edit(QStringLiteral("gone"));
        edit.remove(on->jobs);
        QVERIFY(edit.commit().isEmpty());
        settle(*on);
        auto *notices = child<QListWidget>(*on->panel, "templateNotices");
        QCOMPARE(notices->count(), 1);
        QVERIFY2(notices->item(0)->text().startsWith(QLatin1String("Line 15: ")),
                 qPrintable(notices->item(0)->text()));
        QTest::mouseClick(notices->viewport(), Qt::LeftButton, {},
                          notices->visualItemRect(notices->item(0)).center());
        QVERIFY(on->panel->view().showsWhole());
        QCOMPARE(code(*on).textCursor().block().text(), QStringLiteral("    Value: !Ref Jobs"));
    }

    void listsWhatWouldBeReplaced()
    {
        const auto on = shown();
        DocumentEdit edit = on->document.edit(QStringLiteral("id"));
        edit.rename(on->jobs, QStringLiteral("Work"));
        QVERIFY(edit.commit().isEmpty());
        settle(*on);
        auto *notices = child<QListWidget>(*on->panel, "templateNotices");
        QCOMPARE(notices->count(), 1);
        QVERIFY(notices->item(0)->text().contains(QLatin1String("AWS::SQS::Queue")));
        QCOMPARE(on->panel->content().differing, 1);
    }

    void showsTheNewTemplateOfADesign()
    {
        const auto on = shown();
        on->document.reset(designFromText(QStringLiteral("fn Work 512; queue Jobs -> Work")));
        settle(*on);
        QVERIFY(on->panel->content().isNew);
        QVERIFY(child<QLabel>(*on->panel, "templateHead")
                    ->text()
                    .contains(QString::number(on->panel->content().lines.size())));
        QVERIFY(code(*on).toPlainText().contains(QLatin1String("AWS::Serverless::Function")));
        QVERIFY(!child<QToolButton>(*on->panel, "templateWhole")->isVisible());
    }

    void screenReadersHearWhatItIs()
    {
        const auto on = shown();
        setMemory(*on, 1024);
        for (const char *name : {"templateText", "templateCopy", "templateNotices"}) {
            QAccessibleInterface *spoken
                = QAccessible::queryAccessibleInterface(child<QWidget>(*on->panel, name));
            QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(), name);
        }
        QAccessibleInterface *view = QAccessible::queryAccessibleInterface(&code(*on));
        QVERIFY(view->textInterface());
        QVERIFY(view->textInterface()
                    ->text(0, view->textInterface()->characterCount())
                    .contains(QLatin1String("+       MemorySize: 1024")));
    }

    void theHeadFitsANarrowPaneInLongLanguages()
    {
        test::PseudoTranslator longer;
        QCoreApplication::installTranslator(&longer);
        const auto on = shown();
        setMemory(*on, 1024);
        on->panel->resize(520, 220);
        QCoreApplication::processEvents();
        QCOMPARE(on->panel->width(), 520);
        for (const char *name : {"templateChanges", "templateWhole", "templateUnified",
                                 "templateColumns", "templateHead", "templateCopy"}) {
            auto *widget = child<QWidget>(*on->panel, name);
            const QPoint end = widget->mapTo(on->panel.get(), widget->rect().bottomRight());
            QVERIFY2(widget->width() >= widget->minimumSizeHint().width(), name);
            QVERIFY2(on->panel->rect().contains(end), name);
        }
        QCoreApplication::removeTranslator(&longer);
    }

    void savingAsksForConsentWhereDataMayBeLost()
    {
        const auto on = shown();
        DocumentEdit edit = on->document.edit(QStringLiteral("gone"));
        edit.remove(on->jobs);
        QVERIFY(edit.commit().isEmpty());
        settle(*on);
        SaveDialog::Facts facts;
        facts.path = QStringLiteral("/work/orders.yaml");
        facts.outside = {QStringLiteral("places (2)")};
        facts.besideName = QStringLiteral("orders.stratoplan");
        SaveDialog dialog(on->panel->content(), facts, theme::light());
        dialog.show();
        auto *save = child<QPushButton>(dialog, "saveTemplateNow");
        QVERIFY(!save->isEnabled());
        auto *consent = child<QCheckBox>(dialog, "consent");
        QVERIFY(consent->text().contains(QLatin1String("Jobs")));
        QTest::mouseClick(consent, Qt::LeftButton, {}, QPoint(8, consent->height() / 2));
        QVERIFY(save->isEnabled());
        const QString outside = child<QLabel>(dialog, "outsideNote")->text();
        QVERIFY(outside.contains(QLatin1String("orders.stratoplan")));
        QVERIFY(outside.contains(QLatin1String("places (2)")));
        QVERIFY(!dialog.neverAgain());
        QTest::mouseClick(save, Qt::LeftButton);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void everyConflictNeedsASide()
    {
        QList<sam::MergeConflict> conflicts(2);
        conflicts[0].path = {QStringLiteral("Resources"), QStringLiteral("Charge"),
                             QStringLiteral("Properties"), QStringLiteral("MemorySize")};
        conflicts[0].mine = "1024";
        conflicts[0].theirs = "256";
        conflicts[0].base = "512";
        conflicts[1].path = {QStringLiteral("Outputs")};
        conflicts[1].mine = "a";
        ConflictDialog dialog(conflicts, QStringLiteral("/work/orders.yaml"));
        dialog.show();
        auto *use = child<QPushButton>(dialog, "useThese");
        QVERIFY(!use->isEnabled());
        const auto choices = dialog.findChildren<QRadioButton *>();
        QCOMPARE(choices.size(), 6);
        const auto choose = [](QRadioButton *button) {
            QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
        };
        choose(choices[2]);
        QVERIFY(!use->isEnabled());
        choose(choices[3]);
        QVERIFY(use->isEnabled());
        QCOMPARE(dialog.sides(), (QList<sam::Side>{sam::Side::Base, sam::Side::Mine}));
        QTest::mouseClick(child<QPushButton>(dialog, "allTheirs"), Qt::LeftButton);
        QCOMPARE(dialog.sides(), (QList<sam::Side>{sam::Side::Theirs, sam::Side::Theirs}));
    }
};

QTEST_MAIN(TestTemplatePanel)
#include "tst_template_panel.moc"
