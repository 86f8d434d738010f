// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/property.h"

namespace stratoplan::inspector {

/// Values as they stand in a Field, and as a QVariant that editors hold.
template <class T>
QVariant toVariant(const T &value)
{
    return QVariant::fromValue(value);
}
template <class Unit, class Number>
QVariant toVariant(const Quantity<Unit, Number> &value)
{
    return QVariant::fromValue(value.value);
}
inline QVariant toVariant(Execution value)
{
    return QString(id(value));
}

template <class T>
struct FromVariant
{
    static T of(const QVariant &value) { return value.value<T>(); }
};
template <class Unit, class Number>
struct FromVariant<Quantity<Unit, Number>>
{
    static Quantity<Unit, Number> of(const QVariant &value)
    {
        return Quantity<Unit, Number>(value.value<Number>());
    }
};
template <>
struct FromVariant<Execution>
{
    static Execution of(const QVariant &value)
    {
        return executionFromId(value.toString()).value_or(Execution::Asynchronous);
    }
};

template <class T>
PropertyValue valueOf(const Field<T> &field)
{
    return {field.value ? toVariant(*field.value) : QVariant(), field.expression, field.origin};
}

template <class T>
Field<T> fieldFrom(const QVariant &value)
{
    return value.isValid() ? Field<T>(FromVariant<T>::of(value)) : Field<T>();
}

/// Lets a property read and write one field of an element.
template <class E, class T>
void bindField(Property &property, ElementId id, Field<T> E::*member)
{
    property.read = [id, member](const Design &design) {
        const E *element = design.get<E>(id);
        return element ? valueOf(element->*member) : PropertyValue{};
    };
    property.write = [id, member](Edit &edit, const QVariant &value) {
        edit.set(id, member, fieldFrom<T>(value));
    };
}

} // namespace stratoplan::inspector
