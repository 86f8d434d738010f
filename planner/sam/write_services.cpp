// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_services.h"

#include "planner/sam/write_steps.h"

#include <algorithm>
#include <array>

namespace stratoplan::sam {

void setFields(Writing &writing, const Service &service, Part &properties)
{
    const catalog::ServiceKind *kind = writing.kindOf(service.id);
    if (!kind)
        return;
    for (const catalog::FieldSpec &spec : kind->fields) {
        if (spec.cfnPath.isEmpty())
            continue;
        const QByteArray what = spec.cfnPath.section(QLatin1Char('.'), -1).toLatin1();
        const Field<QVariant> field = service.properties.value(spec.key);
        if (std::optional<Part> value = writing.stated(field, service.id, what.constData()))
            properties.at(spec.cfnPath) = *std::move(value);
    }
}

void keepData(Writing &writing, const QString &id, const char *policy)
{
    writing.attributes(id).set("DeletionPolicy", Part::text(policy));
    writing.attributes(id).set("UpdateReplacePolicy", Part::text(policy));
}

namespace {

QList<const Connection *> outgoing(const Writing &writing, ElementId from, Role role)
{
    QList<const Connection *> found;
    for (const Connection *connection : writing.graph.outgoing(from)) {
        if (connection->role == role)
            found.append(connection);
    }
    return found;
}

bool triggersFunction(const Writing &writing, ElementId service)
{
    const QList<const Connection *> triggers = outgoing(writing, service, Role::Trigger);
    return std::any_of(triggers.begin(), triggers.end(), [&writing](const Connection *trigger) {
        return writing.design.get<Function>(trigger->to)
            || writing.isKind(trigger->to, QLatin1String("pipe"));
    });
}

// ------------------------------------------------------------------ messaging

void writeQueue(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::SQS::Queue");
    writing.nameResource(service.id, properties);
    setFields(writing, service, properties);
    // The count stands with the target, in the redrive policy.
    properties.remove(QStringLiteral("RedrivePolicy"));
}

void writeTopic(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::SNS::Topic");
    writing.nameResource(service.id, properties);
    setFields(writing, service, properties);
}

void writeBus(Writing &writing, const Service &service)
{
    writing.add(service.id, "AWS::Events::EventBus").set("Name", writing.ownName(service.id));
}

void writeStream(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::Kinesis::Stream");
    writing.nameResource(service.id, properties);
    setFields(writing, service, properties);
    if (properties.has(QStringLiteral("ShardCount"))
        || properties.has(QStringLiteral("StreamModeDetails")))
        return;
    properties.at(QStringLiteral("StreamModeDetails.StreamMode")) = Part::text("ON_DEMAND");
    writing.reportOpen(service.id, QStringLiteral("ShardCount"),
                       QStringLiteral("StreamMode ON_DEMAND"));
}

void writeDeliveryStream(Writing &writing, const Service &service)
{
    Part bucketArn;
    QString bucketBelow;
    ElementId bucket;
    for (const Connection *connection : writing.graph.outgoing(service.id)) {
        if (!bucket && writing.isKind(connection->to, QLatin1String("bucket")))
            bucket = connection->to;
    }
    QList<Allowed> allowed;
    if (bucket) {
        bucketArn = *writing.arn(bucket, service.id);
        allowed.append({{QStringLiteral("s3:AbortMultipartUpload"), QStringLiteral("s3:PutObject")},
                        {*writing.arn(bucket, service.id, QStringLiteral("/*"))}});
        allowed.append({{QStringLiteral("s3:GetBucketLocation"), QStringLiteral("s3:ListBucket")},
                        {bucketArn}});
    } else {
        bucketArn = writing.demanded(Field<QString>(), service.id, "BucketArn");
        const QString id = QString::fromUtf8(bucketArn.scalar()).section(QLatin1Char(' '), 1);
        allowed.append({{QStringLiteral("s3:AbortMultipartUpload"), QStringLiteral("s3:PutObject")},
                        {Part::sub(QLatin1String("${") + id + QLatin1String("}/*"))}});
    }
    Part &properties = writing.add(service.id, "AWS::KinesisFirehose::DeliveryStream");
    writing.nameResource(service.id, properties);
    Part &destination = properties["ExtendedS3DestinationConfiguration"];
    destination.set("BucketARN", bucketArn);
    destination.set("RoleARN", Part());
    Part processors = Part::list();
    for (const Connection *connection : outgoing(writing, service.id, Role::Trigger)) {
        if (!writing.design.get<Function>(connection->to))
            continue;
        const std::optional<Part> arn = writing.arn(connection->to, service.id);
        if (!arn)
            continue;
        Part parameter;
        parameter.set("ParameterName", Part::text("LambdaArn"));
        parameter.set("ParameterValue", *arn);
        Part processor;
        processor.set("Type", Part::text("Lambda"));
        processor["Parameters"].append(parameter);
        processors.append(processor);
        allowed.append({{QStringLiteral("lambda:InvokeFunction")}, {*arn}});
    }
    if (!processors.isEmpty()) {
        destination["ProcessingConfiguration"].set("Enabled", Part::boolean(true));
        destination["ProcessingConfiguration"].set("Processors", processors);
    }
    ElementId source;
    for (const Connection *connection : writing.graph.incoming(service.id)) {
        if (!source && connection->role == Role::Trigger
            && writing.isKind(connection->from, QLatin1String("stream")))
            source = connection->from;
    }
    const QString roleId = writing.freeId(writing.idOf(service.id) + QLatin1String("Role"));
    if (source) {
        const Part stream = *writing.arn(source, service.id);
        allowed.append(
            {{QStringLiteral("kinesis:DescribeStream"), QStringLiteral("kinesis:GetRecords"),
              QStringLiteral("kinesis:GetShardIterator"), QStringLiteral("kinesis:ListShards")},
             {stream}});
        properties.set("DeliveryStreamType", Part::text("KinesisStreamAsSource"));
        Part &from = properties["KinesisStreamSourceConfiguration"];
        from.set("KinesisStreamARN", stream);
        from.set("RoleARN", Part::attribute(roleId, QStringLiteral("Arn")));
    }
    properties["ExtendedS3DestinationConfiguration"].set(
        "RoleARN",
        addRole(writing, service.id, roleId, QStringLiteral("firehose.amazonaws.com"), allowed));
}

void writeMail(Writing &writing, const Service &service)
{
    writing.add(service.id, "AWS::SES::EmailIdentity")
        .set("EmailIdentity", writing.demanded(Field<QString>(), service.id, "Identity"));
}

// ------------------------------------------------------------------ stores without a network

void writeTable(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::DynamoDB::Table");
    keepData(writing, writing.idOf(service.id), "Retain");
    writing.nameResource(service.id, properties);
    const QVariant mode = writing.field(service.id, "billingMode");
    Part key;
    key.set("AttributeName", Part::text("id"));
    Part attribute = key;
    attribute.set("AttributeType", Part::text("S"));
    key.set("KeyType", Part::text("HASH"));
    properties["AttributeDefinitions"].append(attribute);
    properties["KeySchema"].append(key);
    properties["AttributeDefinitions"].comment
        = QStringLiteral("The design does not say the key: give the table its own");
    setFields(writing, service, properties);
    // Without a mode a table is provisioned, which it is where a capacity is stated.
    const bool hasCapacity = service.properties.contains(QStringLiteral("readCapacity"))
        || service.properties.contains(QStringLiteral("writeCapacity"));
    if (!mode.isValid() && !hasCapacity)
        properties.set("BillingMode", Part::text("PAY_PER_REQUEST"));
    if (mode.isValid() ? mode.toString() == QLatin1String("PROVISIONED") : hasCapacity) {
        for (const char *capacity : {"ReadCapacityUnits", "WriteCapacityUnits"}) {
            if (!properties["ProvisionedThroughput"].has(QString::fromLatin1(capacity)))
                properties["ProvisionedThroughput"].set(
                    capacity, writing.demanded(Field<QString>(), service.id, capacity, "Number"));
        }
    } else {
        properties.remove(QStringLiteral("ProvisionedThroughput"));
    }
    const bool streams = writing.field(service.id, "streamEnabled").toBool()
        || triggersFunction(writing, service.id);
    if (!streams) {
        properties.remove(QStringLiteral("StreamSpecification"));
    } else if (!properties.has(QStringLiteral("StreamSpecification"))) {
        properties["StreamSpecification"].set("StreamViewType", Part::text("NEW_AND_OLD_IMAGES"));
        writing.reportOpen(service.id, QStringLiteral("StreamViewType"),
                           QStringLiteral("NEW_AND_OLD_IMAGES"));
    }
    writing.report(Severity::Info, "sam.write.key", service.id,
                   {STRATOPLAN_TEXT("Sam",
                                    "The design does not say the key of {name}; written is "
                                    "a text called id"),
                    {{QStringLiteral("name"), writing.names.of(service.id)}}},
                   {STRATOPLAN_TEXT("Sam",
                                    "Give the table its key before it is made: changing it "
                                    "later replaces the table"),
                    {}});
}

void writeBucket(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::S3::Bucket");
    keepData(writing, writing.idOf(service.id), "Retain");
    writing.nameResource(service.id, properties);
    Part &access = properties["PublicAccessBlockConfiguration"];
    for (const char *key :
         {"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"})
        access.set(key, Part::boolean(true));
    setFields(writing, service, properties);
}

void writeSecret(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::SecretsManager::Secret");
    properties["GenerateSecretString"].set("PasswordLength", Part::number(32));
    properties["GenerateSecretString"].set("ExcludePunctuation", Part::boolean(true));
    setFields(writing, service, properties);
}

void writeParameter(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::SSM::Parameter");
    properties.set("Type", Part::text("String"));
    properties.set("Value", writing.demanded(Field<QString>(), service.id, "Value"));
}

void writeRegistry(Writing &writing, const Service &service)
{
    writing.add(service.id, "AWS::ECR::Repository")["ImageScanningConfiguration"].set(
        "ScanOnPush", Part::boolean(true));
    keepData(writing, writing.idOf(service.id), "Retain");
}

void writeKey(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::KMS::Key");
    keepData(writing, writing.idOf(service.id), "Retain");
    properties.set("EnableKeyRotation", Part::boolean(true));
    Part statement;
    statement.set("Effect", Part::text("Allow"));
    statement["Principal"].set(
        "AWS", Part::sub(QStringLiteral("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")));
    statement.set("Action", Part::text("kms:*"));
    statement.set("Resource", Part::text("*"));
    Part &policy = properties["KeyPolicy"];
    policy.set("Version", Part::text("2012-10-17"));
    policy["Statement"].append(statement);
}

void writeSearch(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::OpenSearchService::Domain");
    keepData(writing, writing.idOf(service.id), "Retain");
    properties["ClusterConfig"].set("InstanceType",
                                    writing.demanded(Field<QString>(), service.id, "InstanceType"));
    properties["EBSOptions"].set("EBSEnabled", Part::boolean(true));
    properties["EBSOptions"].set("VolumeType", Part::text("gp3"));
    properties["EBSOptions"].set(
        "VolumeSize", writing.demanded(Field<QString>(), service.id, "VolumeSize", "Number"));
    properties["EncryptionAtRestOptions"].set("Enabled", Part::boolean(true));
    properties["NodeToNodeEncryptionOptions"].set("Enabled", Part::boolean(true));
    properties["DomainEndpointOptions"].set("EnforceHTTPS", Part::boolean(true));
    if (!service.subnets.isEmpty()) {
        properties["VPCOptions"].set("SubnetIds", subnetList(writing, service.subnets));
        properties["VPCOptions"].set("SecurityGroupIds", demandedGroups(writing, service));
    }
}

// ------------------------------------------------------------------ entries

void writeHttpApi(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::Serverless::HttpApi");
    const QString authorization = writing.field(service.id, "authorization").toString();
    if (authorization == QLatin1String("jwt")) {
        Part &auth = properties["Auth"];
        auth.set("DefaultAuthorizer", Part::text("TokenAuthorizer"));
        Part &authorizer = auth.at(QStringLiteral("Authorizers.TokenAuthorizer"));
        authorizer.set("IdentitySource", Part::text("$request.header.Authorization"));
        authorizer.at(QStringLiteral("JwtConfiguration.issuer")) = writing.parameter(
            QStringLiteral("TokenIssuer"), "String",
            QStringLiteral("Issuer of the tokens, the https address of its provider"));
        authorizer.at(QStringLiteral("JwtConfiguration.audience"))
            = Part::list({writing.parameter(QStringLiteral("TokenAudience"), "String",
                                            QStringLiteral("Audience that tokens are made for"))});
    } else if (authorization == QLatin1String("iam")) {
        properties["Auth"].set("EnableIamAuthorizer", Part::boolean(true));
        properties["Auth"].set("DefaultAuthorizer", Part::text("AWS_IAM"));
    } else if (authorization == QLatin1String("lambda")) {
        writing.reportOpen(service.id, QStringLiteral("Auth"),
                           QStringLiteral("no authorizer, since none is drawn"));
    }
    setFields(writing, service, properties);
}

void writeRestApi(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::Serverless::Api");
    properties.set("StageName", writing.stage());
    const QString authorization = writing.field(service.id, "authorization").toString();
    if (authorization == QLatin1String("cognito")) {
        Part &auth = properties["Auth"];
        auth.set("DefaultAuthorizer", Part::text("PoolAuthorizer"));
        auth.at(QStringLiteral("Authorizers.PoolAuthorizer.UserPoolArn")) = writing.parameter(
            QStringLiteral("UserPoolArn"), "String",
            QStringLiteral("ARN of the user pool whose users may call the API"));
    } else if (authorization == QLatin1String("iam")) {
        properties["Auth"].set("DefaultAuthorizer", Part::text("AWS_IAM"));
    } else if (authorization == QLatin1String("key")) {
        properties["Auth"].set("ApiKeyRequired", Part::boolean(true));
        properties.at(QStringLiteral("Auth.UsagePlan.CreateUsagePlan")) = Part::text("PER_API");
    } else if (authorization == QLatin1String("lambda")) {
        writing.reportOpen(service.id, QStringLiteral("Auth"),
                           QStringLiteral("no authorizer, since none is drawn"));
    }
    setFields(writing, service, properties);
    const auto rate = writing.stated(service.properties.value(QStringLiteral("rateLimit")),
                                     service.id, "ThrottlingRateLimit");
    const auto burst = writing.stated(service.properties.value(QStringLiteral("burstLimit")),
                                      service.id, "ThrottlingBurstLimit");
    if (rate || burst) {
        Part all;
        all.set("ResourcePath", Part::text("/*"));
        all.set("HttpMethod", Part::text("*"));
        if (rate)
            all.set("ThrottlingRateLimit", *rate);
        if (burst)
            all.set("ThrottlingBurstLimit", *burst);
        properties["MethodSettings"].append(all);
    }
}

void writeUserPool(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::Cognito::UserPool");
    keepData(writing, writing.idOf(service.id), "Retain");
    setFields(writing, service, properties);
    const QString mfa = writing.field(service.id, "mfa").toString();
    if (mfa == QLatin1String("ON") || mfa == QLatin1String("OPTIONAL"))
        properties["EnabledMfas"].append(Part::text("SOFTWARE_TOKEN_MFA"));
}

void writeLogGroup(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::Logs::LogGroup");
    keepData(writing, writing.idOf(service.id), "Retain");
    setFields(writing, service, properties);
}

void writeStateMachine(Writing &writing, const Service &service)
{
    Part &properties = writing.add(service.id, "AWS::Serverless::StateMachine");
    writing.nameResource(service.id, properties);
    for (const char *key : {"Type", "Definition", "Policies", "Tracing", "Events"})
        properties[key];
    setFields(writing, service, properties);
}

struct Row
{
    QLatin1String kind;
    void (*write)(Writing &, const Service &) = nullptr;
};

constexpr std::array rows{
    Row{QLatin1String("queue"), writeQueue},
    Row{QLatin1String("topic"), writeTopic},
    Row{QLatin1String("event-bus"), writeBus},
    Row{QLatin1String("stream"), writeStream},
    Row{QLatin1String("mail"), writeMail},
    Row{QLatin1String("table"), writeTable},
    Row{QLatin1String("bucket"), writeBucket},
    Row{QLatin1String("secret"), writeSecret},
    Row{QLatin1String("parameter"), writeParameter},
    Row{QLatin1String("container-registry"), writeRegistry},
    Row{QLatin1String("key"), writeKey},
    Row{QLatin1String("search"), writeSearch},
    Row{QLatin1String("http-api"), writeHttpApi},
    Row{QLatin1String("rest-api"), writeRestApi},
    Row{QLatin1String("identity"), writeUserPool},
    Row{QLatin1String("log-group"), writeLogGroup},
    Row{QLatin1String("state-machine"), writeStateMachine},
    Row{QLatin1String("relational-database"), writeRelationalDatabase},
    Row{QLatin1String("database-proxy"), writeDatabaseProxy},
    Row{QLatin1String("cache"), writeCache},
    Row{QLatin1String("memory-database"), writeMemoryDatabase},
    Row{QLatin1String("document-database"), writeDocumentDatabase},
    Row{QLatin1String("graph-database"), writeGraphDatabase},
    Row{QLatin1String("data-warehouse"), writeWarehouse},
    Row{QLatin1String("file-system"), writeFileSystem},
    Row{QLatin1String("kafka"), writeKafka},
    Row{QLatin1String("broker"), writeBroker},
};

// Kinds that are made from the event or the link that they stand for.
constexpr std::array<QLatin1String, 9> madeByConnections{
    QLatin1String("schedule"),     QLatin1String("event-rule"),    QLatin1String("iot-rule"),
    QLatin1String("function-url"), QLatin1String("websocket-api"), QLatin1String("graphql-api"),
    QLatin1String("pipe"),         QLatin1String("load-balancer"), QLatin1String("voice-assistant"),
};

void reportUnwritten(Writing &writing, const Service &service)
{
    const catalog::ServiceKind *kind = writing.kindOf(service.id);
    const bool isOutside = kind && kind->category == catalog::Category::Outside;
    writing.report(
        isOutside ? Severity::Info : Severity::Medium, "sam.write.element", service.id,
        isOutside ? Text{STRATOPLAN_TEXT("Sam", "{name} ({kind}) lives outside of the template"),
                         {{QStringLiteral("name"), writing.names.of(service.id)},
                          {QStringLiteral("kind"), service.kind}}}
                  : Text{STRATOPLAN_TEXT("Sam",
                                         "{name} ({kind}) is not written: the design does "
                                         "not say enough to make one"),
                         {{QStringLiteral("name"), writing.names.of(service.id)},
                          {QStringLiteral("kind"), service.kind}}},
        isOutside ? Text{}
                  : Text{STRATOPLAN_TEXT("Sam", "Add its resource to the template by hand"), {}});
}

} // namespace

void writeServices(Writing &writing)
{
    const QList<const Service *> services = writing.design.all<Service>();
    QList<const Service *> deliveries;
    for (const Service *service : services) {
        if (service->kind == QLatin1String("delivery-stream")) {
            deliveries.append(service);
            continue;
        }
        const auto *row = std::find_if(rows.begin(), rows.end(), [service](const Row &candidate) {
            return service->kind == candidate.kind;
        });
        if (row != rows.end()) {
            row->write(writing, *service);
            continue;
        }
        const bool later
            = std::any_of(madeByConnections.begin(), madeByConnections.end(),
                          [service](QLatin1String kind) { return service->kind == kind; });
        if (!later)
            reportUnwritten(writing, *service);
    }
    // These name buckets, streams and functions.
    for (const Service *service : std::as_const(deliveries))
        writeDeliveryStream(writing, *service);
    writeDatabaseLinks(writing);
}

} // namespace stratoplan::sam
