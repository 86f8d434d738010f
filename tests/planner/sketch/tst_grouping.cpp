// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/fragment.h"
#include "planner/sketch/grouping.h"
#include "planner/sketch/kinds.h"
#include "planner/sketch/notation.h"
#include "planner/sketch/place.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::sketch;

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

} // namespace

class TestGrouping : public QObject
{
    Q_OBJECT

    Design network() const
    {
        return designFromText(QStringLiteral(
            "vpc Main 10.0.0.0/16; zone Za in Main; subnet A 10.0.0.0/24 in Za\n"
            "gateway nat Nat in A; fn In in A; relational-database Db in A; fn F; queue Q -> F\n"
            "role R; note N \"x\"; group Guard in Main; frame G F,N; frame Empty"));
    }
    static QList<ElementId> idsOf(const Design &design, const QStringList &names)
    {
        QList<ElementId> ids;
        for (const QString &name : names) {
            const QStringList ends = name.split(QStringLiteral("->"));
            ids.append(ends.size() == 2 ? connectionBetween(design, ends[0], ends[1])
                                        : design.idOf(name));
        }
        return ids;
    }
    static QStringList namesOf(const Design &design, const QList<ElementId> &ids)
    {
        QStringList names;
        for (const ElementId id : ids)
            names.append(common(*design.find(id)).name);
        return names;
    }
    static QStringList membersOf(const Design &design, const char *group)
    {
        return namesOf(design, design.named<Group>(QLatin1String(group))->members);
    }

private Q_SLOTS:
    void whatCanBeGroupedAsItStands_data()
    {
        QTest::addColumn<QStringList>("named");
        QTest::addColumn<QStringList>("members");
        QTest::addColumn<QString>("refused");
        const auto row = [](const char *name, const QStringList &named, const QStringList &members,
                            const char *refused = "") {
            QTest::newRow(name) << named << members << QString::fromLatin1(refused);
        };
        row("nothing", {}, {});
        row("nodes and notes", words("F Q N"), words("F Q N"));
        row("a line comes along", words("F Q->F Q"), words("F Q"));
        row("a line alone", words("Q->F"), {});
        row("a network with its parts", words("Main Za A Nat In Db F"), words("Main F"));
        row("in a network", words("F In"), {},
            "In stands in a network and has its place from there");
        row("a subnet", words("A"), {}, "A stands in a network and has its place from there");
        row("a zone without its network", words("Za F"), {},
            "Za stands in a network and has its place from there");
        row("a gateway", words("Nat"), {}, "Nat stands in a network and has its place from there");
        row("a group", words("F G"), {}, "G is a group, and a group holds no other");
        row("configuration", words("R F"), {}, "R has no place of its own on the drawing");
        row("a security group", words("Guard"), {}, "Guard has no place of its own on the drawing");
    }
    void whatCanBeGroupedAsItStands()
    {
        QFETCH(QStringList, named);
        const Design design = network();
        const Grouping grouping = groupingOf(design, idsOf(design, named), facts());
        QTEST(namesOf(design, grouping.members), "members");
        QTEST(toString(grouping.refused), "refused");
    }

    void whatAGroupTakes_data()
    {
        QTest::addColumn<QString>("element");
        QTest::addColumn<bool>("taken");
        QTest::newRow("function") << "F" << true;
        QTest::newRow("function in a subnet") << "In" << true; // it leaves the subnet
        QTest::newRow("database in a subnet") << "Db" << true;
        QTest::newRow("queue") << "Q" << true;
        QTest::newRow("note") << "N" << true;
        QTest::newRow("network") << "Main" << true;
        QTest::newRow("zone") << "Za" << false;
        QTest::newRow("subnet") << "A" << false;
        QTest::newRow("gateway") << "Nat" << false;
        QTest::newRow("role") << "R" << false;
        QTest::newRow("group") << "Empty" << false;
    }
    void whatAGroupTakes()
    {
        QFETCH(QString, element);
        const Design design = network();
        QTEST(takes(design, design.idOf(QStringLiteral("G")), *design.find(design.idOf(element)),
                    facts()),
              "taken");
    }

    // A security group keeps a database inside of its network.
    void whatCannotLeaveItsNetworkIsNotTaken()
    {
        const Design design
            = designFromText(QStringLiteral("vpc Main; group Guard in Main; frame G\n"
                                            "relational-database Db securityGroups=Guard,Guard"));
        QVERIFY(!takes(design, design.idOf(QStringLiteral("G")),
                       *design.find(design.idOf(QStringLiteral("Db"))), facts()));
    }

    void joiningLeavesOtherGroups()
    {
        const Design design = network();
        Edit edit(design);
        join(edit, design, design.idOf(QStringLiteral("Empty")), idsOf(design, words("F Q")));
        const Design joined = *edit.result();
        QCOMPARE(membersOf(joined, "Empty"), words("F Q"));
        QCOMPARE(membersOf(joined, "G"), words("N"));

        Edit leaving(joined);
        leaveGroups(leaving, joined, idsOf(joined, words("N F")));
        const Design left = *leaving.result();
        QCOMPARE(membersOf(left, "Empty"), words("Q"));
        QCOMPARE(membersOf(left, "G"), QStringList());
        QVERIFY(left.idOf(QStringLiteral("N")));
    }

    void placing()
    {
        const Design design = network();
        const ElementId group = design.idOf(QStringLiteral("G"));
        const Expected<Placed> empty
            = place(design, QStringLiteral("group"), Point{10, 20}, {}, facts());
        QVERIFY(empty);
        const Design withEmpty = *apply(design, empty->change);
        QCOMPARE(withEmpty.get<Group>(empty->id)->name, QStringLiteral("Group"));
        QCOMPARE(withEmpty.get<Group>(empty->id)->position, std::optional(Point{10, 20}));
        QVERIFY(withEmpty.get<Group>(empty->id)->members.isEmpty());

        for (const char *what : {"function", "queue", "note", "vpc"}) {
            const Expected<Placed> placed
                = place(design, QLatin1String(what), Point{0, 0}, group, facts());
            QVERIFY2(placed, what);
            const Design after = *apply(design, placed->change);
            QVERIFY2(after.get<Group>(group)->members.contains(placed->id), what);
        }
        const Expected<Placed> nested
            = place(design, QStringLiteral("group"), Point{0, 0}, group, facts());
        QCOMPARE(apply(design, nested->change)->get<Group>(group)->members.size(), 2);
        // A part of the only network goes there, whatever lies under the pointer.
        const Expected<Placed> subnet
            = place(design, QStringLiteral("subnet"), Point{0, 0}, group, facts());
        QVERIFY(subnet);
        QCOMPARE(apply(design, subnet->change)->get<Subnet>(subnet->id)->vpc,
                 design.idOf(QStringLiteral("Main")));
    }

    void typedWords()
    {
        QCOMPARE(kindNamed(QStringLiteral("group"), facts()), QStringLiteral("group"));
        const Expected<Sketched> sketched
            = sketch::read(QStringLiteral("group Checkout"), Design(), facts());
        QVERIFY(sketched);
        const Design made = *apply({}, sketched->change);
        QVERIFY(made.named<Group>(QStringLiteral("Checkout")));
    }

    void copiesKeepTheirGroup()
    {
        const Design design = network();
        const QByteArray text = copied(design, idsOf(design, words("G F N")));
        const Expected<Pasted> pasted = sketch::pasted(text, design, {32, 32});
        QVERIFY(pasted);
        const Design after = *apply(design, pasted->change);
        QCOMPARE(membersOf(after, "G"), words("F N"));
        QCOMPARE(membersOf(after, "G2"), words("F2 N2"));
        // A member alone is copied without the group.
        const Expected<Pasted> alone
            = sketch::pasted(copied(design, idsOf(design, words("F"))), design, {32, 32});
        QCOMPARE(alone->ids.size(), 1);
        QCOMPARE(membersOf(*apply(design, alone->change), "G"), words("F N"));
    }
};

QTEST_GUILESS_MAIN(TestGrouping)
#include "tst_grouping.moc"
