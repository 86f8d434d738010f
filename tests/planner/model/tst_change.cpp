// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/change.h"
#include "planner/model/edit.h"
#include "planner/model/names.h"
#include "tests/support/design_text.h"

#include <QTest>

using namespace stratoplan;

namespace {

template <class T>
T named(const char *name)
{
    T element;
    element.name = QString::fromLatin1(name);
    return element;
}

QStringList codes(const Expected<Design> &result)
{
    QStringList found;
    if (!result) {
        for (const Problem &problem : result.error())
            found.append(problem.code + QLatin1Char(' ') + problem.where.element);
    }
    return found;
}

QStringList list(std::initializer_list<const char *> texts)
{
    QStringList found;
    for (const char *text : texts)
        found.append(QString::fromLatin1(text));
    return found;
}

ElementId id(quint32 value)
{
    return ElementId{value};
}

} // namespace

class TestChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused_data();
    void refused();
    void everyReference_data();
    void everyReference();
    void everyProblemAtOnce();
    void namesMayBeSwapped();
    void idsAreNotGivenAgain();
    void removalTakesAlong();
    void editSeesItself();
    void freeNames();
    void setOfAnotherKindDoesNothing();
    void references();
    void remap();
    void words();
    void connectionNames();
};

void TestChange::refused_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("expected");
    const auto row
        = [](const char *name, std::vector<ElementChange> steps, const QStringList &expected) {
              QTest::newRow(name) << Change{std::move(steps), std::nullopt} << expected;
          };
    // The design has fn A (1), fn B (2), vpc V (3), subnet S (4).
    const Function a = named<Function>("A");
    row("duplicate name", {{id(9), std::nullopt, named<Service>("A")}},
        list({"model.duplicate-name A"}));
    row("two new ones of one name",
        {{id(9), std::nullopt, named<Note>("N")}, {id(10), std::nullopt, named<Note>("N")}},
        list({"model.duplicate-name N"}));
    row("empty name", {{id(9), std::nullopt, named<Note>("")}}, list({"model.empty-name "}));
    row("it is there already", {{id(1), std::nullopt, named<Function>("New")}},
        list({"model.stale-change New"}));
    row("it is not there", {{id(9), Element(a), std::nullopt}}, list({"model.stale-change A"}));
    Function other = a;
    other.id = id(1);
    other.handler = QStringLiteral("x");
    row("it is another one", {{id(1), Element(other), std::nullopt}},
        list({"model.stale-change A"}));
    Connection loose;
    loose.from = id(1);
    row("connection with a loose end", {{id(9), std::nullopt, loose}},
        list({"model.dangling-reference connection 9"}));
    loose.to = id(77);
    row("connection to nothing", {{id(9), std::nullopt, loose}},
        list({"model.dangling-reference connection 9"}));
    loose.to = id(3);
    row("connection to a network", {{id(9), std::nullopt, loose}},
        list({"model.wrong-kind connection 9"}));
    Function placed = named<Function>("P");
    placed.subnets = {id(4), id(3)};
    placed.securityGroups = {id(55)};
    row("function in a VPC instead of a subnet", {{id(9), std::nullopt, placed}},
        list({"model.wrong-kind P", "model.dangling-reference P"}));
    row("zone without a VPC", {{id(9), std::nullopt, named<Zone>("Z")}},
        list({"model.dangling-reference Z"}));
    Subnet subnet = named<Subnet>("T");
    subnet.vpc = id(1);
    row("subnet in a function", {{id(9), std::nullopt, subnet}}, list({"model.wrong-kind T"}));
    RouteTable table = named<RouteTable>("R");
    table.routes = {Route{QStringLiteral("0.0.0.0/0"), id(1), {}}};
    row("route to a function", {{id(9), std::nullopt, table}}, list({"model.wrong-kind R"}));
}

void TestChange::refused()
{
    QFETCH(Change, change);
    QFETCH(QStringList, expected);
    const Design design = designFromText(QStringLiteral("fn A; fn B; vpc V; subnet S in V"));
    QCOMPARE(codes(apply(design, change)), expected);
}

void TestChange::everyReference_data()
{
    QTest::addColumn<Element>("toNothing");
    QTest::addColumn<Element>("toFunction");
    const auto row = [](const char *name, auto element, auto member) {
        const auto with = [&](quint32 target) {
            element.*member = {id(target)};
            return Element(element);
        };
        const Element toNothing = with(77);
        QTest::newRow(name) << toNothing << with(1);
    };
    row("subnet of a function", named<Function>("X"), &Function::subnets);
    row("group of a function", named<Function>("X"), &Function::securityGroups);
    row("subnet of a service", named<Service>("X"), &Service::subnets);
    row("group of a service", named<Service>("X"), &Service::securityGroups);
    row("VPC of a zone", named<Zone>("X"), &Zone::vpc);
    row("VPC of a subnet", named<Subnet>("X"), &Subnet::vpc);
    Subnet subnet = named<Subnet>("X");
    subnet.vpc = id(3);
    row("zone of a subnet", subnet, &Subnet::zone);
    row("table of a subnet", subnet, &Subnet::routeTable);
    row("VPC of a table", named<RouteTable>("X"), &RouteTable::vpc);
    row("VPC of a gateway", named<Gateway>("X"), &Gateway::vpc);
    row("subnet of a gateway", named<Gateway>("X"), &Gateway::subnet);
    row("VPC of an endpoint", named<Endpoint>("X"), &Endpoint::vpc);
    row("subnet of an endpoint", named<Endpoint>("X"), &Endpoint::subnets);
    row("table of an endpoint", named<Endpoint>("X"), &Endpoint::routeTables);
    row("group of an endpoint", named<Endpoint>("X"), &Endpoint::securityGroups);
    row("VPC of a group", named<SecurityGroup>("X"), &SecurityGroup::vpc);

    const auto route = [](quint32 target) {
        RouteTable table = named<RouteTable>("X");
        table.routes = {Route{QStringLiteral("0.0.0.0/0"), id(target), {}}};
        return Element(table);
    };
    QTest::newRow("target of a route") << route(77) << route(1);
    const auto rule = [](quint32 target) {
        SecurityGroup group = named<SecurityGroup>("X");
        group.rules.resize(1);
        group.rules.first().group = id(target);
        return Element(group);
    };
    QTest::newRow("group of a rule") << rule(77) << rule(1);
}

void TestChange::everyReference()
{
    QFETCH(Element, toNothing);
    QFETCH(Element, toFunction);
    const Design design = designFromText(QStringLiteral("fn A; fn B; vpc V; subnet S in V"));
    QCOMPARE(codes(apply(design, {{{id(9), std::nullopt, toNothing}}, std::nullopt})),
             list({"model.dangling-reference X"}));
    QCOMPARE(codes(apply(design, {{{id(9), std::nullopt, toFunction}}, std::nullopt})),
             list({"model.wrong-kind X"}));
}

void TestChange::everyProblemAtOnce()
{
    const Design design
        = designFromText(QStringLiteral("fn A; vpc V; subnet S in V; fn B in S -> A"));
    // Removing what others refer to, without telling them.
    Change change;
    change.elements.push_back({id(1), *design.find(id(1)), std::nullopt});
    change.elements.push_back({id(3), *design.find(id(3)), std::nullopt});
    QCOMPARE(codes(apply(design, change)),
             list({"model.dangling-reference B", "model.dangling-reference connection 5"}));

    Settings settings;
    settings.title = QStringLiteral("other");
    Change stale;
    stale.settings = BeforeAfter<Settings>{settings, Settings()};
    QCOMPARE(codes(apply(design, stale)), list({"model.stale-change "}));
}

void TestChange::namesMayBeSwapped()
{
    const Design design = designFromText(QStringLiteral("fn A; queue B"));
    Edit edit(design);
    edit.rename(id(1), QStringLiteral("T"));
    edit.rename(id(2), QStringLiteral("A"));
    edit.rename(id(1), QStringLiteral("B"));
    const auto swapped = edit.result();
    QVERIFY(swapped);
    QCOMPARE(swapped->idOf(QStringLiteral("A")), id(2));
    QCOMPARE(swapped->idOf(QStringLiteral("B")), id(1));
    QVERIFY(!swapped->idOf(QStringLiteral("T")));
    QCOMPARE(*apply(*swapped, inverse(edit.change())), design);
}

void TestChange::idsAreNotGivenAgain()
{
    Edit first{Design()};
    const ElementId a = first.add(named<Note>("A"));
    QCOMPARE(a, id(1));
    const Design one = *first.result();
    const Design none = *apply(one, inverse(first.change()));
    QVERIFY(none.isEmpty());
    Edit second(none);
    QCOMPARE(second.add(named<Note>("A")), id(2));
}

void TestChange::removalTakesAlong()
{
    const Design design = designFromText(QStringLiteral(
        "vpc V; zone Z in V; subnet S in Z; subnet T in V; table R in V main 0.0.0.0/0>G\n"
        "gateway nat G in S; group Sg in V; endpoint interface E sqs in S,T\n"
        "fn F securityGroups=Sg in S,T; queue Q -> F; fn H -> F"));
    {
        Edit edit(design);
        edit.remove(design.idOf(QStringLiteral("S")));
        const auto left = edit.result();
        QVERIFY(left);
        const ElementId t = left->idOf(QStringLiteral("T"));
        QCOMPARE(left->named<Function>(QStringLiteral("F"))->subnets, QList<ElementId>{t});
        QVERIFY(left->named<Function>(QStringLiteral("F"))->inVpc);
        QCOMPARE(left->named<Endpoint>(QStringLiteral("E"))->subnets, QList<ElementId>{t});
        QVERIFY(!left->named<Gateway>(QStringLiteral("G"))->subnet);
    }
    {
        // A zone and a subnet are nothing without their VPC; what stood in them stays.
        Edit edit(design);
        edit.remove(design.idOf(QStringLiteral("V")));
        const auto left = edit.result();
        QVERIFY(left);
        QVERIFY(left->all<Zone>().isEmpty() && left->all<Subnet>().isEmpty());
        QVERIFY(left->named<Function>(QStringLiteral("F"))->subnets.isEmpty());
        QCOMPARE(left->all<Connection>().size(), 2);
        QCOMPARE(*apply(*left, inverse(edit.change())), design);
    }
    {
        Edit edit(design);
        edit.remove(design.idOf(QStringLiteral("F")));
        const auto left = edit.result();
        QVERIFY(left);
        QVERIFY(left->all<Connection>().isEmpty());
        QVERIFY(left->idOf(QStringLiteral("Q")));
    }
    {
        Edit edit(design);
        edit.remove(design.idOf(QStringLiteral("G")));
        QVERIFY(!edit.result()->named<RouteTable>(QStringLiteral("R"))->routes.first().target);
    }
}

void TestChange::editSeesItself()
{
    Edit edit{Design()};
    const ElementId function = edit.add(named<Function>("F"));
    edit.set(function, &Function::memory, MiB(512));
    edit.set(function, &Function::inVpc, true);
    QCOMPARE(edit.get<Function>(function)->memory, Field<MiB>(MiB(512)));
    QVERIFY(edit.get<Function>(function)->inVpc);
    QCOMPARE(edit.idOf(QStringLiteral("F")), function);
    edit.setPosition(function, Point{1, 2});
    QCOMPARE(common(*edit.find(function)).position, (Point{1, 2}));
    edit.rename(function, QStringLiteral("G"));
    QVERIFY(!edit.idOf(QStringLiteral("F")));
    Settings settings;
    settings.title = QStringLiteral("T");
    edit.setSettings(settings);
    QCOMPARE(edit.settings().title, QStringLiteral("T"));
    edit.remove(function);
    QVERIFY(!edit.find(function));
    // What came and went leaves no trace but the settings.
    QVERIFY(edit.change().elements.empty());
    QVERIFY(edit.change().settings);
}

void TestChange::freeNames()
{
    const Design design = designFromText(QStringLiteral("queue queue; queue queue2; fn A"));
    Edit edit(design);
    QCOMPARE(edit.freeName(QStringLiteral("queue")), QStringLiteral("queue3"));
    QCOMPARE(edit.freeName(QStringLiteral("new")), QStringLiteral("new"));
    Service service;
    service.kind = QStringLiteral("queue");
    QCOMPARE(common(*edit.find(edit.add(service))).name, QStringLiteral("queue3"));
    QCOMPARE(common(*edit.find(edit.add(service))).name, QStringLiteral("queue4"));
    QCOMPARE(common(*edit.find(edit.add(Function()))).name, QStringLiteral("function"));
    edit.remove(design.idOf(QStringLiteral("A")));
    QCOMPARE(edit.freeName(QStringLiteral("A")), QStringLiteral("A"));
    QVERIFY(edit.result());
}

void TestChange::setOfAnotherKindDoesNothing()
{
    const Design design = designFromText(QStringLiteral("queue Q"));
    Edit edit(design);
    edit.set(id(1), &Function::inVpc, true);
    edit.set(id(7), &Function::inVpc, true);
    edit.remove(id(7));
    edit.rename(id(7), QStringLiteral("x"));
    QVERIFY(edit.change().isEmpty());
}

void TestChange::references()
{
    const Design design = designFromText(
        QStringLiteral("vpc V; subnet S in V; group G in V; group H in V; gateway nat N in S\n"
                       "table R in V 0.0.0.0/0>N; fn F securityGroups=G,H in S"));
    const auto of = [&](const char *name) {
        return Names(design).of(
            stratoplan::references(*design.find(design.idOf(QLatin1String(name)))));
    };
    QCOMPARE(of("F"), list({"S", "G", "H"}));
    QCOMPARE(of("S"), list({"V"}));
    QCOMPARE(of("R"), list({"V", "N"}));
    QCOMPARE(of("N"), list({"V", "S"}));
    QCOMPARE(of("V"), QStringList());
}

void TestChange::remap()
{
    Connection connection;
    connection.from = id(1);
    connection.to = id(2);
    const Element moved = remapped(connection, {{id(1), id(10)}, {id(3), id(30)}});
    QCOMPARE(stratoplan::references(moved), (QList<ElementId>{id(10), id(2)}));
    RouteTable table;
    table.vpc = id(3);
    table.routes = {Route{{}, id(4), {}}, Route{{}, {}, {}}};
    QCOMPARE(stratoplan::references(remapped(table, {{id(3), id(30)}, {id(4), id(40)}})),
             (QList<ElementId>{id(30), id(40)}));
}

void TestChange::words()
{
    const auto check = [](auto first, auto fromId) {
        QSet<QString> seen;
        for (int value = 0;; ++value) {
            const QString word = stratoplan::id(static_cast<decltype(first)>(value));
            if (word.isEmpty())
                break;
            QCOMPARE(fromId(word), static_cast<decltype(first)>(value));
            QVERIFY(!seen.contains(word));
            seen.insert(word);
        }
        QVERIFY(seen.size() >= 2);
        QVERIFY(!fromId(QStringLiteral("nonsense")));
        QVERIFY(!fromId(QString()));
    };
    check(Execution(), executionFromId);
    check(Role(), roleFromId);
    check(GatewayKind(), gatewayKindFromId);
    check(EndpointKind(), endpointKindFromId);
    check(Idempotent(), idempotentFromId);
    check(Origin(), originFromId);
}

void TestChange::connectionNames()
{
    const Design design = designFromText(
        QStringLiteral("fn A; fn B; A -> B; A => B; B -> A; A -- B label=\"the third\""));
    const Names names(design);
    QCOMPARE(names.of({id(3), id(4), id(5), id(6)}), list({"A->B", "A->B#2", "B->A", "A->B#3"}));
    QCOMPARE(names.find(QStringLiteral("A->B#3")), id(6));
    QCOMPARE(names.shown(id(6)), QStringLiteral("the third"));
    QCOMPARE(names.shown(id(3)), QStringLiteral("A->B"));
}

QTEST_GUILESS_MAIN(TestChange)
#include "tst_change.moc"
