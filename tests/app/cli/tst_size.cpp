// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace stratoplan;

namespace {

struct Outcome
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    QJsonObject subnet(int index) const
    {
        return json()
            .value(QLatin1String("networks"))
            .toArray()
            .first()
            .toObject()
            .value(QLatin1String("subnets"))
            .toArray()
            .at(index)
            .toObject();
    }
};

Outcome run(const QString &arguments, const QByteArray &input)
{
    const CommandOutcome made
        = runCommand(QStringList{QStringLiteral("size"), QStringLiteral("-")}
                         + arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts),
                     input);
    return {made.status, made.out, made.err};
}

/// Two zones with a /24 each, a function of 1,536 MB in both, and a subnet whose block is not
/// known.
const char *const design = R"(stratoplan: 1
region: us-east-1
networkModel: per-container-eni
functions:
  - name: Fn
    id: 1
    memory: 1536
    duration: 1000
    rate: 500
    peakRate: 1000
    inVpc: true
    subnets: [app-a, app-b]
vpcs:
  - { name: Net, id: 2, cidrs: [10.0.0.0/16] }
zones:
  - { name: A, id: 3, vpc: Net, zone: us-east-1a }
  - { name: B, id: 4, vpc: Net, zone: us-east-1b }
subnets:
  - { name: app-a, id: 5, vpc: Net, zone: A, cidr: 10.0.0.0/24 }
  - { name: app-b, id: 6, vpc: Net, zone: B, cidr: 10.0.1.0/24, otherResidents: 3 }
)";

QByteArray withUnknownSubnet()
{
    return QByteArray(design) + "  - { name: other, id: 7, vpc: Net }\n";
}

} // namespace

class TestSizeCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void json();
    void unknownIsNull();
    void modelsZonesAndGrowth();
    void proposes();
    void proposesWhatIsWished();
    void text();
    void wrongWordsAreRefused();
};

void TestSizeCommand::json()
{
    const Outcome outcome = run(QStringLiteral("--format json"), design);
    QCOMPARE(outcome.status, int(cli::Done));
    const QJsonObject json = outcome.json();
    // The design's model, as no other is asked for.
    QCOMPARE(json.value(QLatin1String("networkModel")), QStringLiteral("per-container-eni"));
    QCOMPARE(json.value(QLatin1String("proposals")).toArray(), QJsonArray());
    QVERIFY(json.value(QLatin1String("problems")).isArray());
    const QJsonObject network = json.value(QLatin1String("networks")).toArray().first().toObject();
    QCOMPARE(network.value(QLatin1String("name")), QStringLiteral("Net"));
    QCOMPARE(network.value(QLatin1String("cidr")), QStringLiteral("10.0.0.0/16"));

    const QJsonObject a = outcome.subnet(0);
    const QJsonObject b = outcome.subnet(1);
    QCOMPARE(a.value(QLatin1String("name")), QStringLiteral("app-a"));
    QCOMPARE(a.value(QLatin1String("zone")), QStringLiteral("us-east-1a"));
    QCOMPARE(a.value(QLatin1String("cidr")), QStringLiteral("10.0.0.0/24"));
    QCOMPARE(a.value(QLatin1String("usable")).toInt(), 251);
    QCOMPARE(a.value(QLatin1String("residents")).toInt(-1), 0);
    // At least the mean of 1,000 concurrent x 1.5 GB / 3 GB = 500 over two zones: 250 in each.
    const int interfaces = a.value(QLatin1String("interfaces")).toInt();
    QVERIFY2(interfaces >= 250, outcome.out);
    QCOMPARE(a.value(QLatin1String("needed")).toInt(), interfaces);
    // All of it in one zone: twice as many, but for rounding.
    const int after = a.value(QLatin1String("neededAfterZoneLoss")).toInt();
    QVERIFY2(after == 2 * interfaces || after == 2 * interfaces - 1, outcome.out);
    QCOMPARE(b.value(QLatin1String("residents")).toInt(), 3);
    QCOMPARE(b.value(QLatin1String("needed")).toInt(), interfaces + 3);
    QCOMPARE(a.value(QLatin1String("verdict")),
             interfaces > 251 ? QStringLiteral("too-small")
                              : QStringLiteral("fits-until-zone-lost"));
}

void TestSizeCommand::unknownIsNull()
{
    const QJsonObject other = run(QStringLiteral("--format json"), withUnknownSubnet()).subnet(2);
    for (const char *key : {"zone", "cidr", "usable"}) {
        QVERIFY2(other.contains(QLatin1String(key)), key);
        QVERIFY2(other.value(QLatin1String(key)).isNull(), key);
    }
    QCOMPARE(other.value(QLatin1String("verdict")), QStringLiteral("unanswered"));
    QCOMPARE(other.value(QLatin1String("needed")).toInt(-1), 0);
}

void TestSizeCommand::modelsZonesAndGrowth()
{
    const Outcome now = run(QStringLiteral("--network-model hyperplane --format json"), design);
    QCOMPARE(now.json().value(QLatin1String("networkModel")), QStringLiteral("hyperplane"));
    QCOMPARE(now.subnet(0).value(QLatin1String("interfaces")).toInt(), 1);
    QCOMPARE(now.subnet(0).value(QLatin1String("verdict")), QStringLiteral("fits"));

    const int single = run(QStringLiteral("--format json"), design)
                           .subnet(0)
                           .value(QLatin1String("interfaces"))
                           .toInt();
    const QJsonObject grown = run(QStringLiteral("--growth 2 --format json"), design).subnet(0);
    const int twice = grown.value(QLatin1String("interfaces")).toInt();
    QVERIFY(twice == 2 * single || twice == 2 * single - 1);
    QCOMPARE(grown.value(QLatin1String("verdict")), QStringLiteral("too-small"));

    const QJsonObject calm = run(QStringLiteral("--lose-zones 0 --format json"), design).subnet(0);
    QCOMPARE(calm.value(QLatin1String("neededAfterZoneLoss")), calm.value(QLatin1String("needed")));
    // Two zones lost of two leave nothing: that is said, and one is taken to stay.
    QVERIFY(run(QStringLiteral("--lose-zones 2 --format json"), design)
                .err.contains("Net: 2 zones lost"));
    QCOMPARE(run(QStringLiteral("--lose-zones 1 --format json"), design).err, QByteArray());
}

void TestSizeCommand::proposes()
{
    const QJsonArray proposals
        = run(QStringLiteral("--network-model hyperplane --propose --format json"), design)
              .json()
              .value(QLatin1String("proposals"))
              .toArray();
    QCOMPARE(proposals.size(), 2);
    QCOMPARE(proposals.at(0).toObject().value(QLatin1String("zone")), QStringLiteral("us-east-1a"));
    QCOMPARE(proposals.at(0).toObject().value(QLatin1String("cidr")),
             QStringLiteral("10.0.2.0/28"));
    QCOMPARE(proposals.at(1).toObject().value(QLatin1String("cidr")),
             QStringLiteral("10.0.2.16/28"));

    const QJsonObject refused
        = run(QStringLiteral("--propose --format json"), withUnknownSubnet()).json();
    QCOMPARE(refused.value(QLatin1String("proposals")).toArray(), QJsonArray());
    bool told = false;
    for (const QJsonValue problem : refused.value(QLatin1String("problems")).toArray())
        told = told
            || problem.toObject().value(QLatin1String("code"))
                == QLatin1String("network.unknown-cidr");
    QVERIFY(told);
}

// 10.0.0.0/24 and .1.0/24 are taken of 10.0.0.0/16. One interface a zone: /28 is enough. Sixteen
// zones of a /28 each are the 256 addresses of 10.0.2.0/24.
void TestSizeCommand::proposesWhatIsWished()
{
    const QString base = QStringLiteral("--network-model hyperplane --propose ");
    const auto blocks = [&](const QString &more) {
        const QJsonObject json = run(base + more + QStringLiteral(" --format json"), design).json();
        QStringList words;
        for (const QJsonValue proposal : json.value(QLatin1String("proposals")).toArray())
            words.append(proposal.toObject().value(QLatin1String("cidr")).toString());
        return words.join(QLatin1Char(' '));
    };
    QCOMPARE(blocks(QStringLiteral("--zones 3")),
             QStringLiteral("10.0.2.0/28 10.0.2.16/28 10.0.2.32/28"));
    QCOMPARE(blocks(QStringLiteral("--keep-free 10.0.2.0/23 10.0.4.0/27")),
             QStringLiteral("10.0.4.32/28 10.0.4.48/28"));
    // 1,000 x 1.5 / 3 = 500 addresses in the zone that is left: two /23, for which there is no
    // room.
    const QString full = QStringLiteral("--network-model per-container-eni --propose "
                                        "--keep-free 10.0.0.0/16");
    const Outcome text = run(full, design);
    QVERIFY2(text.out.contains("Net: to make room: add a block of /21 to the VPC"), text.out);
    const QJsonObject offer = run(full + QStringLiteral(" --format json"), design)
                                  .json()
                                  .value(QLatin1String("offers"))
                                  .toArray()
                                  .first()
                                  .toObject();
    QCOMPARE(offer.value(QLatin1String("fits")), QJsonValue(false));
    QCOMPARE(offer.value(QLatin1String("waysOut"))
                 .toArray()
                 .last()
                 .toObject()
                 .value(QLatin1String("prefix")),
             QJsonValue(21));
}

void TestSizeCommand::text()
{
    const Outcome outcome
        = run(QStringLiteral("--network-model hyperplane --propose"), withUnknownSubnet());
    QCOMPARE(outcome.status, int(cli::Done));
    QVERIFY2(outcome.out.contains("app-a"), outcome.out);
    QVERIFY2(outcome.out.contains("fits"), outcome.out);
    QVERIFY2(outcome.out.contains("not known"), outcome.out);
    const Outcome none = run({}, "stratoplan: 1\nfunctions:\n  - { name: Fn, id: 1 }\n");
    QCOMPARE(none.status, int(cli::Done));
    QVERIFY2(none.out.contains("nothing to size"), none.out);
}

void TestSizeCommand::wrongWordsAreRefused()
{
    for (const char *arguments :
         {"--network-model warp", "--lose-zones -1", "--growth 0", "--growth nan", "--format xml",
          "--unknown", "--zones 0", "--keep-free 10.0.0.0"}) {
        const Outcome outcome = run(QString::fromLatin1(arguments), design);
        QVERIFY2(outcome.status == cli::BadCommandLine, arguments);
        QCOMPARE(outcome.out, QByteArray());
    }
}

QTEST_GUILESS_MAIN(TestSizeCommand)
#include "tst_size.moc"
