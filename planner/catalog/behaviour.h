// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"

namespace stratoplan::catalog {

/// The catalogue entry of a service element; null for unknown kinds.
const ServiceKind *kindOf(const Service &service, const Catalog &catalog);

/// How a trigger or call works: what the connection states, else what the kind of its source does
/// (function to function: synchronous for a call, asynchronous for a trigger); nothing for access,
/// failure targets and connections that end at no function, unless stated.
std::optional<Execution> executionOf(const Connection &connection, const Design &design,
                                     const Catalog &catalog);

/// Value of a service field: what the element states, else the documented default with
/// Origin::Default, else unset. An expression stays an expression.
Field<QVariant> fieldOf(const Service &service, const QString &key, const Catalog &catalog);

/// TCP port that a service listens at: stated, else the documented default of its engine, else of
/// its kind; nothing where none is known, or where an expression states it.
std::optional<int> portOf(const Service &service, const Catalog &catalog);

/// Where a connection's target is reached from.
enum class Reach
{
    None, ///< no network path is needed (a trigger by AWS, unknown kinds)
    PrivateVpc, ///< an address in a VPC
    AwsGateway, ///< an AWS service with a gateway endpoint
    AwsInterface, ///< an AWS service with interface endpoints
    AwsPublic, ///< an AWS service without endpoints
    AwsUnknown, ///< an AWS service of which no list says whether it has endpoints
    Internet, ///< outside AWS
};
/// What a function needs to get at the target of a call or access that leaves it.
Reach reachOf(const Connection &connection, const Design &design, const Catalog &catalog);

} // namespace stratoplan::catalog
