// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/design_text.h"
#include "widgets/document/analysis_runner.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QtTest>

#include <atomic>
#include <new>

using namespace stratoplan;

namespace {

std::shared_ptr<const Design> named(const QString &name)
{
    return std::make_shared<const Design>(designFromText(QStringLiteral("fn ") + name));
}

Expected<Analysis> resultOf(std::shared_ptr<const Design> design, bool stopped)
{
    Analysis analysis;
    analysis.design = std::move(design);
    analysis.stopped = stopped;
    return analysis;
}

} // namespace

class TestAnalysisRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheResultOnTheThreadOfTheWindow()
    {
        Qt::HANDLE worker = nullptr;
        AnalysisRunner runner(
            [&](const std::shared_ptr<const Design> &design, const std::stop_token &) {
                worker = QThread::currentThreadId();
                return resultOf(design, false);
            });
        QSignalSpy ready(&runner, &AnalysisRunner::analysisReady);
        const auto design = named(QStringLiteral("A"));
        runner.request(design);
        QVERIFY(runner.isRunning());
        QTRY_COMPARE(ready.size(), 1);
        QCOMPARE(runner.latest()->design, design);
        QVERIFY(worker != QThread::currentThreadId());
        QVERIFY(!runner.isRunning());
    }

    void theNewestWinsAndOlderOnesAreStopped()
    {
        QSemaphore begun;
        std::atomic<int> runs = 0;
        std::atomic<int> stops = 0;
        AnalysisRunner runner(
            [&](const std::shared_ptr<const Design> &design, const std::stop_token &stop) {
                const int run = ++runs;
                begun.release();
                // The first one works until it is asked to stop.
                while (run == 1 && !stop.stop_requested())
                    QThread::yieldCurrentThread();
                if (stop.stop_requested())
                    ++stops;
                return resultOf(design, stop.stop_requested());
            });
        QSignalSpy ready(&runner, &AnalysisRunner::analysisReady);
        runner.request(named(QStringLiteral("A")));
        begun.acquire();
        runner.request(named(QStringLiteral("B")));
        const auto last = named(QStringLiteral("C"));
        runner.request(last);
        QTRY_COMPARE(ready.size(), 1);
        QTRY_VERIFY(!runner.isRunning());
        QCOMPARE(runner.latest()->design, last);
        QCOMPARE(stops.load(), 1);
        QCOMPARE(runs.load(), 2); // B was never begun
        QCOMPARE(ready.size(), 1);
    }

    void aFailureIsTold()
    {
        AnalysisRunner runner([](const std::shared_ptr<const Design> &,
                                 const std::stop_token &) -> Expected<Analysis> {
            Problem problem;
            problem.code = QStringLiteral("analysis.unknown-price-book");
            return failure(problem);
        });
        QSignalSpy failed(&runner, &AnalysisRunner::failed);
        runner.request(named(QStringLiteral("A")));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!runner.latest());
    }

    void whatIsThrownIsTold()
    {
        bool throws = true;
        AnalysisRunner runner([&throws](const std::shared_ptr<const Design> &design,
                                        const std::stop_token &) -> Expected<Analysis> {
            if (throws)
                throw std::bad_alloc();
            return resultOf(design, false);
        });
        QSignalSpy failed(&runner, &AnalysisRunner::failed);
        runner.request(named(QStringLiteral("A")));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Problems>().first().code,
                 QStringLiteral("analysis.broken-off"));
        QVERIFY(!runner.isRunning());
        // The next design is analysed as if nothing had been.
        throws = false;
        QSignalSpy ready(&runner, &AnalysisRunner::analysisReady);
        runner.request(named(QStringLiteral("B")));
        QTRY_COMPARE(ready.size(), 1);
    }

    // Also of work that nobody watches for it: the next result is told as if nothing had been.
    void workThatThrowsHasNoResult()
    {
        QList<int> told;
        NewestWins<int> work([&](int result) { told.append(result); });
        work.request([](const std::stop_token &) -> int { throw std::bad_alloc(); });
        QTRY_VERIFY(!work.isRunning());
        QVERIFY(told.isEmpty());
        work.request([](const std::stop_token &) { return 7; });
        QTRY_COMPARE(told, QList<int>{7});
    }

    void endsWhileItWorks()
    {
        QSemaphore begun;
        {
            AnalysisRunner runner(
                [&](const std::shared_ptr<const Design> &design, const std::stop_token &stop) {
                    begun.release();
                    while (!stop.stop_requested())
                        QThread::yieldCurrentThread();
                    return resultOf(design, true);
                });
            runner.request(named(QStringLiteral("A")));
            begun.acquire();
        }
        QVERIFY(true);
    }
};

QTEST_MAIN(TestAnalysisRunner)
#include "tst_analysis_runner.moc"
