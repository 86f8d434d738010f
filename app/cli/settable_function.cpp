// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/settable_parts.h"
#include "planner/catalog/behaviour.h"
#include "planner/estimate/function_facts.h"
#include "planner/estimate/workload.h"

namespace stratoplan::cli {

namespace {

bool isDeadLetterQueue(const Connection &connection, ElementId function)
{
    const bool isDestination = std::any_of(
        connection.evidence.begin(), connection.evidence.end(),
        [](const QString &path) { return path.contains(QLatin1String(".DestinationConfig")); });
    return connection.from == function && connection.role == Role::FailureTarget && !isDestination;
}

Settable deadLetterQueue(ElementId id, const Design &design)
{
    Settable settable;
    settable.name = QStringLiteral("deadLetterQueue");
    settable.values = words("a queue or topic of the design, or none");
    settable.read = [id](const Design &now) {
        for (const Connection *connection : now.all<Connection>()) {
            if (isDeadLetterQueue(*connection, id))
                return common(*now.find(connection->to)).name;
        }
        return QString();
    };
    QList<ElementId> present;
    for (const Connection *connection : design.all<Connection>()) {
        if (isDeadLetterQueue(*connection, id))
            present.append(connection->id);
    }
    const QString values = settable.values;
    settable.write = [id, present, values](Edit &edit, const QString &text) -> Fault {
        const ElementId target = edit.idOf(text);
        const auto *service = edit.get<Service>(target);
        const bool fits = service
            && (service->kind == QLatin1String("queue") || service->kind == QLatin1String("topic"));
        if (text != QLatin1String("none") && !fits)
            return words("\"%1\" is not %2").arg(text, values);
        for (const ElementId one : present)
            edit.remove(one);
        if (fits) {
            Connection connection;
            connection.from = id;
            connection.to = target;
            connection.role = Role::FailureTarget;
            edit.add(connection);
        }
        return std::nullopt;
    };
    return settable;
}

template <class Part>
tl::expected<QList<ElementId>, QString> idsFrom(const Edit &edit, const QString &text,
                                                const QString &values)
{
    QList<ElementId> ids;
    if (text == QLatin1String("none"))
        return ids;
    const QStringList names = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &name : names) {
        const ElementId id = edit.idOf(name.trimmed());
        if (!edit.get<Part>(id))
            return tl::unexpected(words("\"%1\" is not %2").arg(name.trimmed(), values));
        ids.append(id);
    }
    return ids;
}

QString namesOf(const Design &design, const QList<ElementId> &ids)
{
    QStringList names;
    for (const ElementId id : ids) {
        if (const Element *element = design.find(id))
            names.append(common(*element).name);
    }
    return names.join(QLatin1Char(','));
}

Settable subnets(ElementId id)
{
    Settable settable;
    settable.name = QStringLiteral("subnets");
    settable.values = words("subnets of the design with commas between, or none");
    settable.read = [id](const Design &design) {
        const auto *function = design.get<Function>(id);
        return function ? namesOf(design, function->subnets) : QString();
    };
    const QString values = settable.values;
    settable.write = [id, values](Edit &edit, const QString &text) -> Fault {
        const auto ids = idsFrom<Subnet>(edit, text, values);
        if (!ids)
            return ids.error();
        edit.set(id, &Function::subnets, *ids);
        edit.set(id, &Function::inVpc, !ids->isEmpty());
        // Out of its network a function has no security groups either.
        if (ids->isEmpty())
            edit.set(id, &Function::securityGroups, QList<ElementId>());
        return std::nullopt;
    };
    return settable;
}

Settable securityGroups(ElementId id)
{
    Settable settable;
    settable.name = QStringLiteral("securityGroups");
    settable.values = words("security groups of the design with commas between, or none");
    settable.read = [id](const Design &design) {
        const auto *function = design.get<Function>(id);
        return function ? namesOf(design, function->securityGroups) : QString();
    };
    const QString values = settable.values;
    settable.write = [id, values](Edit &edit, const QString &text) -> Fault {
        const auto ids = idsFrom<SecurityGroup>(edit, text, values);
        if (!ids)
            return ids.error();
        edit.set(id, &Function::securityGroups, *ids);
        return std::nullopt;
    };
    return settable;
}

/// KIND as the catalogue, SAM or people call it.
const catalog::ServiceKind *kindNamed(const catalog::Catalog &catalog, const QString &word)
{
    if (const catalog::ServiceKind *kind = catalog.service(word.toLower()))
        return kind;
    for (const catalog::ServiceKind &kind : catalog.services()) {
        if (kind.samEventTypes.contains(word, Qt::CaseInsensitive))
            return &kind;
    }
    return catalog.serviceOfWord(word);
}

Settable events(ElementId id, const Design &design, const catalog::Catalog &catalog)
{
    Settable settable;
    settable.name = QStringLiteral("events");
    settable.values = words("KIND:SOURCE, as in queue:Orders or schedule:rate(5 minutes)");
    settable.isAdded = true;
    settable.read = [id](const Design &now) {
        QStringList sources;
        for (const Connection *connection : now.all<Connection>()) {
            const auto *source = now.get<Service>(connection->from);
            if (connection->to == id && connection->role == Role::Trigger && source)
                sources.append(source->kind + QLatin1Char(':') + source->name);
        }
        return sources.join(QLatin1Char(','));
    };
    const auto *function = design.get<Function>(id);
    const QString name = function ? function->name : QString();
    const catalog::Catalog *facts = &catalog;
    settable.write = [id, name, facts](Edit &edit, const QString &text) -> Fault {
        const QString word = text.section(QLatin1Char(':'), 0, 0);
        const QString source = text.section(QLatin1Char(':'), 1);
        const catalog::ServiceKind *kind = kindNamed(*facts, word);
        if (!kind || source.isEmpty())
            return words("\"%1\" is not KIND:SOURCE").arg(text);
        ElementId from = edit.idOf(source);
        const auto *service = edit.get<Service>(from);
        const bool isSchedule = kind->kind == QLatin1String("schedule");
        if (from && (!service || service->kind != kind->kind))
            return words("%1 is no %2").arg(source, kind->label);
        if (!from && !isSchedule)
            return words("no %1 is called %2").arg(kind->label, source);
        if (!from) {
            Service made;
            made.kind = kind->kind;
            made.name = edit.freeName(name + QLatin1String("Schedule"));
            for (const catalog::FieldSpec &field : kind->fields) {
                if (field.cfnPath == QLatin1String("ScheduleExpression"))
                    made.properties.insert(field.key, Field<QVariant>(QVariant(source)));
            }
            from = edit.add(made);
        }
        Connection connection;
        connection.from = from;
        connection.to = id;
        connection.role = Role::Trigger;
        edit.add(connection);
        return std::nullopt;
    };
    return settable;
}

// A kind of work is no member of a function: it gives it the shares that the kind has.
Settable workload(ElementId id, const catalog::Catalog &catalog)
{
    const QList<estimate::WorkloadKind> kinds = estimate::workloadKinds(catalog);
    QStringList known;
    QStringList assumed;
    for (const estimate::WorkloadKind &kind : kinds) {
        known.append(kind.id);
        if (kind.isAssumed)
            assumed.append(kind.id);
    }
    Settable settable;
    settable.name = QStringLiteral("workload");
    settable.values
        = words("%1: sets cpuShare and parallelShare; assumed, not measured: %2")
              .arg(known.join(QStringLiteral(", ")), assumed.join(QStringLiteral(", ")));
    settable.designOnly = true;
    settable.read = [](const Design &) { return QString(); };
    const catalog::Catalog *facts = &catalog;
    settable.write = [id, kinds, known, facts](Edit &edit, const QString &text) -> Fault {
        const auto kind
            = std::find_if(kinds.begin(), kinds.end(),
                           [&text](const estimate::WorkloadKind &each) { return each.id == text; });
        if (kind == kinds.end())
            return words("\"%1\" is not %2").arg(text, known.join(QStringLiteral(", ")));
        if (!estimate::setWorkloadKind(edit, id, *kind, *facts))
            return words("the memory is not known, and the share of CPU work depends on it");
        return std::nullopt;
    };
    return settable;
}

} // namespace

QList<Settable> functionSettables(const Function &function, const Design &design,
                                  const catalog::Catalog &catalog)
{
    const ElementId id = function.id;
    QStringList runtimes;
    for (const catalog::Runtime &runtime : catalog.runtimes())
        runtimes.append(runtime.id);
    QList<Settable> all;
    for (const PropertyRow &row : functionRows()) {
        const bool isOpen = row.type == ValueType::Word && row.words.isEmpty();
        all.append(rowSettable(row, id, isOpen ? runtimes : QStringList()));
    }
    all += {deadLetterQueue(id, design), subnets(id),           securityGroups(id),
            events(id, design, catalog), workload(id, catalog), logicalIdSettable(id)};
    return all;
}

} // namespace stratoplan::cli
