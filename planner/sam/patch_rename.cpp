// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/patch_rename.h"

#include "planner/sam/patch_references.h"

#include <algorithm>

namespace stratoplan::sam {

namespace {

using yaml::Node;

Problem refusal(const yaml::Patch &patch, const char *code, Node node, const QString &element,
                Text what, Text remedy)
{
    Problem problem;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    problem.remedy = std::move(remedy);
    problem.where = {patch.file(), node.line(), node.column(), element};
    return problem;
}

Problem collision(const yaml::Patch &patch, const RenameResource &rename, Node node, Text what)
{
    what.args.insert(QStringLiteral("from"), rename.from);
    what.args.insert(QStringLiteral("to"), rename.to);
    return refusal(patch, "sam.rename-collision", node, rename.from, std::move(what),
                   {STRATOPLAN_TEXT("Sam", "Choose another logical id"), {}});
}

bool isLogicalId(const QByteArray &id)
{
    // CloudFormation, "Resources": alphanumeric, and at most 255 characters.
    constexpr qsizetype longest = 255;
    return !id.isEmpty() && id.size() <= longest && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
}

/// Puts the new names into one scalar: into its source where that has the names as the decoded
/// text has them, so that nothing else of it changes.
void replaceNames(yaml::Patch &patch, Node node, const QByteArray &source,
                  const std::vector<std::pair<Mention, QByteArray>> &changes)
{
    const QByteArray before = node.scalar();
    QByteArray after;
    qsizetype copied = 0;
    for (const auto &[mention, name] : changes) {
        after += before.mid(copied, mention.begin - copied) + name;
        copied = mention.begin + mention.id.size();
    }
    after += before.mid(copied);

    if (changes.front().first.placeholder >= 0) {
        // Below the header of a block scalar, whose comment is none of the text.
        auto from = static_cast<qsizetype>(node.contentSpan().begin);
        const auto end = static_cast<qsizetype>(node.contentSpan().end);
        if (node.style() == yaml::Style::Literal || node.style() == yaml::Style::Folded)
            from = std::min(end, std::max(from, source.indexOf('\n', from)));
        std::vector<qsizetype> places;
        for (qsizetype at = source.indexOf("${", from); at >= 0 && at < end;
             at = source.indexOf("${", at + 2))
            places.push_back(at + 2);
        std::vector<yaml::TextEdit> parts;
        for (const auto &[mention, name] : changes) {
            const auto number = static_cast<size_t>(mention.placeholder);
            if (number >= places.size()
                || source.mid(places[number], mention.id.size()) != mention.id)
                break;
            const auto begin = static_cast<size_t>(places[number]);
            parts.push_back({begin, begin + static_cast<size_t>(mention.id.size()), name});
        }
        if (parts.size() == changes.size()
            && places.size() == static_cast<size_t>(before.count("${"))) {
            patch.rewrite(node, std::move(parts), after);
            return;
        }
    }
    yaml::NewValue value = yaml::NewValue::text(QString::fromUtf8(after), node.tag());
    patch.setValue(node, std::move(value));
}

Problems collisions(const yaml::Patch &patch, const RenameResource &rename, const LogicalIds &ids,
                    Node place)
{
    const QByteArray from = rename.from.toUtf8();
    const QByteArray to = rename.to.toUtf8();
    if (!isLogicalId(to)) {
        return {refusal(patch, "sam.bad-logical-id", place, rename.from,
                        {STRATOPLAN_TEXT("Sam", "\"{to}\" is no logical id"),
                         {{QStringLiteral("to"), rename.to}}},
                        {STRATOPLAN_TEXT("Sam", "Use letters and digits only"), {}})};
    }
    if (ids.isResource(to) || ids.isParameter(to)) {
        return {collision(patch, rename, place,
                          {STRATOPLAN_TEXT("Sam",
                                           "{from} cannot be called {to}: the template has a "
                                           "resource or parameter of that name"),
                           {}})};
    }
    const QList<QByteArray> madeThen = ids.generatedBy(from, to);
    const QList<QByteArray> resources = ids.resources();
    for (const QByteArray &id : resources) {
        const bool isMade = madeThen.contains(id);
        const bool makes = id != from && ids.generatedBy(id, id).contains(to);
        if (isMade || makes) {
            return {collision(patch, rename, place,
                              {STRATOPLAN_TEXT("Sam",
                                               "{from} cannot be called {to}: SAM would generate "
                                               "a resource of the same id as {other}"),
                               {{QStringLiteral("other"), QString::fromUtf8(isMade ? id : to)}}})};
        }
    }
    return {};
}

} // namespace

Problems planRename(yaml::Patch &patch, const RenameResource &rename)
{
    const QByteArray from = rename.from.toUtf8();
    const QByteArray to = rename.to.toUtf8();
    if (from == to)
        return {};
    const yaml::Tree &tree = patch.tree();
    const Node resources = tree.root().resolved()["Resources"].resolved();
    const Node key = resources.keyOf(from);
    if (!key.isValid()) {
        return {refusal(patch, "sam.no-such-path", {}, rename.from,
                        {STRATOPLAN_TEXT("Sam", "The template has no resource {from}"),
                         {{QStringLiteral("from"), rename.from}}},
                        {STRATOPLAN_TEXT("Sam", "Correct the name"), {}})};
    }
    const LogicalIds ids(tree);
    if (Problems problems = collisions(patch, rename, ids, key); !problems.isEmpty())
        return problems;
    for (int i = 0; i < resources.size(); ++i) {
        const Node other = resources.keyAt(i);
        if (other.scalar() == from && other != key) {
            return {collision(patch, rename, other,
                              {STRATOPLAN_TEXT("Sam",
                                               "{from} cannot be called {to}: the template has "
                                               "two resources {from}"),
                               {}})};
        }
    }

    const LogicalIds then = ids.renamed(from, to);
    std::map<int, std::vector<std::pair<Mention, QByteArray>>> changes;
    for (const Mention &mention : mentions(tree)) {
        const QByteArray owner = ids.ownerOf(mention.id);
        const QByteArray name = owner == from ? to + mention.id.mid(from.size()) : mention.id;
        const QByteArray ownerThen = then.ownerOf(name);
        const QByteArray ownerMeant = owner == from ? to : owner;
        if (ownerThen != ownerMeant || (owner == from && mention.shadowed.contains(name))) {
            return {collision(patch, rename, mention.node,
                              {STRATOPLAN_TEXT("Sam",
                                               "{from} cannot be called {to}: {name} would then "
                                               "mean something else here"),
                               {{QStringLiteral("name"), QString::fromUtf8(name)}}})};
        }
        if (owner == from)
            changes[mention.node.index()].emplace_back(mention, name);
    }
    patch.setValue(key, yaml::NewValue::text(rename.to));
    for (const auto &[index, inScalar] : changes)
        replaceNames(patch, tree.node(index), tree.text(), inScalar);
    return {};
}

Problems whoRefersTo(const yaml::Patch &patch, const QString &id)
{
    constexpr qsizetype most = 5;
    const QByteArray name = id.toUtf8();
    const LogicalIds ids(patch.tree());
    Problems problems;
    for (const Mention &mention : mentions(patch.tree())) {
        if (ids.ownerOf(mention.id) != name)
            continue;
        bool isInside = false;
        for (Node above = mention.node; above.isValid() && !isInside; above = above.parent())
            isInside = above == ids.resource(name);
        if (isInside)
            continue;
        problems.append(refusal(
            patch, "sam.still-referenced", mention.node, id,
            {STRATOPLAN_TEXT("Sam", "{id} cannot be removed: {name} is used here"),
             {{QStringLiteral("id"), id}, {QStringLiteral("name"), QString::fromUtf8(mention.id)}}},
            {STRATOPLAN_TEXT("Sam", "Remove what uses it first"), {}}));
        if (problems.size() == most)
            break;
    }
    return problems;
}

} // namespace stratoplan::sam
