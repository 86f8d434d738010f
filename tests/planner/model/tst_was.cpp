// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/model/template_members.h"
#include "planner/model/template_part.h"
#include "planner/model/was.h"
#include "tests/support/design_text.h"
#include "tests/support/random_design.h"

#include <QTest>

using namespace stratoplan;

namespace {

Design linked(const Design &design)
{
    TemplateLink link;
    link.path = QStringLiteral("template.yaml");
    link.sha256 = QStringLiteral("ab");
    return *apply(design, relinked(design, link));
}

Design linkedText(const char *text)
{
    return linked(designFromText(QString::fromLatin1(text)));
}

/// "NAME", "+NAME" for what was added, "-NAME" for what was removed.
QStringList changed(const Design &design)
{
    QStringList lines;
    for (const ElementChange &step : changeSinceImport(design).elements) {
        const QString name = common(step.after ? *step.after : *step.before).name;
        const QString sign = !step.before ? QStringLiteral("+")
            : !step.after                 ? QStringLiteral("-")
                                          : QString();
        lines.append(sign + name);
    }
    return lines;
}

/// The elements as a template holds them.
std::map<ElementId, Element> templateOf(const Design &design)
{
    std::map<ElementId, Element> parts;
    for (const auto &[id, element] : design.elements())
        parts.emplace(id, templatePart(*element));
    return parts;
}

} // namespace

class TestWas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCounts_data();
    void whatCounts();
    void nothingIsKeptWithoutTemplate();
    void comesBack();
    void renamedAndRemoved();
    void anotherTextBeginsAnew();
    void readingIsNoEdit();
    void figuresStay();
    void figuresMayReferToWhatWasAdded();
    void randomWalks_data();
    void randomWalks();
    void theMembersOfATemplateAreAll();
    void linkedToWhatWasWritten();
};

void TestWas::whatCounts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Element>("element");
    QTest::addColumn<QStringList>("expected");
    const Design design = linkedText("fn A 512; queue Q -> A batchSize=5");
    const Function a = *design.named<Function>(QStringLiteral("A"));
    const QString name = QStringLiteral("A");
    const QStringList none;

    Function function = a;
    function.memory = MiB(1024);
    QTest::newRow("memory") << name << Element(function) << QStringList{name};
    function = a;
    function.position = Point{1, 2};
    QTest::newRow("place") << name << Element(function) << none;
    function = a;
    function.label = QStringLiteral("Orders");
    QTest::newRow("label") << name << Element(function) << none;
    function = a;
    function.duration = Milliseconds(12.5);
    function.measurements = {{MiB(512), Milliseconds(3), std::nullopt}};
    function.rate = PerSecond(3);
    QTest::newRow("figures") << name << Element(function) << none;
    function = a;
    function.decision.answers.insert(QStringLiteral("today"),
                                     {{QStringLiteral("vpc"), QStringLiteral("no"), {}, {}, {}}});
    QTest::newRow("decision") << name << Element(function) << none;
    Service queue = *design.named<Service>(QStringLiteral("Q"));
    queue.properties.insert(QStringLiteral("fifo"), Field<QVariant>(QVariant(true)));
    QTest::newRow("property of a service")
        << QStringLiteral("Q") << Element(queue) << QStringList{QStringLiteral("Q")};
    queue = *design.named<Service>(QStringLiteral("Q"));
    queue.rate = PerSecond(8);
    QTest::newRow("traffic") << QStringLiteral("Q") << Element(queue) << none;
}

void TestWas::whatCounts()
{
    QFETCH(QString, name);
    QFETCH(Element, element);
    QFETCH(QStringList, expected);
    const Design design = linkedText("fn A 512; queue Q -> A batchSize=5");
    QVERIFY(design.was().isEmpty());
    Edit edit(design);
    edit.replace(design.idOf(name), element);
    QCOMPARE(changed(*edit.result()), expected);
}

void TestWas::nothingIsKeptWithoutTemplate()
{
    const Design design = designFromText(QStringLiteral("fn A 512"));
    Edit edit(design);
    edit.set(design.idOf(QStringLiteral("A")), &Function::memory, Field<MiB>(MiB(1024)));
    QVERIFY(edit.result()->was().isEmpty());
}

void TestWas::comesBack()
{
    const Design design = linkedText("fn A 512");
    const ElementId a = design.idOf(QStringLiteral("A"));
    const Field<MiB> before = design.get<Function>(a)->memory;
    Edit edit(design);
    edit.set(a, &Function::memory, Field<MiB>(MiB(1024)));
    const Design larger = *edit.result();
    const auto was = larger.was().elements.find(a);
    QVERIFY(was != larger.was().elements.end());
    QCOMPARE(std::get<Function>(*was->second).memory, before);

    // Once more: what the template has is still kept, not what was between.
    Edit again(larger);
    again.set(a, &Function::memory, Field<MiB>(MiB(2048)));
    QCOMPARE(std::get<Function>(*again.result()->was().elements.at(a)).memory, before);

    Edit back(larger);
    back.set(a, &Function::memory, before);
    QVERIFY(back.result()->was().isEmpty());
    QVERIFY(apply(larger, inverse(edit.change()))->was().isEmpty());
}

void TestWas::renamedAndRemoved()
{
    const Design design = linkedText("fn A; fn B; queue Q -> A");
    Edit edit(design);
    edit.remove(design.idOf(QStringLiteral("Q")));
    edit.rename(design.idOf(QStringLiteral("B")), QStringLiteral("C"));
    Function added;
    added.name = QStringLiteral("B");
    edit.add(added);
    const Design after = *edit.result();
    QCOMPARE(changed(after),
             (QStringList{QStringLiteral("C"), QStringLiteral("-Q"), QStringLiteral("-"),
                          QStringLiteral("+B")}));
    // Two names of then and now are one and the same; both designs stand.
    const Expected<Design> imported = asImported(after);
    QVERIFY(imported);
    QCOMPARE(*imported, design);
}

void TestWas::anotherTextBeginsAnew()
{
    const Design design = linkedText("fn A 512");
    Edit edit(design);
    edit.set(design.idOf(QStringLiteral("A")), &Function::memory, Field<MiB>(MiB(1024)));
    const Design larger = *edit.result();
    TemplateLink link = larger.settings().templateLink;
    link.sha256 = QStringLiteral("cd");
    const Change relink = relinked(larger, link);
    const Design exported = *apply(larger, relink);
    QVERIFY(exported.was().isEmpty());
    // Undo of the export brings back what it knew.
    QCOMPARE(*apply(exported, inverse(relink)), larger);
    // An edit of the settings that names another text does the same.
    Edit settings(larger);
    Settings changedSettings = larger.settings();
    changedSettings.templateLink = link;
    settings.setSettings(changedSettings);
    QVERIFY(settings.result()->was().isEmpty());
    QCOMPARE(*apply(*settings.result(), inverse(settings.change())), larger);
}

void TestWas::readingIsNoEdit()
{
    const Design design = linkedText("vpc V; subnet S in V");
    Edit edit(design);
    edit.set(design.idOf(QStringLiteral("S")), &Subnet::cidr,
             Field<QString>(QStringLiteral("10.0.0.0/24")));
    const Change read = asRead(design, edit.change());
    const Design after = *apply(design, read);
    QVERIFY(after.was().isEmpty());
    QCOMPARE(*apply(after, inverse(read)), design);
}

// What only the design holds is no part of what was: the design of then has the figures of now.
void TestWas::figuresStay()
{
    const Design design = linkedText("fn A 512");
    const ElementId a = design.idOf(QStringLiteral("A"));
    Edit edit(design);
    edit.set(a, &Function::memory, Field<MiB>(MiB(1024)));
    edit.set(a, &Function::duration, Field<Milliseconds>(Milliseconds(7)));
    const Design then = *asImported(*edit.result());
    QCOMPARE(then.get<Function>(a)->memory, design.get<Function>(a)->memory);
    QCOMPARE(then.get<Function>(a)->duration, Field<Milliseconds>(Milliseconds(7)));
}

void TestWas::figuresMayReferToWhatWasAdded()
{
    Vpc outside;
    outside.name = QStringLiteral("Elsewhere");
    outside.outside = true;
    Edit before(linkedText("fn A 512"));
    Subnet subnet;
    subnet.name = QStringLiteral("Private");
    subnet.vpc = before.add(outside);
    const ElementId there = before.add(subnet);
    const Design design = linked(*before.result());
    QVERIFY(design.was().isEmpty());

    Edit edit(design);
    Zone zone;
    zone.name = QStringLiteral("ZoneA");
    zone.vpc = subnet.vpc;
    const ElementId added = edit.add(zone);
    edit.set(there, &Subnet::zone, added);
    const Expected<Design> then = asImported(*edit.result());
    QVERIFY2(then, qPrintable(then ? QString() : toString(then.error().first())));
    QVERIFY(!then->get<Subnet>(there)->zone);
    QVERIFY(!then->find(added));
}

void TestWas::randomWalks_data()
{
    QTest::addColumn<quint32>("seed");
    for (int seed = 1; seed <= rounds(40); ++seed)
        QTest::addRow("seed %d", seed) << static_cast<quint32>(seed);
}

// Whatever people do, the template that they began with can be told from what they ended with, and
// undoing all of it leaves nothing.
void TestWas::randomWalks()
{
    QFETCH(quint32, seed);
    RandomDesign random(seed);
    const Design start = linked(random.design(20));
    QVERIFY(start.was().isEmpty());
    Design now = start;
    QList<Change> changes;
    Change all;
    for (int i = 0; i < 25; ++i) {
        Change change = random.change(now);
        // The link stays: another text would begin anew.
        change.settings.reset();
        change.was.reset();
        const auto next = apply(now, change);
        QVERIFY(next);
        QCOMPARE(apply(now, diff(now, *next)).value(), *next);
        now = *next;
        changes.append(change);
        all = merged(all, change);
    }
    const Expected<Design> imported = asImported(now);
    QVERIFY2(imported, imported ? "" : qPrintable(toString(imported.error().first())));
    QVERIFY(templateOf(*imported) == templateOf(start));
    QVERIFY(imported->was().isEmpty());
    QCOMPARE(*apply(start, all), now);
    while (!changes.isEmpty())
        now = *apply(now, inverse(changes.takeLast()));
    QCOMPARE(now, start);
}

// What templatePart() leaves of an element is what the members are: none is forgotten when the
// model gets another. Both are lists by hand, and the random designs fill every member.
void TestWas::theMembersOfATemplateAreAll()
{
    RandomDesign random(20261126);
    int elements = 0;
    for (int round = 0; round < 20; ++round) {
        const Design design = random.design(60);
        for (const auto &[id, element] : design.elements()) {
            Element expected = templatePart(*element);
            Element made = std::visit(
                [](const auto &one) {
                    using T = std::decay_t<decltype(one)>;
                    T copy;
                    static_cast<Common &>(copy) = static_cast<const Common &>(one);
                    forEachTemplateMember(
                        &one, [&](const char *, auto member) { copy.*member = one.*member; });
                    return Element(copy);
                },
                expected);
            // These say where the element comes from.
            if (auto *connection = std::get_if<Connection>(&expected)) {
                std::get<Connection>(made).evidence = connection->evidence;
                std::get<Connection>(made).execution = connection->execution;
            }
            QVERIFY2(made == expected, qPrintable(common(expected).name));
            ++elements;
        }
    }
    QVERIFY(elements > 500);
}

void TestWas::linkedToWhatWasWritten()
{
    const Design read = linkedText("fn A 512; fn B 256; queue Q -> A batchSize=5");
    const auto memory = [](const Design &design, const char *name) {
        return design.named<Function>(QString::fromLatin1(name))->memory;
    };
    const auto with = [](const Design &design, const char *name, int value) {
        Edit edit(design);
        edit.set(edit.idOf(QString::fromLatin1(name)), &Function::memory, MiB(value));
        return *edit.result();
    };
    TemplateLink written = read.settings().templateLink;
    written.sha256 = QStringLiteral("cd");
    const Design held = with(with(read, "A", 1024), "B", 768);

    // The template says what the design says: nothing is an edit of it, nor anybody's statement.
    const auto same = relinked(held, held, written);
    QVERIFY(same && same->was().isEmpty());
    QCOMPARE(same->settings().templateLink, written);
    QCOMPARE(memory(*same, "A"), Field<MiB>(MiB(1024), Origin::Own));

    // What was edited afterwards is, and what was taken back.
    const auto later = relinked(with(with(held, "A", 2048), "B", 256), held, written);
    QVERIFY(later);
    QCOMPARE(changed(*later), QStringList({QStringLiteral("A"), QStringLiteral("B")}));
    QCOMPARE(memory(*later, "A"), Field<MiB>(MiB(2048)));
    const auto was = asImported(*later);
    QVERIFY(was);
    QCOMPARE(*memory(*was, "A"), MiB(1024));
    QCOMPARE(*memory(*was, "B"), MiB(768));
}

QTEST_GUILESS_MAIN(TestWas)
#include "tst_was.moc"
