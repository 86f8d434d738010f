// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/element_kind.h"

#include "planner/catalog/behaviour.h"
#include "widgets/inspector/property_parts.h"

namespace stratoplan::inspector {

namespace {

QString textOf(const Element &element)
{
    if (const auto *vpc = std::get_if<Vpc>(&element))
        return vpc->outside ? Words::tr("Outside network") : Words::tr("VPC");
    if (std::holds_alternative<Zone>(element))
        return Words::tr("Availability zone");
    if (std::holds_alternative<Subnet>(element))
        return Words::tr("Subnet");
    if (std::holds_alternative<Endpoint>(element))
        return Words::tr("VPC endpoint");
    if (std::holds_alternative<Gateway>(element))
        return Words::tr("Gateway");
    if (std::holds_alternative<Connection>(element))
        return Words::tr("Connection");
    if (std::holds_alternative<Note>(element))
        return Words::tr("Note");
    if (std::holds_alternative<Group>(element))
        return Words::tr("Group");
    return {};
}

} // namespace

ElementKind kindOf(const Element &element, const catalog::Catalog &catalog)
{
    if (std::holds_alternative<Function>(element)) {
        return {QStringLiteral("function"), QStringLiteral("function"), catalog::Category::Compute,
                Words::tr("Function")};
    }
    if (const auto *service = std::get_if<Service>(&element)) {
        const catalog::ServiceKind *known = catalog::kindOf(*service, catalog);
        if (!known) {
            return {service->cfnType, QStringLiteral("unknown"), catalog::Category::Outside,
                    service->cfnType};
        }
        return {service->kind, known->icon, known->category,
                QCoreApplication::translate("Catalog", known->label.toUtf8().constData())};
    }
    ElementKind kind;
    kind.id = QString(kindWord(element));
    kind.icon = kind.id == QLatin1String("gateway") ? QStringLiteral("nat-gateway")
        : kind.id == QLatin1String("connection")    ? QStringLiteral("connect")
                                                    : kind.id;
    kind.text = textOf(element);
    return kind;
}

} // namespace stratoplan::inspector
