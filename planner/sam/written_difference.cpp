// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/written_difference.h"

namespace stratoplan::sam {

namespace {

/// The items of a list; the statements of a policy each by itself.
QList<Part> itemsOf(const Part &list)
{
    QList<Part> items;
    if (list.isMap())
        return items;
    for (const Part &item : list.items()) {
        const qsizetype statement = item.keys().indexOf(QStringLiteral("Statement"));
        if (item.isMap() && item.keys().size() == 1 && statement == 0)
            items.append(item.items().at(statement).items());
        else
            items.append(item);
    }
    return items;
}

class Comparison
{
public:
    Comparison(const QString &resource, QList<WrittenStep> &steps)
        : m_resource(resource)
        , m_steps(steps)
    {
    }

    void compare(const QStringList &path, const Part &before, const Part &after)
    {
        if (before == after)
            return;
        const bool isList = before.isList() || after.isList();
        // A value of another form is a new one.
        if (before.isScalar() || after.isScalar() || (isList && isFilledMap(before, after))) {
            if (!before.isEmpty())
                note(path, false, false, before);
            if (!after.isEmpty())
                note(path, false, true, after);
        } else if (isList) {
            compareItems(path, itemsOf(before), itemsOf(after));
        } else {
            compareKeys(path, before, after);
        }
    }

private:
    static bool isFilledMap(const Part &before, const Part &after)
    {
        return (before.isMap() && !before.isEmpty()) || (after.isMap() && !after.isEmpty());
    }

    void note(const QStringList &path, bool isItem, bool isAdded, const Part &value)
    {
        m_steps.append({m_resource, path, isItem, isAdded, value});
    }

    void compareItems(const QStringList &path, const QList<Part> &before, const QList<Part> &after)
    {
        for (const Part &item : before) {
            if (!after.contains(item))
                note(path, true, false, item);
        }
        for (const Part &item : after) {
            if (!before.contains(item))
                note(path, true, true, item);
        }
    }

    void compareKeys(const QStringList &path, const Part &before, const Part &after)
    {
        const bool isVariables = !path.isEmpty() && path.back() == QLatin1String("Variables");
        for (qsizetype i = 0; i < before.keys().size(); ++i) {
            const QString &key = before.keys().at(i);
            const Part &value = before.items().at(i);
            if (after.has(key) || value.isEmpty() || (isVariables && after.items().contains(value)))
                continue;
            if (value.isMap() && !path.contains(QStringLiteral("Events")))
                compare(path + QStringList{key}, value, Part());
            else if (value.isList())
                compare(path + QStringList{key}, value, Part::list());
            else
                note(path + QStringList{key}, false, false, value);
        }
        for (qsizetype i = 0; i < after.keys().size(); ++i) {
            const QString &key = after.keys().at(i);
            const Part &value = after.items().at(i);
            const qsizetype known = before.keys().indexOf(key);
            if (isVariables && before.items().contains(value))
                continue;
            if (known >= 0) {
                compare(path + QStringList{key}, before.items().at(known), value);
            } else if (value.isMap() && !path.contains(QStringLiteral("Events"))) {
                // The template may have the mapping already, with other keys.
                compare(path + QStringList{key}, Part(), value);
            } else if (value.isList()) {
                compare(path + QStringList{key}, Part::list(), value);
            } else {
                note(path + QStringList{key}, false, true, value);
            }
        }
    }

    QString m_resource;
    QList<WrittenStep> &m_steps;
};

} // namespace

WrittenDifference difference(const Writing &before, const Writing &after)
{
    QHash<QString, const Writing::Resource *> known;
    for (const Writing::Resource *resource : before.resources())
        known.insert(resource->id, resource);
    WrittenDifference found;
    for (const Writing::Resource *resource : after.resources()) {
        const Writing::Resource *other = known.value(resource->id);
        if (other && other->type == resource->type && other->owner == resource->owner) {
            Comparison(resource->id, found.steps)
                .compare({}, other->properties, resource->properties);
        } else {
            found.resources.push_back(*resource);
        }
    }
    for (qsizetype i = 0; i < after.parameters.keys().size(); ++i) {
        const QString &key = after.parameters.keys().at(i);
        if (!before.parameters.has(key))
            found.parameters.set(key, after.parameters.items().at(i));
    }
    for (const Problem &problem : after.problems) {
        if (!before.problems.contains(problem))
            found.problems.append(problem);
    }
    return found;
}

} // namespace stratoplan::sam
