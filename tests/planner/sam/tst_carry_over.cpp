// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/sam/carry_over.h"
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

class TestCarryOver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatNoTemplateHolds()
    {
        const Design before = imported(text).design;
        const ElementId charge = before.idOf(QStringLiteral("Charge"));
        const ElementId jobs = before.idOf(QStringLiteral("Jobs"));
        Edit edit(before);
        edit.setPosition(charge, Point{10, 20});
        Function labelled = *edit.get<Function>(charge);
        labelled.label = QStringLiteral("Charging");
        edit.replace(charge, labelled);
        edit.set(charge, &Function::memory, MiB{1024});
        edit.set(charge, &Function::duration, Milliseconds{120});
        Decision decision;
        decision.answers.insert(QStringLiteral("today"), {{QStringLiteral("q"), {}, {}, {}, {}}});
        edit.set(charge, &Function::decision, decision);
        edit.set(jobs, &Service::rate, PerSecond{3});
        Note note;
        note.text = QStringLiteral("look here");
        edit.add(note);
        Service outside;
        outside.kind = QStringLiteral("outside-system");
        outside.name = QStringLiteral("Bank");
        const ElementId bank = edit.add(outside);
        Connection call;
        call.from = charge;
        call.to = bank;
        call.role = Role::Call;
        edit.add(call);
        Settings settings = before.settings();
        settings.title = QStringLiteral("Orders");
        edit.setSettings(settings);
        const Design changed = *edit.result();

        // A newer text in which ids fall otherwise, and the memory is another one.
        QByteArray newer = text;
        newer.replace("Resources:\n", "Resources:\n  First:\n    Type: AWS::SNS::Topic\n")
            .replace("512", "768");
        const Design reading = imported(newer).design;
        const Expected<Design> result = carriedOver(reading, changed, facts());
        QVERIFY(result);
        const auto *function = result->named<Function>(QStringLiteral("Charge"));
        QVERIFY(function);
        QCOMPARE(function->position, std::optional(Point{10, 20}));
        QCOMPARE(function->label, QStringLiteral("Charging"));
        QCOMPARE(function->duration.value, std::optional(Milliseconds{120}));
        QCOMPARE(function->decision, decision);
        // The template's own figure stays the template's.
        QCOMPARE(function->memory.value, std::optional(MiB{768}));
        QCOMPARE(function->memory.origin, Origin::Own);
        QCOMPARE(result->named<Service>(QStringLiteral("Jobs"))->rate.value,
                 std::optional(PerSecond{3}));
        QCOMPARE(result->all<Note>().size(), 1);
        QVERIFY(result->idOf(QStringLiteral("First")));
        QVERIFY(connectionsOf(*result).contains(QStringLiteral("Charge->Bank call")));
        QCOMPARE(result->settings().title, QStringLiteral("Orders"));
        QCOMPARE(result->settings().templateLink, reading.settings().templateLink);
    }

    // What the template had and has no more is no drawing of its own.
    void whatIsGoneStaysGone()
    {
        const Design before = imported(text).design;
        Edit edit(before);
        Function more;
        more.name = QStringLiteral("More");
        edit.add(more);
        const Expected<Design> result = carriedOver(before, *edit.result(), facts());
        QVERIFY(result);
        QVERIFY(!result->idOf(QStringLiteral("More")));
    }

    void takesNothingFromTheSame()
    {
        const Design design = imported(text).design;
        const Expected<Design> result = carriedOver(design, design, facts());
        QVERIFY(result);
        QVERIFY(*result == design);
        QCOMPARE(words(heldOutside(design, design, facts())), QStringList());
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

QTEST_GUILESS_MAIN(TestCarryOver)
#include "tst_carry_over.moc"
