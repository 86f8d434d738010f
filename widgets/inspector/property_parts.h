// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/properties.h"
#include "widgets/inspector/property.h"

#include <QCoreApplication>

namespace stratoplan::inspector {

/// The room's texts, in one context for translators.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Inspector)
};

enum class Section
{
    Compute,
    Placement,
    Traffic,
    Failures,
    Settings,
    Connection,
    Batches,
    Network
};
QString titleOf(Section section);

Property part(const char *id, Section section, const QString &label, Editor editor,
              const QString &unit = {});

/// The property that a row of a table is at an element.
Property rowProperty(const PropertyRow &row, ElementId id);
/// Those of the rows that are shown, of one group.
QList<Property> rowProperties(const QList<PropertyRow> &rows, PropertyGroup group, ElementId id);

/// Ids as a QVariant that an Editor::Elements holds.
QVariant idsToVariant(const QList<ElementId> &ids);
QList<ElementId> idsFromVariant(const QVariant &value);

/// The subnets of the design to tick; read and write are the caller's.
Property subnetsProperty(const Design &design, const QString &section);

/// "yes" and "no", with nothing stated as the third.
QList<Choice> yesOrNo();

} // namespace stratoplan::inspector
