// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/onto_same_text.h"

#include "planner/model/edit.h"
#include "planner/model/template_members.h"
#include "planner/sam/onto_match.h"
#include "planner/sam/writing.h"

#include <algorithm>

namespace stratoplan::sam {

namespace {

// What a member refers to; nothing for one that holds values.
template <class T>
QList<ElementId> idsIn(const T & /*value*/)
{
    return {};
}
QList<ElementId> idsIn(ElementId value)
{
    return {value};
}
QList<ElementId> idsIn(const QList<ElementId> &values)
{
    return values;
}
QList<ElementId> idsIn(const QList<Route> &values)
{
    QList<ElementId> ids;
    for (const Route &route : values)
        ids.append(route.target);
    return ids;
}
QList<ElementId> idsIn(const QList<SecurityRule> &values)
{
    QList<ElementId> ids;
    for (const SecurityRule &rule : values)
        ids.append(rule.group);
    return ids;
}

bool namesElsewhere(const QList<ElementId> &ids, const Design &design)
{
    return std::any_of(ids.begin(), ids.end(), [&design](ElementId id) {
        const Element *element = design.find(id);
        return element && livesElsewhere(design, *element);
    });
}

/// Puts back what the text says of networks elsewhere, where the design has not changed it.
template <class T>
void keepElsewhere(T &is, const T &own, const Design &mine, const T &was, const T &there,
                   const Design &theirs)
{
    forEachTemplateMember(&there, [&](const char *, auto member) {
        if (was.*member == own.*member
            && (namesElsewhere(idsIn(own.*member), mine)
                || namesElsewhere(idsIn(there.*member), theirs)))
            is.*member = there.*member;
    });
}

} // namespace

Change differenceOf(const Design &was, const Design &mine, const Design &theirs)
{
    const Matching match(was, mine, theirs, true);
    Edit edit(theirs);
    // Added ones get their ids first, as they may refer to each other.
    QHash<ElementId, ElementId> ids;
    for (const auto &[id, element] : mine.elements()) {
        const ElementId there = match.theirs(id);
        ids.insert(id, there ? there : edit.add(*element));
    }
    for (const auto &[id, own] : mine.elements()) {
        Element is = remapped(*own, ids);
        const Element *there = theirs.find(ids.value(id));
        const Element *before = was.find(id);
        if (there) {
            common(is).cfnType = common(*there).cfnType;
            if (auto *connection = std::get_if<Connection>(&is))
                connection->evidence = std::get<Connection>(*there).evidence;
        }
        if (there && before && before->index() == own->index()) {
            std::visit(
                [&, &of = *own](auto &element) {
                    using T = std::decay_t<decltype(element)>;
                    keepElsewhere(element, std::get<T>(of), mine, std::get<T>(*before),
                                  std::get<T>(*there), theirs);
                },
                is);
        }
        edit.replace(ids.value(id), std::move(is));
    }
    for (const auto &[id, element] : theirs.elements()) {
        const ElementId own = match.own(id);
        if (own ? !mine.find(own) : !livesElsewhere(theirs, *element))
            edit.remove(id);
    }
    return edit.change();
}

} // namespace stratoplan::sam
