// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/changed_entry.h"

namespace stratoplan::yaml {

namespace {

/// An entry of this size is read so quickly that a smaller one inside is not looked for.
constexpr size_t smallEnough = size_t{16} * 1024;

bool endsLine(char c)
{
    return c == '\n' || c == '\r';
}

/// Where the line of a key begins, when nothing but blanks stands before it.
std::optional<size_t> lineOfKey(const QByteArray &text, Node key)
{
    if (!key.isScalar() || key.span().size() == 0)
        return std::nullopt;
    auto at = static_cast<qsizetype>(key.span().begin);
    while (at > 0 && text.at(at - 1) == ' ')
        --at;
    const bool isFirst
        = at == 0 || endsLine(text.at(at - 1)) || (at == 3 && text.startsWith("\xEF\xBB\xBF"));
    return isFirst ? std::optional(static_cast<size_t>(at)) : std::nullopt;
}

/// Number of the entry that a node stands in; -1 when it stands before them all.
int entryOf(Node mapping, int node)
{
    int low = 0;
    int high = mapping.size();
    while (low < high) {
        const int middle = (low + high) / 2;
        if (mapping.keyAt(middle).index() <= node)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

bool hasAnchor(const Tree &tree, int begin, int end)
{
    for (int i = begin; i < end; ++i) {
        if (!tree.node(i).anchor().isEmpty())
            return true;
    }
    return false;
}

/// True for a line that begins with "---" or "...": it may end a document.
bool hasDocumentMark(const QByteArray &text)
{
    for (const char *mark : {"---", "..."}) {
        qsizetype at = text.indexOf(mark);
        for (; at >= 0; at = text.indexOf(mark, at + 1)) {
            if (at == 0 || endsLine(text.at(at - 1)))
                return true;
        }
    }
    return false;
}

} // namespace

std::optional<ChangedEntry> changedEntry(const Patch &patch, const std::vector<TextEdit> &edits)
{
    const Tree &tree = patch.tree();
    const QByteArray &text = tree.text();
    const std::optional<std::pair<int, int>> changed = patch.changedNodes();
    if (!changed || edits.empty() || tree.isJson() || !tree.root().isValid())
        return std::nullopt;
    const auto contentBegin = static_cast<qsizetype>(tree.root().span().begin);
    if (QByteArrayView(text).first(contentBegin).contains('%'))
        return std::nullopt;

    std::optional<ChangedEntry> found;
    Node mapping = tree.root();
    auto end = static_cast<size_t>(text.size());
    int nodesEnd = tree.nodeCount();
    for (int depth = 0; mapping.isMapping() && mapping.style() == Style::Block; ++depth) {
        const int entry = entryOf(mapping, changed->first);
        if (entry < 0)
            break;
        const Node key = mapping.keyAt(entry);
        const Node value = mapping.at(entry);
        if (entry + 1 < mapping.size()) {
            const Node next = mapping.keyAt(entry + 1);
            const std::optional<size_t> line = lineOfKey(text, next);
            if (!line)
                break;
            end = *line;
            nodesEnd = next.index();
        }
        const std::optional<size_t> begin = lineOfKey(text, key);
        const bool holdsAll = begin && changed->first >= value.index() && changed->second < nodesEnd
            && edits.front().begin >= *begin && edits.back().end <= end;
        if (!holdsAll)
            break;
        found = ChangedEntry{mapping, entry, depth, nodesEnd - key.index(), *begin, end};
        if (end - *begin <= smallEnough)
            break;
        mapping = value;
    }
    if (found) {
        const int first = found->mapping.keyAt(found->entry).index();
        if (hasAnchor(tree, first, first + found->nodes))
            return std::nullopt;
    }
    return found;
}

std::optional<Tree> parsedAlone(const ChangedEntry &entry, const Tree &tree,
                                const std::vector<TextEdit> &edits)
{
    const QByteArray &text = tree.text();
    std::vector<TextEdit> own = edits;
    qsizetype growth = 0;
    for (TextEdit &edit : own) {
        growth += edit.text.size() - static_cast<qsizetype>(edit.end - edit.begin);
        edit.begin -= entry.begin;
        edit.end -= entry.begin;
    }
    const QByteArray lines = yaml::apply(text.mid(static_cast<qsizetype>(entry.begin),
                                                  static_cast<qsizetype>(entry.end - entry.begin)),
                                         own);
    const bool isLast = entry.end == static_cast<size_t>(text.size());
    const bool endsItsLine = !lines.isEmpty() && endsLine(lines.back());
    if ((!isLast && !endsItsLine) || hasDocumentMark(lines))
        return std::nullopt;

    // The limits that the whole text leaves to the entry; its own root is one more node.
    Limits limits;
    const auto outside = static_cast<size_t>(tree.nodeCount() - entry.nodes);
    if (outside > limits.nodes || static_cast<size_t>(text.size() + growth) > limits.bytes)
        return std::nullopt;
    limits.nodes -= outside;
    limits.nodes += 1;
    limits.depth -= entry.depth;
    Expected<Tree> alone = parse(lines, {}, limits);
    if (!alone || alone->isJson() || !alone->warnings().isEmpty())
        return std::nullopt;
    const Node root = alone->root();
    const bool isEntry = root.isMapping() && root.style() == Style::Block && root.size() == 1
        && root.tag().isEmpty() && root.indentation() == entry.mapping.indentation()
        && root.keyAt(0).span().begin == static_cast<size_t>(root.indentation());
    if (!isEntry || hasAnchor(*alone, 0, alone->nodeCount()))
        return std::nullopt;
    return std::optional<Tree>(std::move(*alone));
}

} // namespace stratoplan::yaml
