// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/bill.h"

#include <algorithm>
#include <array>

namespace stratoplan::estimate {

namespace {

// Prices that share one free amount (the Lambda and SQS pricing pages).
struct SharedFree
{
    QLatin1String one;
    QLatin1String other;
};
constexpr std::array<SharedFree, 2> sharedFree{{
    {QLatin1String("lambda.x86.gb-second"), QLatin1String("lambda.arm.gb-second")},
    {QLatin1String("sqs.request"), QLatin1String("sqs.fifo.request")},
}};

} // namespace

Bill::Bill(const catalog::PriceBook &book, bool freeTier)
    : m_book(&book)
    , m_freeTier(freeTier)
{
}

void Bill::add(const QList<Use> &uses)
{
    for (const Use &use : uses) {
        m_totals[use.key] += use.amount;
        m_byElement[use.element][use.key] += use.amount;
    }
}

double Bill::freeUnits(const QString &key, const Amounts &totals) const
{
    const catalog::Price *price = m_book->price(key);
    if (!m_freeTier || !price)
        return 0;
    for (const SharedFree &shared : sharedFree) {
        if (key != shared.one && key != shared.other)
            continue;
        const double both = totals.value(shared.one) + totals.value(shared.other);
        return both > 0 ? price->freePerMonth * totals.value(key) / both : 0;
    }
    return price->freePerMonth;
}

std::optional<UsDollars> Bill::part(const QString &key, double amount, const Amounts &totals) const
{
    const catalog::Price *price = m_book->price(key);
    if (!price)
        return std::nullopt;
    const double total = totals.value(key);
    if (amount <= 0 || total <= 0)
        return UsDollars(0);
    const double paid = std::max(0.0, total - freeUnits(key, totals));
    return price->of(paid) * (amount / total);
}

std::optional<UsDollars> Bill::cost(const Use &use) const
{
    return part(use.key, use.amount, m_totals);
}

std::optional<UsDollars> Bill::costInstead(ElementId element, const QList<Use> &uses) const
{
    Amounts totals = m_totals;
    const Amounts own = m_byElement.value(element);
    for (auto it = own.cbegin(); it != own.cend(); ++it)
        totals[it.key()] -= it.value();
    for (const Use &use : uses)
        totals[use.key] += use.amount;
    UsDollars sum;
    for (const Use &use : uses) {
        const std::optional<UsDollars> cost = part(use.key, use.amount, totals);
        if (!cost)
            return std::nullopt;
        sum += *cost;
    }
    return sum;
}

} // namespace stratoplan::estimate
