// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/finding.h"

#include "planner/base/table.h"

namespace stratoplan::review {

namespace {

constexpr std::array<Word<Status>, 3> statusWords{{
    {Status::Open, QLatin1String("open")},
    {Status::Suppressed, QLatin1String("suppressed")},
    {Status::Unanswered, QLatin1String("unanswered")},
}};

} // namespace

QLatin1String id(Status status)
{
    return wordOf(statusWords, status);
}

Finding found(Severity severity, QList<ElementId> elements, Text message, Args figures)
{
    Finding finding;
    finding.severity = severity;
    finding.elements = std::move(elements);
    finding.message = std::move(message);
    finding.message.args.insert(figures);
    finding.figures = std::move(figures);
    return finding;
}

Finding unanswered(Severity severity, QList<ElementId> elements, Text question, Args figures)
{
    Finding finding = found(severity, std::move(elements), std::move(question), std::move(figures));
    finding.status = Status::Unanswered;
    return finding;
}

} // namespace stratoplan::review
