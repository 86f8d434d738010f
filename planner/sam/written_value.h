// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: parts that the writer makes as values that a patch puts into a template.

#include "planner/sam/write_part.h"
#include "planner/yaml/patch.h"

namespace stratoplan::sam {

/// The value that the part is as YAML, with short forms of functions ("!Ref X"). Empty maps and
/// lists inside of it stay.
yaml::NewValue valueOf(const Part &part);
/// The same value with long forms ("Ref: X"), as JSON and some templates have them.
yaml::NewValue inLongForms(yaml::NewValue value);
/// True when both mean the same, whatever their quotes and forms of functions.
bool isSameMeaning(const yaml::NewValue &a, const yaml::NewValue &b);

/// One reference in a value with short forms: "Orders" and, of a GetAtt or a Sub, "Arn".
struct WrittenReference
{
    QString id;
    QString attribute;
};
/// What a value refers to; pseudo parameters ("AWS::Region") are left out.
QList<WrittenReference> references(const yaml::NewValue &value);

} // namespace stratoplan::sam
