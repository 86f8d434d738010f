// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/sections.h"

#include "planner/review/rule.h"

namespace stratoplan::report {

FindingEntry entryOf(const review::Finding &finding, const Material &)
{
    FindingEntry entry;
    entry.severity = finding.severity;
    entry.unanswered = finding.status == review::Status::Unanswered;
    entry.accepted = finding.status == review::Status::Suppressed;
    entry.rule = finding.rule;
    entry.word = entry.unanswered ? Words::tr("unanswered")
        : entry.accepted          ? Words::tr("accepted")
                                  : severityWord(entry.severity);
    entry.message = toString(finding.message);
    if (entry.accepted) {
        entry.details.append(Words::tr("Accepted: %1").arg(finding.reason));
    } else if (const review::Rule *rule = review::ruleById(finding.rule)) {
        for (const Text &text : {rule->consequence, rule->mend}) {
            if (!text.isEmpty())
                entry.details.append(toString(text));
        }
    }
    return entry;
}

FindingList findingList(const Material &material, ElementId element)
{
    FindingList list;
    for (const review::Finding &finding : material.analysis.findings) {
        if (!element || finding.elements.contains(element))
            list.entries.append(entryOf(finding, material));
    }
    return list;
}

namespace {

// What is true of every finding of a rule is said under the last of those that follow one another.
void tellOnce(QList<FindingEntry> &entries)
{
    for (qsizetype i = 0; i + 1 < entries.size(); ++i) {
        const FindingEntry &next = entries.at(i + 1);
        if (next.rule == entries.at(i).rule && next.details == entries.at(i).details)
            entries[i].details.clear();
    }
}

QString severityTitle(Severity severity)
{
    switch (severity) {
    case Severity::Blocker:
        return Words::tr("Blockers");
    case Severity::High:
        return Words::tr("High");
    case Severity::Medium:
        return Words::tr("Medium");
    case Severity::Low:
        return Words::tr("Low");
    case Severity::Info:
        break;
    }
    return Words::tr("For information");
}

} // namespace

Section findingsSection(const Material &material)
{
    Section section{Words::tr("Findings"), anchor(QStringLiteral("findings")), true, {}};
    const FindingList all = findingList(material);
    const auto group = [&section, &all](const QString &title, auto belongs) {
        FindingList list;
        for (const FindingEntry &entry : all.entries) {
            if (belongs(entry))
                list.entries.append(entry);
        }
        tellOnce(list.entries);
        if (list.entries.isEmpty())
            return;
        section.blocks.append(
            Heading{2, Words::tr("%1 (%2)").arg(title).arg(list.entries.size()), {}});
        section.blocks.append(list);
    };
    for (const Severity severity :
         {Severity::Blocker, Severity::High, Severity::Medium, Severity::Low, Severity::Info})
        group(severityTitle(severity), [severity](const FindingEntry &entry) {
            return entry.severity == severity && !entry.unanswered && !entry.accepted;
        });
    group(Words::tr("Unanswered questions"),
          [](const FindingEntry &entry) { return entry.unanswered; });
    group(Words::tr("Accepted"), [](const FindingEntry &entry) { return entry.accepted; });
    if (section.blocks.isEmpty() && !material.design.isEmpty())
        section.blocks.append(Paragraph{Words::tr("No rule found anything."), false});
    return section;
}

Section practicesSection(const Material &material)
{
    Section section{Words::tr("Practices"), anchor(QStringLiteral("practices")), false, {}};
    if (material.design.isEmpty())
        return section;
    Table table;
    table.caption
        = Words::tr("Practices that this version checks, with the slide of the 2018 talk");
    table.columns = {{Words::tr("Rule"), false},
                     {Words::tr("Practice"), false},
                     {Words::tr("Slide"), false},
                     {Words::tr("State"), false}};
    for (const review::Rule *rule : review::rules::allRules()) {
        int open = 0;
        int unanswered = 0;
        int accepted = 0;
        for (const review::Finding &finding : material.analysis.findings) {
            if (finding.rule != QLatin1String(rule->id))
                continue;
            open += finding.status == review::Status::Open;
            unanswered += finding.status == review::Status::Unanswered;
            accepted += finding.status == review::Status::Suppressed;
        }
        QString state = Words::tr("nothing found");
        if (open > 0)
            state = Words::tr("not met (%n)", nullptr, open);
        else if (unanswered > 0)
            state = Words::tr("unanswered (%n)", nullptr, unanswered);
        else if (accepted > 0)
            state = Words::tr("accepted (%n)", nullptr, accepted);
        table.rows.append(
            {QLatin1String(rule->id), toString(rule->title), QLatin1String(rule->slides), state});
    }
    section.blocks.append(table);
    return section;
}

} // namespace stratoplan::report
