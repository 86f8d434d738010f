// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/estimates.h"

#include "planner/estimate/cold_share.h"
#include "planner/estimate/cost.h"
#include "planner/estimate/demand.h"
#include "planner/estimate/function_curve.h"
#include "planner/estimate/function_facts.h"
#include "planner/estimate/latency.h"
#include "planner/estimate/memory_settings.h"
#include "planner/estimate/recommend.h"
#include "planner/estimate/service_uses.h"
#include "planner/model/names.h"
#include "planner/network/limits.h"

#include <algorithm>

namespace stratoplan::estimate {

namespace {

struct ChosenBook
{
    const catalog::PriceBook *book = nullptr;
    bool ofOtherRegion = false;
};

Expected<ChosenBook> chooseBook(const Settings &settings, const catalog::Catalog &catalog,
                                const Options &options)
{
    const QString wanted = options.priceBook.isEmpty() ? settings.priceBook : options.priceBook;
    ChosenBook chosen;
    if (wanted.isEmpty()) {
        chosen.book = catalog.newestPriceBook(settings.region);
        if (!chosen.book) {
            chosen.book = catalog.newestPriceBook(QStringLiteral("us-east-1"));
            chosen.ofOtherRegion = true;
        }
    } else {
        chosen.book = catalog.priceBook(wanted);
    }
    if (chosen.book)
        return chosen;
    QStringList valid;
    for (const catalog::PriceBook &book : catalog.priceBooks())
        valid.append(book.name);
    valid.sort();
    Problem problem;
    problem.code = QStringLiteral("estimate.unknown-price-book");
    problem.what = {STRATOPLAN_TEXT("Estimate", "No price book is called {name}"),
                    {{QStringLiteral("name"), wanted}}};
    problem.remedy = {STRATOPLAN_TEXT("Estimate", "choose one of {valid}"),
                      {{QStringLiteral("valid"), valid}}};
    return failure(problem);
}

class Estimator
{
public:
    Estimator(const Design &design, const catalog::Catalog &catalog, const network::Plan &network,
              const Options &options, const ChosenBook &chosen)
        : m_design(design)
        , m_catalog(catalog)
        , m_network(network)
        , m_options(options)
        , m_names(design)
        , m_bill(std::make_shared<Bill>(
              discounted(*chosen.book, design.settings().account.discountPercent.valueOr(0)),
              design.settings().account.freeTier))
        , m_book(m_bill->book())
        , m_shortestIdle(idleLifetime("cold-start.idle.shortest"))
        , m_longestIdle(idleLifetime("cold-start.idle.longest"))
        , m_concurrency(network::limitsOf(design, catalog).concurrency)
        , m_memory(memorySettings(catalog))
    {
        m_made.priceBook = m_book.name;
        m_made.region = design.settings().region;
        if (chosen.ofOtherRegion)
            assume({STRATOPLAN_TEXT(
                        "Estimate",
                        "There is no price book of {region}: prices are those of {other}."),
                    {{QStringLiteral("region"), m_made.region},
                     {QStringLiteral("other"), m_book.region}}});
        const AccountProfile &account = design.settings().account;
        if (account.discountPercent.valueOr(0) > 0)
            assume({STRATOPLAN_TEXT("Estimate", "All prices are {percent} % below the list."),
                    {{QStringLiteral("percent"), *account.discountPercent}}});
        if (account.freeTier)
            assume({STRATOPLAN_TEXT("Estimate", "The free tier of each month is taken off."), {}});
    }

    Estimates run()
    {
        Traffic found = traffic(m_design, m_catalog);
        m_made.demand = std::move(found.demand);
        m_made.assumptions += found.assumptions;
        for (const Function *function : m_design.all<Function>()) {
            if (m_options.stop.stop_requested())
                return std::move(m_made);
            m_made.functions.append(present(*function));
        }
        ServiceUses services = serviceUses(m_design, m_catalog, m_network, m_made.demand);
        m_made.unpriced += services.unpriced;
        m_bill->add(services.uses);
        m_uses += services.uses;
        price();
        for (qsizetype i = 0; i < m_made.functions.size(); ++i) {
            if (m_options.stop.stop_requested())
                return std::move(m_made);
            spread(m_made.functions[i], m_curves.at(i));
        }
        m_made.assumptions += services.assumptions;
        m_made.bill = m_bill;
        m_made.slowestPath = slowestPath(m_design, m_catalog);
        assumeOfFunctions();
        std::stable_sort(
            m_made.unpriced.begin(), m_made.unpriced.end(),
            [](const Unpriced &a, const Unpriced &b) { return a.element < b.element; });
        leaveOutOfDesign();
        return std::move(m_made);
    }

private:
    void assume(Text text) { m_made.assumptions.append(std::move(text)); }
    void leaveOut(ElementId id, Text reason) { m_made.unpriced.append({id, std::move(reason)}); }
    Text noPrice(const QString &key) const
    {
        return {STRATOPLAN_TEXT("Estimate", "{book} has no price {key}."),
                {{QStringLiteral("book"), m_book.name}, {QStringLiteral("key"), key}}};
    }

    // The function at its present memory; what it uses goes onto the bill.
    FunctionEstimate present(const Function &function)
    {
        FunctionEstimate estimated;
        estimated.function = function.id;
        estimated.coldShare = function.coldShare.value;
        estimated.demand = m_made.demand.value(function.id);
        m_curves.append(
            FunctionCurve(function, estimated.demand.rate, m_network.model, *m_bill, m_catalog));
        const FunctionCurve &curve = m_curves.constLast();
        estimated.fit = curve.fit();
        if (!curve.present()) {
            leaveOut(function.id, {STRATOPLAN_TEXT("Estimate", "Its memory is not known."), {}});
            return estimated;
        }
        estimated.now = curve.alone(*curve.present());
        const QList<Use> uses = curve.uses(estimated.now);
        if (uses.isEmpty())
            leaveOut(function.id, whyUnpriced(function, estimated));
        m_bill->add(uses);
        m_uses += uses;
        leaveOutParts(function, estimated);
        shareColdStarts(function, estimated);
        return estimated;
    }

    std::optional<Milliseconds> idleLifetime(const char *key) const
    {
        const catalog::Quota *minutes = m_catalog.constant(QLatin1String(key));
        return minutes ? std::optional(Milliseconds(minutes->value * 60'000)) : std::nullopt;
    }

    void shareColdStarts(const Function &function, FunctionEstimate &estimated) const
    {
        const std::optional<PerSecond> rate = estimated.demand.rate;
        const std::optional<Milliseconds> duration = estimated.now.duration;
        if (function.coldShare || function.managedInstances.valueOr(false) || !rate || !duration
            || !m_shortestIdle || !m_longestIdle || !(duration->value > 0))
            return;
        // More than the account may have at a time is not served, warm or cold.
        if (m_concurrency && rate->value * duration->value / 1000 > *m_concurrency)
            return;
        const Environments environments{double(function.provisionedConcurrency.valueOr(0)),
                                        estimated.demand.ceiling};
        estimated.coldShareLow = coldShare(*rate, *duration, *m_longestIdle, environments);
        estimated.coldShareHigh = coldShare(*rate, *duration, *m_shortestIdle, environments);
    }

    Text whyUnpriced(const Function &function, const FunctionEstimate &estimated) const
    {
        if (function.managedInstances.valueOr(false))
            return {STRATOPLAN_TEXT("Estimate", "Managed instances are billed by the instance."),
                    {}};
        if (!estimated.now.duration)
            return {STRATOPLAN_TEXT("Estimate", "Its duration is not known."), {}};
        if (!estimated.demand.rate)
            return {STRATOPLAN_TEXT("Estimate", "Its traffic is not known."), {}};
        if (!architectureOf(function))
            return {STRATOPLAN_TEXT("Estimate", "Its architecture is not known."), {}};
        return {STRATOPLAN_TEXT("Estimate", "The price book ends at {maximumMiB} MB of memory."),
                {{QStringLiteral("maximumMiB"), m_book.maximumMemory.value}}};
    }

    void leaveOutParts(const Function &function, const FunctionEstimate &estimated)
    {
        if (m_book.initBilled && function.coldShare && estimated.demand.rate
            && !estimated.now.coldStart.billedInit())
            leaveOut(function.id,
                     {STRATOPLAN_TEXT("Estimate",
                                      "Its initialisation is billed and its length is not known."),
                      {}});
        const auto lacks = [&](const QString &key) {
            if (!m_book.price(key))
                leaveOut(function.id, noPrice(key));
        };
        if (function.logKb)
            lacks(QStringLiteral("logs.ingest.gb"));
        if (paysForSnapStart(function)) {
            lacks(QStringLiteral("lambda.snapstart.cache.gb-second"));
            lacks(QStringLiteral("lambda.snapstart.restore.gb"));
            if (!function.coldShare)
                leaveOut(function.id,
                         {STRATOPLAN_TEXT("Estimate",
                                          "SnapStart's restores are not counted: no share of cold "
                                          "starts is stated."),
                          {}});
        }
        QStringList unknown;
        for (const ElementId id : estimated.demand.unknownSources)
            unknown.append(m_names.shown(id));
        if (estimated.demand.rate && !unknown.isEmpty())
            leaveOut(function.id,
                     {STRATOPLAN_TEXT("Estimate", "What {sources} sends is not known."),
                      {{QStringLiteral("sources"), unknown}}});
    }

    // Every use at its part of the bill; components in order of ids.
    void price()
    {
        QMap<ElementId, Component> components;
        for (const Use &use : std::as_const(m_uses)) {
            const std::optional<UsDollars> cost = m_bill->cost(use);
            Component &component = components[use.element];
            component.element = use.element;
            if (!cost) {
                leaveOut(use.element, noPrice(use.key));
                continue;
            }
            component.lines.append({use.text, *cost});
            component.perMonth = component.perMonth.value_or(UsDollars(0)) + *cost;
        }
        for (const Unpriced &part : std::as_const(m_made.unpriced))
            components[part.element].element = part.element;
        for (const Component &component : std::as_const(components)) {
            m_made.components.append(component);
            if (component.perMonth)
                m_made.totalPerMonth += *component.perMonth;
        }
    }

    // The other memory settings, with everything else on the bill as it is.
    void spread(FunctionEstimate &estimated, const FunctionCurve &curve) const
    {
        if (curve.present())
            estimated.now = curve.at(*curve.present());
        if (m_options.presentOnly)
            return;
        const QList<MiB> settings = settingsOf(m_options, curve.present(), m_memory);
        estimated.memory.reserve(settings.size());
        for (const MiB memory : settings) {
            estimated.memory.append(curve.present() == memory ? estimated.now : curve.at(memory));
        }
        const Function &function = *m_design.get<Function>(estimated.function);
        const Recommendation picks = recommend(estimated.memory, function.timeout.value);
        estimated.cheapest = picks.cheapest;
        estimated.fastest = picks.fastest;
        estimated.balanced = picks.balanced;
    }

    void assumeOfFunctions()
    {
        QStringList coldUnknown;
        QStringList provisioned;
        QStringList serial;
        for (const Function *function : m_design.all<Function>()) {
            const FunctionEstimate *estimated = m_made.function(function->id);
            if (!estimated || !estimated->now.duration)
                continue;
            const QString name = m_names.shown(function->id);
            if (m_book.initBilled && !function->coldShare)
                coldUnknown.append(name);
            if (function->provisionedConcurrency.valueOr(0) > 0)
                provisioned.append(name);
            if (!function->parallelShare && (function->cpuShare || estimated->fit)
                && !(estimated->fit && estimated->fit->parallelKnown))
                serial.append(name);
        }
        const QString functions = QStringLiteral("functions");
        if (!coldUnknown.isEmpty())
            assume({STRATOPLAN_TEXT("Estimate",
                                    "Initialisation of {functions} is not in the cost: no share of "
                                    "cold starts is stated."),
                    {{functions, coldUnknown}}});
        if (!provisioned.isEmpty())
            assume({STRATOPLAN_TEXT("Estimate",
                                    "Provisioned environments of {functions} stand all month and "
                                    "serve what they can."),
                    {{functions, provisioned}}});
        if (!serial.isEmpty())
            assume(
                {STRATOPLAN_TEXT("Estimate",
                                 "Work of {functions} uses one vCPU at most: no parallel share is "
                                 "stated or measured."),
                 {{functions, serial}}});
    }

    // Parts of every design's bill that no element stands for.
    void leaveOutOfDesign()
    {
        if (m_made.functions.isEmpty())
            return;
        const QList<const Function *> functions = m_design.all<Function>();
        QStringList silent;
        for (const Function *function : functions) {
            if (!function->logKb)
                silent.append(m_names.shown(function->id));
        }
        if (silent.size() == functions.size())
            leaveOut(
                {},
                {STRATOPLAN_TEXT("Estimate", "Logs: how much the functions write is not stated."),
                 {}});
        else if (!silent.isEmpty())
            leaveOut(
                {},
                {STRATOPLAN_TEXT("Estimate", "Logs: how much {functions} write is not stated."),
                 {{QStringLiteral("functions"), silent}}});
        if (silent.size() < functions.size())
            leaveOut({},
                     {STRATOPLAN_TEXT("Estimate",
                                      "Stored logs: for how long they are kept is not stated."),
                      {}});
        leaveOut({},
                 {STRATOPLAN_TEXT("Estimate",
                                  "Data transfer: how much leaves the region or crosses zones is "
                                  "known only where it is stated."),
                  {}});
        if (std::any_of(functions.begin(), functions.end(),
                        [](const Function *function) { return function->tracing.valueOr(false); }))
            leaveOut({}, {STRATOPLAN_TEXT("Estimate", "Tracing: its price is not known."), {}});
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    const network::Plan &m_network;
    const Options &m_options;
    Names m_names;
    std::shared_ptr<Bill> m_bill;
    const catalog::PriceBook &m_book; ///< of the bill
    std::optional<Milliseconds> m_shortestIdle;
    std::optional<Milliseconds> m_longestIdle;
    std::optional<double> m_concurrency; ///< that the account may have
    MemorySettings m_memory;
    QList<FunctionCurve> m_curves; ///< of the functions, in their order
    QList<Use> m_uses;
    Estimates m_made;
};

} // namespace

const FunctionEstimate *Estimates::function(ElementId id) const
{
    const auto found = std::lower_bound(functions.begin(), functions.end(), id,
                                        [](const FunctionEstimate &estimated, ElementId wanted) {
                                            return estimated.function < wanted;
                                        });
    return found != functions.end() && found->function == id ? &*found : nullptr;
}

const Component *Estimates::component(ElementId id) const
{
    for (const Component &part : components) {
        if (part.element == id)
            return &part;
    }
    return nullptr;
}

Expected<Estimates> estimate(const Design &design, const catalog::Catalog &catalog,
                             const network::Plan &network, const Options &options)
{
    const Expected<ChosenBook> chosen = chooseBook(design.settings(), catalog, options);
    if (!chosen)
        return tl::unexpected<Problems>(chosen.error());
    return Estimator(design, catalog, network, options, *chosen).run();
}

} // namespace stratoplan::estimate
