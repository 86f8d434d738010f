// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"
#include "widgets/document/newest_wins.h"

#include <QObject>

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
    void request(std::shared_ptr<const Design> design);

    /// The last result that was told; null before the first.
    const AnalysisPointer &latest() const { return m_latest; }
    bool isRunning() const { return m_work.isRunning(); }

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

    void finish(const Outcome &outcome);

    Analyze m_analyze;
    AnalysisPointer m_latest;
    NewestWins<Outcome> m_work;
};

} // namespace stratoplan

Q_DECLARE_METATYPE(stratoplan::AnalysisPointer)
