// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drawings with so many connections that their ways are found on a worker, and seen from afar.
#include "planner/model/edit.h"
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/edits.h"
#include "widgets/document/open_file.h"

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

/// Rows of functions, each connected to the two after it.
Design manyConnections()
{
    Edit edit{Design()};
    QList<ElementId> ids;
    for (int i = 0; i < 180; ++i) {
        const int row = i / 15;
        Function function;
        function.name = QStringLiteral("F%1").arg(i);
        function.position = Point{(i % 15) * 288.0, row * 128.0};
        ids.append(edit.add(function));
    }
    for (int i = 0; i + 2 < ids.size(); ++i) {
        for (const int next : {1, 2}) {
            Connection connection;
            connection.from = ids[i];
            connection.to = ids[i + next];
            connection.role = Role::Call;
            edit.add(connection);
        }
    }
    return *edit.result();
}

} // namespace

class TestLarge : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    Content exact(const Design &design) const
    {
        return contentOf(design, layout::scene(design, configurationKinds(*m_catalog)), *m_catalog,
                         nullptr);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void waysComeFromAWorker()
    {
        Fixture f(manyConnections(), m_catalog);
        // The ways may be there when the window is.
        f.document.reset(manyConnections());
        QVERIFY(f.scene.isRouting());
        QCOMPARE(f.scene.content().edges.size(), f.document.design().all<Connection>().size());
        QTRY_VERIFY(!f.scene.isRouting());
        QVERIFY(f.scene.content() == exact(f.document.design()));

        // A move is seen at once, with its lines, and exact soon after.
        const ElementId moved = f.id("F100");
        const Content before = f.scene.content();
        f.view.perform(QStringLiteral("Move"),
                       moveBy(f.document.design(), f.scene.geometry(), {moved}, {64, 4000}));
        QVERIFY(f.scene.isRouting());
        QCOMPARE(f.scene.box(moved)->box().top(), before.boxes.at(moved).rect.top() + 4000);
        qsizetype hops = 0;
        for (const auto &[id, edge] : f.scene.content().edges) {
            const bool concerned = edge.from == moved || edge.to == moved;
            QCOMPARE(edge.points != before.edges.at(id).points, concerned);
            // Lines that stay keep their hops, those that are laid anew have none yet.
            QCOMPARE(edge.hops, concerned ? QList<QPointF>() : before.edges.at(id).hops);
            hops += edge.hops.size();
        }
        QVERIFY(hops > 0);
        QTRY_VERIFY(!f.scene.isRouting());
        QVERIFY(f.scene.content() == exact(f.document.design()));
        // Taken back while ways are being found: what was begun does not count.
        f.view.perform(QStringLiteral("Move"),
                       moveBy(f.document.design(), f.scene.geometry(), {moved}, {0, 640}));
        f.document.undoStack().undo();
        f.document.undoStack().undo();
        QTRY_VERIFY(!f.scene.isRouting());
        QVERIFY(f.scene.content() == before);
    }

    void thousandsThatMoveAreWhereTheyAreSeen()
    {
        Edit edit{Design()};
        for (int i = 0; i < 2100; ++i) {
            Function function;
            function.name = QStringLiteral("F%1").arg(i);
            const int row = i / 50;
            function.position = Point{(i % 50) * 288.0, row * 128.0};
            edit.add(function);
        }
        Fixture f(*edit.result(), m_catalog);
        const QPointF old = f.scene.box(f.id("F7"))->box().center();
        QCOMPARE(f.scene.elementAt(old), f.id("F7"));
        QCOMPARE(f.scene.itemIndexMethod(), QGraphicsScene::BspTreeIndex);
        f.view.perform(QStringLiteral("Move"),
                       moveBy(f.document.design(), f.scene.geometry(), f.scene.content().order,
                              {0, 64 * 1000}));
        const QPointF place = old + QPointF(0, 64 * 1000);
        for (const auto method : {QGraphicsScene::NoIndex, QGraphicsScene::BspTreeIndex}) {
            QTRY_COMPARE(f.scene.itemIndexMethod(), method);
            QCOMPARE(f.scene.elementAt(place), f.id("F7"));
            QVERIFY(!f.scene.elementAt(old));
        }
        // One alone is indexed at once.
        f.view.perform(QStringLiteral("Move"),
                       moveBy(f.document.design(), f.scene.geometry(), {f.id("F7")}, {0, -64000}));
        QCOMPARE(f.scene.itemIndexMethod(), QGraphicsScene::BspTreeIndex);
        QCOMPARE(f.scene.elementAt(old), f.id("F7"));
    }

    void anAnalysisKeepsTheWays()
    {
        Fixture f(manyConnections(), m_catalog);
        QTRY_VERIFY(!f.scene.isRouting());
        const Content before = f.scene.content();
        f.scene.setAnalysis(nullptr);
        QVERIFY(!f.scene.isRouting());
        QVERIFY(f.scene.content() == before);
    }

    void fromAfarEverythingIsThere()
    {
        Fixture f(manyConnections(), m_catalog);
        QTRY_VERIFY(!f.scene.isRouting());
        f.view.setZoom(0.15);
        f.view.centerOn(f.scene.content().bounds.center());
        const auto seenAt = [&](const char *name) {
            const QImage picture = f.view.viewport()->grab().toImage();
            return picture.pixelColor(f.middle(name) * picture.devicePixelRatio());
        };
        const QColor filled = f.scene.look().theme.category(catalog::Category::Compute).icon;
        QCOMPARE(seenAt("F31"), filled);
        // As far away as printed.
        QImage printed(f.view.viewport()->size(), QImage::Format_RGB32);
        printed.fill(f.scene.look().theme.color(theme::Token::Canvas));
        {
            QPainter painter(&printed);
            f.scene.render(&painter, printed.rect(),
                           f.view.mapToScene(f.view.viewport()->rect()).boundingRect());
        }
        QCOMPARE(printed.pixelColor(f.middle("F31")), filled);

        // What is kept as a picture follows an edit, a drag and the theme.
        const QPoint old = f.middle("F31");
        f.view.perform(QStringLiteral("Move"),
                       moveBy(f.document.design(), f.scene.geometry(), {f.id("F31")}, {0, 2400}));
        QTRY_VERIFY(!f.scene.isRouting());
        QVERIFY(f.view.viewport()->grab().toImage().pixelColor(old) != filled);
        QCOMPARE(seenAt("F31"), filled);

        const QPoint home = f.middle("F32");
        f.scene.setDragged({f.id("F32")}, {0, 2400});
        QVERIFY(f.view.viewport()->grab().toImage().pixelColor(home) != filled);
        f.scene.setDragged({}, {});
        QCOMPARE(seenAt("F32"), filled);

        // What a search does not find steps back.
        f.scene.setFound(QSet<ElementId>{f.id("F33")});
        QCOMPARE(seenAt("F33"), filled);
        QVERIFY(seenAt("F32") != filled);
        f.scene.setFound({});
        QCOMPARE(seenAt("F32"), filled);

        f.view.setTheme(theme::dark());
        QCOMPARE(seenAt("F32"), theme::dark().category(catalog::Category::Compute).icon);
    }

    void whatIsSelectedIsSeenFromAfar()
    {
        Fixture f(manyConnections(), m_catalog);
        f.view.setZoom(0.15);
        f.view.centerOn(f.scene.content().bounds.center());
        const QImage before = f.view.viewport()->grab().toImage();
        f.scene.selection().set({f.id("F40")});
        QVERIFY(f.view.viewport()->grab().toImage() != before);
        f.scene.selection().clear();
        QVERIFY(f.view.viewport()->grab().toImage() == before);
    }
};

QTEST_MAIN(TestLarge)

#include "tst_large.moc"
