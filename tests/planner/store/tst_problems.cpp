// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"

#include <QTest>

using namespace stratoplan;

class TestProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problems_data();
    void problems();
    void remedyNamesTheWords();
    void newerVersionNamesBoth();
    void looksLikeDesign_data();
    void looksLikeDesign();
    void hostile_data();
    void hostile();
};

void TestProblems::problems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected"); // code line:column
    const auto row = [](const char *name, const QByteArray &text, const QStringList &expected) {
        QTest::newRow(name) << text << expected;
    };
    const auto say = [](const char *text) { return QString::fromLatin1(text); };

    row("empty", "", {say("store.no-design 0:0")});
    row("comments alone", "# nothing\n", {say("store.no-design 0:0")});
    row("a template", "Resources:\n  A: 1\n", {say("store.no-design 1:1")});
    row("a list", "- stratoplan\n", {say("store.no-design 1:1")});
    row("syntax", "stratoplan: 1\nfunctions: [\n", {say("yaml.syntax 3:1")});
    row("version is a word", "stratoplan: one\n", {say("yaml.wrong-type 1:13")});
    row("version is quoted", "stratoplan: '1'\n", {say("yaml.wrong-type 1:13")});
    row("version is missing", "stratoplan:\n", {say("yaml.missing-key 1:12")});
    row("newer version", "# c\nstratoplan: 2\nfunctions: 5\n", {say("store.newer-version 2:13")});
    row("version 0", "stratoplan: 0\n", {say("store.no-version 1:13")});
    row("several at once",
        "stratoplan: 1\n"
        "title: [a]\n"
        "date: 31.5.2026\n"
        "functions:\n"
        "  - name: A\n"
        "    memory: lots\n"
        "    inVpc: yes\n"
        "    timeout: 2.5\n"
        "    idempotent: maybe\n"
        "    subnets: [Nowhere]\n"
        "  - memory: 5\n"
        "services:\n"
        "  - name: S\n"
        "connections:\n"
        "  - from: A\n"
        "    role: sends\n",
        {say("yaml.wrong-type 2:8"), say("yaml.wrong-type 3:7"), say("yaml.wrong-type 6:13"),
         say("yaml.wrong-type 7:12"), say("yaml.wrong-type 8:14"), say("store.unknown-word 9:17"),
         say("store.unknown-name 10:15"), say("yaml.missing-key 11:5"),
         say("yaml.missing-key 13:5"), say("yaml.missing-key 15:5"),
         say("store.unknown-word 16:11")});
    row("section is no list", "stratoplan: 1\nfunctions: {A: {memory: 1}}\n",
        {say("yaml.wrong-type 2:12")});
    row("element is a name", "stratoplan: 1\nfunctions: [A]\n", {say("yaml.wrong-type 2:13")});
    row("field with a wrong part",
        "stratoplan: 1\nfunctions:\n- name: A\n  memory: {value: x, form: own, from: nowhere}\n",
        {say("yaml.wrong-type 4:19"), say("yaml.unknown-key 4:22"),
         say("store.unknown-word 4:39")});
    row("intrinsic where a value is expected",
        "stratoplan: 1\nfunctions:\n- name: A\n  memory: !Ref Size\n  runtime: !Ref R\n",
        {say("yaml.wrong-type 4:11"), say("yaml.wrong-type 5:12")});
    row("position of one number", "stratoplan: 1\nnotes:\n- name: A\n  position: [1]\n",
        {say("yaml.wrong-type 4:13")});
    row("position of three numbers", "stratoplan: 1\nnotes:\n- name: A\n  position: [1, 2, 3]\n",
        {say("yaml.wrong-type 4:13")});
    row("position of words", "stratoplan: 1\nnotes:\n- name: A\n  position: [1, here]\n",
        {say("yaml.wrong-type 4:17")});
    row("number too large", "stratoplan: 1\nfunctions:\n- name: A\n  memory: 3000000000\n",
        {say("store.out-of-range 4:11")});
    row("duplicate name",
        "stratoplan: 1\nfunctions:\n- name: A\nservices:\n- name: A\n  kind: queue\n",
        {say("model.duplicate-name 5:9")});
    row("empty name", "stratoplan: 1\nfunctions:\n- name: ''\n", {say("model.empty-name 3:9")});
    row("null name", "stratoplan: 1\nfunctions:\n- name:\n", {say("yaml.missing-key 3:8")});
    row("duplicate id", "stratoplan: 1\nnotes:\n- {name: A, id: 3}\n- {name: B, id: 3}\n",
        {say("store.duplicate-id 4:17")});
    row("id out of range",
        "stratoplan: 1\nnotes:\n- {name: A, id: 0}\n- {name: B, id: 4294967296}\n",
        {say("store.out-of-range 3:17"), say("store.out-of-range 4:17")});
    row("next id out of range", "stratoplan: 1\nnextId: -1\n", {say("store.out-of-range 2:9")});
    row("duplicate key", "stratoplan: 1\nfunctions:\n- name: A\n  memory: 1\n  memory: 2\n",
        {say("yaml.duplicate-key 5:3")});
    row("wrong kind",
        "stratoplan: 1\nnotes:\n- name: N\nfunctions:\n- name: A\n  subnets:\n    - N\n"
        "connections:\n- from: A\n  to: N\n",
        {say("model.wrong-kind 7:7"), say("model.wrong-kind 10:7")});
    row("required reference is missing", "stratoplan: 1\nsubnets:\n- name: S\n",
        {say("yaml.missing-key 3:3")});
    row("key of a suppression that is not known",
        "stratoplan: 1\nsuppressions:\n- {rule: CAP-018, until: 2027-01-01}\n",
        {say("yaml.unknown-key 3:19")});
    row("columns count characters",
        "stratoplan: 1\nnotes:\n- {name: \"\xC3\xBC\xC3\xBC\", id: x}\n",
        {say("yaml.wrong-type 3:20")});
}

void TestProblems::problems()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    const auto design = store::read(text, QStringLiteral("t.stratoplan"));
    QVERIFY(!design);
    QStringList found;
    for (const Problem &problem : design.error()) {
        found.append(QStringLiteral("%1 %2:%3")
                         .arg(problem.code)
                         .arg(problem.where.line)
                         .arg(problem.where.column));
        QCOMPARE(problem.where.file, QStringLiteral("t.stratoplan"));
        QVERIFY(!problem.what.isEmpty());
        // An argument without a value stays in braces.
        QVERIFY2(!toString(problem).contains(QLatin1Char('{')), qPrintable(toString(problem)));
    }
    QCOMPARE(found, expected);
}

void TestProblems::remedyNamesTheWords()
{
    const auto design
        = store::read("stratoplan: 1\ngateways:\n- {name: G, kind: door}\n", QStringLiteral("t"));
    QVERIFY(!design);
    QCOMPARE(toString(design.error().first()),
             QStringLiteral("t:3:19: door is none of the words that fit here; Write one of "
                            "internet, nat, regional-nat, egress-only, private, transit, peering"));
}

void TestProblems::newerVersionNamesBoth()
{
    const auto design = store::read("stratoplan: 12\n", QStringLiteral("t"));
    QVERIFY(!design);
    const QString sentence = toString(design.error().first());
    QVERIFY2(sentence.contains(QLatin1String("version 12"))
                 && sentence.contains(QLatin1String("version 1 ")),
             qPrintable(sentence));
}

void TestProblems::looksLikeDesign_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("plain") << QByteArray("stratoplan: 1\n") << true;
    QTest::newRow("comment and mark")
        << QByteArray("\xEF\xBB\xBF# c\r\n\r\n--- # d\nstratoplan : 1") << true;
    QTest::newRow("JSON") << QByteArray("{\n  \"stratoplan\": 1}") << true;
    QTest::newRow("template") << QByteArray("Resources:\n  stratoplan: 1\n") << false;
    QTest::newRow("a longer word") << QByteArray("stratoplanes: 1\n") << false;
    QTest::newRow("no key") << QByteArray("stratoplan\n") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestProblems::looksLikeDesign()
{
    QFETCH(QByteArray, text);
    QTEST(store::looksLikeDesign(text), "expected");
}

void TestProblems::hostile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isRead");
    const QByteArray head = "stratoplan: 1\n";
    QTest::newRow("deep") << head + "x: " + QByteArray(100000, '[') << false;
    QTest::newRow("bytes") << head + QByteArray("title: \xff\xfe\n") << false;
    QTest::newRow("NUL") << head + QByteArray("title: a\0b\n", 11) << false;
    QByteArray bomb = head + "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
    for (char level = 'b'; level < 'k'; ++level) {
        const QByteArray before = QByteArray("*") + static_cast<char>(level - 1);
        bomb += QByteArray(1, level) + ": &" + level + " [" + before;
        for (int i = 1; i < 10; ++i)
            bomb += ", " + before;
        bomb += "]\n";
    }
    QTest::newRow("aliases") << bomb << false;
    QByteArray many = head + "notes:\n";
    for (int i = 0; i < 20000; ++i)
        many += "- {name: N" + QByteArray::number(i) + "}\n";
    QTest::newRow("many elements") << many << true;
    QByteArray faults = head + "notes:\n";
    for (int i = 0; i < 20000; ++i)
        faults += "- {name: A, id: -1, position: 5}\n";
    QTest::newRow("many faults") << faults << false;
    QTest::newRow("directory of keys") << head + QByteArray("k: 1\n").repeated(100000) << false;
}

void TestProblems::hostile()
{
    QFETCH(QByteArray, text);
    const auto design = store::read(text, QStringLiteral("t"));
    QTEST(design.has_value(), "isRead");
}

QTEST_GUILESS_MAIN(TestProblems)
#include "tst_problems.moc"
