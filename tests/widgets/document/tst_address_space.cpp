// SPDX-License-Identifier: GPL-3.0-or-later
//
// Addresses in rows: what is free, what is folded, what lies outside or overlaps.
#include "planner/analysis.h"
#include "tests/support/design_text.h"
#include "widgets/document/address_space.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::drawing;
using Kind = AddressPiece::Kind;

class TestAddressSpace : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    network::VpcPlan planOf(const Design &design) const
    {
        return network::plan(design, *m_catalog, {}, {}).networks.first();
    }
    /// "10.0.0.0: a 64, free 192" of each row; folded rows as "+N".
    static QStringList shown(const AddressSpace &space, const Design &design)
    {
        QStringList lines;
        for (const AddressRow &row : space.rows) {
            QStringList pieces;
            for (const AddressPiece &piece : row.pieces) {
                const QString name = piece.subnet ? common(*design.find(piece.subnet)).name
                    : piece.kind == Kind::Free    ? QStringLiteral("free")
                                                  : QStringLiteral("unknown");
                pieces.append(QStringLiteral("%1 %2").arg(name).arg(piece.size()));
            }
            lines.append(addressText(row.begin) + QStringLiteral(": ")
                         + pieces.join(QStringLiteral(", "))
                         + (row.folded > 0 ? QStringLiteral(" +%1").arg(row.folded) : QString()));
        }
        return lines;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void rows_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("perRow");
        QTest::addColumn<QStringList>("rows");
        const auto row = [](const char *name, const char *text, int perRow,
                            std::initializer_list<const char *> rows) {
            QStringList lines;
            for (const char *line : rows)
                lines.append(QString::fromLatin1(line));
            QTest::newRow(name) << QString::fromLatin1(text) << perRow << lines;
        };
        row("empty", "vpc V 10.0.0.0/24", 256, {"10.0.0.0: free 256"});
        row("a gap", "vpc V 10.0.0.0/24; subnet a 10.0.0.64/26 in V", 256,
            {"10.0.0.0: free 64, a 64, free 128"});
        row("rows that hold the same are folded", "vpc V 10.0.0.0/20; subnet a 10.0.0.0/24 in V",
            256, {"10.0.0.0: a 256", "10.0.1.0: free 3840 +14"});
        row("a subnet longer than a row", "vpc V 10.0.0.0/22; subnet a 10.0.0.0/23 in V", 256,
            {"10.0.0.0: a 512 +1", "10.0.2.0: free 512 +1"});
        row("pieces reach over rows", "vpc V 10.0.0.0/23; subnet a 10.0.0.0/25 in V", 256,
            {"10.0.0.0: a 128, free 384", "10.0.1.0: free 384"});
        row("two blocks", "vpc V 10.0.0.0/25 10.9.0.0/25; subnet a 10.9.0.0/26 in V", 128,
            {"10.0.0.0: free 128", "10.9.0.0: a 64, free 64"});
        row("outside the block", "vpc V 10.0.0.0/24; subnet a 10.7.0.0/26 in V", 256,
            {"10.0.0.0: free 256", "10.7.0.0: a 64, unknown 192"});
        row("blocks not known", "vpc V ?!Ref_Cidr; subnet a 10.7.0.0/26 in V", 256,
            {"10.7.0.0: a 64, unknown 192"});
        row("all of IPv4 is one fold", "vpc V 0.0.0.0/0", 256,
            {"0.0.0.0: free 4294967296 +16777215"});
    }
    void rows()
    {
        QFETCH(QString, text);
        QFETCH(int, perRow);
        const Design design = designFromText(text);
        QTEST(shown(addressSpaceOf(planOf(design), design, quint64(perRow)), design), "rows");
    }

    void overlapsShareTheHeight()
    {
        const Design design = designFromText(QStringLiteral(
            "vpc V 10.0.0.0/24; subnet a 10.0.0.0/25 in V; subnet b 10.0.0.64/26 in V; "
            "subnet c 10.0.0.128/26 in V"));
        const AddressSpace space = addressSpaceOf(planOf(design), design, 256);
        QCOMPARE(space.rows.size(), 1);
        const QList<AddressPiece> &pieces = space.rows.first().pieces;
        QCOMPARE(pieces.at(0).lanes, 2);
        QCOMPARE(pieces.at(1).lanes, 2);
        QVERIFY(pieces.at(0).lane != pieces.at(1).lane);
        QVERIFY(pieces.at(0).overlapping && pieces.at(1).overlapping);
        QVERIFY(!pieces.at(2).overlapping);
        QCOMPARE(pieces.at(2).lanes, 1);
    }

    void subnetsOutsideAndUnknownOnesAreTold()
    {
        const Design design = designFromText(QStringLiteral(
            "vpc V 10.0.0.0/24; subnet a 10.7.0.0/26 in V; subnet b in V; subnet c ?!Ref_C in V"));
        const AddressSpace space = addressSpaceOf(planOf(design), design, 256);
        QVERIFY(space.blocksKnown);
        QVERIFY(space.rows.last().pieces.first().outside);
        QCOMPARE(
            space.unplaced,
            (QList<ElementId>{design.idOf(QStringLiteral("b")), design.idOf(QStringLiteral("c"))}));
    }

    void usualRows_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("perRow");
        // The visual language: rows of one /24, of larger networks one /20.
        QTest::newRow("/24") << QStringLiteral("vpc V 10.0.0.0/24") << 256;
        QTest::newRow("/20") << QStringLiteral("vpc V 10.0.0.0/20") << 256;
        QTest::newRow("/16") << QStringLiteral("vpc V 10.0.0.0/16") << 4096;
        QTest::newRow("/26") << QStringLiteral("vpc V 10.0.0.0/26") << 64;
        // A /28 is 1/256 of a /20: too thin. 8 of them with their names are 128.
        QTest::newRow("thin") << QStringLiteral("vpc V 10.0.0.0/19; subnet a 10.0.0.0/28 in V")
                              << 128;
        // 8 of the usual size, a /24, are 2,048.
        QTest::newRow("usual size")
            << QStringLiteral("vpc V 10.0.0.0/16; subnet a 10.0.0.0/24 in V; "
                              "subnet b 10.0.1.0/24 in V; subnet c 10.0.2.0/25 in V")
            << 2048;
    }
    void usualRows()
    {
        QFETCH(QString, text);
        QTEST(int(usualRow(planOf(designFromText(text)))), "perRow");
    }

    void everyAddressIsThereOnce()
    {
        // Random disjoint subnets, seed printed: the pieces of all rows, folded ones included, add
        // up to the block, and each subnet has its own size.
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int i = 0; i < 100; ++i) {
            QString text = QStringLiteral("vpc V 10.0.0.0/18");
            quint64 taken = 0;
            for (quint64 at = 0; at < (1 << 14);) {
                const int prefix = random.bounded(20, 29);
                const quint64 size = quint64{1} << (32 - prefix);
                at = (at + size - 1) / size * size;
                if (at + size > (1 << 14))
                    break;
                if (random.bounded(2) == 0) {
                    text += QStringLiteral("; subnet s%1 %2 in V")
                                .arg(at)
                                .arg(network::Cidr{(10u << 24) + quint32(at), prefix}.toString());
                    taken += size;
                }
                at += size;
            }
            const Design design = designFromText(text);
            const quint64 perRow = quint64{1} << random.bounded(4, 15);
            const AddressSpace space = addressSpaceOf(planOf(design), design, perRow);
            quint64 next = 10u << 24;
            quint64 subnets = 0;
            quint64 all = 0;
            for (const AddressRow &row : space.rows) {
                QCOMPARE(row.begin, next);
                const quint64 end = std::min(row.begin + perRow * (row.folded + 1),
                                             quint64{(10u << 24) + (1 << 14)});
                for (const AddressPiece &piece : row.pieces) {
                    const quint64 here
                        = std::min(piece.end, end) - std::max(piece.begin, row.begin);
                    all += here;
                    if (piece.subnet)
                        subnets += here;
                }
                next = end;
            }
            QCOMPARE(all, quint64{1 << 14});
            QCOMPARE(subnets, taken);
        }
    }
};

QTEST_GUILESS_MAIN(TestAddressSpace)
#include "tst_address_space.moc"
