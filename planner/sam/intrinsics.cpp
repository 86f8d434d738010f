// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/intrinsics.h"

#include <algorithm>
#include <array>

namespace stratoplan::sam {

namespace {

// How many nodes one reading may visit, aliases counted each time.
constexpr size_t visitBudget = 2'000'000;
// Deeper than the text's own limit, since intrinsic functions and aliases add levels.
constexpr int depthLimit = 400;

bool isIntrinsicKey(const QByteArray &key)
{
    return key == "Ref" || key.startsWith("Fn::");
}

QByteArray shortName(const QByteArray &key)
{
    return key.startsWith("Fn::") ? key.mid(4) : key;
}

QString placeholder(const QString &inner)
{
    return QLatin1String("${") + inner + QLatin1Char('}');
}

// What a value adds to the canonical text of the expression around it.
QString canonical(const Value &value)
{
    switch (value.kind) {
    case Value::Kind::Scalar:
    case Value::Kind::Computed:
        return value.text;
    case Value::Kind::List:
    case Value::Kind::Map: {
        QString out;
        for (qsizetype i = 0; i < value.items.size(); ++i) {
            if (i > 0)
                out += QLatin1Char(',');
            if (i < value.keys.size())
                out += value.keys.at(i) + QLatin1Char('=');
            out += canonical(value.items.at(i));
        }
        return out;
    }
    case Value::Kind::Missing:
    case Value::Kind::Null:
        break;
    }
    return {};
}

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

void index(yaml::Node section, QHash<QString, yaml::Node> &into, QStringList *order = nullptr)
{
    section = section.resolved();
    if (!section.isMapping())
        return;
    for (int i = 0; i < section.size(); ++i) {
        const QString name = section.keyAt(i).text();
        if (into.contains(name))
            continue;
        into.insert(name, section.at(i));
        if (order)
            order->append(name);
    }
}

} // namespace

QByteArray intrinsicName(yaml::Node node)
{
    node = node.resolved();
    if (!node.isValid())
        return {};
    if (const QByteArray tag = node.tag(); tag.size() > 1 && tag.front() == '!' && tag.at(1) != '!')
        return tag.mid(1);
    if (!node.isMapping() || node.size() != 1)
        return {};
    const QByteArray key = node.keyAt(0).scalar();
    return isIntrinsicKey(key) ? shortName(key) : QByteArray();
}

Evaluator::Evaluator(const yaml::Tree &tree, QString file, const ReadOptions &options)
    : m_file(std::move(file))
    , m_options(options)
{
    const yaml::Node root = tree.root().resolved();
    index(root["Parameters"], m_parameters);
    index(root["Mappings"], m_mappings);
    index(root["Conditions"], m_conditionNodes, &m_conditionOrder);
}

void Evaluator::fault(yaml::Node node, const QString &code, Text what, Text remedy)
{
    if (m_faulty.contains(node.index()))
        return;
    m_faulty.insert(node.index());
    m_problems.append(
        {.severity = Severity::Medium,
         .code = code,
         .what = std::move(what),
         .where = {.file = m_file, .line = node.line(), .column = node.column(), .element = {}},
         .remedy = std::move(remedy)});
}

bool Evaluator::enter(yaml::Node node)
{
    m_visited += 1;
    if (m_visited <= visitBudget && m_depth < depthLimit)
        return true;
    // One problem for the whole reading, at the place where the budget ran out.
    static const QString code = QStringLiteral("sam.too-large");
    const bool told = std::any_of(m_problems.begin(), m_problems.end(),
                                  [](const Problem &problem) { return problem.code == code; });
    if (!told) {
        fault(node, code,
              {STRATOPLAN_TEXT("Sam",
                               "Aliases and functions make the template too large to be read "
                               "whole; the rest is left out"),
               {}},
              {STRATOPLAN_TEXT("Sam", "Use fewer aliases"), {}});
    }
    return false;
}

Value Evaluator::evaluate(yaml::Node node, Origin origin)
{
    node = node.resolved();
    if (!node.isValid() || !enter(node))
        return {};
    if (const QByteArray name = intrinsicName(node); !name.isEmpty()) {
        m_depth += 1;
        const bool tagged = !node.tag().isEmpty();
        const Value value = intrinsic(name, tagged ? node : node.at(0), node, origin);
        m_depth -= 1;
        return value;
    }
    m_depth += 1;
    Value value;
    switch (node.kind()) {
    case yaml::Kind::Scalar:
        value.kind = node.isNull() ? Value::Kind::Null : Value::Kind::Scalar;
        value.text = node.text();
        value.node = node;
        value.origin = origin;
        break;
    case yaml::Kind::Sequence:
        value = evaluateSequence(node, origin);
        break;
    case yaml::Kind::Mapping:
        value = evaluateMapping(node, origin);
        break;
    case yaml::Kind::Alias:
        break;
    }
    m_depth -= 1;
    return value;
}

Value Evaluator::evaluateSequence(yaml::Node node, Origin origin)
{
    Value list;
    list.kind = Value::Kind::List;
    list.node = node;
    list.origin = origin;
    list.items.reserve(node.size());
    for (int i = 0; i < node.size(); ++i) {
        Value item = evaluate(node.at(i), origin);
        if (!item.isMissing())
            list.items.append(std::move(item));
    }
    return list;
}

Value Evaluator::evaluateMapping(yaml::Node node, Origin origin)
{
    Value map;
    map.kind = Value::Kind::Map;
    map.node = node;
    map.origin = origin;
    map.items.reserve(node.size());
    QSet<QString> own;
    appendEntries(map, node, origin, own);
    return map;
}

void Evaluator::appendEntries(Value &map, yaml::Node node, Origin origin, QSet<QString> &own)
{
    QList<yaml::Node> merges;
    for (int i = 0; i < node.size(); ++i) {
        const yaml::Node key = node.keyAt(i);
        const QByteArray name = key.scalar();
        if (name == "<<" && key.style() == yaml::Style::Plain) {
            merges.append(node.at(i).resolved());
            continue;
        }
        const QString text = QString::fromUtf8(name);
        if (own.contains(text))
            continue;
        Value value = evaluate(node.at(i), origin);
        if (value.isMissing())
            continue;
        own.insert(text);
        map.keys.append(text);
        map.items.append(std::move(value));
    }
    for (const yaml::Node &merge : merges) {
        if (!enter(merge))
            return;
        m_depth += 1;
        if (merge.isMapping()) {
            appendEntries(map, merge, origin, own);
        } else if (merge.isSequence()) {
            for (int i = 0; i < merge.size(); ++i) {
                const yaml::Node part = merge.at(i).resolved();
                if (part.isMapping() && enter(part))
                    appendEntries(map, part, origin, own);
            }
        }
        m_depth -= 1;
    }
}

Value Evaluator::merged(yaml::Node globals, yaml::Node own)
{
    globals = globals.resolved();
    own = own.resolved();
    if (!globals.isValid())
        return evaluate(own);
    if (!own.isValid())
        return evaluate(globals, Origin::Globals);
    if (!intrinsicName(globals).isEmpty() || !intrinsicName(own).isEmpty()
        || globals.kind() != own.kind() || own.isScalar()) {
        return evaluate(own);
    }
    if (!enter(own))
        return {};
    m_depth += 1;
    Value value;
    value.node = own;
    if (own.isSequence()) {
        value = evaluateSequence(globals, Origin::Globals);
        value.items.append(evaluateSequence(own, Origin::Own).items);
        value.node = own;
        value.origin = Origin::Own;
    } else {
        value.kind = Value::Kind::Map;
        QSet<QString> seen;
        const auto add = [&value, &seen](const QString &key, Value item) {
            if (item.isMissing() || seen.contains(key))
                return;
            seen.insert(key);
            value.keys.append(key);
            value.items.append(std::move(item));
        };
        for (int i = 0; i < globals.size(); ++i) {
            const QByteArray key = globals.keyAt(i).scalar();
            add(QString::fromUtf8(key), merged(globals.at(i), own[key]));
        }
        for (int i = 0; i < own.size(); ++i) {
            const QByteArray key = own.keyAt(i).scalar();
            if (!globals.has(key))
                add(QString::fromUtf8(key), evaluate(own.at(i)));
        }
    }
    m_depth -= 1;
    return value;
}

Value Evaluator::intrinsic(const QByteArray &name, yaml::Node argument, yaml::Node node,
                           Origin origin)
{
    // A tagged node is its own argument: its content is evaluated without the tag.
    const auto content = [this, argument, node, origin]() -> Value {
        if (argument != node)
            return evaluate(argument, origin);
        switch (node.kind()) {
        case yaml::Kind::Scalar:
            return Value::scalar(node.text(), node, origin);
        case yaml::Kind::Sequence:
            return evaluateSequence(node, origin);
        case yaml::Kind::Mapping: {
            // A function in short form may hold another one in long form.
            const QByteArray key = node.size() == 1 ? node.keyAt(0).scalar() : QByteArray();
            if (isIntrinsicKey(key))
                return intrinsic(shortName(key), node.at(0), node, origin);
            return evaluateMapping(node, origin);
        }
        case yaml::Kind::Alias:
            break;
        }
        return {};
    };

    if (name == "Ref") {
        const Value id = content();
        if (id.isScalar())
            return reference(id.text, node, origin);
        return unknown(name, id, node, origin);
    }
    if (name == "GetAtt")
        return attribute(argument, node, origin);
    if (name == "Sub")
        return substitution(argument, node, origin);
    if (name == "If")
        return choice(argument, node, origin);
    if (name == "Equals" || name == "And" || name == "Or" || name == "Not" || name == "Condition") {
        if (const std::optional<bool> known = testFunction(name, argument))
            return Value::scalar(*known ? QStringLiteral("true") : QStringLiteral("false"), node,
                                 origin);
        return Value::computed(placeholder(QString::fromUtf8(name)), {}, node, origin);
    }
    const Value value = content();
    if (name == "Join")
        return join(value, node, origin);
    if (name == "Select")
        return select(value, node, origin);
    if (name == "Split")
        return split(value, node, origin);
    if (name == "FindInMap")
        return mapping(value, node, origin);
    if (name == "Cidr")
        return cidr(value, node, origin);
    if (name == "Base64" && value.isScalar())
        return Value::scalar(QString::fromLatin1(value.text.toUtf8().toBase64()), node, origin);
    if (name == "Length" && value.isList())
        return Value::scalar(QString::number(value.items.size()), node, origin);
    return unknown(name, value, node, origin);
}

Value Evaluator::unknown(const QByteArray &name, const Value &argument, yaml::Node node,
                         Origin origin)
{
    return Value::computed(
        placeholder(QString::fromUtf8(name) + QLatin1Char(':') + canonical(argument)),
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
    if (!known && (!standard.isScalar() || type.startsWith(QLatin1String("AWS::SSM::"))))
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

Value Evaluator::attribute(yaml::Node argument, yaml::Node node, Origin origin)
{
    QString id;
    QString name;
    if (argument.isScalar()) {
        const QString text = argument.text();
        const qsizetype dot = text.indexOf(QLatin1Char('.'));
        id = text.left(dot);
        name = dot < 0 ? QString() : text.mid(dot + 1);
    } else if (argument.isSequence() && argument.size() >= 2) {
        id = argument.at(0).resolved().text();
        const Value part = evaluate(argument.at(1), origin);
        name = canonical(part);
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
        text = argument.text();
    } else if (argument.isSequence() && argument.size() >= 1) {
        text = argument.at(0).resolved().text();
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
        out += canonical(part);
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
        out += canonical(part);
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
                                       + canonical(then) + QLatin1Char(':') + canonical(otherwise)),
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

std::optional<bool> Evaluator::condition(const QString &name)
{
    const auto known = m_conditionValues.constFind(name);
    if (known != m_conditionValues.constEnd())
        return *known;
    const auto node = m_conditionNodes.constFind(name);
    if (node == m_conditionNodes.constEnd() || m_conditionsInProgress.contains(name))
        return std::nullopt;
    m_conditionsInProgress.insert(name);
    const std::optional<bool> value = test(*node);
    m_conditionsInProgress.remove(name);
    m_conditionValues.insert(name, value);
    return value;
}

QMap<QString, bool> Evaluator::conditions()
{
    QMap<QString, bool> known;
    for (const QString &name : std::as_const(m_conditionOrder)) {
        if (const std::optional<bool> value = condition(name))
            known.insert(name, *value);
    }
    return known;
}

std::optional<bool> Evaluator::test(yaml::Node node)
{
    node = node.resolved();
    if (!node.isValid() || !enter(node))
        return std::nullopt;
    m_depth += 1;
    std::optional<bool> result;
    QByteArray name = intrinsicName(node);
    if (name.isEmpty() && node.isMapping() && node.size() == 1 && node.has("Condition"))
        name = "Condition";
    if (!name.isEmpty())
        result = testFunction(name, node.tag().isEmpty() ? node.at(0).resolved() : node);
    else
        result = evaluate(node).boolean();
    m_depth -= 1;
    return result;
}

std::optional<bool> Evaluator::testFunction(const QByteArray &name, yaml::Node argument)
{
    argument = argument.resolved();
    if (name == "Condition")
        return condition(argument.text());
    if (name == "Equals")
        return equal(argument);
    if (name == "Not") {
        const std::optional<bool> inner = test(argument.at(0));
        return inner ? std::optional(!*inner) : std::nullopt;
    }
    if (name == "And" || name == "Or") {
        // One side alone can settle it.
        const bool decisive = name == "Or";
        bool allKnown = argument.size() > 0;
        for (int i = 0; i < argument.size(); ++i) {
            const std::optional<bool> part = test(argument.at(i));
            if (part == decisive)
                return decisive;
            allKnown = allKnown && part.has_value();
        }
        return allKnown ? std::optional(!decisive) : std::nullopt;
    }
    if (name == "If" && argument.isSequence() && argument.size() == 3) {
        if (const std::optional<bool> chosen = condition(argument.at(0).resolved().text()))
            return test(argument.at(*chosen ? 1 : 2));
    }
    return std::nullopt;
}

std::optional<bool> Evaluator::equal(yaml::Node argument)
{
    if (!argument.isSequence() || argument.size() != 2)
        return std::nullopt;
    const Value left = evaluate(argument.at(0));
    const Value right = evaluate(argument.at(1));
    const auto isKnown = [](const Value &value) {
        return value.isScalar() || value.kind == Value::Kind::Null || value.isMissing();
    };
    if (isKnown(left) && isKnown(right)) {
        // A boolean of YAML is "true" to CloudFormation, however it is capitalised.
        const std::optional<bool> truth = left.boolean();
        if (truth && truth == right.boolean())
            return true;
        return canonical(left) == canonical(right);
    }
    if (left.isComputed() && right.isComputed() && left.text == right.text)
        return true;
    return std::nullopt;
}

} // namespace stratoplan::sam
