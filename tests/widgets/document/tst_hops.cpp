// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/hops.h"

#include <QRandomGenerator>
#include <QTest>

namespace stratoplan::drawing {

class TestHops : public QObject
{
    Q_OBJECT

    static EdgeContent edge(quint32 id, const QList<QPointF> &points, quint32 from, quint32 to,
                            Relation relation = Relation::SynchronousCall)
    {
        EdgeContent made;
        made.id = ElementId{id};
        made.from = ElementId{from};
        made.to = ElementId{to};
        made.relation = relation;
        made.points = points;
        return made;
    }
    static std::map<ElementId, EdgeContent> withHops(std::initializer_list<EdgeContent> all)
    {
        std::map<ElementId, EdgeContent> edges;
        for (const EdgeContent &one : all)
            edges.emplace(one.id, one);
        addHops(edges);
        return edges;
    }

private Q_SLOTS:
    void aLevelRunHopsOverAnUprightOne_data()
    {
        QTest::addColumn<QList<QPointF>>("level");
        QTest::addColumn<QList<QPointF>>("upright");
        QTest::addColumn<QList<QPointF>>("hops");
        const QList<QPointF> level{{0, 50}, {200, 50}};
        const QList<QPointF> none;
        QTest::newRow("crosses") << level << QList<QPointF>{{80, 0}, {80, 100}}
                                 << QList<QPointF>{{80, 50}};
        QTest::newRow("back") << QList<QPointF>{{200, 50}, {0, 50}}
                              << QList<QPointF>{{80, 100}, {80, 0}} << QList<QPointF>{{80, 50}};
        QTest::newRow("ends on it") << level << QList<QPointF>{{80, 0}, {80, 50}} << none;
        QTest::newRow("above it") << level << QList<QPointF>{{80, 0}, {80, 40}} << none;
        QTest::newRow("at its end") << level << QList<QPointF>{{195, 0}, {195, 100}} << none;
        QTest::newRow("two, in its order")
            << QList<QPointF>{{200, 50}, {0, 50}}
            << QList<QPointF>{{40, 0}, {40, 100}, {120, 100}, {120, 0}}
            << QList<QPointF>{{120, 50}, {40, 50}};
        QTest::newRow("close ones in one")
            << level << QList<QPointF>{{80, 0}, {80, 100}, {88, 100}, {88, 0}}
            << QList<QPointF>{{80, 50}};
    }
    void aLevelRunHopsOverAnUprightOne()
    {
        QFETCH(QList<QPointF>, level);
        QFETCH(QList<QPointF>, upright);
        QFETCH(QList<QPointF>, hops);
        const auto edges = withHops({edge(1, level, 10, 11), edge(2, upright, 12, 13)});
        QCOMPARE(edges.at(ElementId{1}).hops, hops);
        QVERIFY(edges.at(ElementId{2}).hops.isEmpty());
    }

    void linesOfACommonEndBranch()
    {
        const QList<QPointF> level{{0, 50}, {200, 50}};
        const QList<QPointF> upright{{80, 0}, {80, 100}};
        const auto hopsOf = [&](const EdgeContent &other) {
            return withHops({edge(1, level, 10, 11), other}).at(ElementId{1}).hops.size();
        };
        QCOMPARE(hopsOf(edge(2, upright, 10, 13)), 0);
        QCOMPARE(hopsOf(edge(2, upright, 12, 11)), 0);
        QCOMPARE(hopsOf(edge(2, upright, 11, 10)), 1);
        // Another kind of line is told apart where it crosses.
        QCOMPARE(hopsOf(edge(2, upright, 10, 13, Relation::Access)), 1);
    }

    /// Every hop lies on a run of its own and on an upright of another line; every crossing away
    /// from corners has a hop within its width.
    void randomLines()
    {
        const quint32 seed = 20261127;
        QRandomGenerator random(seed);
        int crossings = 0;
        for (int round = 0; round < 50; ++round) {
            std::map<ElementId, EdgeContent> edges;
            for (quint32 id = 1; id <= 30; ++id) {
                QList<QPointF> points{{double(random.bounded(800)), double(random.bounded(600))}};
                for (int i = 0; i < 4; ++i) {
                    const double to = random.bounded(700);
                    points.append(i % 2 == 0 ? QPointF(to, points.last().y())
                                             : QPointF(points.last().x(), to));
                }
                edges.emplace(ElementId{id}, edge(id, points, 100 + id, 200 + id));
            }
            addHops(edges);
            for (const auto &[id, one] : edges) {
                for (const QPointF &hop : one.hops) {
                    bool isOnOne = false;
                    for (qsizetype i = 0; i + 1 < one.points.size(); ++i)
                        isOnOne = isOnOne || isOn(hop, one.points[i], one.points[i + 1]);
                    QVERIFY2(isOnOne, qPrintable(QStringLiteral("seed %1").arg(seed)));
                }
                for (const auto &[otherId, other] : edges) {
                    if (otherId == id)
                        continue;
                    for (qsizetype i = 0; i < 4; i += 2) {
                        for (qsizetype j = 1; j < 4; j += 2) {
                            const QPointF cross(other.points[j].x(), one.points[i].y());
                            const double left = std::min(one.points[i].x(), one.points[i + 1].x());
                            const double right = std::max(one.points[i].x(), one.points[i + 1].x());
                            const double top
                                = std::min(other.points[j].y(), other.points[j + 1].y());
                            const double bottom
                                = std::max(other.points[j].y(), other.points[j + 1].y());
                            if (cross.x() < left + 12 || cross.x() > right - 12
                                || cross.y() < top + 3 || cross.y() > bottom - 3)
                                continue;
                            ++crossings;
                            const bool isPassed = std::any_of(
                                one.hops.begin(), one.hops.end(), [&](const QPointF &hop) {
                                    return hop.y() == cross.y()
                                        && std::abs(hop.x() - cross.x()) < 2 * hopRadius;
                                });
                            QVERIFY2(isPassed, qPrintable(QStringLiteral("seed %1").arg(seed)));
                        }
                    }
                }
            }
        }
        QVERIFY(crossings > 1000);
    }
};

} // namespace stratoplan::drawing

QTEST_GUILESS_MAIN(stratoplan::drawing::TestHops)
#include "tst_hops.moc"
