// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/entries.h"

#include <QRegularExpression>
#include <QSet>

namespace stratoplan::catalog {

namespace {

void reportPath(yaml::Reader &item, const ReplacementFacts &facts, const QString &path,
                const char *source)
{
    item.report(
        QStringLiteral("catalog.replacement"),
        Text{QByteArray("Catalog"),
             QByteArray(source),
             {{QStringLiteral("type"), facts.cfnType}, {QStringLiteral("property"), path}}});
}

void readPaths(yaml::Reader &entry, QByteArrayView key, ReplacementFacts &facts, QStringList &paths)
{
    if (!entry.has(key))
        return;
    static const QRegularExpression form(
        QStringLiteral("^[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z][A-Za-z0-9]*)*$"));
    paths.clear();
    entry.each(key, [&](yaml::Reader item) {
        const QString path = item.asString();
        const bool any = key == "maybe" && path == QLatin1String("*");
        if (!any && !form.match(path).hasMatch())
            reportPath(item, facts, path,
                       QT_TRANSLATE_NOOP("Catalog", "{type}: \"{property}\" is no property path"));
        else if (paths.contains(path))
            reportPath(item, facts, path,
                       QT_TRANSLATE_NOOP("Catalog", "{type}: {property} stands in the list twice"));
        paths.append(path);
    });
}

} // namespace

void readReplacement(yaml::Reader entry, ReplacementFacts &facts, const QStringList &fileSource,
                     QDate asOf, QList<Citation> &citations)
{
    static const QRegularExpression form(
        QStringLiteral("^[A-Za-z0-9]+(::[A-Za-z0-9]+)*::([A-Za-z0-9]+|\\*)$"));
    if (!form.match(facts.cfnType).hasMatch())
        reportPath(entry, facts, {},
                   QT_TRANSLATE_NOOP("Catalog", "\"{type}\" is no CloudFormation type"));
    readPaths(entry, "always", facts, facts.always);
    readPaths(entry, "maybe", facts, facts.maybe);
    if (const auto stateful = entry.optionalBoolean("stateful"))
        facts.stateful = *stateful;
    facts.asOf = asOf;
    facts.source = fileSource.join(QStringLiteral(", "));
    readSources(entry, facts.source, false, citations);
    entry.refuseOthers();
    const QSet<QString> always(facts.always.cbegin(), facts.always.cend());
    for (const QString &path : std::as_const(facts.maybe)) {
        if (always.contains(path))
            reportPath(entry, facts, path,
                       QT_TRANSLATE_NOOP("Catalog", "{type}: {property} is both always and maybe"));
    }
}

} // namespace stratoplan::catalog
