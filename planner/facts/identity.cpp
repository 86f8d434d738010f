// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/facts/identity.h"

#include "planner/facts/naming.h"
#include "planner/model/edit.h"

namespace stratoplan::facts {

namespace {

using Replacements = QHash<ElementId, QList<ElementId>>;

void expand(QList<ElementId> &ids, const Replacements &by)
{
    QList<ElementId> expanded;
    for (const ElementId id : std::as_const(ids)) {
        const QList<ElementId> now = by.value(id, {id});
        for (const ElementId one : now) {
            if (!expanded.contains(one))
                expanded.append(one);
        }
    }
    ids = expanded;
}

void expand(QList<SecurityRule> &rules, const Replacements &by)
{
    QList<SecurityRule> expanded;
    for (const SecurityRule &rule : std::as_const(rules)) {
        const QList<ElementId> now = by.value(rule.group, {rule.group});
        for (const ElementId group : now) {
            SecurityRule one = rule;
            one.group = group;
            expanded.append(one);
        }
    }
    rules = expanded;
}

/// The element with every reference to what is replaced turned to what it is replaced by; a single
/// reference takes the first.
Element substituted(Element element, const Replacements &by)
{
    if (auto *function = std::get_if<Function>(&element)) {
        expand(function->subnets, by);
        expand(function->securityGroups, by);
    } else if (auto *service = std::get_if<Service>(&element)) {
        expand(service->subnets, by);
        expand(service->securityGroups, by);
    } else if (auto *endpoint = std::get_if<Endpoint>(&element)) {
        expand(endpoint->subnets, by);
        expand(endpoint->securityGroups, by);
    } else if (auto *group = std::get_if<SecurityGroup>(&element)) {
        expand(group->rules, by);
    }
    QHash<ElementId, ElementId> single;
    for (auto entry = by.cbegin(); entry != by.cend(); ++entry)
        single.insert(entry.key(), entry.value().first());
    return remapped(std::move(element), single);
}

class Identifier
{
public:
    Identifier(const Design &design, const Facts &facts, const Mapping &mapping)
        : m_design(design)
        , m_facts(facts)
        , m_mapping(mapping)
        , m_edit(design)
    {
    }

    Expected<Identified> result()
    {
        for (const Subnet *subnet : m_design.all<Subnet>()) {
            if (subnet->outside)
                resolve(*subnet, QStringLiteral("subnet"), m_subnetIds);
        }
        for (const SecurityGroup *group : m_design.all<SecurityGroup>()) {
            if (group->outside)
                resolve(*group, QStringLiteral("sg"), m_groupIds);
        }
        findVpcs();
        joinVpcs();
        joinOrSplit<Subnet>(m_subnetIds, m_result.subnets);
        joinOrSplit<SecurityGroup>(m_groupIds, m_result.groups);
        substitute();
        Expected<Design> design = m_edit.result();
        if (!design)
            return failure(design.error());
        m_result.design = *std::move(design);
        return std::move(m_result);
    }

private:
    using Ids = QMap<ElementId, QStringList>;

    template <class T>
    void resolve(const T &element, const QString &kind, Ids &ids)
    {
        m_parted.insert(element.vpc);
        const QStringList known = idsOf(element, kind, m_facts, m_mapping);
        if (!known.isEmpty()) {
            ids.insert(element.id, known);
            return;
        }
        m_result.problems.append(unmatched(element));
    }

    Problem unmatched(const Common &element) const
    {
        const QString called = m_mapping.value(element.name).names.value(0, element.name);
        return atElement(
            element.name, "facts.unmatched",
            Text{STRATOPLAN_TEXT("Facts", "It lives elsewhere, and no facts say which one it is"),
                 {}},
            Text{STRATOPLAN_TEXT("Facts",
                                 "give the parameter's value, or write \"{name}\" with "
                                 "its id under names: in a facts file"),
                 {{QStringLiteral("name"), called}}});
    }

    QString vpcOfId(const QString &id) const
    {
        const auto subnet = m_facts.subnets.constFind(id);
        if (subnet != m_facts.subnets.cend())
            return subnet->vpc;
        const auto group = m_facts.securityGroups.constFind(id);
        return group == m_facts.securityGroups.cend() ? QString() : group->vpc;
    }

    // A VPC is what it is called, else what the first of its parts lies in. Parts that lie
    // elsewhere are left as they were.
    void findVpcs()
    {
        for (const Vpc *vpc : m_design.all<Vpc>()) {
            if (vpc->outside) {
                const QStringList ids = idsOf(*vpc, QStringLiteral("vpc"), m_facts, m_mapping);
                if (!ids.isEmpty())
                    m_result.vpcs.insert(vpc->id, ids.first());
            }
        }
        takeParts<Subnet>(m_subnetIds);
        takeParts<SecurityGroup>(m_groupIds);
        for (const Vpc *vpc : m_design.all<Vpc>()) {
            if (vpc->outside && !m_result.vpcs.contains(vpc->id) && !m_parted.contains(vpc->id))
                m_result.problems.append(unmatched(*vpc));
        }
    }

    template <class T>
    void takeParts(Ids &all)
    {
        for (auto entry = all.begin(); entry != all.end();) {
            const T *part = m_design.get<T>(entry.key());
            bool fits = true;
            for (const QString &id : std::as_const(entry.value())) {
                const QString vpc = vpcOfId(id);
                if (vpc.isEmpty() || !part->vpc)
                    continue;
                const QString known = m_result.vpcs.value(part->vpc, vpc);
                if (known != vpc) {
                    fits = false;
                    m_result.problems.append(elsewhere(*part, id, vpc, known));
                    break;
                }
                m_result.vpcs.insert(part->vpc, vpc);
            }
            entry = fits ? std::next(entry) : all.erase(entry);
        }
    }

    static Problem elsewhere(const Common &part, const QString &id, const QString &vpc,
                             const QString &known)
    {
        Problem problem = atElement(
            part.name, "facts.several-vpcs",
            Text{STRATOPLAN_TEXT("Facts",
                                 "{id} lies in {vpc}; what it is used with lies in "
                                 "{known}"),
                 {{QStringLiteral("id"), id},
                  {QStringLiteral("vpc"), vpc},
                  {QStringLiteral("known"), known}}},
            Text{STRATOPLAN_TEXT("Facts", "take subnets and security groups of one VPC"), {}});
        problem.severity = Severity::High;
        return problem;
    }

    // Of a VPC of the template and those outside that are the same one, the template's own stays.
    void joinVpcs()
    {
        QMap<QString, QList<ElementId>> same;
        for (auto vpc = m_result.vpcs.cbegin(); vpc != m_result.vpcs.cend(); ++vpc) {
            QList<ElementId> &elements = same[vpc.value()];
            if (m_design.get<Vpc>(vpc.key())->outside)
                elements.append(vpc.key());
            else
                elements.prepend(vpc.key());
        }
        for (const QList<ElementId> &elements : std::as_const(same)) {
            for (const ElementId gone : elements.mid(1)) {
                m_by[gone] = {elements.first()};
                m_result.vpcs.remove(gone);
                joinZones(gone, elements.first());
            }
        }
    }

    void joinZones(ElementId gone, ElementId stays)
    {
        for (const Zone *zone : m_design.all<Zone>()) {
            for (const Zone *other : m_design.all<Zone>()) {
                if (zone->vpc == gone && other->vpc == stays && zone->zone == other->zone
                    && !zone->zone.isUnset())
                    m_by[zone->id] = {other->id};
            }
        }
    }

    // First those that are one thing each, so that entries of lists find them.
    template <class T>
    void joinOrSplit(const Ids &all, QMap<ElementId, QString> &ids)
    {
        QHash<QString, ElementId> first;
        for (auto entry = all.cbegin(); entry != all.cend(); ++entry) {
            if (entry.value().size() != 1)
                continue;
            const QString id = entry.value().first();
            if (const ElementId kept = first.value(id)) {
                m_by[entry.key()] = {kept};
                continue;
            }
            first.insert(id, entry.key());
            ids.insert(entry.key(), id);
            setSingle<T>(entry.key());
        }
        for (auto entry = all.cbegin(); entry != all.cend(); ++entry) {
            if (entry.value().size() == 1)
                continue;
            QList<ElementId> parts;
            for (const QString &id : entry.value()) {
                if (!first.contains(id)) {
                    T part = *m_design.get<T>(entry.key());
                    part.name = m_edit.freeName(id);
                    part.label.clear();
                    part.position.reset();
                    const ElementId made = m_edit.add(part);
                    setSingle<T>(made);
                    first.insert(id, made);
                    ids.insert(made, id);
                }
                parts.append(first.value(id));
            }
            m_by[entry.key()] = parts;
        }
    }

    template <class T>
    void setSingle(ElementId id)
    {
        if constexpr (std::is_same_v<T, Subnet>)
            m_edit.set(id, &Subnet::several, false);
    }

    void substitute()
    {
        if (m_by.isEmpty())
            return;
        QList<ElementId> all;
        for (const auto &[id, element] : m_design.elements())
            all.append(id);
        for (const ElementId added : m_result.subnets.keys() + m_result.groups.keys()) {
            if (!all.contains(added))
                all.append(added);
        }
        for (const ElementId id : std::as_const(all)) {
            if (m_by.contains(id))
                continue;
            const Element *element = m_edit.find(id);
            Element now = substituted(*element, m_by);
            if (now != *element)
                m_edit.replace(id, std::move(now));
        }
        for (const ElementId gone : m_by.keys())
            m_edit.remove(gone);
    }

    const Design &m_design;
    const Facts &m_facts;
    const Mapping &m_mapping;
    Edit m_edit;
    Ids m_subnetIds;
    Ids m_groupIds;
    QSet<ElementId> m_parted; ///< VPCs with outside parts, which are told themselves
    Replacements m_by;
    Identified m_result;
};

} // namespace

Problem atElement(const QString &element, const char *code, Text what, Text remedy)
{
    return {Severity::Low,
            QString::fromLatin1(code),
            std::move(what),
            {{}, 0, 0, element},
            std::move(remedy)};
}

Expected<Identified> identified(const Design &design, const Facts &facts, const Mapping &mapping)
{
    return Identifier(design, facts, mapping).result();
}

} // namespace stratoplan::facts
