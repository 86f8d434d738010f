// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/canvas/canvas_fixture.h"
#include "widgets/canvas/tools/follow.h"

#include <QSignalSpy>

using namespace stratoplan;
using namespace stratoplan::canvas;

/// Walking along connections: Api calls Upper and Lower, which both write to Items; Upper does so
/// twice.
class TestFollow : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;

    static Design design()
    {
        return placed(
            QStringLiteral("http-api Api; fn Lower; fn Upper; table Items; Api -> Lower; "
                           "Api -> Upper; Upper -- Items; Upper -> Lower; Lower -- Items"),
            {{"Api", {0, 160}}, {"Lower", {320, 320}}, {"Upper", {320, 0}}, {"Items", {640, 160}}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalog = catalog::builtIn();
        QVERIFY(catalog);
        m_catalog = *catalog;
    }

    /// What leaves comes first, and of that the upper end, whatever the order of the ids.
    void connectionsAreChosenFromTopToBottom()
    {
        Fixture f(design(), m_catalog);
        const auto line = [&](const char *from, const char *to) {
            return connectionBetween(f.document.design(), QLatin1String(from), QLatin1String(to));
        };
        const layout::Scene &scene = f.scene.geometry();
        QCOMPARE(connectionsAt(f.id("Api"), f.document.design(), scene),
                 (QList{line("Api", "Upper"), line("Api", "Lower")}));
        QCOMPARE(connectionsAt(f.id("Upper"), f.document.design(), scene),
                 (QList{line("Upper", "Items"), line("Upper", "Lower"), line("Api", "Upper")}));
        QCOMPARE(connectionsAt(ElementId{}, f.document.design(), scene), QList<ElementId>());
    }

    void rightAndLeftGoAlongAndBack()
    {
        Fixture f(design(), m_catalog);
        f.selection.set({f.id("Api")});
        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), f.id("Upper"));
        QCOMPARE(f.selection.ids(), QList{f.id("Upper")});
        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), f.id("Items"));
        // Nothing leaves the table.
        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), f.id("Items"));
        // Back by the way one came, also where that is not the topmost.
        f.selection.set({f.id("Lower")});
        f.scene.setFocusElement(f.id("Lower"));
        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), f.id("Items"));
        f.key(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), f.id("Lower"));
    }

    void downAndUpChooseAmongSeveral()
    {
        Fixture f(design(), m_catalog);
        const Design &now = f.document.design();
        const ElementId toUpper
            = connectionBetween(now, QStringLiteral("Api"), QStringLiteral("Upper"));
        const ElementId toLower
            = connectionBetween(now, QStringLiteral("Api"), QStringLiteral("Lower"));
        f.selection.set({f.id("Api")});
        f.key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), toUpper);
        f.key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), toLower);
        QCOMPARE(f.selection.ids(), QList{toLower});
        f.key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), toUpper);
        f.key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), toLower);
        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), f.id("Lower"));
        QVERIFY(f.document.undoStack().count() == 0);
    }

    /// Nothing is followed that an edit has taken away.
    void aRemovedConnectionIsNotFollowed()
    {
        Fixture f(design(), m_catalog);
        f.selection.set({f.id("Api")});
        f.key(Qt::Key_Right, Qt::ControlModifier);
        const ElementId way = connectionBetween(f.document.design(), QStringLiteral("Api"),
                                                QStringLiteral("Upper"));
        DocumentEdit edit = f.document.edit(QStringLiteral("Remove"));
        edit.remove(way);
        QVERIFY(edit.commit().isEmpty());
        f.key(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(f.scene.focusElement(), f.id("Upper"));
    }

    void enterAsksForTheProperties()
    {
        Fixture f(design(), m_catalog);
        QSignalSpy asked(&f.view, &CanvasView::editRequested);
        f.key(Qt::Key_Return);
        QCOMPARE(asked.size(), 0);
        f.selection.set({f.id("Api")});
        f.key(Qt::Key_Return);
        f.key(Qt::Key_Down, Qt::ControlModifier);
        f.key(Qt::Key_Enter);
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked.at(0).at(0).value<ElementId>(), f.id("Api"));
        QCOMPARE(asked.at(1).at(0).value<ElementId>(), f.scene.focusElement());
        QVERIFY(f.document.design().get<Connection>(f.scene.focusElement()));
    }
};

QTEST_MAIN(TestFollow)
#include "tst_follow.moc"
