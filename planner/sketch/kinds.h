// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/elements.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace stratoplan::sketch {

/// Words by which people ask for what can be placed and is no kind of the catalogue: "function",
/// "vpc", "zone", "subnet", "nat-gateway", "internet-gateway", "egress-only-gateway",
/// "gateway-endpoint", "interface-endpoint", "note". Empty for anything else.
QStringList ownWords(const QString &what);

/// What the words ask for, a kind of the catalogue or one of those above, by its id, its label or
/// any of its other words ("sqs", "step functions"); upper and lower case are the same. Kinds that
/// only configure others are left out. Empty where nothing is called so.
QString kindNamed(const QString &words, const catalog::Catalog &catalog);

/// The word to write for a kind: the shortest single one that kindNamed() takes for it ("sqs",
/// "fn", "subnet").
QString wordFor(const QString &what, const catalog::Catalog &catalog);

/// "nat-gateway", "internet-gateway", "egress-only-gateway"; empty for gateways that are not placed
/// by hand.
QString kindOf(GatewayKind gateway);
/// The same, the other way round.
std::optional<GatewayKind> gatewayNamed(const QString &what);

/// "relational-database" becomes "RelationalDatabase", as logical ids are written.
QString defaultName(const QString &what);

} // namespace stratoplan::sketch
