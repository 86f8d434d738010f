// SPDX-License-Identifier: GPL-3.0-or-later
//
// While something is dragged the view paints the rest as one picture: it looks as before, and is
// never older than what it shows.
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/edits.h"
#include "widgets/canvas/legend.h"

using namespace stratoplan;
using namespace stratoplan::canvas;

class TestDragging : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    static Design drawing()
    {
        return placed(QStringLiteral("fn Worker 512; queue Jobs -> Worker; table Orders; fn Reader "
                                     "256; Reader -- Orders; vpc Main 10.0.0.0/16; zone Za in "
                                     "Main; subnet A 10.0.0.0/24 in Za"),
                      {{"Worker", {400, 0}},
                       {"Jobs", {0, 0}},
                       {"Reader", {0, 160}},
                       {"Orders", {400, 160}},
                       {"Main", {0, 320}}});
    }

    static QImage seen(Fixture &f) { return f.port()->grab().toImage(); }
    static QImage part(Fixture &f, const QImage &whole, const QRectF &scene)
    {
        const double ratio = whole.devicePixelRatio();
        const QRect there = f.view.mapFromScene(scene).boundingRect();
        return whole.copy(QRect(there.topLeft() * ratio, there.size() * ratio));
    }

    /// But for the last bits: places on the screen are worked out in another order of steps.
    static bool isAlike(const QImage &a, const QImage &b)
    {
        if (a.size() != b.size())
            return false;
        const auto near = [](int one, int other) { return std::abs(one - other) <= 4; };
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x) {
                const QRgb p = a.pixel(x, y);
                const QRgb q = b.pixel(x, y);
                if (!near(qRed(p), qRed(q)) || !near(qGreen(p), qGreen(q))
                    || !near(qBlue(p), qBlue(q)))
                    return false;
            }
        }
        return true;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog.has_value());
        m_catalog = *catalog;
    }

    void theRestLooksAsBefore_data()
    {
        QTest::addColumn<double>("zoom");
        QTest::newRow("all") << 1.0;
        QTest::newRow("names") << 0.4;
        QTest::newRow("boxes") << 0.18;
    }

    void theRestLooksAsBefore()
    {
        QFETCH(double, zoom);
        Fixture f(drawing(), m_catalog);
        f.view.setZoom(zoom);
        f.view.centerOn(f.scene.content().bounds.center());
        f.view.legend().hide();
        const QRectF below(f.scene.box(f.id("Reader"))
                               ->box()
                               .united(f.scene.box(f.id("Orders"))->box())
                               .united(f.scene.box(f.id("Main"))->box())
                               .adjusted(-20, -4, 20, 20));
        const QImage before = seen(f);
        f.scene.setDragged({f.id("Worker")}, {160, -48});
        const QImage during = seen(f);
        QVERIFY(isAlike(part(f, during, below), part(f, before, below)));
        QVERIFY(!isAlike(during, before));
        f.scene.setDragged({}, {});
        QVERIFY(isAlike(seen(f), before));
    }

    void whatIsDraggedLiesOverTheRest()
    {
        Fixture f(drawing(), m_catalog);
        const QPointF place = f.scene.box(f.id("Orders"))->box().topLeft();
        const QRectF there = f.scene.box(f.id("Orders"))->box().adjusted(30, 30, -30, -30);
        const QImage before = seen(f);
        f.scene.setDragged({f.id("Worker")},
                           place - f.scene.box(f.id("Worker"))->content().rect.topLeft());
        QVERIFY(!isAlike(part(f, seen(f), there), part(f, before, there)));
    }

    void aDropTargetComesAndGoes()
    {
        Fixture f(drawing(), m_catalog);
        f.scene.setDragged({f.id("Worker")}, {16, 0});
        const QRectF subnet = f.scene.box(f.id("A"))->box().adjusted(-3, -3, 3, 3);
        const QImage before = part(f, seen(f), subnet);
        f.scene.setDropTarget(f.id("A"));
        QVERIFY(!isAlike(part(f, seen(f), subnet), before));
        f.scene.setDropTarget({});
        QVERIFY(isAlike(part(f, seen(f), subnet), before));

        // The picture is not taken with it.
        f.scene.setDropTarget(f.id("A"));
        f.scene.setDragged({}, {});
        f.scene.setDragged({f.id("Worker")}, {16, 0});
        QVERIFY(!isAlike(part(f, seen(f), subnet), before));
        f.scene.setDropTarget({});
        QVERIFY(isAlike(part(f, seen(f), subnet), before));
    }

    void anEditBesideIsSeen()
    {
        Fixture f(drawing(), m_catalog);
        f.scene.setDragged({f.id("Worker")}, {16, 0});
        const QRectF name = f.scene.box(f.id("Reader"))->box();
        const QImage before = part(f, seen(f), name);
        QVERIFY(f.view.perform(
            QStringLiteral("Rename"),
            canvas::rename(f.document.design(), f.id("Reader"), QStringLiteral("Collector"))));
        QVERIFY(!isAlike(part(f, seen(f), name), before));
    }

    void aContainerLetsWhatItPassesBeSeen()
    {
        Fixture f(drawing(), m_catalog);
        const QRectF orders = f.scene.box(f.id("Orders"))->box();
        f.scene.setDragged({f.id("Main")},
                           orders.topLeft() - QPointF(8, 48)
                               - f.scene.box(f.id("Main"))->box().topLeft());
        QVERIFY(f.scene.box(f.id("Main"))->box().intersects(orders));
        // Nodes stand above containers, moved or not.
        const QPoint middle = f.at(orders.topLeft() + QPointF(24, 14));
        const QImage during = seen(f);
        const QColor tile = f.scene.look().theme.category(catalog::Category::Data).soft;
        QCOMPARE(during.pixelColor(middle * during.devicePixelRatio()), tile);
    }

    void anotherDesignEndsTheDrag()
    {
        Fixture f(drawing(), m_catalog);
        f.scene.setDragged({f.id("Worker")}, {16, 0});
        f.document.reset(drawing());
        QVERIFY(!f.scene.look().stillPainted);
        QVERIFY(!f.scene.box(f.id("Worker"))->state().dragged);
    }
};

QTEST_MAIN(TestDragging)
#include "tst_dragging.moc"
