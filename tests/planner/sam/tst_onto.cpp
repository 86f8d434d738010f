// SPDX-License-Identifier: GPL-3.0-or-later
//
// A design goes onto a template that others changed, while nobody has the text any more that the
// design was made from.
#include "planner/model/edit.h"
#include "planner/model/was.h"
#include "planner/sam/edits_onto.h"
#include "planner/sam/patch_diff.h"
#include "planner/store/store.h"
#include "tests/planner/sam/sam_reading.h"

#include <QTest>

#include <functional>

using namespace stratoplan;
using namespace stratoplan::test;
using namespace stratoplan::sam;

namespace {

const QString file = QStringLiteral("template.yaml");

const QByteArray text = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Charge: # takes money
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      CodeUri: charge/
      MemorySize: 512 # enough
      Timeout: 10
      Events:
        FromJobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
            BatchSize: 5
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: c.d
      CodeUri: ship/
      MemorySize: 256
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
  Mail:
    Type: AWS::SNS::Topic
)";

using Mine = std::function<void(Edit &)>;
using Theirs = std::function<QByteArray(QByteArray)>;

ElementId idIn(const Edit &edit, const char *name)
{
    return edit.idOf(QString::fromLatin1(name));
}

template <class Member, class Value>
Mine setting(const char *name, Member Function::*member, Value value)
{
    return [=](Edit &edit) { edit.set(idIn(edit, name), member, value); };
}

Mine setting(const char *name, const char *property, int value)
{
    return [=](Edit &edit) {
        Service service = *edit.get<Service>(idIn(edit, name));
        service.properties.insert(QString::fromLatin1(property), Field<QVariant>(QVariant(value)));
        edit.replace(service.id, service);
    };
}

Mine removing(const char *name)
{
    return [=](Edit &edit) { edit.remove(idIn(edit, name)); };
}

Mine adding(const char *kind, const char *name)
{
    return [=](Edit &edit) {
        Service service;
        service.kind = QString::fromLatin1(kind);
        service.name = QString::fromLatin1(name);
        edit.add(service);
    };
}

Mine connecting(const char *from, const char *to, Role role = Role::Trigger)
{
    return [=](Edit &edit) {
        Connection made;
        made.from = idIn(edit, from);
        made.to = idIn(edit, to);
        made.role = role;
        edit.add(made);
    };
}

/// The first connection of the design; there is one in the text.
Mine ofConnection(const std::function<void(Edit &, const Connection &)> &act)
{
    const ElementId id = imported(text).design.all<Connection>().first()->id;
    return [=](Edit &edit) { act(edit, *edit.get<Connection>(id)); };
}

Theirs replacing(const char *from, const char *to)
{
    return [=](QByteArray source) {
        if (!source.contains(from))
            qFatal("no %s", from);
        return source.replace(from, to);
    };
}

QByteArray without(const QByteArray &source, const char *from, const char *to)
{
    const qsizetype begin = source.indexOf(from);
    const qsizetype end = to ? source.indexOf(to) : source.size();
    return source.left(begin) + source.mid(end);
}

Design edited(const Mine &mine)
{
    Edit edit(imported(text).design);
    mine(edit);
    const auto result = edit.result();
    if (!result)
        qFatal("%s", qUtf8Printable(toString(result.error().first())));
    // The design may have lain in its file for long.
    const auto kept = store::read(store::write(*result), {});
    if (!kept)
        qFatal("%s", qUtf8Printable(toString(kept.error().first())));
    return *kept;
}

struct Outcome
{
    QByteArray text; ///< empty with conflicts
    QStringList conflicts; ///< as they are told
    QStringList refusals;
};

Outcome outcomeOf(const Design &design, const QByteArray &theirs, const QList<Side> &sides = {},
                  bool sameText = false)
{
    const Design base = imported(theirs).design;
    const auto tree = yaml::parse(theirs, file);
    const auto onto = editsOnto(*tree, file, base, design, facts(), sameText, sides);
    Outcome outcome;
    if (!onto) {
        outcome.refusals = codesOf(onto.error());
        return outcome;
    }
    for (const MergeConflict &conflict : onto->conflicts)
        outcome.conflicts.append(toString(problemOf(conflict, {})));
    if (onto->conflicts.size() > sides.size())
        return outcome;
    const auto patch = patched(*tree, file, onto->edits);
    if (patch)
        outcome.text = *patch;
    else
        outcome.refusals = codesOf(patch.error());
    return outcome;
}

/// Lines that differ, as "-old" and "+new", without those that stay.
QByteArray changesOf(const QByteArray &before, const QByteArray &after)
{
    QByteArray lines;
    for (const QByteArray &line : unifiedDiff(before, after, {}, {}).split('\n')) {
        const bool isChange = line.startsWith('+') || line.startsWith('-');
        if (isChange && !line.startsWith("---") && !line.startsWith("+++"))
            lines += line + '\n';
    }
    return lines;
}

struct Row
{
    const char *name;
    Mine mine;
    Theirs theirs;
    const char *expected; ///< what their text becomes
    std::vector<const char *> conflicts;
};

const QString remedy = QStringLiteral(
    "; Make both say the same, or put the design onto the template in the window and "
    "choose a side");

QList<Row> rows()
{
    const Theirs nothing = [](const QByteArray &source) { return source; };
    const Mine memory = setting("Charge", &Function::memory, MiB{1024});
    const Theirs noShip
        = [](const QByteArray &source) { return without(source, "  Ship:\n", "  Jobs:\n"); };
    const Theirs noEvents
        = [](const QByteArray &source) { return without(source, "      Events:\n", "  Ship:\n"); };
    const Theirs noJobs = [noEvents](const QByteArray &source) {
        return without(noEvents(source), "  Jobs:\n", "  Mail:\n");
    };
    const Theirs archive = [](const QByteArray &source) {
        return source + "  Archive:\n    Type: AWS::S3::Bucket\n";
    };
    const auto batch = [](int size) {
        return ofConnection([size](Edit &edit, const Connection &connection) {
            edit.set(connection.id, &Connection::batchSize, size);
        });
    };
    const Mine cut = ofConnection(
        [](Edit &edit, const Connection &connection) { edit.remove(connection.id); });
    return {
        // Values.
        {"mine alone",
         memory,
         replacing("Timeout: 10", "Timeout: 20"),
         "-      MemorySize: 512 # enough\n+      MemorySize: 1024 # enough\n",
         {}},
        {"theirs alone", [](Edit &) {}, replacing("512", "768"), "", {}},
        {"theirs alone, the same element",
         setting("Charge", &Function::timeout, Seconds{30}),
         replacing("512", "768"),
         "-      Timeout: 10\n+      Timeout: 30\n",
         {}},
        {"both alike", memory, replacing("512", "1024"), "", {}},
        {"both otherwise",
         memory,
         replacing("512", "768"),
         nullptr,
         {"Charge: memory became 1024 in the design and 768 in the template; it was 512"}},
        {"two values of one element",
         [memory](Edit &edit) {
             memory(edit);
             setting("Charge", &Function::timeout, Seconds{30})(edit);
         },
         [](const QByteArray &source) {
             return replacing("512", "768")(replacing("Timeout: 10", "Timeout: 20")(source));
         },
         nullptr,
         {"Charge: memory became 1024 in the design and 768 in the template; it was 512",
          "Charge: timeout became 30 in the design and 20 in the template; it was 10"}},
        {"mine added, theirs otherwise",
         setting("Ship", &Function::timeout, Seconds{30}),
         replacing("MemorySize: 256", "MemorySize: 256\n      Timeout: 20"),
         nullptr,
         {"Ship: timeout was added as 30 in the design and as 20 in the template"}},
        {"mine taken back to the default",
         [](Edit &edit) { edit.set(idIn(edit, "Charge"), &Function::timeout, Field<Seconds>()); },
         replacing("Timeout: 10", "Timeout: 20"),
         nullptr,
         {"Charge: timeout was removed in the design and became 20 in the template; it was 10"}},
        {"theirs became an expression",
         memory,
         [](const QByteArray &source) {
             return replacing("512", "!Ref Size")(replacing(
                 "Resources:", "Parameters:\n  Size: {Type: Number}\nResources:")(source));
         },
         nullptr,
         {"Charge: memory became 1024 in the design and !Ref Size in the template; it was 512"}},
        {"a property of a service",
         setting("Jobs", "visibilityTimeoutS", 120),
         replacing("Timeout: 60", "Timeout: 90"),
         nullptr,
         {"Jobs: visibilityTimeoutS became 120 in the design and 90 in the template; it was 60"}},

        // Resources.
        {"mine added",
         adding("queue", "Letters"),
         archive,
         "+  Letters:\n+    Type: AWS::SQS::Queue\n",
         {}},
        {"both added alike", adding("bucket", "Archive"), archive, "", {}},
        {"both added of other kinds",
         adding("queue", "Archive"),
         archive,
         nullptr,
         {"Archive: kind was added as queue in the design and as bucket in the template"}},
        {"mine removed",
         removing("Mail"),
         replacing("512", "768"),
         "-  Mail:\n-    Type: AWS::SNS::Topic\n",
         {}},
        {"both removed", removing("Ship"), noShip, "", {}},
        {"theirs removed",
         memory,
         noShip,
         "-      MemorySize: 512 # enough\n+      MemorySize: 1024 # enough\n",
         {}},
        {"mine removed, theirs changed",
         removing("Ship"),
         replacing("256", "768"),
         nullptr,
         {"Ship: It was removed in the design and changed in the template, which says: memory: "
          "768"}},
        {"mine changed, theirs removed",
         setting("Ship", &Function::memory, MiB{1024}),
         noShip,
         nullptr,
         {"Ship: It was changed in the design and is gone from the template; the design says: "
          "memory: 1024"}},
        {"mine renamed",
         [](Edit &edit) { edit.rename(idIn(edit, "Ship"), QStringLiteral("Send")); },
         replacing("256", "768"),
         "-  Ship:\n+  Send:\n",
         {}},
        {"mine renamed, theirs removed",
         [](Edit &edit) { edit.rename(idIn(edit, "Ship"), QStringLiteral("Send")); },
         noShip,
         nullptr,
         {"Ship: It was changed in the design and is gone from the template; the design says: "
          "function"}},

        // Connections.
        {"mine changed a connection",
         batch(7),
         replacing("512", "768"),
         "-            BatchSize: 5\n+            BatchSize: 7\n",
         {}},
        {"both changed a connection",
         batch(7),
         replacing("BatchSize: 5", "BatchSize: 9"),
         nullptr,
         {"Jobs->Charge: batchSize became 7 in the design and 9 in the template; it was 5"}},
        {"mine removed a connection",
         cut,
         replacing("512", "768"),
         "-      Events:\n-        FromJobs:\n-          Type: SQS\n-          Properties:\n"
         "-            Queue: !GetAtt Jobs.Arn\n-            BatchSize: 5\n",
         {}},
        {"both removed a connection", cut, noEvents, "", {}},
        {"theirs removed a connection",
         memory,
         noEvents,
         "-      MemorySize: 512 # enough\n+      MemorySize: 1024 # enough\n",
         {}},
        {"mine removed, theirs changed a connection",
         cut,
         replacing("BatchSize: 5", "BatchSize: 9"),
         nullptr,
         {"Jobs->Charge: It was removed in the design and changed in the template, which says: "
          "batchSize: 9"}},
        {"mine changed, theirs removed a connection",
         batch(7),
         noEvents,
         nullptr,
         {"Jobs->Charge: It was changed in the design and is gone from the template; the design "
          "says: batchSize: 7"}},
        {"mine added a connection",
         connecting("Mail", "Ship"),
         replacing("256", "768"),
         "+      Events:\n+        Mail:\n+          Type: SNS\n+          Properties:\n"
         "+            Topic: !Ref Mail\n",
         {}},
        {"connected with what they removed",
         connecting("Mail", "Ship"),
         noShip,
         nullptr,
         {"Ship: It was changed in the design and is gone from the template; the design says: "
          "function"}},
        {"mine removed what they connect",
         removing("Mail"),
         replacing("MemorySize: 256",
                   "MemorySize: 256\n      Events:\n        M: {Type: SNS, Properties: {Topic: "
                   "!Ref Mail}}"),
         nullptr,
         {"Mail: It was removed in the design and changed in the template, which says: used by "
          "Mail->Ship"}},
        {"mine removed an end of what they changed",
         removing("Jobs"),
         replacing("BatchSize: 5", "BatchSize: 9"),
         nullptr,
         {"Jobs: It was removed in the design and changed in the template, which says: "
          "Jobs->Charge: batchSize: 9"}},
        {"mine removed with its connection",
         removing("Jobs"),
         nothing,
         "-      Events:\n-        FromJobs:\n-          Type: SQS\n-          Properties:\n"
         "-            Queue: !GetAtt Jobs.Arn\n-            BatchSize: 5\n-  Jobs:\n"
         "-    Type: AWS::SQS::Queue\n-    Properties:\n-      VisibilityTimeout: 60\n",
         {}},
        {"both removed with its connection", removing("Jobs"), noJobs, "", {}},
    };
}

} // namespace

class TestOnto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothSides_data();
    void bothSides();
    void sides_data();
    void sides();
    void asTheMergeOfTexts();
    void whatWasStatedByHandIsAsked();
    void whatWasDrawnByHandIsAdded();
    void theIdsOfAnOlderReadingDoNotCount();
    void linesOfConflicts();
};

void TestOnto::bothSides_data()
{
    QTest::addColumn<int>("number");
    const QList<Row> all = rows();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all.at(i).name) << i;
}

void TestOnto::bothSides()
{
    QFETCH(int, number);
    const Row row = rows().at(number);
    const QByteArray theirs = row.theirs(text);
    const Outcome outcome = outcomeOf(edited(row.mine), theirs);
    QCOMPARE(outcome.refusals, QStringList());
    QStringList expected;
    for (const char *conflict : row.conflicts)
        expected.append(QString::fromLatin1(conflict) + remedy);
    QCOMPARE(outcome.conflicts, expected);
    if (row.expected)
        QCOMPARE(changesOf(theirs, outcome.text), QByteArray(row.expected));
    else
        QCOMPARE(outcome.text, QByteArray());
}

void TestOnto::sides_data()
{
    QTest::addColumn<int>("side");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("ship");
    QTest::newRow("mine") << int(Side::Mine) << QByteArray("1024") << QByteArray();
    QTest::newRow("theirs") << int(Side::Theirs) << QByteArray("768") << QByteArray("300");
    QTest::newRow("base") << int(Side::Base) << QByteArray("512") << QByteArray("256");
}

void TestOnto::sides()
{
    QFETCH(int, side);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, ship);
    const Design design = edited([](Edit &edit) {
        setting("Charge", &Function::memory, MiB{1024})(edit);
        edit.remove(idIn(edit, "Ship"));
    });
    QByteArray theirs = replacing("512", "768")(replacing("256", "300")(text));
    const QList<Side> sides{Side(side), Side(side)};
    const Outcome outcome = outcomeOf(design, theirs, sides);
    QCOMPARE(outcome.conflicts.size(), 2);
    theirs.replace("768", value);
    QCOMPARE(outcome.text,
             ship.isEmpty() ? without(theirs, "  Ship:\n", "  Jobs:\n")
                            : theirs.replace("300", ship));
}

// Where somebody has the text that the design was made from, texts are merged by their nodes, which
// knows nothing of designs. All pairs of edits come to the same in both ways, or are conflicts in
// both.
void TestOnto::asTheMergeOfTexts()
{
    const auto batch = [](int size) {
        return ofConnection([size](Edit &edit, const Connection &connection) {
            edit.set(connection.id, &Connection::batchSize, size);
        });
    };
    const QList<Mine> edits{
        setting("Charge", &Function::memory, MiB{1024}),
        setting("Charge", &Function::memory, MiB{768}),
        setting("Charge", &Function::timeout, Seconds{30}),
        setting("Ship", &Function::memory, MiB{1024}),
        setting("Ship", &Function::handler, QStringLiteral("x.y")),
        setting("Ship", &Function::tracing, true),
        setting("Jobs", "visibilityTimeoutS", 120),
        setting("Jobs", "visibilityTimeoutS", 90),
        batch(7),
        batch(9),
        ofConnection([](Edit &edit, const Connection &connection) { edit.remove(connection.id); }),
        adding("queue", "Letters"),
        adding("bucket", "Archive"),
        removing("Mail"),
        removing("Jobs"),
        removing("Ship"),
        connecting("Jobs", "Ship"),
        connecting("Ship", "Mail", Role::FailureTarget),
    };
    const Design base = imported(text).design;
    const auto tree = yaml::parse(text, file);
    const auto textOf = [&](const Design &design) {
        const auto made = editsFor(*tree, file, base, diff(base, design), facts());
        if (!made)
            qFatal("%s", qUtf8Printable(toString(made.error().first())));
        return *patched(*tree, file, made->edits);
    };
    int conflicts = 0;
    int merged = 0;
    for (int i = 0; i < edits.size(); ++i) {
        for (int j = 0; j < edits.size(); ++j) {
            const Design design = edited(edits.at(i));
            const QByteArray theirs = textOf(edited(edits.at(j)));
            const auto byText = merge(text, textOf(design), theirs, {}, file);
            QVERIFY(byText);
            const Outcome outcome = outcomeOf(design, theirs);
            const auto where = QStringLiteral("%1 onto %2").arg(i).arg(j).toUtf8();
            const auto byTextPatched = patched(theirs, file, editsOf(*byText, {}));
            // A reference to what goes is a conflict of designs, and a fault of texts.
            const bool conflict = !byText->conflicts.isEmpty() || !byTextPatched
                || !imported(*byTextPatched).problems.isEmpty();
            QVERIFY2(outcome.conflicts.isEmpty() == !conflict,
                     where + ": " + outcome.conflicts.join(QLatin1Char('\n')).toUtf8());
            if (conflict) {
                ++conflicts;
                continue;
            }
            QVERIFY2(outcome.refusals.isEmpty(), where);
            ++merged;
            // Both say the same of everything, though perhaps in another order.
            const Design one = imported(outcome.text).design;
            const Design other = imported(*byTextPatched).design;
            const auto said = [](const Design &of) {
                QStringList lines = QString::fromUtf8(store::write(of)).split(QLatin1Char('\n'));
                lines.removeIf([](const QString &line) {
                    const QString own = line.trimmed();
                    return own.startsWith(QLatin1String("id:"))
                        || own.startsWith(QLatin1String("sha256:"))
                        || own.startsWith(QLatin1String("nextId:"));
                });
                lines.sort();
                return lines;
            };
            QVERIFY2(said(one) == said(other), where + "\n" + outcome.text + *byTextPatched);
        }
    }
    QVERIFY(conflicts > 10);
    QVERIFY(merged > 200);
}

// A design file is for editing by hand, too; then nobody knows what stood in the template.
void TestOnto::whatWasStatedByHandIsAsked()
{
    QByteArray kept = store::write(imported(text).design);
    QVERIFY(kept.contains("memory: {value: 512, from: own}"));
    kept.replace("memory: {value: 512, from: own}", "memory: 1024");
    const Design design = *store::read(kept, {});
    QVERIFY(design.was().isEmpty());
    const Outcome outcome = outcomeOf(design, replacing("Timeout: 10", "Timeout: 20")(text));
    QCOMPARE(outcome.conflicts,
             QStringList{QStringLiteral("Charge: memory is 1024 in the design and 512 in the "
                                        "template; what it was is not known")
                         + remedy});
    // It is an edit where the text is the one that the design was made from.
    QCOMPARE(changesOf(text, outcomeOf(design, text, {}, true).text),
             QByteArray("-      MemorySize: 512 # enough\n+      MemorySize: 1024 # enough\n"));
    // After the template was written so, the template counts.
    TemplateLink link = design.settings().templateLink;
    link.sha256 = QStringLiteral("other");
    const Design written = *apply(design, relinked(design, link));
    const QByteArray theirs = replacing("512", "768")(text);
    QCOMPARE(outcomeOf(written, theirs).text, theirs);
}

void TestOnto::whatWasDrawnByHandIsAdded()
{
    QByteArray kept = store::write(imported(text).design);
    kept.replace("services:\n", "services:\n  - name: Letters\n    kind: queue\n    id: 77\n");
    const Design design = *store::read(kept, {});
    const QByteArray theirs = replacing("512", "768")(text);
    QCOMPARE(changesOf(theirs, outcomeOf(design, theirs).text),
             QByteArray("+  Letters:\n+    Type: AWS::SQS::Queue\n"));
}

// The design beside a template has its own ids, whatever the order of the template is.
void TestOnto::theIdsOfAnOlderReadingDoNotCount()
{
    const QByteArray newer
        = QByteArray(text).replace("  Charge:", "  First: {Type: AWS::SQS::Queue}\n  Charge:");
    const Design old = imported(text).design;
    const Design reading = imported(newer).design;
    // As a design that was read again: what is new got new ids.
    Edit edit(old);
    edit.add(*reading.find(reading.idOf(QStringLiteral("First"))));
    Settings settings = edit.settings();
    settings.templateLink = reading.settings().templateLink;
    edit.setSettings(settings);
    const Design design = *edit.result();
    QVERIFY(design.idOf(QStringLiteral("Jobs")) != reading.idOf(QStringLiteral("Jobs")));
    QCOMPARE(outcomeOf(design, newer, {}, true).text, newer);
    Edit second(design);
    setting("Charge", &Function::memory, MiB{1024})(second);
    second.rename(idIn(second, "Mail"), QStringLiteral("Post"));
    QCOMPARE(changesOf(newer, outcomeOf(*second.result(), newer, {}, true).text),
             QByteArray("-      MemorySize: 512 # enough\n+      MemorySize: 1024 # enough\n"
                        "-  Mail:\n+  Post:\n"));
}

void TestOnto::linesOfConflicts()
{
    const QByteArray theirs = replacing("512", "768")(text);
    const auto tree = yaml::parse(theirs, file);
    const auto onto
        = editsOnto(*tree, file, imported(theirs).design,
                    edited(setting("Charge", &Function::memory, MiB{1024})), facts(), false);
    QVERIFY(onto && onto->edits.isEmpty());
    QCOMPARE(onto->conflicts.first().line, 4); // the first line of what is below "Charge:"
}

QTEST_GUILESS_MAIN(TestOnto)
#include "tst_onto.moc"
