// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/analysis_runner.h"

#include <QElapsedTimer>
#include <QtConcurrentRun>

namespace stratoplan {

AnalysisRunner::AnalysisRunner(std::shared_ptr<const catalog::Catalog> catalog,
                               QList<decision::Tree> trees, QObject *parent)
    : AnalysisRunner(
        [catalog = std::move(catalog),
         trees = std::move(trees)](std::shared_ptr<const Design> design, std::stop_token stop) {
            return analyze(std::move(design), *catalog, trees, {}, std::move(stop));
        },
        parent)
{
}

AnalysisRunner::AnalysisRunner(Analyze analyze, QObject *parent)
    : QObject(parent)
    , m_analyze(std::move(analyze))
{
    connect(&m_watcher, &QFutureWatcher<Outcome>::finished, this, &AnalysisRunner::finish);
}

AnalysisRunner::~AnalysisRunner()
{
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

void AnalysisRunner::request(std::shared_ptr<const Design> design)
{
    if (m_running) {
        m_waiting = std::move(design);
        m_stop.request_stop();
        return;
    }
    start(std::move(design));
}

void AnalysisRunner::start(std::shared_ptr<const Design> design)
{
    m_running = true;
    m_stop = {};
    Q_EMIT started();
    m_watcher.setFuture(QtConcurrent::run(
        [analyze = m_analyze, design = std::move(design), stop = m_stop.get_token()] {
            QElapsedTimer timer;
            timer.start();
            auto result = std::make_shared<Expected<Analysis>>(analyze(design, stop));
            return Outcome{std::move(result), timer.elapsed()};
        }));
}

void AnalysisRunner::finish()
{
    const Outcome outcome = m_watcher.result();
    m_running = false;
    if (m_waiting) {
        start(std::exchange(m_waiting, nullptr));
        return;
    }
    if (!*outcome.result) {
        Q_EMIT failed(outcome.result->error());
        return;
    }
    if ((*outcome.result)->stopped)
        return;
    m_latest = std::make_shared<const Analysis>(std::move(**outcome.result));
    Q_EMIT analysisReady(m_latest, outcome.milliseconds);
}

} // namespace stratoplan
