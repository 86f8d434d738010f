// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/connections.h"

#include "planner/sam/policies.h"

#include <array>

namespace stratoplan::sam {

namespace {

void readConnector(Template &reading, const Resource &owner, ElementId from,
                   const Value &destination, const Value &permissions, const QString &path)
{
    bool reads = false;
    bool writes = false;
    const QList<Value> words = permissions.list();
    for (const Value &word : words) {
        reads = reads || word.text == QLatin1String("Read");
        writes = writes || word.text == QLatin1String("Write");
    }
    const QList<Value> ends = destination.isList() ? destination.items : QList<Value>{destination};
    for (const Value &end : ends) {
        const ElementId to = end.has(u"Id")
            ? reading.elementOf(end[u"Id"].text)
            : reading.target(end.has(u"Arn") ? end[u"Arn"] : end[u"Name"]);
        if (!from || !to)
            continue;
        const bool fromFunction = reading.draft.get<Function>(from) != nullptr;
        const Role use = reading.useOf(to);
        const bool isMessaging = reading.category(to) == catalog::Category::Messaging;
        Role role = use;
        // A service does not ask a function or a queue for something, it feeds it.
        if (!fromFunction && (use == Role::Call || isMessaging))
            role = Role::Trigger;
        Connection connection;
        connection.from = from;
        connection.to = to;
        connection.role = role;
        connection.condition = owner.condition;
        if (role == Role::Access) {
            if (reads)
                connection.reads = Field<bool>(true, Origin::Own);
            if (writes)
                connection.writes = Field<bool>(true, Origin::Own);
        }
        connection.evidence = {path};
        reading.draft.connect(std::move(connection));
    }
}

// Kind of the outside service that a principal stands for.
struct Principal
{
    QLatin1String name;
    QLatin1String kind;
};

constexpr std::array principals{
    Principal{QLatin1String("sns"), QLatin1String("topic")},
    Principal{QLatin1String("s3"), QLatin1String("bucket")},
    Principal{QLatin1String("events"), QLatin1String("event-rule")},
    Principal{QLatin1String("scheduler"), QLatin1String("schedule")},
    Principal{QLatin1String("apigateway"), QLatin1String("rest-api")},
    Principal{QLatin1String("logs"), QLatin1String("log-group")},
    Principal{QLatin1String("cognito-idp"), QLatin1String("identity")},
    Principal{QLatin1String("secretsmanager"), QLatin1String("secret")},
    Principal{QLatin1String("config"), QLatin1String("config-rule")},
    Principal{QLatin1String("elasticloadbalancing"), QLatin1String("load-balancer")},
    Principal{QLatin1String("iot"), QLatin1String("iot-rule")},
    Principal{QLatin1String("ses"), QLatin1String("email-receiver")},
    Principal{QLatin1String("lex"), QLatin1String("chatbot")},
    Principal{QLatin1String("lexv2"), QLatin1String("chatbot")},
    Principal{QLatin1String("alexa-appkit"), QLatin1String("voice-assistant")},
    Principal{QLatin1String("codecommit"), QLatin1String("code-repository")},
};

QString kindOfPrincipal(const Template &reading, const QString &principal)
{
    const QString name = principal.section(QLatin1Char('.'), 0, 0).toLower();
    for (const Principal &row : principals) {
        if (name == row.name && reading.catalog.service(row.kind))
            return row.kind;
    }
    return {};
}

} // namespace

void readConnectors(Template &reading)
{
    for (const Resource &resource : reading.resources) {
        const Value &properties = resource.properties;
        if (resource.type == QLatin1String("AWS::Serverless::Connector")) {
            const Value &source = properties[u"Source"];
            const ElementId from = source.has(u"Id") ? reading.elementOf(source[u"Id"].text)
                                                     : reading.target(source[u"Arn"]);
            readConnector(reading, resource, from, properties[u"Destination"],
                          properties[u"Permissions"], resource.path());
        }
        const Value &embedded = resource.connectors;
        if (!embedded.isMap())
            continue;
        for (qsizetype i = 0; i < embedded.items.size(); ++i) {
            const Value &part = embedded.items.at(i)[u"Properties"];
            readConnector(reading, resource, resource.element, part[u"Destination"],
                          part[u"Permissions"],
                          resource.path() + QLatin1String(".Connectors.") + embedded.keys.at(i));
        }
    }
}

void readPermissions(Template &reading)
{
    for (const Resource &resource : reading.resources) {
        if (resource.type != QLatin1String("AWS::Lambda::Permission"))
            continue;
        const Value &properties = resource.properties;
        const ElementId function = reading.elementOf<Function>(properties[u"FunctionName"])
            ? reading.elementOf<Function>(properties[u"FunctionName"])
            : reading.target(properties[u"FunctionName"]);
        const Value &source = properties[u"SourceArn"];
        if (!reading.draft.get<Function>(function) || !source.isStated())
            continue;
        ElementId from = reading.target(source);
        if (properties[u"Action"].text == QLatin1String("lambda:InvokeFunctionUrl")) {
            // What calls the function's URL calls the function only through it.
            const ElementId url
                = reading.elementOf(common(reading.draft.at(function)).name + QLatin1String("Url"));
            if (from && url && from != url) {
                reading.draft.support(from, url, Role::Call, resource.path());
                continue;
            }
        }
        const QString principal = properties[u"Principal"].text;
        // The source names a target group or another part of something that is connected already.
        const bool namesPart = !from && !source.references().isEmpty();
        if (!from && !namesPart)
            from = reading.outside(kindOfPrincipal(reading, principal), source);
        if (from && from != function)
            reading.draft.support(from, function, Role::Trigger, resource.path());
    }
}

void readEnvironments(Template &reading)
{
    for (const Resource &resource : reading.resources) {
        if (!reading.draft.get<Function>(resource.element))
            continue;
        const Value &variables = resource.properties.at(u"Environment.Variables");
        if (!variables.isMap())
            continue;
        // Two variables of one resource are evidence for one connection.
        QHash<ElementId, QStringList> found;
        QList<ElementId> order;
        for (qsizetype i = 0; i < variables.items.size(); ++i) {
            const QList<ElementId> targets = reading.targets(variables.items.at(i));
            for (const ElementId target : targets) {
                const auto *service = reading.draft.get<Service>(target);
                const bool watchesOnly = service
                    && (service->kind == QLatin1String("log-group")
                        || service->kind == QLatin1String("alarm")
                        || service->kind == QLatin1String("content-network"));
                if (target == resource.element || watchesOnly
                    || reading.draft.isConnected(resource.element, target)) {
                    continue;
                }
                if (!found.contains(target))
                    order.append(target);
                found[target].append(
                    resource.path(QLatin1String("Environment.Variables.") + variables.keys.at(i)));
            }
        }
        for (const ElementId target : std::as_const(order)) {
            Connection connection;
            connection.from = resource.element;
            connection.to = target;
            connection.role = reading.useOf(target);
            connection.evidence = found.value(target);
            if (connection.role == Role::Access) {
                const auto *service = reading.draft.get<Service>(target);
                const Permitted what = permittedOn(common(reading.draft.at(target)).cfnType,
                                                   service ? service->kind : QString(),
                                                   reading.permittedEverywhere(resource.element));
                if (what.reads)
                    connection.reads = Field<bool>(true, Origin::Own);
                if (what.writes)
                    connection.writes = Field<bool>(true, Origin::Own);
            }
            reading.draft.connect(std::move(connection));
        }
    }
}

} // namespace stratoplan::sam
