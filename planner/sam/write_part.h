// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/yaml/tree.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace stratoplan::sam {

/// A part of a template that is being written: a scalar on one line, a list or a map whose keys
/// stay in the order in which they were set.
class Part
{
public:
    /// An empty map.
    Part() = default;

    /// Text, quoted where YAML needs it.
    static Part text(const QString &text);
    static Part text(const char *text) { return Part::text(QString::fromLatin1(text)); }
    static Part number(qint64 number);
    static Part real(double number);
    static Part boolean(bool value);
    /// YAML on one line that stays as it is: "!Ref Orders".
    static Part raw(const QByteArray &yaml);
    static Part list(const QList<Part> &items = {});
    static Part texts(const QStringList &texts);
    /// A node of a parsed text; its tags and anchors are left out.
    static Part of(yaml::Node node);

    static Part ref(const QString &id) { return raw("!Ref " + id.toUtf8()); }
    static Part attribute(const QString &id, const QString &name);
    /// Fn::Sub of a text with "${...}".
    static Part sub(const QString &text);

    bool isMap() const { return m_kind == Kind::Map; }
    bool isList() const { return m_kind == Kind::List; }
    bool isScalar() const { return m_kind == Kind::Scalar; }
    /// A map or list without entries.
    bool isEmpty() const { return m_kind != Kind::Scalar && m_items.isEmpty(); }
    bool has(const QString &key) const { return m_keys.contains(key); }
    bool operator==(const Part &other) const = default;

    /// Sets a key of a map; a key that is there keeps its place.
    Part &set(const QString &key, Part value);
    Part &set(const char *key, Part value)
    {
        return set(QString::fromLatin1(key), std::move(value));
    }
    void remove(const QString &key);
    /// The value of a key, an empty map when it was not there. The reference holds until the next
    /// change of this part.
    Part &operator[](const QString &key);
    Part &operator[](const char *key) { return (*this)[QString::fromLatin1(key)]; }
    /// The same along keys joined by dots: "SecretRotation.Enabled".
    Part &at(const QString &path);
    /// Appends to a list; an empty map becomes one.
    Part &append(Part item);

    const QByteArray &scalar() const { return m_scalar; }
    const QStringList &keys() const { return m_keys; }
    const QList<Part> &items() const { return m_items; }

    /// A comment for the lines above it.
    QString comment;

private:
    enum class Kind
    {
        Scalar,
        List,
        Map
    };
    Kind m_kind = Kind::Map;
    QByteArray m_scalar;
    QStringList m_keys;
    QList<Part> m_items;
};

/// The entries of a map as YAML in block style, two blanks a level.
QByteArray yamlText(const Part &map);

} // namespace stratoplan::sam
