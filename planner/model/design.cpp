// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/design.h"

namespace stratoplan {

const Element *Design::find(ElementId id) const
{
    const auto found = m_elements.find(id);
    return found == m_elements.end() ? nullptr : found->second.get();
}

bool Design::operator==(const Design &other) const
{
    if (m_elements.size() != other.m_elements.size() || m_settings != other.m_settings)
        return false;
    auto theirs = other.m_elements.begin();
    for (const auto &[id, element] : m_elements) {
        // Shared elements are equal without looking.
        if (id != theirs->first || (element != theirs->second && *element != *theirs->second))
            return false;
        ++theirs;
    }
    return true;
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
