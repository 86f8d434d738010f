// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layout.h"

#include <algorithm>

namespace stratoplan::layout {

bool Rect::contains(const Rect &other) const
{
    return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
}

bool Rect::overlaps(const Rect &other) const
{
    return other.x < right() && x < other.right() && other.y < bottom() && y < other.bottom();
}

Rect Rect::grown(double margin) const
{
    return {x - margin, y - margin, width + 2 * margin, height + 2 * margin};
}

Rect Rect::united(const Rect &other) const
{
    if (other.isEmpty())
        return *this;
    if (isEmpty())
        return other;
    const double left = std::min(x, other.x);
    const double top = std::min(y, other.y);
    return {left, top, std::max(right(), other.right()) - left,
            std::max(bottom(), other.bottom()) - top};
}

const Scene::Box *Scene::box(ElementId id) const
{
    const auto found = std::find_if(boxes.begin(), boxes.end(),
                                    [id](const Box &box) { return id && box.id == id; });
    return found == boxes.end() ? nullptr : &*found;
}

} // namespace stratoplan::layout
