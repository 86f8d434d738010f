// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/own_values.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::yaml;

class TestOwnValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void given_data();
    void given();
    void refused();
};

namespace {

/// The node at keys from the root, aliases on the way followed.
Node at(Node node, const QByteArray &path)
{
    for (const QByteArray &key : path.split('.'))
        node = node.resolved()[key];
    return node;
}

} // namespace

void TestOwnValues::given_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("expected");
    const auto row
        = [](const char *name, const char *text, const char *path, const char *expected) {
              QTest::newRow(name) << QByteArray(text) << QByteArray(path) << QByteArray(expected);
          };
    row("an alias of a scalar", "a: &x 1\nb: *x # c\n", "b", "a: &x 1\nb: 1 # c\n");
    row("an anchor of a scalar", "a: &x 1\nb: *x\nc: *x\n", "a", "a: 1\nb: &x 1\nc: *x\n");
    row("an anchor with a tag", "a: !Ref &x Y\nb: *x\n", "a", "a: !Ref Y\nb: &x !Ref Y\n");
    row("an alias of a mapping", "a: &x\n  k: '1'\n  l: [1, 2]\nb: *x\n", "b",
        "a: &x\n  k: '1'\n  l: [1, 2]\nb:\n  k: '1'\n  l:\n    - 1\n    - 2\n");
    row("an anchor of a mapping", "a: &x # c\n  k: 1\nb:\n  <<: *x\n  l: 2\n", "a",
        "a: # c\n  k: 1\nb:\n  <<: &x\n    k: 1\n  l: 2\n");
    row("an anchor in brackets", "a: {k: &x 1, l: *x}\n", "a.k", "a: {k: 1, l: &x 1}\n");
    row("an anchor in another", "a: &x\n  k: &y 1\nb: *x\nc: *y\n", "a.k",
        "a: &x\n  k: 1\nb: *x\nc: &y 1\n");
}

void TestOwnValues::given()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, expected);
    const auto tree = parse(text, {});
    QVERIFY(tree);
    const Node shared = at(tree->root(), path);
    QVERIFY(isShared(shared));
    const auto result = withOwnValues(shared, {});
    QVERIFY2(result, result ? "" : qPrintable(toString(result.error().first())));
    QCOMPARE(*result, expected);
    QVERIFY(!isShared(at(parse(*result, {})->root(), path)));
}

void TestOwnValues::refused()
{
    // The copy would stand behind an anchor itself.
    const QByteArray text = "a: &x {k: 1}\nb: &y {l: *x}\nc: *y\n";
    const auto tree = parse(text, {});
    const auto result = withOwnValues(tree->root()["a"], {});
    QVERIFY(!result);
    QCOMPARE(result.error().first().code, QStringLiteral("yaml.shared-node"));
}

QTEST_GUILESS_MAIN(TestOwnValues)
#include "tst_own_values.moc"
