// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"
#include "app/cli/table.h"

#include "planner/estimate/estimates.h"
#include "planner/model/names.h"
#include "planner/network/propose.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

#include <cmath>

namespace stratoplan::cli::commands::size {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options
{
    InputOptions input;
    std::string model;
    int zonesLost = 1;
    double growth = 1;
    bool propose = false;
    int zones = 0;
    std::vector<std::string> keepFree;
    std::string format = "text";
};

template <class Number>
QJsonValue numberOrNull(const std::optional<Number> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QJsonObject toJson(const network::SubnetPlan &subnet, const Design &design, const Names &names)
{
    QJsonArray terms;
    for (const network::Term &term : subnet.terms) {
        terms.append(QJsonObject{{QStringLiteral("text"), toString(term.text)},
                                 {QStringLiteral("value"), numberOrNull(term.value)}});
    }
    const QString zone = zoneName(subnet.subnet, design);
    return {
        {QStringLiteral("name"), names.of(subnet.subnet)},
        {QStringLiteral("zone"), zone.isEmpty() ? QJsonValue() : QJsonValue(zone)},
        {QStringLiteral("cidr"), subnet.cidr ? QJsonValue(subnet.cidr->toString()) : QJsonValue()},
        {QStringLiteral("usable"), numberOrNull(subnet.usable)},
        {QStringLiteral("interfaces"), numberOrNull(subnet.interfaces)},
        {QStringLiteral("residents"), subnet.residents},
        {QStringLiteral("needed"), numberOrNull(subnet.needed)},
        {QStringLiteral("neededAfterZoneLoss"), numberOrNull(subnet.neededAfterZoneLoss)},
        {QStringLiteral("verdict"), QString(network::id(subnet.verdict))},
        {QStringLiteral("terms"), terms}};
}

QJsonObject toJson(const network::VpcPlan &network, const Design &design, const Names &names)
{
    QJsonArray blocks;
    for (const network::Cidr &block : network.cidrs)
        blocks.append(block.toString());
    QJsonArray subnets;
    for (const network::SubnetPlan &subnet : network.subnets)
        subnets.append(toJson(subnet, design, names));
    const auto *vpc = design.get<Vpc>(network.vpc);
    const bool isElsewhere = vpc && vpc->outside;
    return {{QStringLiteral("name"), names.of(network.vpc)},
            {QStringLiteral("elsewhere"), isElsewhere},
            {QStringLiteral("facts"), isElsewhere ? factsJson(design) : QJsonArray()},
            {QStringLiteral("cidr"), blocks.isEmpty() ? QJsonValue() : blocks.first()},
            {QStringLiteral("cidrs"), blocks},
            {QStringLiteral("freeAddresses"),
             blocks.isEmpty() ? QJsonValue() : QJsonValue(network.freeAddresses)},
            {QStringLiteral("interfaces"), numberOrNull(network.interfaces)},
            {QStringLiteral("subnets"), subnets}};
}

QJsonObject toJson(const Problem &problem)
{
    return {{QStringLiteral("severity"), QString(id(problem.severity))},
            {QStringLiteral("code"), problem.code},
            {QStringLiteral("element"),
             problem.where.element.isEmpty() ? QJsonValue() : QJsonValue(problem.where.element)},
            {QStringLiteral("what"), toString(problem.what)},
            {QStringLiteral("remedy"), toString(problem.remedy)}};
}

QJsonObject toJson(const network::WayOut &way)
{
    using Kind = network::WayOut::Kind;
    const bool block = way.kind == Kind::SecondaryBlock;
    const bool zones = way.kind == Kind::Zones;
    return {{QStringLiteral("prefix"), block ? QJsonValue(way.prefix) : QJsonValue()},
            {QStringLiteral("zones"), zones ? QJsonValue(way.zones) : QJsonValue()},
            {QStringLiteral("what"), toString(way.text)}};
}

QJsonObject toJson(const network::Offer &offer, const Names &names)
{
    QJsonArray ways;
    for (const network::WayOut &way : offer.waysOut)
        ways.append(toJson(way));
    return {{QStringLiteral("network"), names.of(offer.vpc)},
            {QStringLiteral("zones"), offer.zones},
            {QStringLiteral("addressesPerZone"), numberOrNull(offer.addresses)},
            {QStringLiteral("fits"), !offer.proposals.isEmpty()},
            {QStringLiteral("largestLeft"),
             offer.largestLeft ? QJsonValue(offer.largestLeft->toString()) : QJsonValue()},
            {QStringLiteral("waysOut"), ways}};
}

QJsonObject toJson(const network::Plan &plan, const QList<network::Offer> &offers,
                   const Problems &problems, const Design &design)
{
    const Names names(design);
    QJsonArray networks;
    for (const network::VpcPlan &network : plan.networks)
        networks.append(toJson(network, design, names));
    QJsonArray proposed;
    QJsonArray offered;
    for (const network::Offer &offer : offers) {
        offered.append(toJson(offer, names));
        for (const network::Proposal &proposal : offer.proposals) {
            proposed.append(QJsonObject{{QStringLiteral("network"), names.of(proposal.vpc)},
                                        {QStringLiteral("zone"), proposal.zone},
                                        {QStringLiteral("cidr"), proposal.cidr.toString()}});
        }
    }
    QJsonArray told;
    for (const Problem &problem : problems)
        told.append(toJson(problem));
    return {{QStringLiteral("networkModel"), QString(network::id(plan.model))},
            {QStringLiteral("zonesLost"), plan.zonesLost},
            {QStringLiteral("growth"), plan.growth},
            {QStringLiteral("networks"), networks},
            {QStringLiteral("proposals"), proposed},
            {QStringLiteral("offers"), offered},
            {QStringLiteral("problems"), told}};
}

QString verdictWords(network::Verdict verdict)
{
    switch (verdict) {
    case network::Verdict::Fits:
        return tr("fits");
    case network::Verdict::FitsUntilZoneLost:
        return tr("fits until a zone is lost");
    case network::Verdict::TooSmall:
        return tr("too small");
    case network::Verdict::Unanswered:
        break;
    }
    return tr("not known");
}

QString figure(const std::optional<qint64> &value)
{
    return value ? QString::number(*value) : QStringLiteral("?");
}

/// A network elsewhere is judged by what somebody found out of it at some time.
void printFacts(const Design &design, const Streams &streams)
{
    for (const FactsLink &link : design.settings().facts) {
        streams.print(
            tr("known from %1, %2, %3")
                .arg(link.path.isEmpty() ? tr("no file") : link.path, link.source,
                     link.date.isValid() ? link.date.toString(Qt::ISODate) : tr("date not known"))
            + QLatin1Char('\n'));
    }
}

void printOffers(const QList<network::Offer> &offers, const Names &names, const Streams &streams)
{
    QList<QStringList> rows;
    for (const network::Offer &offer : offers) {
        for (const network::Proposal &proposal : offer.proposals)
            rows.append({names.shown(proposal.vpc), proposal.zone, proposal.cidr.toString()});
    }
    if (!rows.isEmpty())
        streams.print(QLatin1Char('\n') + tr("Proposed") + QLatin1Char('\n'));
    streams.print(textTable(rows, 3, 2));
    for (const network::Offer &offer : offers) {
        const QString network = names.shown(offer.vpc);
        if (!offer.proposals.isEmpty() && offer.addresses) {
            streams.print(tr("%1: %2 addresses in each zone; the largest block left free is %3")
                              .arg(network, QString::number(*offer.addresses),
                                   offer.largestLeft ? offer.largestLeft->toString() : tr("none"))
                          + QLatin1Char('\n'));
        }
        for (const network::WayOut &way : offer.waysOut) {
            streams.print(tr("%1: to make room: %2").arg(network, toString(way.text))
                          + QLatin1Char('\n'));
        }
    }
}

void printPlan(const network::Plan &plan, const QList<network::Offer> &offers,
               const Problems &problems, const Design &design, const Streams &streams)
{
    const Names names(design);
    streams.print(tr("Network model %1, zones lost: %2, growth: x %3")
                      .arg(network::id(plan.model), number(plan.zonesLost), number(plan.growth))
                  + QLatin1Char('\n'));
    if (plan.networks.isEmpty())
        streams.print(tr("No function needs a VPC here: there is nothing to size.")
                      + QLatin1Char('\n'));
    for (const network::VpcPlan &network : plan.networks) {
        QStringList blocks;
        for (const network::Cidr &block : network.cidrs)
            blocks.append(block.toString());
        streams.print(
            QStringLiteral("\n%1  %2\n")
                .arg(names.shown(network.vpc),
                     blocks.isEmpty() ? tr("block not known") : blocks.join(QStringLiteral(", "))));
        if (const auto *vpc = design.get<Vpc>(network.vpc); vpc && vpc->outside)
            printFacts(design, streams);
        QList<QStringList> rows{{tr("Subnet"), tr("Zone"), tr("Block"), tr("Usable"),
                                 tr("Residents"), tr("Interfaces"), tr("Needed"), tr("Zone lost"),
                                 tr("Verdict")}};
        for (const network::SubnetPlan &subnet : network.subnets) {
            rows.append({names.shown(subnet.subnet), zoneName(subnet.subnet, design),
                         subnet.cidr ? subnet.cidr->toString() : QStringLiteral("?"),
                         figure(subnet.usable), QString::number(subnet.residents),
                         figure(subnet.interfaces), figure(subnet.needed),
                         figure(subnet.neededAfterZoneLoss), verdictWords(subnet.verdict)});
        }
        streams.print(textTable(rows, 3, 7));
    }
    printOffers(offers, names, streams);
    if (!problems.isEmpty())
        streams.print(QStringLiteral("\n"));
    for (const Problem &problem : problems)
        streams.print(QStringLiteral("%1: %2\n").arg(id(problem.severity), toString(problem)));
}

/// A network that would be gone altogether is told apart from one that stands.
void warnOfTooFewZones(const network::Plan &plan, const Design &design, const Streams &streams)
{
    const Names names(design);
    for (const network::VpcPlan &network : plan.networks) {
        QSet<ElementId> zones;
        for (const network::SubnetPlan &subnet : network.subnets) {
            const ElementId zone = design.get<Subnet>(subnet.subnet)->zone;
            zones.insert(zone ? zone : subnet.subnet);
        }
        if (!zones.isEmpty() && zones.size() <= plan.zonesLost) {
            streams.message(tr("%1: %2 zones lost leave none of its %3; one is taken to stay")
                                .arg(names.shown(network.vpc), QString::number(plan.zonesLost),
                                     QString::number(zones.size())));
        }
    }
}

std::optional<network::Wish> wishOf(const Options &options, const Streams &streams)
{
    network::Wish wish;
    wish.zones = options.zones;
    for (const std::string &word : options.keepFree) {
        const QString text = QString::fromStdString(word);
        const std::optional<network::ParsedCidr> block = network::parseCidr(text);
        if (!block) {
            streams.message(
                tr("--keep-free: %1 is no IPv4 block; write it as 10.0.0.0/24").arg(text));
            return std::nullopt;
        }
        wish.keepFree.append(block->cidr);
    }
    return wish;
}

QList<network::Offer> offersFor(const network::Wish &wish, const network::Plan &plan,
                                const Design &design, Problems &problems)
{
    QList<network::Offer> offers;
    for (const network::VpcPlan &network : plan.networks) {
        const std::optional<network::Offer> offer
            = network::offerFor(network.vpc, design, plan, *builtIn().catalog, wish);
        if (!offer)
            continue;
        offers.append(*offer);
        if (offer->problem)
            problems.append(*offer->problem);
    }
    return offers;
}

int runSize(const Options &options, const Streams &streams)
{
    // The range check of the option lets "nan" through.
    if (std::isnan(options.growth)) {
        streams.message(tr("--growth: a number above 0 is expected"));
        return BadCommandLine;
    }
    const std::optional<network::Wish> wish = wishOf(options, streams);
    if (!wish)
        return BadCommandLine;
    const std::optional<Input> input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    const Design &design = *input->design;
    const catalog::Catalog &catalog = *builtIn().catalog;

    network::Options chosen;
    chosen.zonesLost = options.zonesLost;
    chosen.growth = options.growth;
    const QString model = options.model.empty() ? design.settings().networkModel
                                                : QString::fromStdString(options.model);
    chosen.model = network::modelFromId(model).value_or(network::Model::Hyperplane);

    const auto demand = estimate::demand(design, catalog);
    const network::Plan plan
        = network::plan(design, catalog, estimate::networkLoads(design, demand), chosen);
    Problems problems = plan.problems;
    const QList<network::Offer> offers
        = options.propose ? offersFor(*wish, plan, design, problems) : QList<network::Offer>();

    warnOfTooFewZones(plan, design, streams);
    if (options.format == "json")
        printJson(toJson(plan, offers, problems, design), streams);
    else
        printPlan(plan, offers, problems, design, streams);
    return Done;
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.addSeveralTo(app);
    app.add_option("--network-model", options->model,
                   tr("How functions take addresses; default: the design's").toStdString())
        ->check(CLI::IsMember({"hyperplane", "per-container-eni"}));
    app.add_option("--lose-zones", options->zonesLost, tr("Zones that fail at once").toStdString())
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    app.add_option("--growth", options->growth, tr("Factor on the peak concurrency").toStdString())
        ->check(CLI::Range(0.001, 1'000'000.0))
        ->capture_default_str();
    app.add_flag("--propose", options->propose, tr("Propose blocks that fit").toStdString());
    app.add_option("--zones", options->zones,
                   tr("Zones to propose blocks for; default: those of the network, at least two")
                       .toStdString())
        ->check(CLI::Range(1, 100));
    app.add_option("--keep-free", options->keepFree,
                   tr("Blocks that no proposal may touch").toStdString());
    app.add_option("--format", options->format, tr("What is printed").toStdString())
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    return [options](const Streams &streams) { return runSize(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{
    .name = "size",
    .summary = QT_TRANSLATE_NOOP("CommandLine",
                                 "Size subnets: addresses needed, usable, and with a zone lost"),
    .prepare = prepare};

} // namespace stratoplan::cli::commands::size
