// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/own_values.h"

#include "planner/yaml/scalar_text.h"

namespace stratoplan::yaml {

namespace {

Node firstAliasOf(Node node)
{
    for (const Node alias : node.tree()->aliases()) {
        if (alias.resolved() == node)
            return alias;
    }
    return {};
}

/// Takes the anchor, and one blank beside it, out of what stands before a node's content.
TextEdit withoutAnchor(Node node)
{
    const QByteArray &text = node.tree()->text();
    const auto from = static_cast<qsizetype>(node.span().begin);
    const QByteArray mark = '&' + node.anchor();
    const qsizetype at = text.indexOf(mark, from);
    auto begin = static_cast<size_t>(at);
    auto end = static_cast<size_t>(at + mark.size());
    if (end < static_cast<size_t>(text.size()) && text.at(static_cast<qsizetype>(end)) == ' ')
        ++end;
    else if (begin > 0 && text.at(static_cast<qsizetype>(begin) - 1) == ' ')
        --begin;
    return {begin, end, {}};
}

/// True when both hold the same values, aliases followed.
bool isSame(Node a, Node b)
{
    a = a.resolved();
    b = b.resolved();
    if (a.isValid() != b.isValid())
        return false;
    if (!a.isValid())
        return true;
    if (a.kind() != b.kind() || a.tag() != b.tag() || a.size() != b.size())
        return false;
    if (a.isScalar()) {
        const bool isText = a.isQuoted() == b.isQuoted()
            || mayStandPlain(a.scalar(), Around::Flow, !a.tag().isEmpty());
        return isText && a.scalarView() == b.scalarView();
    }
    for (int i = 0; i < a.size(); ++i) {
        if ((a.isMapping() && !isSame(a.keyAt(i), b.keyAt(i))) || !isSame(a.at(i), b.at(i)))
            return false;
    }
    return true;
}

} // namespace

bool isShared(Node node)
{
    if (!node.isValid())
        return false;
    if (node.kind() == Kind::Alias)
        return true;
    return !node.anchor().isEmpty() && firstAliasOf(node).isValid();
}

Expected<QByteArray> withOwnValues(Node shared, const QString &file)
{
    const Tree &tree = *shared.tree();
    const bool isAlias = shared.kind() == Kind::Alias;
    const Node alias = isAlias ? shared : firstAliasOf(shared);
    NewValue copy = NewValue::of(alias);
    // An anchor and a tag stand side by side.
    if (!isAlias)
        copy.tag
            = copy.tag.isEmpty() ? '&' + shared.anchor() : '&' + shared.anchor() + ' ' + copy.tag;
    Patch patch(tree, file);
    patch.setValue(alias, std::move(copy));
    Expected<std::vector<TextEdit>> changes = edits(patch);
    if (!changes)
        return failure(changes.error());
    // The anchor stands before its aliases.
    if (!isAlias)
        changes->insert(changes->begin(), withoutAnchor(shared));
    QByteArray text = yaml::apply(tree.text(), *changes);
    const Expected<Tree> changed = parse(text, file);
    if (changed && isSame(tree.root(), changed->root()))
        return text;
    Problem problem;
    problem.code = QStringLiteral("yaml.not-proved");
    problem.what
        = {STRATOPLAN_TEXT("yaml", "{name} cannot be given values of its own here"),
           {{QStringLiteral("name"), QString::fromUtf8((isAlias ? '*' : '&') + shared.anchor())}}};
    problem.where = {file, shared.line(), shared.column(), {}};
    problem.remedy = {STRATOPLAN_TEXT("yaml", "Change it by hand; the text stays as it is"), {}};
    return failure(std::move(problem));
}

} // namespace stratoplan::yaml
