// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/tree.h"

#include "planner/yaml/tree_data.h"

#include <QStringDecoder>

#include <algorithm>

namespace stratoplan::yaml {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

/// Place of the `#` of a comment in [begin, end), which holds no scalar; `end` when there is none.
size_t findComment(QByteArrayView text, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; ++i) {
        const auto at = static_cast<qsizetype>(i);
        if (text[at] == '#' && (i == 0 || isSpace(text[at - 1]) || text[at - 1] == '\n'))
            return i;
    }
    return end;
}

} // namespace

QByteArrayView Tree::Data::scalar(const Record &record) const
{
    if (record.kind != Kind::Scalar)
        return {};
    return QByteArrayView(record.isDecoded ? decoded : text)
        .sliced(static_cast<qsizetype>(record.first), static_cast<qsizetype>(record.count));
}

int Tree::Data::entry(int mapping, QByteArrayView key) const
{
    const Record &map = record(mapping);
    const auto keyText = [&](size_t entry) { return scalar(record(child(map, 2 * entry))); };

    const auto index = std::lower_bound(
        keyIndexes.begin(), keyIndexes.end(), static_cast<quint32>(mapping),
        [](const KeyIndex &candidate, quint32 node) { return candidate.node < node; });
    if (index != keyIndexes.end() && index->node == static_cast<quint32>(mapping)) {
        const auto first = sortedEntries.begin() + index->first;
        const auto last = first + index->count;
        const auto found = std::lower_bound(first, last, key, [&](quint32 entry, QByteArrayView k) {
            return keyText(entry).compare(k) < 0;
        });
        return found != last && keyText(*found) == key ? static_cast<int>(*found) : -1;
    }

    for (size_t i = 0; i < map.count / 2; ++i) {
        if (record(child(map, 2 * i)).kind == Kind::Scalar && keyText(i) == key)
            return static_cast<int>(i);
    }
    return -1;
}

int Tree::Data::lastBefore(size_t byte) const
{
    const auto after = std::lower_bound(
        records.begin(), records.end(), byte,
        [](const Record &candidate, size_t place) { return candidate.begin < place; });
    return static_cast<int>(after - records.begin()) - 1;
}

Tree::Tree()
    : m_data(std::make_unique<Data>())
{
}
Tree::~Tree() = default;
Tree::Tree(Tree &&) noexcept = default;
Tree &Tree::operator=(Tree &&) noexcept = default;

const QByteArray &Tree::text() const
{
    return m_data->text;
}

bool Tree::isJson() const
{
    return m_data->json;
}

Node Tree::root() const
{
    return node(0);
}

int Tree::nodeCount() const
{
    return static_cast<int>(m_data->records.size());
}

Node Tree::node(int index) const
{
    return index >= 0 && index < nodeCount() ? Node(this, index) : Node();
}

std::vector<Node> Tree::aliases() const
{
    std::vector<Node> found;
    for (const auto &[index, name] : m_data->anchors) {
        if (m_data->records[index].kind == Kind::Alias)
            found.push_back(Node(this, static_cast<int>(index)));
    }
    return found;
}

const Problems &Tree::warnings() const
{
    return m_data->warnings;
}

std::pair<int, int> Tree::position(size_t byte) const
{
    return m_data->positions.at(byte);
}

Kind Node::kind() const
{
    return isValid() ? m_tree->m_data->record(m_index).kind : Kind::Scalar;
}

Style Node::style() const
{
    return isValid() ? m_tree->m_data->record(m_index).style : Style::Plain;
}

bool Node::isNull() const
{
    if (!isScalar() || isQuoted() || !(tag().isEmpty() || tag() == "!!null"))
        return false;
    const QByteArrayView text = scalarView();
    return text.isEmpty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

bool Node::isQuoted() const
{
    if (!isScalar())
        return false;
    const Style written = style();
    if (written != Style::Json)
        return written != Style::Plain;
    return m_tree->text().at(static_cast<qsizetype>(contentSpan().begin)) == '"';
}

QByteArray Node::tag() const
{
    if (!isValid())
        return {};
    const Tree::Data &data = *m_tree->m_data;
    return data.tags[data.record(m_index).tag];
}

QByteArray Node::anchor() const
{
    if (!isValid())
        return {};
    const auto &anchors = m_tree->m_data->anchors;
    const auto found = std::lower_bound(
        anchors.begin(), anchors.end(), static_cast<quint32>(m_index),
        [](const auto &candidate, quint32 node) { return candidate.first < node; });
    return found != anchors.end() && found->first == static_cast<quint32>(m_index) ? found->second
                                                                                   : QByteArray();
}

QByteArrayView Node::scalarView() const
{
    if (!isValid())
        return {};
    const Tree::Data &data = *m_tree->m_data;
    return data.scalar(data.record(m_index));
}

QByteArray Node::scalar() const
{
    return scalarView().toByteArray();
}

QString Node::text() const
{
    // fromUtf8() would drop a byte order mark, which inside of a text is a character.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(scalarView());
}

Span Node::span() const
{
    if (!isValid())
        return {};
    const Record &record = m_tree->m_data->record(m_index);
    return {record.begin, record.end};
}

Span Node::contentSpan() const
{
    if (!isValid())
        return {};
    const Record &record = m_tree->m_data->record(m_index);
    return {record.contentBegin, record.end};
}

Span Node::commentsAbove() const
{
    if (!isValid() || m_tree->isJson())
        return {};
    const Tree::Data &data = *m_tree->m_data;
    const Positions &positions = data.positions;
    const size_t begin = span().begin;
    const int line = positions.lineOf(begin);
    const size_t lineBegin = positions.lineBegin(line);

    // What looks like a comment may be a line of the scalar before.
    size_t limit = 0;
    const int before = data.lastBefore(lineBegin);
    if (before >= 0) {
        const Record &record = data.record(before);
        const bool isLeaf = record.kind == Kind::Scalar || record.kind == Kind::Alias;
        limit = isLeaf ? record.end : record.begin;
    }
    int first = line;
    while (first > 1) {
        const size_t at = positions.lineBegin(first - 1);
        const size_t end = positions.lineEnd(first - 1);
        size_t mark = at;
        while (mark < end && isSpace(data.text.at(static_cast<qsizetype>(mark))))
            ++mark;
        if (at < limit || mark == end || data.text.at(static_cast<qsizetype>(mark)) != '#')
            break;
        --first;
    }
    if (first == line)
        return {};
    return {positions.lineBegin(first), lineBegin};
}

Span Node::commentBeside() const
{
    if (!isValid() || m_tree->isJson())
        return {};
    const Tree::Data &data = *m_tree->m_data;
    const int line = data.positions.lineOf(span().begin);
    const size_t lineEnd = data.positions.lineEnd(line);
    // The comment can only stand behind the last thing that begins on the line.
    const Record &last = data.record(data.lastBefore(std::max(lineEnd, span().begin + 1)));
    size_t from = last.begin;
    if (last.contentBegin <= lineEnd) {
        const bool isBlockScalar = last.style == Style::Literal || last.style == Style::Folded;
        if (isBlockScalar)
            from = last.contentBegin;
        else if (last.kind == Kind::Scalar || last.kind == Kind::Alias)
            from = last.end;
    }
    if (from >= lineEnd)
        return {};
    const size_t comment = findComment(data.text, from, lineEnd);
    return comment < lineEnd ? Span{comment, lineEnd} : Span{};
}

int Node::line() const
{
    return isValid() ? m_tree->position(span().begin).first : 0;
}

int Node::column() const
{
    return isValid() ? m_tree->position(span().begin).second : 0;
}

int Node::indentation() const
{
    if (!isValid())
        return 0;
    if (style() == Style::Block)
        return m_tree->position(contentSpan().begin).second - 1;
    const Tree::Data &data = *m_tree->m_data;
    const size_t begin = data.positions.lineBegin(data.positions.lineOf(span().begin));
    size_t at = begin;
    while (at < static_cast<size_t>(data.text.size())
           && isSpace(data.text.at(static_cast<qsizetype>(at))))
        ++at;
    return static_cast<int>(at - begin);
}

int Node::size() const
{
    if (!isValid())
        return 0;
    const Record &record = m_tree->m_data->record(m_index);
    switch (record.kind) {
    case Kind::Sequence:
        return static_cast<int>(record.count);
    case Kind::Mapping:
        return static_cast<int>(record.count / 2);
    case Kind::Scalar:
    case Kind::Alias:
        return 0;
    }
    return 0;
}

Node Node::at(int i) const
{
    if (i < 0 || i >= size())
        return {};
    const Tree::Data &data = *m_tree->m_data;
    const auto place = static_cast<size_t>(i);
    return {m_tree, data.child(data.record(m_index), isMapping() ? 2 * place + 1 : place)};
}

Node Node::keyAt(int i) const
{
    if (i < 0 || !isMapping() || i >= size())
        return {};
    const Tree::Data &data = *m_tree->m_data;
    return {m_tree, data.child(data.record(m_index), 2 * static_cast<size_t>(i))};
}

Node Node::operator[](QByteArrayView key) const
{
    return isMapping() ? at(m_tree->m_data->entry(m_index, key)) : Node();
}

Node Node::keyOf(QByteArrayView key) const
{
    return isMapping() ? keyAt(m_tree->m_data->entry(m_index, key)) : Node();
}

Node Node::resolved() const
{
    if (!isValid() || kind() != Kind::Alias)
        return *this;
    return {m_tree, static_cast<int>(m_tree->m_data->record(m_index).first)};
}

Node Node::parent() const
{
    return isValid() ? m_tree->node(m_tree->m_data->record(m_index).parent) : Node();
}

} // namespace stratoplan::yaml
