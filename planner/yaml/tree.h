// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace stratoplan::yaml {

enum class Kind
{
    Scalar,
    Sequence,
    Mapping,
    Alias
};

/// How a node is written. Json: a node of a JSON text (scalars, arrays and objects alike).
enum class Style
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
    Block,
    Flow,
    Json
};

/// Bytes [begin, end) of the source text.
struct Span
{
    size_t begin = 0;
    size_t end = 0;

    size_t size() const { return end - begin; }
    bool operator==(const Span &) const = default;
};

/// What a text may have at most; more is a problem ("yaml.limit"), never an endless run. The tree
/// keeps aliases as they are; still depth and number count what they stand for, so that a walk
/// through resolved() ends soon and not deep, whatever the text.
struct Limits
{
    size_t bytes = size_t{16} * 1024 * 1024;
    /// Collections inside each other, also through aliases.
    int depth = 100;
    size_t nodes = 1'000'000;
    /// Of one decoded scalar.
    size_t scalarBytes = size_t{1024} * 1024;
    /// Nodes that all aliases together stand for.
    size_t aliasedNodes = 1'000'000;
};

class Tree;

/// A handle on one node of a Tree; valid as long as the tree. The default handle is no node: every
/// question to it has an empty answer, so that look-ups can be chained.
class Node
{
public:
    Node() = default;

    bool isValid() const { return m_tree != nullptr; }
    explicit operator bool() const { return isValid(); }

    Kind kind() const;
    Style style() const;
    bool isScalar() const { return isValid() && kind() == Kind::Scalar; }
    bool isSequence() const { return isValid() && kind() == Kind::Sequence; }
    bool isMapping() const { return isValid() && kind() == Kind::Mapping; }
    /// An empty plain scalar, `~` or `null` (JSON: null).
    bool isNull() const;
    /// A scalar in quotes or a block scalar: text, whatever it looks like (JSON: a string).
    bool isQuoted() const;

    /// Tag as people write it: "!Ref", "!GetAtt", "!!str"; in full where a %TAG directive made it
    /// ("tag:example.com,2000:thing"); empty when there is none.
    QByteArray tag() const;
    /// Name of the anchor ("&name") or of the alias ("*name"); empty when there is none.
    QByteArray anchor() const;
    /// Decoded content of a scalar, UTF-8; empty for other kinds.
    QByteArray scalar() const;
    /// The same without a copy; valid as long as the tree.
    QByteArrayView scalarView() const;
    /// The same as text.
    QString text() const;

    /// The node itself, from its tag or anchor to its last byte; block collections end after their
    /// last child, without the comments and blank lines that follow. A block scalar ends behind the
    /// line break of its last line (with `+` behind the blank lines that it keeps). A value that is
    /// not written is an empty span behind the `:` or `-`, or behind its key.
    Span span() const;
    /// The content without tag and anchor: for a quoted scalar with its quotes, for a block scalar
    /// from its `|` or `>`.
    Span contentSpan() const;
    /// Comment lines directly above the node's first line, whole lines with their breaks, without a
    /// blank line between; empty span if none.
    Span commentsAbove() const;
    /// A comment at the end of the node's first line, from its `#`; empty span if none.
    Span commentBeside() const;
    /// Line and column of span().begin, from 1; columns count characters.
    int line() const;
    int column() const;
    /// Columns before the first key or dash of a block collection; of other nodes, of their line.
    int indentation() const;

    /// Items of a sequence, entries of a mapping; 0 for scalars.
    int size() const;
    /// i-th item of a sequence, or value of the i-th entry of a mapping.
    Node at(int i) const;
    /// Key of the i-th entry of a mapping.
    Node keyAt(int i) const;
    /// Value of the first entry whose key is this scalar; no node when there is none.
    Node operator[](QByteArrayView key) const;
    /// The key node of that entry.
    Node keyOf(QByteArrayView key) const;
    bool has(QByteArrayView key) const { return keyOf(key).isValid(); }

    /// The node an alias stands for; the node itself when it is none. Never an alias, never a node
    /// that this one stands in.
    Node resolved() const;
    /// The collection it stands in (for keys and values: the mapping); no node for the root.
    Node parent() const;

    /// Number of the node in its tree, in order of the text.
    int index() const { return m_index; }
    const Tree *tree() const { return m_tree; }

    bool operator==(const Node &) const = default;

private:
    friend class Tree;
    Node(const Tree *tree, int index)
        : m_tree(tree)
        , m_index(index)
    {
    }
    const Tree *m_tree = nullptr;
    int m_index = -1;
};

/// A YAML or JSON text with the exact place of everything in it. Nothing is interpreted: scalars
/// keep their text, duplicate keys are all there, merge keys ("<<") are ordinary keys.
class Tree
{
public:
    Tree();
    ~Tree();
    Tree(Tree &&) noexcept;
    Tree &operator=(Tree &&) noexcept;

    const QByteArray &text() const;
    /// True for a text that was read as JSON.
    bool isJson() const;
    /// The root node; no node for an empty document.
    Node root() const;
    int nodeCount() const;
    Node node(int index) const;
    /// Every alias, in order of the text.
    std::vector<Node> aliases() const;
    /// Duplicate keys: one problem for each repetition ("yaml.duplicate-key"), with both places, in
    /// order of the text; at most 100.
    const Problems &warnings() const;
    /// Line and column, from 1 and in characters, of a byte of the text.
    std::pair<int, int> position(size_t byte) const;

private:
    friend class Node;
    friend class TreeBuilder;
    struct Data;
    std::unique_ptr<Data> m_data;
};

/// Reads a text. JSON is told from the first character that is no white space and no BOM: `{` or
/// `[` that parses as JSON; all else is YAML (a flow mapping in YAML begins with `{` too). Only the
/// first problem is told: "yaml.syntax" (JSON's faults too), "yaml.limit" for a limit that is
/// passed, "yaml.several-documents" for a second document, "yaml.encoding" for what is not UTF-8 or
/// not allowed in a text, "yaml.undefined-alias" and "yaml.cyclic-alias". `file` is what problems
/// call the text.
Expected<Tree> parse(const QByteArray &text, const QString &file, const Limits &limits = {});

} // namespace stratoplan::yaml
