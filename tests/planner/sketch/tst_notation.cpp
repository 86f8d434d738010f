// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/notation.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"
#include "tests/support/random_architecture.h"

#include <QtTest>

using namespace stratoplan;

namespace {

QString kindOf(const Element &element)
{
    if (const auto *service = std::get_if<Service>(&element))
        return service->kind;
    return kindWord(element);
}

QStringList namesOf(const QList<ElementId> &ids, const Design &design)
{
    QStringList names;
    for (const ElementId id : ids)
        names.append(common(*design.find(id)).name);
    names.sort();
    return names;
}

QList<ElementId> placesOf(const Element &element)
{
    if (const auto *function = std::get_if<Function>(&element))
        return function->subnets;
    if (const auto *service = std::get_if<Service>(&element))
        return service->subnets;
    if (const auto *zone = std::get_if<Zone>(&element))
        return {zone->vpc};
    if (const auto *subnet = std::get_if<Subnet>(&element))
        return {subnet->zone ? subnet->zone : subnet->vpc};
    return {};
}

// What the notation tells of a design: "function Work@SubnetA", "Api trigger Work".
QStringList told(const Design &design)
{
    QStringList lines;
    for (const auto &[id, element] : design.elements()) {
        if (const auto *connection = std::get_if<Connection>(element.get())) {
            QString role(::id(connection->role));
            if (connection->role == Role::Access) {
                const bool reads = connection->reads.valueOr(false);
                const bool writes = connection->writes.valueOr(false);
                role += reads == writes ? QString()
                    : reads             ? QStringLiteral(" reads")
                                        : QStringLiteral(" writes");
            }
            lines.append(namesOf({connection->from}, design).first() + u' ' + role + u' '
                         + namesOf({connection->to}, design).first());
            continue;
        }
        const QString kind = kindOf(*element);
        if (kind == QLatin1String("endpoint") || kind == QLatin1String("route-table")
            || kind == QLatin1String("security-group") || kind == QLatin1String("note")
            || kind == QLatin1String("gateway"))
            continue;
        const QStringList places = namesOf(placesOf(*element), design);
        lines.append(kind + u' ' + common(*element).name
                     + (places.isEmpty() ? QString() : u'@' + places.join(u'+')));
    }
    lines.sort();
    lines.removeDuplicates();
    return lines;
}

QList<ElementId> everything(const Design &design)
{
    QList<ElementId> ids;
    for (const auto &[id, element] : design.elements())
        ids.append(id);
    return ids;
}

Design drawn(const QString &text, const Design &into = {})
{
    const Expected<sketch::Sketched> sketched = sketch::read(text, into, facts());
    if (!sketched)
        qFatal("%s", qPrintable(toString(sketched.error().first())));
    return *apply(into, sketched->change);
}

} // namespace

class TestNotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draws_data();
    void draws();
    void connectsToWhatIsThere();
    void tellsWhatItAdded();
    void refuses_data();
    void refuses();
    void tellsEveryProblem();
    void writes_data();
    void writes();
    void leavesOutWhatWasNotChosen();
    void readsWhatItWrote();
};

void TestNotation::draws_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *text, QStringList expected) {
        expected.sort();
        QTest::newRow(name) << QString::fromUtf8(text) << expected;
    };
    row("nothing", "", {});
    row("only remarks", "# later\n\n ; ;\n", {});
    row("a chain", "api orders -> fn CreateOrder -> sqs jobs -> fn Worker",
        {QStringLiteral("http-api orders"), QStringLiteral("function CreateOrder"),
         QStringLiteral("queue jobs"), QStringLiteral("function Worker"),
         QStringLiteral("orders trigger CreateOrder"),
         QStringLiteral("CreateOrder access writes jobs"), QStringLiteral("jobs trigger Worker")});
    // The network that "vpc" asks for has two zones with a private subnet each.
    row("a database in a VPC", "fn Worker@vpc -> rds db@vpc",
        {QStringLiteral("vpc Vpc"), QStringLiteral("zone ZoneA@Vpc"),
         QStringLiteral("zone ZoneB@Vpc"), QStringLiteral("subnet PrivateSubnetA@ZoneA"),
         QStringLiteral("subnet PrivateSubnetB@ZoneB"),
         QStringLiteral("function Worker@PrivateSubnetA+PrivateSubnetB"),
         QStringLiteral("relational-database db@PrivateSubnetA+PrivateSubnetB"),
         QStringLiteral("Worker access db")});
    row("fan out", "sns Placed -> fn Bill, fn Ship",
        {QStringLiteral("topic Placed"), QStringLiteral("function Bill"),
         QStringLiteral("function Ship"), QStringLiteral("Placed trigger Bill"),
         QStringLiteral("Placed trigger Ship")});
    row("fan in, over lines", "fn A,\n fn B ->\n table T",
        {QStringLiteral("function A"), QStringLiteral("function B"), QStringLiteral("table T"),
         QStringLiteral("A access T"), QStringLiteral("B access T")});
    row("names alone", "fn A; fn B\nA -> B; b -> sqs Q",
        {QStringLiteral("function A"), QStringLiteral("function B"), QStringLiteral("queue Q"),
         QStringLiteral("A call B"), QStringLiteral("B access writes Q")});
    row("kinds alone", "schedule -> fn -> s3",
        {QStringLiteral("schedule Schedule"), QStringLiteral("function Function"),
         QStringLiteral("bucket Bucket"), QStringLiteral("Schedule trigger Function"),
         QStringLiteral("Function access Bucket")});
    row("stated meanings",
        "fn A -reads-> table T; A -writes-> s3 B; A -fails-> sqs Dead; A -call-> sqs Q",
        {QStringLiteral("function A"), QStringLiteral("table T"), QStringLiteral("bucket B"),
         QStringLiteral("queue Dead"), QStringLiteral("queue Q"),
         QStringLiteral("A access reads T"), QStringLiteral("A access writes B"),
         QStringLiteral("A failure Dead"), QStringLiteral("A call Q")});
    row("no blanks around arrows", "api a->fn b=>table c",
        {QStringLiteral("http-api a"), QStringLiteral("function b"), QStringLiteral("table c"),
         QStringLiteral("a trigger b"), QStringLiteral("b access c")});
    row("dashes in names", "sqs orders-dlq -> fn re-drive",
        {QStringLiteral("queue orders-dlq"), QStringLiteral("function re-drive"),
         QStringLiteral("orders-dlq trigger re-drive")});
    row("words of several", "api gateway Front -> lambda Go -> step functions Flow",
        {QStringLiteral("http-api Front"), QStringLiteral("function Go"),
         QStringLiteral("state-machine Flow"), QStringLiteral("Front trigger Go"),
         QStringLiteral("Go call Flow")});
    row("quoted names", "fn \"sqs jobs\" -> table \"a \\\"b\\\"\"",
        {QStringLiteral("function sqs jobs"), QStringLiteral("table a \"b\""),
         QStringLiteral("sqs jobs access a \"b\"")});
    row("a network", "vpc Net; zone Za@Net; subnet Sa@Za; subnet Sb@Net; fn F@Sa+Sb; nat N@Sb",
        {QStringLiteral("vpc Net"), QStringLiteral("zone Za@Net"), QStringLiteral("subnet Sa@Za"),
         QStringLiteral("subnet Sb@Net"), QStringLiteral("function F@Sa+Sb")});
    row("a network without subnets gets some", "vpc Net; fn F@Net",
        {QStringLiteral("vpc Net"), QStringLiteral("zone ZoneA@Net"),
         QStringLiteral("zone ZoneB@Net"), QStringLiteral("subnet PrivateSubnetA@ZoneA"),
         QStringLiteral("subnet PrivateSubnetB@ZoneB"),
         QStringLiteral("function F@PrivateSubnetA+PrivateSubnetB")});
    row("twice the same", "fn A -> table T\nfn A -> T",
        {QStringLiteral("function A"), QStringLiteral("table T"), QStringLiteral("A access T")});
}

void TestNotation::draws()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(told(drawn(text)), expected);
}

void TestNotation::connectsToWhatIsThere()
{
    // The database's subnets are private: no route leads to the internet gateway.
    const Design before
        = designFromText(QStringLiteral("vpc Net; zone Za in Net; subnet Open in Za public; subnet "
                                        "Deep in Za; fn Worker 1769 in Deep; "
                                        "relational-database Db in Deep; Worker -- Db"));
    const Design after
        = drawn(QStringLiteral("sqs jobs -> Worker -> Db; fn Other@Net -> db"), before);
    QCOMPARE(*after.named<Function>(QStringLiteral("Worker")),
             *before.named<Function>(QStringLiteral("Worker")));
    QCOMPARE(namesOf(after.named<Function>(QStringLiteral("Other"))->subnets, after),
             QStringList{QStringLiteral("Deep")});
    QCOMPARE(after.all<Connection>().size(), 3);
}

void TestNotation::tellsWhatItAdded()
{
    const Design before = designFromText(QStringLiteral("fn A"));
    const auto sketched = sketch::read(QStringLiteral("A -> sqs Q -> fn B"), before, facts());
    QVERIFY(sketched);
    const Design after = *apply(before, sketched->change);
    QCOMPARE(namesOf(sketched->added, after),
             (QStringList{QStringLiteral("B"), QStringLiteral("Q")}));
    QCOMPARE(sketched->nodes.size(), 3);
    QVERIFY(*apply(after, inverse(sketched->change)) == before);
}

void TestNotation::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem"); // LINE:COLUMN CODE
    const auto row = [](const char *name, const char *text, const char *problem) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(problem);
    };
    row("no such word", "fn A\nA -> jobs", "2:6 sketch.unknown-word");
    row("another kind", "fn A; sqs A", "1:7 sketch.other-kind");
    row("an arrow at the end", "fn A ->", "1:8 sketch.missing-node");
    row("an arrow at the beginning", "-> fn A", "1:1 sketch.missing-node");
    row("two arrows", "fn A -> -> fn B", "1:9 sketch.missing-node");
    row("no arrow", "fn A + fn B", "1:6 sketch.missing-node");
    row("an unknown arrow", "fn A -eats-> fn B", "1:6 sketch.unknown-arrow");
    row("an unknown place", "fn A@Nowhere", "1:6 sketch.unknown-place");
    row("which VPC", "vpc A; vpc B; fn F@vpc", "1:20 sketch.unknown-place");
    row("no address", "sqs Q@vpc", "1:1 sketch.cannot-stand");
    row("an open quote", "fn \"A", "1:4 sketch.open-quote");
    row("itself", "fn A -> A", "1:6 sketch.connect-self");
    row("a network at an arrow", "fn A -> vpc V", "1:6 sketch.connect-kind");
    row("no network", "subnet S", "1:1 sketch.needs-network");
}

void TestNotation::refuses()
{
    QFETCH(QString, text);
    const auto sketched = sketch::read(text, {}, facts());
    QVERIFY(!sketched);
    const Problem &problem = sketched.error().first();
    QTEST(QStringLiteral("%1:%2 %3")
              .arg(problem.where.line)
              .arg(problem.where.column)
              .arg(problem.code),
          "problem");
    QVERIFY(!toString(problem).contains(u'{'));
}

void TestNotation::tellsEveryProblem()
{
    const auto sketched
        = sketch::read(QStringLiteral("fn A -> jobs\nsqs A\nfn B@Nowhere"), {}, facts());
    QVERIFY(!sketched);
    QCOMPARE(sketched.error().size(), 3);
    const auto tooLong = sketch::read(QString(30'000, u'x'), {}, facts());
    QVERIFY(!tooLong);
    QCOMPARE(tooLong.error().first().code, QStringLiteral("sketch.too-long"));
}

void TestNotation::writes_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *design, const char *text) {
        QTest::newRow(name) << QString::fromUtf8(design) << QString::fromUtf8(text);
    };
    row("nothing", "", "");
    row("a chain",
        "http-api orders -> Create; fn Create -- jobs writes=true; queue jobs -> Worker; fn Worker",
        "api orders -> fn Create -> sqs jobs -> fn Worker\n");
    row("two ways out", "fn A => B; fn B; fn C; A => C", "fn A -> fn B\nA -> fn C\n");
    row("what stands alone", "fn A; table T", "fn A\nddb T\n");
    row("what differs from the usual", "fn A; table T; A -- T reads=true; queue D; A !> D",
        "fn A -reads-> ddb T\nA -fails-> sqs D\n");
    row("a circle", "fn A => B; fn B => A", "fn A -> fn B -> A\n");
    row("a network", "vpc Net; zone Za in Net; subnet S in Za; fn F in S",
        "vpc Net\nzone Za@Net\nsubnet S@Za\nfn F@S\n");
    // "s3 tables" is a kind of its own.
    row("a name that needs quotes", "bucket tables", "s3 \"tables\"\n");
}

void TestNotation::writes()
{
    QFETCH(QString, design);
    const Design from = designFromText(design);
    QTEST(sketch::write(from, everything(from), facts()), "text");
}

void TestNotation::leavesOutWhatWasNotChosen()
{
    const Design design = designFromText(
        QStringLiteral("vpc Net; subnet S in Net; fn A in S => B; fn B => C; fn C"));
    const QList<ElementId> chosen{design.idOf(QStringLiteral("A")),
                                  design.idOf(QStringLiteral("B"))};
    QCOMPARE(sketch::write(design, chosen, facts()), QStringLiteral("fn A -> fn B\n"));
}

// What is written is read as the same kinds, names, places and connections; and read into the
// design that it came from, it changes nothing.
void TestNotation::readsWhatItWrote()
{
    const quint32 seeds = static_cast<quint32>(rounds(60));
    qsizetype nodes = 0;
    for (quint32 seed = 1; seed <= seeds; ++seed) {
        const Design design = RandomArchitecture(seed, facts()).design();
        const QString text = sketch::write(design, everything(design), facts());
        const auto sketched = sketch::read(text, {}, facts());
        QVERIFY2(
            sketched,
            qPrintable(QStringLiteral("seed %1: %2\n%3")
                           .arg(seed)
                           .arg(sketched ? QString() : toString(sketched.error().first()), text)));
        const Design read = *apply({}, sketched->change);
        QVERIFY2(told(read) == told(design),
                 qPrintable(QStringLiteral("seed %1\n%2\n---\n%3\n---\n%4")
                                .arg(seed)
                                .arg(text, told(read).join(u'\n'), told(design).join(u'\n'))));
        const auto again = sketch::read(text, design, facts());
        QVERIFY(again);
        QVERIFY2(again->change.isEmpty(), qPrintable(QStringLiteral("seed %1").arg(seed)));
        nodes += sketched->nodes.size();
    }
    qInfo("%lld nodes of %u designs", static_cast<long long>(nodes), seeds);
}

QTEST_GUILESS_MAIN(TestNotation)
#include "tst_notation.moc"
