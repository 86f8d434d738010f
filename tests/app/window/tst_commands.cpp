// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/menu_places.h"
#include "tests/app/window/window_fixture.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/command/command_palette.h"
#include "widgets/findings/findings_panel.h"

#include <QAccessible>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QTabWidget>

using namespace stratoplan;
using namespace stratoplan::window;

/// The command palette: everything that the window can do and shows, by keyboard.
class TestCommands : public QObject
{
    Q_OBJECT

    static QString text()
    {
        return QStringLiteral(
            "fn Worker 512 30; queue Jobs -> Worker; table Items; Worker -- Items");
    }
    static QStringList rows(const command::CommandPalette &palette)
    {
        QStringList titles;
        for (int i = 0; i < palette.list()->model()->rowCount(); ++i)
            titles.append(palette.list()->model()->index(i, 0).data().toString());
        return titles;
    }
    static command::CommandPalette &paletteOf(WindowFixture &f)
    {
        return *f.window.findChild<command::CommandPalette *>();
    }

private Q_SLOTS:
    void everyActionIsFoundFirstByItsOwnWords()
    {
        WindowFixture f(text());
        const command::CommandPalette &palette = paletteOf(f);
        f.window.canvasView().setFocus();
        f.key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette.isVisible());
        QCOMPARE(QApplication::focusWidget(), palette.field());
        const QList<PlacedAction> placed = placedActions(*f.window.menuBar());
        for (const QAction *action : f.window.actions().all()) {
            const auto at
                = std::find_if(placed.begin(), placed.end(),
                               [&](const PlacedAction &one) { return one.action == action; });
            QVERIFY2(at != placed.end(), qPrintable(action->objectName()));
            palette.field()->setText(plainText(*action));
            const QModelIndex first = palette.list()->currentIndex();
            QCOMPARE(first.data().toString(), plainText(*action));
            // Read aloud with its place, its key and whether it can be run.
            const QString spoken = first.data(Qt::AccessibleTextRole).toString();
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            QVERIFY2(spoken.contains(at->place) && spoken.contains(keys), qPrintable(spoken));
            QCOMPARE(spoken.contains(QStringLiteral("not available now")), !action->isEnabled());
        }
    }

    void enterRunsAndEscapeGivesTheFocusBack()
    {
        WindowFixture f(text());
        const command::CommandPalette &palette = paletteOf(f);
        auto *field = f.find<QLineEdit>("paletteSearch");
        QVERIFY(field);
        field->setFocus();
        f.key(Qt::Key_K, Qt::ControlModifier);
        f.type(QStringLiteral("connect"));
        f.key(Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QCOMPARE(QApplication::focusWidget(), field);
        QCOMPARE(f.window.canvasView().toolKind(), canvas::ToolKind::Select);
        f.key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette.field()->text().isEmpty());
        f.type(QStringLiteral("connect"));
        f.key(Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QCOMPARE(f.window.canvasView().toolKind(), canvas::ToolKind::Connect);
        QVERIFY(f.window.canvasView().hasFocus());
    }

    void whatIsNotAvailableIsNotRun()
    {
        WindowFixture f(text());
        const command::CommandPalette &palette = paletteOf(f);
        f.window.canvasView().setFocus();
        f.key(Qt::Key_K, Qt::ControlModifier);
        f.type(QStringLiteral("delete"));
        QCOMPARE(rows(palette).first(), QStringLiteral("Delete"));
        f.key(Qt::Key_Return);
        QVERIFY(palette.isVisible());
        f.key(Qt::Key_Escape);
        f.window.selection().set({f.id("Items")});
        f.key(Qt::Key_K, Qt::ControlModifier);
        f.type(QStringLiteral("delete"));
        f.key(Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QVERIFY(!f.id("Items"));
    }

    void elementsAndFindingsAreGoneTo()
    {
        WindowFixture f(text());
        const command::CommandPalette &palette = paletteOf(f);
        f.window.canvasView().setFocus();
        f.key(Qt::Key_K, Qt::ControlModifier);
        f.type(QStringLiteral("items"));
        f.key(Qt::Key_Enter);
        QCOMPARE(f.window.selection().ids(), QList{f.id("Items")});
        QCOMPARE(f.window.canvasView().canvas().focusElement(), f.id("Items"));
        QVERIFY(f.window.canvasView().hasFocus());
        // A connection, by both its ends.
        f.key(Qt::Key_K, Qt::ControlModifier);
        f.type(QStringLiteral("jobs worker connection"));
        QCOMPARE(rows(palette).first(), QStringLiteral("Jobs → Worker"));
        f.key(Qt::Key_Enter);
        QVERIFY(f.design().get<Connection>(f.window.selection().current()));

        f.find<QTabWidget>("panels")->setCurrentIndex(1);
        const review::Finding &finding = f.window.analysis().latest()->findings.first();
        f.key(Qt::Key_K, Qt::ControlModifier);
        palette.field()->setText(toString(finding.message));
        QCOMPARE(rows(palette).first(), toString(finding.message));
        f.key(Qt::Key_Enter);
        QVERIFY(f.window.findingsPane().isVisible());
        QVERIFY(f.window.selection().contains(finding.elements.first()));
    }

    void keysChooseAndAClickRuns()
    {
        WindowFixture f(text());
        const command::CommandPalette &palette = paletteOf(f);
        f.window.canvasView().setFocus();
        f.key(Qt::Key_K, Qt::ControlModifier);
        const int count = palette.list()->model()->rowCount();
        QVERIFY(count > 60);
        QCOMPARE(palette.list()->currentIndex().row(), 0);
        f.key(Qt::Key_Down);
        f.key(Qt::Key_Down);
        f.key(Qt::Key_Up);
        QCOMPARE(palette.list()->currentIndex().row(), 1);
        f.key(Qt::Key_PageDown);
        const int page = palette.list()->currentIndex().row();
        QVERIFY(page > 5 && page < 20);
        f.key(Qt::Key_PageUp);
        QCOMPARE(palette.list()->currentIndex().row(), 1);
        QCOMPARE(QApplication::focusWidget(), palette.field());

        palette.field()->setText(QStringLiteral("move the sheet"));
        const QRect row = palette.list()->visualRect(palette.list()->model()->index(0, 0));
        QTest::mouseClick(palette.list()->viewport(), Qt::LeftButton, {}, row.center());
        QVERIFY(!palette.isVisible());
        QCOMPARE(f.window.canvasView().toolKind(), canvas::ToolKind::Pan);
    }

    void aClickElsewhereClosesIt()
    {
        WindowFixture f(text());
        const command::CommandPalette &palette = paletteOf(f);
        QTest::mouseClick(f.find<QWidget>("searchEntry"), Qt::LeftButton);
        QVERIFY(palette.isVisible());
        QTest::mouseClick(f.window.canvasView().viewport(), Qt::LeftButton, {}, QPoint(5, 500));
        QVERIFY(!palette.isVisible());
        QVERIFY(f.window.canvasView().hasFocus());
    }

    void itStandsInsideEveryWindow()
    {
        WindowFixture f(text());
        const command::CommandPalette &palette = paletteOf(f);
        f.window.canvasView().setFocus();
        f.key(Qt::Key_K, Qt::ControlModifier);
        for (const QSize size : {QSize(1440, 900), f.window.minimumSize()}) {
            f.window.resize(size);
            QCoreApplication::processEvents();
            QVERIFY(f.window.rect().contains(palette.geometry()));
            QVERIFY(palette.rect().contains(palette.list()->geometry()));
            // The entry in the tool bar is there at every width.
            QVERIFY(f.find<QWidget>("searchEntry")->isVisible());
        }
        f.type(QStringLiteral("qqqqq"));
        QCOMPARE(palette.list()->model()->rowCount(), 0);
        QVERIFY(!palette.list()->isVisible());
        f.key(Qt::Key_Return);
        QVERIFY(palette.isVisible());
    }

    void screenReadersHearOfTheChosenRow()
    {
        WindowFixture f(text());
        const command::CommandPalette &palette = paletteOf(f);
        QVERIFY(!palette.field()->accessibleName().isEmpty());
        f.window.canvasView().setFocus();
        f.key(Qt::Key_K, Qt::ControlModifier);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(palette.list());
        QCOMPARE(list->childCount(), palette.list()->model()->rowCount());
        palette.field()->setText(QStringLiteral("worker"));
        QVERIFY(list->child(0)->text(QAccessible::Name).contains(QStringLiteral("Element")));
    }
};

QTEST_MAIN(TestCommands)
#include "tst_commands.moc"
