// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/node_text.h"
#include "planner/yaml/positions.h"
#include "planner/yaml/tree.h"
#include "planner/yaml/writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace stratoplan;
using namespace stratoplan::yaml;

namespace {

QByteArray source(const Tree &tree, Span span)
{
    return tree.text().mid(static_cast<qsizetype>(span.begin), static_cast<qsizetype>(span.size()));
}

Tree tree(const QByteArray &text)
{
    auto parsed = parse(text, QStringLiteral("t.yaml"));
    if (!parsed)
        qFatal("%s", qPrintable(toString(parsed.error().first())));
    return *std::move(parsed);
}

QJsonValue randomJson(QRandomGenerator &random, int depth)
{
    const auto text = [&] {
        static const QStringList odd{QStringLiteral("\n\t\r\b\f"),
                                     QStringLiteral("\"\\/"),
                                     QStringLiteral("\U0001F600\u00e9"),
                                     QStringLiteral("\u0001\u001f\u007f"),
                                     QStringLiteral("\u2028\ufeff\uffff"),
                                     QString(),
                                     QStringLiteral("true"),
                                     QStringLiteral("1")};
        return odd.at(random.bounded(8)) + QString::number(random.bounded(50));
    };
    switch (random.bounded(depth > 0 ? 8 : 5)) {
    case 0:
        return random.bounded(2) == 0;
    case 1:
        return QJsonValue();
    case 2:
        return random.bounded(2000) - 1000;
    case 3:
        return random.generateDouble() * 1e-9;
    case 4:
        return text();
    case 5: {
        QJsonArray array;
        for (int i = random.bounded(6); i > 0; --i)
            array.append(randomJson(random, depth - 1));
        return array;
    }
    default: {
        QJsonObject object;
        for (int i = random.bounded(20); i > 0; --i)
            object.insert(text(), randomJson(random, depth - 1));
        return object;
    }
    }
}

bool isSame(const Node &node, const QJsonValue &other)
{
    switch (other.type()) {
    case QJsonValue::Object: {
        const QJsonObject object = other.toObject();
        bool same = node.isMapping() && node.size() == object.size();
        for (auto entry = object.begin(); same && entry != object.end(); ++entry)
            same = isSame(node[entry.key().toUtf8()], entry.value());
        return same;
    }
    case QJsonValue::Array: {
        const QJsonArray array = other.toArray();
        bool same = node.isSequence() && node.size() == array.size();
        for (int i = 0; same && i < node.size(); ++i)
            same = isSame(node.at(i), array.at(i));
        return same;
    }
    case QJsonValue::String:
        return node.isQuoted() && node.text() == other.toString();
    case QJsonValue::Double:
        return !node.isQuoted() && node.scalar().toDouble() == other.toDouble();
    case QJsonValue::Bool:
        return !node.isQuoted() && node.scalar() == (other.toBool() ? "true" : "false");
    case QJsonValue::Null:
        return node.isNull();
    case QJsonValue::Undefined:
        break;
    }
    return false;
}

} // namespace

class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void positionsOfCharacters();
    void lines();
    void invalidUtf8_data();
    void invalidUtf8();
    void comments();
    void commentsThatAreNone();
    void indentation();
    void noNode();
    void navigation();
    void nulls();
    void jsonAsQtReadsIt_data();
    void jsonAsQtReadsIt();
    void entryTexts_data();
    void entryTexts();
    void scalarTexts_data();
    void scalarTexts();
    void numbers();
};

// Every character of a text of mixed widths, counted one by one.
void TestPlaces::positionsOfCharacters()
{
    QString text = QStringLiteral("\ufeff");
    QRandomGenerator random(1);
    const QStringList parts{QStringLiteral("a"),      QStringLiteral("\u00e9"),
                            QStringLiteral("\u20ac"), QStringLiteral("\U0001F600"),
                            QStringLiteral("\n"),     QStringLiteral("\r\n"),
                            QStringLiteral("\r")};
    for (int i = 0; i < 3000; ++i)
        text += parts.at(i % 50 == 0 ? 4 + random.bounded(3) : random.bounded(4));
    const QByteArray bytes = text.toUtf8();
    const Positions positions(bytes);

    int line = 1;
    int column = 1;
    size_t byte = 3;
    size_t character = 0;
    const QList<uint> codes = text.toUcs4().mid(1);
    for (qsizetype i = 0; i < codes.size(); ++i) {
        QCOMPARE(positions.at(byte), std::pair(line, column));
        QCOMPARE(positions.byteOfCharacter(character), byte);
        const uint code = codes.at(i);
        byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        ++character;
        const bool isCrLf = code == '\r' && i + 1 < codes.size() && codes.at(i + 1) == '\n';
        ++column;
        if ((code == '\n' || code == '\r') && !isCrLf) {
            ++line;
            column = 1;
        }
    }
    QCOMPARE(positions.lineCount(), line);
    QCOMPARE(positions.at(static_cast<size_t>(bytes.size()) + 10), std::pair(line, column));
    QCOMPARE(positions.byteOfCharacter(character + 10), static_cast<size_t>(bytes.size()));
}

void TestPlaces::lines()
{
    const QByteArray text = "one\r\n\ntwo\rlast";
    const Positions positions(text);
    QStringList found;
    for (int line = 1; line <= positions.lineCount(); ++line) {
        const auto begin = static_cast<qsizetype>(positions.lineBegin(line));
        const auto end = static_cast<qsizetype>(positions.lineEnd(line));
        found.append(QString::fromUtf8(text.mid(begin, end - begin)));
    }
    QCOMPARE(found,
             (QStringList{QStringLiteral("one"), QString(), QStringLiteral("two"),
                          QStringLiteral("last")}));
}

void TestPlaces::invalidUtf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("expected");
    QTest::newRow("ASCII") << QByteArray("abc") << -1;
    QTest::newRow("all widths") << QByteArray(
        "a\xC2\x80\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF")
                                << -1;
    QTest::newRow("lone continuation") << QByteArray("ab\x80") << 2;
    QTest::newRow("overlong, 2 bytes") << QByteArray("a\xC1\xBF") << 1;
    QTest::newRow("overlong, 3 bytes") << QByteArray("\xE0\x9F\xBF") << 0;
    QTest::newRow("overlong, 4 bytes") << QByteArray("\xF0\x8F\xBF\xBF") << 0;
    QTest::newRow("surrogate") << QByteArray("a\xED\xA0\x80") << 1;
    QTest::newRow("beyond Unicode") << QByteArray("a\xF4\x90\x80\x80") << 1;
    QTest::newRow("cut") << QByteArray("ab\xF0\x90\x80") << 2;
    QTest::newRow("followed by ASCII") << QByteArray("\xE2\x82"
                                                     "a")
                                       << 0;
}

void TestPlaces::invalidUtf8()
{
    QFETCH(QByteArray, text);
    const std::optional<size_t> found = firstInvalidUtf8(text);
    QTEST(found ? static_cast<int>(*found) : -1, "expected");
}

void TestPlaces::comments()
{
    const Tree found = tree("# far away\n"
                            "\n"
                            "# one\n"
                            "  # two\n"
                            "a: 1 # beside a\n"
                            "b: # beside b\n"
                            "  # above c\n"
                            "  c: [1, # beside c\n"
                            "    # above 2\n"
                            "    2] # beside 2\n"
                            "d: | # beside d\n"
                            "  text\n"
                            "# above e\n"
                            "e: 'x # y' #z\n"
                            "f: &a !T # beside f\n"
                            "  x\n"
                            "g: *a # beside g\r\n"
                            "# above h\r\n"
                            "h: {} # beside h");
    const auto above = [&](const Node &node) { return source(found, node.commentsAbove()); };
    const auto beside = [&](const Node &node) { return source(found, node.commentBeside()); };
    const Node root = found.root();
    QCOMPARE(above(root.keyOf("a")), QByteArray("# one\n  # two\n"));
    QCOMPARE(beside(root.keyOf("a")), QByteArray("# beside a"));
    QCOMPARE(beside(root["a"]), QByteArray("# beside a"));
    QCOMPARE(above(root.keyOf("b")), QByteArray());
    QCOMPARE(beside(root.keyOf("b")), QByteArray("# beside b"));
    QCOMPARE(above(root["b"].keyOf("c")), QByteArray("  # above c\n"));
    QCOMPARE(beside(root["b"]["c"]), QByteArray("# beside c"));
    QCOMPARE(above(root["b"]["c"].at(1)), QByteArray("    # above 2\n"));
    QCOMPARE(beside(root["b"]["c"].at(1)), QByteArray("# beside 2"));
    QCOMPARE(beside(root["d"]), QByteArray("# beside d"));
    QCOMPARE(above(root.keyOf("e")), QByteArray("# above e\n"));
    QCOMPARE(beside(root["e"]), QByteArray("#z"));
    QCOMPARE(beside(root["f"]), QByteArray("# beside f"));
    QCOMPARE(beside(root["g"]), QByteArray("# beside g"));
    QCOMPARE(above(root.keyOf("h")), QByteArray("# above h\r\n"));
    QCOMPARE(beside(root["h"]), QByteArray("# beside h"));
}

void TestPlaces::commentsThatAreNone()
{
    const Tree found = tree("a: |\n"
                            "  # text\n"
                            "b: \"x\n"
                            "  # text\n"
                            "  \"\n"
                            "c: x#y\n"
                            "d: 'one\n"
                            "  # two'\n"
                            "e: [a#b, 'c #d']\n");
    const Node root = found.root();
    for (int i = 0; i < root.size(); ++i) {
        QCOMPARE(root.keyAt(i).commentsAbove(), Span());
        QCOMPARE(root.at(i).commentBeside(), Span());
    }
    const Tree json = tree("{\"a\": \"b #c\"}");
    QCOMPARE(json.root()["a"].commentBeside(), Span());
    QCOMPARE(json.root()["a"].commentsAbove(), Span());
}

void TestPlaces::indentation()
{
    const Tree found = tree("a:\n   b: 1\n   c:\n   -  - x\n      - y: 1\n        z: {q: 2}\n");
    const Node root = found.root();
    QCOMPARE(root.indentation(), 0);
    QCOMPARE(root["a"].indentation(), 3);
    QCOMPARE(root["a"]["b"].indentation(), 3);
    const Node list = root["a"]["c"];
    QCOMPARE(list.indentation(), 3);
    QCOMPARE(list.at(0).indentation(), 6);
    QCOMPARE(list.at(0).at(1).indentation(), 8);
    QCOMPARE(list.at(0).at(1)["z"].indentation(), 8);
}

void TestPlaces::noNode()
{
    const Node none;
    QVERIFY(!none);
    QVERIFY(!none["a"]["b"].at(3).keyAt(1).resolved().parent());
    QVERIFY(none.scalar().isEmpty() && none.tag().isEmpty() && none.anchor().isEmpty());
    QVERIFY(!none.isScalar() && !none.isNull() && !none.isQuoted() && !none.has("a"));
    QCOMPARE(none.size() + none.line() + none.column() + none.indentation(), 0);
    QCOMPARE(none.span(), Span());
    const Tree found = tree("a: [1]\n");
    QVERIFY(!found.root()["b"] && !found.root().at(1) && !found.root().at(-1));
    QVERIFY(!found.root()["a"].keyAt(0) && !found.root()["a"]["1"] && !found.node(99));
    QVERIFY(!found.root().parent());
}

void TestPlaces::navigation()
{
    const Tree found = tree("a: &x {k: 1}\nb: *x\n? [c, d]\n: 2\na: 3\n");
    const Node root = found.root();
    QCOMPARE(root.size(), 4);
    QCOMPARE(root["a"].size(), 1);
    QCOMPARE(root["b"].kind(), Kind::Alias);
    QCOMPARE(root["b"].resolved(), root["a"]);
    QCOMPARE(root["b"].size(), 0);
    QCOMPARE(root["a"].resolved(), root["a"]);
    QCOMPARE(root.keyAt(2).size(), 2);
    QCOMPARE(root.at(2).scalar(), QByteArray("2"));
    QCOMPARE(root.keyAt(2).parent(), root);
    QCOMPARE(root["a"]["k"].parent(), root["a"]);
    QCOMPARE(found.node(root["a"]["k"].index()), root["a"]["k"]);
}

void TestPlaces::nulls()
{
    const Tree found
        = tree("[~, null, Null, NULL, '', 'null', nUll, !!null x, !T '', !!null ~, \"~\"]");
    QList<bool> isNull;
    for (int i = 0; i < found.root().size(); ++i)
        isNull.append(found.root().at(i).isNull());
    QCOMPARE(isNull,
             (QList<bool>{true, true, true, true, false, false, false, false, false, true, false}));
}

void TestPlaces::jsonAsQtReadsIt_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestPlaces::jsonAsQtReadsIt()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const QJsonArray value{randomJson(random, 4), randomJson(random, 4)};
    const QJsonDocument document(value);
    for (const auto format : {QJsonDocument::Indented, QJsonDocument::Compact}) {
        const QByteArray text = document.toJson(format);
        const Tree found = tree(text);
        QVERIFY(found.isJson());
        QVERIFY2(isSame(found.root(), value), text.constData());
        // A piece of JSON is JSON that means the same.
        for (int i = 0; i < found.nodeCount(); ++i) {
            const Node node = found.node(i);
            if (node.isScalar() || node.size() == 0)
                continue;
            const Tree piece = tree(source(found, node.span()));
            QVERIFY(piece.isJson());
            QCOMPARE(flowText(piece.root()), flowText(node));
        }
    }
}

void TestPlaces::entryTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected"); // of the entry x of the mapping m
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
    };
    row("plain", "m:\n  x: 1\n", "x: 1\n");
    row("comments", "m:\n    # above\n    x: 1   # beside\n    y: 2\n",
        "# above\nx: 1   # beside\n");
    row("block", "m:\n  x:\n  - a: 1\n\n    b: 2\n\n  y: 2\n", "x:\n- a: 1\n\n  b: 2\n");
    row("block scalar", "m:\n  x: |\n    one\n\n      two\n\n  y: 2\n", "x: |\n  one\n\n    two\n");
    row("CR LF", "m:\r\n  x: |\r\n    one\r\n  y: 2\r\n", "x: |\n  one\n");
    row("quoted over lines", "m:\n  x: \"one\n    two\"\n", "x: \"one\n  two\"\n");
    row("flow", "m: {a: 1, x: [2, '3', \"f\\n\", ~, !Ref y], b: 4}\n",
        "x: [2, \"3\", \"f\\n\", null, !Ref y]\n");
    row("JSON", "{\"m\": {\"x\": {\"k\": \"\\ud83d\\ude00\", \"\": null}}}",
        "\"x\": {\"k\": \"\xF0\x9F\x98\x80\", \"\": null}\n");
    row("alias", "a: &a {k: [1]}\nm:\n  x: *a\n", "x: {k: [1]}\n");
    row("anchor", "m:\n  x: &a\n    - 1\n  y: *a\n", "x: [1]\n");
    row("without a value", "m:\n  x:\n  y: 1\n", "x:\n");
    row("a key behind a question mark", "m:\n  ? x\n  : 1\n", "x: 1\n");
    row("a byte order mark in a plain scalar",
        "m: {x: \xEF\xBB\xBF"
        "a}\n",
        "x: \"\\U0000feffa\"\n");
    row("as an item", "m:\n  x: 1\n", "x: 1\n");
}

void TestPlaces::entryTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const Tree found = tree(text);
    const Node mapping = found.root()["m"];
    int entry = 0;
    while (mapping.keyAt(entry).scalar() != "x")
        ++entry;
    QCOMPARE(entryText(mapping, entry), expected);
    QCOMPARE(flowText(tree(expected).root()["x"]), flowText(mapping.at(entry)));
}

void TestPlaces::scalarTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QByteArray(expected);
    };
    row("Orders", "Orders");
    row("AWS::SQS::Queue", "AWS::SQS::Queue");
    row("two words", "two words");
    row("Größe", "Größe");
    row("nodejs24.x", "nodejs24.x");
    row("", "\"\"");
    row("yes", "\"yes\"");
    row("NO", "\"NO\"");
    row("y", "\"y\"");
    row("Null", "\"Null\"");
    row("0123", "\"0123\"");
    row("10.0.0.0/16", "\"10.0.0.0/16\"");
    row("2026-05-31", "\"2026-05-31\"");
    row("a: b", "\"a: b\"");
    row("a:", "\"a:\"");
    row("a #b", "\"a #b\"");
    row("a, b", "\"a, b\"");
    row("trail ", "\"trail \"");
    row("-", "\"-\"");
    QTest::newRow("escapes") << QStringLiteral("q\"\\\n\t\u0001")
                             << QByteArray("\"q\\\"\\\\\\n\\t\\x01\"");
}

void TestPlaces::scalarTexts()
{
    QFETCH(QString, text);
    QTEST(scalarText(text), "expected");
}

void TestPlaces::numbers()
{
    QCOMPARE(scalarText(5.0), QByteArray("5"));
    QCOMPARE(scalarText(5.0, true), QByteArray("5.0"));
    QCOMPARE(scalarText(0.1), QByteArray("0.1"));
    QCOMPARE(scalarText(1e-7), QByteArray("1.0e-07"));
    QCOMPARE(scalarText(1.5e300), QByteArray("1.5e+300"));
}

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
