// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/ranges.h"

#include "planner/catalog/behaviour.h"
#include "planner/estimate/cost.h"
#include "planner/estimate/demand.h"
#include "planner/estimate/flow.h"
#include "planner/estimate/month_uses.h"
#include "planner/estimate/service_uses.h"
#include "planner/model/edit.h"
#include "planner/model/names.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace stratoplan::estimate {

namespace {

// Deviations below and above a figure, added up as squares.
struct Spread
{
    double below = 0;
    double above = 0;

    void add(double deviation) { (deviation < 0 ? below : above) += deviation * deviation; }
    CostRange around(double figure) const
    {
        return {UsDollars(std::max(0.0, figure - std::sqrt(below))),
                UsDollars(figure + std::sqrt(above))};
    }
};

// Two ends of one input on one component: only the dearer counts above, the cheaper below.
void addEnds(Spread &spread, double now, double atFrom, double atTo)
{
    const double least = std::min(atFrom, atTo) - now;
    const double most = std::max(atFrom, atTo) - now;
    if (least < 0)
        spread.add(least);
    if (most > 0)
        spread.add(most);
}

class Ranger
{
public:
    Ranger(const Design &design, const catalog::Catalog &catalog, const network::Plan &network,
           const Estimates &estimates, std::stop_token stop)
        : m_design(design)
        , m_catalog(catalog)
        , m_network(network)
        , m_estimates(estimates)
        , m_book(estimates.bill->book())
        , m_stop(std::move(stop))
    {
    }

    CostRanges run()
    {
        m_now = monthUses(m_design, m_catalog, m_network, m_estimates, m_estimates.demand);
        m_costs = costsOf(m_now);
        for (const double cost : std::as_const(m_costs))
            m_total += cost;
        for (const Function *function : m_design.all<Function>()) {
            if (m_stop.stop_requested())
                break;
            moveFunction(*function);
        }
        for (const Service *service : m_design.all<Service>()) {
            if (m_stop.stop_requested())
                break;
            moveService(*service);
        }
        moveNetwork();
        moveFilters();
        moveRates();
        return finish();
    }

private:
    using Costs = QHash<ElementId, double>;

    double convention(const char *key, double otherwise) const
    {
        const catalog::Quota *quota = m_catalog.quota(QLatin1String(key));
        return quota ? quota->value : otherwise;
    }
    double share(const char *key) const { return convention(key, 0); }

    const MemoryPoint *pointOf(const Function &function) const
    {
        const FunctionEstimate *estimated = m_estimates.function(function.id);
        return estimated && estimated->now.memory.value > 0 ? &estimated->now : nullptr;
    }

    Costs costsOf(const QHash<ElementId, QList<Use>> &uses) const
    {
        Bill bill(m_book, m_design.settings().account.freeTier);
        for (const QList<Use> &own : uses)
            bill.add(own);
        Costs costs;
        for (auto it = uses.cbegin(); it != uses.cend(); ++it) {
            for (const Use &use : it.value()) {
                if (const auto cost = bill.cost(use))
                    costs[it.key()] += cost->value;
            }
        }
        return costs;
    }

    // What the element would cost with these uses, as the bill would have it.
    double costWith(ElementId element, const QList<Use> &uses) const
    {
        QList<Use> priced;
        std::copy_if(uses.cbegin(), uses.cend(), std::back_inserter(priced),
                     [this](const Use &use) { return m_book.price(use.key); });
        const auto cost = m_estimates.bill->costInstead(element, priced);
        return cost ? cost->value : 0;
    }

    struct Input
    {
        const char *id = nullptr;
        ElementId element;
        Text text;
        Text unit;
        double value = 0;
        double from = 0;
        double to = 0;
    };

    void keep(const Input &input, double totalFrom, double totalTo)
    {
        const double least = 1e-9 * std::max(1.0, m_total);
        if (std::abs(totalFrom - m_total) <= least && std::abs(totalTo - m_total) <= least)
            return;
        m_found.inputs.append({QLatin1String(input.id), input.element, input.text, input.value,
                               input.from, input.to, input.unit, UsDollars(totalFrom),
                               UsDollars(totalTo)});
        addEnds(m_spread, m_total, totalFrom, totalTo);
    }

    // An input that one element's uses alone depend on.
    void moveElement(const Input &input, const std::function<QList<Use>(double)> &usesAt)
    {
        const double now = m_costs.value(input.element);
        const double from = costWith(input.element, usesAt(input.from));
        const double to = costWith(input.element, usesAt(input.to));
        addEnds(m_componentSpread[input.element], now, from, to);
        keep(input, m_total + from - now, m_total + to - now);
    }

    // The uses of an element with the amounts of some prices multiplied.
    QList<Use> multiplied(ElementId element, const std::function<bool(const QString &)> &concerned,
                          double factor) const
    {
        QList<Use> uses = m_now.value(element);
        for (Use &use : uses) {
            if (concerned(use.key))
                use.amount *= factor;
        }
        return uses;
    }

    // An input to which amounts are proportional.
    void moveAmounts(const char *id, ElementId element, Text text, Text unit, double value,
                     double low, double high, const std::function<bool(const QString &)> &concerned)
    {
        if (value <= 0)
            return;
        moveElement({id, element, std::move(text), std::move(unit), value, low, high},
                    [&](double at) { return multiplied(element, concerned, at / value); });
    }

    void moveFunction(const Function &function)
    {
        const MemoryPoint *point = pointOf(function);
        const Demand demand = m_estimates.demand.value(function.id);
        if (!point || !point->duration || !demand.rate || demand.rate->value <= 0
            || m_now.value(function.id).isEmpty())
            return;
        const double duration = point->duration->value;
        const double off = share("range.duration") * duration;
        moveElement({"duration",
                     function.id,
                     {STRATOPLAN_TEXT("Estimate", "Duration"), {}},
                     {STRATOPLAN_TEXT("Estimate", "ms"), {}},
                     duration,
                     point->durationLow.value_or(Milliseconds(duration - off)).value,
                     point->durationHigh.value_or(Milliseconds(duration + off)).value},
                    [&](double ms) {
                        MemoryPoint moved = *point;
                        moved.duration = Milliseconds(ms);
                        return monthUses(function, moved, *demand.rate, m_book);
                    });
        moveColdShare(function, *point, *demand.rate);
        if (function.logKb) {
            const double kb = *function.logKb;
            const double most = share("range.log");
            moveAmounts(
                "log", function.id, {STRATOPLAN_TEXT("Estimate", "Log of an invocation"), {}},
                {STRATOPLAN_TEXT("Estimate", "KB"), {}}, kb, kb * (1 - most), kb * (1 + most),
                [](const QString &key) { return key == QLatin1String("logs.ingest.gb"); });
        }
    }

    // Stated: a factor each way. Else none is in the cost, and there may be as many as the traffic
    // causes where idle environments live shortest.
    void moveColdShare(const Function &function, const MemoryPoint &point, PerSecond rate)
    {
        double low = 0;
        double high = 0;
        if (function.coldShare) {
            const double factor = std::max(1.0, convention("range.cold-share", 1));
            low = *function.coldShare / factor;
            high = std::min(1.0, *function.coldShare * factor);
        } else {
            high = m_estimates.function(function.id)
                       ->coldShareHigh.value_or(convention("cold-start.share.production", 0));
        }
        moveElement({"cold-share",
                     function.id,
                     {STRATOPLAN_TEXT("Estimate", "Share of cold starts"), {}},
                     {},
                     function.coldShare.valueOr(0),
                     low,
                     high},
                    [&](double coldShare) {
                        Function moved = function;
                        moved.coldShare = coldShare;
                        return monthUses(moved, point, rate, m_book);
                    });
    }

    std::optional<double> numberOf(const Service &service, const char *key) const
    {
        bool isNumber = false;
        const double value = catalog::fieldOf(service, QLatin1String(key), m_catalog)
                                 .valueOr({})
                                 .toDouble(&isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    }

    void moveStated(const Service &service, const char *field, const char *id, Text text, Text unit,
                    const char *conventionKey,
                    const std::function<bool(const QString &)> &concerned)
    {
        const auto value = numberOf(service, field);
        if (!value)
            return;
        const double off = share(conventionKey);
        moveAmounts(id, service.id, std::move(text), std::move(unit), *value, *value * (1 - off),
                    *value * (1 + off), concerned);
    }

    void moveService(const Service &service)
    {
        if (m_now.value(service.id).isEmpty())
            return;
        const Text gb{STRATOPLAN_TEXT("Estimate", "GB"), {}};
        moveStated(service, "storageGb", "storage",
                   {STRATOPLAN_TEXT("Estimate", "Stored data"), {}}, gb, "range.storage",
                   [](const QString &key) { return key.endsWith(QLatin1String("gb-month")); });
        moveStated(service, "gbOutMonth", "data",
                   {STRATOPLAN_TEXT("Estimate", "Data to the internet"), {}}, gb, "range.data",
                   [](const QString &key) { return key == QLatin1String("transfer.out.gb"); });
        moveStated(service, "gbMonth", "data", {STRATOPLAN_TEXT("Estimate", "Data a month"), {}},
                   gb, "range.data", [](const QString &key) {
                       return key.endsWith(QLatin1String(".gb"))
                           && key != QLatin1String("transfer.out.gb");
                   });
        if (service.kind == QLatin1String("table"))
            moveItems(service);
        if (service.kind == QLatin1String("state-machine"))
            moveExecutions(service);
        if (service.kind == QLatin1String("queue"))
            moveRequests(service);
    }

    // A table counts a unit for each begun KB written and each begun 4 KB read.
    void moveItems(const Service &table)
    {
        const auto stated = numberOf(table, "itemKb");
        const double now = stated.value_or(1);
        const double off = share("range.item");
        const auto unitsOf
            = [](double kb, double step) { return std::max(1.0, std::ceil(kb / step - 1e-9)); };
        moveElement({"item-size",
                     table.id,
                     {STRATOPLAN_TEXT("Estimate", "Item size"), {}},
                     {STRATOPLAN_TEXT("Estimate", "KB"), {}},
                     now,
                     stated ? now * (1 - off) : now,
                     stated ? now * (1 + off) : convention("range.item.unstated", now)},
                    [&](double kb) {
                        QList<Use> uses = m_now.value(table.id);
                        for (Use &use : uses) {
                            if (use.key == QLatin1String("dynamodb.write-unit"))
                                use.amount *= unitsOf(kb, 1) / unitsOf(now, 1);
                            else if (use.key == QLatin1String("dynamodb.read-unit"))
                                use.amount *= unitsOf(kb, 4) / unitsOf(now, 4);
                        }
                        return uses;
                    });
    }

    void moveExecutions(const Service &machine)
    {
        const auto isHours
            = [](const QString &key) { return key == QLatin1String("states.express.gb-hour"); };
        const double off = share("range.duration");
        const double stated = numberOf(machine, "durationMs").value_or(0);
        // Where it is not stated the amount is made of the functions, whose durations err.
        const double ms = stated > 0 ? stated : 100;
        moveAmounts("execution-duration", machine.id,
                    {STRATOPLAN_TEXT("Estimate", "Duration of an execution"), {}},
                    stated > 0 ? Text{STRATOPLAN_TEXT("Estimate", "ms"), {}}
                               : Text{STRATOPLAN_TEXT("Estimate", "%"), {}},
                    ms, ms * (1 - off), ms * (1 + off), isHours);
        const double step = expressFacts(m_catalog).memoryStepMb;
        const double memory = numberOf(machine, "memoryMb").value_or(step);
        if (!numberOf(machine, "memoryMb"))
            moveAmounts("execution-memory", machine.id,
                        {STRATOPLAN_TEXT("Estimate", "Memory of an execution"), {}},
                        {STRATOPLAN_TEXT("Estimate", "MB"), {}}, memory, memory, 2 * step, isHours);
    }

    void moveRequests(const Service &queue)
    {
        const catalog::ServiceKind *kind = catalog::kindOf(queue, m_catalog);
        for (const catalog::PriceUse &use : kind->prices) {
            if (use.unit != QLatin1String("request") || use.perEvent <= 1)
                continue;
            moveAmounts("queue-requests", queue.id,
                        {STRATOPLAN_TEXT("Estimate", "Requests for each message"), {}}, {},
                        use.perEvent, convention("range.queue.batched", use.perEvent), use.perEvent,
                        [](const QString &key) { return key.startsWith(QLatin1String("sqs.")); });
        }
    }

    void moveNetwork()
    {
        const double off = share("range.data");
        const auto move = [&](ElementId id, const Field<double> &gbMonth) {
            if (!gbMonth)
                return;
            moveAmounts("data", id, {STRATOPLAN_TEXT("Estimate", "Data a month"), {}},
                        {STRATOPLAN_TEXT("Estimate", "GB"), {}}, *gbMonth, *gbMonth * (1 - off),
                        *gbMonth * (1 + off),
                        [](const QString &key) { return key.endsWith(QLatin1String(".gb")); });
        };
        for (const Gateway *gateway : m_design.all<Gateway>())
            move(gateway->id, gateway->gbMonth);
        for (const Endpoint *endpoint : m_design.all<Endpoint>())
            move(endpoint->id, endpoint->gbMonth);
    }

    Costs costsOfDesign(const Design &design) const
    {
        return costsOf(
            monthUses(design, m_catalog, m_network, m_estimates, demand(design, m_catalog)));
    }

    // An input that moves the traffic of all that comes after it.
    void moveTraffic(const Input &input, const Costs &from, const Costs &to)
    {
        double totalFrom = 0;
        double totalTo = 0;
        for (auto it = m_costs.cbegin(); it != m_costs.cend(); ++it) {
            const double low = from.value(it.key());
            const double high = to.value(it.key());
            totalFrom += low;
            totalTo += high;
            addEnds(m_componentSpread[it.key()], it.value(), low, high);
        }
        keep(input, totalFrom, totalTo);
    }

    void moveFilters()
    {
        for (const ElementId id : flowOf(m_design, m_catalog).filtered.mid(0, mostRates)) {
            if (m_stop.stop_requested())
                return;
            const auto with = [&](double passing) {
                Edit edit(m_design);
                edit.set(id, &Connection::share, passing);
                return edit.result().value_or(m_design);
            };
            moveTraffic({"filter",
                         id,
                         {STRATOPLAN_TEXT("Estimate", "Share that the filter lets through"), {}},
                         {},
                         1,
                         0,
                         1},
                        costsOfDesign(with(0)), m_costs);
        }
    }

    struct Entry
    {
        ElementId id;
        double rate = 0;
    };

    Design scaled(const QList<Entry> &entries, double factor) const
    {
        Edit edit(m_design);
        for (const Entry &entry : entries) {
            edit.set(entry.id, &Function::rate, PerSecond(entry.rate * factor));
            edit.set(entry.id, &Service::rate, PerSecond(entry.rate * factor));
        }
        return edit.result().value_or(m_design);
    }

    void moveRates()
    {
        QList<Entry> entries;
        const auto take = [&entries](const auto &element) {
            if (element.rate && element.rate->value > 0)
                entries.append({element.id, element.rate->value});
        };
        for (const Function *function : m_design.all<Function>())
            take(*function);
        for (const Service *service : m_design.all<Service>()) {
            // A clock does not err.
            if (service->kind != QLatin1String("schedule"))
                take(*service);
        }
        std::stable_sort(entries.begin(), entries.end(),
                         [](const Entry &a, const Entry &b) { return a.rate > b.rate; });
        const double off = share("range.rate");
        const auto move = [&](const QList<Entry> &moved, ElementId id, Text text, double rate) {
            moveTraffic({"rate",
                         id,
                         std::move(text),
                         {STRATOPLAN_TEXT("Estimate", "/s"), {}},
                         rate,
                         rate * (1 - off),
                         rate * (1 + off)},
                        costsOfDesign(scaled(moved, 1 - off)),
                        costsOfDesign(scaled(moved, 1 + off)));
        };
        for (const Entry &entry : entries.mid(0, mostRates)) {
            if (m_stop.stop_requested())
                return;
            move({entry}, entry.id, {STRATOPLAN_TEXT("Estimate", "Traffic that enters"), {}},
                 entry.rate);
        }
        const QList<Entry> rest = entries.mid(mostRates);
        if (rest.isEmpty())
            return;
        double sum = 0;
        for (const Entry &entry : rest)
            sum += entry.rate;
        move(rest, {}, {STRATOPLAN_TEXT("Estimate", "Traffic that enters elsewhere"), {}}, sum);
    }

    CostRanges finish()
    {
        m_found.total = m_spread.around(m_total);
        for (auto it = m_costs.cbegin(); it != m_costs.cend(); ++it)
            m_found.components.insert(it.key(),
                                      m_componentSpread.value(it.key()).around(it.value()));
        std::stable_sort(m_found.inputs.begin(), m_found.inputs.end(),
                         [](const Sensitivity &a, const Sensitivity &b) {
                             return a.swing().value > b.swing().value;
                         });
        return std::move(m_found);
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    const network::Plan &m_network;
    const Estimates &m_estimates;
    const catalog::PriceBook &m_book;
    std::stop_token m_stop;
    QHash<ElementId, QList<Use>> m_now;
    Costs m_costs;
    double m_total = 0;
    Spread m_spread;
    QHash<ElementId, Spread> m_componentSpread;
    CostRanges m_found;
};

} // namespace

UsDollars Sensitivity::swing() const
{
    return UsDollars(std::abs(totalAtTo.value - totalAtFrom.value));
}

CostRanges costRanges(const Design &design, const catalog::Catalog &catalog,
                      const network::Plan &network, const Estimates &estimates,
                      std::stop_token stop)
{
    if (!estimates.bill)
        return {};
    return Ranger(design, catalog, network, estimates, std::move(stop)).run();
}

} // namespace stratoplan::estimate
