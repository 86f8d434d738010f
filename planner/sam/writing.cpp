// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/writing.h"

#include "planner/catalog/behaviour.h"

#include <algorithm>

namespace stratoplan::sam {

namespace {

bool isPlain(QChar c)
{
    return c.unicode() < 128 && c.isLetterOrNumber();
}

// Logical ids hold letters and digits alone.
QString logicalId(const QString &name)
{
    if (!name.isEmpty() && std::all_of(name.begin(), name.end(), isPlain) && name.at(0).isUpper()) {
        return name;
    }
    QString id;
    bool begins = true;
    for (const QChar c : name) {
        if (!isPlain(c)) {
            begins = true;
            continue;
        }
        id += begins ? c.toUpper() : c;
        begins = false;
    }
    constexpr qsizetype longest = 64;
    return id.left(longest);
}

} // namespace

bool livesElsewhere(const Design &design, const Element &element)
{
    const auto isOutside = [&design](ElementId vpc) {
        const auto *found = design.get<Vpc>(vpc);
        return found && found->outside;
    };
    // What a template makes in such a network has a type.
    const bool isMade = !common(element).cfnType.isEmpty();
    if (const auto *vpc = std::get_if<Vpc>(&element))
        return vpc->outside;
    if (const auto *subnet = std::get_if<Subnet>(&element))
        return subnet->outside;
    if (const auto *group = std::get_if<SecurityGroup>(&element))
        return group->outside;
    if (const auto *table = std::get_if<RouteTable>(&element))
        return !isMade && isOutside(table->vpc);
    if (const auto *endpoint = std::get_if<Endpoint>(&element))
        return !isMade && isOutside(endpoint->vpc);
    if (const auto *gateway = std::get_if<Gateway>(&element)) {
        const auto *subnet = design.get<Subnet>(gateway->subnet);
        return !isMade
            && (isOutside(gateway->vpc) || (subnet && (subnet->outside || isOutside(subnet->vpc))));
    }
    return false;
}

QStringList wordsOf(const QString &name)
{
    QStringList words;
    bool begins = true;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        if (!isPlain(c)) {
            begins = true;
            continue;
        }
        const bool afterSmall = i > 0 && (name.at(i - 1).isLower() || name.at(i - 1).isDigit());
        const bool beforeSmall
            = i > 0 && name.at(i - 1).isUpper() && i + 1 < name.size() && name.at(i + 1).isLower();
        if (begins || (c.isUpper() && (afterSmall || beforeSmall)))
            words.append(QString());
        words.last() += c;
        begins = false;
    }
    return words;
}

QString upperSnake(const QString &name)
{
    const QString joined = wordsOf(name).join(QLatin1Char('_')).toUpper();
    return joined.isEmpty() || joined.at(0).isDigit() ? QLatin1String("N") + joined : joined;
}

QString kebab(const QString &name)
{
    return wordsOf(name).join(QLatin1Char('-')).toLower();
}

std::optional<Part> jsonPart(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith(QLatin1Char('{')) && !trimmed.startsWith(QLatin1Char('[')))
        return std::nullopt;
    const Expected<yaml::Tree> tree = yaml::parse(trimmed.toUtf8(), {});
    if (!tree)
        return std::nullopt;
    return Part::of(tree->root());
}

Writing::Writing(const Design &drawn, const catalog::Catalog &facts, Standing there)
    : design(drawn)
    , catalog(facts)
    , graph(drawn)
    , names(drawn)
    , standing(std::move(there))
    , m_ids(standing.ids)
    , m_taken(standing.taken)
{
    m_taken.insert(QStringLiteral("Stage"));
    // Names that are logical ids already keep them, whatever the others are called.
    for (const bool exact : {true, false}) {
        for (const auto &[id, element] : design.elements()) {
            const QString &name = common(*element).name;
            const QString wish = logicalId(name);
            if (std::holds_alternative<Connection>(*element) || (wish == name) != exact
                || standing.ids.contains(id))
                continue;
            if (isAnnotation(*element) || std::holds_alternative<Zone>(*element))
                continue;
            m_ids.insert(id, freeId(wish.isEmpty() ? logicalId(kindWordOf(id)) : wish));
        }
    }
}

QString Writing::freeId(const QString &wish)
{
    QString id = wish;
    for (int number = 2; m_taken.contains(id); ++number)
        id = wish + QString::number(number);
    m_taken.insert(id);
    return id;
}

QString Writing::partId(const QString &wish)
{
    QString &id = m_partIds[wish];
    if (id.isEmpty())
        id = freeId(wish);
    return id;
}

void Writing::standsFor(ElementId element, const QString &id)
{
    // Of several, the first.
    if (!logicalIds.contains(names.of(element)))
        logicalIds.insert(names.of(element), id);
}

Section Writing::sectionOf(ElementId owner) const
{
    if (!owner)
        return Section::Support;
    if (design.get<Function>(owner))
        return Section::Functions;
    if (!design.get<Service>(owner))
        return Section::Network;
    const catalog::ServiceKind *kind = kindOf(owner);
    switch (kind ? kind->category : catalog::Category::Outside) {
    case catalog::Category::Entry:
        return Section::Entry;
    case catalog::Category::Workflow:
    case catalog::Category::Compute:
        return Section::Workflow;
    case catalog::Category::Messaging:
        return Section::Messaging;
    case catalog::Category::Data:
        return Section::Data;
    case catalog::Category::Network:
        return Section::Network;
    default:
        return Section::Support;
    }
}

Part &Writing::add(ElementId owner, const QString &id, const char *type)
{
    m_resources.push_back({id, owner, sectionOf(owner), type, Part(), Part()});
    Resource &made = m_resources.back();
    m_resourceOfId.insert(id, &made);
    m_taken.insert(id);
    return made.properties;
}

Part &Writing::add(ElementId element, const char *type)
{
    logicalIds.insert(names.of(element), idOf(element));
    return add(element, idOf(element), type);
}

Part &Writing::attributes(const QString &id)
{
    return m_resourceOfId.value(id)->attributes;
}

Part *Writing::properties(const QString &id)
{
    Resource *found = m_resourceOfId.value(id);
    return found ? &found->properties : nullptr;
}

std::vector<const Writing::Resource *> Writing::resources() const
{
    std::vector<const Resource *> rows;
    rows.reserve(m_resources.size());
    for (const Resource &resource : m_resources)
        rows.push_back(&resource);
    std::stable_sort(rows.begin(), rows.end(), [](const Resource *a, const Resource *b) {
        // A network stands in the order in which it is built.
        if (a->section != b->section || a->section == Section::Network)
            return a->section < b->section;
        return a->owner < b->owner;
    });
    return rows;
}

Part Writing::parameter(const QString &name, const char *type, const QString &description,
                        const QString &standard)
{
    const auto known = m_parameterIds.constFind(name);
    if (known != m_parameterIds.constEnd())
        return Part::ref(*known);
    const QString id = name == QLatin1String("Stage") ? name : freeId(name);
    m_parameterIds.insert(name, id);
    Part &made = parameters[id];
    made.set("Type", Part::text(type));
    made.set("Description", Part::text(description));
    if (!standard.isEmpty())
        made.set("Default", Part::text(standard));
    return Part::ref(id);
}

Part Writing::ownParameter(ElementId element, const char *type, const QString &description)
{
    const QString id = idOf(element);
    Part &made = parameters[id];
    made.set("Type", Part::text(type));
    made.set("Description", Part::text(description));
    standsFor(element, id);
    return Part::ref(id);
}

Part Writing::stage()
{
    return parameter(QStringLiteral("Stage"), "String",
                     QStringLiteral("Stage of the deployment, part of the names that must differ"),
                     QStringLiteral("dev"));
}

Part Writing::open(ElementId owner, const char *what, bool isText)
{
    const QString property = QString::fromLatin1(what);
    const Part made = parameter(idOf(owner) + property, isText ? "String" : "Number",
                                QStringLiteral("%1 of %2").arg(property, idOf(owner)));
    report(Severity::Info, "sam.write.open-value", owner,
           {STRATOPLAN_TEXT("Sam", "{property} is known at deployment only"),
            {{QStringLiteral("property"), property}}},
           {STRATOPLAN_TEXT("Sam", "Give {parameter} a value when you deploy"),
            {{QStringLiteral("parameter"), QString::fromUtf8(made.scalar())}}});
    return made;
}

Part Writing::scalarOf(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return Part::boolean(value.toBool());
    case QMetaType::Int:
    case QMetaType::LongLong:
        return Part::number(value.toLongLong());
    case QMetaType::Double:
        return Part::real(value.toDouble());
    case QMetaType::QStringList:
        return Part::texts(value.toStringList());
    default:
        return Part::text(value.toString());
    }
}

const catalog::ServiceKind *Writing::kindOf(ElementId element) const
{
    const auto *service = design.get<Service>(element);
    return service ? catalog::kindOf(*service, catalog) : nullptr;
}

QString Writing::kindWordOf(ElementId element) const
{
    if (const auto *service = design.get<Service>(element))
        return service->kind;
    const Element *found = design.find(element);
    return found ? QString(kindWord(*found)) : QString();
}

QVariant Writing::field(ElementId service, const char *key) const
{
    const auto *found = design.get<Service>(service);
    if (!found)
        return {};
    const Field<QVariant> field = catalog::fieldOf(*found, QString::fromLatin1(key), catalog);
    return field.value.value_or(QVariant());
}

// "{id}" is the reference, "{id.Attribute}" an attribute, "{name}" the given name.
QString Writing::pattern(const QString &text, ElementId target) const
{
    QString out = text;
    out.replace(QLatin1String("{id"), QLatin1String("${") + idOf(target));
    out.replace(QLatin1String("{name}"), givenName(target));
    return out;
}

QString Writing::givenName(ElementId element) const
{
    const QString word = kebab(idOf(element));
    // Names of buckets are unique in the world and have no capitals.
    if (isKind(element, QLatin1String("bucket")))
        return word.left(35) + QLatin1String("-${Stage}-${AWS::AccountId}");
    QString name = QLatin1String("${AWS::StackName}-") + word;
    if (field(element, "fifo").toBool())
        name += QLatin1String(".fifo");
    return name;
}

void Writing::useByName(ElementId target, ElementId user)
{
    m_byName.insert({user, target});
    m_named.insert(target);
    if (isKind(target, QLatin1String("bucket")))
        stage();
}

void Writing::nameResource(ElementId element, Part &properties)
{
    const catalog::ServiceKind *kind = kindOf(element);
    const QString property = design.get<Function>(element)
        ? QStringLiteral("FunctionName")
        : (kind ? kind->inTemplate.nameProperty : QString());
    if (!m_named.contains(element) || property.isEmpty())
        return;
    properties.set(property, Part::sub(givenName(element)));
    properties[property].comment
        = QStringLiteral("A name of its own, as references to it would close a circle");
}

std::optional<Part> Writing::arn(ElementId target, ElementId user, const QString &below)
{
    if (isLeftOut(target, user))
        return std::nullopt;
    static const QString functionArn = QStringLiteral(
        "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:{name}");
    const catalog::ServiceKind *kind = kindOf(target);
    const bool isFunction = design.get<Function>(target) != nullptr;
    if (!isFunction && !kind)
        return std::nullopt;
    if (isByName(target, user))
        return Part::sub(pattern(isFunction ? functionArn : kind->inTemplate.namedArn, target)
                         + below);
    if (!hasResource(target))
        return std::nullopt;
    const QString how = isFunction ? QStringLiteral("Arn") : kind->inTemplate.arn;
    if (how.isEmpty())
        return std::nullopt;
    if (how == QLatin1String("Ref"))
        return below.isEmpty()
            ? Part::ref(idOf(target))
            : Part::sub(QLatin1String("${") + idOf(target) + QLatin1Char('}') + below);
    if (how.contains(QLatin1Char('{')))
        return Part::sub(pattern(how, target) + below);
    return below.isEmpty() ? Part::attribute(idOf(target), how)
                           : Part::sub(QLatin1String("${") + idOf(target) + QLatin1Char('.') + how
                                       + QLatin1Char('}') + below);
}

std::optional<Part> Writing::variable(ElementId target, ElementId user)
{
    if (isLeftOut(target, user))
        return std::nullopt;
    if (design.get<Function>(target))
        return name(target, user);
    const catalog::ServiceKind *kind = kindOf(target);
    if (!kind || kind->inTemplate.variable.isEmpty())
        return std::nullopt;
    const catalog::ServiceTemplate &how = kind->inTemplate;
    if (isByName(target, user)) {
        const QString text = how.namedValue;
        return text.isEmpty() ? std::optional<Part>() : Part::sub(pattern(text, target));
    }
    if (!hasResource(target))
        return std::nullopt;
    if (m_values.contains(target))
        return Part::attribute(idOf(target), m_values.value(target));
    if (how.value == QLatin1String("Ref"))
        return Part::ref(idOf(target));
    if (how.value.contains(QLatin1Char('{')))
        return Part::sub(pattern(how.value, target));
    return Part::attribute(idOf(target), how.value);
}

Part Writing::name(ElementId target, ElementId user, const char *attribute)
{
    if (isByName(target, user))
        return Part::sub(givenName(target));
    return attribute ? Part::attribute(idOf(target), QString::fromLatin1(attribute))
                     : Part::ref(idOf(target));
}

void Writing::report(Severity severity, const char *code, ElementId element, Text what, Text remedy)
{
    Problem problem;
    problem.severity = severity;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    problem.remedy = std::move(remedy);
    problem.where.element = names.of(element);
    if (!problems.contains(problem))
        problems.append(std::move(problem));
}

void Writing::reportOpen(ElementId element, const QString &property, const QString &instead)
{
    report(Severity::Low, "sam.write.unknown-value", element,
           {STRATOPLAN_TEXT("Sam",
                            "The template needs {property}, which the design does not say; "
                            "written is {instead}"),
            {{QStringLiteral("property"), property}, {QStringLiteral("instead"), instead}}},
           {STRATOPLAN_TEXT("Sam", "State it in the design or in the template"), {}});
}

void Writing::reportConnection(const Connection &connection)
{
    report(Severity::Medium, "sam.write.connection", connection.id,
           {STRATOPLAN_TEXT("Sam",
                            "A {role} from {from} ({source}) to {to} ({target}) is not "
                            "written: there is no known form for it"),
            {{QStringLiteral("role"), QString(id(connection.role))},
             {QStringLiteral("from"), names.of(connection.from)},
             {QStringLiteral("source"), kindWordOf(connection.from)},
             {QStringLiteral("to"), names.of(connection.to)},
             {QStringLiteral("target"), kindWordOf(connection.to)}}},
           {STRATOPLAN_TEXT("Sam",
                            "Add to the template what ties the two, or draw what stands "
                            "between them"),
            {}});
}

} // namespace stratoplan::sam
