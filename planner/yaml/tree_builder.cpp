// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/tree_data.h"

#include <algorithm>

namespace stratoplan::yaml {

namespace {

/// Mappings of at most this many entries are searched one by one.
constexpr size_t smallMapping = 12;
/// A text that repeats more keys than this is not worth a longer list.
constexpr qsizetype maximumWarnings = 100;
/// Templates take some 14 bytes of text for a node. What is put aside and not written to takes no
/// memory, while a list that grows is copied again and again.
constexpr qsizetype bytesPerNode = 8;

} // namespace

TreeBuilder::TreeBuilder(const QByteArray &text, const QString &file, const Limits &limits,
                         bool json)
    : m_data(std::make_unique<Tree::Data>())
    , m_file(file)
    , m_limits(limits)
{
    m_data->text = text;
    m_data->json = json;
    m_data->positions = Positions(m_data->text);
    const auto nodes = std::min(static_cast<size_t>(text.size() / bytesPerNode) + 1, limits.nodes);
    m_data->records.reserve(nodes);
    m_data->children.reserve(nodes);
}

Where TreeBuilder::where(size_t byte) const
{
    const auto [line, column] = m_data->positions.at(byte);
    return {m_file, line, column, {}};
}

bool TreeBuilder::fail(size_t byte, const char *code, Text what, Text remedy)
{
    if (!m_problem) {
        m_problem = Problem{Severity::High, QString::fromLatin1(code), std::move(what), where(byte),
                            std::move(remedy)};
    }
    return false;
}

bool TreeBuilder::expectsValue() const
{
    if (m_frames.empty())
        return false;
    const Frame &frame = m_frames.back();
    return m_data->records[frame.node].kind == Kind::Mapping
        && (m_pending.size() - frame.firstPending) % 2 == 1;
}

quint32 TreeBuilder::internTag(QByteArrayView tag)
{
    if (tag.isEmpty())
        return 0;
    const QByteArray name = tag.toByteArray();
    const auto known = m_tagNumbers.constFind(name);
    if (known != m_tagNumbers.constEnd())
        return *known;
    const auto number = static_cast<quint32>(m_data->tags.size());
    m_data->tags.push_back(name);
    m_tagNumbers.insert(name, number);
    return number;
}

bool TreeBuilder::add(Record record, const Start &start)
{
    if (m_data->records.size() >= m_limits.nodes) {
        return fail(start.begin, "yaml.limit",
                    Text{STRATOPLAN_TEXT("yaml", "The text has more than {limit} nodes"),
                         {{QStringLiteral("limit"), static_cast<qint64>(m_limits.nodes)}}});
    }
    record.begin = static_cast<quint32>(start.begin);
    record.contentBegin = static_cast<quint32>(start.contentBegin);
    record.style = start.style;
    record.tag = internTag(start.tag);
    record.parent = m_frames.empty() ? -1 : static_cast<qint32>(m_frames.back().node);
    const auto node = static_cast<quint32>(m_data->records.size());
    m_data->records.push_back(record);
    m_pending.push_back(node);
    if (!start.anchor.isEmpty()) {
        const QByteArray name = start.anchor.toByteArray();
        m_data->anchors.emplace_back(node, name);
        m_anchors.insert(name, Anchor{node});
        m_anchorOfOpen.insert(node, name);
    }
    return true;
}

void TreeBuilder::finishNode(quint32 node, quint64 expandedNodes, int expandedHeight)
{
    m_lastEnd = m_data->records[node].end;
    if (!m_frames.empty()) {
        Frame &parent = m_frames.back();
        parent.expandedNodes += expandedNodes;
        parent.expandedHeight = std::max(parent.expandedHeight, expandedHeight + 1);
    }
    const auto named = m_anchorOfOpen.constFind(node);
    if (named == m_anchorOfOpen.constEnd())
        return;
    // The name may stand for a later node by now.
    const auto anchor = m_anchors.find(*named);
    if (anchor != m_anchors.end() && anchor->node == node) {
        anchor->expandedNodes = expandedNodes;
        anchor->expandedHeight = expandedHeight;
    }
    m_anchorOfOpen.erase(named);
}

bool TreeBuilder::scalar(const Start &start, size_t end, QByteArrayView value)
{
    if (static_cast<size_t>(value.size()) > m_limits.scalarBytes) {
        return fail(start.begin, "yaml.limit",
                    Text{STRATOPLAN_TEXT("yaml", "This value is longer than {limit} bytes"),
                         {{QStringLiteral("limit"), static_cast<qint64>(m_limits.scalarBytes)}}});
    }
    Record record;
    record.kind = Kind::Scalar;
    record.end = static_cast<quint32>(end);
    record.count = static_cast<quint32>(value.size());
    const size_t quote = start.style == Style::Plain ? 0 : 1;
    const auto standsAt = [&](size_t at) {
        const auto size = static_cast<size_t>(value.size());
        return at + size <= end && m_data->slice(at, at + size) == value;
    };
    if (standsAt(start.contentBegin + quote)) {
        record.first = static_cast<quint32>(start.contentBegin + quote);
    } else if (standsAt(start.contentBegin)) {
        record.first = static_cast<quint32>(start.contentBegin);
    } else {
        record.isDecoded = true;
        record.first = static_cast<quint32>(m_data->decoded.size());
        m_data->decoded.append(value);
    }
    if (!add(record, start))
        return false;
    finishNode(static_cast<quint32>(m_data->records.size() - 1), 1, 0);
    return true;
}

bool TreeBuilder::alias(Span span, QByteArrayView name)
{
    const auto anchor = m_anchors.constFind(name.toByteArray());
    if (anchor == m_anchors.constEnd()) {
        return fail(span.begin, "yaml.undefined-alias",
                    Text{STRATOPLAN_TEXT("yaml", "The alias *{name} has no anchor before it"),
                         {{QStringLiteral("name"), QString::fromUtf8(name)}}});
    }
    if (anchor->expandedNodes == 0) {
        return fail(span.begin, "yaml.cyclic-alias",
                    Text{STRATOPLAN_TEXT("yaml", "The alias *{name} stands inside its own anchor"),
                         {{QStringLiteral("name"), QString::fromUtf8(name)}}});
    }
    if (static_cast<int>(m_frames.size()) + anchor->expandedHeight > m_limits.depth) {
        return fail(span.begin, "yaml.limit",
                    Text{STRATOPLAN_TEXT("yaml", "The text is nested deeper than {limit} levels"),
                         {{QStringLiteral("limit"), m_limits.depth}}});
    }
    m_aliasedNodes += anchor->expandedNodes;
    if (m_aliasedNodes > m_limits.aliasedNodes) {
        return fail(span.begin, "yaml.limit",
                    Text{STRATOPLAN_TEXT("yaml", "The aliases stand for more than {limit} nodes"),
                         {{QStringLiteral("limit"), static_cast<qint64>(m_limits.aliasedNodes)}}});
    }
    Record record;
    record.kind = Kind::Alias;
    record.end = static_cast<quint32>(span.end);
    record.first = anchor->node;
    Start start;
    start.begin = span.begin;
    start.contentBegin = span.begin;
    if (!add(record, start))
        return false;
    const auto node = static_cast<quint32>(m_data->records.size() - 1);
    m_data->anchors.emplace_back(node, name.toByteArray());
    finishNode(node, anchor->expandedNodes, anchor->expandedHeight);
    return true;
}

bool TreeBuilder::open(Kind kind, const Start &start)
{
    if (static_cast<int>(m_frames.size()) >= m_limits.depth) {
        return fail(start.begin, "yaml.limit",
                    Text{STRATOPLAN_TEXT("yaml", "The text is nested deeper than {limit} levels"),
                         {{QStringLiteral("limit"), m_limits.depth}}});
    }
    Record record;
    record.kind = kind;
    if (!add(record, start))
        return false;
    Frame frame;
    frame.node = static_cast<quint32>(m_data->records.size() - 1);
    frame.firstPending = m_pending.size();
    m_frames.push_back(frame);
    return true;
}

bool TreeBuilder::close(std::optional<size_t> end)
{
    const Frame frame = m_frames.back();
    m_frames.pop_back();
    Record &record = m_data->records[frame.node];
    record.first = static_cast<quint32>(m_data->children.size());
    record.count = static_cast<quint32>(m_pending.size() - frame.firstPending);
    m_data->children.insert(m_data->children.end(),
                            m_pending.begin() + static_cast<std::ptrdiff_t>(frame.firstPending),
                            m_pending.end());
    m_pending.resize(frame.firstPending);
    record.end = static_cast<quint32>(end.value_or(m_lastEnd));
    if (record.kind == Kind::Mapping)
        indexKeys(frame.node);
    finishNode(frame.node, frame.expandedNodes, frame.expandedHeight);
    return true;
}

void TreeBuilder::indexKeys(quint32 mapping)
{
    const Record &record = m_data->records[mapping];
    const size_t entries = record.count / 2;
    const auto keyRecord = [&](size_t entry) -> const Record & {
        return m_data->record(m_data->child(record, 2 * entry));
    };
    const auto isName = [&](size_t entry) { return keyRecord(entry).kind == Kind::Scalar; };
    const auto same = [&](size_t a, size_t b) {
        return m_data->scalar(keyRecord(a)) == m_data->scalar(keyRecord(b))
            && keyRecord(a).tag == keyRecord(b).tag;
    };
    const auto childNumber
        = [&](size_t entry) { return static_cast<quint32>(m_data->child(record, 2 * entry)); };

    if (entries <= smallMapping) {
        for (size_t i = 1; i < entries; ++i) {
            for (size_t earlier = 0; earlier < i && isName(i); ++earlier) {
                if (isName(earlier) && same(i, earlier)) {
                    warnDuplicate(childNumber(i), childNumber(earlier));
                    break;
                }
            }
        }
        return;
    }

    std::vector<quint32> sorted;
    sorted.reserve(entries);
    for (size_t i = 0; i < entries; ++i) {
        if (isName(i))
            sorted.push_back(static_cast<quint32>(i));
    }
    std::sort(sorted.begin(), sorted.end(), [&](quint32 a, quint32 b) {
        const int order = m_data->scalar(keyRecord(a)).compare(m_data->scalar(keyRecord(b)));
        return order != 0 ? order < 0 : a < b;
    });
    for (size_t i = 1; i < sorted.size(); ++i) {
        // Keys of one text stand together; among them tags may differ, seldom and few.
        size_t first = i;
        while (first > 0 && i - first < smallMapping
               && m_data->scalar(keyRecord(sorted[first - 1]))
                   == m_data->scalar(keyRecord(sorted[i])))
            --first;
        for (; first < i; ++first) {
            if (same(sorted[i], sorted[first])) {
                warnDuplicate(childNumber(sorted[i]), childNumber(sorted[first]));
                break;
            }
        }
    }
    m_data->keyIndexes.push_back({mapping, static_cast<quint32>(m_data->sortedEntries.size()),
                                  static_cast<quint32>(sorted.size())});
    m_data->sortedEntries.insert(m_data->sortedEntries.end(), sorted.begin(), sorted.end());
}

void TreeBuilder::warnDuplicate(quint32 repeatedKey, quint32 firstKey)
{
    if (m_data->warnings.size() >= maximumWarnings)
        return;
    const Record &repeated = m_data->records[repeatedKey];
    const auto [line, column] = m_data->positions.at(m_data->records[firstKey].begin);
    Problem problem;
    problem.severity = Severity::Medium;
    problem.code = QStringLiteral("yaml.duplicate-key");
    problem.what = Text{STRATOPLAN_TEXT("yaml",
                                        "The key {key} stands here a second time, after line "
                                        "{firstLine}, column {firstColumn}"),
                        {{QStringLiteral("key"), QString::fromUtf8(m_data->scalar(repeated))},
                         {QStringLiteral("firstLine"), line},
                         {QStringLiteral("firstColumn"), column}}};
    problem.remedy = Text{STRATOPLAN_TEXT("yaml", "Remove one of the two"), {}};
    problem.where = where(repeated.begin);
    m_data->warnings.append(problem);
}

Expected<Tree> TreeBuilder::finish()
{
    if (m_problem)
        return failure(*m_problem);
    // Mappings are indexed as they end, inner ones before outer ones.
    std::sort(m_data->keyIndexes.begin(), m_data->keyIndexes.end(),
              [](const auto &a, const auto &b) { return a.node < b.node; });
    std::stable_sort(m_data->warnings.begin(), m_data->warnings.end(),
                     [](const Problem &a, const Problem &b) {
                         return std::pair(a.where.line, a.where.column)
                             < std::pair(b.where.line, b.where.column);
                     });
    Tree tree;
    tree.m_data = std::move(m_data);
    return tree;
}

} // namespace stratoplan::yaml
