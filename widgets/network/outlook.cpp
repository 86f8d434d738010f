// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/outlook.h"

namespace stratoplan::network {

namespace {

Model otherThan(Model model)
{
    return model == Model::Hyperplane ? Model::PerContainerEni : Model::Hyperplane;
}

bool isNeutral(const WhatIf &peak)
{
    return peak.factor == 1 && peak.peakConcurrency.isEmpty();
}

} // namespace

bool Scenario::isNeutral() const
{
    return !modelStated && !compare && lost.isEmpty() && network::isNeutral(peak);
}

bool Scenario::operator==(const Scenario &other) const
{
    return model == other.model && modelStated == other.modelStated && compare == other.compare
        && lost == other.lost && peak.factor == other.peak.factor
        && peak.peakConcurrency == other.peak.peakConcurrency;
}

OutlookPointer outlookOf(const AnalysisPointer &analysis, const catalog::Catalog &catalog,
                         const Scenario &scenario)
{
    const Design &design = *analysis->design;
    auto outlook = std::make_shared<Outlook>();
    outlook->analysis = analysis;
    outlook->plan = isNeutral(scenario.peak)
        ? analysis->network
        : replanned(design, catalog, analysis->network, scenario.peak);
    const auto under = [&](Model model) {
        return replanned(design, catalog, outlook->plan,
                         Options{model, outlook->plan.zonesLost, outlook->plan.growth});
    };
    if (scenario.modelStated && scenario.model != outlook->plan.model)
        outlook->plan = under(scenario.model);
    if (scenario.compare)
        outlook->other = under(otherThan(outlook->plan.model));
    if (!scenario.lost.isEmpty())
        outlook->loss = zoneLoss(design, catalog, outlook->plan, scenario.lost);
    return outlook;
}

OutlookRunner::OutlookRunner(std::shared_ptr<const catalog::Catalog> catalog, QObject *parent)
    : QObject(parent)
    , m_catalog(std::move(catalog))
    , m_work([this](const Result &result) {
        // An answer that was overtaken by one that needed no work.
        if (result.request == m_requests)
            tell(result.outlook);
    })
{
}

void OutlookRunner::setAnalysis(const AnalysisPointer &analysis)
{
    m_analysis = analysis;
    if (!m_analysis) {
        ++m_requests;
        tell(nullptr);
        return;
    }
    Scenario kept = m_scenario;
    const Design &design = *m_analysis->design;
    kept.lost.removeIf([&](ElementId id) { return !design.find(id); });
    kept.peak.peakConcurrency.removeIf(
        [&](QHash<ElementId, double>::iterator one) { return !design.find(one.key()); });
    if (!(kept == m_scenario)) {
        m_scenario = kept;
        Q_EMIT scenarioChanged();
    }
    request();
}

void OutlookRunner::setScenario(const Scenario &scenario)
{
    if (scenario == m_scenario)
        return;
    m_scenario = scenario;
    Q_EMIT scenarioChanged();
    request();
}

void OutlookRunner::setLost(ElementId zone, bool lost)
{
    Scenario changed = m_scenario;
    if (lost)
        changed.lost.insert(zone);
    else
        changed.lost.remove(zone);
    setScenario(changed);
}

void OutlookRunner::setAllOn()
{
    Scenario changed = m_scenario;
    changed.lost.clear();
    setScenario(changed);
}

void OutlookRunner::setFactor(double factor)
{
    Scenario changed = m_scenario;
    changed.peak.factor = factor;
    setScenario(changed);
}

void OutlookRunner::setPeak(ElementId function, std::optional<double> environments)
{
    Scenario changed = m_scenario;
    if (environments)
        changed.peak.peakConcurrency.insert(function, *environments);
    else
        changed.peak.peakConcurrency.remove(function);
    setScenario(changed);
}

void OutlookRunner::resetPeak()
{
    Scenario changed = m_scenario;
    changed.peak = {};
    setScenario(changed);
}

void OutlookRunner::request()
{
    if (!m_analysis)
        return;
    ++m_requests;
    // Without a scenario there is nothing to work out.
    if (m_scenario.isNeutral()) {
        tell(outlookOf(m_analysis, *m_catalog, m_scenario));
        return;
    }
    m_work.request([analysis = m_analysis, catalog = m_catalog, scenario = m_scenario,
                    number = m_requests](const std::stop_token &) {
        return Result{number, outlookOf(analysis, *catalog, scenario)};
    });
}

void OutlookRunner::tell(const OutlookPointer &outlook)
{
    m_latest = outlook;
    Q_EMIT outlookReady(outlook);
}

} // namespace stratoplan::network
