// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"
#include "tests/support/design_text.h"

#include <QTest>

using namespace stratoplan;

class TestDesignText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statements();
};

void TestDesignText::statements()
{
    const Design design = designFromText(QStringLiteral(R"(
        set region=eu-west-1 title="Two words"   # settings
        vpc Main 10.0.0.0/16
        zone A in Main zone=us-east-1a; zone B in Main
        subnet Pub 10.0.0.0/24 in A public; subnet Priv 10.0.1.0/24 in A private routeTable=Rt
        subnet Lone in Main
        table Rt in Main main 0.0.0.0/0>Nat 10.0.0.0/16
        gateway internet Igw in Main; gateway nat Nat in Pub
        endpoint interface Ep sqs in Priv,Lone; endpoint gateway S3 s3 in Main routeTables=Rt
        group Sg in Main
        fn Orders 512 30 runtime=nodejs24.x securityGroups=Sg in Priv,Lone -> Bus
        fn Open memory=?!Ref_Size rate=2.5
        queue Jobs fifo=true visibilityTimeoutS=180 rate=10 -> Orders batchSize=5
        event-bus Bus; queue Dead
        Orders => Open; Orders -- Jobs writes=true; Jobs !> Dead
        note Remark "look; here # now"
        frame Team Jobs,Open; frame Bare
    )"));

    QCOMPARE(design.settings().region, QStringLiteral("eu-west-1"));
    QCOMPARE(design.settings().title, QStringLiteral("Two words"));
    const auto *orders = design.named<Function>(QStringLiteral("Orders"));
    QVERIFY(orders);
    QCOMPARE(orders->memory, Field<MiB>(MiB(512)));
    QCOMPARE(orders->timeout, Field<Seconds>(Seconds(30)));
    QCOMPARE(orders->runtime, Field<QString>(QStringLiteral("nodejs24.x")));
    QVERIFY(orders->inVpc);
    QCOMPARE(orders->subnets,
             (QList<ElementId>{design.idOf(QStringLiteral("Priv")),
                               design.idOf(QStringLiteral("Lone"))}));
    QCOMPARE(orders->securityGroups, QList<ElementId>{design.idOf(QStringLiteral("Sg"))});
    const auto *open = design.named<Function>(QStringLiteral("Open"));
    QCOMPARE(open->memory, Field<MiB>::computed(QStringLiteral("!Ref_Size")));
    QCOMPARE(open->rate, Field<PerSecond>(PerSecond(2.5)));
    QVERIFY(!open->inVpc);

    const auto *jobs = design.named<Service>(QStringLiteral("Jobs"));
    QCOMPARE(jobs->kind, QStringLiteral("queue"));
    QCOMPARE(jobs->properties.value(QStringLiteral("fifo")), Field<QVariant>(QVariant(true)));
    QCOMPARE(jobs->properties.value(QStringLiteral("visibilityTimeoutS")),
             Field<QVariant>(QVariant(180)));
    QCOMPARE(jobs->rate, Field<PerSecond>(PerSecond(10)));

    const auto role = [&](const char *from, const char *to) {
        const ElementId id = connectionBetween(design, QLatin1String(from), QLatin1String(to));
        return design.get<Connection>(id)->role;
    };
    QCOMPARE(role("Jobs", "Orders"), Role::Trigger);
    QCOMPARE(role("Orders", "Bus"), Role::Trigger);
    QCOMPARE(role("Orders", "Open"), Role::Call);
    QCOMPARE(role("Orders", "Jobs"), Role::Access);
    QCOMPARE(role("Jobs", "Dead"), Role::FailureTarget);
    QCOMPARE(design.named<Group>(QStringLiteral("Team"))->members,
             (QList<ElementId>{jobs->id, open->id}));
    QVERIFY(design.named<Group>(QStringLiteral("Bare"))->members.isEmpty());
    QCOMPARE(design.all<Connection>().size(), 5);

    const ElementId vpc = design.idOf(QStringLiteral("Main"));
    QCOMPARE(vpc.value, 1U);
    const auto *priv = design.named<Subnet>(QStringLiteral("Priv"));
    QCOMPARE(priv->vpc, vpc);
    QCOMPARE(priv->zone, design.idOf(QStringLiteral("A")));
    QCOMPARE(priv->isPublic, Field<bool>(false));
    QCOMPARE(priv->routeTable, design.idOf(QStringLiteral("Rt")));
    QCOMPARE(design.named<Subnet>(QStringLiteral("Lone"))->zone, ElementId{});
    const auto *table = design.named<RouteTable>(QStringLiteral("Rt"));
    QVERIFY(table->main);
    QCOMPARE(table->routes.size(), 2);
    QCOMPARE(table->routes.at(0).target, design.idOf(QStringLiteral("Nat")));
    QCOMPARE(design.named<Gateway>(QStringLiteral("Nat"))->subnet,
             design.idOf(QStringLiteral("Pub")));
    QCOMPARE(design.named<Endpoint>(QStringLiteral("Ep"))->subnets.size(), 2);
    QCOMPARE(design.named<Endpoint>(QStringLiteral("S3"))->routeTables.size(), 1);
    QCOMPARE(design.named<Note>(QStringLiteral("Remark"))->text,
             QStringLiteral("look; here # now"));

    // The whole, written and read again.
    const auto again = store::read(store::write(design), QStringLiteral("again"));
    QVERIFY(again);
    QCOMPARE(*again, design);
}

QTEST_GUILESS_MAIN(TestDesignText)
#include "tst_design_text.moc"
