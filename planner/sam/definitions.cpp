// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/definitions.h"

#include "planner/sam/events.h"
#include "planner/sam/policies.h"

#include <array>

namespace stratoplan::sam {

namespace {

// Arguments of service integrations that name a resource (Step Functions Developer Guide,
// "Integrating services with Step Functions").
struct Argument
{
    QLatin1String name;
    QLatin1String kind; ///< of the service where it is no resource of the template; empty = none
    QLatin1String service; ///< whose resources carry the name
};

constexpr std::array arguments{
    Argument{QLatin1String("FunctionName"), {}, QLatin1String("lambda")},
    Argument{QLatin1String("QueueUrl"), QLatin1String("queue"), QLatin1String("sqs")},
    Argument{QLatin1String("TopicArn"), QLatin1String("topic"), QLatin1String("sns")},
    Argument{QLatin1String("TableName"), QLatin1String("table"), QLatin1String("dynamodb")},
    Argument{QLatin1String("Bucket"), QLatin1String("bucket"), QLatin1String("s3")},
    Argument{QLatin1String("StreamName"), QLatin1String("stream"), QLatin1String("kinesis")},
    Argument{QLatin1String("EventBusName"), QLatin1String("event-bus"), QLatin1String("events")},
    Argument{QLatin1String("StateMachineArn"), QLatin1String("state-machine"),
             QLatin1String("states")},
};

// A value that is computed while the machine runs: a path or an expression of its data.
bool isDynamic(const QString &text)
{
    return (text.startsWith(QLatin1Char('$')) && !text.startsWith(QLatin1String("${")))
        || text.startsWith(QLatin1String("{%")) || text.startsWith(QLatin1String("States."));
}

// "arn:aws:states:::dynamodb:putItem.sync" and "arn:aws:states:::aws-sdk:dynamodb:putItem" as an
// action of IAM, "dynamodb:PutItem"; empty for the ARN of a function or an activity.
QString actionOf(const QString &resource)
{
    const qsizetype at = resource.indexOf(QLatin1String(":states:::"));
    if (at < 0)
        return {};
    QStringList parts = resource.mid(at + 10).split(QLatin1Char(':'));
    if (parts.front() == QLatin1String("aws-sdk"))
        parts.removeFirst();
    if (parts.size() < 2)
        return {};
    QString api = parts.at(1).section(QLatin1Char('.'), 0, 0);
    if (!api.isEmpty())
        api[0] = api.at(0).toUpper();
    return parts.front() + QLatin1Char(':') + api;
}

class DefinitionReader
{
public:
    DefinitionReader(Template &reading, const Resource &machine, const FileReader &files)
        : m_reading(reading)
        , m_machine(machine)
        , m_files(files)
    {
    }

    void read()
    {
        const Value &properties = m_machine.properties;
        bool known = false;
        if (properties[u"Definition"].isMap()) {
            readMachine(substituted(properties[u"Definition"]), QStringLiteral("Definition"));
            known = true;
        } else if (properties.has(u"DefinitionString")) {
            known = readText(properties[u"DefinitionString"]);
        } else if (properties[u"DefinitionUri"].isScalar()) {
            known = readFile(properties[u"DefinitionUri"]);
        }
        if (known)
            return;
        const Value &substitutions = properties[u"DefinitionSubstitutions"];
        for (qsizetype i = 0; i < substitutions.keys.size(); ++i) {
            connectAll(substitutions.items.at(i),
                       QLatin1String("DefinitionSubstitutions.") + substitutions.keys.at(i));
        }
        connectAll(properties[u"DefinitionString"], QStringLiteral("DefinitionString"));
    }

private:
    bool readText(const Value &text)
    {
        if (!text.isScalar() && !text.isComputed())
            return false;
        const Expected<yaml::Tree> tree
            = yaml::parse(text.text.toUtf8(), m_reading.file + QLatin1String(" (definition)"));
        if (!tree || !tree->root().resolved()["States"].resolved().isMapping())
            return false;
        m_expressions = text.references();
        readMachine(plain(tree->root()), QStringLiteral("DefinitionString"));
        return true;
    }

    bool readFile(const Value &uri)
    {
        if (!m_files || uri.text.contains(QLatin1String("://")))
            return false;
        Expected<QByteArray> text = m_files(uri.text);
        if (text) {
            const Expected<yaml::Tree> tree = yaml::parse(*text, uri.text);
            if (tree) {
                readMachine(plain(tree->root()), QStringLiteral("DefinitionUri"));
                return true;
            }
            text = failure(tree.error());
        }
        for (Problem problem : text.error()) {
            // A fault inside the file keeps its own place.
            if (problem.where.file.isEmpty()) {
                problem.where = {.file = m_reading.file,
                                 .line = uri.node.line(),
                                 .column = uri.node.column(),
                                 .element = m_machine.id};
            }
            m_reading.problems.append(std::move(problem));
        }
        return false;
    }

    // The text of a definition as values: what stands in ${...} is a substitution, or what the
    // template has put there.
    Value plain(yaml::Node node)
    {
        node = node.resolved();
        if (node.isScalar())
            return substituted(node.text());
        Value value;
        if (node.isSequence()) {
            value.kind = Value::Kind::List;
            for (int i = 0; i < node.size(); ++i)
                value.items.append(plain(node.at(i)));
        } else if (node.isMapping()) {
            value.kind = Value::Kind::Map;
            for (int i = 0; i < node.size(); ++i) {
                value.keys.append(node.keyAt(i).text());
                value.items.append(plain(node.at(i)));
            }
        }
        return value;
    }

    Value substituted(Value value)
    {
        if (value.isScalar())
            return substituted(value.text);
        for (Value &item : value.items)
            item = substituted(std::move(item));
        return value;
    }

    Value substituted(const QString &text)
    {
        QString out;
        QList<Reference> references;
        bool known = true;
        qsizetype at = 0;
        while (at < text.size()) {
            const qsizetype open = text.indexOf(QLatin1String("${"), at);
            const qsizetype close = open < 0 ? -1 : text.indexOf(QLatin1Char('}'), open);
            if (close < 0)
                break;
            const QString name = text.mid(open + 2, close - open - 2);
            const Value part = valueOf(name);
            if (open == 0 && close + 1 == text.size())
                return part;
            out += QStringView(text).mid(at, open - at);
            out += part.canonical();
            known = known && part.isScalar();
            references.append(part.references());
            at = close + 1;
        }
        out += QStringView(text).mid(at);
        return known ? Value::scalar(out) : Value::computed(out, references);
    }

    Value valueOf(const QString &name) const
    {
        const Value &substitution = m_machine.properties[u"DefinitionSubstitutions"][name];
        if (substitution.isStated())
            return substitution;
        const Reference named{name.section(QLatin1Char('.'), 0, 0),
                              name.section(QLatin1Char('.'), 1)};
        return Value::computed(placeholder(name),
                               m_expressions.contains(named) ? QList<Reference>{named}
                                                             : QList<Reference>{});
    }

    // A machine, or the part of one inside a Map or Parallel state.
    void readMachine(const Value &machine, const QString &path)
    {
        const Value &states = machine[u"States"];
        for (qsizetype i = 0; i < states.keys.size(); ++i) {
            const Value &state = states.items.at(i);
            const QString at = path + QLatin1String(".States.") + states.keys.at(i);
            readTask(state[u"Resource"],
                     state.has(u"Arguments") ? state[u"Arguments"] : state[u"Parameters"], at);
            for (const char16_t *part : {u"ItemReader", u"ResultWriter"})
                readTask(state.at(QString::fromUtf16(part) + QLatin1String(".Resource")),
                         state[part].has(u"Arguments") ? state[part][u"Arguments"]
                                                       : state[part][u"Parameters"],
                         at + QLatin1Char('.') + QString::fromUtf16(part));
            for (const char16_t *part : {u"ItemProcessor", u"Iterator"})
                readMachine(state[part], at + QLatin1Char('.') + QString::fromUtf16(part));
            const Value &branches = state[u"Branches"];
            for (qsizetype branch = 0; branch < branches.items.size(); ++branch)
                readMachine(branches.items.at(branch),
                            at + QLatin1String(".Branches.") + QString::number(branch));
        }
    }

    void readTask(const Value &resource, const Value &parameters, const QString &path)
    {
        if (!resource.isStated())
            return;
        const QString action = actionOf(resource.text);
        if (action.isEmpty()) {
            connectAll(resource, path);
            return;
        }
        QList<ElementId> targets = m_reading.targets(parameters);
        for (const Argument &argument : arguments)
            addNamed(parameters, argument, targets);
        for (const ElementId target : std::as_const(targets))
            connect(target, action, parameters, path);
    }

    void addNamed(const Value &parameters, const Argument &argument, QList<ElementId> &targets)
    {
        const QList<Value> values = each(parameters,
                                         argument.name == QLatin1String("EventBusName")
                                             ? QStringLiteral("Entries.*.EventBusName")
                                             : QString(argument.name));
        for (const Value &value : values) {
            const bool names = (value.isScalar() || value.isComputed()) && !isDynamic(value.text);
            if (!names || !m_reading.targets(value).isEmpty())
                continue;
            ElementId id = m_reading.named(argument.service, value);
            if (!id && !argument.kind.isEmpty())
                id = m_reading.outside(argument.kind, value);
            if (id && !targets.contains(id))
                targets.append(id);
        }
    }

    void connect(ElementId target, const QString &action, const Value &parameters,
                 const QString &path)
    {
        if (target == m_machine.element)
            return;
        const Role role = m_reading.useOf(target);
        const Permitted what = permitted({action}, {});
        if (role == Role::Call && m_reading.draft.get<Function>(target)
            && parameters[u"InvocationType"].text == QLatin1String("Event")) {
            Connection connection;
            connection.from = m_machine.element;
            connection.to = target;
            connection.role = Role::Call;
            connection.execution = Field<Execution>(Execution::Asynchronous, Origin::Own);
            connection.evidence = {m_machine.path(path)};
            m_reading.draft.connect(std::move(connection));
            return;
        }
        m_reading.draft.support(m_machine.element, target, role, m_machine.path(path),
                                role == Role::Access && (what.reads || what.polls),
                                role == Role::Access && what.writes);
    }

    // Everything that the value names, without a word on what is done with it.
    void connectAll(const Value &value, const QString &path)
    {
        const QList<ElementId> targets = m_reading.targets(value);
        for (const ElementId target : targets) {
            if (target == m_machine.element)
                continue;
            const Role role = m_reading.useOf(target);
            const bool sends = m_reading.category(target) == catalog::Category::Messaging;
            m_reading.draft.support(m_machine.element, target, role, m_machine.path(path), false,
                                    role == Role::Access && sends);
        }
    }

    Template &m_reading;
    const Resource &m_machine;
    const FileReader &m_files;
    QList<Reference> m_expressions; ///< of a definition that the template writes as text
};

} // namespace

void readDefinitions(Template &reading, const FileReader &files)
{
    for (const Resource &resource : reading.resources) {
        if (resource.type == QLatin1String("AWS::Serverless::StateMachine")
            || resource.type == QLatin1String("AWS::StepFunctions::StateMachine"))
            DefinitionReader(reading, resource, files).read();
    }
}

} // namespace stratoplan::sam
