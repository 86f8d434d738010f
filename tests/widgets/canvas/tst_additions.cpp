// SPDX-License-Identifier: GPL-3.0-or-later
//
// Typing, copying and pasting on the canvas, with real events.
#include "planner/sketch/patterns.h"
#include "tests/support/built_in.h"
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/additions.h"
#include "widgets/canvas/followers_list.h"
#include "widgets/canvas/quick_add.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace stratoplan;
using namespace stratoplan::canvas;

namespace {

QLineEdit *fieldOf(const Fixture &f)
{
    return f.view.findChild<QLineEdit *>(QStringLiteral("quickAddField"));
}

QuickAdd *quickAddOf(const Fixture &f)
{
    return f.view.findChild<QuickAdd *>(QStringLiteral("quickAdd"));
}

QStringList connectionsOf(const Design &design)
{
    QStringList found;
    for (const Connection *connection : design.all<Connection>())
        found.append(common(*design.find(connection->from)).name + QStringLiteral(" -> ")
                     + common(*design.find(connection->to)).name);
    found.sort();
    return found;
}

} // namespace

class TestAdditions : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    Design twoNodes() const
    {
        return placed(QStringLiteral("queue Jobs -> Worker; fn Worker 512"),
                      {{"Jobs", {0, 0}}, {"Worker", {400, 0}}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void typedElementsAreAddedAndConnected()
    {
        Fixture f(twoNodes(), m_catalog);
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, f.middle("Worker"));
        f.view.quickAdd();
        QLineEdit *field = fieldOf(f);
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("ddb Orders"));
        QVERIFY(quickAddOf(f)->hint().contains(QStringLiteral("Worker")));
        QTest::keyClick(field, Qt::Key_Tab);
        QTest::keyClicks(field, QStringLiteral("sns Placed -> fn Bill"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(field->hasFocus());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!quickAddOf(f)->isVisible());
        QVERIFY(f.view.hasFocus());
        QCOMPARE(connectionsOf(f.document.design()),
                 (QStringList{QStringLiteral("Jobs -> Worker"), QStringLiteral("Placed -> Bill"),
                              QStringLiteral("Worker -> Orders")}));
        // Each line is one undo entry.
        QCOMPARE(f.document.undoStack().count(), 2);
        f.document.undoStack().undo();
        f.document.undoStack().undo();
        QVERIFY(f.document.design() == twoNodes());
    }

    void whatIsNewStandsBesideWhatWasSelected()
    {
        Fixture f(twoNodes(), m_catalog);
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, f.middle("Worker"));
        f.view.quickAdd();
        QTest::keyClicks(fieldOf(f), QStringLiteral("sqs Next"));
        QTest::keyClick(fieldOf(f), Qt::Key_Return);
        const QRectF worker = f.scene.box(f.id("Worker"))->box();
        const QRectF next = f.scene.box(f.id("Next"))->box();
        QVERIFY(next.left() > worker.right());
        QVERIFY(!next.intersects(worker));
        QCOMPARE(f.selection.ids(), QList<ElementId>{f.id("Next")});
    }

    void aRefusalStaysInTheField()
    {
        Fixture f(twoNodes(), m_catalog);
        f.view.quickAdd();
        QTest::keyClicks(fieldOf(f), QStringLiteral("jobbs -> fn X"));
        QTest::keyClick(fieldOf(f), Qt::Key_Return);
        QVERIFY(quickAddOf(f)->isVisible());
        QCOMPARE(fieldOf(f)->text(), QStringLiteral("jobbs -> fn X"));
        QVERIFY(quickAddOf(f)->hint().contains(QStringLiteral("jobbs")));
        QVERIFY(f.document.design() == twoNodes());
    }

    void theFieldDoesNotCoverTheNodeThatTabConnects()
    {
        Fixture f(twoNodes(), m_catalog);
        f.view.resize(640, 420);
        f.view.centerOn(f.scene.box(f.id("Worker"))->box().center() - QPointF(160, 0));
        f.selection.set({f.id("Worker")});
        f.view.quickAdd();
        const QRect node = f.view.mapFromScene(f.scene.box(f.id("Worker"))->box()).boundingRect();
        QVERIFY(f.view.viewport()->rect().contains(node));
        QVERIFY(!quickAddOf(f)->geometry().intersects(node.translated(f.view.viewport()->pos())));
    }

    void theHintHasRoomForAllItsLines()
    {
        Fixture f(twoNodes(), m_catalog);
        f.view.setTheme(theme::light());
        f.selection.set({f.id("Worker")});
        f.view.quickAdd();
        const auto *hint = quickAddOf(f)->findChild<QLabel *>();
        // One letter more at a time, over each length at which a line breaks.
        for (int letters = 1; letters < 80; ++letters) {
            fieldOf(f)->setText(QStringLiteral("sqs ") + QString(letters, u'i'));
            QCoreApplication::processEvents();
            QVERIFY2(hint->height() >= hint->heightForWidth(hint->width()),
                     qPrintable(QString::number(letters)));
        }
    }

    void suggestsKindsWhileOneTypes()
    {
        Fixture f(twoNodes(), m_catalog);
        f.view.quickAdd();
        QTest::keyClicks(fieldOf(f), QStringLiteral("dynam"));
        QVERIFY(quickAddOf(f)->hint().contains(QStringLiteral("ddb")));
    }

    void aDoubleClickOnTheSheetOpensIt()
    {
        Fixture f(twoNodes(), m_catalog);
        const QPoint empty = f.at(QPointF(192, 240));
        QTest::mouseDClick(f.port(), Qt::LeftButton, {}, empty);
        QVERIFY(quickAddOf(f)->isVisible());
        QTest::keyClicks(fieldOf(f), QStringLiteral("s3 Box"));
        QTest::keyClick(fieldOf(f), Qt::Key_Return);
        QCOMPARE(f.scene.box(f.id("Box"))->box().topLeft(), QPointF(192, 240));
    }

    void theFirstLineOfAnEmptyDesignIsLaidOut()
    {
        Fixture f({}, m_catalog);
        paste(f.view, QStringLiteral("api orders -> fn Create -> sqs jobs -> fn Worker"));
        const QStringList chain{QStringLiteral("orders"), QStringLiteral("Create"),
                                QStringLiteral("jobs"), QStringLiteral("Worker")};
        for (qsizetype i = 1; i < chain.size(); ++i) {
            const QRectF left = f.scene.box(f.document.design().idOf(chain[i - 1]))->box();
            const QRectF right = f.scene.box(f.document.design().idOf(chain[i]))->box();
            QVERIFY(left.right() < right.left());
        }
        QCOMPARE(f.document.undoStack().count(), 1);
        QCOMPARE(f.selection.ids().size(), 4);
    }

    void pastedTextCoversNothing()
    {
        Fixture f(twoNodes(), m_catalog);
        paste(f.view,
              QStringLiteral("sns Placed -> fn Bill\nsns Placed -> fn Ship\nBill -> Worker"));
        const Design &design = f.document.design();
        QCOMPARE(design.all<Function>().size(), 3);
        QList<QRectF> boxes;
        for (const char *name : {"Jobs", "Worker", "Placed", "Bill", "Ship"})
            boxes.append(f.scene.box(f.id(name))->box());
        for (qsizetype a = 0; a < boxes.size(); ++a) {
            for (qsizetype b = a + 1; b < boxes.size(); ++b)
                QVERIFY(!boxes[a].intersects(boxes[b]));
        }
    }

    void textThatNobodyCanReadIsSaid()
    {
        Fixture f(twoNodes(), m_catalog);
        QSignalSpy said(&f.view, &CanvasView::messageChanged);
        paste(f.view, QStringLiteral("Dear all,\nplease see below."));
        QVERIFY(said.last().first().toString().contains(QStringLiteral("Dear all")));
        QVERIFY(f.document.design() == twoNodes());
        QCOMPARE(f.document.undoStack().count(), 0);
    }

    void copiesGoFromOneDocumentToAnother()
    {
        Fixture from(twoNodes(), m_catalog);
        from.view.selectAll();
        const QByteArray text = copiedSelection(from.view);
        Fixture into(twoNodes(), m_catalog);
        paste(into.view, QString::fromUtf8(text));
        QCOMPARE(
            connectionsOf(into.document.design()),
            (QStringList{QStringLiteral("Jobs -> Worker"), QStringLiteral("Jobs2 -> Worker2")}));
        QCOMPARE(into.selection.ids().size(), 2);
        into.document.undoStack().undo();
        QVERIFY(into.document.design() == twoNodes());
        QCOMPARE(selectionAsText(from.view), QStringLiteral("sqs Jobs -> fn Worker\n"));
    }

    void duplicatesStandBesideTheOriginal()
    {
        Fixture f(twoNodes(), m_catalog);
        QTest::mouseClick(f.port(), Qt::LeftButton, {}, f.middle("Worker"));
        duplicate(f.view);
        QCOMPARE(f.scene.box(f.id("Worker2"))->box().topLeft(),
                 f.scene.box(f.id("Worker"))->box().topLeft() + QPointF(32, 32));
        QCOMPARE(f.selection.ids(), QList<ElementId>{f.id("Worker2")});
    }

    void pastingTwiceCoversNoCopy()
    {
        Fixture f(twoNodes(), m_catalog);
        f.selection.set({f.id("Worker")});
        const QString text = QString::fromUtf8(copiedSelection(f.view));
        paste(f.view, text);
        paste(f.view, text);
        QCOMPARE(f.scene.box(f.id("Worker3"))->box().topLeft(),
                 f.scene.box(f.id("Worker2"))->box().topLeft() + QPointF(32, 32));
    }

    void aTypedChainCoversNothing()
    {
        // Its second node would stand on Far.
        Fixture f(placed(QStringLiteral("fn Near 512; fn Far 512"),
                         {{"Near", {0, 0}}, {"Far", {560, 0}}}),
                  m_catalog);
        f.selection.set({f.id("Near")});
        f.view.quickAdd();
        QTest::keyClicks(fieldOf(f), QStringLiteral("sqs One -> fn Two"));
        QTest::keyClick(fieldOf(f), Qt::Key_Return);
        const QRectF far = f.scene.box(f.id("Far"))->box();
        QVERIFY(!f.scene.box(f.id("One"))->box().intersects(far));
        QVERIFY(!f.scene.box(f.id("Two"))->box().intersects(far));
    }

    void aPatternIsTypedAndChosen()
    {
        Fixture f(twoNodes(), m_catalog);
        f.view.quickAdd();
        QTest::keyClicks(fieldOf(f), QStringLiteral("pattern"));
        FollowersList &list = quickAddOf(f)->followers();
        QVERIFY(list.isVisible());
        QCOMPARE(list.left(), sketch::patterns().size());
        QVERIFY(!quickAddOf(f)->hint().isEmpty());
        QTest::keyClicks(fieldOf(f), QStringLiteral(" fan"));
        QCOMPARE(list.left(), 1);
        QTest::keyClick(fieldOf(f), Qt::Key_Return);
        QVERIFY(!quickAddOf(f)->isVisible());
        // One step, and nothing lies on anything else.
        QCOMPARE(f.document.undoStack().count(), 1);
        QCOMPARE(f.document.design().all<Function>().size(), 3);
        QCOMPARE(f.selection.ids().size(), 7);
        for (const auto &[id, box] : f.scene.content().boxes) {
            for (const auto &[other, otherBox] : f.scene.content().boxes)
                QVERIFY(id == other || !box.rect.intersects(otherBox.rect));
        }
        f.document.undoStack().undo();
        QVERIFY(f.document.design() == twoNodes());
    }

    void patternsCoverNothing_data()
    {
        QTest::addColumn<QString>("key");
        for (const sketch::Pattern &pattern : sketch::patterns())
            QTest::newRow(qPrintable(pattern.key)) << pattern.key;
    }
    void patternsCoverNothing()
    {
        QFETCH(QString, key);
        for (const bool isEmpty : {true, false}) {
            Fixture f(isEmpty ? Design() : twoNodes(), m_catalog);
            QVERIFY(insertPattern(f.view, key, {40, 10}));
            QVERIFY(insertPattern(f.view, key, {40, 10}));
            QCOMPARE(f.document.undoStack().count(), 2);
            for (const auto &[id, box] : f.scene.content().boxes) {
                for (const auto &[other, otherBox] : f.scene.content().boxes) {
                    const bool areAlike = box.container == otherBox.container && id != other
                        && box.shape == layout::Shape::Node && otherBox.shape == box.shape;
                    QVERIFY2(!areAlike || !box.rect.intersects(otherBox.rect), qPrintable(key));
                }
            }
        }
    }

    void aContainerIsCopiedWithWhatItHolds()
    {
        Fixture f(
            placed(QStringLiteral("vpc Net; zone Za in Net; subnet Deep in Za; fn In in Deep"),
                   {{"Net", {0, 0}}}),
            m_catalog);
        f.selection.set({f.id("Net")});
        duplicate(f.view);
        const Design &design = f.document.design();
        QVERIFY(design.named<Function>(QStringLiteral("In2")));
        QCOMPARE(design.named<Function>(QStringLiteral("In2"))->subnets,
                 QList<ElementId>{f.id("Deep2")});
    }
};

QTEST_MAIN(TestAdditions)
#include "tst_additions.moc"
