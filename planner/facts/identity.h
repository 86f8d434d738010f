// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/facts/apply.h"

namespace stratoplan::facts {

/// A design in which every outside VPC, subnet and security group that facts know stands for
/// exactly one thing, with the ids of these things.
struct Identified
{
    Design design;
    QMap<ElementId, QString> vpcs;
    QMap<ElementId, QString> subnets;
    QMap<ElementId, QString> groups;
    Problems problems;
};

/// Finds out what the outside elements are, joins those that are the same and gives each entry of a
/// list an element of its own.
Expected<Identified> identified(const Design &design, const Facts &facts, const Mapping &mapping);

/// A low problem at an element.
Problem atElement(const QString &element, const char *code, Text what, Text remedy);

} // namespace stratoplan::facts
