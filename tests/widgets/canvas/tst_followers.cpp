// SPDX-License-Identifier: GPL-3.0-or-later
//
// A connection that is drawn to nowhere offers what may follow.
#include "tests/support/built_in.h"
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/followers_list.h"
#include "widgets/canvas/meaning_menu.h"
#include "widgets/canvas/quick_add.h"

#include <QLineEdit>
#include <QMenu>

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

QuickAdd *quickAddOf(const Fixture &f)
{
    return f.view.findChild<QuickAdd *>(QStringLiteral("quickAdd"));
}

QWidget *renameFieldOf(const Fixture &f)
{
    return f.view.findChild<QWidget *>(QStringLiteral("renameField"));
}

void drawToNowhere(Fixture &f, const char *from, Port port, const QPointF &away)
{
    const QRectF box = f.scene.box(f.id(from))->box();
    QTest::mouseMove(f.port(), f.at(box.center()) + QPoint(1, 1));
    QTest::mouseMove(f.port(), f.at(box.center()));
    f.drag(f.at(portAt(box, port)), f.at(portAt(box, port) + away));
}

/// What is connected to the only element that was not there before.
QString connectionTo(const Fixture &f, const QString &name)
{
    const Design &design = f.document.design();
    for (const Connection *connection : design.all<Connection>()) {
        if (connection->to == design.idOf(name))
            return common(*design.find(connection->from)).name + u' ' + id(connection->role);
    }
    return {};
}

} // namespace

class TestFollowers : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    Design worker() const { return placed(QStringLiteral("fn Worker 512"), {{"Worker", {0, 0}}}); }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void enterPlacesTheFirstOneConnectedInOneStep()
    {
        Fixture f(worker(), m_catalog);
        drawToNowhere(f, "Worker", Port::Output, {160, 0});
        QuickAdd *field = quickAddOf(f);
        QVERIFY(field->isVisible());
        QVERIFY(field->field()->hasFocus());
        QVERIFY(field->followers().left() > 10);
        QTest::keyClick(field->field(), Qt::Key_Return);
        QVERIFY(!field->isVisible());
        QCOMPARE(connectionTo(f, QStringLiteral("Table")), QStringLiteral("Worker access"));
        QCOMPARE(f.document.undoStack().count(), 1);
        QCOMPARE(f.view.toolKind(), ToolKind::Select);
        // Its left edge stands where the line was drawn to.
        const QRectF source = f.scene.box(f.id("Worker"))->box();
        const QRectF table = f.scene.box(f.id("Table"))->box();
        QVERIFY(std::abs(table.left() - (source.right() + 160)) <= 8);
        QVERIFY(std::abs(table.center().y() - source.center().y()) <= 8);
        f.document.undoStack().undo();
        QVERIFY(f.document.design() == worker());
    }

    void theNewElementIsNamedAtOnce()
    {
        Fixture f(worker(), m_catalog);
        drawToNowhere(f, "Worker", Port::Output, {160, 0});
        QTest::keyClick(quickAddOf(f)->field(), Qt::Key_Return);
        QWidget *name = renameFieldOf(f);
        QVERIFY(name->isVisible() && name->hasFocus());
        QTest::keyClicks(name, QStringLiteral("Orders"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(connectionTo(f, QStringLiteral("Orders")), QStringLiteral("Worker access"));
    }

    void arrowsChoose()
    {
        Fixture f(worker(), m_catalog);
        drawToNowhere(f, "Worker", Port::Output, {160, 0});
        QLineEdit *field = quickAddOf(f)->field();
        const QString first = quickAddOf(f)->followers().current()->what;
        QTest::keyClick(field, Qt::Key_Down);
        QTest::keyClick(field, Qt::Key_Down);
        const QString third = quickAddOf(f)->followers().current()->what;
        QVERIFY(third != first);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.document.design().all<Service>().size(), 1);
        QCOMPARE(f.document.design().all<Service>().first()->kind, third);
        // Up from the first one is the last.
        f.document.undoStack().undo();
        drawToNowhere(f, "Worker", Port::Output, {160, 0});
        QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(quickAddOf(f)->followers().indexOfTopLevelItem(
                     quickAddOf(f)->followers().currentItem()),
                 int(quickAddOf(f)->followers().left()) - 1);
    }

    void theMouseChooses()
    {
        Fixture f(worker(), m_catalog);
        drawToNowhere(f, "Worker", Port::Failure, {0, 120});
        QuickAdd *field = quickAddOf(f);
        // A click beside the field takes nothing from it.
        QTest::mouseClick(field, Qt::LeftButton, {}, QPoint(3, 3));
        QVERIFY(field->isVisible() && field->field()->hasFocus());
        FollowersList &list = field->followers();
        QTreeWidgetItem *second = list.topLevelItem(1);
        const QString label = second->text(0);
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
                          list.visualItemRect(second).center());
        QVERIFY(!field->isVisible());
        QCOMPARE(f.document.design().all<Connection>().size(), 1);
        const Connection &made = *f.document.design().all<Connection>().first();
        QCOMPARE(made.role, Role::FailureTarget);
        QCOMPARE(label, QStringLiteral("Function"));
        QVERIFY(f.document.design().get<Function>(made.to));
    }

    void typingNarrowsTheList_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("name");
        QTest::newRow("a beginning") << "qu"
                                     << "queue"
                                     << "Queue";
        QTest::newRow("another word for it") << "sqs"
                                             << "queue"
                                             << "Queue";
        QTest::newRow("with a name") << "sqs Jobs"
                                     << "queue"
                                     << "Jobs";
        QTest::newRow("of several words") << "step functions Flow"
                                          << "state-machine"
                                          << "Flow";
    }
    void typingNarrowsTheList()
    {
        QFETCH(QString, typed);
        QFETCH(QString, kind);
        QFETCH(QString, name);
        Fixture f(worker(), m_catalog);
        drawToNowhere(f, "Worker", Port::Output, {160, 0});
        QTest::keyClicks(quickAddOf(f)->field(), typed);
        QCOMPARE(quickAddOf(f)->followers().current()->what, kind);
        QTest::keyClick(quickAddOf(f)->field(), Qt::Key_Return);
        const auto *made = f.document.design().named<Service>(name);
        QVERIFY(made);
        QCOMPARE(made->kind, kind);
        QVERIFY(!connectionTo(f, name).isEmpty());
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void aChainMayBeTyped()
    {
        Fixture f(worker(), m_catalog);
        drawToNowhere(f, "Worker", Port::Output, {160, 0});
        QTest::keyClicks(quickAddOf(f)->field(), QStringLiteral("sqs Jobs -> fn Next"));
        QTest::keyClick(quickAddOf(f)->field(), Qt::Key_Return);
        QCOMPARE(connectionTo(f, QStringLiteral("Jobs")), QStringLiteral("Worker access"));
        QCOMPARE(connectionTo(f, QStringLiteral("Next")), QStringLiteral("Jobs trigger"));
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void theFailurePortOffersFailureTargets()
    {
        Fixture f(worker(), m_catalog);
        drawToNowhere(f, "Worker", Port::Failure, {0, 120});
        FollowersList &list = quickAddOf(f)->followers();
        QCOMPARE(list.current()->what, QStringLiteral("queue"));
        for (int row = 0; row < list.topLevelItemCount(); ++row) {
            list.setCurrentItem(list.topLevelItem(row));
            QCOMPARE(list.current()->role, Role::FailureTarget);
            QVERIFY(list.current()->what != QLatin1String("table"));
        }
        list.setCurrentItem(list.topLevelItem(0));
        QTest::keyClick(quickAddOf(f)->field(), Qt::Key_Return);
        QCOMPARE(connectionTo(f, QStringLiteral("Queue")), QStringLiteral("Worker failure"));
    }

    void escapeLeavesTheDesign()
    {
        Fixture f(worker(), m_catalog);
        drawToNowhere(f, "Worker", Port::Output, {160, 0});
        QCOMPARE(f.view.toolKind(), ToolKind::Connect); // the line stays in sight
        QTest::keyClick(quickAddOf(f)->field(), Qt::Key_Escape);
        QVERIFY(!quickAddOf(f)->isVisible());
        QCOMPARE(f.view.toolKind(), ToolKind::Select);
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void theKeyboardOffersItToo()
    {
        Fixture f(worker(), m_catalog);
        f.selection.set({f.id("Worker")});
        f.view.setTool(ToolKind::Connect);
        f.key(Qt::Key_Return);
        QVERIFY(quickAddOf(f)->isVisible());
        QTest::keyClicks(quickAddOf(f)->field(), QStringLiteral("sns Told"));
        QTest::keyClick(quickAddOf(f)->field(), Qt::Key_Return);
        QCOMPARE(connectionTo(f, QStringLiteral("Told")), QStringLiteral("Worker access"));
    }

    void twoClicksOfferItToo()
    {
        Fixture f(worker(), m_catalog);
        f.view.setTool(ToolKind::Connect);
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, f.middle("Worker"));
        QVERIFY(!quickAddOf(f));
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, f.at({400, 100}));
        QVERIFY(quickAddOf(f)->isVisible());
    }

    void aConnectionIsGivenAnotherMeaning()
    {
        Fixture f(placed(QStringLiteral("fn Worker 512 -- Items; table Items"),
                         {{"Worker", {0, 0}}, {"Items", {400, 0}}}),
                  m_catalog);
        const ElementId line = f.document.design().all<Connection>().first()->id;
        QMenu menu;
        fillMeaningMenu(menu, f.view, {line});
        const auto entry = [&](const char *text) {
            for (QAction *one : menu.actions()) {
                if (one->text().remove(u'&') == QLatin1String(text))
                    return one;
            }
            qFatal("no entry %s", text);
        };
        QVERIFY(!entry("Calls")->isEnabled());
        QVERIFY(entry("Calls")->toolTip().contains(QStringLiteral("Items")));
        QVERIFY(!entry("Triggers")->isEnabled());
        QVERIFY(!entry("Failure target")->isEnabled());
        entry("Reads")->trigger();
        const auto *now = f.document.design().get<Connection>(line);
        QCOMPARE(now->reads, Field<bool>(true));
        QCOMPARE(now->writes, Field<bool>(false));
        QCOMPARE(f.document.undoStack().count(), 1);
        QMenu again;
        fillMeaningMenu(again, f.view, {line});
        QVERIFY(again.actions().at(menu.actions().indexOf(entry("Reads")))->isChecked());
    }

    void inASubnetItStandsInTheSubnet()
    {
        Fixture f(
            placed(QStringLiteral("vpc Net; zone Za in Net; subnet Deep 10.0.0.0/24 in Za; fn "
                                  "In in Deep; schedule Daily"),
                   {{"Net", {300, 0}}, {"Daily", {0, 0}}}),
            m_catalog);
        const QRectF deep = f.scene.box(f.id("Deep"))->box();
        const QRectF daily = f.scene.box(f.id("Daily"))->box();
        drawToNowhere(f, "Daily", Port::Output,
                      deep.bottomRight() - QPointF(12, 12) - portAt(daily, Port::Output));
        QTest::keyClick(quickAddOf(f)->field(), Qt::Key_Return);
        const auto *made = f.document.design().named<Function>(QStringLiteral("Function"));
        QVERIFY(made);
        QCOMPARE(made->subnets, QList<ElementId>{f.id("Deep")});
    }
};

QTEST_MAIN(TestFollowers)
#include "tst_followers.moc"
