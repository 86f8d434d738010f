// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/text.h"
#include "planner/catalog/catalog.h"
#include "planner/model/element_id.h"

#include <QHash>
#include <QList>

#include <optional>

namespace stratoplan::estimate {

/// What an element uses of one priced thing in a month.
struct Use
{
    ElementId element;
    QString key; ///< of the price
    double amount = 0; ///< in the price's unit
    Text text; ///< what it is, as a line of the bill
};

/// The book with `percent` off every price.
catalog::PriceBook discounted(catalog::PriceBook book, double percent);

/// The uses of a whole design, priced together: tiers and the free tier count the account's whole
/// month, so each use bears its part of what all uses of its price cost.
class Bill
{
public:
    Bill(catalog::PriceBook book, bool freeTier);

    const catalog::PriceBook &book() const { return m_book; }
    void add(const QList<Use> &uses);

    /// Cost of a use that was added; nothing when the book lacks its price.
    std::optional<UsDollars> cost(const Use &use) const;
    /// What an element would cost if it used this instead of what was added for it; nothing when
    /// the book lacks a price.
    std::optional<UsDollars> costInstead(ElementId element, const QList<Use> &uses) const;

private:
    using Amounts = QHash<QString, double>;
    /// What `amount` bears of what all units of the month cost; totalOf(key) tells these.
    template <class Total>
    std::optional<UsDollars> part(const QString &key, double amount, const Total &totalOf) const;

    catalog::PriceBook m_book;
    bool m_freeTier;
    QHash<QString, QStringList> m_pools; ///< keys of the prices that share a free amount
    Amounts m_totals;
    QHash<ElementId, Amounts> m_byElement;
};

} // namespace stratoplan::estimate
