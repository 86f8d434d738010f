// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/onto_merge.h"

#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"
#include "planner/model/template_members.h"
#include "planner/sam/merged_items.h"
#include "planner/sam/onto_match.h"
#include "planner/sam/onto_values.h"

#include <algorithm>
#include <set>

namespace stratoplan::sam {

namespace {

bool isConnection(const Element &element)
{
    return std::holds_alternative<Connection>(element);
}

/// What stands in a template only because something else needs it: zones, networks elsewhere.
bool isSupport(const Element &element)
{
    return common(element).cfnType.isEmpty() && !isConnection(element)
        && !std::holds_alternative<Function>(element) && !std::holds_alternative<Service>(element);
}

template <class T>
constexpr bool isSetLike
    = std::is_same_v<T, QList<ElementId>> || std::is_same_v<T, QList<SecurityRule>>;

/// The same elements, whatever the order of lists is.
template <class T>
bool sameMember(const T &a, const T &b)
{
    if constexpr (isSetLike<T>)
        return a.size() == b.size()
            && std::all_of(a.begin(), a.end(), [&b](const auto &item) { return b.contains(item); });
    else
        return sameMeaning(a, b);
}
bool sameMember(const QMap<QString, Field<QVariant>> &a, const QMap<QString, Field<QVariant>> &b)
{
    QStringList keys = a.keys() + b.keys();
    return std::all_of(keys.begin(), keys.end(),
                       [&](const QString &key) { return sameMeaning(a.value(key), b.value(key)); });
}

/// True when the two say the same in a template. They are of one kind.
bool saysTheSame(const Element &a, const Element &b)
{
    return std::visit(
        [&b](const auto &one) {
            using T = std::decay_t<decltype(one)>;
            const T &other = std::get<T>(b);
            bool same = true;
            forEachTemplateMember(&one, [&](const char *, auto member) {
                same = same && sameMember(one.*member, other.*member);
            });
            return same;
        },
        a);
}

Element blankOf(const Element &element)
{
    Element blank = std::visit(
        [](const auto &one) -> Element { return std::decay_t<decltype(one)>(); }, element);
    if (auto *connection = std::get_if<Connection>(&blank)) {
        const auto &like = std::get<Connection>(element);
        connection->from = like.from;
        connection->to = like.to;
        connection->role = like.role;
    }
    return blank;
}

class Merging
{
public:
    Merging(const Design &was, const Design &mine, const Design &theirs,
            const catalog::Catalog &catalog, const QList<Side> &sides)
        : m_was(was)
        , m_mine(mine)
        , m_theirs(theirs)
        , m_catalog(catalog)
        , m_sides(sides)
        , m_match(was, mine, theirs, false)
        , m_edit(theirs)
        , m_words([this](ElementId id) { return m_match.nameOf(id); })
    {
    }

    Onto result()
    {
        findWanted();
        addWanted();
        mergeMatched();
        removeGone();
        return {m_edit.change(), m_conflicts};
    }

private:
    bool wasThere(ElementId own) const { return m_match.wasThere(own); }
    Element mapped(const Element &own) const { return m_match.mapped(own); }

    // ---- conflicts

    /// Tells a conflict and whose value it gets.
    Side conflict(MergeConflict conflict)
    {
        const Side side = m_sides.value(m_conflicts.size(), Side::Theirs);
        m_conflicts.append(std::move(conflict));
        return side;
    }

    /// What an element says, each member in a line; beside another one only what is different.
    QStringList linesOf(const Element &element, const Element *other) const
    {
        QStringList lines;
        const auto add = [&lines](const QString &name, const QString &words) {
            if (!words.isEmpty())
                lines.append(name + QStringLiteral(": ") + words);
        };
        std::visit(
            [&](const auto &one) {
                using T = std::decay_t<decltype(one)>;
                const T *beside = other ? std::get_if<T>(other) : nullptr;
                forEachTemplateMember(&one, [&](const char *name, auto member) {
                    if (!beside || !sameMember(one.*member, beside->*member))
                        addWords(QString::fromLatin1(name), one.*member, add);
                });
            },
            element);
        if (!lines.isEmpty())
            return lines;
        const auto *service = std::get_if<Service>(&element);
        return {service ? service->kind : QString(kindWord(element))};
    }
    template <class T, class Add>
    void addWords(const QString &name, const T &value, const Add &add) const
    {
        add(name, m_words.of(value));
    }
    template <class Add>
    void addWords(const QString & /*name*/, const QMap<QString, Field<QVariant>> &values,
                  const Add &add) const
    {
        for (auto value = values.cbegin(); value != values.cend(); ++value)
            add(value.key(), m_words.of(*value));
    }

    /// What the three say of an element of the design; nothing for one that does not have it.
    Side wholeConflict(ElementId own, const QStringList &base, const QStringList &mine,
                       const QStringList &theirs)
    {
        const auto joined
            = [](const QStringList &lines) { return lines.join(QLatin1Char('\n')).toUtf8(); };
        MergeConflict found;
        found.path = {QStringLiteral("Resources"), m_match.ownName(own)};
        found.base = joined(base);
        found.mine = joined(mine);
        found.theirs = joined(theirs);
        return conflict(std::move(found));
    }

    // ---- what the template does not have

    bool isChangedByMe(ElementId id) const
    {
        const Element *was = m_was.find(id);
        const Element *is = m_mine.find(id);
        return was && is
            && (was->index() != is->index() || common(*was).name != common(*is).name
                || !saysTheSame(*was, *is));
    }

    /// What my changes need there, in order of their ids, and all that this needs.
    void findWanted()
    {
        QList<ElementId> open;
        const auto want = [&](ElementId id) {
            if (m_mine.find(id) && !m_match.theirs(id) && m_wanted.insert(id).second)
                open.append(id);
        };
        for (const auto &[id, element] : m_mine.elements()) {
            if (isAnnotation(*element))
                continue;
            const bool isAdded = !wasThere(id);
            if (isAdded || (isChangedByMe(id) && !isSupport(*element)))
                want(id);
            if (!m_match.theirs(id) || !(isAdded || isChangedByMe(id)))
                continue;
            const Element *was = isAdded ? nullptr : m_was.find(id);
            const QList<ElementId> known = was ? references(*was) : QList<ElementId>();
            for (const ElementId other : references(*element)) {
                if (!known.contains(other))
                    want(other);
            }
        }
        while (!open.isEmpty()) {
            for (const ElementId other : references(*m_mine.find(open.takeFirst())))
                want(other);
        }
    }

    void addWanted()
    {
        std::map<ElementId, Element> added;
        for (const ElementId id : m_wanted) {
            const Element *mine = m_mine.find(id);
            const Element *was = wasThere(id) ? m_was.find(id) : nullptr;
            const Element *wanted = mine;
            const ElementId taken
                = isConnection(*mine) ? ElementId{} : m_theirs.idOf(common(*mine).name);
            const Element is = mapped(*mine);
            if (was && !isSupport(*mine)) {
                const Element before = mapped(*was);
                const Side side = wholeConflict(id, linesOf(before, &is), linesOf(is, &before), {});
                wanted = side == Side::Mine ? mine : side == Side::Base ? was : nullptr;
            } else if (taken && !isSupport(*mine) && !isRemoved(m_match.own(taken))) {
                const Element &other = *m_theirs.find(taken);
                if (wholeConflict(id, {}, linesOf(is, &other), linesOf(other, &is)) != Side::Mine)
                    wanted = nullptr;
                else
                    m_edit.remove(taken);
            }
            if (wanted)
                added.emplace(id, *wanted);
        }
        // All get their ids first, as they may refer to each other.
        std::map<ElementId, ElementId> places;
        for (auto &[id, element] : added) {
            if (!isSupport(element))
                common(element).cfnType.clear();
            if (auto *connection = std::get_if<Connection>(&element))
                connection->evidence.clear();
            const ElementId there = m_edit.add(element);
            places.emplace(id, there);
            m_match.match(id, there);
        }
        for (const auto &[id, there] : places) {
            std::optional<Element> whole = Matching::withoutForeign(mapped(added.at(id)));
            if (whole)
                m_edit.replace(there, *std::move(whole));
            else
                m_edit.remove(there);
        }
    }

    // ---- what both have

    void mergeMatched()
    {
        for (const auto &[id, mine] : m_mine.elements()) {
            const ElementId there = m_match.theirs(id);
            const Element *theirs = m_theirs.find(there);
            if (!theirs || m_wanted.count(id) || isAnnotation(*mine))
                continue;
            const bool isNew = !wasThere(id);
            const Element base = isNew ? blankOf(mapped(*mine)) : mapped(*m_was.find(id));
            merge(id, base, mapped(*mine), *theirs, isNew);
            if (!isNew && common(base).name != common(*mine).name)
                m_edit.rename(there, common(*mine).name);
        }
    }

    void merge(ElementId id, const Element &base, const Element &mine, const Element &theirs,
               bool isNew)
    {
        if (mine.index() != base.index()) {
            if (wholeConflict(id, linesOf(base, &mine), linesOf(mine, &base),
                              linesOf(theirs, &base))
                == Side::Mine)
                m_edit.replace(m_match.theirs(id), mine);
            return;
        }
        m_element = id;
        m_isNew = isNew;
        Element merged = theirs;
        std::visit(
            [&](auto &result) {
                using T = std::decay_t<decltype(result)>;
                forEachTemplateMember(&std::as_const(result), [&](const char *name, auto member) {
                    result.*member
                        = memberOf(QString::fromLatin1(name), std::get<T>(base).*member,
                                   std::get<T>(mine).*member, std::get<T>(theirs).*member);
                });
            },
            merged);
        if (saysTheSame(merged, theirs))
            return;
        if (std::optional<Element> whole = Matching::withoutForeign(std::move(merged)))
            m_edit.replace(m_match.theirs(id), *std::move(whole));
    }

    template <class T>
    T memberOf(const QString &name, const T &base, const T &mine, const T &theirs)
    {
        if constexpr (isSetLike<T>)
            return mergedItems(base, mine, theirs);
        else
            return chosen(name, base, mine, theirs);
    }

    QMap<QString, Field<QVariant>> memberOf(const QString & /*name*/,
                                            const QMap<QString, Field<QVariant>> &base,
                                            const QMap<QString, Field<QVariant>> &mine,
                                            const QMap<QString, Field<QVariant>> &theirs)
    {
        QMap<QString, Field<QVariant>> merged = theirs;
        QStringList keys = base.keys() + mine.keys();
        keys.removeDuplicates();
        for (const QString &key : std::as_const(keys)) {
            if (!isHeld(key))
                continue;
            const Field<QVariant> value
                = chosen(key, base.value(key), mine.value(key), theirs.value(key));
            if (value.isUnset())
                merged.remove(key);
            else
                merged.insert(key, value);
        }
        return merged;
    }

    /// False for a property that only design files hold.
    bool isHeld(const QString &property) const
    {
        const auto *service = m_mine.get<Service>(m_element);
        const catalog::ServiceKind *kind = service ? catalog::kindOf(*service, m_catalog) : nullptr;
        if (!kind)
            return true;
        return std::none_of(kind->fields.begin(), kind->fields.end(), [&](const auto &field) {
            return field.key == property && field.cfnPath.isEmpty();
        });
    }

    template <class T>
    T chosen(const QString &name, const T &base, const T &mine, const T &theirs)
    {
        if (sameMeaning(mine, theirs))
            return theirs;
        const bool isByHand = isStatedByHand(base, mine);
        if (sameMeaning(base, mine) && !isByHand)
            return theirs;
        if (sameMeaning(base, theirs))
            return mine;
        MergeConflict found;
        found.path = {QStringLiteral("Resources"), m_match.ownName(m_element),
                      QStringLiteral("Properties"), name};
        found.isBaseKnown = !isByHand;
        if (!isByHand)
            found.base = m_words.of(base).toUtf8();
        found.mine = m_words.of(mine).toUtf8();
        found.theirs = m_words.of(theirs).toUtf8();
        const Side side = conflict(std::move(found));
        return side == Side::Mine ? mine : side == Side::Base ? base : theirs;
    }

    /// A person's value that the design has had ever since its import was written into its file.
    template <class T>
    bool isStatedByHand(const T & /*base*/, const T & /*mine*/) const
    {
        return false;
    }
    template <class T>
    bool isStatedByHand(const Field<T> &base, const Field<T> &mine) const
    {
        const Element *element = m_mine.find(m_element);
        const bool canBe = std::holds_alternative<Function>(*element)
            || std::holds_alternative<Service>(*element) || isConnection(*element);
        return canBe && !m_isNew && base.origin == Origin::User && mine.origin == Origin::User
            && mine.value && base.value == mine.value;
    }

    // ---- what I removed

    bool isRemoved(ElementId id) const { return wasThere(id) && !m_mine.find(id); }

    /// What the template says more or otherwise of it than it did, with what refers to it.
    QStringList changesByThem(ElementId id, ElementId there) const
    {
        QStringList lines;
        const Element was = mapped(*m_was.find(id));
        if (!saysTheSame(was, *m_theirs.find(there)))
            lines.append(linesOf(*m_theirs.find(there), &was));
        for (const auto &[user, element] : m_theirs.elements()) {
            if (!references(*element).contains(there))
                continue;
            const ElementId own = m_match.own(user);
            const Element *before = wasThere(own) ? m_was.find(own) : nullptr;
            if (!own || (before && !references(*before).contains(id))) {
                lines.append(toString(Text{STRATOPLAN_TEXT("Sam", "used by {name}"),
                                           {{QStringLiteral("name"), m_match.nameOf(user)}}}));
            } else if (before && isRemoved(own) && isConnection(*before)) {
                const Element connection = mapped(*before);
                if (!saysTheSame(connection, *element))
                    lines.append(m_match.nameOf(user) + QStringLiteral(": ")
                                 + linesOf(*element, &connection).join(QStringLiteral(", ")));
            }
        }
        return lines;
    }

    void removeGone()
    {
        QList<ElementId> going;
        for (const auto &[id, was] : m_was.elements()) {
            const ElementId there = m_match.theirs(id);
            if (!isRemoved(id) || !m_theirs.find(there))
                continue;
            // A connection goes with its ends.
            if (const auto *connection = std::get_if<Connection>(&*was);
                connection && (isRemoved(connection->from) || isRemoved(connection->to)))
                continue;
            const QStringList changes = changesByThem(id, there);
            if (changes.isEmpty()) {
                going.append(there);
                continue;
            }
            const Element base = mapped(*was);
            const Side side = wholeConflict(id, linesOf(base, m_theirs.find(there)), {}, changes);
            if (side == Side::Mine) {
                going.append(there);
            } else if (side == Side::Base) {
                if (std::optional<Element> whole = Matching::withoutForeign(asItWas(id, there)))
                    m_edit.replace(there, *std::move(whole));
            }
        }
        for (const ElementId there : std::as_const(going))
            m_edit.remove(there);
    }

    /// Their element with what it said once.
    Element asItWas(ElementId id, ElementId there) const
    {
        const Element was = mapped(*m_was.find(id));
        Element result = *m_theirs.find(there);
        std::visit(
            [&was](auto &element) {
                using T = std::decay_t<decltype(element)>;
                forEachTemplateMember(&std::as_const(element), [&](const char *, auto member) {
                    element.*member = std::get<T>(was).*member;
                });
            },
            result);
        return result;
    }

    const Design &m_was;
    const Design &m_mine;
    const Design &m_theirs;
    const catalog::Catalog &m_catalog;
    const QList<Side> &m_sides;
    Matching m_match;
    Edit m_edit;
    ValueWords m_words;
    std::set<ElementId> m_wanted; ///< of mine, not there
    QList<MergeConflict> m_conflicts;
    ElementId m_element; ///< whose members are merged
    bool m_isNew = false; ///< both added it
};

} // namespace

Onto mergedOnto(const Design &was, const Design &mine, const Design &theirs,
                const catalog::Catalog &catalog, const QList<Side> &sides)
{
    return Merging(was, mine, theirs, catalog, sides).result();
}

} // namespace stratoplan::sam
