// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/property.h"

#include <algorithm>
#include <utility>

namespace stratoplan::inspector {

namespace {

/// The same statement about two elements, which takes the same values.
bool isAlike(const Property &a, const Property &b)
{
    const auto sameChoice = [](const Choice &one, const Choice &other) {
        return one.value == other.value && one.refused == other.refused;
    };
    return a.id == b.id && a.section == b.section && a.editor == b.editor && a.unit == b.unit
        && a.minimum == b.minimum && a.maximum == b.maximum && a.required == b.required
        && std::equal(a.choices.begin(), a.choices.end(), b.choices.begin(), b.choices.end(),
                      sameChoice);
}

using Properties = QList<Property>;

/// Ticked at all, and those that are ticked at some alone.
void readTicks(const Properties &parts, const Design &design, PropertyValue &value)
{
    QVariantList everywhere = parts.first().read(design).value.toList();
    QVariantList anywhere;
    for (const Property &part : parts) {
        const QVariantList ticks = part.read(design).value.toList();
        everywhere.removeIf([&](const QVariant &tick) { return !ticks.contains(tick); });
        for (const QVariant &tick : ticks) {
            if (!anywhere.contains(tick))
                anywhere.append(tick);
        }
    }
    anywhere.removeIf([&](const QVariant &tick) { return everywhere.contains(tick); });
    value.value = everywhere;
    value.somewhere = anywhere;
}

PropertyValue read(const Properties &parts, const Design &design)
{
    const PropertyValue first = parts.first().read(design);
    const bool same = std::all_of(parts.begin(), parts.end(), [&](const Property &part) {
        const PropertyValue other = part.read(design);
        return other.value == first.value && other.expression == first.expression;
    });
    if (same)
        return first;
    PropertyValue value;
    value.differs = true;
    if (parts.first().editor == Editor::Elements)
        readTicks(parts, design, value);
    return value;
}

/// Sets and takes back what was ticked and unticked since; what was ticked at some alone stays
/// there.
void writeTicks(const Properties &parts, Edit &edit, const QVariantList &ticked)
{
    const Expected<Design> now = edit.result();
    if (!now)
        return;
    PropertyValue before;
    readTicks(parts, *now, before);
    const QVariantList everywhere = before.value.toList();
    for (const Property &part : parts) {
        QVariantList own = part.read(*now).value.toList();
        own.removeIf([&](const QVariant &tick) {
            return everywhere.contains(tick) && !ticked.contains(tick);
        });
        for (const QVariant &tick : ticked) {
            if (!own.contains(tick))
                own.append(tick);
        }
        part.write(edit, own);
    }
}

Property together(const Properties &parts)
{
    Property all = parts.first();
    all.remark = {};
    const bool sameAssumed = std::all_of(parts.begin(), parts.end(), [&](const Property &part) {
        return part.assumed == all.assumed;
    });
    if (!sameAssumed)
        all.assumed.clear();
    all.read = [parts](const Design &design) { return inspector::read(parts, design); };
    if (all.editor == Editor::Elements) {
        all.write = [parts](Edit &edit, const QVariant &value) {
            writeTicks(parts, edit, value.toList());
        };
    } else {
        all.write = [parts](Edit &edit, const QVariant &value) {
            for (const Property &part : parts)
                part.write(edit, value);
        };
    }
    return all;
}

} // namespace

QList<Property> sharedProperties(const QList<ElementId> &ids, const Design &design,
                                 const catalog::Catalog &catalog)
{
    Q_ASSERT(!ids.isEmpty());
    Properties firsts = propertiesOf(ids.first(), design, catalog);
    if (ids.size() == 1)
        return firsts;
    firsts.removeIf([](const Property &property) { return property.ofOneAlone; });
    QList<Properties> shared;
    for (const Property &property : std::as_const(firsts))
        shared.append(Properties{property});
    for (const ElementId id : ids.sliced(1)) {
        const Properties own = propertiesOf(id, design, catalog);
        QList<Properties> still;
        for (Properties &parts : shared) {
            const auto found = std::find_if(own.begin(), own.end(), [&](const Property &property) {
                return isAlike(property, parts.first());
            });
            if (found == own.end())
                continue;
            parts.append(*found);
            still.append(std::move(parts));
        }
        shared = std::move(still);
    }
    Properties all;
    for (const Properties &parts : std::as_const(shared))
        all.append(together(parts));
    return all;
}

} // namespace stratoplan::inspector
