// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/elements.h"

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace stratoplan {

/// What an element was or is at one time, or that it did not exist. The element is shared and never
/// changes, so that copies cost next to nothing; two states are equal when their elements are.
/// Otherwise it is used like a std::optional<Element>.
class ElementState
{
    template <class T>
    static constexpr bool isKind
        = std::is_constructible_v<Element,
                                  T> && !std::is_same_v<std::remove_cvref_t<T>, ElementState>;

public:
    ElementState() = default;
    ElementState(std::nullopt_t) { }
    /// Null = does not exist.
    ElementState(std::shared_ptr<const Element> element)
        : m_element(std::move(element))
    {
    }
    /// Of an element, or of one of a kind.
    // The check of clang 14 does not see what the constraint leaves out.
    template <class T> // NOLINTNEXTLINE(bugprone-forwarding-reference-overload)
    requires isKind<T> ElementState(T &&element)
        : m_element(std::make_shared<const Element>(std::forward<T>(element)))
    {
    }
    ElementState(std::optional<Element> element)
        : m_element(element ? std::make_shared<const Element>(*std::move(element)) : nullptr)
    {
    }

    bool has_value() const { return m_element != nullptr; }
    explicit operator bool() const { return has_value(); }
    const Element &operator*() const { return *m_element; }
    const Element *operator->() const { return m_element.get(); }
    const std::shared_ptr<const Element> &shared() const { return m_element; }

    bool operator==(const ElementState &other) const
    {
        return m_element == other.m_element
            || (m_element && other.m_element && *m_element == *other.m_element);
    }

private:
    std::shared_ptr<const Element> m_element;
};

} // namespace stratoplan
