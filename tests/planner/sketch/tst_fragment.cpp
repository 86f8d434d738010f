// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/names.h"
#include "planner/sketch/fragment.h"
#include "planner/store/store.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"
#include "tests/support/random_architecture.h"

#include <QtTest>

using namespace stratoplan;

namespace {

QList<ElementId> named(const Design &design, const QStringList &names)
{
    QList<ElementId> ids;
    for (const QString &name : names)
        ids.append(design.idOf(name));
    return ids;
}

QStringList namesOf(const QList<ElementId> &ids, const Design &design)
{
    QStringList names = Names(design).of(ids);
    names.sort();
    return names;
}

} // namespace

class TestFragment : public QObject
{
    Q_OBJECT

    const Design m_design = designFromText(QStringLiteral(
        "vpc Net 10.0.0.0/16; zone Za in Net; subnet Deep 10.0.0.0/24 in Za; group Gate in Net; "
        "fn Work 1769 in Deep securityGroups=Gate; queue Jobs -> Work batchSize=5; "
        "relational-database Db in Deep; Work -- Db; fn Other; Jobs -> Other"));

private Q_SLOTS:
    void duplicatesBesideTheOriginal();
    void linesLedByHandKeepTheirShape();
    void bringsTheNetworkElsewhere();
    void copiesOfANetworkAreNetworks();
    void movesWhatHasAPlace();
    void partsFromTheTemplate();
    void takesAWholeDesignFile();
    void refusesOtherText();
    void copiesOfRandomDesignsHoldTogether();
};

void TestFragment::duplicatesBesideTheOriginal()
{
    const QByteArray text = sketch::copied(
        m_design, named(m_design, {QStringLiteral("Work"), QStringLiteral("Jobs")}));
    QVERIFY(sketch::looksCopied(text));
    QVERIFY(store::looksLikeDesign(text));
    const auto pasted = sketch::pasted(text, m_design, {});
    QVERIFY(pasted);
    const Design after = *apply(m_design, pasted->change);
    QCOMPARE(namesOf(pasted->ids, after),
             (QStringList{QStringLiteral("Jobs2"), QStringLiteral("Work2")}));
    // The same subnet and group, not copies of them; what is between the two comes along.
    const Function &copy = *after.named<Function>(QStringLiteral("Work2"));
    QCOMPARE(copy.subnets, named(m_design, {QStringLiteral("Deep")}));
    QCOMPARE(copy.securityGroups, named(m_design, {QStringLiteral("Gate")}));
    QCOMPARE(copy.memory, Field<MiB>(MiB(1769)));
    QCOMPARE(after.size(), m_design.size() + 3);
    const Connection &trigger = *after.get<Connection>(
        connectionBetween(after, QStringLiteral("Jobs2"), QStringLiteral("Work2")));
    QCOMPARE(trigger.batchSize.valueOr(0), 5);
    QVERIFY(*apply(after, inverse(pasted->change)) == m_design);
}

void TestFragment::linesLedByHandKeepTheirShape()
{
    Edit edit(m_design);
    edit.setPosition(m_design.idOf(QStringLiteral("Jobs")), Point{0, 0});
    edit.setPosition(m_design.idOf(QStringLiteral("Other")), Point{400, 0});
    const ElementId line
        = connectionBetween(m_design, QStringLiteral("Jobs"), QStringLiteral("Other"));
    edit.set(line, &Connection::waypoints, QList<Point>{{240, 200}, {360, 200}});
    const Design led = *edit.result();
    const auto pasted = sketch::pasted(
        sketch::copied(led, named(led, {QStringLiteral("Jobs"), QStringLiteral("Other")})), led,
        Point{16, 32});
    QVERIFY(pasted);
    const Design after = *apply(led, pasted->change);
    QCOMPARE(after.named<Service>(QStringLiteral("Jobs2"))->position, (Point{16, 32}));
    const Connection &copy = *after.get<Connection>(
        connectionBetween(after, QStringLiteral("Jobs2"), QStringLiteral("Other2")));
    QCOMPARE(copy.waypoints, (QList<Point>{{256, 232}, {376, 232}}));
    QCOMPARE(after.get<Connection>(line)->waypoints, (QList<Point>{{240, 200}, {360, 200}}));
}

void TestFragment::bringsTheNetworkElsewhere()
{
    const QByteArray text = sketch::copied(m_design, named(m_design, {QStringLiteral("Work")}));
    const auto pasted = sketch::pasted(text, {}, {});
    QVERIFY(pasted);
    const Design after = *apply({}, pasted->change);
    QCOMPARE(namesOf(pasted->ids, after), QStringList{QStringLiteral("Work")});
    QCOMPARE(after.named<Function>(QStringLiteral("Work"))->subnets,
             named(after, {QStringLiteral("Deep")}));
    QCOMPARE(after.named<Subnet>(QStringLiteral("Deep"))->zone, after.idOf(QStringLiteral("Za")));
    QCOMPARE(after.all<Connection>().size(), 0);
}

void TestFragment::copiesOfANetworkAreNetworks()
{
    const QByteArray text = sketch::copied(
        m_design,
        named(m_design, {QStringLiteral("Net"), QStringLiteral("Za"), QStringLiteral("Deep")}));
    const auto pasted = sketch::pasted(text, m_design, {});
    QVERIFY(pasted);
    const Design after = *apply(m_design, pasted->change);
    QCOMPARE(namesOf(pasted->ids, after),
             (QStringList{QStringLiteral("Deep2"), QStringLiteral("Net2"), QStringLiteral("Za2")}));
    QCOMPARE(after.named<Subnet>(QStringLiteral("Deep2"))->vpc, after.idOf(QStringLiteral("Net2")));
}

void TestFragment::movesWhatHasAPlace()
{
    Edit edit(m_design);
    edit.setPosition(m_design.idOf(QStringLiteral("Other")), Point{16, 32});
    const Design design = *edit.result();
    const QByteArray text
        = sketch::copied(design, named(design, {QStringLiteral("Other"), QStringLiteral("Jobs")}));
    const auto pasted = sketch::pasted(text, design, {32, 48});
    const Design after = *apply(design, pasted->change);
    QVERIFY(after.named<Function>(QStringLiteral("Other2"))->position == (Point{48, 80}));
    QVERIFY(!after.named<Service>(QStringLiteral("Jobs2"))->position);
}

void TestFragment::partsFromTheTemplate()
{
    Edit edit(m_design);
    const ElementId jobs = m_design.idOf(QStringLiteral("Jobs"));
    Service imported = *m_design.get<Service>(jobs);
    imported.cfnType = QStringLiteral("AWS::SQS::Queue");
    imported.condition = QStringLiteral("IsProd");
    edit.replace(jobs, imported);
    Service odd;
    odd.name = QStringLiteral("Odd");
    odd.kind = QStringLiteral("unknown");
    odd.cfnType = QStringLiteral("Custom::Odd");
    edit.add(odd);
    const Design design = *edit.result();
    const QByteArray text
        = sketch::copied(design, named(design, {QStringLiteral("Jobs"), QStringLiteral("Odd")}));
    const Design after = *apply({}, sketch::pasted(text, {}, {})->change);
    QCOMPARE(after.named<Service>(QStringLiteral("Jobs"))->cfnType, QString());
    QCOMPARE(after.named<Service>(QStringLiteral("Jobs"))->condition, QString());
    QCOMPARE(after.named<Service>(QStringLiteral("Odd"))->cfnType, QStringLiteral("Custom::Odd"));
}

void TestFragment::takesAWholeDesignFile()
{
    const auto pasted = sketch::pasted(store::write(m_design), m_design, {});
    QVERIFY(pasted);
    const Design after = *apply(m_design, pasted->change);
    QCOMPARE(after.size(), 2 * m_design.size());
    QVERIFY(after.named<Vpc>(QStringLiteral("Net2")));
}

void TestFragment::refusesOtherText()
{
    QVERIFY(!sketch::looksCopied("fn A -> fn B"));
    const auto pasted = sketch::pasted("stratoplan: 1\nfunctions: 7\n", {}, {});
    QVERIFY(!pasted);
    QCOMPARE(pasted.error().first().where.line, 2);
}

// Copying all into an empty design gives it again, but for ids, settings and what templates say.
void TestFragment::copiesOfRandomDesignsHoldTogether()
{
    const int seeds = rounds(40);
    for (int seed = 1; seed <= seeds; ++seed) {
        const Design design = RandomArchitecture(static_cast<quint32>(seed), facts()).design();
        QList<ElementId> all;
        for (const auto &[id, element] : design.elements())
            all.append(id);
        const auto pasted = sketch::pasted(sketch::copied(design, all), {}, {});
        QVERIFY2(pasted, qPrintable(QString::number(seed)));
        const Design after = *apply({}, pasted->change);
        QCOMPARE(after.size(), design.size());
        for (const auto &[id, element] : design.elements()) {
            const Element *copy = after.find(after.idOf(common(*element).name));
            if (std::holds_alternative<Connection>(*element))
                continue;
            QVERIFY2(copy, qPrintable(QString::number(seed)));
            QCOMPARE(namesOf(references(*copy), after), namesOf(references(*element), design));
        }
    }
}

QTEST_GUILESS_MAIN(TestFragment)
#include "tst_fragment.moc"
