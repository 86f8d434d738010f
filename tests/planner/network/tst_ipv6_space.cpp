// SPDX-License-Identifier: GPL-3.0-or-later
//
// What subnets have of the IPv6 addresses of their VPC, and what is free.
#include "planner/model/edit.h"
#include "planner/network/ipv6_space.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::network;

namespace {

struct Drawn
{
    Design design;
    ElementId vpc;
    QList<ElementId> subnets;

    std::optional<Ipv6Space> space() const
    {
        return ipv6SpaceOf(*design.get<Vpc>(vpc), design, Limits());
    }
};

/// A field of "amazon" is a block of Amazon's; an empty one is unset.
Field<QString> fieldOf(const QString &text)
{
    if (text == QLatin1String("amazon"))
        return Field<QString>::computed(providedIpv6Block);
    return text.isEmpty() ? Field<QString>() : Field<QString>(text);
}

Drawn drawn(const QString &block, const QStringList &subnets)
{
    Drawn made;
    Edit edit((Design()));
    Vpc vpc;
    vpc.name = QStringLiteral("Main");
    vpc.ipv6Cidr = fieldOf(block);
    made.vpc = edit.add(vpc);
    for (const QString &each : subnets) {
        Subnet subnet;
        subnet.vpc = made.vpc;
        subnet.name = QStringLiteral("S%1").arg(made.subnets.size());
        subnet.ipv6Cidr = fieldOf(each);
        made.subnets.append(edit.add(subnet));
    }
    made.design = *edit.result();
    return made;
}

/// "S0 a00::/64, free 2, S1 ...": order and use of all pieces.
QString told(const Drawn &drawn)
{
    QStringList words;
    const std::optional<Ipv6Space> space = drawn.space();
    for (const Ipv6Piece &piece : space->pieces) {
        const auto index = drawn.subnets.indexOf(piece.subnet);
        QString word = index < 0 ? QStringLiteral("free %1").arg(piece.count())
                                 : QStringLiteral("S%1").arg(index);
        if (piece.count() > 1 && index >= 0)
            word += QStringLiteral("*%1").arg(piece.count());
        if (piece.outside)
            word += QStringLiteral(" outside");
        if (piece.overlapping)
            word += QStringLiteral(" overlaps");
        words.append(word);
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

class TestIpv6Space : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pieces_data();
    void pieces();
    void withoutIpv6ThereIsNone();
    void amazonsBlockIsCountedBeforeItIsKnown();
    void namesOfTheFirstAndTheLast();
    void everyAddressIsInOnePiece();
};

void TestIpv6Space::pieces_data()
{
    QTest::addColumn<QString>("block");
    QTest::addColumn<QStringList>("subnets");
    QTest::addColumn<QString>("result");
    QTest::addColumn<int>("free");
    const auto row = [](const char *name, const char *block, const char *subnets,
                        const char *result, int free) {
        QTest::newRow(name) << QString::fromLatin1(block)
                            << QString::fromLatin1(subnets).split(u' ', Qt::SkipEmptyParts)
                            << QString::fromLatin1(result) << free;
    };
    const char *const block = "2001:db8:0:1a00::/56"; // 2^(64 - 56) = 256 of /64
    row("nothing taken", block, "", "free 256", 256);
    row("the first two", block, "2001:db8:0:1a00::/64 2001:db8:0:1a01::/64", "S0, S1, free 254",
        254);
    row("the last, and one in the middle", block, "2001:db8:0:1aff::/64 2001:db8:0:1a80::/64",
        "free 128, S1, free 126, S0", 254);
    row("a larger one", block, "2001:db8:0:1a10::/60", "free 16, S0*16, free 224", 240);
    row("outside before and behind", block, "2001:db8:0:1b00::/64 2001:db8:0:1900::/64",
        "S1 outside, free 256, S0 outside", 256);
    row("two of the same", block, "2001:db8:0:1a05::/64 2001:db8:0:1a05::/64",
        "free 5, S0 overlaps, S1 overlaps, free 250", 255);
    row("one in another", block, "2001:db8:0:1a04::/64 2001:db8:0:1a00::/60",
        "S1*16 overlaps, S0 overlaps, free 240", 240);
    row("all of it", block, "2001:db8:0:1a00::/56", "S0*256", 0);
    row("one is not known yet", block, "2001:db8:0:1a00::/64 amazon", "S0, free 255", 254);
    row("the smallest VPC", "2001:db8::/60", "2001:db8:0:f::/64", "free 15, S0", 15);
}

void TestIpv6Space::pieces()
{
    QFETCH(QString, block);
    QFETCH(QStringList, subnets);
    const Drawn made = drawn(block, subnets);
    QTEST(told(made), "result");
    QTEST(int(*made.space()->free), "free");
}

void TestIpv6Space::withoutIpv6ThereIsNone()
{
    QVERIFY(!drawn({}, {QString()}).space());
    // A subnet of a VPC whose block nobody stated is shown, what is free of it is not known.
    const Drawn lone = drawn({}, {QStringLiteral("2001:db8::/64")});
    QCOMPARE(told(lone), QStringLiteral("S0"));
    QVERIFY(!lone.space()->all && !lone.space()->free);
}

void TestIpv6Space::amazonsBlockIsCountedBeforeItIsKnown()
{
    const Drawn made = drawn(QStringLiteral("amazon"),
                             {QStringLiteral("amazon"), QString(), QStringLiteral("amazon")});
    const std::optional<Ipv6Space> space = made.space();
    QVERIFY(space->provided && !space->block && space->pieces.isEmpty());
    QCOMPARE(space->unplaced, (QList<ElementId>{made.subnets.at(0), made.subnets.at(2)}));
    // Amazon gives a /56.
    QCOMPARE(space->all, std::optional<quint64>(256));
    QCOMPARE(space->free, std::optional<quint64>(254));
}

void TestIpv6Space::namesOfTheFirstAndTheLast()
{
    const Ipv6Piece piece
        = drawn(QStringLiteral("2001:db8:0:1a00::/56"), {}).space()->pieces.first();
    QCOMPARE(piece.first64(), QStringLiteral("2001:db8:0:1a00::/64"));
    QCOMPARE(piece.last64(), QStringLiteral("2001:db8:0:1aff::/64"));
}

/// Each /64 of the block by itself: free where no subnet contains it.
void TestIpv6Space::everyAddressIsInOnePiece()
{
    QRandomGenerator random(20261127);
    for (int round = 0; round < 300; ++round) {
        QStringList subnets;
        for (quint32 i = random.bounded(12U); i > 0; --i) {
            const int prefix = 60 + 4 * int(random.bounded(2));
            const quint64 place = 0x1a00 + random.bounded(0x180U); // some lie behind the block
            const Cidr6 one
                = parseCidr6(QStringLiteral("2001:db8:0:%1::/%2").arg(place, 0, 16).arg(prefix))
                      ->cidr;
            subnets.append(one.toString());
        }
        const Drawn made = drawn(QStringLiteral("2001:db8:0:1a00::/56"), subnets);
        const std::optional<Ipv6Space> space = made.space();
        quint64 free = 0;
        quint64 last = 0;
        const quint64 base = space->block->base.high;
        for (const Ipv6Piece &piece : space->pieces) {
            QVERIFY2(piece.first >= last, qPrintable(QString::number(round)));
            last = piece.first;
        }
        for (quint64 place = base; place < base + 256; ++place) {
            const Cidr6 one{{place, 0}, 64};
            const bool taken
                = std::any_of(subnets.begin(), subnets.end(), [&](const QString &subnet) {
                      return parseCidr6(subnet)->cidr.contains(one);
                  });
            int inFree = 0;
            for (const Ipv6Piece &piece : space->pieces)
                inFree += !piece.subnet && place >= piece.first && place <= piece.last;
            QCOMPARE(inFree, taken ? 0 : 1);
            free += taken ? 0 : 1;
        }
        QCOMPARE(*space->free, free);
    }
}

QTEST_GUILESS_MAIN(TestIpv6Space)
#include "tst_ipv6_space.moc"
