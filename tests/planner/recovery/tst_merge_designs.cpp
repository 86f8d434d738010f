// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/merge_designs.h"

#include "planner/model/edit.h"
#include "planner/recovery/differences.h"
#include "tests/support/design_text.h"
#include "tests/support/random_design.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::recovery;
using sam::Side;

namespace {

const char *const baseText
    = "fn Worker 512 30; queue Jobs -> Worker; table Items; Worker -- Items; "
      "vpc Main 10.0.0.0/16; zone Za in Main; subnet A 10.0.0.0/24 in Za; "
      "subnet B 10.0.1.0/24 in Za; fn Inside 256 in A";

Design base()
{
    return designFromText(QLatin1String(baseText));
}

using Act = std::function<void(Edit &)>;

Design edited(const Design &from, const Act &act)
{
    Edit edit(from);
    act(edit);
    const Expected<Design> result = edit.result();
    if (!result)
        qFatal("%s", qPrintable(toString(result.error().first())));
    return *result;
}

/// The same designs but for the ids of what was added.
QStringList wordsOf(const Design &design)
{
    QStringList words;
    for (const auto &[id, element] : design.elements()) {
        QString word = kindWord(*element);
        for (const store::Entry &entry : store::entries(*element, design))
            word += QStringLiteral(" %1=%2").arg(entry.key, QString::fromUtf8(entry.value));
        words.append(word);
    }
    for (const store::Entry &entry : store::entries(design.settings()))
        words.append(QStringLiteral("%1=%2").arg(entry.key, QString::fromUtf8(entry.value)));
    words.sort();
    return words;
}

QStringList pathsOf(const QList<sam::MergeConflict> &conflicts)
{
    QStringList paths;
    for (const sam::MergeConflict &conflict : conflicts)
        paths.append(conflict.path.join(QLatin1Char('/')));
    return paths;
}

Act named(const char *name, std::function<void(Edit &, ElementId)> act)
{
    return [name, act = std::move(act)](Edit &edit) { act(edit, edit.idOf(QLatin1String(name))); };
}

Act memory(const char *name, int mib)
{
    return named(name, [mib](Edit &edit, ElementId id) {
        edit.set(id, &Function::memory, Field<MiB>(MiB{mib}));
    });
}

Act gone(const char *name)
{
    return named(name, [](Edit &edit, ElementId id) { edit.remove(id); });
}

Act moved(const char *name, double x)
{
    return named(name, [x](Edit &edit, ElementId id) { edit.setPosition(id, Point{x, 1}); });
}

Act subnets(std::initializer_list<const char *> names)
{
    const std::vector<const char *> list(names);
    return named("Inside", [list](Edit &edit, ElementId id) {
        QList<ElementId> ids;
        for (const char *name : list)
            ids.append(edit.idOf(QLatin1String(name)));
        edit.set(id, &Function::subnets, ids);
    });
}

} // namespace

class TestMergeDesigns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOneChangedIsTaken()
    {
        const Design was = base();
        const Design mine = edited(was, memory("Worker", 1024));
        const Design theirs = edited(was, [](Edit &edit) {
            const ElementId id = edit.idOf(QStringLiteral("Worker"));
            edit.set(id, &Function::timeout, Field<Seconds>(Seconds{60}));
            edit.rename(edit.idOf(QStringLiteral("Jobs")), QStringLiteral("Orders"));
            Settings settings = edit.settings();
            settings.title = QStringLiteral("Shop");
            edit.setSettings(settings);
        });
        const auto merged = mergeDesigns(was, mine, theirs);
        QVERIFY(merged);
        QCOMPARE(pathsOf(merged->conflicts), QStringList());
        const auto *worker = merged->design.named<Function>(QStringLiteral("Worker"));
        QCOMPARE(*worker->memory, MiB{1024});
        QCOMPARE(*worker->timeout, Seconds{60});
        QVERIFY(merged->design.idOf(QStringLiteral("Orders")));
        QCOMPARE(merged->design.settings().title, QStringLiteral("Shop"));
    }

    void conflictsAreToldWithAllThreeValuesAndGetTheChosenOne_data()
    {
        QTest::addColumn<Side>("side");
        QTest::addColumn<int>("memory");
        QTest::newRow("mine") << Side::Mine << 1024;
        QTest::newRow("theirs") << Side::Theirs << 2048;
        QTest::newRow("before") << Side::Base << 512;
    }
    void conflictsAreToldWithAllThreeValuesAndGetTheChosenOne()
    {
        QFETCH(Side, side);
        QFETCH(int, memory);
        const Design was = base();
        const Design mine = edited(was, ::memory("Worker", 1024));
        const Design theirs = edited(was, ::memory("Worker", 2048));
        const auto asked = mergeDesigns(was, mine, theirs);
        QVERIFY(asked);
        QCOMPARE(pathsOf(asked->conflicts),
                 QStringList{QStringLiteral("Resources/Worker/Properties/memory")});
        QCOMPARE(asked->conflicts.first().base, QByteArray("512"));
        QCOMPARE(asked->conflicts.first().mine, QByteArray("1024"));
        QCOMPARE(asked->conflicts.first().theirs, QByteArray("2048"));
        const auto merged = mergeDesigns(was, mine, theirs, {side});
        QCOMPARE(*merged->design.named<Function>(QStringLiteral("Worker"))->memory, MiB{memory});
        QCOMPARE(pathsOf(merged->conflicts), pathsOf(asked->conflicts));
    }

    void whatBothAddedStands()
    {
        const Design was = base();
        const auto add = [](const char *name, int mib) {
            return [name, mib](Edit &edit) {
                Function function;
                function.name = QLatin1String(name);
                function.memory = MiB{mib};
                const ElementId id = edit.add(function);
                Connection connection;
                connection.from = edit.idOf(QStringLiteral("Jobs"));
                connection.to = id;
                edit.add(connection);
            };
        };
        // Both got the same new ids; they are different elements all the same.
        const auto merged
            = mergeDesigns(was, edited(was, add("Mine", 128)), edited(was, add("Theirs", 256)));
        QVERIFY(merged);
        QCOMPARE(pathsOf(merged->conflicts), QStringList());
        QCOMPARE(*merged->design.named<Function>(QStringLiteral("Mine"))->memory, MiB{128});
        QCOMPARE(*merged->design.named<Function>(QStringLiteral("Theirs"))->memory, MiB{256});
        connectionBetween(merged->design, QStringLiteral("Jobs"), QStringLiteral("Mine"));
        connectionBetween(merged->design, QStringLiteral("Jobs"), QStringLiteral("Theirs"));
        // The same element added by both is one, with a conflict where they differ.
        const auto same
            = mergeDesigns(was, edited(was, add("New", 128)), edited(was, add("New", 256)));
        QCOMPARE(pathsOf(same->conflicts),
                 QStringList{QStringLiteral("Resources/New/Properties/memory")});
        QCOMPARE(same->design.size(), was.size() + 2);
    }

    void aNameThatBothGaveStaysTheirs()
    {
        const Design was = base();
        const auto rename = [](const char *name) {
            return named(name,
                         [](Edit &edit, ElementId id) { edit.rename(id, QStringLiteral("Shop")); });
        };
        const Design mine = edited(was, rename("Worker"));
        const Design theirs = edited(was, rename("Inside"));
        const auto merged = mergeDesigns(was, mine, theirs);
        QVERIFY(merged);
        QCOMPARE(merged->design.idOf(QStringLiteral("Shop")), was.idOf(QStringLiteral("Inside")));
        QCOMPARE(merged->design.idOf(QStringLiteral("Shop2")), was.idOf(QStringLiteral("Worker")));
        QCOMPARE(merged->notes.size(), 1);
        QCOMPARE(merged->notes.first().where.element, QStringLiteral("Shop2"));
    }

    void removedByOne_data()
    {
        QTest::addColumn<Act>("mine");
        QTest::addColumn<Act>("theirs");
        QTest::addColumn<QStringList>("conflicts");
        QTest::addColumn<QList<Side>>("sides");
        QTest::addColumn<bool>("stays");
        QTest::addColumn<qsizetype>("connections");
        const QStringList whole{QStringLiteral("Resources/Worker")};
        const Act none = [](Edit &) {};
        const Act uses = [](Edit &edit) {
            Connection connection;
            connection.from = edit.idOf(QStringLiteral("Inside"));
            connection.to = edit.idOf(QStringLiteral("Worker"));
            connection.role = Role::Call;
            edit.add(connection);
        };
        const auto row
            = [](const char *name, const Act &mine, const Act &theirs, const QStringList &conflicts,
                 const QList<Side> &sides, bool stays, int connections) {
                  QTest::newRow(name)
                      << mine << theirs << conflicts << sides << stays << qsizetype(connections);
              };
        row("by me, left by them", gone("Worker"), none, {}, {}, false, 0);
        row("by them, left by me", none, gone("Worker"), {}, {}, false, 0);
        row("by both", gone("Worker"), gone("Worker"), {}, {}, false, 0);
        row("by me, only moved by them", gone("Worker"), moved("Worker", 7), {}, {}, false, 0);
        row("changed by them, mine", gone("Worker"), memory("Worker", 99), whole, {Side::Mine},
            false, 0);
        // What stays has its connections again.
        row("changed by them, theirs", gone("Worker"), memory("Worker", 99), whole, {Side::Theirs},
            true, 2);
        row("changed by them, before", gone("Worker"), memory("Worker", 99), whole, {Side::Base},
            true, 2);
        row("changed by me, mine", memory("Worker", 99), gone("Worker"), whole, {Side::Mine}, true,
            2);
        row("changed by me, theirs", memory("Worker", 99), gone("Worker"), whole, {Side::Theirs},
            false, 0);
        row("used by them, theirs", gone("Worker"), uses, whole, {Side::Theirs}, true, 3);
        row("used by them, mine", gone("Worker"), uses, whole, {Side::Mine}, false, 0);
        row("used by me, mine", uses, gone("Worker"), whole, {Side::Mine}, true, 3);
    }
    void removedByOne()
    {
        QFETCH(Act, mine);
        QFETCH(Act, theirs);
        QFETCH(QStringList, conflicts);
        QFETCH(QList<Side>, sides);
        QFETCH(bool, stays);
        QFETCH(qsizetype, connections);
        const Design was = base();
        const auto merged = mergeDesigns(was, edited(was, mine), edited(was, theirs), sides);
        QVERIFY(merged);
        QCOMPARE(pathsOf(merged->conflicts), conflicts);
        QCOMPARE(bool(merged->design.idOf(QStringLiteral("Worker"))), stays);
        QCOMPARE(merged->design.all<Connection>().size(), connections);
    }

    /// I removed the function with its connections, they changed one of those: choosing theirs
    /// brings the function back, without which it cannot stand.
    void whatStaysBringsBackWhatItNeeds()
    {
        const Design was = base();
        const ElementId jobs
            = connectionBetween(was, QStringLiteral("Jobs"), QStringLiteral("Worker"));
        const Design theirs = edited(
            was, [&](Edit &edit) { edit.set(jobs, &Connection::batchSize, Field<int>(7)); });
        const auto asked = mergeDesigns(was, edited(was, gone("Worker")), theirs);
        QCOMPARE(pathsOf(asked->conflicts), QStringList{QStringLiteral("Resources/Jobs->Worker")});
        QVERIFY(wordsOf(asked->design) == wordsOf(theirs));
        const auto mine = mergeDesigns(was, edited(was, gone("Worker")), theirs, {Side::Mine});
        QVERIFY(!mine->design.idOf(QStringLiteral("Worker")));
    }

    void listsTakeTheAdditionsAndRemovalsOfBoth()
    {
        const Design was = base();
        const auto merged
            = mergeDesigns(was, edited(was, subnets({"A", "B"})), edited(was, subnets({})));
        QVERIFY(merged);
        QCOMPARE(pathsOf(merged->conflicts), QStringList());
        QCOMPARE(merged->design.named<Function>(QStringLiteral("Inside"))->subnets,
                 QList<ElementId>{was.idOf(QStringLiteral("B"))});
        const auto suppress = [](const char *rule) {
            return [rule](Edit &edit) {
                Settings settings = edit.settings();
                Suppression suppression;
                suppression.rule = QLatin1String(rule);
                settings.suppressions.append(suppression);
                edit.setSettings(settings);
            };
        };
        const Design one = edited(was, suppress("CAP-001"));
        const auto both = mergeDesigns(was, one, edited(was, suppress("CAP-002")));
        QCOMPARE(both->design.settings().suppressions.size(), 2);
        // An item that both changed is a conflict, not two items.
        const auto reason = [](const char *text) {
            return [text](Edit &edit) {
                Settings settings = edit.settings();
                settings.suppressions.first().reason = QLatin1String(text);
                edit.setSettings(settings);
            };
        };
        const auto changed = mergeDesigns(one, edited(one, reason("a")), edited(one, reason("b")));
        QCOMPARE(pathsOf(changed->conflicts), QStringList{QStringLiteral("Settings/suppressions")});
        QCOMPARE(changed->design.settings().suppressions.size(), 1);
        QVERIFY(changed->conflicts.first().mine.contains("reason: a"));
        QVERIFY(changed->conflicts.first().theirs.contains("reason: b"));
    }

    void placesAreOneQuestionForAllThatBothMoved()
    {
        const Design was = edited(edited(base(), moved("Worker", 1)), moved("Inside", 1));
        const Design mine = edited(edited(was, moved("Worker", 2)), moved("Inside", 2));
        const Design theirs
            = edited(edited(edited(was, moved("Worker", 3)), moved("Inside", 3)), moved("Jobs", 3));
        const auto place = [](const Design &design, const char *name) {
            return common(*design.find(design.idOf(QLatin1String(name)))).position->x;
        };
        const auto merged = mergeDesigns(was, mine, theirs, {Side::Mine});
        QCOMPARE(pathsOf(merged->conflicts), QStringList{QStringLiteral("Places")});
        QCOMPARE(place(merged->design, "Worker"), 2.0);
        QCOMPARE(place(merged->design, "Inside"), 2.0);
        QCOMPARE(place(merged->design, "Jobs"), 3.0);
        QCOMPARE(place(mergeDesigns(was, mine, theirs)->design, "Worker"), 3.0);
    }

    /// Laws of merging, with edits of every member: what one side alone did is what comes out, and
    /// where both did the same there is nothing to ask.
    void oneSideAloneIsTakenWhole()
    {
        for (quint32 seed = 1; seed <= quint32(rounds(40)); ++seed) {
            RandomDesign random(seed);
            const Design was = random.design(40);
            Design one = was;
            for (int i = 0; i < 6; ++i)
                one = *apply(one, random.change(one));
            const auto what = QByteArray::number(seed);
            const auto mine = mergeDesigns(was, one, was);
            const auto theirs = mergeDesigns(was, was, one);
            const auto same = mergeDesigns(was, one, one);
            for (const auto *merged : {&mine, &theirs, &same}) {
                QVERIFY2(*merged, what);
                QVERIFY2((*merged)->conflicts.isEmpty(), what);
                QVERIFY2((*merged)->notes.isEmpty(), what);
                QVERIFY2(wordsOf((*merged)->design) == wordsOf(one), what);
            }
            // And they are the very design where its ids are free.
            QVERIFY2(theirs->design == one, what);
        }
    }

    /// Whatever both did: the result is a design, and no value that only one of them set is lost.
    void nothingIsLostUnasked()
    {
        int conflicts = 0;
        int held = 0;
        for (quint32 seed = 1; seed <= quint32(rounds(60)); ++seed) {
            RandomDesign random(seed);
            const Design was = random.design(30);
            Design mine = was;
            Design theirs = was;
            for (int i = 0; i < 4; ++i) {
                mine = *apply(mine, random.change(mine));
                theirs = *apply(theirs, random.change(theirs));
            }
            const auto what = QByteArray::number(seed);
            const auto asked = mergeDesigns(was, mine, theirs);
            QVERIFY2(asked, what);
            conflicts += int(asked->conflicts.size());
            const QList<Side> all(asked->conflicts.size(), Side::Mine);
            const auto merged = mergeDesigns(was, mine, theirs, all);
            QVERIFY2(merged, what);
            QCOMPARE(pathsOf(merged->conflicts), pathsOf(asked->conflicts));
            for (const auto &[id, own] : mine.elements()) {
                const Element *before = was.find(id);
                const Element *there = theirs.find(id);
                const Element *now = merged->design.find(id);
                if (!before || !there || *before != *there || *own == *before
                    || !references(*own).isEmpty())
                    continue;
                // They left it alone: it is as I made it, but for a name they gave to another.
                QVERIFY2(now, what);
                Element renamed = *now;
                common(renamed).name = common(*own).name;
                QVERIFY2(renamed == *own, what);
                ++held;
            }
            for (const auto &[id, other] : theirs.elements()) {
                const Element *before = was.find(id);
                const Element *own = mine.find(id);
                const Element *now = merged->design.find(id);
                if (!before || !own || *before != *own || *other == *before
                    || !references(*other).isEmpty())
                    continue;
                QVERIFY2(now && *now == *other, what);
                ++held;
            }
        }
        QVERIFY(conflicts > 5);
        QVERIFY(held > 30);
    }

    void differencesAreNamed()
    {
        const Design was = base();
        const Design is = edited(was, [](Edit &edit) {
            memory("Worker", 1024)(edit);
            gone("Items")(edit);
            Service topic;
            topic.name = QStringLiteral("News");
            topic.kind = QStringLiteral("topic");
            edit.add(topic);
            Settings settings = edit.settings();
            settings.title = QStringLiteral("Shop");
            settings.account.concurrency = 500;
            edit.setSettings(settings);
        });
        const QList<Difference> all = differences(was, is);
        QStringList words;
        for (const Difference &one : all) {
            QStringList fields;
            for (const FieldDifference &field : one.fields)
                fields.append(fieldWords(field));
            words.append(QStringLiteral("%1 %2 %3: %4")
                             .arg(int(one.fate))
                             .arg(one.kind, one.name, fields.join(QStringLiteral("; "))));
        }
        QCOMPARE(
            words,
            (QStringList{QStringLiteral("0 service News: "), QStringLiteral("1 service Items: "),
                         QStringLiteral("1 connection Worker->Items: "),
                         QStringLiteral("2 function Worker: memory 512 → 1024"),
                         QStringLiteral("2  : title – → Shop; account – → concurrency: 500")}));
        QVERIFY(differences(was, was).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMergeDesigns)
#include "tst_merge_designs.moc"
