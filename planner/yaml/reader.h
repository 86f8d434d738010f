// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/yaml/tree.h"

#include <QDate>
#include <QSet>

#include <functional>

namespace stratoplan::yaml {

/// Typed reading of a node for the project's own files (design files, catalogues, trees). Every
/// fault is added to one list with its place, and reading goes on, so that all faults are told at
/// once. Aliases are followed. Numbers and booleans stand without quotes; `true` and `false` are
/// the only booleans, numbers have no leading zero: what other YAML readers read differently is
/// refused.
///
///     Reader map(tree.root(), file, problems);
///     region.id = map.string("id");
///     map.optionalInteger("zones");
///     map.each("runtimes", [&](Reader item) { ... });
///     map.refuseOthers();
class Reader
{
public:
    Reader(Node node, QString file, Problems &problems);

    bool isValid() const { return m_node.isValid(); }
    Node node() const { return m_node; }
    QString file() const { return m_file; }
    Where where() const;
    Where where(Node node) const;

    // Members of a mapping. The plain forms demand the key ("yaml.missing-key") and the right type
    // ("yaml.wrong-type"); the optional ones demand the type only, and give nothing for a missing
    // key or null.
    QString string(QByteArrayView key);
    double real(QByteArrayView key);
    qint64 integer(QByteArrayView key);
    bool boolean(QByteArrayView key);
    QDate date(QByteArrayView key); ///< yyyy-MM-dd
    std::optional<QString> optionalString(QByteArrayView key);
    std::optional<double> optionalReal(QByteArrayView key);
    std::optional<qint64> optionalInteger(QByteArrayView key);
    std::optional<bool> optionalBoolean(QByteArrayView key);
    std::optional<QDate> optionalDate(QByteArrayView key);
    /// A sequence of scalars; a single scalar counts as a list of one; missing = empty.
    QStringList strings(QByteArrayView key);
    /// The member as a reader; invalid (not a problem) when it is missing.
    Reader member(QByteArrayView key);
    /// The same, but missing or null is a problem ("yaml.missing-key").
    Reader demandedMember(QByteArrayView key);
    /// Calls for each item of the sequence under the key; missing = none.
    void each(QByteArrayView key, const std::function<void(Reader)> &visit);
    /// Calls for each entry of the mapping under the key, with its key.
    void eachEntry(QByteArrayView key, const std::function<void(const QString &, Reader)> &visit);
    /// The same for this node itself.
    void eachItem(const std::function<void(Reader)> &visit);
    void eachEntry(const std::function<void(const QString &, Reader)> &visit);
    bool has(QByteArrayView key) const;

    // This node as a scalar.
    QString asString();
    double asReal();
    qint64 asInteger();
    bool asBoolean();
    QDate asDate();

    /// A problem for every key of the mapping that was not asked for ("yaml.unknown-key").
    void refuseOthers();
    /// The entries that were not asked for, as lines of a block mapping: as they are written, with
    /// the comments above and beside them and with their indentation removed (see entryText()).
    QByteArray others() const;

    void report(QString code, Text what, Text remedy = {}, Severity severity = Severity::High);
    void report(Node at, QString code, Text what, Text remedy = {},
                Severity severity = Severity::High);

private:
    /// The member, its key noted as asked for; no node when there is none.
    Node take(QByteArrayView key);
    /// The same, but it has to be there.
    Node demand(QByteArrayView key);
    template <class Value>
    std::optional<Value> converted(Node node, std::optional<Value> (*convert)(Node),
                                   const char *expected);
    template <class Value>
    std::optional<Value> itself(std::optional<Value> (*convert)(Node), const char *expected);
    void wrongType(Node at, const char *expected);

    Node m_node;
    QString m_file;
    Problems *m_problems;
    QSet<QByteArray> m_asked;
};

} // namespace stratoplan::yaml
