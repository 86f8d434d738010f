// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/change.h"

#include "planner/model/integrity.h"
#include "planner/model/template_part.h"

#include <algorithm>

namespace stratoplan {

namespace {

bool isConnection(const ElementState &element)
{
    return element && std::holds_alternative<Connection>(*element);
}

QString nameOf(const ElementChange &change)
{
    const ElementState &known = change.after ? change.after : change.before;
    return known ? common(*known).name : QString();
}

/// Keeps what the template had of an element that changes; drops it when the element is that again.
void keep(Was &was, const ElementChange &step)
{
    const auto part = [](const ElementState &element) {
        return element ? std::make_shared<const Element>(templatePart(*element)) : nullptr;
    };
    const std::shared_ptr<const Element> after = part(step.after);
    const auto known = was.elements.find(step.id);
    const std::shared_ptr<const Element> before
        = known == was.elements.end() ? part(step.before) : known->second;
    if (before == after || (before && after && *before == *after))
        was.elements.erase(step.id);
    else
        was.elements[step.id] = before;
}

Was kept(Was was, const Change &change)
{
    for (const ElementChange &step : change.elements)
        keep(was, step);
    return was;
}

bool isLinked(const Settings &settings)
{
    return !templateSums(settings).isEmpty();
}

/// True when the design between two changes, at least one of which states what was, is linked. A
/// change without settings states it of linked designs only.
bool isLinkedBetween(const Change &first, const Change &second)
{
    if (first.settings)
        return isLinked(first.settings->after);
    return !second.settings || isLinked(second.settings->before);
}

BeforeAfter<Was> mergedWas(const Change &first, const Change &second)
{
    const bool linked = isLinkedBetween(first, second);
    BeforeAfter<Was> was;
    if (first.was)
        was.before = first.was->before;
    else if (linked)
        was.before = kept(second.was->before, inverse(first));
    if (second.was)
        was.after = second.was->after;
    else if (linked)
        was.after = kept(first.was->after, second);
    return was;
}

Problem stale(const QString &element)
{
    return {.severity = Severity::Blocker,
            .code = QStringLiteral("model.stale-change"),
            .what
            = {STRATOPLAN_TEXT("Model", "The change was made for another state of the design"), {}},
            .where = {.file = {}, .element = element},
            .remedy = {}};
}

} // namespace

Change inverse(const Change &change)
{
    Change back;
    back.elements.reserve(change.elements.size());
    for (auto it = change.elements.rbegin(); it != change.elements.rend(); ++it)
        back.elements.push_back({it->id, it->after, it->before});
    if (change.settings)
        back.settings = {change.settings->after, change.settings->before};
    if (change.was)
        back.was = {change.was->after, change.was->before};
    return back;
}

Expected<Design> apply(Design design, const Change &change)
{
    Problems problems;
    const QStringList linkedTo = templateSums(design.settings());
    if (change.was && design.m_was != change.was->before)
        problems.append(stale({}));
    if (change.settings) {
        if (design.m_settings != change.settings->before)
            problems.append(stale({}));
        design.m_settings = change.settings->after;
    }
    for (const ElementChange &step : change.elements) {
        if (ElementState(design.share(step.id)) != step.before)
            problems.append(stale(nameOf(step)));
    }
    if (!problems.isEmpty())
        return failure(std::move(problems));
    if (change.was)
        design.m_was = change.was->after;
    else if (templateSums(design.settings()) != linkedTo)
        design.m_was = {};
    else if (!linkedTo.isEmpty())
        design.m_was = kept(std::move(design.m_was), change);

    // Names go before they come, so that two elements may swap theirs.
    for (const ElementChange &step : change.elements) {
        if (step.before && !isConnection(step.before))
            design.m_names.remove(common(*step.before).name);
    }
    for (const ElementChange &step : change.elements) {
        if (!step.after) {
            design.m_elements.erase(step.id);
            continue;
        }
        std::shared_ptr<const Element> element = step.after.shared();
        if (common(*element).id != step.id) {
            Element own = *element;
            common(own).id = step.id;
            element = std::make_shared<const Element>(std::move(own));
        }
        const QString &name = common(*element).name;
        if (!isConnection(step.after)) {
            if (name.isEmpty())
                problems.append(emptyName(kindWord(*element)));
            else if (const ElementId other = design.m_names.value(name); other && other != step.id)
                problems.append(duplicateName(name));
            else
                design.m_names.insert(name, step.id);
        }
        design.m_elements[step.id] = std::move(element);
        design.m_nextId = std::max(design.m_nextId, ElementId{step.id.value + 1});
    }
    problems.append(danglingReferences(design, change));
    if (!problems.isEmpty())
        return failure(std::move(problems));
    return design;
}

Change diff(const Design &from, const Design &to)
{
    Change change;
    auto was = from.elements().begin();
    auto is = to.elements().begin();
    const auto wasEnd = from.elements().end();
    const auto isEnd = to.elements().end();
    while (was != wasEnd || is != isEnd) {
        if (is == isEnd || (was != wasEnd && was->first < is->first)) {
            change.elements.push_back({was->first, was->second, std::nullopt});
            ++was;
        } else if (was == wasEnd || is->first < was->first) {
            change.elements.push_back({is->first, std::nullopt, is->second});
            ++is;
        } else {
            if (was->second != is->second && *was->second != *is->second)
                change.elements.push_back({was->first, was->second, is->second});
            ++was;
            ++is;
        }
    }
    if (from.settings() != to.settings())
        change.settings = {from.settings(), to.settings()};
    if (const Expected<Design> reached = apply(from, change);
        !reached || reached->was() != to.was())
        change.was = {from.was(), to.was()};
    return change;
}

Change merged(const Change &first, const Change &second)
{
    Change both = first;
    QHash<ElementId, size_t> places;
    for (size_t i = 0; i < both.elements.size(); ++i)
        places.insert(both.elements[i].id, i);
    for (const ElementChange &step : second.elements) {
        const auto place = places.constFind(step.id);
        if (place == places.constEnd()) {
            places.insert(step.id, both.elements.size());
            both.elements.push_back(step);
        } else {
            both.elements[*place].after = step.after;
        }
    }
    std::erase_if(both.elements,
                  [](const ElementChange &step) { return step.before == step.after; });
    if (second.settings) {
        if (both.settings)
            both.settings->after = second.settings->after;
        else
            both.settings = second.settings;
    }
    if (both.settings && both.settings->before == both.settings->after)
        both.settings.reset();
    if (first.was || second.was)
        both.was = mergedWas(first, second);
    // Beside other changes it says what was() is to be; alone it would change nothing.
    if (both.was && both.elements.empty() && !both.settings && both.was->before == both.was->after)
        both.was.reset();
    return both;
}

} // namespace stratoplan
