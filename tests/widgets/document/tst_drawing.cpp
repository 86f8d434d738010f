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
