// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/nested.h"

#include <QDir>
#include <QFileInfo>

namespace stratoplan::sam {

namespace {

constexpr qsizetype deepest = 8; ///< nested templates inside each other

/// Where a nested template is: the property of either type.
const Value &locationOf(const Resource &resource)
{
    static const Value none;
    if (resource.type == QLatin1String("AWS::Serverless::Application"))
        return resource.properties[u"Location"];
    if (resource.type == QLatin1String("AWS::CloudFormation::Stack"))
        return resource.properties[u"TemplateURL"];
    return none;
}

class NestedReader
{
public:
    NestedReader(Template &reading, const Resource &resource, const ReadOptions &options)
        : m_reading(reading)
        , m_resource(resource)
        , m_options(options)
        , m_location(locationOf(resource))
    {
    }

    void read()
    {
        if (!m_location.isScalar())
            return;
        m_reading.nestedPaths.insert(m_resource.id, m_location.text);
        if (auto *service = m_reading.draft.get<Service>(m_resource.element))
            service->properties.insert(QStringLiteral("template"),
                                       Field<QVariant>(QVariant(m_location.text), Origin::Own));
        const bool isLocal = !m_location.text.contains(QLatin1String("://"));
        if (!isLocal || !m_options.files)
            return;
        const std::optional<Imported> nested = imported();
        if (!nested)
            return;
        passDown(*nested);
        passUp(*nested);
        m_reading.nested.insert(m_resource.id, std::make_shared<const Imported>(*nested));
    }

private:
    std::optional<Imported> imported()
    {
        const QString path = QDir::cleanPath(m_location.text);
        // As seen from the outermost template, whose folder bounds all of it.
        const QString place = m_options.around.isEmpty()
            ? path
            : QDir::cleanPath(QFileInfo(m_options.around.last()).path() + QLatin1Char('/') + path);
        if (m_options.around.contains(place) || m_options.around.size() >= deepest
            || (m_options.around.isEmpty() && path == QFileInfo(m_reading.file).fileName())) {
            m_reading.report(Severity::High, QStringLiteral("sam.nested-circle"), m_location.node,
                             &m_resource,
                             {STRATOPLAN_TEXT("Sam",
                                              "{file} is nested in itself, or too deep, and is not "
                                              "read"),
                              {{QStringLiteral("file"), m_location.text}}},
                             {STRATOPLAN_TEXT("Sam", "Name another template"), {}});
            return std::nullopt;
        }
        const Expected<QByteArray> text = m_options.files(place);
        if (!text) {
            tell(text.error());
            return std::nullopt;
        }
        ReadOptions options;
        options.region = m_options.region;
        options.files = m_options.files;
        options.around = m_options.around + QStringList{place};
        const Value &parameters = m_resource.properties[u"Parameters"];
        for (qsizetype i = 0; parameters.isMap() && i < parameters.items.size(); ++i) {
            if (parameters.items.at(i).isScalar())
                options.parameters.insert(parameters.keys.at(i), parameters.items.at(i).text);
            else
                options.unknownParameters.insert(parameters.keys.at(i));
        }
        const QString shown = QFileInfo(m_reading.file).dir().filePath(path);
        Expected<Imported> result
            = sam::read(*text, QDir::cleanPath(shown), m_reading.catalog, options);
        if (!result) {
            tell(result.error());
            return std::nullopt;
        }
        return *std::move(result);
    }

    void tell(const Problems &problems)
    {
        for (Problem problem : problems) {
            if (problem.where.file.isEmpty()) {
                problem.where = {.file = m_reading.file,
                                 .line = m_location.node.line(),
                                 .column = m_location.node.column(),
                                 .element = m_resource.id};
            }
            m_reading.problems.append(std::move(problem));
        }
    }

    /// What a parameter names is used as the nested template uses the parameter.
    void passDown(const Imported &nested)
    {
        const Value &parameters = m_resource.properties[u"Parameters"];
        for (qsizetype i = 0; parameters.isMap() && i < parameters.items.size(); ++i) {
            const ElementId passed = m_reading.target(parameters.items.at(i));
            const ElementId inside = nested.design.idOf(parameters.keys.at(i));
            const bool isOutside = nested.outsideServices.contains(parameters.keys.at(i)) && inside;
            if (!passed || !isOutside || passed == m_resource.element)
                continue;
            const QString evidence
                = m_resource.path(QLatin1String("Parameters.") + parameters.keys.at(i));
            for (const Connection *connection : nested.design.all<Connection>()) {
                if (connection->from == inside)
                    m_reading.draft.support(passed, m_resource.element, connection->role, evidence);
                else if (connection->to == inside)
                    m_reading.draft.support(m_resource.element, passed, connection->role, evidence,
                                            connection->reads.valueOr(false),
                                            connection->writes.valueOr(false));
            }
        }
    }

    /// A function that is told an output uses what stands behind it.
    void passUp(const Imported &nested)
    {
        for (const Resource &resource : m_reading.resources) {
            if (!m_reading.draft.get<Function>(resource.element))
                continue;
            const Value &variables = resource.properties.at(u"Environment.Variables");
            for (qsizetype i = 0; variables.isMap() && i < variables.items.size(); ++i) {
                const QList<Reference> references = variables.items.at(i).references();
                for (const Reference &reference : references) {
                    if (reference.id == m_resource.id)
                        use(resource, variables.keys.at(i), reference.attribute, nested);
                }
            }
        }
    }

    void use(const Resource &function, const QString &variable, const QString &attribute,
             const Imported &nested)
    {
        const Output output = nested.outputs.value(attribute.section(QLatin1Char('.'), 1));
        const Element *behind = nested.design.find(nested.design.idOf(output.element));
        if (!behind)
            return;
        const auto *service = std::get_if<Service>(behind);
        const catalog::ServiceKind *kind
            = service ? m_reading.catalog.service(service->kind) : nullptr;
        const bool isCalled = std::holds_alternative<Function>(*behind)
            || (kind
                && (kind->category == catalog::Category::Compute
                    || kind->category == catalog::Category::Entry
                    || kind->category == catalog::Category::Workflow));
        m_reading.draft.support(function.element, m_resource.element,
                                isCalled ? Role::Call : Role::Access,
                                function.path(QLatin1String("Environment.Variables.") + variable));
    }

    Template &m_reading;
    const Resource &m_resource;
    const ReadOptions &m_options;
    const Value &m_location;
};

} // namespace

void readNestedTemplates(Template &reading, const ReadOptions &options)
{
    for (const Resource &resource : reading.resources)
        NestedReader(reading, resource, options).read();
}

} // namespace stratoplan::sam
