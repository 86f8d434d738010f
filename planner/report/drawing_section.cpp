// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/report/sections.h"

#include <QMap>

namespace stratoplan::report {

namespace {

QStringList shownEnds(const QList<const Connection *> &connections, ElementId Connection::*end,
                      const Material &material)
{
    QStringList names;
    for (const Connection *connection : connections) {
        const QString name = material.names.shown(connection->*end);
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

template <class T>
QString textOf(const Field<T> &field, const QString &value)
{
    if (field.value)
        return value;
    return field.expression.isEmpty() ? unknownMark() : Words::tr("computed");
}

Table functionTable(const Material &material)
{
    Table table;
    table.caption = Words::tr("Functions");
    table.columns = {{Words::tr("Function"), false}, {Words::tr("Runtime"), false},
                     {Words::tr("Memory"), true},    {Words::tr("Timeout"), true},
                     {Words::tr("VPC"), false},      {Words::tr("Called by"), false}};
    for (const Function *function : material.design.all<Function>())
        table.rows.append(
            {material.names.shown(function->id),
             textOf(function->runtime, function->runtime.valueOr({})),
             memory(function->memory.value),
             textOf(function->timeout,
                    function->timeout.value ? number(function->timeout->value) + QLatin1String(" s")
                                            : QString()),
             placeOf(*function, material),
             shortList(
                 shownEnds(material.graph.incoming(function->id), &Connection::from, material))});
    return table;
}

QString kindOf(const Service &service, const Material &material)
{
    const catalog::ServiceKind *kind = catalog::kindOf(service, material.catalog);
    if (kind)
        return QCoreApplication::translate("Catalog", kind->label.toUtf8().constData());
    return service.cfnType.isEmpty() ? service.kind : service.cfnType;
}

bool isConnected(const Service &service, const Graph &graph)
{
    return !graph.incoming(service.id).isEmpty() || !graph.outgoing(service.id).isEmpty();
}

Table serviceTable(const Material &material)
{
    Table table;
    table.caption = Words::tr("Services and what uses them");
    table.columns = {{Words::tr("Service"), false},
                     {Words::tr("Kind"), false},
                     {Words::tr("Used by"), false},
                     {Words::tr("Feeds"), false}};
    for (const Service *service : material.design.all<Service>()) {
        if (isConnected(*service, material.graph))
            table.rows.append({material.names.shown(service->id), kindOf(*service, material),
                               shortList(shownEnds(material.graph.incoming(service->id),
                                                   &Connection::from, material)),
                               shortList(shownEnds(material.graph.outgoing(service->id),
                                                   &Connection::to, material))});
    }
    return table;
}

// What stands on the drawing without a connection, mostly parts that configure others.
QString unconnected(const Material &material)
{
    QMap<QString, int> counts;
    for (const Service *service : material.design.all<Service>()) {
        if (!isConnected(*service, material.graph))
            ++counts[kindOf(*service, material)];
    }
    QStringList parts;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        parts.append(it.value() > 1 ? Words::tr("%1 (%2)").arg(it.key()).arg(it.value())
                                    : it.key());
    return parts.isEmpty()
        ? QString()
        : Words::tr("Without a connection: %1.").arg(parts.join(QStringLiteral(", ")));
}

} // namespace

QString placeOf(const Function &function, const Material &material)
{
    if (!standsInVpc(function))
        return Words::tr("outside");
    const auto count = static_cast<int>(function.subnets.size());
    if (count == 0)
        return Words::tr("in a VPC");
    const Subnet *subnet = material.design.get<Subnet>(function.subnets.first());
    return subnet && subnet->vpc
        ? Words::tr("%1, %n subnet(s)", nullptr, count).arg(material.names.shown(subnet->vpc))
        : Words::tr("%n subnet(s)", nullptr, count);
}

QString drawingId()
{
    return QStringLiteral("drawing");
}

Section drawingSection(const Material &material)
{
    Section section{Words::tr("The design"), anchor(QStringLiteral("design")), true, {}};
    if (material.design.isEmpty())
        return section;
    section.blocks.append(Figure{drawingId(),
                                 FigureKind::Drawing,
                                 {},
                                 Words::tr("Functions, services, connections and networks"),
                                 false});
    // The same facts for those who do not use the picture.
    for (Table &table : QList<Table>{functionTable(material), serviceTable(material)}) {
        if (!table.rows.isEmpty())
            section.blocks.append(std::move(table));
    }
    if (const QString rest = unconnected(material); !rest.isEmpty())
        section.blocks.append(Paragraph{rest, true});
    return section;
}

} // namespace stratoplan::report
