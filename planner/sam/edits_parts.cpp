// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_parts.h"

#include "planner/model/names.h"
#include "planner/sam/intrinsics.h"

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

bool isExpression(Node node)
{
    return node.kind() == yaml::Kind::Alias || !intrinsicName(node).isEmpty();
}

/// Long forms only where the text has some and no short ones.
bool hasShortForms(const yaml::Tree &tree)
{
    if (tree.isJson())
        return false;
    bool hasLong = false;
    for (int i = 0; i < tree.nodeCount(); ++i) {
        const Node node = tree.node(i);
        if (intrinsicName(node).isEmpty() || node.kind() == yaml::Kind::Alias)
            continue;
        if (!node.tag().isEmpty())
            return true;
        hasLong = true;
    }
    return !hasLong;
}

bool resolvePath(Node node, const QString &rest, QStringList &path)
{
    node = node.resolved();
    if (rest.isEmpty())
        return node.isValid();
    for (int i = 0; i < node.size(); ++i) {
        const QString key = node.isMapping() ? node.keyAt(i).text() : QString::number(i);
        if (!rest.startsWith(key))
            continue;
        const bool ends = rest.size() == key.size();
        if (!ends && rest.at(key.size()) != QLatin1Char('.'))
            continue;
        path.append(key);
        if (resolvePath(node.at(i), ends ? QString() : rest.mid(key.size() + 1), path))
            return true;
        path.removeLast();
    }
    return false;
}

} // namespace

Editing::Editing(const yaml::Tree &tree, QString file, const Design &before, const Design &after,
                 const catalog::Catalog &catalog, const EditOptions &options)
    : m_tree(tree)
    , m_file(std::move(file))
    , m_before(before)
    , m_after(after)
    , m_catalog(catalog)
    , m_options(options)
    , m_ids(tree)
    , m_usesShortForms(hasShortForms(tree))
{
}

const Element *Editing::element(ElementId id) const
{
    const Element *found = m_before.find(id);
    return found ? found : m_after.find(id);
}

QString Editing::nameOf(ElementId id) const
{
    const auto made = m_newIds.constFind(id);
    if (made != m_newIds.constEnd())
        return *made;
    const Element *found = element(id);
    return found ? common(*found).name : QString();
}

Node Editing::resource(ElementId id) const
{
    return m_before.find(id) ? m_ids.resource(nameOf(id).toUtf8()) : Node();
}

bool Editing::isResource(ElementId id) const
{
    if (resource(id).isValid())
        return true;
    // A new element becomes one when something adds it.
    const QString name = nameOf(id);
    return std::any_of(m_result.edits.begin(), m_result.edits.end(), [&](const TemplateEdit &edit) {
        const auto *added = std::get_if<AddResource>(&edit);
        return added && added->id == name;
    });
}

QByteArray Editing::typeOf(ElementId id) const
{
    if (const Node node = resource(id); node.isValid())
        return node["Type"].resolved().scalar();
    const QString name = nameOf(id);
    for (const TemplateEdit &edit : m_result.edits) {
        const auto *added = std::get_if<AddResource>(&edit);
        if (added && added->id == name)
            return added->value.items.front().scalar;
    }
    return {};
}

QStringList Editing::propertyPath(ElementId id, const QStringList &rest) const
{
    return propertyPath(nameOf(id), rest);
}

QStringList Editing::propertyPath(const QString &resource, const QStringList &rest)
{
    return QStringList{QStringLiteral("Resources"), resource, QStringLiteral("Properties")} + rest;
}

QSet<QString> Editing::takenIds() const
{
    QSet<QString> taken;
    for (const char *section : {"Resources", "Parameters", "Conditions", "Mappings"}) {
        const Node entries = m_tree.root().resolved()[section].resolved();
        for (int i = 0; i < entries.size(); ++i)
            taken.insert(entries.keyAt(i).text());
    }
    return taken;
}

QString Editing::freeId(const QString &wish) const
{
    const auto isTaken = [this](const QString &id) {
        return resourceOf(id).isValid() || isParameter(id)
            || std::any_of(m_result.edits.begin(), m_result.edits.end(),
                           [&](const TemplateEdit &edit) {
                               const auto *added = std::get_if<AddResource>(&edit);
                               return added && added->id == id;
                           });
    };
    QString id = wish;
    for (int number = 2; isTaken(id); ++number)
        id = wish + QString::number(number);
    return id;
}

Node Editing::at(const QStringList &path) const
{
    Node node = m_tree.root().resolved();
    for (qsizetype i = 0; i < path.size(); ++i) {
        // What stands behind an alias is there.
        node = node.resolved();
        if (i > 0 && isExpression(node))
            return {};
        if (node.isSequence()) {
            bool isNumber = false;
            const int number = path.at(i).toInt(&isNumber);
            node = isNumber ? node.at(number) : Node();
        } else {
            node = node[path.at(i).toUtf8()];
        }
    }
    return node;
}

Node Editing::global(ElementId id, const QString &property) const
{
    const QByteArray type = typeOf(id);
    const QByteArray prefix = "AWS::Serverless::";
    if (!type.startsWith(prefix))
        return {};
    const Node ignored = resource(id)["IgnoreGlobals"].resolved();
    if (ignored.isScalar() && ignored.scalar() == "*")
        return {};
    for (int i = 0; i < ignored.size(); ++i) {
        if (ignored.at(i).text() == property)
            return {};
    }
    return m_tree.root()
        .resolved()["Globals"]
        .resolved()[type.mid(prefix.size())]
        .resolved()[property.toUtf8()];
}

QStringList Editing::pathOf(const QString &evidence) const
{
    QStringList path;
    resolvePath(m_tree.root(), evidence, path);
    return path;
}

// ---- edits

void Editing::set(ElementId id, const QString &property, const QStringList &path,
                  const NewValue &value)
{
    const Node there = at(path);
    if (!there.isValid()) {
        // Above it an expression may stand in the way.
        for (qsizetype length = 4; length < path.size(); ++length) {
            const Node above = at(path.mid(0, length));
            if (above.isValid() && isExpression(above)) {
                cannot(id, property,
                       {STRATOPLAN_TEXT("Sam", "it stands inside the expression {expression}"),
                        {{QStringLiteral("expression"), oneLine(above)}}});
                return;
            }
        }
        insert(path, value);
        return;
    }
    if (isExpression(there)) {
        if (!m_options.replacesExpressions) {
            m_problems.append(problem(
                "sam.expression", id, property, there,
                {STRATOPLAN_TEXT("Sam", "{property} is the expression {expression}"),
                 {{QStringLiteral("expression"), oneLine(there)}}},
                {STRATOPLAN_TEXT("Sam",
                                 "Change what the expression refers to, or ask for it to be "
                                 "replaced"),
                 {}}));
            return;
        }
        note(id,
             {STRATOPLAN_TEXT("Sam", "{property} is no longer the expression {expression}"),
              {{QStringLiteral("property"), property},
               {QStringLiteral("expression"), oneLine(there)}}},
             there);
    }
    m_result.edits.append(SetValue{path, value, true});
}

void Editing::remove(ElementId id, const QString &property, const QStringList &path)
{
    // Behind the resource's Properties.
    constexpr qsizetype properties = 3;
    if (path.size() > properties && global(id, path.at(properties)).isValid()) {
        cannot(id, property, {STRATOPLAN_TEXT("Sam", "Globals state it for every function"), {}});
        return;
    }
    takeOut(path);
}

void Editing::takeOut(const QStringList &path)
{
    // A resource stays, whatever it is left without.
    constexpr qsizetype properties = 3;
    QStringList shortest = path;
    if (!at(shortest).isValid())
        return;
    while (shortest.size() > properties) {
        const QStringList above = shortest.mid(0, shortest.size() - 1);
        if (at(above).resolved().size() != 1)
            break;
        shortest = above;
    }
    m_result.edits.append(RemoveKey{shortest});
}

void Editing::hold(ElementId id, const QString &property, const QStringList &path,
                   const Held &value)
{
    if (value.isExpression) {
        cannot(id, property,
               {STRATOPLAN_TEXT("Sam", "an expression can be changed in the template only"), {}});
    } else if (value.value) {
        set(id, property, path, *value.value);
    } else {
        remove(id, property, path);
    }
}

void Editing::insert(QStringList path, NewValue value)
{
    m_result.edits.append(InsertKey{std::move(path), std::move(value)});
}

void Editing::appendTo(const QStringList &path, NewValue item)
{
    for (TemplateEdit &edit : m_result.edits) {
        auto *inserted = std::get_if<InsertKey>(&edit);
        if (inserted && inserted->path == path
            && inserted->value.kind == NewValue::Kind::Sequence) {
            inserted->value.items.push_back(std::move(item));
            return;
        }
    }
    insert(path, NewValue::sequence({std::move(item)}));
}

bool Editing::isInserted(const QStringList &path) const
{
    return std::any_of(m_result.edits.begin(), m_result.edits.end(), [&](const TemplateEdit &edit) {
        const auto *inserted = std::get_if<InsertKey>(&edit);
        return inserted && inserted->path == path;
    });
}

void Editing::ignoreGlobal(ElementId id, const QString &property)
{
    if (!global(id, property).isValid())
        return;
    const QStringList path{QStringLiteral("Resources"), nameOf(id),
                           QStringLiteral("IgnoreGlobals")};
    if (at(path).resolved().isSequence())
        insert(path + QStringList{QStringLiteral("-")}, NewValue::text(property));
    else
        insert(path, NewValue::sequence({NewValue::text(property)}));
}

Problem Editing::problem(const char *code, ElementId id, const QString &property, Node node,
                         Text what, Text remedy) const
{
    Problem problem;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    if (!property.isEmpty())
        problem.what.args.insert(QStringLiteral("property"), property);
    problem.remedy = std::move(remedy);
    if (!node.isValid())
        node = resource(id);
    const Names names(m_before.find(id) ? m_before : m_after);
    problem.where = {m_file, node.line(), node.column(), names.of(id)};
    return problem;
}

void Editing::cannot(ElementId id, const QString &property, const Text &why)
{
    Text what{STRATOPLAN_TEXT("Sam", "{property} cannot be changed in the template: {why}"),
              {{QStringLiteral("why"), toString(why)}}};
    m_problems.append(problem("sam.cannot-express", id, property, {}, std::move(what),
                              {STRATOPLAN_TEXT("Sam", "Change the template by hand"), {}}));
}

void Editing::note(ElementId id, Text what, Node node)
{
    Problem told = problem("sam.note", id, {}, node, std::move(what), {});
    told.severity = Severity::Info;
    m_result.notes.append(std::move(told));
}

void Editing::tell(Problem told)
{
    told.severity = Severity::Info;
    told.where.file = m_file;
    m_result.notes.append(std::move(told));
}

void Editing::cannotWrite(Problem problem)
{
    problem.code = QStringLiteral("sam.cannot-express");
    problem.where.file = m_file;
    m_problems.append(std::move(problem));
}

// ---- expressions

NewValue Editing::reference(const QString &id) const
{
    if (m_usesShortForms)
        return NewValue::text(id, "!Ref");
    return NewValue::mapping({{"Ref", NewValue::text(id)}});
}

NewValue Editing::attribute(const QString &id, const QString &name) const
{
    if (m_usesShortForms)
        return NewValue::text(id + QLatin1Char('.') + name, "!GetAtt");
    return NewValue::mapping(
        {{"Fn::GetAtt", NewValue::sequence({NewValue::text(id), NewValue::text(name)})}});
}

std::optional<NewValue> Editing::arn(ElementId id) const
{
    if (!isResource(id))
        return std::nullopt;
    const QString name = nameOf(id);
    const QByteArray type = typeOf(id);
    // Types whose Ref is the ARN, or what an event asks for (AWS::SNS::Topic, AWS::S3::Bucket).
    for (const char *byReference :
         {"AWS::SNS::Topic", "AWS::S3::Bucket", "AWS::Serverless::Api", "AWS::Serverless::HttpApi",
          "AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api", "AWS::AmazonMQ::Broker",
          "AWS::MSK::Cluster", "AWS::Logs::LogGroup", "AWS::Cognito::UserPool"}) {
        if (type == byReference)
            return reference(name);
    }
    if (type == "AWS::DynamoDB::Table")
        return attribute(name, QStringLiteral("StreamArn"));
    return attribute(name, QStringLiteral("Arn"));
}

} // namespace stratoplan::sam
