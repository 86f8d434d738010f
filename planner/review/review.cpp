// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/review.h"

#include "planner/review/suppression.h"

#include <algorithm>

namespace stratoplan::review {

using namespace Qt::StringLiterals;

QString keyOf(const Finding &finding, const Names &names)
{
    QStringList parts{finding.rule};
    if (!finding.elements.isEmpty())
        parts.append(names.of(finding.elements).join(u','));
    if (!finding.facet.isEmpty())
        parts.append(finding.facet);
    return parts.join(u' ');
}

QList<const Rule *> ruleCatalogue()
{
    QList<const Rule *> catalogue;
    for (const Rule *rule : rules::allRules())
        catalogue.append(rule);
    for (const Rule *rule : suppressionRules())
        catalogue.append(rule);
    std::sort(catalogue.begin(), catalogue.end(), [](const Rule *a, const Rule *b) {
        return QLatin1String(a->id) < QLatin1String(b->id);
    });
    return catalogue;
}

const Rule *ruleById(const QString &id)
{
    const QList<const Rule *> catalogue = ruleCatalogue();
    const auto at = std::find_if(catalogue.cbegin(), catalogue.cend(),
                                 [&](const Rule *rule) { return id == QLatin1String(rule->id); });
    return at == catalogue.cend() ? nullptr : *at;
}

std::optional<Change> fixOf(const Finding &finding, const Facts &facts)
{
    const Rule *rule = ruleById(finding.rule);
    if (!rule || !rule->fix || finding.status == Status::Unanswered)
        return std::nullopt;
    std::optional<Change> change = rule->fix(finding, facts);
    return change && change->isEmpty() ? std::nullopt : change;
}

QList<Finding> review(const Facts &facts, const QStringList &onlyRules)
{
    // What is to say of suppressions depends on the findings of all rules.
    const bool suppressionsOnly
        = onlyRules.contains("SUP-001"_L1) || onlyRules.contains("SUP-002"_L1);
    const QStringList toRun = suppressionsOnly ? QStringList() : onlyRules;
    QList<Finding> findings;
    for (const Rule *rule : rules::allRules()) {
        if (!toRun.isEmpty() && !toRun.contains(QLatin1String(rule->id)))
            continue;
        for (Finding &finding : rule->check(facts)) {
            finding.rule = QLatin1String(rule->id);
            finding.key = keyOf(finding, facts.names);
            findings.append(std::move(finding));
        }
    }
    for (Finding &finding : applySuppressions(findings, facts, toRun)) {
        finding.key = keyOf(finding, facts.names);
        findings.append(std::move(finding));
    }
    if (suppressionsOnly)
        findings.removeIf(
            [&](const Finding &finding) { return !onlyRules.contains(finding.rule); });
    for (Finding &finding : findings)
        finding.fixable = fixOf(finding, facts).has_value();
    std::sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
        if (a.severity != b.severity)
            return a.severity < b.severity;
        if (a.rule != b.rule)
            return a.rule < b.rule;
        return a.key < b.key;
    });
    return findings;
}

} // namespace stratoplan::review
