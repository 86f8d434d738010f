// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write.h"

#include "planner/sam/write_steps.h"
#include "planner/yaml/writer.h"

#include <array>

namespace stratoplan::sam {

namespace {

struct Heading
{
    Section section;
    const char *words;
};

constexpr std::array headings{
    Heading{Section::Entry, "Entry points"},
    Heading{Section::Functions, "Functions"},
    Heading{Section::Workflow, "Workflows"},
    Heading{Section::Messaging, "Queues, topics, buses and streams"},
    Heading{Section::Data, "Data"},
    Heading{Section::Network, "Network"},
    Heading{Section::Support, "Support"},
};

QByteArray headingOf(Section section)
{
    for (const Heading &heading : headings) {
        if (heading.section == section)
            return QByteArray("# ---- ") + heading.words + ' '
                + QByteArray(70 - static_cast<qsizetype>(qstrlen(heading.words)), '-') + '\n';
    }
    return {};
}

// Words in lines of readable length.
QByteArray wrapped(const QString &text)
{
    constexpr qsizetype longest = 94;
    QByteArray out;
    qsizetype length = 0;
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (length > 0 && length + 1 + word.size() > longest) {
            out += '\n';
            length = 0;
        } else if (length > 0) {
            out += ' ';
            length += 1;
        }
        out += word.toUtf8();
        length += word.size();
    }
    return out;
}

bool isPrintable(const QString &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.isPrint() || c == QLatin1Char('\n'); });
}

// A template's description has at most 1,024 bytes (CloudFormation User Guide, "Template
// Description").
QString shortened(const QString &text, qsizetype most)
{
    QString out = text.simplified();
    while (out.toUtf8().size() > most) {
        const qsizetype blank = out.lastIndexOf(QLatin1Char(' '), -2);
        out = blank > 0 ? out.left(blank) : out.left(out.size() / 2);
    }
    return out;
}

void writeDescription(yaml::Writer &writer, const Settings &settings)
{
    const QString title = shortened(settings.title, 200);
    const QString description = shortened(settings.description, 800);
    if (title.isEmpty() && description.isEmpty())
        return;
    if (title.isEmpty() || description.isEmpty() || !isPrintable(title + description)) {
        writer.text(QStringLiteral("Description"), title.isEmpty() ? description : title);
        return;
    }
    writer.raw("Description: >-\n");
    QByteArray lines = wrapped(title) + "\n\n" + wrapped(description) + '\n';
    lines.replace('\n', "\n  ");
    lines.chop(2);
    lines.replace("\n  \n", "\n\n");
    writer.raw("  " + lines);
}

// Properties that no step filled are not written.
Part withoutEmpty(const Part &properties)
{
    Part kept;
    for (qsizetype i = 0; i < properties.keys().size(); ++i) {
        if (!properties.items().at(i).isEmpty())
            kept.set(properties.keys().at(i), properties.items().at(i));
    }
    return kept;
}

void writeResource(yaml::Writer &writer, const Writing::Resource &resource)
{
    writer.beginMapping(resource.id);
    writer.raw(yamlText(bodyOf(resource)));
    writer.endMapping();
}

// What people ask a stack for: the addresses of its entries.
void writeOutputs(Writing &writing)
{
    for (const Service *service : writing.design.all<Service>()) {
        const catalog::ServiceKind *kind = writing.kindOf(service->id);
        if (!kind)
            continue;
        if (kind->category == catalog::Category::Entry && writing.hasResource(service->id)) {
            const auto address = writing.variable(service->id, service->id);
            if (address && kind->kind != QLatin1String("identity")) {
                Part &output = writing.outputs[writing.idOf(service->id) + QLatin1String("Url")];
                output.set("Description",
                           Part::text(QLatin1String("Address of ") + writing.idOf(service->id)));
                output.set("Value", *address);
            }
        } else if (kind->kind == QLatin1String("function-url")) {
            const QString id = writing.logicalIds.value(writing.names.of(service->id));
            if (id.isEmpty())
                continue;
            Part &output = writing.outputs[id];
            output.set("Description", Part::text(QLatin1String("Address of ") + id));
            output.set("Value", Part::attribute(id, QStringLiteral("FunctionUrl")));
        }
    }
}

void reportUnconnected(Writing &writing)
{
    for (const Service *service : writing.design.all<Service>()) {
        const QString name = writing.names.of(service->id);
        const bool isTold = std::any_of(
            writing.problems.begin(), writing.problems.end(), [&name](const Problem &problem) {
                return problem.where.element == name
                    && problem.code == QLatin1String("sam.write.element");
            });
        if (writing.logicalIds.contains(name) || isTold)
            continue;
        writing.report(Severity::Medium, "sam.write.element", service->id,
                       {STRATOPLAN_TEXT("Sam",
                                        "{name} ({kind}) is not written: nothing that it "
                                        "leads to is in the template"),
                        {{QStringLiteral("name"), name}, {QStringLiteral("kind"), service->kind}}},
                       {STRATOPLAN_TEXT("Sam", "Connect it with what it triggers"), {}});
    }
}

QByteArray textOf(const Writing &writing, const Part &globals)
{
    yaml::Writer writer;
    writer.entry(QStringLiteral("AWSTemplateFormatVersion"), "\"2010-09-09\"");
    writer.entry(QStringLiteral("Transform"), "AWS::Serverless-2016-10-31");
    writeDescription(writer, writing.design.settings());
    const auto section = [&writer](const char *name, const Part &part) {
        if (part.isEmpty())
            return;
        writer.space();
        writer.beginMapping(QString::fromLatin1(name));
        writer.raw(yamlText(part));
        writer.endMapping();
    };
    section("Parameters", writing.parameters);
    Part functions;
    if (!globals.isEmpty())
        functions.set("Function", globals);
    section("Globals", functions);
    writer.space();
    writer.beginMapping(QStringLiteral("Resources"));
    std::optional<Section> current;
    bool isFirst = true;
    for (const Writing::Resource *resource : writing.resources()) {
        if (!isFirst)
            writer.space();
        isFirst = false;
        if (current != resource->section) {
            writer.raw(headingOf(resource->section));
            writer.space();
            current = resource->section;
        }
        writeResource(writer, *resource);
    }
    writer.endMapping();
    section("Outputs", writing.outputs);
    return writer.result();
}

} // namespace

Part bodyOf(const Writing::Resource &resource)
{
    Part body;
    body.set("Type", Part::text(QString::fromLatin1(resource.type)));
    for (qsizetype i = 0; i < resource.attributes.keys().size(); ++i)
        body.set(resource.attributes.keys().at(i), resource.attributes.items().at(i));
    const Part properties = withoutEmpty(resource.properties);
    const bool isNeeded = resource.type.startsWith("AWS::Serverless::")
        && resource.type != "AWS::Serverless::HttpApi";
    if (!properties.isEmpty() || isNeeded)
        body.set("Properties", properties);
    return body;
}

void writeAll(Writing &writing)
{
    breakCircles(writing);
    writeNetworks(writing);
    writeFunctions(writing);
    writeServices(writing);
    writeWorkflows(writing);
    writeEvents(writing);
    writeLinks(writing);
    writeUses(writing);
    writeFailures(writing);
}

Expected<Written> write(const Design &design, const catalog::Catalog &catalog)
{
    Writing writing(design, catalog);
    writeAll(writing);
    writeOutputs(writing);
    reportUnconnected(writing);
    if (writing.resources().empty()) {
        return failure({.severity = Severity::Blocker,
                        .code = QStringLiteral("sam.write.nothing"),
                        .what = {STRATOPLAN_TEXT("Sam",
                                                 "Nothing in the design becomes a resource "
                                                 "of a template"),
                                 {}},
                        .where = {},
                        .remedy = {STRATOPLAN_TEXT("Sam", "Draw a function or a service"), {}}});
    }
    const Part globals = shareGlobals(writing);
    Written written;
    written.text = textOf(writing, globals);
    written.problems = writing.problems;
    written.logicalIds = writing.logicalIds;
    return written;
}

} // namespace stratoplan::sam
