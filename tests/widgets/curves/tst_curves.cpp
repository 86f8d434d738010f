// SPDX-License-Identifier: GPL-3.0-or-later
//
// The curves of a function: what is drawn and written for a given estimate, which function is
// shown, and that a low dock still shows its axes.
#include "planner/analysis.h"
#include "tests/support/design_text.h"
#include "widgets/curves/charts.h"
#include "widgets/curves/curves_panel.h"
#include "widgets/document/design_document.h"
#include "widgets/document/figure_text.h"

#include <QBarSet>
#include <QChartView>
#include <QComboBox>
#include <QGraphicsTextItem>
#include <QLabel>
#include <QLineSeries>
#include <QPushButton>
#include <QScatterSeries>
#include <QStackedBarSeries>
#include <QTableWidget>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::curves;

namespace {

constexpr const char *drawn
    = "fn Api 512 10 runtime=nodejs24.x architecture=x86_64 packageType=zip duration=310 p95=640 "
      "cpuShare=0.15 packageMb=1.8 init=110 rate=4 coldShare=0.01; "
      "fn Bare; queue Jobs";

template <typename Series>
QList<Series *> seriesOf(const QChart &chart)
{
    QList<Series *> found;
    for (QAbstractSeries *series : chart.series()) {
        if (auto *one = qobject_cast<Series *>(series))
            found.append(one);
    }
    return found;
}

} // namespace

class TestCurves : public QObject
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
        explicit Fixture(const TestCurves &test, const QString &text = QLatin1String(drawn))
            : selection(document)
            , panel(selection)
        {
            document.reset(designFromText(text));
            analysis = test.analysisOf(document.design());
            panel.resize(1090, 170);
            panel.show();
            panel.setAnalysis(analysis);
            functions = panel.findChild<QComboBox *>(QStringLiteral("curvesFunction"));
            asTable = panel.findChild<QPushButton *>(QStringLiteral("curvesAsTable"));
            charts = panel.findChildren<QChartView *>();
        }
        ElementId id(const char *name) const { return document.design().idOf(QLatin1String(name)); }
        const estimate::FunctionEstimate &estimateOf(const char *name) const
        {
            return *analysis->estimates.function(id(name));
        }

        DesignDocument document;
        Selection selection;
        CurvesPanel panel;
        AnalysisPointer analysis;
        QComboBox *functions = nullptr;
        QPushButton *asTable = nullptr;
        QList<QChartView *> charts;
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

    void theBarsAddUpToTheColdStart()
    {
        Fixture f(*this);
        const estimate::FunctionEstimate &function = f.estimateOf("Api");
        const auto chart = coldStartChart(function, theme::light());
        const auto bars = seriesOf<QStackedBarSeries>(*chart);
        QCOMPARE(bars.size(), 1);
        int column = 0;
        for (const estimate::MemoryPoint &point : function.memory) {
            if (!point.coldStart.total)
                continue;
            double sum = 0;
            for (QBarSet *set : bars.first()->barSets())
                sum += set->at(column);
            QVERIFY2(qAbs(sum - point.coldStart.total->value) < 0.5,
                     qPrintable(QString::number(point.memory.value)));
            ++column;
        }
        QVERIFY(column > 3);
    }

    void whatIsModelledIsHatched()
    {
        Fixture f(*this);
        const auto chart = coldStartChart(f.estimateOf("Api"), theme::light());
        bool solid = false;
        bool hatched = false;
        for (QBarSet *set : seriesOf<QStackedBarSeries>(*chart).first()->barSets()) {
            const bool modelled = set->label().endsWith(QStringLiteral("modelled"));
            QCOMPARE(set->brush().style(), modelled ? Qt::BDiagPattern : Qt::SolidPattern);
            solid = solid || !modelled;
            hatched = hatched || modelled;
        }
        QVERIFY(solid && hatched);
    }

    void theKeyNamesEveryColourOfTheBars()
    {
        Fixture f(*this);
        for (const theme::Theme &theme : {theme::light(), theme::dark()}) {
            const auto chart = coldStartChart(f.estimateOf("Api"), theme);
            QSet<QRgb> named;
            for (const KeyEntry &entry : coldStartKey(f.estimateOf("Api"), theme)) {
                QVERIFY(!entry.name.isEmpty());
                named.insert(entry.color.rgb());
            }
            QSet<QRgb> drawnColors;
            for (QBarSet *set : seriesOf<QStackedBarSeries>(*chart).first()->barSets())
                drawnColors.insert(set->borderColor().rgb());
            QCOMPARE(named, drawnColors);
        }
    }

    void theCurvesGoThroughTheEstimates()
    {
        Fixture f(*this);
        const estimate::FunctionEstimate &function = f.estimateOf("Api");
        const auto duration = durationChart(function, MiB(512), theme::light());
        const auto cost = costChart(function, MiB(512), theme::light());
        const auto *line = seriesOf<QLineSeries>(*cost).first();
        int at = 0;
        for (const estimate::MemoryPoint &point : function.memory) {
            if (!point.costPerMillion)
                continue;
            QCOMPARE(line->at(at), QPointF(point.memory.value, point.costPerMillion->value));
            ++at;
        }
        QCOMPARE(line->count(), at);
        // The memory that is chosen stands as an upright line in both.
        for (const QChart *chart : {duration.get(), cost.get()}) {
            const auto *upright = seriesOf<QLineSeries>(*chart).last();
            QCOMPARE(upright->at(0).x(), 512.0);
            QCOMPARE(upright->at(1).x(), 512.0);
        }
        // Nothing was measured here, and the title promises no rings.
        QVERIFY(!duration->title().contains(QStringLiteral("rings")));
    }

    void measuredPointsAreRings()
    {
        Fixture f(*this);
        estimate::FunctionEstimate function = f.estimateOf("Api");
        for (estimate::MemoryPoint &point : function.memory)
            point.durationFrom = estimate::DurationFrom::Fit;
        function.memory.first().durationFrom = estimate::DurationFrom::Measured;
        const auto chart = durationChart(function, {}, theme::light());
        QVERIFY(chart->title().contains(QStringLiteral("rings measured")));
        QVERIFY(chart->title().contains(QStringLiteral("dashed fitted")));
        QVERIFY(!chart->title().contains(QStringLiteral("stated")));
        int rings = 0;
        for (const QScatterSeries *series : seriesOf<QScatterSeries>(*chart)) {
            if (series->markerShape() == QScatterSeries::MarkerShapeCircle)
                rings += series->count();
        }
        QCOMPARE(rings, 1);
    }

    void whatIsNotKnownIsSaid()
    {
        Fixture f(*this, QStringLiteral("fn Bare"));
        const estimate::FunctionEstimate &function = f.estimateOf("Bare");
        for (const auto &chart : {coldStartChart(function, theme::light()).release(),
                                  durationChart(function, {}, theme::light()).release(),
                                  costChart(function, {}, theme::light()).release()}) {
            const std::unique_ptr<QChart> owned(chart);
            QVERIFY(owned->series().isEmpty());
            QVERIFY2(owned->title().contains(QStringLiteral("not known")),
                     qPrintable(owned->title()));
        }
    }

    void theTableHoldsTheSameFigures()
    {
        Fixture f(*this);
        f.selection.set({f.id("Api")});
        f.asTable->click();
        const QTableWidget &table = f.panel.table();
        QVERIFY(table.isVisible());
        const estimate::FunctionEstimate &function = f.estimateOf("Api");
        QCOMPARE(table.rowCount(), int(function.memory.size()));
        for (int row = 0; row < table.rowCount(); ++row) {
            const estimate::MemoryPoint &point = function.memory.at(row);
            QCOMPARE(table.item(row, 0)->text(), memory(point.memory));
            QCOMPARE(table.item(row, 1)->text(), duration(point.coldStart.total));
            QCOMPARE(table.item(row, 2)->text(), duration(point.duration));
            QCOMPARE(table.item(row, 5)->text(), money(point.costPerMillion));
        }
        f.asTable->click();
        QVERIFY(!table.isVisible());
    }

    void theFunctionFollowsTheSelection()
    {
        Fixture f(*this);
        f.selection.set({f.id("Bare")});
        QCOMPARE(f.panel.function(), f.id("Bare"));
        f.selection.set({f.id("Api")});
        QCOMPARE(f.panel.function(), f.id("Api"));
        // What has no curves leaves the function as it is.
        f.selection.set({f.id("Jobs")});
        QCOMPARE(f.panel.function(), f.id("Api"));
        f.functions->setCurrentIndex(f.functions->findText(QStringLiteral("Bare")));
        QCOMPARE(f.panel.function(), f.id("Bare"));
    }

    void aNewAnalysisMovesTheCurves()
    {
        Fixture f(*this);
        f.selection.set({f.id("Api")});
        const auto uprightAt
            = [&] { return seriesOf<QLineSeries>(*f.charts.at(2)->chart()).last()->at(0).x(); };
        QCOMPARE(uprightAt(), 512.0);
        DocumentEdit edit = f.document.edit(QStringLiteral("Set memory"));
        edit.set(f.id("Api"), &Function::memory, Field<MiB>(MiB(2048), Origin::User));
        edit.commit();
        f.panel.setAnalysis(analysisOf(f.document.design()));
        QCOMPARE(f.panel.function(), f.id("Api"));
        QCOMPARE(uprightAt(), 2048.0);
    }

    /// The dock is low: its axes must show figures all the same, not dots.
    void noLabelIsShortenedInALowDock()
    {
        Fixture f(*this);
        f.selection.set({f.id("Api")});
        QCoreApplication::processEvents();
        QCOMPARE(f.charts.size(), 3);
        for (const QChartView *view : std::as_const(f.charts)) {
            int labels = 0;
            for (const QGraphicsItem *item : view->scene()->items()) {
                const auto *text = qgraphicsitem_cast<const QGraphicsTextItem *>(item);
                if (!text || !text->isVisible() || text->toPlainText().isEmpty())
                    continue;
                ++labels;
                QVERIFY2(!text->toPlainText().contains(QStringLiteral("..."))
                             && !text->toPlainText().contains(QChar(0x2026)),
                         qPrintable(view->accessibleName()));
            }
            QVERIFY(labels >= 6);
        }
    }

    void chartsLieOnTheThemesGround()
    {
        Fixture f(*this);
        f.panel.setTheme(theme::dark());
        for (const QChartView *view : std::as_const(f.charts)) {
            QCOMPARE(view->chart()->backgroundBrush().color(),
                     theme::dark().color(theme::Token::Surface));
        }
    }

    void worksByKeyboardAndIsNamed()
    {
        Fixture f(*this);
        f.panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.panel));
        f.functions->setFocus();
        const QString before = f.functions->currentText();
        QTest::keyClick(f.functions, f.functions->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
        QVERIFY(f.functions->currentText() != before);
        f.asTable->setFocus();
        QTest::keyClick(f.asTable, Qt::Key_Space);
        QVERIFY(f.panel.table().isVisible());
        QVERIFY(!f.functions->accessibleName().isEmpty());
        QVERIFY(!f.panel.table().accessibleName().isEmpty());
        for (const QChartView *view : std::as_const(f.charts))
            QVERIFY(!view->accessibleName().isEmpty());
    }

    void withoutAFunctionItSaysWhatWouldBeHere()
    {
        Fixture f(*this, QStringLiteral("queue Jobs"));
        QVERIFY(!f.panel.function());
        bool told = false;
        for (const QLabel *label : f.panel.findChildren<QLabel *>())
            told = told
                || (label->isVisible() && label->text().startsWith(QStringLiteral("No function")));
        QVERIFY(told);
    }
};

QTEST_MAIN(TestCurves)
#include "tst_curves.moc"
