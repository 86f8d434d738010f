// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/value.h"

#include <QSet>

namespace stratoplan::sam {

namespace {

const Value missing;

// Longest expression that is shown; more is cut with an ellipsis.
constexpr qsizetype longestExpression = 400;

bool isPlainSafe(const QString &text)
{
    if (text.isEmpty() || text.front().isSpace() || text.back().isSpace())
        return false;
    static const QString special = QStringLiteral(",[]{}#&*!|>'\"%@`\n");
    for (const QChar character : text) {
        if (special.contains(character))
            return false;
    }
    return !text.contains(QLatin1String(": ")) && !text.endsWith(QLatin1Char(':'));
}

QString quoted(const yaml::Node &node)
{
    const QString text = node.text();
    const bool written = node.style() != yaml::Style::Plain && node.style() != yaml::Style::Json;
    // "${A}" in a !Sub needs no quotes to be understood by a reader.
    if (isPlainSafe(text) || (!written && !text.isEmpty()) || text.contains(QLatin1String("${")))
        return text.simplified();
    return QLatin1Char('\'') + text.simplified() + QLatin1Char('\'');
}

void append(QString &out, yaml::Node node);

void appendItems(QString &out, yaml::Node node)
{
    const bool mapping = node.isMapping();
    out += mapping ? QLatin1Char('{') : QLatin1Char('[');
    for (int i = 0; i < node.size() && out.size() <= longestExpression; ++i) {
        if (i > 0)
            out += QLatin1String(", ");
        if (mapping)
            out += quoted(node.keyAt(i)) + QLatin1String(": ");
        append(out, node.at(i));
    }
    out += mapping ? QLatin1Char('}') : QLatin1Char(']');
}

void append(QString &out, yaml::Node node)
{
    if (!node.isValid() || out.size() > longestExpression)
        return;
    if (const QByteArray tag = node.tag(); !tag.isEmpty())
        out += QString::fromUtf8(tag) + QLatin1Char(' ');
    switch (node.kind()) {
    case yaml::Kind::Alias:
        out += QLatin1Char('*') + QString::fromUtf8(node.anchor());
        return;
    case yaml::Kind::Scalar:
        out += quoted(node);
        return;
    case yaml::Kind::Sequence:
        appendItems(out, node);
        return;
    case yaml::Kind::Mapping:
        break;
    }
    const QByteArray key = node.size() == 1 ? node.keyAt(0).scalar() : QByteArray();
    if (key == "Ref" || key.startsWith("Fn::")) {
        const QByteArray name = key == "Ref" ? key : key.mid(4);
        out += QLatin1Char('!') + QString::fromUtf8(name) + QLatin1Char(' ');
        const yaml::Node argument = node.at(0);
        if (name == "GetAtt" && argument.isSequence() && argument.size() == 2
            && argument.at(0).isScalar() && argument.at(1).isScalar()) {
            out += argument.at(0).text() + QLatin1Char('.') + argument.at(1).text();
            return;
        }
        append(out, argument);
        return;
    }
    appendItems(out, node);
}

void collect(const Value &value, QList<Reference> &found, QSet<QString> &seen)
{
    for (const Reference &reference : value.direct) {
        const QString key = reference.id + QLatin1Char('.') + reference.attribute;
        if (!seen.contains(key)) {
            seen.insert(key);
            found.append(reference);
        }
    }
    for (const Value &item : value.items)
        collect(item, found, seen);
}

} // namespace

const Value &Value::operator[](QStringView key) const
{
    if (kind != Kind::Map)
        return missing;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (keys.at(i) == key)
            return items.at(i);
    }
    return missing;
}

const Value &Value::at(QStringView path) const
{
    const Value *value = this;
    while (!path.isEmpty()) {
        const qsizetype dot = path.indexOf(QLatin1Char('.'));
        const QStringView key = dot < 0 ? path : path.left(dot);
        path = dot < 0 ? QStringView() : path.mid(dot + 1);
        if (value->kind == Kind::List) {
            bool ok = false;
            const int index = key.toInt(&ok);
            if (!ok || index < 0 || index >= value->items.size())
                return missing;
            value = &value->items.at(index);
        } else {
            value = &(*value)[key];
        }
    }
    return *value;
}

QString Value::canonical() const
{
    switch (kind) {
    case Kind::Scalar:
    case Kind::Computed:
        return text;
    case Kind::List:
    case Kind::Map: {
        QString out;
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (i > 0)
                out += QLatin1Char(',');
            if (i < keys.size())
                out += keys.at(i) + QLatin1Char('=');
            out += items.at(i).canonical();
        }
        return out;
    }
    case Kind::Missing:
    case Kind::Null:
        break;
    }
    return {};
}

QString Value::expression() const
{
    if (!node.isValid())
        return text;
    QString out;
    append(out, node);
    if (out.size() > longestExpression)
        out = out.left(longestExpression) + QChar(0x2026);
    return out;
}

std::optional<QString> Value::string() const
{
    if (kind != Kind::Scalar)
        return std::nullopt;
    return text;
}

std::optional<int> Value::integer() const
{
    const std::optional<double> number = real();
    if (!number || *number != static_cast<double>(static_cast<qint64>(*number))
        || *number > std::numeric_limits<int>::max() || *number < std::numeric_limits<int>::min()) {
        return std::nullopt;
    }
    return static_cast<int>(*number);
}

std::optional<double> Value::real() const
{
    if (kind != Kind::Scalar)
        return std::nullopt;
    bool ok = false;
    const double number = text.trimmed().toDouble(&ok);
    // A number too large for the conversion below is no setting of anything.
    if (!ok || !(number > -1e15 && number < 1e15))
        return std::nullopt;
    return number;
}

std::optional<bool> Value::boolean() const
{
    if (kind != Kind::Scalar)
        return std::nullopt;
    const QString word = text.trimmed().toLower();
    if (word == QLatin1String("true") || word == QLatin1String("yes")
        || word == QLatin1String("on"))
        return true;
    if (word == QLatin1String("false") || word == QLatin1String("no")
        || word == QLatin1String("off"))
        return false;
    return std::nullopt;
}

QList<Value> Value::list() const
{
    if (kind == Kind::List)
        return items;
    if (kind == Kind::Scalar || kind == Kind::Computed)
        return {*this};
    return {};
}

QList<Reference> Value::references() const
{
    if (items.isEmpty())
        return direct;
    QList<Reference> found;
    QSet<QString> seen;
    collect(*this, found, seen);
    return found;
}

Value Value::scalar(QString text, yaml::Node node, Origin origin)
{
    Value value;
    value.kind = Kind::Scalar;
    value.text = std::move(text);
    value.node = node;
    value.origin = origin;
    return value;
}

Value Value::computed(QString text, QList<Reference> references, yaml::Node node, Origin origin)
{
    Value value;
    value.kind = Kind::Computed;
    value.text = std::move(text);
    value.direct = std::move(references);
    value.node = node;
    value.origin = origin;
    return value;
}

QString placeholder(const QString &inner)
{
    return QLatin1String("${") + inner + QLatin1Char('}');
}

QString oneLine(yaml::Node node)
{
    Value value;
    value.node = node;
    return value.expression();
}

} // namespace stratoplan::sam
