// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/patch.h"
#include "tests/support/corpus.h"

#include <QTest>

#include <functional>

using namespace stratoplan;
using namespace stratoplan::yaml;

namespace {

using Change = std::function<void(Patch &)>;

Node at(Node node, const char *path)
{
    for (const QByteArray &part : QByteArray(path).split('.')) {
        bool isNumber = false;
        const int number = part.toInt(&isNumber);
        node = isNumber && node.isSequence() ? node.at(number) : node[part];
    }
    return node;
}

int entryOf(Node mapping, const char *key)
{
    for (int i = 0; i < mapping.size(); ++i) {
        if (mapping.keyAt(i).scalar() == key)
            return i;
    }
    return -1;
}

// Changes by path: what a row of a table says.
Change set(const char *path, const NewValue &value)
{
    return [=](Patch &patch) { patch.setValue(at(patch.tree().root(), path), value); };
}
Change setText(const char *path, const char *text)
{
    return set(path, NewValue::text(QString::fromUtf8(text)));
}
Change insert(const char *path, const char *key, const NewValue &value, int before = -1)
{
    return [=](Patch &patch) {
        const Node root = patch.tree().root();
        patch.insertEntry(*path ? at(root, path) : root, before, key, value);
    };
}
Change append(const char *path, const NewValue &value, int before)
{
    return [=](Patch &patch) { patch.insertItem(at(patch.tree().root(), path), before, value); };
}
Change removeKey(const char *path, const char *key)
{
    return [=](Patch &patch) {
        const Node root = patch.tree().root();
        const Node mapping = *path ? at(root, path) : root;
        patch.removeEntry(mapping, entryOf(mapping, key));
    };
}
Change removeItem(const char *path, int item)
{
    return [=](Patch &patch) { patch.removeItem(at(patch.tree().root(), path), item); };
}
Change both(const Change &one, const Change &other)
{
    return [=](Patch &patch) {
        one(patch);
        other(patch);
    };
}

NewValue ref(const char *name)
{
    return NewValue::text(QString::fromUtf8(name), "!Ref");
}
NewValue network()
{
    return NewValue::mapping({{"SubnetIds", NewValue::sequence({ref("A"), ref("B")})},
                              {"Dual", NewValue::boolean(true)}});
}

Expected<QByteArray> patched(const QByteArray &text, const Change &change)
{
    const auto tree = parse(text, QStringLiteral("t.yaml"));
    if (!tree)
        return failure(tree.error());
    Patch patch(*tree, QStringLiteral("t.yaml"));
    change(patch);
    return prove(patch);
}

QString whyNot(const Expected<QByteArray> &result)
{
    return result ? QString() : QLatin1String(": ") + toString(result.error().first());
}

struct Row
{
    const char *name;
    QByteArray text;
    Change change;
    QByteArray expected;
};

void checkRows(const std::vector<Row> &rows)
{
    for (const Row &row : rows) {
        const auto result = patched(row.text, row.change);
        QVERIFY2(result, qPrintable(QLatin1String(row.name) + whyNot(result)));
        if (*result != row.expected)
            qInfo("%s", row.name);
        QCOMPARE(*result, row.expected);
    }
}

} // namespace

class TestPatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scalars();
    void quoting_data();
    void quoting();
    void entries();
    void removals();
    void items();
    void values();
    void brackets();
    void json();
    void refused();
    void corpusScalarsToThemselves();
    void corpusScalarsThereAndBack();
    void speed();
};

void TestPatch::scalars()
{
    checkRows({
        {"plain", "a: 1 # one\nb: 2\n", set("a", NewValue::number(3)), "a: 3 # one\nb: 2\n"},
        {"single", "a: 'x'\n", setText("a", "it's"), "a: 'it''s'\n"},
        {"double", "a: \"x\"\n", setText("a", "y\"\n"), "a: \"y\\\"\\n\"\n"},
        {"quoted number", "a: '512'\n", set("a", NewValue::number(1769)), "a: '1769'\n"},
        {"CR LF", "a: 1\r\nb: 2\r\n", set("a", NewValue::number(3)), "a: 3\r\nb: 2\r\n"},
        {"BOM",
         "\xEF\xBB\xBF"
         "a: 1\n",
         set("a", NewValue::number(3)),
         "\xEF\xBB\xBF"
         "a: 3\n"},
        {"no line end", "b: 0\na: 1", set("a", NewValue::number(3)), "b: 0\na: 3"},
        {"nothing", "a:\nb: 2\n", set("a", NewValue::number(3)), "a: 3\nb: 2\n"},
        {"nothing, comment", "a:   # why\nb: 2\n", set("a", NewValue::number(3)),
         "a: 3   # why\nb: 2\n"},
        {"null", "a: ~\n", setText("a", "x"), "a: x\n"},
        {"tag kept", "a: !Ref X # x\n", set("a", ref("Y")), "a: !Ref Y # x\n"},
        {"tag gone", "a: !Ref X # x\n", set("a", NewValue::number(4)), "a: 4 # x\n"},
        {"tag new", "a: 'X' # x\n", set("a", ref("Y")), "a: !Ref 'Y' # x\n"},
        {"literal", "a: |  # head\n  one\n  two\nb: 1\n", setText("a", "three\nfour\n"),
         "a: |  # head\n  three\n  four\nb: 1\n"},
        {"literal without end", "a: |-\n    one\nb: 1\n", setText("a", "three\n\nfour"),
         "a: |-\n    three\n\n    four\nb: 1\n"},
        {"folded", "a: >-\n  one\n  two\nb: 1\n", setText("a", "three"), "a: >-\n  three\nb: 1\n"},
        {"literal that needs quotes", "a: |\n  one\nb: 1\n", setText("a", " x"),
         "a: \" x\"\nb: 1\n"},
        {"several lines, plain", "a: one\n  two\nb: 1\n", setText("a", "three"),
         "a: three\nb: 1\n"},
        {"alias", "a: &x 1\nb: *x\n", set("b", NewValue::number(2)), "a: &x 1\nb: 2\n"},
        {"anchor of nobody", "a: &x 1\nb: 2\n", set("a", NewValue::number(2)), "a: &x 2\nb: 2\n"},
        {"document marks", "%YAML 1.1\n---\na: 1\n...\n", set("a", NewValue::number(2)),
         "%YAML 1.1\n---\na: 2\n...\n"},
        {"item", "- a\n- b # c\n", set("1", NewValue::number(2)), "- a\n- 2 # c\n"},
    });
}

void TestPatch::quoting_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("plain");
    const auto row = [](const char *text, bool plain) {
        QTest::addRow("%s", text) << QString::fromUtf8(text) << plain;
    };
    for (const char *text : {"yes",
                             "No",
                             "ON",
                             "off",
                             "y",
                             "N",
                             "true",
                             "False",
                             "null",
                             "~",
                             "",
                             "012345678901",
                             "123456789012",
                             "2010-09-09",
                             "2010-09-09 10:00:00",
                             "12:30:45",
                             "1e3",
                             "0x1F",
                             "1_000",
                             ".5",
                             ".inf",
                             "-.INF",
                             ".nan",
                             "+1",
                             "*",
                             "&a",
                             "!Ref x",
                             "%x",
                             "@x",
                             "`x",
                             "- a",
                             "?",
                             "a: b",
                             "a #b",
                             " a",
                             "a ",
                             "#a",
                             "a:",
                             "|",
                             ">",
                             "'a'",
                             "\"a\"",
                             "[a",
                             "{a",
                             "=",
                             "<<",
                             "a\tb",
                             "a\nb",
                             "\x01",
                             "\xC2\x85",
                             "\xE2\x80\xA8",
                             "\xEF\xBB\xBF",
                             "---",
                             "...x"})
        row(text, false);
    for (const char *text :
         {"nodejs22.x", "app.handler", "arn:aws:sqs:us-east-1:123456789012:q", "10.0.0.0/16",
          "rate(5 minutes)", "it's", "a#b", "a, b", "Gr\u00fc\u00dfe", "s3:ObjectCreated:*",
          "${A}-x", "$x", "a*b", "12 parsecs"})
        row(text, true);
}

// Whatever the text, it is read again as this text; what needs no quotes gets none.
void TestPatch::quoting()
{
    QFETCH(QString, text);
    QFETCH(bool, plain);
    for (const QByteArray &source :
         {QByteArray("a: x\n"), QByteArray("a: 'x'\n"), QByteArray("a: \"x\"\n"),
          QByteArray("a: [b, x]\n"), QByteArray("{\"a\": \"x\"}"), QByteArray("a: |\n  x\n"),
          QByteArray("a: >\n  x\n")}) {
        const bool isList = source.contains('[');
        const auto result = patched(source, set(isList ? "a.1" : "a", NewValue::text(text)));
        QVERIFY2(result, source.constData());
        const auto tree = parse(*result, {});
        const Node node = at(tree->root(), isList ? "a.1" : "a");
        QCOMPARE(node.text(), text);
        if (source == "a: x\n")
            QCOMPARE(!node.isQuoted(), plain);
        else if (!plain)
            QVERIFY(node.isQuoted());
    }
}

void TestPatch::entries()
{
    const NewValue one = NewValue::number(1);
    checkRows({
        {"at the end", "m:\n  a: 1\n  b: 2\nz: 0\n", insert("m", "New", one),
         "m:\n  a: 1\n  b: 2\n  New: 1\nz: 0\n"},
        {"in between", "m:\n  a: 1 # a\n\n  # b\n  b: 2\n", insert("m", "New", one, 1),
         "m:\n  a: 1 # a\n  New: 1\n\n  # b\n  b: 2\n"},
        {"first", "m:\n  # a\n  a: 1\n", insert("m", "New", one, 0),
         "m:\n  New: 1\n  # a\n  a: 1\n"},
        {"first in an item", "- a: 1\n  b: 2\n", insert("0", "New", one, 0),
         "- New: 1\n  a: 1\n  b: 2\n"},
        {"before the last line", "m:\n  a: 1\n  b: 2", insert("m", "New", one),
         "m:\n  a: 1\n  New: 1\n  b: 2"},
        {"before the only line", "m:\n  a: 1", insert("m", "New", one), "m:\n  New: 1\n  a: 1"},
        {"CR LF", "m:\r\n    a: 1\r\nz: 0\r\n", insert("m", "New", one),
         "m:\r\n    a: 1\r\n    New: 1\r\nz: 0\r\n"},
        {"behind a block", "m:\n  a: |\n    x\n\n\n  b: 2\n", insert("m", "New", one, 1),
         "m:\n  a: |\n    x\n  New: 1\n\n\n  b: 2\n"},
        {"behind deeper comments", "m:\n  a:\n    x: 1\n    # y: 2\n  b: 2\n",
         insert("m", "New", one, 1), "m:\n  a:\n    x: 1\n    # y: 2\n  New: 1\n  b: 2\n"},
        {"quoted key", "m:\n  a: 1\n", insert("m", "on", one), "m:\n  a: 1\n  \"on\": 1\n"},
        {"nested", "m:\n    a:\n    - 1\nz:\n    y: 1\n", insert("m", "New", network()),
         "m:\n    a:\n    - 1\n    New:\n        SubnetIds:\n        - !Ref A\n        - !Ref B\n"
         "        Dual: true\nz:\n    y: 1\n"},
        {"nested, apart", "m:\n  a:\n    x: 1\n\n  b:\n    x: 1\nz: 0\n",
         insert("m", "New", NewValue::mapping({{"x", one}})),
         "m:\n  a:\n    x: 1\n\n  b:\n    x: 1\n\n  New:\n    x: 1\nz: 0\n"},
        {"into {}", "m: {} # none\nz: 0\n", insert("m", "New", one), "m: # none\n  New: 1\nz: 0\n"},
        {"several lines", "m:\n  a: 1\n",
         insert("m", "New", NewValue::text(QStringLiteral("x\ny\n"))),
         "m:\n  a: 1\n  New: |\n    x\n    y\n"},
        {"root", "---\na: 1\n...\n", insert("", "New", one), "---\na: 1\nNew: 1\n...\n"},
        {"in two that end together", "a:\n  b:\n    c: 1\nz: 0\n",
         both(insert("a", "New", one), insert("a.b", "Deep", one)),
         "a:\n  b:\n    c: 1\n    Deep: 1\n  New: 1\nz: 0\n"},
        {"before comments that end the file", "m:\n  a: 1\n  # a: 2", insert("m", "New", one),
         "m:\n  New: 1\n  a: 1\n  # a: 2"},
        {"CR LF without blank lines", "m:\r\n  a:\r\n    x: 1\r\n  b:\r\n    x: 1\r\n",
         insert("m", "New", NewValue::mapping({{"x", one}})),
         "m:\r\n  a:\r\n    x: 1\r\n  b:\r\n    x: 1\r\n  New:\r\n    x: 1\r\n"},
        {"behind a merge", "b: &b {x: 1}\nm:\n  <<: *b\nz: 0\n", insert("m", "New", one),
         "b: &b {x: 1}\nm:\n  <<: *b\n  New: 1\nz: 0\n"},
    });
}

void TestPatch::removals()
{
    checkRows({
        {"in between", "m:\n  a: 1\n  b: 2 # b\n  c: 3\n", removeKey("m", "b"),
         "m:\n  a: 1\n  c: 3\n"},
        {"with its comments", "m:\n  a: 1\n# left\n  # b\n  b: 2\n  # c\n  c: 3\n",
         removeKey("m", "b"), "m:\n  a: 1\n# left\n  # c\n  c: 3\n"},
        {"nested", "m:\n  a:\n    x: |\n      y\n\n    # z\n  b: 2\n", removeKey("m", "a"),
         "m:\n  b: 2\n"},
        {"blank lines", "m:\n  a: 1\n\n  b: 2\n\n  c: 3\n", removeKey("m", "b"),
         "m:\n  a: 1\n\n  c: 3\n"},
        {"last", "m:\n  a: 1\n\n  b: 2\n", removeKey("m", "b"), "m:\n  a: 1\n"},
        {"last without line end", "m:\n  a: 1\n  b: 2", removeKey("m", "b"), "m:\n  a: 1\n"},
        {"first in an item", "- a: 1 # a\n  # b\n  b: 2\n", removeKey("0", "a"), "- # b\n  b: 2\n"},
        {"two in an item", "- a: 1\n  b: 2\n  c: 3\n",
         both(removeKey("0", "a"), removeKey("0", "b")), "- c: 3\n"},
        {"the only one", "m: # m\n  a: 1\nz: 0\n", removeKey("m", "a"), "m: {} # m\nz: 0\n"},
        {"removed and inserted", "m:\n  a: 1\nz: 0\n",
         both(removeKey("m", "a"), insert("m", "New", NewValue::number(1), 0)),
         "m:\n  New: 1\nz: 0\n"},
        {"neighbours", "m:\n  a: 1\n\n  b: 2\n\n  c: 3\nz: 0\n",
         both(removeKey("m", "b"), removeKey("m", "c")), "m:\n  a: 1\nz: 0\n"},
    });
}

void TestPatch::items()
{
    checkRows({
        {"at the end", "m:\n- a\n- b\nz: 0\n", append("m", ref("C"), 2),
         "m:\n- a\n- b\n- !Ref C\nz: 0\n"},
        {"first", "m:\n  # a\n  - a\n", append("m", ref("C"), 0), "m:\n  - !Ref C\n  # a\n  - a\n"},
        {"at the end of the file", "m:\n  - a", append("m", ref("C"), 1), "m:\n  - a\n  - !Ref C"},
        {"mapping", "m:\n  - a: 1\n", append("m", network(), 1),
         "m:\n  - a: 1\n  - SubnetIds:\n      - !Ref A\n      - !Ref B\n    Dual: true\n"},
        {"removed", "m:\n  - a\n  # b\n  - b\n  - c\n", removeItem("m", 1), "m:\n  - a\n  - c\n"},
        {"the only one", "m:\n  - a\n", removeItem("m", 0), "m: []\n"},
    });
}

void TestPatch::values()
{
    checkRows({
        {"scalar to mapping", "m:\n  a: 1 # why\n  b: 2\n", set("m.a", network()),
         "m:\n  a: # why\n    SubnetIds:\n      - !Ref A\n      - !Ref B\n    Dual: true\n"
         "  b: 2\n"},
        {"mapping to scalar", "m:\n  a: # why\n    x: 1\n    y: 2\n  b: 2\n",
         set("m.a", NewValue::number(1)), "m:\n  a: 1 # why\n  b: 2\n"},
        {"mapping to mapping", "m:\n  a:\n    x: 1\n  b: 2\n",
         set("m.a", NewValue::mapping({{"yy", NewValue::number(2)}})),
         "m:\n  a:\n    yy: 2\n  b: 2\n"},
        {"expression to scalar", "m:\n  a:\n    Ref: X\n  b: 2\n", set("m.a", NewValue::number(1)),
         "m:\n  a: 1\n  b: 2\n"},
        {"nothing to mapping", "m:\nz: 0\n", set("m", NewValue::mapping({{"yy", ref("A")}})),
         "m:\n  yy: !Ref A\nz: 0\n"},
        {"key", "m:\n  'a': &x # a\n    b: 1\n",
         [](Patch &patch) {
             patch.setValue(patch.tree().root().at(0).keyAt(0),
                            NewValue::text(QStringLiteral("c")));
         },
         "m:\n  'c': &x # a\n    b: 1\n"},
        {"part of a scalar", "a: >\n  x ${A}\n  y\n",
         [](Patch &patch) {
             patch.rewrite(patch.tree().root().at(0), {{11, 12, "Long"}}, "x ${Long} y\n");
         },
         "a: >\n  x ${Long}\n  y\n"},
    });
}

void TestPatch::brackets()
{
    const NewValue one = NewValue::number(1);
    checkRows({
        {"one line", "m: {a: 1, b: 2} # c\n", insert("m", "New", one, 1),
         "m: {a: 1, New: 1, b: 2} # c\n"},
        {"one line, any place", "m: {a: 1, b: 2}\n", insert("m", "New", one),
         "m: {a: 1, b: 2, New: 1}\n"},
        {"empty", "m: [{}, 1]\n", insert("m.0", "New", one), "m: [{New: 1}, 1]\n"},
        {"lines", "m: {\n  a: 1, # a\n  # b\n  b: 2 # bb\n}\n", insert("m", "New", one, 1),
         "m: {\n  a: 1, # a\n  New: 1,\n  # b\n  b: 2 # bb\n}\n"},
        {"item", "m: [a, b]\n", append("m", ref("C"), 2), "m: [a, b, !Ref C]\n"},
        {"item, comma", "m: [a, b, ]\n", append("m", ref("C"), 2), "m: [a, b, !Ref C ]\n"},
        {"item on lines", "m: [\n  a, # a\n  b # b\n]\n", append("m", ref("C"), 2),
         "m: [\n  a, # a\n  b, # b\n  !Ref C\n]\n"},
        {"removed", "m: {a: 1, b: 2, c: 3}\n", removeKey("m", "b"), "m: {a: 1, c: 3}\n"},
        {"removed first", "m: {a: 1, b: 2, c: 3}\n", removeKey("m", "a"), "m: {b: 2, c: 3}\n"},
        {"removed last", "m: {a: 1, b: 2, c: 3 }\n", removeKey("m", "c"), "m: {a: 1, b: 2 }\n"},
        {"removed line", "m: {\n  a: 1, # a\n  b: 2, # b\n  c: 3\n}\n", removeKey("m", "b"),
         "m: {\n  a: 1, # a\n  c: 3\n}\n"},
        {"removed last line", "m: {\n  a: 1, # a\n  b: 2 # b\n}\n", removeKey("m", "b"),
         "m: {\n  a: 1 # a\n}\n"},
        {"all removed", "m: {a: 1}\n", removeKey("m", "a"), "m: {}\n"},
        {"text in brackets", "m: {a: 1}\n",
         insert("m", "New", NewValue::text(QStringLiteral("a,b"))), "m: {a: 1, New: \"a,b\"}\n"},
    });
}

void TestPatch::json()
{
    const NewValue one = NewValue::number(1);
    const QByteArray text = "{\n\t\"m\": {\n\t\t\"a\": 1,\n\t\t\"b\": [1, 2]\n\t}\n}\n";
    checkRows({
        {"scalar", text, set("m.a", NewValue::text(QStringLiteral("x\"\x01"))),
         "{\n\t\"m\": {\n\t\t\"a\": \"x\\\"\\u0001\",\n\t\t\"b\": [1, 2]\n\t}\n}\n"},
        {"entry", text, insert("m", "New", one),
         "{\n\t\"m\": {\n\t\t\"a\": 1,\n\t\t\"New\": 1,\n\t\t\"b\": [1, 2]\n\t}\n}\n"},
        {"nested", text,
         insert("m", "New", NewValue::mapping({{"x", NewValue::sequence({one, one})}}), 0),
         "{\n\t\"m\": {\n\t\t\"New\": {\n\t\t\t\"x\": [\n\t\t\t\t1,\n\t\t\t\t1\n\t\t\t]\n\t\t},\n"
         "\t\t\"a\": 1,\n\t\t\"b\": [1, 2]\n\t}\n}\n"},
        {"compact", "{\"m\":{\"a\":1}}", insert("m", "New", one), "{\"m\":{\"a\":1, \"New\":1}}"},
        {"item", text, append("m.b", one, 2),
         "{\n\t\"m\": {\n\t\t\"a\": 1,\n\t\t\"b\": [1, 2, 1]\n\t}\n}\n"},
        {"removed last", text, removeKey("m", "b"), "{\n\t\"m\": {\n\t\t\"a\": 1\n\t}\n}\n"},
        {"removed first", text, removeKey("m", "a"), "{\n\t\"m\": {\n\t\t\"b\": [1, 2]\n\t}\n}\n"},
        {"value", text, set("m.b", network().items[1]),
         "{\n\t\"m\": {\n\t\t\"a\": 1,\n\t\t\"b\": true\n\t}\n}\n"},
        {"empty object", "{\n  \"m\": {},\n  \"n\": 1\n}\n", insert("m", "New", one),
         "{\n  \"m\": {\n    \"New\": 1\n  },\n  \"n\": 1\n}\n"},
        {"CR LF", "{\r\n  \"m\": 1\r\n}", insert("", "New", one),
         "{\r\n  \"New\": 1,\r\n  \"m\": 1\r\n}"},
    });
}

void TestPatch::refused()
{
    const NewValue one = NewValue::number(1);
    struct Case
    {
        QByteArray text;
        Change change;
        const char *code;
    };
    const std::vector<Case> cases{
        {"a: &x {b: 1}\nc: *x\n", set("a.b", one), "yaml.shared-node"},
        {"a: &x {b: 1}\nc: *x\n", insert("a", "New", one), "yaml.shared-node"},
        {"a: &x 1\nc: *x\nd: 2\n", removeKey("", "a"), "yaml.not-proved"},
        {"a: &x 1\nb: &x 2\nc: *x\n", removeKey("", "b"), "yaml.not-proved"},
        {"a: 1\n", insert("", "a", one), "yaml.not-proved"},
        {"? a\n: 1\n? b\n: 2\n", set("a", network()), "yaml.no-place"},
        {"a: 1\n", insert("a", "New", one), "yaml.no-place"},
        {"{\"a\": 1}", insert("", "New", ref("A")), "yaml.not-proved"},
    };
    for (const Case &one_ : cases) {
        const auto result = patched(one_.text, one_.change);
        if (result)
            qInfo("%s", result->constData());
        QVERIFY2(!result, one_.text.constData());
        QCOMPARE(result.error().first().code, QLatin1String(one_.code));
        QVERIFY(!toString(result.error().first().remedy).isEmpty());
    }
}

namespace {

bool isKeyOfMapping(Node node)
{
    const Node mapping = node.parent();
    for (int i = 0; mapping.isMapping() && i < mapping.size(); ++i) {
        if (mapping.keyAt(i) == node)
            return true;
    }
    return false;
}

NewValue ownValue(Node node)
{
    NewValue value;
    value.tag = node.tag();
    value.scalar = node.scalar();
    value.kind = node.isQuoted() ? NewValue::Kind::Text : NewValue::Kind::Literal;
    return value;
}

} // namespace

void TestPatch::corpusScalarsToThemselves()
{
    const QStringList templates = corpusTemplates();
    if (templates.isEmpty())
        QSKIP(corpusMissing);
    int scalars = 0;
    for (const QString &path : templates) {
        const QByteArray text = fileText(path);
        const auto tree = parse(text, path);
        QVERIFY(tree);
        Patch nothing(*tree, path);
        QCOMPARE(*prove(nothing), text);
        Patch patch(*tree, path);
        for (int i = 1; i < tree->nodeCount(); ++i) {
            const Node node = tree->node(i);
            if (!node.isScalar() || node.span().size() == 0)
                continue;
            patch.setValue(node, ownValue(node));
            ++scalars;
        }
        const auto result = prove(patch);
        QVERIFY2(result, qPrintable(path + whyNot(result)));
        QCOMPARE(*result, text);
    }
    qInfo("%d scalars of %d templates", scalars, int(templates.size()));
}

// Every third scalar is written anew, and then what it was: the same bytes, where one line holds
// it. The intermediate text is proved by prove().
void TestPatch::corpusScalarsThereAndBack()
{
    const QStringList templates = corpusTemplates();
    if (templates.isEmpty())
        QSKIP(corpusMissing);
    int scalars = 0;
    for (const QString &path : templates) {
        const QByteArray text = fileText(path);
        const auto tree = parse(text, path);
        QVERIFY(tree);
        Patch there(*tree, path);
        std::vector<int> changed;
        for (int i = 1; i < tree->nodeCount(); i += 3) {
            const Node node = tree->node(i);
            const QByteArray source = text.mid(static_cast<qsizetype>(node.contentSpan().begin),
                                               static_cast<qsizetype>(node.contentSpan().size()));
            const bool isBlock = node.style() == Style::Literal || node.style() == Style::Folded;
            const bool isWord
                = tree->isJson() && !node.isQuoted() && (source.at(0) > '9' || source == "0");
            const bool isKey = isKeyOfMapping(node);
            if (!node.isScalar() || source.isEmpty() || source.contains('\n') || isBlock || isKey
                || isWord || !node.anchor().isEmpty() || source.contains('\\'))
                continue;
            NewValue value = ownValue(node);
            value.scalar += "7";
            there.setValue(node, value);
            changed.push_back(i);
        }
        const auto middle = prove(there);
        QVERIFY2(middle, qPrintable(path + whyNot(middle)));
        const auto middleTree = parse(*middle, path);
        Patch back(*middleTree, path);
        for (const int i : changed)
            back.setValue(middleTree->node(i), ownValue(tree->node(i)));
        const auto result = prove(back);
        QVERIFY2(result, qPrintable(path + whyNot(result)));
        QCOMPARE(*result, text);
        scalars += static_cast<int>(changed.size());
    }
    qInfo("%d scalars changed and changed back", scalars);
    QVERIFY(scalars > 1000);
}

void TestPatch::speed()
{
    QByteArray text = "Resources:\n";
    while (text.size() < 1'000'000) {
        text += "  Fn" + QByteArray::number(text.size())
            + ":\n    Type: AWS::Serverless::Function\n    Properties:\n      MemorySize: 512 # "
              "MB\n"
              "      Handler: app.handler\n      Environment: {Variables: {A: !Ref B}}\n";
    }
    const auto tree = parse(text, {});
    QVERIFY(tree);
    const Node resources = tree->root()["Resources"];
    QBENCHMARK
    {
        Patch patch(*tree);
        for (int i = 0; i < resources.size(); ++i) {
            const Node properties = resources.at(i)["Properties"];
            patch.setValue(properties["MemorySize"], NewValue::number(1769));
            patch.insertEntry(properties, -1, "Timeout", NewValue::number(7));
        }
        const auto result = prove(patch);
        QVERIFY(result);
    }
}

QTEST_GUILESS_MAIN(TestPatch)
#include "tst_patch.moc"
