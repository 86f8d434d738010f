// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/patch_writer.h"

#include <algorithm>

namespace stratoplan::yaml {

namespace {

bool isBlockScalar(Node node)
{
    return node.style() == Style::Literal || node.style() == Style::Folded;
}

} // namespace

PatchWriter::PatchWriter(const Patch &patch)
    : m_patch(patch)
    , m_tree(patch.tree())
    , m_text(patch.tree().text())
    , m_lines(m_text)
    , m_manner(mannerOf(patch.tree()))
{
    for (const Node alias : m_tree.aliases())
        m_aliased.insert(alias.resolved().index());
}

Expected<std::vector<TextEdit>> PatchWriter::write()
{
    for (const auto &[index, rewriting] : m_patch.m_rewritings)
        writeRewriting(m_tree.node(index), rewriting);
    for (const auto &[index, value] : m_patch.m_values)
        writeValue(m_tree.node(index), value);
    // Inner collections first: what is added to both at the end of the inner one stands in it.
    for (auto it = m_patch.m_collections.rbegin(); it != m_patch.m_collections.rend(); ++it)
        writeCollection(m_tree.node(it->first), it->second);
    if (!m_problems.isEmpty())
        return failure(m_problems);

    std::stable_sort(m_edits.begin(), m_edits.end(), [](const TextEdit &a, const TextEdit &b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    for (size_t i = 1; i < m_edits.size(); ++i) {
        if (m_edits[i].begin < m_edits[i - 1].end) {
            noPlace(m_tree.root());
            return failure(m_problems);
        }
    }
    return m_edits;
}

Around PatchWriter::aroundOf(Node collection)
{
    switch (collection.style()) {
    case Style::Flow:
        return Around::Flow;
    case Style::Json:
        return Around::Json;
    default:
        return Around::Block;
    }
}

QByteArray PatchWriter::joined(const std::vector<QByteArray> &lines, const QByteArray &lineBreak)
{
    QByteArray out;
    for (size_t i = 0; i < lines.size(); ++i)
        out += (i > 0 ? lineBreak : QByteArray()) + lines[i];
    return out;
}

// ---- entries and items

Node PatchWriter::beginOf(Node collection, int entry)
{
    return collection.isMapping() ? collection.keyAt(entry) : collection.at(entry);
}

size_t PatchWriter::endOf(Node collection, int entry)
{
    const Node value = collection.at(entry);
    return collection.isMapping() ? std::max(value.span().end, collection.keyAt(entry).span().end)
                                  : value.span().end;
}

size_t PatchWriter::firstLine(Node collection, int entry) const
{
    const Node node = beginOf(collection, entry);
    size_t line = m_lines.lineBegin(node.span().begin);
    // In a block sequence an item may begin on a line below its dash.
    if (collection.isSequence() && collection.style() == Style::Block) {
        const size_t limit
            = entry > 0 ? endOf(collection, entry - 1) : collection.contentSpan().begin;
        while (line > limit && m_lines.at(m_lines.behindBlanks(line)) != '-')
            line = m_lines.lineAbove(line);
    }
    const QByteArray indentation = m_lines.lineIndentation(line);
    const Span comments = node.commentsAbove();
    const size_t limit = comments.size() > 0 ? comments.begin : line;
    while (line > limit) {
        const size_t above = m_lines.lineAbove(line);
        if (m_lines.lineIndentation(above) != indentation
            || m_lines.at(m_lines.behindBlanks(above)) != '#')
            break;
        line = above;
    }
    return line;
}

size_t PatchWriter::behindLines(Node collection, int entry) const
{
    const size_t begin = beginOf(collection, entry).span().begin;
    size_t end = endOf(collection, entry);
    // A block scalar ends behind its last line already.
    if (end <= begin || !m_lines.isBreak(end - 1))
        end = m_lines.nextLine(end);
    const auto indentation = static_cast<size_t>(collection.indentation());
    for (size_t line = end; line < m_lines.size(); line = m_lines.nextLine(line)) {
        const size_t ink = m_lines.behindBlanks(line);
        if (m_lines.isBlankLine(line))
            continue;
        if (m_lines.at(ink) != '#' || ink - line <= indentation)
            break;
        end = m_lines.nextLine(line);
    }
    return end;
}

bool PatchWriter::isSeparatedByBlankLines(Node collection) const
{
    constexpr int sampled = 20;
    const int size = std::min(collection.size(), sampled);
    for (int i = 1; i < size; ++i) {
        const size_t line = firstLine(collection, i);
        if (line == 0 || !m_lines.isBlankLine(m_lines.lineAbove(line)))
            return false;
    }
    return size > 1;
}

// ---- what cannot be done

void PatchWriter::refuse(const char *code, Node node, Text what, Text remedy)
{
    Problem problem;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    problem.remedy = std::move(remedy);
    problem.where = {m_patch.file(), node.line(), node.column(), {}};
    m_problems.append(std::move(problem));
}

void PatchWriter::noPlace(Node node)
{
    refuse("yaml.no-place", node,
           {STRATOPLAN_TEXT("yaml", "The way this is written leaves no place for the change"), {}},
           {STRATOPLAN_TEXT("yaml", "Write it one entry a line, or change it by hand"), {}});
}

bool PatchWriter::isShared(Node node)
{
    for (Node above = node; above.isValid(); above = above.parent()) {
        if (m_aliased.find(above.index()) == m_aliased.end())
            continue;
        const auto name = QString::fromUtf8(above.anchor());
        refuse("yaml.shared-node", node,
               {STRATOPLAN_TEXT("yaml",
                                "The anchor &{name} makes this stand elsewhere too, where *{name} "
                                "is"),
                {{QStringLiteral("name"), name}}},
               {STRATOPLAN_TEXT("yaml",
                                "Replace the alias *{name} by values of its own, or change it by "
                                "hand"),
                {{QStringLiteral("name"), name}}});
        return true;
    }
    return false;
}

void PatchWriter::put(size_t begin, size_t end, QByteArray text)
{
    m_edits.push_back({begin, end, std::move(text)});
}

// ---- values

void PatchWriter::writeRewriting(Node scalar, const Patch::Rewriting &rewriting)
{
    if (isShared(scalar))
        return;
    for (const TextEdit &part : rewriting.parts)
        m_edits.push_back(part);
}

std::optional<size_t> PatchWriter::behindColon(Node key) const
{
    const size_t colon = m_lines.behindBlanks(key.span().end);
    if (m_lines.at(colon) != ':' || key.line() != m_tree.position(colon).first)
        return std::nullopt;
    return colon + 1;
}

void PatchWriter::writeValue(Node node, const NewValue &value)
{
    const Node parent = node.parent();
    if (!parent.isValid()) {
        noPlace(node);
        return;
    }
    // An alias itself may be replaced; what it stands for may not.
    if (isShared(node))
        return;
    const Around around = aroundOf(parent);
    if (writeScalar(node, value, around))
        return;
    if (around != Around::Block) {
        const bool onLines = around == Around::Json && isOnLines(parent);
        put(node.span().begin, node.span().end,
            onLines ? jsonText(value, m_lines.lineIndentation(node.span().begin), unitOf(parent),
                               m_manner)
                    : flowText(value, around, m_manner));
    } else if (parent.isSequence()) {
        writeItemValue(node, value);
    } else {
        writeBlockValue(node, value);
    }
}

bool PatchWriter::writeScalar(Node node, const NewValue &value, Around around)
{
    const bool isWritten = node.span().size() > 0;
    if (value.isCollection() || node.kind() == Kind::Mapping || node.kind() == Kind::Sequence)
        return false;
    const bool sameTag = node.tag() == value.tag;
    if (sameTag && node.isScalar() && isWritten && node.scalarView() == value.scalar
        && (value.kind == NewValue::Kind::Literal || node.isQuoted()
            || mayStandPlain(value.scalar, around, !value.tag.isEmpty())))
        return true;
    if (isBlockScalar(node)) {
        const size_t header = m_lines.lineEnd(node.contentSpan().begin);
        const size_t text = m_lines.behindBlanks(m_lines.nextLine(header));
        const auto indentation = static_cast<int>(text - m_lines.lineBegin(text));
        std::optional<QByteArray> block = value.kind == NewValue::Kind::Text && indentation > 0
            ? blockScalarText(value.scalar, node.style(), indentation, m_manner)
            : std::nullopt;
        size_t end = node.span().end;
        if (block) {
            // A comment beside the header stays.
            size_t behindMarks = node.contentSpan().begin;
            while (behindMarks < header && !Lines::isBlank(m_lines.at(behindMarks)))
                ++behindMarks;
            block->insert(block->indexOf(m_manner.lineBreak), m_lines.slice(behindMarks, header));
            if (end > 0 && m_lines.isBreak(end - 1))
                *block += m_manner.lineBreak;
            const size_t begin = sameTag ? node.contentSpan().begin : node.span().begin;
            const QByteArray tag = sameTag || value.tag.isEmpty() ? QByteArray() : value.tag + ' ';
            put(begin, end, tag + *block);
            return true;
        }
        while (end > node.span().begin && m_lines.isBreak(end - 1))
            --end;
        put(node.span().begin, end, flowText(value, around, m_manner));
        return true;
    }
    const Style style = node.style() == Style::Json
        ? (node.isQuoted() ? Style::DoubleQuoted : Style::Plain)
        : node.style();
    const QByteArray text = scalarText(value, style, around, m_manner);
    if (!isWritten) {
        put(node.span().begin, node.span().end,
            ' ' + (value.tag.isEmpty() ? text : value.tag + ' ' + text));
    } else if (sameTag && node.kind() == Kind::Scalar && node.contentSpan().size() > 0) {
        put(node.contentSpan().begin, node.contentSpan().end, text);
    } else {
        put(node.span().begin, node.span().end,
            value.tag.isEmpty() ? text : value.tag + ' ' + text);
    }
    return true;
}

void PatchWriter::writeItemValue(Node node, const NewValue &value)
{
    size_t end = node.span().end;
    while (end > node.span().begin && m_lines.isBreak(end - 1))
        --end;
    if (!value.isCollection() || value.kind == NewValue::Kind::Sequence || value.items.empty()
        || !value.tag.isEmpty()) {
        put(node.span().begin, end, flowText(value, Around::Flow, m_manner));
        return;
    }
    std::vector<QByteArray> lines;
    appendBlockLines(lines, "-", value, node.column() - 3, true, m_manner);
    put(node.span().begin, end, joined(lines, m_manner.lineBreak).mid(2));
}

void PatchWriter::writeBlockValue(Node node, const NewValue &value)
{
    const Node mapping = node.parent();
    // A key that is a scalar or an alias is the node before its value.
    const Node key = m_tree.node(node.index() - 1);
    const std::optional<size_t> head
        = key.parent() == mapping && key.size() == 0 ? behindColon(key) : std::nullopt;
    if (!head) {
        noPlace(node);
        return;
    }
    size_t end = std::max(node.span().end, *head);
    while (end > *head && m_lines.isBreak(end - 1))
        --end;
    const size_t headEnd = m_lines.lineEnd(*head);
    // A comment beside the key stays there, also where the value stands on lines below.
    const bool isBelow = node.span().size() > 0 && node.span().begin > headEnd;
    const size_t keptEnd = isBelow ? headEnd : m_lines.lineEnd(end);

    std::vector<QByteArray> lines;
    appendBlockLines(lines, {}, value, mapping.indentation(), false, m_manner);
    const QByteArray first = lines.front();
    lines.erase(lines.begin());
    QByteArray below;
    for (const QByteArray &line : lines)
        below += m_manner.lineBreak + line;

    if (isBelow) {
        if (!first.isEmpty())
            put(*head, *head, first);
        put(headEnd, end, below);
        return;
    }
    put(*head, end, first);
    if (!below.isEmpty())
        put(keptEnd, keptEnd, below);
}

Expected<std::vector<TextEdit>> edits(const Patch &patch)
{
    return PatchWriter(patch).write();
}

} // namespace stratoplan::yaml
