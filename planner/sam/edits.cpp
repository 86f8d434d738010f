// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits.h"

#include "planner/sam/edits_written.h"
#include "planner/sam/writing.h"

#include <set>

namespace stratoplan::sam {

namespace {

/// The elements of a change by what happens to them.
class ChangeReader
{
public:
    ChangeReader(Editing &editing, const Change &change)
        : m_editing(editing)
        , m_change(change)
    {
    }

    void read()
    {
        for (const ElementChange &one : m_change.elements) {
            if (one.before && !one.after)
                m_removed.insert(m_editing.nameOf(one.id));
        }
        drawn();
        changed();
        connections();
        for (const ElementId function : m_failing)
            editFailureTarget(m_editing, function);
        removed();
        renamed();
    }

private:
    /// What the writer of new templates has words for: all that is new but the failure targets of
    /// functions, and what ties elements that were there.
    void drawn()
    {
        Change change;
        for (const ElementChange &one : m_change.elements) {
            if (one.before && one.after) {
                if (std::optional<Element> is = drawnAnew(*one.before, *one.after))
                    change.elements.push_back({one.id, one.before, std::move(is)});
            } else if (one.after) {
                const auto *connection = std::get_if<Connection>(&*one.after);
                if (!connection || !isFailureTargetOfFunction(m_editing, *connection))
                    change.elements.push_back(one);
            } else if (const auto *connection = std::get_if<Connection>(&*one.before); connection
                       && isUse(*connection) && !goes(connection->from) && !goes(connection->to)) {
                change.elements.push_back(one);
            }
        }
        editAsWritten(m_editing, change);
    }

    static bool isUse(const Connection &connection)
    {
        return connection.role == Role::Access || connection.role == Role::Call;
    }

    static bool isTiedOtherwise(const Connection &was, const Connection &is)
    {
        return was.from != is.from || was.to != is.to || was.role != is.role;
    }

    /// The element as the writer is to see it after the change; nothing where its change is none of
    /// the writer's.
    std::optional<Element> drawnAnew(const Element &was, const Element &is) const
    {
        if (was.index() != is.index())
            return std::nullopt;
        Element anew = is;
        common(anew) = common(was);
        if (const auto *connection = std::get_if<Connection>(&is)) {
            const auto &before = std::get<Connection>(was);
            if (isFailureTargetOfFunction(m_editing, *connection)
                || isFailureTargetOfFunction(m_editing, before))
                return std::nullopt;
            const bool isUsedOtherwise = isUse(*connection)
                && !(sameValue(before.reads, connection->reads)
                     && sameValue(before.writes, connection->writes)
                     && sameValue(before.prefix, connection->prefix));
            if (!isTiedOtherwise(before, *connection) && !isUsedOtherwise)
                return std::nullopt;
            std::get<Connection>(anew).evidence.clear();
            return anew;
        }
        if (auto *subnet = std::get_if<Subnet>(&anew)) {
            const auto &before = std::get<Subnet>(was);
            subnet->cidr = before.cidr;
            subnet->isPublic = before.isPublic;
            subnet->otherResidents = before.otherResidents;
        } else if (auto *vpc = std::get_if<Vpc>(&anew)) {
            if (!vpc->cidrs.isEmpty() && !std::get<Vpc>(was).cidrs.isEmpty())
                vpc->cidrs.front() = std::get<Vpc>(was).cidrs.front();
        } else if (auto *endpoint = std::get_if<Endpoint>(&anew)) {
            endpoint->gbMonth = std::get<Endpoint>(was).gbMonth;
        } else if (std::holds_alternative<Function>(anew) || std::holds_alternative<Service>(anew)
                   || isAnnotation(anew)) {
            return std::nullopt;
        }
        return anew == was || livesElsewhere(m_editing.before(), was) ? std::nullopt
                                                                      : std::optional(anew);
    }

    void changed()
    {
        for (const ElementChange &one : m_change.elements) {
            if (!one.before || !one.after || one.before->index() != one.after->index())
                continue;
            const Element &was = *one.before;
            const Element &is = *one.after;
            if (const auto *function = std::get_if<Function>(&is))
                editFunctionIfHeld(std::get<Function>(was), *function);
            else if (const auto *service = std::get_if<Service>(&is))
                editService(m_editing, std::get<Service>(was), *service);
            else if (!std::holds_alternative<Connection>(is) && !isAnnotation(is)
                     && !livesElsewhere(m_editing.before(), was))
                editNetworkPart(m_editing, was, is);
        }
    }

    /// A function outside of the template may still get a label and figures.
    void editFunctionIfHeld(const Function &was, const Function &is)
    {
        if (m_editing.isResource(is.id)) {
            editFunction(m_editing, was, is);
            return;
        }
        if (!sameValue(was.memory, is.memory) || !sameValue(was.timeout, is.timeout)
            || !sameValue(was.runtime, is.runtime)
            || !sameValue(was.architecture, is.architecture)) {
            m_editing.cannot(is.id, QStringLiteral("function"),
                             {STRATOPLAN_TEXT("Sam", "it is no resource of this template"), {}});
        }
    }

    void connections()
    {
        for (const ElementChange &one : m_change.elements) {
            const auto *was = one.before ? std::get_if<Connection>(&*one.before) : nullptr;
            const auto *is = one.after ? std::get_if<Connection>(&*one.after) : nullptr;
            if (!was && !is)
                continue;
            const bool wasFailing = was && isFailureTargetOfFunction(m_editing, *was);
            const bool isFailing = is && isFailureTargetOfFunction(m_editing, *is);
            if (wasFailing && !goes(was->from))
                m_failing.insert(was->from);
            if (isFailing)
                m_failing.insert(is->from);
            if (wasFailing || isFailing)
                continue;
            if (was && is && !isTiedOtherwise(*was, *is))
                editConnection(m_editing, *was, *is);
            else if (was && !isUse(*was) && (is || !goesWithItsEnds(*was)))
                removeConnection(m_editing, *was);
        }
    }

    bool goes(ElementId id) const { return !m_editing.after().find(id); }

    /// True when the resource that states the connection is removed anyhow. What else names a
    /// removed resource is found when it is removed.
    bool goesWithItsEnds(const Connection &connection) const
    {
        if (!goes(connection.from) && !goes(connection.to))
            return false;
        if (connection.role == Role::Access || connection.role == Role::Call)
            return true;
        return std::all_of(connection.evidence.begin(), connection.evidence.end(),
                           [this](const QString &evidence) {
                               return m_removed.count(m_editing.pathOf(evidence).value(1)) > 0;
                           });
    }

    void removed()
    {
        // Functions name services rather than the other way round.
        for (const bool functions : {true, false}) {
            for (const ElementChange &one : m_change.elements) {
                if (!one.before || one.after || !m_editing.resource(one.id).isValid())
                    continue;
                if (std::holds_alternative<Function>(*one.before) == functions)
                    m_editing.result().edits.append(RemoveResource{m_editing.nameOf(one.id)});
            }
        }
    }

    void renamed()
    {
        for (const ElementChange &one : m_change.elements) {
            if (!one.before || !one.after || !m_editing.resource(one.id).isValid())
                continue;
            const QString &from = common(*one.before).name;
            const QString &to = common(*one.after).name;
            if (from != to)
                m_editing.result().edits.append(RenameResource{from, to});
        }
    }

    Editing &m_editing;
    const Change &m_change;
    std::set<QString> m_removed;
    std::set<ElementId> m_failing; ///< functions whose failure targets change
};

} // namespace

Expected<Edits> editsFor(const yaml::Tree &tree, const QString &file, const Design &before,
                         const Change &change, const catalog::Catalog &catalog,
                         const EditOptions &options)
{
    const Expected<Design> after = apply(before, change);
    if (!after)
        return failure(after.error());
    Editing editing(tree, file, before, *after, catalog, options);
    ChangeReader(editing, change).read();
    if (!editing.problems().isEmpty())
        return failure(editing.problems());
    return std::move(editing.result());
}

} // namespace stratoplan::sam
