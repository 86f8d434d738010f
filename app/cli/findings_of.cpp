// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/findings_of.h"

#include "planner/model/names.h"

namespace stratoplan::cli {

namespace {

// The place of the first of the elements that the template has.
Where placeOf(const review::Finding &finding, const Input &input, const Names &names)
{
    if (!input.imported)
        return {};
    for (const ElementId element : finding.elements) {
        const QString name = names.of(element);
        for (const sam::ImportedResource &resource : input.imported->resources) {
            if (resource.logicalId == name)
                return resource.where;
        }
    }
    return {};
}

} // namespace

void addFindings(const QString &path, const Input &input, const Analysis &analysis,
                 const std::optional<Baseline> &baseline, Reviewed &reviewed)
{
    const QString file = path == QLatin1String("-") ? QString() : path;
    reviewed.inputs.append(file);
    const Names names(*analysis.design);
    for (const review::Finding &finding : analysis.findings) {
        if (baseline && baseline->contains(file, finding)) {
            ++reviewed.inBaseline;
            continue;
        }
        const Where where = placeOf(finding, input, names);
        reviewed.findings.append({finding, toString(finding.message), names.of(finding.elements),
                                  file, where.line, where.column});
    }
}

} // namespace stratoplan::cli
