// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "widgets/document/drawing.h"

#include <QTest>

namespace stratoplan {

class TestDrawing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stackOfANode_data()
    {
        QTest::addColumn<QString>("stack");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shownName");
        QTest::addColumn<QString>("shownKind");
        QTest::newRow("one template") << ""
                                      << "Worker"
                                      << "Worker"
                                      << "Function · runtime not known";
        QTest::newRow("name of its own") << "orders"
                                         << "Worker"
                                         << "Worker"
                                         << "orders · Function · runtime not known";
        QTest::newRow("name that another stack has too") << "orders"
                                                         << "orders/Worker"
                                                         << "Worker"
                                                         << "orders · Function · runtime not known";
        QTest::newRow("the stack's name within the name")
            << "orders"
            << "ordersWorker"
            << "ordersWorker"
            << "orders · Function · runtime not known";
    }

    void labelsHaveTheirRoom_data()
    {
        QTest::addColumn<QString>("label");
        QTest::addColumn<int>("others");
        QTest::addColumn<double>("room");
        QTest::addColumn<QString>("shown");
        // Each letter is 10 wide.
        QTest::newRow("fits") << "reads" << 0 << 50.0 << "reads";
        QTest::newRow("to be elided") << "reads" << 0 << 49.0 << "reads";
        QTest::newRow("too little for any") << "reads" << 0 << 23.0 << "";
        QTest::newRow("none") << "" << 0 << 100.0 << "";
        QTest::newRow("a bundle's whole label") << "×3 · a, b" << 2 << 90.0 << "×3 · a, b";
        QTest::newRow("how many it is") << "×3 · a, b" << 2 << 89.0 << "×3";
        QTest::newRow("not even that") << "×3 · a, b" << 2 << 19.0 << "";
    }
    void labelsHaveTheirRoom()
    {
        QFETCH(QString, label);
        QFETCH(int, others);
        QFETCH(double, room);
        drawing::EdgeContent line;
        line.label = label;
        line.labelRoom = room;
        line.bundled.fill(ElementId{7}, others);
        QTEST(line.shownLabel([](const QString &text) { return 10.0 * double(text.size()); }),
              "shown");
    }

    void stackOfANode()
    {
        QFETCH(QString, stack);
        QFETCH(QString, name);
        Edit edit{Design()};
        Function worker;
        worker.name = name;
        worker.stack = stack;
        const ElementId id = edit.add(std::move(worker));
        const Expected<Design> design = edit.result();
        QVERIFY(design);
        const drawing::BoxContent content
            = drawing::contentOf(*design->find(id), *design, catalog::Catalog());
        QTEST(content.name, "shownName");
        QTEST(content.kind, "shownKind");
    }
};

} // namespace stratoplan

QTEST_GUILESS_MAIN(stratoplan::TestDrawing)
#include "tst_drawing.moc"
