// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/derive.h"

#include <QSet>

#include <array>

namespace stratoplan::decision {

namespace {

constexpr QLatin1String yes("yes");
constexpr QLatin1String no("no");
constexpr QLatin1String regional("regional");

constexpr std::array<QLatin1String, 2> yesNo{yes, no};
constexpr std::array<QLatin1String, 3> yesNoRegional{yes, no, regional};

QString nameOf(const Function &function)
{
    return function.label.isEmpty() ? function.name : function.label;
}

bool imported(const Common &element)
{
    return !element.cfnType.isEmpty();
}

bool imported(const QList<Contact> &contacts)
{
    return std::all_of(contacts.begin(), contacts.end(), [](const Contact &contact) {
        return imported(*contact.connection) || !contact.connection->evidence.isEmpty();
    });
}

/// The ends of the contacts, each once, in order.
QList<ElementId> targets(const QList<Contact> &contacts)
{
    QList<ElementId> ids;
    for (const Contact &contact : contacts) {
        if (!ids.contains(contact.other))
            ids.append(contact.other);
    }
    return ids;
}

/// The ends of the contacts, then the connections.
QList<ElementId> elements(const QList<Contact> &contacts)
{
    QList<ElementId> ids = targets(contacts);
    for (const Contact &contact : contacts)
        ids.append(contact.connection->id);
    return ids;
}

QList<ElementId> ids(const QList<const Subnet *> &subnets)
{
    QList<ElementId> found;
    for (const Subnet *subnet : subnets)
        found.append(subnet->id);
    return found;
}

Derived capacityProvider(const Function &function, const Contacts &, const Surroundings &)
{
    Derived derived;
    derived.imported = imported(function);
    derived.elements = {function.id};
    const Args args{{QStringLiteral("function"), nameOf(function)},
                    {QStringLiteral("expression"), function.managedInstances.expression}};
    if (function.managedInstances.valueOr(false)) {
        derived.answer = yes;
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "{function} runs on a capacity provider"), args};
    } else if (function.managedInstances || function.managedInstances.isUnset()) {
        derived.answer = no;
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "{function} has no capacity provider"), args};
    } else {
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "Its capacity provider is {expression}"), args};
    }
    return derived;
}

Derived needsPrivateResource(const Function &function, const Contacts &contacts,
                             const Surroundings &surroundings)
{
    Derived derived;
    derived.imported = imported(function);
    Args args{{QStringLiteral("function"), nameOf(function)}};
    if (!contacts.inside.isEmpty()) {
        derived.answer = yes;
        derived.imported = derived.imported && imported(contacts.inside);
        derived.elements = elements(contacts.inside);
        args.insert(QStringLiteral("targets"), surroundings.shown(targets(contacts.inside)));
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "{function} connects to {targets}, inside a VPC"), args};
        return derived;
    }
    if (!contacts.polled.isEmpty()) {
        // Lambda polls from the source's own subnets (Lambda developer guide, "Creating a Lambda
        // event source mapping for an Amazon MSK event source"), so the trigger alone puts no
        // function into a VPC. One that stands there beside its source is taken to use it.
        derived.answer = standsInVpc(function) ? yes : no;
        derived.imported = derived.imported && imported(contacts.polled);
        derived.elements = elements(contacts.polled);
        args.insert(QStringLiteral("sources"), surroundings.shown(targets(contacts.polled)));
        derived.evidence = standsInVpc(function)
            ? Text{STRATOPLAN_TEXT("Decision",
                                   "{function} stands in a VPC beside {sources}, which "
                                   "triggers it"),
                   args}
            : Text{STRATOPLAN_TEXT("Decision",
                                   "Lambda polls {sources} from the subnets of the source; "
                                   "{function} connects to nothing inside a VPC"),
                   args};
        return derived;
    }
    derived.answer = no;
    derived.elements = {function.id};
    derived.evidence
        = {STRATOPLAN_TEXT("Decision", "{function} connects to nothing inside a VPC"), args};
    return derived;
}

/// A yes or no that a drawing may leave open.
using Maybe = std::optional<bool>;

Maybe stated(const Service &service, const QString &key, bool otherwise)
{
    const Field<QVariant> field = service.properties.value(key);
    if (field)
        return field->toBool();
    return field.isUnset() && otherwise ? Maybe(false) : std::nullopt;
}

/// Every subnet it stands in is known to have no internet gateway.
bool standsInPrivateSubnets(const Service &service, const Design &design)
{
    return !service.subnets.isEmpty()
        && std::all_of(service.subnets.begin(), service.subnets.end(), [&design](ElementId id) {
               const Subnet *subnet = design.get<Subnet>(id);
               if (!subnet)
                   return false;
               const SubnetRoutes routes = routesOf(*subnet, design);
               return routes.known ? !routes.internetGateway : !subnet->isPublic.valueOr(true);
           });
}

/// Whether a resource with a private address can be used from outside its VPC; nothing = not told.
Maybe reachableOutside(const Service &service, const Surroundings &surroundings)
{
    const catalog::ServiceKind *kind = catalog::kindOf(service, surroundings.catalog);
    if (!kind || !kind->reachableOutsideVpc)
        return false;
    // Aurora DSQL has public endpoints with IAM, and no setting for it.
    if (service.cfnType == QLatin1String("AWS::DSQL::Cluster"))
        return true;

    // A template that says nothing leaves both off. Only Aurora has the Data API of RDS.
    const Field<QVariant> engine = service.properties.value(QStringLiteral("engine"));
    const bool otherEngine = engine && !engine->toString().startsWith(QLatin1String("aurora"));
    const QString dataApiKey = QStringLiteral("dataApi");
    const Maybe dataApi = kind->field(dataApiKey)
        ? stated(service, dataApiKey, imported(service) || otherEngine)
        : Maybe(false);
    const Maybe isPublic
        = stated(service, QStringLiteral("publiclyAccessible"),
                 imported(service) || standsInPrivateSubnets(service, surroundings.design));
    if (dataApi.value_or(false) || isPublic.value_or(false))
        return true;
    return dataApi && isPublic ? Maybe(false) : std::nullopt;
}

Derived reachableWithoutVpc(const Function &function, const Contacts &contacts,
                            const Surroundings &surroundings)
{
    const QList<Contact> &inside = contacts.inside.isEmpty() ? contacts.polled : contacts.inside;
    Derived derived;
    derived.imported = imported(function) && imported(inside);
    QList<ElementId> open;
    QList<ElementId> closed;
    const QList<ElementId> all = targets(inside);
    for (ElementId id : all) {
        const Service *service = surroundings.design.get<Service>(id);
        const Maybe reachable
            = service ? reachableOutside(*service, surroundings) : std::optional<bool>(false);
        derived.imported = derived.imported && service && imported(*service);
        if (!reachable)
            open.append(id);
        else if (!*reachable)
            closed.append(id);
    }
    if (!closed.isEmpty()) {
        derived.answer = no;
        derived.elements = closed;
        derived.evidence = {STRATOPLAN_TEXT("Decision", "{targets}: reached inside the VPC only"),
                            {{QStringLiteral("targets"), surroundings.shown(closed)}}};
    } else if (!open.isEmpty()) {
        derived.elements = open;
        derived.evidence = {STRATOPLAN_TEXT("Decision",
                                            "{targets}: nothing says whether there is a data "
                                            "API or a public endpoint with IAM"),
                            {{QStringLiteral("targets"), surroundings.shown(open)}}};
    } else if (!all.isEmpty()) {
        derived.answer = yes;
        derived.elements = all;
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "{targets}: a data API or a public endpoint is on"),
               {{QStringLiteral("targets"), surroundings.shown(all)}}};
    } else {
        derived.evidence = {STRATOPLAN_TEXT("Decision", "The resource is not drawn"), {}};
    }
    return derived;
}

Derived needsOutside(const Function &function, const Contacts &contacts,
                     const Surroundings &surroundings)
{
    Derived derived;
    derived.imported = imported(function);
    Args args{{QStringLiteral("function"), nameOf(function)}};
    if (contacts.outside.isEmpty()) {
        derived.answer = no;
        derived.elements = {function.id};
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "{function} connects to nothing outside a VPC"), args};
        return derived;
    }
    derived.answer = yes;
    derived.imported = derived.imported && imported(contacts.outside);
    derived.elements = elements(contacts.outside);
    args.insert(QStringLiteral("targets"), surroundings.shown(targets(contacts.outside)));
    derived.evidence = {STRATOPLAN_TEXT("Decision", "{function} connects to {targets}"), args};
    return derived;
}

Derived onlyAwsWithEndpoints(const Function &function, const Contacts &contacts,
                             const Surroundings &surroundings)
{
    Derived derived;
    derived.imported = imported(function) && imported(contacts.outside);
    if (contacts.outside.isEmpty()) {
        derived.evidence = {STRATOPLAN_TEXT("Decision", "What it calls is not drawn"), {}};
        return derived;
    }
    QList<Contact> without;
    QList<Contact> open;
    for (const Contact &contact : contacts.outside) {
        if (contact.reach == catalog::Reach::Internet || contact.reach == catalog::Reach::AwsPublic)
            without.append(contact);
        else if (contact.reach == catalog::Reach::AwsUnknown)
            open.append(contact);
    }
    if (without.isEmpty() && !open.isEmpty()) {
        derived.elements = elements(open);
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "{targets}: no list says whether VPC endpoints exist"),
               {{QStringLiteral("targets"), surroundings.shown(targets(open))}}};
        return derived;
    }
    const QList<Contact> &deciding = without.isEmpty() ? contacts.outside : without;
    derived.answer = without.isEmpty() ? yes : no;
    derived.elements = elements(deciding);
    const Args args{{QStringLiteral("targets"), surroundings.shown(targets(deciding))}};
    derived.evidence = without.isEmpty()
        ? Text{STRATOPLAN_TEXT("Decision", "{targets}: VPC endpoints exist"), args}
        : Text{STRATOPLAN_TEXT("Decision", "{targets}: no VPC endpoint exists"), args};
    return derived;
}

/// The VPCs of the drawing are known, and none has an IPv6 block.
bool noNetworkHasIpv6(const Design &design)
{
    const QList<const Vpc *> networks = design.all<Vpc>();
    return !networks.isEmpty() && std::all_of(networks.begin(), networks.end(), [](const Vpc *vpc) {
        return !vpc->outside && vpc->ipv6Cidr.isUnset();
    });
}

Derived ipv6Enough(const Function &function, const Contacts &contacts,
                   const Surroundings &surroundings)
{
    Derived derived;
    derived.imported = imported(function);
    derived.elements = {function.id};
    Args args{{QStringLiteral("function"), nameOf(function)}};

    QList<ElementId> throughNat;
    QList<ElementId> egressOnly;
    for (const SubnetRoutes &routes : contacts.routes) {
        if (routes.nat)
            throughNat.append(routes.subnet);
        else if (routes.egressOnly)
            egressOnly.append(routes.subnet);
    }
    const bool dualStack = function.ipv6DualStack.valueOr(false);
    if (dualStack && !egressOnly.isEmpty() && egressOnly.size() == contacts.subnets.size()) {
        derived.answer = yes;
        derived.elements = egressOnly;
        args.insert(QStringLiteral("subnets"), surroundings.shown(egressOnly));
        derived.evidence = {STRATOPLAN_TEXT("Decision",
                                            "{subnets}: IPv6 leaves by an egress-only gateway, "
                                            "and there is no NAT"),
                            args};
    } else if (!throughNat.isEmpty()) {
        derived.answer = no;
        derived.elements = throughNat;
        args.insert(QStringLiteral("subnets"), surroundings.shown(throughNat));
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "{subnets}: IPv4 leaves through a NAT"), args};
    } else if (!dualStack && standsInVpc(function) && function.ipv6DualStack.expression.isEmpty()
               && (function.ipv6DualStack.isKnown() || imported(function))) {
        derived.answer = no;
        derived.evidence = {STRATOPLAN_TEXT("Decision", "{function} has IPv4 only"), args};
    } else if (!dualStack && noNetworkHasIpv6(surroundings.design)) {
        derived.answer = no;
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "No network of the drawing has an IPv6 block"), {}};
    } else {
        derived.evidence = {STRATOPLAN_TEXT("Decision",
                                            "Nothing says whether all that {function} calls "
                                            "has an IPv6 address"),
                            args};
    }
    return derived;
}

Derived natPlacement(const Function &function, const Contacts &contacts,
                     const Surroundings &surroundings)
{
    Derived derived;
    derived.imported = imported(function);
    QList<ElementId> nats;
    bool everyOneInItsZone = !contacts.routes.isEmpty();
    bool everyOneRegional = !contacts.routes.isEmpty();
    for (qsizetype i = 0; i < contacts.routes.size(); ++i) {
        const Gateway *nat = surroundings.design.get<Gateway>(contacts.routes.at(i).nat);
        if (!nat) {
            derived.elements = ids(contacts.subnets);
            derived.evidence = {
                STRATOPLAN_TEXT("Decision", "{subnet} has no known route through a NAT"),
                {{QStringLiteral("subnet"), surroundings.names.shown(contacts.subnets.at(i)->id)}}};
            return derived;
        }
        if (!nats.contains(nat->id))
            nats.append(nat->id);
        const Subnet *home = surroundings.design.get<Subnet>(nat->subnet);
        const ElementId zone = contacts.subnets.at(i)->zone;
        const bool isRegional = nat->kind == GatewayKind::RegionalNat;
        everyOneRegional = everyOneRegional && isRegional;
        everyOneInItsZone = everyOneInItsZone && !isRegional && home && zone && home->zone == zone;
    }
    if (nats.isEmpty()) {
        derived.elements = {function.id};
        derived.evidence = {STRATOPLAN_TEXT("Decision", "{function} has no subnets yet"),
                            {{QStringLiteral("function"), nameOf(function)}}};
        return derived;
    }
    derived.elements = nats;
    const Args args{{QStringLiteral("nats"), surroundings.shown(nats)}};
    if (everyOneRegional) {
        derived.answer = regional;
        derived.evidence = {STRATOPLAN_TEXT("Decision", "{nats}: regional"), args};
    } else if (everyOneInItsZone) {
        derived.answer = yes;
        derived.evidence
            = {STRATOPLAN_TEXT("Decision", "{nats}: one in the zone of each subnet"), args};
    } else {
        derived.answer = no;
        derived.evidence = {
            STRATOPLAN_TEXT("Decision", "{nats}: subnets of other zones route through it"), args};
    }
    return derived;
}

constexpr std::array<Derivation, 7> table{{
    {QLatin1String("capacity-provider"), yesNo, capacityProvider},
    {QLatin1String("needs-private-resource"), yesNo, needsPrivateResource},
    {QLatin1String("reachable-without-vpc"), yesNo, reachableWithoutVpc},
    {QLatin1String("needs-outside"), yesNo, needsOutside},
    {QLatin1String("only-aws-with-endpoints"), yesNo, onlyAwsWithEndpoints},
    {QLatin1String("ipv6-enough"), yesNo, ipv6Enough},
    {QLatin1String("nat-placement"), yesNoRegional, natPlacement},
}};

} // namespace

Surroundings::Surroundings(const Design &of, const catalog::Catalog &with)
    : design(of)
    , catalog(with)
    , graph(of)
    , names(of)
{
}

QStringList Surroundings::shown(const QList<ElementId> &ids) const
{
    QStringList words;
    for (ElementId id : ids)
        words.append(names.shown(id));
    return words;
}

Contacts contactsOf(const Function &function, const Surroundings &surroundings)
{
    Contacts contacts;
    const QList<const Connection *> &outgoing = surroundings.graph.outgoing(function.id);
    for (const Connection *connection : outgoing) {
        if (connection->role != Role::Call && connection->role != Role::Access)
            continue;
        const Contact contact{
            connection, connection->to,
            catalog::reachOf(*connection, surroundings.design, surroundings.catalog)};
        if (contact.reach == catalog::Reach::PrivateVpc)
            contacts.inside.append(contact);
        else if (contact.reach != catalog::Reach::None)
            contacts.outside.append(contact);
    }
    const QList<const Connection *> &incoming = surroundings.graph.incoming(function.id);
    for (const Connection *connection : incoming) {
        const Service *source = surroundings.design.get<Service>(connection->from);
        const catalog::ServiceKind *kind
            = source ? catalog::kindOf(*source, surroundings.catalog) : nullptr;
        if (connection->role != Role::Trigger || !kind || kind->address != catalog::Address::Vpc)
            continue;
        const std::optional<Execution> execution
            = catalog::executionOf(*connection, surroundings.design, surroundings.catalog);
        if (execution == Execution::Queue || execution == Execution::Stream)
            contacts.polled.append({connection, connection->from, catalog::Reach::PrivateVpc});
    }
    for (ElementId id : function.subnets) {
        if (const Subnet *subnet = surroundings.design.get<Subnet>(id)) {
            contacts.subnets.append(subnet);
            contacts.routes.append(routesOf(*subnet, surroundings.design));
        }
    }
    return contacts;
}

QString endpointServiceOf(ElementId target, const Design &design, const catalog::Catalog &catalog)
{
    // Calling a function is a call of the Lambda API.
    if (design.get<Function>(target))
        return QStringLiteral("lambda");
    const Service *service = design.get<Service>(target);
    const catalog::ServiceKind *kind = service ? catalog::kindOf(*service, catalog) : nullptr;
    return kind ? kind->endpointService : QString();
}

std::span<const Derivation> derivations()
{
    return table;
}

const Derivation *derivation(const QString &name)
{
    for (const Derivation &row : table) {
        if (name == row.name)
            return &row;
    }
    return nullptr;
}

} // namespace stratoplan::decision
