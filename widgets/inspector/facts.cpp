// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/facts.h"

#include "planner/decision/walk.h"
#include "planner/layout/groups.h"
#include "planner/model/graph.h"
#include "planner/model/names.h"
#include "widgets/document/figure_text.h"
#include "widgets/inspector/property_parts.h"

#include <QLocale>

namespace stratoplan::inspector {

namespace {

QString notKnown()
{
    return Words::tr("not known");
}

QString rateText(const std::optional<PerSecond> &events)
{
    return events ? rate(events, 2) : notKnown();
}

void addCost(QList<Fact> &facts, ElementId id, const Analysis &analysis)
{
    const estimate::Component *component = analysis.estimates.component(id);
    if (component && component->perMonth) {
        facts.append({Words::tr("Cost a month"), money(*component->perMonth), {}});
        return;
    }
    for (const estimate::Unpriced &unpriced : analysis.estimates.unpriced) {
        if (unpriced.element == id) {
            facts.append(
                {Words::tr("Cost a month"), money(std::nullopt), toString(unpriced.reason)});
            return;
        }
    }
}

void addFunction(QList<Fact> &facts, const estimate::FunctionEstimate &function)
{
    const estimate::MemoryPoint &now = function.now;
    if (now.costPerMillion && !facts.isEmpty())
        facts.last().remark = Words::tr("%1 a million").arg(money(*now.costPerMillion));
    QString from;
    if (now.durationFrom == estimate::DurationFrom::Measured)
        from = Words::tr("measured");
    else if (now.durationFrom == estimate::DurationFrom::Fit)
        from = Words::tr("fitted");
    else if (now.durationFrom == estimate::DurationFrom::Given)
        from = Words::tr("stated");
    facts.append(
        {Words::tr("Duration"), now.duration ? duration(*now.duration) : notKnown(), from});
    const QStringList missing = now.coldStart.missing;
    facts.append(
        {Words::tr("Cold start"), now.coldStart.total ? duration(*now.coldStart.total) : notKnown(),
         missing.isEmpty() ? QString()
                           : QCoreApplication::translate("Inspector", "%n phase(s) not known",
                                                         nullptr, int(missing.size()))});
    facts.append(
        {Words::tr("Peak concurrency"),
         function.demand.peakConcurrency ? amount(function.demand.peakConcurrency) : notKnown(),
         function.demand.ceiling ? Words::tr("limit %1").arg(amount(function.demand.ceiling, 0))
                                 : QString()});
}

} // namespace

QList<Fact> estimateFacts(ElementId id, const Analysis &analysis)
{
    QList<Fact> facts;
    if (!analysis.design->get<Function>(id) && !analysis.design->get<Service>(id)
        && !analysis.design->get<Gateway>(id) && !analysis.design->get<Endpoint>(id))
        return facts;
    addCost(facts, id, analysis);
    if (const estimate::FunctionEstimate *function = analysis.estimates.function(id))
        addFunction(facts, *function);
    const auto demand = analysis.estimates.demand.constFind(id);
    if (demand != analysis.estimates.demand.constEnd()) {
        facts.append(
            {Words::tr("Events"), rateText(demand->rate),
             demand->peakRate ? Words::tr("peak %1").arg(rateText(demand->peakRate)) : QString()});
    }
    return facts;
}

QList<Fact> networkFacts(ElementId id, const Analysis &analysis)
{
    QList<Fact> facts;
    const auto count = [](const std::optional<qint64> &value) {
        return value ? QLocale().toString(*value) : notKnown();
    };
    if (const network::SubnetPlan *subnet = analysis.network.subnet(id)) {
        facts.append({Words::tr("Usable addresses"), count(subnet->usable), {}});
        facts.append({Words::tr("Needed"), count(subnet->needed), {}});
        facts.append(
            {Words::tr("Needed with a zone lost"), count(subnet->neededAfterZoneLoss), {}});
    }
    for (const network::VpcPlan &vpc : analysis.network.networks) {
        if (vpc.vpc == id) {
            facts.append({Words::tr("Subnets"), QLocale().toString(vpc.subnets.size()), {}});
            facts.append(
                {Words::tr("Addresses in no subnet"), QLocale().toString(vpc.freeAddresses), {}});
        }
    }
    return facts;
}

QList<Fact> connectionFacts(ElementId id, const Design &design)
{
    const Graph graph(design);
    const Names names(design);
    QList<Fact> facts;
    const auto add = [&](const QString &label, ElementId other) {
        for (Fact &fact : facts) {
            if (fact.label == label) {
                fact.value += QStringLiteral(", ") + names.shown(other);
                return;
            }
        }
        facts.append({label, names.shown(other), {}});
    };
    for (const Connection *connection : graph.incoming(id)) {
        switch (connection->role) {
        case Role::Trigger:
            add(Words::tr("Triggered by"), connection->from);
            break;
        case Role::Call:
            add(Words::tr("Called by"), connection->from);
            break;
        case Role::Access:
            add(Words::tr("Used by"), connection->from);
            break;
        case Role::FailureTarget:
            add(Words::tr("Failures of"), connection->from);
            break;
        }
    }
    for (const Connection *connection : graph.outgoing(id)) {
        switch (connection->role) {
        case Role::Trigger:
            add(Words::tr("Triggers"), connection->to);
            break;
        case Role::Call:
            add(Words::tr("Calls"), connection->to);
            break;
        case Role::Access:
            add(Words::tr("Uses"), connection->to);
            break;
        case Role::FailureTarget:
            add(Words::tr("Failures go to"), connection->to);
            break;
        }
    }
    return facts;
}

QList<Fact> groupFacts(ElementId id, const Design &design)
{
    const Names names(design);
    if (const ElementId around = layout::groupsOf(design).value(id))
        return {{Words::tr("Stands in"), names.shown(around), {}}};
    if (!design.get<Group>(id))
        return {};
    QStringList held;
    for (const ElementId member : layout::membersOf(id, design))
        held.append(names.shown(member));
    held.sort(Qt::CaseInsensitive);
    QList<Fact> facts{{Words::tr("Members"), QLocale().toString(held.size()), {}}};
    if (!held.isEmpty())
        facts.append({Words::tr("Names"), held.join(QStringLiteral(", ")), {}});
    return facts;
}

QString outcomeOf(ElementId id, const Analysis &analysis)
{
    for (const decision::Walk &walk : analysis.decisions) {
        if (walk.function != id)
            continue;
        const QString label = decision::outcomeLabel(analysis.tree, walk);
        return label.isEmpty()
            ? Words::tr("A question is open")
            : QCoreApplication::translate("DecisionTree", label.toUtf8().constData());
    }
    return {};
}

} // namespace stratoplan::inspector
