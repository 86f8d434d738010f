// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/drawing.h"

namespace stratoplan::canvas {

// What the items show is the same as in pictures of the design.
using drawing::Badge;
using drawing::BoxContent;
using drawing::Content;
using drawing::contentOf;
using drawing::EdgeContent;
using drawing::Headroom;
using drawing::Relation;
using drawing::relationOf;
using drawing::spoken;

} // namespace stratoplan::canvas
