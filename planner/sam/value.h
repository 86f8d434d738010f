// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/field.h"
#include "planner/yaml/tree.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace stratoplan::sam {

/// A logical id that a value names: by Ref (no attribute), by GetAtt or inside a Sub.
struct Reference
{
    QString id;
    QString attribute;

    bool operator==(const Reference &) const = default;
};

/// A property after Globals were merged and intrinsic functions evaluated as far as the template
/// allows. What deployment alone can tell stays Computed.
///
/// The default value is Missing; every question to it has an empty answer, so that look-ups can be
/// chained.
class Value
{
public:
    enum class Kind
    {
        Missing,
        Null,
        Scalar,
        List,
        Map,
        Computed
    };

    Kind kind = Kind::Missing;
    /// Scalar: the text. Computed: what is known of it, with "${...}" for each unknown part; equal
    /// expressions have equal texts, however they are written.
    QString text;
    /// Items of a List, values of a Map.
    QList<Value> items;
    /// Keys of a Map, in the order of `items`.
    QStringList keys;
    /// What a Scalar or Computed names, in order. For containers see references().
    QList<Reference> direct;
    Origin origin = Origin::Own;
    /// Where it is written: of a merged map or list, the resource's own part.
    yaml::Node node;

    bool isMissing() const { return kind == Kind::Missing; }
    /// Something is stated: neither Missing nor Null.
    bool isStated() const { return kind != Kind::Missing && kind != Kind::Null; }
    bool isScalar() const { return kind == Kind::Scalar; }
    bool isList() const { return kind == Kind::List; }
    bool isMap() const { return kind == Kind::Map; }
    bool isComputed() const { return kind == Kind::Computed; }

    /// Value of a key of a Map; Missing for other kinds and keys.
    const Value &operator[](QStringView key) const;
    /// Value at keys joined by dots; a number selects an item of a List.
    const Value &at(QStringView path) const;
    bool has(QStringView key) const { return !(*this)[key].isMissing(); }

    /// What the value adds to the text of a Computed around it: its own text, "a,b" for a List,
    /// "key=value,..." for a Map.
    QString canonical() const;
    /// The source text of an expression on one line, with short tags: "!Ref MemoryParameter".
    QString expression() const;
    /// The text of a Scalar; nothing otherwise.
    std::optional<QString> string() const;
    /// Whole number; nothing for other text.
    std::optional<int> integer() const;
    std::optional<double> real() const;
    /// true, false and the words that YAML 1.1 reads as such.
    std::optional<bool> boolean() const;
    /// The items of a List; a single Scalar or Computed counts as a list of one.
    QList<Value> list() const;

    /// Every logical id named in it, containers included, without repetitions.
    QList<Reference> references() const;

    static Value scalar(QString text, yaml::Node node = {}, Origin origin = Origin::Own);
    static Value computed(QString text, QList<Reference> references, yaml::Node node = {},
                          Origin origin = Origin::Own);
};

/// How an unknown part of a Computed's text is written: "${inner}".
QString placeholder(const QString &inner);

/// A node on one line, flow style, intrinsic functions in short form. Aliases are not followed.
QString oneLine(yaml::Node node);

} // namespace stratoplan::sam
