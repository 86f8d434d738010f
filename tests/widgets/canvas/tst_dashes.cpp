// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/dashes.h"
#include "widgets/document/hops.h"

#include <QImage>
#include <QPainter>
#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace stratoplan::canvas;

/// Against the toolkit's own dashes, which are right and slow.
class TestDashes : public QObject
{
    Q_OBJECT

    static QImage canvasImage()
    {
        QImage image(320, 320, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        return image;
    }

    /// Pixels that differ by more than a fifth of black from white.
    static int differing(const QImage &a, const QImage &b)
    {
        int count = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x)
                count += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 51 ? 1 : 0;
        }
        return count;
    }

    static int inked(const QImage &a)
    {
        int count = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x)
                count += qGray(a.pixel(x, y)) < 204 ? 1 : 0;
        }
        return count;
    }

    static QImage painted(const Dashes &parts, double width)
    {
        QImage image = canvasImage();
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        for (const QRectF &area : parts.level)
            painter.fillRect(area, Qt::black);
        painter.setPen(QPen(Qt::black, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPath(parts.bent);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::black);
        for (const QPointF &dot : parts.dots)
            painter.drawEllipse(dot, width / 2, width / 2);
        return image;
    }

    static QImage stroked(const QList<QPointF> &points, double radius, const QPen &pen)
    {
        QImage image = canvasImage();
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(pen);
        QPainterPath path;
        const QList<QPointF> line = flattened(points, radius);
        path.moveTo(line.first());
        for (qsizetype i = 1; i < line.size(); ++i)
            path.lineTo(line[i]);
        painter.drawPath(path);
        return image;
    }

    static QList<QPointF> randomLine(QRandomGenerator &random)
    {
        // One after the other: a compiler may take arguments in any order.
        const double left = 20 + random.bounded(280);
        const double top = 20 + random.bounded(280);
        QList<QPointF> points{QPointF(left, top)};
        bool level = random.bounded(2) == 0;
        const int corners = 1 + random.bounded(5);
        for (int i = 0; i < corners; ++i, level = !level) {
            // No line runs back over itself: there the edges of both would lie on one another.
            const auto isTaken = [&](double place) {
                return std::any_of(points.begin(), points.end(), [&](const QPointF &point) {
                    return (level ? point.x() : point.y()) == place;
                });
            };
            double to = 20 + random.bounded(280);
            while (isTaken(to))
                to = 20 + random.bounded(280);
            points.append(level ? QPointF(to, points.last().y()) : QPointF(points.last().x(), to));
        }
        return points;
    }

private Q_SLOTS:
    void lookAsThoseOfThePen_data()
    {
        QTest::addColumn<QList<double>>("pattern");
        QTest::addColumn<double>("width");
        QTest::addRow("event") << QList<double>{7, 5} << 1.8;
        QTest::addRow("queue") << QList<double>{0.1, 5} << 2.6;
        QTest::addRow("stream") << QList<double>{10, 4, 2, 4} << 1.8;
        QTest::addRow("failure") << QList<double>{4, 3} << 1.6;
    }
    void lookAsThoseOfThePen()
    {
        QFETCH(QList<double>, pattern);
        QFETCH(double, width);
        QRandomGenerator random(4711);
        for (int i = 0; i < 40; ++i) {
            const QList<QPointF> line = randomLine(random);
            for (const double radius : {0.0, 6.0}) {
                QPen pen(Qt::black, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
                QList<qreal> inWidths;
                for (const double part : pattern)
                    inWidths.append(part / width);
                pen.setDashPattern(inWidths);
                if (pattern.first() < 1)
                    pen.setCapStyle(Qt::RoundCap);
                const QImage expected = stroked(line, radius, pen);
                const QImage own
                    = painted(dashesOf(flattened(line, radius), pattern, width, 1), width);
                QVERIFY2(differing(own, expected) <= inked(expected) / 20 + 2,
                         qPrintable(QStringLiteral("line %1, radius %2: %3 of %4")
                                        .arg(i)
                                        .arg(radius)
                                        .arg(differing(own, expected))
                                        .arg(inked(expected))));
            }
        }
    }

    void solidLinesLookAsThoseOfThePen()
    {
        QRandomGenerator random(4712);
        for (int i = 0; i < 40; ++i) {
            const QList<QPointF> line = randomLine(random);
            for (const double radius : {0.0, 6.0}) {
                QPen pen(Qt::black, 3, Qt::SolidLine, Qt::FlatCap,
                         radius > 0 ? Qt::RoundJoin : Qt::MiterJoin);
                const QImage expected = stroked(line, radius, pen);
                const QImage own = painted(solidOf(flattened(line, radius), 3, radius <= 0), 3);
                QVERIFY2(differing(own, expected) <= inked(expected) / 50 + 2,
                         qPrintable(QStringLiteral("line %1, radius %2").arg(i).arg(radius)));
            }
        }
    }

    void nothingOfNothing()
    {
        QVERIFY(dashesOf({}, {7, 5}, 1, 1).level.isEmpty());
        QVERIFY(dashesOf({{3, 3}}, {7, 5}, 1, 1).level.isEmpty());
        QVERIFY(dashesOf({{3, 3}, {30, 3}}, {}, 1, 1).level.isEmpty());
        QVERIFY(solidOf({}, 1, false).level.isEmpty());
    }

    /// A hop is half a circle above the line, whichever way it is passed, and the line goes on at
    /// its own height.
    void hopsPassOverTheLine()
    {
        const QList<QPointF> there{{20, 100}, {200, 100}, {200, 200}};
        QList<QPointF> back = there;
        std::reverse(back.begin(), back.end());
        for (const QList<QPointF> &points : {there, back}) {
            const QList<QPointF> line = flattened(points, 6, {{60, 100}});
            double highest = 200;
            for (qsizetype i = 0; i < line.size(); ++i) {
                highest = std::min(highest, line[i].y());
                if (line[i].y() < 99.9) {
                    QVERIFY(std::abs(QLineF(line[i], {60, 100}).length()
                                     - stratoplan::drawing::hopRadius)
                            < 1e-9);
                }
                // Never back over itself.
                if (i > 0 && line[i].x() < 190 && line[i - 1].x() < 190)
                    QVERIFY((line[i].x() - line[i - 1].x()) * (points == there ? 1 : -1) > 0);
            }
            QCOMPARE(highest, 100 - stratoplan::drawing::hopRadius);
        }
        QCOMPARE(flattened(there, 6, {}), flattened(there, 6));
    }
};

QTEST_MAIN(TestDashes)

#include "tst_dashes.moc"
