// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/review/rule.h"

namespace stratoplan::review::rules::fn_004_runtime {

using namespace Qt::StringLiterals;

namespace {

// Days before the deprecation from which it is told: AWS announces one that long before.
constexpr int noticeDays = 180;

enum class Phase
{
    Supported,
    Announced,
    Deprecated,
    Blocked
};

Phase phaseOf(const catalog::Runtime &runtime, QDate date)
{
    // Updates are blocked after creation is, so a runtime that cannot be updated cannot be created.
    if ((runtime.blockCreate && *runtime.blockCreate <= date)
        || (runtime.blockUpdate && *runtime.blockUpdate <= date))
        return Phase::Blocked;
    if (!runtime.deprecation)
        return Phase::Supported;
    if (*runtime.deprecation <= date)
        return Phase::Deprecated;
    return date.daysTo(*runtime.deprecation) < noticeDays ? Phase::Announced : Phase::Supported;
}

// The day of the design. One that has none is looked at on the day of the facts: what is out of
// support then is so ever after.
QDate dateFor(const catalog::Runtime &runtime, const Design &design)
{
    const QDate date = design.settings().date;
    return date.isValid() ? date : runtime.asOf;
}

Finding finding(const Function &function, const catalog::Runtime &runtime, Phase phase,
                const Facts &facts)
{
    const Args names{{u"function"_s, facts.names.shown(function.id)}, {u"runtime"_s, runtime.name}};
    const auto iso = [](const std::optional<QDate> &date) {
        return date ? date->toString(Qt::ISODate) : QString();
    };
    Args figures{{u"runtimeId"_s, runtime.id}, {u"deprecation"_s, iso(runtime.deprecation)}};
    if (phase == Phase::Blocked) {
        const bool create = runtime.blockCreate.has_value();
        figures.insert(u"blocked"_s, iso(create ? runtime.blockCreate : runtime.blockUpdate));
        return found(Severity::Blocker, {function.id},
                     {STRATOPLAN_TEXT("Rules",
                                      "{function}: functions with {runtime} cannot be "
                                      "created since {blocked}"),
                      names},
                     figures);
    }
    if (phase == Phase::Deprecated)
        return found(Severity::High, {function.id},
                     {STRATOPLAN_TEXT("Rules",
                                      "{function}: {runtime} gets no security patches "
                                      "since {deprecation}"),
                      names},
                     figures);
    return found(Severity::Medium, {function.id},
                 {STRATOPLAN_TEXT("Rules",
                                  "{function}: {runtime} gets no security patches from "
                                  "{deprecation} on"),
                  names},
                 figures);
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Function *function : facts.design.all<Function>()) {
        // An image brings its runtime along.
        if (function->packageType.valueOr({}) == "image"_L1)
            continue;
        const catalog::Runtime *runtime
            = function->runtime ? facts.catalog.runtime(*function->runtime) : nullptr;
        const Args names{{u"function"_s, facts.names.shown(function->id)}};
        if (!function->runtime) {
            findings.append(unanswered(
                Severity::High, {function->id},
                {STRATOPLAN_TEXT("Rules", "{function}: which runtime does it use?"), names}));
        } else if (!runtime) {
            findings.append(
                unanswered(Severity::High, {function->id},
                           {STRATOPLAN_TEXT("Rules",
                                            "{function}: until when is {runtimeId} supported? The "
                                            "catalogue does not have it"),
                            names},
                           {{u"runtimeId"_s, *function->runtime}}));
        } else if (const Phase phase = phaseOf(*runtime, dateFor(*runtime, facts.design));
                   phase != Phase::Supported) {
            findings.append(finding(*function, *runtime, phase, facts));
        }
    }
    return findings;
}

// The first successor that is supported without notice.
const catalog::Runtime *successorOf(const QString &id, const Design &design,
                                    const catalog::Catalog &catalog)
{
    const catalog::Runtime *runtime = catalog.runtime(id);
    for (qsizetype step = 0; runtime && step < catalog.runtimes().size(); ++step) {
        runtime = catalog.runtime(runtime->successor);
        if (runtime && !runtime->preview
            && phaseOf(*runtime, dateFor(*runtime, design)) == Phase::Supported)
            return runtime;
    }
    return nullptr;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function || !function->runtime)
        return std::nullopt;
    const catalog::Runtime *successor
        = successorOf(*function->runtime, facts.design, facts.catalog);
    if (!successor)
        return std::nullopt;
    Edit edit(facts.design);
    edit.set(function->id, &Function::runtime, Field<QString>(successor->id));
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "FN-004",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "Runtime is deprecated"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A managed runtime is patched until its deprecation. Some time "
                               "later functions with it can no longer be created, then no longer "
                               "updated. Invocations go on."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Security faults stay open, and on the day a fix is needed "
                                    "the deployment may be refused."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Choose the successor of the runtime and test the code on "
                             "it."),
             {}},
    .slides = "",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"_s},
    .tags = {u"function"_s, u"security"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::fn_004_runtime
