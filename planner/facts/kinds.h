// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/facts/read.h"
#include "planner/yaml/reader.h"

namespace stratoplan::facts {

// The kinds of texts that facts are read from: whether a text is one, told from the keys of its
// root, and its reading. Faults go to the reader's problems; what is only passed over goes to
// `read.problems`.

bool isOwnFile(yaml::Node root);
void readOwnFile(yaml::Reader root, Read &read);

bool isAwsOutput(yaml::Node root);
void readAwsOutput(yaml::Reader root, Read &read);

bool isCdkContext(yaml::Node root);
void readCdkContext(yaml::Reader root, Read &read);

/// A low problem at a place.
Problem passedOver(const Where &where, const char *code, Text what, Text remedy);

} // namespace stratoplan::facts
