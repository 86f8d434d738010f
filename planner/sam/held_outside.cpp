// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/held_outside.h"

#include "planner/sam/sidecar.h"

namespace stratoplan::sam {

QList<Text> heldOutside(const Design &before, const Design &after, const catalog::Catalog &catalog)
{
    // What a template says is that of before; all else is that of after.
    const Expected<Laid> kept = laidOver(before, after, catalog);
    if (!kept)
        return {};
    int places = 0;
    int labels = 0;
    int notes = 0;
    int groups = 0;
    int drawn = 0;
    int decisions = 0;
    int facts = 0;
    // Of what the template gets new, the place is not in it.
    for (const auto &[id, element] : after.elements()) {
        const bool isNode = std::holds_alternative<Function>(*element)
            || std::holds_alternative<Service>(*element);
        const bool isNew = isNode && !before.find(id) && !isDesignOnly(*element, after, catalog);
        places += isNew && common(*element).position ? 1 : 0;
    }
    const Change change = diff(before, kept->design);
    for (const ElementChange &one : change.elements) {
        if (!one.after)
            continue;
        if (std::holds_alternative<Note>(*one.after)) {
            ++notes;
            continue;
        }
        if (std::holds_alternative<Group>(*one.after)) {
            ++groups;
            continue;
        }
        if (!one.before) {
            // What after has no more has another id here.
            const bool isDrawn = isDesignOnly(*one.after, kept->design, catalog)
                && !std::holds_alternative<Connection>(*one.after);
            drawn += isDrawn ? 1 : 0;
            continue;
        }
        Element was = *one.before;
        const Common &is = common(*one.after);
        bool moved = common(was).position != is.position;
        if (auto *connection = std::get_if<Connection>(&was)) {
            const auto &now = std::get<Connection>(*one.after);
            moved = moved || connection->waypoints != now.waypoints;
            connection->waypoints = now.waypoints;
        }
        places += moved ? 1 : 0;
        labels += common(was).label == is.label ? 0 : 1;
        common(was).position = is.position;
        common(was).label = is.label;
        if (auto *function = std::get_if<Function>(&was)) {
            const auto &now = std::get<Function>(*one.after);
            decisions += function->decision == now.decision
                    && function->vpcPolicyNote == now.vpcPolicyNote
                ? 0
                : 1;
            function->decision = now.decision;
            function->vpcPolicyNote = now.vpcPolicyNote;
        }
        facts += was == *one.after ? 0 : 1;
    }
    QList<Text> words;
    const auto say = [&words](int count, QByteArray context, QByteArray source) {
        if (count > 0)
            words.append(
                {std::move(context), std::move(source), {{QStringLiteral("count"), count}}});
    };
    say(places, STRATOPLAN_TEXT("Sam", "places ({count})"));
    say(labels, STRATOPLAN_TEXT("Sam", "labels ({count})"));
    say(facts, STRATOPLAN_TEXT("Sam", "traffic, workloads and sizes ({count})"));
    say(decisions, STRATOPLAN_TEXT("Sam", "network decisions ({count})"));
    say(drawn, STRATOPLAN_TEXT("Sam", "elements that only the drawing has ({count})"));
    say(notes, STRATOPLAN_TEXT("Sam", "notes ({count})"));
    say(groups, STRATOPLAN_TEXT("Sam", "groups ({count})"));
    if (change.settings)
        words.append({STRATOPLAN_TEXT("Sam", "settings of the design and accepted findings"), {}});
    return words;
}

} // namespace stratoplan::sam
