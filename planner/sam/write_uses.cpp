// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

#include <array>

namespace stratoplan::sam {

namespace {

// SAM policy templates that grant no more than an edge needs, and how they name their target.
struct PolicyRow
{
    QLatin1String name;
    QLatin1String parameter;
    const char *attribute = nullptr; ///< of the target; null = its reference
};

constexpr std::array policyRows{
    PolicyRow{QLatin1String("SQSSendMessagePolicy"), QLatin1String("QueueName"), "QueueName"},
    PolicyRow{QLatin1String("SNSPublishMessagePolicy"), QLatin1String("TopicName"), "TopicName"},
    PolicyRow{QLatin1String("DynamoDBReadPolicy"), QLatin1String("TableName"), nullptr},
    PolicyRow{QLatin1String("DynamoDBWritePolicy"), QLatin1String("TableName"), nullptr},
    PolicyRow{QLatin1String("DynamoDBCrudPolicy"), QLatin1String("TableName"), nullptr},
    PolicyRow{QLatin1String("EventBridgePutEventsPolicy"), QLatin1String("EventBusName"), nullptr},
    PolicyRow{QLatin1String("FirehoseWritePolicy"), QLatin1String("DeliveryStreamName"), nullptr},
    PolicyRow{QLatin1String("StepFunctionsExecutionPolicy"), QLatin1String("StateMachineName"),
              "Name"},
    PolicyRow{QLatin1String("AWSSecretsManagerGetSecretValuePolicy"), QLatin1String("SecretArn"),
              nullptr},
};

/// Everything that one user does with one target.
struct Use
{
    ElementId target;
    ElementId connection; ///< the first of them
    bool reads = false;
    bool writes = false;
    bool calls = false;
    bool isUnclear = false; ///< an access whose direction nobody stated
    QStringList writtenPrefixes;
    QStringList readPrefixes;
};

Use &useOf(QList<Use> &uses, const Connection &connection)
{
    for (Use &use : uses) {
        if (use.target == connection.to)
            return use;
    }
    Use use;
    use.target = connection.to;
    use.connection = connection.id;
    uses.append(use);
    return uses.last();
}

class UseWriter
{
public:
    UseWriter(Writing &writing, ElementId user)
        : m_writing(writing)
        , m_user(user)
    {
    }

    void write()
    {
        gather();
        for (const Use &use : std::as_const(m_uses)) {
            if (m_writing.isLeftOut(use.target, m_user))
                continue;
            permit(use);
            if (m_writing.design.get<Function>(m_user))
                tell(use);
        }
        Part &properties = *m_writing.properties(m_user);
        if (!m_statements.isEmpty()) {
            Part own;
            own.set("Statement", m_statements);
            properties["Policies"].append(own);
        }
        writeEnvironment(properties);
    }

private:
    void gather()
    {
        const bool isFunction = m_writing.design.get<Function>(m_user) != nullptr;
        for (const Connection *connection : m_writing.graph.outgoing(m_user)) {
            if (connection->role == Role::FailureTarget)
                continue;
            Use &use = useOf(m_uses, *connection);
            const catalog::ServiceKind *kind = m_writing.kindOf(connection->to);
            const bool isMessaging = kind && kind->category == catalog::Category::Messaging;
            const QString prefix = connection->prefix.valueOr(QString());
            if (connection->role == Role::Access) {
                const bool reads = connection->reads.valueOr(false);
                const bool writes = connection->writes.valueOr(false);
                use.reads = use.reads || reads || (!writes && !isMessaging);
                use.writes = use.writes || writes || !reads;
                use.isUnclear = use.isUnclear || (!reads && !writes && !isMessaging);
            } else if (!m_writing.design.get<Function>(connection->to)
                       && (isMessaging || (!isFunction && isData(kind)))) {
                use.writes = true;
            } else {
                use.calls = true;
            }
            if (use.reads)
                use.readPrefixes.append(connection->reads.valueOr(false) ? prefix : QString());
            if (use.writes)
                use.writtenPrefixes.append(prefix);
        }
    }

    static bool isData(const catalog::ServiceKind *kind)
    {
        return kind && kind->category == catalog::Category::Data;
    }

    void permit(const Use &use)
    {
        const bool byStatement = m_writing.standing.byStatement.contains(m_user);
        if (m_writing.design.get<Function>(use.target) && byStatement) {
            if (const auto arn = m_writing.arn(use.target, m_user))
                addStatement({QStringLiteral("lambda:InvokeFunction")}, {*arn});
            return;
        }
        if (m_writing.design.get<Function>(use.target)) {
            addPolicy(QStringLiteral("LambdaInvokePolicy"), QStringLiteral("FunctionName"),
                      m_writing.name(use.target, m_user));
            return;
        }
        const catalog::ServiceKind *kind = m_writing.kindOf(use.target);
        if (!kind)
            return;
        if (use.isUnclear) {
            m_writing.report(
                Severity::Low, "sam.write.direction", use.connection,
                {STRATOPLAN_TEXT("Sam",
                                 "Whether {name} is read or written is not stated; both are "
                                 "permitted"),
                 {{QStringLiteral("name"), m_writing.names.of(use.target)}}},
                {STRATOPLAN_TEXT("Sam", "State the direction in the design"), {}});
        }
        if (kind->kind == QLatin1String("database-proxy")) {
            permitProxy(use.target);
            return;
        }
        if (kind->kind == QLatin1String("file-system"))
            mount(use);
        // An API checks a permission only where it asks for signatures.
        if ((kind->kind == QLatin1String("http-api") || kind->kind == QLatin1String("rest-api"))
            && m_writing.field(use.target, "authorization").toString() != QLatin1String("iam"))
            return;
        const bool isByNetwork
            = m_writing.hasResource(use.target) && !kind->inTemplate.variable.isEmpty();
        if (kind->inTemplate.grants.isEmpty() && !isByNetwork) {
            reportMissing(use, *kind);
            return;
        }
        if (kind->kind == QLatin1String("state-machine")
            && m_writing.field(use.target, "type").toString() == QLatin1String("EXPRESS"))
            addStatement({QStringLiteral("states:StartSyncExecution")},
                         {*m_writing.arn(use.target, m_user)});
        if (use.reads && use.writes && usePolicy(*kind, "both", use.target))
            return;
        if (use.reads)
            permitAccess(use, *kind, "read");
        if (use.writes)
            permitAccess(use, *kind, "write");
        if (use.calls)
            permitAccess(use, *kind, "call");
    }

    void permitAccess(const Use &use, const catalog::ServiceKind &kind, const char *access)
    {
        if (usePolicy(kind, access, use.target))
            return;
        const QString word = QString::fromLatin1(access);
        for (const catalog::Grant &grant : kind.inTemplate.grants) {
            if (grant.access.isEmpty() || grant.access == word)
                permitGrant(use, grant, word);
        }
    }

    void permitGrant(const Use &use, const catalog::Grant &grant, const QString &access)
    {
        QList<Part> resources;
        if (grant.resource == QLatin1String("*")) {
            resources.append(Part::text("*"));
        } else if (!grant.resource.isEmpty()) {
            if (m_writing.hasResource(use.target))
                resources.append(Part::attribute(m_writing.idOf(use.target), grant.resource));
        } else {
            QStringList prefixes
                = access == QLatin1String("write") ? use.writtenPrefixes : use.readPrefixes;
            // One way without a prefix needs the whole.
            const bool whole = prefixes.isEmpty() || grant.below != QLatin1String("/*")
                || std::any_of(prefixes.begin(), prefixes.end(), [](const QString &prefix) {
                                   return prefix.isEmpty() || prefix.contains(QLatin1Char('$'))
                                       || prefix.contains(QLatin1Char('*'))
                                       || prefix.contains(QLatin1Char('?'));
                               });
            if (whole)
                prefixes = {QString()};
            prefixes.removeDuplicates();
            for (const QString &prefix : std::as_const(prefixes)) {
                const QString below
                    = prefix.isEmpty() ? grant.below : QLatin1Char('/') + prefix + QLatin1Char('*');
                if (const auto arn = m_writing.arn(use.target, m_user, below))
                    resources.append(*arn);
            }
        }
        if (!resources.isEmpty())
            addStatement(grant.actions, resources);
    }

    // A proxy is used as a user of the database.
    void permitProxy(ElementId proxy)
    {
        if (!m_writing.hasResource(proxy))
            return;
        addStatement(
            {QStringLiteral("rds-db:connect")},
            {Part::raw(
                "!Sub [\"arn:${AWS::Partition}:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:"
                "${Proxy}/*\", {Proxy: !Select [6, !Split [\":\", !GetAtt "
                + m_writing.idOf(proxy).toUtf8() + ".DBProxyArn]]}]")});
    }

    void mount(const Use &use)
    {
        const auto *function = m_writing.design.get<Function>(m_user);
        const QString id = m_writing.idOf(use.target);
        const QString firstTarget = m_writing.partId(id + QLatin1String("MountTarget1"));
        if (!function || !m_writing.hasResource(firstTarget) || function->subnets.isEmpty()) {
            m_writing.report(Severity::Medium, "sam.write.mount", use.connection,
                             {STRATOPLAN_TEXT("Sam",
                                              "{name} is not mounted: both ends must stand "
                                              "in subnets"),
                              {{QStringLiteral("name"), m_writing.names.of(use.target)}}},
                             {STRATOPLAN_TEXT("Sam", "Put both into subnets of one VPC"), {}});
            return;
        }
        const QString point = m_writing.partId(id + QLatin1String("AccessPoint"));
        if (!m_writing.hasResource(point)) {
            Part &properties = m_writing.add(use.target, point, "AWS::EFS::AccessPoint");
            properties.set("FileSystemId", Part::ref(id));
            properties["PosixUser"].set("Uid", Part::text("1000"));
            properties["PosixUser"].set("Gid", Part::text("1000"));
            Part &root = properties["RootDirectory"];
            root.set("Path", Part::text("/data"));
            Part &creation = root["CreationInfo"];
            creation.set("OwnerUid", Part::text("1000"));
            creation.set("OwnerGid", Part::text("1000"));
            creation.set("Permissions", Part::text("755"));
        }
        Part config;
        config.set("Arn", Part::attribute(point, QStringLiteral("Arn")));
        config.set("LocalMountPath", Part::text("/mnt/data"));
        Part &properties = *m_writing.properties(m_user);
        if (properties["FileSystemConfigs"].isEmpty()) {
            properties["FileSystemConfigs"].append(config);
            m_writing.attributes(m_writing.idOf(m_user)).set("DependsOn", Part::text(firstTarget));
        }
    }

    bool usePolicy(const catalog::ServiceKind &kind, const char *access, ElementId target)
    {
        if (!m_writing.hasResource(target) || m_writing.standing.byStatement.contains(m_user))
            return false;
        for (const QString &policy : kind.samPolicies) {
            if (policy.section(QLatin1Char('='), 0, 0) != QLatin1String(access))
                continue;
            const QString name = policy.section(QLatin1Char('='), 1);
            for (const PolicyRow &row : policyRows) {
                if (name == row.name) {
                    addPolicy(name, row.parameter, m_writing.name(target, m_user, row.attribute));
                    return true;
                }
            }
        }
        return false;
    }

    void addPolicy(const QString &name, const QString &parameter, const Part &value)
    {
        Part policy;
        policy[name].set(parameter, value);
        Part &policies = (*m_writing.properties(m_user))["Policies"];
        if (!policies.items().contains(policy))
            policies.append(policy);
    }

    void addStatement(const QStringList &actions, const QList<Part> &resources)
    {
        Part statement;
        statement.set("Effect", Part::text("Allow"));
        statement.set("Action",
                      actions.size() == 1 ? Part::text(actions.first()) : Part::texts(actions));
        statement.set("Resource",
                      resources.size() == 1 ? resources.first() : Part::list(resources));
        if (!m_statements.items().contains(statement))
            m_statements.append(statement);
    }

    void reportMissing(const Use &use, const catalog::ServiceKind &kind)
    {
        // What lives outside of AWS asks for no permission of AWS.
        if (kind.category == catalog::Category::Outside)
            return;
        m_writing.report(
            Severity::Medium, "sam.write.permission", use.connection,
            {STRATOPLAN_TEXT("Sam",
                             "The use of {name} ({kind}) is not written: the design does "
                             "not say what is permitted"),
             {{QStringLiteral("name"), m_writing.names.of(use.target)},
              {QStringLiteral("kind"), kind.kind}}},
            {STRATOPLAN_TEXT("Sam", "Add the permission by hand"), {}});
    }

    // What code must know of the target.
    void tell(const Use &use)
    {
        const catalog::ServiceKind *kind = m_writing.kindOf(use.target);
        const bool isFunction = m_writing.design.get<Function>(use.target) != nullptr;
        if (const std::optional<Part> value = m_writing.variable(use.target, m_user)) {
            const QString suffix
                = isFunction ? QStringLiteral("FUNCTION_NAME") : kind->inTemplate.variable;
            m_variables.append({use.target, suffix, *value});
            if (kind && kind->kind == QLatin1String("relational-database")) {
                m_variables.append({use.target, QStringLiteral("DATABASE_SECRET_ARN"),
                                    Part::attribute(m_writing.idOf(use.target),
                                                    QStringLiteral("MasterUserSecret.SecretArn"))});
            }
        } else if (kind && kind->category == catalog::Category::Outside
                   && kind->address == catalog::Address::Public && kind->cfnTypes.isEmpty()) {
            const Part url = m_writing.parameter(
                m_writing.idOf(use.target) + QLatin1String("Url"), "String",
                QLatin1String("Address of ") + m_writing.names.shown(use.target).simplified());
            m_variables.append({use.target,
                                upperSnake(m_writing.idOf(use.target)) + QLatin1String("_URL"), url,
                                true});
        }
    }

    void writeEnvironment(Part &properties)
    {
        for (const Variable &variable : std::as_const(m_variables)) {
            const auto sameSuffix = std::count_if(
                m_variables.begin(), m_variables.end(),
                [&variable](const Variable &other) { return other.suffix == variable.suffix; });
            // "TABLE_NAME" where there is one table, "ORDERS_TABLE_NAME" among several.
            QString name = variable.suffix;
            if (sameSuffix > 1 && !variable.isWhole) {
                QString own = upperSnake(m_writing.idOf(variable.target));
                const QString first = variable.suffix.section(QLatin1Char('_'), 0, 0);
                if (own.endsWith(QLatin1Char('_') + first))
                    own.chop(first.size() + 1);
                name = own + QLatin1Char('_') + variable.suffix;
            }
            Part &variables = properties["Environment"]["Variables"];
            for (int number = 2; variables.has(name); ++number)
                name = variable.suffix + QLatin1Char('_') + QString::number(number);
            variables.set(name, variable.value);
        }
    }

    struct Variable
    {
        ElementId target;
        QString suffix;
        Part value;
        bool isWhole = false; ///< the suffix is the name
    };

    Writing &m_writing;
    ElementId m_user;
    QList<Use> m_uses;
    Part m_statements = Part::list();
    QList<Variable> m_variables;
};

} // namespace

void writeUses(Writing &writing)
{
    for (const Function *function : writing.design.all<Function>())
        UseWriter(writing, function->id).write();
    for (const Service *service : writing.design.all<Service>()) {
        if (service->kind == QLatin1String("state-machine"))
            UseWriter(writing, service->id).write();
    }
}

} // namespace stratoplan::sam
