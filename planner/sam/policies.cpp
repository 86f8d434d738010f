// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/policies.h"

#include <array>

namespace stratoplan::sam {

namespace {

// Prefixes of the IAM actions that use a resource of a type, where it is not the middle part of the
// type in lower case (Service Authorization Reference, "Service prefix"). Actions that only manage
// a database or a broker have another prefix than those that connect to it: they are no use of it.
struct ActionPrefixes
{
    QLatin1String type; ///< beginning of the CloudFormation type
    QLatin1String prefixes; ///< blanks between
};

constexpr std::array actionPrefixes{
    ActionPrefixes{QLatin1String("AWS::Serverless::Function"), QLatin1String("lambda")},
    ActionPrefixes{QLatin1String("AWS::Serverless::SimpleTable"), QLatin1String("dynamodb")},
    ActionPrefixes{QLatin1String("AWS::Serverless::StateMachine"), QLatin1String("states")},
    ActionPrefixes{QLatin1String("AWS::Serverless::GraphQLApi"), QLatin1String("appsync")},
    ActionPrefixes{QLatin1String("AWS::Serverless::"), QLatin1String("execute-api")},
    ActionPrefixes{QLatin1String("AWS::ApiGateway"), QLatin1String("execute-api")},
    ActionPrefixes{QLatin1String("AWS::StepFunctions::"), QLatin1String("states")},
    ActionPrefixes{QLatin1String("AWS::KinesisFirehose::"), QLatin1String("firehose")},
    ActionPrefixes{QLatin1String("AWS::Cognito::"), QLatin1String("cognito-idp cognito-identity")},
    ActionPrefixes{QLatin1String("AWS::RDS::"), QLatin1String("rds-db rds-data")},
    ActionPrefixes{QLatin1String("AWS::DocDB"), QLatin1String("-")},
    ActionPrefixes{QLatin1String("AWS::Neptune"), QLatin1String("neptune-db neptune-graph")},
    ActionPrefixes{QLatin1String("AWS::Redshift"), QLatin1String("redshift-data")},
    ActionPrefixes{QLatin1String("AWS::ElastiCache::"), QLatin1String("-")},
    ActionPrefixes{QLatin1String("AWS::MemoryDB::"), QLatin1String("-")},
    ActionPrefixes{QLatin1String("AWS::AmazonMQ::"), QLatin1String("-")},
    ActionPrefixes{QLatin1String("AWS::MSK::"), QLatin1String("kafka-cluster")},
    ActionPrefixes{QLatin1String("AWS::EC2::"), QLatin1String("-")},
    ActionPrefixes{QLatin1String("AWS::EFS::"), QLatin1String("elasticfilesystem")},
    ActionPrefixes{QLatin1String("AWS::OpenSearchService::"), QLatin1String("es")},
    ActionPrefixes{QLatin1String("AWS::Elasticsearch::"), QLatin1String("es")},
    ActionPrefixes{QLatin1String("AWS::OpenSearchServerless::"), QLatin1String("aoss")},
    ActionPrefixes{QLatin1String("AWS::VpcLattice::"), QLatin1String("vpc-lattice-svcs")},
    ActionPrefixes{QLatin1String("AWS::BedrockAgentCore::"), QLatin1String("bedrock-agentcore")},
    ActionPrefixes{QLatin1String("AWS::Location::"), QLatin1String("geo geo-maps geo-places")},
    ActionPrefixes{QLatin1String("AWS::Pinpoint::"), QLatin1String("mobiletargeting")},
    ActionPrefixes{QLatin1String("AWS::S3Express::"), QLatin1String("s3express s3")},
};

QStringList prefixesOf(const QString &cfnType)
{
    for (const ActionPrefixes &row : actionPrefixes) {
        if (cfnType.startsWith(row.type))
            return QString(row.prefixes).split(QLatin1Char(' '));
    }
    return {cfnType.section(QLatin1String("::"), 1, 1).toLower()};
}

bool startsWithAny(const QString &text, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&text](const char *word) {
        return text.startsWith(QLatin1String(word), Qt::CaseInsensitive);
    });
}

void addAction(const QString &action, Permitted &permitted)
{
    const QString service = action.section(QLatin1Char(':'), 0, 0).toLower();
    const QString verb = action.section(QLatin1Char(':'), 1);
    // A sender asks for the address of a queue like a reader does: it is no use by itself.
    if (service == QLatin1String("sqs") && verb == QLatin1String("GetQueueUrl"))
        return;
    // Of workflows, answers to a task and looks at an execution start none: they only read.
    const bool ofWorkflows = service == QLatin1String("states");
    if (action == QLatin1String("*") || verb == QLatin1String("*")) {
        permitted.reads = true;
        permitted.writes = true;
        permitted.calls = true;
    } else if (startsWithAny(verb,
                             {"Invoke", "StartExecution", "StartSyncExecution", "RedriveExecution",
                              "GraphQL"})) {
        permitted.calls = true;
    } else if (service == QLatin1String("kafka-cluster")) {
        // A mapping needs all but the writing of its function too.
        (verb.startsWith(QLatin1String("Write")) ? permitted.writes : permitted.polls) = true;
    } else if (!ofWorkflows
               && ((service == QLatin1String("sqs")
                    && startsWithAny(verb, {"Receive", "Delete", "ChangeMessage", "GetQueue"}))
                   || startsWithAny(verb,
                                    {"GetRecords", "GetShardIterator", "DescribeStream",
                                     "ListStreams", "ListShards", "SubscribeToShard"}))) {
        permitted.polls = true;
    } else if (!ofWorkflows
               && startsWithAny(verb, {"Connect", "ExecuteStatement", "BatchExecute"})) {
        permitted.reads = true;
        permitted.writes = true;
    } else if (ofWorkflows
               || startsWithAny(verb,
                                {"Get", "BatchGet", "Query", "Scan", "List", "Describe", "Head",
                                 "Select", "Read", "Search", "Retrieve", "Lookup", "PartiQLSelect",
                                 "ConditionCheck", "Subscribe", "View"})) {
        permitted.reads = true;
    } else {
        permitted.writes = true;
    }
}

// Policy templates that name something outside, by the beginning of their names.
struct TemplateTarget
{
    QLatin1String prefix;
    QLatin1String cfnType;
    QLatin1String sharedName; ///< one element stands for all of them
};

constexpr std::array templateTargets{
    TemplateTarget{QLatin1String("DynamoDB"), QLatin1String("AWS::DynamoDB::Table"), {}},
    TemplateTarget{QLatin1String("SQS"), QLatin1String("AWS::SQS::Queue"), {}},
    TemplateTarget{QLatin1String("SNS"), QLatin1String("AWS::SNS::Topic"), {}},
    TemplateTarget{QLatin1String("Kinesis"), QLatin1String("AWS::Kinesis::Stream"), {}},
    TemplateTarget{
        QLatin1String("Firehose"), QLatin1String("AWS::KinesisFirehose::DeliveryStream"), {}},
    TemplateTarget{QLatin1String("S3"), QLatin1String("AWS::S3::Bucket"), {}},
    TemplateTarget{QLatin1String("EventBridge"), QLatin1String("AWS::Events::EventBus"), {}},
    TemplateTarget{QLatin1String("StepFunctionsExecution"),
                   QLatin1String("AWS::StepFunctions::StateMachine"),
                   {}},
    TemplateTarget{QLatin1String("AWSSecretsManagerGet"),
                   QLatin1String("AWS::SecretsManager::Secret"), QLatin1String("SecretsManager")},
    TemplateTarget{QLatin1String("SSMParameter"), QLatin1String("AWS::SSM::Parameter"),
                   QLatin1String("ParameterStore")},
};

// Services elsewhere that a statement names by an ARN. Parameters and secrets are one store each.
struct ArnTarget
{
    QLatin1String service; ///< as in the ARN
    QLatin1String prefixes; ///< of the actions that use it
    QLatin1String kind;
    QLatin1String sharedName = {};
    QLatin1String implied = {}; ///< switch of the service that must be on for these actions
};

constexpr std::array arnTargets{
    ArnTarget{QLatin1String("dynamodb"), QLatin1String("dynamodb"), QLatin1String("table")},
    ArnTarget{QLatin1String("s3"), QLatin1String("s3"), QLatin1String("bucket")},
    ArnTarget{QLatin1String("sqs"), QLatin1String("sqs"), QLatin1String("queue")},
    ArnTarget{QLatin1String("sns"), QLatin1String("sns"), QLatin1String("topic")},
    ArnTarget{QLatin1String("kinesis"), QLatin1String("kinesis"), QLatin1String("stream")},
    ArnTarget{QLatin1String("firehose"), QLatin1String("firehose"),
              QLatin1String("delivery-stream")},
    ArnTarget{QLatin1String("events"), QLatin1String("events"), QLatin1String("event-bus")},
    ArnTarget{QLatin1String("states"), QLatin1String("states"), QLatin1String("state-machine")},
    ArnTarget{QLatin1String("rds-db"), QLatin1String("rds-db"),
              QLatin1String("relational-database")},
    ArnTarget{QLatin1String("rds"),
              QLatin1String("rds-data"),
              QLatin1String("relational-database"),
              {},
              QLatin1String("dataApi")},
    ArnTarget{QLatin1String("elasticfilesystem"), QLatin1String("elasticfilesystem"),
              QLatin1String("file-system")},
    ArnTarget{QLatin1String("secretsmanager"), QLatin1String("secretsmanager"),
              QLatin1String("secret"), QLatin1String("SecretsManager")},
    ArnTarget{QLatin1String("ssm"), QLatin1String("ssm"), QLatin1String("parameter"),
              QLatin1String("ParameterStore")},
};

// Policies of AWS that give a service as a whole: the word in their name, and the prefix of the
// actions (AWS Managed Policy Reference).
struct ManagedPolicy
{
    QLatin1String word;
    QLatin1String prefix;
};

constexpr std::array managedPolicies{
    ManagedPolicy{QLatin1String("DynamoDB"), QLatin1String("dynamodb")},
    ManagedPolicy{QLatin1String("S3"), QLatin1String("s3")},
    ManagedPolicy{QLatin1String("SQS"), QLatin1String("sqs")},
    ManagedPolicy{QLatin1String("SNS"), QLatin1String("sns")},
    ManagedPolicy{QLatin1String("Kinesis"), QLatin1String("kinesis")},
    ManagedPolicy{QLatin1String("EventBridge"), QLatin1String("events")},
    ManagedPolicy{QLatin1String("SSM"), QLatin1String("ssm")},
    ManagedPolicy{QLatin1String("SecretsManager"), QLatin1String("secretsmanager")},
    ManagedPolicy{QLatin1String("RDSData"), QLatin1String("rds-data")},
};

// "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" or its last part, as an action; empty for
// policies of another kind.
QString actionOfManaged(const QString &policy)
{
    const QString name = policy.section(QLatin1Char('/'), -1);
    const bool full
        = name.endsWith(QLatin1String("FullAccess")) || name.endsWith(QLatin1String("ReadWrite"));
    if (!full && !name.endsWith(QLatin1String("ReadOnlyAccess")))
        return {};
    for (const ManagedPolicy &row : managedPolicies) {
        if (name.contains(row.word))
            return row.prefix + QLatin1String(full ? ":*" : ":Get*");
    }
    return {};
}

class PolicyReader
{
public:
    explicit PolicyReader(Template &reading)
        : m_reading(reading)
    {
    }

    void read()
    {
        indexRoles();
        for (const Resource &resource : m_reading.resources) {
            const bool isFunction = m_reading.draft.get<Function>(resource.element) != nullptr;
            if (!isFunction && !resource.type.endsWith(QLatin1String("::StateMachine")))
                continue;
            m_principal = resource.element;
            const Value &policies = resource.properties[u"Policies"];
            readPolicyList(policies, resource.path(QStringLiteral("Policies")));
            for (const char16_t *name : {u"Role", u"RoleArn"}) {
                for (const Reference &reference : resource.properties[name].references()) {
                    // Many functions may share one role: each has what it permits.
                    if (const Resource *role = m_reading.resource(reference.id))
                        readRole(*role);
                }
            }
        }
    }

private:
    // Policies that name the roles that they belong to.
    void indexRoles()
    {
        for (const Resource &resource : m_reading.resources) {
            if (resource.type != QLatin1String("AWS::IAM::Policy")
                && resource.type != QLatin1String("AWS::IAM::ManagedPolicy")
                && resource.type != QLatin1String("AWS::IAM::RolePolicy")) {
                continue;
            }
            QList<Reference> roles = resource.properties[u"Roles"].references();
            roles.append(resource.properties[u"RoleName"].references());
            for (const Reference &reference : std::as_const(roles))
                m_policiesOfRole[reference.id].append(&resource);
        }
    }

    void readRole(const Resource &role)
    {
        if (role.type != QLatin1String("AWS::IAM::Role"))
            return;
        const QList<Found> inlinePolicies
            = findEach(role.properties, u"Policies.*.PolicyDocument.Statement");
        for (const Found &found : inlinePolicies)
            readStatements(found.value, role.path(found.path));
        const QList<Value> managed = each(role.properties, u"ManagedPolicyArns.*");
        for (const Value &arn : managed)
            readManaged(arn);
        const QList<const Resource *> attached = m_policiesOfRole.value(role.id);
        for (const Resource *policy : attached)
            readDocument(*policy);
    }

    void readDocument(const Resource &policy)
    {
        readStatements(policy.properties.at(u"PolicyDocument.Statement"),
                       policy.path(QStringLiteral("PolicyDocument.Statement")));
    }

    void readManaged(const Value &value)
    {
        if (const QString action = actionOfManaged(value.text); !action.isEmpty())
            m_reading.permitEverywhere(m_principal, {action});
        for (const Reference &reference : value.references()) {
            const Resource *policy = m_reading.resource(reference.id);
            if (policy && policy->type == QLatin1String("AWS::IAM::ManagedPolicy"))
                readDocument(*policy);
        }
    }

    void readPolicyList(const Value &policies, const QString &path)
    {
        const bool single = !policies.isList();
        const QList<Value> list = single ? QList<Value>{policies} : policies.items;
        for (qsizetype i = 0; i < list.size(); ++i) {
            const Value &policy = list.at(i);
            const QString at = single ? path : path + QLatin1Char('.') + QString::number(i);
            if (policy.isComputed() || policy.isScalar()) {
                readManaged(policy);
            } else if (policy.has(u"Statement")) {
                readStatements(policy[u"Statement"], at + QLatin1String(".Statement"));
            } else if (policy.isMap()) {
                for (qsizetype k = 0; k < policy.items.size(); ++k) {
                    readTemplate(policy.keys.at(k), policy.items.at(k),
                                 at + QLatin1Char('.') + policy.keys.at(k));
                }
            }
        }
    }

    void readTemplate(const QString &name, const Value &parameters, const QString &path)
    {
        if (!parameters.isMap())
            return;
        const Permitted what = permittedByTemplate(name);
        const TemplateTarget *row = nullptr;
        for (const TemplateTarget &candidate : templateTargets) {
            if (name.startsWith(candidate.prefix))
                row = &candidate;
        }
        for (qsizetype i = 0; i < parameters.items.size(); ++i) {
            const Value &value = parameters.items.at(i);
            QList<ElementId> targets = m_reading.targets(value);
            // A function that is named by the name that it is given.
            if (targets.isEmpty() && name.startsWith(QLatin1String("Lambda"))) {
                if (const ElementId named = m_reading.named(QStringLiteral("lambda"), value))
                    targets.append(named);
            }
            if (targets.isEmpty() && row && i == 0) {
                const ElementId id = outsideTarget(*row, value);
                if (id)
                    targets.append(id);
            }
            for (const ElementId target : std::as_const(targets))
                permit(target, what, path);
        }
    }

    ElementId outsideTarget(const TemplateTarget &row, const Value &value)
    {
        // What refers to a resource that is no end of a connection is not outside either.
        const QList<Reference> references = value.references();
        const bool inside
            = std::any_of(references.begin(), references.end(),
                          [this](const Reference &r) { return bool(m_reading.elementOf(r.id)); });
        if (inside || value.text == QLatin1String("*"))
            return {};
        const QString kind = m_reading.kindOf(row.cfnType);
        if (row.sharedName.isEmpty())
            return m_reading.outside(kind, value);
        return value.isStated() ? m_reading.outside(kind, Value::scalar(row.sharedName))
                                : ElementId{};
    }

    void readStatements(const Value &value, const QString &path)
    {
        const bool single = !value.isList();
        const QList<Value> statements = single ? QList<Value>{value} : value.items;
        for (qsizetype i = 0; i < statements.size(); ++i) {
            const Value &statement = statements.at(i);
            if (!statement.isMap() || statement[u"Effect"].text == QLatin1String("Deny"))
                continue;
            QStringList actions;
            const QList<Value> stated = statement[u"Action"].list();
            for (const Value &action : stated)
                actions.append(action.text);
            const QString at = single ? path : path + QLatin1Char('.') + QString::number(i);
            QList<ElementId> seen;
            const QList<Value> named = statement[u"Resource"].list();
            for (const Value &resource : named) {
                if (resource.text == QLatin1String("*"))
                    m_reading.permitEverywhere(m_principal, actions);
                QList<ElementId> targets = m_reading.targets(resource);
                if (targets.isEmpty())
                    targets = outsideTargets(resource, actions);
                for (const ElementId target : std::as_const(targets)) {
                    if (seen.contains(target))
                        continue;
                    seen.append(target);
                    permit(target, permittedBy(target, actions), at);
                }
            }
        }
    }

    // What an ARN names that is neither in the template nor a part of something there. Of an ARN
    // that deployment alone knows (a parameter, an import), the actions tell the service.
    QList<ElementId> outsideTargets(const Value &resource, const QStringList &actions)
    {
        const QList<Reference> references = resource.references();
        for (const Reference &reference : references) {
            if (m_reading.elementOf(reference.id))
                return {};
        }
        const std::optional<Arn> arn = arnOf(resource.text);
        const Value named = arn ? resource : withoutParts(resource);
        const ArnTarget *row = arn ? rowOf(*arn, actions) : rowOf(named, actions);
        if (!row)
            return {};
        const ElementId id = m_reading.outside(
            row->kind, row->sharedName.isEmpty() ? named : Value::scalar(row->sharedName));
        auto *service = m_reading.draft.get<Service>(id);
        if (service && service->cfnType.isEmpty() && !row->implied.isEmpty())
            service->properties.insert(row->implied, Field<QVariant>(QVariant(true), Origin::Own));
        return id ? QList<ElementId>{id} : QList<ElementId>{};
    }

    static const ArnTarget *rowOf(const Arn &arn, const QStringList &actions)
    {
        if (arn.name().isEmpty() || arn.name().startsWith(QLatin1Char('*')))
            return nullptr;
        for (const ArnTarget &row : arnTargets) {
            if (arn.service != row.service || !permitted(actions, row.prefixes).any())
                continue;
            // Rules belong to the same service; naming one is no use of a bus.
            if (row.service == QLatin1String("events")
                && !arn.resource.startsWith(QLatin1String("event-bus")))
                continue;
            return &row;
        }
        return nullptr;
    }

    // Nothing where the actions are those of several services, or where the text is just a pattern.
    static const ArnTarget *rowOf(const Value &unknown, const QStringList &actions)
    {
        if (!unknown.isComputed() || !unknown.text.startsWith(QLatin1String("${"))
            || unknown.text.startsWith(QLatin1String("${AWS::"))) {
            return nullptr;
        }
        const ArnTarget *found = nullptr;
        for (const ArnTarget &row : arnTargets) {
            if (!permitted(actions, row.prefixes).any())
                continue;
            if (found)
                return nullptr;
            found = &row;
        }
        return found;
    }

    // "${BucketArn}/*" is what "${BucketArn}" is: objects, indexes and streams are parts of it.
    static Value withoutParts(const Value &value)
    {
        if (!value.isComputed())
            return value;
        int depth = 0; // in placeholders, whose slashes divide nothing
        for (qsizetype i = 0; i < value.text.size(); ++i) {
            const QChar character = value.text.at(i);
            if (character == QLatin1Char('{'))
                depth += 1;
            else if (character == QLatin1Char('}'))
                depth -= 1;
            else if (character == QLatin1Char('/') && depth == 0)
                return Value::computed(value.text.left(i), value.direct, value.node, value.origin);
        }
        return value;
    }

    Permitted permittedBy(ElementId target, const QStringList &actions) const
    {
        const auto *service = m_reading.draft.get<Service>(target);
        return permittedOn(common(m_reading.draft.at(target)).cfnType,
                           service ? service->kind : QString(), actions);
    }

    void permit(ElementId target, Permitted what, const QString &evidence)
    {
        Draft &draft = m_reading.draft;
        const auto *service = draft.get<Service>(target);
        // Writing logs is what every function does.
        if (!what.any() || target == m_principal
            || (service && service->kind == QLatin1String("log-group")))
            return;
        const Role use = m_reading.useOf(target);
        if (use == Role::Call) {
            // Reading a user pool asks it, reading of an execution or a function's code does not.
            const bool isEntry = m_reading.category(target) == catalog::Category::Entry;
            const bool asks = service && (what.writes || (isEntry && what.reads));
            if (what.calls || asks)
                draft.support(m_principal, target, Role::Call, evidence);
            return;
        }
        const bool pollsOnly = what.polls && !what.reads && !what.writes;
        if (pollsOnly && draft.isConnected(target, m_principal, Role::Trigger)) {
            draft.support(target, m_principal, Role::Trigger, evidence);
            return;
        }
        const bool sendsOnly = what.writes && !what.reads && !what.polls;
        if (sendsOnly && draft.isConnected(m_principal, target, Role::FailureTarget)) {
            draft.support(m_principal, target, Role::FailureTarget, evidence);
            return;
        }
        draft.support(m_principal, target, Role::Access, evidence, what.reads || what.polls,
                      what.writes);
    }

    Template &m_reading;
    QHash<QString, QList<const Resource *>> m_policiesOfRole;
    ElementId m_principal;
};

} // namespace

Permitted permitted(const QStringList &actions, const QString &service)
{
    Permitted result;
    for (const QString &action : actions) {
        if (!service.isEmpty() && action != QLatin1String("*")
            && action.section(QLatin1Char(':'), 0, 0).compare(service, Qt::CaseInsensitive) != 0) {
            continue;
        }
        addAction(action, result);
    }
    return result;
}

Permitted permittedByTemplate(const QString &name)
{
    Permitted result;
    const auto has = [&name](const char *word) { return name.contains(QLatin1String(word)); };
    if (has("Invoke") || has("StepFunctionsExecution")) {
        result.calls = true;
    } else if (has("Poller") || has("StreamRead")) {
        result.polls = true;
    } else if (has("Crud") || has("FullAccess") || has("ReadWrite")) {
        result.reads = true;
        result.writes = true;
    } else if (has("Write") || has("Send") || has("Publish") || has("Put") || has("Post")
               || has("Encrypt")) {
        result.writes = true;
    } else {
        result.reads = true;
    }
    return result;
}

Permitted permittedOn(const QString &cfnType, const QString &kind, const QStringList &actions)
{
    QStringList prefixes = prefixesOf(cfnType);
    if (cfnType.isEmpty()) {
        prefixes.clear();
        for (const ArnTarget &row : arnTargets) {
            if (kind == row.kind)
                prefixes.append(row.prefixes);
        }
    }
    Permitted result;
    for (const QString &prefix : std::as_const(prefixes)) {
        const Permitted part = permitted(actions, prefix);
        result.reads = result.reads || part.reads;
        result.writes = result.writes || part.writes;
        result.calls = result.calls || part.calls;
        result.polls = result.polls || part.polls;
    }
    return result;
}

void readPolicies(Template &reading)
{
    PolicyReader(reading).read();
}

} // namespace stratoplan::sam
