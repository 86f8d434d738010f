// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/patch_writer.h"

#include <algorithm>

namespace stratoplan::yaml {

bool PatchWriter::isOnLines(Node node) const
{
    if (node.size() == 0)
        return m_tree.isJson() && node.parent().isValid() && isOnLines(node.parent());
    return m_lines.isFirstOnLine(beginOf(node, node.size() - 1).span().begin);
}

QByteArray PatchWriter::unitOf(Node node) const
{
    for (Node inner = node; inner.isValid(); inner = inner.parent()) {
        if (inner.size() == 0)
            continue;
        const size_t begin = beginOf(inner, 0).span().begin;
        if (!m_lines.isFirstOnLine(begin))
            continue;
        const QByteArray outside = m_lines.lineIndentation(inner.span().begin);
        const QByteArray inside = m_lines.lineIndentation(begin);
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
            const QByteArray between = m_lines.slice(keyEnd, std::max(keyEnd, valueBegin));
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
        const QByteArray outside = onLines ? m_lines.lineIndentation(open) : QByteArray();
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
    const bool onOwnLine = onLines && m_lines.isFirstOnLine(begin);
    const QByteArray indentation = onOwnLine ? m_lines.lineIndentation(begin) : QByteArray();
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
    const size_t next = m_lines.behindSpace(end, close);
    const bool hasComma = m_lines.at(next) == ',' && next < close;
    const size_t behind = hasComma ? next + 1 : end;
    const bool closesOnLine = close < m_lines.lineEnd(behind);
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
        const size_t line = m_lines.lineEnd(behind);
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
        const size_t comma = m_lines.behindSpace(endOf(node, kept - 1), close);
        if (m_lines.at(comma) != ',') {
            noPlace(node);
            return;
        }
        size_t end = endOf(node, size - 1);
        if (const size_t trailing = m_lines.behindSpace(end, close);
            trailing < close && m_lines.at(trailing) == ',')
            end = trailing;
        else if (m_lines.lineEnd(end) < close)
            end = m_lines.lineEnd(end); // with a comment beside
        const bool keepsLine = m_lines.lineEnd(comma) < beginOf(node, kept).span().begin;
        if (keepsLine && m_lines.at(end) != ',') {
            put(comma, comma + 1, {});
            put(m_lines.lineEnd(comma), end, {});
        } else {
            put(comma, end, {});
        }
    }
    for (int i = 0; i < kept; ++i) {
        if (!isRemoved(i))
            continue;
        const size_t begin = beginOf(node, i).span().begin;
        const size_t next = beginOf(node, i + 1).span().begin;
        const bool ownLines = m_lines.isFirstOnLine(begin) && m_lines.isFirstOnLine(next)
            && m_lines.nextLine(endOf(node, i)) <= next;
        if (ownLines)
            put(firstLine(node, i), m_lines.nextLine(endOf(node, i)), {});
        else
            put(begin, next, {});
    }
}

} // namespace stratoplan::yaml
