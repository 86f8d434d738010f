// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/merge.h"

#include "planner/sam/node_values.h"
#include "planner/sam/patch_references.h"
#include "planner/sam/read.h"
#include "planner/yaml/node_text.h"

#include <algorithm>

namespace stratoplan::sam {

namespace {

using yaml::Node;

bool isResourcePath(const QStringList &path)
{
    return path.size() == 2 && path.front() == QLatin1String("Resources");
}

QStringList below(const QStringList &path, const QString &key)
{
    return path + QStringList{key};
}

QStringList below(const QStringList &path, int item)
{
    return below(path, QString::number(item));
}

/// Keys of both mappings, those of the first in its order before the others.
QList<QByteArray> keysOf(std::initializer_list<Node> mappings)
{
    QList<QByteArray> keys;
    QSet<QByteArray> seen;
    for (const Node &mapping : mappings) {
        for (int i = 0; mapping.isMapping() && i < mapping.size(); ++i) {
            const QByteArray key = mapping.keyAt(i).scalar();
            if (!seen.contains(key))
                keys.append(key);
            seen.insert(key);
        }
    }
    return keys;
}

/// The smallest edits that make a text that says `from` at the path say `to`.
void collectEdits(const QStringList &path, Node from, Node to, QList<TemplateEdit> &edits);

void collectListEdits(const QStringList &path, Node from, Node to, QList<TemplateEdit> &edits)
{
    int head = 0;
    while (head < from.size() && head < to.size() && sameContent(from.at(head), to.at(head)))
        ++head;
    int tail = 0;
    while (tail < from.size() - head && tail < to.size() - head
           && sameContent(from.at(from.size() - 1 - tail), to.at(to.size() - 1 - tail)))
        ++tail;
    const int old = from.size() - head - tail;
    const int fresh = to.size() - head - tail;
    const int changed = std::min(old, fresh);
    for (int i = head; i < head + changed; ++i)
        collectEdits(below(path, i), from.at(i), to.at(i), edits);
    for (int i = head + old - 1; i >= head + changed; --i)
        edits.append(RemoveKey{below(path, i)});
    for (int i = head + changed; i < head + fresh; ++i)
        edits.append(InsertKey{below(path, i), yaml::NewValue::of(to.at(i))});
}

void collectEdits(const QStringList &path, Node given, Node wanted, QList<TemplateEdit> &edits)
{
    if (sameContent(given, wanted))
        return;
    const Node from = given.resolved();
    const Node to = wanted.resolved();
    if (!to.isValid()) {
        if (isResourcePath(path))
            edits.append(RemoveResource{path.back()});
        else
            edits.append(RemoveKey{path});
    } else if (!from.isValid()) {
        if (isResourcePath(path))
            edits.append(AddResource{path.back(), yaml::NewValue::of(to)});
        else
            edits.append(InsertKey{path, yaml::NewValue::of(to)});
    } else if (isPlainMapping(from) && isPlainMapping(to) && to.size() > 0) {
        for (const QByteArray &key : keysOf({from, to}))
            collectEdits(below(path, QString::fromUtf8(key)), from[key], to[key], edits);
    } else if (from.isSequence() && to.isSequence() && from.size() > 0 && to.size() > 0
               && from.tag() == to.tag() && given.kind() != yaml::Kind::Alias) {
        collectListEdits(path, from, to, edits);
    } else {
        edits.append(SetValue{path, yaml::NewValue::of(to), true});
    }
}

bool contains(Node list, Node item)
{
    for (int i = 0; i < list.size(); ++i) {
        if (sameContent(list.at(i), item))
            return true;
    }
    return false;
}

/// The value's lines without their common indentation.
QByteArray sourceOf(Node node)
{
    if (!node.isValid())
        return {};
    const bool isBlock = node.style() == yaml::Style::Block && node.kind() != yaml::Kind::Alias;
    if (!isBlock)
        return yaml::flowText(node);
    const QByteArray &text = node.tree()->text();
    const yaml::Span span = node.span();
    const QByteArray own = text.mid(qsizetype(span.begin), qsizetype(span.size()));
    QList<QByteArray> lines = own.split('\n');
    const qsizetype indentation = node.indentation();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        qsizetype spaces = 0;
        while (spaces < indentation && spaces < lines[i].size() && lines[i].at(spaces) == ' ')
            ++spaces;
        lines[i].remove(0, spaces);
    }
    return lines.join('\n').trimmed();
}

class ThreeWay
{
public:
    Merge run(Node base, Node mine, Node theirs)
    {
        merge({}, base, mine, theirs, theirs);
        return std::move(m_result);
    }

private:
    /// `around`: the nearest node of their text.
    void merge(const QStringList &path, Node baseGiven, Node mineGiven, Node theirsGiven,
               Node around)
    {
        const Node base = baseGiven.resolved();
        const Node mine = mineGiven.resolved();
        const Node theirs = theirsGiven.resolved();
        if (sameContent(base, mine) || sameContent(mine, theirs))
            return;
        const bool isAlias = theirsGiven.isValid() && theirsGiven.kind() == yaml::Kind::Alias;
        if (sameContent(base, theirs)) {
            collectEdits(path, theirsGiven, mineGiven, m_result.edits);
            return;
        }
        const bool canHold = !base.isValid() || isPlainMapping(base);
        if (canHold && isPlainMapping(mine) && isPlainMapping(theirs) && !isAlias) {
            for (const QByteArray &key : keysOf({theirs, mine, base})) {
                const Node place = theirs.has(key) ? theirs[key] : theirs;
                merge(below(path, QString::fromUtf8(key)), base[key], mine[key], theirs[key],
                      place);
            }
            return;
        }
        // What I took out whole may have got more from them: that more stays.
        if (!mine.isValid() && isPlainMapping(base) && isPlainMapping(theirs) && !isAlias
            && !isResourcePath(path)) {
            for (const QByteArray &key : keysOf({theirs, base})) {
                if (base.has(key))
                    merge(below(path, QString::fromUtf8(key)), base[key], {}, theirs[key], theirs);
            }
            return;
        }
        if (base.isSequence() && mine.isSequence() && theirs.isSequence() && !isAlias
            && base.tag() == mine.tag() && base.tag() == theirs.tag()) {
            if (base.size() == mine.size() && base.size() == theirs.size()) {
                for (int i = 0; i < base.size(); ++i)
                    merge(below(path, i), base.at(i), mine.at(i), theirs.at(i), theirs.at(i));
                return;
            }
            if (mergeItems(path, base, mine, theirs))
                return;
        }
        conflict(path, baseGiven, mineGiven, theirsGiven, around);
    }

    /// My additions and removals made in their list; false where an item that I changed or took
    /// away is no more what it was.
    bool mergeItems(const QStringList &path, Node base, Node mine, Node theirs)
    {
        QList<int> gone;
        for (int i = 0; i < base.size(); ++i) {
            if (contains(mine, base.at(i)))
                continue;
            int place = -1;
            for (int j = 0; j < theirs.size(); ++j) {
                if (sameContent(theirs.at(j), base.at(i)))
                    place = j;
            }
            if (place < 0)
                return false;
            gone.append(place);
        }
        std::sort(gone.begin(), gone.end(), std::greater<int>());
        for (const int place : gone)
            m_result.edits.append(RemoveKey{below(path, place)});
        int size = theirs.size() - int(gone.size());
        for (int i = 0; i < mine.size(); ++i) {
            if (contains(base, mine.at(i)) || contains(theirs, mine.at(i)))
                continue;
            m_result.edits.append(InsertKey{below(path, size), yaml::NewValue::of(mine.at(i))});
            ++size;
        }
        return true;
    }

    void conflict(const QStringList &path, Node base, Node mine, Node theirs, Node around)
    {
        MergeConflict found;
        found.path = path;
        found.base = sourceOf(base);
        found.mine = sourceOf(mine);
        found.theirs = sourceOf(theirs);
        found.line = around.isValid() ? around.line() : 0;
        collectEdits(path, theirs, mine, found.takeMine);
        collectEdits(path, theirs, base, found.takeBase);
        m_result.conflicts.append(std::move(found));
    }

    Merge m_result;
};

/// The text with the renames that it has not got yet.
Expected<QByteArray> renamed(const QByteArray &text, const QList<RenameResource> &renames,
                             const QString &file, QList<RenameResource> *made = nullptr)
{
    const Expected<yaml::Tree> tree = yaml::parse(text, file);
    if (!tree)
        return failure(tree.error());
    const LogicalIds ids(*tree);
    QList<TemplateEdit> edits;
    for (const RenameResource &rename : renames) {
        if (!ids.isResource(rename.from.toUtf8()))
            continue;
        edits.append(rename);
        if (made)
            made->append(rename);
    }
    return patched(text, file, edits);
}

/// What refers to a removed resource goes before it, so that nothing is left to refer to it.
QList<TemplateEdit> usersFirst(const QList<TemplateEdit> &removals, const yaml::Tree &tree)
{
    if (removals.size() < 2)
        return removals;
    QHash<QByteArray, QSet<QByteArray>> users;
    const LogicalIds ids(tree);
    for (const Mention &mention : mentions(tree)) {
        Node node = mention.node;
        // From the root over Resources to the resource in which it stands.
        QList<Node> above;
        for (; node.isValid(); node = node.parent())
            above.prepend(node);
        if (above.size() < 3)
            continue;
        for (const QByteArray &id : ids.resources()) {
            if (ids.resource(id) == above.at(2))
                users[mention.id].insert(id);
        }
    }
    QList<TemplateEdit> left = removals;
    QList<TemplateEdit> ordered;
    while (!left.isEmpty()) {
        const auto isUsed = [&](const TemplateEdit &edit) {
            const QByteArray id = std::get<RemoveResource>(edit).id.toUtf8();
            return std::any_of(left.begin(), left.end(), [&](const TemplateEdit &other) {
                const QByteArray user = std::get<RemoveResource>(other).id.toUtf8();
                return user != id && users.value(id).contains(user);
            });
        };
        auto next = std::find_if_not(left.begin(), left.end(), isUsed);
        if (next == left.end())
            next = left.begin(); // a circle
        ordered.append(*next);
        left.erase(next);
    }
    return ordered;
}

} // namespace

Expected<Merge> merge(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs,
                      const QList<RenameResource> &renames, const QString &file)
{
    QList<RenameResource> made;
    const Expected<QByteArray> baseText = renamed(base, renames, file);
    const Expected<QByteArray> theirText = renamed(theirs, renames, file, &made);
    if (!baseText || !theirText)
        return failure(baseText ? theirText.error() : baseText.error());
    const Expected<yaml::Tree> baseTree = yaml::parse(*baseText, file);
    const Expected<yaml::Tree> mineTree = yaml::parse(mine, file);
    const Expected<yaml::Tree> theirTree = yaml::parse(*theirText, file);
    for (const Expected<yaml::Tree> *tree : {&baseTree, &mineTree, &theirTree}) {
        if (!*tree)
            return failure(tree->error());
        if (const std::optional<Problem> refused = refusal(**tree, file))
            return failure(*refused);
    }
    Merge result = ThreeWay().run(baseTree->root(), mineTree->root(), theirTree->root());
    QList<TemplateEdit> removals;
    QList<TemplateEdit> edits;
    for (const RenameResource &rename : std::as_const(made))
        edits.append(rename);
    for (const TemplateEdit &edit : std::as_const(result.edits)) {
        if (std::holds_alternative<RemoveResource>(edit))
            removals.append(edit);
        else
            edits.append(edit);
    }
    result.edits = edits + usersFirst(removals, *theirTree);
    return result;
}

QList<TemplateEdit> editsOf(const Merge &merge, const QList<Side> &sides)
{
    QList<TemplateEdit> all = merge.edits;
    for (qsizetype i = 0; i < merge.conflicts.size(); ++i) {
        const Side side = sides.value(i, Side::Theirs);
        if (side == Side::Mine)
            all.append(merge.conflicts.at(i).takeMine);
        else if (side == Side::Base)
            all.append(merge.conflicts.at(i).takeBase);
    }
    const auto rank = [](const TemplateEdit &edit) {
        if (std::holds_alternative<RenameResource>(edit))
            return 0;
        if (std::holds_alternative<AddResource>(edit))
            return 1;
        return std::holds_alternative<RemoveResource>(edit) ? 3 : 2;
    };
    std::stable_sort(all.begin(), all.end(), [&](const TemplateEdit &a, const TemplateEdit &b) {
        return rank(a) < rank(b);
    });
    return all;
}

Problem problemOf(const MergeConflict &conflict, const QString &file)
{
    const auto shown = [](const QByteArray &text) {
        const QString line = QString::fromUtf8(text).simplified();
        return line.size() > 60 ? line.left(59) + QStringLiteral("…") : line;
    };
    const bool inResource = conflict.path.value(0) == QLatin1String("Resources");
    QStringList path = conflict.path.mid(inResource ? 2 : 0);
    if (path.value(0) == QLatin1String("Properties") && path.size() > 1)
        path.removeFirst();
    const Args args{{QStringLiteral("path"), path.join(QLatin1Char('.'))},
                    {QStringLiteral("base"), shown(conflict.base)},
                    {QStringLiteral("mine"), shown(conflict.mine)},
                    {QStringLiteral("theirs"), shown(conflict.theirs)}};
    Problem problem;
    problem.code = QStringLiteral("sam.conflict");
    problem.where.file = file;
    problem.where.line = conflict.line;
    if (inResource)
        problem.where.element = conflict.path.value(1);
    if (!conflict.isBaseKnown)
        problem.what = {STRATOPLAN_TEXT("Sam",
                                        "{path} is {mine} in the design and {theirs} in the "
                                        "template; what it was is not known"),
                        args};
    else if (path.isEmpty() && conflict.theirs.isEmpty())
        problem.what = {STRATOPLAN_TEXT("Sam",
                                        "It was changed in the design and is gone from the "
                                        "template; the design says: {mine}"),
                        args};
    else if (path.isEmpty() && conflict.mine.isEmpty())
        problem.what = {STRATOPLAN_TEXT("Sam",
                                        "It was removed in the design and changed in the template, "
                                        "which says: {theirs}"),
                        args};
    else if (path.isEmpty())
        problem.what = {
            STRATOPLAN_TEXT("Sam", "It was added in the design and in the template, differently"),
            args};
    else if (conflict.theirs.isEmpty())
        problem.what = {STRATOPLAN_TEXT("Sam",
                                        "{path} became {mine} in the design and is gone from the "
                                        "template; it was {base}"),
                        args};
    else if (conflict.mine.isEmpty())
        problem.what = {STRATOPLAN_TEXT("Sam",
                                        "{path} was removed in the design and became {theirs} in "
                                        "the template; it was {base}"),
                        args};
    else if (conflict.base.isEmpty())
        problem.what = {STRATOPLAN_TEXT("Sam",
                                        "{path} was added as {mine} in the design and as {theirs} "
                                        "in the template"),
                        args};
    else
        problem.what = {STRATOPLAN_TEXT("Sam",
                                        "{path} became {mine} in the design and {theirs} in the "
                                        "template; it was {base}"),
                        args};
    problem.remedy
        = {STRATOPLAN_TEXT("Sam",
                           "Make both say the same, or put the design onto the template in the "
                           "window and choose a side"),
           {}};
    return problem;
}

} // namespace stratoplan::sam
