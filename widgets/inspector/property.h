// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/edit.h"

#include <QList>
#include <QString>
#include <QVariant>

#include <functional>
#include <optional>

namespace stratoplan::inspector {

enum class Editor
{
    Integer,
    Real,
    Text,
    Date, ///< typed as 2026-11-26
    Choice, ///< one of `choices`
    Elements, ///< ids of elements, ticked in a list of `choices`
    Memory, ///< an integer with a slider over the usual settings
    LongText,
};

struct Choice
{
    QVariant value;
    QString label;
    QString refused{}; ///< why it cannot be chosen; empty = it can
    /// Choosing it changes nothing by itself: the keyboard goes to the field of this property,
    /// where its value is typed. Empty = it is a value.
    QString typedIn{};

    bool operator==(const Choice &) const = default;
};

/// What a property holds at the moment: a value, what a template computes it from, or nothing.
struct PropertyValue
{
    QVariant value; ///< invalid = not known
    QString expression;
    Origin origin = Origin::Unset;
    bool differs = false; ///< of several elements that do not hold the same
    QVariantList
        somewhere{}; ///< of Editor::Elements: ticked at some of several elements, not at all

    bool operator==(const PropertyValue &) const = default;
};

/// One thing about an element that people may change: how it is called, read and written. Knows no
/// widget.
struct Property
{
    QString id; ///< stable, for tests: "memory"
    QString section; ///< translated title of its section
    QString label;
    QString unit;
    Editor editor = Editor::Text;
    QList<Choice> choices;
    std::optional<double> minimum;
    std::optional<double> maximum;
    bool required = false; ///< may not be left empty
    bool ofOneAlone = false; ///< no two elements can be given the same, or would be
    /// What is assumed while nothing is stated, for the empty field: "3 by default".
    QString assumed;
    QString hint;
    /// What people must know of the present value, as a line below the field; empty = nothing.
    std::function<QString(const Design &)> remark{};

    std::function<PropertyValue(const Design &)> read;
    /// An invalid value takes the statement back.
    std::function<void(Edit &, const QVariant &)> write;
};

/// Whether both are shown by the same row, whatever they read and write.
bool haveTheSameRow(const Property &one, const Property &other);

/// Everything about an element that can be changed, in the order of its sections; for no element,
/// what holds for the design as a whole.
QList<Property> propertiesOf(ElementId id, const Design &design, const catalog::Catalog &catalog);

/// What can be changed about all of these elements at once, at least one: what they have in common
/// and takes the same values. Of one element everything. Written, it is written to all of them;
/// read, it says where they differ.
QList<Property> sharedProperties(const QList<ElementId> &ids, const Design &design,
                                 const catalog::Catalog &catalog);

/// The value that a person typed, or what is wrong with it. An empty text is an invalid value: not
/// stated.
tl::expected<QVariant, QString> parsed(const Property &property, const QString &text);
/// How a value stands in its field; empty for none.
QString written(const Property &property, const QVariant &value);

// The kinds of elements, each in a file of its own.
QList<Property> functionProperties(const Function &function, const Design &design,
                                   const catalog::Catalog &catalog);
QList<Property> serviceProperties(const Service &service, const Design &design,
                                  const catalog::Catalog &catalog);
QList<Property> connectionProperties(const Connection &connection, const Design &design,
                                     const catalog::Catalog &catalog);
QList<Property> networkProperties(ElementId id, const Design &design);
QList<Property> settingsProperties(const catalog::Catalog &catalog);

} // namespace stratoplan::inspector
