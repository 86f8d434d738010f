// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/base/problem.h"
#include "planner/base/text.h"
#include "planner/base/units.h"
#include "planner/base/version.h"
#include "planner/base/whole.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace stratoplan;

class TestBase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void units();
    void numbers_data();
    void numbers();
    void wholeNumbersOfFigures();
    void texts_data();
    void texts();
    void severities();
    void problems_data();
    void problems();
    void version();
};

void TestBase::units()
{
    QCOMPARE(MiB(512) + MiB(512), MiB(1024));
    QCOMPARE(MiB(512) * 2, 2 * MiB(512));
    QCOMPARE(MiB(512) / MiB(1024), 0.5);
    QVERIFY(MiB(512) < MiB(513));
    QCOMPARE(toMilliseconds(Seconds(3)), Milliseconds(3000));
    // Lambda's GB is 1024 of its MB: 512 MB for 200 ms are 0.5 GB * 0.2 s.
    QCOMPARE(gigabytes(MiB(512)), 0.5);
    QCOMPARE(gigabyteSeconds(MiB(512), Milliseconds(200)).value, 0.1);
    QCOMPARE(gigabyteSeconds(MiB(10240), Milliseconds(1000)), GigabyteSeconds(10));
    // 730 hours: 365 days * 24 / 12.
    QCOMPARE(hoursPerMonth, 365.0 * 24 / 12);
    QCOMPARE(secondsPerMonth, 2628000.0);
    QCOMPARE(qHash(MiB(7), 3), qHash(MiB(7), 3));
}

void TestBase::numbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("expected");
    const auto row = [](double value, int decimals, const char *expected) {
        QTest::addRow("%s", expected) << value << decimals << QString::fromLatin1(expected);
    };
    row(0, 3, "0");
    row(-0.0001, 3, "0");
    row(1, 3, "1");
    row(100, 0, "100");
    row(1234567.5, 3, "1234567.5");
    row(24.6284, 3, "24.628");
    row(0.0005, 3, "0.001");
    row(2.50, 2, "2.5");
    row(-3.125, 3, "-3.125");
    row(1e12, 3, "1000000000000");
}

void TestBase::numbers()
{
    QFETCH(double, value);
    QFETCH(int, decimals);
    QTEST(number(value, decimals), "expected");
}

void TestBase::texts_data()
{
    QTest::addColumn<Text>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *source, const Args &args, const char *expected) {
        QTest::addRow("%s", source)
            << Text{QByteArray("Test"), QByteArray(source), args} << QString::fromLatin1(expected);
    };
    const auto key = [](const char *name) { return QString::fromLatin1(name); };
    row("Plain", {}, "Plain");
    row("{a} and {b}", {{key("a"), 1}, {key("b"), QStringLiteral("two")}}, "1 and two");
    row("{a}{a}", {{key("a"), 0.123456}}, "0.1230.123");
    row("List {a}", {{key("a"), QStringList{key("x"), key("y")}}}, "List x, y");
    row("Mixed {a}", {{key("a"), QVariantList{1, 2.5, key("z")}}}, "Mixed 1, 2.5, z");
    row("Missing {b}", {{key("a"), 1}}, "Missing {b}");
    row("Not again {a}", {{key("a"), key("{b}")}, {key("b"), 2}}, "Not again {b}");
    row("Open {a", {{key("a"), 1}}, "Open {a");
    row("Large {a}", {{key("a"), qint64(9007199254740993)}}, "Large 9007199254740993");
}

void TestBase::texts()
{
    QFETCH(Text, text);
    QFETCH(QString, expected);
    QCOMPARE(toString(text), expected);
    // The user's locale has no say: numbers are the same everywhere.
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    const QString german = toString(text);
    QLocale::setDefault(before);
    QCOMPARE(german, expected);
}

void TestBase::severities()
{
    for (const auto severity :
         {Severity::Blocker, Severity::High, Severity::Medium, Severity::Low, Severity::Info})
        QCOMPARE(severityFromId(QString(id(severity))), severity);
    QCOMPARE(id(Severity::Blocker), QLatin1String("blocker"));
    QVERIFY(!severityFromId(QStringLiteral("Blocker")));
    QVERIFY(Severity::Blocker < Severity::Info);
}

void TestBase::problems_data()
{
    QTest::addColumn<Where>("where");
    QTest::addColumn<bool>("hasRemedy");
    QTest::addColumn<QString>("expected");
    const QString file = QStringLiteral("a.yaml");
    const QString element = QStringLiteral("Orders");
    QTest::newRow("nowhere") << Where{} << false << QStringLiteral("It is wrong");
    QTest::newRow("file") << Where{file, 0, 0, {}} << false
                          << QStringLiteral("a.yaml: It is wrong");
    QTest::newRow("line") << Where{file, 3, 0, {}} << false
                          << QStringLiteral("a.yaml:3: It is wrong");
    QTest::newRow("column") << Where{file, 3, 7, {}} << true
                            << QStringLiteral("a.yaml:3:7: It is wrong; Mend it");
    QTest::newRow("element") << Where{{}, 0, 0, element} << true
                             << QStringLiteral("Orders: It is wrong; Mend it");
    QTest::newRow("both") << Where{file, 3, 7, element} << false
                          << QStringLiteral("a.yaml:3:7: Orders: It is wrong");
}

void TestBase::problems()
{
    QFETCH(Where, where);
    QFETCH(bool, hasRemedy);
    Problem problem;
    problem.code = QStringLiteral("test.wrong");
    problem.what = Text{QByteArray("Test"), QByteArray("It is wrong"), {}};
    problem.where = where;
    if (hasRemedy)
        problem.remedy = Text{QByteArray("Test"), QByteArray("Mend it"), {}};
    QTEST(toString(problem), "expected");
    const Expected<int> refused = failure(problem);
    QVERIFY(!refused);
    QVERIFY(refused.error() == Problems{problem});
}

void TestBase::wholeNumbersOfFigures()
{
    QCOMPARE(saturated<int>(7.9), 7);
    QCOMPARE(saturated<int>(-7.9), -7);
    // Powers of two and what lies on either side of them.
    QCOMPARE(saturated<int>(2147483646.0), 2147483646);
    QCOMPARE(saturated<int>(2147483647.5), 2147483647);
    QCOMPARE(saturated<int>(3e19), 2147483647);
    QCOMPARE(saturated<int>(-3e19), -2147483647 - 1);
    QCOMPARE(saturated<qint64>(9223372036854775807.0), std::numeric_limits<qint64>::max());
    QCOMPARE(saturated<qint64>(9223372036854774784.0), qint64(9223372036854774784));
    QCOMPARE(saturated<int>(std::numeric_limits<double>::infinity()), 2147483647);
    QCOMPARE(saturated<int>(std::numeric_limits<double>::quiet_NaN()), 0);
}

void TestBase::version()
{
    const QRegularExpression number(QStringLiteral("^\\d+\\.\\d+\\.\\d+$"));
    QVERIFY(QString::fromLatin1(versionNumber()).contains(number));
    const QRegularExpression commit(QStringLiteral("^([0-9a-f]{12}\\+?|unknown)$"));
    QVERIFY2(QString::fromLatin1(versionCommit()).contains(commit), versionCommit());
}

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
