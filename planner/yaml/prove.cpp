// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/changed_entry.h"

namespace stratoplan::yaml {

/// Walks the tree as it was and the tree of the changed text side by side.
class Prover
{
public:
    Prover(const Patch &patch, const Tree &changed)
        : m_patch(patch)
        , m_changed(changed)
        , m_counterpart(static_cast<size_t>(patch.tree().nodeCount()), -1)
    {
    }

    /// The first node that is not as it should be, of the tree as it was; no node when all are.
    Node firstFault()
    {
        const Node was = m_patch.tree().root();
        const Node is = m_changed.root();
        if (was.isValid() != is.isValid() || (was.isValid() && !isAsMeant(was, is)))
            return m_fault.isValid() ? m_fault : was;
        return firstAliasAstray();
    }

    /// True when the only entry of the changed tree is what that entry was meant to become.
    bool isOnlyEntryAsMeant(Node mapping, int entry)
    {
        return isEntryAsMeant(mapping, entry, m_changed.root(), 0) && !firstAliasAstray().isValid();
    }

private:
    Node firstAliasAstray() const
    {
        for (const auto &[before, after] : m_aliases) {
            const int target = m_counterpart[static_cast<size_t>(before.resolved().index())];
            if (target != after.resolved().index())
                return before;
        }
        return {};
    }

    bool fault(Node node)
    {
        if (!m_fault.isValid())
            m_fault = node;
        return false;
    }

    static bool isWritten(const NewValue &value, Node is)
    {
        if (is.tag() != value.tag)
            return false;
        switch (value.kind) {
        case NewValue::Kind::Text:
            // A plain scalar was found to be text by mayStandPlain().
            return is.isScalar() && is.scalarView() == value.scalar
                && !(is.style() == Style::Json && !is.isQuoted());
        case NewValue::Kind::Literal:
            return is.isScalar() && is.scalarView() == value.scalar;
        case NewValue::Kind::Sequence:
        case NewValue::Kind::Mapping:
            break;
        }
        const bool isMapping = value.kind == NewValue::Kind::Mapping;
        if (is.kind() != (isMapping ? Kind::Mapping : Kind::Sequence)
            || is.size() != static_cast<int>(value.items.size()))
            return false;
        for (int i = 0; i < is.size(); ++i) {
            const auto at = static_cast<size_t>(i);
            if (isMapping && (!is.keyAt(i).isScalar() || is.keyAt(i).scalar() != value.keys[at]))
                return false;
            if (!isWritten(value.items[at], is.at(i)))
                return false;
        }
        return true;
    }

    bool isAsMeant(Node was, Node is)
    {
        m_counterpart[static_cast<size_t>(was.index())] = is.index();
        const auto value = m_patch.m_values.find(was.index());
        if (value != m_patch.m_values.end()) {
            const bool keepsQuotes = !was.isScalar() || value->second.isCollection()
                || was.isQuoted() == is.isQuoted() || value->second.kind == NewValue::Kind::Text;
            return (isWritten(value->second, is) && keepsQuotes) || fault(was);
        }
        if (was.kind() != is.kind() || was.tag() != is.tag() || was.anchor() != is.anchor())
            return fault(was);
        if (was.kind() == Kind::Alias) {
            m_aliases.emplace_back(was, is);
            return true;
        }
        const auto collection = m_patch.m_collections.find(was.index());
        if (was.isScalar()) {
            const auto rewriting = m_patch.m_rewritings.find(was.index());
            const bool same = was.style() == is.style()
                && (rewriting == m_patch.m_rewritings.end()
                        ? was.scalarView() == is.scalarView()
                        : is.scalar() == rewriting->second.decoded);
            return (same && collection == m_patch.m_collections.end()) || fault(was);
        }
        if (collection == m_patch.m_collections.end()) {
            if (was.style() != is.style() || was.size() != is.size())
                return fault(was);
            for (int i = 0; i < was.size(); ++i) {
                if (!isEntryAsMeant(was, i, is, i))
                    return false;
            }
            return true;
        }
        return isCollectionAsMeant(was, is, collection->second);
    }

    bool isEntryAsMeant(Node was, int before, Node is, int after)
    {
        return (!was.isMapping() || isAsMeant(was.keyAt(before), is.keyAt(after)))
            && isAsMeant(was.at(before), is.at(after));
    }

    bool isCollectionAsMeant(Node was, Node is, const Patch::Collection &collection)
    {
        int at = 0;
        for (int i = 0; i <= was.size(); ++i) {
            const auto inserted = collection.inserted.find(i);
            if (inserted != collection.inserted.end()) {
                for (const Patch::Insertion &insertion : inserted->second) {
                    if (at >= is.size()
                        || (is.isMapping() && is.keyAt(at).scalar() != insertion.key)
                        || !isWritten(insertion.value, is.at(at)))
                        return fault(was);
                    ++at;
                }
            }
            if (i == was.size() || collection.removed.find(i) != collection.removed.end())
                continue;
            if (at >= is.size())
                return fault(was);
            if (!isEntryAsMeant(was, i, is, at))
                return false;
            ++at;
        }
        return at == is.size() || fault(was);
    }

    const Patch &m_patch;
    const Tree &m_changed;
    std::vector<int> m_counterpart; ///< by the number of a node as it was
    std::vector<std::pair<Node, Node>> m_aliases;
    Node m_fault;
};

namespace {

Problem notProved(const Patch &patch, Node node, Text what)
{
    Problem problem;
    problem.code = QStringLiteral("yaml.not-proved");
    problem.what = std::move(what);
    problem.where = {patch.file(), node.line(), node.column(), {}};
    problem.remedy = {STRATOPLAN_TEXT("yaml", "Change it by hand; the text stays as it is"), {}};
    return problem;
}

} // namespace

Expected<QByteArray> prove(const Patch &patch)
{
    const Tree &tree = patch.tree();
    const Expected<std::vector<TextEdit>> changes = edits(patch);
    if (!changes)
        return failure(changes.error());
    if (changes->empty() && patch.isEmpty())
        return tree.text();
    const QByteArray text = apply(tree.text(), *changes);
    if (const std::optional<ChangedEntry> entry = changedEntry(patch, *changes)) {
        const std::optional<Tree> alone = parsedAlone(*entry, tree, *changes);
        if (alone && Prover(patch, *alone).isOnlyEntryAsMeant(entry->mapping, entry->entry))
            return text;
        // What is wrong is told by the text as a whole.
    }
    const Expected<Tree> changed = parse(text, patch.file());
    if (!changed) {
        return failure(
            notProved(patch, tree.root(),
                      {STRATOPLAN_TEXT("yaml",
                                       "With the change the text could not be read "
                                       "again: {detail}"),
                       {{QStringLiteral("detail"), toString(changed.error().first().what)}}}));
    }
    const bool isSameFormat = changed->isJson() == tree.isJson();
    const bool hasNewRepetition = changed->warnings().size() > tree.warnings().size();
    const Node fault = Prover(patch, *changed).firstFault();
    if (fault.isValid() || !isSameFormat || hasNewRepetition) {
        return failure(notProved(
            patch, fault.isValid() ? fault : tree.root(),
            {STRATOPLAN_TEXT("yaml", "The change would alter more than it should here"), {}}));
    }
    return text;
}

} // namespace stratoplan::yaml
