// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_onto.h"

#include "planner/model/edit.h"
#include "planner/model/names.h"
#include "planner/model/was.h"
#include "planner/sam/onto_merge.h"
#include "planner/sam/onto_same_text.h"
#include "planner/sam/patch_references.h"

namespace stratoplan::sam {

namespace {

template <class E, class T>
void takeStated(E &onto, const E &from, Field<T> E::*member)
{
    if ((from.*member).origin == Origin::User && (from.*member).value)
        onto.*member = from.*member;
}

template <class E, class... Members>
void takeAllStated(E &onto, const E &from, Members... members)
{
    (takeStated(onto, from, members), ...);
}

void takeFunction(Function &onto, const Function &from)
{
    takeAllStated(onto, from, &Function::memory, &Function::timeout, &Function::runtime,
                  &Function::architecture, &Function::handler, &Function::reservedConcurrency,
                  &Function::provisionedConcurrency, &Function::ephemeralStorageMb,
                  &Function::snapStart, &Function::tracing, &Function::ipv6DualStack,
                  &Function::asyncRetries, &Function::asyncMaxEventAge);
}

void takeService(Service &onto, const Service &from)
{
    for (auto field = from.properties.cbegin(); field != from.properties.cend(); ++field) {
        if (field->origin == Origin::User && field->value)
            onto.properties.insert(field.key(), *field);
    }
}

void takeConnection(Connection &onto, const Connection &from)
{
    takeAllStated(onto, from, &Connection::batchSize, &Connection::batchWindow,
                  &Connection::retries, &Connection::maxRecordAge, &Connection::partialBatch,
                  &Connection::bisect, &Connection::parallelization,
                  &Connection::maximumConcurrency, &Connection::timeout);
}

/// Puts what people stated in a design of its own onto a template.
class Replay
{
public:
    Replay(const Design &base, const Design &design)
        : m_design(design)
        , m_baseNames(base)
        , m_names(design)
        , m_edit(base)
    {
    }

    Change change()
    {
        match();
        for (const auto &[id, element] : m_design.elements())
            take(id, *element);
        return m_edit.change();
    }

private:
    static bool isDrawn(const Element &element) { return common(element).cfnType.isEmpty(); }

    void match()
    {
        for (const auto &[id, element] : m_design.elements()) {
            const ElementId known = m_baseNames.find(m_names.of(id));
            const Element *other = m_edit.find(known);
            if (other && other->index() == element->index())
                m_ids.insert(id, known);
        }
        // Added ones get their ids first, as they may refer to each other.
        for (const auto &[id, element] : m_design.elements()) {
            const bool canBeAdded = std::holds_alternative<Function>(*element)
                || std::holds_alternative<Service>(*element);
            if (m_ids.contains(id) || !canBeAdded || !isDrawn(*element))
                continue;
            const ElementId added = m_edit.add(*element);
            m_ids.insert(id, added);
            m_added.append(id);
        }
        for (const ElementId id : std::as_const(m_added))
            m_edit.replace(m_ids.value(id), mapped(*m_design.find(id), m_ids.value(id)));
    }

    Element mapped(const Element &element, ElementId id) const
    {
        Element copy = remapped(element, m_ids);
        common(copy).id = id;
        return copy;
    }

    void take(ElementId id, const Element &element)
    {
        if (m_added.contains(id))
            return;
        const ElementId onto = m_ids.value(id);
        if (const auto *connection = std::get_if<Connection>(&element); connection && !onto) {
            const bool isNew = connection->evidence.isEmpty() && m_ids.contains(connection->from)
                && m_ids.contains(connection->to);
            if (isNew)
                m_edit.add(remapped(element, m_ids));
            return;
        }
        const Element *found = m_edit.find(onto);
        if (!found)
            return;
        Element changed = *found;
        if (const auto *function = std::get_if<Function>(&element))
            takeFunction(std::get<Function>(changed), *function);
        else if (const auto *service = std::get_if<Service>(&element))
            takeService(std::get<Service>(changed), *service);
        else if (const auto *connection = std::get_if<Connection>(&element))
            takeConnection(std::get<Connection>(changed), *connection);
        if (!(changed == *found))
            m_edit.replace(onto, std::move(changed));
    }

    const Design &m_design;
    Names m_baseNames;
    Names m_names;
    Edit m_edit;
    QHash<ElementId, ElementId> m_ids; ///< from the design's to those of the base
    QList<ElementId> m_added;
};

/// Where the template says what a conflict is about, or what it is connected with.
int lineOf(const MergeConflict &conflict, const yaml::Tree &tree)
{
    const LogicalIds ids(tree);
    const QString name = conflict.path.value(1);
    const QString ends = name.section(QLatin1Char('#'), 0, 0);
    for (const QString &id : QStringList{name, ends.section(QStringLiteral("->"), 1, 1),
                                         ends.section(QStringLiteral("->"), 0, 0)}) {
        if (const yaml::Node resource = ids.resource(id.toUtf8()); resource.isValid())
            return resource.line();
    }
    return 0;
}

} // namespace

Expected<Onto> changeOnto(const Design &base, const Design &design, const catalog::Catalog &catalog,
                          bool sameText, const QList<Side> &sides)
{
    if (!sameText && design.settings().templateLink.sha256.isEmpty())
        return Onto{Replay(base, design).change(), {}};
    const Expected<Design> was = asImported(design);
    if (!was)
        return failure(was.error());
    if (sameText)
        return Onto{differenceOf(*was, design, base), {}};
    return mergedOnto(*was, design, base, catalog, sides);
}

Expected<OntoEdits> editsOnto(const yaml::Tree &tree, const QString &file, const Design &base,
                              const Design &design, const catalog::Catalog &catalog, bool sameText,
                              const QList<Side> &sides)
{
    Expected<Onto> onto = changeOnto(base, design, catalog, sameText, sides);
    if (!onto)
        return failure(onto.error());
    OntoEdits result;
    result.conflicts = std::move(onto->conflicts);
    for (MergeConflict &conflict : result.conflicts)
        conflict.line = lineOf(conflict, tree);
    if (sides.size() < result.conflicts.size())
        return result;
    Expected<Edits> edits
        = editsFor(tree, file, base, onto->change, catalog, {.replacesExpressions = true});
    if (!edits)
        return failure(edits.error());
    result.edits = std::move(edits->edits);
    result.notes = std::move(edits->notes);
    return result;
}

} // namespace stratoplan::sam
