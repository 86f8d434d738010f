// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/cidr.h"
#include "planner/network/space.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#include <random>

using namespace stratoplan::network;

namespace {

constexpr quint32 seed = 20181127;

// Reads a block and the blocks taken of it, and writes what is left as first-last ranges.
const char *const pythonFree = R"(
import ipaddress, sys
for line in sys.stdin:
    block, *taken = [ipaddress.IPv4Network(word) for word in line.split()]
    left = [block]
    for used in taken:
        rest = []
        for part in left:
            if not part.overlaps(used):
                rest.append(part)
            elif used.subnet_of(part) and used != part:
                rest.extend(part.address_exclude(used))
        left = rest
    ranges = []
    for part in sorted(left):
        first, last = int(part[0]), int(part[-1])
        if ranges and ranges[-1][1] + 1 == first:
            ranges[-1][1] = last
        else:
            ranges.append([first, last])
    print(" ".join("%d-%d" % tuple(r) for r in ranges))
)";

QList<QByteArray> python(const char *program, const QByteArray &input)
{
    QProcess process;
    process.start(QStringLiteral("/usr/bin/python3"),
                  {QStringLiteral("-c"), QString::fromLatin1(program)});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("python3: %s", process.readAllStandardError().constData());
    return process.readAllStandardOutput().split('\n');
}

} // namespace

class TestCidr : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void usableAddresses_data();
    void usableAddresses();
    void freeRangesAgreeWithPython();
    void choosesLargestRestThenLowest();
};

void TestCidr::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("block");
    QTest::addColumn<bool>("hadHostBits");

    QTest::newRow("whole") << QStringLiteral("0.0.0.0/0") << QStringLiteral("0.0.0.0/0") << false;
    QTest::newRow("usual") << QStringLiteral("10.0.0.0/24") << QStringLiteral("10.0.0.0/24")
                           << false;
    QTest::newRow("one") << QStringLiteral("255.255.255.255/32")
                         << QStringLiteral("255.255.255.255/32") << false;
    // The example of the contract: EC2 makes 10.0.0.80/28 of it.
    QTest::newRow("host bits") << QStringLiteral("10.0.0.82/28") << QStringLiteral("10.0.0.80/28")
                               << true;
    QTest::newRow("all bits") << QStringLiteral("255.255.255.255/0") << QStringLiteral("0.0.0.0/0")
                              << true;
}

void TestCidr::parses()
{
    QFETCH(QString, text);
    const std::optional<ParsedCidr> parsed = parseCidr(text);
    QVERIFY(parsed);
    QTEST(parsed->cidr.toString(), "block");
    QTEST(parsed->hadHostBits, "hadHostBits");
}

void TestCidr::refuses_data()
{
    QTest::addColumn<QString>("text");
    const char *const texts[]{"",
                              "10.0.0.0",
                              "10.0.0.0/",
                              "10.0.0.0/33",
                              "10.0.0/24",
                              "10.0.0.0.0/24",
                              "10.0.0.256/24",
                              "010.0.0.0/8",
                              "10.0.00.0/8",
                              "10.0.0.0/08",
                              " 10.0.0.0/8",
                              "10.0.0.0/8 ",
                              "10.0.0.0/-1",
                              "10.0.0.0/+8",
                              "10..0.0/8",
                              "10.0.0.0/255.0.0.0",
                              "2001:db8::/56",
                              "!Ref SubnetCidr",
                              "4294967306.0.0.0/8",
                              "10.0.0.0/4294967304"};
    for (const char *text : texts)
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("other digits") << QStringLiteral(u"١٠.0.0.0/8");
}

void TestCidr::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!parseCidr(text));
}

void TestCidr::usableAddresses_data()
{
    QTest::addColumn<int>("prefix");
    QTest::addColumn<qint64>("usable");
    // 2^(32 - prefix) - 5
    QTest::newRow("/16") << 16 << qint64{65531};
    QTest::newRow("/24") << 24 << qint64{251};
    QTest::newRow("/26") << 26 << qint64{59};
    QTest::newRow("/28") << 28 << qint64{11};
    QTest::newRow("/30") << 30 << qint64{0};
    QTest::newRow("/32") << 32 << qint64{0};
}

void TestCidr::usableAddresses()
{
    QFETCH(int, prefix);
    QTEST(stratoplan::network::usableAddresses(prefix), "usable");
}

void TestCidr::freeRangesAgreeWithPython()
{
    constexpr int cases = 2'000;
    std::mt19937 random(seed + 1);
    QByteArray input;
    QList<QList<Range>> found;
    for (int i = 0; i < cases; ++i) {
        const Cidr block = parseCidr(QStringLiteral("10.0.0.0/%1").arg(16 + random() % 9))->cidr;
        input += block.toString().toLatin1();
        QList<Cidr> taken;
        const int count = static_cast<int>(random() % 9);
        for (int j = 0; j < count; ++j) {
            const int prefix = static_cast<int>(17 + random() % 12);
            const quint32 mask = static_cast<quint32>(~((quint64{1} << (32 - prefix)) - 1));
            // Some lie outside the block, some overlap.
            const quint32 address = static_cast<quint32>(0x0a00'0000 | (random() & 0x0001'ffff));
            taken.append({address & mask, prefix});
            input += ' ' + taken.last().toString().toLatin1();
        }
        input += '\n';
        found.append(freeRanges(block, taken));
    }
    const QList<QByteArray> expected = python(pythonFree, input);
    QVERIFY2(expected.size() >= cases, "python3 told too little");
    for (int i = 0; i < cases; ++i) {
        QStringList words;
        for (const Range &range : std::as_const(found[i]))
            words.append(QStringLiteral("%1-%2").arg(range.first).arg(range.last));
        const QString told = words.join(QLatin1Char(' '));
        QVERIFY2(told.toLatin1() == expected.at(i),
                 qPrintable(QStringLiteral("seed %1, case %2: %3, python %4")
                                .arg(seed + 1)
                                .arg(i)
                                .arg(told, QString::fromLatin1(expected.at(i)))));
    }
}

void TestCidr::choosesLargestRestThenLowest()
{
    const auto blocks = [](const QList<Range> &free, int prefix, int count) {
        const std::optional<QList<Cidr>> chosen = chooseBlocks(free, prefix, count);
        QStringList words;
        if (chosen) {
            for (const Cidr &block : *chosen)
                words.append(block.toString());
        }
        return words.join(QLatin1Char(' '));
    };
    const auto free = [](const char *block, const QStringList &taken) {
        QList<Cidr> used;
        for (const QString &text : taken)
            used.append(parseCidr(text)->cidr);
        return freeRanges(parseCidr(QString::fromLatin1(block))->cidr, used);
    };

    // Empty /24: two /26 at the bottom leave a /25.
    QCOMPARE(blocks(free("10.0.0.0/24", {}), 26, 2), QStringLiteral("10.0.0.0/26 10.0.0.64/26"));
    // .0/26 is taken: .64/26 fills the lower half, one more opens the upper one. Three of /26 are
    // all.
    QCOMPARE(blocks(free("10.0.0.0/24", {QStringLiteral("10.0.0.0/26")}), 26, 1),
             QStringLiteral("10.0.0.64/26"));
    QCOMPARE(blocks(free("10.0.0.0/24", {QStringLiteral("10.0.0.0/26")}), 26, 3),
             QStringLiteral("10.0.0.64/26 10.0.0.128/26 10.0.0.192/26"));
    QCOMPARE(blocks(free("10.0.0.0/24", {QStringLiteral("10.0.0.0/26")}), 26, 4), QString());
    // .128/26 and .224/27 are taken: free are .0/25 and .192/27. One /27 at .192 leaves the /25
    // whole, which a block at .0 would break.
    const QList<Range> holes
        = free("10.0.0.0/24", {QStringLiteral("10.0.0.128/26"), QStringLiteral("10.0.0.224/27")});
    QCOMPARE(blocks(holes, 27, 1), QStringLiteral("10.0.0.192/27"));
    // With two the /25 is broken either way: the lowest bases then, and .64/26 stays.
    QCOMPARE(blocks(holes, 27, 2), QStringLiteral("10.0.0.0/27 10.0.0.32/27"));
    // Two free /26: one of them is left whole in any case, so the lower one is used.
    QCOMPARE(blocks(free("10.0.0.0/24",
                         {QStringLiteral("10.0.0.64/26"), QStringLiteral("10.0.0.192/26")}),
                    27, 2),
             QStringLiteral("10.0.0.0/27 10.0.0.32/27"));
}

QTEST_GUILESS_MAIN(TestCidr)
#include "tst_cidr.moc"
