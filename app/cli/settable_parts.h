// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How values of fields are read from and written as text.

#include "app/cli/settable.h"
#include "planner/model/properties.h"

#include <QCoreApplication>

namespace stratoplan::cli {

inline QString words(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// What a field may hold.
struct Range
{
    std::optional<double> least;
    std::optional<double> most;

    QString toText() const
    {
        if (least && most)
            return words("%1 to %2").arg(number(*least), number(*most));
        return least ? words("%1 or more").arg(number(*least)) : words("a number");
    }
    bool holds(double value) const
    {
        return (!least || value >= *least) && (!most || value <= *most);
    }
};

template <class T>
struct AsText
{
    static QString of(const T &value) { return QVariant::fromValue(value).toString(); }
    static std::optional<T> from(const QString &text)
    {
        if constexpr (std::is_same_v<T, QString>) {
            return text;
        } else if constexpr (std::is_same_v<T, bool>) {
            if (text == QLatin1String("true") || text == QLatin1String("yes"))
                return true;
            if (text == QLatin1String("false") || text == QLatin1String("no"))
                return false;
            return std::nullopt;
        } else {
            bool ok = false;
            const auto value = QVariant(text).toDouble(&ok);
            if (!ok || !(value > -1e15 && value < 1e15)
                || (std::is_integral_v<T> && value != static_cast<double>(qRound64(value))))
                return std::nullopt;
            return static_cast<T>(value);
        }
    }
    static double number(const T &value)
    {
        if constexpr (std::is_arithmetic_v<T>)
            return static_cast<double>(value);
        else
            return 0;
    }
};
template <class Unit, class Number>
struct AsText<Quantity<Unit, Number>>
{
    static QString of(const Quantity<Unit, Number> &value)
    {
        return AsText<Number>::of(value.value);
    }
    static std::optional<Quantity<Unit, Number>> from(const QString &text)
    {
        const std::optional<Number> number = AsText<Number>::from(text);
        return number ? std::optional(Quantity<Unit, Number>(*number)) : std::nullopt;
    }
    static double number(const Quantity<Unit, Number> &value)
    {
        return static_cast<double>(value.value);
    }
};

template <class T>
QString fieldText(const Field<T> &field)
{
    return field.value ? AsText<T>::of(*field.value) : field.expression;
}

/// The field that a text states ("none" = nothing), or what is wrong with the text.
template <class T>
tl::expected<Field<T>, QString> fieldFrom(const QString &text, const QString &values,
                                          const Range &range, const QStringList &choices)
{
    if (text == QLatin1String("none"))
        return Field<T>();
    const std::optional<T> value = AsText<T>::from(text);
    const bool isChoice = choices.isEmpty() || choices.contains(text);
    if (!value || !isChoice || !range.holds(AsText<T>::number(*value)))
        return tl::unexpected(words("\"%1\" is not %2").arg(text, values));
    return Field<T>(*value);
}

/// What the row of a table makes of an element. `known` are the words of a Word that the table
/// leaves to the catalogue.
Settable rowSettable(const PropertyRow &row, ElementId id, const QStringList &known = {});

} // namespace stratoplan::cli
