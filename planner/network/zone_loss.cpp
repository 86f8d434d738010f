// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/zone_loss.h"

#include "planner/base/table.h"
#include "planner/catalog/behaviour.h"
#include "planner/network/egress.h"
#include "planner/network/interfaces.h"
#include "planner/network/limits.h"
#include "planner/network/spare_nodes.h"
#include "planner/network/spread.h"

#include <algorithm>

namespace stratoplan::network {

namespace {

constexpr std::array<Word<Harm>, 4> harms{{
    {Harm::Stops, QLatin1String("stops")},
    {Harm::CutOff, QLatin1String("cut-off")},
    {Harm::Overloaded, QLatin1String("overloaded")},
    {Harm::Unknown, QLatin1String("unknown")},
}};

class Losses
{
public:
    Losses(const Design &design, const catalog::Catalog &catalog, const Plan &plan,
           const QSet<ElementId> &lost)
        : m_design(design)
        , m_plan(plan)
        , m_lost(lost)
        , m_limits(limitsOf(design, catalog))
        , m_surroundings(design, catalog)
    {
    }

    ZoneLoss find()
    {
        stopSubnets();
        stopGateways();
        stopEndpoints();
        stopServices();
        stopFunctions();
        const QList<const Function *> functions = m_design.all<Function>();
        for (const Function *function : functions) {
            if (!m_stopped.contains(function->id))
                cutOff(*function);
        }
        overloadSubnets();
        overloadNats();
        std::stable_sort(m_effects.begin(), m_effects.end(),
                         [](const Effect &a, const Effect &b) { return a.element < b.element; });
        return {m_lost, m_effects};
    }

private:
    QString shown(ElementId id) const { return m_surroundings.names.shown(id); }

    /// Zones as people tell them apart ("us-east-1a"), else by the names of their elements.
    QStringList shownZones(const QList<ElementId> &zones) const
    {
        QStringList words;
        for (const ElementId id : zones) {
            const auto *zone = m_design.get<Zone>(id);
            words.append(zone && zone->zone ? *zone->zone : shown(id));
        }
        return words;
    }

    void add(ElementId element, Harm harm, Text reason, QList<ElementId> because)
    {
        if (harm == Harm::Stops)
            m_stopped.insert(element);
        m_effects.append({element, harm, std::move(reason), std::move(because)});
    }

    bool isLost(ElementId subnet) const
    {
        const auto *place = m_design.get<Subnet>(subnet);
        return place && m_lost.contains(placeOf(*place));
    }

    /// The lost zones that hold subnets of the list, each once.
    QList<ElementId> lostZonesOf(const QList<ElementId> &subnets) const
    {
        QList<ElementId> zones;
        for (const ElementId id : subnets) {
            const auto *subnet = m_design.get<Subnet>(id);
            if (subnet && isLost(id) && !zones.contains(placeOf(*subnet)))
                zones.append(placeOf(*subnet));
        }
        return zones;
    }

    Text everySubnet(const QList<ElementId> &subnets) const
    {
        return {STRATOPLAN_TEXT("Network", "Every subnet of it is lost with {zones}"),
                {{QStringLiteral("zones"), shownZones(lostZonesOf(subnets))}}};
    }

    bool loseAll(const QList<ElementId> &subnets) const
    {
        return !subnets.isEmpty()
            && std::all_of(subnets.begin(), subnets.end(),
                           [this](ElementId subnet) { return isLost(subnet); });
    }

    void stopSubnets()
    {
        const QList<const Subnet *> subnets = m_design.all<Subnet>();
        for (const Subnet *subnet : subnets) {
            if (!isLost(subnet->id))
                continue;
            const ElementId zone = placeOf(*subnet);
            add(subnet->id, Harm::Stops,
                {STRATOPLAN_TEXT("Network", "It lies in {zone}"),
                 {{QStringLiteral("zone"), shownZones({zone}).first()}}},
                {zone});
        }
    }

    void stopGateways()
    {
        const QList<const Gateway *> gateways = m_design.all<Gateway>();
        for (const Gateway *gateway : gateways) {
            if (gateway->kind != GatewayKind::Nat || !isLost(gateway->subnet))
                continue;
            const QList<ElementId> zones = lostZonesOf({gateway->subnet});
            add(gateway->id, Harm::Stops,
                {STRATOPLAN_TEXT("Network",
                                 "A NAT gateway works in one zone, and it stands in "
                                 "{zones}"),
                 {{QStringLiteral("zones"), shownZones(zones)}}},
                zones);
        }
    }

    void stopEndpoints()
    {
        const QList<const Endpoint *> endpoints = m_design.all<Endpoint>();
        for (const Endpoint *endpoint : endpoints) {
            if (endpoint->kind == EndpointKind::Interface && loseAll(endpoint->subnets))
                add(endpoint->id, Harm::Stops, everySubnet(endpoint->subnets),
                    lostZonesOf(endpoint->subnets));
        }
    }

    void stopServices()
    {
        const QList<const Service *> services = m_design.all<Service>();
        for (const Service *service : services) {
            const QList<ElementId> zones = lostZonesOf(service->subnets);
            const catalog::ServiceKind *kind = catalog::kindOf(*service, m_surroundings.catalog);
            if (zones.isEmpty() || (kind && kind->address == catalog::Address::None))
                continue;
            if (loseAll(service->subnets)) {
                add(service->id, Harm::Stops, everySubnet(service->subnets), zones);
                continue;
            }
            const Args args{{QStringLiteral("zones"), shownZones(zones)}};
            switch (spareNode(*service, m_surroundings.catalog)) {
            case Spare::Yes:
                break;
            case Spare::No:
                add(service->id, Harm::Unknown,
                    {STRATOPLAN_TEXT("Network", "It has a single node, which may stand in {zones}"),
                     args},
                    zones);
                break;
            case Spare::Unknown:
                add(service->id, Harm::Unknown,
                    {STRATOPLAN_TEXT("Network",
                                     "Nothing says whether it has a node outside {zones}"),
                     args},
                    zones);
                break;
            }
        }
    }

    void stopFunctions()
    {
        const QList<const Function *> functions = m_design.all<Function>();
        for (const Function *function : functions) {
            if (loseAll(function->subnets))
                add(function->id, Harm::Stops, everySubnet(function->subnets),
                    lostZonesOf(function->subnets));
        }
    }

    void cutOff(const Function &function)
    {
        const decision::Contacts contacts = decision::contactsOf(function, m_surroundings);
        QSet<ElementId> told;
        const auto calls = contacts.inside + contacts.outside;
        for (const decision::Contact &contact : calls) {
            if (!m_stopped.contains(contact.other) || told.contains(contact.other))
                continue;
            told.insert(contact.other);
            add(function.id, Harm::CutOff,
                {STRATOPLAN_TEXT("Network", "It uses {target}, which stops"),
                 {{QStringLiteral("target"), shown(contact.other)}}},
                {contact.other, contact.connection->id});
        }
        for (const decision::Contact &contact : contacts.outside) {
            if (told.contains(contact.other))
                continue;
            told.insert(contact.other);
            loseWay(function, contact, contacts);
        }
    }

    /// The ways to one target out of the subnets that are left.
    void loseWay(const Function &function, const decision::Contact &contact,
                 const decision::Contacts &contacts)
    {
        QList<ElementId> subnets;
        QList<ElementId> ways;
        for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
            const Subnet &subnet = *contacts.subnets.at(i);
            if (isLost(subnet.id))
                continue;
            const decision::SubnetRoutes &routes = contacts.routes.at(i);
            const Endpoint *endpoint
                = endpointFor(contact, subnet, routes, m_design, m_surroundings.catalog);
            const ElementId way = endpoint ? endpoint->id : routes.nat;
            if (!m_stopped.contains(way))
                continue;
            subnets.append(subnet.id);
            if (!ways.contains(way))
                ways.append(way);
        }
        if (ways.isEmpty())
            return;
        add(function.id, Harm::CutOff,
            {STRATOPLAN_TEXT("Network", "From {subnets} it reaches {target} through {ways} only"),
             {{QStringLiteral("subnets"), m_surroundings.shown(subnets)},
              {QStringLiteral("target"), shown(contact.other)},
              {QStringLiteral("ways"), m_surroundings.shown(ways)}}},
            ways + QList<ElementId>{contact.other, contact.connection->id} + subnets);
    }

    void overloadSubnets()
    {
        for (const VpcPlan &network : m_plan.networks) {
            const Interfaces interfaces(network.vpc, m_design, m_limits, m_plan.loads,
                                        {m_plan.model, m_plan.zonesLost, m_plan.growth});
            for (const SubnetPlan &subnet : network.subnets) {
                if (!subnet.functions || isLost(subnet.subnet))
                    continue;
                const Count count = interfaces.in(subnet.subnet, m_lost);
                Args args{{QStringLiteral("residents"), subnet.residents},
                          {QStringLiteral("interfaces"), count.low},
                          {QStringLiteral("needed"), subnet.residents + count.low}};
                if (subnet.usable)
                    args.insert(QStringLiteral("usable"), *subnet.usable);
                const bool isOver = subnet.usable && subnet.residents + count.low > *subnet.usable;
                if (isOver) {
                    add(subnet.subnet, Harm::Overloaded,
                        {STRATOPLAN_TEXT("Network",
                                         "{needed} addresses are needed ({residents} residents, "
                                         "{interfaces} interfaces), {usable} are usable"),
                         args},
                        {});
                } else if (!subnet.usable) {
                    add(subnet.subnet, Harm::Unknown,
                        {STRATOPLAN_TEXT("Network", "Its block is not known"), args}, {});
                } else if (!count.high || subnet.residents + *count.high > *subnet.usable) {
                    add(subnet.subnet, Harm::Unknown,
                        {STRATOPLAN_TEXT("Network",
                                         "The peak concurrency of its functions is not known"),
                         args},
                        {});
                } else if (!subnet.residentsKnown) {
                    add(subnet.subnet, Harm::Unknown,
                        {STRATOPLAN_TEXT("Network",
                                         "How many addresses others take in it is not known"),
                         args},
                        {});
                }
            }
        }
    }

    void overloadNats()
    {
        if (!m_limits.connectionsPerNatAddress)
            return;
        const QList<NatLoad> loads = natLoads(m_surroundings, m_plan, m_lost);
        for (const NatLoad &load : loads) {
            if (m_stopped.contains(load.nat) || !load.connections
                || *load.connections <= *m_limits.connectionsPerNatAddress)
                continue;
            add(load.nat, Harm::Overloaded,
                {STRATOPLAN_TEXT("Network",
                                 "Up to {connections} connections to {target} at once; one address "
                                 "carries {quota} to one destination"),
                 {{QStringLiteral("connections"), *load.connections},
                  {QStringLiteral("target"), shown(load.destination)},
                  {QStringLiteral("quota"), *m_limits.connectionsPerNatAddress}}},
                load.functions + QList<ElementId>{load.destination});
        }
    }

    const Design &m_design;
    const Plan &m_plan;
    const QSet<ElementId> m_lost;
    const Limits m_limits;
    const decision::Surroundings m_surroundings;
    QSet<ElementId> m_stopped;
    QList<Effect> m_effects;
};

} // namespace

QLatin1String id(Harm harm)
{
    return wordOf(harms, harm);
}

const Effect *ZoneLoss::on(ElementId element) const
{
    const Effect *worst = nullptr;
    for (const Effect &effect : effects) {
        if (effect.element == element && (!worst || effect.harm < worst->harm))
            worst = &effect;
    }
    return worst;
}

QList<ElementId> ZoneLoss::harmed(Harm harm) const
{
    QList<ElementId> elements;
    for (const Effect &effect : effects) {
        if (effect.harm == harm && (elements.isEmpty() || elements.last() != effect.element))
            elements.append(effect.element);
    }
    return elements;
}

ZoneLoss zoneLoss(const Design &design, const catalog::Catalog &catalog, const Plan &plan,
                  const QSet<ElementId> &lost)
{
    if (lost.isEmpty())
        return {};
    return Losses(design, catalog, plan, lost).find();
}

} // namespace stratoplan::network
