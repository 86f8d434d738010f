// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands on the drawing while there is nothing on it.
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/quick_add.h"
#include "widgets/theme/empty_state.h"

#include <QLineEdit>
#include <QPushButton>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::canvas;

class TestEmpty : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    static theme::EmptyState *sentence(const Fixture &f)
    {
        return f.view.findChild<theme::EmptyState *>();
    }
    static QuickAdd *field(const Fixture &f) { return f.view.findChild<QuickAdd *>(); }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog.has_value());
        m_catalog = *catalog;
    }

    void theButtonBeginsByTyping()
    {
        Fixture f(Design(), m_catalog);
        QVERIFY(sentence(f)->isVisible());
        const QRect middle(f.port()->rect().center() - QPoint(1, 1), QSize(3, 3));
        QVERIFY(sentence(f)->geometry().contains(middle));

        QTest::mouseClick(sentence(f)->findChild<QPushButton *>(), Qt::LeftButton);
        QVERIFY(field(f)->isVisible());
        QVERIFY(!sentence(f)->isVisible());
        QTest::keyClick(field(f)->field(), Qt::Key_Escape);
        QVERIFY(!field(f)->isVisible());
        QVERIFY(sentence(f)->isVisible());

        f.view.quickAdd();
        QTest::keyClicks(field(f)->field(), QStringLiteral("sqs Jobs"));
        QTest::keyClick(field(f)->field(), Qt::Key_Return);
        QTest::keyClick(field(f)->field(), Qt::Key_Escape);
        QVERIFY(f.id("Jobs"));
        QVERIFY(!sentence(f)->isVisible());
        f.document.undoStack().undo();
        QVERIFY(sentence(f)->isVisible());
    }

    // The words lie over the drawing, whose mouse it is.
    void theMouseReachesTheDrawing()
    {
        Fixture f(Design(), m_catalog);
        const QPoint there(8, 8);
        const QPoint below = sentence(f)->mapTo(f.port(), there);
        QTest::mouseDClick(sentence(f), Qt::LeftButton, {}, there);
        QVERIFY(field(f)->isVisible());
        const QPoint opened = field(f)->pos();
        QTest::keyClick(field(f)->field(), Qt::Key_Escape);
        // Where a click on the drawing itself opens it.
        QTest::mouseDClick(f.port(), Qt::LeftButton, {}, below + QPoint(160, 0));
        QVERIFY(field(f)->pos() != opened);
        QTest::keyClick(field(f)->field(), Qt::Key_Escape);
        QTest::mouseDClick(f.port(), Qt::LeftButton, {}, below);
        QCOMPARE(field(f)->pos(), opened);
    }

    void itStaysInTheMiddleAndOutOfPresentations()
    {
        Fixture f(Design(), m_catalog);
        f.view.resize(700, 500);
        f.view.setZoom(0.5);
        QCoreApplication::processEvents();
        const QPoint away = sentence(f)->geometry().center() - f.port()->rect().center();
        QVERIFY(away.manhattanLength() <= 2);
        f.view.setPresenting(true);
        QVERIFY(!sentence(f)->isVisible());
        f.view.setPresenting(false);
        QVERIFY(sentence(f)->isVisible());
    }

    void aDrawingHasNone()
    {
        Fixture f(placed(QStringLiteral("fn Worker"), {{"Worker", {0, 0}}}), m_catalog);
        QVERIFY(!sentence(f) || !sentence(f)->isVisible());
        f.selection.set({f.id("Worker")});
        f.view.deleteSelection();
        QVERIFY(sentence(f)->isVisible());
    }
};

QTEST_MAIN(TestEmpty)
#include "tst_empty.moc"
