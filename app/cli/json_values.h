// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/units.h"

#include <QDateTime>
#include <QJsonValue>

#include <optional>
#include <type_traits>

namespace stratoplan::cli {

/// The number of a quantity, unrounded; null where it is not known.
template <class Unit, class Number>
QJsonValue orNull(const std::optional<Quantity<Unit, Number>> &quantity)
{
    return quantity ? QJsonValue(quantity->value) : QJsonValue();
}
template <class Number>
requires std::is_arithmetic_v<Number> QJsonValue orNull(const std::optional<Number> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

/// Null for an empty text.
inline QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

/// ISO 8601 with milliseconds; null where there is none.
inline QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toString(Qt::ISODateWithMs)) : QJsonValue();
}

} // namespace stratoplan::cli
