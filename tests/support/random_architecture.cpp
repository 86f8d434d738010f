// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_architecture.h"

namespace stratoplan {

RandomArchitecture::RandomArchitecture(quint32 seed, const catalog::Catalog &facts)
    : m_random(seed)
    , m_facts(facts)
    , m_edit(Design())
{
}

QString RandomArchitecture::name(const QString &word)
{
    static const QStringList styles{QStringLiteral("%1%2"), QStringLiteral("%1-%2"),
                                    QStringLiteral("my %1 %2"), QStringLiteral("The%1No%2")};
    return m_edit.freeName(oneOf(styles).arg(word, QString::number(++m_number)));
}

QList<ElementId> RandomArchitecture::some(const QList<ElementId> &list)
{
    QList<ElementId> chosen;
    for (const ElementId id : list) {
        if (m_random.chance(60))
            chosen.append(id);
    }
    return chosen.isEmpty() && !list.isEmpty() ? QList<ElementId>{list.first()} : chosen;
}

const catalog::ServiceKind *RandomArchitecture::kindOf(ElementId service) const
{
    const auto *found = m_edit.get<Service>(service);
    return found ? m_facts.service(found->kind) : nullptr;
}

Field<QVariant> RandomArchitecture::valueOf(const catalog::FieldSpec &spec)
{
    if (spec.type == QLatin1String("bool"))
        return Field<QVariant>(QVariant(m_random.chance(50)));
    if (spec.type == QLatin1String("choice"))
        return Field<QVariant>(QVariant(oneOf(spec.choices)));
    if (spec.type == QLatin1String("string"))
        return {};
    // AWS takes some numbers of days only.
    if (spec.key == QLatin1String("retentionDays"))
        return Field<QVariant>(QVariant(oneOf(QList<int>{1, 7, 30, 365})));
    if (spec.key == QLatin1String("nodes"))
        return Field<QVariant>(QVariant(1 + m_random.below(5)));
    const double low = spec.minimum.value_or(1);
    const double high = std::min(spec.maximum.value_or(low + 100), low + 100);
    const double value = low + m_random.below(static_cast<int>(high - low) + 1);
    if (spec.type == QLatin1String("int"))
        return Field<QVariant>(QVariant(static_cast<qlonglong>(value)));
    return Field<QVariant>(QVariant(value));
}

void RandomArchitecture::addOutsideNetwork()
{
    Vpc vpc;
    vpc.name = QStringLiteral("shared-vpc");
    vpc.outside = true;
    const ElementId network = m_edit.add(vpc);
    const bool several = m_random.chance(50);
    for (int i = several ? 1 : 2; i > 0; --i) {
        Subnet subnet;
        subnet.name = name(QStringLiteral("outside-subnet"));
        subnet.vpc = network;
        subnet.outside = true;
        subnet.several = several;
        m_subnets.append(m_edit.add(subnet));
    }
    SecurityGroup group;
    group.name = name(QStringLiteral("group"));
    group.vpc = network;
    group.outside = m_random.chance(50);
    m_groups.append(m_edit.add(group));
}

void RandomArchitecture::addNetwork()
{
    Vpc vpc;
    vpc.name = name(QStringLiteral("vpc"));
    vpc.cidrs = {Field<QString>(QStringLiteral("10.0.0.0/16"))};
    const ElementId network = m_edit.add(vpc);
    Gateway internet;
    internet.name = name(QStringLiteral("igw"));
    internet.vpc = network;
    const ElementId wayOut = m_edit.add(internet);
    RouteTable open;
    open.name = name(QStringLiteral("open"));
    open.vpc = network;
    open.routes.append({QStringLiteral("0.0.0.0/0"), wayOut, {}});
    const ElementId openTable = m_edit.add(open);

    const int zones = 2 + m_random.below(2);
    QList<ElementId> tables;
    for (int i = 0; i < zones; ++i) {
        Zone zone;
        zone.name = name(QStringLiteral("zone"));
        zone.vpc = network;
        zone.zone = QStringLiteral("us-east-1") + QLatin1Char(static_cast<char>('a' + i));
        const ElementId at = m_edit.add(zone);
        Subnet outer;
        outer.name = name(QStringLiteral("public"));
        outer.vpc = network;
        outer.zone = at;
        outer.cidr = QStringLiteral("10.0.%1.0/24").arg(100 + i);
        outer.routeTable = openTable;
        const ElementId outerId = m_edit.add(outer);
        ElementId table;
        if (m_random.chance(70)) {
            Gateway nat;
            nat.name = name(QStringLiteral("nat"));
            nat.kind = GatewayKind::Nat;
            nat.vpc = network;
            nat.subnet = outerId;
            RouteTable own;
            own.name = name(QStringLiteral("private-table"));
            own.vpc = network;
            own.routes.append({QStringLiteral("0.0.0.0/0"), m_edit.add(nat), {}});
            table = m_edit.add(own);
            tables.append(table);
        }
        Subnet inner;
        inner.name = name(QStringLiteral("private"));
        inner.vpc = network;
        inner.zone = at;
        inner.cidr = QStringLiteral("10.0.%1.0/24").arg(i);
        inner.routeTable = table;
        m_subnets.append(m_edit.add(inner));
    }
    if (m_random.chance(60) && !tables.isEmpty()) {
        Endpoint endpoint;
        endpoint.name = name(QStringLiteral("endpoint"));
        endpoint.vpc = network;
        endpoint.service = QStringLiteral("dynamodb");
        endpoint.routeTables = tables;
        m_edit.add(endpoint);
    }
    for (int i = m_random.below(3); i > 0; --i) {
        SecurityGroup group;
        group.name = name(QStringLiteral("group"));
        group.vpc = network;
        m_groups.append(m_edit.add(group));
    }
    for (const ElementId id : std::as_const(m_groups)) {
        SecurityGroup group = *m_edit.get<SecurityGroup>(id);
        for (int i = m_random.below(3); i > 0; --i) {
            SecurityRule rule;
            rule.ingress = m_random.chance(50);
            rule.protocol = m_random.chance(80) ? QStringLiteral("tcp") : QStringLiteral("-1");
            rule.fromPort = rule.protocol == QLatin1String("tcp") ? 5432 : -1;
            rule.toPort = rule.fromPort;
            if (m_random.chance(50))
                rule.group = oneOf(m_groups);
            else
                rule.cidr = QStringLiteral("10.0.0.0/16");
            if (!group.rules.contains(rule))
                group.rules.append(rule);
        }
        m_edit.replace(id, group);
    }
    if (m_random.chance(40)) {
        Endpoint endpoint;
        endpoint.name = name(QStringLiteral("endpoint"));
        endpoint.kind = EndpointKind::Interface;
        endpoint.vpc = network;
        endpoint.service = QStringLiteral("sqs");
        endpoint.subnets = m_subnets;
        endpoint.securityGroups = some(m_groups);
        m_edit.add(endpoint);
    }
}

void RandomArchitecture::addFunctions()
{
    static const QStringList runtimes{QStringLiteral("nodejs24.x"), QStringLiteral("python3.13"),
                                      QStringLiteral("java21"), QStringLiteral("dotnet10")};
    for (int i = m_random.below(7); i >= 0; --i) {
        Function function;
        function.name = name(QStringLiteral("Work"));
        if (m_random.chance(90))
            function.runtime = oneOf(runtimes);
        if (m_random.chance(60))
            function.memory = MiB{128 << m_random.below(6)};
        if (m_random.chance(60))
            function.timeout = Seconds{1 + m_random.below(900)};
        if (m_random.chance(50))
            function.architecture = QStringLiteral("arm64");
        if (m_random.chance(10))
            function.packageType = QStringLiteral("image");
        if (m_random.chance(30))
            function.reservedConcurrency = m_random.below(100);
        if (m_random.chance(15))
            function.provisionedConcurrency = 1 + m_random.below(20);
        if (m_random.chance(50))
            function.tracing = m_random.chance(70);
        if (m_random.chance(20))
            function.asyncRetries = m_random.below(3);
        if (m_random.chance(20))
            function.ephemeralStorageMb = 512 + m_random.below(9000);
        if (!m_subnets.isEmpty() && m_random.chance(50)) {
            function.subnets = some(m_subnets);
            function.inVpc = true;
            if (m_random.chance(80))
                function.securityGroups = some(m_groups);
        }
        m_functions.append(m_edit.add(function));
    }
}

void RandomArchitecture::addServices()
{
    QStringList kinds;
    for (const catalog::ServiceKind &kind : m_facts.services()) {
        if (kind.category != catalog::Category::Configuration
            && kind.kind != QLatin1String("unknown"))
            kinds.append(kind.kind);
    }
    // The kinds that most designs have, and now and then any other.
    static const QStringList usual{
        QStringLiteral("queue"),         QStringLiteral("queue"),
        QStringLiteral("topic"),         QStringLiteral("table"),
        QStringLiteral("table"),         QStringLiteral("bucket"),
        QStringLiteral("http-api"),      QStringLiteral("rest-api"),
        QStringLiteral("schedule"),      QStringLiteral("event-bus"),
        QStringLiteral("event-rule"),    QStringLiteral("stream"),
        QStringLiteral("state-machine"), QStringLiteral("relational-database"),
        QStringLiteral("secret"),        QStringLiteral("outside-system")};
    for (int i = 1 + m_random.below(12); i > 0; --i) {
        Service service;
        service.kind = oneOf(m_random.chance(65) ? usual : kinds);
        service.name = name(m_facts.service(service.kind)->label);
        const catalog::ServiceKind &kind = *m_facts.service(service.kind);
        for (const catalog::FieldSpec &spec : kind.fields) {
            if (!m_random.chance(35))
                continue;
            const Field<QVariant> value = valueOf(spec);
            if (value)
                service.properties.insert(spec.key, value);
        }
        const bool inside = kind.address == catalog::Address::Vpc
            || (kind.kind == QLatin1String("load-balancer"));
        if (inside && !m_subnets.isEmpty()) {
            service.subnets = m_subnets;
            if (m_random.chance(70))
                service.securityGroups = some(m_groups);
        }
        m_services.append(m_edit.add(service));
    }
}

void RandomArchitecture::connect(ElementId from, ElementId to, Role role)
{
    const QString key
        = QStringLiteral("%1>%2 %3").arg(from.value).arg(to.value).arg(static_cast<int>(role));
    if (from == to || m_connected.contains(key))
        return;
    m_connected.insert(key);
    Connection connection;
    connection.from = from;
    connection.to = to;
    connection.role = role;
    const catalog::ServiceKind *source = kindOf(from);
    const catalog::ServiceKind *target = kindOf(to);
    if (role == Role::Access) {
        connection.writes
            = m_random.chance(60) || (target && target->category == catalog::Category::Messaging);
        connection.reads = !*connection.writes || m_random.chance(30);
    } else if (role == Role::Trigger && source && source->execution) {
        const bool polled
            = *source->execution == Execution::Queue || *source->execution == Execution::Stream;
        if (polled && m_random.chance(50)) {
            connection.batchSize = 1 + m_random.below(10);
            connection.partialBatch = m_random.chance(50);
        }
        if (*source->execution == Execution::Stream && m_random.chance(50)) {
            connection.retries = m_random.below(10);
            connection.bisect = m_random.chance(50);
        }
        if (source->kind == QLatin1String("bucket") && m_random.chance(50))
            connection.prefix = QStringLiteral("in%1/").arg(m_number++);
        if (source->kind == QLatin1String("event-bus") && m_random.chance(50))
            connection.filter = QStringLiteral("{\"detail-type\": [\"Placed\"]}");
    }
    m_edit.add(connection);
}

void RandomArchitecture::connectFunctions()
{
    using catalog::Category;
    for (const ElementId function : std::as_const(m_functions)) {
        for (int i = m_random.below(4); i > 0 && !m_services.isEmpty(); --i) {
            const ElementId source = oneOf(m_services);
            const catalog::ServiceKind &kind = *kindOf(source);
            if (kind.execution)
                connect(source, function, Role::Trigger);
        }
        for (int i = m_random.below(4); i > 0 && !m_services.isEmpty(); --i) {
            const ElementId target = oneOf(m_services);
            const Category category = kindOf(target)->category;
            const bool holds = category == Category::Data || category == Category::Messaging;
            connect(function, target, holds ? Role::Access : Role::Call);
        }
        if (m_random.chance(20))
            connect(function, oneOf(m_functions), Role::Call);
        if (m_random.chance(30) && !m_services.isEmpty()) {
            const ElementId target = oneOf(m_services);
            if (kindOf(target)->asyncFailureTarget)
                connect(function, target, Role::FailureTarget);
        }
    }
}

void RandomArchitecture::connectServices()
{
    // Pairs that AWS ties to each other without code.
    static const QList<QStringList> pairs{
        {QStringLiteral("topic"), QStringLiteral("queue")},
        {QStringLiteral("event-bus"), QStringLiteral("queue")},
        {QStringLiteral("event-bus"), QStringLiteral("event-rule")},
        {QStringLiteral("event-bus"), QStringLiteral("state-machine")},
        {QStringLiteral("event-rule"), QStringLiteral("queue")},
        {QStringLiteral("event-rule"), QStringLiteral("topic")},
        {QStringLiteral("event-rule"), QStringLiteral("state-machine")},
        {QStringLiteral("schedule"), QStringLiteral("queue")},
        {QStringLiteral("schedule"), QStringLiteral("state-machine")},
        {QStringLiteral("bucket"), QStringLiteral("queue")},
        {QStringLiteral("bucket"), QStringLiteral("topic")},
        {QStringLiteral("table"), QStringLiteral("stream")},
        {QStringLiteral("stream"), QStringLiteral("delivery-stream")},
        {QStringLiteral("queue"), QStringLiteral("pipe")},
        {QStringLiteral("pipe"), QStringLiteral("state-machine")},
        {QStringLiteral("rest-api"), QStringLiteral("state-machine")}};
    for (const ElementId from : std::as_const(m_services)) {
        for (const ElementId to : std::as_const(m_services)) {
            const QString source = kindOf(from)->kind;
            const QString target = kindOf(to)->kind;
            if (pairs.contains(QStringList{source, target}) && m_random.chance(40))
                connect(from, to, Role::Trigger);
            else if (source == QLatin1String("queue") && target == source && m_random.chance(15))
                connect(from, to, Role::FailureTarget);
            else if ((source == QLatin1String("database-proxy")
                      && target == QLatin1String("relational-database"))
                     || (source == QLatin1String("state-machine")
                         && (target == QLatin1String("queue") || target == QLatin1String("table"))
                         && m_random.chance(30)))
                connect(from, to, Role::Access);
        }
        if (kindOf(from)->kind == QLatin1String("state-machine")) {
            for (const ElementId function : std::as_const(m_functions)) {
                if (m_random.chance(40))
                    connect(from, function, Role::Call);
            }
        }
    }
}

Design RandomArchitecture::design()
{
    Settings settings;
    settings.title = QStringLiteral("Random architecture");
    m_edit.setSettings(settings);
    if (m_random.chance(50))
        addNetwork();
    else if (m_random.chance(40))
        addOutsideNetwork();
    addFunctions();
    addServices();
    connectFunctions();
    connectServices();
    const Expected<Design> made = m_edit.result();
    if (!made)
        qFatal("random architecture: %s", qPrintable(toString(made.error().first())));
    return *made;
}

} // namespace stratoplan
