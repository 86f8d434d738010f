// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/change.h"
#include "planner/model/graph.h"
#include "planner/model/names.h"
#include "tests/support/random_design.h"

#include <QSet>
#include <QTest>

using namespace stratoplan;

namespace {

QString shown(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(problem.code + QLatin1Char(' ') + toString(problem));
    return lines.join(QLatin1Char('\n'));
}

/// What is wrong with the invariants of a design, found without the model's own checks; empty when
/// they hold.
QString broken(const Design &design)
{
    QSet<QString> names;
    for (const auto &[id, element] : design.elements()) {
        const Common &part = common(*element);
        const QString who = QString::number(id.value);
        if (part.id != id || !id || id.value >= design.nextId().value)
            return who + QStringLiteral(": id");
        if (std::holds_alternative<Connection>(*element))
            continue;
        if (part.name.isEmpty() || names.contains(part.name))
            return who + QStringLiteral(": name ") + part.name;
        names.insert(part.name);
        if (design.idOf(part.name) != id)
            return who + QStringLiteral(": idOf ") + part.name;
    }
    const auto are = [&](const QList<ElementId> &ids, auto is) {
        return std::all_of(ids.begin(), ids.end(),
                           [&](ElementId id) { return design.find(id) && is(*design.find(id)); });
    };
    const auto isSubnet = [](const Element &e) { return std::holds_alternative<Subnet>(e); };
    const auto isGroup = [](const Element &e) { return std::holds_alternative<SecurityGroup>(e); };
    for (const Function *function : design.all<Function>()) {
        if (!are(function->subnets, isSubnet) || !are(function->securityGroups, isGroup))
            return function->name;
    }
    for (const Connection *connection : design.all<Connection>()) {
        const auto isEnd
            = [&](ElementId id) { return design.get<Function>(id) || design.get<Service>(id); };
        if (!isEnd(connection->from) || !isEnd(connection->to))
            return QStringLiteral("connection %1").arg(connection->id.value);
    }
    for (const Zone *zone : design.all<Zone>()) {
        if (!design.get<Vpc>(zone->vpc))
            return zone->name;
    }
    for (const Subnet *subnet : design.all<Subnet>()) {
        if (!design.get<Vpc>(subnet->vpc) || (subnet->zone && !design.get<Zone>(subnet->zone))
            || (subnet->routeTable && !design.get<RouteTable>(subnet->routeTable)))
            return subnet->name;
    }
    for (const auto &[id, element] : design.elements()) {
        const QList<ElementId> all = references(*element);
        if (!are(all, [](const Element &) { return true; }))
            return QStringLiteral("reference of %1").arg(id.value);
    }
    return {};
}

/// Every change of a walk, and the designs between them.
struct Walk
{
    QList<Design> designs;
    QList<Change> changes;
};

Walk walk(quint32 seed, int steps)
{
    RandomDesign random(seed);
    Walk made;
    made.designs.append(Design());
    for (int i = 0; i < steps; ++i) {
        const Change change = random.change(made.designs.last());
        const auto next = apply(made.designs.last(), change);
        if (!next)
            qFatal("seed %u, step %d: %s", seed, i, qPrintable(shown(next.error())));
        made.designs.append(*next);
        made.changes.append(change);
    }
    return made;
}

} // namespace

/// Long random walks: a person edits for hours.
class TestWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoAndRedo_data();
    void undoAndRedo();
    void differences_data();
    void differences();
    void mergedChanges_data();
    void mergedChanges();
    void names_data();
    void names();
    void cycles_data();
    void cycles();
    void copiesShareElements();
};

void TestWalk::undoAndRedo_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("steps");
    for (int seed = 1; seed <= rounds(8); ++seed)
        QTest::addRow("seed %d", seed) << static_cast<quint32>(seed) << 300;
    QTest::addRow("long") << 99U << 2500;
}

void TestWalk::undoAndRedo()
{
    QFETCH(quint32, seed);
    QFETCH(int, steps);
    RandomDesign random(seed);
    Design design;
    QList<Change> changes;
    for (int i = 0; i < steps; ++i) {
        const ElementId nextId = design.nextId();
        const Change change = random.change(design);
        auto next = apply(design, change);
        QVERIFY2(next, next ? "" : qPrintable(shown(next.error())));
        design = *std::move(next);
        changes.append(change);
        QVERIFY2(broken(design).isEmpty(),
                 qPrintable(QStringLiteral("step %1: ").arg(i) + broken(design)));
        QVERIFY(design.nextId() >= nextId);
    }
    const Design last = design;
    QVERIFY(last.size() > 10);

    for (auto change = changes.crbegin(); change != changes.crend(); ++change) {
        auto next = apply(design, inverse(*change));
        QVERIFY2(next, next ? "" : qPrintable(shown(next.error())));
        design = *std::move(next);
        if ((changes.crend() - change) % 50 == 0)
            QVERIFY2(broken(design).isEmpty(), qPrintable(broken(design)));
    }
    QCOMPARE(design, Design());
    QCOMPARE(qHash(design), qHash(Design()));
    // Ids are never given again, undone or not.
    QCOMPARE(design.nextId(), last.nextId());

    for (const Change &change : std::as_const(changes)) {
        auto next = apply(design, change);
        QVERIFY2(next, next ? "" : qPrintable(shown(next.error())));
        design = *std::move(next);
    }
    QCOMPARE(design, last);
    QCOMPARE(qHash(design), qHash(last));
}

void TestWalk::differences_data()
{
    QTest::addColumn<quint32>("seed");
    for (int seed = 1; seed <= rounds(10); ++seed)
        QTest::addRow("seed %d", seed) << static_cast<quint32>(seed);
}

void TestWalk::differences()
{
    QFETCH(quint32, seed);
    const Walk made = walk(seed, 120);
    RandomDesign random(seed);
    for (int i = 0; i < 60; ++i) {
        const Design &from = made.designs.at(random.below(121));
        const Design &to = made.designs.at(random.below(121));
        const Change change = diff(from, to);
        const auto applied = apply(from, change);
        QVERIFY2(applied, applied ? "" : qPrintable(shown(applied.error())));
        QCOMPARE(*applied, to);
        QCOMPARE(change.isEmpty(), from == to);
        QCOMPARE(inverse(inverse(change)), change);
        // Only what differs is in it.
        for (const ElementChange &step : change.elements)
            QVERIFY(step.before != step.after);
    }
    QVERIFY(diff(made.designs.last(), made.designs.last()).isEmpty());
}

void TestWalk::mergedChanges_data()
{
    differences_data();
}

void TestWalk::mergedChanges()
{
    QFETCH(quint32, seed);
    const Walk made = walk(seed, 120);
    RandomDesign random(seed);
    for (int i = 0; i < 30; ++i) {
        const int first = random.below(100);
        const int count = 1 + random.below(20);
        Change all;
        for (int step = first; step < first + count; ++step)
            all = merged(all, made.changes.at(step));
        const auto applied = apply(made.designs.at(first), all);
        QVERIFY2(applied, applied ? "" : qPrintable(shown(applied.error())));
        QCOMPARE(*applied, made.designs.at(first + count));
        const auto undone = apply(*applied, inverse(all));
        QVERIFY2(undone, undone ? "" : qPrintable(shown(undone.error())));
        QCOMPARE(*undone, made.designs.at(first));
    }
    const Change change = made.changes.last();
    QVERIFY(merged(change, inverse(change)).isEmpty());
    QCOMPARE(merged(Change(), change), change);
}

void TestWalk::names_data()
{
    differences_data();
}

void TestWalk::names()
{
    QFETCH(quint32, seed);
    const Design design = RandomDesign(seed).design(120);
    const Names names(design);
    QSet<QString> connections;
    for (const auto &[id, element] : design.elements()) {
        QVERIFY(!names.of(id).isEmpty());
        if (const auto *connection = std::get_if<Connection>(element.get())) {
            QVERIFY2(!connections.contains(names.of(id)), qPrintable(names.of(id)));
            connections.insert(names.of(id));
            QVERIFY(names.of(id).startsWith(names.of(connection->from) + QLatin1String("->")
                                            + names.of(connection->to)));
        } else {
            QCOMPARE(names.of(id), common(*element).name);
            QCOMPARE(names.find(names.of(id)), id);
        }
        const QString label = common(*element).label;
        QCOMPARE(names.shown(id), label.isEmpty() ? names.of(id) : label);
    }
    QVERIFY(names.of(design.nextId()).isEmpty());
    QVERIFY(!names.find(QStringLiteral("no such name")));
}

void TestWalk::cycles_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("connections");
    for (quint32 seed = 1; seed <= 30; ++seed)
        QTest::addRow("seed %u", seed) << seed << static_cast<int>(seed * 2);
}

// Two elements are in one component when each reaches the other: by the matrix of reachability
// (Warshall), and a lone one is a cycle only with a connection to itself.
void TestWalk::cycles()
{
    QFETCH(quint32, seed);
    QFETCH(int, connections);
    constexpr int count = 25;
    RandomDesign random(seed);
    Change change;
    quint32 id = 0;
    for (int i = 0; i < count; ++i) {
        Function function;
        function.name = QStringLiteral("F%1").arg(i);
        change.elements.push_back({ElementId{++id}, std::nullopt, Element(function)});
    }
    std::array<std::array<bool, count>, count> reaches{};
    for (int i = 0; i < connections; ++i) {
        const int from = random.below(count);
        const int to = random.below(count);
        Connection connection;
        connection.from = ElementId{static_cast<quint32>(from + 1)};
        connection.to = ElementId{static_cast<quint32>(to + 1)};
        connection.role = random.chance(70) ? Role::Trigger : Role::Access;
        change.elements.push_back({ElementId{++id}, std::nullopt, Element(connection)});
        if (connection.role == Role::Trigger)
            reaches[static_cast<size_t>(from)][static_cast<size_t>(to)] = true;
    }
    const auto design = apply(Design(), change);
    QVERIFY2(design, design ? "" : qPrintable(shown(design.error())));
    for (size_t via = 0; via < count; ++via) {
        for (size_t from = 0; from < count; ++from) {
            for (size_t to = 0; to < count; ++to)
                reaches[from][to] = reaches[from][to] || (reaches[from][via] && reaches[via][to]);
        }
    }
    QList<QList<ElementId>> expected;
    QSet<ElementId> seen;
    for (size_t i = 0; i < count; ++i) {
        const ElementId first{static_cast<quint32>(i + 1)};
        if (!reaches[i][i] || seen.contains(first))
            continue;
        QList<ElementId> component;
        for (size_t other = 0; other < count; ++other) {
            if (reaches[i][other] && reaches[other][i]) {
                component.append(ElementId{static_cast<quint32>(other + 1)});
                seen.insert(component.last());
            }
        }
        expected.append(component);
    }

    const Graph graph(*design);
    const auto found = graph.cycles([](const Connection &c) { return c.role == Role::Trigger; });
    QCOMPARE(found.size(), expected.size());
    for (qsizetype i = 0; i < found.size(); ++i)
        QCOMPARE(found.at(i), expected.at(i));

    // The lists at the ends hold every connection once, in order of ids.
    qsizetype outgoing = 0;
    qsizetype incoming = 0;
    for (int i = 1; i <= count; ++i) {
        const ElementId end{static_cast<quint32>(i)};
        for (const Connection *connection : graph.outgoing(end))
            QCOMPARE(connection->from, end);
        for (const Connection *connection : graph.incoming(end))
            QCOMPARE(connection->to, end);
        const auto &list = graph.outgoing(end);
        QVERIFY(std::is_sorted(list.begin(), list.end(),
                               [](auto *a, auto *b) { return a->id < b->id; }));
        outgoing += graph.outgoing(end).size();
        incoming += graph.incoming(end).size();
    }
    QCOMPARE(outgoing, connections);
    QCOMPARE(incoming, connections);
    QVERIFY(graph.outgoing(ElementId{9999}).isEmpty());
}

void TestWalk::copiesShareElements()
{
    const Design design = RandomDesign(5).design(50);
    const Change change = RandomDesign(6).change(design);
    const Design after = *apply(design, change);
    QSet<ElementId> touched;
    for (const ElementChange &step : change.elements)
        touched.insert(step.id);
    for (const auto &[id, element] : design.elements()) {
        if (!touched.contains(id))
            QCOMPARE(after.find(id), element.get());
    }
}

QTEST_GUILESS_MAIN(TestWalk)
#include "tst_walk.moc"
