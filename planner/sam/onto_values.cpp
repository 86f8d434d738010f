// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/onto_values.h"

namespace stratoplan::sam {

QString ValueWords::of(bool value) const
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

QString ValueWords::of(int value) const
{
    return QString::number(value);
}

QString ValueWords::of(const QVariant &value) const
{
    return value.typeId() == QMetaType::QStringList
        ? value.toStringList().join(QStringLiteral(", "))
        : value.toString();
}

QString ValueWords::of(const Route &value) const
{
    const QString target = value.target ? m_nameOf(value.target) : value.expression;
    return target.isEmpty() ? value.destination
                            : value.destination + QStringLiteral(" to ") + target;
}

QString ValueWords::of(const SecurityRule &value) const
{
    QStringList words{value.ingress ? QStringLiteral("in") : QStringLiteral("out"), value.protocol};
    if (value.fromPort >= 0)
        words.append(QStringLiteral("%1-%2").arg(value.fromPort).arg(value.toPort));
    words.append(value.group ? m_nameOf(value.group) : value.cidr);
    return words.join(QLatin1Char(' '));
}

} // namespace stratoplan::sam
