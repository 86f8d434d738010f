// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog_reader.h"

#include <QSet>

#include <algorithm>

namespace stratoplan::catalog {

void CatalogReader::claim(QHash<QString, int> &index, const QString &word, int service,
                          const Place &place, const char *source)
{
    const auto owner = index.constFind(word);
    if (owner == index.cend()) {
        index.insert(word, service);
        return;
    }
    report(place.where(), QStringLiteral("catalog.claimed-twice"),
           Text{QByteArray("Catalog"),
                QByteArray(source),
                {{QStringLiteral("word"), word},
                 {QStringLiteral("kind"), m_catalog.m_services.at(service).kind},
                 {QStringLiteral("owner"), m_catalog.m_services.at(*owner).kind}}},
           Text{STRATOPLAN_TEXT("Catalog", "leave it with one of the two"), {}});
}

void CatalogReader::indexServices()
{
    constexpr const char *type
        = QT_TRANSLATE_NOOP("Catalog", "The type {word} belongs to {owner} and to {kind}");
    constexpr const char *event
        = QT_TRANSLATE_NOOP("Catalog", "The event type {word} belongs to {owner} and to {kind}");
    constexpr const char *alias
        = QT_TRANSLATE_NOOP("Catalog", "The word {word} stands for {owner} and for {kind}");
    const QList<ServiceKind> &services = m_catalog.m_services;
    for (int i = 0; i < services.size(); ++i)
        m_catalog.m_serviceByWord.insert(services.at(i).kind.toLower(), i);
    for (int i = 0; i < services.size(); ++i) {
        const ServiceKind &kind = services.at(i);
        const ServicePlaces &places = m_servicePlaces[kind.kind];
        for (qsizetype n = 0; n < kind.cfnTypes.size(); ++n) {
            const QString &name = kind.cfnTypes.at(n);
            const bool open = name.endsWith(u'*');
            claim(open ? m_catalog.m_serviceByCfnPrefix : m_catalog.m_serviceByCfnType,
                  open ? name.chopped(1) : name, i, places.cfnTypes.at(n), type);
        }
        for (qsizetype n = 0; n < kind.samEventTypes.size(); ++n)
            claim(m_catalog.m_serviceBySamEvent, kind.samEventTypes.at(n), i,
                  places.samEventTypes.at(n), event);
        for (qsizetype n = 0; n < kind.aliases.size(); ++n)
            claim(m_catalog.m_serviceByWord, kind.aliases.at(n).toLower(), i, places.aliases.at(n),
                  alias);
    }
}

void CatalogReader::checkCitations()
{
    for (const Citation &citation : std::as_const(m_citations)) {
        if (m_sourceIndex.contains(citation.source))
            continue;
        report(citation.place.where(), QStringLiteral("catalog.unknown-source"),
               Text{STRATOPLAN_TEXT("Catalog", "The source {source} is not in sources.yaml"),
                    {{QStringLiteral("source"), citation.source}}},
               Text{STRATOPLAN_TEXT("Catalog", "add it there, or correct the key"), {}});
    }
}

void CatalogReader::checkReferences()
{
    const auto missing = [this](const Place &place, const char *source, const QString &name) {
        report(place.where(), QStringLiteral("catalog.dangling"),
               Text{QByteArray("Catalog"), QByteArray(source), {{QStringLiteral("name"), name}}});
    };
    QSet<QString> measured;
    for (const ColdStartRow &row : std::as_const(m_catalog.m_coldStart))
        measured.insert(row.runtime);
    for (const Runtime &runtime : std::as_const(m_catalog.m_runtimes)) {
        const Place place = m_runtimePlaces.value(runtime.id);
        if (!runtime.successor.isEmpty() && !m_runtimeIndex.contains(runtime.successor))
            missing(place, QT_TRANSLATE_NOOP("Catalog", "The successor {name} is not a runtime"),
                    runtime.successor);
        QStringList rows = runtime.coldStartChoices;
        if (!runtime.coldStartKey.isEmpty())
            rows.append(runtime.coldStartKey);
        for (const QString &row : std::as_const(rows)) {
            if (!measured.contains(row))
                missing(place, QT_TRANSLATE_NOOP("Catalog", "cold-start.csv has no row {name}"),
                        row);
        }
    }
    for (const RestoreRow &row : std::as_const(m_catalog.m_restores)) {
        if (!m_runtimeIndex.contains(row.runtime))
            missing(m_restorePlaces.value(row.runtime),
                    QT_TRANSLATE_NOOP("Catalog", "{name} is not a runtime"), row.runtime);
    }
    QSet<QString> priced;
    for (const PriceBook &book : std::as_const(m_catalog.m_priceBooks)) {
        for (auto price = book.prices.cbegin(); price != book.prices.cend(); ++price)
            priced.insert(price.key());
        if (!m_regionIndex.contains(book.region))
            missing(m_bookPlaces.value(book.name),
                    QT_TRANSLATE_NOOP("Catalog", "{name} is not a region"), book.region);
    }
    for (const ServiceKind &kind : std::as_const(m_catalog.m_services)) {
        for (qsizetype i = 0; i < kind.prices.size(); ++i) {
            if (!priced.contains(kind.prices.at(i).key))
                missing(m_servicePlaces[kind.kind].prices.at(i),
                        QT_TRANSLATE_NOOP("Catalog", "No price book has a price {name}"),
                        kind.prices.at(i).key);
        }
    }
}

Expected<std::shared_ptr<const Catalog>> CatalogReader::finish()
{
    indexServices();
    checkCitations();
    checkReferences();
    if (!m_problems.isEmpty())
        return failure(m_problems);
    if (const Quota *included
        = m_catalog.quota(QStringLiteral("lambda.ephemeral-storage.included"))) {
        for (PriceBook &book : m_catalog.m_priceBooks)
            book.includedStorage = MiB(static_cast<int>(included->value));
    }
    m_catalog.m_replacements = m_lateReplacements.isEmpty()
        ? ReplacementTable(std::move(m_replacements))
        : ReplacementTable([path = m_lateReplacements] { return replacementsIn(path); });
    return std::make_shared<const Catalog>(std::move(m_catalog));
}

} // namespace stratoplan::catalog
