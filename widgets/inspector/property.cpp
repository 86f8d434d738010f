// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/property.h"

#include "planner/base/text.h"
#include "widgets/inspector/property_parts.h"

#include <QDate>
#include <QLocale>

#include <cmath>
#include <limits>
#include <tuple>

namespace stratoplan::inspector {

namespace {

QString outOfRange(const Property &property)
{
    if (property.minimum && property.maximum) {
        return Words::tr("Give a number from %1 to %2")
            .arg(number(*property.minimum), number(*property.maximum));
    }
    if (property.minimum)
        return Words::tr("Give a number from %1 up").arg(number(*property.minimum));
    return Words::tr("Give a number up to %1").arg(number(property.maximum.value_or(0)));
}

/// A number in the person's own notation, else in the plain one.
std::optional<double> numberFrom(const QString &text)
{
    bool fits = false;
    double value = QLocale().toDouble(text, &fits);
    if (!fits)
        value = QLocale::c().toDouble(text, &fits);
    return fits && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace

tl::expected<QVariant, QString> parsed(const Property &property, const QString &text)
{
    const QString given = text.trimmed();
    if (given.isEmpty()) {
        if (property.required)
            return tl::unexpected(Words::tr("This may not be empty"));
        return QVariant();
    }
    if (property.editor == Editor::Date) {
        const QDate date = QDate::fromString(given, Qt::ISODate);
        if (!date.isValid())
            return tl::unexpected(Words::tr("Write the date as 2026-11-26"));
        return QVariant(date);
    }
    const bool whole = property.editor == Editor::Integer || property.editor == Editor::Memory;
    if (!whole && property.editor != Editor::Real)
        return QVariant(given);
    const std::optional<double> value = numberFrom(given);
    if (!value)
        return tl::unexpected(Words::tr("Give a number"));
    if ((property.minimum && *value < *property.minimum)
        || (property.maximum && *value > *property.maximum))
        return tl::unexpected(outOfRange(property));
    if (!whole)
        return QVariant(*value);
    if (*value != std::trunc(*value))
        return tl::unexpected(Words::tr("Give a whole number"));
    constexpr double most = std::numeric_limits<int>::max();
    if (std::abs(*value) > most)
        return tl::unexpected(Words::tr("Give a number up to %1").arg(number(most)));
    return QVariant(int(*value));
}

bool haveTheSameRow(const Property &one, const Property &other)
{
    const auto shown = [](const Property &property) {
        return std::tie(property.id, property.section, property.label, property.unit,
                        property.editor, property.choices, property.minimum, property.maximum,
                        property.required, property.assumed, property.hint);
    };
    return shown(one) == shown(other) && bool(one.remark) == bool(other.remark);
}

QString written(const Property &property, const QVariant &value)
{
    if (!value.isValid())
        return {};
    switch (property.editor) {
    case Editor::Integer:
    case Editor::Memory:
        return QString::number(value.toLongLong());
    case Editor::Real: {
        QString text = QLocale().toString(value.toDouble(), 'g', 10);
        return text.remove(QLocale().groupSeparator());
    }
    case Editor::Choice:
        for (const Choice &choice : property.choices) {
            if (choice.value == value)
                return choice.label;
        }
        return value.toString();
    case Editor::Date:
        return value.toDate().toString(Qt::ISODate);
    case Editor::Text:
    case Editor::LongText:
    case Editor::Elements:
        break;
    }
    return value.toString();
}

namespace {

Property nameProperty(ElementId id)
{
    Property name;
    name.id = QStringLiteral("name");
    name.section = Words::tr("General");
    name.label = Words::tr("Name");
    name.required = true;
    name.ofOneAlone = true;
    name.read = [id](const Design &design) {
        const Element *element = design.find(id);
        return PropertyValue{element ? common(*element).name : QString(), {}, Origin::Own};
    };
    name.write
        = [id](Edit &edit, const QVariant &value) { edit.rename(id, value.toString().trimmed()); };
    return name;
}

Property labelProperty(ElementId id)
{
    Property label;
    label.id = QStringLiteral("label");
    label.section = Words::tr("General");
    label.label = Words::tr("Label");
    label.assumed = Words::tr("as the name");
    label.hint = Words::tr("What the drawing shows instead of the name");
    label.ofOneAlone = true;
    label.read = [id](const Design &design) {
        const Element *element = design.find(id);
        const QString text = element ? common(*element).label : QString();
        return PropertyValue{text.isEmpty() ? QVariant() : QVariant(text), {}, Origin::User};
    };
    label.write = [id](Edit &edit, const QVariant &value) {
        if (const Element *element = edit.find(id)) {
            Element changed = *element;
            common(changed).label = value.toString();
            edit.replace(id, std::move(changed));
        }
    };
    return label;
}

} // namespace

QList<Property> propertiesOf(ElementId id, const Design &design, const catalog::Catalog &catalog)
{
    const Element *element = design.find(id);
    if (!element)
        return settingsProperties(catalog);
    if (const auto *connection = std::get_if<Connection>(element)) {
        Property label = labelProperty(id);
        label.assumed.clear();
        label.hint = Words::tr("What the drawing writes at the line");
        return connectionProperties(*connection, design, catalog) + QList<Property>{label};
    }
    QList<Property> properties;
    if (const auto *function = std::get_if<Function>(element))
        properties = functionProperties(*function, design, catalog);
    else if (const auto *service = std::get_if<Service>(element))
        properties = serviceProperties(*service, design, catalog);
    else
        properties = networkProperties(id, design);
    return properties + QList<Property>{nameProperty(id), labelProperty(id)};
}

} // namespace stratoplan::inspector
