// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/journal.h"

#include "planner/model/change.h"
#include "planner/recovery/file_lock.h"
#include "planner/recovery/records.h"
#include "planner/recovery/state_folder.h"
#include "tests/support/corpus.h"
#include "tests/support/design_text.h"
#include "tests/support/random_design.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::recovery;

namespace {

std::shared_ptr<const Start> startWith(const Design &design)
{
    Start start;
    start.file = QStringLiteral("/plans/shop.stratoplan");
    start.sha256 = QStringLiteral("12ab");
    start.designPath = start.file;
    start.design = std::make_shared<const Design>(design);
    start.unexported = QStringList{QStringLiteral("Jobs")};
    start.source = TemplateState{QStringLiteral("/plans/shop.yaml"),
                                 "Resources:\r\n  A: 1\r\n",
                                 "Resources:\n  \xc3\xa4: 2",
                                 start.design,
                                 true,
                                 false,
                                 true};
    return std::make_shared<const Start>(start);
}

QDateTime at(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + milliseconds, Qt::UTC);
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = newJournalPath(m_folder->filePath(QStringLiteral("journals")));
    }

    void aRecordIsItsLengthItsSumAndItsPayload()
    {
        // By hand: the length 3 in four bytes, the highest first; the sum over those and "abc".
        const QByteArray length("\0\0\0\3", 4);
        const QByteArray sum = QCryptographicHash::hash(length + "abc", QCryptographicHash::Sha256);
        QCOMPARE(recordOf("abc"), length + sum + "abc");
    }

    void everyByteOfARecordIsGuarded()
    {
        const QByteArray first = recordOf("the first");
        const QByteArray second = recordOf("the second");
        const QByteArray both = first + second;
        for (qsizetype i = 0; i < both.size(); ++i) {
            QByteArray damaged = both;
            damaged[i] = char(damaged[i] ^ 0x10);
            const Records read = readRecords(damaged);
            QCOMPARE(read.payloads.size(), i < first.size() ? 0 : 1);
        }
        QCOMPARE(readRecords(both).payloads, (QByteArrayList{"the first", "the second"}));
    }

    void comesBackAsItWasWritten()
    {
        RandomDesign random(5);
        const Design base = random.design(60);
        const Design edited = *apply(base, random.change(base));
        const auto start = startWith(base);
        JournalWriter writer(m_path);
        QVERIFY(writer.write(start, edited, at(1)).isEmpty());
        const Expected<Journal> read = readJournal(m_path);
        QVERIFY(read);
        QCOMPARE(read->start.file, start->file);
        QCOMPARE(read->start.sha256, start->sha256);
        QCOMPARE(read->start.designPath, start->designPath);
        QCOMPARE(read->start.unexported, start->unexported);
        QVERIFY(*read->start.design == base);
        QVERIFY(read->design == edited);
        QCOMPARE(read->edited, at(1));
        QVERIFY(read->start.source);
        QCOMPARE(read->start.source->path, start->source->path);
        QCOMPARE(read->start.source->text, start->source->text);
        QCOMPARE(read->start.source->known, start->source->known);
        QVERIFY(*read->start.source->design == base);
        QVERIFY(read->start.source->isDocument);
        QVERIFY(!read->start.source->sameText);
        QVERIFY(read->start.source->lacksOthers);
    }

    /// Cut off after each byte, the journal is the last state that was whole before that byte.
    void cutOffAnywhereItIsReadUpToTheLastWholeState()
    {
        RandomDesign random(7);
        QList<Design> states{random.design(2)};
        const auto start = startWith(states.first());
        JournalWriter writer(m_path);
        QList<qint64> sizes{0};
        for (int i = 1; i <= 3; ++i) {
            states.append(*apply(states.last(), random.change(states.last())));
            QVERIFY(writer.write(start, states.last(), at(i)).isEmpty());
            sizes.append(QFileInfo(m_path).size());
        }
        const QByteArray whole = fileText(m_path);
        const QString cut = m_folder->filePath(QStringLiteral("cut"));
        int state = 0;
        for (qsizetype size = 0; size <= whole.size(); ++size) {
            QFile file(cut);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(whole.left(size));
            file.close();
            while (state + 1 < sizes.size() && sizes[state + 1] <= size)
                ++state;
            const Expected<Journal> read = readJournal(cut);
            QCOMPARE(read.has_value(), state > 0);
            if (read) {
                QVERIFY(read->design == states[state]);
                QCOMPARE(read->edited, at(state));
            }
        }
        QCOMPARE(state, 3);
    }

    void aNewStartTakesTheOldOnesPlace()
    {
        RandomDesign random(9);
        const Design base = random.design(10);
        const Design saved = *apply(base, random.change(base));
        const Design edited = *apply(saved, random.change(saved));
        JournalWriter writer(m_path);
        QVERIFY(writer.write(startWith(base), saved, at(1)).isEmpty());
        QVERIFY(writer.write(startWith(saved), edited, at(2)).isEmpty());
        const Expected<Journal> read = readJournal(m_path);
        QVERIFY(read);
        QVERIFY(*read->start.design == saved);
        QVERIFY(read->design == edited);
    }

    /// However long somebody edits, the file holds few more states than it needs.
    void doesNotGrowWithoutEnd()
    {
        RandomDesign random(11);
        Design design = random.design(400);
        const auto start = startWith(design);
        JournalWriter writer(m_path);
        qint64 largest = 0;
        for (int i = 0; i < 140; ++i) {
            design = *apply(design, random.change(design));
            QVERIFY(writer.write(start, design, at(i)).isEmpty());
            largest = std::max(largest, QFileInfo(m_path).size());
        }
        QVERIFY2(largest < 3 << 20, qPrintable(QString::number(largest)));
        QVERIFY(readJournal(m_path)->design == design);
    }

    void whatSomebodyTookAwayIsBegunAnew()
    {
        const Design design = designFromText(QStringLiteral("fn A"));
        JournalWriter writer(m_path);
        QVERIFY(writer.write(startWith(design), design, at(1)).isEmpty());
        QVERIFY(QFile::remove(m_path));
        QVERIFY(writer.write(startWith(design), design, at(2)).isEmpty());
        QVERIFY(readJournal(m_path)->design == design);
        writer.remove();
        QVERIFY(!QFile::exists(m_path));
        QVERIFY(journals(QFileInfo(m_path).path()).isEmpty());
    }

    void tellsWhatCannotBeReadOrWritten()
    {
        const Design design = designFromText(QStringLiteral("fn A"));
        JournalWriter writer(m_folder->filePath(QStringLiteral("none/there.journal")));
        const Problems problems = writer.write(startWith(design), design, at(1));
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().code, QStringLiteral("recovery.unwritable"));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(recordOf(qCompress(QByteArray("no map"))));
        file.close();
        QCOMPARE(readJournal(m_path).error().first().code,
                 QStringLiteral("recovery.nothing-whole"));
        QCOMPARE(readJournal(m_folder->filePath(QStringLiteral("none"))).error().first().code,
                 QStringLiteral("recovery.unreadable"));
    }

    void locksTellTheLivingFromTheDead()
    {
        const QString path = m_folder->filePath(QStringLiteral("locks/a.lock"));
        QVERIFY(!FileLock::holder(path));
        {
            const std::optional<FileLock> lock = FileLock::take(path);
            QVERIFY(lock);
            QVERIFY(!FileLock::take(path));
            const std::optional<LockHolder> holder = FileLock::holder(path);
            QVERIFY(holder);
            QVERIFY(holder->isThisProcess);
            QVERIFY(std::abs(holder->since.secsTo(QDateTime::currentDateTime())) < 3600);
        }
        QVERIFY(!FileLock::holder(path));
        // A process that has ended, as QLockFile writes it: number, program, host.
        QProcess process;
        process.start(QStringLiteral("true"), QStringList());
        QVERIFY(process.waitForStarted());
        const qint64 gone = process.processId();
        QVERIFY(process.waitForFinished());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::number(gone) + "\nstratoplan\n"
                   + QSysInfo::machineHostName().toUtf8() + '\n');
        file.close();
        QVERIFY(FileLock::take(path));
    }

    void oneFileHasOneKeyByAllItsPaths()
    {
        const QString file = m_folder->filePath(QStringLiteral("a.stratoplan"));
        const QString link = m_folder->filePath(QStringLiteral("b.stratoplan"));
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("sub")));
        const QString around = m_folder->filePath(QStringLiteral("sub/../a.stratoplan"));
        const QString before = keyOf(file);
        QCOMPARE(keyOf(around), before);
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        QVERIFY(QFile::link(file, link));
        QCOMPARE(keyOf(file), before);
        QCOMPARE(keyOf(link), before);
        QVERIFY(keyOf(m_folder->filePath(QStringLiteral("c.stratoplan"))) != before);
    }

    void theStateFolderFollowsTheEnvironment()
    {
        const QByteArray former = qgetenv("XDG_STATE_HOME");
        qputenv("XDG_STATE_HOME", "/somewhere");
        QCOMPARE(stateFolder(), QStringLiteral("/somewhere/stratoplan"));
        qunsetenv("XDG_STATE_HOME");
        QCOMPARE(stateFolder(), QDir::homePath() + QStringLiteral("/.local/state/stratoplan"));
        if (!former.isNull())
            qputenv("XDG_STATE_HOME", former);
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
