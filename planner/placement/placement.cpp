// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/placement/placement.h"

#include "planner/decision/derive.h"
#include "planner/model/names.h"
#include "planner/placement/builder.h"
#include "planner/placement/ports.h"
#include "planner/placement/sites.h"
#include "planner/placement/steps.h"

#include <QSet>

#include <algorithm>

namespace stratoplan::placement {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String natPlacement("nat-placement");
constexpr QLatin1String ipv6Enough("ipv6-enough");

/// 59 usable addresses: enough for what is called tight (CAP-018) of a subnet with functions.
constexpr int usualPrefix = 26;
/// Subnets of functions are not made smaller than this where room is short.
constexpr int leastPrefix = 28;
constexpr int largestPrefix = 16;

enum class NatKind
{
    InEachZone,
    Shared,
    Regional
};

/// What the outcome expects of the network.
struct Needs
{
    bool outside = false;
    bool inside = false;
    bool endpoints = false;
    bool ipv6 = false;
    bool nat = false;
    NatKind natKind = NatKind::InEachZone;
};

Needs needsOf(const decision::Tree &tree, const decision::Walk &walk)
{
    Needs needs;
    const decision::Outcome *outcome = tree.outcome(walk.outcome);
    for (const QString &name : outcome->expects) {
        needs.outside = needs.outside || name == "outside-vpc"_L1;
        needs.inside = needs.inside || name == "inside-vpc"_L1;
        needs.endpoints = needs.endpoints || name == "endpoints"_L1;
        needs.ipv6 = needs.ipv6 || name == "ipv6-egress"_L1;
        needs.nat = needs.nat || name == "nat-routes"_L1;
    }
    for (const decision::Answer &answer : walk.answers) {
        const decision::Question *question = tree.question(answer.question);
        if (!question || question->derivation != natPlacement)
            continue;
        if (answer.answer == "no"_L1)
            needs.natKind = NatKind::Shared;
        else if (answer.answer == "regional"_L1)
            needs.natKind = NatKind::Regional;
    }
    return needs;
}

/// True for a conflict that building a network brings in line: one about the outcome, or about how
/// the network is built, not about what is connected.
bool isMended(const decision::Conflict &conflict, const decision::Tree &tree)
{
    const decision::Question *question = tree.question(conflict.question);
    return !question || question->derivation == natPlacement || question->derivation == ipv6Enough;
}

class Placing
{
public:
    Placing(const decision::Tree &tree, const Function &function, const Design &design,
            const catalog::Catalog &catalog, const Options &options)
        : m_tree(tree)
        , m_function(function)
        , m_design(design)
        , m_catalog(catalog)
        , m_options(options)
        , m_walk(decision::walk(tree, function.id, design, catalog))
    {
    }

    Expected<Placement> place()
    {
        if (m_walk.outcome.isEmpty())
            return failure(openQuestion());
        m_needs = needsOf(m_tree, m_walk);
        if (m_needs.outside && !m_function.vpcPolicyNote.isEmpty())
            return placement(m_design);
        if (m_needs.outside) {
            const decision::Question *unsure = guessed();
            return unsure ? failure(notDrawn(*unsure)) : Expected<Placement>(placement(detached()));
        }
        if (!m_needs.inside)
            return placement(m_design);
        if (isElsewhere()) {
            if (isInLine(m_design))
                return placement(m_design);
            return failure(elsewhere());
        }
        return placedInside();
    }

private:
    Problem problem(const char *code, Text what, Text remedy) const
    {
        Problem made;
        made.severity = Severity::High;
        made.code = QString::fromLatin1(code);
        made.what = std::move(what);
        made.where.element = m_function.name;
        made.remedy = std::move(remedy);
        return made;
    }

    Problem openQuestion() const
    {
        const decision::Question *question
            = m_walk.answers.isEmpty() ? nullptr : m_tree.question(m_walk.answers.last().question);
        return problem("placement.open-question",
                       {STRATOPLAN_TEXT("Placement", "A question is open: {question}"),
                        {{u"question"_s, question ? question->text : QString()}}},
                       {STRATOPLAN_TEXT("Placement", "answer it first"), {}});
    }

    Problem elsewhere() const
    {
        return problem(
            "placement.network-elsewhere",
            {STRATOPLAN_TEXT("Placement", "The network of {function} belongs to another stack"),
             {{u"function"_s, shown()}}},
            {STRATOPLAN_TEXT("Placement", "build it there"), {}});
    }

    /// The question that the drawing answers with "no private resource" for a function whose
    /// network belongs to another stack: what it uses there may not be drawn. Null where a person
    /// answers, or the drawing can tell.
    const decision::Question *guessed() const
    {
        const QList<ElementId> &ids = m_function.subnets;
        const bool isSeen
            = !ids.isEmpty() && std::all_of(ids.cbegin(), ids.cend(), [this](ElementId id) {
                  const auto *subnet = m_design.get<Subnet>(id);
                  const auto *vpc = subnet ? m_design.get<Vpc>(subnet->vpc) : nullptr;
                  return vpc && !vpc->outside && !subnet->outside;
              });
        if (isSeen || !standsInVpc(m_function))
            return nullptr;
        for (const decision::Answer &answer : m_walk.answers) {
            const decision::Question *question = m_tree.question(answer.question);
            if (question && question->derivation == "needs-private-resource"_L1
                && answer.answer == "no"_L1 && answer.from != decision::AnswerFrom::User)
                return question;
        }
        return nullptr;
    }

    Problem notDrawn(const decision::Question &question) const
    {
        return problem("placement.not-drawn",
                       {STRATOPLAN_TEXT("Placement",
                                        "The network of {function} belongs to another stack, and "
                                        "what it uses there may not be drawn"),
                        {{u"function"_s, shown()}}},
                       {STRATOPLAN_TEXT("Placement", "answer yourself: {question}"),
                        {{u"question"_s, question.text}}});
    }

    QString shown() const
    {
        return m_function.label.isEmpty() ? m_function.name : m_function.label;
    }

    Design detached() const
    {
        Function free = m_function;
        free.inVpc = false;
        free.subnets.clear();
        free.securityGroups.clear();
        free.ipv6DualStack = {};
        Edit edit(m_design);
        if (free != m_function)
            edit.replace(free.id, free);
        return *edit.result();
    }

    /// VPCs of what the function connects to inside one.
    QList<ElementId> vpcsOfTargets() const
    {
        QList<ElementId> vpcs;
        const decision::Surroundings surroundings(m_design, m_catalog);
        const decision::Contacts contacts = decision::contactsOf(m_function, surroundings);
        for (const decision::Contact &contact : contacts.inside + contacts.polled) {
            const auto *service = m_design.get<Service>(contact.other);
            for (const ElementId id : service ? service->subnets : QList<ElementId>()) {
                const auto *subnet = m_design.get<Subnet>(id);
                if (subnet && !vpcs.contains(subnet->vpc))
                    vpcs.append(subnet->vpc);
            }
        }
        return vpcs;
    }

    QList<ElementId> ownVpcs() const
    {
        QList<ElementId> vpcs;
        for (const ElementId id : m_function.subnets) {
            const auto *subnet = m_design.get<Subnet>(id);
            if (subnet && !vpcs.contains(subnet->vpc))
                vpcs.append(subnet->vpc);
        }
        return vpcs;
    }

    /// The VPCs that come into question; more than one where nothing tells.
    QList<ElementId> candidates() const
    {
        if (const QList<ElementId> own = ownVpcs(), targets = vpcsOfTargets(); !targets.isEmpty()) {
            for (const ElementId vpc : targets) {
                if (own.contains(vpc))
                    return {vpc};
            }
            return targets;
        } else if (!own.isEmpty()) {
            return own;
        }
        QList<ElementId> vpcs;
        for (const Vpc *vpc : m_design.all<Vpc>()) {
            if (!vpc->outside)
                vpcs.append(vpc->id);
        }
        return vpcs;
    }

    /// The network belongs to another stack, so nothing can be built in it from here.
    bool isElsewhere() const
    {
        const QList<ElementId> vpcs = candidates();
        if (vpcs.isEmpty())
            return m_function.inVpc && m_function.subnets.isEmpty();
        return std::any_of(vpcs.cbegin(), vpcs.cend(), [this](ElementId id) {
            const auto *vpc = m_design.get<Vpc>(id);
            return !vpc || vpc->outside;
        });
    }

    bool isInLine(const Design &design) const
    {
        const decision::Walk walk = decision::walk(m_tree, m_function.id, design, m_catalog);
        return walk.outcome == m_walk.outcome
            && std::none_of(walk.conflicts.cbegin(), walk.conflicts.cend(),
                            [this](const decision::Conflict &conflict) {
                                return isMended(conflict, m_tree);
                            });
    }

    /// The other functions are as much in line with their decisions as they were.
    bool sparesOthers(const Design &design) const
    {
        const QList<decision::Walk> before = decision::walkAll(m_tree, m_design, m_catalog);
        const QList<decision::Walk> after = decision::walkAll(m_tree, design, m_catalog);
        for (qsizetype i = 0; i < before.size() && i < after.size(); ++i) {
            if (before.at(i).function != m_function.id
                && (after.at(i).conflicts.size() > before.at(i).conflicts.size()
                    || after.at(i).outcome != before.at(i).outcome))
                return false;
        }
        return true;
    }

    bool fits(const Design &design, network::Verdict least) const
    {
        network::Options options;
        options.zonesLost = m_options.zonesLost;
        options.model = network::modelFromId(design.settings().networkModel)
                            .value_or(network::Model::Hyperplane);
        const network::Plan plan = network::plan(
            design, m_catalog, estimate::networkLoads(design, estimate::demand(design, m_catalog)),
            options);
        const auto &subnets = design.get<Function>(m_function.id)->subnets;
        return std::none_of(subnets.cbegin(), subnets.cend(), [&](ElementId id) {
            const network::SubnetPlan *subnet = plan.subnet(id);
            return subnet
                && (subnet->verdict == network::Verdict::TooSmall
                    || (least == network::Verdict::Fits
                        && subnet->verdict == network::Verdict::FitsUntilZoneLost));
        });
    }

    /// Puts the function into the subnets and what is missing of them; nothing where it cannot be.
    std::optional<Design> built(ElementId vpc, const QList<ElementId> &base, int prefix,
                                Problems &problems) const
    {
        Builder builder(m_design, m_catalog);
        if (!vpc)
            vpc = builder.newVpc();
        const bool moves = base.isEmpty();
        const QList<ElementId> present = moves ? QList<ElementId>() : m_function.subnets;
        QList<ElementId> zones = missingZones(builder, vpc, base, present);
        if (!builder.problems().isEmpty()) {
            problems = builder.problems();
            return std::nullopt;
        }
        QList<ElementId> subnets = base;
        if (!moves)
            subnets += besideOthers(vpc, zones, m_design);
        subnets += builder.newSubnets(vpc, zones, prefix, u"FunctionSubnet"_s);
        if (builder.problems().isEmpty()) {
            Edit edit(builder.design());
            Function placed = m_function;
            placed.inVpc = placed.inVpc || !standsInVpc(placed);
            placed.subnets = subnets;
            if (m_needs.ipv6)
                placed.ipv6DualStack = true;
            if (placed != m_function)
                edit.replace(placed.id, placed);
            builder.commit(edit);
            placeTargets(builder, vpc);
            waysOut(builder, subnets);
        }
        problems = builder.problems();
        return problems.isEmpty() ? std::optional(builder.design()) : std::nullopt;
    }

    /// What is drawn without a place stands in subnets of its own, one a zone.
    void placeTargets(Builder &builder, ElementId vpc) const
    {
        const decision::Surroundings surroundings(m_design, m_catalog);
        const decision::Contacts contacts = decision::contactsOf(m_function, surroundings);
        QList<ElementId> homeless;
        for (const decision::Contact &contact : contacts.inside) {
            const auto *service = m_design.get<Service>(contact.other);
            if (service && service->subnets.isEmpty() && service->cfnType.isEmpty()
                && !homeless.contains(service->id))
                homeless.append(service->id);
        }
        if (homeless.isEmpty())
            return;
        const QList<ElementId> homes
            = builder.newSubnets(vpc, builder.zonesOf(vpc), leastPrefix, u"DataSubnet"_s);
        if (homes.isEmpty())
            return;
        Edit edit(builder.design());
        for (const ElementId id : homeless)
            edit.set(id, &Service::subnets, homes);
        builder.commit(edit);
    }

    void waysOut(Builder &builder, const QList<ElementId> &subnets) const
    {
        if (m_needs.ipv6)
            builder.routeIpv6(subnets);
        if (m_needs.nat) {
            switch (m_needs.natKind) {
            case NatKind::InEachZone:
                builder.routeToZonalNats(subnets);
                break;
            case NatKind::Shared:
                builder.routeToOneNat(subnets);
                break;
            case NatKind::Regional:
                builder.routeToRegionalNat(subnets);
                break;
            }
        }
        if (!builder.problems().isEmpty())
            return;
        const QList<ElementId> endpoints = addEndpoints(builder, subnets);
        openPorts(builder, m_function.id, endpoints, m_needs.ipv6, m_catalog);
    }

    /// Gateway endpoints cost nothing, so what has one goes through it whatever other way there is;
    /// interface endpoints are made where there is no NAT. Returns the interface endpoints used.
    QList<ElementId> addEndpoints(Builder &builder, const QList<ElementId> &subnets) const
    {
        QList<ElementId> used;
        if (!m_needs.endpoints && !m_needs.ipv6 && !m_needs.nat)
            return used;
        const decision::Surroundings surroundings(m_design, m_catalog);
        const decision::Contacts contacts = decision::contactsOf(m_function, surroundings);
        for (const decision::Contact &contact : contacts.outside) {
            const QString service = decision::endpointServiceOf(contact.other, surroundings.design,
                                                                surroundings.catalog);
            if (service.isEmpty())
                continue;
            if (contact.reach == catalog::Reach::AwsGateway) {
                builder.addGatewayEndpoint(service, subnets);
            } else if (contact.reach == catalog::Reach::AwsInterface && !m_needs.nat) {
                const ElementId made = builder.addInterfaceEndpoint(service, subnets);
                if (!used.contains(made))
                    used.append(made);
            }
        }
        return used;
    }

    Expected<Placement> placedInside() const
    {
        const QList<ElementId> vpcs = candidates();
        if (vpcs.size() > 1) {
            return failure(problem(
                "placement.several-networks",
                {STRATOPLAN_TEXT("Placement", "Nothing tells which network it belongs to: {vpcs}"),
                 {{u"vpcs"_s, Names(m_design).shown(vpcs)}}},
                {STRATOPLAN_TEXT("Placement",
                                 "place it in one, or connect the networks and place it there"),
                 {}}));
        }
        const ElementId vpc = vpcs.value(0);
        Problems problems;
        std::optional<Design> tight;
        for (const QList<ElementId> &base : sitesOf(m_function, vpc, m_design)) {
            const bool isOwn = base.isEmpty();
            bool hadRoom = false;
            for (const int prefix : prefixes(isOwn)) {
                if (hadRoom && prefix > usualPrefix)
                    break;
                Problems faults;
                const std::optional<Design> design = built(vpc, base, prefix, faults);
                if (!design) {
                    problems = faults;
                    continue;
                }
                hadRoom = true;
                if (!isInLine(*design) || (!isOwn && !sparesOthers(*design)))
                    continue;
                if (fits(*design, isOwn ? network::Verdict::Fits : network::Verdict::TooSmall))
                    return placement(*design);
                tight = design;
            }
        }
        if (tight)
            return placement(*tight);
        if (problems.isEmpty())
            problems.append(elsewhere());
        return failure(std::move(problems));
    }

    /// Sizes to try for new subnets: larger ones until they fit, smaller ones where there is no
    /// room.
    static QList<int> prefixes(bool isOwn)
    {
        QList<int> sizes{usualPrefix};
        for (int prefix = usualPrefix - 1; isOwn && prefix >= largestPrefix; --prefix)
            sizes.append(prefix);
        for (int prefix = usualPrefix + 1; prefix <= leastPrefix; ++prefix)
            sizes.append(prefix);
        return sizes;
    }

    Placement placement(const Design &after) const
    {
        Placement made;
        made.change = diff(m_design, after);
        const decision::Walk walk = decision::walk(m_tree, m_function.id, after, m_catalog);
        for (const decision::Conflict &conflict : walk.conflicts) {
            if (!isMended(conflict, m_tree))
                made.left.append(conflict);
        }
        made.open = unknownEndpoints(after);
        return made;
    }

    /// AWS services that are to be reached by endpoints which no list confirms or names.
    QList<Text> unknownEndpoints(const Design &after) const
    {
        if (m_needs.nat || (!m_needs.endpoints && !m_needs.ipv6))
            return {};
        const decision::Surroundings surroundings(after, m_catalog);
        const Function &function = *after.get<Function>(m_function.id);
        QList<ElementId> unknown;
        for (const decision::Contact &contact :
             decision::contactsOf(function, surroundings).outside) {
            if (contact.reach == catalog::Reach::AwsUnknown && !unknown.contains(contact.other))
                unknown.append(contact.other);
        }
        if (unknown.isEmpty())
            return {};
        return {{STRATOPLAN_TEXT("Placement",
                                 "No list says whether there is an endpoint for {targets}: find "
                                 "out, and add it"),
                 {{u"targets"_s, surroundings.shown(unknown)}}}};
    }

    const decision::Tree &m_tree;
    const Function &m_function;
    const Design &m_design;
    const catalog::Catalog &m_catalog;
    const Options &m_options;
    decision::Walk m_walk;
    Needs m_needs;
};

} // namespace

bool Placement::hasUnpriced() const
{
    return !costAfter || std::any_of(steps.cbegin(), steps.cend(), [](const Step &step) {
        return !step.unpriced.isEmpty();
    });
}

Expected<Placement> place(const decision::Tree &tree, ElementId function, const Design &design,
                          const catalog::Catalog &catalog, const Options &options)
{
    const auto *element = design.get<Function>(function);
    Q_ASSERT(element);
    Expected<Placement> placed = Placing(tree, *element, design, catalog, options).place();
    if (!placed)
        return placed;
    const Expected<Design> after = apply(design, placed->change);
    if (!after)
        return failure(after.error());
    account(*placed, design, *after, catalog);
    return placed;
}

Placement placeAll(const decision::Tree &tree, const QList<ElementId> &functions,
                   const Design &design, const catalog::Catalog &catalog, Problems &refused,
                   const Options &options)
{
    Placement all;
    Design now = design;
    for (const ElementId function : functions) {
        const auto *element = now.get<Function>(function);
        Q_ASSERT(element);
        Expected<Placement> one = Placing(tree, *element, now, catalog, options).place();
        if (!one) {
            refused += one.error();
            continue;
        }
        all.left += one->left;
        all.open += one->open;
        if (Expected<Design> next = apply(now, one->change))
            now = *std::move(next);
    }
    all.change = diff(design, now);
    account(all, design, now, catalog);
    return all;
}

} // namespace stratoplan::placement
