// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/what_if.h"
#include "planner/network/zone_loss.h"
#include "widgets/document/analysis_runner.h"

#include <QObject>

namespace stratoplan::network {

/// What a person tries out in the network view. Nothing of it is in the design.
struct Scenario
{
    Model model = Model::Hyperplane;
    bool modelStated = false; ///< otherwise the design's model counts
    bool compare = false; ///< with the other network model
    WhatIf peak;
    QSet<ElementId> lost; ///< zones that are switched off

    /// Whether everything is as in the design.
    bool isNeutral() const;
    bool operator==(const Scenario &other) const;
};

/// What the network view shows: the newest analysis under what the person tries out.
struct Outlook
{
    AnalysisPointer analysis; ///< never null
    Plan plan;
    std::optional<Plan> other; ///< under the other network model, while both are compared
    ZoneLoss loss; ///< without effects while all zones are on
};
using OutlookPointer = std::shared_ptr<const Outlook>;

/// A pure function; takes as long as planning the network.
OutlookPointer outlookOf(const AnalysisPointer &analysis, const catalog::Catalog &catalog,
                         const Scenario &scenario);

/// Keeps the outlook of the newest analysis and scenario; the work is done on a worker thread, the
/// newest wins.
class OutlookRunner : public QObject
{
    Q_OBJECT

public:
    explicit OutlookRunner(std::shared_ptr<const catalog::Catalog> catalog,
                           QObject *parent = nullptr);

    /// Elements that the design of the analysis does not have leave the scenario. Null: nothing is
    /// shown.
    void setAnalysis(const AnalysisPointer &analysis);
    void setScenario(const Scenario &scenario);
    const Scenario &scenario() const { return m_scenario; }
    /// The last that was told; null before the first.
    const OutlookPointer &latest() const { return m_latest; }

    void setLost(ElementId zone, bool lost);
    void setAllOn();
    void setFactor(double factor);
    /// Nothing = as traffic and duration say.
    void setPeak(ElementId function, std::optional<double> environments);
    void resetPeak();

Q_SIGNALS:
    void outlookReady(const stratoplan::network::OutlookPointer &outlook);
    void scenarioChanged();

private:
    struct Result
    {
        quint64 request = 0;
        OutlookPointer outlook;
    };

    void request();
    void tell(const OutlookPointer &outlook);

    std::shared_ptr<const catalog::Catalog> m_catalog;
    AnalysisPointer m_analysis;
    Scenario m_scenario;
    OutlookPointer m_latest;
    quint64 m_requests = 0;
    NewestWins<Result> m_work;
};

} // namespace stratoplan::network

Q_DECLARE_METATYPE(stratoplan::network::OutlookPointer)
