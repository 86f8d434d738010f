// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog.h"
#include "widgets/theme/icons.h"

#include <QImage>
#include <QSet>
#include <QTest>

using namespace stratoplan;

class TestCatalogIcons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsGlyph()
    {
        const auto catalogue = catalog::builtIn();
        QVERIFY(catalogue);
        QVERIFY(!(*catalogue)->services().isEmpty());
        for (const catalog::ServiceKind &kind : (*catalogue)->services()) {
            const QString what = kind.kind + QLatin1Char(' ') + kind.icon;
            QVERIFY2(theme::hasIcon(kind.icon), qPrintable(what));
        }
    }

    /// What is painted of each glyph that the catalogue names is there, and of the colour asked
    /// for and no other: half transparent edges carry it too.
    void everyGlyphIsPaintedInOneColour()
    {
        const auto catalogue = catalog::builtIn();
        QVERIFY(catalogue);
        QSet<QString> names;
        for (const catalog::ServiceKind &kind : (*catalogue)->services())
            names.insert(kind.icon);
        const theme::Icons icons;
        const QColor asked(200, 40, 120);
        for (const QString &name : names) {
            const QImage image
                = icons.pixmap(name, asked, 24, 2).toImage().convertToFormat(QImage::Format_ARGB32);
            QCOMPARE(image.size(), QSize(48, 48));
            int inked = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QRgb pixel = image.pixel(x, y);
                    // Below half, what was multiplied by the opacity is too coarse to compare.
                    if (qAlpha(pixel) < 128)
                        continue;
                    ++inked;
                    QVERIFY2(qAbs(qRed(pixel) - asked.red()) <= 2
                                 && qAbs(qGreen(pixel) - asked.green()) <= 2
                                 && qAbs(qBlue(pixel) - asked.blue()) <= 2,
                             qPrintable(name));
                }
            }
            // A line as long as a third of the grid, 1.75 units wide, at 2 pixels a unit.
            QVERIFY2(inked >= 8 * 2 * 3, qPrintable(name));
        }
    }
};

QTEST_MAIN(TestCatalogIcons)
#include "tst_catalog_icons.moc"
