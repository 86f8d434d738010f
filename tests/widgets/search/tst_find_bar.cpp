// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/design_text.h"
#include "widgets/search/find_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::search;

namespace {

struct Bar
{
    explicit Bar(const std::shared_ptr<const catalog::Catalog> &catalog)
        : selection(document)
        , bar(document, selection, catalog)
    {
        document.reset(designFromText(
            QStringLiteral("fn OrderWorker 512 30; queue orders -> OrderWorker; table Bills; note "
                           "Remark \"Ask about the order of events\"")));
        bar.resize(900, 100);
        bar.setTheme(theme::light());
    }
    template <class T>
    T &part(const char *name)
    {
        return *bar.findChild<T *>(QLatin1String(name));
    }
    void find(const QString &text)
    {
        bar.find();
        part<QLineEdit>("findField").setText(text);
    }
    ElementId id(const char *name) const { return document.design().idOf(QLatin1String(name)); }

    DesignDocument document;
    Selection selection;
    FindBar bar;
};

} // namespace

class TestFindBar : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void goesFromHitToHitAndRoundAgain()
    {
        Bar f(m_catalog);
        QSignalSpy revealed(&f.selection, &Selection::revealRequested);
        f.find(QStringLiteral("order"));
        QCOMPARE(f.bar.found(), (QList{f.id("OrderWorker"), f.id("orders"), f.id("Remark")}));
        QCOMPARE(f.selection.current(), f.id("OrderWorker"));
        auto &field = f.part<QLineEdit>("findField");
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(f.selection.current(), f.id("orders"));
        f.bar.step(1);
        QCOMPARE(f.selection.current(), f.id("Remark"));
        QVERIFY(f.part<QLabel>("findState").text().contains(QStringLiteral("3 of 3")));
        QVERIFY(f.part<QLabel>("findState").text().contains(QStringLiteral("order of events")));
        f.bar.step(1);
        QCOMPARE(f.selection.current(), f.id("OrderWorker"));
        QTest::keyClick(&field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(f.selection.current(), f.id("Remark"));
        QVERIFY(revealed.size() >= 5);
        // On from where somebody went meanwhile.
        f.selection.set({f.id("OrderWorker")});
        f.bar.step(1);
        QCOMPARE(f.selection.current(), f.id("orders"));
    }

    void optionsNarrowIt()
    {
        Bar f(m_catalog);
        f.find(QStringLiteral("order"));
        f.part<QToolButton>("findCase").setChecked(true);
        QCOMPARE(f.bar.found(), (QList{f.id("orders"), f.id("Remark")}));
        f.part<QToolButton>("findCase").setChecked(false);
        f.part<QToolButton>("findWords").setChecked(true);
        QCOMPARE(f.bar.found(), QList{f.id("Remark")});
        // By the kind as people read it.
        f.part<QToolButton>("findWords").setChecked(false);
        f.find(QStringLiteral("table"));
        QCOMPARE(f.bar.found(), QList{f.id("Bills")});
        f.find(QStringLiteral("zzz"));
        QVERIFY(f.bar.found().isEmpty());
        QVERIFY(!f.part<QLabel>("findState").text().isEmpty());
    }

    void closingEndsTheSearch()
    {
        Bar f(m_catalog);
        f.find(QStringLiteral("order"));
        QVERIFY(f.bar.isSearching());
        QSignalSpy changed(&f.bar, &FindBar::foundChanged);
        QTest::keyClick(&f.part<QLineEdit>("findField"), Qt::Key_Escape);
        QVERIFY(!f.bar.isVisible());
        QVERIFY(!f.bar.isSearching());
        QVERIFY(f.bar.found().isEmpty());
        QVERIFY(!changed.isEmpty());
        // The next key opens it again with the same words.
        f.bar.step(1);
        QVERIFY(f.bar.isVisible());
        QCOMPARE(f.bar.found().size(), 3);
    }

    void theDesignIsSearchedAgainWithEveryChange()
    {
        Bar f(m_catalog);
        f.find(QStringLiteral("order"));
        DocumentEdit edit = f.document.edit(QStringLiteral("Rename"));
        edit.rename(f.id("Bills"), QStringLiteral("Reorders"));
        QVERIFY(edit.commit().isEmpty());
        QCOMPARE(f.bar.found().size(), 4);
        f.document.undoStack().undo();
        QCOMPARE(f.bar.found().size(), 3);
    }

    void namesAreReplacedAsOneStepAfterAPreview()
    {
        Bar f(m_catalog);
        const Design before = f.document.design();
        f.bar.replace();
        f.part<QLineEdit>("findField").setText(QStringLiteral("order"));
        f.part<QLineEdit>("replaceField").setText(QStringLiteral("sale"));
        auto &preview = f.part<QTreeWidget>("renamePreview");
        QCOMPARE(preview.topLevelItemCount(), 2);
        QCOMPARE(preview.topLevelItem(0)->text(0), QStringLiteral("OrderWorker"));
        QVERIFY(preview.topLevelItem(0)->text(1).endsWith(QStringLiteral("saleWorker")));
        QTest::keyClick(&f.part<QLineEdit>("replaceField"), Qt::Key_Return);
        QVERIFY(f.id("saleWorker"));
        QVERIFY(f.id("sales"));
        QCOMPARE(f.document.undoStack().count(), 1);
        f.document.undoStack().undo();
        QVERIFY(f.document.design() == before);
    }

    void whatCollidesIsToldAndRefused()
    {
        Bar f(m_catalog);
        const Design before = f.document.design();
        f.bar.replace();
        f.part<QLineEdit>("findField").setText(QStringLiteral("orders"));
        f.part<QLineEdit>("replaceField").setText(QStringLiteral("Bills"));
        QVERIFY(!f.part<QPushButton>("renameFound").isEnabled());
        QVERIFY(f.part<QLabel>("renameTrouble").text().contains(QStringLiteral("orders")));
        QVERIFY(!f.part<QTreeWidget>("renamePreview").topLevelItem(0)->text(2).isEmpty());
        QTest::keyClick(&f.part<QLineEdit>("replaceField"), Qt::Key_Return);
        QVERIFY(f.document.design() == before);
        QCOMPARE(f.document.undoStack().count(), 0);
        f.part<QLineEdit>("replaceField").setText(QStringLiteral("Bills2"));
        QVERIFY(f.part<QPushButton>("renameFound").isEnabled());
        QVERIFY(f.part<QLabel>("renameTrouble").text().isEmpty());
        // Finding alone replaces nothing.
        f.bar.find();
        QVERIFY(!f.part<QLineEdit>("replaceField").isVisible());
        QVERIFY(!f.part<QPushButton>("renameFound").isEnabled());
    }
};

QTEST_MAIN(TestFindBar)
#include "tst_find_bar.moc"
