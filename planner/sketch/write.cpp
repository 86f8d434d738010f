// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/connect.h"
#include "planner/sketch/kinds.h"
#include "planner/sketch/notation.h"
#include "planner/sketch/stated.h"

#include <QRegularExpression>
#include <QSet>

namespace stratoplan::sketch {

namespace {

QString quoted(const QString &name)
{
    QString text = name;
    text.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'"', QStringLiteral("\\\""))
        .replace(u'\n', QStringLiteral("\\n"));
    return u'"' + text + u'"';
}

bool isPlain(const QString &name)
{
    static const QRegularExpression plain(QStringLiteral("^[\\w.][\\w.-]*$"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return plain.match(name).hasMatch();
}

bool isPlainValue(const QString &value)
{
    static const QRegularExpression plain(QStringLiteral("^[^\\s,;\"\u2192=>\\\\]+$"));
    return value != QLatin1String("none") && plain.match(value).hasMatch();
}

class NotationWriter
{
public:
    NotationWriter(const Design &design, const QList<ElementId> &ids,
                   const catalog::Catalog &catalog, Writing writing)
        : m_design(design)
        , m_catalog(catalog)
        , m_writing(writing)
        , m_ids(ids.begin(), ids.end())
    {
    }

    QString text()
    {
        containers();
        connections();
        for (const auto &[id, element] : m_design.elements()) {
            if (isWritten(id) && !m_written.contains(id) && isNode(id))
                m_lines.append(mention(id));
        }
        return m_lines.isEmpty() ? QString() : m_lines.join(u'\n') + u'\n';
    }

private:
    bool isNode(ElementId id) const
    {
        return m_design.get<Function>(id) || m_design.get<Service>(id);
    }
    bool isWritten(ElementId id) const { return m_ids.contains(id); }

    QString kindOf(const Element &element) const
    {
        if (std::holds_alternative<Function>(element))
            return QStringLiteral("function");
        const auto &service = std::get<Service>(element);
        return kindNamed(service.kind, m_catalog).isEmpty() ? QString() : service.kind;
    }

    // " memory=512 timeout=10", where settings are asked for.
    QString settingsOf(const Element &element, const QStringList &without = {}) const
    {
        QString text;
        if (m_writing == Writing::DrawingAlone)
            return text;
        for (const auto &[name, value] : statedOf(element, m_catalog)) {
            if (without.contains(name))
                continue;
            text += u' ' + name + u'=' + (isPlainValue(value) ? value : quoted(value));
        }
        return text;
    }

    QString named(const QString &what, const QString &name) const
    {
        const QString word = wordFor(what, m_catalog);
        // "s3" and "tables" together would be a kind of their own.
        const bool isOther = !kindNamed(word + u' ' + name, m_catalog).isEmpty();
        return word + u' ' + (isPlain(name) && !isOther ? name : quoted(name));
    }

    QString placeOf(const QList<ElementId> &containers) const
    {
        QStringList places;
        for (const ElementId id : containers) {
            const Element *container = m_design.find(id);
            if (container && isWritten(id)) {
                const QString name = common(*container).name;
                places.append(isPlain(name) ? name : quoted(name));
            }
        }
        return places.isEmpty() ? QString() : u'@' + places.join(u'+');
    }

    // Kind, name and place at first, then the name alone.
    QString mention(ElementId id)
    {
        const Element &element = *m_design.find(id);
        const QString name = common(element).name;
        if (m_written.contains(id))
            return isPlain(name) ? name : quoted(name);
        m_written.insert(id);
        const auto *function = std::get_if<Function>(&element);
        const QString what = kindOf(element);
        // What the catalogue does not have is drawn as something outside.
        return named(what.isEmpty() ? QStringLiteral("outside-system") : what, name)
            + placeOf(function ? function->subnets : std::get<Service>(element).subnets)
            + settingsOf(element);
    }

    void containers()
    {
        for (const Vpc *vpc : m_design.all<Vpc>()) {
            if (isWritten(vpc->id))
                m_lines.append(named(QStringLiteral("vpc"), vpc->name) + settingsOf(*vpc));
        }
        for (const Zone *zone : m_design.all<Zone>()) {
            if (isWritten(zone->id) && isWritten(zone->vpc))
                m_lines.append(named(QStringLiteral("zone"), zone->name) + placeOf({zone->vpc})
                               + settingsOf(*zone));
        }
        for (const Subnet *subnet : m_design.all<Subnet>()) {
            if (!isWritten(subnet->id) || !isWritten(subnet->vpc))
                continue;
            const ElementId place = isWritten(subnet->zone) ? subnet->zone : subnet->vpc;
            m_lines.append(named(QStringLiteral("subnet"), subnet->name) + placeOf({place})
                           + settingsOf(*subnet));
        }
        for (const Gateway *gateway : m_design.all<Gateway>()) {
            const QString what = sketch::kindOf(gateway->kind);
            if (what.isEmpty() || !isWritten(gateway->id) || !isWritten(gateway->vpc))
                continue;
            const ElementId place = isWritten(gateway->subnet) ? gateway->subnet : gateway->vpc;
            m_lines.append(named(what, gateway->name) + placeOf({place}) + settingsOf(*gateway));
        }
    }

    QString arrow(const Connection &connection) const
    {
        const Expected<Connection> meant
            = meaningOf(m_design, connection.from, connection.to, m_catalog);
        const bool reads = connection.reads.valueOr(false);
        const bool writes = connection.writes.valueOr(false);
        if (meant && meant->role == connection.role
            && (connection.role != Role::Access
                || (meant->reads.valueOr(false) == reads
                    && meant->writes.valueOr(false) == writes)))
            return QStringLiteral(" -> ");
        switch (connection.role) {
        case Role::Trigger:
            return QStringLiteral(" -trigger-> ");
        case Role::Call:
            return QStringLiteral(" -call-> ");
        case Role::Access:
            if (reads == writes)
                return QStringLiteral(" -access-> ");
            return reads ? QStringLiteral(" -reads-> ") : QStringLiteral(" -writes-> ");
        case Role::FailureTarget:
            break;
        }
        return QStringLiteral(" -fails-> ");
    }

    void connections()
    {
        QSet<ElementId> reached;
        for (const Connection *connection : m_design.all<Connection>()) {
            if (!isWritten(connection->from) || !isWritten(connection->to)
                || !isNode(connection->from) || !isNode(connection->to))
                continue;
            m_outgoing[connection->from].append(connection);
            reached.insert(connection->to);
        }
        // Chains begin where requests and events enter; circles where they may.
        for (const bool entries : {true, false}) {
            for (const auto &[id, element] : m_design.elements()) {
                if (entries == reached.contains(id))
                    continue;
                while (!m_outgoing.value(id).isEmpty())
                    m_lines.append(chainFrom(id));
            }
        }
    }

    QString chainFrom(ElementId id)
    {
        QString line = mention(id);
        while (!m_outgoing.value(id).isEmpty()) {
            const Connection *next = m_outgoing[id].takeFirst();
            const QString settings
                = settingsOf(*next, {QStringLiteral("reads"), QStringLiteral("writes")});
            line += arrow(*next) + (settings.isEmpty() ? QString() : settings.sliced(1) + u' ')
                + mention(next->to);
            id = next->to;
        }
        return line;
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    Writing m_writing;
    QSet<ElementId> m_ids;
    QSet<ElementId> m_written;
    QHash<ElementId, QList<const Connection *>> m_outgoing;
    QStringList m_lines;
};

} // namespace

QString write(const Design &design, const QList<ElementId> &ids, const catalog::Catalog &catalog,
              Writing writing)
{
    return NotationWriter(design, ids, catalog, writing).text();
}

} // namespace stratoplan::sketch
