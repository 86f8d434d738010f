// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/element_id.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace stratoplan::canvas {

/// The items of elements, in order of their ids. A sorted list, since a drawing has thousands of
/// them, looks them up often, and makes or drops many at a time.
template <class Item>
class ItemsById
{
public:
    using Entry = std::pair<ElementId, std::unique_ptr<Item>>;

    auto begin() const { return m_entries.begin(); }
    auto end() const { return m_entries.end(); }
    size_t size() const { return m_entries.size(); }

    /// Null for elements without an item.
    Item *find(ElementId id) const
    {
        const auto found = std::lower_bound(
            m_entries.begin(), m_entries.end(), id,
            [](const Entry &entry, ElementId other) { return entry.first < other; });
        return found != m_entries.end() && found->first == id ? found->second.get() : nullptr;
    }

    /// Takes items of elements that have none, in any order.
    void add(std::vector<Entry> added)
    {
        const auto former = std::ssize(m_entries);
        m_entries.reserve(m_entries.size() + added.size());
        std::move(added.begin(), added.end(), std::back_inserter(m_entries));
        const auto middle = m_entries.begin() + former;
        const auto byId = [](const Entry &a, const Entry &b) { return a.first < b.first; };
        std::sort(middle, m_entries.end(), byId);
        std::inplace_merge(m_entries.begin(), middle, m_entries.end(), byId);
    }

    /// Drops the items that `unwanted` says so of, and says whether there were any.
    template <class Predicate>
    bool drop(Predicate unwanted)
    {
        return std::erase_if(m_entries, [&](const Entry &entry) { return unwanted(*entry.second); })
            > 0;
    }

private:
    std::vector<Entry> m_entries;
};

} // namespace stratoplan::canvas
