// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_services.h"
#include "planner/sam/write_steps.h"

namespace stratoplan::sam {

namespace {

Field<QVariant> stated(const Service &service, const char *key)
{
    return service.properties.value(QString::fromLatin1(key));
}

Field<QVariant> unknown()
{
    return {};
}

// A group of subnets under an id of its own; returns that id.
QString subnetGroup(Writing &writing, const Service &service, const char *type,
                    const char *description)
{
    const QString id = writing.freeId(writing.idOf(service.id) + QLatin1String("SubnetGroup"));
    const Part subnets = demandedSubnets(writing, service);
    Part &properties = writing.add(service.id, id, type);
    properties.set(description,
                   Part::text(QLatin1String("Subnets of ") + writing.idOf(service.id)));
    properties.set("SubnetIds", subnets);
    return id;
}

bool isAurora(const Writing &writing, ElementId database)
{
    return writing.field(database, "engine").toString().startsWith(QLatin1String("aurora"));
}

void setManagedPassword(Part &properties)
{
    properties.set("MasterUsername", Part::text("administrator"));
    properties.set("ManageMasterUserPassword", Part::boolean(true));
}

Part engineOf(Writing &writing, const Service &service)
{
    const QString engine = writing.field(service.id, "engine").toString();
    // These names of engines come in editions with licences of their own.
    if (engine == QLatin1String("oracle") || engine == QLatin1String("sqlserver")
        || engine == QLatin1String("db2"))
        return writing.demanded(unknown(), service.id, "Engine");
    return writing.demanded(stated(service, "engine"), service.id, "Engine");
}

void setOptional(Writing &writing, const Service &service, Part &properties, const char *property,
                 const char *key)
{
    if (const auto value = writing.stated(stated(service, key), service.id, property))
        properties.set(property, *value);
}

void writeAurora(Writing &writing, const Service &service)
{
    const QString group
        = subnetGroup(writing, service, "AWS::RDS::DBSubnetGroup", "DBSubnetGroupDescription");
    const Part groups = demandedGroups(writing, service);
    Part &cluster = writing.add(service.id, "AWS::RDS::DBCluster");
    keepData(writing, writing.idOf(service.id), "Snapshot");
    const Part engine = engineOf(writing, service);
    cluster.set("Engine", engine);
    setManagedPassword(cluster);
    cluster.set("DBSubnetGroupName", Part::ref(group));
    cluster.set("VpcSecurityGroupIds", groups);
    cluster.set("StorageEncrypted", Part::boolean(true));
    setOptional(writing, service, cluster, "Port", "port");
    setOptional(writing, service, cluster, "EnableHttpEndpoint", "dataApi");
    const int zones = std::max(writing.field(service.id, "zones").toInt(),
                               writing.field(service.id, "multiAz").toBool() ? 2 : 1);
    const Part instanceClass
        = writing.demanded(stated(service, "instanceClass"), service.id, "InstanceClass");
    constexpr int most = 16;
    for (int i = 1; i <= std::min(zones, most); ++i) {
        const QString id = writing.freeId(writing.idOf(service.id) + QLatin1String("Instance")
                                          + QString::number(i));
        Part &instance = writing.add(service.id, id, "AWS::RDS::DBInstance");
        keepData(writing, id, "Delete");
        instance.set("Engine", engine);
        instance.set("DBClusterIdentifier", Part::ref(writing.idOf(service.id)));
        instance.set("DBInstanceClass", instanceClass);
        setOptional(writing, service, instance, "PubliclyAccessible", "publiclyAccessible");
    }
}

// A cluster of an engine like Aurora with one instance.
Part &writeCluster(Writing &writing, const Service &service, const char *clusterType,
                   const char *instanceType, const char *groupType)
{
    const QString group = subnetGroup(writing, service, groupType, "DBSubnetGroupDescription");
    const Part groups = demandedGroups(writing, service);
    const QString id = writing.freeId(writing.idOf(service.id) + QLatin1String("Instance"));
    Part &cluster = writing.add(service.id, clusterType);
    keepData(writing, writing.idOf(service.id), "Snapshot");
    cluster.set("DBSubnetGroupName", Part::ref(group));
    cluster.set("VpcSecurityGroupIds", groups);
    cluster.set("StorageEncrypted", Part::boolean(true));
    Part &instance = writing.add(service.id, id, instanceType);
    instance.set("DBClusterIdentifier", Part::ref(writing.idOf(service.id)));
    instance.set("DBInstanceClass",
                 writing.demanded(stated(service, "instanceClass"), service.id, "InstanceClass"));
    return cluster;
}

} // namespace

void writeRelationalDatabase(Writing &writing, const Service &service)
{
    if (isAurora(writing, service.id)) {
        writeAurora(writing, service);
        return;
    }
    const QString group
        = subnetGroup(writing, service, "AWS::RDS::DBSubnetGroup", "DBSubnetGroupDescription");
    const Part groups = demandedGroups(writing, service);
    Part &properties = writing.add(service.id, "AWS::RDS::DBInstance");
    keepData(writing, writing.idOf(service.id), "Snapshot");
    properties.set("Engine", engineOf(writing, service));
    properties.set("DBInstanceClass",
                   writing.demanded(stated(service, "instanceClass"), service.id, "InstanceClass"));
    // A text, and whole GB.
    const QVariant storage = writing.field(service.id, "storageGb");
    properties.set("AllocatedStorage",
                   storage.isValid() ? Part::text(
                       QString::number(std::max<qint64>(1, qRound64(storage.toDouble()))))
                                     : writing.demanded(unknown(), service.id, "AllocatedStorage"));
    properties.set("StorageEncrypted", Part::boolean(true));
    setManagedPassword(properties);
    setOptional(writing, service, properties, "MultiAZ", "multiAz");
    const QVariant port = writing.field(service.id, "port");
    if (port.isValid())
        properties.set("Port", Part::text(port.toString()));
    setOptional(writing, service, properties, "PubliclyAccessible", "publiclyAccessible");
    properties.set("DBSubnetGroupName", Part::ref(group));
    properties.set("VPCSecurityGroups", groups);
}

void writeDatabaseProxy(Writing &writing, const Service &service)
{
    const Part subnets = demandedSubnets(writing, service);
    const Part groups = demandedGroups(writing, service);
    Part &properties = writing.add(service.id, "AWS::RDS::DBProxy");
    properties.set("DBProxyName", writing.ownName(service.id));
    properties["EngineFamily"];
    properties.set("RequireTLS", Part::boolean(true));
    properties["Auth"];
    properties["RoleArn"];
    properties.set("VpcSubnetIds", subnets);
    properties.set("VpcSecurityGroupIds", groups);
}

void writeDatabaseLinks(Writing &writing)
{
    for (const Service *proxy : writing.design.all<Service>()) {
        if (proxy->kind != QLatin1String("database-proxy"))
            continue;
        ElementId database;
        for (const Connection *connection : writing.graph.outgoing(proxy->id)) {
            if (!database && writing.isKind(connection->to, QLatin1String("relational-database")))
                database = connection->to;
        }
        Part secret;
        Part family;
        if (database) {
            secret = Part::attribute(writing.idOf(database),
                                     QStringLiteral("MasterUserSecret.SecretArn"));
            const QString engine = writing.field(database, "engine").toString();
            const bool isPostgres = engine.contains(QLatin1String("postgres"));
            const bool isMysql
                = engine.contains(QLatin1String("mysql")) || engine == QLatin1String("mariadb");
            if (isPostgres || isMysql)
                family = Part::text(isPostgres ? "POSTGRESQL" : "MYSQL");
        } else {
            secret = writing.demanded(unknown(), proxy->id, "SecretArn");
        }
        if (!family.isScalar())
            family = writing.demanded(unknown(), proxy->id, "EngineFamily");
        Part &properties = *writing.properties(proxy->id);
        properties.set("EngineFamily", family);
        Part auth;
        auth.set("AuthScheme", Part::text("SECRETS"));
        auth.set("IAMAuth", Part::text("REQUIRED"));
        auth.set("SecretArn", secret);
        properties.set("Auth", Part::list({auth}));
        const QString role = writing.freeId(writing.idOf(proxy->id) + QLatin1String("Role"));
        properties.set("RoleArn",
                       addRole(writing, proxy->id, role, QStringLiteral("rds.amazonaws.com"),
                               {{{QStringLiteral("secretsmanager:GetSecretValue")}, {secret}}}));
        if (!database)
            continue;
        const QString id = writing.freeId(writing.idOf(proxy->id) + QLatin1String("Targets"));
        Part &targets = writing.add(proxy->id, id, "AWS::RDS::DBProxyTargetGroup");
        targets.set("DBProxyName", Part::ref(writing.idOf(proxy->id)));
        targets.set("TargetGroupName", Part::text("default"));
        targets.set(isAurora(writing, database) ? "DBClusterIdentifiers" : "DBInstanceIdentifiers",
                    Part::list({Part::ref(writing.idOf(database))}));
        const auto percent = writing.stated(stated(*proxy, "maxConnectionsPercent"), proxy->id,
                                            "MaxConnectionsPercent");
        if (percent)
            targets["ConnectionPoolConfigurationInfo"].set("MaxConnectionsPercent", *percent);
    }
}

void writeCache(Writing &writing, const Service &service)
{
    const bool hasNodes = service.properties.contains(QStringLiteral("instanceClass"))
        || service.properties.contains(QStringLiteral("nodes"));
    const QString engine = writing.field(service.id, "engine").toString();
    if (!hasNodes) {
        const Part subnets = demandedSubnets(writing, service);
        const Part groups = demandedGroups(writing, service);
        Part &properties = writing.add(service.id, "AWS::ElastiCache::ServerlessCache");
        properties.set("ServerlessCacheName", writing.ownName(service.id));
        properties.set("Engine", writing.demanded(stated(service, "engine"), service.id, "Engine"));
        properties.set("SubnetIds", subnets);
        properties.set("SecurityGroupIds", groups);
        return;
    }
    const QString group
        = subnetGroup(writing, service, "AWS::ElastiCache::SubnetGroup", "Description");
    const Part groups = demandedGroups(writing, service);
    const bool memcached = engine == QLatin1String("memcached");
    Part &properties = writing.add(service.id,
                                   memcached ? "AWS::ElastiCache::CacheCluster"
                                             : "AWS::ElastiCache::ReplicationGroup");
    keepData(writing, writing.idOf(service.id), memcached ? "Delete" : "Snapshot");
    writing.setValue(service.id,
                     memcached ? QStringLiteral("ConfigurationEndpoint.Address")
                               : QStringLiteral("PrimaryEndPoint.Address"));
    properties.set("Engine", writing.demanded(stated(service, "engine"), service.id, "Engine"));
    properties.set("CacheNodeType",
                   writing.demanded(stated(service, "instanceClass"), service.id, "CacheNodeType"));
    const int nodes = std::max(1, writing.field(service.id, "nodes").toInt());
    const bool multiAz = writing.field(service.id, "multiAz").toBool();
    if (memcached) {
        properties.set("NumCacheNodes", Part::number(nodes));
        properties.set("VpcSecurityGroupIds", groups);
    } else {
        properties.set("ReplicationGroupDescription", Part::text(writing.idOf(service.id)));
        properties.set("NumCacheClusters", Part::number(multiAz ? std::max(2, nodes) : nodes));
        properties.set("AutomaticFailoverEnabled", Part::boolean(multiAz || nodes > 1));
        if (multiAz)
            properties.set("MultiAZEnabled", Part::boolean(true));
        properties.set("AtRestEncryptionEnabled", Part::boolean(true));
        properties.set("TransitEncryptionEnabled", Part::boolean(true));
        properties.set("SecurityGroupIds", groups);
    }
    properties.set("CacheSubnetGroupName", Part::ref(group));
}

void writeMemoryDatabase(Writing &writing, const Service &service)
{
    const QString group
        = subnetGroup(writing, service, "AWS::MemoryDB::SubnetGroup", "Description");
    writing.properties(group)->set("SubnetGroupName",
                                   Part::sub(QLatin1String("${AWS::StackName}-") + kebab(group)));
    const Part groups = demandedGroups(writing, service);
    Part &properties = writing.add(service.id, "AWS::MemoryDB::Cluster");
    properties.set("ClusterName", writing.ownName(service.id));
    properties.set("NodeType",
                   writing.demanded(stated(service, "instanceClass"), service.id, "NodeType"));
    properties.set("ACLName", Part::text("open-access"));
    setOptional(writing, service, properties, "NumShards", "shards");
    properties.set("TLSEnabled", Part::boolean(true));
    properties.set("SubnetGroupName", Part::ref(group));
    properties.set("SecurityGroupIds", groups);
}

void writeDocumentDatabase(Writing &writing, const Service &service)
{
    setManagedPassword(writeCluster(writing, service, "AWS::DocDB::DBCluster",
                                    "AWS::DocDB::DBInstance", "AWS::DocDB::DBSubnetGroup"));
}

void writeGraphDatabase(Writing &writing, const Service &service)
{
    writeCluster(writing, service, "AWS::Neptune::DBCluster", "AWS::Neptune::DBInstance",
                 "AWS::Neptune::DBSubnetGroup")
        .set("IamAuthEnabled", Part::boolean(true));
}

void writeWarehouse(Writing &writing, const Service &service)
{
    const Part subnets = demandedSubnets(writing, service);
    const Part groups = demandedGroups(writing, service);
    const QString space = writing.freeId(writing.idOf(service.id) + QLatin1String("Namespace"));
    Part &data = writing.add(service.id, space, "AWS::RedshiftServerless::Namespace");
    keepData(writing, space, "Retain");
    data.set("NamespaceName", writing.ownName(service.id));
    data.set("AdminUsername", Part::text("administrator"));
    data.set("ManageAdminPassword", Part::boolean(true));
    Part &properties = writing.add(service.id, "AWS::RedshiftServerless::Workgroup");
    properties.set("WorkgroupName", writing.ownName(service.id));
    properties.set("NamespaceName", Part::ref(space));
    setOptional(writing, service, properties, "PubliclyAccessible", "publiclyAccessible");
    properties.set("SubnetIds", subnets);
    properties.set("SecurityGroupIds", groups);
}

void writeFileSystem(Writing &writing, const Service &service)
{
    const Part groups = demandedGroups(writing, service);
    Part &properties = writing.add(service.id, "AWS::EFS::FileSystem");
    keepData(writing, writing.idOf(service.id), "Retain");
    properties.set("Encrypted", Part::boolean(true));
    const Part subnets = subnetList(writing, service.subnets);
    if (!subnets.isList() || subnets.isEmpty()) {
        writing.reportOpen(service.id, QStringLiteral("SubnetId"),
                           QStringLiteral("a file system without mount targets"));
        return;
    }
    int number = 0;
    for (const Part &subnet : subnets.items()) {
        const QString id = writing.partId(writing.idOf(service.id) + QLatin1String("MountTarget")
                                          + QString::number(++number));
        Part &target = writing.add(service.id, id, "AWS::EFS::MountTarget");
        target.set("FileSystemId", Part::ref(writing.idOf(service.id)));
        target.set("SubnetId", subnet);
        target.set("SecurityGroups", groups);
    }
}

void writeKafka(Writing &writing, const Service &service)
{
    const Part subnets = demandedSubnets(writing, service);
    const Part groups = demandedGroups(writing, service);
    Part &properties = writing.add(service.id, "AWS::MSK::ServerlessCluster");
    properties.set("ClusterName", writing.ownName(service.id));
    properties.at(QStringLiteral("ClientAuthentication.Sasl.Iam.Enabled")) = Part::boolean(true);
    Part network;
    network.set("SubnetIds", subnets);
    network.set("SecurityGroups", groups);
    properties["VpcConfigs"].append(network);
    if (service.properties.contains(QStringLiteral("brokers"))
        || service.properties.contains(QStringLiteral("instanceClass"))) {
        writing.reportOpen(service.id, QStringLiteral("KafkaVersion"),
                           QStringLiteral("a serverless cluster instead of stated brokers"));
    }
}

void writeBroker(Writing &writing, const Service &service)
{
    const Part subnets = demandedSubnets(writing, service);
    const Part groups = demandedGroups(writing, service);
    const QString secret = writing.partId(writing.idOf(service.id) + QLatin1String("Secret"));
    Part &user = writing.add(service.id, secret, "AWS::SecretsManager::Secret");
    Part &generated = user["GenerateSecretString"];
    generated.set("SecretStringTemplate",
                  Part::text(QStringLiteral("{\"username\": \"application\"}")));
    generated.set("GenerateStringKey", Part::text("password"));
    generated.set("PasswordLength", Part::number(32));
    generated.set("ExcludePunctuation", Part::boolean(true));

    const QString engine = writing.field(service.id, "engine").toString();
    const QString mode = writing.field(service.id, "deploymentMode").toString();
    Part &properties = writing.add(service.id, "AWS::AmazonMQ::Broker");
    properties.set("BrokerName", writing.ownName(service.id));
    properties.set("EngineType",
                   writing.demanded(stated(service, "engine"), service.id, "EngineType"));
    properties.set("HostInstanceType", writing.demanded(unknown(), service.id, "HostInstanceType"));
    properties.set("DeploymentMode",
                   mode.isEmpty() ? Part::text("SINGLE_INSTANCE") : Part::text(mode));
    if (mode.isEmpty())
        writing.reportOpen(service.id, QStringLiteral("DeploymentMode"),
                           QStringLiteral("SINGLE_INSTANCE"));
    const QVariant open = writing.field(service.id, "publiclyAccessible");
    properties.set("PubliclyAccessible", Part::boolean(open.toBool()));
    properties.set("AutoMinorVersionUpgrade", Part::boolean(true));
    const QString resolve
        = QLatin1String("{{resolve:secretsmanager:${") + secret + QLatin1String("}:SecretString:");
    Part login;
    login.set("Username", Part::sub(resolve + QLatin1String("username}}")));
    login.set("Password", Part::sub(resolve + QLatin1String("password}}")));
    properties.set("Users", Part::list({login}));
    if (!open.toBool() || engine != QLatin1String("RABBITMQ")) {
        // A single broker stands in one subnet.
        const bool single = mode.isEmpty() || mode == QLatin1String("SINGLE_INSTANCE");
        properties.set("SubnetIds",
                       single && subnets.isList() ? Part::list({subnets.items().first()})
                                                  : subnets);
        properties.set("SecurityGroups", groups);
    }
}

} // namespace stratoplan::sam
