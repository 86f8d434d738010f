// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/versions.h"

#include "tests/support/corpus.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::recovery;

namespace {

/// 12:00:00, so that minutes and quarters begin at round times.
const QDateTime noon(QDate(2026, 3, 4), QTime(12, 0), Qt::UTC);

Version edited(qint64 secondsBefore, qint64 size = 100)
{
    return {QString::number(secondsBefore), noon.addSecs(-secondsBefore), VersionKind::Edited,
            size};
}

QStringList pathsOf(const QList<Version> &versions)
{
    QStringList paths;
    for (const Version &version : versions)
        paths.append(version.path);
    return paths;
}

} // namespace

class TestVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAMinuteForAnHourThenOneAQuarterForADay_data()
    {
        QTest::addColumn<QList<qint64>>("ages"); // seconds before noon
        QTest::addColumn<QStringList>("gone");
        using Ages = QList<qint64>;
        QTest::newRow("of one minute the last")
            << Ages{1, 20, 59, 60}
            << QStringList{QStringLiteral("20"), QStringLiteral("59"), QStringLiteral("60")};
        QTest::newRow("two minutes") << Ages{1, 61} << QStringList();
        // 10:59:59 is older than an hour; 10:50 and 10:46 share its quarter.
        QTest::newRow("of one quarter the last")
            << Ages{3601, 4200, 4440, 4501}
            << QStringList{QStringLiteral("4200"), QStringLiteral("4440")};
        // 11:00:01 to 11:10 within the hour: each minute its own.
        QTest::newRow("within the hour") << Ages{3000, 3060, 3599} << QStringList();
        QTest::newRow("a day at most")
            << Ages{86399, 86400, 90000}
            << QStringList{QStringLiteral("86400"), QStringLiteral("90000")};
    }
    void oneAMinuteForAnHourThenOneAQuarterForADay()
    {
        QFETCH(QList<qint64>, ages);
        QFETCH(QStringList, gone);
        QList<Version> all;
        for (const qint64 age : ages)
            all.append(edited(age));
        QCOMPARE(pathsOf(overtaken(all, noon)), gone);
    }

    /// Editing all day and thinning at each step leaves at most 60 and 92 with the two that are
    /// just passing from one to the other: a day has 96 quarters, four of them within the hour.
    void aWholeDayOfEditingIsBounded()
    {
        QList<Version> kept;
        qsizetype most = 0;
        for (qint64 second = 0; second < qint64{90000}; second += 30) {
            const QDateTime now = noon.addSecs(second);
            kept.prepend({QString::number(second), now, VersionKind::Edited, 100});
            const QStringList gone = pathsOf(overtaken(kept, now));
            kept.removeIf([&](const Version &one) { return gone.contains(one.path); });
            most = std::max(most, kept.size());
            QCOMPARE(kept.first().at, now);
        }
        QVERIFY2(most <= 60 + 92 + 2, qPrintable(QString::number(most)));
        QVERIFY2(most >= 60 + 92 - 2, qPrintable(QString::number(most)));
    }

    void whatFilesHeldCountsApart()
    {
        QList<Version> both{edited(1), edited(2)};
        both[1].kind = VersionKind::InFile;
        QCOMPARE(overtaken(both, noon), QList<Version>());
    }

    void noMoreThan16MegabytesButAlwaysTheNewest()
    {
        const qint64 mega = qint64{1} << 20;
        QCOMPARE(pathsOf(overtaken({edited(1, 7 * mega), edited(61, 7 * mega),
                                    edited(121, 7 * mega), edited(181, mega)},
                                   noon)),
                 QStringList{QStringLiteral("121")});
        QCOMPARE(pathsOf(overtaken({edited(1, 40 * mega), edited(61, 1)}, noon)),
                 QStringList{QStringLiteral("61")});
    }

    void areListedAndReadBack()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("v"));
        QVERIFY(addVersion(path, "one", noon, VersionKind::InFile).isEmpty());
        QVERIFY(addVersion(path, "one", noon.addSecs(70), VersionKind::Edited).isEmpty());
        QVERIFY(
            addVersion(path, "two", noon.addSecs(140).addMSecs(5), VersionKind::Edited).isEmpty());
        const QList<Version> all = versions(path);
        QCOMPARE(all.size(), 2); // the same text is not kept twice
        QCOMPARE(all[0].at, noon.addSecs(140).addMSecs(5));
        QCOMPARE(all[0].kind, VersionKind::Edited);
        QCOMPARE(fileText(all[0].path), QByteArray("two"));
        QCOMPARE(all[1].at, noon);
        QCOMPARE(all[1].kind, VersionKind::InFile);
        QVERIFY(addVersion(path, "three", noon.addSecs(141), VersionKind::Edited).isEmpty());
        QCOMPARE(versions(path).size(), 2); // in place of the other of the same minute
        QCOMPARE(fileText(versions(path).first().path), QByteArray("three"));
    }

    void goTogetherWhenADocumentGetsItsFile()
    {
        QTemporaryDir folder;
        const QString from = folder.filePath(QStringLiteral("a"));
        const QString to = folder.filePath(QStringLiteral("b"));
        QVERIFY(addVersion(from, "one", noon, VersionKind::Edited).isEmpty());
        QVERIFY(addVersion(to, "other", noon.addSecs(-300), VersionKind::Edited).isEmpty());
        moveVersions(from, to);
        QCOMPARE(versions(to).size(), 2);
        QVERIFY(!QDir(from).exists());
    }

    void allTogetherTakeNoMoreRoomThanAllowed()
    {
        QTemporaryDir folder;
        for (int i = 0; i < 6; ++i)
            QVERIFY(addVersion(folder.filePath(QString::number(i % 3)), QByteArray(100 + i, 'x'),
                               noon.addSecs(60LL * i), VersionKind::Edited)
                        .isEmpty());
        tidyVersions(folder.path(), noon.addSecs(360), 320);
        qint64 size = 0;
        int count = 0;
        for (int i = 0; i < 3; ++i) {
            for (const Version &version : versions(folder.filePath(QString::number(i)))) {
                size += version.size;
                ++count;
                QVERIFY(version.at >= noon.addSecs(180));
            }
        }
        QCOMPARE(count, 3); // 105 + 104 + 103
        QCOMPARE(size, 312);
        tidyVersions(folder.path(), noon.addDays(2), 320);
        QVERIFY(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() <= 3);
        QVERIFY(versions(folder.filePath(QStringLiteral("0"))).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestVersions)
#include "tst_versions.moc"
