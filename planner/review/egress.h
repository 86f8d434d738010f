// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/derive.h"
#include "planner/review/rule.h"

namespace stratoplan::review {

/// The name of the AWS service that endpoints are made for ("s3", "sqs"), of the other end of a
/// contact; empty when there are none for it.
QString endpointServiceOf(const decision::Contact &contact, const Facts &facts);

/// True when an endpoint of the subnet's VPC takes the contact: a gateway endpoint in the subnet's
/// effective route table, or an interface endpoint anywhere in the VPC.
bool isServedByEndpoint(const decision::Contact &contact, const Subnet &subnet,
                        const decision::SubnetRoutes &routes, const Facts &facts);

/// What the function reaches outside its VPC from one subnet by no endpoint, so by a default route.
QList<decision::Contact> throughDefaultRoute(const decision::Contacts &contacts,
                                             const Subnet &subnet,
                                             const decision::SubnetRoutes &routes,
                                             const Facts &facts);

/// Names of the other ends of contacts, each once.
QStringList targetsOf(const QList<decision::Contact> &contacts, const Facts &facts);

} // namespace stratoplan::review
