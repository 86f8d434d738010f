// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace stratoplan {

/// One continuous act of a person: a drag, the time a field has the focus. Edits of one gesture
/// become one undo entry; an edit without gesture always stands alone. Gestures come from
/// DesignDocument::newGesture() and are never told apart by the clock.
struct Gesture
{
    quint64 value = 0;

    constexpr explicit operator bool() const { return value != 0; }
    constexpr bool operator==(const Gesture &) const = default;
};

} // namespace stratoplan
