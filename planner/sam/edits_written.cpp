// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_written.h"

#include "planner/sam/edits_events.h"
#include "planner/sam/edits_permission.h"
#include "planner/sam/intrinsics.h"
#include "planner/sam/write_steps.h"
#include "planner/sam/written_difference.h"
#include "planner/sam/written_value.h"
#include "planner/yaml/node_text.h"

#include <array>

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

/// Types that the reader takes for one kind: what the writer writes, and what a template may have
/// instead, which is referred to in the same way but for these attributes.
struct Likeness
{
    const char *written;
    const char *there;
    const char *without;
};
constexpr std::array likenesses{
    Likeness{"AWS::Serverless::Function", "AWS::Lambda::Function", ""},
    Likeness{"AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable", "StreamArn"},
    Likeness{"AWS::Serverless::Api", "AWS::ApiGateway::RestApi", ""},
    Likeness{"AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api", ""},
    Likeness{"AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine", ""},
};

bool isReferredTo(const QByteArray &written, const QByteArray &there, const QString &attribute)
{
    return written == there
        || std::any_of(likenesses.begin(), likenesses.end(), [&](const Likeness &one) {
               return written == one.written && there == one.there
                   && (attribute.isEmpty() || attribute != QLatin1String(one.without));
           });
}

/// What nothing is lost without where the template has a value of its own.
bool isAdvice(const QStringList &path)
{
    return path == QStringList{QStringLiteral("VisibilityTimeout")}
    || path.value(0) == QLatin1String("StreamSpecification");
}

class WrittenEditor
{
public:
    WrittenEditor(Editing &editing, const Design &after, const Standing &standing)
        : m_editing(editing)
        , m_before(editing.before(), editing.catalog(), standing)
        , m_after(after, editing.catalog(), standing)
    {
        writeAll(m_before);
        writeAll(m_after);
        m_difference = difference(m_before, m_after);
        for (const auto &[id, element] : after.elements()) {
            if (!m_after.idOf(id).isEmpty())
                m_elements.insert(m_after.idOf(id), id);
        }
        for (const Writing::Resource &resource : m_difference.resources)
            m_new.insert(resource.id);
    }

    void edit()
    {
        if (!tellProblems() || closesCircle())
            return;
        parameters();
        for (const Writing::Resource &resource : m_difference.resources)
            addResource(resource);
        QMap<QString, Permissions> permissions;
        for (WrittenStep step : std::as_const(m_difference.steps)) {
            m_writtenIds.insert(inTemplate(step.resource), step.resource);
            step.resource = inTemplate(step.resource);
            if (step.path == QStringList{QStringLiteral("Policies")} && step.isItem) {
                Permissions &own = permissions[step.resource];
                (step.isAdded ? own.granted : own.withdrawn).append(valueOf(step.value));
            } else if (step.isAdded) {
                add(step);
            } else {
                remove(step);
            }
        }
        for (auto own = permissions.cbegin(); own != permissions.cend(); ++own)
            permit(own.key(), *own);
    }

private:
    ElementId elementOf(const QString &resource) const
    {
        if (const ElementId own = m_elements.value(resource))
            return own;
        for (const Writing::Resource *one : m_after.resources()) {
            if (one->id == m_writtenIds.value(resource, resource))
                return one->owner;
        }
        return {};
    }

    /// What the writer cannot write is refused; what it wants told is.
    bool tellProblems()
    {
        static const QStringList harmless{QStringLiteral("sam.write.runtime"),
                                          QStringLiteral("sam.write.overlap")};
        bool good = true;
        for (Problem problem : std::as_const(m_difference.problems)) {
            const bool isFault
                = problem.severity <= Severity::Medium && !harmless.contains(problem.code);
            if (isFault) {
                good = false;
                m_editing.cannotWrite(std::move(problem));
            } else {
                m_editing.tell(std::move(problem));
            }
        }
        return good;
    }

    /// A circle of references in a new template is broken by given names; a resource that is there
    /// would have to be replaced to get one.
    bool closesCircle()
    {
        const QSet<QPair<ElementId, ElementId>> before = m_before.brokenTies();
        const QSet<QPair<ElementId, ElementId>> after = m_after.brokenTies();
        bool closes = false;
        for (const auto &[user, target] : after) {
            if (before.contains({user, target}) || !m_editing.resource(target).isValid())
                continue;
            closes = true;
            m_editing.cannot(
                user, QStringLiteral("access"),
                {STRATOPLAN_TEXT("Sam",
                                 "{target} needs {user} to be there first: CloudFormation "
                                 "could make neither"),
                 {{QStringLiteral("target"), m_after.idOf(target)},
                  {QStringLiteral("user"), m_after.idOf(user)}}});
        }
        return closes;
    }

    void parameters()
    {
        const Part &made = m_difference.parameters;
        for (qsizetype i = 0; i < made.keys().size(); ++i) {
            const QString &id = made.keys().at(i);
            // One that stands for an element elsewhere is asked for where that is named.
            if (m_elements.contains(id))
                continue;
            m_new.insert(id);
            m_editing.insert({QStringLiteral("Parameters"), id},
                             formed(valueOf(made.items().at(i))));
            m_editing.note({},
                           {STRATOPLAN_TEXT("Sam", "Give the new parameter {name} a value"),
                            {{QStringLiteral("name"), id}}});
        }
    }

    NewValue formed(NewValue value) const
    {
        return m_editing.usesShortForms() ? value : inLongForms(std::move(value));
    }

    // ---- references

    /// Puts the template's own words for what lives elsewhere into a value, and looks whether all
    /// that it refers to is there.
    bool settle(NewValue &value, ElementId element, const QString &property)
    {
        if (value.tag == "!Ref") {
            value.scalar = inTemplate(QString::fromUtf8(value.scalar)).toUtf8();
            const ElementId named = m_elements.value(QString::fromUtf8(value.scalar));
            if (std::optional<NewValue> own = m_editing.outsideName(named)) {
                value = *std::move(own);
                return true;
            }
        }
        if (value.tag == "!GetAtt") {
            const QString name = QString::fromUtf8(value.scalar);
            const QString id = name.section(QLatin1Char('.'), 0, 0);
            value.scalar = (inTemplate(id) + name.mid(id.size())).toUtf8();
        }
        for (NewValue &item : value.items) {
            if (!settle(item, element, property))
                return false;
        }
        if (value.tag.isEmpty())
            return true;
        NewValue own = value;
        own.items.clear();
        const QList<WrittenReference> found = references(value.isCollection() ? value : own);
        return std::all_of(found.begin(), found.end(), [&](const WrittenReference &reference) {
            return isThere(reference, element, property);
        });
    }

    bool isThere(const WrittenReference &reference, ElementId element, const QString &property)
    {
        if (m_new.contains(reference.id))
            return true;
        const Node there = m_editing.resourceOf(reference.id);
        if (there.isValid()) {
            const ElementId named = m_elements.value(reference.id);
            const QByteArray type = there["Type"].resolved().scalar();
            const QByteArray written = typeWritten(reference.id);
            if (!named || written.isEmpty() || isReferredTo(written, type, reference.attribute))
                return true;
            m_editing.cannot(element, property,
                             {STRATOPLAN_TEXT("Sam",
                                              "{name} is of the type {type}, which is referred to "
                                              "in other ways"),
                              {{QStringLiteral("name"), reference.id},
                               {QStringLiteral("type"), QString::fromUtf8(type)}}});
            return false;
        }
        if (m_editing.isParameter(reference.id))
            return true;
        m_editing.cannot(element, property,
                         {STRATOPLAN_TEXT("Sam",
                                          "{name} stands outside of the template, and nothing in "
                                          "it tells its id"),
                          {{QStringLiteral("name"), reference.id}}});
        return false;
    }

    const Writing::Resource *written(const QString &id) const
    {
        for (const Writing::Resource *resource : m_after.resources()) {
            if (resource->id == id)
                return resource;
        }
        return nullptr;
    }
    QByteArray typeWritten(const QString &id) const
    {
        const Writing::Resource *resource = written(id);
        return resource ? resource->type : QByteArray();
    }

    /// What the template calls a resource that the writer names in its own way: attachments,
    /// associations, policies. The id itself where there is none.
    QString inTemplate(const QString &id) const
    {
        const Writing::Resource *own = written(id);
        if (!own || m_new.contains(id) || m_editing.resourceOf(id).isValid())
            return id;
        static const QHash<QByteArray, QString> subjects{
            {"AWS::SQS::QueuePolicy", QStringLiteral("Queues")},
            {"AWS::SNS::TopicPolicy", QStringLiteral("Topics")},
        };
        const QString subject = subjects.value(own->type);
        const qsizetype at = own->properties.keys().indexOf(subject);
        const NewValue wanted = valueOf(at < 0 ? own->properties : own->properties.items().at(at));
        const QSet<QString> ids = m_editing.takenIds();
        for (const QString &candidate : ids) {
            const Node there = m_editing.resourceOf(candidate);
            const Node properties = there["Properties"].resolved();
            const Node compared = at < 0 ? properties : properties[subject.toUtf8()];
            if (there["Type"].resolved().scalar() == own->type && compared.isValid()
                && isSameMeaning(yaml::NewValue::of(compared), wanted))
                return candidate;
        }
        return id;
    }

    std::optional<NewValue> settled(const Part &part, ElementId element, const QString &property)
    {
        NewValue value = valueOf(part);
        if (!settle(value, element, property))
            return std::nullopt;
        return formed(std::move(value));
    }

    // ---- new resources

    void addResource(const Writing::Resource &resource)
    {
        const ElementId element = elementOf(resource.id);
        Writing::Resource own = resource;
        if (const auto *function = m_editing.after().get<Function>(element);
            function && m_after.idOf(element) == resource.id)
            leaveToGlobals(own, *function);
        else if (const auto *subnet = m_editing.after().get<Subnet>(element))
            own.properties = inZone(own.properties, *subnet);
        settleOrder(own);
        std::optional<NewValue> value = settled(bodyOf(own), element, kindOf(element));
        if (!value)
            return;
        if (m_editing.after().find(element) && m_after.idOf(element) == resource.id)
            m_editing.becomes(element, resource.id);
        m_editing.result().edits.append(AddResource{resource.id, *std::move(value)});
    }

    /// DependsOn names resources of the template, or nothing.
    void settleOrder(Writing::Resource &resource)
    {
        const QString key = QStringLiteral("DependsOn");
        if (!resource.attributes.has(key))
            return;
        const QString id = inTemplate(QString::fromUtf8(resource.attributes[key].scalar()));
        if (m_new.contains(id) || m_editing.resourceOf(id).isValid())
            resource.attributes.set(key, Part::text(id));
        else
            resource.attributes.remove(key);
    }

    QString kindOf(ElementId element) const
    {
        const Element *found = m_editing.after().find(element);
        return found ? QString(kindWord(*found)) : QString();
    }

    /// Globals state for every function what a new one does not state itself.
    void leaveToGlobals(Writing::Resource &resource, const Function &function)
    {
        const auto hasGlobal = [this](const char *key) {
            return m_editing
                .at({QStringLiteral("Globals"), QStringLiteral("Function"),
                     QString::fromLatin1(key)})
                .isValid();
        };
        if (function.handler.isUnset() && hasGlobal("Handler"))
            resource.properties.remove(QStringLiteral("Handler"));
        if (function.runtime.isUnset() && resource.properties.has(QStringLiteral("Runtime"))) {
            if (!hasGlobal("Runtime")) {
                m_editing.cannot(function.id, QStringLiteral("runtime"),
                                 {STRATOPLAN_TEXT("Sam", "a new function needs one"), {}});
            }
            resource.properties.remove(QStringLiteral("Runtime"));
        }
        if (hasGlobal("AutoPublishAlias"))
            resource.properties.remove(QStringLiteral("AutoPublishAlias"));
        // SAM joins lists of Globals and of a function.
        for (const char *key : {"Architectures", "VpcConfig"}) {
            if (hasGlobal(key) && resource.properties.has(QString::fromLatin1(key)))
                resource.attributes["IgnoreGlobals"].append(Part::text(key));
        }
        const Part code = resource.properties.has(QStringLiteral("CodeUri"))
            ? resource.properties[QStringLiteral("CodeUri")]
            : Part();
        if (code.isScalar()) {
            m_editing.note(function.id,
                           {STRATOPLAN_TEXT("Sam", "The code of {name} is expected in {folder}"),
                            {{QStringLiteral("name"), resource.id},
                             {QStringLiteral("folder"), QString::fromUtf8(code.scalar())}}});
        }
    }

    /// The zone as the template's other subnets of it say it.
    Part inZone(Part properties, const Subnet &subnet)
    {
        for (const Subnet *other : m_editing.before().all<Subnet>()) {
            const Node zone
                = m_editing.resource(other->id)["Properties"].resolved()["AvailabilityZone"];
            if (other->zone == subnet.zone && subnet.zone && zone.isValid())
                return properties.set("AvailabilityZone", Part::raw(yaml::flowText(zone)));
        }
        return byName(std::move(properties), subnet);
    }

    /// A zone by its letter, where the template names zones so rather than counting them.
    Part byName(Part properties, const Subnet &subnet)
    {
        const auto *zone = m_editing.after().get<Zone>(subnet.zone);
        const QString region = m_editing.after().settings().region;
        if (!zone || !zone->zone || !zone->zone->startsWith(region))
            return properties;
        for (const Subnet *other : m_editing.before().all<Subnet>()) {
            const Node stated
                = m_editing.resource(other->id)["Properties"].resolved()["AvailabilityZone"];
            if (other->vpc != subnet.vpc || !stated.isValid()
                || yaml::flowText(stated).contains("GetAZs"))
                continue;
            const QByteArray letter = zone->zone->mid(region.size()).toUtf8();
            return properties.set("AvailabilityZone", Part::raw("!Sub ${AWS::Region}" + letter));
        }
        return properties;
    }

    // ---- resources that are there

    /// True where the template has the resource in the writer's way.
    bool isWrittenSo(const WrittenStep &step)
    {
        const ElementId element = elementOf(step.resource);
        const QString property = step.path.join(QLatin1Char('.'));
        const Node there = m_editing.resourceOf(step.resource);
        const QByteArray written = typeWritten(m_writtenIds.value(step.resource));
        const QByteArray type = there["Type"].resolved().scalar();
        const bool isPlainFunction = type == "AWS::Lambda::Function";
        static const QStringList ofPlainFunctions{
            QStringLiteral("Environment"), QStringLiteral("VpcConfig"),
            QStringLiteral("FileSystemConfigs"), QStringLiteral("Events")};
        if (there.isValid()
            && (type == written
                || (isPlainFunction && ofPlainFunctions.contains(step.path.value(0)))))
            return true;
        if (there.isValid()) {
            m_editing.cannot(
                element, property,
                {STRATOPLAN_TEXT("Sam", "{name} is of the type {type}, which has none"),
                 {{QStringLiteral("name"), step.resource},
                  {QStringLiteral("type"), QString::fromUtf8(type)}}});
        } else {
            m_editing.cannot(element, property,
                             {STRATOPLAN_TEXT("Sam",
                                              "the template says it in a way of its own, without a "
                                              "resource {name}"),
                              {{QStringLiteral("name"), step.resource}}});
        }
        return false;
    }

    void add(const WrittenStep &step)
    {
        const ElementId element = elementOf(step.resource);
        const QString property = step.path.join(QLatin1Char('.'));
        if (!isWrittenSo(step))
            return;
        if (isGivenName(element, step.path)) {
            m_editing.cannot(element, property,
                             {STRATOPLAN_TEXT("Sam",
                                              "it would need a name of its own, and CloudFormation "
                                              "would replace it"),
                              {}});
            return;
        }
        Part part = step.value;
        const bool isWholeEvent
            = step.path.size() == 2 && step.path.front() == QLatin1String("Events");
        if (isWholeEvent && part.has(QStringLiteral("Properties")))
            leaveImplicitApi(part);
        std::optional<NewValue> value = settled(part, element, property);
        if (!value)
            return;
        QStringList path = m_editing.propertyPath(step.resource, step.path);
        if (step.path.size() > 2 && step.path.front() == QLatin1String("Events")) {
            path = eventPath(m_editing, m_after, element, step.path);
            if (path.isEmpty()) {
                m_editing.cannot(
                    element, property,
                    {STRATOPLAN_TEXT("Sam", "no event or mapping makes this connection"), {}});
                return;
            }
        }
        if (isWholeEvent) {
            addEvent(m_editing, element, step.path.back(), *value);
        } else if (step.path.size() == 3 && step.path.at(1) == QLatin1String("Variables")) {
            addVariable(element, path, *value);
        } else if (step.isItem) {
            addItem(element, property, path, *value);
        } else if (const Node there = m_editing.at(path); !there.isValid()) {
            m_editing.set(element, property, path, *value);
        } else if (!isAdvice(step.path) && !isSameMeaning(yaml::NewValue::of(there), *value)) {
            m_editing.cannot(
                element, property,
                {STRATOPLAN_TEXT("Sam", "the template states it already: {expression}"),
                 {{QStringLiteral("expression"), oneLine(there)}}});
        }
    }

    bool isGivenName(ElementId element, const QStringList &path) const
    {
        const catalog::ServiceKind *kind = m_after.kindOf(element);
        const QString name = kind ? kind->inTemplate.nameProperty : QStringLiteral("FunctionName");
        return path == QStringList{name};
    }

    void addItem(ElementId element, const QString &property, const QStringList &path,
                 const NewValue &value)
    {
        const Node there = m_editing.at(path);
        if (!there.isValid()) {
            m_editing.appendTo(path, value);
            return;
        }
        const Node list = there.resolved();
        if (!list.isSequence() || !intrinsicName(list).isEmpty()) {
            m_editing.cannot(element, property,
                             {STRATOPLAN_TEXT("Sam", "it is {expression}, no list"),
                              {{QStringLiteral("expression"), oneLine(there)}}});
            return;
        }
        for (int i = 0; i < list.size(); ++i) {
            if (isSameMeaning(yaml::NewValue::of(list.at(i)), value))
                return;
        }
        m_editing.insert(path + QStringList{QStringLiteral("-")}, value);
    }

    // ---- variables

    void addVariable(ElementId element, const QStringList &path, const NewValue &value)
    {
        const QStringList mapping = path.mid(0, path.size() - 1);
        const Node variables = m_editing.at(mapping).resolved();
        const Node globals = m_editing.global(element, QStringLiteral("Environment"))
                                 .resolved()["Variables"]
                                 .resolved();
        for (int i = 0; i < variables.size(); ++i) {
            if (isSameMeaning(yaml::NewValue::of(variables.at(i)), value))
                return;
        }
        QString name = path.back();
        const auto isTaken = [&](const QString &wish) {
            return variables.has(wish.toUtf8()) || globals.has(wish.toUtf8())
                || m_editing.isInserted(mapping + QStringList{wish});
        };
        for (int number = 2; isTaken(name); ++number)
            name = path.back() + QLatin1Char('_') + QString::number(number);
        m_editing.set(element, QStringLiteral("Environment"), mapping + QStringList{name}, value);
    }

    // ---- permissions

    void permit(const QString &resource, Permissions own)
    {
        const ElementId element = elementOf(resource);
        for (QList<NewValue> *values : {&own.granted, &own.withdrawn}) {
            for (NewValue &value : *values) {
                if (!settle(value, element, QStringLiteral("access")))
                    return;
                value = formed(std::move(value));
            }
        }
        editPermissions(m_editing, element, own);
    }

    // ---- what goes

    void remove(const WrittenStep &step)
    {
        // Events go by their evidence, other values by the rows of their kind.
        const bool isVariable
            = step.path.size() == 3 && step.path.at(1) == QLatin1String("Variables");
        const bool isEvent = step.path.size() == 2 && step.path.front() == QLatin1String("Events");
        if (isEvent && isTriggered(m_after, elementOf(step.resource), step.path.back())) {
            m_editing.cannot(elementOf(step.resource), QStringLiteral("events"),
                             {STRATOPLAN_TEXT("Sam",
                                              "what {name} triggers would have to be written in "
                                              "another way, beside what is there"),
                              {{QStringLiteral("name"), step.path.back()}}});
            return;
        }
        const bool isRule = step.isItem && step.path.size() == 1
            && step.path.front().startsWith(QLatin1String("SecurityGroup"));
        const Node there
            = m_editing.at(m_editing.propertyPath(step.resource, step.path)).resolved();
        const NewValue value = formed(valueOf(step.value));
        const QStringList path = m_editing.propertyPath(step.resource, step.path);
        if (isVariable) {
            const QStringList mapping = path.mid(0, path.size() - 1);
            if (there.isValid() && isSameMeaning(yaml::NewValue::of(there), value))
                m_editing.takeOut(path);
        } else if (isRule) {
            for (int i = there.size() - 1; i >= 0; --i) {
                if (isSameMeaning(yaml::NewValue::of(there.at(i)), value)) {
                    m_editing.takeOut(path + QStringList{QString::number(i)});
                    return;
                }
            }
            m_editing.cannot(elementOf(step.resource), step.path.front(),
                             {STRATOPLAN_TEXT("Sam", "the rule is written in another way"), {}});
        }
    }

    Editing &m_editing;
    Writing m_before;
    Writing m_after;
    WrittenDifference m_difference;
    QHash<QString, ElementId> m_elements; ///< by logical id
    QHash<QString, QString> m_writtenIds; ///< the writer's, by the template's
    QSet<QString> m_new; ///< resources and parameters that the edits add
};

/// How the functions of the template are permitted what they do.
bool isByStatement(const Editing &editing, const Function &function)
{
    const Node properties = editing.resource(function.id)["Properties"].resolved();
    if (properties.has("Role") || !editing.isSam(function.id))
        return true;
    const Node policies = properties["Policies"].resolved();
    bool hasStatement = false;
    for (int i = 0; i < policies.size() && policies.isSequence(); ++i) {
        const Node policy = policies.at(i).resolved();
        if (policy.isMapping() && !policy.has("Statement"))
            return false;
        hasStatement = hasStatement || policy.has("Statement");
    }
    return hasStatement;
}

Standing standingIn(const Editing &editing)
{
    Standing standing;
    for (const auto &[id, element] : editing.before().elements()) {
        if (editing.resource(id).isValid())
            standing.ids.insert(id, editing.nameOf(id));
    }
    standing.taken = editing.takenIds();
    for (const Function *function : editing.before().all<Function>()) {
        if (isByStatement(editing, *function))
            standing.byStatement.insert(function->id);
    }
    return standing;
}

} // namespace

void editAsWritten(Editing &editing, const Change &drawn)
{
    if (drawn.elements.empty())
        return;
    const Expected<Design> after = apply(editing.before(), drawn);
    if (!after) {
        editing.cannotWrite(after.error().first());
        return;
    }
    WrittenEditor(editing, *after, standingIn(editing)).edit();
}

} // namespace stratoplan::sam
