// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/legend.h"
#include "widgets/canvas/minimap.h"

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

Design wide()
{
    return placed(QStringLiteral("fn A; fn B; fn C; A => B; B => C"),
                  {{"A", {0, 0}}, {"B", {1600, 800}}, {"C", {3200, 1600}}});
}

} // namespace

class TestMinimap : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    static QPointF middleOfView(const Fixture &f)
    {
        return f.view.mapToScene(f.view.viewport()->rect().center());
    }
    static bool isNear(const QPointF &a, const QPointF &b, double by)
    {
        return std::abs(a.x() - b.x()) <= by && std::abs(a.y() - b.y()) <= by;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void isThereWhenSomethingIsOutOfSight()
    {
        Fixture f(wide(), m_catalog);
        Minimap &map = f.view.minimap();
        QVERIFY(map.isVisible());
        f.view.fit();
        QVERIFY(!map.isVisible());
        f.view.setZoom(1);
        QVERIFY(map.isVisible());
        // The legend makes room.
        QVERIFY(!f.view.legend().geometry().intersects(map.geometry()));
        map.setWanted(false);
        QVERIFY(!map.isVisible());
        f.view.setZoom(2);
        QVERIFY(!map.isVisible());
        map.setWanted(true);
        QVERIFY(map.isVisible());
        // Inside the view, in its corner.
        QVERIFY(f.view.viewport()->rect().contains(map.geometry()));
        f.view.resize(700, 500);
        QVERIFY(f.view.viewport()->rect().contains(map.geometry()));
    }

    void showsWhatIsSeen()
    {
        Fixture f(wide(), m_catalog);
        Minimap &map = f.view.minimap();
        f.view.centerOn(f.scene.box(f.id("A"))->box().center());
        const QPointF first = map.seen().center();
        QVERIFY(isNear(map.onScene(first), middleOfView(f), 2));
        f.view.centerOn(f.scene.box(f.id("C"))->box().center());
        QVERIFY(map.seen().center().x() > first.x() + 40);
        const double before = map.seen().width();
        f.view.setZoom(2);
        QVERIFY(std::abs(map.seen().width() - before / 2) < 1);
    }

    void paintsTheDrawingAndFollowsIt()
    {
        Fixture f(wide(), m_catalog);
        Minimap &map = f.view.minimap();
        f.view.centerOn(f.scene.box(f.id("A"))->box().center());
        const QColor filled = f.scene.look().theme.category(catalog::Category::Compute).icon;
        const auto seenAt = [&](const QPointF &scenePoint) {
            const QImage picture = map.grab().toImage();
            return picture.pixelColor(
                (map.onMap(scenePoint) * picture.devicePixelRatio()).toPoint());
        };
        const QPointF there = f.scene.box(f.id("A"))->box().center();
        QCOMPARE(seenAt(there), filled);
        DocumentEdit edit = f.document.edit(QStringLiteral("Move"));
        edit.setPosition(f.id("A"), Point{0, 1600});
        QVERIFY(edit.commit().isEmpty());
        QTRY_VERIFY(seenAt(there) != filled);
        f.view.centerOn(f.scene.box(f.id("A"))->box().center());
        QTRY_COMPARE(seenAt(f.scene.box(f.id("A"))->box().center()), filled);
        // The theme, and what an overlay tints.
        f.view.setTheme(theme::dark());
        QTRY_COMPARE(seenAt(f.scene.box(f.id("A"))->box().center()),
                     theme::dark().category(catalog::Category::Compute).icon);
    }

    void aClickGoesThere()
    {
        Fixture f(wide(), m_catalog);
        Minimap &map = f.view.minimap();
        f.view.centerOn(f.scene.box(f.id("A"))->box().center());
        const QPointF wanted(2400, 1200);
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.onMap(wanted).toPoint());
        // A pixel of the map is as many of the drawing as it is smaller.
        const double pixel = 1 / (map.onMap({1, 0}).x() - map.onMap({0, 0}).x());
        QVERIFY(isNear(middleOfView(f), wanted, pixel + 1));
    }

    void draggingMovesThePart()
    {
        Fixture f(wide(), m_catalog);
        Minimap &map = f.view.minimap();
        f.view.centerOn(QPointF(1600, 800));
        const QPointF before = middleOfView(f);
        // Taken beside its middle, it does not jump.
        const QPoint grip = (map.seen().center() + QPointF(5, 3)).toPoint();
        QTest::mousePress(&map, Qt::LeftButton, {}, grip);
        QVERIFY(isNear(middleOfView(f), before, 1));
        QTest::mouseMove(&map, grip + QPoint(10, 0));
        QTest::mouseMove(&map, grip + QPoint(30, 0));
        QTest::mouseRelease(&map, Qt::LeftButton, {}, grip + QPoint(30, 0));
        const double pixel = 1 / (map.onMap({1, 0}).x() - map.onMap({0, 0}).x());
        QVERIFY(isNear(middleOfView(f), before + QPointF(30 * pixel, 0), pixel));
    }
};

QTEST_MAIN(TestMinimap)
#include "tst_minimap.moc"
