// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/facts/naming.h"

#include <QRegularExpression>

namespace stratoplan::facts {

namespace {

bool isDescribed(const QString &id, const QString &kind, const Facts &facts)
{
    if (kind == QLatin1String("vpc"))
        return facts.vpcs.contains(id);
    if (kind == QLatin1String("subnet"))
        return facts.subnets.contains(id);
    return facts.securityGroups.contains(id);
}

/// What a name keeps when it becomes the name of an element: "/net/vpc" is "net-vpc".
QString reduced(const QString &name)
{
    static const QRegularExpression other(QStringLiteral("[^A-Za-z0-9_]+"));
    QString text = name;
    text.replace(other, QStringLiteral("-"));
    while (text.startsWith(u'-'))
        text.remove(0, 1);
    while (text.endsWith(u'-'))
        text.chop(1);
    return text;
}

QStringList idsOfName(const QString &name, const QString &kind, const Facts &facts)
{
    const auto known = facts.names.constFind(name);
    if (known != facts.names.cend())
        return *known;
    static const QRegularExpression id(QStringLiteral("^[a-z]+-[0-9a-f]+$"));
    if (isDescribed(name, kind, facts)
        || (name.startsWith(kind + u'-') && id.match(name).hasMatch()))
        return {name};
    for (auto entry = facts.names.cbegin(); entry != facts.names.cend(); ++entry) {
        if (reduced(entry.key()) == reduced(name))
            return entry.value();
    }
    return {};
}

QStringList at(const QStringList &ids, int position)
{
    if (position < 0)
        return ids;
    return position < ids.size() ? QStringList{ids.at(position)} : QStringList();
}

} // namespace

QStringList idsOf(const Common &element, const QString &kind, const Facts &facts,
                  const Mapping &mapping)
{
    const Naming naming = mapping.value(element.name);
    for (const QString &name : naming.names) {
        const QStringList ids = at(idsOfName(name, kind, facts), naming.position);
        if (!ids.isEmpty())
            return ids;
    }
    const QStringList own = idsOfName(element.name, kind, facts);
    if (!own.isEmpty())
        return own;
    static const QRegularExpression entry(QStringLiteral("^(.+)-([0-9]{1,4})$"));
    const QRegularExpressionMatch match = entry.match(element.name);
    if (!match.hasMatch())
        return {};
    return at(idsOfName(match.captured(1), kind, facts), match.captured(2).toInt());
}

} // namespace stratoplan::facts
