// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"
#include "tests/support/corpus.h"
#include "tests/support/design_text.h"
#include "tests/support/random_design.h"

#include "planner/model/edit.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace stratoplan;

namespace {

/// "line: found instead of expected"; empty when the texts are the same.
QByteArray firstDifference(const QByteArray &found, const QByteArray &expected)
{
    const QList<QByteArray> foundLines = found.split('\n');
    const QList<QByteArray> expectedLines = expected.split('\n');
    for (qsizetype i = 0; i < std::max(foundLines.size(), expectedLines.size()); ++i) {
        if (foundLines.value(i) != expectedLines.value(i))
            return QByteArray::number(i + 1) + ": " + foundLines.value(i) + " instead of "
                + expectedLines.value(i);
    }
    return found == expected ? QByteArray() : QByteArray("final newline");
}

} // namespace

class TestRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberIsInTheTable_data();
    void everyMemberIsInTheTable();
    void everyKeyIsDocumented();
    void randomDesigns_data();
    void randomDesigns();
    void otherReadersAgree();
    void golden();
    void handWritten();
    void movedNodeIsOneLine();
    void nextIdIsKept();
    void unknownKeysAreKept();
};

// The table of fields.h is what reading and writing know; this holds it against the model's
// headers.
void TestRoundTrip::everyMemberIsInTheTable_data()
{
    QTest::addColumn<QString>("header");
    QTest::newRow("elements") << QStringLiteral("/planner/model/elements.h");
    QTest::newRow("settings") << QStringLiteral("/planner/model/settings.h");
}

void TestRoundTrip::everyMemberIsInTheTable()
{
    QFETCH(QString, header);
    const QString source = QStringLiteral(STRATOPLAN_SOURCE_DIR);
    const QString table
        = QString::fromUtf8(fileText(source + QStringLiteral("/planner/store/fields.h")));
    const QString model = QString::fromUtf8(fileText(source + header));
    static const QRegularExpression member(
        QStringLiteral(
            "^    [A-Za-z][A-Za-z0-9_<>:, ]* ([a-z][A-Za-z0-9]*)( = [^;]*|\\{[^;]*\\})?;"),
        QRegularExpression::MultilineOption);
    // Points and sizes are written as pairs.
    const QStringList inPairs{QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("width"),
                              QStringLiteral("height")};
    int found = 0;
    auto matches = member.globalMatch(model);
    while (matches.hasNext()) {
        const QString name = matches.next().captured(1);
        ++found;
        if (!inPairs.contains(name) && name != QLatin1String("answers"))
            QVERIFY2(table.contains(QRegularExpression(QStringLiteral("\\.%1\\b").arg(name))),
                     qPrintable(name));
    }
    QVERIFY2(found > 20, qPrintable(QString::number(found)));
}

void TestRoundTrip::everyKeyIsDocumented()
{
    const QString room = QStringLiteral(STRATOPLAN_SOURCE_DIR "/planner/store/");
    const QString table = QString::fromUtf8(fileText(room + QStringLiteral("fields.h")));
    const QString format = QString::fromUtf8(fileText(room + QStringLiteral("FORMAT.md")));
    static const QRegularExpression key(QStringLiteral("visit[a-zA-Z.]*\\(\"([a-zA-Z0-9]+)\""));
    int found = 0;
    auto matches = key.globalMatch(table);
    while (matches.hasNext()) {
        const QString name = matches.next().captured(1);
        ++found;
        QVERIFY2(format.contains(QStringLiteral("`%1`").arg(name)), qPrintable(name));
    }
    QVERIFY2(found > 100, qPrintable(QString::number(found)));
}

void TestRoundTrip::randomDesigns_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("size");
    for (int seed = 1; seed <= rounds(60); ++seed)
        QTest::addRow("seed %d", seed) << static_cast<quint32>(seed) << seed % 40 + 1;
    QTest::addRow("large") << 4711U << 400;
}

void TestRoundTrip::randomDesigns()
{
    QFETCH(quint32, seed);
    QFETCH(int, size);
    const Design design = RandomDesign(seed).design(size);
    const QByteArray text = store::write(design);
    const auto again = store::read(text, QStringLiteral("t.stratoplan"));
    QVERIFY2(again,
             again ? ""
                   : qPrintable(toString(again.error().first()) + QLatin1Char('\n')
                                + QString::fromUtf8(text)));
    QCOMPARE(firstDifference(store::write(*again), text), QByteArray());
    for (const auto &[id, element] : design.elements()) {
        const Element *other = again->find(id);
        QVERIFY(other);
        QVERIFY2(*other == *element, qPrintable(common(*element).name));
    }
    QCOMPARE(again->settings(), design.settings());
    QCOMPARE(*again, design);
    QCOMPARE(again->nextId(), design.nextId());
}

// PyYAML follows YAML 1.1: every text that we write has to be a text there, and the same.
void TestRoundTrip::otherReadersAgree()
{
    const QString python = pythonWith(QStringLiteral("yaml"));
    if (python.isEmpty())
        QSKIP("python3 with PyYAML is not installed");

    RandomDesign random(7);
    Design design;
    Edit edit(design);
    QStringList texts;
    for (int i = 0; i < 400; ++i) {
        Note note;
        note.name = edit.freeName(QStringLiteral("N%1").arg(i));
        note.text = random.text();
        texts.append(note.text);
        edit.add(note);
    }
    const QByteArray text = store::write(*edit.result());
    QProcess reader;
    reader.start(python,
                 {QStringLiteral("-c"),
                  QStringLiteral("import sys, yaml\n"
                                 "d = yaml.safe_load(sys.stdin.buffer.read())\n"
                                 "for n in d['notes']:\n"
                                 "    t = n.get('text', '')\n"
                                 "    assert isinstance(t, str), repr(t)\n"
                                 "    print(t.encode('utf-8').hex())\n")});
    reader.write(text);
    reader.closeWriteChannel();
    QVERIFY(reader.waitForFinished());
    QVERIFY2(reader.exitCode() == 0, reader.readAllStandardError().constData());
    const QList<QByteArray> lines = reader.readAllStandardOutput().split('\n');
    QCOMPARE(lines.size(), texts.size() + 1);
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE(QByteArray::fromHex(lines.at(i)), texts.at(i).toUtf8());
}

void TestRoundTrip::golden()
{
    const QByteArray golden
        = fileText(QStringLiteral(STRATOPLAN_SOURCE_DIR "/tests/planner/store/golden.stratoplan"));
    QVERIFY(!golden.isEmpty());
    const auto design = store::read(golden, QStringLiteral("golden.stratoplan"));
    QVERIFY2(design, design ? "" : qPrintable(toString(design.error().first())));
    QCOMPARE(firstDifference(store::write(*design), golden), QByteArray());
    // A few facts of the file, read by hand.
    const auto *orders = design->named<Function>(QStringLiteral("Orders"));
    QVERIFY(orders);
    QCOMPARE(orders->id.value, 4U);
    QCOMPARE(orders->memory, Field<MiB>(MiB(512), Origin::Own));
    QCOMPARE(orders->timeout, Field<Seconds>::computed(QStringLiteral("!Ref Timeout")));
    QCOMPARE(orders->measurements.size(), 2);
    QVERIFY(!orders->measurements.first().samples);
    QCOMPARE(orders->measurements.last().samples, std::optional(240));
    QCOMPARE(orders->measurements.last().maxMemoryUsed, std::optional(MiB(97)));
    QCOMPARE(orders->decision.answers.value(QStringLiteral("today")).first().answer,
             QStringLiteral("yes"));
    QCOMPARE(design->settings().suppressions.first().rule, QStringLiteral("CAP-018"));
    const auto *group = design->named<Group>(QStringLiteral("Checkout"));
    QVERIFY(group);
    QCOMPARE(group->label, QStringLiteral("Taking orders"));
    QCOMPARE(group->members,
             (QList<ElementId>{design->idOf(QStringLiteral("Remark")), orders->id}));
    QCOMPARE(design->nextId().value, 40U);
}

void TestRoundTrip::handWritten()
{
    const auto design = store::read("stratoplan: 1\n"
                                    "services:\n"
                                    "- {name: Jobs, kind: queue}\n"
                                    "connections:\n"
                                    "- {from: Jobs, to: Later}\n"
                                    "functions:\n"
                                    "- name: Later\n"
                                    "  subnets: Private\n"
                                    "- name: Other\n"
                                    "  id: 7\n"
                                    "vpcs: [{name: Main}]\n"
                                    "subnets: [{name: Private, vpc: Main}]\n",
                                    QStringLiteral("hand.stratoplan"));
    QVERIFY2(design, design ? "" : qPrintable(toString(design.error().first())));
    // Ids that are not given follow the largest one, in order of the text.
    QCOMPARE(design->idOf(QStringLiteral("Jobs")).value, 8U);
    QCOMPARE(design->idOf(QStringLiteral("Later")).value, 10U);
    QCOMPARE(design->idOf(QStringLiteral("Other")).value, 7U);
    QCOMPARE(design->all<Connection>().first()->role, Role::Trigger);
    QCOMPARE(design->settings().region, QStringLiteral("us-east-1"));
}

void TestRoundTrip::movedNodeIsOneLine()
{
    const Design design
        = designFromText(QStringLiteral("fn A position=10,20; fn B position=30,40 -> A"));
    Edit edit(design);
    edit.setPosition(design.idOf(QStringLiteral("B")), Point{31, 44.5});
    const QList<QByteArray> before = store::write(design).split('\n');
    const QList<QByteArray> after = store::write(*edit.result()).split('\n');
    QCOMPARE(after.size(), before.size());
    QList<QByteArray> changed;
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (before.at(i) != after.at(i))
            changed << before.at(i) << after.at(i);
    }
    QCOMPARE(changed, (QList<QByteArray>{"    position: [30, 40]", "    position: [31, 44.5]"}));
}

void TestRoundTrip::nextIdIsKept()
{
    const Design design = designFromText(QStringLiteral("fn A; fn B; note passing; fn C"));
    Edit edit(design);
    edit.remove(design.idOf(QStringLiteral("C")));
    const Design fewer = *edit.result();
    const auto again = store::read(store::write(fewer), {});
    QVERIFY(again);
    QCOMPARE(again->nextId().value, 5U);
    QCOMPARE(again->size(), 3);
}

void TestRoundTrip::unknownKeysAreKept()
{
    const QByteArray text = "stratoplan: 1\n"
                            "region: us-east-1\n"
                            "networkModel: hyperplane\n"
                            "nextId: 2\n"
                            "\n"
                            "functions:\n"
                            "  - name: A\n"
                            "    id: 1\n"
                            "    # a remark that stays\n"
                            "    colour: blue # and this\n"
                            "    script: |\n"
                            "      one\n"
                            "\n"
                            "        two\n"
                            "\n"
                            "simulation:\n"
                            "  runs: [1, 2]\n"
                            "  who: *x\n";
    // An alias makes no sense without its anchor: it is written out.
    QByteArray withAnchor = text;
    withAnchor.replace("runs: [1, 2]", "runs: &x [1, 2]");
    QByteArray expected = text;
    expected.replace("simulation:\n  runs: [1, 2]\n  who: *x\n",
                     "simulation: {runs: [1, 2], who: [1, 2]}\n");
    const auto design = store::read(withAnchor, {});
    QVERIFY2(design, design ? "" : qPrintable(toString(design.error().first())));
    QCOMPARE(store::write(*design), expected);
    QCOMPARE(store::write(*store::read(expected, {})), expected);
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_round_trip.moc"
