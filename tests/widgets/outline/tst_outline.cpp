// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"
#include "tests/support/random_design.h"
#include "widgets/outline/outline_panel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTreeView>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::outline;

namespace {

Design design()
{
    return designFromText(QStringLiteral(
        "vpc Main 10.0.0.0/16; zone Zb in Main; zone Za in Main; subnet B 10.0.1.0/24 in Zb; "
        "subnet "
        "A 10.0.0.0/24 in Za; subnet Loose 10.0.2.0/24 in Main; fn Inside in A; fn Both in A,B; fn "
        "Outer; queue Jobs; table Items; gateway nat Nat in A; note Remark \"why\"; Jobs -> Outer; "
        "Outer -- Items; Inside -- Items"));
}

/// "Title(A(B C) D)".
QString written(const std::vector<Node> &nodes)
{
    QStringList parts;
    for (const Node &node : nodes)
        parts.append(node.children.empty()
                         ? node.text
                         : QStringLiteral("%1(%2)").arg(node.text, written(node.children)));
    return parts.join(QLatin1Char(' '));
}

void count(const std::vector<Node> &nodes, QHash<ElementId, int> &counts)
{
    for (const Node &node : nodes) {
        if (node.id)
            ++counts[node.id];
        count(node.children, counts);
    }
}

struct Panel
{
    Panel()
        : catalog(std::shared_ptr<const catalog::Catalog>(), &facts())
        , selection(document)
    {
        document.reset(design());
        panel = std::make_unique<OutlinePanel>(document, selection, catalog);
        panel->resize(200, 600);
        panel->show();
        shown = QTest::qWaitForWindowActive(panel.get());
    }
    ElementId id(const char *name) const { return document.design().idOf(QLatin1String(name)); }
    QModelIndex row(const char *name) { return panel->model().indexOf(id(name)); }
    bool drop(const QList<const char *> &names, const QModelIndex &onto)
    {
        QModelIndexList rows;
        for (const char *name : names)
            rows.append(row(name));
        const std::unique_ptr<QMimeData> data(panel->model().mimeData(rows));
        const bool can = panel->model().canDropMimeData(data.get(), Qt::MoveAction, -1, -1, onto);
        panel->model().dropMimeData(data.get(), Qt::MoveAction, -1, -1, onto);
        return can;
    }

    std::shared_ptr<const catalog::Catalog> catalog;
    DesignDocument document;
    Selection selection;
    std::unique_ptr<OutlinePanel> panel;
    bool shown = false;
};

} // namespace

class TestOutline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void networksHoldWhatStandsInThem()
    {
        QCOMPARE(written(treeOf(design(), facts())),
                 QStringLiteral("Networks(Main(Loose Za(A(Inside(→ Items) Nat)) Zb(B) Both)) "
                                "Functions(Outer(→ Items)) Messaging(Jobs(→ Outer)) Data(Items) "
                                "Notes(Remark)"));
        QVERIFY(treeOf(Design(), facts()).empty());
    }

    /// What stands in a frame stands under the group; one that holds nothing is there as well.
    void groupsHoldTheirMembers()
    {
        const Design made = designFromText(QStringLiteral(
            "vpc Main; subnet S 10.0.0.0/24 in Main; fn In in S; fn A; fn B; queue Jobs -> A; note "
            "Remark \"why\"; frame Shop A,Remark,Main,In; frame Bare; frame Second A"));
        QCOMPARE(written(treeOf(made, facts())),
                 QStringLiteral("Groups(Bare Second Shop(Main(S(In)) A Remark)) Functions(B) "
                                "Messaging(Jobs(→ A))"));
        QCOMPARE(containerOf(*made.find(made.idOf(QStringLiteral("A"))), made),
                 made.idOf(QStringLiteral("Shop")));
    }

    void groupsTakeAndRelease()
    {
        Panel f;
        DocumentEdit edit = f.document.edit(QStringLiteral("Group"));
        Group group;
        group.name = QStringLiteral("Shop");
        group.members = {f.id("Jobs")};
        edit.add(group);
        QVERIFY(edit.commit().isEmpty());
        QSignalSpy moved(f.panel.get(), &OutlinePanel::moveRequested);
        QVERIFY(f.drop({"Outer", "Remark", "Main"}, f.row("Shop")));
        QTRY_COMPARE(moved.size(), 1);
        QCOMPARE(moved.last().at(1).value<ElementId>(), f.id("Shop"));
        QVERIFY(!f.drop({"Za"}, f.row("Shop")));
        QVERIFY(!f.drop({"Shop"}, f.row("Shop")));
        // A title takes members out.
        QVERIFY(f.drop({"Jobs"}, f.row("Outer").parent()));
        QTRY_COMPARE(moved.size(), 2);
        QVERIFY(!moved.last().at(1).value<ElementId>());
    }

    /// Whatever the design: each of its elements stands in the tree once, a connection too.
    void everyElementStandsThereOnce()
    {
        RandomDesign random(815);
        for (int round = 0; round < rounds(15); ++round) {
            const Design made = random.design(5 + random.below(80));
            QHash<ElementId, int> counts;
            count(treeOf(made, facts()), counts);
            QCOMPARE(counts.size(), qsizetype(made.size()));
            for (const int times : std::as_const(counts))
                QCOMPARE(times, 1);
        }
    }

    void theModelIsSound()
    {
        DesignDocument document;
        document.reset(design());
        OutlineModel model(
            document, std::shared_ptr<const catalog::Catalog>(std::shared_ptr<void>(), &facts()));
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        RandomDesign random(816);
        for (int round = 0; round < rounds(20); ++round)
            document.apply(QStringLiteral("Edit"), random.change(document.design()));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        // An edit that is none of the tree's leaves it alone.
        DocumentEdit edit = document.edit(QStringLiteral("Move"));
        edit.setPosition(document.design().all<Note>().first()->id, Point{7, 7});
        QVERIFY(edit.commit().isEmpty());
        QCOMPARE(reset.size(), 0);
    }

    void theSelectionIsFollowedBothWays()
    {
        Panel f;
        QVERIFY(f.shown);
        QSignalSpy revealed(&f.selection, &Selection::revealRequested);
        QTreeView &view = f.panel->view();
        f.selection.set({f.id("Inside"), f.id("Jobs")});
        QCOMPARE(view.selectionModel()->selectedIndexes().size(), 2);
        QCOMPARE(view.currentIndex(), f.row("Jobs"));
        QCOMPARE(revealed.size(), 0);
        view.setCurrentIndex(f.row("Items"));
        QCOMPARE(f.selection.ids(), QList{f.id("Items")});
        QCOMPARE(revealed.size(), 1);
        view.setCurrentIndex(f.row("A"));
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(f.selection.ids(), (QList{f.id("A"), f.id("Inside")}));
        // A connection is selected under its source, where it is opened for that.
        f.selection.set({connectionBetween(f.document.design(), QStringLiteral("Jobs"),
                                           QStringLiteral("Outer"))});
        QCOMPARE(view.currentIndex().parent(), f.row("Jobs"));
        QVERIFY(view.visualRect(view.currentIndex()).isValid());
        f.selection.clear();
        QVERIFY(view.selectionModel()->selectedIndexes().isEmpty());
    }

    void renamesInPlace()
    {
        Panel f;
        QTreeView &view = f.panel->view();
        QSignalSpy told(f.panel.get(), &OutlinePanel::messageChanged);
        view.setCurrentIndex(f.row("Jobs"));
        QTest::keyClick(&view, Qt::Key_F2);
        auto *field = view.viewport()->findChild<QLineEdit *>();
        QVERIFY(field);
        QCOMPARE(field->text(), QStringLiteral("Jobs"));
        field->setText(QStringLiteral("Tasks"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(f.id("Tasks"));
        QCOMPARE(f.document.undoStack().count(), 1);
        QCOMPARE(view.currentIndex(), f.row("Tasks"));
        // A name that another element has is refused, and said so.
        QVERIFY(!f.panel->model().setData(f.row("Tasks"), QStringLiteral("Items"), Qt::EditRole));
        QCOMPARE(told.size(), 1);
        QVERIFY(!f.panel->model().setData(f.row("Tasks"), QStringLiteral("Tasks"), Qt::EditRole));
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void deleteAsksForIt()
    {
        Panel f;
        QSignalSpy asked(f.panel.get(), &OutlinePanel::deleteRequested);
        f.panel->view().setCurrentIndex(f.row("Jobs"));
        QTest::keyClick(&f.panel->view(), Qt::Key_Delete);
        QCOMPARE(asked.size(), 1);
    }

    void containersTakeWhatTheDrawingLetsThemTake()
    {
        Panel f;
        QSignalSpy moved(f.panel.get(), &OutlinePanel::moveRequested);
        const auto last = [&] {
            return std::pair(moved.last().at(0).value<QList<ElementId>>(),
                             moved.last().at(1).value<ElementId>());
        };
        QVERIFY(f.drop({"Outer"}, f.row("B")));
        QTRY_COMPARE(moved.size(), 1);
        QCOMPARE(last(), std::pair(QList{f.id("Outer")}, f.id("B")));
        // A zone takes subnets, nothing takes a queue, and a part of what is dragged is not enough.
        QVERIFY(!f.drop({"Outer"}, f.row("Za")));
        QVERIFY(f.drop({"Loose"}, f.row("Za")));
        QTRY_COMPARE(moved.size(), 2);
        QVERIFY(!f.drop({"Jobs"}, f.row("A")));
        QVERIFY(!f.drop({"Outer", "Jobs"}, f.row("A")));
        QVERIFY(!f.drop({"Main"}, f.row("Main")));
        // A title takes functions out of their network.
        QVERIFY(f.drop({"Inside", "Both"}, f.row("Outer").parent()));
        QTRY_COMPARE(moved.size(), 3);
        QVERIFY(!last().second);
        QVERIFY(!f.drop({"Outer"}, f.row("Outer").parent()));
        // The tree itself never loses rows by it.
        QVERIFY(f.row("Inside").isValid());
        QVERIFY(f.document.design() == design());
    }

    void whatWasFoldedStaysFolded()
    {
        Panel f;
        QTreeView &view = f.panel->view();
        QVERIFY(view.isExpanded(f.row("Main")));
        QVERIFY(!view.isExpanded(f.row("Jobs")));
        view.setExpanded(f.row("Zb"), false);
        view.setExpanded(f.row("Jobs"), true);
        DocumentEdit edit = f.document.edit(QStringLiteral("Rename"));
        edit.rename(f.id("Items"), QStringLiteral("Things"));
        QVERIFY(edit.commit().isEmpty());
        QVERIFY(!view.isExpanded(f.row("Zb")));
        QVERIFY(view.isExpanded(f.row("Za")));
        QVERIFY(view.isExpanded(f.row("Jobs")));
    }

    void anEmptyDesignSaysSo()
    {
        Panel f;
        f.document.reset(Design());
        QVERIFY(!f.panel->view().isVisible());
        QVERIFY(f.panel->findChild<QLabel *>()->isVisible());
        f.document.reset(design());
        QVERIFY(f.panel->view().isVisible());
    }
};

QTEST_MAIN(TestOutline)
#include "tst_outline.moc"
