// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/was.h"

#include "planner/model/template_part.h"

namespace stratoplan {

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
    return apply(design, inverse(changeSinceImport(design)));
}

Change relinked(const Design &design, const TemplateLink &link)
{
    Change change;
    Settings settings = design.settings();
    settings.templateLink = link;
    if (settings != design.settings())
        change.settings = {design.settings(), settings};
    change.was = {design.was(), Was()};
    return change;
}

Change asRead(const Design &design, Change change)
{
    if (!templateSums(design.settings()).isEmpty())
        change.was = {design.was(), design.was()};
    return change;
}

} // namespace stratoplan
