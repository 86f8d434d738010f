// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: values of what both a design and a template hold of an element, compared and
// told.

#include "planner/model/elements.h"

#include <algorithm>
#include <functional>

namespace stratoplan::sam {

/// What a template does not say: nothing, or a documented default.
template <class T>
bool isUnsaid(const Field<T> &field)
{
    return field.origin == Origin::Default || field.isUnset();
}

/// True when two values say the same, whoever said it.
template <class T>
bool sameMeaning(const T &a, const T &b)
{
    return a == b;
}
template <class T>
bool sameMeaning(const Field<T> &a, const Field<T> &b)
{
    return (a.value == b.value && a.expression == b.expression) || (isUnsaid(a) && isUnsaid(b));
}
template <class T>
bool sameMeaning(const QList<Field<T>> &a, const QList<Field<T>> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Field<T> &x, const Field<T> &y) { return sameMeaning(x, y); });
}

/// Values as people read them; empty for nothing. Elements are called by their names.
class ValueWords
{
public:
    using NameOf = std::function<QString(ElementId)>;
    explicit ValueWords(NameOf nameOf)
        : m_nameOf(std::move(nameOf))
    {
    }

    QString of(bool value) const;
    QString of(int value) const;
    QString of(const QString &value) const { return value; }
    QString of(const QVariant &value) const;
    QString of(ElementId value) const { return m_nameOf(value); }
    QString of(Role value) const { return id(value); }
    QString of(GatewayKind value) const { return id(value); }
    QString of(EndpointKind value) const { return id(value); }
    QString of(const Route &value) const;
    QString of(const SecurityRule &value) const;
    template <class Unit, class Number>
    QString of(const Quantity<Unit, Number> &value) const
    {
        return QString::number(value.value);
    }
    template <class T>
    QString of(const Field<T> &value) const
    {
        if (isUnsaid(value))
            return {};
        return value.value ? of(*value.value) : value.expression;
    }
    template <class T>
    QString of(const QList<T> &values) const
    {
        QStringList words;
        for (const T &value : values)
            words.append(of(value));
        return words.join(QStringLiteral(", "));
    }

private:
    NameOf m_nameOf;
};

} // namespace stratoplan::sam
