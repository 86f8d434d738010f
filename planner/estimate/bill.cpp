// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/bill.h"

#include <algorithm>

namespace stratoplan::estimate {

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
    for (const catalog::Price &price : std::as_const(m_book.prices)) {
        if (!price.freePool.isEmpty())
            m_pools[price.freePool].append(price.key);
    }
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
    if (free > 0 && !price->freePool.isEmpty()) {
        double together = 0;
        for (const QString &sharing : m_pools.value(price->freePool))
            together += totalOf(sharing);
        free *= together > 0 ? total / together : 0;
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
