// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes templates for the checks in Python: the samples and made-up designs, each as
// NAME.stratoplan with NAME.yaml (the template) and NAME.json (what the writing told, and the
// design as it is and as it is read back from the template).
//
//     write_templates FOLDER FIRST_SEED COUNT SAMPLE...
#include "planner/model/names.h"
#include "planner/sam/read.h"
#include "planner/sam/write.h"
#include "planner/store/store.h"
#include "tests/support/built_in.h"
#include "tests/support/corpus.h"
#include "tests/support/random_architecture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stratoplan {

namespace {

QJsonObject toJson(const Problem &problem)
{
    return {{QStringLiteral("severity"), QString(id(problem.severity))},
            {QStringLiteral("code"), problem.code},
            {QStringLiteral("element"), problem.where.element},
            {QStringLiteral("text"), toString(problem)}};
}

QJsonArray toJson(const Problems &problems)
{
    QJsonArray list;
    for (const Problem &problem : problems)
        list.append(toJson(problem));
    return list;
}

// Elements with what the checks compare; names as they are.
QJsonObject toJson(const Design &design)
{
    const Names names(design);
    QJsonArray elements;
    QJsonArray connections;
    for (const auto &[id, element] : design.elements()) {
        const auto listed = [&names](const QList<ElementId> &ids) {
            return QJsonArray::fromStringList(names.of(ids));
        };
        if (const auto *connection = std::get_if<Connection>(element.get())) {
            connections.append(
                QJsonObject{{QStringLiteral("name"), names.of(id)},
                            {QStringLiteral("from"), names.of(connection->from)},
                            {QStringLiteral("to"), names.of(connection->to)},
                            {QStringLiteral("role"), QString(stratoplan::id(connection->role))},
                            {QStringLiteral("reads"), connection->reads.valueOr(false)},
                            {QStringLiteral("writes"), connection->writes.valueOr(false)}});
            continue;
        }
        QJsonObject row{{QStringLiteral("name"), names.of(id)},
                        {QStringLiteral("element"), QString(kindWord(*element))}};
        if (const auto *service = std::get_if<Service>(element.get())) {
            const catalog::ServiceKind *kind = facts().service(service->kind);
            row[QStringLiteral("kind")] = service->kind;
            row[QStringLiteral("cfnType")] = service->cfnType;
            row[QStringLiteral("isConfiguration")]
                = kind && kind->category == catalog::Category::Configuration;
            row[QStringLiteral("subnets")] = listed(service->subnets);
            row[QStringLiteral("groups")] = listed(service->securityGroups);
        } else if (const auto *function = std::get_if<Function>(element.get())) {
            row[QStringLiteral("subnets")] = listed(function->subnets);
            row[QStringLiteral("groups")] = listed(function->securityGroups);
            row[QStringLiteral("inVpc")] = function->inVpc || !function->subnets.isEmpty();
            row[QStringLiteral("memory")] = function->memory ? function->memory->value : 128;
            row[QStringLiteral("timeout")] = function->timeout ? function->timeout->value : 3;
        } else if (const auto *vpc = std::get_if<Vpc>(element.get())) {
            row[QStringLiteral("outside")] = vpc->outside;
            QStringList cidrs;
            for (const Field<QString> &cidr : vpc->cidrs)
                cidrs.append(cidr.valueOr(QString()));
            row[QStringLiteral("cidrs")] = QJsonArray::fromStringList(cidrs);
        } else if (const auto *subnet = std::get_if<Subnet>(element.get())) {
            row[QStringLiteral("vpc")] = names.of(subnet->vpc);
            row[QStringLiteral("zone")] = names.of(subnet->zone);
            row[QStringLiteral("cidr")] = subnet->cidr.valueOr(QString());
            row[QStringLiteral("routeTable")] = names.of(subnet->routeTable);
            row[QStringLiteral("outside")] = subnet->outside;
            row[QStringLiteral("several")] = subnet->several;
        } else if (const auto *table = std::get_if<RouteTable>(element.get())) {
            row[QStringLiteral("vpc")] = names.of(table->vpc);
            QStringList routes;
            for (const Route &route : table->routes)
                routes.append(route.destination + QLatin1String(" -> ") + names.of(route.target));
            row[QStringLiteral("routes")] = QJsonArray::fromStringList(routes);
        } else if (const auto *gateway = std::get_if<Gateway>(element.get())) {
            row[QStringLiteral("kind")] = QString(stratoplan::id(gateway->kind));
            row[QStringLiteral("vpc")] = names.of(gateway->vpc);
            row[QStringLiteral("subnet")] = names.of(gateway->subnet);
        } else if (const auto *endpoint = std::get_if<Endpoint>(element.get())) {
            row[QStringLiteral("kind")] = QString(stratoplan::id(endpoint->kind));
            row[QStringLiteral("service")] = endpoint->service;
            row[QStringLiteral("vpc")] = names.of(endpoint->vpc);
            row[QStringLiteral("subnets")] = listed(endpoint->subnets);
            row[QStringLiteral("routeTables")] = listed(endpoint->routeTables);
        } else if (const auto *group = std::get_if<SecurityGroup>(element.get())) {
            row[QStringLiteral("vpc")] = names.of(group->vpc);
            row[QStringLiteral("outside")] = group->outside;
            QStringList rules;
            for (const SecurityRule &rule : group->rules) {
                rules.append(QStringLiteral("%1 %2 %3-%4 %5%6")
                                 .arg(rule.ingress ? QStringLiteral("in") : QStringLiteral("out"),
                                      rule.protocol)
                                 .arg(rule.fromPort)
                                 .arg(rule.toPort)
                                 .arg(rule.cidr, names.of(rule.group)));
            }
            rules.sort();
            row[QStringLiteral("rules")] = QJsonArray::fromStringList(rules);
        }
        elements.append(row);
    }
    return {{QStringLiteral("elements"), elements}, {QStringLiteral("connections"), connections}};
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qUtf8Printable(path));
}

void writeCase(const QDir &folder, const QString &name, const Design &design)
{
    writeFile(folder.filePath(name + QLatin1String(".stratoplan")), store::write(design));
    const auto written = sam::write(design, facts());
    if (!written) {
        // A design without a function or service.
        if (written.error().first().code != QLatin1String("sam.write.nothing"))
            qFatal("%s: %s", qUtf8Printable(name),
                   qUtf8Printable(toString(written.error().first())));
        return;
    }
    const auto again = sam::write(design, facts());
    if (again->text != written->text)
        qFatal("%s: two writings differ", qUtf8Printable(name));
    const auto read = sam::read(written->text, name, facts());
    if (!read)
        qFatal("%s: %s", qUtf8Printable(name), qUtf8Printable(toString(read.error().first())));
    QJsonObject ids;
    for (auto it = written->logicalIds.begin(); it != written->logicalIds.end(); ++it)
        ids[it.key()] = it.value();
    const QJsonObject json{{QStringLiteral("problems"), toJson(written->problems)},
                           {QStringLiteral("ids"), ids},
                           {QStringLiteral("design"), toJson(design)},
                           {QStringLiteral("readProblems"), toJson(read->problems)},
                           {QStringLiteral("readBack"), toJson(read->design)}};
    writeFile(folder.filePath(name + QLatin1String(".yaml")), written->text);
    writeFile(folder.filePath(name + QLatin1String(".json")), QJsonDocument(json).toJson());
}

int run(const QStringList &arguments)
{
    const QDir folder(arguments.at(1));
    folder.mkpath(QStringLiteral("."));
    // Nothing of an earlier run is checked again.
    const QStringList old = folder.entryList(
        {QStringLiteral("*.yaml"), QStringLiteral("*.json"), QStringLiteral("*.stratoplan")},
        QDir::Files);
    for (const QString &name : old)
        QFile::remove(folder.filePath(name));
    const quint32 first = arguments.at(2).toUInt();
    const quint32 count = arguments.at(3).toUInt();
    for (const QString &path : arguments.mid(4)) {
        const auto design = store::read(fileText(path), path);
        if (!design)
            qFatal("%s", qUtf8Printable(toString(design.error().first())));
        writeCase(folder, QFileInfo(path).completeBaseName(), *design);
    }
    for (quint32 seed = first; seed < first + count; ++seed) {
        writeCase(folder, QStringLiteral("architecture-%1").arg(seed),
                  RandomArchitecture(seed, facts()).design());
        // Every member filled with anything: nothing may break the text.
        if (seed % 4 == 0)
            writeCase(folder, QStringLiteral("anything-%1").arg(seed),
                      RandomDesign(seed).design(30));
    }
    return 0;
}

} // namespace

} // namespace stratoplan

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    if (arguments.size() < 4)
        qFatal("write_templates FOLDER FIRST_SEED COUNT SAMPLE...");
    return stratoplan::run(arguments);
}
