// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/propose.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"

#include <QTest>

#include <cmath>
#include <random>
#include <vector>

using namespace stratoplan;
using namespace stratoplan::network;

namespace {

struct Proposed
{
    QList<Proposal> proposals;
    Problems problems;
    std::optional<Offer> offer; ///< of the first VPC

    /// "zone cidr" of each proposal, or the codes of the problems.
    QString told() const
    {
        QStringList words;
        for (const Proposal &proposal : proposals)
            words.append(proposal.zone + QLatin1Char(' ') + proposal.cidr.toString());
        for (const Problem &problem : problems)
            words.append(problem.code);
        return words.join(QStringLiteral(", "));
    }
};

Proposed proposed(const Design &design, const QHash<QString, Load> &loads, const Options &options,
                  const Wish &wish = {})
{
    QHash<ElementId, Load> byId;
    for (auto load = loads.cbegin(); load != loads.cend(); ++load)
        byId.insert(design.idOf(load.key()), load.value());
    Proposed made;
    const Plan planned = plan(design, facts(), byId, options);
    made.proposals = propose(design, planned, facts(), made.problems, wish);
    if (!design.all<Vpc>().isEmpty())
        made.offer = offerFor(design.all<Vpc>().first()->id, design, planned, facts(), wish);
    return made;
}

/// One random problem: a VPC, what is taken of it, and functions in it. The checker below works on
/// single addresses and knows nothing of the code under test.
struct Puzzle
{
    struct Tenant
    {
        double concurrency = 0;
        int memory = 128;
        int group = 0;
    };
    struct Block
    {
        quint32 base = 0;
        int prefix = 0;
    };

    QList<Block> vpc;
    QList<Block> taken;
    int zones = 2; ///< drawn; fewer than two count as two
    QList<Tenant> tenants;
    Options options;
    int wished = 0; ///< zones asked for; 0 = those that are drawn
    QList<Block> kept; ///< stays free
    int keepPrefix = 33;

    static QString text(const Block &block)
    {
        return QStringLiteral("%1.%2.%3.%4/%5")
            .arg(block.base >> 24)
            .arg((block.base >> 16) & 255)
            .arg((block.base >> 8) & 255)
            .arg(block.base & 255)
            .arg(block.prefix);
    }

    Design design() const
    {
        QStringList blocks;
        for (const Block &block : vpc)
            blocks.append(text(block));
        QString drawn = QStringLiteral("vpc V %1; group g0 in V; group g1 in V; group g2 in V; ")
                            .arg(blocks.join(QLatin1Char(' ')));
        for (int zone = 0; zone < zones; ++zone)
            drawn += QStringLiteral("zone Z%1 zone=us-east-1%2 in V; ")
                         .arg(zone)
                         .arg(QChar('a' + zone));
        for (int i = 0; i < taken.size(); ++i)
            drawn += QStringLiteral("subnet s%1 %2 in Z0; ").arg(i).arg(text(taken.at(i)));
        for (int i = 0; i < tenants.size(); ++i) {
            drawn += QStringLiteral("fn F%1 %2 securityGroups=g%3 in s0; ")
                         .arg(i)
                         .arg(tenants.at(i).memory)
                         .arg(tenants.at(i).group);
        }
        return designFromText(drawn);
    }

    int wantedZones() const
    {
        if (wished > 0)
            return wished;
        return zones < 2 ? 2 : zones;
    }

    Wish wish() const
    {
        Wish made;
        made.zones = wished;
        made.keepPrefix = keepPrefix;
        for (const Block &block : kept)
            made.keepFree.append({block.base, block.prefix});
        return made;
    }

    /// Interfaces in each zone at peak with zones lost, from the words of the models.
    qint64 needed() const { return needed(wantedZones()); }
    qint64 needed(int inZones) const
    {
        const int left = qMax(1, inZones - options.zonesLost);
        if (options.model == Model::PerContainerEni) {
            qint64 sum = 0;
            for (const Tenant &tenant : tenants) {
                const double all
                    = tenant.concurrency * options.growth * tenant.memory / 1024.0 / 3.0;
                sum += static_cast<qint64>(std::ceil(all / left - 1e-6));
            }
            return sum;
        }
        qint64 sum = 0;
        for (int group = 0; group < 3; ++group) {
            double connections = 0;
            bool any = false;
            for (const Tenant &tenant : tenants) {
                if (tenant.group == group) {
                    connections += tenant.concurrency * options.growth;
                    any = true;
                }
            }
            if (any)
                sum += qMax<qint64>(1, qint64(std::ceil(connections / left / 65000.0 - 1e-6)));
        }
        return sum;
    }

    /// Which addresses are free, from the lowest base of the VPC; -1 = not in the VPC, else the
    /// number of the VPC block, or -2 = taken.
    std::vector<int> map(quint32 origin, quint32 size) const
    {
        std::vector<int> state(size, -1);
        for (int i = 0; i < vpc.size(); ++i) {
            for (quint32 j = 0; j < (1u << (32 - vpc.at(i).prefix)); ++j)
                state[vpc.at(i).base - origin + j] = i;
        }
        const QList<Block> gone = taken + kept;
        for (const Block &block : gone) {
            for (quint32 j = 0; j < (1u << (32 - block.prefix)); ++j)
                state[block.base - origin + j] = -2;
        }
        return state;
    }
};

/// The prefix of the smallest subnet that holds as many addresses; 15 when none does.
int prefixFor(qint64 addresses)
{
    int prefix = 28;
    while (prefix >= 16 && (1 << (32 - prefix)) - 5 < addresses)
        --prefix;
    return prefix;
}

/// Every free aligned block of this prefix.
QList<quint32> freeBlocks(const std::vector<int> &state, quint32 origin, int prefix)
{
    QList<quint32> bases;
    const quint32 size = 1u << (32 - prefix);
    for (quint32 at = (size - origin % size) % size; at + size <= state.size(); at += size) {
        bool whole = state[at] >= 0;
        for (quint32 j = 1; j < size && whole; ++j)
            whole = state[at + j] == state[at];
        if (whole)
            bases.append(origin + at);
    }
    return bases;
}

/// Prefix of the largest free aligned block; 33 when there is none.
int largestFree(const std::vector<int> &state, quint32 origin)
{
    for (int prefix = 16; prefix <= 32; ++prefix) {
        if (!freeBlocks(state, origin, prefix).isEmpty())
            return prefix;
    }
    return 33;
}

std::vector<int> without(std::vector<int> state, quint32 origin, const QList<quint32> &bases,
                         int prefix)
{
    for (quint32 base : bases) {
        for (quint32 j = 0; j < (1u << (32 - prefix)); ++j)
            state[base - origin + j] = -2;
    }
    return state;
}

/// All ways to choose `count` of the bases, tried one by one: the one that leaves the largest free
/// block, then the lowest bases.
QList<quint32> bestChoice(const std::vector<int> &state, quint32 origin,
                          const QList<quint32> &bases, int prefix, int count)
{
    QList<quint32> best;
    int bestLeft = 34;
    QList<int> index;
    for (int i = 0; i < count; ++i)
        index.append(i);
    while (true) {
        QList<quint32> chosen;
        for (int i : std::as_const(index))
            chosen.append(bases.at(i));
        const int left = largestFree(without(state, origin, chosen, prefix), origin);
        // Choices come in order of their bases, so the first of equals has the lowest.
        if (left < bestLeft) {
            bestLeft = left;
            best = chosen;
        }
        int at = count - 1;
        while (at >= 0 && index.at(at) == bases.size() - count + at)
            --at;
        if (at < 0)
            return best;
        ++index[at];
        for (int i = at + 1; i < count; ++i)
            index[i] = index.at(i - 1) + 1;
    }
}

} // namespace

class TestPropose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newNetwork();
    void partlyUsedNetwork();
    void zonesThatAreMissing();
    void saysWhyNot_data();
    void saysWhyNot();
    void proposalsAreRight();
    void choosesTheBest();
};

// 1,000 x 1.5 GB / 3 = 500 interfaces. Two zones, one lost: 500 in the other, so /23 (507 usable);
// three zones: 250 in each of two, so /24 (251 usable). Growth 2: 1,000 and /22 (1,019), 500 and
// /23.
void TestPropose::newNetwork()
{
    const QString network = QStringLiteral("vpc V 10.0.0.0/16; zone A zone=us-east-1a in V; "
                                           "zone B zone=us-east-1b in V; %1"
                                           "subnet old 10.0.0.0/24 in A; fn Fn 1536 in old");
    const QHash<QString, Load> loads{{QStringLiteral("Fn"), {1000.0, 1}}};
    const Design two = designFromText(network.arg(QString()));
    const Design three
        = designFromText(network.arg(QStringLiteral("zone C zone=us-east-1c in V; ")));
    const Model before = Model::PerContainerEni;
    QCOMPARE(proposed(two, loads, {before, 1, 1}).told(),
             QStringLiteral("us-east-1a 10.0.2.0/23, us-east-1b 10.0.4.0/23"));
    QCOMPARE(
        proposed(three, loads, {before, 1, 1}).told(),
        QStringLiteral("us-east-1a 10.0.1.0/24, us-east-1b 10.0.2.0/24, us-east-1c 10.0.3.0/24"));
    QCOMPARE(proposed(two, loads, {before, 1, 2}).told(),
             QStringLiteral("us-east-1a 10.0.4.0/22, us-east-1b 10.0.8.0/22"));
    // No zone lost: 250 in each of two.
    QCOMPARE(proposed(two, loads, {before, 0, 1}).told(),
             QStringLiteral("us-east-1a 10.0.1.0/24, us-east-1b 10.0.2.0/24"));
    // One interface: the smallest subnet there is, /28.
    QCOMPARE(proposed(two, loads, {Model::Hyperplane, 1, 1}).told(),
             QStringLiteral("us-east-1a 10.0.1.0/28, us-east-1b 10.0.1.16/28"));
}

// 10.0.0.0/24 with .0/25, .128/28 and .144/28 taken (160 of 256, over 60 %): .160/27 and .192/26
// are free. Two /28 come out of the /27, so that the /26 stays whole. 60 x 1 GB / 3 = 20 interfaces
// with one zone lost need a /27 (27 usable) each: three are free, the lowest leaves .224/27 only,
// so .160 and .192. 180 x 1 / 3 = 60 need a /25 each: no room.
void TestPropose::partlyUsedNetwork()
{
    const Design design = designFromText(QStringLiteral(
        "vpc V 10.0.0.0/24; zone A zone=us-east-1a in V; zone B zone=us-east-1b in V; "
        "subnet s1 10.0.0.0/25 in A; subnet s2 10.0.0.128/28 in A; subnet s3 10.0.0.144/28 in B; "
        "fn Fn 1024 in s1"));
    const auto told = [&design](Model model, double concurrency) {
        return proposed(design, {{QStringLiteral("Fn"), {concurrency, 1}}}, {model, 1, 1}).told();
    };
    QCOMPARE(told(Model::Hyperplane, 60),
             QStringLiteral("us-east-1a 10.0.0.160/28, us-east-1b 10.0.0.176/28"));
    QCOMPARE(told(Model::PerContainerEni, 60),
             QStringLiteral("us-east-1a 10.0.0.160/27, us-east-1b 10.0.0.192/27"));
    QCOMPARE(told(Model::PerContainerEni, 180), QStringLiteral("network.no-room"));
}

// "Always at least two zones": what is missing gets a name of the region, or the next of GetAZs.
void TestPropose::zonesThatAreMissing()
{
    const QHash<QString, Load> loads{{QStringLiteral("Fn"), {1.0, 1}}};
    const auto zones = [&loads](const char *text) {
        QStringList words;
        const Proposed made = proposed(designFromText(QString::fromLatin1(text)), loads, {});
        for (const Proposal &proposal : made.proposals)
            words.append(proposal.zone);
        return words.join(QStringLiteral(", "));
    };
    QCOMPARE(zones("set region=eu-central-1; vpc V 10.0.0.0/16; zone B zone=eu-central-1a in V; "
                   "subnet s 10.0.0.0/24 in B; fn Fn 128 in s"),
             QStringLiteral("eu-central-1a, eu-central-1b"));
    QCOMPARE(zones("vpc V 10.0.0.0/16; zone A zone=us-east-1b in V; subnet s 10.0.0.0/24 in A; "
                   "fn Fn 128 in s"),
             QStringLiteral("us-east-1b, us-east-1a"));
    QCOMPARE(zones("vpc V 10.0.0.0/16; zone A zone=?!Ref_Zone in V; "
                   "subnet s 10.0.0.0/24 in A; fn Fn 128 in s"),
             QStringLiteral("!Ref_Zone, !Select [1, !GetAZs '']"));
}

void TestPropose::saysWhyNot_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<double>("concurrency");
    QTest::addColumn<QString>("told");

    QTest::newRow("no function in a VPC")
        << QStringLiteral("vpc V 10.0.0.0/16; fn Fn 1024") << 1.0 << QString();
    QTest::newRow("outside network")
        << QStringLiteral("vpc V outside=true; subnet s outside=true in V; fn Fn 1024 in s") << 1.0
        << QStringLiteral("network.unknown-cidr");
    QTest::newRow("block of a subnet not known")
        << QStringLiteral("vpc V 10.0.0.0/16; subnet s in V; fn Fn 1024 in s") << 1.0
        << QStringLiteral("network.unknown-cidr");
    QTest::newRow("load not known")
        << QStringLiteral("vpc V 10.0.0.0/16; subnet s 10.0.0.0/24 in V; fn Fn 1024 in s") << -1.0
        << QStringLiteral("network.unknown-load");
    QTest::newRow("full") << QStringLiteral(
        "vpc V 10.0.0.0/24; subnet s 10.0.0.0/24 in V; fn Fn 1024 in s")
                          << 1.0 << QStringLiteral("network.no-room");
    // 300,000 x 1 GB / 3 = 100,000 interfaces: more than the 65,531 of a /16.
    QTest::newRow("larger than any subnet")
        << QStringLiteral("vpc V 10.0.0.0/16; subnet s 10.0.0.0/24 in V; fn Fn 1024 in s")
        << 300'000.0 << QStringLiteral("network.no-room");
}

void TestPropose::saysWhyNot()
{
    QFETCH(QString, design);
    QFETCH(double, concurrency);
    Load load;
    if (concurrency >= 0)
        load.peakConcurrency = concurrency;
    const Proposed made = proposed(designFromText(design), {{QStringLiteral("Fn"), load}},
                                   {Model::PerContainerEni, 1, 1});
    const QString found = made.told();
    QTEST(found, "told");
    for (const Problem &problem : made.problems) {
        QCOMPARE(problem.where.element, QStringLiteral("V"));
        QVERIFY2(!toString(problem).contains(QLatin1Char('{')), qPrintable(toString(problem)));
    }
}

namespace {

Puzzle randomPuzzle(std::mt19937 &random, int shortest)
{
    Puzzle puzzle;
    const quint32 origin = 0x0a00'0000;
    const int prefix = static_cast<int>(static_cast<quint32>(shortest) + random() % 4);
    puzzle.vpc.append({origin, prefix});
    // A second block that lies right behind: blocks must not reach over the border.
    if (random() % 3 == 0)
        puzzle.vpc.append({static_cast<quint32>(origin + (1u << (32 - prefix))), prefix});
    std::vector<int> state = puzzle.map(origin, 1u << (33 - prefix));
    const int subnets = static_cast<int>(1 + random() % 8);
    for (int i = 0; i < subnets; ++i) {
        const int wish = static_cast<int>(qMax(prefix + 1, 24) + int(random() % 5));
        const QList<quint32> free = freeBlocks(state, origin, qMin(wish, 28));
        if (free.isEmpty())
            continue;
        const quint32 base = free.at(static_cast<qsizetype>(random() % quint64(free.size())));
        puzzle.taken.append({base, qMin(wish, 28)});
        state = puzzle.map(origin, 1u << (33 - prefix));
    }
    puzzle.zones = static_cast<int>(1 + random() % 4);
    const int tenants = static_cast<int>(1 + random() % 4);
    for (int i = 0; i < tenants; ++i) {
        puzzle.tenants.append({double(random() % 4000) / 10.0, 128 << (random() % 4),
                               static_cast<int>(random() % 3)});
    }
    puzzle.options.model = random() % 3 == 0 ? Model::Hyperplane : Model::PerContainerEni;
    puzzle.options.zonesLost = static_cast<int>(random() % 3);
    puzzle.options.growth = 1 + double(random() % 20) / 10.0;
    if (random() % 3 == 0)
        puzzle.wished = static_cast<int>(2 + random() % 4);
    if (random() % 3 == 0) {
        const QList<quint32> free = freeBlocks(state, origin, 26);
        if (!free.isEmpty()) {
            const auto at = static_cast<qsizetype>(random() % quint64(free.size()));
            puzzle.kept.append({free.at(at), 26});
        }
    }
    if (random() % 4 == 0)
        puzzle.keepPrefix = prefix + static_cast<int>(random() % 8);
    return puzzle;
}

} // namespace

namespace {

/// Whether there is any choice of that many blocks: with every block that could be the one to stay
/// free, are there enough others?
bool exists(const std::vector<int> &state, quint32 origin, int prefix, int count, int keepPrefix)
{
    if (prefix < 16)
        return false;
    if (keepPrefix > 32)
        return freeBlocks(state, origin, prefix).size() >= count;
    const QList<quint32> keepable = freeBlocks(state, origin, keepPrefix);
    return std::any_of(keepable.begin(), keepable.end(), [&](quint32 kept) {
        return freeBlocks(without(state, origin, {kept}, keepPrefix), origin, prefix).size()
            >= count;
    });
}

QHash<QString, Load> loadsOf(const Puzzle &puzzle, double divisor = 1)
{
    QHash<QString, Load> loads;
    for (int i = 0; i < puzzle.tenants.size(); ++i)
        loads.insert(QStringLiteral("F%1").arg(i), {puzzle.tenants.at(i).concurrency / divisor, 1});
    return loads;
}

} // namespace

// Each proposal lies in one block of the VPC, is aligned, meets no subnet, no room that is to stay
// free and no other proposal, is large enough with zones lost, no larger than that takes, and there
// is one a zone. Where none is offered, there is none: counted address by address, and where a
// block is to stay free all choices are tried. Each way out that is told is one.
void TestPropose::proposalsAreRight()
{
    constexpr quint32 seed = 20190903;
    const int runs = qEnvironmentVariableIsSet("STRATOPLAN_LONG") ? 10'000 : 600;
    std::mt19937 random(seed);
    int offered = 0;
    int refused = 0;
    int ways = 0;
    for (int run = 0; run < runs; ++run) {
        // Small ones where all choices are tried.
        const Puzzle puzzle = randomPuzzle(random, run % 4 == 0 ? 21 : 24);
        if (puzzle.taken.isEmpty())
            continue;
        const Design design = puzzle.design();
        const QHash<QString, Load> loads = loadsOf(puzzle, run % 4 == 0 ? 1 : 8);
        Puzzle scaled = puzzle;
        for (Puzzle::Tenant &tenant : scaled.tenants)
            tenant.concurrency /= run % 4 == 0 ? 1 : 8;
        const Proposed made = proposed(design, loads, puzzle.options, puzzle.wish());
        const QByteArray where
            = QStringLiteral("seed %1, run %2: %3").arg(seed).arg(run).arg(made.told()).toUtf8();

        const quint32 origin = puzzle.vpc.first().base;
        const std::vector<int> state = puzzle.map(origin, 1u << (33 - puzzle.vpc.first().prefix));
        const int prefix = prefixFor(scaled.needed());
        const QList<quint32> free = freeBlocks(state, origin, prefix);
        const int zones = puzzle.wantedZones();
        QVERIFY2(made.offer && made.offer->addresses == scaled.needed(), where);

        if (made.proposals.isEmpty()) {
            ++refused;
            QVERIFY2(made.told() == QLatin1String("network.no-room"), where);
            QVERIFY2(!exists(state, origin, prefix, zones, puzzle.keepPrefix), where);
            for (const WayOut &way : made.offer->waysOut) {
                ++ways;
                Puzzle other = scaled;
                if (way.kind == WayOut::Kind::KeptRoom) {
                    other.kept.clear();
                    other.keepPrefix = 33;
                } else if (way.kind == WayOut::Kind::Zones) {
                    other.wished = way.zones;
                } else {
                    // Far away, so that it touches nothing; half of it would not do.
                    const auto with = [&](int length) {
                        std::vector<int> more = state;
                        const size_t size = size_t{1} << (32 - length);
                        const size_t start = (more.size() + size) / size * size;
                        more.resize(start, -1);
                        more.resize(start + size, 99);
                        return exists(more, origin, prefix, zones, puzzle.keepPrefix);
                    };
                    QVERIFY2(with(way.prefix), where);
                    QVERIFY2(way.prefix == 28 || !with(way.prefix + 1), where);
                    continue;
                }
                const std::vector<int> then
                    = other.map(origin, 1u << (33 - other.vpc.first().prefix));
                QVERIFY2(exists(then, origin, prefixFor(other.needed()), other.wantedZones(),
                                other.keepPrefix),
                         where);
            }
            continue;
        }
        ++offered;
        QVERIFY2(made.problems.isEmpty(), where);
        QVERIFY2(made.proposals.size() == zones, where);
        QSet<QString> names;
        QList<quint32> bases;
        for (const Proposal &proposal : made.proposals) {
            names.insert(proposal.zone);
            QVERIFY2(!bases.contains(proposal.cidr.base), where);
            bases.append(proposal.cidr.base);
            QVERIFY2(proposal.cidr.prefix == prefix, where);
            QVERIFY2(free.contains(proposal.cidr.base), where);
        }
        QVERIFY2(names.size() == zones && bases.size() == zones, where);
        const int left = largestFree(without(state, origin, bases, prefix), origin);
        QVERIFY2(left <= puzzle.keepPrefix, where);
        QVERIFY2((made.offer->largestLeft ? made.offer->largestLeft->prefix : 33) == left, where);
    }
    qInfo("seed %u, %d problems: %d offers, %d refusals with %d ways out", seed, runs, offered,
          refused, ways);
    // Both ends were tried.
    QVERIFY2(offered > 100 && refused > 50 && ways > 50,
             qPrintable(QStringLiteral("%1, %2, %3").arg(offered).arg(refused).arg(ways)));
}

// On small networks every choice is tried: none leaves a larger free block, nor as large a one with
// lower bases.
void TestPropose::choosesTheBest()
{
    constexpr quint32 seed = 27;
    std::mt19937 random(seed);
    int compared = 0;
    for (int run = 0; run < 200; ++run) {
        const Puzzle puzzle = randomPuzzle(random, 24);
        if (puzzle.taken.isEmpty())
            continue;
        const Design design = puzzle.design();
        const Proposed made = proposed(design, loadsOf(puzzle, 40), puzzle.options, puzzle.wish());
        if (made.proposals.isEmpty())
            continue;
        const quint32 origin = puzzle.vpc.first().base;
        const std::vector<int> state = puzzle.map(origin, 1u << (33 - puzzle.vpc.first().prefix));
        const int prefix = made.proposals.first().cidr.prefix;
        const QList<quint32> free = freeBlocks(state, origin, prefix);
        QList<quint32> found;
        for (const Proposal &proposal : made.proposals)
            found.append(proposal.cidr.base);
        const QList<quint32> best
            = bestChoice(state, origin, free, prefix, static_cast<int>(found.size()));
        QVERIFY2(
            found == best,
            qPrintable(QStringLiteral("seed %1, run %2: %3").arg(seed).arg(run).arg(made.told())));
        ++compared;
    }
    QVERIFY2(compared > 50, qPrintable(QString::number(compared)));
}

QTEST_GUILESS_MAIN(TestPropose)
#include "tst_propose.moc"
