// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a tree: nodes in order of the text and inside their parents, places inside the text,
// walks that end; a refusal says where.
#include "planner/yaml/tree.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace stratoplan;
using namespace stratoplan::fuzz;
using namespace stratoplan::yaml;

namespace {

/// Small, so that texts reach them.
constexpr Limits limits = [] {
    Limits small;
    small.bytes = 1 << 16;
    small.depth = 30;
    small.nodes = 5000;
    small.scalarBytes = 4000;
    small.aliasedNodes = 20000;
    return small;
}();

bool isInside(Span inner, Span outer)
{
    return outer.begin <= inner.begin && inner.begin <= inner.end && inner.end <= outer.end;
}

/// Nodes that a walk through the aliases meets.
size_t walk(const Node &node, int depth)
{
    require(depth <= limits.depth + 1, "a walk through resolved() is not deeper than the limit");
    const Node real = node.resolved();
    require(real.isValid() && real.kind() != Kind::Alias, "resolved() is a node and no alias");
    size_t count = 1;
    for (int i = 0; i < real.size(); ++i) {
        if (real.isMapping())
            count += walk(real.keyAt(i), depth + 1);
        count += walk(real.at(i), depth + 1);
    }
    return count;
}

void checkNode(const Node &node, Span text)
{
    require(isInside(node.span(), text), "a node stands inside the text");
    require(isInside(node.contentSpan(), node.span()), "content stands inside its node");
    require(isInside(node.commentsAbove(), text), "comments above stand inside the text");
    require(isInside(node.commentBeside(), text), "a comment beside stands inside the text");
    require(node.line() >= 1 && node.column() >= 1, "lines and columns count from 1");
    require(node.indentation() >= 0, "an indentation is not negative");
    if (const Node parent = node.parent()) {
        require(parent.isMapping() || parent.isSequence(), "a parent is a collection");
        require(parent.index() < node.index(), "a parent comes before its children");
        require(isInside(node.span(), parent.contentSpan()), "a child stands in its parent");
    } else {
        require(node == node.tree()->root(), "all nodes but the root have a parent");
    }
    size_t lastEnd = node.contentSpan().begin;
    for (int i = 0; i < node.size(); ++i) {
        if (node.isMapping()) {
            const Node key = node.keyAt(i);
            require(key.parent() == node, "a key's parent is its mapping");
            require(key.span().begin >= lastEnd, "a key stands behind the entry before");
            lastEnd = key.span().end;
            if (key.isScalar()) {
                const Node found = node.keyOf(key.scalarView());
                require(found && found.index() <= key.index(), "a look-up finds the first entry");
            }
        }
        const Node child = node.at(i);
        require(child.parent() == node, "a child's parent is its collection");
        require(child.span().begin >= lastEnd, "children stand behind each other");
        lastEnd = child.span().end;
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text = textOf(data, size);
    const auto tree = parse(text, QStringLiteral("t.yaml"), limits);
    if (!tree) {
        const Problems &problems = tree.error();
        require(problems.size() == 1, "only the first problem is told");
        require(problems.first().code.startsWith(QLatin1String("yaml.")), "a problem has its code");
        return 0;
    }
    require(tree->text() == text, "a tree keeps its text");
    require(static_cast<size_t>(tree->nodeCount()) <= limits.nodes, "nodes keep to the limit");
    const Span all{0, static_cast<size_t>(text.size())};
    size_t lastBegin = 0;
    for (int i = 0; i < tree->nodeCount(); ++i) {
        const Node node = tree->node(i);
        require(node.span().begin >= lastBegin, "nodes follow the text");
        lastBegin = node.span().begin;
        checkNode(node, all);
    }
    if (tree->root()) {
        require(walk(tree->root(), 0) <= limits.nodes + limits.aliasedNodes,
                "a walk through resolved() keeps to the limits");
    }
    std::pair last(1, 1);
    for (size_t byte = 0; byte <= all.end + 1; ++byte) {
        const std::pair<int, int> place = tree->position(byte);
        require(place >= last, "positions follow the text");
        last = place;
    }
    return 0;
}
