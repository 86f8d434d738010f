// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/diagram_pen.h"
#include "widgets/report/figure_colors.h"
#include "widgets/report/figure_flow.h"

#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

using namespace stratoplan;
using namespace stratoplan::report;

namespace {

const QColor ink(20, 40, 160);
const QColor paper(255, 230, 180);

/// One shape of each kind but text, whose letters two renderers never draw alike.
Picture shapes()
{
    DiagramPen pen(QRectF(-10, -20, 320, 240), QStringLiteral("Shapes"));
    pen.rect({0, 0, 80, 40}, 0, paper, Stroke{ink, 2, {}, 0, false});
    pen.rect({100, 0, 80, 12}, 20, ink);
    pen.hatchedRect({200, 0, 80, 40}, 2, ink);
    pen.circle({40, 90}, 25, paper, Stroke{ink, 3, QStringLiteral("8 4"), 5, false});
    pen.polyline({{100, 70}, {180, 70}, {180, 110}}, Stroke{ink, 4, {}, 0, false});
    pen.line({200, 80}, {290, 80}, Stroke{ink, 3, QStringLiteral("0.1 8"), 0, true});
    QColor veil = ink;
    veil.setAlphaF(0.25F);
    pen.polygon({{200, 100}, {290, 100}, {245, 130}}, veil);
    QPainterPath curve(QPointF(0, 150));
    curve.cubicTo(40, 120, 60, 190, 100, 160);
    pen.path(curve, {}, Stroke{ink, 2.5, {}, 0, true});
    pen.icon({130, 130}, QStringLiteral("queue"), 48, ink);
    pen.severity({240, 170}, 40, theme::Mark::High, theme::light());
    return pen.take();
}

Picture words(Qt::AlignmentFlag anchor)
{
    PicturePen pen(QRectF(0, 0, 400, 60), QStringLiteral("Words"));
    pen.text({200, 40}, QStringLiteral("Orders & <more>"), {20, ink, true, false, anchor});
    return pen.take();
}

/// Columns of the image from the first to the last that has something other than white in it.
QPair<int, int> inked(const QImage &image)
{
    int first = image.width();
    int last = -1;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 200) {
                first = std::min(first, x);
                last = std::max(last, x);
            }
        }
    }
    return {first, last};
}

QStringList texts(const QByteArray &svg)
{
    QStringList found;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement
            && reader.name() == QLatin1String("text"))
            found.append(reader.readElementText());
    }
    return reader.hasError() ? QStringList{reader.errorString()} : found;
}

} // namespace

class TestPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Qt's own SVG renderer is the second opinion: what it draws from the SVG is what we paint.
    void svgAndPainterAgree()
    {
        const Picture picture = shapes();
        const QImage painted = toImage(picture, 2);
        QSvgRenderer renderer(toSvg(picture));
        QVERIFY(renderer.isValid());
        QImage drawn(painted.size(), QImage::Format_RGB32);
        drawn.fill(Qt::white);
        QPainter painter(&drawn);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter);
        painter.end();
        QCOMPARE(painted.size(), QSize(640, 480));
        int differing = 0;
        int ground = 0;
        for (int y = 0; y < painted.height(); ++y) {
            for (int x = 0; x < painted.width(); ++x) {
                const QColor a = painted.pixelColor(x, y);
                const QColor b = drawn.pixelColor(x, y);
                ground += a == QColor(Qt::white);
                differing += std::abs(a.red() - b.red()) > 60 || std::abs(a.blue() - b.blue()) > 60;
            }
        }
        QVERIFY(ground < 290'000); // of 307,200: something is drawn
        QVERIFY2(differing < 200, qPrintable(QString::number(differing)));
    }

    void textIsText()
    {
        const QByteArray svg = toSvg(words(Qt::AlignLeft));
        QCOMPARE(texts(svg), QStringList{QStringLiteral("Orders & <more>")});
        QVERIFY2(svg.contains("font-weight=\"bold\""), svg);
    }

    void textIsAnchored()
    {
        const auto [leftFirst, leftLast] = inked(toImage(words(Qt::AlignLeft), 1));
        const auto [middleFirst, middleLast] = inked(toImage(words(Qt::AlignHCenter), 1));
        const auto [rightFirst, rightLast] = inked(toImage(words(Qt::AlignRight), 1));
        QVERIFY(leftFirst >= 199 && leftFirst < 206);
        QVERIFY(rightLast <= 201 && rightLast > 194);
        QVERIFY(std::abs((middleFirst + middleLast) / 2 - 200) <= 3);
        // The width that figures are laid out with is the one that is painted.
        const double width = widthOf(QStringLiteral("Orders & <more>"), 20, true);
        QVERIFY(std::abs(leftLast - leftFirst - width) < 5);
    }

    void smallTextIsLeftOut()
    {
        QImage image(200, 30, QImage::Format_RGB32);
        for (const double least : {0.0, 11.0}) {
            image.fill(Qt::white);
            QPainter painter(&image);
            // At half of its size the text is 10 high.
            paint(words(Qt::AlignLeft), painter, image.rect(), least);
            painter.end();
            QCOMPARE(inked(image).second >= 0, least == 0);
        }
    }

    void groupsNameElements()
    {
        DiagramPen pen(QRectF(0, 0, 10, 10), QStringLiteral("t"));
        pen.openGroup(QStringLiteral("Fn"), QStringLiteral("function"), QStringLiteral("subnet"),
                      QStringLiteral("Fn & co"),
                      {{QStringLiteral("data-more"), QStringLiteral("1")}});
        pen.circle({5, 5}, 2, ink);
        pen.closeGroup();
        const QString svg = QString::fromUtf8(toSvg(pen.take())).simplified();
        QVERIFY2(svg.contains(QLatin1String(
                     "<g id=\"Fn\" data-kind=\"function\" data-parent=\"subnet\" data-more=\"1\"> "
                     "<title>Fn &amp; co</title> <circle")),
                 qPrintable(svg));
    }

    // A part holds what touches it, level lines without a height too, and nothing else.
    void partOfAPicture()
    {
        const Picture picture = shapes();
        QCOMPARE(partOf(picture, picture.view).shapes.size(), picture.shapes.size());
        const Picture part = partOf(picture, QRectF(195, 75, 100, 10));
        QCOMPARE(part.view, QRectF(195, 75, 100, 10));
        QCOMPARE(part.shapes.size(), 1);
        QVERIFY(std::holds_alternative<PathShape>(part.shapes.first()));
        QVERIFY(partOf(picture, QRectF(1000, 1000, 5, 5)).isEmpty());
    }

    void textIsWrapped()
    {
        const QString text = QStringLiteral("Can that resource be reached without a VPC at all?");
        const double width = widthOf(text, 12, true) * 0.6;
        const QStringList lines = wrapped(text, 12, true, width, 2);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.join(QLatin1Char(' ')), text);
        for (const QString &line : lines)
            QVERIFY(widthOf(line, 12, true) <= width);
        QVERIFY(wrapped(text, 12, true, width, 1).first().endsWith(QChar(0x2026)));
        QVERIFY(wrapped({}, 12, true, width, 2).isEmpty());
    }

    // Every colour that figures are drawn with has its twin on a dark screen.
    void recolouringCoversTheTheme()
    {
        const theme::Theme light = theme::light();
        const theme::Theme dark = theme::dark();
        const QByteArray rules = recoloring(light, dark);
        QVERIFY(rules.contains(
            "figure svg text[fill=\"" + light.color(theme::Token::OnAccent).name().toLatin1()
            + "\"] { fill: " + dark.color(theme::Token::OnAccent).name().toLatin1()));
        for (const theme::Token token :
             {theme::Token::Text, theme::Token::Muted, theme::Token::Canvas, theme::Token::Edge,
              theme::Token::Grid, theme::Token::Accent}) {
            const QByteArray from = light.color(token).name().toLatin1();
            QVERIFY2(rules.contains("figure svg [fill=\"" + from + "\"]"), from);
            QVERIFY2(rules.contains("figure svg [stroke=\"" + from + "\"]"), from);
        }
        QCOMPARE(recoloring(light, light), QByteArray());
    }
};

QTEST_MAIN(TestPicture)
#include "tst_picture.moc"
