// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/placement/ports.h"

#include "planner/catalog/behaviour.h"
#include "planner/network/faults.h"

#include <algorithm>

namespace stratoplan::placement {

using namespace Qt::StringLiterals;

namespace {

constexpr int https = 443;
constexpr QLatin1String tcp("tcp");
constexpr QLatin1String anywhere("0.0.0.0/0");

/// Traffic over TCP from the function to a port: of the holders of a group, or of a block.
struct Way
{
    int port = 0;
    ElementId group;
    QString cidr;
};

bool admitsPort(const SecurityRule &rule, int port)
{
    const bool all = rule.protocol == "-1"_L1 || rule.protocol.isEmpty();
    return all
        || ((rule.protocol == tcp || rule.protocol == "6"_L1)
            && (rule.fromPort < 0 || rule.fromPort <= port)
            && (rule.toPort < 0 || rule.toPort >= port));
}

bool covers(const QString &wide, const QString &narrow)
{
    if (wide == narrow)
        return true;
    const auto outer = network::parseCidr(wide);
    const auto inner = network::parseCidr(narrow);
    return outer && inner && outer->cidr.contains(inner->cidr);
}

/// Whether the group admits it. `blocks` are where the holders of the way's group stand; empty =
/// not known.
bool lets(const SecurityGroup &group, bool ingress, const Way &way, const QStringList &blocks)
{
    return std::any_of(group.rules.cbegin(), group.rules.cend(), [&](const SecurityRule &rule) {
        if (rule.ingress != ingress || !admitsPort(rule, way.port))
            return false;
        if (way.group && rule.group == way.group)
            return true;
        if (!way.cidr.isEmpty())
            return covers(rule.cidr, way.cidr);
        if (rule.cidr == anywhere)
            return true;
        return !blocks.isEmpty()
            && std::all_of(blocks.cbegin(), blocks.cend(),
                           [&](const QString &block) { return covers(rule.cidr, block); });
    });
}

class Ports
{
public:
    Ports(Builder &builder, ElementId function, const catalog::Catalog &catalog)
        : m_builder(builder)
        , m_function(function)
        , m_catalog(catalog)
        , m_vpc(subnetsOf(self().subnets).value(0)->vpc)
    {
    }

    void open(const QList<ElementId> &endpoints, bool ipv6)
    {
        ownGroups();
        const decision::Surroundings surroundings(design(), m_catalog);
        const decision::Contacts contacts = decision::contactsOf(self(), surroundings);
        QList<QPair<ElementId, int>> inside;
        for (const decision::Contact &contact : contacts.inside) {
            const auto *service = design().get<Service>(contact.other);
            const auto port = service ? catalog::portOf(*service, m_catalog) : std::nullopt;
            if (port && !inside.contains({contact.other, *port}))
                inside.append({contact.other, *port});
        }
        QList<int> outside;
        for (const decision::Contact &contact : contacts.outside) {
            const auto *service = design().get<Service>(contact.other);
            // Whatever is outside is reached by HTTPS unless it states a port of its own.
            const bool isElsewhere = contact.reach == catalog::Reach::Internet;
            const int port = isElsewhere && service
                ? catalog::portOf(*service, m_catalog).value_or(https)
                : https;
            if (!outside.contains(port))
                outside.append(port);
        }
        for (const auto &[target, port] : std::as_const(inside))
            openInside(target, port);
        for (const int port : std::as_const(outside)) {
            letOut({port, {}, anywhere});
            if (ipv6)
                letOut({port, {}, u"::/0"_s});
        }
        for (const ElementId endpoint : endpoints)
            openEndpoint(endpoint);
    }

private:
    const Design &design() const { return m_builder.design(); }
    const Function &self() const { return *design().get<Function>(m_function); }

    QList<const Subnet *> subnetsOf(const QList<ElementId> &ids) const
    {
        QList<const Subnet *> found;
        for (const ElementId id : ids) {
            if (const auto *subnet = design().get<Subnet>(id))
                found.append(subnet);
        }
        return found;
    }

    QStringList blocksOf(const QList<ElementId> &ids) const
    {
        QStringList blocks;
        for (const Subnet *subnet : subnetsOf(ids))
            blocks.append(subnet->cidr.valueOr(QString()));
        return blocks.contains(QString()) ? QStringList() : blocks;
    }

    QStringList blocksOfVpc() const
    {
        QStringList blocks;
        for (const Field<QString> &block : design().get<Vpc>(m_vpc)->cidrs) {
            if (block)
                blocks.append(*block);
        }
        return blocks;
    }

    /// Those of the function, without groups of other VPCs, which Lambda refuses.
    void ownGroups()
    {
        QList<ElementId> groups;
        for (const ElementId id : self().securityGroups) {
            const auto *group = design().get<SecurityGroup>(id);
            if (group && (!group->vpc || group->vpc == m_vpc))
                groups.append(id);
        }
        Edit edit(design());
        if (groups.isEmpty()) {
            SecurityGroup group;
            group.name = edit.freeName(self().name + "Group"_L1);
            group.vpc = m_vpc;
            groups = {edit.add(group)};
            m_made = groups.first();
        }
        if (groups != self().securityGroups)
            edit.set(m_function, &Function::securityGroups, groups);
        m_builder.commit(edit);
    }

    void add(ElementId group, const SecurityRule &rule)
    {
        Edit edit(design());
        edit.set(group, &SecurityGroup::rules,
                 design().get<SecurityGroup>(group)->rules + QList{rule});
        m_builder.commit(edit);
    }

    /// Lets the function reach it, unless a group of it lets everything out, or belongs to another
    /// stack, where it cannot be told.
    void letOut(const Way &way, const QStringList &blocks = {})
    {
        ElementId own;
        for (const ElementId id : self().securityGroups) {
            const auto &group = *design().get<SecurityGroup>(id);
            const auto isEgress = [](const SecurityRule &rule) { return !rule.ingress; };
            const bool saysNothing
                = std::none_of(group.rules.cbegin(), group.rules.cend(), isEgress)
                && group.id != m_made;
            if (group.outside || saysNothing || lets(group, false, way, blocks))
                return;
            if (!own)
                own = id;
        }
        add(own, {false, tcp, way.port, way.port, way.cidr, way.group});
    }

    /// Lets in at one of these groups what comes from the function.
    void letIn(const QList<ElementId> &groups, int port)
    {
        const QStringList blocks = blocksOf(self().subnets);
        ElementId own;
        for (const ElementId id : groups) {
            const auto *group = design().get<SecurityGroup>(id);
            if (!group || group->outside)
                return;
            for (const ElementId from : self().securityGroups) {
                if (lets(*group, true, {port, from, {}}, blocks))
                    return;
            }
            if (!own)
                own = id;
        }
        if (own)
            add(own, {true, tcp, port, port, {}, self().securityGroups.first()});
    }

    /// The groups of a drawn resource, which gets one of its own where it has none. A template's
    /// own resource without one has the VPC's default group, which is not drawn.
    QList<ElementId> groupsOf(const Service &service)
    {
        const bool stands
            = !service.subnets.isEmpty() && subnetsOf(service.subnets).first()->vpc == m_vpc;
        if (!service.securityGroups.isEmpty() || !service.cfnType.isEmpty() || !stands)
            return service.securityGroups;
        Edit edit(design());
        SecurityGroup group;
        group.name = edit.freeName(service.name + "Group"_L1);
        group.vpc = m_vpc;
        const QList<ElementId> groups{edit.add(group)};
        edit.set(service.id, &Service::securityGroups, groups);
        m_builder.commit(edit);
        return groups;
    }

    void openInside(ElementId target, int port)
    {
        const QList<ElementId> groups = groupsOf(*design().get<Service>(target));
        const bool known
            = !groups.isEmpty() && std::none_of(groups.cbegin(), groups.cend(), [&](ElementId id) {
                  const auto *group = design().get<SecurityGroup>(id);
                  return !group || group->outside;
              });
        if (known) {
            letOut({port, groups.first(), {}}, blocksOf(design().get<Service>(target)->subnets));
        } else {
            for (const QString &block : blocksOfVpc())
                letOut({port, {}, block});
        }
        letIn(groups, port);
    }

    void openEndpoint(ElementId id)
    {
        QList<ElementId> groups = design().get<Endpoint>(id)->securityGroups;
        if (groups.isEmpty() && !design().get<Endpoint>(id)->cfnType.isEmpty())
            return;
        if (groups.isEmpty()) {
            Edit edit(design());
            for (const Endpoint *other : design().all<Endpoint>()) {
                if (other->vpc == m_vpc && !other->securityGroups.isEmpty())
                    groups = other->securityGroups;
            }
            if (groups.isEmpty()) {
                SecurityGroup group;
                group.name = edit.freeName(u"EndpointGroup"_s);
                group.vpc = m_vpc;
                groups = {edit.add(group)};
            }
            edit.set(id, &Endpoint::securityGroups, groups);
            m_builder.commit(edit);
        }
        letIn(groups, https);
    }

    Builder &m_builder;
    ElementId m_function;
    const catalog::Catalog &m_catalog;
    ElementId m_vpc;
    ElementId m_made; ///< the function's group, made a moment ago
};

} // namespace

void openPorts(Builder &builder, ElementId function, const QList<ElementId> &endpoints, bool ipv6,
               const catalog::Catalog &catalog)
{
    Ports(builder, function, catalog).open(endpoints, ipv6);
}

} // namespace stratoplan::placement
