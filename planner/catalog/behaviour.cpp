// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"

namespace stratoplan::catalog {

const ServiceKind *kindOf(const Service &service, const Catalog &catalog)
{
    return catalog.service(service.kind);
}

std::optional<Execution> executionOf(const Connection &connection, const Design &design,
                                     const Catalog &catalog)
{
    if (connection.execution)
        return *connection.execution;
    if (!connection.execution.isUnset())
        return std::nullopt;
    if (connection.role != Role::Trigger && connection.role != Role::Call)
        return std::nullopt;
    if (!design.get<Function>(connection.to))
        return std::nullopt;
    const Element *source = design.find(connection.from);
    if (source && std::holds_alternative<Function>(*source))
        return connection.role == Role::Call ? Execution::Synchronous : Execution::Asynchronous;
    const auto *service = source ? std::get_if<Service>(source) : nullptr;
    const ServiceKind *kind = service ? kindOf(*service, catalog) : nullptr;
    return kind ? kind->execution : std::nullopt;
}

Field<QVariant> fieldOf(const Service &service, const QString &key, const Catalog &catalog)
{
    const Field<QVariant> stated = service.properties.value(key);
    if (!stated.isUnset())
        return stated;
    const ServiceKind *kind = kindOf(service, catalog);
    const FieldSpec *spec = kind ? kind->field(key) : nullptr;
    if (spec && spec->defaultValue.isValid())
        return Field<QVariant>(spec->defaultValue, Origin::Default);
    return stated;
}

namespace {

Reach reachOf(const Service &service, const Catalog &catalog)
{
    const ServiceKind *kind = kindOf(service, catalog);
    if (!kind)
        return Reach::None;
    switch (kind->address) {
    case Address::None:
        return Reach::None;
    case Address::Vpc:
        return Reach::PrivateVpc;
    case Address::Public:
        break;
    }
    // A load balancer stands in subnets either way; what else can choose and does has moved inside.
    // A private API answers to endpoints of a VPC alone.
    const Field<QVariant> scheme = fieldOf(service, QStringLiteral("scheme"), catalog);
    const Field<QVariant> endpointType = fieldOf(service, QStringLiteral("endpointType"), catalog);
    const bool isPrivate = endpointType && endpointType->toString() == QLatin1String("PRIVATE");
    const bool inside = scheme ? scheme->toString() == QLatin1String("internal")
                               : isPrivate || !service.subnets.isEmpty();
    if (inside)
        return Reach::PrivateVpc;
    // The endpoint of an API that can be private serves private ones only; which it is may be an
    // expression.
    if (kind->field(QStringLiteral("endpointType")) && endpointType.expression.isEmpty())
        return Reach::AwsPublic;
    switch (kind->endpoint) {
    case EndpointOffer::Gateway:
        return Reach::AwsGateway;
    case EndpointOffer::Interface:
        return Reach::AwsInterface;
    case EndpointOffer::None:
        break;
    case EndpointOffer::Unknown:
        return Reach::AwsUnknown;
    }
    return kind->category == Category::Outside ? Reach::Internet : Reach::AwsPublic;
}

} // namespace

std::optional<int> portOf(const Service &service, const Catalog &catalog)
{
    const Field<QVariant> stated = fieldOf(service, QStringLiteral("port"), catalog);
    if (stated && stated->toInt() > 0)
        return stated->toInt();
    if (!stated && !stated.isUnset())
        return std::nullopt;
    const Field<QVariant> engine = fieldOf(service, QStringLiteral("engine"), catalog);
    // The engines' documented default ports; templates add the edition ("oracle-ee").
    static const std::pair<QLatin1String, int> ports[]{
        {QLatin1String("mysql"), 3306},        {QLatin1String("mariadb"), 3306},
        {QLatin1String("aurora-mysql"), 3306}, {QLatin1String("oracle"), 1521},
        {QLatin1String("sqlserver"), 1433},    {QLatin1String("db2"), 50000},
        {QLatin1String("memcached"), 11211},
    };
    const QString name = engine ? engine->toString() : QString();
    for (const auto &[family, port] : ports) {
        if (name.startsWith(family))
            return port;
    }
    const ServiceKind *kind = kindOf(service, catalog);
    return kind ? kind->inTemplate.port : std::nullopt;
}

Reach reachOf(const Connection &connection, const Design &design, const Catalog &catalog)
{
    if (connection.role != Role::Call && connection.role != Role::Access)
        return Reach::None;
    if (!design.get<Function>(connection.from))
        return Reach::None;
    // The Lambda API, which has an interface endpoint.
    if (design.get<Function>(connection.to))
        return Reach::AwsInterface;
    const Service *target = design.get<Service>(connection.to);
    return target ? reachOf(*target, catalog) : Reach::None;
}

} // namespace stratoplan::catalog
