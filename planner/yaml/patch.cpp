// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/patch.h"

namespace stratoplan::yaml {

NewValue NewValue::of(Node given)
{
    const Node node = given.resolved();
    NewValue value;
    value.tag = node.tag();
    if (node.isScalar()) {
        value.kind = node.isQuoted() ? Kind::Text : Kind::Literal;
        value.scalar = node.scalar();
        return value;
    }
    value.kind = node.isMapping() ? Kind::Mapping : Kind::Sequence;
    for (int i = 0; i < node.size(); ++i) {
        if (node.isMapping())
            value.keys.push_back(node.keyAt(i).resolved().scalar());
        value.items.push_back(of(node.at(i)));
    }
    return value;
}

NewValue NewValue::text(const QString &text, QByteArray tag)
{
    NewValue value;
    value.scalar = text.toUtf8();
    value.tag = std::move(tag);
    return value;
}

NewValue NewValue::literal(QByteArray literal)
{
    NewValue value;
    value.kind = Kind::Literal;
    value.scalar = std::move(literal);
    return value;
}

NewValue NewValue::number(qint64 number)
{
    return literal(QByteArray::number(number));
}

NewValue NewValue::boolean(bool value)
{
    return literal(value ? "true" : "false");
}

NewValue NewValue::sequence(std::vector<NewValue> items)
{
    NewValue value;
    value.kind = Kind::Sequence;
    value.items = std::move(items);
    return value;
}

NewValue NewValue::mapping(std::vector<std::pair<QByteArray, NewValue>> entries)
{
    NewValue value;
    value.kind = Kind::Mapping;
    value.keys.reserve(entries.size());
    value.items.reserve(entries.size());
    for (std::pair<QByteArray, NewValue> &entry : entries) {
        value.keys.push_back(std::move(entry.first));
        value.items.push_back(std::move(entry.second));
    }
    return value;
}

namespace {

/// True when nothing but comments and white space follows.
bool onlyCommentsFrom(const QByteArray &text, size_t byte)
{
    auto at = static_cast<qsizetype>(byte);
    while (at < text.size()) {
        const char c = text.at(at);
        if (c == '#') {
            const qsizetype end = text.indexOf('\n', at);
            at = end < 0 ? text.size() : end;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++at;
        } else {
            return false;
        }
    }
    return true;
}

} // namespace

Patch::Patch(const Tree &tree, QString file)
    : m_tree(&tree)
    , m_file(std::move(file))
{
}

void Patch::setValue(Node node, NewValue value)
{
    m_values.insert_or_assign(node.index(), std::move(value));
}

void Patch::rewrite(Node scalar, std::vector<TextEdit> parts, const QByteArray &decoded)
{
    m_rewritings.insert_or_assign(scalar.index(), Rewriting{std::move(parts), decoded});
}

int Patch::placeOf(Node collection, int before) const
{
    const int size = collection.size();
    const bool isFree = before < 0;
    if (!isFree && before < size)
        return before;
    if (size == 0)
        return 0;
    // In brackets over several lines the last entry would need a comma, at the end of a file the
    // last line a break.
    const bool isOrdered = collection.isSequence() && !isFree;
    const QByteArray &text = m_tree->text();
    const auto begin = static_cast<qsizetype>(collection.span().begin);
    const auto length = static_cast<qsizetype>(collection.span().end) - begin;
    const bool isInBrackets = collection.style() != Style::Block
        && QByteArrayView(text).sliced(begin, length).contains('\n');
    const bool endsFile = !text.endsWith('\n') && !text.endsWith('\r')
        && onlyCommentsFrom(text, collection.span().end);
    return !isOrdered && (isInBrackets || endsFile) ? size - 1 : size;
}

void Patch::insertEntry(Node mapping, int before, const QByteArray &key, NewValue value)
{
    m_collections[mapping.index()].inserted[placeOf(mapping, before)].push_back(
        {key, std::move(value)});
}

void Patch::removeEntry(Node mapping, int entry)
{
    m_collections[mapping.index()].removed.insert(entry);
}

void Patch::insertItem(Node sequence, int before, NewValue value)
{
    m_collections[sequence.index()].inserted[placeOf(sequence, before)].push_back(
        {{}, std::move(value)});
}

void Patch::removeItem(Node sequence, int item)
{
    m_collections[sequence.index()].removed.insert(item);
}

bool Patch::isEmpty() const
{
    return m_values.empty() && m_rewritings.empty() && m_collections.empty();
}

std::optional<std::pair<int, int>> Patch::changedNodes() const
{
    std::optional<std::pair<int, int>> range;
    const auto include = [&range](const auto &byNode) {
        if (byNode.empty())
            return;
        const int first = byNode.begin()->first;
        const int last = byNode.rbegin()->first;
        if (!range)
            range = {first, last};
        range = {std::min(range->first, first), std::max(range->second, last)};
    };
    include(m_values);
    include(m_rewritings);
    include(m_collections);
    return range;
}

QByteArray apply(const QByteArray &text, const std::vector<TextEdit> &edits)
{
    QByteArray out;
    out.reserve(text.size() + 1024);
    size_t copied = 0;
    for (const TextEdit &edit : edits) {
        out.append(text.constData() + copied, static_cast<qsizetype>(edit.begin - copied));
        out.append(edit.text);
        copied = edit.end;
    }
    out.append(text.constData() + copied, text.size() - static_cast<qsizetype>(copied));
    return out;
}

} // namespace stratoplan::yaml
