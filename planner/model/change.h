// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"
#include "planner/model/element_state.h"

#include <vector>

namespace stratoplan {

template <class T>
struct BeforeAfter
{
    T before;
    T after;

    bool operator==(const BeforeAfter &) const = default;
};

/// What one element was and is; nothing = does not exist then.
struct ElementChange
{
    ElementId id;
    ElementState before;
    ElementState after;

    bool operator==(const ElementChange &) const = default;
};

/// The only way to alter a Design. Undo is the inverse.
struct Change
{
    std::vector<ElementChange> elements;
    std::optional<BeforeAfter<Settings>> settings;
    /// For what is no edit of the design against its template: relinking, facts from elsewhere.
    /// Left out, apply() keeps Design::was() up to date by itself, and empties it where the
    /// template's sum changes.
    std::optional<BeforeAfter<Was>> was = std::nullopt;

    bool isEmpty() const { return elements.empty() && !settings && !was; }
    bool operator==(const Change &) const = default;
};

Change inverse(const Change &change);

/// The design after the change. Refused, with every problem, when the change does not start from
/// this design ("model.stale-change") or its result would break an invariant of Design
/// ("model.duplicate-name", "model.empty-name", "model.dangling-reference", "model.wrong-kind").
/// The id counter only grows, also when a change is undone.
Expected<Design> apply(Design design, const Change &change);

/// The change that turns `from` into `to`; empty when they are equal.
Change diff(const Design &from, const Design &to);

/// One change that does `first` and then `second`. Elements that end as they began drop out.
Change merged(const Change &first, const Change &second);

} // namespace stratoplan
