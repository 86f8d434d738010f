// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/edits.h"

#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"

#include <QSet>

#include <cmath>
#include <limits>

namespace stratoplan::canvas {

namespace {

constexpr bool isContainer(layout::Shape shape)
{
    return shape == layout::Shape::Vpc || shape == layout::Shape::Zone
        || shape == layout::Shape::Subnet;
}

/// The VPC that an element is, or is a part of.
ElementId vpcOf(const Design &design, ElementId id)
{
    if (design.get<Vpc>(id))
        return id;
    if (const auto *zone = design.get<Zone>(id))
        return zone->vpc;
    if (const auto *subnet = design.get<Subnet>(id))
        return subnet->vpc;
    return {};
}

/// Without a container under the pointer a part of a network goes into the only one there is.
ElementId vpcFor(const Design &design, ElementId container)
{
    if (const ElementId vpc = vpcOf(design, container))
        return vpc;
    const QList<const Vpc *> all = design.all<Vpc>();
    return all.size() == 1 ? all.first()->id : ElementId{};
}

bool hasPrivateAddress(const Service &service, const catalog::Catalog &catalog)
{
    const catalog::ServiceKind *kind = catalog::kindOf(service, catalog);
    return kind && kind->address == catalog::Address::Vpc;
}

Problem needsNetwork()
{
    Problem problem;
    problem.code = QStringLiteral("canvas.needs-network");
    problem.what = Text{STRATOPLAN_TEXT("Canvas", "This is a part of a network"), {}};
    problem.remedy = Text{STRATOPLAN_TEXT("Canvas", "Drop it on a VPC, or place a VPC first"), {}};
    return problem;
}

std::optional<Gateway> gatewayNamed(const QString &what)
{
    Gateway gateway;
    if (what == QLatin1String("nat-gateway"))
        gateway.kind = GatewayKind::Nat;
    else if (what == QLatin1String("internet-gateway"))
        gateway.kind = GatewayKind::Internet;
    else if (what == QLatin1String("egress-only-gateway"))
        gateway.kind = GatewayKind::EgressOnly;
    else
        return std::nullopt;
    return gateway;
}

std::optional<Endpoint> endpointNamed(const QString &what)
{
    Endpoint endpoint;
    if (what == QLatin1String("gateway-endpoint"))
        endpoint.kind = EndpointKind::Gateway;
    else if (what == QLatin1String("interface-endpoint"))
        endpoint.kind = EndpointKind::Interface;
    else
        return std::nullopt;
    return endpoint;
}

/// "relational-database" becomes "RelationalDatabase", as logical ids are written.
QString nameFrom(const QString &what)
{
    QString name;
    for (const QString &part : what.split(QLatin1Char('-'), Qt::SkipEmptyParts))
        name += part.left(1).toUpper() + part.mid(1);
    return name;
}

/// The element without its place; nothing when it needs a network and there is none.
std::optional<Element> elementNamed(const Design &design, const QString &what, ElementId container,
                                    const catalog::Catalog &catalog)
{
    const ElementId vpc = vpcFor(design, container);
    if (what == QLatin1String("function"))
        return Function{};
    if (what == QLatin1String("note"))
        return Note{};
    if (what == QLatin1String("vpc"))
        return Vpc{};
    if (what == QLatin1String("zone")) {
        Zone zone;
        zone.vpc = vpc;
        return vpc ? std::optional<Element>(zone) : std::nullopt;
    }
    if (what == QLatin1String("subnet")) {
        Subnet subnet;
        subnet.vpc = vpc;
        if (design.get<Zone>(container))
            subnet.zone = container;
        else if (const auto *sibling = design.get<Subnet>(container))
            subnet.zone = sibling->zone;
        return vpc ? std::optional<Element>(subnet) : std::nullopt;
    }
    if (std::optional<Gateway> gateway = gatewayNamed(what)) {
        gateway->vpc = vpc;
        if (gateway->kind == GatewayKind::Nat && design.get<Subnet>(container))
            gateway->subnet = container;
        return vpc ? std::optional<Element>(*gateway) : std::nullopt;
    }
    if (std::optional<Endpoint> endpoint = endpointNamed(what)) {
        endpoint->vpc = vpc;
        if (endpoint->kind == EndpointKind::Interface && design.get<Subnet>(container))
            endpoint->subnets = {container};
        return vpc ? std::optional<Element>(*endpoint) : std::nullopt;
    }
    Service service;
    service.kind = catalog.service(what) ? what : QStringLiteral("unknown");
    return service;
}

void putInto(Element &element, const Design &design, ElementId container, bool add,
             const catalog::Catalog &catalog)
{
    const bool isSubnet = design.get<Subnet>(container) != nullptr;
    const auto join = [&](QList<ElementId> &subnets) {
        if (!isSubnet || subnets.contains(container))
            return;
        if (!add)
            subnets.clear();
        subnets.append(container);
    };
    if (auto *function = std::get_if<Function>(&element)) {
        if (!container) {
            function->subnets.clear();
            function->inVpc = false;
            return;
        }
        join(function->subnets);
        function->inVpc = function->inVpc || isSubnet;
    } else if (auto *service = std::get_if<Service>(&element)) {
        if (!hasPrivateAddress(*service, catalog))
            return;
        if (!container)
            service->subnets.clear();
        join(service->subnets);
    } else if (auto *subnet = std::get_if<Subnet>(&element)) {
        const auto *zone = design.get<Zone>(container);
        if (zone && zone->vpc == subnet->vpc)
            subnet->zone = container;
    } else if (auto *gateway = std::get_if<Gateway>(&element)) {
        if (isSubnet && gateway->kind == GatewayKind::Nat)
            gateway->subnet = container;
    }
}

Problem refusal(const char *code, Text why)
{
    Problem problem;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(why);
    return problem;
}

QString shown(const Design &design, ElementId id)
{
    const Element *element = design.find(id);
    return element ? common(*element).name : QString();
}

bool connected(const Design &design, const Connection &like)
{
    for (const Connection *existing : design.all<Connection>()) {
        if (existing->from == like.from && existing->to == like.to && existing->role == like.role)
            return true;
    }
    return false;
}

/// Refuses what no role could mend.
std::optional<Problem> endsRefused(const Design &design, ElementId from, ElementId to)
{
    const auto isNode
        = [&](ElementId id) { return design.get<Function>(id) || design.get<Service>(id); };
    if (from == to) {
        return refusal("canvas.connect-self",
                       Text{STRATOPLAN_TEXT("Canvas", "{name} cannot be connected with itself"),
                            {{QStringLiteral("name"), shown(design, from)}}});
    }
    for (const ElementId end : {from, to}) {
        if (!isNode(end)) {
            return refusal("canvas.connect-kind",
                           Text{STRATOPLAN_TEXT("Canvas", "{name} takes no connections"),
                                {{QStringLiteral("name"), shown(design, end)}}});
        }
    }
    return std::nullopt;
}

struct End
{
    bool isFunction = false;
    QString kind;
    catalog::Category category = catalog::Category::Outside;
    bool triggersFunctions = false;
    bool isKnown = false;
};

End endOf(const Design &design, ElementId id, const catalog::Catalog &catalog)
{
    End end;
    end.isFunction = design.get<Function>(id) != nullptr;
    if (const auto *service = design.get<Service>(id)) {
        end.kind = service->kind;
        if (const catalog::ServiceKind *kind = catalog::kindOf(*service, catalog)) {
            end.category = kind->category;
            end.triggersFunctions = kind->execution.has_value();
            end.isKnown = kind->kind != QLatin1String("unknown");
        }
    }
    return end;
}

Role roleFromFunction(const End &to)
{
    using catalog::Category;
    if (to.isFunction)
        return Role::Call;
    const bool holds = to.category == Category::Data || to.category == Category::Messaging
        || to.category == Category::Configuration;
    return holds ? Role::Access : Role::Call;
}

Role roleBetweenServices(const End &from, const End &to)
{
    using catalog::Category;
    if (from.category == Category::Messaging)
        return from.kind == to.kind ? Role::FailureTarget : Role::Trigger;
    if (from.category == Category::Data)
        return Role::Trigger;
    if (from.category == Category::Outside)
        return Role::Call;
    return to.category == Category::Data ? Role::Access : Role::Trigger;
}

} // namespace

Expected<Placed> place(const Design &design, const QString &what, Point at, ElementId container,
                       const catalog::Catalog &catalog)
{
    std::optional<Element> element = elementNamed(design, what, container, catalog);
    if (!element)
        return failure(needsNetwork());
    putInto(*element, design, container, false, catalog);
    Edit edit(design);
    common(*element).name = edit.freeName(nameFrom(what));
    common(*element).position = at;
    const ElementId id = edit.add(*std::move(element));
    return Placed{edit.change(), id};
}

Expected<Connection> connectionBetween(const Design &design, ElementId from, ElementId to,
                                       const catalog::Catalog &catalog)
{
    if (std::optional<Problem> refused = endsRefused(design, from, to))
        return failure(*std::move(refused));
    const End source = endOf(design, from, catalog);
    const End target = endOf(design, to, catalog);

    Connection connection;
    connection.from = from;
    connection.to = to;
    if (source.isFunction) {
        connection.role = roleFromFunction(target);
    } else if (target.isFunction) {
        if (source.isKnown && !source.triggersFunctions
            && source.category == catalog::Category::Data) {
            return failure(refusal("canvas.connect-kind",
                                   Text{STRATOPLAN_TEXT("Canvas", "{name} cannot start a function"),
                                        {{QStringLiteral("name"), shown(design, from)}}}));
        }
        const bool calls = source.isKnown && !source.triggersFunctions;
        connection.role = calls ? Role::Call : Role::Trigger;
    } else {
        connection.role = roleBetweenServices(source, target);
    }
    if (connection.role == Role::Access) {
        connection.writes = true;
        if (target.category != catalog::Category::Messaging)
            connection.reads = true;
    }
    if (connected(design, connection)) {
        return failure(
            refusal("canvas.connect-twice",
                    Text{STRATOPLAN_TEXT("Canvas", "{from} and {to} are connected so already"),
                         {{QStringLiteral("from"), shown(design, from)},
                          {QStringLiteral("to"), shown(design, to)}}}));
    }
    return connection;
}

Expected<Connection> failureBetween(const Design &design, ElementId from, ElementId to,
                                    const catalog::Catalog &catalog)
{
    if (std::optional<Problem> refused = endsRefused(design, from, to))
        return failure(*std::move(refused));
    const End target = endOf(design, to, catalog);
    const catalog::ServiceKind *kind = catalog.service(target.kind);
    if (!target.isFunction && target.isKnown && kind && !kind->asyncFailureTarget) {
        return failure(refusal("canvas.connect-kind",
                               Text{STRATOPLAN_TEXT("Canvas", "{name} takes no failed events"),
                                    {{QStringLiteral("name"), shown(design, to)}}}));
    }
    Connection connection;
    connection.from = from;
    connection.to = to;
    connection.role = Role::FailureTarget;
    if (connected(design, connection)) {
        return failure(
            refusal("canvas.connect-twice",
                    Text{STRATOPLAN_TEXT("Canvas", "{from} and {to} are connected so already"),
                         {{QStringLiteral("from"), shown(design, from)},
                          {QStringLiteral("to"), shown(design, to)}}}));
    }
    return connection;
}

Placed connect(const Design &design, Connection connection)
{
    Edit edit(design);
    const ElementId id = edit.add(std::move(connection));
    return {edit.change(), id};
}

QList<ElementId> contentsOf(const Design &design, ElementId container)
{
    QSet<ElementId> inside{container};
    QList<ElementId> found;
    // Zones and subnets may have lower ids than what they belong to: repeat until nothing is added.
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto &[id, element] : design.elements()) {
            if (inside.contains(id))
                continue;
            bool within = false;
            if (const auto *zone = std::get_if<Zone>(element.get()))
                within = inside.contains(zone->vpc);
            else if (const auto *subnet = std::get_if<Subnet>(element.get()))
                within = inside.contains(subnet->zone) || inside.contains(subnet->vpc);
            else if (const auto *gateway = std::get_if<Gateway>(element.get()))
                within = inside.contains(gateway->vpc) || inside.contains(gateway->subnet);
            else if (const auto *endpoint = std::get_if<Endpoint>(element.get()))
                within = inside.contains(endpoint->vpc);
            else if (const auto *function = std::get_if<Function>(element.get()))
                within = !function->subnets.isEmpty() && inside.contains(function->subnets.first());
            else if (const auto *service = std::get_if<Service>(element.get()))
                within = !service->subnets.isEmpty() && inside.contains(service->subnets.first());
            if (within) {
                inside.insert(id);
                found.append(id);
                grown = true;
            }
        }
    }
    return found;
}

Change moveBy(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
              Point distance)
{
    QSet<ElementId> moving(ids.begin(), ids.end());
    for (const ElementId id : ids) {
        for (const ElementId inner : contentsOf(design, id))
            moving.insert(inner);
    }
    Edit edit(design);
    for (const auto &[id, element] : design.elements()) {
        if (!moving.contains(id))
            continue;
        const layout::Scene::Box *box = scene.box(id);
        std::optional<Point> position = common(*element).position;
        if (!position && box)
            position = Point{box->rect.x, box->rect.y};
        if (position)
            edit.setPosition(id, Point{position->x + distance.x, position->y + distance.y});
    }
    return edit.change();
}

bool takes(const Design &design, ElementId container, const Element &element,
           const catalog::Catalog &catalog)
{
    const Element *box = design.find(container);
    if (!box)
        return false;
    const ElementId vpc = vpcOf(design, container);
    const bool isSubnet = std::holds_alternative<Subnet>(*box);
    const bool isZone = std::holds_alternative<Zone>(*box);
    if (std::holds_alternative<Function>(element))
        return isSubnet;
    if (const auto *service = std::get_if<Service>(&element))
        return isSubnet && hasPrivateAddress(*service, catalog);
    if (const auto *subnet = std::get_if<Subnet>(&element))
        return isZone && subnet->vpc == vpc;
    if (const auto *gateway = std::get_if<Gateway>(&element))
        return isSubnet && gateway->kind == GatewayKind::Nat && gateway->vpc == vpc;
    return false;
}

ElementId dropContainer(const Design &design, const layout::Scene &scene, ElementId id, Point at,
                        const catalog::Catalog &catalog)
{
    const Element *element = design.find(id);
    if (!element)
        return {};
    const layout::Rect spot{at.x, at.y, 0, 0};
    // Containers stand before what they hold, so the innermost is the last one found.
    ElementId innermost;
    for (const layout::Scene::Box &box : scene.boxes) {
        if (isContainer(box.shape) && box.id != id && box.rect.contains(spot)
            && takes(design, box.id, *element, catalog))
            innermost = box.id;
    }
    return innermost;
}

Change moveInto(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                Point distance, ElementId container, bool add, const catalog::Catalog &catalog)
{
    const Change moves = moveBy(design, scene, ids, distance);
    const Expected<Design> moved = apply(design, moves);
    if (!moved)
        return {};
    Edit edit(*moved);
    for (const ElementId id : ids) {
        const Element *element = moved->find(id);
        if (!element || (container && !takes(design, container, *element, catalog)))
            continue;
        Element put = *element;
        putInto(put, *moved, container, add, catalog);
        edit.replace(id, std::move(put));
    }
    return merged(moves, edit.change());
}

Change remove(const Design &design, const QList<ElementId> &ids)
{
    Edit edit(design);
    for (const ElementId id : ids)
        edit.remove(id);
    for (const Function *function : design.all<Function>()) {
        const auto *left = edit.get<Function>(function->id);
        if (left && left->subnets.isEmpty() && !function->subnets.isEmpty())
            edit.set(function->id, &Function::inVpc, false);
    }
    return edit.change();
}

Change rename(const Design &design, ElementId id, const QString &name)
{
    Edit edit(design);
    edit.rename(id, name.trimmed());
    return edit.change();
}

ElementId neighbour(const layout::Scene &scene, ElementId from, Point direction)
{
    const layout::Scene::Box *start = scene.box(from);
    if (!start)
        return scene.boxes.empty() ? ElementId{} : scene.boxes.front().id;
    const auto centre = [](const layout::Rect &rect) {
        return Point{rect.x + rect.width / 2, rect.y + rect.height / 2};
    };
    const Point origin = centre(start->rect);
    ElementId best;
    double shortest = std::numeric_limits<double>::infinity();
    for (const layout::Scene::Box &box : scene.boxes) {
        if (box.id == from || isContainer(box.shape) != isContainer(start->shape))
            continue;
        const Point there = centre(box.rect);
        const double ahead
            = (there.x - origin.x) * direction.x + (there.y - origin.y) * direction.y;
        const double aside = std::abs((there.x - origin.x) * direction.y)
            + std::abs((there.y - origin.y) * direction.x);
        // What lies more to the side than ahead belongs to another key.
        if (ahead <= 0 || aside > 2 * ahead)
            continue;
        if (const double distance = ahead + 2 * aside; distance < shortest) {
            shortest = distance;
            best = box.id;
        }
    }
    return best;
}

} // namespace stratoplan::canvas
