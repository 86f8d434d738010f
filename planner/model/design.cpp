// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/design.h"

#include <algorithm>

namespace stratoplan {

QStringList templateSums(const Settings &settings)
{
    QStringList sums;
    if (!settings.templateLink.sha256.isEmpty())
        sums.append(settings.templateLink.sha256);
    for (const Stack &stack : settings.stacks)
        sums.append(stack.link.sha256);
    return sums;
}

const Element *Design::find(ElementId id) const
{
    const auto found = m_elements.find(id);
    return found == m_elements.end() ? nullptr : found->second.get();
}

std::shared_ptr<const Element> Design::share(ElementId id) const
{
    const auto found = m_elements.find(id);
    return found == m_elements.end() ? nullptr : found->second;
}

namespace {

using Shared = std::map<ElementId, std::shared_ptr<const Element>>;

bool areEqual(const Shared &ours, const Shared &theirs)
{
    return std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                      [](const auto &one, const auto &other) {
                          // Shared elements are equal without looking.
                          return one.first == other.first
                              && (one.second == other.second
                                  || (one.second && other.second && *one.second == *other.second));
                      });
}

} // namespace

bool Was::operator==(const Was &other) const
{
    return areEqual(elements, other.elements);
}

bool Design::operator==(const Design &other) const
{
    return m_settings == other.m_settings && areEqual(m_elements, other.m_elements)
        && m_was == other.m_was;
}

size_t qHash(const Design &design, size_t seed)
{
    size_t hash
        = qHashMulti(seed, design.settings().title, design.settings().region, design.size());
    for (const auto &[id, element] : design.elements())
        hash = qHashMulti(hash, id, element->index(), common(*element).name);
    return hash;
}

} // namespace stratoplan
