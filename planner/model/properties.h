// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/text.h"
#include "planner/model/elements.h"

#include <QVariant>

#include <functional>

namespace stratoplan {

/// What a property holds, and what its value is as a QVariant.
enum class ValueType
{
    Integer, ///< int
    Real, ///< double
    Text, ///< QString
    Truth, ///< bool
    Word ///< QString, one of `words`
};

/// Where people look for a property.
enum class PropertyGroup
{
    Compute,
    Traffic,
    Failures,
    Settings,
    Connection,
    Batches,
    Network
};

/// One word that a property may hold, and what people read for it (empty = the word).
struct PropertyWord
{
    QString word;
    Text label;
};

/// A property of an element that is one Field of it: one name, one range, one way to read and write
/// it, for the inspector and for the command line.
struct PropertyRow
{
    /// Stable; with the unit at its end where it is not the usual one ("durationMs").
    QString name;
    PropertyGroup group = PropertyGroup::Compute;
    ValueType type = ValueType::Integer;
    std::optional<double> least;
    std::optional<double> most;
    /// Of a Word; none = what the catalogue knows (runtimes).
    QList<PropertyWord> words;
    /// A template holds it too; others live in design files only.
    bool isInTemplate = false;
    /// What people read beside it; empty = it is none of those that the inspector shows.
    Text label;
    Text unit; ///< "MB"
    Text assumed; ///< while nothing is stated
    Text hint;

    /// The element is of the kind that the row is for.
    std::function<Field<QVariant>(const Element &)> read;
    std::function<void(Element &, const Field<QVariant> &)> write;
};

/// The tables, in the order in which people read them. Ranges of functions are the quotas of AWS
/// Lambda.
const QList<PropertyRow> &functionRows();
const QList<PropertyRow> &serviceRows();
const QList<PropertyRow> &connectionRows();
const QList<PropertyRow> &gatewayRows();
const QList<PropertyRow> &endpointRows();
const QList<PropertyRow> &subnetRows();
const QList<PropertyRow> &zoneRows();

/// The rows for an element's kind; none for kinds without.
const QList<PropertyRow> &rowsOf(const Element &element);

} // namespace stratoplan
