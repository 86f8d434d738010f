// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/written_value.h"

#include <QRegularExpression>

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

bool isLiteral(Node node)
{
    if (node.isQuoted() || !node.tag().isEmpty())
        return false;
    const QByteArray text = node.scalar();
    bool isNumber = false;
    text.toDouble(&isNumber);
    return isNumber || text == "true" || text == "false" || text == "null";
}

NewValue valueOf(Node node)
{
    NewValue value;
    value.tag = node.tag();
    if (node.isScalar()) {
        value.kind = isLiteral(node) ? NewValue::Kind::Literal : NewValue::Kind::Text;
        value.scalar = node.scalar();
        return value;
    }
    value.kind = node.isMapping() ? NewValue::Kind::Mapping : NewValue::Kind::Sequence;
    for (int i = 0; i < node.size(); ++i) {
        if (node.isMapping())
            value.keys.push_back(node.keyAt(i).scalar());
        value.items.push_back(valueOf(node.at(i)));
    }
    return value;
}

/// True for the tag of a function ("!Ref"), not for one of YAML's own ("!!str").
bool isForm(const QByteArray &tag)
{
    return tag.startsWith('!') && !tag.startsWith("!!");
}

QByteArray longName(const QByteArray &tag)
{
    const QByteArray name = tag.mid(1);
    return name == "Ref" || name == "Condition" ? name : "Fn::" + name;
}

void appendSub(const NewValue &text, const NewValue *own, QList<WrittenReference> &found)
{
    static const QRegularExpression placeholder(QStringLiteral("\\$\\{([^!}][^}]*)\\}"));
    auto match = placeholder.globalMatch(QString::fromUtf8(text.scalar));
    while (match.hasNext()) {
        const QString name = match.next().captured(1);
        const bool isOwn = own
            && std::find(own->keys.begin(), own->keys.end(), name.toUtf8()) != own->keys.end();
        if (!isOwn && !name.startsWith(QLatin1String("AWS::")))
            found.append({name.section(QLatin1Char('.'), 0, 0), name.section(QLatin1Char('.'), 1)});
    }
}

void appendReferences(const NewValue &value, QList<WrittenReference> &found)
{
    if (value.tag == "!Ref") {
        if (!value.scalar.startsWith("AWS::"))
            found.append({QString::fromUtf8(value.scalar), {}});
    } else if (value.tag == "!GetAtt") {
        const QString name = QString::fromUtf8(value.scalar);
        found.append({name.section(QLatin1Char('.'), 0, 0), name.section(QLatin1Char('.'), 1)});
    } else if (value.tag == "!Sub" && !value.isCollection()) {
        appendSub(value, nullptr, found);
    } else if (value.tag == "!Sub" && value.items.size() == 2) {
        appendSub(value.items[0], &value.items[1], found);
    }
    for (const NewValue &item : value.items)
        appendReferences(item, found);
}

} // namespace

NewValue valueOf(const Part &part)
{
    Part holder;
    holder.set("value", part);
    const Expected<yaml::Tree> tree = yaml::parse(yamlText(holder), {});
    Q_ASSERT(tree); // the writer writes YAML
    return tree ? valueOf(tree->root()["value"]) : NewValue();
}

NewValue inLongForms(NewValue value)
{
    for (NewValue &item : value.items)
        item = inLongForms(std::move(item));
    if (!isForm(value.tag))
        return value;
    const QByteArray name = longName(value.tag);
    value.tag.clear();
    if (name == "Fn::GetAtt" && !value.isCollection()) {
        const qsizetype dot = value.scalar.indexOf('.');
        value = NewValue::sequence({NewValue::text(QString::fromUtf8(value.scalar.left(dot))),
                                    NewValue::text(QString::fromUtf8(value.scalar.mid(dot + 1)))});
    }
    return NewValue::mapping({{name, std::move(value)}});
}

bool isSameMeaning(const NewValue &a, const NewValue &b)
{
    if (isForm(a.tag) || isForm(b.tag))
        return isSameMeaning(inLongForms(a), inLongForms(b));
    if (a.tag != b.tag || a.isCollection() != b.isCollection() || a.scalar != b.scalar
        || (a.isCollection() && a.kind != b.kind) || a.items.size() != b.items.size())
        return false;
    for (size_t i = 0; i < a.items.size(); ++i) {
        size_t other = i;
        if (a.kind == NewValue::Kind::Mapping) {
            const auto key = std::find(b.keys.begin(), b.keys.end(), a.keys[i]);
            if (key == b.keys.end())
                return false;
            other = static_cast<size_t>(key - b.keys.begin());
        }
        if (!isSameMeaning(a.items[i], b.items[other]))
            return false;
    }
    return true;
}

QList<WrittenReference> references(const NewValue &value)
{
    QList<WrittenReference> found;
    appendReferences(value, found);
    return found;
}

} // namespace stratoplan::sam
