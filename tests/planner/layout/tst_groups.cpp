// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/groups.h"
#include "tests/planner/layout/made_up_design.h"
#include "tests/planner/layout/picture.h"
#include "tests/support/design_text.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::layout;
using namespace stratoplan::layout::testing;

namespace {

Design placed(const Design &design, const QList<std::pair<const char *, Point>> &positions)
{
    Edit edit(design);
    for (const auto &[name, at] : positions)
        edit.setPosition(design.idOf(QLatin1String(name)), at);
    return *edit.result();
}

Rect rectOf(const Scene &scene, const Design &design, const char *name)
{
    const Scene::Box *box = scene.box(design.idOf(QLatin1String(name)));
    return box ? box->rect : Rect();
}

QString containerOf(const Scene &scene, const Design &design, const char *name)
{
    const Scene::Box *box = scene.box(design.idOf(QLatin1String(name)));
    return box ? nameOf(design, box->container) : QStringLiteral("(no box)");
}

/// A made-up design with some groups, which name anything that a group may name, also twice.
Design groupedDesign(quint32 seed, int elements)
{
    Edit edit(randomDesign(seed, elements));
    QRandomGenerator random(seed + 1000);
    const Design bare = *edit.result();
    QList<ElementId> candidates;
    for (const auto &[id, element] : bare.elements()) {
        if (std::holds_alternative<Function>(*element) || std::holds_alternative<Service>(*element)
            || std::holds_alternative<Vpc>(*element) || std::holds_alternative<Note>(*element))
            candidates.append(id);
    }
    for (int i = 0; i < 1 + static_cast<int>(random.bounded(4)); ++i) {
        Group group;
        group.name = QStringLiteral("Group%1").arg(i);
        for (auto m = random.bounded(7); m > 0; --m) {
            const ElementId id = candidates[static_cast<int>(random.bounded(candidates.size()))];
            if (!group.members.contains(id))
                group.members.append(id);
        }
        edit.add(group);
    }
    return *edit.result();
}

/// The group of each box that stands on the sheet itself in the design without groups, told
/// without the code under test.
QHash<ElementId, ElementId> expectedGroups(const Design &design)
{
    Edit edit(design);
    for (const Group *group : design.all<Group>())
        edit.remove(group->id);
    const Scene bare = scene(*edit.result(), configuration);
    QHash<ElementId, ElementId> expected;
    for (const Scene::Box &box : bare.boxes) {
        const bool stands = !box.container
            && (box.shape == Shape::Node || box.shape == Shape::Vpc || box.shape == Shape::Note);
        if (!stands)
            continue;
        for (const Group *group : design.all<Group>()) {
            if (group->members.contains(box.id)) {
                expected.insert(box.id, group->id);
                break;
            }
        }
    }
    return expected;
}

/// What is wrong with the frames; empty = nothing. `apart` = nothing else lies in them.
QString faultOfFrames(const Scene &scene, const Design &design, bool apart)
{
    const QHash<ElementId, ElementId> expected = expectedGroups(design);
    qsizetype frames = 0;
    for (const Scene::Box &frame : scene.boxes) {
        if (frame.shape != Shape::Group)
            continue;
        ++frames;
        const Rect inside{frame.rect.x + 24, frame.rect.y + 42, frame.rect.width - 48,
                          frame.rect.height - 66};
        for (const Scene::Box &box : scene.boxes) {
            const bool member = expected.value(box.id) == frame.id;
            const bool standsOnSheet = box.shape == Shape::Node || box.shape == Shape::Vpc
                || box.shape == Shape::Note || box.shape == Shape::Group
                || box.shape == Shape::ConfigurationBox;
            if (member && box.container != frame.id)
                return nameOf(design, box.id) + QStringLiteral(" is not in its group");
            if (!member && box.container == frame.id)
                return nameOf(design, box.id) + QStringLiteral(" is in a group that it is not of");
            if (member && !inside.contains(box.rect))
                return nameOf(design, frame.id) + told(frame.rect)
                    + QStringLiteral(" has no room for ") + nameOf(design, box.id) + told(box.rect);
            const bool foreign = standsOnSheet && !box.container && box.id != frame.id;
            if (apart && foreign && frame.rect.overlaps(box.rect))
                return nameOf(design, box.id) + told(box.rect) + QStringLiteral(" lies on ")
                    + nameOf(design, frame.id) + told(frame.rect);
        }
    }
    return frames == design.all<Group>().size() ? QString()
                                                : QStringLiteral("not every group has a frame");
}

} // namespace

class TestGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frameIsGrownByPaddingAndHead()
    {
        const Design design = placed(
            designFromText(QStringLiteral("fn A; queue B; note N \"x\"; fn Other; frame G A,B,N")),
            {{"A", {100, 100}}, {"B", {400, 300}}, {"N", {100, 300}}, {"Other", {900, 100}}});
        const Scene drawn = scene(design, configuration);
        // From 100 to 592 and to 396, 24 around; above 26 for the name and 16 for lines.
        QCOMPARE(rectOf(drawn, design, "G"), (Rect{76, 58, 540, 362}));
        for (const char *name : {"A", "B", "N"})
            QCOMPARE(containerOf(drawn, design, name), QStringLiteral("G"));
        QCOMPARE(containerOf(drawn, design, "Other"), QStringLiteral("(none)"));
        QCOMPARE(drawn.boxes.front().shape, Shape::Group);
        QVERIFY(drawn.bounds.contains(rectOf(drawn, design, "G")));
    }

    void whatStandsElsewhereIsPassedOver()
    {
        const Design design = placed(
            designFromText(QStringLiteral(
                "vpc Net; subnet S 10.0.0.0/24 in Net; fn In in S; fn Out; role R; fn Two\n"
                "frame G In,R,Out,Two; frame H Two,Net")),
            {{"Net", {1000, 0}}, {"Out", {0, 0}}, {"Two", {0, 96}}});
        const Scene drawn = scene(design, configuration);
        QCOMPARE(containerOf(drawn, design, "In"), QStringLiteral("S"));
        QCOMPARE(containerOf(drawn, design, "R"), QStringLiteral("(none)"));
        QCOMPARE(containerOf(drawn, design, "Out"), QStringLiteral("G"));
        // The first by id has what two name.
        QCOMPARE(containerOf(drawn, design, "Two"), QStringLiteral("G"));
        QCOMPARE(containerOf(drawn, design, "Net"), QStringLiteral("H"));
        QCOMPARE(containerOf(drawn, design, "S"), QStringLiteral("Net"));
        QCOMPARE(rectOf(drawn, design, "G"), (Rect{-24, -42, 240, 226}));
        QVERIFY(rectOf(drawn, design, "H").contains(rectOf(drawn, design, "In")));
    }

    void emptyGroupsHaveAPlace()
    {
        const Design design = placed(
            designFromText(QStringLiteral("fn A; frame Here; frame Nowhere; role R; frame Chip R")),
            {{"A", {0, 0}}, {"Here", {300, 40}}, {"Chip", {600, 0}}});
        const Scene drawn = scene(design, configuration);
        QCOMPARE(rectOf(drawn, design, "Here"), (Rect{300, 40, 224, 128}));
        QCOMPARE(rectOf(drawn, design, "Chip"), (Rect{600, 0, 224, 128}));
        const Rect nowhere = rectOf(drawn, design, "Nowhere");
        QCOMPARE(Size({nowhere.width, nowhere.height}), (Size{224, 128}));
        QVERIFY(nowhere.y >= 168 + 48 - 1);
        QCOMPARE(faultOfFrames(drawn, design, true), QString());
    }

    void aNoteWithoutExtentHasAPlace()
    {
        const Design design
            = placed(designFromText(QStringLiteral("note N \"x\" size=0,0; frame G N")),
                     {{"N", {500, 300}}});
        const Scene drawn = scene(design, configuration);
        QCOMPARE(rectOf(drawn, design, "G"), (Rect{476, 258, 48, 66}));
    }

    void namesOnTheBorderAreWithin()
    {
        const Design design
            = placed(designFromText(QStringLiteral(
                         "vpc Net; gateway internet AGatewayOfSomeName in Net; frame G Net")),
                     {{"Net", {0, 0}}});
        const Scene drawn = scene(design, configuration);
        const Rect net = rectOf(drawn, design, "Net");
        const Rect disc = rectOf(drawn, design, "AGatewayOfSomeName");
        const Rect frame = rectOf(drawn, design, "G");
        QVERIFY(frame.right() > disc.right() + 100);
        QCOMPARE(frame.x, net.x - 24);
    }

    // A frame is no obstacle: the line goes straight through both sides.
    void linesPassFrames()
    {
        const Design design = placed(
            designFromText(QStringLiteral("fn A -> B; fn B; fn In; fn Low; frame G In,Low")),
            {{"A", {0, 96}}, {"B", {800, 96}}, {"In", {400, 0}}, {"Low", {400, 192}}});
        const Scene drawn = scene(design, configuration);
        const Rect frame = rectOf(drawn, design, "G");
        QVERIFY(frame.y < 128 && frame.bottom() > 128);
        QCOMPARE(drawn.lines.front().points.size(), size_t(2));
    }

    // Two ends within one frame are no ends within a network.
    void linesOfMembersAreAsOthers()
    {
        const Design bare
            = placed(designFromText(QStringLiteral("fn A -> B; fn B; vpc Net; fn C; C -> B")),
                     {{"A", {0, 200}}, {"B", {800, 200}}, {"C", {0, 400}}, {"Net", {300, 150}}});
        const Design grouped = placed(
            designFromText(QStringLiteral("fn A -> B; fn B; vpc Net; fn C; C -> B; frame G A,B")),
            {{"A", {0, 200}}, {"B", {800, 200}}, {"C", {0, 400}}, {"Net", {300, 150}}});
        const Scene without = scene(bare, configuration);
        const Scene with = scene(grouped, configuration);
        QCOMPARE(with.lines.size(), without.lines.size());
        for (size_t i = 0; i < with.lines.size(); ++i)
            QCOMPARE(with.lines[i].points, without.lines[i].points);
    }

    void randomGroups_data()
    {
        QTest::addColumn<int>("elements");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::addRow("%d", seed) << 4 + seed * 2;
    }
    void randomGroups()
    {
        const auto seed = static_cast<quint32>(QByteArray(QTest::currentDataTag()).toInt());
        QFETCH(int, elements);
        const Design design = groupedDesign(seed, elements);
        const Change change = arrange(design, configuration);
        QVERIFY(onlyMoves(change));
        QCOMPARE(arrange(design, configuration), change);

        const Design arrangedDesign = arranged(design);
        const Scene drawn = scene(arrangedDesign, configuration);
        QCOMPARE(faultOfBoxes(drawn, arrangedDesign), QString());
        QCOMPARE(faultOfLines(drawn, arrangedDesign), QString());
        QCOMPARE(faultOfFrames(drawn, arrangedDesign, true), QString());
        // Arranged once more it stays as it is.
        QVERIFY(arrange(arrangedDesign, configuration).isEmpty());
    }

    void withoutPositions()
    {
        for (quint32 seed = 300; seed < 330; ++seed) {
            const Design design = groupedDesign(seed, 30);
            const Scene drawn = scene(design, configuration);
            const QString fault = faultOfBoxes(drawn, design) + faultOfFrames(drawn, design, true);
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("seed %1: ").arg(seed) + fault));
        }
    }

    void anyPositions()
    {
        for (quint32 seed = 200; seed < 230; ++seed) {
            Edit edit(groupedDesign(seed, 30));
            QRandomGenerator random(seed);
            const Design design = *edit.result();
            for (const auto &[id, element] : design.elements()) {
                if (random.bounded(3) > 0)
                    edit.setPosition(
                        id, Point{double(random.bounded(1500)), double(random.bounded(900))});
            }
            const Design moved = *edit.result();
            const QString fault = faultOfFrames(scene(moved, configuration), moved, false);
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("seed %1: ").arg(seed) + fault));
        }
    }

    // What is joined stands from left to right within the frame too, and the frame among the rest.
    void layersRunThroughGroups()
    {
        const Design design = arranged(designFromText(
            QStringLiteral("http-api Api -> First; fn First; fn Second; fn Third; table T\n"
                           "First => Second; Second => Third; Third -- T; frame G First,Second")));
        const Scene drawn = scene(design, configuration);
        const auto left = [&](const char *name) { return rectOf(drawn, design, name).x; };
        QVERIFY(left("Api") < left("First"));
        QVERIFY(left("First") < left("Second"));
        QVERIFY(left("Second") < left("Third"));
        QVERIFY(left("Third") < left("T"));
        QCOMPARE(rectOf(drawn, design, "First").y, rectOf(drawn, design, "Second").y);
        // The line that enters the frame comes at the height of what it goes to.
        QCOMPARE(rectOf(drawn, design, "Api").y, rectOf(drawn, design, "First").y);
    }

    void provisionalLinesKeepFrames()
    {
        const Design design = arranged(groupedDesign(7, 30));
        const Scene exact = scene(design, configuration);
        const Scene quick = provisionalScene(design, configuration, exact);
        QCOMPARE(quick.boxes.size(), exact.boxes.size());
        for (size_t i = 0; i < exact.boxes.size(); ++i) {
            QCOMPARE(quick.boxes[i].rect, exact.boxes[i].rect);
            QCOMPARE(quick.boxes[i].container, exact.boxes[i].container);
        }
    }

    void membersOfAGroup()
    {
        const Design design = designFromText(
            QStringLiteral("vpc Net; subnet S 10.0.0.0/24 in Net; fn In in S; fn A; note N \"x\"\n"
                           "frame G N,A,In; frame H A,Net"));
        const auto id = [&](const char *name) { return design.idOf(QLatin1String(name)); };
        QCOMPARE(membersOf(id("G"), design), (QList<ElementId>{id("A"), id("N")}));
        QCOMPARE(membersOf(id("H"), design), QList<ElementId>{id("Net")});
        QCOMPARE(membersOf(id("Net"), design), QList<ElementId>());
        QCOMPARE(groupsOf(design).value(id("In")), ElementId());
    }
};

QTEST_GUILESS_MAIN(TestGroups)
#include "tst_groups.moc"
