// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/patch_writer.h"

#include <algorithm>

namespace stratoplan::yaml {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

Around aroundOf(Node collection)
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

bool isBlockScalar(Node node)
{
    return node.style() == Style::Literal || node.style() == Style::Folded;
}

QByteArray joined(const std::vector<QByteArray> &lines, const QByteArray &lineBreak)
{
    QByteArray out;
    for (size_t i = 0; i < lines.size(); ++i)
        out += (i > 0 ? lineBreak : QByteArray()) + lines[i];
    return out;
}

} // namespace

PatchWriter::PatchWriter(const Patch &patch)
    : m_patch(patch)
    , m_tree(patch.tree())
    , m_text(patch.tree().text())
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

// ---- questions to the text

size_t PatchWriter::lineBegin(size_t byte) const
{
    while (byte > 0 && !isBreak(byte - 1))
        --byte;
    const bool isBehindMark = byte == 0 && m_text.startsWith("\xEF\xBB\xBF");
    return isBehindMark ? 3 : byte;
}

size_t PatchWriter::lineEnd(size_t byte) const
{
    while (byte < size() && !isBreak(byte))
        ++byte;
    return byte;
}

size_t PatchWriter::lineAbove(size_t line) const
{
    if (line == 0)
        return 0;
    const bool endsWithTwo = line > 1 && at(line - 1) == '\n' && at(line - 2) == '\r';
    return lineBegin(line - (endsWithTwo ? 2 : 1));
}

size_t PatchWriter::nextLine(size_t byte) const
{
    byte = lineEnd(byte);
    if (at(byte) == '\r' && at(byte + 1) == '\n')
        return byte + 2;
    return std::min(byte + 1, size());
}

size_t PatchWriter::behindBlanks(size_t byte) const
{
    while (isBlank(at(byte)))
        ++byte;
    return byte;
}

bool PatchWriter::isFirstOnLine(size_t byte) const
{
    // Not from the beginning of the line: a JSON text may be one long line.
    while (byte > 0 && isBlank(at(byte - 1)))
        --byte;
    return byte == 0 || isBreak(byte - 1) || (byte == 3 && m_text.startsWith("\xEF\xBB\xBF"));
}

bool PatchWriter::isBlankLine(size_t begin) const
{
    const size_t ink = behindBlanks(begin);
    return begin < size() && (ink >= size() || isBreak(ink));
}

size_t PatchWriter::behindSpace(size_t begin, size_t end) const
{
    while (begin < end) {
        if (at(begin) == '#')
            begin = lineEnd(begin);
        else if (isBlank(at(begin)) || isBreak(begin))
            ++begin;
        else
            break;
    }
    return std::min(begin, end);
}

QByteArray PatchWriter::lineIndentation(size_t byte) const
{
    const size_t begin = lineBegin(byte);
    return slice(begin, behindBlanks(begin));
}

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
    size_t line = lineBegin(node.span().begin);
    // In a block sequence an item may begin on a line below its dash.
    if (collection.isSequence() && collection.style() == Style::Block) {
        const size_t limit
            = entry > 0 ? endOf(collection, entry - 1) : collection.contentSpan().begin;
        while (line > limit && at(behindBlanks(line)) != '-')
            line = lineAbove(line);
    }
    const QByteArray indentation = lineIndentation(line);
    const Span comments = node.commentsAbove();
    const size_t limit = comments.size() > 0 ? comments.begin : line;
    while (line > limit) {
        const size_t above = lineAbove(line);
        if (lineIndentation(above) != indentation || at(behindBlanks(above)) != '#')
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
    if (end <= begin || !isBreak(end - 1))
        end = nextLine(end);
    const auto indentation = static_cast<size_t>(collection.indentation());
    for (size_t line = end; line < size(); line = nextLine(line)) {
        const size_t ink = behindBlanks(line);
        if (isBlankLine(line))
            continue;
        if (at(ink) != '#' || ink - line <= indentation)
            break;
        end = nextLine(line);
    }
    return end;
}

bool PatchWriter::isSeparatedByBlankLines(Node collection) const
{
    constexpr int sampled = 20;
    const int size = std::min(collection.size(), sampled);
    for (int i = 1; i < size; ++i) {
        const size_t line = firstLine(collection, i);
        if (line == 0 || !isBlankLine(lineAbove(line)))
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
    const size_t colon = behindBlanks(key.span().end);
    if (at(colon) != ':' || key.line() != m_tree.position(colon).first)
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
            onLines ? jsonText(value, lineIndentation(node.span().begin), unitOf(parent), m_manner)
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
        const size_t header = lineEnd(node.contentSpan().begin);
        const size_t text = behindBlanks(nextLine(header));
        const auto indentation = static_cast<int>(text - lineBegin(text));
        std::optional<QByteArray> block = value.kind == NewValue::Kind::Text && indentation > 0
            ? blockScalarText(value.scalar, node.style(), indentation, m_manner)
            : std::nullopt;
        size_t end = node.span().end;
        if (block) {
            // A comment beside the header stays.
            size_t behindMarks = node.contentSpan().begin;
            while (behindMarks < header && !isBlank(at(behindMarks)))
                ++behindMarks;
            block->insert(block->indexOf(m_manner.lineBreak), slice(behindMarks, header));
            if (end > 0 && isBreak(end - 1))
                *block += m_manner.lineBreak;
            const size_t begin = sameTag ? node.contentSpan().begin : node.span().begin;
            const QByteArray tag = sameTag || value.tag.isEmpty() ? QByteArray() : value.tag + ' ';
            put(begin, end, tag + *block);
            return true;
        }
        while (end > node.span().begin && isBreak(end - 1))
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
    while (end > node.span().begin && isBreak(end - 1))
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
    while (end > *head && isBreak(end - 1))
        --end;
    const size_t headEnd = lineEnd(*head);
    // A comment beside the key stays there, also where the value stands on lines below.
    const bool isBelow = node.span().size() > 0 && node.span().begin > headEnd;
    const size_t keptEnd = isBelow ? headEnd : lineEnd(end);

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

// ---- collections

NewValue PatchWriter::remaining(const Collection &collection, bool isMapping) const
{
    NewValue value;
    value.kind = isMapping ? NewValue::Kind::Mapping : NewValue::Kind::Sequence;
    for (const auto &[place, insertions] : collection.inserted) {
        for (const Insertion &insertion : insertions) {
            if (isMapping)
                value.keys.push_back(insertion.key);
            value.items.push_back(insertion.value);
        }
    }
    return value;
}

void PatchWriter::writeCollection(Node node, const Collection &collection)
{
    if (!node.isMapping() && !node.isSequence()) {
        noPlace(node);
        return;
    }
    const bool isEmptyBlock = node.size() == 0 && aroundOf(node.parent()) == Around::Block;
    if (isEmptyBlock
        || (node.size() > 0 && static_cast<int>(collection.removed.size()) == node.size())) {
        NewValue value = remaining(collection, node.isMapping());
        value.tag = node.tag();
        writeValue(node, value);
        return;
    }
    if (isShared(node))
        return;
    const bool isBlock = node.style() == Style::Block;
    for (const auto &[place, insertions] : collection.inserted) {
        if (isBlock)
            writeBlockInsertion(node, place, insertions);
        else
            writeFlowInsertion(node, place, insertions);
    }
    if (collection.removed.empty())
        return;
    if (isBlock)
        writeBlockRemovals(node, collection.removed);
    else
        writeFlowRemovals(node, collection.removed);
}

std::vector<QByteArray> PatchWriter::blockLines(Node node, const Insertion &insertion) const
{
    const int indentation = node.indentation();
    QByteArray head(indentation, ' ');
    if (node.isMapping()) {
        NewValue key;
        key.scalar = insertion.key;
        head += yaml::scalarText(key, Style::Plain, Around::Block, m_manner) + ':';
    } else {
        head += '-';
    }
    std::vector<QByteArray> lines;
    appendBlockLines(lines, head, insertion.value, indentation, node.isSequence(), m_manner);
    return lines;
}

void PatchWriter::writeBlockInsertion(Node node, int place,
                                      const std::vector<Insertion> &insertions)
{
    const bool separated = isSeparatedByBlankLines(node);
    QByteArray text;
    for (const Insertion &insertion : insertions) {
        const std::vector<QByteArray> lines = blockLines(node, insertion);
        const bool isApart = separated && lines.size() > 1;
        if (isApart && place > 0)
            text += m_manner.lineBreak;
        text += joined(lines, m_manner.lineBreak) + m_manner.lineBreak;
        if (isApart && place == 0)
            text += m_manner.lineBreak;
    }
    if (place > 0) {
        const size_t after = behindLines(node, place - 1);
        if (after >= size() && !m_text.endsWith('\n') && !m_text.endsWith('\r')) {
            text.chop(m_manner.lineBreak.size());
            text.prepend(m_manner.lineBreak);
        }
        put(after, after, text);
        return;
    }
    const size_t begin = node.contentSpan().begin;
    if (isFirstOnLine(begin)) {
        const size_t line = firstLine(node, 0);
        put(line, line, text);
        return;
    }
    // The first entry stands behind a dash.
    const QByteArray indentation(node.indentation(), ' ');
    put(begin, begin, text.mid(indentation.size()) + indentation);
}

void PatchWriter::writeBlockRemovals(Node node, const std::set<int> &removed)
{
    const auto isRemoved = [&](int i) { return removed.find(i) != removed.end(); };
    const size_t begin = node.contentSpan().begin;
    int first = 0;
    if (isRemoved(0) && !isFirstOnLine(begin)) {
        // The entries behind a dash: the next one moves up to it.
        while (isRemoved(first))
            ++first;
        const size_t behind = behindLines(node, first - 1);
        size_t next = behind;
        while (next < size() && (isBlank(at(next)) || isBreak(next)))
            ++next;
        put(begin, next, {});
    }
    for (int i = first; i < node.size(); ++i) {
        if (!isRemoved(i))
            continue;
        size_t from = firstLine(node, i);
        const size_t to = behindLines(node, i);
        // Of the blank lines on both sides one side stays.
        const bool isLast = i == node.size() - 1;
        if (to >= size() || isBlankLine(to) || isLast) {
            const size_t limit = i > 0 ? behindLines(node, i - 1) : from;
            while (from > limit) {
                const size_t above = lineAbove(from);
                if (above < limit || !isBlankLine(above))
                    break;
                from = above;
            }
        }
        put(from, to, {});
    }
}

// ---- brackets

bool PatchWriter::isOnLines(Node node) const
{
    if (node.size() == 0)
        return m_tree.isJson() && node.parent().isValid() && isOnLines(node.parent());
    return isFirstOnLine(beginOf(node, node.size() - 1).span().begin);
}

QByteArray PatchWriter::unitOf(Node node) const
{
    for (Node inner = node; inner.isValid(); inner = inner.parent()) {
        if (inner.size() == 0)
            continue;
        const size_t begin = beginOf(inner, 0).span().begin;
        if (!isFirstOnLine(begin))
            continue;
        const QByteArray outside = lineIndentation(inner.span().begin);
        const QByteArray inside = lineIndentation(begin);
        if (inside.size() > outside.size())
            return inside.mid(outside.size());
    }
    return QByteArray(m_manner.step, ' ');
}

QByteArray PatchWriter::flowEntry(Node node, const Insertion &insertion,
                                  const QByteArray &indentation, bool onLines) const
{
    const Around around = aroundOf(node);
    QByteArray out;
    if (node.isMapping()) {
        NewValue key;
        key.scalar = insertion.key;
        const bool quotesKeys = node.size() > 0 && node.keyAt(0).style() == Style::DoubleQuoted;
        out = yaml::scalarText(key, quotesKeys ? Style::DoubleQuoted : Style::Plain, around,
                               m_manner);
        // As the entries beside it have it: "a":1, "a": 1 or "a" : 1.
        QByteArray colon = ": ";
        if (node.size() > 0) {
            const size_t keyEnd = node.keyAt(0).span().end;
            const size_t valueBegin = node.at(0).span().begin;
            const QByteArray between = slice(keyEnd, std::max(keyEnd, valueBegin));
            if (around == Around::Json && between.trimmed() == ":" && !between.contains('\n'))
                colon = between;
        }
        out += colon;
    }
    if (around == Around::Json && onLines)
        return out + jsonText(insertion.value, indentation, unitOf(node), m_manner);
    return out + flowText(insertion.value, around, m_manner);
}

void PatchWriter::writeFlowInsertion(Node node, int place, const std::vector<Insertion> &insertions)
{
    const bool onLines = isOnLines(node);
    const size_t close = node.span().end - 1;
    if (node.size() == 0) {
        const size_t open = node.contentSpan().begin;
        const QByteArray outside = onLines ? lineIndentation(open) : QByteArray();
        const QByteArray inside = onLines ? outside + unitOf(node) : QByteArray();
        QByteArray text;
        for (size_t i = 0; i < insertions.size(); ++i) {
            if (i > 0)
                text += onLines ? "," : ", ";
            if (onLines)
                text += m_manner.lineBreak + inside;
            text += flowEntry(node, insertions[i], inside, onLines);
        }
        if (onLines)
            text += m_manner.lineBreak + outside;
        put(open + 1, close, text);
        return;
    }
    const int beside = std::min(place, node.size() - 1);
    const size_t begin = beginOf(node, beside).span().begin;
    const bool onOwnLine = onLines && isFirstOnLine(begin);
    const QByteArray indentation = onOwnLine ? lineIndentation(begin) : QByteArray();
    if (place < node.size()) {
        QByteArray text;
        for (const Insertion &insertion : insertions) {
            const QByteArray entry = flowEntry(node, insertion, indentation, onOwnLine);
            text += onOwnLine ? indentation + entry + ',' + m_manner.lineBreak : entry + ", ";
        }
        const size_t where = onOwnLine ? firstLine(node, beside) : begin;
        put(where, where, text);
        return;
    }
    // Behind the last item.
    const size_t end = endOf(node, beside);
    const size_t next = behindSpace(end, close);
    const bool hasComma = at(next) == ',' && next < close;
    const size_t behind = hasComma ? next + 1 : end;
    const bool closesOnLine = close < lineEnd(behind);
    QByteArray text;
    for (const Insertion &insertion : insertions) {
        const QByteArray entry = flowEntry(node, insertion, indentation, onOwnLine);
        if (onOwnLine && !closesOnLine)
            text += (text.isEmpty() ? "" : ",") + m_manner.lineBreak + indentation + entry;
        else
            text += (text.isEmpty() && hasComma ? " " : ", ") + entry;
    }
    if (onOwnLine && !closesOnLine) {
        if (!hasComma)
            put(end, end, ",");
        const size_t line = lineEnd(behind);
        put(line, line, text);
    } else {
        put(behind, behind, text);
    }
}

void PatchWriter::writeFlowRemovals(Node node, const std::set<int> &removed)
{
    const auto isRemoved = [&](int i) { return removed.find(i) != removed.end(); };
    const int size = node.size();
    const size_t close = node.span().end - 1;
    int kept = size;
    while (kept > 0 && isRemoved(kept - 1))
        --kept;
    if (kept < size) {
        // The last ones go with the comma before them.
        const size_t comma = behindSpace(endOf(node, kept - 1), close);
        if (at(comma) != ',') {
            noPlace(node);
            return;
        }
        size_t end = endOf(node, size - 1);
        if (const size_t trailing = behindSpace(end, close);
            trailing < close && at(trailing) == ',')
            end = trailing;
        else if (lineEnd(end) < close)
            end = lineEnd(end); // with a comment beside
        const bool keepsLine = lineEnd(comma) < beginOf(node, kept).span().begin;
        if (keepsLine && at(end) != ',') {
            put(comma, comma + 1, {});
            put(lineEnd(comma), end, {});
        } else {
            put(comma, end, {});
        }
    }
    for (int i = 0; i < kept; ++i) {
        if (!isRemoved(i))
            continue;
        const size_t begin = beginOf(node, i).span().begin;
        const size_t next = beginOf(node, i + 1).span().begin;
        const bool ownLines
            = isFirstOnLine(begin) && isFirstOnLine(next) && nextLine(endOf(node, i)) <= next;
        if (ownLines)
            put(firstLine(node, i), nextLine(endOf(node, i)), {});
        else
            put(begin, next, {});
    }
}

Expected<std::vector<TextEdit>> edits(const Patch &patch)
{
    return PatchWriter(patch).write();
}

} // namespace stratoplan::yaml
