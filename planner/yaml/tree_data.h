// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: how a Tree is stored and built.

#include "planner/yaml/positions.h"
#include "planner/yaml/tree.h"

#include <QHash>

namespace stratoplan::yaml {

/// One node, 36 bytes. Nodes stand in order of the text, a parent before its children.
struct Record
{
    quint32 begin = 0;
    quint32 contentBegin = 0;
    quint32 end = 0;
    /// Scalar: place of the decoded text. Collection: first of its entries in `children` (keys and
    /// values of a mapping take turns). Alias: the node meant.
    quint32 first = 0;
    /// Scalar: bytes of the decoded text. Collection: number of its entries in `children`.
    quint32 count = 0;
    qint32 parent = -1;
    quint32 tag = 0; ///< in `tags`; 0 = none
    Kind kind : 4 = Kind::Scalar;
    Style style : 4 = Style::Plain;
    /// The decoded text is not a part of the source, it is in `decoded`.
    bool isDecoded = false;
};

struct Tree::Data
{
    /// Entries of one large mapping, sorted by their keys; equal keys in order of the text.
    struct KeyIndex
    {
        quint32 node;
        quint32 first; ///< in sortedEntries
        quint32 count;
    };

    QByteArray text;
    bool json = false;
    Positions positions;
    std::vector<Record> records;
    std::vector<quint32> children;
    std::vector<KeyIndex> keyIndexes; ///< in order of `node`
    std::vector<quint32> sortedEntries;
    std::vector<QByteArray> tags{QByteArray()};
    std::vector<std::pair<quint32, QByteArray>> anchors; ///< in order of the node
    QByteArray decoded;
    Problems warnings;

    const Record &record(int index) const { return records[static_cast<size_t>(index)]; }
    QByteArrayView slice(size_t begin, size_t end) const
    {
        return QByteArrayView(text).sliced(static_cast<qsizetype>(begin),
                                           static_cast<qsizetype>(end - begin));
    }
    /// Decoded text of a scalar; empty for other kinds.
    QByteArrayView scalar(const Record &record) const;
    /// Node of the i-th child; keys and values of a mapping count both.
    int child(const Record &record, size_t i) const
    {
        return static_cast<int>(children[record.first + i]);
    }
    /// Number of the first entry with this key; -1 when there is none.
    int entry(int mapping, QByteArrayView key) const;
    /// The last node that begins before this byte; -1 when there is none.
    int lastBefore(size_t byte) const;
};

/// Makes a Tree from what a parser finds, in order of the text. Every call that gives false has
/// passed a limit or met a fault: the parser stops then and finish() gives the problem.
class TreeBuilder
{
public:
    TreeBuilder(const QByteArray &text, const QString &file, const Limits &limits, bool json);

    struct Start
    {
        Style style = Style::Plain;
        size_t begin = 0; ///< of the tag or anchor
        size_t contentBegin = 0;
        QByteArrayView tag;
        QByteArrayView anchor;
    };
    bool scalar(const Start &start, size_t end, QByteArrayView value);
    bool alias(Span span, QByteArrayView name);
    bool open(Kind kind, const Start &start);
    /// Ends the innermost collection, at `end` or, without it, at the end of its last child.
    bool close(std::optional<size_t> end);

    /// True when the next node is the value of a mapping's entry.
    bool expectsValue() const;
    /// End of the node that was finished last.
    size_t lastEnd() const { return m_lastEnd; }
    const Positions &positions() const { return m_data->positions; }

    /// Notes what is wrong at a byte; only the first call counts. Always false.
    bool fail(size_t byte, const char *code, Text what, Text remedy = {});
    bool hasFailed() const { return m_problem.has_value(); }
    size_t nodeCount() const { return m_data->records.size(); }

    Expected<Tree> finish();

private:
    /// A collection that is not closed, and what its subtree would be with every alias replaced.
    struct Frame
    {
        quint32 node = 0;
        size_t firstPending = 0;
        quint64 expandedNodes = 1;
        int expandedHeight = 1;
    };
    struct Anchor
    {
        quint32 node = 0;
        quint64 expandedNodes = 0; ///< 0 = still open
        int expandedHeight = 0;
    };

    bool add(Record record, const Start &start);
    void finishNode(quint32 node, quint64 expandedNodes, int expandedHeight);
    quint32 internTag(QByteArrayView tag);
    void indexKeys(quint32 mapping);
    void warnDuplicate(quint32 repeatedKey, quint32 firstKey);
    Where where(size_t byte) const;

    std::unique_ptr<Tree::Data> m_data;
    QString m_file;
    Limits m_limits;
    std::vector<Frame> m_frames;
    std::vector<quint32> m_pending; ///< children of the open collections
    QHash<QByteArray, Anchor> m_anchors;
    QHash<quint32, QByteArray> m_anchorOfOpen;
    QHash<QByteArray, quint32> m_tagNumbers;
    quint64 m_aliasedNodes = 0;
    size_t m_lastEnd = 0;
    std::optional<Problem> m_problem;
};

/// The parsers. They add the nodes of the text and stop at the first fault.
void parseYaml(const QByteArray &text, TreeBuilder &builder);
void parseJson(const QByteArray &text, TreeBuilder &builder);

} // namespace stratoplan::yaml
