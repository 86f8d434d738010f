// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/reader.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::yaml;

namespace {

QStringList shown(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(problem.code + QLatin1Char(' ') + toString(problem));
    return lines;
}

QString line(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values();
    void wrongTypes();
    void missing();
    void othersAreRefused();
    void othersAreKept();
    void aliasesAreFollowed();
    void nothingToRead();
};

void TestReader::values()
{
    const auto tree = parse("text: two words\nnumber: '12'\nreal: 2.5\nwhole: -3\nsmall: 1e-6\n"
                            "yes: true\nday: 2026-05-31\nnone: ~\nlist: [a, 1]\none: a\n"
                            "map: {k: 1, l: 2}\nitems:\n- {x: 1}\n- {x: 2}\n",
                            QStringLiteral("t.yaml"));
    Problems problems;
    Reader reader(tree->root(), QStringLiteral("t.yaml"), problems);
    QCOMPARE(reader.string("text"), QStringLiteral("two words"));
    QCOMPARE(reader.string("number"), QStringLiteral("12"));
    QCOMPARE(reader.string("whole"), QStringLiteral("-3"));
    QCOMPARE(reader.real("real"), 2.5);
    QCOMPARE(reader.real("whole"), -3.0);
    QCOMPARE(reader.real("small"), 1e-6);
    QCOMPARE(reader.integer("whole"), -3);
    QCOMPARE(reader.boolean("yes"), true);
    QCOMPARE(reader.date("day"), QDate(2026, 5, 31));
    QCOMPARE(reader.optionalReal("real"), 2.5);
    QVERIFY(!reader.optionalString("none") && !reader.optionalInteger("absent"));
    QVERIFY(!reader.member("none").isValid() && !reader.member("absent").isValid());
    QCOMPARE(reader.strings("list"), (QStringList{line("a"), line("1")}));
    QCOMPARE(reader.strings("one"), QStringList{line("a")});
    QCOMPARE(reader.strings("absent"), QStringList());
    QMap<QString, qint64> entries;
    reader.eachEntry(
        "map", [&](const QString &key, Reader value) { entries.insert(key, value.asInteger()); });
    QCOMPARE(entries, (QMap<QString, qint64>{{line("k"), 1}, {line("l"), 2}}));
    qint64 sum = 0;
    reader.each("items", [&](Reader item) { sum += item.integer("x"); });
    QCOMPARE(sum, 3);
    QCOMPARE(reader.where(tree->root()["one"]), (Where{QStringLiteral("t.yaml"), 10, 6, {}}));
    reader.refuseOthers();
    QCOMPARE(shown(problems), QStringList());
}

void TestReader::wrongTypes()
{
    const auto tree
        = parse("a: [1]\nb: two\nc: 2.5\nd: yes\ne: 31.5.2026\nf: '5'\ng: 007\nh: .inf\n"
                "i: !Ref X\nj: {k: [x]}\nl: 5\nm: [1, ~]\nn: 'true'\no: 2026-02-30\n",
                QStringLiteral("t"));
    Problems problems;
    Reader reader(tree->root(), QStringLiteral("t"), problems);
    QCOMPARE(reader.string("a"), QString());
    QCOMPARE(reader.real("b"), 0.0);
    QCOMPARE(reader.integer("c"), 0);
    QCOMPARE(reader.boolean("d"), false);
    QVERIFY(!reader.date("e").isValid());
    QVERIFY(!reader.optionalInteger("f"));
    QVERIFY(!reader.optionalInteger("g"));
    QVERIFY(!reader.optionalReal("h"));
    QVERIFY(!reader.optionalString("i"));
    reader.member("j").each("k", [](Reader item) { item.asInteger(); });
    reader.each("l", [](const Reader &) { QFAIL("no item"); });
    reader.eachEntry("l", [](const QString &, const Reader &) { QFAIL("no entry"); });
    QCOMPARE(reader.strings("m"), QStringList{line("1")});
    QVERIFY(!reader.optionalBoolean("n"));
    QVERIFY(!reader.optionalDate("o"));
    reader.member("l").string("x");
    QCOMPARE(
        shown(problems),
        (QStringList{
            line("yaml.wrong-type t:1:4: a takes a text"),
            line("yaml.wrong-type t:2:4: b takes a number"),
            line("yaml.wrong-type t:3:4: c takes a whole number"),
            line("yaml.wrong-type t:4:4: d takes true or false"),
            line("yaml.wrong-type t:5:4: e takes a date as 2026-05-31, without quotes or with"),
            line("yaml.wrong-type t:6:4: f takes a whole number"),
            line("yaml.wrong-type t:7:4: g takes a whole number"),
            line("yaml.wrong-type t:8:4: h takes a number"),
            line("yaml.wrong-type t:9:4: i takes a text"),
            line("yaml.wrong-type t:10:9: k takes a whole number"),
            line("yaml.wrong-type t:11:4: l takes a list"),
            line("yaml.wrong-type t:11:4: l takes keys with values (key: value)"),
            line("yaml.wrong-type t:12:8: m takes a text"),
            line("yaml.wrong-type t:13:4: n takes true or false"),
            line("yaml.wrong-type t:14:4: o takes a date as 2026-05-31, without quotes or with"),
            line("yaml.wrong-type t:11:4: l takes keys with values (key: value)")}));
}

void TestReader::missing()
{
    const auto tree = parse("list:\n  - a: 1\n    b: ~\n", QStringLiteral("t"));
    Problems problems;
    Reader reader(tree->root(), QStringLiteral("t"), problems);
    reader.each("list", [](Reader item) {
        item.string("b");
        item.string("c");
        QVERIFY(!item.demandedMember("d").isValid());
    });
    QCOMPARE(shown(problems),
             (QStringList{line("yaml.missing-key t:3:8: b is missing"),
                          line("yaml.missing-key t:2:5: c is missing"),
                          line("yaml.missing-key t:2:5: d is missing")}));
}

void TestReader::othersAreRefused()
{
    const auto tree = parse("a: 1\nb: 2\nc: 3\nd: 4\n", QStringLiteral("t"));
    Problems problems;
    Reader reader(tree->root(), QStringLiteral("t"), problems);
    reader.integer("a");
    reader.member("c");
    reader.refuseOthers();
    QCOMPARE(shown(problems),
             (QStringList{line("yaml.unknown-key t:2:1: b is not a key that belongs here"),
                          line("yaml.unknown-key t:4:1: d is not a key that belongs here")}));
}

void TestReader::othersAreKept()
{
    const auto tree = parse("m:\n  a: 1\n  # why\n  b: # who\n    - 2\n\n  c: 3\n  d: '4'\n", {});
    Problems problems;
    Reader reader = Reader(tree->root(), {}, problems).member("m");
    reader.integer("a");
    reader.integer("c");
    QCOMPARE(reader.others(), QByteArray("# why\nb: # who\n  - 2\nd: '4'\n"));
}

void TestReader::aliasesAreFollowed()
{
    const auto tree = parse("a: &x {n: 1}\nb: *x\nc: &y 5\nd: *y\ne: [*y, *y]\n", {});
    Problems problems;
    Reader reader(tree->root(), {}, problems);
    QCOMPARE(reader.member("b").integer("n"), 1);
    QCOMPARE(reader.integer("d"), 5);
    QCOMPARE(reader.strings("e"), (QStringList{line("5"), line("5")}));
    QVERIFY(problems.isEmpty());
}

void TestReader::nothingToRead()
{
    Problems problems;
    Reader reader(Node(), {}, problems);
    QCOMPARE(reader.string("a"), QString());
    QCOMPARE(reader.asInteger(), 0);
    reader.each("a", [](const Reader &) { QFAIL("no item"); });
    reader.refuseOthers();
    QCOMPARE(reader.others(), QByteArray());
    QVERIFY(problems.isEmpty());
}

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
