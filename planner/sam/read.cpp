// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/read.h"

#include "planner/sam/connections.h"
#include "planner/sam/definitions.h"
#include "planner/sam/events.h"
#include "planner/sam/functions.h"
#include "planner/sam/nested.h"
#include "planner/sam/network.h"
#include "planner/sam/policies.h"
#include "planner/sam/refusals.h"
#include "planner/sam/resources.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>

namespace stratoplan::sam {

namespace {

// Names that nothing in the template has. SAM and macros make resources of their own, so that a
// name which begins with that of a resource is none of our business.
void checkReferences(Template &reading)
{
    for (auto named = reading.evaluator.named().cbegin(); named != reading.evaluator.named().cend();
         ++named) {
        const QString &id = named.key();
        bool known = reading.evaluator.isParameter(id) || id.startsWith(QLatin1String("AWS::"))
            || id.startsWith(QLatin1String("Serverless")) || id.isEmpty();
        for (qsizetype length = id.size(); !known && length > 0; --length)
            known = bool(reading.elementOf(id.left(length)));
        if (known)
            continue;
        reading.report(Severity::Medium, QStringLiteral("sam.unresolved-reference"), named.value(),
                       nullptr,
                       {STRATOPLAN_TEXT("Sam", "{name} is neither a resource nor a parameter"),
                        {{QStringLiteral("name"), id}}},
                       {STRATOPLAN_TEXT("Sam", "Correct the name or add what it refers to"), {}});
    }
}

void checkParameters(Template &reading, const ReadOptions &options)
{
    const QStringList names = options.parameters.keys();
    for (const QString &name : names) {
        if (reading.evaluator.isParameter(name))
            continue;
        reading.report(Severity::Low, QStringLiteral("sam.unknown-parameter"), {}, nullptr,
                       {STRATOPLAN_TEXT("Sam", "The template has no parameter {name}"),
                        {{QStringLiteral("name"), name}}},
                       {STRATOPLAN_TEXT("Sam", "Correct the name"), {}});
    }
}

// A title as people would give it: the first sentence of the description when it is short, else the
// name of the file.
QString titleOf(const QString &description, const QString &file)
{
    const QString line = description.trimmed().section(QLatin1Char('\n'), 0, 0).trimmed();
    constexpr qsizetype longest = 80;
    if (!line.isEmpty() && line.size() <= longest)
        return line;
    return QFileInfo(file).completeBaseName();
}

Settings settingsOf(Template &reading, const QByteArray &text, const ReadOptions &options)
{
    Settings settings;
    const QString description
        = reading.tree.root().resolved()["Description"].resolved().text().trimmed();
    settings.title = titleOf(description, reading.file);
    settings.description = description == settings.title ? QString() : description;
    settings.region = options.region;
    settings.templateLink.path = reading.file;
    settings.templateLink.sha256
        = QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
    settings.templateLink.parameters = options.parameters;
    settings.templateLink.conditions = reading.evaluator.conditions();
    return settings;
}

// In order of the text; what has no place comes last. One fault is told once.
Problems ordered(Problems problems)
{
    const auto place = [](const Problem &problem) {
        return std::tuple(problem.where.line == 0, problem.where.line, problem.where.column);
    };
    std::stable_sort(problems.begin(), problems.end(),
                     [&place](const Problem &a, const Problem &b) { return place(a) < place(b); });
    problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
    return problems;
}

QMap<QString, Output> outputsOf(Template &reading)
{
    QMap<QString, Output> outputs;
    const yaml::Node section = reading.tree.root().resolved()["Outputs"].resolved();
    for (int i = 0; section.isMapping() && i < section.size(); ++i) {
        const yaml::Node node = section.at(i).resolved();
        Output output;
        if (const yaml::Node name = node["Export"].resolved()["Name"]; name.isValid())
            output.exportName = reading.evaluator.evaluate(name).canonical();
        const Value value = reading.evaluator.evaluate(node["Value"]);
        if (const ElementId id = reading.target(value))
            output.element = common(reading.draft.at(id)).name;
        else if (const ElementId part = reading.elementOf<Vpc>(value))
            output.element = common(reading.draft.at(part)).name;
        else if (const ElementId subnet = reading.elementOf<Subnet>(value))
            output.element = common(reading.draft.at(subnet)).name;
        else if (const ElementId group = reading.elementOf<SecurityGroup>(value))
            output.element = common(reading.draft.at(group)).name;
        outputs.insert(section.keyAt(i).text(), output);
    }
    return outputs;
}

} // namespace

bool looksLikeTemplate(const yaml::Tree &tree)
{
    const yaml::Node root = tree.root().resolved();
    return root.isMapping() && root.has("Resources");
}

std::optional<Problem> refusal(const yaml::Tree &tree, const QString &file)
{
    const yaml::Node root = tree.root().resolved();
    if (root["Resources"].resolved().isMapping())
        return std::nullopt;
    const yaml::Node place = root.keyOf("Resources");
    return Problem{.severity = Severity::Blocker,
                   .code = QStringLiteral("sam.no-resources"),
                   .what = {STRATOPLAN_TEXT("Sam", "It has no mapping called Resources"), {}},
                   .where = {.file = file,
                             .line = place.isValid() ? place.line() : 0,
                             .column = place.isValid() ? place.column() : 0,
                             .element = {}},
                   .remedy = {STRATOPLAN_TEXT("Sam", "Give a SAM or CloudFormation template"), {}}};
}

Expected<Imported> read(const QByteArray &text, const QString &file,
                        const catalog::Catalog &catalog, const ReadOptions &options)
{
    const Expected<yaml::Tree> tree = yaml::parse(text, file);
    if (!tree)
        return failure(tree.error());
    if (const std::optional<Problem> refused = refusal(*tree, file))
        return failure(*refused);

    Template reading(*tree, file, catalog, options);
    readResources(reading);
    readServiceProperties(reading);
    readFunctions(reading);
    readNetworks(reading);
    readEvents(reading);
    readLinks(reading);
    readConnectors(reading);
    readDefinitions(reading, options.files);
    readNestedTemplates(reading, options);
    readPermissions(reading);
    readPolicies(reading);
    readEnvironments(reading);
    checkRefusals(reading);
    checkParameters(reading, options);

    const QMap<QString, Output> outputs = outputsOf(reading);
    Change change = reading.draft.finish();
    change.settings = {Settings(), settingsOf(reading, text, options)};
    checkReferences(reading);
    Expected<Design> design = apply(Design(), change);
    if (!design)
        return failure(design.error());

    Imported imported;
    imported.design = *std::move(design);
    imported.resources.reserve(static_cast<qsizetype>(reading.resources.size()));
    for (const Resource &resource : reading.resources) {
        const Element &element = reading.draft.at(resource.element);
        const QString kind = importedKind(element);
        imported.resources.append({common(element).name,
                                   resource.type,
                                   kind,
                                   kind != QLatin1String("unknown"),
                                   {.file = file,
                                    .line = resource.key.line(),
                                    .column = resource.key.column(),
                                    .element = common(element).name},
                                   reading.nestedPaths.value(resource.id),
                                   reading.nested.value(resource.id)});
    }
    imported.outputs = outputs;
    imported.outsideServices = reading.servicesOutside;
    imported.physicalNames = reading.physicalNames();
    imported.outside = reading.networksOutside;
    imported.problems = tree->warnings();
    imported.problems.append(reading.evaluator.problems());
    imported.problems.append(reading.problems);
    imported.problems = ordered(imported.problems);
    // Those of files that the template names have their own places.
    for (const ImportedResource &resource : std::as_const(imported.resources)) {
        if (resource.nested)
            imported.problems.append(resource.nested->problems);
    }
    return imported;
}

Problems refusedBySam(const Problems &problems)
{
    Problems refused;
    for (const Problem &problem : problems) {
        if (problem.code.startsWith(QLatin1String("sam.refused.")))
            refused.append(problem);
    }
    return refused;
}

} // namespace stratoplan::sam
