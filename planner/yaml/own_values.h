// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/yaml/tree.h"

namespace stratoplan::yaml {

/// True for an alias, and for a node with an anchor that an alias stands for.
bool isShared(Node node);

/// The text in which a shared node has values of its own: an alias gives way to a copy of what it
/// stands for; an anchor moves to its first alias, where a copy stands then. Nothing else changes:
/// the text is read again, and every value in it, with aliases followed, is as it was. Refused
/// where the copy has no place ("yaml.no-place", "yaml.shared-node") or that cannot be shown
/// ("yaml.not-proved").
Expected<QByteArray> withOwnValues(Node shared, const QString &file);

} // namespace stratoplan::yaml
