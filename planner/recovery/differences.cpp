// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/differences.h"

#include "planner/model/change.h"
#include "planner/model/names.h"

#include <algorithm>

namespace stratoplan::recovery {

namespace {

constexpr int longestValue = 40;

QList<FieldDifference> fieldsBetween(const QList<store::Entry> &before,
                                     const QList<store::Entry> &after)
{
    QList<FieldDifference> fields;
    QStringList keys;
    for (const QList<store::Entry> &entries : {after, before}) {
        for (const store::Entry &entry : entries) {
            if (!keys.contains(entry.key))
                keys.append(entry.key);
        }
    }
    for (const QString &key : std::as_const(keys)) {
        const FieldDifference field{key, valueAt(before, key), valueAt(after, key)};
        if (field.before != field.after)
            fields.append(field);
    }
    return fields;
}

} // namespace

QString valueAt(const QList<store::Entry> &entries, const QString &key)
{
    for (const store::Entry &entry : entries) {
        if (entry.key == key)
            return QString::fromUtf8(entry.value);
        if (key.startsWith(entry.key + QLatin1Char('.')))
            return valueAt(store::entriesOf(entry.value), key.mid(entry.key.size() + 1));
    }
    return {};
}

QList<Difference> differences(const Design &from, const Design &to)
{
    QList<Difference> all;
    const Change change = diff(from, to);
    const Names before(from);
    const Names after(to);
    for (const ElementChange &step : change.elements) {
        Difference difference;
        difference.id = step.id;
        difference.kind = kindWord(step.after ? *step.after : *step.before);
        difference.name = step.after ? after.of(step.id) : before.of(step.id);
        if (!step.before) {
            difference.fate = Fate::Added;
        } else if (!step.after) {
            difference.fate = Fate::Removed;
        } else {
            difference.fields = fieldsBetween(store::entries(*step.before, from),
                                              store::entries(*step.after, to));
        }
        all.append(difference);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Difference &a, const Difference &b) { return a.fate < b.fate; });
    if (change.settings) {
        Difference difference;
        difference.fields = fieldsBetween(store::entries(change.settings->before),
                                          store::entries(change.settings->after));
        all.append(difference);
    }
    return all;
}

QString fieldWords(const FieldDifference &field)
{
    const auto shortened = [](QString value) {
        value = value.simplified();
        if (value.isEmpty())
            return QStringLiteral("–");
        return value.size() > longestValue ? value.left(longestValue - 1) + QStringLiteral("…")
                                           : value;
    };
    return QStringLiteral("%1 %2 → %3")
        .arg(field.key, shortened(field.before), shortened(field.after));
}

} // namespace stratoplan::recovery
