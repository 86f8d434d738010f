// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/spare_nodes.h"

#include "planner/catalog/behaviour.h"

namespace stratoplan::network {

namespace {

Spare spareIf(bool more)
{
    return more ? Spare::Yes : Spare::No;
}

} // namespace

Spare spareNode(const Service &service, const catalog::Catalog &catalog)
{
    const catalog::ServiceKind *kind = catalog::kindOf(service, catalog);
    if (!kind)
        return Spare::Unknown;
    if (kind->nodePerSubnet)
        return Spare::Yes;
    const auto stated = [&service](const char *key) {
        return service.properties.value(QString::fromLatin1(key));
    };
    if (const Field<QVariant> zones = stated("zones"))
        return spareIf(zones->toInt() > 1);
    if (const Field<QVariant> mode = stated("deploymentMode"))
        return spareIf(mode->toString() != QLatin1String("SINGLE_INSTANCE"));
    if (const Field<QVariant> replicas = stated("replicas"))
        return spareIf(replicas->toInt() > 0);
    if (const Field<QVariant> multiAz = stated("multiAz"); multiAz && multiAz->toBool())
        return Spare::Yes;
    if (const Field<QVariant> nodes = stated("nodes"))
        return nodes->toInt() == 1 ? Spare::No : Spare::Unknown;
    const Field<QVariant> engine = stated("engine");
    const bool isCluster = (engine && engine->toString().startsWith(QLatin1String("aurora")))
        || service.cfnType.endsWith(QLatin1String("Cluster"));
    if (!kind->field(QStringLiteral("multiAz")) || isCluster)
        return Spare::Unknown;
    const Field<QVariant> multiAz = stated("multiAz");
    const bool saysNo = multiAz && !multiAz->toBool();
    const bool isInstance = service.cfnType == QLatin1String("AWS::RDS::DBInstance");
    return saysNo || (multiAz.isUnset() && isInstance) ? Spare::No : Spare::Unknown;
}

} // namespace stratoplan::network
