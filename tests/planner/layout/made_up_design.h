// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"
#include "planner/model/edit.h"

#include <QRandomGenerator>

/// Designs for tests and benchmarks of the layout.
namespace stratoplan::layout::testing {

/// The kinds that made-up designs have as configuration.
inline const QSet<QString> configuration{QStringLiteral("role"), QStringLiteral("permission")};

/// A made-up system: functions fed by services, some in one or two networks, and a rest without
/// connection.
inline Design randomDesign(quint32 seed, int elements)
{
    QRandomGenerator random(seed);
    const auto below = [&random](int bound) { return static_cast<int>(random.bounded(bound)); };
    Edit edit{Design()};
    QList<ElementId> ends;
    QList<QList<ElementId>> networks; // subnets
    const auto named = [](auto element, const char *stem, int i) {
        element.name = QLatin1String(stem) + QString::number(i);
        return element;
    };
    for (int v = 0; v < below(3); ++v) {
        const ElementId vpc = edit.add(named(Vpc(), "Vpc", v));
        QList<ElementId> subnets;
        const int zones = below(4);
        for (int z = 0; z < zones; ++z) {
            Zone zone = named(Zone(), "Zone", 10 * v + z);
            zone.vpc = vpc;
            const ElementId zoneId = edit.add(zone);
            for (int s = 0; s < 1 + below(3); ++s) {
                Subnet subnet = named(Subnet(), "Subnet", 100 * v + 10 * z + s);
                subnet.vpc = vpc;
                subnet.zone = zoneId;
                subnet.isPublic = below(2) == 0;
                subnets.append(edit.add(subnet));
            }
        }
        for (int s = 0; s < below(3); ++s) {
            Subnet subnet = named(Subnet(), "Outside", 10 * v + s);
            subnet.vpc = vpc;
            subnets.append(edit.add(subnet));
        }
        for (int g = 0; g < below(6); ++g) {
            Gateway gateway = named(Gateway(), "Gateway", 10 * v + g);
            if (below(3) > 0)
                gateway.vpc = vpc;
            edit.add(gateway);
        }
        for (int e = 0; e < below(4); ++e) {
            Endpoint endpoint = named(Endpoint(), "Endpoint", 10 * v + e);
            endpoint.vpc = vpc;
            edit.add(endpoint);
        }
        networks.append(subnets);
    }
    static const char *const kinds[]
        = {"queue", "topic",      "table", "bucket", "http-api", "schedule", "relational-database",
           "role",  "permission", "alarm"};
    for (int i = 0; i < elements; ++i) {
        QList<ElementId> subnets;
        if (!networks.isEmpty() && below(3) == 0) {
            const QList<ElementId> &network = networks[below(static_cast<int>(networks.size()))];
            for (ElementId subnet : network) {
                if (below(3) == 0)
                    subnets.append(subnet);
            }
        }
        if (below(2) == 0) {
            Function function = named(Function(), "Function", i);
            function.subnets = subnets;
            function.inVpc = !subnets.isEmpty() || below(9) == 0;
            ends.append(edit.add(function));
        } else {
            Service service = named(Service(), "Service", i);
            service.kind = QLatin1String(kinds[below(10)]);
            service.subnets = subnets;
            ends.append(edit.add(service));
        }
    }
    if (below(2) == 0)
        edit.add(named(Note(), "Note", 0));
    const int used = static_cast<int>(ends.size()) * 3 / 4; // the rest stays without connection
    for (int i = 0; i < elements && used > 1; ++i) {
        Connection connection;
        connection.from = ends[below(used)];
        connection.to
            = ends[(static_cast<int>(ends.indexOf(connection.from)) + 1 + below(8)) % used];
        if (below(20) == 0)
            connection.to = connection.from;
        connection.role = static_cast<Role>(below(4));
        edit.add(connection);
    }
    const Expected<Design> result = edit.result();
    Q_ASSERT(result);
    return *result;
}

inline Design arranged(const Design &design)
{
    const Expected<Design> result = apply(design, arrange(design, configuration));
    Q_ASSERT(result);
    return *result;
}

} // namespace stratoplan::layout::testing
