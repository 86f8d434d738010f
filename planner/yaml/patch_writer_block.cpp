// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/patch_writer.h"

namespace stratoplan::yaml {

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
        if (after >= m_lines.size() && !m_text.endsWith('\n') && !m_text.endsWith('\r')) {
            text.chop(m_manner.lineBreak.size());
            text.prepend(m_manner.lineBreak);
        }
        put(after, after, text);
        return;
    }
    const size_t begin = node.contentSpan().begin;
    if (m_lines.isFirstOnLine(begin)) {
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
    if (isRemoved(0) && !m_lines.isFirstOnLine(begin)) {
        // The entries behind a dash: the next one moves up to it.
        while (isRemoved(first))
            ++first;
        const size_t behind = behindLines(node, first - 1);
        size_t next = behind;
        while (next < m_lines.size() && (Lines::isBlank(m_lines.at(next)) || m_lines.isBreak(next)))
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
        if (to >= m_lines.size() || m_lines.isBlankLine(to) || isLast) {
            const size_t limit = i > 0 ? behindLines(node, i - 1) : from;
            while (from > limit) {
                const size_t above = m_lines.lineAbove(from);
                if (above < limit || !m_lines.isBlankLine(above))
                    break;
                from = above;
            }
        }
        put(from, to, {});
    }
}

} // namespace stratoplan::yaml
