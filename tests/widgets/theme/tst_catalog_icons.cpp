// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog.h"
#include "widgets/theme/icons.h"

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
};

QTEST_MAIN(TestCatalogIcons)
#include "tst_catalog_icons.moc"
