// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/intrinsics.h"

namespace stratoplan::sam {

namespace {

QString partitionOf(const QString &region)
{
    if (region.startsWith(QLatin1String("cn-")))
        return QStringLiteral("aws-cn");
    if (region.startsWith(QLatin1String("us-gov-")))
        return QStringLiteral("aws-us-gov");
    return QStringLiteral("aws");
}

struct Block
{
    quint32 address = 0;
    int prefix = 0;
};

// An IPv4 block "10.0.0.0/16"; nothing for other text.
std::optional<Block> ipv4Block(const QString &text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    const QStringList parts = text.left(slash).split(QLatin1Char('.'));
    bool ok = false;
    const int prefix = slash < 0 ? 32 : QStringView(text).mid(slash + 1).toInt(&ok);
    if ((slash >= 0 && !ok) || prefix < 0 || prefix > 32 || parts.size() != 4)
        return std::nullopt;
    Block block{0, prefix};
    for (const QString &part : parts) {
        const uint octet = part.toUInt(&ok);
        if (!ok || octet > 255)
            return std::nullopt;
        block.address = block.address * 256 + octet;
    }
    return block;
}

QString ipv4Text(quint32 address)
{
    QStringList parts;
    for (int shift = 24; shift >= 0; shift -= 8)
        parts.append(QString::number((address >> shift) & 255U));
    return parts.join(QLatin1Char('.'));
}

} // namespace

Value Evaluator::unknown(const QByteArray &name, const Value &argument, yaml::Node node,
                         Origin origin)
{
    return Value::computed(
        placeholder(QString::fromUtf8(name) + QLatin1Char(':') + argument.canonical()),
        argument.references(), node, origin);
}

Value Evaluator::reference(const QString &id, yaml::Node node, Origin origin)
{
    if (id.startsWith(QLatin1String("AWS::"))) {
        if (id == QLatin1String("AWS::NoValue"))
            return {};
        if (id == QLatin1String("AWS::Region"))
            return Value::scalar(m_options.region, node, origin);
        if (id == QLatin1String("AWS::Partition"))
            return Value::scalar(partitionOf(m_options.region), node, origin);
        if (id == QLatin1String("AWS::URLSuffix")) {
            return Value::scalar(m_options.region.startsWith(QLatin1String("cn-"))
                                     ? QStringLiteral("amazonaws.com.cn")
                                     : QStringLiteral("amazonaws.com"),
                                 node, origin);
        }
        return Value::computed(placeholder(id), {}, node, origin);
    }
    const auto variable = m_loopVariables.constFind(id);
    if (variable != m_loopVariables.constEnd())
        return Value::scalar(*variable, node, origin);
    const auto definition = m_parameters.constFind(id);
    if (definition != m_parameters.constEnd())
        return parameter(*definition, id, node, origin);
    if (!m_named.contains(id))
        m_named.insert(id, node);
    return Value::computed(placeholder(id), {{id, {}}}, node, origin);
}

Value Evaluator::parameter(yaml::Node definition, const QString &name, yaml::Node node,
                           Origin origin)
{
    definition = definition.resolved();
    const QString type = definition["Type"].resolved().text();
    const yaml::Node standard = definition["Default"].resolved();
    const auto stated = m_options.parameters.constFind(name);
    const bool known = stated != m_options.parameters.constEnd();
    // The default of a Systems Manager parameter type is the name of a value kept elsewhere.
    const bool isOpen = m_options.unknownParameters.contains(name);
    if (!known && (isOpen || !standard.isScalar() || type.startsWith(QLatin1String("AWS::SSM::"))))
        return Value::computed(placeholder(name), {}, node, origin);
    const QString text = known ? *stated : standard.text();
    if (type != QLatin1String("CommaDelimitedList") && !type.startsWith(QLatin1String("List<")))
        return Value::scalar(text, node, origin);
    // An empty list parameter is as good as none: what it stands for is told at deployment.
    if (text.trimmed().isEmpty() && type.startsWith(QLatin1String("List<AWS::")))
        return Value::computed(placeholder(name), {}, node, origin);
    Value list;
    list.kind = Value::Kind::List;
    list.node = node;
    list.origin = origin;
    const QStringList parts = text.split(QLatin1Char(','));
    for (const QString &part : parts)
        list.items.append(Value::scalar(part.trimmed(), {}, origin));
    return list;
}

QString Evaluator::systemsManagerName(const QString &parameter) const
{
    const yaml::Node definition = m_parameters.value(parameter).resolved();
    if (!definition["Type"].resolved().text().startsWith(QLatin1String("AWS::SSM::")))
        return {};
    const yaml::Node standard = definition["Default"].resolved();
    return m_options.parameters.value(parameter, standard.isScalar() ? standard.text() : QString());
}

Value Evaluator::attribute(yaml::Node argument, yaml::Node node, Origin origin)
{
    QString id;
    QString name;
    if (argument.isScalar()) {
        const QString text = unrolled(argument.text());
        const qsizetype dot = text.indexOf(QLatin1Char('.'));
        id = text.left(dot);
        name = dot < 0 ? QString() : text.mid(dot + 1);
    } else if (argument.isSequence() && argument.size() >= 2) {
        id = evaluate(argument.at(0), origin).canonical();
        const Value part = evaluate(argument.at(1), origin);
        name = part.canonical();
        // ["Cluster", "Endpoint", "Address"] is accepted too.
        for (int i = 2; i < argument.size(); ++i)
            name += QLatin1Char('.') + argument.at(i).resolved().text();
    }
    if (id.isEmpty()) {
        fault(node, QStringLiteral("sam.bad-function"),
              {STRATOPLAN_TEXT("Sam", "{function} names no resource and attribute"),
               {{QStringLiteral("function"), QStringLiteral("GetAtt")}}},
              {STRATOPLAN_TEXT("Sam", "Write the logical id, a dot and the attribute"), {}});
        return Value::computed(placeholder(QStringLiteral("GetAtt")), {}, node, origin);
    }
    if (!m_named.contains(id))
        m_named.insert(id, node);
    return Value::computed(placeholder(id + QLatin1Char('.') + name), {{id, name}}, node, origin);
}

Value Evaluator::substitution(yaml::Node argument, yaml::Node node, Origin origin)
{
    QString text;
    yaml::Node variables;
    if (argument.isScalar()) {
        text = unrolled(argument.text());
    } else if (argument.isSequence() && argument.size() >= 1) {
        text = unrolled(argument.at(0).resolved().text());
        variables = argument.at(1).resolved();
    }
    QString out;
    QList<Reference> references;
    bool known = true;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(QLatin1String("${"), at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(QLatin1Char('}'), open);
        if (close < 0)
            break;
        out += QStringView(text).mid(at, open - at);
        const QString name = text.mid(open + 2, close - open - 2).trimmed();
        at = close + 1;
        if (name.startsWith(QLatin1Char('!'))) {
            out += QLatin1String("${") + name.mid(1) + QLatin1Char('}');
            continue;
        }
        Value part;
        if (const yaml::Node own = variables[name.toUtf8()]; own.isValid()) {
            part = evaluate(own, origin);
        } else if (name.contains(QLatin1Char('.'))) {
            const qsizetype dot = name.indexOf(QLatin1Char('.'));
            const QString id = name.left(dot);
            if (!m_named.contains(id))
                m_named.insert(id, node);
            part = Value::computed(placeholder(name), {{id, name.mid(dot + 1)}}, node, origin);
        } else {
            part = reference(name, node, origin);
        }
        out += part.canonical();
        known = known && (part.isScalar() || part.isList());
        references.append(part.references());
    }
    out += QStringView(text).mid(at);
    if (known && (argument.isScalar() || argument.isSequence()))
        return Value::scalar(out, node, origin);
    return Value::computed(out, references, node, origin);
}

Value Evaluator::join(const Value &argument, yaml::Node node, Origin origin)
{
    const Value &parts = argument.at(u"1");
    if (!argument.at(u"0").isScalar() || !parts.isList())
        return unknown("Join", argument, node, origin);
    const QString separator = argument.at(u"0").text;
    QString out;
    bool known = true;
    for (qsizetype i = 0; i < parts.items.size(); ++i) {
        const Value &part = parts.items.at(i);
        if (i > 0)
            out += separator;
        out += part.canonical();
        known = known && part.isScalar();
    }
    if (known)
        return Value::scalar(out, node, origin);
    return Value::computed(out, parts.references(), node, origin);
}

Value Evaluator::select(const Value &argument, yaml::Node node, Origin origin)
{
    const std::optional<int> position = argument.at(u"0").integer();
    const Value &list = argument.at(u"1");
    if (position && list.isList()) {
        if (*position >= 0 && *position < list.items.size()) {
            Value item = list.items.at(*position);
            // What people see is the whole expression.
            item.node = node;
            item.origin = origin;
            return item;
        }
        fault(node, QStringLiteral("sam.select-out-of-range"),
              {STRATOPLAN_TEXT("Sam", "Select takes item {item} of a list of {count}"),
               {{QStringLiteral("item"), *position},
                {QStringLiteral("count"), static_cast<int>(list.items.size())}}},
              {STRATOPLAN_TEXT("Sam", "Count from 0 and stay within the list"), {}});
    }
    return unknown("Select", argument, node, origin);
}

Value Evaluator::split(const Value &argument, yaml::Node node, Origin origin)
{
    const Value &separator = argument.at(u"0");
    const Value &text = argument.at(u"1");
    if (!separator.isScalar() || separator.text.isEmpty() || !text.isScalar())
        return unknown("Split", argument, node, origin);
    Value list;
    list.kind = Value::Kind::List;
    list.node = node;
    list.origin = origin;
    const QStringList parts = text.text.split(separator.text);
    for (const QString &part : parts)
        list.items.append(Value::scalar(part, {}, origin));
    return list;
}

Value Evaluator::choice(yaml::Node argument, yaml::Node node, Origin origin)
{
    if (!argument.isSequence() || argument.size() != 3) {
        fault(node, QStringLiteral("sam.bad-function"),
              {STRATOPLAN_TEXT("Sam", "{function} needs a condition and two values"),
               {{QStringLiteral("function"), QStringLiteral("If")}}},
              {STRATOPLAN_TEXT("Sam",
                               "Write the name of a condition, the value where it holds and "
                               "the value where it does not"),
               {}});
        return Value::computed(placeholder(QStringLiteral("If")), {}, node, origin);
    }
    const QString name = argument.at(0).resolved().text();
    if (const std::optional<bool> known = condition(name)) {
        Value chosen = evaluate(argument.at(*known ? 1 : 2), origin);
        return chosen;
    }
    const Value then = evaluate(argument.at(1), origin);
    const Value otherwise = evaluate(argument.at(2), origin);
    const auto isStructure = [](const Value &value) { return value.isMap() || value.isList(); };
    if (isStructure(then))
        return then;
    if (isStructure(otherwise))
        return otherwise;
    if (then.isMissing() && otherwise.isMissing())
        return {};
    QList<Reference> references = then.references();
    references.append(otherwise.references());
    return Value::computed(placeholder(QLatin1String("If:") + name + QLatin1Char(':')
                                       + then.canonical() + QLatin1Char(':')
                                       + otherwise.canonical()),
                           references, node, origin);
}

Value Evaluator::mapping(const Value &argument, yaml::Node node, Origin origin)
{
    if (!argument.isList() || argument.items.size() < 3)
        return unknown("FindInMap", argument, node, origin);
    for (int i = 0; i < 3; ++i) {
        if (!argument.items.at(i).isScalar())
            return unknown("FindInMap", argument, node, origin);
    }
    const yaml::Node map = m_mappings.value(argument.items.at(0).text).resolved();
    const yaml::Node first = map[argument.items.at(1).text.toUtf8()].resolved();
    const yaml::Node second = first[argument.items.at(2).text.toUtf8()].resolved();
    if (second.isValid()) {
        Value found = evaluate(second, origin);
        found.node = node;
        return found;
    }
    const Value &standard
        = argument.items.size() > 3 ? argument.items.at(3)[u"DefaultValue"] : argument.at(u"none");
    if (!standard.isMissing())
        return standard;
    return unknown("FindInMap", argument, node, origin);
}

Value Evaluator::cidr(const Value &argument, yaml::Node node, Origin origin)
{
    const Value &block = argument.at(u"0");
    const std::optional<int> count = argument.at(u"1").integer();
    const Value &bitsValue = argument.at(u"2");
    // Without a size CloudFormation cuts blocks of 8 host bits.
    const std::optional<int> bits = bitsValue.isMissing() ? std::optional(8) : bitsValue.integer();
    if (!block.isScalar() || !count || !bits)
        return unknown("Cidr", argument, node, origin);
    const std::optional<Block> whole = ipv4Block(block.text);
    const int size = 32 - *bits;
    if (!whole || *bits < 1 || size < whole->prefix || size > 32 || *count < 1 || *count > 256
        || static_cast<quint64>(*count) > (quint64{1} << (size - whole->prefix))) {
        return unknown("Cidr", argument, node, origin);
    }
    Value list;
    list.kind = Value::Kind::List;
    list.node = node;
    list.origin = origin;
    quint64 address = whole->address;
    for (int i = 0; i < *count; ++i) {
        list.items.append(Value::scalar(ipv4Text(static_cast<quint32>(address)) + QLatin1Char('/')
                                            + QString::number(size),
                                        {}, origin));
        address += quint64{1} << *bits;
    }
    return list;
}

} // namespace stratoplan::sam
