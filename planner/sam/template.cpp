// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/template.h"

#include <QRegularExpression>

#include <array>

namespace stratoplan::sam {

namespace {

// The property that names a resource, and the service whose ARNs carry that name.
struct PhysicalName
{
    QLatin1String type;
    QLatin1String service;
    const char16_t *property = nullptr;
};

constexpr std::array namingProperties{
    PhysicalName{QLatin1String("AWS::Serverless::Function"), QLatin1String("lambda"),
                 u"FunctionName"},
    PhysicalName{QLatin1String("AWS::Lambda::Function"), QLatin1String("lambda"), u"FunctionName"},
    PhysicalName{QLatin1String("AWS::SQS::Queue"), QLatin1String("sqs"), u"QueueName"},
    PhysicalName{QLatin1String("AWS::SNS::Topic"), QLatin1String("sns"), u"TopicName"},
    PhysicalName{QLatin1String("AWS::DynamoDB::Table"), QLatin1String("dynamodb"), u"TableName"},
    PhysicalName{QLatin1String("AWS::DynamoDB::GlobalTable"), QLatin1String("dynamodb"),
                 u"TableName"},
    PhysicalName{QLatin1String("AWS::Serverless::SimpleTable"), QLatin1String("dynamodb"),
                 u"TableName"},
    PhysicalName{QLatin1String("AWS::S3::Bucket"), QLatin1String("s3"), u"BucketName"},
    PhysicalName{QLatin1String("AWS::Kinesis::Stream"), QLatin1String("kinesis"), u"Name"},
    PhysicalName{QLatin1String("AWS::KinesisFirehose::DeliveryStream"), QLatin1String("firehose"),
                 u"DeliveryStreamName"},
    PhysicalName{QLatin1String("AWS::Events::EventBus"), QLatin1String("events"), u"Name"},
    PhysicalName{QLatin1String("AWS::StepFunctions::StateMachine"), QLatin1String("states"),
                 u"StateMachineName"},
    PhysicalName{QLatin1String("AWS::Serverless::StateMachine"), QLatin1String("states"), u"Name"},
    PhysicalName{QLatin1String("AWS::RDS::DBCluster"), QLatin1String("rds"),
                 u"DBClusterIdentifier"},
    PhysicalName{QLatin1String("AWS::RDS::DBInstance"), QLatin1String("rds"),
                 u"DBInstanceIdentifier"},
    PhysicalName{QLatin1String("AWS::KinesisFirehose::DeliveryStream"), QLatin1String("firehose"),
                 u"DeliveryStreamName"},
    PhysicalName{QLatin1String("AWS::SecretsManager::Secret"), QLatin1String("secretsmanager"),
                 u"Name"},
    PhysicalName{QLatin1String("AWS::Logs::LogGroup"), QLatin1String("logs"), u"LogGroupName"},
};

bool isNameCharacter(QChar character)
{
    return (character.isLetterOrNumber() && character.unicode() < 128)
        || character == QLatin1Char('-') || character == QLatin1Char('_');
}

void collectEach(const Value &value, QStringView path, const QString &at, QList<Found> &found)
{
    if (path.isEmpty()) {
        if (value.isStated())
            found.append({at, value});
        return;
    }
    const qsizetype dot = path.indexOf(QLatin1Char('.'));
    const QStringView key = dot < 0 ? path : path.left(dot);
    const QStringView rest = dot < 0 ? QStringView() : path.mid(dot + 1);
    const QString before = at.isEmpty() ? at : at + QLatin1Char('.');
    if (key != QLatin1String("*")) {
        collectEach(value.at(key), rest, before + key.toString(), found);
        return;
    }
    if (value.isList()
        || (value.isMap() && !rest.isEmpty() && value.has(rest.split(u'.').front()))) {
        // A single entry where a list belongs is read as a list of one.
        if (value.isMap()) {
            collectEach(value, rest, at, found);
            return;
        }
        for (qsizetype i = 0; i < value.items.size(); ++i)
            collectEach(value.items.at(i), rest, before + QString::number(i), found);
    } else if (value.isMap()) {
        for (qsizetype i = 0; i < value.items.size(); ++i)
            collectEach(value.items.at(i), rest, before + value.keys.at(i), found);
    } else if (value.isStated()) {
        collectEach(value, rest, at, found);
    }
}

struct KindOfName
{
    QLatin1String kind;
    QLatin1String service;
};

constexpr std::array kindsOfNames{
    KindOfName{QLatin1String("queue"), QLatin1String("sqs")},
    KindOfName{QLatin1String("topic"), QLatin1String("sns")},
    KindOfName{QLatin1String("table"), QLatin1String("dynamodb")},
    KindOfName{QLatin1String("bucket"), QLatin1String("s3")},
    KindOfName{QLatin1String("stream"), QLatin1String("kinesis")},
    KindOfName{QLatin1String("delivery-stream"), QLatin1String("firehose")},
    KindOfName{QLatin1String("event-bus"), QLatin1String("events")},
    KindOfName{QLatin1String("state-machine"), QLatin1String("states")},
    KindOfName{QLatin1String("log-group"), QLatin1String("logs")},
};

// Resources that stand for another one where a connection names them.
struct StandIn
{
    QLatin1String type;
    const char16_t *property = nullptr;
};

constexpr std::array standIns{
    StandIn{QLatin1String("AWS::Lambda::Alias"), u"FunctionName"},
    StandIn{QLatin1String("AWS::Lambda::Version"), u"FunctionName"},
    StandIn{QLatin1String("AWS::Kinesis::StreamConsumer"), u"StreamARN"},
    StandIn{QLatin1String("AWS::ElasticLoadBalancingV2::Listener"), u"LoadBalancerArn"},
    StandIn{QLatin1String("AWS::ApiGateway::Stage"), u"RestApiId"},
    StandIn{QLatin1String("AWS::ApiGatewayV2::Stage"), u"ApiId"},
    StandIn{QLatin1String("AWS::EFS::AccessPoint"), u"FileSystemId"},
};

} // namespace

QString Resource::path(const QString &rest) const
{
    QString out = QLatin1String("Resources.") + id;
    if (!rest.isEmpty())
        out += QLatin1String(".Properties.") + rest;
    return out;
}

QList<Found> findEach(const Value &value, QStringView path)
{
    QList<Found> found;
    collectEach(value, path, {}, found);
    return found;
}

QList<Value> each(const Value &value, QStringView path)
{
    QList<Value> values;
    const QList<Found> found = findEach(value, path);
    for (const Found &one : found)
        values.append(one.value);
    return values;
}

Template::Template(const yaml::Tree &text, QString name, const catalog::Catalog &facts,
                   const ReadOptions &options)
    : tree(text)
    , file(std::move(name))
    , catalog(facts)
    , evaluator(text, file, options)
{
}

const Resource *Template::resource(const QString &id) const
{
    const auto index = m_byId.constFind(id);
    return index == m_byId.constEnd() ? nullptr : &resources[*index];
}

ElementId Template::elementOf(const QString &id) const
{
    return m_elements.value(id);
}

void Template::indexElements()
{
    for (size_t i = 0; i < resources.size(); ++i) {
        const Resource &resource = resources[i];
        if (m_byId.contains(resource.id))
            continue;
        m_byId.insert(resource.id, i);
        m_elements.insert(resource.id, resource.element);
        indexPhysicalName(resource);
        if (const auto *service = draft.get<Service>(resource.element)) {
            const catalog::ServiceKind *kind = catalog.service(service->kind);
            if (kind && kind->category == catalog::Category::Configuration)
                m_configuration.insert(resource.element);
        }
    }
    for (const Resource &resource : resources) {
        for (const StandIn &standIn : standIns) {
            if (resource.type != standIn.type)
                continue;
            const ElementId element = target(resource.properties[standIn.property]);
            if (element && element != resource.element)
                m_elements.insert(resource.id, element);
        }
    }
}

void Template::indexPhysicalName(const Resource &resource)
{
    for (const PhysicalName &physical : namingProperties) {
        if (resource.type != physical.type)
            continue;
        const Value &name = resource.properties[physical.property];
        if ((name.isScalar() || name.isComputed()) && !name.text.isEmpty())
            m_physical.insert(physical.service + QLatin1Char(':') + name.text, resource.element);
    }
}

bool Template::isConfiguration(ElementId id) const
{
    return m_configuration.contains(id);
}

std::optional<catalog::Category> Template::category(ElementId id) const
{
    if (draft.get<Function>(id))
        return catalog::Category::Compute;
    const auto *service = draft.get<Service>(id);
    const catalog::ServiceKind *kind = service ? catalog.service(service->kind) : nullptr;
    if (!kind || service->kind == QLatin1String("unknown"))
        return std::nullopt;
    return kind->category;
}

Role Template::useOf(ElementId id) const
{
    switch (category(id).value_or(catalog::Category::Data)) {
    case catalog::Category::Compute:
    case catalog::Category::Entry:
    case catalog::Category::Workflow:
        return Role::Call;
    default:
        return Role::Access;
    }
}

ElementId Template::named(const QString &service, const Value &name) const
{
    if (!name.isScalar() && !name.isComputed())
        return {};
    return m_physical.value(service + QLatin1Char(':') + name.text);
}

QList<ElementId> Template::targets(const Value &value) const
{
    QList<ElementId> found;
    const QList<Reference> references = value.references();
    for (const Reference &reference : references) {
        const ElementId id = elementOf(reference.id);
        if (!id || isConfiguration(id) || found.contains(id))
            continue;
        if (draft.get<Function>(id) || draft.get<Service>(id))
            found.append(id);
    }
    if (found.isEmpty() && (value.isScalar() || value.isComputed())) {
        if (const std::optional<Arn> arn = arnOf(value.text)) {
            const ElementId named = m_physical.value(arn->service + QLatin1Char(':') + arn->name());
            if (named)
                found.append(named);
        }
    }
    return found;
}

ElementId Template::target(const Value &value) const
{
    const QList<ElementId> found = targets(value);
    return found.isEmpty() ? ElementId{} : found.front();
}

ElementId Template::outside(const QString &kind, const Value &value)
{
    if (!value.isScalar() && !value.isComputed())
        return {};
    const QString name = outsideName(value);
    if (name.isEmpty() || kind.isEmpty())
        return {};
    // A resource may be named by the name that it is given instead of by a reference.
    for (const KindOfName &row : kindsOfNames) {
        if (kind == row.kind) {
            if (const ElementId inside = named(row.service, value))
                return inside;
        }
    }
    // Parts of one thing (objects of a bucket, indexes of a table) are that thing.
    const std::optional<Arn> arn = arnOf(value.text);
    const QString key
        = kind + QLatin1Char(':') + (arn && !arn->name().isEmpty() ? arn->name() : value.text);
    const auto known = m_outside.constFind(key);
    if (known != m_outside.constEnd())
        return *known;
    Service service;
    service.name = name;
    service.kind = kind;
    const ElementId id = draft.add(service);
    m_outside.insert(key, id);
    servicesOutside.insert(common(draft.at(id)).name, outsideNaming(value, evaluator));
    return id;
}

QMap<QString, QString> Template::physicalNames() const
{
    QMap<QString, QString> names;
    for (auto named = m_physical.cbegin(); named != m_physical.cend(); ++named)
        names.insert(named.key(), common(draft.at(named.value())).name);
    for (const Resource &resource : resources) {
        const Value &name = resource.properties[u"Name"];
        if (resource.type != QLatin1String("AWS::SSM::Parameter") || !name.isScalar())
            continue;
        if (const ElementId id = target(resource.properties[u"Value"]))
            names.insert(QLatin1String("ssm:") + name.text, common(draft.at(id)).name);
    }
    return names;
}

ElementId Template::targetOrOutside(const Value &value, const QString &kind)
{
    const ElementId id = target(value);
    return id ? id : outside(kind, value);
}

ElementId Template::generated(const QString &id, const QString &kind, const QString &cfnType,
                              const Resource &from)
{
    if (const ElementId known = elementOf(id))
        return known;
    Service service;
    service.name = id;
    service.kind = kind;
    service.cfnType = cfnType;
    service.condition = from.condition;
    const ElementId element = draft.add(service);
    alias(id, element);
    return element;
}

QString Template::kindOf(const QString &cfnType) const
{
    const catalog::ServiceKind *kind = catalog.serviceOfCfnType(cfnType);
    return kind ? kind->kind : QStringLiteral("unknown");
}

void Template::report(Severity severity, const QString &code, yaml::Node node,
                      const Resource *resource, Text what, Text remedy)
{
    Problem problem;
    problem.severity = severity;
    problem.code = code;
    problem.what = std::move(what);
    problem.remedy = std::move(remedy);
    problem.where.file = file;
    if (node.isValid()) {
        problem.where.line = node.line();
        problem.where.column = node.column();
    }
    if (resource)
        problem.where.element = resource->id;
    problems.append(std::move(problem));
}

Field<QString> Template::text(const Value &value) const
{
    if (value.isScalar())
        return {value.text, value.origin};
    if (value.isStated())
        return Field<QString>::computed(value.expression(), value.origin);
    return {};
}

namespace {

template <class T, class Convert>
Field<T> fieldOf(Template &reading, const Value &value, const Resource &resource, Text what,
                 Convert convert)
{
    if (!value.isStated())
        return {};
    if (value.isComputed())
        return Field<T>::computed(value.expression(), value.origin);
    if (const auto converted = convert(value))
        return {T(*converted), value.origin};
    what.args.insert(QStringLiteral("value"), value.isScalar() ? value.text : value.expression());
    reading.report(Severity::Medium, QStringLiteral("sam.bad-value"), value.node, &resource,
                   std::move(what), {STRATOPLAN_TEXT("Sam", "Correct the value"), {}});
    return Field<T>::computed(value.expression(), value.origin);
}

Text notANumber()
{
    return {STRATOPLAN_TEXT("Sam", "\"{value}\" is not a whole number"), {}};
}

} // namespace

Field<int> Template::integer(const Value &value, const Resource &resource)
{
    return fieldOf<int>(*this, value, resource, notANumber(),
                        [](const Value &v) { return v.integer(); });
}

Field<bool> Template::boolean(const Value &value, const Resource &resource)
{
    return fieldOf<bool>(*this, value, resource,
                         {STRATOPLAN_TEXT("Sam", "\"{value}\" is neither true nor false"), {}},
                         [](const Value &v) { return v.boolean(); });
}

Field<Seconds> Template::seconds(const Value &value, const Resource &resource)
{
    return fieldOf<Seconds>(*this, value, resource, notANumber(),
                            [](const Value &v) { return v.integer(); });
}

namespace {

// Parts of a text between separators that stand outside of all placeholders.
QStringList topLevelParts(const QString &text, QLatin1Char separator)
{
    QStringList parts;
    int depth = 0;
    qsizetype from = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar character = text.at(i);
        if (character == QLatin1Char('{'))
            depth += 1;
        else if (character == QLatin1Char('}'))
            depth -= 1;
        else if (character == separator && depth == 0) {
            parts.append(text.mid(from, i - from));
            from = i + 1;
        }
    }
    parts.append(text.mid(from));
    return parts;
}

} // namespace

std::optional<Arn> arnOf(const QString &text)
{
    const QStringList parts = topLevelParts(text, QLatin1Char(':'));
    if (parts.size() < 6 || parts.front() != QLatin1String("arn"))
        return std::nullopt;
    return Arn{parts.at(2), parts.mid(5).join(QLatin1Char(':'))};
}

QString Arn::name() const
{
    const QLatin1Char separator = service == QLatin1String("lambda")
            || service == QLatin1String("states") || service == QLatin1String("logs")
            || service == QLatin1String("mq") || service.startsWith(QLatin1String("rds"))
            || service == QLatin1String("secretsmanager")
        ? QLatin1Char(':')
        : QLatin1Char('/');
    const QStringList parts = topLevelParts(resource, separator);
    if (service == QLatin1String("s3"))
        return parts.front();
    // A user of a database is named behind the database.
    if (service == QLatin1String("rds-db"))
        return parts.value(1).section(QLatin1Char('/'), 0, 0);
    return parts.size() > 1 ? parts.at(1) : parts.front();
}

namespace {

// The one part of a canonical text that people would call it by: functions around it are dropped.
// Positions that it is selected by are added, the outermost last.
struct Essence
{
    QString text;
    QStringList positions;
};
Essence essence(QString text)
{
    QStringList positions;
    while (text.startsWith(QLatin1String("${")) && text.endsWith(QLatin1Char('}'))) {
        const QString inner = text.mid(2, text.size() - 3);
        const QString function = inner.section(QLatin1Char(':'), 0, 0);
        const QString argument = inner.mid(function.size() + 1);
        const QStringList parts = topLevelParts(argument, QLatin1Char(','));
        if (function == QLatin1String("ImportValue") || function == QLatin1String("Join")) {
            text = argument;
        } else if (function == QLatin1String("Split") || function == QLatin1String("FindInMap")) {
            text = parts.last();
        } else if (function == QLatin1String("Select") && parts.size() > 1) {
            positions.prepend(parts.front());
            text = argument.mid(parts.front().size() + 1);
        } else if (function == QLatin1String("If")) {
            const QStringList choices = topLevelParts(argument, QLatin1Char(':'));
            text = choices.value(1).isEmpty() ? choices.value(2) : choices.value(1);
        } else {
            break;
        }
    }
    return {text, positions};
}

QString refOf(const Value &value)
{
    if (intrinsicName(value.node) != "Ref")
        return {};
    const yaml::Node node = value.node.resolved();
    const QString id = node.isScalar() ? node.text() : node.at(0).resolved().text();
    return id.contains(QLatin1Char(':')) ? QString() : id;
}

// What a text stands for when it is a placeholder of a parameter or a dynamic reference.
QString nameIn(const QString &text)
{
    static const QRegularExpression dynamic(
        QStringLiteral("^\\{\\{resolve:ssm:([^:}]+)(:[0-9]+)?\\}\\}$"));
    if (const QRegularExpressionMatch match = dynamic.match(text); match.hasMatch())
        return match.captured(1);
    const bool isPlaceholder
        = text.startsWith(QLatin1String("${")) && text.indexOf(QLatin1Char('}')) == text.size() - 1;
    return isPlaceholder ? text.mid(2, text.size() - 3) : text;
}

} // namespace

QString outsideName(const Value &value)
{
    if (const QString id = refOf(value); !id.isEmpty())
        return id;
    const Essence part = essence(value.text);
    QString text = part.text;
    for (const QString &position : part.positions)
        text += QLatin1Char('-') + position;
    if (const std::optional<Arn> arn = arnOf(text); arn && !arn->name().isEmpty())
        text = arn->name();
    QString name;
    for (const QChar character : std::as_const(text)) {
        if (isNameCharacter(character) && character != QLatin1Char('-'))
            name += character;
        else if (!name.isEmpty() && !name.endsWith(QLatin1Char('-')))
            name += QLatin1Char('-');
    }
    while (name.endsWith(QLatin1Char('-')))
        name.chop(1);
    constexpr qsizetype longest = 64;
    return name.left(longest);
}

OutsideNaming outsideNaming(const Value &value, const Evaluator &evaluator)
{
    const Essence part = essence(value.text);
    OutsideNaming naming;
    const auto add = [&naming](const QString &name) {
        if (!name.isEmpty() && !naming.names.contains(name))
            naming.names.append(name);
    };
    const QString name = nameIn(part.text);
    add(name);
    add(evaluator.systemsManagerName(name));
    const QString ref = refOf(value);
    add(ref);
    add(evaluator.systemsManagerName(ref));
    static const QRegularExpression imported(
        QStringLiteral("\\$\\{ImportValue:((?:[^{}]|\\{[^{}]*\\})+)\\}"));
    if (const QRegularExpressionMatch match = imported.match(value.text); match.hasMatch())
        naming.import = match.captured(1);
    if (!part.positions.isEmpty()) {
        bool isNumber = false;
        const int position = part.positions.last().toInt(&isNumber);
        if (isNumber)
            naming.position = position;
    }
    return naming;
}

} // namespace stratoplan::sam
