// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <utility>

namespace stratoplan {

/// Where a property's value comes from.
enum class Origin
{
    Unset, ///< nobody stated it
    Own, ///< stated at the element in the template
    Globals, ///< stated in the template's Globals
    Default, ///< the service's documented default
    User, ///< stated by a person in the design
};

/// A property that may be unknown. `value` is what is known; `expression` is what the template says
/// where that cannot be evaluated (its source text: "!Ref MemoryParameter"); both empty means
/// unset. Unknown stays visible as unknown, it is never zero.
template <class T>
struct Field
{
    std::optional<T> value;
    QString expression;
    Origin origin = Origin::Unset;

    Field() = default;
    /// A value that a person states.
    Field(T stated) // NOLINT(google-explicit-constructor): a stated value is a field
        : value(std::move(stated))
        , origin(Origin::User)
    {
    }
    Field(T stated, Origin from)
        : value(std::move(stated))
        , origin(from)
    {
    }
    static Field computed(const QString &text, Origin from = Origin::Own)
    {
        Field field;
        field.expression = text;
        field.origin = from;
        return field;
    }

    bool isKnown() const { return value.has_value(); }
    /// Neither a value nor an expression.
    bool isUnset() const { return !value && expression.isEmpty(); }
    explicit operator bool() const { return value.has_value(); }
    const T &operator*() const { return *value; }
    const T *operator->() const { return &*value; }
    T valueOr(T other) const { return value ? *value : std::move(other); }

    bool operator==(const Field &) const = default;
};

} // namespace stratoplan
