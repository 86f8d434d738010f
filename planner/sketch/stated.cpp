// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/stated.h"

#include "planner/catalog/behaviour.h"

#include <QLocale>

namespace stratoplan::sketch {

namespace {

/// A property of one element, wherever its name comes from.
struct Statable
{
    QString name;
    ValueType type = ValueType::Text;
    std::optional<double> least;
    std::optional<double> most;
    QStringList words;
    std::function<Field<QVariant>(const Element &)> read;
    std::function<void(Element &, const Field<QVariant> &)> write;
};

Statable ofRow(const PropertyRow &row, const catalog::Catalog &catalog)
{
    Statable made{row.name, row.type, row.least, row.most, {}, row.read, row.write};
    for (const PropertyWord &word : row.words)
        made.words.append(word.word);
    if (row.name == QLatin1String("runtime")) {
        for (const catalog::Runtime &runtime : catalog.runtimes())
            made.words.append(runtime.id);
    }
    return made;
}

ValueType typeOf(const catalog::FieldSpec &spec)
{
    if (spec.type == QLatin1String("int"))
        return ValueType::Integer;
    if (spec.type == QLatin1String("real"))
        return ValueType::Real;
    return spec.type == QLatin1String("bool") ? ValueType::Truth : ValueType::Text;
}

Statable ofField(const catalog::FieldSpec &spec)
{
    Statable made;
    made.name = spec.key;
    made.type = typeOf(spec);
    made.least = spec.minimum;
    made.most = spec.maximum;
    made.words = spec.choices;
    made.read = [key = spec.key](const Element &element) {
        return std::get<Service>(element).properties.value(key);
    };
    made.write = [key = spec.key](Element &element, const Field<QVariant> &value) {
        QMap<QString, Field<QVariant>> &properties = std::get<Service>(element).properties;
        if (value.isUnset())
            properties.remove(key);
        else
            properties.insert(key, value);
    };
    return made;
}

Statable label()
{
    Statable made;
    made.name = QStringLiteral("label");
    made.read = [](const Element &element) {
        const QString &text = common(element).label;
        return text.isEmpty() ? Field<QVariant>() : Field<QVariant>(QVariant(text));
    };
    made.write = [](Element &element, const Field<QVariant> &value) {
        common(element).label = value.valueOr(QVariant()).toString();
    };
    return made;
}

QList<Statable> statablesOf(const Element &element, const catalog::Catalog &catalog)
{
    QList<Statable> all;
    if (const auto *service = std::get_if<Service>(&element)) {
        if (const catalog::ServiceKind *kind = catalog::kindOf(*service, catalog)) {
            for (const catalog::FieldSpec &spec : kind->fields)
                all.append(ofField(spec));
        }
    }
    for (const PropertyRow &row : rowsOf(element))
        all.append(ofRow(row, catalog));
    if (!std::holds_alternative<Connection>(element))
        all.append(label());
    return all;
}

const Statable *named(const QList<Statable> &all, const QString &name)
{
    for (const Statable &one : all) {
        if (one.name.compare(name, Qt::CaseInsensitive) == 0)
            return &one;
    }
    const Statable *found = nullptr;
    for (const Statable &one : all) {
        for (const char *unit : {"Ms", "Mb", "S", "Days", "PerS", "Kb", "GbMonth"}) {
            if (one.name.compare(name + QLatin1String(unit), Qt::CaseInsensitive) != 0)
                continue;
            if (found)
                return nullptr;
            found = &one;
        }
    }
    return found;
}

std::optional<QVariant> numberFrom(const Statable &statable, const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    const bool isWhole = value == static_cast<double>(qRound64(value));
    if (!ok || (statable.least && value < *statable.least)
        || (statable.most && value > *statable.most) || !(value > -1e15 && value < 1e15)
        || (statable.type == ValueType::Integer && !isWhole))
        return std::nullopt;
    return statable.type == ValueType::Integer ? QVariant(qRound64(value)) : QVariant(value);
}

std::optional<QVariant> valueFrom(const Statable &statable, const QString &text)
{
    if (!statable.words.isEmpty() && !statable.words.contains(text))
        return std::nullopt;
    switch (statable.type) {
    case ValueType::Integer:
    case ValueType::Real:
        return numberFrom(statable, text);
    case ValueType::Truth:
        if (text == QLatin1String("yes") || text == QLatin1String("true"))
            return QVariant(true);
        if (text == QLatin1String("no") || text == QLatin1String("false"))
            return QVariant(false);
        return std::nullopt;
    case ValueType::Text:
    case ValueType::Word:
        break;
    }
    return QVariant(text);
}

Text remedyFor(const Statable &statable)
{
    if (!statable.words.isEmpty())
        return {STRATOPLAN_TEXT("Sketch", "Write one of {words}"),
                {{QStringLiteral("words"), statable.words}}};
    if (statable.type == ValueType::Truth)
        return {STRATOPLAN_TEXT("Sketch", "Write yes or no"), {}};
    const QVariant least = statable.least ? QVariant(*statable.least) : QVariant();
    if (statable.least && statable.most)
        return {STRATOPLAN_TEXT("Sketch", "Write a number from {least} to {most}"),
                {{QStringLiteral("least"), least}, {QStringLiteral("most"), *statable.most}}};
    if (statable.least)
        return {STRATOPLAN_TEXT("Sketch", "Write a number from {least} up"),
                {{QStringLiteral("least"), least}}};
    return {STRATOPLAN_TEXT("Sketch", "Write a number"), {}};
}

QString textOf(const QVariant &value)
{
    if (value.typeId() == QMetaType::Bool)
        return value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    if (value.typeId() == QMetaType::Double)
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    return value.toString();
}

} // namespace

std::optional<Misstatement> state(Element &element, const QString &name,
                                  const std::optional<QString> &value,
                                  const catalog::Catalog &catalog)
{
    const QList<Statable> all = statablesOf(element, catalog);
    const Statable *statable = named(all, name);
    if (!statable) {
        QStringList names;
        for (const Statable &one : all)
            names.append(one.name);
        return Misstatement{"sketch.unknown-setting",
                            {STRATOPLAN_TEXT("Sketch", "“{name}” is nothing that can be set here"),
                             {{QStringLiteral("name"), name}}},
                            names.isEmpty()
                                ? Text{STRATOPLAN_TEXT("Sketch", "Leave it out"), {}}
                                : Text{STRATOPLAN_TEXT("Sketch", "Write one of {words}"),
                                       {{QStringLiteral("words"), names}}}};
    }
    // "none" is also a choice of its own.
    const QString given = value.value_or(QStringLiteral("none"));
    if (!value && !statable->words.contains(given)) {
        statable->write(element, {});
        return std::nullopt;
    }
    const std::optional<QVariant> read = valueFrom(*statable, given);
    if (!read) {
        return Misstatement{
            "sketch.bad-setting",
            {STRATOPLAN_TEXT("Sketch", "{name} cannot be “{value}”"),
             {{QStringLiteral("name"), statable->name}, {QStringLiteral("value"), given}}},
            remedyFor(*statable)};
    }
    statable->write(element, Field<QVariant>(*read));
    return std::nullopt;
}

QList<std::pair<QString, QString>> statedOf(const Element &element, const catalog::Catalog &catalog)
{
    QList<std::pair<QString, QString>> stated;
    for (const Statable &one : statablesOf(element, catalog)) {
        const Field<QVariant> field = one.read(element);
        if (field.value)
            stated.append({one.name, textOf(*field.value)});
    }
    return stated;
}

} // namespace stratoplan::sketch
