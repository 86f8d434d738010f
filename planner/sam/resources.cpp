// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/resources.h"

#include "planner/sam/globals.h"

#include <array>

namespace stratoplan::sam {

namespace {

struct GatewayType
{
    QLatin1String type;
    GatewayKind kind = GatewayKind::Internet;
};

constexpr std::array gatewayTypes{
    GatewayType{QLatin1String("AWS::EC2::InternetGateway"), GatewayKind::Internet},
    GatewayType{QLatin1String("AWS::EC2::NatGateway"), GatewayKind::Nat},
    GatewayType{QLatin1String("AWS::EC2::EgressOnlyInternetGateway"), GatewayKind::EgressOnly},
    GatewayType{QLatin1String("AWS::EC2::VPNGateway"), GatewayKind::Private},
    GatewayType{QLatin1String("AWS::EC2::TransitGatewayAttachment"), GatewayKind::Transit},
    GatewayType{QLatin1String("AWS::EC2::TransitGatewayVpcAttachment"), GatewayKind::Transit},
    GatewayType{QLatin1String("AWS::EC2::VPCPeeringConnection"), GatewayKind::Peering},
};

Element emptyElement(const Template &reading, const QString &type)
{
    if (type == QLatin1String("AWS::Serverless::Function")
        || type == QLatin1String("AWS::Lambda::Function")) {
        return Function{};
    }
    if (type == QLatin1String("AWS::EC2::VPC"))
        return Vpc{};
    if (type == QLatin1String("AWS::EC2::Subnet"))
        return Subnet{};
    if (type == QLatin1String("AWS::EC2::RouteTable"))
        return RouteTable{};
    if (type == QLatin1String("AWS::EC2::VPCEndpoint"))
        return Endpoint{};
    if (type == QLatin1String("AWS::EC2::SecurityGroup"))
        return SecurityGroup{};
    for (const GatewayType &gateway : gatewayTypes) {
        if (type == gateway.type) {
            Gateway element;
            element.kind = gateway.kind;
            return element;
        }
    }
    Service service;
    service.kind = reading.kindOf(type);
    return service;
}

QVariant converted(const Value &value, const catalog::FieldSpec &field)
{
    if (field.type == QLatin1String("int")) {
        const std::optional<double> number = value.real();
        return number ? QVariant(static_cast<qlonglong>(*number)) : QVariant();
    }
    if (field.type == QLatin1String("real")) {
        const std::optional<double> number = value.real();
        return number ? QVariant(*number) : QVariant();
    }
    if (field.type == QLatin1String("bool")) {
        // "ENABLED" and "DISABLED" stand for a switch in several types.
        if (value.isScalar()
            && value.text.compare(QLatin1String("ENABLED"), Qt::CaseInsensitive) == 0)
            return true;
        if (value.isScalar()
            && value.text.compare(QLatin1String("DISABLED"), Qt::CaseInsensitive) == 0)
            return false;
        const std::optional<bool> truth = value.boolean();
        return truth ? QVariant(*truth) : QVariant();
    }
    return value.text;
}

// The first of the field's places that has a value; a structure is none for a word or a number.
const Value &statedAt(const Value &properties, const catalog::FieldSpec &field)
{
    const Value &usual = properties.at(field.cfnPath);
    if (usual.isStated())
        return usual;
    for (const QString &path : field.otherCfnPaths) {
        const Value &other = properties.at(path);
        if (other.isScalar() || other.isComputed())
            return other;
    }
    return usual;
}

Field<QVariant> fieldFrom(const Value &value, const catalog::FieldSpec &field)
{
    if (!value.isStated())
        return {};
    // A switch that is a whole structure (a stream specification) is on where the structure is
    // there.
    if (field.type == QLatin1String("bool") && (value.isMap() || value.isList()))
        return {QVariant(!value.items.isEmpty()), value.origin};
    if (value.isScalar()) {
        const QVariant known = converted(value, field);
        if (known.isValid())
            return {known, value.origin};
    }
    return Field<QVariant>::computed(value.expression(), value.origin);
}

} // namespace

namespace {

void readResource(Template &reading, yaml::Node key, yaml::Node node)
{
    Resource resource;
    resource.key = key;
    resource.id = reading.evaluator.unrolled(key.text());
    resource.node = node.resolved();
    resource.type = reading.evaluator.unrolled(resource.node["Type"].resolved().text());
    resource.condition = reading.evaluator.unrolled(resource.node["Condition"].resolved().text());
    resource.properties = propertiesWithGlobals(reading, resource.type, resource.node);
    if (resource.node.has("Connectors"))
        resource.connectors = reading.evaluator.evaluate(resource.node["Connectors"]);

    Element element = emptyElement(reading, resource.type);
    // A rule that has nothing but a time is a schedule.
    if (resource.type == QLatin1String("AWS::Events::Rule")
        && resource.properties.has(u"ScheduleExpression")
        && !resource.properties.has(u"EventPattern")) {
        std::get<Service>(element).kind
            = reading.kindOf(QStringLiteral("AWS::Scheduler::Schedule"));
    }
    if (resource.properties[u"ProtocolType"].text == QLatin1String("WEBSOCKET")
        && resource.type == QLatin1String("AWS::ApiGatewayV2::Api")) {
        std::get<Service>(element).kind
            = reading.kindOf(QStringLiteral("AWS::Serverless::WebSocketApi"));
    }
    Common &part = common(element);
    part.name = resource.id;
    part.cfnType = resource.type;
    part.condition = resource.condition;
    if (reading.draft.idOf(resource.id)) {
        reading.report(Severity::High, QStringLiteral("sam.duplicate-resource"), resource.key,
                       &resource,
                       {STRATOPLAN_TEXT("Sam",
                                        "The template has {name} twice; the second is "
                                        "drawn as {other}"),
                        {{QStringLiteral("name"), resource.id},
                         {QStringLiteral("other"), reading.draft.freeName(resource.id)}}},
                       {STRATOPLAN_TEXT("Sam", "Remove one of the two or rename it"), {}});
    }
    resource.element = reading.draft.add(std::move(element));

    if (!resource.node.isMapping()) {
        reading.report(Severity::Blocker, QStringLiteral("sam.refused.resource"), resource.key,
                       &resource, {STRATOPLAN_TEXT("Sam", "The resource is not a mapping"), {}},
                       {STRATOPLAN_TEXT("Sam", "Give it a Type; check the indentation"), {}});
    } else if (resource.type.isEmpty() && !resource.id.startsWith(QLatin1String("Fn::"))) {
        reading.report(Severity::High, QStringLiteral("sam.resource-without-type"), resource.key,
                       &resource, {STRATOPLAN_TEXT("Sam", "The resource has no Type"), {}},
                       {STRATOPLAN_TEXT("Sam", "State its Type"), {}});
    }
    reading.resources.push_back(std::move(resource));
}

void readEntries(Template &reading, yaml::Node section)
{
    for (int i = 0; i < section.size(); ++i) {
        const yaml::Node key = section.keyAt(i);
        const bool unrolled = isForEach(key.scalar())
            && reading.evaluator.forEach(
                section.at(i), [&reading](yaml::Node body) { readEntries(reading, body); });
        if (!unrolled)
            readResource(reading, key, section.at(i));
    }
}

} // namespace

void readResources(Template &reading)
{
    const yaml::Node section = reading.tree.root().resolved()["Resources"].resolved();
    reading.resources.reserve(static_cast<size_t>(std::max(0, section.size())));
    readEntries(reading, section);
    reading.indexElements();
}

void readServiceProperties(Template &reading)
{
    for (const Resource &resource : reading.resources) {
        auto *service = reading.draft.get<Service>(resource.element);
        const catalog::ServiceKind *kind
            = service ? reading.catalog.service(service->kind) : nullptr;
        if (!kind)
            continue;
        for (const catalog::FieldSpec &field : kind->fields) {
            if (field.cfnPath.isEmpty())
                continue;
            const Field<QVariant> value = fieldFrom(statedAt(resource.properties, field), field);
            if (!value.isUnset())
                service->properties.insert(field.key, value);
        }
    }
}

QString importedKind(const Element &element)
{
    if (const auto *service = std::get_if<Service>(&element))
        return service->kind;
    return kindWord(element);
}

} // namespace stratoplan::sam
