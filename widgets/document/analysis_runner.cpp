// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/analysis_runner.h"

#include <QElapsedTimer>

#include <exception>

namespace stratoplan {

namespace {

Problem brokenOff(const std::exception &error)
{
    return {.severity = Severity::Blocker,
            .code = QStringLiteral("analysis.broken-off"),
            .what = {STRATOPLAN_TEXT("Analysis", "The analysis was broken off: {reason}"),
                     {{QStringLiteral("reason"), QString::fromLocal8Bit(error.what())}}},
            .where = {},
            .remedy = {STRATOPLAN_TEXT("Analysis", "Undo the last edit"), {}}};
}

} // namespace

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
    , m_work([this](const Outcome &outcome) { finish(outcome); }, [this] { Q_EMIT started(); })
{
}

void AnalysisRunner::request(std::shared_ptr<const Design> design)
{
    m_work.request([analyze = m_analyze, design = std::move(design)](const std::stop_token &stop) {
        QElapsedTimer timer;
        timer.start();
        std::shared_ptr<Expected<Analysis>> result;
        // A design may ask for more memory than there is; the drawing goes on without figures.
        try {
            result = std::make_shared<Expected<Analysis>>(analyze(design, stop));
        } catch (const std::exception &error) {
            result = std::make_shared<Expected<Analysis>>(failure(brokenOff(error)));
        }
        return Outcome{std::move(result), timer.elapsed()};
    });
}

void AnalysisRunner::finish(const Outcome &outcome)
{
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
