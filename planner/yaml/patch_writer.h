// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: turns what a patch means into changes of the text. Values stand in
// patch_writer.cpp, entries of block collections in patch_writer_block.cpp, those in brackets in
// patch_writer_brackets.cpp.

#include "planner/yaml/lines.h"
#include "planner/yaml/scalar_text.h"

namespace stratoplan::yaml {

class PatchWriter
{
public:
    explicit PatchWriter(const Patch &patch);

    Expected<std::vector<TextEdit>> write();

private:
    using Collection = Patch::Collection;
    using Insertion = Patch::Insertion;

    static Around aroundOf(Node collection);
    static QByteArray joined(const std::vector<QByteArray> &lines, const QByteArray &lineBreak);

    // Entries and items alike.
    static Node beginOf(Node collection, int entry);
    static size_t endOf(Node collection, int entry);
    /// The line begin from which an entry and the comments at its indentation stand.
    size_t firstLine(Node collection, int entry) const;
    /// First byte behind the last line of an entry of a block collection and of the deeper comments
    /// below it.
    size_t behindLines(Node collection, int entry) const;
    bool isSeparatedByBlankLines(Node collection) const;

    void refuse(const char *code, Node node, Text what, Text remedy);
    void noPlace(Node node);
    /// Refuses what an alias would change elsewhere too.
    bool isShared(Node node);
    void put(size_t begin, size_t end, QByteArray text);

    void writeRewriting(Node scalar, const Patch::Rewriting &rewriting);
    void writeValue(Node node, const NewValue &value);
    bool writeScalar(Node node, const NewValue &value, Around around);
    void writeBlockValue(Node node, const NewValue &value);
    void writeItemValue(Node node, const NewValue &value);
    /// First byte behind the colon of an entry; nothing where the key is not a simple one.
    std::optional<size_t> behindColon(Node key) const;

    void writeCollection(Node node, const Collection &collection);
    NewValue remaining(const Collection &collection, bool isMapping) const;
    void writeBlockInsertion(Node node, int place, const std::vector<Insertion> &insertions);
    void writeBlockRemovals(Node node, const std::set<int> &removed);
    void writeFlowInsertion(Node node, int place, const std::vector<Insertion> &insertions);
    void writeFlowRemovals(Node node, const std::set<int> &removed);
    std::vector<QByteArray> blockLines(Node node, const Insertion &insertion) const;
    QByteArray flowEntry(Node node, const Insertion &insertion, const QByteArray &indentation,
                         bool onLines) const;
    QByteArray unitOf(Node node) const;
    bool isOnLines(Node node) const;

    const Patch &m_patch;
    const Tree &m_tree;
    const QByteArray &m_text;
    Lines m_lines;
    Manner m_manner;
    std::set<int> m_aliased; ///< nodes that an alias stands for
    std::vector<TextEdit> m_edits;
    Problems m_problems;
};

} // namespace stratoplan::yaml
