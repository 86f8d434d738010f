// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/merge_designs.h"

#include "planner/model/change.h"
#include "planner/model/names.h"
#include "planner/recovery/differences.h"
#include "planner/recovery/members.h"
#include "planner/sam/merged_items.h"

#include <algorithm>
#include <set>

namespace stratoplan::recovery {

namespace {

using sam::MergeConflict;
using sam::Side;

template <class T>
constexpr bool isList = false;
template <class T>
constexpr bool isList<QList<T>> = true;
template <class T>
constexpr bool isMap = false;
template <class K, class V>
constexpr bool isMap<QMap<K, V>> = true;

bool isConnection(const Element &element)
{
    return std::holds_alternative<Connection>(element);
}

/// The same but for where it stands on the drawing.
bool sameButPlace(Element a, Element b)
{
    for (Element *element : {&a, &b}) {
        common(*element).position.reset();
        if (auto *connection = std::get_if<Connection>(element))
            connection->waypoints.clear();
    }
    return a == b;
}

/// What an element is while nobody has said anything of it.
Element blankOf(const Element &element)
{
    Element blank = std::visit(
        [](const auto &one) -> Element { return std::decay_t<decltype(one)>(); }, element);
    common(blank).id = common(element).id;
    common(blank).name = common(element).name;
    if (auto *connection = std::get_if<Connection>(&blank)) {
        const auto &like = std::get<Connection>(element);
        connection->from = like.from;
        connection->to = like.to;
        connection->role = like.role;
    }
    return blank;
}

bool refersTo(const Element &element, ElementId id)
{
    return references(element).contains(id);
}

QByteArray textOf(const Element *element, const Design &design)
{
    QByteArrayList lines;
    if (element) {
        for (const store::Entry &entry : store::entries(*element, design))
            lines.append(entry.key.toUtf8() + ": " + entry.value);
    }
    return lines.join('\n');
}

class Merging
{
public:
    Merging(const Design &base, const Design &mine, const Design &theirs, const QList<Side> &sides)
        : m_base(base)
        , m_own(mine)
        , m_theirs(theirs)
        , m_sides(sides)
    {
        number();
    }

    Expected<DesignMerge> result()
    {
        mergeElements();
        mergePlaces();
        keepWhatIsNeeded();
        dropWhatIsGone();
        const Settings settings = mergedSettings();
        giveNames();
        Change change;
        for (const auto &[id, before] : m_theirs.elements()) {
            const auto after = m_merged.find(id);
            if (after == m_merged.end())
                change.elements.push_back({id, *before, std::nullopt});
            else if (after->second != *before)
                change.elements.push_back({id, *before, after->second});
        }
        for (const auto &[id, after] : m_merged) {
            if (!m_theirs.find(id))
                change.elements.push_back({id, std::nullopt, after});
        }
        if (settings != m_theirs.settings())
            change.settings = {m_theirs.settings(), settings};
        Expected<Design> design = apply(m_theirs, change);
        if (!design)
            return failure(design.error());
        return DesignMerge{*std::move(design), m_conflicts, m_notes};
    }

private:
    /// Gives what I added ids that are free on their side, and those of their elements that are the
    /// same.
    void number()
    {
        QHash<QString, ElementId> added; // of theirs, by kind and name
        for (const auto &[id, element] : m_theirs.elements()) {
            if (!m_base.find(id) && !isConnection(*element))
                added.insert(kindWord(*element) + QLatin1Char(' ') + common(*element).name, id);
        }
        QHash<ElementId, ElementId> ids;
        ElementId next = std::max(m_theirs.nextId(), m_own.nextId());
        const auto give = [&](ElementId id) {
            if (!m_theirs.find(id))
                return;
            ids.insert(id, next);
            next = ElementId{next.value + 1};
        };
        for (const auto &[id, element] : m_own.elements()) {
            if (m_base.find(id) || isConnection(*element))
                continue;
            const ElementId same
                = added.value(kindWord(*element) + QLatin1Char(' ') + common(*element).name);
            if (same)
                ids.insert(id, same);
            else
                give(id);
        }
        std::set<ElementId> taken;
        for (const Connection *own : m_own.all<Connection>()) {
            if (m_base.find(own->id))
                continue;
            const ElementId from = ids.value(own->from, own->from);
            const ElementId to = ids.value(own->to, own->to);
            const QList<const Connection *> all = m_theirs.all<Connection>();
            const auto same = std::find_if(all.begin(), all.end(), [&](const Connection *one) {
                return !m_base.find(one->id) && !taken.count(one->id) && one->from == from
                    && one->to == to && one->role == own->role;
            });
            if (same != all.end()) {
                ids.insert(own->id, (*same)->id);
                taken.insert((*same)->id);
            } else {
                give(own->id);
            }
        }
        for (const auto &[id, element] : m_own.elements()) {
            Element mapped = remapped(*element, ids);
            const ElementId there = ids.value(id, id);
            common(mapped).id = there;
            m_ownIds.insert(there, id);
            m_mine.emplace(there, std::move(mapped));
        }
    }

    const Element *mine(ElementId id) const
    {
        const auto found = m_mine.find(id);
        return found == m_mine.end() ? nullptr : &found->second;
    }
    ElementId ownId(ElementId id) const { return m_ownIds.value(id, id); }

    QString nameOf(ElementId id) const
    {
        for (const Design *design : {&m_own, &m_theirs, &m_base}) {
            const ElementId there = design == &m_own ? ownId(id) : id;
            if (design->find(there))
                return Names(*design).of(there);
        }
        return {};
    }

    // ---- conflicts

    Side conflict(MergeConflict found)
    {
        const Side side = m_sides.value(m_conflicts.size(), Side::Theirs);
        m_conflicts.append(std::move(found));
        return side;
    }

    Side wholeConflict(ElementId id, const QByteArray &mineText, const QByteArray &theirText)
    {
        MergeConflict found;
        found.path = {QStringLiteral("Resources"), nameOf(id)};
        found.base = textOf(m_base.find(id), m_base);
        found.mine = mineText;
        found.theirs = theirText;
        return conflict(std::move(found));
    }

    /// One member of an element, or of the settings where `id` names none.
    Side memberConflict(ElementId id, const QString &key)
    {
        MergeConflict found;
        QList<store::Entry> base;
        QList<store::Entry> own;
        QList<store::Entry> theirs;
        if (id) {
            found.path
                = {QStringLiteral("Resources"), nameOf(id), QStringLiteral("Properties"), key};
            if (const Element *element = m_base.find(id))
                base = store::entries(*element, m_base);
            own = store::entries(*m_own.find(ownId(id)), m_own);
            theirs = store::entries(*m_theirs.find(id), m_theirs);
        } else {
            found.path = {QStringLiteral("Settings"), key};
            base = store::entries(m_base.settings());
            own = store::entries(m_own.settings());
            theirs = store::entries(m_theirs.settings());
        }
        found.base = valueAt(base, key).toUtf8();
        found.mine = valueAt(own, key).toUtf8();
        found.theirs = valueAt(theirs, key).toUtf8();
        return conflict(std::move(found));
    }

    // ---- members

    template <class T>
    T chosen(ElementId id, const QString &key, const T &base, const T &own, const T &theirs)
    {
        if (own == theirs || own == base)
            return theirs;
        if (theirs == base)
            return own;
        switch (memberConflict(id, key)) {
        case Side::Mine:
            return own;
        case Side::Base:
            return base;
        case Side::Theirs:
            break;
        }
        return theirs;
    }

    /// Additions and removals of both. Who does both has changed an item; where the other side
    /// touched the list as well, that is a conflict, but for references, which are as they are.
    template <class T>
    T mergedList(ElementId id, const QString &key, const T &base, const T &own, const T &theirs)
    {
        const auto lacks = [](const T &list, const T &other) {
            return std::any_of(other.begin(), other.end(),
                               [&list](const auto &item) { return !list.contains(item); });
        };
        const auto changesItems
            = [&](const T &list) { return lacks(list, base) && lacks(base, list); };
        constexpr bool isOfReferences = std::is_same_v<T, QList<ElementId>>;
        const bool isPlain = own == base || theirs == base || own == theirs;
        const bool isReordered = !isPlain
            && ((!lacks(own, base) && !lacks(base, own))
                || (!lacks(theirs, base) && !lacks(base, theirs)));
        if (isPlain
            || (!isOfReferences && (isReordered || changesItems(own) || changesItems(theirs))))
            return chosen(id, key, base, own, theirs);
        return sam::mergedItems(base, own, theirs);
    }

    template <class T>
    T mergedMap(ElementId id, const QString &key, const T &base, const T &own, const T &theirs)
    {
        T merged = theirs;
        QStringList keys = base.keys() + own.keys();
        keys.removeDuplicates();
        for (const QString &inner : std::as_const(keys)) {
            const auto part = [&inner](const T &map) {
                const auto found = map.constFind(inner);
                return found == map.constEnd() ? std::nullopt : std::optional(*found);
            };
            const auto value
                = chosen(id, key + QLatin1Char('.') + inner, part(base), part(own), part(theirs));
            if (value)
                merged.insert(inner, *value);
            else
                merged.remove(inner);
        }
        return merged;
    }

    /// Merges the members of a value that fields.h lists by `list(visitor, value)`.
    template <class T, class List>
    T mergedMembers(ElementId id, const T &base, const T &own, const T &theirs, const List &list)
    {
        const auto merge
            = [&]<class M>(const QString &key, const M &was, const M &is, const M &there) -> M {
            if constexpr (std::is_same_v<M, std::optional<Point>>) {
                if (is != there && is != was && there != was)
                    m_movedByBoth.push_back(id);
                return is == was || (there != was && is != there) ? there : is;
            } else if constexpr (isMap<M>) {
                return mergedMap(id, key, was, is, there);
            } else if constexpr (isList<M>) {
                return mergedList(id, key, was, is, there);
            } else {
                return chosen(id, key, was, is, there);
            }
        };
        T was = base;
        T is = own;
        T result = theirs;
        Addresses ofBase;
        Addresses ofMine;
        list(ofBase, was);
        list(ofMine, is);
        Members members(ofBase, ofMine, merge);
        list(members, result);
        return result;
    }

    Settings mergedSettings()
    {
        Settings merged
            = mergedMembers(ElementId(), m_base.settings(), m_own.settings(), m_theirs.settings(),
                            [](auto &visitor, auto &value) { store::fields(visitor, value); });
        merged.unknownKeys
            = chosen(ElementId(), QStringLiteral("unknownKeys"), m_base.settings().unknownKeys,
                     m_own.settings().unknownKeys, m_theirs.settings().unknownKeys);
        return merged;
    }

    // ---- elements

    void mergeElements()
    {
        std::set<ElementId> ids;
        for (const auto &[id, element] : m_base.elements())
            ids.insert(id);
        for (const auto &[id, element] : m_theirs.elements())
            ids.insert(id);
        for (const auto &[id, element] : m_mine)
            ids.insert(id);
        for (const ElementId id : ids) {
            if (const std::optional<Element> element = mergedElement(id))
                m_merged.emplace(id, *element);
        }
    }

    std::optional<Element> mergedElement(ElementId id)
    {
        const Element *base = m_base.find(id);
        const Element *own = mine(id);
        const Element *theirs = m_theirs.find(id);
        if (!own && !theirs)
            return std::nullopt;
        if (own && theirs)
            return mergedOf(id, base ? *base : blankOf(*theirs), *own, *theirs);
        if (!base)
            return own ? *own : *theirs;
        return removedByOne(id, *base, own, theirs);
    }

    Element mergedOf(ElementId id, const Element &base, const Element &own, const Element &theirs)
    {
        if (own == theirs || own == base)
            return theirs;
        if (theirs == base)
            return own;
        if (own.index() != theirs.index() || own.index() != base.index()) {
            switch (wholeConflict(id, textOf(m_own.find(ownId(id)), m_own),
                                  textOf(&theirs, m_theirs))) {
            case Side::Mine:
                return own;
            case Side::Base:
                return base;
            case Side::Theirs:
                break;
            }
            return theirs;
        }
        return std::visit(
            [&](const auto &there) -> Element {
                using T = std::decay_t<decltype(there)>;
                return mergedMembers(
                    id, std::get<T>(base), std::get<T>(own), there,
                    [](auto &visitor, auto &value) { store::elementFields(visitor, value); });
            },
            theirs);
    }

    /// Names of those that one side made use the element and that did not before.
    QStringList newUsers(ElementId id, bool isByMe) const
    {
        QStringList names;
        const auto look = [&](ElementId user, const Element &element) {
            const Element *before = m_base.find(user);
            if (refersTo(element, id) && !(before && refersTo(*before, id)))
                names.append(nameOf(user));
        };
        if (isByMe) {
            for (const auto &[user, element] : m_mine)
                look(user, element);
        } else {
            for (const auto &[user, element] : m_theirs.elements())
                look(user, *element);
        }
        return names;
    }

    std::optional<Element> removedByOne(ElementId id, const Element &base, const Element *own,
                                        const Element *theirs)
    {
        const Element &left = own ? *own : *theirs;
        const QStringList users = newUsers(id, own != nullptr);
        if (users.isEmpty() && sameButPlace(base, left)) {
            m_removed.insert(id);
            return std::nullopt;
        }
        QByteArray text = own ? textOf(m_own.find(ownId(id)), m_own) : textOf(theirs, m_theirs);
        for (const QString &user : users)
            text += '\n'
                + toString(Text{STRATOPLAN_TEXT("Recovery", "used by {name}"),
                                {{QStringLiteral("name"), user}}})
                      .toUtf8();
        const Side side = own ? wholeConflict(id, text, {}) : wholeConflict(id, {}, text);
        if (side == Side::Base)
            return base;
        if ((side == Side::Mine) == (own != nullptr))
            return left;
        // Chosen to be gone: nothing brings it back.
        m_goneForGood.insert(id);
        m_removed.insert(id);
        return std::nullopt;
    }

    /// Where both moved things, one answer holds for all of them.
    void mergePlaces()
    {
        if (m_movedByBoth.empty())
            return;
        QStringList names;
        for (const ElementId id : m_movedByBoth)
            names.append(nameOf(id));
        MergeConflict found;
        found.path = {QStringLiteral("Places")};
        found.mine = names.join(QStringLiteral(", ")).toUtf8();
        found.theirs = found.mine;
        found.base = found.mine;
        const Side side = conflict(std::move(found));
        for (const ElementId id : m_movedByBoth) {
            const Element *from = side == Side::Mine ? mine(id)
                : side == Side::Base                 ? m_base.find(id)
                                                     : m_theirs.find(id);
            if (const auto merged = m_merged.find(id); from && merged != m_merged.end())
                common(merged->second).position = common(*from).position;
        }
    }

    const Element *left(ElementId id) const
    {
        const Element *own = mine(id);
        return own ? own : m_theirs.find(id);
    }

    /// What cannot stand without something that is gone brings it back, and what comes back brings
    /// the connections that went with it.
    void keepWhatIsNeeded()
    {
        bool isSettled = false;
        while (!isSettled) {
            isSettled = true;
            std::set<ElementId> back;
            for (const auto &[id, element] : m_merged) {
                for (const ElementId needed : references(element)) {
                    if (m_removed.count(needed) && !m_goneForGood.count(needed)
                        && !withoutReference(element, needed))
                        back.insert(needed);
                }
            }
            for (const ElementId id : m_removed) {
                const Element *element = left(id);
                if (!element || !isConnection(*element) || m_goneForGood.count(id))
                    continue;
                // Whose removal it was shows at the end that had gone with it.
                const QList<ElementId> ends = references(*element);
                const bool endCameBack = std::any_of(ends.begin(), ends.end(), [&](ElementId end) {
                    const bool byMe = !mine(id) && !mine(end);
                    const bool byThem = !m_theirs.find(id) && !m_theirs.find(end);
                    return (byMe || byThem) && m_merged.count(end);
                });
                if (endCameBack)
                    back.insert(id);
            }
            for (const ElementId id : back) {
                m_removed.erase(id);
                m_merged.emplace(id, *left(id));
                isSettled = false;
            }
        }
    }

    void dropWhatIsGone()
    {
        bool isSettled = false;
        while (!isSettled) {
            isSettled = true;
            for (auto it = m_merged.begin(); it != m_merged.end();) {
                std::optional<Element> element = it->second;
                for (const ElementId id : references(it->second)) {
                    if (element && !m_merged.count(id))
                        element = withoutReference(*std::move(element), id);
                }
                if (!element) {
                    it = m_merged.erase(it);
                    isSettled = false;
                } else {
                    it->second = *std::move(element);
                    ++it;
                }
            }
        }
    }

    /// Of two elements with one name mine gets another.
    void giveNames()
    {
        QHash<QString, ElementId> owners;
        QSet<QString> names;
        for (const auto &[id, element] : m_merged) {
            if (isConnection(element))
                continue;
            const QString &name = common(element).name;
            names.insert(name);
            const Element *theirs = m_theirs.find(id);
            if (!owners.contains(name) || (theirs && common(*theirs).name == name))
                owners.insert(name, id);
        }
        for (auto &[id, element] : m_merged) {
            if (isConnection(element) || owners.value(common(element).name) == id)
                continue;
            const QString name = common(element).name;
            int number = 2;
            while (names.contains(name + QString::number(number)))
                ++number;
            common(element).name = name + QString::number(number);
            names.insert(common(element).name);
            Problem note;
            note.severity = Severity::Info;
            note.code = QStringLiteral("recovery.renamed");
            note.where.element = common(element).name;
            note.what
                = {STRATOPLAN_TEXT("Recovery", "was called {name}, as another element of the file"),
                   {{QStringLiteral("name"), name}}};
            m_notes.append(note);
        }
    }

    const Design &m_base;
    const Design &m_own; ///< mine, as it is
    const Design &m_theirs;
    const QList<Side> &m_sides;
    std::map<ElementId, Element> m_mine; ///< with the ids that it gets on their side
    QHash<ElementId, ElementId> m_ownIds; ///< of mine, by those
    std::map<ElementId, Element> m_merged;
    std::set<ElementId> m_removed; ///< by one side
    std::set<ElementId> m_goneForGood;
    std::vector<ElementId> m_movedByBoth;
    QList<MergeConflict> m_conflicts;
    Problems m_notes;
};

Side swapped(Side side)
{
    return side == Side::Mine ? Side::Theirs : side == Side::Theirs ? Side::Mine : Side::Base;
}

} // namespace

Expected<DesignMerge> mergeDesigns(const Design &base, const Design &mine, const Design &theirs,
                                   const QList<sam::Side> &sides)
{
    // What was() tells is of the text that a side is linked to: the one with the newer link is
    // where the other's changes are made, so that they count as changes since.
    const QStringList link = templateSums(base.settings());
    const bool isLinkedByMe
        = templateSums(mine.settings()) != link && templateSums(theirs.settings()) == link;
    if (!isLinkedByMe)
        return Merging(base, mine, theirs, sides).result();
    // Conflicts are theirs where nobody chose, so each needs its side said.
    const Expected<DesignMerge> looked = Merging(base, theirs, mine, {}).result();
    if (!looked)
        return looked;
    QList<Side> turned;
    for (qsizetype i = 0; i < looked->conflicts.size(); ++i)
        turned.append(swapped(sides.value(i, Side::Theirs)));
    Expected<DesignMerge> merged = Merging(base, theirs, mine, turned).result();
    if (merged) {
        for (MergeConflict &conflict : merged->conflicts)
            std::swap(conflict.mine, conflict.theirs);
    }
    return merged;
}

} // namespace stratoplan::recovery
