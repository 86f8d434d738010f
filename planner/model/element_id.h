// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QMetaType>

#include <compare>

namespace stratoplan {

/// Identity of an element within its design: given once, saved, never used again. 0 names nothing.
struct ElementId
{
    quint32 value = 0;

    constexpr auto operator<=>(const ElementId &) const = default;
    constexpr explicit operator bool() const { return value != 0; }
    friend size_t qHash(ElementId id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

} // namespace stratoplan

Q_DECLARE_METATYPE(stratoplan::ElementId)
