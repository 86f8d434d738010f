// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/suppression.h"

#include "planner/review/review.h"

#include <algorithm>

namespace stratoplan::review {

using namespace Qt::StringLiterals;

namespace {

std::optional<Change> removeSuppression(const Finding &finding, const Facts &facts);

const Rule expired{
    .id = "SUP-001",
    .severity = Severity::Low,
    .title = {STRATOPLAN_TEXT("Rules", "Suppression has expired"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A finding is accepted for a time. After its last day the finding "
                               "counts again, so that a stopgap does not become the design."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules", "The finding is open again, for everybody."), {}},
    .mend = {STRATOPLAN_TEXT(
                 "Rules", "Mend the finding, or accept it anew with a reason and a new last day."),
             {}},
    .slides = "",
    .sources = {u"https://github.com/cdklabs/cdk-nag/blob/main/README.md"_s},
    .tags = {u"review"_s},
};

const Rule unmatched{
    .id = "SUP-002",
    .severity = Severity::Low,
    .title = {STRATOPLAN_TEXT("Rules", "Suppression matches nothing"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "What was accepted is gone: mended, renamed or removed. A "
                               "suppression that stays behind would hide the next finding there."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules", "Nobody notices when the same fault comes back."), {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Remove the suppression, or name the element as it is called "
                             "now."),
             {}},
    .slides = "",
    .sources = {u"https://github.com/cdklabs/cdk-nag/blob/main/README.md"_s},
    .tags = {u"review"_s},
    .fix = removeSuppression,
};

bool matches(const Suppression &suppression, const Finding &finding, const Names &names)
{
    if (suppression.rule != finding.rule)
        return false;
    const QStringList present = names.of(finding.elements);
    return std::all_of(suppression.elements.cbegin(), suppression.elements.cend(),
                       [&](const QString &name) { return present.contains(name); });
}

QString reasonOf(const Suppression &suppression)
{
    QStringList whoAndWhen;
    if (!suppression.author.isEmpty())
        whoAndWhen.append(suppression.author);
    if (suppression.date.isValid())
        whoAndWhen.append(suppression.date.toString(Qt::ISODate));
    if (whoAndWhen.isEmpty())
        return suppression.reason;
    return u"%1 (%2)"_s.arg(suppression.reason, whoAndWhen.join(u", "_s));
}

// What tells one suppression from the others: its rule and the names that are no element any more.
QString facetOf(const Suppression &suppression, const Names &names)
{
    QStringList gone;
    for (const QString &name : suppression.elements) {
        if (!names.find(name))
            gone.append(name);
    }
    QStringList parts{suppression.rule};
    if (!gone.isEmpty())
        parts.append(gone.join(u','));
    return parts.join(u' ');
}

Finding about(const Rule &rule, const Suppression &suppression, const Facts &facts, Text message)
{
    QList<ElementId> elements;
    for (const QString &name : suppression.elements) {
        if (const ElementId id = facts.names.find(name))
            elements.append(id);
    }
    message.args.insert(u"rule"_s, suppression.rule);
    message.args.insert(u"elements"_s, suppression.elements);
    Finding finding = found(rule.severity, elements, std::move(message));
    finding.rule = QLatin1String(rule.id);
    finding.facet = facetOf(suppression, facts.names);
    return finding;
}

Finding expiredFinding(const Suppression &suppression, const Facts &facts)
{
    Finding finding
        = about(expired, suppression, facts,
                {STRATOPLAN_TEXT("Rules",
                                 "{rule}: the suppression expired after {expires}, so its finding "
                                 "is open again"),
                 {{u"expires"_s, suppression.expires.toString(Qt::ISODate)}}});
    finding.figures.insert(u"expires"_s, suppression.expires.toString(Qt::ISODate));
    return finding;
}

Finding undatedFinding(const Suppression &suppression, const Facts &facts)
{
    Finding finding
        = about(expired, suppression, facts,
                {STRATOPLAN_TEXT("Rules",
                                 "{rule}: the suppression holds until {expires}. What is the date "
                                 "of this design?"),
                 {{u"expires"_s, suppression.expires.toString(Qt::ISODate)}}});
    finding.status = Status::Unanswered;
    return finding;
}

Finding unmatchedFinding(const Suppression &suppression, const Facts &facts)
{
    Text message = suppression.elements.isEmpty()
        ? Text{STRATOPLAN_TEXT("Rules", "{rule}: the suppression matches no finding"), {}}
        : Text{
            STRATOPLAN_TEXT("Rules", "{rule}: the suppression for {elements} matches no finding"),
            {}};
    return about(unmatched, suppression, facts, std::move(message));
}

std::optional<Change> removeSuppression(const Finding &finding, const Facts &facts)
{
    Settings settings = facts.design.settings();
    const auto at = std::find_if(
        settings.suppressions.cbegin(), settings.suppressions.cend(), [&](const Suppression &one) {
            return keyOf(unmatchedFinding(one, facts), facts.names) == finding.key;
        });
    if (at == settings.suppressions.cend())
        return std::nullopt;
    settings.suppressions.erase(at);
    Change change;
    change.settings = {facts.design.settings(), settings};
    return change;
}

} // namespace

std::array<const Rule *, 2> suppressionRules()
{
    return {&expired, &unmatched};
}

QList<Finding> applySuppressions(QList<Finding> &findings, const Facts &facts,
                                 const QStringList &onlyRules)
{
    QList<Finding> own;
    const QDate date = facts.design.settings().date;
    for (const Suppression &suppression : facts.design.settings().suppressions) {
        if (!onlyRules.isEmpty() && !onlyRules.contains(suppression.rule))
            continue;
        QList<Finding *> accepted;
        for (Finding &finding : findings) {
            if (matches(suppression, finding, facts.names))
                accepted.append(&finding);
        }
        if (accepted.isEmpty()) {
            own.append(unmatchedFinding(suppression, facts));
            continue;
        }
        if (suppression.expires.isValid() && date.isValid() && suppression.expires < date) {
            own.append(expiredFinding(suppression, facts));
            continue;
        }
        if (suppression.expires.isValid() && !date.isValid())
            own.append(undatedFinding(suppression, facts));
        for (Finding *finding : std::as_const(accepted)) {
            finding->status = Status::Suppressed;
            finding->reason = reasonOf(suppression);
        }
    }
    return own;
}

} // namespace stratoplan::review
