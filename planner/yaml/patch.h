// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/yaml/tree.h"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace stratoplan::yaml {

/// Bytes [begin, end) of a text and what stands there instead.
struct TextEdit
{
    size_t begin = 0;
    size_t end = 0;
    QByteArray text;

    bool operator==(const TextEdit &) const = default;
};

/// A value that is to be written: what it is, not how it is written.
struct NewValue
{
    enum class Kind
    {
        Text, ///< read again as this very text, whatever it looks like
        Literal, ///< a number, a boolean or null, as it is
        Sequence,
        Mapping
    };

    Kind kind = Kind::Text;
    /// Tag as people write it ("!Ref"); not in JSON, which has none.
    QByteArray tag;
    /// UTF-8; of Text and Literal.
    QByteArray scalar;
    /// Items of a sequence, values of a mapping.
    std::vector<NewValue> items;
    /// Keys of a mapping, in the order of `items`.
    std::vector<QByteArray> keys;

    static NewValue text(const QString &text, QByteArray tag = {});
    static NewValue literal(QByteArray literal);
    static NewValue number(qint64 number);
    static NewValue boolean(bool value);
    static NewValue sequence(std::vector<NewValue> items);
    static NewValue mapping(std::vector<std::pair<QByteArray, NewValue>> entries = {});

    /// The node as a value that can be written elsewhere; aliases become what they stand for.
    static NewValue of(Node node);

    bool isCollection() const { return kind == Kind::Sequence || kind == Kind::Mapping; }
    bool operator==(const NewValue &) const = default;
};

/// What is to be changed in a text, by nodes of its tree. Nothing is written before edits() or
/// prove(); the tree must outlive it. Positions and nodes are those of the tree as it is,
/// whatever else the patch does.
class Patch
{
public:
    explicit Patch(const Tree &tree, QString file = {});

    /// Any value but the root, or a key (then the new value is a scalar).
    void setValue(Node node, NewValue value);
    /// Replaces parts of a scalar's source text, so that it then reads `decoded`.
    void rewrite(Node scalar, std::vector<TextEdit> parts, const QByteArray &decoded);
    /// Puts an entry before the entry of that number; -1 = where it is written best. In a mapping
    /// order means nothing: an entry never goes behind the last line of a file without a final
    /// line end, nor behind the last entry in brackets over several lines, so that no other line
    /// changes.
    void insertEntry(Node mapping, int before, const QByteArray &key, NewValue value);
    void removeEntry(Node mapping, int entry);
    /// Puts an item before the item of that number; -1 = where it is written best.
    void insertItem(Node sequence, int before, NewValue value);
    void removeItem(Node sequence, int item);

    bool isEmpty() const;
    /// Numbers of the first and the last node that something is asked of; nothing when it is empty.
    std::optional<std::pair<int, int>> changedNodes() const;
    const Tree &tree() const { return *m_tree; }
    const QString &file() const { return m_file; }

private:
    friend class PatchWriter;
    friend class Prover;

    struct Insertion
    {
        QByteArray key; ///< of an entry
        NewValue value;
    };
    struct Collection
    {
        std::map<int, std::vector<Insertion>> inserted; ///< by the place they stand before
        std::set<int> removed;
    };
    struct Rewriting
    {
        std::vector<TextEdit> parts;
        QByteArray decoded;
    };
    int placeOf(Node collection, int before) const;

    const Tree *m_tree;
    QString m_file;
    std::map<int, NewValue> m_values; ///< by the node's number
    std::map<int, Rewriting> m_rewritings;
    std::map<int, Collection> m_collections;
};

/// The changes of the text, in its order and without overlap. They take indentation, quotes, line
/// ends and the block, flow or JSON style of what stands around them, and leave every other byte.
/// Comment lines directly above a removed entry, at its indentation, go with it.
///
/// Refused: a change behind an anchor that an alias uses elsewhere too ("yaml.shared-node"), one
/// that this text has no place for ("yaml.no-place").
Expected<std::vector<TextEdit>> edits(const Patch &patch);

/// The text with the edits made; they are in order and do not overlap.
QByteArray apply(const QByteArray &text, const std::vector<TextEdit> &edits);

/// The changed text, read again and compared with what was meant: every value that was not to
/// change is there as before (with its style, tag and anchor), every changed one is as intended.
/// Where all changes stand in one entry of a block mapping, that entry is read again: a reader that
/// begins it in the same state and ends it in the same state reads the bytes before and behind it,
/// which are the same, as it did before (see changed_entry.h). Otherwise the whole text is.
/// What cannot be proved is refused ("yaml.not-proved", or as edits() does).
Expected<QByteArray> prove(const Patch &patch);

} // namespace stratoplan::yaml
