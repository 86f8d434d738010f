// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/search/search.h"

#include "planner/model/edit.h"
#include "planner/model/properties.h"

#include <QRegularExpression>

#include <algorithm>

namespace stratoplan::search {

namespace {

QRegularExpression patternOf(const Query &query)
{
    QString pattern = QRegularExpression::escape(query.text);
    if (query.wholeWords)
        pattern = QStringLiteral("(?<![\\p{L}\\p{N}])%1(?![\\p{L}\\p{N}])").arg(pattern);
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    if (!query.matchCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, options);
}

/// Collects the hits of one element.
class Finder
{
public:
    Finder(const QRegularExpression &pattern, ElementId element, QList<Hit> &hits)
        : m_pattern(pattern)
        , m_element(element)
        , m_hits(hits)
    {
    }

    void look(Part part, const QString &text, const QString &property = {})
    {
        const QRegularExpressionMatch found = m_pattern.match(text);
        if (!found.hasMatch())
            return;
        const Hit hit{
            m_element, part, property, text, found.capturedStart(), found.capturedLength()};
        // Some of an element's own members are properties with a row as well.
        for (auto one = m_hits.crbegin(); one != m_hits.crend() && one->element == m_element;
             ++one) {
            if (*one == hit)
                return;
        }
        m_hits.append(hit);
    }
    template <class T>
    void look(const Field<T> &field, const QString &property)
    {
        look(Part::Property, textOf(field.value), property);
        look(Part::Property, field.expression, property);
    }

    void lookAtOwn(const Element &element)
    {
        if (const auto *function = std::get_if<Function>(&element)) {
            look(Part::Note, function->vpcPolicyNote);
        } else if (const auto *service = std::get_if<Service>(&element)) {
            for (auto one = service->properties.begin(); one != service->properties.end(); ++one)
                look(one.value(), one.key());
        } else if (const auto *vpc = std::get_if<Vpc>(&element)) {
            for (const Field<QString> &block : vpc->cidrs)
                look(block, QStringLiteral("cidrs"));
            look(vpc->ipv6Cidr, QStringLiteral("ipv6Cidr"));
        } else if (const auto *zone = std::get_if<Zone>(&element)) {
            look(zone->zone, QStringLiteral("zone"));
        } else if (const auto *subnet = std::get_if<Subnet>(&element)) {
            look(subnet->cidr, QStringLiteral("cidr"));
            look(subnet->ipv6Cidr, QStringLiteral("ipv6Cidr"));
        } else if (const auto *endpoint = std::get_if<Endpoint>(&element)) {
            look(Part::Property, endpoint->service, QStringLiteral("service"));
        } else if (const auto *table = std::get_if<RouteTable>(&element)) {
            for (const Route &route : table->routes) {
                look(Part::Property, route.destination, QStringLiteral("routes"));
                look(Part::Property, route.expression, QStringLiteral("routes"));
            }
        } else if (const auto *note = std::get_if<Note>(&element)) {
            look(Part::Note, note->text);
        }
    }

private:
    static QString textOf(const std::optional<QString> &value) { return value.value_or(QString()); }
    static QString textOf(const std::optional<QVariant> &value)
    {
        // Numbers are found by what people see of them as well.
        return value ? value->toString() : QString();
    }

    const QRegularExpression &m_pattern;
    ElementId m_element;
    QList<Hit> &m_hits;
};

void findIn(const Element &element, const QRegularExpression &pattern, const KindOf &kindOf,
            QList<Hit> &hits)
{
    const Common &part = common(element);
    Finder finder(pattern, part.id, hits);
    finder.look(Part::Name, part.name);
    finder.look(Part::Label, part.label);
    finder.look(Part::Kind, kindOf(element));
    finder.look(Part::Property, part.cfnType, QStringLiteral("cfnType"));
    finder.look(Part::Property, part.condition, QStringLiteral("condition"));
    finder.lookAtOwn(element);
    for (const PropertyRow &row : rowsOf(element))
        finder.look(row.read(element), row.name);
}

/// Where the part of a name begins that is the element's own.
qsizetype ownPart(const Common &part)
{
    const QString prefix = part.stack + QLatin1Char('/');
    return !part.stack.isEmpty() && part.name.startsWith(prefix) ? prefix.size() : 0;
}

} // namespace

QList<Hit> find(const Design &design, const Query &query, const KindOf &kindOf)
{
    QList<Hit> hits;
    QList<Hit> ofConnections;
    if (query.text.isEmpty())
        return hits;
    const QRegularExpression pattern = patternOf(query);
    for (const auto &[id, element] : design.elements()) {
        const bool isConnection = std::holds_alternative<Connection>(*element);
        findIn(*element, pattern, kindOf, isConnection ? ofConnections : hits);
    }
    return hits + ofConnections;
}

bool Renamings::isRefused() const
{
    return std::any_of(list.begin(), list.end(),
                       [](const Renaming &one) { return !one.trouble.isEmpty(); });
}

Renamings renamings(const Design &design, const Query &query, const QString &replacement)
{
    Renamings result;
    if (query.text.isEmpty())
        return result;
    const QRegularExpression pattern = patternOf(query);
    QHash<QString, int> names; ///< how many elements have each name in the end
    for (const auto &[id, element] : design.elements()) {
        const Common &part = common(*element);
        if (part.name.isEmpty())
            continue;
        const qsizetype from = ownPart(part);
        QString own = part.name.mid(from);
        qsizetype moved = 0;
        auto found = pattern.globalMatch(part.name.mid(from));
        while (found.hasNext()) {
            const QRegularExpressionMatch one = found.next();
            own.replace(one.capturedStart() + moved, one.capturedLength(), replacement);
            moved += replacement.size() - one.capturedLength();
        }
        if (own != part.name.mid(from))
            own = own.trimmed();
        const QString after = part.name.left(from) + own;
        ++names[after];
        if (after == part.name)
            continue;
        Renaming renaming{id, part.name, after, {}};
        if (own.isEmpty())
            renaming.trouble = {STRATOPLAN_TEXT("Search", "A name cannot be empty"), {}};
        result.list.append(renaming);
    }
    for (Renaming &one : result.list) {
        if (one.trouble.isEmpty() && names.value(one.after) > 1)
            one.trouble = {STRATOPLAN_TEXT("Search", "Another element has this name then"), {}};
    }
    if (result.list.isEmpty() || result.isRefused())
        return result;
    Edit edit(design);
    for (const Renaming &one : result.list)
        edit.rename(one.id, one.after);
    result.change = edit.change();
    return result;
}

} // namespace stratoplan::search
