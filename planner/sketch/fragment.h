// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Parts of a drawing as text, to copy and to paste into the same or another design.

#include "planner/model/change.h"

#include <QByteArray>

namespace stratoplan::sketch {

/// The elements with the connections among them, as a design file. What they refer to (the subnets
/// they stand in, with their network; security groups) comes along for their place only; the first
/// line, a remark, names the elements themselves.
QByteArray copied(const Design &design, const QList<ElementId> &ids);

/// True when the text is a design file, so that pasted() can read it.
bool looksCopied(const QByteArray &text);

struct Pasted
{
    Change change;
    QList<ElementId> ids; ///< the copies, connections and what came for their place not among them
};

/// The copies in another design: under new ids, with a number behind names that are taken, moved by
/// `offset`, and no part of any template. What came along for their place only is taken to be the
/// element of the same name and kind where there is one. A design file that was not copied from
/// here comes whole. Problems are those of reading a design file.
Expected<Pasted> pasted(const QByteArray &text, const Design &into, Point offset);

} // namespace stratoplan::sketch
