// SPDX-License-Identifier: GPL-3.0-or-later
//
// The arithmetic of blocks, IPv4 and IPv6, against Python's ipaddress on random cases.
#include "planner/network/cidr.h"
#include "planner/network/cidr6.h"

#include <QProcess>
#include <QTest>

#include <random>

using namespace stratoplan::network;

namespace {

constexpr quint32 seed = 20181127;

/// 100,000 in the long run.
int cases()
{
    return qEnvironmentVariableIsSet("STRATOPLAN_LONG") ? 100'000 : 10'000;
}

// Reads lines of "a b prefix c d e" and writes what ipaddress makes of them: a masked, whether it
// was masked already, its last address, whether it contains and overlaps b, the number, the first
// and the last of its pieces of `prefix`, and all five collapsed. "-" is a text that is no block.
const char *const program = R"(
import ipaddress, sys
net = ipaddress.IPv4Network if sys.argv[1] == "4" else ipaddress.IPv6Network
top = 32 if sys.argv[1] == "4" else 128
out = []
for line in sys.stdin:
    words = line.split()
    try:
        n = net(words[0], strict=False)
    except ValueError:
        out.append("-")
        continue
    address = words[0].split("/")[0]
    host = ipaddress.ip_address(address) != n.network_address
    m, p = net(words[1], strict=False), int(words[2])
    if n.prefixlen <= p <= top and p - n.prefixlen <= 16:
        count = 1 << (p - n.prefixlen)
        first = net((int(n.network_address), p))
        last = net((int(n.network_address) + (count - 1) * (1 << (top - p)), p))
        pieces = "%d %s %s" % (count, first, last)
        # The long way, where it is short.
        if count <= 16:
            listed = list(n.subnets(new_prefix=p))
            assert [len(listed), listed[0], listed[-1]] == [count, first, last]
    else:
        pieces = "0"
    rest = [net(w, strict=False) for w in words[3:]]
    whole = " ".join(str(w) for w in ipaddress.collapse_addresses([n, m] + rest))
    out.append("%s %d %s %d %d %s = %s" % (n, host, n[-1], m.subnet_of(n), n.overlaps(m), pieces,
                                           whole))
print("\n".join(out))
)";

QList<QByteArray> python(const char *family, const QByteArray &input)
{
    QProcess process;
    process.start(
        QStringLiteral("/usr/bin/python3"),
        {QStringLiteral("-c"), QString::fromLatin1(program), QString::fromLatin1(family)});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(600'000) || process.exitCode() != 0)
        qFatal("python3: %s", process.readAllStandardError().constData());
    return process.readAllStandardOutput().split('\n');
}

QString addressText(quint32 address)
{
    return Cidr{address, 32}.toString().section(QLatin1Char('/'), 0, 0);
}

QString lastText(const Cidr &block)
{
    return addressText(block.last());
}

QString lastText(const Cidr6 &block)
{
    return block.last().toString();
}

template <class Parsed>
QString told(const Parsed &a, const Parsed &b, int prefix, const QList<Parsed> &rest)
{
    auto blocks = aggregated({a.cidr, b.cidr, rest.at(0).cidr, rest.at(1).cidr, rest.at(2).cidr});
    QStringList whole;
    for (const auto &block : blocks)
        whole.append(block.toString());
    const auto parts = split(a.cidr, prefix);
    const QString pieces = parts.isEmpty()
        ? QStringLiteral("0")
        : QStringLiteral("%1 %2 %3")
              .arg(parts.size())
              .arg(parts.first().toString(), parts.last().toString());
    return QStringLiteral("%1 %2 %3 %4 %5 %6 = %7")
        .arg(a.cidr.toString())
        .arg(int(a.hadHostBits))
        .arg(lastText(a.cidr))
        .arg(int(a.cidr.contains(b.cidr)))
        .arg(int(a.cidr.overlaps(b.cidr)))
        .arg(pieces, whole.join(QLatin1Char(' ')));
}

struct Case
{
    QString a;
    QString b;
    int prefix = 0;
    QStringList rest;
};

QByteArray lineOf(const Case &made)
{
    return QStringLiteral("%1 %2 %3 %4\n")
        .arg(made.a, made.b)
        .arg(made.prefix)
        .arg(made.rest.join(QLatin1Char(' ')))
        .toLatin1();
}

template <class Parse>
void compare(const char *family, const QList<Case> &all, const Parse &parse)
{
    QByteArray input;
    for (const Case &made : all)
        input += lineOf(made);
    const QList<QByteArray> expected = python(family, input);
    QVERIFY2(expected.size() >= all.size(), "python3 told too little");
    int refused = 0;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const Case &made = all.at(i);
        const auto a = parse(made.a);
        QString found = QStringLiteral("-");
        if (a) {
            const auto b = parse(made.b);
            QVERIFY(b);
            QList<std::decay_t<decltype(*a)>> rest;
            for (const QString &text : made.rest)
                rest.append(*parse(text));
            found = told(*a, *b, made.prefix, rest);
        } else {
            ++refused;
        }
        QVERIFY2(found.toLatin1() == expected.at(i),
                 qPrintable(QStringLiteral("seed %1, case %2: %3%4\npython: %5")
                                .arg(seed)
                                .arg(i)
                                .arg(QString::fromLatin1(lineOf(made)), found,
                                     QString::fromLatin1(expected.at(i)))));
    }
    qInfo("IPv%s: %lld cases from seed %u, %d of them no block, 0 differences", family,
          static_cast<long long>(all.size()), seed, refused);
}

/// A prefix to cut the block into: mostly few pieces, seldom at the edges of what is listed.
int piecesOf(const QString &block, std::mt19937 &random)
{
    const int own = block.section(QLatin1Char('/'), 1).toInt();
    return own + (random() % 500 == 0 ? 14 + int(random() % 4) : int(random() % 9) - 1);
}

/// One character of an address more, less or another.
QString spoilt(QString text, std::mt19937 &random, const QString &characters)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    const qsizetype at = static_cast<qsizetype>(random()) % slash;
    const QChar other = characters.at(static_cast<qsizetype>(random()) % characters.size());
    switch (random() % 3) {
    case 0:
        text[at] = other;
        break;
    case 1:
        text.insert(at, other);
        break;
    default:
        text.remove(at, 1);
        break;
    }
    return text;
}

} // namespace

class TestIpaddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ipv4();
    void ipv6();
};

void TestIpaddress::ipv4()
{
    std::mt19937 random(seed);
    const auto block = [&random] {
        // Few distinct high bits, so that blocks meet often.
        const auto address = static_cast<quint32>((random() & 0x0103'ffff) | 0x0a00'0000);
        return QStringLiteral("%1/%2").arg(addressText(address)).arg(random() % 33);
    };
    const auto long_ = [&random] {
        // Long ones that lie close together, so that halves become one.
        const auto address = static_cast<quint32>(0x0a00'0000 | (random() & 0x7f));
        return QStringLiteral("%1/%2").arg(addressText(address)).arg(24 + random() % 9);
    };
    QList<Case> all;
    for (int i = 0; i < cases(); ++i) {
        Case made{i % 2 == 0 ? block() : long_(),
                  i % 2 == 0 ? block() : long_(),
                  0,
                  {long_(), long_(), long_()}};
        made.prefix = piecesOf(made.a, random);
        if (i % 10 == 9)
            made.a = spoilt(made.a, random, QStringLiteral("0123456789.. x"));
        made.a.replace(QLatin1Char(' '), QLatin1Char('_'));
        all.append(made);
    }
    compare("4", all, [](const QString &text) { return parseCidr(text); });
}

void TestIpaddress::ipv6()
{
    std::mt19937 random(seed);
    const auto groups = [&random](quint32 mask) {
        QList<quint32> parts;
        for (int i = 0; i < 8; ++i)
            parts.append(random() % 2 == 0 ? 0 : static_cast<quint32>(random()) & mask);
        return parts;
    };
    // Written in one of the ways that RFC 4291 allows.
    const auto spelt = [&random](const QList<quint32> &parts) {
        const bool tail = random() % 8 == 0;
        QStringList words;
        for (int i = 0; i < (tail ? 6 : 8); ++i) {
            const QString hex = QString::number(parts.at(i), 16);
            const int width = random() % 4 == 0 ? 4 : 1;
            const QString word = hex.rightJustified(width, QLatin1Char('0'));
            words.append(random() % 4 == 0 ? word.toUpper() : word);
        }
        if (tail)
            words.append(addressText(parts.at(6) << 16 | parts.at(7)));
        // Any run of zero groups, of one too, may be left out once.
        QList<std::pair<int, int>> runs;
        for (int i = 0; i < (tail ? 6 : 8); ++i) {
            for (int j = i; j < (tail ? 6 : 8) && parts.at(j) == 0; ++j)
                runs.append({i, j});
        }
        if (runs.isEmpty() || random() % 3 == 0)
            return words.join(QLatin1Char(':'));
        const std::pair<int, int> gap = runs.at(static_cast<qsizetype>(random()) % runs.size());
        return words.mid(0, gap.first).join(QLatin1Char(':')) + QStringLiteral("::")
            + words.mid(gap.second + 1).join(QLatin1Char(':'));
    };
    const auto block
        = [&] { return QStringLiteral("%1/%2").arg(spelt(groups(0xffff))).arg(random() % 129); };
    const auto near = [&](int shortest) {
        QList<quint32> parts{0x2001, 0xdb8, 0, static_cast<quint32>(random()) & 0x7f, 0, 0, 0, 0};
        if (random() % 4 == 0)
            parts[7] = 1;
        return QStringLiteral("%1/%2").arg(spelt(parts)).arg(shortest + int(random() % 9));
    };
    QList<Case> all;
    for (int i = 0; i < cases(); ++i) {
        Case made{i % 2 == 0 ? block() : near(56),
                  i % 2 == 0 ? block() : near(56),
                  0,
                  {near(57), near(57), near(57)}};
        made.prefix = piecesOf(made.a, random);
        if (i % 10 == 9)
            made.a = spoilt(made.a, random, QStringLiteral("0123456789abcDEF::.g"));
        all.append(made);
    }
    compare("6", all, [](const QString &text) { return parseCidr6(text); });
}

QTEST_GUILESS_MAIN(TestIpaddress)
#include "tst_ipaddress.moc"
