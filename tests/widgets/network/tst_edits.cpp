// SPDX-License-Identifier: GPL-3.0-or-later
//
// Splitting, merging and making subnets: what becomes of the blocks and of what stands in them, and
// what is refused.
#include "planner/analysis.h"
#include "planner/network/faults.h"
#include "tests/support/design_text.h"
#include "widgets/network/edits.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::network;

namespace {

constexpr const char *drawn
    = "vpc Main 10.0.0.0/22; zone Za in Main; zone Zb in Main; gateway internet Igw in Main; "
      "table Open in Main 0.0.0.0/0>Igw; "
      "subnet low 10.0.0.0/25 in Za; subnet high 10.0.0.128/25 in Za; "
      "subnet other 10.0.1.0/25 in Zb; subnet open 10.0.1.128/25 in Zb routeTable=Open; "
      "subnet small 10.0.2.0/28 in Za; subnet unknown in Zb; "
      "fn Worker 512 in low,high; fn Both 512 in high,other; relational-database Db in high,other; "
      "endpoint interface Ep sqs in high; gateway nat Nat in high";

} // namespace

class TestNetworkEdits : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QList<decision::Tree> m_trees;
    Design m_design;
    Limits m_limits;

    ElementId id(const char *name) const { return m_design.idOf(QLatin1String(name)); }
    Plan planOf(const Design &design) const
    {
        return analyze(std::make_shared<const Design>(design), *m_catalog, m_trees)->network;
    }
    static QString blockIn(const Design &design, const QString &name)
    {
        const Subnet *subnet = design.named<Subnet>(name);
        return subnet ? subnet->cidr.valueOr(QStringLiteral("?")) : QStringLiteral("gone");
    }
    static QStringList namesIn(const Design &design, const QList<ElementId> &ids)
    {
        QStringList names;
        for (const ElementId one : ids)
            names.append(common(*design.find(one)).name);
        return names;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_catalog = *catalog;
        m_trees = *trees;
        m_design = designFromText(QLatin1String(drawn));
        m_limits = limitsOf(m_design, *m_catalog);
    }

    void aSplitLeavesTheResidentsInOneHalf_data()
    {
        QTest::addColumn<int>("away");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QString>("made");
        // 10.0.1.0/25 is 10.0.1.0 to 10.0.1.127: its halves begin at .0 and .64.
        QTest::newRow("upper") << int(Half::Upper) << QStringLiteral("10.0.1.0/26")
                               << QStringLiteral("10.0.1.64/26");
        QTest::newRow("lower") << int(Half::Lower) << QStringLiteral("10.0.1.64/26")
                               << QStringLiteral("10.0.1.0/26");
    }
    void aSplitLeavesTheResidentsInOneHalf()
    {
        QFETCH(int, away);
        const auto change
            = splitSubnet(m_design, planOf(m_design), m_limits, id("other"), Half(away));
        QVERIFY(change);
        const auto after = apply(m_design, *change);
        QVERIFY(after);
        QTEST(blockIn(*after, QStringLiteral("other")), "kept");
        QTEST(blockIn(*after, QStringLiteral("other2")), "made");
        const Subnet *made = after->named<Subnet>(QStringLiteral("other2"));
        QCOMPARE(made->zone, id("Zb"));
        QCOMPARE(after->named<Function>(QStringLiteral("Both"))->subnets,
                 m_design.named<Function>(QStringLiteral("Both"))->subnets);
        QVERIFY(faultsOf(*after, m_limits).size() <= faultsOf(m_design, m_limits).size());
        // Undone, nothing is left of it.
        const auto back = apply(*after, inverse(*change));
        QVERIFY(back);
        QCOMPARE(back->elements().size(), m_design.elements().size());
        QCOMPARE(blockIn(*back, QStringLiteral("other")), QStringLiteral("10.0.1.0/25"));
    }

    void aMergeTakesAlongWhatStandsThere()
    {
        const auto change = widenSubnet(m_design, m_limits, id("low"),
                                        parseCidr(QStringLiteral("10.0.0.0/24"))->cidr);
        QVERIFY(change);
        const auto after = apply(m_design, *change);
        QVERIFY(after);
        QCOMPARE(blockIn(*after, QStringLiteral("low")), QStringLiteral("10.0.0.0/24"));
        QCOMPARE(blockIn(*after, QStringLiteral("high")), QStringLiteral("gone"));
        const auto subnets = [&](const auto *element) { return namesIn(*after, element->subnets); };
        QCOMPARE(subnets(after->named<Function>(QStringLiteral("Worker"))),
                 QStringList{QStringLiteral("low")});
        QCOMPARE(subnets(after->named<Function>(QStringLiteral("Both"))),
                 (QStringList{QStringLiteral("low"), QStringLiteral("other")}));
        QCOMPARE(subnets(after->named<Service>(QStringLiteral("Db"))),
                 (QStringList{QStringLiteral("low"), QStringLiteral("other")}));
        QCOMPARE(subnets(after->named<Endpoint>(QStringLiteral("Ep"))),
                 QStringList{QStringLiteral("low")});
        QCOMPARE(after->named<Gateway>(QStringLiteral("Nat"))->subnet, id("low"));
    }

    void wideningTakesFreeAddresses()
    {
        const auto change = widenSubnet(m_design, m_limits, id("small"),
                                        parseCidr(QStringLiteral("10.0.2.0/27"))->cidr);
        QVERIFY(change);
        const auto after = apply(m_design, *change);
        QVERIFY(after);
        QCOMPARE(blockIn(*after, QStringLiteral("small")), QStringLiteral("10.0.2.0/27"));
        QCOMPARE(after->size(), m_design.size());
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("deed");
        QTest::addColumn<QString>("subnet");
        QTest::addColumn<QString>("block");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *deed, const char *subnet,
                            const char *block, const char *code) {
            QTest::newRow(name) << QString::fromLatin1(deed) << QString::fromLatin1(subnet)
                                << QString::fromLatin1(block) << QString::fromLatin1(code);
        };
        row("EC2 makes no /29", "split", "small", "", "network.split-limit");
        row("unknown block", "split", "unknown", "", "network.unknown-cidr");
        row("unknown block, wider", "widen", "unknown", "10.0.2.0/27", "network.unknown-cidr");
        row("another zone", "widen", "low", "10.0.0.0/23", "network.merge-differs");
        row("other routes", "widen", "other", "10.0.1.0/24", "network.merge-differs");
        row("over the VPC", "widen", "small", "10.0.0.0/21", "network.merge-limit");
        row("taken", "add", "Main", "10.0.1.0/26", "network.add-taken");
        row("outside", "add", "Main", "10.9.0.0/26", "network.merge-limit");
        row("too small for EC2", "add", "Main", "10.0.3.0/29", "network.merge-limit");
        row("no block", "type", "low", "10.0.0/24", "network.bad-cidr");
    }
    void refusals()
    {
        QFETCH(QString, deed);
        QFETCH(QString, subnet);
        QFETCH(QString, block);
        QFETCH(QString, code);
        const ElementId element = m_design.idOf(subnet);
        QVERIFY(element);
        const auto parsed = parseCidr(block);
        const Cidr wanted = parsed ? parsed->cidr : Cidr{};
        Expected<Change> change = Change{};
        if (deed == QLatin1String("split"))
            change = splitSubnet(m_design, planOf(m_design), m_limits, element, Half::Upper);
        else if (deed == QLatin1String("widen"))
            change = widenSubnet(m_design, m_limits, element, wanted);
        else if (deed == QLatin1String("add"))
            change = addSubnet(m_design, m_limits, element, wanted);
        else
            change = setBlock(m_design, element, block);
        QVERIFY(!change);
        QCOMPARE(change.error().first().code, code);
        // People read why, and what to do.
        QVERIFY(!toString(change.error().first().what).contains(QLatin1Char('{')));
        QVERIFY(!toString(change.error().first().remedy).isEmpty());
    }

    void aSplitThatLeavesTooLittleIsRefusedWithTheFigures()
    {
        // A /27 has 27 usable addresses, half of it 11; 20 others stand in it.
        const Design design = designFromText(QStringLiteral(
            "vpc V 10.0.0.0/24; zone Z in V; subnet full 10.0.0.0/27 in Z otherResidents=20"));
        const auto change = splitSubnet(design, planOf(design), limitsOf(design, *m_catalog),
                                        design.idOf(QStringLiteral("full")), Half::Upper);
        QVERIFY(!change);
        QCOMPARE(change.error().first().code, QStringLiteral("network.split-residents"));
        const QString words = toString(change.error().first().what);
        QVERIFY2(words.contains(QStringLiteral("20")) && words.contains(QStringLiteral("11")),
                 qPrintable(words));
    }

    void outsideNetworksAreLeftAlone()
    {
        const Design design = designFromText(QStringLiteral(
            "vpc V 10.0.0.0/24 outside=true; subnet far 10.0.0.0/26 in V outside=true"));
        const ElementId far = design.idOf(QStringLiteral("far"));
        const Limits limits = limitsOf(design, *m_catalog);
        QCOMPARE(splitSubnet(design, planOf(design), limits, far, Half::Upper).error().first().code,
                 QStringLiteral("network.edit-outside"));
        QCOMPARE(setBlock(design, far, QStringLiteral("10.0.0.0/25")).error().first().code,
                 QStringLiteral("network.edit-outside"));
    }

    void aNewSubnetGoesToTheZoneWithTheFewest()
    {
        const Design design = designFromText(QStringLiteral(
            "vpc V 10.0.0.0/24; zone Za in V; zone Zb in V; subnet one 10.0.0.0/26 in Za"));
        const auto change
            = addSubnet(design, limitsOf(design, *m_catalog), design.idOf(QStringLiteral("V")),
                        parseCidr(QStringLiteral("10.0.0.64/26"))->cidr);
        QVERIFY(change);
        const auto after = apply(design, *change);
        QVERIFY(after);
        const QList<const Subnet *> subnets = after->all<Subnet>();
        QCOMPARE(subnets.size(), 2);
        QCOMPARE(subnets.last()->zone, design.idOf(QStringLiteral("Zb")));
        QCOMPARE(subnets.last()->cidr.valueOr({}), QStringLiteral("10.0.0.64/26"));
    }

    void splitAndMergedAgainIsAsBefore()
    {
        // 200 random subnets, seed printed: a split and the merge of both halves give the block
        // back and lose nobody.
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int i = 0; i < 200; ++i) {
            const int prefix = random.bounded(16, 28);
            const Cidr vpc{10u << 24, 16};
            Cidr block{vpc.base | (random.generate() & 0xffffu), prefix};
            block.base &= static_cast<quint32>(~(block.size() - 1));
            const Design design = designFromText(
                QStringLiteral("vpc V 10.0.0.0/16; zone Z in V; subnet s %1 in Z; fn F 512 in s")
                    .arg(block.toString()));
            const Limits limits = limitsOf(design, *m_catalog);
            const ElementId s = design.idOf(QStringLiteral("s"));
            const Half away = random.bounded(2) == 0 ? Half::Lower : Half::Upper;
            const auto split = splitSubnet(design, planOf(design), limits, s, away);
            QVERIFY(split);
            const auto halves = apply(design, *split);
            QVERIFY(halves);
            QVERIFY(faultsOf(*halves, limits).isEmpty());
            const auto merge = widenSubnet(*halves, limits, s, block);
            QVERIFY(merge);
            const auto again = apply(*halves, *merge);
            QVERIFY(again);
            QCOMPARE(again->get<Subnet>(s)->cidr.valueOr({}), block.toString());
            QCOMPARE(again->size(), design.size());
            QCOMPARE(again->named<Function>(QStringLiteral("F"))->subnets, QList<ElementId>{s});
        }
    }

    void aBlockAroundTwoAddresses_data()
    {
        QTest::addColumn<quint32>("first");
        QTest::addColumn<quint32>("last");
        QTest::addColumn<QString>("block");
        QTest::newRow("one") << 0x0a000005u << 0x0a000005u << QStringLiteral("10.0.0.5/32");
        QTest::newRow("halves") << 0x0a000000u << 0x0a0000ffu << QStringLiteral("10.0.0.0/24");
        // 10.0.0.127 and 10.0.0.128 lie on either side of the middle of the /24.
        QTest::newRow("middle") << 0x0a00007fu << 0x0a000080u << QStringLiteral("10.0.0.0/24");
        QTest::newRow("all") << 0u << 0xffffffffu << QStringLiteral("0.0.0.0/0");
    }
    void aBlockAroundTwoAddresses()
    {
        QFETCH(quint32, first);
        QFETCH(quint32, last);
        QTEST(blockAround(first, last).toString(), "block");
    }
};

QTEST_GUILESS_MAIN(TestNetworkEdits)
#include "tst_edits.moc"
