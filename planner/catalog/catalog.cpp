// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog.h"

#include <algorithm>

namespace stratoplan::catalog {

namespace {

template <class Entry, class Key>
const Entry *firstWith(const QList<Entry> &entries, Key Entry::*member, const Key &key)
{
    const auto found = std::find_if(entries.cbegin(), entries.cend(),
                                    [&](const Entry &entry) { return entry.*member == key; });
    return found == entries.cend() ? nullptr : &*found;
}

} // namespace

const FieldSpec *ServiceKind::field(const QString &key) const
{
    return firstWith(fields, &FieldSpec::key, key);
}

UsDollars Price::of(double amount) const
{
    double cost = 0;
    double from = 0;
    for (const PriceTier &tier : tiers) {
        if (amount <= from)
            break;
        cost += (std::min(amount, tier.upTo) - from) * tier.price;
        from = tier.upTo;
    }
    return UsDollars(cost);
}

const Price *PriceBook::price(const QString &key) const
{
    const auto found = prices.constFind(key);
    return found == prices.cend() ? nullptr : &*found;
}

const ServiceKind *Catalog::at(int index) const
{
    return index < 0 ? nullptr : &m_services.at(index);
}

const ServiceKind *Catalog::service(const QString &kind) const
{
    return at(m_serviceByKind.value(kind, -1));
}

const ServiceKind *Catalog::serviceOfCfnType(const QString &cfnType) const
{
    if (const ServiceKind *exact = at(m_serviceByCfnType.value(cfnType, -1)))
        return exact;
    // Prefixes are few and short of the whole name, so that each can be tried, longest first.
    for (qsizetype length = cfnType.size() - 1; length > 0; --length) {
        if (const ServiceKind *kind = at(m_serviceByCfnPrefix.value(cfnType.left(length), -1)))
            return kind;
    }
    return nullptr;
}

const ServiceKind *Catalog::serviceOfSamEvent(const QString &samEventType) const
{
    return at(m_serviceBySamEvent.value(samEventType, -1));
}

const ServiceKind *Catalog::serviceOfWord(const QString &word) const
{
    return at(m_serviceByWord.value(word.simplified().toLower(), -1));
}

const Runtime *Catalog::runtime(const QString &id) const
{
    return firstWith(m_runtimes, &Runtime::id, id);
}

const Region *Catalog::region(const QString &id) const
{
    return firstWith(m_regions, &Region::id, id);
}

const Quota *Catalog::quota(const QString &key) const
{
    const auto found = m_quotas.constFind(key);
    return found == m_quotas.cend() ? nullptr : &*found;
}

QStringList Catalog::quotaKeys() const
{
    QStringList keys = m_quotas.keys();
    keys.sort();
    return keys;
}

QMap<double, double> Catalog::curve(const QString &prefix) const
{
    QMap<double, double> points;
    for (const Quota &quota : m_quotas) {
        if (!quota.key.startsWith(prefix))
            continue;
        bool isNumber = false;
        const double x = quota.key.mid(prefix.size()).toDouble(&isNumber);
        if (isNumber)
            points.insert(x, quota.value);
    }
    return points;
}

const PriceBook *Catalog::priceBook(const QString &name) const
{
    return firstWith(m_priceBooks, &PriceBook::name, name);
}

const PriceBook *Catalog::newestPriceBook(const QString &region) const
{
    const PriceBook *newest = nullptr;
    for (const PriceBook &book : m_priceBooks) {
        if (book.region == region && (!newest || book.date > newest->date))
            newest = &book;
    }
    return newest;
}

const ColdStartRow *Catalog::coldStart(const QString &runtimeId, const QString &architecture,
                                       const QString &package) const
{
    const Runtime *known = runtime(runtimeId);
    const QString key = known ? known->coldStartKey : runtimeId;
    for (const ColdStartRow &row : m_coldStart) {
        if (row.runtime == key && row.architecture == architecture && row.package == package)
            return &row;
    }
    return nullptr;
}

const ReplacementFacts *Catalog::replacement(const QString &cfnType) const
{
    const ReplacementTable::Facts &facts = m_replacements.facts();
    auto found = facts.constFind(cfnType);
    for (qsizetype end = cfnType.lastIndexOf(u':'); found == facts.cend() && end > 0;
         end = cfnType.lastIndexOf(u':', end - 1))
        found = facts.constFind(cfnType.left(end + 1) + u'*');
    return found == facts.cend() ? nullptr : &*found;
}

QStringList Catalog::replacementTypes() const
{
    QStringList types = m_replacements.facts().keys();
    types.sort();
    return types;
}

const RestoreRow *Catalog::restore(const QString &runtimeId) const
{
    return firstWith(m_restores, &RestoreRow::runtime, runtimeId);
}

const Source *Catalog::source(const QString &id) const
{
    return firstWith(m_sources, &Source::id, id);
}

QSet<QString> configurationKinds(const Catalog &catalog)
{
    QSet<QString> kinds;
    for (const ServiceKind &kind : catalog.services()) {
        if (kind.category == Category::Configuration)
            kinds.insert(kind.kind);
    }
    return kinds;
}

} // namespace stratoplan::catalog
