// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/was.h"

#include "planner/model/template_members.h"
#include "planner/model/template_part.h"

#include <set>

namespace stratoplan {

namespace {

template <class T>
void settle(Field<T> &field)
{
    if (field.origin == Origin::User)
        field.origin = Origin::Own;
}
template <class T>
void settle(T & /*value*/)
{
}

/// What people stated of it stands in the template now. Properties of services stay theirs: which
/// of them a template holds is the catalogue's to tell.
Element asTheTemplateSays(Element element)
{
    std::visit(
        [](auto &part) {
            forEachTemplateMember(&std::as_const(part),
                                  [&part](const char *, auto member) { settle(part.*member); });
        },
        element);
    return element;
}

} // namespace

Change changeSinceImport(const Design &design)
{
    Change change;
    for (const auto &[id, was] : design.was().elements) {
        const Element *is = design.find(id);
        ElementChange step{id, std::nullopt, std::nullopt};
        if (was)
            step.before = is ? withDesignPart(*was, *is) : *was;
        if (is)
            step.after = *is;
        change.elements.push_back(std::move(step));
    }
    return change;
}

Expected<Design> asImported(const Design &design)
{
    Change change = inverse(changeSinceImport(design));
    QList<ElementId> gone;
    std::set<ElementId> changed;
    for (const ElementChange &step : change.elements) {
        changed.insert(step.id);
        if (!step.after)
            gone.append(step.id);
    }
    const auto without = [&gone](std::optional<Element> element) {
        for (const ElementId id : gone) {
            if (element && references(*element).contains(id))
                element = withoutReference(*std::move(element), id);
        }
        return element;
    };
    // What a template does not hold may refer to what was added since: the zone of a subnet that
    // lies elsewhere, for one.
    for (ElementChange &step : change.elements) {
        if (step.after)
            step.after = without(*step.after);
    }
    if (!gone.isEmpty()) {
        for (const auto &[id, element] : design.elements()) {
            if (changed.count(id))
                continue;
            std::optional<Element> kept = without(*element);
            if (kept != *element)
                change.elements.push_back({id, *element, std::move(kept)});
        }
    }
    return apply(design, change);
}

Change relinked(const Design &design, const TemplateLink &link)
{
    Change change;
    for (const auto &[id, element] : design.elements()) {
        Element settled = asTheTemplateSays(*element);
        if (settled != *element)
            change.elements.push_back({id, *element, std::move(settled)});
    }
    Settings settings = design.settings();
    settings.templateLink = link;
    if (settings != design.settings())
        change.settings = {design.settings(), settings};
    change.was = {design.was(), Was()};
    return change;
}

Expected<Design> relinked(const Design &design, const Design &held, const TemplateLink &link)
{
    const Expected<Design> base = apply(held, relinked(held, link));
    if (!base)
        return base;
    Change since = diff(held, design);
    since.was.reset();
    for (ElementChange &step : since.elements) {
        if (step.before)
            step.before = base->share(step.id);
    }
    Settings settings = design.settings();
    settings.templateLink = link;
    since.settings = {base->settings(), settings};
    return apply(*base, since);
}

Change asRead(const Design &design, Change change)
{
    if (!templateSums(design.settings()).isEmpty())
        change.was = {design.was(), design.was()};
    return change;
}

} // namespace stratoplan
