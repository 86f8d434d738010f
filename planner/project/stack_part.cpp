// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/project/stack_part.h"

#include "planner/model/edit.h"
#include "planner/model/names.h"
#include "planner/model/was.h"
#include "planner/project/add_facts.h"

#include <QCryptographicHash>

#include <algorithm>

namespace stratoplan::project {

namespace {

Problem problem(const char *code, const QString &file, Text what, Text remedy)
{
    Problem made;
    made.code = QString::fromLatin1(code);
    made.where.file = file;
    made.what = std::move(what);
    made.remedy = std::move(remedy);
    return made;
}

Problem otherText(const QString &file)
{
    return problem(
        "system.other-text", file,
        {STRATOPLAN_TEXT("Project", "This is not the text that the system was read from"), {}},
        {STRATOPLAN_TEXT("Project",
                         "Give the text that it was read from, or read the system again"),
         {}});
}

/// Carries the edits of a system over to the design of one of its templates.
class Carrier
{
public:
    Carrier(const Design &system, const QString &stack, Design reading, QString file)
        : m_system(system)
        , m_names(system)
        , m_stack(stack)
        , m_file(std::move(file))
        , m_reading(std::move(reading))
        , m_edit(m_reading)
    {
    }

    Expected<StackPart> result()
    {
        Expected<Design> imported = asImported(m_system);
        if (!imported)
            return failure(imported.error());
        m_imported = *std::move(imported);
        if (!match())
            return failure(otherText(m_file));
        const Change change = changeSinceImport(m_system);
        addNew(change);
        for (const ElementChange &step : change.elements)
            carry(step);
        Expected<Design> design = m_edit.result();
        if (!design)
            return failure(design.error());
        return StackPart{*std::move(design), m_left};
    }

private:
    using Ids = QHash<ElementId, ElementId>;

    bool isOwn(const Element &element) const { return common(element).stack == m_stack; }

    QString ownName(QString name) const
    {
        if (name.startsWith(m_stack + QLatin1Char('/')))
            name.remove(0, m_stack.size() + 1);
        return name;
    }

    /// Finds what each element of the stack is in the template's own design, and by what they refer
    /// to what the elements of other stacks are called there. False where the two differ.
    bool match()
    {
        QList<const Connection *> connections;
        for (const auto &[id, element] : m_imported.elements()) {
            if (!isOwn(*element))
                continue;
            if (const auto *connection = std::get_if<Connection>(element.get())) {
                connections.append(connection);
                continue;
            }
            const ElementId own = m_reading.idOf(ownName(common(*element).name));
            const Element *other = m_reading.find(own);
            if (!other || other->index() != element->index()
                || !matchReferences(*element, *other, m_ids))
                return false;
            m_ids.insert(id, own);
        }
        const QList<const Connection *> own = m_reading.all<Connection>();
        if (own.size() != connections.size())
            return false;
        for (qsizetype i = 0; i < own.size(); ++i) {
            if (own.at(i)->role != connections.at(i)->role
                || !matchReferences(*connections.at(i), *own.at(i), m_ids))
                return false;
            m_ids.insert(connections.at(i)->id, own.at(i)->id);
        }
        return true;
    }

    static bool matchReferences(const Element &element, const Element &own, Ids &ids)
    {
        const QList<ElementId> here = references(element);
        const QList<ElementId> there = references(own);
        if (here.size() != there.size())
            return false;
        for (qsizetype i = 0; i < here.size(); ++i)
            ids.insert(here.at(i), there.at(i));
        return true;
    }

    /// Gives the new elements that belong to the stack their ids, so that they may name each other.
    void addNew(const Change &change)
    {
        for (const ElementChange &step : change.elements) {
            if (step.before || std::holds_alternative<Connection>(*step.after))
                continue;
            const QSet<QString> stacks = stacksAround(step.id, *step.after);
            if (stacks.size() != 1) {
                if (stacks.isEmpty() || stacks.contains(m_stack))
                    m_left.append(noStack(step.id));
            } else if (stacks.contains(m_stack)) {
                Element added = *step.after;
                common(added).name = m_edit.freeName(common(added).name);
                m_ids.insert(step.id, m_edit.add(std::move(added)));
            }
        }
    }

    /// The stacks of what a new element names and is connected to.
    QSet<QString> stacksAround(ElementId id, const Element &element) const
    {
        QList<ElementId> around = references(element);
        for (const Connection *connection : m_system.all<Connection>()) {
            if (connection->from == id)
                around.append(connection->to);
            else if (connection->to == id)
                around.append(connection->from);
        }
        QSet<QString> stacks;
        for (const ElementId other : std::as_const(around)) {
            if (const Element *found = m_system.find(other);
                found && !common(*found).stack.isEmpty())
                stacks.insert(common(*found).stack);
        }
        return stacks;
    }

    void carry(const ElementChange &step)
    {
        if (!step.before) {
            carryNew(step.id, *step.after);
            return;
        }
        if (!isOwn(*step.before))
            return;
        const ElementId own = m_ids.value(step.id);
        if (!step.after) {
            m_edit.remove(own);
            return;
        }
        const std::optional<Element> mapped = inTemplate(*step.after, own);
        if (!mapped)
            m_left.append(beyond(m_names.of(step.id)));
        else if (m_edit.find(own))
            m_edit.replace(own, *mapped);
    }

    void carryNew(ElementId id, const Element &element)
    {
        if (const auto *connection = std::get_if<Connection>(&element)) {
            const bool from = belongs(connection->from);
            const bool to = belongs(connection->to);
            if (from && to)
                m_edit.add(remapped(element, m_ids));
            else if (from || to)
                m_left.append(beyond(m_names.of(id)));
            return;
        }
        const ElementId own = m_ids.value(id);
        if (!own)
            return;
        std::optional<Element> mapped = inTemplate(element, own);
        if (!mapped) {
            m_left.append(beyond(m_names.of(id)));
            m_edit.remove(own);
            return;
        }
        common(*mapped).name = common(*m_edit.find(own)).name;
        m_edit.replace(own, *std::move(mapped));
    }

    /// An element of the stack, or a new one that was added to it.
    bool belongs(ElementId id) const
    {
        const Element *element = m_system.find(id);
        return element && m_ids.contains(id)
            && (isOwn(*element) || common(*element).stack.isEmpty());
    }

    /// The element as the template's own design has it; nothing where it names what that lacks.
    std::optional<Element> inTemplate(const Element &element, ElementId own) const
    {
        Ids ids = m_ids;
        // A template may know one element of another stack by two names: each keeps its own.
        const Element *was = m_imported.find(common(element).id);
        const Element *there = m_reading.find(own);
        if (was && there)
            matchReferences(*was, *there, ids);
        const QList<ElementId> named = references(element);
        const bool isKnown = std::all_of(named.begin(), named.end(),
                                         [&ids](ElementId id) { return ids.contains(id); });
        if (!isKnown)
            return std::nullopt;
        Element mapped = remapped(element, ids);
        Common &part = common(mapped);
        part.id = own;
        part.stack.clear();
        part.name = ownName(part.name);
        if (auto *connection = std::get_if<Connection>(&mapped)) {
            // What joined the stacks is no part of the template.
            if (const auto *before = m_reading.get<Connection>(own))
                connection->evidence = before->evidence;
        }
        return mapped;
    }

    Problem beyond(const QString &name) const
    {
        return problem(
            "system.beyond-stack", m_file,
            {STRATOPLAN_TEXT("Project",
                             "{element} reaches into another stack in a way that this template "
                             "does not have yet; it is not written"),
             {{QStringLiteral("element"), name}}},
            {STRATOPLAN_TEXT("Project", "Export it there and import it here by hand"), {}});
    }

    Problem noStack(ElementId id) const
    {
        return problem(
            "system.no-stack", m_file,
            {STRATOPLAN_TEXT("Project",
                             "{element} is new and belongs to no stack or to several; it is not "
                             "written"),
             {{QStringLiteral("element"), m_names.of(id)}}},
            {STRATOPLAN_TEXT("Project", "Connect it to elements of one stack only"), {}});
    }

    const Design &m_system;
    Design m_imported; ///< the system as its templates had it
    Names m_names;
    QString m_stack;
    QString m_file;
    Design m_reading;
    Edit m_edit;
    Ids m_ids; ///< from the system's to the template's own
    Problems m_left;
};

} // namespace

Expected<StackPart> partOf(const Design &system, const Stack &stack, const File &text,
                           const catalog::Catalog &catalog)
{
    const QByteArray sum = QCryptographicHash::hash(text.text, QCryptographicHash::Sha256).toHex();
    if (stack.link.sha256 != QString::fromLatin1(sum))
        return failure(otherText(text.path));
    OpenOptions options;
    options.parameters = stack.link.parameters;
    options.region = system.settings().region;
    Expected<Opened> opened = open(text, catalog, options);
    if (!opened)
        return failure(opened.error());
    Settings settings = opened->design.settings();
    settings.templateLink = stack.link;
    return Carrier(system, stack.name, withSettings(opened->design, settings), text.path).result();
}

} // namespace stratoplan::project
