// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/changed_entry.h"
#include "tests/support/corpus.h"

#include <QRandomGenerator>
#include <QTest>

#include <tuple>

using namespace stratoplan;
using namespace stratoplan::yaml;

namespace {

/// All that a tree says of a node, but for its place.
auto saidOf(const Tree &tree, int index)
{
    const Node node = tree.node(index);
    return std::tuple(node.kind(), node.style(), node.tag(), node.anchor(), node.scalar(),
                      node.size());
}

QList<QByteArray> texts()
{
    QList<QByteArray> all{
        "a:\n  b: 1\n  c: |+\n    x\n\n\n  # c\n  d: [1,\n   2]\ne:\n- f\n- g: 1\n  h: 2\n",
        "a: 1\r\nb:\r\n  c: >-\r\n    folded\r\n    text\r\n  d: 'q\r\n    q'\r\n...\r\n",
        "---\na:\n    b: plain\n      continued\n    ? explicit\n    : value\n    c:\nd: ~\n",
        QByteArray("\xEF\xBB\xBF") + "a:\n  b: 1\n  c: 2",
        "a: &x\n  b: 1\nc:\n  <<: *x\n  d: !Ref e\n  f: {g: h}\n",
        "%TAG !e! tag:example.com,2000:\n---\na:\n  b: !e!x 1\n  c: 2\n",
    };
    for (const QString &path : corpusTemplates())
        all.append(fileText(path));
    return all;
}

/// What may open something, end something or stand in another way than it did.
constexpr std::array snippets{
    "\n",    "\r\n",  " ",    "  ",  "x",      "\n  k: 1\n", "\nk: 1\n", "\n...\n", "\n---\n",
    "- a\n", "|\n",   "|+\n", ">\n", "'",      "\"",         "# c",      " # c\n",  "&x ",
    "*x",    "? ",    ": ",   ":\n", "{",      "}",          "[",        "]",       ", ",
    "\t",    "!Ref ", "%TAG", "\\",  "\n    ", "\n  - ",     "!e!x ",    "...",     "\n\n\n",
};

} // namespace

class TestChangedEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreReadAsBefore();
    void smallPart();
    void leftToTheWhole_data();
    void leftToTheWhole();
};

// Any changes of an entry's lines: whenever it can be read alone, the whole text reads as what
// stood before it, the entry as it is alone, and what stood behind it.
void TestChangedEntry::textsAreReadAsBefore()
{
    constexpr quint32 seed = 41;
    QRandomGenerator random(seed);
    const int rounds = qEnvironmentVariableIsSet("STRATOPLAN_LONG") ? 2000 : 30;
    int accepted = 0;
    int refused = 0;
    for (const QByteArray &text : texts()) {
        const auto tree = parse(text, {});
        if (!tree || tree->isJson())
            continue;
        for (int round = 0; round < rounds; ++round) {
            const auto below = [&random](qsizetype bound) {
                return static_cast<qsizetype>(random.bounded(static_cast<int>(bound)));
            };
            Patch patch(*tree);
            const Node node = tree->node(static_cast<int>(below(std::max(1, tree->nodeCount()))));
            patch.setValue(node, NewValue::number(1));
            const Span span = node.span();
            const size_t begin
                = span.begin + static_cast<size_t>(below(static_cast<qsizetype>(span.size()) + 1));
            const size_t end
                = begin + static_cast<size_t>(below(static_cast<qsizetype>(span.end - begin) + 1));
            QByteArray inserted;
            for (qsizetype i = below(4); i >= 0; --i)
                inserted += snippets[static_cast<size_t>(below(snippets.size()))];
            const std::vector<TextEdit> edits{{begin, end, inserted}};
            const auto entry = changedEntry(patch, edits);
            const auto alone = entry ? parsedAlone(*entry, *tree, edits) : std::nullopt;
            if (!alone) {
                ++refused;
                continue;
            }
            ++accepted;
            const QByteArray now = yaml::apply(text, edits);
            const QByteArray where
                = "seed 41: " + now.mid(static_cast<qsizetype>(entry->begin), 300);
            const auto whole = parse(now, {});
            QVERIFY2(whole, where.constData());
            const int own = alone->nodeCount() - 1;
            const int first = entry->mapping.keyAt(entry->entry).index();
            QCOMPARE(whole->nodeCount(), tree->nodeCount() - entry->nodes + own);
            for (int i = 0; i < whole->nodeCount(); ++i) {
                const bool isBefore = i < first;
                const bool isOwn = !isBefore && i < first + own;
                const auto expected = isBefore ? saidOf(*tree, i)
                    : isOwn                    ? saidOf(*alone, i - first + 1)
                                               : saidOf(*tree, i - own + entry->nodes);
                QVERIFY2(saidOf(*whole, i) == expected, where.constData());
            }
        }
    }
    qInfo("%d changes could be read alone, %d not", accepted, refused);
    QVERIFY(accepted > 10);
}

void TestChangedEntry::smallPart()
{
    QByteArray text = "Resources:\n";
    for (int i = 0; i < 1000; ++i)
        text += "  R" + QByteArray::number(i) + ":\n    Type: X\n    Size: 1\n\n";
    const auto tree = parse(text, {});
    const Node value = tree->root()["Resources"]["R500"]["Size"];
    Patch patch(*tree);
    patch.setValue(value, NewValue::number(22));
    const auto changes = yaml::edits(patch);
    const auto entry = changedEntry(patch, *changes);
    QVERIFY(entry);
    QCOMPARE(text.mid(static_cast<qsizetype>(entry->begin),
                      static_cast<qsizetype>(entry->end - entry->begin)),
             QByteArray("  R500:\n    Type: X\n    Size: 1\n\n"));
    QCOMPARE(entry->depth, 1);
    QCOMPARE(*prove(patch),
             QByteArray(text).replace("R500:\n    Type: X\n    Size: 1",
                                      "R500:\n    Type: X\n    Size: 22"));
}

void TestChangedEntry::leftToTheWhole_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("JSON") << QByteArray("{\"a\": {\"b\": 1}}");
    QTest::newRow("brackets") << QByteArray("{a: {b: 1}}\n");
    QTest::newRow("sequence") << QByteArray("- a:\n    b: 1\n");
    QTest::newRow("anchor") << QByteArray("a:\n  b: &x 1\nc: *x\n");
    QTest::newRow("directive") << QByteArray("%TAG !e! tag:e.com,2000:\n---\na:\n  b: 1\n");
    QTest::newRow("explicit key") << QByteArray("? a\n: b: 1\n");
    QTest::newRow("next key explicit") << QByteArray("a:\n  b: 1\n? c\n: 2\n");
}

void TestChangedEntry::leftToTheWhole()
{
    QFETCH(QByteArray, text);
    const auto tree = parse(text, {});
    QVERIFY(tree);
    Node node;
    for (int i = 0; i < tree->nodeCount() && !node.isValid(); ++i) {
        if (tree->node(i).scalar() == "1")
            node = tree->node(i);
    }
    Patch patch(*tree);
    patch.setValue(node, NewValue::number(2));
    const std::vector<TextEdit> edits{{node.contentSpan().begin, node.contentSpan().end, "2"}};
    QVERIFY(!changedEntry(patch, edits));
}

QTEST_GUILESS_MAIN(TestChangedEntry)
#include "tst_changed_entry.moc"
