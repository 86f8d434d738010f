// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace stratoplan {

using AnalysisPointer = std::shared_ptr<const Analysis>;

/// Analyses designs on a worker thread, one at a time; the newest wins. A newer request stops the
/// one that runs, and results of anything but the newest request are never told.
class AnalysisRunner : public QObject
{
    Q_OBJECT

public:
    /// What is run; a test puts its own in.
    using Analyze
        = std::function<Expected<Analysis>(std::shared_ptr<const Design>, std::stop_token)>;

    AnalysisRunner(std::shared_ptr<const catalog::Catalog> catalog, QList<decision::Tree> trees,
                   QObject *parent = nullptr);
    explicit AnalysisRunner(Analyze analyze, QObject *parent = nullptr);
    /// Stops what runs and waits for it.
    ~AnalysisRunner() override;

    void request(std::shared_ptr<const Design> design);

    /// The last result that was told; null before the first.
    const AnalysisPointer &latest() const { return m_latest; }
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void started();
    /// `milliseconds` is what the analysis itself took.
    void analysisReady(const stratoplan::AnalysisPointer &analysis, qint64 milliseconds);
    void failed(const stratoplan::Problems &problems);

private:
    struct Outcome
    {
        std::shared_ptr<Expected<Analysis>> result;
        qint64 milliseconds = 0;
    };

    void start(std::shared_ptr<const Design> design);
    void finish();

    Analyze m_analyze;
    QFutureWatcher<Outcome> m_watcher;
    std::stop_source m_stop;
    std::shared_ptr<const Design> m_waiting;
    AnalysisPointer m_latest;
    bool m_running = false;
};

} // namespace stratoplan

Q_DECLARE_METATYPE(stratoplan::AnalysisPointer)
