// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/sam/held_outside.h"
#include "tests/planner/sam/sam_reading.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::test;
using namespace stratoplan::sam;

namespace {

const QByteArray text = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      MemorySize: 512
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
)";

QStringList words(const QList<Text> &texts)
{
    QStringList all;
    for (const Text &one : texts)
        all.append(toString(one));
    return all;
}

} // namespace

class TestHeldOutside : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingOfTheSame()
    {
        const Design design = imported(text).design;
        QCOMPARE(words(heldOutside(design, design, facts())), QStringList());
        Edit edit(design);
        edit.remove(design.idOf(QStringLiteral("Jobs")));
        QCOMPARE(words(heldOutside(design, *edit.result(), facts())), QStringList());
    }

    void saysWhatATemplateCannotHold()
    {
        const Design before = imported(text).design;
        const ElementId charge = before.idOf(QStringLiteral("Charge"));
        Edit memory(before);
        memory.set(charge, &Function::memory, MiB{1024});
        QCOMPARE(words(heldOutside(before, *memory.result(), facts())), QStringList());

        // A new function goes into the template, its place does not.
        Edit adding(before);
        Function more;
        more.name = QStringLiteral("More");
        more.position = Point{9, 9};
        adding.add(more);
        QCOMPARE(words(heldOutside(before, *adding.result(), facts())),
                 QStringList{QStringLiteral("places (1)")});
        Service bank;
        bank.kind = QStringLiteral("outside-system");
        bank.name = QStringLiteral("Bank");
        adding.add(bank);
        QCOMPARE(words(heldOutside(before, *adding.result(), facts())),
                 QStringList({QStringLiteral("places (1)"),
                              QStringLiteral("elements that only the drawing has (1)")}));

        Edit edit(before);
        edit.setPosition(charge, Point{1, 1});
        edit.set(charge, &Function::duration, Milliseconds{5});
        edit.set(charge, &Function::vpcPolicyNote, QStringLiteral("policy"));
        edit.add(Note());
        QCOMPARE(
            words(heldOutside(before, *edit.result(), facts())),
            QStringList({QStringLiteral("places (1)"),
                         QStringLiteral("traffic, workloads and sizes (1)"),
                         QStringLiteral("network decisions (1)"), QStringLiteral("notes (1)")}));
    }
};

QTEST_GUILESS_MAIN(TestHeldOutside)
#include "tst_held_outside.moc"
