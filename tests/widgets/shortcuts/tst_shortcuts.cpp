// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shortcuts/shortcut_dialog.h"

#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPdfWriter>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::shortcuts;

class TestShortcuts : public QObject
{
    Q_OBJECT

    static Row row(const char *text, const char *initial, const char *keys, bool fixed = false)
    {
        return {QString::fromLatin1(text).toLower(),
                QLatin1String(text),
                fixed ? QStringLiteral("Drawing") : QStringLiteral("File"),
                QKeySequence::listFromString(QLatin1String(initial)),
                QKeySequence::listFromString(QLatin1String(keys)),
                fixed};
    }
    static QList<Row> rows()
    {
        return {row("Save", "Ctrl+S", "Ctrl+S"),
                row("Redo", "Ctrl+Y; Ctrl+Shift+Z", "Ctrl+Y; Ctrl+Shift+Z"), row("About", "", ""),
                row("Follow", "Ctrl+Right", "Ctrl+Right", true)};
    }
    static void choose(ShortcutDialog &dialog, const QString &text)
    {
        auto *tree = dialog.findChild<QTreeWidget *>();
        const auto found = tree->findItems(text, Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(found.size(), 1);
        tree->setCurrentItem(found.first());
    }
    static QKeySequenceEdit &field(ShortcutDialog &dialog, const char *name)
    {
        return *dialog.findChild<QKeySequenceEdit *>(QLatin1String(name));
    }
    static QPushButton &button(ShortcutDialog &dialog, const char *name)
    {
        return *dialog.findChild<QPushButton *>(QLatin1String(name));
    }

private Q_SLOTS:
    void clashesAreFound_data()
    {
        QTest::addColumn<QList<Row>>("rows");
        QTest::addColumn<int>("count");
        const Row save = row("Save", "Ctrl+S", "Ctrl+S");
        QTest::newRow("none") << rows() << 0;
        QTest::newRow("no keys") << QList<Row>{row("A", "", ""), row("B", "", "")} << 0;
        QTest::newRow("the same") << QList<Row>{save, row("B", "", "Ctrl+S")} << 1;
        QTest::newRow("a second key") << QList<Row>{save, row("B", "", "F1; Ctrl+S")} << 1;
        QTest::newRow("three of one key")
            << QList<Row>{save, row("B", "", "Ctrl+S"), row("C", "", "Ctrl+S")} << 3;
        QTest::newRow("a beginning of the other")
            << QList<Row>{save, row("B", "", "Ctrl+S, Ctrl+T")} << 1;
        QTest::newRow("another modifier") << QList<Row>{save, row("B", "", "Ctrl+Shift+S")} << 0;
        QTest::newRow("a fixed one") << QList<Row>{row("Follow", "Ctrl+Right", "Ctrl+Right", true),
                                                   row("B", "", "Ctrl+Right")}
                                     << 1;
    }
    void clashesAreFound()
    {
        QFETCH(QList<Row>, rows);
        QFETCH(int, count);
        const QList<Clash> clashes = clashesOf(rows);
        QCOMPARE(int(clashes.size()), count);
        for (const Clash &clash : clashes) {
            const QString sentence = sentenceOf(clash, rows);
            QVERIFY(sentence.contains(rows.at(clash.one).text));
            QVERIFY(sentence.contains(rows.at(clash.other).text));
            QVERIFY(sentence.contains(clash.key.toString(QKeySequence::NativeText)));
        }
    }

    /// A key that somebody chose stays theirs when a newer program comes with it for something
    /// else.
    void whatWasChosenOutlastsWhatTheProgramComesWith()
    {
        QList<Row> some = rows();
        some[2].keys = {QKeySequence(QStringLiteral("Ctrl+Y"))};
        const QList<Row> after = settled(some);
        QCOMPARE(after[2].keys, some[2].keys);
        QCOMPARE(after[1].keys, (QList{QKeySequence(QStringLiteral("Ctrl+Shift+Z"))}));
        QCOMPARE(after[0], some[0]);
        QVERIFY(clashesOf(after).isEmpty());
        QVERIFY(settled(rows()) == rows());
    }

    void aKeyIsSetByPressingIt()
    {
        ShortcutDialog dialog(rows(), theme::light());
        choose(dialog, QStringLiteral("About"));
        QTest::keyClick(&field(dialog, "shortcutKey"), Qt::Key_F1);
        QCOMPARE(textOf(dialog.rows()[2].keys), QStringLiteral("F1"));
        QTest::keyClick(&field(dialog, "shortcutSecondKey"), Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(textOf(dialog.rows()[2].keys), QStringLiteral("F1, Ctrl+I"));
        QVERIFY(button(dialog, "acceptShortcuts").isEnabled());
        // What is pressed after it does not make a sequence of it.
        QTest::keyClick(&field(dialog, "shortcutKey"), Qt::Key_F2);
        QCOMPARE(int(dialog.rows()[2].keys[0].count()), 1);
        field(dialog, "shortcutKey").clear();
        field(dialog, "shortcutSecondKey").clear();
        QVERIFY(dialog.rows()[2].keys.isEmpty());
        // Both keys of an action are there.
        choose(dialog, QStringLiteral("Redo"));
        QCOMPARE(field(dialog, "shortcutSecondKey").keySequence(),
                 QKeySequence(QStringLiteral("Ctrl+Shift+Z")));
    }

    void enterLeadsFromTheListToTheKey()
    {
        ShortcutDialog dialog(rows(), theme::light());
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        choose(dialog, QStringLiteral("Save"));
        auto *tree = dialog.findChild<QTreeWidget *>();
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QVERIFY(field(dialog, "shortcutKey").isAncestorOf(QApplication::focusWidget())
                || field(dialog, "shortcutKey").hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
        QVERIFY(dialog.rows() == rows());
    }

    void aClashIsToldAndRefusedUntilItIsSolved()
    {
        ShortcutDialog dialog(rows(), theme::light());
        auto *told = dialog.findChild<QLabel *>(QStringLiteral("shortcutClashes"));
        QVERIFY(told->isHidden());
        choose(dialog, QStringLiteral("About"));
        QTest::keyClick(&field(dialog, "shortcutKey"), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!told->isHidden());
        QVERIFY(told->text().contains(QStringLiteral("Save")));
        QVERIFY(told->text().contains(QStringLiteral("About")));
        QVERIFY(!button(dialog, "acceptShortcuts").isEnabled());
        choose(dialog, QStringLiteral("Save"));
        field(dialog, "shortcutKey").clear();
        QVERIFY(told->isHidden());
        QVERIFY(button(dialog, "acceptShortcuts").isEnabled());
        QTest::keyClick(&field(dialog, "shortcutKey"), Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(told->text().contains(QStringLiteral("Follow")));
        QVERIFY(!button(dialog, "acceptShortcuts").isEnabled());
    }

    void oneIsResetAndAllAre()
    {
        QList<Row> some = rows();
        some[0].keys = {QKeySequence(QStringLiteral("F5"))};
        some[2].keys = {QKeySequence(QStringLiteral("F1"))};
        ShortcutDialog dialog(some, theme::light());
        choose(dialog, QStringLiteral("Redo"));
        QVERIFY(!button(dialog, "resetShortcut").isEnabled());
        choose(dialog, QStringLiteral("Save"));
        button(dialog, "resetShortcut").click();
        QCOMPARE(dialog.rows()[0], rows()[0]);
        QCOMPARE(dialog.rows()[2], some[2]);
        QCOMPARE(field(dialog, "shortcutKey").keySequence(),
                 QKeySequence(QStringLiteral("Ctrl+S")));
        button(dialog, "resetShortcuts").click();
        QVERIFY(dialog.rows() == rows());
        QVERIFY(!button(dialog, "resetShortcuts").isEnabled());
    }

    void fixedOnesAreListedAndCannotBeChanged()
    {
        ShortcutDialog dialog(rows(), theme::dark());
        choose(dialog, QStringLiteral("Follow"));
        QVERIFY(!field(dialog, "shortcutKey").isEnabled());
        QTest::keyClick(&field(dialog, "shortcutKey"), Qt::Key_F1);
        QVERIFY(dialog.rows() == rows());
    }

    void theListIsFiltered()
    {
        ShortcutDialog dialog(rows(), theme::light());
        auto *tree = dialog.findChild<QTreeWidget *>();
        const auto shown = [tree] {
            QStringList texts;
            for (QTreeWidgetItemIterator item(tree, QTreeWidgetItemIterator::NotHidden); *item;
                 ++item) {
                if ((*item)->parent() && !(*item)->parent()->isHidden())
                    texts.append((*item)->text(0));
            }
            return texts;
        };
        QCOMPARE(shown().size(), 4);
        auto *filter = dialog.findChild<QLineEdit *>(QStringLiteral("shortcutFilter"));
        filter->setText(QStringLiteral("ctrl+shift"));
        QCOMPARE(shown(), QStringList{QStringLiteral("Redo")});
        QCOMPARE(tree->currentItem()->text(0), QStringLiteral("Redo"));
        filter->setText(QStringLiteral("ABO"));
        QCOMPARE(shown(), QStringList{QStringLiteral("About")});
        filter->clear();
        QCOMPARE(shown().size(), 4);
    }

    /// The page says every action and key, as another program reads it.
    void theListIsPrinted()
    {
        const QString tool = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("keys.pdf"));
        {
            QPdfWriter writer(path);
            writer.setPageSize(QPageSize(QPageSize::A4));
            printKeys(rows(), writer);
        }
        const QString html = htmlOf(rows(), QStringLiteral("Keys"));
        for (const Row &one : rows())
            QVERIFY(html.contains(one.text) && html.contains(textOf(one.keys)));
        if (tool.isEmpty())
            QSKIP("pdftotext is not installed");
        QProcess reading;
        reading.start(tool, {path, QStringLiteral("-")});
        QVERIFY(reading.waitForFinished());
        const QString text = QString::fromUtf8(reading.readAllStandardOutput());
        for (const Row &one : rows())
            QVERIFY2(text.contains(one.text) && text.contains(textOf(one.keys)), qPrintable(text));
    }
};

QTEST_MAIN(TestShortcuts)
#include "tst_shortcuts.moc"
