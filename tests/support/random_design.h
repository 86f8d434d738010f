// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

#include <QRandomGenerator>

namespace stratoplan {

/// Makes designs and edits up. The same seed gives the same everywhere. Members are filled in
/// through the table of the design file (planner/store/fields.h), so none is left out.
class RandomDesign
{
public:
    explicit RandomDesign(quint32 seed)
        : m_random(seed)
    {
    }

    /// A design of about so many elements of all kinds.
    Design design(int elements);
    /// A person's next edit: one to three times adding, connecting, changing, moving, renaming or
    /// removing an element, or changing the settings. It can be applied to the design.
    Change change(const Design &design);

    /// Whole number in [0, bound).
    int below(int bound) { return static_cast<int>(m_random.bounded(bound)); }
    bool chance(int percent) { return below(100) < percent; }
    /// A text; often one that YAML could take for something else, of several lines, or of odd
    /// characters.
    QString text();

private:
    QRandomGenerator m_random;
    int m_usualSize = 150;
};

/// How often a random test repeats itself: `usual` times, and 20 times that in the long checks,
/// which set STRATOPLAN_LONG.
int rounds(int usual);

} // namespace stratoplan
