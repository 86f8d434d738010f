// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/intrinsics.h"

#include <algorithm>

namespace stratoplan::sam {

namespace {

// How many nodes one reading may visit, aliases counted each time.
constexpr size_t visitBudget = 2'000'000;
// Deeper than the text's own limit, since intrinsic functions and aliases add levels.
constexpr int depthLimit = 400;

bool isIntrinsicKey(const QByteArray &key)
{
    return key == "Ref" || (key.startsWith("Fn::") && !isForEach(key));
}

QByteArray shortName(const QByteArray &key)
{
    return key.startsWith("Fn::") ? key.mid(4) : key;
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

bool isForEach(const QByteArray &key)
{
    return key.startsWith("Fn::ForEach::");
}

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
        value = evaluateScalar(node, origin);
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

Value Evaluator::evaluateScalar(yaml::Node node, Origin origin) const
{
    Value value = Value::scalar(unrolled(node.text()), node, origin);
    if (node.isNull())
        value.kind = Value::Kind::Null;
    return value;
}

QString Evaluator::unrolled(const QString &text) const
{
    QString out = text;
    for (auto variable = m_loopVariables.cbegin(); variable != m_loopVariables.cend(); ++variable) {
        out.replace(placeholder(variable.key()), variable.value());
        const QString alphanumeric = QLatin1String("&{") + variable.key() + QLatin1Char('}');
        if (!out.contains(alphanumeric))
            continue;
        QString plain;
        for (const QChar character : variable.value()) {
            if (character.isLetterOrNumber())
                plain += character;
        }
        out.replace(alphanumeric, plain);
    }
    return out;
}

bool Evaluator::forEach(yaml::Node loop, const std::function<void(yaml::Node body)> &each)
{
    loop = loop.resolved();
    if (!loop.isSequence() || loop.size() != 3 || !loop.at(2).resolved().isMapping())
        return false;
    const QString variable = loop.at(0).resolved().text();
    const Value collection = evaluate(loop.at(1));
    const bool known = collection.isList()
        && std::all_of(collection.items.begin(), collection.items.end(),
                       [](const Value &item) { return item.isScalar(); });
    if (variable.isEmpty() || !known || m_loopVariables.contains(variable) || !enter(loop))
        return false;
    m_depth += 1;
    for (const Value &item : collection.items) {
        m_loopVariables.insert(variable, item.text);
        each(loop.at(2).resolved());
    }
    m_loopVariables.remove(variable);
    m_depth -= 1;
    return true;
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
        if (isForEach(name) && forEach(node.at(i), [this, &map, origin, &own](yaml::Node body) {
                appendEntries(map, body, origin, own);
            }))
            continue;
        const QString text = unrolled(QString::fromUtf8(name));
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
            return Value::scalar(unrolled(node.text()), node, origin);
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
        return left.canonical() == right.canonical();
    }
    if (left.isComputed() && right.isComputed() && left.text == right.text)
        return true;
    return std::nullopt;
}

} // namespace stratoplan::sam
