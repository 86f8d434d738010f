// SPDX-License-Identifier: GPL-3.0-or-later
//
// The drawing alone on the screen: what is hidden comes back, arrows go on through findings or a
// path, and the drawing can still be edited.
#include "tests/app/window/window_fixture.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/minimap.h"
#include "widgets/canvas/path_panel.h"

#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollBar>
#include <QStatusBar>
#include <QToolBar>

using namespace stratoplan;
using namespace stratoplan::window;

class TestPresentation : public QObject
{
    Q_OBJECT

    static canvas::CanvasView &view(WindowFixture &f) { return f.window.canvasView(); }
    static QStringList shownNames(WindowFixture &f)
    {
        QStringList names;
        for (const char *name : {"Api", "Orders", "Items", "Jobs", "Mail"}) {
            if (!view(f).canvas().box(f.id(name))->state().faded)
                names.append(QLatin1String(name));
        }
        return names;
    }
    static QString sentence(WindowFixture &f)
    {
        const auto *label = f.find<QLabel>("captionSentence");
        return label->isVisible() ? label->text() : QString();
    }
    static bool hasChrome(WindowFixture &f)
    {
        bool any = f.window.menuBar()->isVisible() || f.window.statusBar()->isVisible();
        for (const QDockWidget *dock : f.window.findChildren<QDockWidget *>())
            any = any || dock->isVisible();
        for (const QToolBar *bar : f.window.findChildren<QToolBar *>(Qt::FindDirectChildrenOnly))
            any = any || bar->isVisible();
        return any;
    }

private Q_SLOTS:
    void theWindowComesBackAsItWas()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        f.action("showInspector")->trigger(); // one pane is hidden before, too
        view(f).setFocus();
        view(f).setZoom(0.8);
        view(f).centerOn(view(f).canvas().box(f.id("Mail"))->box().center());
        const double zoom = view(f).zoom();
        const QPointF corner = view(f).mapToScene(QPoint());
        const int paletteWidth = f.find<QDockWidget>("paletteDock")->width();
        const int panelsHeight = f.find<QDockWidget>("panelsDock")->height();

        f.key(Qt::Key_F5);
        QVERIFY(f.window.isFullScreen());
        QVERIFY(!hasChrome(f));
        QVERIFY(view(f).isPresenting() && f.action("present")->isChecked());
        QVERIFY(view(f).hasFocus());
        QVERIFY(view(f).minimap().isHidden());
        QCOMPARE(view(f).viewport()->cursor().shape(), Qt::BitmapCursor);

        f.key(Qt::Key_Escape);
        QVERIFY(!f.window.isFullScreen());
        QVERIFY(!view(f).isPresenting() && !f.action("present")->isChecked());
        QVERIFY(f.window.menuBar()->isVisible() && f.window.statusBar()->isVisible());
        QTRY_COMPARE(f.find<QDockWidget>("paletteDock")->width(), paletteWidth);
        QTRY_COMPARE(f.find<QDockWidget>("panelsDock")->height(), panelsHeight);
        QVERIFY(!f.find<QDockWidget>("inspectorDock")->isVisible());
        QTRY_COMPARE(view(f).zoom(), zoom);
        QTRY_VERIFY((view(f).mapToScene(QPoint()) - corner).manhattanLength() < 2);
        QCOMPARE(view(f).viewport()->cursor().shape(), Qt::ArrowCursor);
    }

    void aFittedDrawingIsFittedAgain()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        view(f).fit();
        const double zoom = view(f).zoom();
        view(f).setFocus();
        f.key(Qt::Key_F5);
        QVERIFY(view(f).zoom() > zoom); // alone it has more room, and may be larger than 100 %
        f.key(Qt::Key_F5);
        QTRY_COMPARE(view(f).zoom(), zoom);
        QVERIFY(view(f).isFitted());
    }

    void arrowsGoThroughFindings()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        const QList<review::Finding> findings = f.window.analysis().latest()->findings;
        QVERIFY(findings.size() > 2);
        view(f).setFocus();
        f.key(Qt::Key_F5);
        QCOMPARE(sentence(f), QString());
        QCOMPARE(shownNames(f).size(), 5);

        f.key(Qt::Key_Right);
        QVERIFY(toString(findings.first().message).startsWith(sentence(f).left(20)));
        QStringList wanted;
        for (const char *name : {"Api", "Orders", "Items", "Jobs", "Mail"}) {
            if (findings.first().elements.contains(f.id(name)))
                wanted.append(QLatin1String(name));
        }
        QCOMPARE(shownNames(f), wanted);
        QVERIFY(f.find<QLabel>("captionPlace")->text().startsWith(QLatin1Char('1')));
        f.key(Qt::Key_Right);
        QVERIFY(f.find<QLabel>("captionPlace")->text().startsWith(QLatin1Char('2')));
        f.key(Qt::Key_Left);
        f.key(Qt::Key_Left);
        QCOMPARE(sentence(f), QString());
        QCOMPARE(shownNames(f).size(), 5);
        // Back from the whole comes the last, and after the last the whole.
        f.key(Qt::Key_Left);
        QVERIFY(!sentence(f).isEmpty());
        f.key(Qt::Key_Right);
        QCOMPARE(sentence(f), QString());
        f.key(Qt::Key_Right);
        f.key(Qt::Key_Home);
        QCOMPARE(shownNames(f).size(), 5);
        f.key(Qt::Key_Right);
        f.key(Qt::Key_Escape);
        QCOMPARE(sentence(f), QString());
        QCOMPARE(shownNames(f).size(), 5);
    }

    void arrowsGoAlongThePath()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        view(f).setFocus();
        view(f).canvas().selection().set({f.id("Api")});
        f.key(Qt::Key_8);
        QVERIFY(QTest::qWaitFor([&] { return f.window.pathPanel().path() != nullptr; }, 20000));
        f.key(Qt::Key_F5);
        QVERIFY(f.window.pathPanel().isHidden());
        f.key(Qt::Key_Right);
        QVERIFY2(sentence(f).startsWith(QStringLiteral("Api: ")), sentence(f).toUtf8());
        QCOMPARE(shownNames(f), QStringList{QStringLiteral("Api")});
        f.key(Qt::Key_Right);
        QVERIFY2(sentence(f).startsWith(QStringLiteral("Orders: ")), sentence(f).toUtf8());
        QCOMPARE(shownNames(f), (QStringList{QStringLiteral("Api"), QStringLiteral("Orders")}));
        f.key(Qt::Key_Escape);
        QVERIFY(f.window.pathPanel().isVisible());
        QVERIFY(f.window.pathPanel().isActive());
    }

    void theDrawingCanBeEditedMeanwhile()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        view(f).setFocus();
        f.key(Qt::Key_F5);
        view(f).canvas().selection().set({f.id("Mail")});
        f.key(Qt::Key_F2);
        QVERIFY(view(f).isRenaming());
        f.type(QStringLiteral("Letters"));
        f.key(Qt::Key_Return);
        QVERIFY(f.id("Letters"));
        QVERIFY(view(f).isPresenting());
        view(f).setFocus();
        f.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(f.id("Mail"));
        // A line in the hand is put down first.
        f.key(Qt::Key_C);
        QCOMPARE(view(f).toolKind(), canvas::ToolKind::Connect);
        f.key(Qt::Key_Escape);
        QVERIFY(view(f).isPresenting());
        f.key(Qt::Key_Escape);
        QVERIFY(!view(f).isPresenting());
    }

    void panelsAtFullHeightGiveWay()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        f.action("fillPanels")->trigger();
        QVERIFY(!view(f).isVisible());
        f.action("present")->trigger();
        QVERIFY(view(f).isVisible() && !hasChrome(f));
        f.action("present")->trigger();
        QVERIFY(f.window.menuBar()->isVisible());
        QVERIFY(f.find<QDockWidget>("paletteDock")->isVisible());
        QVERIFY(!f.action("fillPanels")->isChecked());
    }

    void aLongSentenceTakesTwoLines()
    {
        WindowFixture f(smallShop, smallShopPlaces);
        f.action("present")->trigger();
        f.window.setWindowState(Qt::WindowNoState);
        f.window.resize(800, 560);
        view(f).setFocus();
        const auto *label = f.find<QLabel>("captionSentence");
        const int findings = int(f.window.analysis().latest()->findings.size());
        for (int i = 0; i < findings; ++i) {
            f.key(Qt::Key_Right);
            const QFontMetrics metrics(label->font());
            QVERIFY2(label->heightForWidth(label->width()) <= 2 * metrics.lineSpacing() + 2,
                     label->text().toUtf8());
            QVERIFY(label->height() >= label->heightForWidth(label->width()));
            QVERIFY(view(f).rect().contains(label->parentWidget()->geometry()));
        }
    }
};

QTEST_MAIN(TestPresentation)
#include "tst_presentation.moc"
