// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/sections.h"

namespace stratoplan::report {

namespace {

QString verdictWord(network::Verdict verdict)
{
    switch (verdict) {
    case network::Verdict::Fits:
        return Words::tr("fits");
    case network::Verdict::FitsUntilZoneLost:
        return Words::tr("fits until a zone is lost");
    case network::Verdict::TooSmall:
        return Words::tr("too small");
    case network::Verdict::Unanswered:
        break;
    }
    return Words::tr("not known");
}

QString zoneOf(const Design &design, ElementId subnet)
{
    const QString name = zoneName(subnet, design);
    return name.isEmpty() ? unknownMark() : name;
}

QString count(std::optional<qint64> value)
{
    return value ? QString::number(*value) : unknownMark();
}

Table subnetTable(const network::VpcPlan &vpc, const Material &material)
{
    Table table;
    table.caption = Words::tr("Subnets");
    table.columns = {{Words::tr("Subnet"), false},   {Words::tr("Zone"), false},
                     {Words::tr("Block"), false},    {Words::tr("Usable"), true},
                     {Words::tr("Residents"), true}, {Words::tr("Needed"), true},
                     {Words::tr("Zone lost"), true}, {Words::tr("Verdict"), false}};
    for (const network::SubnetPlan &subnet : vpc.subnets)
        table.rows.append(
            {material.names.shown(subnet.subnet), zoneOf(material.design, subnet.subnet),
             subnet.cidr ? subnet.cidr->toString() : unknownMark(), count(subnet.usable),
             QString::number(subnet.residents), count(subnet.needed),
             count(subnet.neededAfterZoneLoss), verdictWord(subnet.verdict)});
    return table;
}

/// Where what is known of a network elsewhere comes from, and when it held.
QString originOf(const Design &design)
{
    QStringList origins;
    for (const FactsLink &link : design.settings().facts) {
        const QString source
            = link.path.isEmpty() ? link.source : Words::tr("%1 (%2)").arg(link.path, link.source);
        origins.append(link.date.isValid()
                           ? Words::tr("%1, as of %2").arg(source, link.date.toString(Qt::ISODate))
                           : Words::tr("%1, of an unknown day").arg(source));
    }
    if (origins.isEmpty())
        return Words::tr("This network lives elsewhere: its blocks and routes are not known here.");
    return Words::tr("This network lives elsewhere; what is known of it comes from: %1.")
        .arg(origins.join(QStringLiteral("; ")));
}

} // namespace

Section networkSection(const Material &material)
{
    Section section{Words::tr("Network plan"), anchor(QStringLiteral("network")), false, {}};
    const network::Plan &plan = material.analysis.network;
    if (plan.networks.isEmpty())
        return section;
    section.blocks.append(Paragraph{
        Words::tr("Interfaces by the model %1, with %n zone(s) lost and a growth factor of "
                  "%2.",
                  nullptr, plan.zonesLost)
            .arg(QString(network::id(plan.model)), number(plan.growth)),
        true});
    for (const network::VpcPlan &vpc : plan.networks) {
        const QString name = material.names.of(vpc.vpc);
        section.blocks.append(
            Heading{2, material.names.shown(vpc.vpc), anchor(QStringLiteral("vpc"), name)});
        const Vpc *element = material.design.get<Vpc>(vpc.vpc);
        if (element && element->outside)
            section.blocks.append(Paragraph{originOf(material.design), false});
        if (!vpc.cidrs.isEmpty()) {
            QStringList blocks;
            for (const network::Cidr &cidr : vpc.cidrs)
                blocks.append(cidr.toString());
            section.blocks.append(
                Paragraph{Words::tr("Blocks: %1. Addresses not given to a subnet: %2.")
                              .arg(blocks.join(QStringLiteral(", ")))
                              .arg(vpc.freeAddresses),
                          false});
            section.blocks.append(
                Figure{anchor(QStringLiteral("network"), name), FigureKind::Network, vpc.vpc,
                       Words::tr("Addresses, to scale; the bars show what is used"), false});
        }
        if (!vpc.subnets.isEmpty())
            section.blocks.append(subnetTable(vpc, material));
    }
    Bullets problems;
    for (const Problem &problem : plan.problems)
        problems.items.append(toString(problem));
    if (!problems.items.isEmpty()) {
        section.blocks.append(Heading{2, Words::tr("Faults of the addresses"), {}});
        section.blocks.append(problems);
    }
    return section;
}

} // namespace stratoplan::report
