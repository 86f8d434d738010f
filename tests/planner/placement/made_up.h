// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/walk.h"
#include "planner/model/edit.h"

#include <QRandomGenerator>

namespace stratoplan {

/// What people get wrong in networks, at random.
inline Design spoiled(const Design &design, QRandomGenerator &random)
{
    const auto chance = [&random](int percent) { return int(random.bounded(100)) < percent; };
    Edit edit(design);
    const QList<const Gateway *> gateways = design.all<Gateway>();
    for (const RouteTable *table : design.all<RouteTable>()) {
        if (!chance(40))
            continue;
        QList<Route> routes;
        if (chance(70) && !gateways.isEmpty()) {
            const Gateway *target = gateways.at(int(random.bounded(int(gateways.size()))));
            if (target->vpc == table->vpc)
                routes.append({QStringLiteral("0.0.0.0/0"), target->id, {}});
        }
        edit.set(table->id, &RouteTable::routes, routes);
    }
    for (const Subnet *subnet : design.all<Subnet>()) {
        if (chance(10) && !subnet->outside)
            edit.set(subnet->id, &Subnet::routeTable, ElementId{});
    }
    for (const Gateway *gateway : gateways) {
        if (gateway->kind == GatewayKind::Nat && chance(20))
            edit.remove(gateway->id);
    }
    for (const Vpc *vpc : design.all<Vpc>()) {
        if (chance(50) && !vpc->outside)
            edit.set(vpc->id, &Vpc::ipv6Cidr, Field<QString>(QStringLiteral("2001:db8::/56")));
    }
    for (const Function *function : design.all<Function>()) {
        if (chance(15) && function->inVpc)
            edit.set(function->id, &Function::ipv6DualStack, Field<bool>(true));
        if (chance(5))
            edit.set(function->id, &Function::managedInstances, Field<bool>(true));
        if (chance(20) && function->inVpc && function->subnets.size() > 1)
            edit.set(function->id, &Function::subnets, QList<ElementId>{function->subnets.first()});
    }
    const auto result = edit.result();
    return result ? *result : design;
}

/// Answers every open question of the function's walk at random, and now and then one more.
inline Design decided(Design design, const decision::Tree &tree, ElementId function,
                      const catalog::Catalog &facts, QRandomGenerator &random)
{
    for (int i = 0; i < 10; ++i) {
        const decision::Walk walk = decision::walk(tree, function, design, facts);
        const decision::Answer &last = walk.answers.last();
        QString question = last.answer.isEmpty() ? last.question : QString();
        // What the drawing says of the network may be wanted otherwise.
        if (question.isEmpty() && random.bounded(100) < 25) {
            for (const decision::Answer &answer : walk.answers) {
                if ((answer.question == QLatin1String("nat-placement")
                     || answer.question == QLatin1String("ipv6-egress"))
                    && answer.from != decision::AnswerFrom::User)
                    question = answer.question;
            }
        }
        if (question.isEmpty())
            break;
        const QList<decision::Branch> &ways = tree.question(question)->branches;
        Function element = *design.get<Function>(function);
        element.decision.answers[tree.id].append(
            {question, ways.at(int(random.bounded(int(ways.size())))).answer, {}, {}, {}});
        Edit edit(design);
        edit.replace(function, element);
        design = *edit.result();
    }
    return design;
}

} // namespace stratoplan
