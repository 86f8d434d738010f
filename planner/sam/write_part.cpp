// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_part.h"

#include "planner/yaml/writer.h"

namespace stratoplan::sam {

Part Part::text(const QString &text)
{
    return raw(yaml::scalarText(text));
}

Part Part::number(qint64 number)
{
    return raw(QByteArray::number(number));
}

Part Part::real(double number)
{
    return raw(yaml::scalarText(number));
}

Part Part::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

Part Part::raw(const QByteArray &yaml)
{
    Part part;
    part.m_kind = Kind::Scalar;
    part.m_scalar = yaml;
    return part;
}

Part Part::list(const QList<Part> &items)
{
    Part part;
    part.m_kind = Kind::List;
    part.m_items = items;
    return part;
}

Part Part::texts(const QStringList &texts)
{
    Part part = list();
    for (const QString &text : texts)
        part.append(Part::text(text));
    return part;
}

Part Part::of(yaml::Node node)
{
    const yaml::Node there = node.resolved();
    if (there.isMapping()) {
        Part map;
        for (int i = 0; i < there.size(); ++i)
            map.set(there.keyAt(i).text(), of(there.at(i)));
        return map;
    }
    if (there.isSequence()) {
        Part items = list();
        for (int i = 0; i < there.size(); ++i)
            items.append(of(there.at(i)));
        return items;
    }
    if (there.isQuoted())
        return text(there.text());
    // Numbers, true, false and null stay what they are; other plain words are texts.
    bool isNumber = false;
    there.text().toDouble(&isNumber);
    const QByteArray plain = there.scalar();
    if (isNumber || plain == "true" || plain == "false" || plain == "null")
        return raw(plain);
    return text(there.text());
}

Part Part::attribute(const QString &id, const QString &name)
{
    return raw("!GetAtt " + id.toUtf8() + '.' + name.toUtf8());
}

Part Part::sub(const QString &text)
{
    return raw("!Sub " + yaml::quotedText(text));
}

Part &Part::set(const QString &key, Part value)
{
    (*this)[key] = std::move(value);
    return *this;
}

void Part::remove(const QString &key)
{
    const qsizetype at = m_keys.indexOf(key);
    if (at < 0)
        return;
    m_keys.removeAt(at);
    m_items.removeAt(at);
}

Part &Part::operator[](const QString &key)
{
    const qsizetype at = m_keys.indexOf(key);
    if (at >= 0)
        return m_items[at];
    m_keys.append(key);
    m_items.append(Part());
    return m_items.last();
}

Part &Part::at(const QString &path)
{
    Part *part = this;
    const QStringList keys = path.split(QLatin1Char('.'));
    for (const QString &key : keys)
        part = &(*part)[key];
    return *part;
}

Part &Part::append(Part item)
{
    if (m_kind == Kind::Map && m_items.isEmpty())
        m_kind = Kind::List;
    m_items.append(std::move(item));
    return *this;
}

namespace {

void writeEntries(yaml::Writer &writer, const Part &map);

// On one line: what block style has no good form for.
QByteArray flowText(const Part &part)
{
    if (part.isScalar())
        return part.scalar();
    QByteArrayList parts;
    for (qsizetype i = 0; i < part.items().size(); ++i) {
        const QByteArray value = flowText(part.items().at(i));
        parts.append(part.isMap() ? yaml::scalarText(part.keys().at(i)) + ": " + value : value);
    }
    const QByteArray inner = parts.join(", ");
    return part.isMap() ? '{' + inner + '}' : '[' + inner + ']';
}

void writeComment(yaml::Writer &writer, const Part &part)
{
    const QStringList lines = part.comment.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines)
        writer.raw("# " + line.toUtf8() + '\n');
}

void writeItem(yaml::Writer &writer, const Part &item)
{
    writeComment(writer, item);
    if (item.isScalar()) {
        writer.raw("- " + item.scalar() + '\n');
    } else if (item.isEmpty()) {
        writer.raw(item.isMap() ? "- {}\n" : "- []\n");
    } else if (item.isList()) {
        writer.raw("- " + flowText(item) + '\n');
    } else {
        writer.beginItem();
        writeEntries(writer, item);
        writer.endItem();
    }
}

void writeEntry(yaml::Writer &writer, const QString &key, const Part &value)
{
    writeComment(writer, value);
    if (value.isScalar()) {
        writer.entry(key, value.scalar());
    } else if (value.isEmpty()) {
        writer.entry(key, value.isMap() ? "{}" : "[]");
    } else if (value.isMap()) {
        writer.beginMapping(key);
        writeEntries(writer, value);
        writer.endMapping();
    } else {
        writer.beginList(key);
        for (const Part &item : value.items())
            writeItem(writer, item);
        writer.endList();
    }
}

void writeEntries(yaml::Writer &writer, const Part &map)
{
    for (qsizetype i = 0; i < map.keys().size(); ++i)
        writeEntry(writer, map.keys().at(i), map.items().at(i));
}

} // namespace

QByteArray yamlText(const Part &map)
{
    yaml::Writer writer;
    writeEntries(writer, map);
    return writer.result();
}

} // namespace stratoplan::sam
