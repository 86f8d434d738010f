// SPDX-License-Identifier: GPL-3.0-or-later
//
// The subnets as they are shown: figures, verdicts, how they were worked out, and how the table
// goes with the selection.
#include "planner/analysis.h"
#include "tests/support/design_text.h"
#include "widgets/document/design_document.h"
#include "widgets/network/network_panel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeWidget>
#include <QtTest>

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
        Fixture(const TestNetwork &test, const QString &text)
            : selection(document)
            , panel(selection)
        {
            document.reset(designFromText(text));
            panel.resize(1100, 200);
            panel.show();
            panel.setAnalysis(test.analysisOf(document.design()));
            table = panel.findChild<QTableView *>(QStringLiteral("subnetTable"));
            terms = panel.findChild<QTreeWidget *>();
        }
        ElementId id(const char *name) const { return document.design().idOf(QLatin1String(name)); }
        QString cell(const char *subnet, SubnetModel::Column column)
        {
            return panel.model().index(panel.model().rowOf(id(subnet)), column).data().toString();
        }

        DesignDocument document;
        Selection selection;
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
        SubnetModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setAnalysis(analysisOf(designFromText(QLatin1String(drawn))));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), int(SubnetModel::ColumnCount));
        model.setAnalysis(nullptr);
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
        QTest::addColumn<bool>("marked");
        QTest::newRow("fits") << int(Verdict::Fits) << QStringLiteral("fits") << false;
        QTest::newRow("zone") << int(Verdict::FitsUntilZoneLost)
                              << QStringLiteral("fits until a zone is lost") << true;
        QTest::newRow("small") << int(Verdict::TooSmall) << QStringLiteral("too small") << true;
        QTest::newRow("open") << int(Verdict::Unanswered) << QStringLiteral("not known") << true;
    }
    void verdictsAreWordsWithShapes()
    {
        QFETCH(int, verdict);
        QFETCH(QString, word);
        QFETCH(bool, marked);
        auto analysis
            = std::make_shared<Analysis>(*analysisOf(designFromText(QLatin1String(drawn))));
        analysis->network.networks.first().subnets.first().verdict = Verdict(verdict);
        SubnetModel model;
        model.setAnalysis(analysis);
        const QModelIndex cell = model.index(0, SubnetModel::VerdictColumn);
        QCOMPARE(cell.data().toString(), word);
        QCOMPARE(cell.data(Qt::DecorationRole).isValid(), marked);
    }

    void choosingARowShowsTheSubnetAndHowItWasWorkedOut()
    {
        Fixture f(*this, QLatin1String(drawn));
        QSignalSpy revealed(&f.selection, &Selection::revealRequested);
        const int row = f.panel.model().rowOf(f.id("app-b"));
        f.table->setCurrentIndex(f.panel.model().index(row, 0));
        QCOMPARE(f.selection.current(), f.id("app-b"));
        QCOMPARE(revealed.size(), 1);
        const SubnetPlan *plan = f.panel.model().planAt(row);
        QCOMPARE(f.terms->topLevelItemCount(), int(plan->terms.size()));
        QVERIFY(!plan->terms.isEmpty());
        for (int i = 0; i < f.terms->topLevelItemCount(); ++i)
            QCOMPARE(f.terms->topLevelItem(i)->text(0), toString(plan->terms.at(i).text));
        bool headed = false;
        for (const QLabel *label : f.panel.findChildren<QLabel *>())
            headed = headed || label->text().startsWith(QStringLiteral("app-b: "));
        QVERIFY(headed);
    }

    void theTableFollowsTheSelectionAndShowsIt()
    {
        Fixture f(*this, QLatin1String(drawn));
        QSignalSpy revealed(&f.selection, &Selection::revealRequested);
        // The view paints rows anew when it hears of them.
        QSignalSpy heard(f.table->selectionModel(), &QItemSelectionModel::selectionChanged);
        f.selection.set({f.id("app-b")});
        const int row = f.panel.model().rowOf(f.id("app-b"));
        QCOMPARE(f.table->currentIndex().row(), row);
        QVERIFY(f.table->selectionModel()->isRowSelected(row));
        QCOMPARE(heard.size(), 1);
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
        QSignalSpy revealed(&f.selection, &Selection::revealRequested);
        f.panel.setAnalysis(analysisOf(f.document.design()));
        QCOMPARE(f.panel.model().subnetAt(f.table->currentIndex().row()), f.id("app-b"));
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
};

QTEST_MAIN(TestNetwork)
#include "tst_network.moc"
