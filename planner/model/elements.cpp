// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/elements.h"

#include "planner/base/table.h"

#include <QHash>

#include <array>

namespace stratoplan {

namespace {

constexpr std::array<Word<Execution>, 4> executions{{
    {Execution::Synchronous, QLatin1String("synchronous")},
    {Execution::Asynchronous, QLatin1String("asynchronous")},
    {Execution::Queue, QLatin1String("queue")},
    {Execution::Stream, QLatin1String("stream")},
}};

constexpr std::array<Word<Role>, 4> roles{{
    {Role::Trigger, QLatin1String("trigger")},
    {Role::Call, QLatin1String("call")},
    {Role::Access, QLatin1String("access")},
    {Role::FailureTarget, QLatin1String("failure")},
}};

constexpr std::array<Word<GatewayKind>, 7> gatewayKinds{{
    {GatewayKind::Internet, QLatin1String("internet")},
    {GatewayKind::Nat, QLatin1String("nat")},
    {GatewayKind::RegionalNat, QLatin1String("regional-nat")},
    {GatewayKind::EgressOnly, QLatin1String("egress-only")},
    {GatewayKind::Private, QLatin1String("private")},
    {GatewayKind::Transit, QLatin1String("transit")},
    {GatewayKind::Peering, QLatin1String("peering")},
}};

constexpr std::array<Word<EndpointKind>, 2> endpointKinds{{
    {EndpointKind::Gateway, QLatin1String("gateway")},
    {EndpointKind::Interface, QLatin1String("interface")},
}};

constexpr std::array<Word<Idempotent>, 3> idempotents{{
    {Idempotent::Unknown, QLatin1String("unknown")},
    {Idempotent::Yes, QLatin1String("yes")},
    {Idempotent::No, QLatin1String("no")},
}};

constexpr std::array<Word<Origin>, 5> origins{{
    {Origin::Unset, QLatin1String("unset")},
    {Origin::Own, QLatin1String("own")},
    {Origin::Globals, QLatin1String("globals")},
    {Origin::Default, QLatin1String("default")},
    {Origin::User, QLatin1String("user")},
}};

/// Whether an element can do without what a reference names.
enum class Need
{
    Optional,
    Required
};

// The one list of every reference that each kind of element holds. `visit` takes a single id or a
// list, and whether the element can stand without it.
template <class Visit>
struct References
{
    Visit visit;

    template <class F>
    void operator()(F &&element)
    {
        using T = std::remove_cvref_t<F>;
        if constexpr (std::is_same_v<T, Function> || std::is_same_v<T, Service>) {
            visit(element.subnets, Need::Optional);
            visit(element.securityGroups, Need::Optional);
        } else if constexpr (std::is_same_v<T, Connection>) {
            visit(element.from, Need::Required);
            visit(element.to, Need::Required);
        } else if constexpr (std::is_same_v<T, Zone>) {
            visit(element.vpc, Need::Required);
        } else if constexpr (std::is_same_v<T, Subnet>) {
            visit(element.vpc, Need::Required);
            visit(element.zone, Need::Optional);
            visit(element.routeTable, Need::Optional);
            visit(element.insteadOf, Need::Optional);
        } else if constexpr (std::is_same_v<T, RouteTable>) {
            visit(element.vpc, Need::Optional);
            for (auto &route : element.routes)
                visit(route.target, Need::Optional);
        } else if constexpr (std::is_same_v<T, Gateway>) {
            visit(element.vpc, Need::Optional);
            visit(element.subnet, Need::Optional);
        } else if constexpr (std::is_same_v<T, Endpoint>) {
            visit(element.vpc, Need::Optional);
            visit(element.subnets, Need::Optional);
            visit(element.routeTables, Need::Optional);
            visit(element.securityGroups, Need::Optional);
        } else if constexpr (std::is_same_v<T, SecurityGroup>) {
            visit(element.vpc, Need::Optional);
            for (auto &rule : element.rules)
                visit(rule.group, Need::Optional);
            visit(element.insteadOf, Need::Optional);
        } else if constexpr (std::is_same_v<T, Group>) {
            visit(element.members, Need::Optional);
        }
    }
};

template <class E, class Visit>
void visitReferences(E &element, Visit visit)
{
    std::visit(References<Visit>{visit}, element);
}

struct Collect
{
    QList<ElementId> *found;

    void operator()(ElementId id, Need) const
    {
        if (id)
            found->append(id);
    }
    void operator()(const QList<ElementId> &ids, Need) const { found->append(ids); }
};

struct Forget
{
    ElementId gone;
    bool *stands;

    void operator()(ElementId &id, Need need) const
    {
        if (id != gone)
            return;
        id = {};
        if (need == Need::Required)
            *stands = false;
    }
    void operator()(QList<ElementId> &ids, Need) const { ids.removeAll(gone); }
};

struct Remap
{
    const QHash<ElementId, ElementId> *map;

    void operator()(ElementId &id, Need) const { id = map->value(id, id); }
    void operator()(QList<ElementId> &ids, Need) const
    {
        for (ElementId &id : ids)
            id = map->value(id, id);
    }
};

} // namespace

bool standsInVpc(const Function &function)
{
    return function.inVpc || !function.subnets.isEmpty();
}

const Common &common(const Element &element)
{
    return std::visit([](const auto &kind) -> const Common & { return kind; }, element);
}

Common &common(Element &element)
{
    return std::visit([](auto &kind) -> Common & { return kind; }, element);
}

QLatin1String kindWord(const Element &element)
{
    static constexpr std::array words{
        QLatin1String("function"),    QLatin1String("service"),
        QLatin1String("connection"),  QLatin1String("vpc"),
        QLatin1String("zone"),        QLatin1String("subnet"),
        QLatin1String("route-table"), QLatin1String("gateway"),
        QLatin1String("endpoint"),    QLatin1String("security-group"),
        QLatin1String("note"),        QLatin1String("group"),
    };
    static_assert(words.size() == std::variant_size_v<Element>);
    return words.at(element.index());
}

bool isAnnotation(const Element &element)
{
    return std::holds_alternative<Note>(element) || std::holds_alternative<Group>(element);
}

QList<ElementId> references(const Element &element)
{
    QList<ElementId> found;
    visitReferences(element, Collect{&found});
    return found;
}

std::optional<Element> withoutReference(Element element, ElementId gone)
{
    bool stands = true;
    visitReferences(element, Forget{gone, &stands});
    return stands ? std::optional<Element>(std::move(element)) : std::nullopt;
}

Element remapped(Element element, const QHash<ElementId, ElementId> &map)
{
    visitReferences(element, Remap{&map});
    return element;
}

QLatin1String id(Execution execution)
{
    return wordOf(executions, execution);
}
QLatin1String id(Role role)
{
    return wordOf(roles, role);
}
QLatin1String id(GatewayKind kind)
{
    return wordOf(gatewayKinds, kind);
}
QLatin1String id(EndpointKind kind)
{
    return wordOf(endpointKinds, kind);
}
QLatin1String id(Idempotent idempotent)
{
    return wordOf(idempotents, idempotent);
}
QLatin1String id(Origin origin)
{
    return wordOf(origins, origin);
}
std::optional<Execution> executionFromId(QStringView word)
{
    return valueOf(executions, word);
}
std::optional<Role> roleFromId(QStringView word)
{
    return valueOf(roles, word);
}
std::optional<GatewayKind> gatewayKindFromId(QStringView word)
{
    return valueOf(gatewayKinds, word);
}
std::optional<EndpointKind> endpointKindFromId(QStringView word)
{
    return valueOf(endpointKinds, word);
}
std::optional<Idempotent> idempotentFromId(QStringView word)
{
    return valueOf(idempotents, word);
}
std::optional<Origin> originFromId(QStringView word)
{
    return valueOf(origins, word);
}

} // namespace stratoplan
