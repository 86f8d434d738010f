// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program is killed at random moments of editing and saving, and everything is there again. The
// child is this very program with --edit: a real window that edits by a seeded random walk and
// tells each state that it was in, with the time, before it goes on. What it told is all that the
// parent knows, so the check does not depend on what recovery believes.
#include "app/window/left_behind.h"
#include "app/window/main_window.h"
#include "planner/model/change.h"
#include "planner/store/store.h"
#include "tests/support/corpus.h"
#include "tests/support/design_text.h"
#include "tests/support/random_design.h"
#include "widgets/document/change_command.h"
#include "widgets/document/template_source.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>

#include <unistd.h>

using namespace stratoplan;
using namespace stratoplan::window;

namespace {

/// At most what was edited in this time before the end may be gone.
constexpr qint64 mostLost = 1000; // milliseconds
/// Children at one time: their start takes longer than their life.
constexpr int together = 3;

/// One clock for all processes.
qint64 now()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

QString sumOf(const Design &design)
{
    return sha256(store::write(design));
}

/// The same without the counter of ids, which undoing does not turn back.
QString contentOf(const Design &design)
{
    QByteArrayList lines = store::write(design).split('\n');
    lines.removeIf([](const QByteArray &line) { return line.startsWith("nextId:"); });
    return sha256(lines.join('\n'));
}

/// A line to the parent, which is there for good when this returns.
void tell(const char *what, const Design &design)
{
    const QByteArray line = QByteArray(what) + ' ' + QByteArray::number(now()) + ' '
        + sumOf(design).toLatin1() + ' ' + contentOf(design).toLatin1() + '\n';
    if (write(STDOUT_FILENO, line.constData(), size_t(line.size())) != line.size())
        _exit(3);
}

Knowledge knowledge()
{
    const auto catalog = catalog::builtIn();
    const auto trees = decision::readTrees();
    if (!catalog || !trees)
        qFatal("the facts cannot be read");
    return {*catalog, *trees};
}

// ---- the child

class Editing : public QObject
{
public:
    Editing(MainWindow &window, quint32 seed, bool mayBeSaved)
        : m_window(window)
        , m_random(seed)
        , m_mayBeSaved(mayBeSaved)
    {
        connect(&m_timer, &QTimer::timeout, this, &Editing::step);
        m_timer.setSingleShot(true);
        tell("ready", window.document().design());
        next();
    }

private:
    void next() { m_timer.start(m_random.below(70)); }

    void step()
    {
        DesignDocument &document = m_window.document();
        const int what = m_random.below(100);
        QUndoStack &stack = document.undoStack();
        // Told before it is done: it may be in the journal before the next line is run.
        const auto announce = [&document](const Change &change) {
            tell("edit", *apply(document.design(), change));
        };
        const auto changeAt = [&stack](int index) {
            return static_cast<const ChangeCommand *>(stack.command(index))->change();
        };
        if (what < 8) {
            if (stack.canUndo())
                announce(inverse(changeAt(stack.index() - 1)));
            stack.undo();
        } else if (what < 14) {
            if (stack.canRedo())
                announce(changeAt(stack.index()));
            stack.redo();
        } else if (what < 24 && m_mayBeSaved) {
            tell("saving", document.design());
            if (!m_window.save())
                qFatal("the document was not saved");
            tell("saved", document.design());
        } else {
            // A gesture of several steps is one undo entry, as a drag is.
            const Gesture gesture = m_random.chance(30) ? document.newGesture() : Gesture();
            const int steps = gesture ? 1 + m_random.below(4) : 1;
            for (int i = 0; i < steps; ++i) {
                const Change change = m_random.change(document.design());
                announce(change);
                if (!document.apply(QStringLiteral("Edit"), change, gesture).isEmpty())
                    qFatal("an edit was refused");
            }
        }
        next();
    }

    MainWindow &m_window;
    RandomDesign m_random;
    bool m_mayBeSaved;
    QTimer m_timer;
};

/// Edits `file`, or a new document for "-", until it is killed.
int edit(const QString &file, quint32 seed)
{
    const Knowledge facts = knowledge();
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    MainWindow window(facts, settings);
    window.show();
    std::unique_ptr<Editing> editing;
    const auto begin = [&] {
        editing
            = std::make_unique<Editing>(window, seed, file.endsWith(QLatin1String(".stratoplan")));
    };
    if (file == QLatin1String("-")) {
        window.newDesign();
        begin();
    } else {
        QObject::connect(
            &window.document(), &DesignDocument::designReset, &window,
            [&] { QTimer::singleShot(0, &window, begin); }, Qt::SingleShotConnection);
        window.openPath(file);
    }
    return QApplication::exec();
}

// ---- the parent

/// What the child told.
struct State
{
    qint64 at = 0;
    QString sum;
    QString content;
};
struct Told
{
    QList<State> states; ///< the first is what was opened
    QList<State> mayBeInFile; ///< of the design file: as saved last, and what is being saved

    bool mayHave(QString State::*member, const QString &value) const
    {
        return std::any_of(mayBeInFile.begin(), mayBeInFile.end(),
                           [&](const State &state) { return state.*member == value; });
    }
};

Told toldIn(const QByteArray &lines)
{
    Told told;
    for (const QByteArray &line : lines.split('\n')) {
        const QByteArrayList words = line.split(' ');
        if (words.size() != 4)
            continue;
        const State state{words[1].toLongLong(), QString::fromLatin1(words[2]),
                          QString::fromLatin1(words[3])};
        if (words[0] == "ready") {
            told.states = {state};
            told.mayBeInFile = {state};
        } else if (words[0] == "edit") {
            told.states.append(state);
        } else if (words[0] == "saving") {
            told.mayBeInFile.append(state);
        } else if (words[0] == "saved") {
            told.mayBeInFile = {state};
        }
    }
    return told;
}

const QByteArray templateText = "Transform: AWS::Serverless-2016-10-31\n"
                                "Resources:\n"
                                "  Jobs: {Type: AWS::SQS::Queue}\n"
                                "  Charge:\n"
                                "    Type: AWS::Serverless::Function\n"
                                "    Properties: {Runtime: nodejs24.x, Handler: a.b}\n";

/// One life of a child.
struct Life
{
    quint32 seed = 0;
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<QProcess> child;
    QString file; ///< empty for a new document
    QByteArray before; ///< in the file
    QByteArray output;
    qint64 killAt = 0;
    qint64 killed = 0;
};

} // namespace

class TestKilled : public QObject
{
    Q_OBJECT

    Knowledge m_knowledge;
    int m_inJournal = 0;
    int m_saving = 0;
    qint64 m_edits = 0;
    QList<qint64> m_lost; ///< age of the oldest edit that was lost, for each life

    static Life born(quint32 seed)
    {
        Life life;
        life.seed = seed;
        life.folder = std::make_unique<QTemporaryDir>();
        QString argument = QStringLiteral("-");
        if (seed % 4 < 2) {
            life.file = life.folder->filePath(QStringLiteral("plan.stratoplan"));
            life.before = store::write(RandomDesign(seed).design(25));
        } else if (seed % 4 == 2) {
            life.file = life.folder->filePath(QStringLiteral("template.yaml"));
            life.before = templateText;
        }
        if (!life.file.isEmpty()) {
            argument = life.file;
            QFile file(life.file);
            if (!file.open(QIODevice::WriteOnly) || file.write(life.before) != life.before.size())
                qFatal("cannot write");
        }
        life.child = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_STATE_HOME"),
                           life.folder->filePath(QStringLiteral("state")));
        life.child->setProcessEnvironment(environment);
        life.child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        life.child->start(QCoreApplication::applicationFilePath(),
                          {QStringLiteral("--edit"), argument, QString::number(seed)});
        return life;
    }

    /// True when it is over.
    static bool goOn(Life &life, RandomDesign &random)
    {
        life.child->waitForReadyRead(1);
        life.output += life.child->readAllStandardOutput();
        if (life.killAt == 0 && life.output.startsWith("ready"))
            life.killAt = now() + random.below(2500);
        if (life.killAt == 0 || now() < life.killAt)
            return life.child->state() == QProcess::NotRunning && life.child->processId() == 0
                && life.child->error() != QProcess::UnknownError;
        life.killed = now();
        life.child->kill(); // SIGKILL
        life.child->waitForFinished();
        life.output += life.child->readAllStandardOutput();
        return true;
    }

    void check(const Life &life)
    {
        const QByteArray what = "seed " + QByteArray::number(life.seed);
        QVERIFY2(life.killed > 0, what + ": the child ended by itself");
        QCOMPARE(life.child->exitStatus(), QProcess::CrashExit);
        QCOMPARE(life.child->exitCode(), SIGKILL);
        const Told told = toldIn(life.output);
        m_edits += told.states.size() - 1;

        // The file is whole: what was saved last, or what was being saved.
        const QByteArray file = life.file.isEmpty() ? QByteArray() : fileText(life.file);
        if (life.file.endsWith(QLatin1String(".stratoplan"))) {
            const bool wasSaving = told.mayBeInFile.size() > 1;
            m_saving += wasSaving ? 1 : 0;
            QVERIFY2(file == life.before || told.mayHave(&State::sum, sha256(file)), what);
            QVERIFY2(!life.output.contains("saved") || told.mayHave(&State::sum, sha256(file)),
                     what + ": an older state than the last saved one");
        } else {
            QVERIFY2(file == life.before, what + ": nobody saved it");
        }

        // What recovery brings back, or the file where nothing is left to recover.
        std::vector<LeftBehind> left
            = leftBehind(life.folder->filePath(QStringLiteral("state/stratoplan/journals")),
                         *m_knowledge.catalog);
        QVERIFY2(left.size() <= 1, what);
        QString sum = told.states.first().sum;
        if (!left.empty()) {
            ++m_inJournal;
            sum = sumOf(left.front().journal.design);
            QCOMPARE(left.front().journal.start.file, life.file);
            QVERIFY2(left.front().offer.note.isEmpty(), what);
            if (life.file.endsWith(QLatin1String(".stratoplan")))
                QVERIFY2(
                    told.mayHave(&State::content, contentOf(*left.front().journal.start.design)),
                    what);
            QVERIFY2(!left.front().offer.differences.isEmpty(), what);
        } else if (life.file.endsWith(QLatin1String(".stratoplan")) && file != life.before) {
            sum = sha256(file);
        }
        qsizetype last = told.states.size() - 1;
        while (last >= 0 && told.states[last].sum != sum)
            --last;
        QVERIFY2(last >= 0, what + ": recovered is a state that never was");
        qint64 lost = 0;
        for (qsizetype i = last + 1; i < told.states.size() && lost == 0; ++i) {
            // Undoing what is undone already tells the same state again.
            if (told.states[i].sum != sum)
                lost = std::max<qint64>(life.killed - told.states[i].at, 1);
        }
        m_lost.append(lost);
        QVERIFY2(lost <= mostLost,
                 what + ": edits " + QByteArray::number(lost) + " ms before the end are lost");
    }

private Q_SLOTS:
    void initTestCase() { m_knowledge = knowledge(); }

    void whateverTheMomentTheFileIsWholeAndTheEditsAreThere()
    {
        const int lives = rounds(25);
        const quint32 first = qEnvironmentVariableIsSet("STRATOPLAN_SEED")
            ? quint32(qEnvironmentVariableIntValue("STRATOPLAN_SEED"))
            : 1000;
        qInfo("%d lives from seed %u; STRATOPLAN_SEED sets another", lives, first);
        RandomDesign random(first);
        std::vector<Life> running;
        int begun = 0;
        while (begun < lives || !running.empty()) {
            while (begun < lives && running.size() < size_t(together))
                running.push_back(born(first + quint32(begun++)));
            for (size_t i = 0; i < running.size();) {
                if (!goOn(running[i], random)) {
                    ++i;
                    continue;
                }
                check(running[i]);
                if (QTest::currentTestFailed())
                    return;
                running.erase(running.begin() + qsizetype(i));
            }
        }
        std::sort(m_lost.begin(), m_lost.end());
        qInfo("%lld edits, %d recovered from a journal, %d killed while saving; lost at most the "
              "edits of the last %lld ms, in the middle %lld ms",
              static_cast<long long>(m_edits), m_inJournal, m_saving,
              static_cast<long long>(m_lost.last()),
              static_cast<long long>(m_lost.at(m_lost.size() / 2)));
        QVERIFY(m_inJournal > lives / 4);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QLatin1String("--edit"))
        return edit(arguments.value(2), arguments.value(3).toUInt());
    TestKilled test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_killed.moc"
