// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/tree.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::yaml;

namespace {

/// One line for each node in order of the text: kind and style, tag, anchor, the source of its span
/// and of its content where that differs, the decoded text where it differs, line:column.
QStringList dump(const Tree &tree)
{
    static constexpr std::array kinds{'s', 'q', 'm', 'a'};
    static constexpr std::array styles{'p', '\'', '"', '|', '>', 'b', 'f', 'j'};
    const auto source = [&](Span span) {
        return tree.text().mid(static_cast<qsizetype>(span.begin),
                               static_cast<qsizetype>(span.size()));
    };
    const auto shown = [](QByteArray text) {
        return text.replace('\r', "\\r").replace('\n', "\\n").replace('\t', "\\t");
    };
    QStringList lines;
    for (int i = 0; i < tree.nodeCount(); ++i) {
        const Node node = tree.node(i);
        QByteArray line;
        line += kinds.at(static_cast<size_t>(node.kind()));
        line += styles.at(static_cast<size_t>(node.style()));
        line += ' ' + QByteArray::number(node.line()) + ':' + QByteArray::number(node.column());
        line += " <" + shown(source(node.span())) + '>';
        if (node.contentSpan() != node.span())
            line += " content <" + shown(source(node.contentSpan())) + '>';
        if (node.isScalar() && node.scalar() != source(node.contentSpan()))
            line += " text <" + shown(node.scalar()) + '>';
        if (!node.tag().isEmpty())
            line += " tag " + node.tag();
        if (!node.anchor().isEmpty())
            line += " anchor " + node.anchor();
        lines.append(QString::fromUtf8(line));
    }
    return lines;
}

} // namespace

class TestTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nodes_data();
    void nodes();
};

void TestTree::nodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row
        = [](const char *name, const QByteArray &text, std::initializer_list<const char *> lines) {
              QStringList expected;
              for (const char *line : lines)
                  expected.append(QString::fromUtf8(line));
              QTest::newRow(name) << text << expected;
          };

    row("block mapping", "a: 1\nb: two\n",
        {"mb 1:1 <a: 1\\nb: two>", "sp 1:1 <a>", "sp 1:4 <1>", "sp 2:1 <b>", "sp 2:4 <two>"});
    row("no final newline", "a: 1", {"mb 1:1 <a: 1>", "sp 1:1 <a>", "sp 1:4 <1>"});
    row("blank lines and comments behind", "a:\n  b: 1\n\n# end\n\nc: 2\n# last\n",
        {"mb 1:1 <a:\\n  b: 1\\n\\n# end\\n\\nc: 2>", "sp 1:1 <a>", "mb 2:3 <b: 1>", "sp 2:3 <b>",
         "sp 2:6 <1>", "sp 6:1 <c>", "sp 6:4 <2>"});
    const char *const tagged = "mb 1:1 <A: !Ref Foo\\nB: !GetAtt [Fn, Arn]\\nC: !Sub 'x-${A}'\\n"
                               "D: !T\\n  k: v\\nE: !Join\\n- a>";
    row("short tags",
        "A: !Ref Foo\nB: !GetAtt [Fn, Arn]\nC: !Sub 'x-${A}'\nD: !T\n  k: v\nE: !Join\n- a\n",
        {tagged, "sp 1:1 <A>", "sp 1:4 <!Ref Foo> content <Foo> tag !Ref", "sp 2:1 <B>",
         "qf 2:4 <!GetAtt [Fn, Arn]> content <[Fn, Arn]> tag !GetAtt", "sp 2:13 <Fn>",
         "sp 2:17 <Arn>", "sp 3:1 <C>",
         "s' 3:4 <!Sub 'x-${A}'> content <'x-${A}'> text <x-${A}> tag !Sub", "sp 4:1 <D>",
         "mb 4:4 <!T\\n  k: v> content <k: v> tag !T", "sp 5:3 <k>", "sp 5:6 <v>", "sp 6:1 <E>",
         "qb 6:4 <!Join\\n- a> content <- a> tag !Join", "sp 7:3 <a>"});
    row("tag without a value", "A: !Ref\nB: x\n",
        {"mb 1:1 <A: !Ref\\nB: x>", "sp 1:1 <A>", "sp 1:4 <!Ref> content <> tag !Ref", "sp 2:1 <B>",
         "sp 2:4 <x>"});
    row("tag before a comma", "[!Ref, b]",
        {"qf 1:1 <[!Ref, b]>", "sp 1:2 <!Ref> content <> tag !Ref", "sp 1:8 <b>"});
    row("tag on a line of its own, with a comment", "a: !Sub # why\n  text\n",
        {"mb 1:1 <a: !Sub # why\\n  text>", "sp 1:1 <a>",
         "sp 1:4 <!Sub # why\\n  text> content <text> tag !Sub"});
    row("long tags",
        "%TAG !e! tag:e.org,2000:\n---\n- !!str 1\n- !<tag:yaml.org,2002:int> 2\n- !e!x 3\n- "
        "!<!Ref> 4\n",
        {"qb 3:1 <- !!str 1\\n- !<tag:yaml.org,2002:int> 2\\n- !e!x 3\\n- !<!Ref> 4>",
         "sp 3:3 <!!str 1> content <1> tag !!str",
         "sp 4:3 <!<tag:yaml.org,2002:int> 2> content <2> tag !!int",
         "sp 5:3 <!e!x 3> content <3> tag tag:e.org,2000:x",
         "sp 6:3 <!<!Ref> 4> content <4> tag !Ref"});
    row("anchors and aliases", "a: &one 1\nb: &two !T {c: *one}\nd: *two\n",
        {"mb 1:1 <a: &one 1\\nb: &two !T {c: *one}\\nd: *two>", "sp 1:1 <a>",
         "sp 1:4 <&one 1> content <1> anchor one", "sp 2:1 <b>",
         "mf 2:4 <&two !T {c: *one}> content <{c: *one}> tag !T anchor two", "sp 2:13 <c>",
         "ap 2:16 <*one> anchor one", "sp 3:1 <d>", "ap 3:4 <*two> anchor two"});
    row("missing values", "a:\nb: # none\nc:\n- \n-\nd:\n",
        {"mb 1:1 <a:\\nb: # none\\nc:\\n- \\n-\\nd:>", "sp 1:1 <a>", "sp 1:3 <>", "sp 2:1 <b>",
         "sp 2:3 <>", "sp 3:1 <c>", "qb 4:1 <- \\n->", "sp 4:2 <>", "sp 5:2 <>", "sp 6:1 <d>",
         "sp 6:3 <>"});
    row("keys without values", "? a # why\n? b\n",
        {"mb 1:1 <? a # why\\n? b>", "sp 1:3 <a>", "sp 1:4 <>", "sp 2:3 <b>", "sp 2:4 <>"});
    row("flow set", "{a , b: }",
        {"mf 1:1 <{a , b: }>", "sp 1:2 <a>", "sp 1:3 <>", "sp 1:6 <b>", "sp 1:8 <>"});
    row("single pair in a flow sequence", "[a: 1, {b: 2}: c ]",
        {"qf 1:1 <[a: 1, {b: 2}: c ]>", "mf 1:2 <a: 1>", "sp 1:2 <a>", "sp 1:5 <1>",
         "mf 1:8 <{b: 2}: c>", "mf 1:8 <{b: 2}>", "sp 1:9 <b>", "sp 1:12 <2>", "sp 1:16 <c>"});
    row("sequences at the indentation of their key, and nested",
        "k:\n- a\n- - b\n  - c: 1\n    d: 2\n",
        {"mb 1:1 <k:\\n- a\\n- - b\\n  - c: 1\\n    d: 2>", "sp 1:1 <k>",
         "qb 2:1 <- a\\n- - b\\n  - c: 1\\n    d: 2>", "sp 2:3 <a>",
         "qb 3:3 <- b\\n  - c: 1\\n    d: 2>", "sp 3:5 <b>", "mb 4:5 <c: 1\\n    d: 2>",
         "sp 4:5 <c>", "sp 4:8 <1>", "sp 5:5 <d>", "sp 5:8 <2>"});
    row("quotes", "a: 'it''s'\nb: \"x\\ty\"\nc: \"plain\"\nd: \"two\n  lines\"\n",
        {"mb 1:1 <a: 'it''s'\\nb: \"x\\ty\"\\nc: \"plain\"\\nd: \"two\\n  lines\">", "sp 1:1 <a>",
         "s' 1:4 <'it''s'> text <it's>", "sp 2:1 <b>", "s\" 2:4 <\"x\\ty\"> text <x\\ty>",
         "sp 3:1 <c>", "s\" 3:4 <\"plain\"> text <plain>", "sp 4:1 <d>",
         "s\" 4:4 <\"two\\n  lines\"> text <two lines>"});
    row("plain over lines", "a: one\n  two\n\n  three # c\nb: x\n",
        {"mb 1:1 <a: one\\n  two\\n\\n  three # c\\nb: x>", "sp 1:1 <a>",
         "sp 1:4 <one\\n  two\\n\\n  three> text <one two\\nthree>", "sp 5:1 <b>", "sp 5:4 <x>"});
    row("literal", "a: |\n  x\n\n  y\n\n\n# c\nb: 1\n",
        {"mb 1:1 <a: |\\n  x\\n\\n  y\\n\\n\\n# c\\nb: 1>", "sp 1:1 <a>",
         "s| 1:4 <|\\n  x\\n\\n  y\\n> text <x\\n\\ny\\n>", "sp 8:1 <b>", "sp 8:4 <1>"});
    row("literal, kept and tagged", "a: !Sub |+ # c\n  x\n\nb: 1\n",
        {"mb 1:1 <a: !Sub |+ # c\\n  x\\n\\nb: 1>", "sp 1:1 <a>",
         "s| 1:4 <!Sub |+ # c\\n  x\\n\\n> content <|+ # c\\n  x\\n\\n> text <x\\n\\n> tag !Sub",
         "sp 4:1 <b>", "sp 4:4 <1>"});
    row("folded, stripped, last", "a:\n  b: >-\n    x\n    y\n\n",
        {"mb 1:1 <a:\\n  b: >-\\n    x\\n    y\\n>", "sp 1:1 <a>",
         "mb 2:3 <b: >-\\n    x\\n    y\\n>", "sp 2:3 <b>",
         "s> 2:6 <>-\\n    x\\n    y\\n> text <x y>"});
    row("literal with a last line like a comment", "a: |\n  # x\n\nb: 1\n",
        {"mb 1:1 <a: |\\n  # x\\n\\nb: 1>", "sp 1:1 <a>", "s| 1:4 <|\\n  # x\\n> text <# x\\n>",
         "sp 4:1 <b>", "sp 4:4 <1>"});
    row("literal with a last line of blanks", "a: |\n  x\n    \nb: 1\n",
        {"mb 1:1 <a: |\\n  x\\n    \\nb: 1>", "sp 1:1 <a>",
         "s| 1:4 <|\\n  x\\n    \\n> text <x\\n  \\n>", "sp 4:1 <b>", "sp 4:4 <1>"});
    row("literal that is empty", "a: |\n\nb: 1\n",
        {"mb 1:1 <a: |\\n\\nb: 1>", "sp 1:1 <a>", "s| 1:4 <|\\n> text <>", "sp 3:1 <b>",
         "sp 3:4 <1>"});
    row("literal without a final newline", "a: |\n  x",
        {"mb 1:1 <a: |\\n  x>", "sp 1:1 <a>", "s| 1:4 <|\\n  x> text <x>"});
    row("CR LF", "a: 1\r\nb: |\r\n  x\r\n\r\nc: 2",
        {"mb 1:1 <a: 1\\r\\nb: |\\r\\n  x\\r\\n\\r\\nc: 2>", "sp 1:1 <a>", "sp 1:4 <1>",
         "sp 2:1 <b>", "s| 2:4 <|\\r\\n  x\\r\\n> text <x\\n>", "sp 5:1 <c>", "sp 5:4 <2>"});
    row("CR", "a: 1\rb: 2",
        {"mb 1:1 <a: 1\\rb: 2>", "sp 1:1 <a>", "sp 1:4 <1>", "sp 2:1 <b>", "sp 2:4 <2>"});
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a: 1\n",
        {"mb 1:1 <a: 1>", "sp 1:1 <a>", "sp 1:4 <1>"});
    row("characters of several bytes", "é: {ü€: 😀, x: 1}\n",
        {"mb 1:1 <é: {ü€: 😀, x: 1}>", "sp 1:1 <é>", "mf 1:4 <{ü€: 😀, x: 1}>", "sp 1:5 <ü€>",
         "sp 1:9 <😀>", "sp 1:12 <x>", "sp 1:15 <1>"});
    row("directive and document marks", "%YAML 1.1\n--- # c\na: 1\n...\n",
        {"mb 3:1 <a: 1>", "sp 3:1 <a>", "sp 3:4 <1>"});
    row("empty document", "", {});
    row("comments alone", "# a\n\n# b\n", {});
    row("scalar", "just text\n", {"sp 1:1 <just text>"});
    row("merge key is an ordinary key", "a: &x {k: 1}\nb:\n  <<: *x\n",
        {"mb 1:1 <a: &x {k: 1}\\nb:\\n  <<: *x>", "sp 1:1 <a>",
         "mf 1:4 <&x {k: 1}> content <{k: 1}> anchor x", "sp 1:8 <k>", "sp 1:11 <1>", "sp 2:1 <b>",
         "mb 3:3 <<<: *x>", "sp 3:3 <<<>", "ap 3:7 <*x> anchor x"});

    const char *const json = "mj 2:1 <{\"a\": [1, -2.5e+3, true, null],\\r\\n \"b\\u00e9\": "
                             "\"\\ud83d\\ude00\\/\\n\", \"\": {}}>";
    row("JSON",
        "\n{\"a\": [1, -2.5e+3, true, null],\r\n \"b\\u00e9\": \"\\ud83d\\ude00\\/\\n\", \"\": "
        "{}}\n",
        {json, "sj 2:2 <\"a\"> text <a>", "qj 2:7 <[1, -2.5e+3, true, null]>", "sj 2:8 <1>",
         "sj 2:11 <-2.5e+3>", "sj 2:20 <true>", "sj 2:26 <null>", "sj 3:2 <\"b\\u00e9\"> text <bé>",
         "sj 3:13 <\"\\ud83d\\ude00\\/\\n\"> text <😀/\\n>", "sj 3:33 <\"\"> text <>",
         "mj 3:37 <{}>"});
    row("a flow mapping that is no JSON", "{\"a\": 1,}",
        {"mf 1:1 <{\"a\": 1,}>", "s\" 1:2 <\"a\"> text <a>", "sp 1:7 <1>"});
}

void TestTree::nodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    const Expected<Tree> tree = parse(text, QStringLiteral("t.yaml"));
    QVERIFY2(tree, tree ? "" : qPrintable(toString(tree.error().first())));
    const QStringList found = dump(*tree);
    for (qsizetype i = 0; i < std::min(found.size(), expected.size()); ++i)
        QCOMPARE(found.at(i), expected.at(i));
    QCOMPARE(found.size(), expected.size());
}

QTEST_GUILESS_MAIN(TestTree)
#include "tst_tree.moc"
