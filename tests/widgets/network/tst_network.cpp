// SPDX-License-Identifier: GPL-3.0-or-later
//
// The subnets as they are shown: figures, verdicts, how they were worked out, and how the table
// goes with the selection.
#include "planner/analysis.h"
#include "tests/support/design_text.h"
#include "widgets/document/design_document.h"
#include "widgets/network/address_map.h"
#include "widgets/network/map_text.h"
#include "widgets/network/network_panel.h"
#include "widgets/network/peak_model.h"
#include "widgets/network/verdict.h"
#include "widgets/network/zone_board.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::network;

namespace {

/// Two zones; app-b is so small that its own needs fill it.
constexpr const char *drawn
    = "vpc Main 10.0.0.0/16; zone Za in Main zone=us-east-1a; zone Zb in Main zone=us-east-1b; "
      "subnet app-a 10.0.0.0/24 in Za; subnet app-b 10.0.1.0/28 in Zb; "
      "fn Worker 512 in app-a,app-b; fn Outside 256";

} // namespace

class TestNetwork : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<decision::Tree> m_trees;

    AnalysisPointer analysisOf(const Design &design) const
    {
        const auto analysis = analyze(std::make_shared<const Design>(design), *m_catalog, m_trees);
        return analysis ? std::make_shared<const Analysis>(*analysis) : nullptr;
    }

    struct Fixture
    {
        Fixture(const TestNetwork &owner, const QString &text)
            : test(owner)
            , selection(document)
            , panel(document, selection, owner.m_catalog, allOn)
        {
            document.reset(designFromText(text));
            QObject::connect(&document, &DesignDocument::designChanged, &panel,
                             [this] { analyse(); });
            panel.resize(1100, 700);
            panel.show();
            analyse();
            table = panel.findChild<QTableView *>(QStringLiteral("subnetTable"));
            terms = panel.findChild<QTreeWidget *>(QStringLiteral("subnetTerms"));
        }
        void analyse() { panel.setAnalysis(test.analysisOf(document.design())); }
        /// Lets the worker finish what was asked for.
        bool settled()
        {
            QSignalSpy ready(&panel.outlook(), &OutlookRunner::outlookReady);
            return !ready.isEmpty() || ready.wait(20000);
        }
        int rowInTable(const char *subnet) const
        {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                if (table->model()->index(row, SubnetModel::NameColumn).data().toString()
                    == QLatin1String(subnet))
                    return row;
            }
            return -1;
        }
        void choose(const char *subnet) const
        {
            table->setCurrentIndex(table->model()->index(rowInTable(subnet), 0));
        }
        QString chosen() const
        {
            return table->model()
                ->index(table->currentIndex().row(), SubnetModel::NameColumn)
                .data()
                .toString();
        }
        QString note() const
        {
            const auto *label = panel.findChild<QLabel *>(QStringLiteral("networkNote"));
            return label->isVisible() ? label->text() : QString();
        }
        AddressMap &map() { return panel.map(); }
        QPoint middleOf(const char *subnet)
        {
            return map().seenRect(map().mapLayout().indexOf(id(subnet))).center();
        }
        QString block(const char *subnet) const
        {
            const Subnet *found = document.design().named<Subnet>(QLatin1String(subnet));
            return found ? found->cidr.valueOr(QStringLiteral("?")) : QStringLiteral("gone");
        }
        void drag(const QPoint &from, const QPoint &to)
        {
            QWidget *view = map().viewport();
            QTest::mousePress(view, Qt::LeftButton, {}, from);
            QTest::mouseMove(view, from + (to - from) / 3);
            QTest::mouseMove(view, to);
            QTest::mouseRelease(view, Qt::LeftButton, {}, to);
        }

        ElementId id(const char *name) const { return document.design().idOf(QLatin1String(name)); }
        QString cell(const char *subnet, SubnetModel::Column column)
        {
            return panel.model().index(panel.model().rowOf(id(subnet)), column).data().toString();
        }

        const TestNetwork &test;
        DesignDocument document;
        Selection selection;
        QAction allOn;
        NetworkPanel panel;
        QTableView *table = nullptr;
        QTreeWidget *terms = nullptr;
    };

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_catalog = *catalog;
        m_trees = *trees;
    }

    void theModelIsSound()
    {
        SubnetModel model(m_catalog);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setOutlook(
            outlookOf(analysisOf(designFromText(QLatin1String(drawn))), *m_catalog, {}));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), int(SubnetModel::ColumnCount));
        model.setOutlook(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void everySubnetStandsWithItsFigures()
    {
        Fixture f(*this, QLatin1String(drawn));
        QCOMPARE(f.cell("app-a", SubnetModel::NameColumn), QStringLiteral("app-a"));
        QCOMPARE(f.cell("app-a", SubnetModel::VpcColumn), QStringLiteral("Main"));
        QCOMPARE(f.cell("app-a", SubnetModel::ZoneColumn), QStringLiteral("us-east-1a"));
        QCOMPARE(f.cell("app-a", SubnetModel::BlockColumn), QStringLiteral("10.0.0.0/24"));
        // AWS keeps 5 addresses of each subnet: 2^8 - 5 and 2^4 - 5.
        QCOMPARE(f.cell("app-a", SubnetModel::UsableColumn), QStringLiteral("251"));
        QCOMPARE(f.cell("app-b", SubnetModel::UsableColumn), QStringLiteral("11"));
        const AnalysisPointer analysis = analysisOf(f.document.design());
        for (const SubnetPlan &plan : analysis->network.networks.first().subnets) {
            const int row = f.panel.model().rowOf(plan.subnet);
            QVERIFY(row >= 0);
            const QString needed
                = plan.needed ? QString::number(*plan.needed) : QStringLiteral("?");
            QCOMPARE(f.panel.model().index(row, SubnetModel::NeededColumn).data().toString(),
                     needed);
        }
    }

    void verdictsAreWordsWithShapes_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("word");
        QTest::newRow("fits") << int(Verdict::Fits) << QStringLiteral("fits");
        QTest::newRow("zone") << int(Verdict::FitsUntilZoneLost)
                              << QStringLiteral("fits until a zone is lost");
        QTest::newRow("small") << int(Verdict::TooSmall) << QStringLiteral("too small");
        QTest::newRow("open") << int(Verdict::Unanswered) << QStringLiteral("not known");
    }
    void verdictsAreWordsWithShapes()
    {
        QFETCH(int, verdict);
        QFETCH(QString, word);
        auto analysis
            = std::make_shared<Analysis>(*analysisOf(designFromText(QLatin1String(drawn))));
        analysis->network.networks.first().subnets.first().verdict = Verdict(verdict);
        SubnetModel model(m_catalog);
        model.setOutlook(outlookOf(analysis, *m_catalog, {}));
        const QModelIndex cell = model.index(0, SubnetModel::VerdictColumn);
        QCOMPARE(cell.data().toString(), word);
        const QImage shape = cell.data(Qt::DecorationRole).value<QPixmap>().toImage();
        QVERIFY(!shape.isNull());
        // Each has a shape, fill or mark of its own, whatever its colour.
        const auto grey
            = [](const QImage &image) { return image.convertToFormat(QImage::Format_Alpha8); };
        for (const Verdict other :
             {Verdict::Fits, Verdict::FitsUntilZoneLost, Verdict::TooSmall, Verdict::Unanswered}) {
            if (int(other) == verdict)
                continue;
            const QImage theirs = verdictPixmap(other, theme::light(), 16, 2).toImage();
            QVERIFY(grey(theirs) != grey(shape));
            QVERIFY(verdictBrush(other, theme::light()).style()
                    != verdictBrush(Verdict(verdict), theme::light()).style());
        }
    }

    void choosingARowShowsTheSubnetAndHowItWasWorkedOut()
    {
        Fixture f(*this, QLatin1String(drawn));
        QSignalSpy revealed(&f.panel, &NetworkPanel::subnetChosen);
        f.choose("app-b");
        QCOMPARE(f.selection.current(), f.id("app-b"));
        QCOMPARE(revealed.size(), 1);
        QCOMPARE(f.map().currentSubnet(), f.id("app-b"));
        const SubnetPlan *plan = f.panel.model().planAt(f.panel.model().rowOf(f.id("app-b")));
        QCOMPARE(f.terms->topLevelItemCount(), int(plan->terms.size()));
        QVERIFY(!plan->terms.isEmpty());
        for (int i = 0; i < f.terms->topLevelItemCount(); ++i)
            QCOMPARE(f.terms->topLevelItem(i)->text(0), toString(plan->terms.at(i).text));
        bool headed = false;
        for (const QLabel *label : f.panel.findChildren<QLabel *>())
            headed = headed || label->text() == QStringLiteral("app-b");
        QVERIFY(headed);
    }

    void theTableFollowsTheSelectionAndShowsIt()
    {
        Fixture f(*this, QLatin1String(drawn));
        QSignalSpy revealed(&f.panel, &NetworkPanel::subnetChosen);
        // The view paints rows anew when it hears of them.
        QSignalSpy heard(f.table->selectionModel(), &QItemSelectionModel::selectionChanged);
        f.selection.set({f.id("app-b")});
        const int row = f.rowInTable("app-b");
        QCOMPARE(f.table->currentIndex().row(), row);
        QVERIFY(f.table->selectionModel()->isRowSelected(row));
        QCOMPARE(heard.size(), 1);
        QCOMPARE(f.map().currentSubnet(), f.id("app-b"));
        // Following is no request of its own: the drawing must not jump.
        QVERIFY(revealed.isEmpty());
        // What is no subnet leaves the row as it is.
        f.selection.set({f.id("Worker")});
        QCOMPARE(f.table->currentIndex().row(), row);
    }

    void aNewAnalysisKeepsTheRow()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.selection.set({f.id("app-b")});
        QSignalSpy changed(&f.selection, &Selection::changed);
        QSignalSpy revealed(&f.panel, &NetworkPanel::subnetChosen);
        f.panel.setAnalysis(analysisOf(f.document.design()));
        QCOMPARE(f.chosen(), QStringLiteral("app-b"));
        QVERIFY(changed.isEmpty());
        QVERIFY(revealed.isEmpty());
    }

    void rowsAreWalkedByKeyboard()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.panel));
        f.table->setFocus();
        QCOMPARE(f.table->currentIndex().row(), 0);
        QTest::keyClick(f.table, Qt::Key_Down);
        QCOMPARE(f.table->currentIndex().row(), 1);
        QCOMPARE(f.selection.current(), f.panel.model().subnetAt(1));
        QVERIFY(!f.table->accessibleName().isEmpty());
        QVERIFY(!f.terms->accessibleName().isEmpty());
    }

    void withoutANetworkItSaysSo()
    {
        Fixture f(*this, QStringLiteral("fn Outside 256"));
        QVERIFY(!f.table->isVisible());
        bool told = false;
        for (const QLabel *label : f.panel.findChildren<QLabel *>())
            told = told || (label->isVisible() && label->text().contains(QStringLiteral("VPC")));
        QVERIFY(told);
    }

    void headsAndFiguresAreAlignedAlike()
    {
        Fixture f(*this, QLatin1String(drawn));
        for (int column = 0; column < SubnetModel::ColumnCount; ++column) {
            const int head
                = f.panel.model().headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
            const QVariant cell = f.panel.model().index(0, column).data(Qt::TextAlignmentRole);
            QCOMPARE(bool(head & Qt::AlignRight), bool(cell.toInt() & Qt::AlignRight));
        }
    }
    void figuresAreSortedAsNumbersAndBlocksByAddress()
    {
        Fixture f(*this,
                  QStringLiteral("vpc V 10.0.0.0/16; zone Z in V; subnet b 10.0.100.0/28 in Z; "
                                 "subnet a 10.0.9.0/24 in Z; "
                                 "subnet c 10.0.20.0/26 in Z"));
        const auto order = [&] {
            QStringList names;
            for (int row = 0; row < f.table->model()->rowCount(); ++row)
                names.append(f.table->model()->index(row, 0).data().toString());
            return names.join(QLatin1Char(' '));
        };
        f.table->sortByColumn(SubnetModel::BlockColumn, Qt::AscendingOrder);
        QCOMPARE(order(), QStringLiteral("a c b"));
        // Usable: 11, 59, 251.
        f.table->sortByColumn(SubnetModel::UsableColumn, Qt::AscendingOrder);
        QCOMPARE(order(), QStringLiteral("b c a"));
    }

    // The window has F2 for the drawing: a widget that wants the key says so beforehand.
    void theMapTakesItsKeysFromTheWindow()
    {
        Fixture f(*this, QLatin1String(drawn));
        for (QWidget *widget :
             {static_cast<QWidget *>(&f.map()), static_cast<QWidget *>(f.table)}) {
            QKeyEvent key(QEvent::ShortcutOverride, Qt::Key_F2, Qt::NoModifier);
            key.ignore();
            QCoreApplication::sendEvent(widget, &key);
            QVERIFY2(key.isAccepted(), widget->metaObject()->className());
        }
    }

    void aBlockIsTypedInPlace()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.panel));
        f.choose("app-b");
        f.table->setFocus();
        // Any column of the row leads to the block.
        QTest::keyClick(f.table, Qt::Key_F2);
        auto *field = f.table->findChild<QLineEdit *>();
        QVERIFY(field);
        field->selectAll();
        // Overlaps app-a: said while it is typed.
        QTest::keyClicks(field, QStringLiteral("10.0.0.0/25"));
        QVERIFY(field->property("invalid").toBool());
        QVERIFY2(field->toolTip().contains(QStringLiteral("app-a")), qPrintable(field->toolTip()));
        QVERIFY2(f.note().contains(QStringLiteral("app-a")), qPrintable(f.note()));
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("10.0.1.0/27"));
        QVERIFY(!field->property("invalid").toBool());
        QVERIFY(f.note().isEmpty());
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(f.block("app-b"), QStringLiteral("10.0.1.0/27"));
        QCOMPARE(f.document.undoStack().count(), 1);
        QCOMPARE(f.cell("app-b", SubnetModel::UsableColumn), QStringLiteral("27"));
        f.document.undoStack().undo();
        QCOMPARE(f.block("app-b"), QStringLiteral("10.0.1.0/28"));
    }

    void whatIsNoBlockIsRefusedWithAReason()
    {
        Fixture f(*this, QLatin1String(drawn));
        const QModelIndex cell
            = f.panel.model().index(f.panel.model().rowOf(f.id("app-b")), SubnetModel::BlockColumn);
        QVERIFY(!f.panel.model().setData(cell, QStringLiteral("10.0.1/28"), Qt::EditRole));
        QCOMPARE(f.block("app-b"), QStringLiteral("10.0.1.0/28"));
        QVERIFY2(f.note().contains(QStringLiteral("10.0.1/28")), qPrintable(f.note()));
    }

    void faultsStandAtTheBlock()
    {
        Fixture f(*this,
                  QStringLiteral("vpc V 10.0.0.0/24; zone Z in V; subnet a 10.0.0.0/25 in Z; "
                                 "subnet b 10.0.0.64/26 in Z"));
        const int row = f.panel.model().rowOf(f.id("b"));
        const QModelIndex cell = f.panel.model().index(row, SubnetModel::BlockColumn);
        QVERIFY(cell.data(Qt::DecorationRole).isValid());
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("overlaps a")));
    }

    void theMapHasEverySubnetAndWhatIsFree()
    {
        Fixture f(*this,
                  QStringLiteral("vpc V 10.0.0.0/24; zone Z in V; subnet a 10.0.0.0/25 in Z; "
                                 "subnet b 10.0.0.128/28 in Z"));
        const MapLayout &layout = f.map().mapLayout();
        const MapItem &a = layout.items.at(layout.indexOf(f.id("a")));
        const MapItem &b = layout.items.at(layout.indexOf(f.id("b")));
        // To scale: a /25 is 8 times a /28.
        QVERIFY(qAbs(a.parts.first().width() / b.parts.first().width() - 8) < 0.01);
        QCOMPARE(layout.items.size(), 3);
        QVERIFY(!layout.items.last().piece.subnet);
        QCOMPARE(layout.items.last().piece.size(), quint64{256 - 128 - 16});
    }

    /// The IPv6 block with the /64 of each subnet and what is free, on the map and in the table.
    void ipv6StandsBelowTheMapAndInTheTable()
    {
        Fixture f(*this,
                  QStringLiteral("vpc V 10.0.0.0/24; zone Z in V; subnet a 10.0.0.0/26 in Z; "
                                 "subnet b 10.0.0.64/26 in Z; subnet c 10.0.0.128/26 in Z"));
        QVERIFY(f.map().mapLayout().chips.isEmpty());
        QVERIFY(f.map().mapLayout().sections.first().ipv6.isEmpty());
        QVERIFY(f.table->isColumnHidden(SubnetModel::Ipv6Column));

        DocumentEdit edit = f.document.edit(QStringLiteral("IPv6"));
        edit.set(f.id("V"), &Vpc::ipv6Cidr, Field<QString>(QStringLiteral("2001:db8:0:1a00::/56")));
        edit.set(f.id("a"), &Subnet::ipv6Cidr,
                 Field<QString>(QStringLiteral("2001:db8:0:1a02::/64")));
        edit.set(f.id("b"), &Subnet::ipv6Cidr,
                 Field<QString>(QStringLiteral("2001:db8:0:1a00::/64")));
        QVERIFY(edit.commit().isEmpty());
        const MapLayout &layout = f.map().mapLayout();
        QVERIFY(!layout.sections.first().ipv6.isEmpty());
        // b, one free, a, 253 free: side by side in order of addresses, below the rows of IPv4.
        QCOMPARE(layout.chips.size(), 4);
        QCOMPARE(layout.chips.at(0).subnet, f.id("b"));
        QCOMPARE(layout.chips.at(2).subnet, f.id("a"));
        QCOMPARE(layout.chips.at(1).piece->count(), quint64{1});
        QCOMPARE(layout.chips.at(3).piece->count(), quint64{253});
        for (qsizetype i = 1; i < 4; ++i) {
            const QRectF before = layout.chips.at(i - 1).rect;
            const QRectF rect = layout.chips.at(i).rect;
            QVERIFY(rect.left() > before.right() || rect.top() > before.bottom());
            QVERIFY(rect.right() <= layout.size.width());
        }
        QVERIFY(layout.chips.first().rect.top() > layout.rows.last().rect.bottom());
        QVERIFY(layout.legend.top() >= layout.chips.last().rect.bottom());
        QVERIFY(spokenItem(layout.items.at(layout.indexOf(f.id("a"))), *f.map().outlook())
                    .contains(QStringLiteral("IPv6 2001:db8:0:1a02::/64")));
        QVERIFY(tooltipOf(layout.chips.at(3), *f.map().outlook())
                    .contains(QStringLiteral("2001:db8:0:1a03::/64 to 2001:db8:0:1aff::/64")));

        QVERIFY(!f.table->isColumnHidden(SubnetModel::Ipv6Column));
        const auto cell = [&](const char *subnet) {
            return f.table->model()
                ->index(f.rowInTable(subnet), SubnetModel::Ipv6Column)
                .data()
                .toString();
        };
        QCOMPARE(cell("a"), QStringLiteral("2001:db8:0:1a02::/64"));
        QCOMPARE(cell("c"), QStringLiteral("–"));

        // A click on the block chooses its subnet.
        f.choose("c");
        const QPointF at = layout.chips.at(2).rect.center();
        const QRect shown = f.map().seenRect(0);
        const QPointF origin = layout.items.first().parts.first().topLeft();
        QTest::mouseClick(f.map().viewport(), Qt::LeftButton, {},
                          shown.topLeft() + (at - origin).toPoint());
        QCOMPARE(f.chosen(), QStringLiteral("a"));
    }

    void unknownBlocksStandBesideTheMap()
    {
        Fixture f(*this,
                  QStringLiteral("vpc V 10.0.0.0/24; zone Z in V; subnet a ?!Ref_Cidr in Z"));
        const MapLayout &layout = f.map().mapLayout();
        const int index = layout.indexOf(f.id("a"));
        QVERIFY(index >= 0);
        QVERIFY(layout.items.at(index).isUnplaced());
        QVERIFY(!layout.items.at(index).parts.first().isEmpty());
        QVERIFY(!layout.sections.first().unplaced.isEmpty());
    }

    void theMapIsWalkedAndZoomedByKeyboard()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.panel));
        f.map().setFocus();
        QTest::keyClick(&f.map(), Qt::Key_End);
        QVERIFY(!f.map().currentSubnet());
        QTest::keyClick(&f.map(), Qt::Key_Home);
        QCOMPARE(f.selection.current(), f.id("app-a"));
        QTest::keyClick(&f.map(), Qt::Key_Right);
        QCOMPARE(f.selection.current(), f.id("app-b"));
        QCOMPARE(f.chosen(), QStringLiteral("app-b"));
        QTest::keyClick(&f.map(), Qt::Key_Right);
        QVERIFY(!f.map().currentSubnet());
        const double before = f.map().mapLayout().items.first().parts.first().width();
        QTest::keyClick(&f.map(), Qt::Key_Plus);
        QCOMPARE(f.map().zoom(), 1);
        // Half the addresses in a row: twice as wide.
        QVERIFY(qAbs(f.map().mapLayout().items.first().parts.first().width() - 2 * before) < 3);
        QTest::keyClick(&f.map(), Qt::Key_0);
        QCOMPARE(f.map().zoom(), 0);
    }

    void theWheelZoomsWithControl()
    {
        Fixture f(*this, QLatin1String(drawn));
        const QPoint at = f.middleOf("app-a");
        QWheelEvent wheel(at, f.map().viewport()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(f.map().viewport(), &wheel);
        QCOMPARE(f.map().zoom(), 1);
    }

    void keysSplitAndMerge()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.choose("app-a");
        f.map().setFocus();
        QTest::keyClick(&f.map(), Qt::Key_S);
        QCOMPARE(f.block("app-a"), QStringLiteral("10.0.0.0/25"));
        QCOMPARE(f.block("app-a2"), QStringLiteral("10.0.0.128/25"));
        QCOMPARE(f.map().currentSubnet(), f.id("app-a"));
        QTest::keyClick(&f.map(), Qt::Key_M);
        QCOMPARE(f.block("app-a"), QStringLiteral("10.0.0.0/24"));
        QCOMPARE(f.block("app-a2"), QStringLiteral("gone"));
        QCOMPARE(f.document.undoStack().count(), 2);
        // A /28 is the smallest that there is; why nothing happens stands below the map.
        f.choose("app-b");
        QTest::keyClick(&f.map(), Qt::Key_S);
        QCOMPARE(f.document.undoStack().count(), 2);
        QVERIFY2(f.note().contains(QStringLiteral("/29")), qPrintable(f.note()));
    }

    void anEdgeIsDraggedInwardsToSplit()
    {
        Fixture f(*this,
                  QStringLiteral(
                      "vpc V 10.0.0.0/24; zone Z in V; subnet a 10.0.0.0/25 in Z; fn F 512 in a"));
        const QRect rect = f.map().seenRect(f.map().mapLayout().indexOf(f.id("a")));
        f.drag({rect.right() - 1, rect.center().y()}, {rect.center().x(), rect.center().y()});
        QCOMPARE(f.block("a"), QStringLiteral("10.0.0.0/26"));
        QCOMPARE(f.block("a2"), QStringLiteral("10.0.0.64/26"));
    }

    void aSubnetIsDraggedOverItsNeighbourToMerge()
    {
        Fixture f(*this,
                  QStringLiteral("vpc V 10.0.0.0/24; zone Z in V; subnet a 10.0.0.0/26 in Z; "
                                 "subnet b 10.0.0.64/26 in Z; fn F 512 in b"));
        f.drag(f.middleOf("a"), f.middleOf("b"));
        QCOMPARE(f.block("a"), QStringLiteral("10.0.0.0/25"));
        QCOMPARE(f.block("b"), QStringLiteral("gone"));
        QCOMPARE(f.document.design().named<Function>(QStringLiteral("F"))->subnets,
                 QList<ElementId>{f.id("a")});
    }

    void aDragAlongFreeAddressesMakesASubnet()
    {
        Fixture f(*this,
                  QStringLiteral("vpc V 10.0.0.0/24; zone Z in V; subnet a 10.0.0.0/26 in Z"));
        const QRect a = f.map().seenRect(f.map().mapLayout().indexOf(f.id("a")));
        // The second half of the /24, from a little into it to its end.
        const int full = a.width() * 4;
        f.drag({a.left() + full / 2 + 8, a.center().y()}, {a.left() + full - 8, a.center().y()});
        const QList<const Subnet *> subnets = f.document.design().all<Subnet>();
        QCOMPARE(subnets.size(), 2);
        QCOMPARE(subnets.last()->cidr.valueOr({}), QStringLiteral("10.0.0.128/25"));
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void aClickIsNoDrag()
    {
        Fixture f(*this, QLatin1String(drawn));
        QTest::mouseClick(f.map().viewport(), Qt::LeftButton, {}, f.middleOf("app-b"));
        QCOMPARE(f.selection.current(), f.id("app-b"));
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void theMapIsReadAloud()
    {
        Fixture f(*this, QLatin1String(drawn));
        QAccessibleInterface *map = QAccessible::queryAccessibleInterface(&f.map());
        QVERIFY(map);
        QCOMPARE(map->role(), QAccessible::List);
        QVERIFY(!map->text(QAccessible::Name).isEmpty());
        QCOMPARE(map->childCount(), int(f.map().mapLayout().items.size()));
        QAccessibleInterface *first = map->child(0);
        QVERIFY(first);
        const QString name = first->text(QAccessible::Name);
        QVERIFY2(name.startsWith(QStringLiteral("app-a, 10.0.0.0/24, ")), qPrintable(name));
        QCOMPARE(map->indexOfChild(first), 0);
        QVERIFY(!first->rect().isEmpty());
        QVERIFY(map->child(1)->text(QAccessible::Name).contains(QStringLiteral("app-b")));
        QVERIFY(!map->child(map->childCount()));
    }

    void aZoneIsSwitchedOffAndEverythingOnAgainWithOneKey()
    {
        Fixture f(*this, QLatin1String(drawn));
        QSignalSpy told(&f.panel, &NetworkPanel::zoneLossChanged);
        ZoneSwitch *za = nullptr;
        for (ZoneSwitch *one : f.panel.zones().findChildren<ZoneSwitch *>()) {
            if (one->zone() == f.id("Za"))
                za = one;
        }
        QVERIFY(za);
        QVERIFY(za->isChecked());
        QTest::mouseClick(za, Qt::LeftButton);
        QVERIFY(f.settled());
        const auto loss = told.last().first().value<ZoneLoss>();
        QCOMPARE(loss.lost, QSet<ElementId>{f.id("Za")});
        QVERIFY(loss.on(f.id("app-a")));
        QCOMPARE(loss.on(f.id("app-a"))->harm, Harm::Stops);
        // The design is as it was.
        QCOMPARE(f.document.undoStack().count(), 0);
        QCOMPARE(f.cell("app-a", SubnetModel::NowColumn), QStringLiteral("stopped"));
        QVERIFY(!f.table->isColumnHidden(SubnetModel::NowColumn));
        auto *effects = f.panel.findChild<QTreeWidget *>(QStringLiteral("zoneEffects"));
        QCOMPARE(effects->topLevelItemCount(), int(loss.effects.size()));
        // A reason leads to its element.
        QSignalSpy revealed(&f.selection, &Selection::revealRequested);
        Q_EMIT effects->itemClicked(effects->topLevelItem(0), 0);
        QCOMPARE(revealed.size(), 1);
        QCOMPARE(f.selection.current(), f.id("app-a"));
        QVERIFY2(f.note().contains(QStringLiteral("us-east-1a")), qPrintable(f.note()));

        QVERIFY(f.allOn.isEnabled());
        f.allOn.setShortcut(Qt::Key_F9);
        auto *button = f.panel.findChild<QPushButton *>(QStringLiteral("allZonesOn"));
        QCOMPARE(button->text(), QStringLiteral("All on (F9)"));
        button->click();
        QVERIFY(!f.allOn.isEnabled());
        QVERIFY(!button->isEnabled());
        QVERIFY(told.last().first().value<ZoneLoss>().lost.isEmpty());
        QVERIFY(za->isChecked());
        QVERIFY(f.table->isColumnHidden(SubnetModel::NowColumn));
        QVERIFY(f.note().isEmpty());
    }

    void aRemovedZoneLeavesWhatIsTried()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.panel.outlook().setLost(f.id("Za"), true);
        QVERIFY(f.settled());
        DocumentEdit edit = f.document.edit(QStringLiteral("remove"));
        edit.remove(f.id("Za"));
        QVERIFY(edit.commit().isEmpty());
        QVERIFY(f.panel.outlook().scenario().lost.isEmpty());
    }

    void anotherDesignForgetsWhatWasTried()
    {
        Fixture f(*this, QLatin1String(drawn));
        f.panel.outlook().setFactor(3);
        f.panel.outlook().setLost(f.id("Za"), true);
        f.document.reset(designFromText(QLatin1String(drawn)));
        QVERIFY(f.panel.outlook().scenario().isNeutral());
        f.analyse();
        QVERIFY(f.panel.outlook().latest()->loss.lost.isEmpty());
    }

    void anotherPeakIsTriedAndTakenBack()
    {
        Fixture f(*this,
                  QStringLiteral("set networkModel=per-container-eni; vpc V 10.0.0.0/22; zone Za "
                                 "in V; zone Zb in V; "
                                 "subnet a 10.0.0.0/26 in Za; subnet b 10.0.1.0/26 in Zb; "
                                 "fn F 1536 in a,b duration=1000 peakRate=100 rate=10"));
        // per-container-eni: environments of 1,536 MB are half as many interfaces (1.5 / 3), of
        // which each of the two zones has one half.
        const double peak
            = *f.panel.outlook().latest()->plan.loads.value(f.id("F")).peakConcurrency;
        const auto interfaces = [](double environments) {
            return QString::number(int(std::ceil(environments * 1.5 / 3 / 2)));
        };
        QVERIFY(peak >= 100);
        QCOMPARE(f.cell("a", SubnetModel::NeededColumn), interfaces(peak));
        auto *factor = f.panel.findChild<QDoubleSpinBox *>(QStringLiteral("peakFactor"));
        auto *slider = f.panel.findChild<QSlider *>(QStringLiteral("peakSlider"));
        auto *reset = f.panel.findChild<QToolButton *>(QStringLiteral("peakReset"));
        QVERIFY(factor && slider && reset);
        QVERIFY(!reset->isEnabled());
        factor->setValue(2);
        QVERIFY(f.settled());
        QCOMPARE(f.cell("a", SubnetModel::NeededColumn), interfaces(2 * peak));
        QCOMPARE(f.document.undoStack().count(), 0);
        QVERIFY(f.note().contains(QStringLiteral("peak × 2")));
        slider->setValue(slider->value() + 3);
        QVERIFY(f.settled());
        QVERIFY(factor->value() > 2);
        // One function by itself.
        auto *peaks = f.panel.findChild<QTableView *>(QStringLiteral("peakTable"));
        const QModelIndex tried = peaks->model()->index(0, PeakModel::TriedColumn);
        QVERIFY(peaks->model()->setData(tried, 40.0, Qt::EditRole));
        QVERIFY(f.settled());
        // 40 * 1.5 / 3 = 20, half of it in each zone.
        QCOMPARE(f.cell("a", SubnetModel::NeededColumn), QStringLiteral("10"));
        QVERIFY(reset->isEnabled());
        reset->click();
        QCOMPARE(f.cell("a", SubnetModel::NeededColumn), interfaces(peak));
        QVERIFY(f.note().isEmpty());
    }

    void bothModelsStandSideBySide()
    {
        Fixture f(*this,
                  QStringLiteral("vpc V 10.0.0.0/22; zone Za in V; zone Zb in V; "
                                 "subnet a 10.0.0.0/26 in Za; subnet b 10.0.1.0/26 in Zb; "
                                 "fn F 1536 in a,b duration=1000 peakRate=100 rate=10"));
        QVERIFY(f.table->isColumnHidden(SubnetModel::OtherNeededColumn));
        auto *box = f.panel.findChild<QComboBox *>(QStringLiteral("networkModel"));
        QVERIFY(box);
        QVERIFY(box->currentText().startsWith(QStringLiteral("hyperplane")));
        Q_EMIT box->activated(2);
        QVERIFY(f.settled());
        QVERIFY(!f.table->isColumnHidden(SubnetModel::OtherNeededColumn));
        // One interface for the one set of groups; the other model as in the test above.
        const double peak
            = *f.panel.outlook().latest()->plan.loads.value(f.id("F")).peakConcurrency;
        const QString own = QString::number(int(std::ceil(peak * 1.5 / 3 / 2)));
        QCOMPARE(f.cell("a", SubnetModel::NeededColumn), QStringLiteral("1"));
        QCOMPARE(f.cell("a", SubnetModel::OtherNeededColumn), own);
        QVERIFY(f.panel.model()
                    .headerData(SubnetModel::OtherNeededColumn, Qt::Horizontal, Qt::DisplayRole)
                    .toString()
                    .contains(QStringLiteral("per-container-eni")));
        QVERIFY(!f.cell("a", SubnetModel::WhyColumn).isEmpty());
        // 2 subnets with one interface each against two times the half of the environments.
        const QString sum = QString::number(2 * own.toInt());
        QVERIFY2(f.note().contains(QStringLiteral("hyperplane: 2 interfaces"))
                     && f.note().contains(sum),
                 qPrintable(f.note()));
        // The other one alone.
        Q_EMIT box->activated(1);
        QVERIFY(f.settled());
        QVERIFY(f.table->isColumnHidden(SubnetModel::OtherNeededColumn));
        QCOMPARE(f.cell("a", SubnetModel::NeededColumn), own);
        QVERIFY(box->currentText().startsWith(QStringLiteral("per-container-eni")));
    }

    void partsGiveWayWhereThereIsLittleRoom()
    {
        Fixture f(*this, QLatin1String(drawn));
        QVERIFY(f.map().isVisible() && f.table->isVisible() && f.panel.zones().isVisible());
        f.panel.resize(1100, 180);
        QCoreApplication::processEvents();
        QVERIFY(f.map().isVisible());
        QVERIFY(!f.table->isVisible());
        f.panel.setSection(Section::Zones);
        QVERIFY(f.panel.zones().isVisible() && !f.map().isVisible());
        f.panel.resize(420, 180);
        QCoreApplication::processEvents();
        QCOMPARE(f.panel.width(), 420);
        auto *narrow = f.panel.findChild<QComboBox *>(QStringLiteral("networkSection"));
        QVERIFY(narrow->isVisible());
        QCOMPARE(narrow->currentIndex(), int(Section::Zones));
    }
};

QTEST_MAIN(TestNetwork)
#include "tst_network.moc"
