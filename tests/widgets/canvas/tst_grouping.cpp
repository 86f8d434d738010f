// SPDX-License-Identifier: GPL-3.0-or-later
//
// Groups on the canvas: what edits make of them, and what gestures do.
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/additions.h"
#include "widgets/canvas/alignment.h"
#include "widgets/canvas/edits.h"
#include "widgets/canvas/grouping.h"
#include "widgets/canvas/tools/tool.h"
#include "widgets/document/open_file.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>

using namespace stratoplan;
using namespace stratoplan::canvas;

class TestGrouping : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    layout::Scene sceneOf(const Design &design) const
    {
        return layout::scene(design, configurationKinds(*m_catalog));
    }
    /// Two members in a frame, one that is free, a network with a subnet.
    static Design design()
    {
        return placed(
            QStringLiteral("fn A; fn B; fn Free; queue Q; note N \"x\"\n"
                           "vpc Net; subnet S 10.0.0.0/24 in Net; fn In in S; frame G A,B"),
            {{"A", {0, 0}},
             {"B", {0, 96}},
             {"Free", {400, 0}},
             {"Q", {400, 96}},
             {"N", {400, 192}},
             {"Net", {0, 320}}});
    }
    static QStringList membersOf(const Design &design, const char *group)
    {
        QStringList names;
        const auto *found = design.named<Group>(QLatin1String(group));
        for (const ElementId id : found ? found->members : QList<ElementId>())
            names.append(common(*design.find(id)).name);
        return names;
    }
    static QStringList words(const char *text)
    {
        return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }
    static std::optional<Point> placeOf(const Design &design, const char *name)
    {
        return common(*design.find(design.idOf(QLatin1String(name)))).position;
    }
    static QList<ElementId> idsOf(const Design &design, const char *names)
    {
        QList<ElementId> ids;
        for (const QString &name : words(names))
            ids.append(design.idOf(name));
        return ids;
    }
    /// A point of the drawing, as the viewport has it.
    static QPoint at(const Fixture &canvas, double x, double y) { return canvas.at({x, y}); }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    void aNewGroupLeavesEverythingWhereItIs()
    {
        const Design before = design();
        const Expected<Grouped> made
            = grouped(before, sceneOf(before), idsOf(before, "Free Q"), *m_catalog);
        QVERIFY(made);
        const Design after = *apply(before, made->change);
        QCOMPARE(after.get<Group>(made->group)->name, QStringLiteral("Group"));
        QCOMPARE(membersOf(after, "Group"), words("Free Q"));
        const layout::Scene drawn = sceneOf(after);
        for (const char *name : {"A", "Free", "Q", "In"})
            QCOMPARE(drawn.box(after.idOf(QLatin1String(name)))->rect,
                     sceneOf(before).box(before.idOf(QLatin1String(name)))->rect);
        // The frame stays there when it is emptied.
        QCOMPARE(after.get<Group>(made->group)->position, std::optional(Point{376, -42}));
        QCOMPARE(drawn.box(made->group)->rect, (layout::Rect{376, -42, 240, 226}));
    }

    void groupingAnewLeavesTheFormerGroup()
    {
        const Design before = design();
        const Expected<Grouped> part
            = grouped(before, sceneOf(before), idsOf(before, "A Free"), *m_catalog);
        const Design after = *apply(before, part->change);
        QCOMPARE(membersOf(after, "G"), words("B"));
        QCOMPARE(membersOf(after, "Group"), words("A Free"));
        // Of one that nothing is left in no frame stays behind.
        const Expected<Grouped> all
            = grouped(before, sceneOf(before), idsOf(before, "A B"), *m_catalog);
        QVERIFY(!apply(before, all->change)->idOf(QStringLiteral("G")));
    }

    void refusalsSayWhy()
    {
        const Design before = design();
        const Expected<Grouped> in
            = grouped(before, sceneOf(before), idsOf(before, "Free In"), *m_catalog);
        QVERIFY(!in);
        QCOMPARE(toString(in.error().first().what),
                 QStringLiteral("In stands in a network and has its place from there"));
        const Expected<Grouped> nothing = grouped(before, sceneOf(before), {}, *m_catalog);
        QCOMPARE(toString(nothing.error().first().what),
                 QStringLiteral("Nothing is selected that a group can hold"));
    }

    void ungroupingKeepsWhatItHeld()
    {
        Edit edit(design());
        edit.setPosition(edit.idOf(QStringLiteral("A")), {});
        const Design before = *edit.result();
        const layout::Scene drawn = sceneOf(before);
        const Design after = *apply(before, ungrouped(before, drawn, idsOf(before, "G Free")));
        QVERIFY(!after.idOf(QStringLiteral("G")));
        QCOMPARE(after.size(), before.size() - 1);
        for (const char *name : {"A", "B", "Free"})
            QCOMPARE(sceneOf(after).box(after.idOf(QLatin1String(name)))->rect,
                     drawn.box(before.idOf(QLatin1String(name)))->rect);
    }

    void movingAGroupMovesItsMembers()
    {
        Edit edit(design());
        edit.set(edit.idOf(QStringLiteral("G")), &Group::members, idsOf(design(), "A B Net"));
        const Design before = *edit.result();
        const Design after
            = *apply(before, moveBy(before, sceneOf(before), idsOf(before, "G"), {32, 16}));
        QCOMPARE(placeOf(after, "A"), std::optional(Point{32, 16}));
        QCOMPARE(placeOf(after, "B"), std::optional(Point{32, 112}));
        QCOMPARE(placeOf(after, "Net"), std::optional(Point{32, 336}));
        QCOMPARE(placeOf(after, "Free"), std::optional(Point{400, 0}));
        const layout::Rect was = sceneOf(before).box(before.idOf(QStringLiteral("G")))->rect;
        QCOMPARE(sceneOf(after).box(after.idOf(QStringLiteral("G")))->rect, was.translated(32, 16));
    }

    void deletingAGroupKeepsItsMembers()
    {
        const Design before = design();
        const Design after = *apply(before, canvas::remove(before, idsOf(before, "G")));
        QVERIFY(!after.idOf(QStringLiteral("G")));
        QCOMPARE(placeOf(after, "A"), std::optional(Point{0, 0}));
        QCOMPARE(after.size(), before.size() - 1);
    }

    void aDropFindsTheFrame_data()
    {
        QTest::addColumn<QString>("element");
        QTest::addColumn<QPointF>("at");
        QTest::addColumn<QString>("container");
        QTest::newRow("node in the frame") << "Free" << QPointF(100, 80) << "G";
        QTest::newRow("node in the head") << "Free" << QPointF(0, -30) << "G";
        QTest::newRow("node beside it") << "Free" << QPointF(300, 80) << "";
        QTest::newRow("note in the frame") << "N" << QPointF(100, 80) << "G";
        QTest::newRow("network in the frame") << "Net" << QPointF(100, 80) << "G";
        QTest::newRow("subnet in the frame") << "S" << QPointF(100, 80) << "";
        QTest::newRow("group in the frame") << "G" << QPointF(100, 80) << "";
        QTest::newRow("out of a subnet") << "In" << QPointF(100, 80) << "G";
    }
    void aDropFindsTheFrame()
    {
        QFETCH(QString, element);
        QFETCH(QPointF, at);
        const Design before = design();
        const ElementId found = dropContainer(before, sceneOf(before), before.idOf(element),
                                              {at.x(), at.y()}, *m_catalog);
        const Element *container = before.find(found);
        QTEST(container ? common(*container).name : QString(), "container");
    }

    // Within a network in a group a node belongs to the network, or to what is between its subnets.
    void aNetworkLiesOverItsGroup()
    {
        Edit edit(design());
        edit.set(edit.idOf(QStringLiteral("G")), &Group::members, idsOf(design(), "Net"));
        const Design before = *edit.result();
        const layout::Scene drawn = sceneOf(before);
        const layout::Rect net = drawn.box(before.idOf(QStringLiteral("Net")))->rect;
        const layout::Rect subnet = drawn.box(before.idOf(QStringLiteral("S")))->rect;
        const auto dropped = [&](const char *name, Point at) {
            const ElementId found
                = dropContainer(before, drawn, before.idOf(QLatin1String(name)), at, *m_catalog);
            return found ? common(*before.find(found)).name : QString();
        };
        QCOMPARE(dropped("Free", subnet.center()), QStringLiteral("S"));
        QCOMPARE(dropped("Free", {net.x + 4, net.y + 4}), QString());
        QCOMPARE(dropped("Free", {net.x - 8, net.y + 4}), QStringLiteral("G"));
        QCOMPARE(dropped("N", {net.x + 4, net.y + 4}), QStringLiteral("G"));
    }

    void movingIntoAGroupLeavesTheNetworkAndOtherGroups()
    {
        Edit edit(design());
        Group other;
        other.name = QStringLiteral("Other");
        other.members = idsOf(design(), "Free");
        edit.add(other);
        const Design before = *edit.result();
        const Design after
            = *apply(before,
                     moveInto(before, sceneOf(before), idsOf(before, "In Free Q"), {0, 0},
                              before.idOf(QStringLiteral("G")), false, *m_catalog));
        QCOMPARE(membersOf(after, "G"), words("A B In Free Q"));
        QVERIFY(after.named<Function>(QStringLiteral("In"))->subnets.isEmpty());
        QVERIFY(!after.named<Function>(QStringLiteral("In"))->inVpc);
        QCOMPARE(membersOf(after, "Other"), QStringList());
        // The emptied frame stands where it was.
        const layout::Rect was = sceneOf(before).box(before.idOf(QStringLiteral("Other")))->rect;
        QCOMPARE(placeOf(after, "Other"), std::optional(Point{was.x, was.y}));

        const Design inside = *apply(after,
                                     moveInto(after, sceneOf(after), idsOf(after, "In"), {0, 0},
                                              after.idOf(QStringLiteral("S")), false, *m_catalog));
        QCOMPARE(membersOf(inside, "G"), words("A B Free Q"));
        QCOMPARE(inside.named<Function>(QStringLiteral("In"))->subnets, idsOf(inside, "S"));
        const Design out = *apply(
            inside,
            moveInto(inside, sceneOf(inside), idsOf(inside, "A"), {0, 0}, {}, false, *m_catalog));
        QCOMPARE(membersOf(out, "G"), words("B Free Q"));
    }

    // What is moved with its group stays in that, wherever the others go.
    void aGroupThatIsMovedAlongKeepsItsMembers()
    {
        Edit edit(design());
        Group other;
        other.name = QStringLiteral("Other");
        other.members = idsOf(design(), "Q");
        edit.add(other);
        const Design before = *edit.result();
        const QList<ElementId> ids = idsOf(before, "G A B Net S In Free");
        QCOMPARE(outermost(before, ids), idsOf(before, "G Net Free"));
        const Design after
            = *apply(before,
                     moveInto(before, sceneOf(before), ids, {8, 0},
                              before.idOf(QStringLiteral("Other")), false, *m_catalog));
        QCOMPARE(membersOf(after, "G"), words("A B"));
        QCOMPARE(membersOf(after, "Other"), words("Q Net Free"));
        QCOMPARE(after.named<Function>(QStringLiteral("In"))->subnets, idsOf(after, "S"));
        QCOMPARE(placeOf(after, "A"), std::optional(Point{8, 0}));
        const Design out
            = *apply(after, movedOut(after, sceneOf(after), idsOf(after, "G A Free"), {8, 0}));
        QCOMPARE(membersOf(out, "G"), words("A B"));
        QCOMPARE(membersOf(out, "Other"), words("Q Net"));
        QCOMPARE(placeOf(out, "A"), std::optional(Point{16, 0}));
    }

    void membersLineUp()
    {
        const Design before = design();
        const layout::Scene drawn = sceneOf(before);
        QCOMPARE(movable(drawn, idsOf(before, "A G Free In")), idsOf(before, "G Free"));
        QCOMPARE(movable(drawn, idsOf(before, "A B In")), idsOf(before, "A B"));
        // A group takes its members along, once.
        const Design after
            = *apply(before, aligned(before, drawn, idsOf(before, "G A Free"), Alignment::Right));
        QCOMPARE(placeOf(after, "A"), std::optional(Point{376, 0}));
        QCOMPARE(placeOf(after, "B"), std::optional(Point{376, 96}));
    }

    void arrangingMembersKeepsThemInTheFrame()
    {
        const Design before = placed(QStringLiteral("fn A => B; fn B; fn Far; frame G A,B"),
                                     {{"A", {32, 160}}, {"B", {32, 32}}, {"Far", {900, 32}}});
        const layout::Scene drawn = sceneOf(before);
        const QSet<QString> kinds = configurationKinds(*m_catalog);
        const Design after = *apply(before, arranged(before, drawn, idsOf(before, "A B"), kinds));
        QCOMPARE(placeOf(after, "A"), std::optional(Point{32, 32}));
        QCOMPARE(placeOf(after, "B")->y, 32.0);
        QVERIFY(placeOf(after, "B")->x > 224);
        QCOMPARE(membersOf(after, "G"), words("A B"));
        // The same of the group as a whole: its frame stays at its corner.
        const Design whole = *apply(before, arranged(before, drawn, idsOf(before, "G"), kinds));
        const layout::Rect was = drawn.box(before.idOf(QStringLiteral("G")))->rect;
        const layout::Rect is = sceneOf(whole).box(whole.idOf(QStringLiteral("G")))->rect;
        QCOMPARE(Point({is.x, is.y}), Point({was.x, was.y}));
        QVERIFY(placeOf(whole, "B")->x > placeOf(whole, "A")->x);
    }

    void groupingByGesture()
    {
        Fixture canvas(design(), m_catalog);
        canvas.selection.set(idsOf(canvas.document.design(), "Free Q"));
        group(canvas.view);
        const ElementId made = canvas.id("Group");
        QVERIFY(made);
        QCOMPARE(canvas.document.undoStack().count(), 1);
        QCOMPARE(canvas.selection.ids(), QList<ElementId>{made});
        // Its name is typed at once.
        QVERIFY(canvas.view.isRenaming());
        auto *field = canvas.view.findChild<QLineEdit *>(QStringLiteral("renameField"));
        QTest::keyClicks(field, QStringLiteral("Checkout"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(canvas.id("Checkout"));
        // At every zoom the field covers the name, whose place hangs on it.
        for (const double zoom : {1.0, 0.6, 0.4, 0.2}) {
            canvas.view.setZoom(zoom);
            canvas.view.rename(canvas.id("Checkout"));
            const BoxItem &frame = *canvas.scene.box(canvas.id("Checkout"));
            const QPointF name = frame.pos()
                + QPointF(frame.nameRectAt(zoom).left(), frame.nameRectAt(zoom).center().y());
            QVERIFY2(field->geometry().contains(canvas.at(name)),
                     qPrintable(QString::number(zoom)));
            QTest::keyClick(field, Qt::Key_Escape);
        }
        canvas.view.setZoom(1);
        QVERIFY(canvas.scene.box(canvas.id("Checkout"))->isContainer());

        ungroup(canvas.view);
        QVERIFY(!canvas.id("Checkout"));
        QCOMPARE(canvas.selection.ids(), idsOf(canvas.document.design(), "Free Q"));
        canvas.document.undoStack().undo();
        QCOMPARE(membersOf(canvas.document.design(), "Checkout"), words("Free Q"));

        QString said;
        QObject::connect(&canvas.view, &CanvasView::messageChanged,
                         [&said](const QString &text) { said = text; });
        canvas.selection.set(idsOf(canvas.document.design(), "In"));
        group(canvas.view);
        QVERIFY2(said.contains(QStringLiteral("stands in a network")), qPrintable(said));
    }

    void draggingIntoAndOutOfTheFrame()
    {
        Fixture canvas(design(), m_catalog);
        QVERIFY(canvas.exposed);
        // Into the frame, by the pointer.
        const QPoint from = canvas.middle("Free");
        QTest::mousePress(canvas.port(), Qt::LeftButton, {}, from);
        QTest::mouseMove(canvas.port(), from + QPoint(-30, 10));
        QTest::mouseMove(canvas.port(), at(canvas, 150, 165));
        QVERIFY(canvas.scene.box(canvas.id("G"))->state().dropTarget);
        QTest::mouseRelease(canvas.port(), Qt::LeftButton, {}, at(canvas, 150, 165));
        QCOMPARE(membersOf(canvas.document.design(), "G"), words("A B Free"));
        QCOMPARE(canvas.document.undoStack().count(), 1);
        QCOMPARE(canvas.document.undoStack().undoText(), QStringLiteral("Move into G"));

        // Within the frame it stays a member.
        canvas.drag(canvas.middle("A"), canvas.middle("A") + QPoint(16, 16));
        QCOMPARE(membersOf(canvas.document.design(), "G"), words("A B Free"));
        QCOMPARE(canvas.document.undoStack().undoText(), QStringLiteral("Move"));

        const layout::Rect frame = canvas.scene.geometry().box(canvas.id("G"))->rect;
        canvas.drag(canvas.middle("Free"), at(canvas, frame.right() + 120, 60));
        QCOMPARE(membersOf(canvas.document.design(), "G"), words("A B"));
        QCOMPARE(canvas.document.undoStack().undoText(), QStringLiteral("Move out of the group"));
        canvas.document.undoStack().undo();
        QCOMPARE(membersOf(canvas.document.design(), "G"), words("A B Free"));
    }

    void draggingFromTheFrameIntoASubnet()
    {
        Fixture canvas(design(), m_catalog);
        const layout::Rect subnet = canvas.scene.geometry().box(canvas.id("S"))->rect;
        canvas.drag(canvas.middle("A"), at(canvas, subnet.x + 10, subnet.bottom() - 6));
        QCOMPARE(membersOf(canvas.document.design(), "G"), words("B"));
        QCOMPARE(canvas.document.design().named<Function>(QStringLiteral("A"))->subnets,
                 idsOf(canvas.document.design(), "S"));
    }

    void draggingTheFrame()
    {
        Fixture canvas(design(), m_catalog);
        const layout::Rect frame = canvas.scene.geometry().box(canvas.id("G"))->rect;
        // Its inside belongs to the sheet, its head takes it.
        QCOMPARE(canvas.scene.elementAt({frame.x + 8, frame.y + 100}), ElementId());
        QCOMPARE(canvas.scene.elementAt({frame.x + 100, frame.y + 10}), canvas.id("G"));
        const QPoint head = at(canvas, frame.x + 100, frame.y + 10);
        canvas.drag(head, head + QPoint(-160, 48), Qt::AltModifier);
        const Design &after = canvas.document.design();
        QCOMPARE(placeOf(after, "A"), std::optional(Point{-160, 48}));
        QCOMPARE(placeOf(after, "B"), std::optional(Point{-160, 144}));
        QCOMPARE(membersOf(after, "G"), words("A B"));
    }

    // Selected with what they stand in, members stay in it wherever that goes.
    void draggingTheFrameWithItsMembers()
    {
        Fixture canvas(design(), m_catalog);
        canvas.selection.set(idsOf(canvas.document.design(), "G B A"));
        const QPoint from = canvas.middle("A");
        canvas.drag(from, from + QPoint(-320, 0), Qt::AltModifier);
        QCOMPARE(canvas.document.undoStack().undoText(), QStringLiteral("Move"));
        QCOMPARE(membersOf(canvas.document.design(), "G"), words("A B"));
        QCOMPARE(placeOf(canvas.document.design(), "B"), std::optional(Point{-320, 96}));
    }

    void draggingTheLastMemberOut()
    {
        Fixture canvas(
            placed(QStringLiteral("fn A; fn Far; frame G A"), {{"A", {0, 0}}, {"Far", {0, 400}}}),
            m_catalog);
        canvas.drag(canvas.middle("A"), canvas.middle("A") + QPoint(400, 0));
        QCOMPARE(membersOf(canvas.document.design(), "G"), QStringList());
        // The frame is left where it was.
        const layout::Rect frame = canvas.scene.geometry().box(canvas.id("G"))->rect;
        QCOMPARE(frame, (layout::Rect{-24, -42, 224, 128}));
    }

    void keys()
    {
        Fixture canvas(design(), m_catalog);
        canvas.selection.set(idsOf(canvas.document.design(), "G"));
        canvas.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(placeOf(canvas.document.design(), "A"), std::optional(Point{16, 0}));
        QCOMPARE(placeOf(canvas.document.design(), "B"), std::optional(Point{16, 96}));
        canvas.view.deleteSelection();
        QVERIFY(!canvas.id("G"));
        QVERIFY(canvas.id("A") && canvas.id("B"));
    }

    void arrowKeysWalkFromFrameToFrame()
    {
        Fixture canvas(placed(QStringLiteral("fn A; fn B; frame G A; frame H B"),
                              {{"A", {0, 0}}, {"B", {0, 400}}}),
                       m_catalog);
        canvas.selection.set(idsOf(canvas.document.design(), "G"));
        canvas.key(Qt::Key_Down);
        QCOMPARE(canvas.selection.ids(), idsOf(canvas.document.design(), "H"));
        canvas.key(Qt::Key_Up);
        QCOMPARE(canvas.selection.ids(), idsOf(canvas.document.design(), "G"));
    }

    void deletingTheLastMemberLeavesTheFrame()
    {
        Fixture canvas(
            placed(QStringLiteral("fn A; fn Far; frame G A"), {{"A", {96, 96}}, {"Far", {0, 400}}}),
            m_catalog);
        canvas.selection.set({canvas.id("A")});
        canvas.view.deleteSelection();
        const layout::Rect frame = canvas.scene.geometry().box(canvas.id("G"))->rect;
        QCOMPARE(frame, (layout::Rect{72, 54, 224, 128}));
    }

    void placing()
    {
        Fixture canvas(design(), m_catalog);
        // Into the frame under the pointer.
        canvas.view.startPlacing(QStringLiteral("queue"));
        QTest::mouseMove(canvas.port(), at(canvas, 100, 80));
        QVERIFY(canvas.scene.box(canvas.id("G"))->state().dropTarget);
        QTest::mouseClick(canvas.port(), Qt::LeftButton, {}, at(canvas, 100, 80));
        QCOMPARE(membersOf(canvas.document.design(), "G"), words("A B Queue"));
        // A new group stands beside, is empty, and its name is typed.
        canvas.selection.set(idsOf(canvas.document.design(), "A"));
        canvas.view.placeNow(QStringLiteral("group"));
        const ElementId made = canvas.id("Group");
        QVERIFY(made);
        QVERIFY(canvas.view.isRenaming());
        QVERIFY(canvas.document.design().get<Group>(made)->members.isEmpty());
        const layout::Scene &drawn = canvas.scene.geometry();
        QVERIFY(!drawn.box(made)->rect.overlaps(drawn.box(canvas.id("G"))->rect));
        QCOMPARE(drawn.box(made)->rect.width, 224.0);
    }

    void copiesKeepTheirGroup()
    {
        Fixture canvas(design(), m_catalog);
        canvas.selection.set(idsOf(canvas.document.design(), "G"));
        duplicate(canvas.view);
        const Design &after = canvas.document.design();
        QCOMPARE(membersOf(after, "G2"), words("A2 B2"));
        QCOMPARE(membersOf(after, "G"), words("A B"));
        QCOMPARE(placeOf(after, "B2"), std::optional(Point{32, 128}));
        QCOMPARE(canvas.document.undoStack().count(), 1);
        QCOMPARE(withMembers(after, idsOf(after, "G2")), idsOf(after, "G2 A2 B2"));
    }

    void theFrameIsDrawnBelowWhatItHolds()
    {
        Fixture canvas(design(), m_catalog);
        const BoxItem *frame = canvas.scene.box(canvas.id("G"));
        for (const char *name : {"A", "B", "Net"})
            QVERIFY(frame->zValue() < canvas.scene.box(canvas.id(name))->zValue());
        QCOMPARE(frame->content().name, QStringLiteral("G"));
        QCOMPARE(canvas.scene.box(canvas.id("A"))->content().container, canvas.id("G"));
    }
};

QTEST_MAIN(TestGrouping)
#include "tst_grouping.moc"
