// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/names.h"
#include "planner/sam/read.h"
#include "tests/support/built_in.h"

#include <QTest>

namespace stratoplan::test {

/// The built-in catalogue; ends the program when it cannot be read.
/// A template that must read; ends the program when it does not.
inline sam::Imported imported(const QByteArray &text, const sam::ReadOptions &options = {})
{
    auto result = sam::read(text, QStringLiteral("template.yaml"), facts(), options);
    if (!result)
        qFatal("%s", qUtf8Printable(toString(result.error().first())));
    return *result;
}

/// "FROM->TO role [r][w]" of every connection, sorted.
inline QStringList connectionsOf(const Design &design)
{
    const Names names(design);
    QStringList lines;
    for (const Connection *connection : design.all<Connection>()) {
        QString line = names.of(connection->from) + QLatin1String("->") + names.of(connection->to)
            + QLatin1Char(' ') + id(connection->role);
        if (connection->reads || connection->writes)
            line += QLatin1Char(' ');
        if (connection->reads)
            line += QLatin1Char('r');
        if (connection->writes)
            line += QLatin1Char('w');
        lines.append(line);
    }
    lines.sort();
    return lines;
}

/// The only connection between two named elements; ends the program when there is none.
inline Connection connection(const Design &design, const QString &from, const QString &to)
{
    for (const Connection *candidate : design.all<Connection>()) {
        if (candidate->from == design.idOf(from) && candidate->to == design.idOf(to))
            return *candidate;
    }
    qFatal("No connection %s->%s", qUtf8Printable(from), qUtf8Printable(to));
}

inline QStringList codesOf(const Problems &problems)
{
    QStringList codes;
    for (const Problem &problem : problems)
        codes.append(problem.code);
    return codes;
}

} // namespace stratoplan::test
