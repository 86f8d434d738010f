// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/tree.h"

#include <QFile>
#include <QTest>

using namespace stratoplan;
using namespace stratoplan::yaml;

namespace {

QByteArray bytes(const char *text, qsizetype size)
{
    return QByteArray(text, size);
}

} // namespace

/// What is refused, at which place, and how soon.
class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused_data();
    void refused();
    void accepted_data();
    void accepted();
    void duplicateKeys();
    void manyDuplicates();
    void limitsAreExact();
    void lookUpInALargeMapping();
    void memoryOfANode();
};

void TestLimits::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected"); // code line:column
    const auto row = [](const char *name, const QByteArray &text, const char *expected) {
        QTest::newRow(name) << text << QString::fromLatin1(expected);
    };
    row("unclosed flow", "a: [1,\n  2\n", "yaml.syntax 3:1");
    row("unclosed quote", "a: \"abc", "yaml.syntax 1:8");
    row("tab as indentation", "a:\n\tb: 1\n", "yaml.syntax 2:1");
    row("bad indentation behind characters of several bytes", "\xC3\xA4: 1\n  \xE2\x82\xAC: 2\n",
        "yaml.syntax 2:4");
    row("reserved character", "a: @x\n", "yaml.syntax 1:4");
    row("unknown tag handle", "a: !e!x y\n", "yaml.syntax 1:4");
    row("newer YAML", "%YAML 2.0\n---\na: 1\n", "yaml.syntax 1:1");
    row("text behind the root", "[1, 2] x\n", "yaml.syntax 1:8");
    row("the five bytes that yaml-cpp never leaves", "- x\n,", "yaml.syntax 2:1");
    row("two documents", "a: 1\n---\nb: 2\n", "yaml.several-documents 2:1");
    row("a document behind an end", "a: 1\n...\nb: 2\n", "yaml.syntax 3:1");
    row("bytes that are no UTF-8", "a: \xff\n", "yaml.encoding 1:4");
    row("overlong form", "\xC3\xA4: \xC0\xAF\n", "yaml.encoding 1:4");
    row("surrogate", "a: b\nc: \xED\xA0\x80\n", "yaml.encoding 2:4");
    row("cut character", "a: \xE2\x82", "yaml.encoding 1:4");
    row("UTF-16",
        bytes("\xFF\xFE"
              "a\0",
              4),
        "yaml.encoding 1:1");
    row("NUL", bytes("a: b\n\0\n", 7), "yaml.encoding 2:1");
    row("control character", "a: \x01\n", "yaml.encoding 1:4");
    row("control character behind a byte order mark",
        "\xEF\xBB\xBF"
        "a: \x01\n",
        "yaml.encoding 1:4");
    row("undefined alias", "a: 1\nb: *x\n", "yaml.undefined-alias 2:4");
    row("alias before its anchor", "b: *x\na: &x 1\n", "yaml.undefined-alias 1:4");
    row("cyclic alias", "a: &x [1, *x]\n", "yaml.cyclic-alias 1:11");
    row("cyclic alias in a key", "&x\n? *x\n: 1\n", "yaml.cyclic-alias 2:3");
    row("flow depth", QByteArray(101, '['), "yaml.limit 1:101");
    row("flow depth, a million", QByteArray(1000000, '['), "yaml.limit 1:101");
    row("mappings in flow, a million", QByteArray("{a: ").repeated(1000000), "yaml.limit 1:401");
    row("block depth", QByteArray("- ").repeated(5000) + 'x', "yaml.limit 1:201");
    row("JSON depth", QByteArray("{\"a\":").repeated(1000), "yaml.limit 1:501");
    row("depth through aliases",
        "a: &a " + QByteArray(60, '[') + QByteArray(60, ']') + "\nb: " + QByteArray(60, '[') + "*a"
            + QByteArray(60, ']'),
        "yaml.limit 2:64");
    QByteArray bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
    for (char level = 'b'; level < 'k'; ++level) {
        bomb += QByteArray(1, level) + ": &" + level + " [";
        bomb += (QByteArray("*") + static_cast<char>(level - 1) + ", ").repeated(10) + "]\n";
    }
    // Levels a to e stand for 11, 111, 1,111, 11,111 and 111,111 nodes. Lines 2 to 5 hold 10
    // aliases each: 10 * (11 + 111 + 1,111 + 11,111) = 123,440; line 6 adds 111,111 each: 8 of them
    // are too many.
    row("alias bomb", bomb, "yaml.limit 6:36");
    row("scalar", "a: " + QByteArray(1024 * 1024 + 1, 'x'), "yaml.limit 1:4");
    row("scalar in JSON", "[\"" + QByteArray(1024 * 1024 + 1, 'x') + "\"]", "yaml.limit 1:2");
    row("bytes", QByteArray(16 * 1024 * 1024 + 1, ' '), "yaml.limit 0:0");
    row("nodes in JSON", '[' + QByteArray("1,").repeated(1000000) + "1]", "yaml.limit 1:2000000");
    row("directives", QByteArray("%TAG !a! x\n").repeated(1001) + "--- a\n", "yaml.limit 1001:1");
    row("JSON that ends", "{\"a\": 1", "yaml.syntax 1:8");
    row("JSON without a comma", "{\"a\": 1\n \"b\": 2}", "yaml.syntax 2:2");
    row("JSON with half a surrogate pair", "{\"a\": \"\\ud83d\"}", "yaml.encoding 1:8");
    row("JSON with two halves that do not fit", "{\"a\": \"\\ud83d\\u0041\"}", "yaml.encoding 1:8");
    row("JSON with a NUL behind it", bytes("{}\0", 3), "yaml.encoding 1:3");
    row("JSON with a broken escape", "{\"a\": \"\\u12g4\"}", "yaml.syntax 1:12");
    row("JSON with text behind it", "{\"a\": \"\\ud83d\\ude00\"} x", "yaml.syntax 1:23");
}

void TestLimits::refused()
{
    QFETCH(QByteArray, text);
    const auto tree = parse(text, QStringLiteral("t.yaml"));
    QVERIFY(!tree);
    QCOMPARE(tree.error().size(), 1);
    const Problem &problem = tree.error().first();
    const QString found = QStringLiteral("%1 %2:%3")
                              .arg(problem.code)
                              .arg(problem.where.line)
                              .arg(problem.where.column);
    QTEST(found, "expected");
    QCOMPARE(problem.where.file, QStringLiteral("t.yaml"));
    QVERIFY2(!toString(problem.what).contains(QLatin1Char('{')), qPrintable(toString(problem)));
}

void TestLimits::accepted_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("depth") << QByteArray(100, '[') + QByteArray(100, ']');
    QTest::newRow("scalar") << QByteArray("a: ") + QByteArray(1024LL * 1024, 'x');
    QTest::newRow("anchors") << QByteArray("- &a x\n- *a\n").repeated(100000);
    QTest::newRow("tags") << QByteArray("- !Ref a\n- !Sub b\n").repeated(100000);
    QTest::newRow("an anchor twice") << QByteArray("- &a x\n- &a [y]\n- *a\n");
    QTest::newRow("YAML 1.2") << QByteArray("%YAML 1.2\n---\na: 1\n");
    QTest::newRow("end mark") << QByteArray("a: 1\n...\n");
    QTest::newRow("DEL in JSON") << QByteArray("[\"\x7f\"]");
    QTest::newRow("comments") << QByteArray("# c\n").repeated(500000);
}

void TestLimits::accepted()
{
    QFETCH(QByteArray, text);
    const auto tree = parse(text, QStringLiteral("t.yaml"));
    QVERIFY2(tree, tree ? "" : qPrintable(toString(tree.error().first())));
}

void TestLimits::duplicateKeys()
{
    QByteArray large = "large:\n";
    for (int i = 0; i < 40; ++i)
        large += "  k" + QByteArray::number(i) + ": 1\n";
    large += "  k7: 2\n  k7: 3\n";
    const auto tree
        = parse("a: 1\nb: {x: 1, 'x': 2}\n" + large + "a: 2\n!T a: 3\n", QStringLiteral("t.yaml"));
    QVERIFY(tree);
    QStringList found;
    for (const Problem &warning : tree->warnings())
        found.append(toString(warning));
    const QString pattern = QStringLiteral(
        "t.yaml:%1: The key %2 stands here a second time, after line %3; Remove one of the two");
    QCOMPARE(found,
             (QStringList{pattern.arg(QStringLiteral("2:11"), QStringLiteral("x"),
                                      QStringLiteral("2, column 5")),
                          pattern.arg(QStringLiteral("44:3"), QStringLiteral("k7"),
                                      QStringLiteral("11, column 3")),
                          pattern.arg(QStringLiteral("45:3"), QStringLiteral("k7"),
                                      QStringLiteral("11, column 3")),
                          pattern.arg(QStringLiteral("46:1"), QStringLiteral("a"),
                                      QStringLiteral("1, column 1"))}));
    // Nothing is dropped, and the first one is found.
    QCOMPARE(tree->root().size(), 5);
    QCOMPARE(tree->root()["a"].scalar(), QByteArray("1"));
    QCOMPARE(tree->root()["large"]["k7"].line(), 11);
}

void TestLimits::manyDuplicates()
{
    const auto tree = parse(QByteArray("k: 1\n").repeated(20000), {});
    QVERIFY(tree);
    QCOMPARE(tree->warnings().size(), 100);
}

void TestLimits::limitsAreExact()
{
    Limits limits;
    limits.bytes = 20;
    limits.depth = 2;
    limits.nodes = 4;
    limits.scalarBytes = 3;
    const auto isRead = [&](const char *text) { return parse(text, {}, limits).has_value(); };
    QVERIFY(isRead("[[a, b]]"));
    QVERIFY(!isRead("[[a, b, c]]"));
    QVERIFY(!isRead("[[[a]]]"));
    QVERIFY(isRead("abc"));
    QVERIFY(!isRead("abcd"));
    QVERIFY(isRead("abc # 45678901234567"));
    QVERIFY(!isRead("abc # 456789012345678"));
    // Decoded bytes count, not written ones.
    QVERIFY(isRead("\"\\x61\\x62\\x63\""));
    limits.nodes = 100;
    limits.aliasedNodes = 4;
    QVERIFY(isRead("[&a [b],*a,*a]"));
    QVERIFY(!isRead("[&a [b],*a,*a,*a]"));
}

void TestLimits::lookUpInALargeMapping()
{
    QByteArray text;
    constexpr int count = 50000;
    for (int i = 0; i < count; ++i)
        text += "key" + QByteArray::number(i * 7919 % count) + ": " + QByteArray::number(i) + '\n';
    const auto tree = parse(text, {});
    QVERIFY(tree);
    for (int i = 0; i < count; ++i)
        QCOMPARE(tree->root()["key" + QByteArray::number(i * 7919 % count)].scalar(),
                 QByteArray::number(i));
    QVERIFY(!tree->root().has("key"));
    QVERIFY(!tree->root().has("key50000"));
}

void TestLimits::memoryOfANode()
{
    const auto residentKb = [] {
        QFile file(QStringLiteral("/proc/self/statm"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4
                                              : 0;
    };
    if (residentKb() == 0)
        QSKIP("/proc/self/statm is not there");
    // Larger than what the allocator keeps from the tests before.
    const QByteArray text = QByteArray("- {a: 1, b: 'two', c: !Ref x}\n").repeated(140000);
    const qint64 before = residentKb();
    const auto tree = parse(text, {});
    const qint64 used = residentKb() - before;
    QVERIFY(tree);
    QCOMPARE(tree->nodeCount(), 980001);
    const double perNode = static_cast<double>(used) * 1024 / tree->nodeCount();
    QVERIFY2(perNode < 150, qPrintable(QString::number(perNode)));
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
