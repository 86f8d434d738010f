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

catalog::PriceBook discounted(catalog::PriceBook book, double percent)
{
    for (catalog::Price &price : book.prices) {
        for (catalog::PriceTier &tier : price.tiers)
            tier.price *= 1 - percent / 100;
    }
    return book;
}

Bill::Bill(catalog::PriceBook book, bool freeTier)
    : m_book(std::move(book))
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

template <class Total>
std::optional<UsDollars> Bill::part(const QString &key, double amount, const Total &totalOf) const
{
    const catalog::Price *price = m_book.price(key);
    if (!price)
        return std::nullopt;
    const double total = totalOf(key);
    if (amount <= 0 || total <= 0)
        return UsDollars(0);
    double free = m_freeTier ? price->freePerMonth : 0;
    for (const SharedFree &shared : sharedFree) {
        if (free <= 0 || (key != shared.one && key != shared.other))
            continue;
        const double both = totalOf(QString(shared.one)) + totalOf(QString(shared.other));
        free *= both > 0 ? total / both : 0;
        break;
    }
    return price->of(std::max(0.0, total - free)) * (amount / total);
}

std::optional<UsDollars> Bill::cost(const Use &use) const
{
    return part(use.key, use.amount, [this](const QString &key) { return m_totals.value(key); });
}

std::optional<UsDollars> Bill::costInstead(ElementId element, const QList<Use> &uses) const
{
    const auto own = m_byElement.constFind(element);
    const auto instead = [&](const QString &key) {
        double total = m_totals.value(key);
        if (own != m_byElement.cend())
            total -= own->value(key);
        for (const Use &use : uses) {
            if (use.key == key)
                total += use.amount;
        }
        return total;
    };
    UsDollars sum;
    for (const Use &use : uses) {
        const std::optional<UsDollars> cost = part(use.key, use.amount, instead);
        if (!cost)
            return std::nullopt;
        sum += *cost;
    }
    return sum;
}

} // namespace stratoplan::estimate
