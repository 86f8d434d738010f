// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/integrity.h"

#include <QSet>

namespace stratoplan {

namespace {

QString shownName(const Element &element)
{
    const Common &part = common(element);
    if (!part.name.isEmpty())
        return part.name;
    return QStringLiteral("%1 %2").arg(kindWord(element)).arg(part.id.value);
}

Problem dangling(const Element &element, ElementId missing)
{
    return {.severity = Severity::Blocker,
            .code = QStringLiteral("model.dangling-reference"),
            .what = {STRATOPLAN_TEXT("Model", "It refers to element {id}, which does not exist"),
                     {{QStringLiteral("id"), missing.value}}},
            .where = {.file = {}, .element = shownName(element)},
            .remedy = {STRATOPLAN_TEXT("Model", "Add the element or remove the reference"), {}}};
}

Problem wrongKind(const Element &element, const Element &target)
{
    return {.severity = Severity::Blocker,
            .code = QStringLiteral("model.wrong-kind"),
            .what = {STRATOPLAN_TEXT("Model", "It refers to {target}, which is a {kind}"),
                     {{QStringLiteral("target"), shownName(target)},
                      {QStringLiteral("kind"), QString(kindWord(target))}}},
            .where = {.file = {}, .element = shownName(element)},
            .remedy = {STRATOPLAN_TEXT("Model", "Refer to an element of the right kind"), {}}};
}

// The references of an element with the kind that each must have.
class Checker
{
public:
    Checker(const Design &design, const Element &element, Problems &problems)
        : m_design(design)
        , m_element(element)
        , m_problems(problems)
    {
    }

    void operator()(const Function &function)
    {
        all<Subnet>(function.subnets);
        all<SecurityGroup>(function.securityGroups);
    }
    void operator()(const Service &service)
    {
        all<Subnet>(service.subnets);
        all<SecurityGroup>(service.securityGroups);
    }
    void operator()(const Connection &connection)
    {
        anyOf<Function, Service>(connection.from);
        anyOf<Function, Service>(connection.to);
    }
    void operator()(const Vpc &) { }
    void operator()(const Zone &zone) { one<Vpc>(zone.vpc, true); }
    void operator()(const Subnet &subnet)
    {
        one<Vpc>(subnet.vpc, true);
        one<Zone>(subnet.zone);
        one<RouteTable>(subnet.routeTable);
        one<SecurityGroup>(subnet.insteadOf);
    }
    void operator()(const RouteTable &table)
    {
        one<Vpc>(table.vpc);
        for (const Route &route : table.routes) {
            if (route.target && !m_design.get<Endpoint>(route.target))
                one<Gateway>(route.target);
        }
    }
    void operator()(const Gateway &gateway)
    {
        one<Vpc>(gateway.vpc);
        one<Subnet>(gateway.subnet);
    }
    void operator()(const Endpoint &endpoint)
    {
        one<Vpc>(endpoint.vpc);
        all<Subnet>(endpoint.subnets);
        all<RouteTable>(endpoint.routeTables);
        all<SecurityGroup>(endpoint.securityGroups);
    }
    void operator()(const SecurityGroup &group)
    {
        one<Vpc>(group.vpc);
        for (const SecurityRule &rule : group.rules)
            one<SecurityGroup>(rule.group);
        one<Subnet>(group.insteadOf);
    }
    void operator()(const Note &) { }
    void operator()(const Group &group)
    {
        for (const ElementId id : group.members)
            anyOf<Function, Service, Vpc, Note>(id);
    }

private:
    template <class T>
    void one(ElementId id, bool required = false)
    {
        if (!id && !required)
            return;
        anyOf<T>(id);
    }
    template <class T>
    void all(const QList<ElementId> &ids)
    {
        for (ElementId id : ids)
            one<T>(id, true);
    }
    template <class... Kinds>
    void anyOf(ElementId id)
    {
        const Element *target = m_design.find(id);
        if (!target)
            m_problems.append(dangling(m_element, id));
        else if (!(std::holds_alternative<Kinds>(*target) || ...))
            m_problems.append(wrongKind(m_element, *target));
    }

    const Design &m_design;
    const Element &m_element;
    Problems &m_problems;
};

} // namespace

Problem emptyName(QLatin1String kind)
{
    return {.severity = Severity::Blocker,
            .code = QStringLiteral("model.empty-name"),
            .what = {STRATOPLAN_TEXT("Model", "A {kind} has no name"),
                     {{QStringLiteral("kind"), QString(kind)}}},
            .where = {},
            .remedy = {STRATOPLAN_TEXT("Model", "Give it a name"), {}}};
}

Problem duplicateName(const QString &name)
{
    return {.severity = Severity::Blocker,
            .code = QStringLiteral("model.duplicate-name"),
            .what = {STRATOPLAN_TEXT("Model", "Two elements are called {name}"),
                     {{QStringLiteral("name"), name}}},
            .where = {.file = {}, .element = name},
            .remedy = {STRATOPLAN_TEXT("Model", "Give one of them another name"), {}}};
}

Problems danglingReferences(const Design &design, const Change &change)
{
    Problems problems;
    QSet<ElementId> written;
    QSet<ElementId> unsettled;
    for (const ElementChange &step : change.elements) {
        if (step.after)
            written.insert(step.id);
        if (step.before && (!step.after || step.before->index() != step.after->index()))
            unsettled.insert(step.id);
    }
    for (const auto &[id, element] : design.elements()) {
        bool look = written.contains(id);
        if (!look && !unsettled.isEmpty()) {
            const QList<ElementId> all = references(*element);
            look = std::any_of(all.begin(), all.end(),
                               [&unsettled](ElementId other) { return unsettled.contains(other); });
        }
        if (look)
            std::visit(Checker(design, *element, problems), *element);
    }
    return problems;
}

} // namespace stratoplan
