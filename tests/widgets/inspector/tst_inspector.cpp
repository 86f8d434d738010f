// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/inspector/inspector_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QSlider>

using namespace stratoplan;
using namespace stratoplan::inspector;

class TestInspector : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void showsTheSelectionAndElseTheDesign()
    {
        Fixture f(QStringLiteral("fn F 512"), m_catalog);
        QVERIFY(f.pane.row(QStringLiteral("region")));
        QVERIFY(!f.pane.row(QStringLiteral("memory")));
        f.selection.set({ElementId{1}});
        QVERIFY(f.pane.row(QStringLiteral("memory")));
        QVERIFY(!f.pane.row(QStringLiteral("region")));
        QCOMPARE(f.line("memory")->text(), QStringLiteral("512"));
    }

    void typingBecomesOneEdit()
    {
        Fixture f(QStringLiteral("fn F 512"), m_catalog);
        f.selection.set({ElementId{1}});
        f.pane.edit(QStringLiteral("timeout"));
        QLineEdit *field = f.line("timeout");
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("30"));
        QCOMPARE(f.document.undoStack().count(), 0);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.function().timeout->value, 30);
        QCOMPARE(f.document.undoStack().count(), 1);
        f.document.undoStack().undo();
        QVERIFY(!f.function().timeout);
        QCOMPARE(f.line("timeout")->text(), QString());
        QCOMPARE(f.line("timeout")->placeholderText(), QStringLiteral("not known"));
    }

    void aKindOfWorkSetsItsSharesInOneStep()
    {
        Fixture f(QStringLiteral("fn F 512 duration=100"), m_catalog);
        f.selection.set({ElementId{1}});
        PropertyRow *row = f.pane.row(QStringLiteral("workload"));
        QVERIFY(row);
        auto *box = qobject_cast<QComboBox *>(row->field());
        const auto choose = [&](const char *id) {
            box->setCurrentIndex(box->findData(QString::fromLatin1(id)));
            Q_EMIT box->activated(box->currentIndex());
        };
        const auto remark = [&] {
            const auto labels = row->findChildren<QLabel *>();
            return labels.last()->isVisibleTo(row) ? labels.last()->text() : QString();
        };
        QVERIFY(!box->currentData().isValid());
        QVERIFY(remark().isEmpty());

        // 0.49 of work at one vCPU takes 1769 / 512 times as long: 1.69301 beside 0.51 of waiting.
        choose("mixed");
        QCOMPARE(f.document.undoStack().count(), 1);
        QVERIFY(std::abs(*f.function().cpuShare - 1.69301 / 2.20301) < 1e-4);
        QCOMPARE(*f.function().parallelShare, 0.0);
        QCOMPARE(box->currentData().toString(), QStringLiteral("mixed"));
        QVERIFY(remark().contains(QStringLiteral("assumption")));
        QVERIFY(remark().contains(QStringLiteral("49 %")));
        choose("image");
        QCOMPARE(*f.function().parallelShare, 0.77);
        QCOMPARE(f.document.undoStack().count(), 2);
        f.document.undoStack().undo();
        QCOMPARE(box->currentData().toString(), QStringLiteral("mixed"));
        f.document.undoStack().undo();
        QVERIFY(!f.function().cpuShare && !f.function().parallelShare);
        QVERIFY(!box->currentData().isValid());

        // By hand: the field of the share takes the keyboard, nothing is changed before it is
        // typed.
        choose("by-hand");
        QCOMPARE(f.document.undoStack().count(), 2);
        QVERIFY(f.line("cpuShare")->hasFocus());
        QVERIFY(!box->currentData().isValid());
        QTest::keyClicks(f.line("cpuShare"), QLocale().toString(0.3));
        QTest::keyClick(f.line("cpuShare"), Qt::Key_Return);
        QCOMPARE(*f.function().cpuShare, 0.3);
        QCOMPARE(box->currentData().toString(), QStringLiteral("by-hand"));
        QVERIFY(remark().isEmpty());
    }

    void kindsOfWorkAreForWhatWasNotMeasured()
    {
        Fixture f(QStringLiteral("fn F 512 duration=100"), m_catalog);
        f.selection.set({ElementId{1}});
        QVERIFY(f.pane.row(QStringLiteral("workload")));
        Function measured = f.function();
        measured.measurements = {{MiB(512), Milliseconds(100), {}}};
        const auto put = [&] {
            DocumentEdit edit = f.document.edit(QStringLiteral("measure"));
            edit.replace(measured.id, measured);
            QVERIFY(edit.commit().isEmpty());
            QCoreApplication::sendPostedEvents();
            QTRY_VERIFY(f.pane.row(QStringLiteral("cpuShare")));
        };
        put(); // one setting does not tell waiting from work
        QVERIFY(f.pane.row(QStringLiteral("workload")));
        measured.measurements.append({MiB(1024), Milliseconds(60), {}});
        put();
        QTRY_VERIFY(!f.pane.row(QStringLiteral("workload")));
        f.document.undoStack().undo();
        QTRY_VERIFY(f.pane.row(QStringLiteral("workload")));
    }

    // A change of a connection may bring it other rows; those that stay keep the keyboard.
    void whoGoesOnToTheNextFieldStaysThere_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("the same rows") << QStringLiteral("batchSize") << QStringLiteral("7");
        QTest::newRow("of another section") << QStringLiteral("payloadKb") << QStringLiteral("3");
    }
    void whoGoesOnToTheNextFieldStaysThere()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        Fixture f(QStringLiteral("sqs Q -> F; fn F 512"), m_catalog);
        const ElementId line = f.document.design().all<Connection>().first()->id;
        f.selection.set({line});
        f.line(field.toUtf8().constData())->setFocus();
        QTest::keyClicks(f.line(field.toUtf8().constData()), text);
        // By the mouse: the click takes the keyboard, and the value with it.
        QTest::mouseClick(f.line("batchWindow"), Qt::LeftButton);
        QCoreApplication::processEvents();
        QVERIFY(f.line("batchWindow")->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("5"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCoreApplication::processEvents();
        QCOMPARE(*f.document.design().get<Connection>(line)->batchWindow, Seconds(5));
        QVERIFY(f.pane.isAncestorOf(QApplication::focusWidget()));
    }

    // A field that takes the keyboard when the pane is scrolled would change with the next turn.
    void noFieldTakesTheKeyboardByTheWheel()
    {
        Fixture f(QStringLiteral("fn F 512"), m_catalog);
        int choices = 0;
        for (const ElementId shown : {ElementId{1}, ElementId{}}) {
            f.selection.set(shown ? QList<ElementId>{shown} : QList<ElementId>());
            for (const inspector::Property &property :
                 propertiesOf(shown, f.document.design(), *m_catalog)) {
                const PropertyRow *row = f.pane.row(property.id);
                QVERIFY2(row, qPrintable(property.id));
                QVERIFY2((row->field()->focusPolicy() & Qt::WheelFocus) != Qt::WheelFocus,
                         qPrintable(property.id));
                choices += int(property.editor == Editor::Choice);
            }
        }
        QVERIFY(choices > 5);
    }

    void whereRowsChangeTheFieldKeepsTheKeyboard()
    {
        Fixture f(QStringLiteral("fn F 512 duration=100"), m_catalog);
        f.selection.set({ElementId{1}});
        f.line("timeout")->setFocus();
        Function measured = f.function();
        measured.measurements
            = {{MiB(512), Milliseconds(100), {}}, {MiB(1024), Milliseconds(60), {}}};
        DocumentEdit edit = f.document.edit(QStringLiteral("measure"));
        edit.replace(measured.id, measured);
        QVERIFY(edit.commit().isEmpty());
        QTRY_VERIFY(!f.pane.row(QStringLiteral("workload")));
        QTRY_VERIFY(f.line("timeout")->hasFocus());
    }

    void onlyMeaningsThatSaySomethingCanBeChosen()
    {
        Fixture f(QStringLiteral("schedule S -> F; fn F 512"), m_catalog);
        const ElementId line = f.document.design().all<Connection>().first()->id;
        f.selection.set({line});
        auto *box = qobject_cast<QComboBox *>(f.pane.row(QStringLiteral("kind"))->field());
        const auto isOffered = [&](const char *word) {
            const int row = box->findData(QString::fromLatin1(word));
            const bool enabled = box->model()->index(row, 0).flags().testFlag(Qt::ItemIsEnabled);
            // What cannot be says why.
            const QString why = box->itemData(row, Qt::ToolTipRole).toString();
            if (enabled != why.isEmpty())
                qFatal("%s: %s", word, qPrintable(why));
            return enabled;
        };
        QVERIFY(isOffered("trigger"));
        QVERIFY(isOffered("call"));
        QVERIFY(!isOffered("access"));
        QVERIFY(!isOffered("failure"));
        box->setCurrentIndex(box->findData(QStringLiteral("call")));
        Q_EMIT box->activated(box->currentIndex());
        QCOMPARE(f.document.design().get<Connection>(line)->role, Role::Call);
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void datesAreTypedAsDates()
    {
        Fixture f(QStringLiteral("fn F 512"), m_catalog);
        QLineEdit *field = f.line("date");
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("tomorrow"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(field->property("invalid").toBool());
        QVERIFY(!f.document.design().settings().date.isValid());
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("2026-11-26"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.document.design().settings().date, QDate(2026, 11, 26));
        f.document.undoStack().undo();
        QVERIFY(!f.document.design().settings().date.isValid());
        QCOMPARE(field->text(), QString());
    }

    void aValueThatCannotBeIsToldBesideTheField()
    {
        Fixture f(QStringLiteral("fn F 512"), m_catalog);
        f.selection.set({ElementId{1}});
        QLineEdit *field = f.line("memory");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("64"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.function().memory->value, 512);
        QVERIFY(field->property("invalid").toBool());
        // Rows made for a new selection are shown when the layout is next activated.
        QTRY_VERIFY(f.pane.row(QStringLiteral("memory"))->isVisible());
        const QList<QLabel *> labels
            = f.pane.row(QStringLiteral("memory"))->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(QStringLiteral("128"));
        }));
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(field->text(), QStringLiteral("512"));
        QVERIFY(!field->property("invalid").toBool());
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void emptyingAFieldTakesTheStatementBack()
    {
        Fixture f(QStringLiteral("fn F 512"), m_catalog);
        f.selection.set({ElementId{1}});
        QLineEdit *field = f.line("memory");
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(f.function().memory.isUnset());
    }

    void draggingTheSliderIsOneEntry()
    {
        Fixture f(QStringLiteral("fn F 512"), m_catalog);
        f.selection.set({ElementId{1}});
        auto *slider = f.pane.row(QStringLiteral("memory"))->findChild<QSlider *>();
        slider->setSliderDown(true);
        slider->setSliderPosition(10);
        slider->setSliderPosition(12);
        slider->setSliderPosition(16);
        slider->setSliderDown(false);
        QCOMPARE(f.function().memory->value, 1024);
        QCOMPARE(f.document.undoStack().count(), 1);
        QCOMPARE(f.line("memory")->text(), QStringLiteral("1024"));
    }

    void anOddMemoryIsNotChangedByLookingAtIt()
    {
        Fixture f(QStringLiteral("fn F 1000"), m_catalog);
        f.selection.set({ElementId{1}});
        f.selection.clear();
        f.selection.set({ElementId{1}});
        QCOMPARE(f.function().memory->value, 1000);
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void choicesAndTicks()
    {
        Fixture f(QStringLiteral("fn F 512; vpc V; subnet A in V; subnet B in V"), m_catalog);
        f.selection.set({ElementId{1}});
        auto *architecture
            = qobject_cast<QComboBox *>(f.pane.row(QStringLiteral("architecture"))->field());
        architecture->setCurrentIndex(architecture->findData(QStringLiteral("arm64")));
        Q_EMIT architecture->activated(architecture->currentIndex());
        QCOMPARE(*f.function().architecture, QStringLiteral("arm64"));
        auto *subnets = qobject_cast<QListWidget *>(f.pane.row(QStringLiteral("subnets"))->field());
        QCOMPARE(subnets->count(), 2);
        subnets->item(1)->setCheckState(Qt::Checked);
        QCOMPARE(f.function().subnets,
                 QList<ElementId>{f.document.design().idOf(QStringLiteral("B"))});
        QVERIFY(f.function().inVpc);
        f.document.undoStack().undo();
        QVERIFY(!f.function().inVpc);
        QCOMPARE(subnets->item(1)->checkState(), Qt::Unchecked);
    }

    void anUnknownChoiceStays()
    {
        Fixture f(QStringLiteral("fn F 512 runtime=nodejs99.x"), m_catalog);
        f.selection.set({ElementId{1}});
        auto *runtime = qobject_cast<QComboBox *>(f.pane.row(QStringLiteral("runtime"))->field());
        QCOMPARE(runtime->currentText(), QStringLiteral("nodejs99.x"));
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void aNewSubnetCanBeTickedAtOnce()
    {
        Fixture f(QStringLiteral("fn F 512; vpc V; subnet A in V"), m_catalog);
        f.selection.set({ElementId{1}});
        DocumentEdit edit = f.document.edit(QStringLiteral("Add"));
        Subnet subnet;
        subnet.vpc = f.document.design().idOf(QStringLiteral("V"));
        edit.add(subnet);
        edit.commit();
        QTRY_COMPARE(
            qobject_cast<QListWidget *>(f.pane.row(QStringLiteral("subnets"))->field())->count(),
            2);
    }

    void aRareEventIsNoZero()
    {
        // One a day and 0.5 a second, as they stand beside "Events".
        const QList<QPair<double, QString>> cases{{1.0 / 86400, QStringLiteral("1 a day")},
                                                  {0.5, QStringLiteral("0.5/s")}};
        for (const auto &one : cases) {
            auto analysis = std::make_shared<Analysis>();
            analysis->design
                = std::make_shared<const Design>(designFromText(QStringLiteral("fn F")));
            estimate::Demand demand;
            demand.rate = PerSecond(one.first);
            analysis->estimates.demand.insert(ElementId{1}, demand);
            const QList<Fact> facts = estimateFacts(ElementId{1}, *analysis);
            QVERIFY(std::any_of(facts.begin(), facts.end(),
                                [&](const Fact &fact) { return fact.value == one.second; }));
        }
    }

    void aGroupTellsItsMembers()
    {
        const Design design = designFromText(
            QStringLiteral("fn B; fn A; vpc Net; subnet S 10.0.0.0/24 in Net; fn In in S\n"
                           "frame G B,A,In; frame Empty"));
        const auto told = [&](const char *name) {
            QStringList lines;
            for (const Fact &fact : groupFacts(design.idOf(QLatin1String(name)), design))
                lines.append(fact.label + QStringLiteral(": ") + fact.value);
            return lines.join(QStringLiteral("; "));
        };
        QCOMPARE(told("G"), QStringLiteral("Members: 2; Names: A, B"));
        QCOMPARE(told("Empty"), QStringLiteral("Members: 0"));
        QCOMPARE(told("A"), QStringLiteral("Stands in: G"));
        QCOMPARE(told("In"), QString());
    }

    void aLongDescriptionShowsMoreOfItself()
    {
        Fixture f(QStringLiteral("fn F"), m_catalog);
        f.pane.resize(288, 640);
        auto *row = f.pane.row(QStringLiteral("description"));
        QTRY_VERIFY(row->field()->isVisible());
        const int empty = row->field()->height();
        DocumentEdit edit = f.document.edit(QStringLiteral("Describe"));
        Settings settings = edit.settings();
        settings.description = QStringLiteral("word ").repeated(60);
        edit.setSettings(settings);
        edit.commit();
        QTRY_VERIFY(row->field()->height() > empty);
    }

    void aNameIsShortenedToThePaneAndToldInFull()
    {
        const QString name = QStringLiteral("AFunctionWithANameThatIsLongerThanThePane");
        Fixture f(QStringLiteral("fn ") + name, m_catalog);
        f.selection.set({ElementId{1}});
        QLabel *head = nullptr;
        for (QLabel *label : f.pane.findChildren<QLabel *>()) {
            if (label->toolTip() == name)
                head = label;
        }
        QVERIFY(head);
        for (const int width : {420, 288, 240}) {
            f.pane.resize(width, 640);
            QVERIFY(head->fontMetrics().horizontalAdvance(head->text()) <= width - 36 - 44);
            QVERIFY(head->text().startsWith(QStringLiteral("AFun")));
        }
        f.pane.resize(1200, 640);
        QCOMPARE(head->text(), name);
    }
};

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
