// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outline/outline_tree.h"

#include "planner/catalog/behaviour.h"
#include "planner/layout/groups.h"
#include "planner/model/names.h"
#include "widgets/document/drawing.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace stratoplan::outline {

namespace {

using catalog::Category;

struct Title
{
    Category category;
    const char *text;
};

// In the order of the palette, where the same groups stand.
constexpr std::array<Title, 8> titles{{
    {Category::Compute, QT_TRANSLATE_NOOP("Outline", "Compute")},
    {Category::Entry, QT_TRANSLATE_NOOP("Outline", "Entry")},
    {Category::Messaging, QT_TRANSLATE_NOOP("Outline", "Messaging")},
    {Category::Data, QT_TRANSLATE_NOOP("Outline", "Data")},
    {Category::Workflow, QT_TRANSLATE_NOOP("Outline", "Workflow")},
    {Category::Network, QT_TRANSLATE_NOOP("Outline", "Network services")},
    {Category::Outside, QT_TRANSLATE_NOOP("Outline", "Outside")},
    {Category::Configuration, QT_TRANSLATE_NOOP("Outline", "Configuration")},
}};

QString translated(const char *text)
{
    return QCoreApplication::translate("Outline", text);
}

ElementId vpcOf(ElementId subnet, const Design &design)
{
    const auto *known = design.get<Subnet>(subnet);
    return known ? known->vpc : ElementId{};
}

ElementId aroundSubnets(const QList<ElementId> &subnets, const Design &design)
{
    if (subnets.isEmpty())
        return {};
    return subnets.size() == 1 ? subnets.first() : vpcOf(subnets.first(), design);
}

using Groups = QHash<ElementId, ElementId>;

ElementId holderOf(const Element &element, const Design &design, const Groups &groups)
{
    if (const auto group = groups.constFind(common(element).id); group != groups.constEnd())
        return *group;
    if (const auto *function = std::get_if<Function>(&element))
        return aroundSubnets(function->subnets, design);
    if (const auto *service = std::get_if<Service>(&element))
        return aroundSubnets(service->subnets, design);
    if (const auto *zone = std::get_if<Zone>(&element))
        return zone->vpc;
    if (const auto *subnet = std::get_if<Subnet>(&element))
        return subnet->zone ? subnet->zone : subnet->vpc;
    if (const auto *gateway = std::get_if<Gateway>(&element))
        return gateway->subnet ? gateway->subnet : gateway->vpc;
    if (const auto *endpoint = std::get_if<Endpoint>(&element))
        return endpoint->vpc;
    if (const auto *table = std::get_if<RouteTable>(&element))
        return table->vpc;
    if (const auto *group = std::get_if<SecurityGroup>(&element))
        return group->vpc;
    return {};
}

/// Makes the nodes of a design, each element under what holds it.
class Builder
{
public:
    Builder(const Design &design, const catalog::Catalog &catalog)
        : m_design(design)
        , m_catalog(catalog)
        , m_names(design)
    {
        const Groups groups = layout::groupsOf(design);
        for (const auto &[id, element] : design.elements()) {
            if (const auto *connection = std::get_if<Connection>(element.get()))
                m_leaving[connection->from].append(connection);
            else if (const ElementId holder = holderOf(*element, design, groups);
                     design.find(holder))
                m_held[holder].append(id);
            else
                m_free.append(id);
        }
    }

    std::vector<Node> build() const
    {
        std::vector<Node> roots;
        addTitle(roots, translated(QT_TRANSLATE_NOOP("Outline", "Groups")),
                 [](const Element &element) { return std::holds_alternative<Group>(element); });
        addTitle(roots, translated(QT_TRANSLATE_NOOP("Outline", "Networks")),
                 [](const Element &element) {
                     return !std::holds_alternative<Function>(element)
                         && !std::holds_alternative<Service>(element) && !isAnnotation(element);
                 });
        addTitle(roots, translated(QT_TRANSLATE_NOOP("Outline", "Functions")),
                 [](const Element &element) { return std::holds_alternative<Function>(element); });
        for (const Title &title : titles) {
            addTitle(roots, translated(title.text), [&](const Element &element) {
                const auto *service = std::get_if<Service>(&element);
                return service && categoryOf(*service) == title.category;
            });
        }
        addTitle(roots, translated(QT_TRANSLATE_NOOP("Outline", "Notes")),
                 [](const Element &element) { return std::holds_alternative<Note>(element); });
        return roots;
    }

private:
    Category categoryOf(const Service &service) const
    {
        const catalog::ServiceKind *kind = catalog::kindOf(service, m_catalog);
        return kind ? kind->category : Category::Outside;
    }

    template <class Predicate>
    void addTitle(std::vector<Node> &roots, const QString &text, Predicate belongs) const
    {
        Node title;
        title.text = text;
        for (const ElementId id : m_free) {
            if (belongs(*m_design.find(id)))
                title.children.push_back(nodeOf(id));
        }
        sort(title.children);
        if (!title.children.empty())
            roots.push_back(std::move(title));
    }

    Node nodeOf(ElementId id) const
    {
        const drawing::BoxContent content
            = drawing::contentOf(*m_design.find(id), m_design, m_catalog);
        Node node;
        node.id = id;
        node.text = m_names.shown(id);
        node.icon = content.icon;
        node.category = content.category;
        node.remark = content.kind;
        for (const ElementId held : m_held.value(id))
            node.children.push_back(nodeOf(held));
        sort(node.children);
        for (const Connection *connection : m_leaving.value(id)) {
            Node line;
            line.id = connection->id;
            line.text = QStringLiteral("→ ") + m_names.shown(connection->to);
            line.icon = QStringLiteral("connect");
            line.remark = QCoreApplication::translate("Outline", "Connection");
            node.children.push_back(line);
        }
        return node;
    }

    /// Networks before what stands in them, then by name as people count.
    void sort(std::vector<Node> &nodes) const
    {
        const auto rank = [this](const Node &node) {
            const Element &element = *m_design.find(node.id);
            const bool isNode = std::holds_alternative<Function>(element)
                || std::holds_alternative<Service>(element);
            const bool isContainer = std::holds_alternative<Vpc>(element)
                || std::holds_alternative<Zone>(element) || std::holds_alternative<Subnet>(element)
                || std::holds_alternative<Group>(element);
            return isContainer ? 0 : isNode ? 1 : 2;
        };
        std::stable_sort(nodes.begin(), nodes.end(), [&](const Node &a, const Node &b) {
            const int ranks = rank(a) - rank(b);
            return ranks != 0 ? ranks < 0
                              : QString::compare(a.text, b.text, Qt::CaseInsensitive) < 0;
        });
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    Names m_names;
    QHash<ElementId, QList<ElementId>> m_held;
    QHash<ElementId, QList<const Connection *>> m_leaving;
    QList<ElementId> m_free; ///< what no element holds
};

} // namespace

ElementId containerOf(const Element &element, const Design &design)
{
    return holderOf(element, design, layout::groupsOf(design));
}

std::vector<Node> treeOf(const Design &design, const catalog::Catalog &catalog)
{
    return Builder(design, catalog).build();
}

} // namespace stratoplan::outline
