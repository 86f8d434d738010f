// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/was.h"
#include "planner/store/fields.h"
#include "planner/store/store.h"
#include "planner/yaml/tree.h"
#include "planner/yaml/writer.h"

#include <type_traits>
#include <utility>

namespace stratoplan::store {

namespace {

using yaml::scalarText;

QByteArray valueText(const QString &value)
{
    return scalarText(value);
}

QByteArray valueText(bool value)
{
    return value ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
}

QByteArray valueText(int value)
{
    return QByteArray::number(value);
}

QByteArray valueText(double value)
{
    return scalarText(value);
}

QByteArray valueText(QDate value)
{
    return value.toString(Qt::ISODate).toLatin1();
}

template <class Unit, class Number>
QByteArray valueText(Quantity<Unit, Number> value)
{
    return valueText(value.value);
}

template <class Enum>
requires std::is_enum_v<Enum> QByteArray valueText(Enum value)
{
    return scalarText(QString(id(value)));
}

QByteArray valueText(Point point)
{
    return '[' + valueText(point.x) + ", " + valueText(point.y) + ']';
}

QByteArray valueText(Size size)
{
    return '[' + valueText(size.width) + ", " + valueText(size.height) + ']';
}

QByteArray valueText(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return valueText(value.toBool());
    case QMetaType::Int:
    case QMetaType::LongLong:
        return QByteArray::number(value.toLongLong());
    case QMetaType::Double:
        return scalarText(value.toDouble(), true);
    case QMetaType::QStringList:
    case QMetaType::QVariantList: {
        QList<QByteArray> parts;
        const QVariantList list = value.toList();
        for (const QVariant &part : list)
            parts.append(valueText(part));
        return '[' + parts.join(", ") + ']';
    }
    default:
        return scalarText(value.toString());
    }
}

/// A value that a person stated is written plainly, everything else says where it comes from.
template <class T>
QByteArray valueText(const Field<T> &field)
{
    if (field.value && field.expression.isEmpty() && field.origin == Origin::User)
        return valueText(*field.value);
    QList<QByteArray> parts;
    if (field.value)
        parts.append("value: " + valueText(*field.value));
    if (!field.expression.isEmpty())
        parts.append("expression: " + yaml::quotedText(field.expression));
    parts.append("from: " + valueText(field.origin));
    return '{' + parts.join(", ") + '}';
}

/// Visitor of fields.h that writes.
class Saver
{
public:
    Saver(yaml::Writer &writer, const Design &design)
        : m_writer(writer)
        , m_design(design)
    {
    }

    template <class T>
    void operator()(const char *key, const T &member)
    {
        if (!(member == T{}))
            put(QString::fromLatin1(key), member);
    }
    template <class T>
    void stated(const char *key, const T &member)
    {
        put(QString::fromLatin1(key), member);
    }
    template <class T>
    void required(const char *key, const T &member)
    {
        put(QString::fromLatin1(key), member);
    }
    void ownId(const char *key, ElementId id)
    {
        m_writer.entry(QString::fromLatin1(key), QByteArray::number(id.value));
    }
    void unknownKeys(const QString &lines)
    {
        // Text that came from elsewhere must not spoil the file.
        const QByteArray text = lines.toUtf8();
        const auto tree = yaml::parse(text, {});
        if (tree && tree->root().isMapping() && tree->root().style() == yaml::Style::Block)
            m_writer.raw(text);
    }

private:
    template <class T>
    void put(const QString &key, const T &value)
    {
        if constexpr (requires(Saver & saver, T & group) { fields(saver, group); }) {
            m_writer.beginMapping(key);
            putFields(value);
            m_writer.endMapping();
        } else {
            m_writer.entry(key, valueText(value));
        }
    }
    template <class T>
    void put(const QString &key, const std::optional<T> &value)
    {
        if (value)
            m_writer.entry(key, valueText(*value));
    }
    void put(const QString &key, const QString &value) { m_writer.text(key, value); }
    void put(const QString &key, ElementId value) { m_writer.entry(key, nameText(value)); }
    void put(const QString &key, const QStringList &values) { putInline(key, values); }
    void put(const QString &key, const QList<Field<QString>> &values) { putInline(key, values); }
    void put(const QString &key, const QList<Point> &values) { putInline(key, values); }
    void put(const QString &key, const QList<ElementId> &values)
    {
        QList<QByteArray> names;
        for (const ElementId value : values)
            names.append(nameText(value));
        m_writer.items(key, names);
    }
    template <class T>
    void put(const QString &key, const QList<T> &values)
    {
        m_writer.beginList(key);
        for (const T &value : values) {
            m_writer.beginItem();
            putFields(value);
            m_writer.endItem();
        }
        m_writer.endList();
    }
    template <class T>
    void put(const QString &key, const QMap<QString, T> &values)
    {
        m_writer.beginMapping(key);
        for (auto entry = values.begin(); entry != values.end(); ++entry)
            put(entry.key(), entry.value());
        m_writer.endMapping();
    }

    /// The table of fields takes what can be read into, too.
    template <class T>
    void putFields(T value)
    {
        fields(*this, value);
    }
    template <class List>
    void putInline(const QString &key, const List &values)
    {
        QList<QByteArray> parts;
        for (const auto &value : values)
            parts.append(valueText(value));
        m_writer.items(key, parts);
    }
    QByteArray nameText(ElementId id) const
    {
        const Element *element = m_design.find(id);
        return scalarText(element ? common(*element).name : QString());
    }

    yaml::Writer &m_writer;
    const Design &m_design;
};

/// What changed elements were in the template: those that it did not have by their ids, the others
/// with the names that they had there.
void writeWas(yaml::Writer &writer, const Design &design)
{
    // A design that cannot go back cannot have come from there: apply() sees to that.
    const Expected<Design> imported = asImported(design);
    Saver saver(writer, imported ? *imported : design);
    const auto &elements = design.was().elements;

    writer.space();
    writer.beginMapping(QStringLiteral("was"));
    QList<QByteArray> added;
    for (const auto &[id, element] : elements) {
        if (!element)
            added.append(QByteArray::number(id.value));
    }
    if (!added.isEmpty())
        writer.items(QStringLiteral("added"), added);
    forEachKind([&]<class T>() {
        bool isOpen = false;
        for (const auto &[id, element] : elements) {
            const T *typed = element ? std::get_if<T>(element.get()) : nullptr;
            if (!typed)
                continue;
            if (!std::exchange(isOpen, true))
                writer.beginList(sectionOf<T>());
            T shown = *typed;
            writer.beginItem();
            elementFields(saver, shown);
            writer.endItem();
        }
        if (isOpen)
            writer.endList();
    });
    writer.endMapping();
}

} // namespace

QByteArray write(const Design &design)
{
    yaml::Writer writer;
    Saver saver(writer, design);
    writer.entry(QStringLiteral("stratoplan"), QByteArray::number(formatVersion));
    Settings settings = design.settings();
    fields(saver, settings);
    writer.entry(QStringLiteral("nextId"), QByteArray::number(design.nextId().value));

    forEachKind([&]<class T>() {
        const QList<const T *> elements = design.all<T>();
        if (elements.isEmpty())
            return;
        writer.space();
        writer.beginList(sectionOf<T>());
        for (const T *element : elements) {
            T shown = *element;
            writer.beginItem();
            elementFields(saver, shown);
            writer.endItem();
        }
        writer.endList();
    });

    if (!design.was().isEmpty())
        writeWas(writer, design);

    if (!settings.unknownKeys.isEmpty()) {
        writer.space();
        saver.unknownKeys(settings.unknownKeys);
    }
    return writer.result();
}

QList<Entry> entriesOf(const QByteArray &lines)
{
    QList<Entry> entries;
    for (const QByteArray &line : lines.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const bool isInside = line.startsWith(' ') || line.startsWith('-') || colon < 0;
        if (!isInside)
            entries.append({QString::fromUtf8(line.left(colon)), line.mid(colon + 1).trimmed()});
        else if (!entries.isEmpty() && !line.isEmpty())
            entries.last().value += (entries.last().value.isEmpty() ? "" : "\n")
                + line.mid(line.startsWith("  ") ? 2 : 0);
    }
    return entries;
}

QList<Entry> entries(const Element &element, const Design &design)
{
    yaml::Writer writer;
    Saver saver(writer, design);
    std::visit(
        [&saver](auto shown) {
            shown.id = {};
            elementFields(saver, shown);
        },
        element);
    QList<Entry> all = entriesOf(writer.result());
    all.removeIf([](const Entry &entry) { return entry.key == QLatin1String("id"); });
    return all;
}

QList<Entry> entries(const Settings &settings)
{
    const Design none;
    yaml::Writer writer;
    Saver saver(writer, none);
    Settings shown = settings;
    fields(saver, shown);
    saver.unknownKeys(shown.unknownKeys);
    return entriesOf(writer.result());
}

} // namespace stratoplan::store
