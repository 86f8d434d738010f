// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/patch_references.h"

#include "planner/sam/intrinsics.h"

namespace stratoplan::sam {

namespace {

using yaml::Node;

QByteArray untilDot(const QByteArray &name)
{
    const qsizetype dot = name.indexOf('.');
    return dot < 0 ? name : name.left(dot);
}

class Collector
{
public:
    explicit Collector(const yaml::Tree &tree)
        : m_root(tree.root().resolved())
    {
    }

    std::vector<Mention> collect()
    {
        walk(m_root);
        const Node resources = m_root["Resources"].resolved();
        for (int i = 0; i < resources.size(); ++i)
            resource(resources.at(i).resolved());
        std::stable_sort(m_found.begin(), m_found.end(), [](const Mention &a, const Mention &b) {
            return std::pair(a.node.index(), a.begin) < std::pair(b.node.index(), b.begin);
        });
        return std::move(m_found);
    }

private:
    void name(Node scalar)
    {
        if (scalar.isScalar() && !scalar.scalarView().isEmpty())
            m_found.push_back({scalar, 0, untilDot(scalar.scalar()), -1, {}});
    }
    void names(Node node)
    {
        name(node);
        for (int i = 0; node.isSequence() && i < node.size(); ++i)
            name(node.at(i));
    }

    void substitution(Node scalar, const QSet<QByteArray> &shadowed)
    {
        if (!scalar.isScalar())
            return;
        const QByteArray text = scalar.scalar();
        int placeholder = 0;
        for (qsizetype at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
            const qsizetype end = text.indexOf('}', at);
            if (end < 0)
                return;
            const QByteArray inner = text.mid(at + 2, end - at - 2);
            if (!inner.startsWith('!') && !inner.isEmpty() && !shadowed.contains(inner))
                m_found.push_back({scalar, at + 2, untilDot(inner), placeholder, shadowed});
            ++placeholder;
        }
    }

    /// What an intrinsic function names by itself; its arguments are walked as all else is.
    void intrinsic(const QByteArray &function, Node argument)
    {
        if (function == "Ref") {
            name(argument);
        } else if (function == "GetAtt") {
            name(argument.isSequence() ? argument.at(0) : argument);
        } else if (function == "Sub") {
            QSet<QByteArray> shadowed;
            const Node map = argument.isSequence() ? argument.at(1).resolved() : Node();
            for (int i = 0; i < map.size(); ++i)
                shadowed.insert(map.keyAt(i).scalar());
            substitution(argument.isSequence() ? argument.at(0) : argument, shadowed);
        }
    }

    void walk(Node node)
    {
        // An alias stands for what is walked where it is written.
        if (const QByteArray function = intrinsicName(node);
            !function.isEmpty() && node.kind() != yaml::Kind::Alias) {
            intrinsic(function, node.tag().isEmpty() ? node.at(0) : node);
        }
        for (int i = 0; i < node.size(); ++i)
            walk(node.at(i));
    }

    void connectorEnds(Node properties)
    {
        for (const char *end : {"Source", "Destination"}) {
            const Node node = properties[end].resolved();
            name(node["Id"]);
            for (int i = 0; node.isSequence() && i < node.size(); ++i)
                name(node.at(i).resolved()["Id"]);
        }
    }

    void resource(Node node)
    {
        names(node["DependsOn"]);
        const QByteArray type = node["Type"].resolved().scalar();
        const Node properties = node["Properties"].resolved();
        if (type == "AWS::Serverless::Connector")
            connectorEnds(properties);
        const Node connectors = node["Connectors"].resolved();
        for (int i = 0; i < connectors.size(); ++i)
            connectorEnds(connectors.at(i).resolved()["Properties"].resolved());
        if (!type.startsWith("AWS::Serverless::"))
            return;
        const Node events = properties["Events"].resolved();
        for (int i = 0; i < events.size(); ++i) {
            const Node event = events.at(i).resolved()["Properties"].resolved();
            for (const char *key : {"RestApiId", "ApiId"}) {
                if (event[key].tag().isEmpty())
                    name(event[key]);
            }
        }
    }

    Node m_root;
    std::vector<Mention> m_found;
};

} // namespace

std::vector<Mention> mentions(const yaml::Tree &tree)
{
    return Collector(tree).collect();
}

LogicalIds::LogicalIds(const yaml::Tree &tree)
{
    const Node root = tree.root().resolved();
    const Node resources = root["Resources"].resolved();
    for (int i = 0; i < resources.size(); ++i) {
        const QByteArray id = resources.keyAt(i).scalar();
        if (!m_resources.contains(id))
            m_resources.insert(id, resources.at(i).resolved());
    }
    const Node parameters = root["Parameters"].resolved();
    for (int i = 0; i < parameters.size(); ++i)
        m_parameters.insert(parameters.keyAt(i).scalar());
}

QByteArray LogicalIds::ownerOf(const QByteArray &name) const
{
    if (isResource(name))
        return name;
    if (isParameter(name))
        return {};
    for (qsizetype length = name.size() - 1; length > 0; --length) {
        const QByteArray id = name.left(length);
        if (resource(id)["Type"].resolved().scalar().startsWith("AWS::Serverless::"))
            return id;
    }
    return {};
}

QList<QByteArray> LogicalIds::generatedBy(const QByteArray &id, const QByteArray &as) const
{
    // SAM, "Generated AWS CloudFormation resources".
    QList<QByteArray> made;
    const Node node = resource(id);
    const QByteArray type = node["Type"].resolved().scalar();
    const Node properties = node["Properties"].resolved();
    const bool isFunction = type == "AWS::Serverless::Function";
    if (isFunction || type == "AWS::Serverless::StateMachine") {
        if (!properties.has("Role"))
            made.append(as + "Role");
        const Node events = properties["Events"].resolved();
        for (int i = 0; i < events.size(); ++i) {
            const QByteArray event = as + events.keyAt(i).scalar();
            made.append({event, event + "Permission", event + "Role"});
        }
    }
    if (isFunction && properties.has("AutoPublishAlias"))
        made.append(as + "Alias" + properties["AutoPublishAlias"].resolved().scalar());
    if (isFunction && properties.has("FunctionUrlConfig"))
        made.append({as + "Url", as + "UrlPublicPermissions"});
    if (type == "AWS::Serverless::Api") {
        made.append(
            {as + properties["StageName"].resolved().scalar() + "Stage", as + "Deployment"});
    }
    return made;
}

LogicalIds LogicalIds::renamed(const QByteArray &from, const QByteArray &to) const
{
    LogicalIds ids = *this;
    ids.m_resources.insert(to, ids.m_resources.take(from));
    return ids;
}

} // namespace stratoplan::sam
