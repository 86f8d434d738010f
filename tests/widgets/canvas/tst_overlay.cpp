// SPDX-License-Identifier: GPL-3.0-or-later
//
// What overlays put onto the items, near and from afar, and into the legend.
#include "tests/support/built_in_facts.h"
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/legend.h"

#include <QSignalSpy>

using namespace stratoplan;
using namespace stratoplan::canvas;
using overlay::Kind;

namespace {

const QString sample = QStringLiteral(
    "fn Slow 512 p95=800 rate=1 duration=100; fn Half 512 p95=400; fn Odd 512; queue Q -> Slow; "
    "http-api Api -> Half");

Design spread()
{
    return placed(sample,
                  {{"Slow", {0, 0}},
                   {"Half", {400, 0}},
                   {"Odd", {800, 0}},
                   {"Q", {0, 320}},
                   {"Api", {400, 320}}});
}

} // namespace

class TestOverlay : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<decision::Tree> m_trees;

    AnalysisPointer analysisOf(const Design &design) const
    {
        return std::make_shared<const Analysis>(
            *analyze(std::make_shared<const Design>(design), *m_catalog, m_trees));
    }
    static QColor pixel(Fixture &f, const QPointF &scenePoint)
    {
        const QImage picture = f.view.viewport()->grab().toImage();
        return picture.pixelColor(f.at(scenePoint) * picture.devicePixelRatio());
    }
    static QString figure(const Fixture &f, const char *name)
    {
        const OverlayMark *mark = f.scene.box(f.id(name))->overlay();
        return mark ? mark->figure : QStringLiteral("no mark");
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        m_catalog = builtInFacts().catalog;
        m_trees = builtInFacts().trees;
    }

    void figuresReplaceTheOwn_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("slow");
        QTest::addColumn<QString>("odd");
        QTest::addColumn<QString>("queue");
        // Slow: 2.628 million calls of 0.1 s at 0.5 GB: 0.5256 + 2.1900044 = 2.72 a month; at peak
        // 1 x 0.1 = 0.1 on average, 0.1 + 3 x sqrt(0.1) = 1.05, two whole ones.
        QTest::newRow("cost") << Kind::Cost << "$2.72 a month"
                              << "not priced"
                              << "≥ $3.15 a month";
        QTest::newRow("latency") << Kind::Latency << "p95 800 ms"
                                 << "p95 ?" << QString();
        QTest::newRow("concurrency") << Kind::Concurrency << "2 at a time"
                                     << "not known" << QString();
        QTest::newRow("execution") << Kind::Execution << "polled queue"
                                   << "no trigger" << QString();
        QTest::newRow("zone") << Kind::Zone << "no zone"
                              << "no zone"
                              << "no zone";
    }
    void figuresReplaceTheOwn()
    {
        QFETCH(Kind, kind);
        QFETCH(QString, slow);
        QFETCH(QString, odd);
        QFETCH(QString, queue);
        // Three requests a message: 1/s x 2.628 million x 3 x 0.40 a million.
        const Design design = designFromText(
            QStringLiteral("fn Slow 512 p95=800 duration=100; fn Odd 512; queue Q rate=1 -> Slow "
                           "batchSize=1"));
        Fixture f(design, m_catalog);
        f.scene.setAnalysis(analysisOf(design));
        QCOMPARE(figure(f, "Slow"), QStringLiteral("no mark"));
        f.scene.setOverlay(kind);
        QCOMPARE(figure(f, "Slow"), slow);
        QCOMPARE(figure(f, "Odd"), odd);
        QCOMPARE(figure(f, "Q"), queue);
        if (!slow.isEmpty())
            QVERIFY(f.scene.toolTipOf(f.id("Slow")).contains(slow));
        f.scene.setOverlay({});
        QCOMPARE(figure(f, "Slow"), QStringLiteral("no mark"));
    }

    void tintsAreSeenNear()
    {
        Fixture f(spread(), m_catalog);
        f.scene.setOverlay(Kind::Latency);
        const theme::Theme &theme = f.scene.look().theme;
        const auto ground = [&](const char *name) {
            // Between the name and the edge, where nothing is written.
            return pixel(f, f.scene.box(f.id(name))->box().topRight() + QPointF(-6, 36));
        };
        QCOMPARE(ground("Slow"), theme.washed(theme.amountOf(1)));
        QCOMPARE(ground("Half"), theme.washed(theme.amountOf(0.5)));
        QCOMPARE(ground("Odd"), theme.color(theme::Token::Surface));
        QCOMPARE(ground("Q"), theme.color(theme::Token::Surface));
        // The bar says the share by its length.
        const auto bar = [&](const char *name, double part) {
            const QRectF box = f.scene.box(f.id(name))->box();
            return pixel(f, QPointF(box.left() + 10 + part * (box.width() - 20), box.bottom() - 4));
        };
        QCOMPARE(bar("Slow", 0.9), theme.amountOf(1));
        QCOMPARE(bar("Half", 0.4), theme.amountOf(0.5));
        QCOMPARE(bar("Half", 0.6), theme.color(theme::Token::Sunken));
    }

    void sharesAreSeenFromAfar()
    {
        Fixture f(spread(), m_catalog);
        f.view.setZoom(0.15);
        f.view.centerOn(f.scene.content().bounds.center());
        f.scene.setOverlay(Kind::Latency);
        const theme::Theme &theme = f.scene.look().theme;
        const auto at = [&](const char *name, double part) {
            const QRectF box = f.scene.box(f.id(name))->box();
            return pixel(f, QPointF(box.left() + part * box.width(), box.center().y()));
        };
        QCOMPARE(at("Slow", 0.9), theme.amountOf(1));
        QCOMPARE(at("Half", 0.25), theme.amountOf(0.5));
        QCOMPARE(at("Half", 0.75), theme.color(theme::Token::Surface));
        QCOMPARE(at("Odd", 0.5), theme.color(theme::Token::Surface));
        // It follows an edit.
        DocumentEdit edit = f.document.edit(QStringLiteral("Slower"));
        edit.set(f.id("Half"), &Function::p95, Milliseconds(800));
        QVERIFY(edit.commit().isEmpty());
        QCOMPARE(at("Half", 0.75), theme.amountOf(1));
        f.scene.setOverlay({});
        QCOMPARE(at("Odd", 0.5), theme.category(catalog::Category::Compute).icon);
    }

    void findingsHaveTheirShapeFromAfar()
    {
        Fixture f(spread(), m_catalog);
        Analysis analysis = *analysisOf(f.document.design());
        analysis.findings = {review::found(Severity::High, {f.id("Half")}, {})};
        f.scene.setAnalysis(std::make_shared<const Analysis>(analysis));
        f.view.setZoom(0.18);
        f.view.centerOn(f.scene.content().bounds.center());
        f.scene.setOverlay(Kind::Findings);
        const theme::SeverityColors &high = f.scene.look().theme.severity(theme::Mark::High);
        const QRectF box = f.scene.box(f.id("Half"))->box();
        QCOMPARE(pixel(f, box.center() + QPointF(-box.width() / 4, 0)), high.soft);
        // Near the foot of the triangle, beside its sign.
        const QImage picture = f.view.viewport()->grab().toImage();
        const QPoint middle = f.at(box.center()) * picture.devicePixelRatio();
        int inked = 0;
        for (int dx = -6; dx <= 6; ++dx) {
            for (int dy = -6; dy <= 6; ++dy)
                inked += picture.pixelColor(middle + QPoint(dx, dy)) == high.fill ? 1 : 0;
        }
        QVERIFY(inked >= 10);
        QCOMPARE(pixel(f, f.scene.box(f.id("Slow"))->box().center()),
                 f.scene.look().theme.color(theme::Token::Border));
    }

    void onlyWhatDiffersIsPaintedAnew()
    {
        Fixture f(spread(), m_catalog);
        f.scene.setOverlay(Kind::Latency);
        QCoreApplication::processEvents();
        QSignalSpy changed(&f.scene, &QGraphicsScene::changed);
        DocumentEdit edit = f.document.edit(QStringLiteral("Faster"));
        edit.set(f.id("Half"), &Function::p95, Milliseconds(200));
        QVERIFY(edit.commit().isEmpty());
        QTRY_VERIFY(!changed.isEmpty());
        bool half = false;
        for (const QList<QVariant> &told : changed) {
            for (const QRectF &area : told.first().value<QList<QRectF>>()) {
                half = half || area.intersects(f.scene.box(f.id("Half"))->box());
                for (const char *other : {"Slow", "Odd", "Q", "Api"})
                    QVERIFY2(!area.intersects(f.scene.box(f.id(other))->box()), other);
            }
        }
        QVERIFY(half);
        QCOMPARE(f.scene.box(f.id("Half"))->overlay()->shown->share, 0.25);
    }

    void linesSayTheirModel()
    {
        Fixture f(spread(), m_catalog);
        const ElementId polled
            = connectionBetween(f.document.design(), QStringLiteral("Q"), QStringLiteral("Slow"));
        QVERIFY(!f.scene.edge(polled)->overlay());
        f.scene.setOverlay(Kind::Execution);
        QCOMPARE(f.scene.edge(polled)->overlay()->figure, QStringLiteral("polled queue"));
        f.scene.setOverlay(Kind::Latency);
        QVERIFY(!f.scene.edge(polled)->overlay());
    }

    void theLegendIsMadeOfTheSame()
    {
        Fixture f(spread(), m_catalog);
        Legend &legend = f.view.legend();
        QVERIFY(legend.overlayLines().isEmpty());
        const QSize without = legend.sizeFor(Legend::Room::All);
        f.scene.setOverlay(Kind::Latency);
        QCOMPARE(legend.overlayLines(),
                 QStringList({QStringLiteral("Latency, p95"), QStringLiteral("0 ms to 800 ms"),
                              QStringLiteral("not known: 1")}));
        QVERIFY(legend.sizeFor(Legend::Room::All).height() > without.height());
        f.scene.setOverlay(Kind::Execution);
        QCOMPARE(legend.overlayLines(),
                 QStringList({QStringLiteral("Execution model"), QStringLiteral("synchronous: 1"),
                              QStringLiteral("polled queue: 1")}));
        // An element more, an edit later.
        DocumentEdit edit = f.document.edit(QStringLiteral("Remove"));
        edit.remove(f.id("Q"));
        QVERIFY(edit.commit().isEmpty());
        QCOMPARE(
            legend.overlayLines(),
            QStringList({QStringLiteral("Execution model"), QStringLiteral("synchronous: 1")}));
        f.scene.setOverlay({});
        QVERIFY(legend.overlayLines().isEmpty());
    }

    void theScaleStaysWhereTheConnectionsHaveNoRoom()
    {
        Fixture f(spread(), m_catalog);
        f.scene.setOverlay(Kind::Latency);
        Legend &legend = f.view.legend();
        const QSize all = legend.sizeFor(Legend::Room::All);
        const QSize scale = legend.sizeFor(Legend::Room::Overlay);
        QVERIFY(scale.height() < all.height());
        f.view.resize(int(scale.width() * 4), int(scale.height() * 4));
        f.view.fit();
        QCOMPARE(legend.size(), scale);
        QVERIFY(!legend.isFolded());
        // Folded by the person it is its title.
        f.view.resize(1200, 800);
        f.scene.setOverlay(Kind::Latency);
        legend.setFolded(true);
        QCOMPARE(legend.size(), legend.sizeFor(Legend::Room::Title));
    }

    void newElementsAreMarkedToo()
    {
        Fixture f(spread(), m_catalog);
        f.scene.setOverlay(Kind::Latency);
        f.view.placeNow(QStringLiteral("function"));
        const ElementId added = f.selection.current();
        QVERIFY(f.scene.box(added));
        QVERIFY(f.scene.box(added)->overlay() && f.scene.box(added)->overlay()->isUnknown());
    }

    void escapeIsToldWhenNothingIsLeftToEscape()
    {
        Fixture f(spread(), m_catalog);
        QSignalSpy escaped(&f.view, &CanvasView::escaped);
        f.selection.set({f.id("Slow")});
        f.key(Qt::Key_Escape);
        QVERIFY(f.selection.ids().isEmpty() && escaped.isEmpty());
        f.key(Qt::Key_Escape);
        QCOMPARE(escaped.count(), 1);
    }
};

QTEST_MAIN(TestOverlay)
#include "tst_overlay.moc"
