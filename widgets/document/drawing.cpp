// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/drawing.h"

#include "planner/catalog/behaviour.h"
#include "widgets/document/figure_text.h"
#include "widgets/document/hops.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace stratoplan::drawing {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Canvas", text);
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QRectF toRect(const layout::Rect &rect)
{
    return {rect.x, rect.y, rect.width, rect.height};
}

QPointF toPoint(const Point &point)
{
    return {point.x, point.y};
}

/// Badges of all elements, made in one pass over the findings.
QHash<ElementId, Badge> badgesOf(const Analysis *analysis)
{
    QHash<ElementId, Badge> badges;
    if (!analysis)
        return badges;
    for (const review::Finding &finding : analysis->findings) {
        if (finding.elements.isEmpty() || finding.status == review::Status::Suppressed)
            continue;
        Badge &badge = badges[finding.elements.first()];
        if (finding.status == review::Status::Unanswered) {
            badge.question = true;
            continue;
        }
        const theme::Mark mark = theme::markOf(finding.severity);
        badge.count += 1;
        if (!badge.worst || mark < *badge.worst)
            badge.worst = mark;
    }
    return badges;
}

/// Makes the content of single elements. References live as long as the builder.
class Describer
{
public:
    Describer(const Design &design, const catalog::Catalog &catalog, const Analysis *analysis)
        : m_design(design)
        , m_catalog(catalog)
        , m_analysis(analysis)
    {
    }

    void describe(BoxContent &content, const Element &element) const
    {
        const Common &part = common(element);
        content.name = part.label.isEmpty() ? part.name : part.label;
        content.conditional = !part.condition.isEmpty();
        std::visit([&](const auto &typed) { fill(content, typed); }, element);
        const bool isNode
            = std::holds_alternative<Function>(element) || std::holds_alternative<Service>(element);
        if (isNode && !part.stack.isEmpty()) {
            // The line above the name says it for all of them, so the name need not.
            if (content.name.startsWith(part.stack + QLatin1Char('/')))
                content.name.remove(0, part.stack.size() + 1);
            content.kind = joined({part.stack, content.kind});
        }
    }

private:
    void fill(BoxContent &content, const Function &function) const
    {
        content.icon = function.packageType.valueOr({}) == QLatin1String("image")
            ? QStringLiteral("container-function")
            : QStringLiteral("function");
        content.category = catalog::Category::Compute;
        content.kind = kindOf(function);

        QStringList figures;
        if (function.memory)
            figures.append(memory(*function.memory));
        else if (!function.memory.expression.isEmpty())
            figures.append(function.memory.expression);
        if (function.p95)
            figures.append(
                translated(QT_TRANSLATE_NOOP("Canvas", "p95 %1")).arg(duration(*function.p95)));
        else
            figures.append(m_unknownP95);
        appendCost(figures, function.id);
        content.figure = figures.join(QStringLiteral(" · "));
    }

    void fill(BoxContent &content, const Service &service) const
    {
        const catalog::ServiceKind *kind = catalog::kindOf(service, m_catalog);
        const bool known = kind && kind->kind != QLatin1String("unknown");
        content.icon = kind ? kind->icon : QStringLiteral("unknown");
        content.category = kind ? kind->category : catalog::Category::Outside;
        content.dashed = !known || service.kind == QLatin1String("outside-system");
        if (known) {
            content.kind = labelOf(*kind);
        } else {
            content.kind = service.cfnType.isEmpty()
                ? translated(QT_TRANSLATE_NOOP("Canvas", "Unknown"))
                : service.cfnType;
            content.monoKind = !service.cfnType.isEmpty();
        }
        if (!known) {
            content.figure = translated(QT_TRANSLATE_NOOP("Canvas", "kept as it is"));
        } else {
            QStringList figures;
            if (const std::optional<PerSecond> events = rateOf(service))
                figures.append(rate(events));
            appendCost(figures, service.id);
            content.figure = figures.join(QStringLiteral(" · "));
        }
    }

    void fill(BoxContent &content, const Vpc &vpc) const
    {
        content.icon = QStringLiteral("vpc");
        content.category = catalog::Category::Network;
        content.dashed = vpc.outside;
        content.kind = vpc.outside ? translated(QT_TRANSLATE_NOOP("Canvas", "outside network"))
                                   : translated(QT_TRANSLATE_NOOP("Canvas", "VPC"));
        QStringList blocks;
        for (const Field<QString> &cidr : vpc.cidrs)
            blocks.append(cidr ? *cidr : cidr.expression);
        content.detail = blocks.join(QLatin1Char(' '));
        if (!m_analysis)
            return;
        for (const network::VpcPlan &plan : m_analysis->network.networks) {
            if (plan.vpc != vpc.id || plan.subnets.isEmpty())
                continue;
            Headroom headroom;
            for (const network::SubnetPlan &subnet : plan.subnets) {
                if (!subnet.usable)
                    return;
                headroom.usable += *subnet.usable;
                headroom.used += subnet.needed.value_or(subnet.residents);
            }
            content.headroom = headroom;
        }
    }

    void fill(BoxContent &content, const Zone &zone) const
    {
        content.icon = QStringLiteral("zone");
        content.category = catalog::Category::Network;
        if (zone.label.isEmpty() && zone.zone)
            content.name = *zone.zone;
    }

    void fill(BoxContent &content, const Subnet &subnet) const
    {
        content.icon = QStringLiteral("subnet");
        content.category = catalog::Category::Network;
        content.dashed = subnet.outside;
        content.detail = subnet.cidr ? *subnet.cidr : subnet.cidr.expression;
        content.isPublic = layout::isPublic(subnet, m_design);
        if (!m_analysis)
            return;
        const network::SubnetPlan *plan = m_analysis->network.subnet(subnet.id);
        if (plan && plan->usable)
            content.headroom = Headroom{plan->needed.value_or(plan->residents), *plan->usable};
    }

    void fill(BoxContent &content, const Gateway &gateway) const
    {
        content.category = catalog::Category::Network;
        switch (gateway.kind) {
        case GatewayKind::Internet:
            content.icon = QStringLiteral("internet-gateway");
            content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "Internet gateway"));
            break;
        case GatewayKind::Nat:
        case GatewayKind::RegionalNat:
            content.icon = QStringLiteral("nat-gateway");
            content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "NAT gateway"));
            break;
        case GatewayKind::EgressOnly:
            content.icon = QStringLiteral("egress-only-gateway");
            content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "Egress-only gateway"));
            break;
        case GatewayKind::Private:
            content.icon = QStringLiteral("private-gateway");
            content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "Virtual private gateway"));
            break;
        case GatewayKind::Transit:
            content.icon = QStringLiteral("transit-gateway");
            content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "Transit gateway"));
            break;
        case GatewayKind::Peering:
            content.icon = QStringLiteral("peering");
            content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "Peering"));
            break;
        }
    }

    void fill(BoxContent &content, const Endpoint &endpoint) const
    {
        const bool isGateway = endpoint.kind == EndpointKind::Gateway;
        content.category = catalog::Category::Network;
        content.icon
            = isGateway ? QStringLiteral("endpoint") : QStringLiteral("interface-endpoint");
        content.kind = isGateway ? translated(QT_TRANSLATE_NOOP("Canvas", "Gateway endpoint"))
                                 : translated(QT_TRANSLATE_NOOP("Canvas", "Interface endpoint"));
        content.detail = endpoint.service;
    }

    void fill(BoxContent &content, const SecurityGroup &group) const
    {
        content.icon = QStringLiteral("security-group");
        content.category = catalog::Category::Network;
        content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "Security group"));
        content.dashed = group.outside;
    }

    void fill(BoxContent &content, const RouteTable &) const
    {
        content.icon = QStringLiteral("route-table");
        content.category = catalog::Category::Network;
        content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "Route table"));
    }

    void fill(BoxContent &content, const Note &note) const
    {
        content.icon = QStringLiteral("note");
        content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "Note"));
        content.detail = note.text;
    }

    void fill(BoxContent &content, const Group &) const
    {
        content.icon = QStringLiteral("group");
        content.kind = translated(QT_TRANSLATE_NOOP("Canvas", "Group"));
    }

    void fill(BoxContent &, const Connection &) const { }

    /// Equal texts of a drawing are made once.
    QString kindOf(const Function &function) const
    {
        const QString runtime = function.runtime ? *function.runtime : function.runtime.expression;
        const QString architecture = function.architecture.valueOr({});
        QString &kind = m_kinds[{runtime, architecture}];
        if (kind.isEmpty()) {
            const catalog::Runtime *known = function.runtime ? m_catalog.runtime(runtime) : nullptr;
            const QString unknown = translated(QT_TRANSLATE_NOOP("Canvas", "runtime not known"));
            kind = joined({translated(QT_TRANSLATE_NOOP("Canvas", "Function")),
                           known ? known->name : (runtime.isEmpty() ? unknown : runtime),
                           architecture});
        }
        return kind;
    }

    QString labelOf(const catalog::ServiceKind &kind) const
    {
        QString &label = m_labels[&kind];
        if (label.isEmpty())
            label = QCoreApplication::translate("Catalog", kind.label.toUtf8().constData());
        return label;
    }

    std::optional<PerSecond> rateOf(const Service &service) const
    {
        if (m_analysis) {
            const auto demand = m_analysis->estimates.demand.constFind(service.id);
            if (demand != m_analysis->estimates.demand.constEnd() && demand->rate)
                return demand->rate;
        }
        return service.rate.value;
    }

    void appendCost(QStringList &figures, ElementId id) const
    {
        if (!m_analysis)
            return;
        const estimate::Component *component = m_analysis->estimates.component(id);
        if (component && component->perMonth) {
            figures.append(
                translated(QT_TRANSLATE_NOOP("Canvas", "%1/mo")).arg(money(*component->perMonth)));
            return;
        }
        const auto &unpriced = m_analysis->estimates.unpriced;
        const bool listed
            = std::any_of(unpriced.begin(), unpriced.end(),
                          [&](const estimate::Unpriced &one) { return one.element == id; });
        if (listed || component)
            figures.append(money(std::nullopt));
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    const Analysis *m_analysis;
    const QString m_unknownP95 = translated(QT_TRANSLATE_NOOP("Canvas", "p95 ?"));
    mutable QHash<std::pair<QString, QString>, QString> m_kinds; ///< by runtime and architecture
    mutable QHash<const catalog::ServiceKind *, QString> m_labels;
};

void add(Badge &badge, const Badge &other)
{
    if (other.worst && (!badge.worst || *other.worst < *badge.worst))
        badge.worst = other.worst;
    badge.count += other.count;
    badge.question = badge.question || other.question;
}

QString labelOf(const Connection &connection)
{
    if (!connection.label.isEmpty())
        return connection.label;
    if (connection.role == Role::FailureTarget && connection.retries)
        return QCoreApplication::translate("Canvas", "after %n retries", nullptr,
                                           *connection.retries);
    if (connection.role == Role::Access && connection.reads && connection.writes) {
        if (*connection.reads && !*connection.writes)
            return translated(QT_TRANSLATE_NOOP("Canvas", "reads"));
        if (*connection.writes && !*connection.reads)
            return translated(QT_TRANSLATE_NOOP("Canvas", "writes"));
    }
    return {};
}

/// Trunks say how many they stand for, and what those are called where that is short.
void bundle(std::map<ElementId, EdgeContent> &edges)
{
    constexpr qsizetype fewLabels = 2;
    std::map<ElementId, QStringList> labels;
    for (auto &[id, edge] : edges) {
        if (!edge.isBundled())
            continue;
        EdgeContent &trunk = edges.at(edge.trunk);
        trunk.bundled.append(id);
        add(trunk.badge, edge.badge);
        labels[edge.trunk].append(edge.label);
    }
    for (auto &[id, others] : labels) {
        EdgeContent &trunk = edges.at(id);
        others.prepend(trunk.label);
        others.removeDuplicates();
        others.removeAll(QString());
        trunk.label = others.size() > fewLabels
            ? trunk.count()
            : joined({trunk.count(), others.join(QStringLiteral(", "))});
    }
}

} // namespace

QString EdgeContent::count() const
{
    return bundled.isEmpty() ? QString() : QStringLiteral("×%1").arg(bundled.size() + 1);
}

QString EdgeContent::shownLabel(const std::function<double(const QString &)> &widthOf) const
{
    constexpr double least = 24; // narrower ones say nothing
    if (widthOf(label) <= labelRoom)
        return label;
    if (const QString many = count(); !many.isEmpty())
        return widthOf(many) <= labelRoom ? many : QString();
    return labelRoom >= least ? label : QString();
}

Relation relationOf(const Connection &connection, const Design &design,
                    const catalog::Catalog &catalog)
{
    if (connection.role == Role::FailureTarget)
        return Relation::Failure;
    if (connection.role == Role::Access)
        return Relation::Access;
    const std::optional<Execution> execution = catalog::executionOf(connection, design, catalog);
    if (!execution) {
        return connection.role == Role::Call ? Relation::SynchronousCall
                                             : Relation::AsynchronousEvent;
    }
    switch (*execution) {
    case Execution::Synchronous:
        return Relation::SynchronousCall;
    case Execution::Asynchronous:
        return Relation::AsynchronousEvent;
    case Execution::Queue:
        return Relation::PolledQueue;
    case Execution::Stream:
        return Relation::PolledStream;
    }
    return Relation::SynchronousCall;
}

Content contentOf(const Design &design, const layout::Scene &scene, const catalog::Catalog &catalog,
                  const Analysis *analysis)
{
    Content content;
    const QHash<ElementId, Badge> badges = badgesOf(analysis);
    const Describer describer(design, catalog, analysis);
    content.order.reserve(qsizetype(scene.boxes.size()));
    for (const layout::Scene::Box &box : scene.boxes) {
        BoxContent made;
        made.id = box.id;
        made.shape = box.shape;
        made.rect = toRect(box.rect);
        made.container = box.container;
        for (const Point &point : box.interfaces)
            made.interfaces.append(point.x - box.rect.x);
        for (const double x : box.notches)
            made.notches.append(x - box.rect.x);
        if (box.id)
            made.badge = badges.value(box.id);
        else
            made.name = translated(QT_TRANSLATE_NOOP("Canvas", "Configuration"));
        if (const Element *element = design.find(box.id))
            describer.describe(made, *element);
        content.order.append(box.id);
        content.boxes.emplace(box.id, std::move(made));
    }
    for (const layout::Scene::Line &line : scene.lines) {
        const auto *connection = design.get<Connection>(line.connection);
        if (!connection)
            continue;
        EdgeContent made;
        made.id = line.connection;
        made.trunk = line.trunk;
        made.from = connection->from;
        made.to = connection->to;
        made.relation = relationOf(*connection, design, catalog);
        made.points.reserve(qsizetype(line.points.size()));
        for (const Point &point : line.points)
            made.points.append(toPoint(point));
        made.labelAt = toPoint(line.label);
        made.labelRoom = line.labelRoom;
        made.label = labelOf(*connection);
        made.badge = badges.value(line.connection);
        content.edges.emplace_hint(content.edges.end(), line.connection, std::move(made));
    }
    bundle(content.edges);
    // Lines that will be others in a moment hop nowhere.
    if (!scene.isProvisional)
        addHops(content.edges);
    content.bounds = toRect(scene.bounds);
    return content;
}

BoxContent contentOf(const Element &element, const Design &design, const catalog::Catalog &catalog)
{
    BoxContent content;
    content.id = common(element).id;
    Describer(design, catalog, nullptr).describe(content, element);
    return content;
}

QString spoken(const BoxContent &content)
{
    return QStringList{content.name, content.kind, content.detail, content.figure}
        .filter(QRegularExpression(QStringLiteral(".")))
        .join(QStringLiteral(", "));
}

} // namespace stratoplan::drawing
