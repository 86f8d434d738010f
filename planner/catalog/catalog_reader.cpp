// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog_reader.h"

#include "planner/catalog/csv.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace stratoplan::catalog {

namespace {

/// The entry of a key in a list, made when it is new.
template <class Entry>
Entry &entryOf(QList<Entry> &entries, QHash<QString, int> &index, const QString &key)
{
    const auto found = index.constFind(key);
    if (found != index.cend())
        return entries[*found];
    index.insert(key, static_cast<int>(entries.size()));
    entries.append(Entry());
    return entries.last();
}

Text named(const char *source, const QString &name)
{
    return Text{QByteArray("Catalog"), QByteArray(source), {{QStringLiteral("name"), name}}};
}

} // namespace

void CatalogReader::report(const Where &where, const QString &code, Text what, Text remedy)
{
    m_problems.append({Severity::High, code, std::move(what), where, std::move(remedy)});
}

std::optional<QByteArray> CatalogReader::readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return std::nullopt;
    if (!file.open(QIODevice::ReadOnly)) {
        report({path, 0, 0, {}}, QStringLiteral("catalog.unreadable"),
               named(QT_TRANSLATE_NOOP("Catalog", "The file cannot be read: {name}"),
                     file.errorString()));
        return std::nullopt;
    }
    return file.readAll();
}

void CatalogReader::readYaml(const QString &path, ReadRoot read)
{
    const std::optional<QByteArray> text = readFile(path);
    if (!text)
        return;
    Expected<yaml::Tree> tree = yaml::parse(*text, path);
    if (!tree) {
        m_problems.append(tree.error());
        return;
    }
    m_problems.append(tree->warnings());
    m_trees.push_back(std::make_unique<yaml::Tree>(std::move(*tree)));
    if (const yaml::Node root = m_trees.back()->root())
        (this->*read)(yaml::Reader(root, path, m_problems));
}

void CatalogReader::readPrices(const QString &file)
{
    m_stated.clear();
    if (QFileInfo::exists(file))
        readYaml(file, &CatalogReader::readBook);
    else
        report({file, 0, 0, {}}, QStringLiteral("catalog.no-file"),
               named(QT_TRANSLATE_NOOP("Catalog", "There is no file {name}"), file),
               Text{STRATOPLAN_TEXT("Catalog", "name a file that holds a price book"), {}});
}

void CatalogReader::readFolder(const QString &folder, Replacements replacements)
{
    const QDir dir(folder);
    if (!dir.exists()) {
        report({folder, 0, 0, {}}, QStringLiteral("catalog.no-folder"),
               named(QT_TRANSLATE_NOOP("Catalog", "There is no folder {name}"), folder),
               Text{STRATOPLAN_TEXT("Catalog", "name a folder that holds catalogue files"), {}});
        return;
    }
    m_stated.clear();
    const auto readAll = [&](const QString &below, ReadRoot read) {
        const QDir inner(dir.filePath(below));
        const QStringList names
            = inner.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name);
        for (const QString &name : names)
            readYaml(inner.filePath(name), read);
    };
    readYaml(dir.filePath(QStringLiteral("sources.yaml")), &CatalogReader::readSourceList);
    readYaml(dir.filePath(QStringLiteral("services.yaml")), &CatalogReader::readServices);
    readAll(QStringLiteral("services"), &CatalogReader::readServices);
    readYaml(dir.filePath(QStringLiteral("runtimes.yaml")), &CatalogReader::readRuntimes);
    readYaml(dir.filePath(QStringLiteral("regions.yaml")), &CatalogReader::readRegions);
    readYaml(dir.filePath(QStringLiteral("quotas.yaml")), &CatalogReader::readQuotas);
    readYaml(dir.filePath(QStringLiteral("database-classes.yaml")), &CatalogReader::readQuotas);
    readAll(QStringLiteral("price-books"), &CatalogReader::readBook);
    readYaml(dir.filePath(QStringLiteral("cold-start.yaml")), &CatalogReader::readColdStartFacts);
    const QString replaced = dir.filePath(QStringLiteral("replacements.yaml"));
    if (replacements == Replacements::WhenAsked)
        m_lateReplacements = replaced;
    else
        readYaml(replaced, &CatalogReader::readReplacements);
    readColdStartCells(dir.filePath(QStringLiteral("cold-start.csv")));
    readColdStartModel(dir.filePath(QStringLiteral("cold-start-model.csv")));
}

bool CatalogReader::statedTwice(const QString &section, const QString &key, const Where &where)
{
    const QString name = section + u'/' + key;
    const auto first = m_stated.constFind(name);
    if (first == m_stated.cend()) {
        m_stated.insert(name, where);
        return false;
    }
    // Within one file the YAML tree has told the repetition already.
    if (first->file != where.file || section == QLatin1String("cold-start")) {
        report(where, QStringLiteral("catalog.stated-twice"),
               Text{STRATOPLAN_TEXT("Catalog", "{name} is stated in {file}:{line} already"),
                    {{QStringLiteral("name"), key},
                     {QStringLiteral("file"), first->file},
                     {QStringLiteral("line"), first->line}}},
               Text{STRATOPLAN_TEXT("Catalog", "keep one of the two"), {}});
    }
    return true;
}

void CatalogReader::readSourceList(yaml::Reader root)
{
    root.eachEntry("sources", [&](const QString &id, const yaml::Reader &entry) {
        const bool isNew = !m_sourceIndex.contains(id);
        Source &source = entryOf(m_catalog.m_sources, m_sourceIndex, id);
        source.id = id;
        readSource(entry, source, isNew);
    });
    root.refuseOthers();
}

void CatalogReader::readServices(yaml::Reader root)
{
    root.eachEntry("services", [&](const QString &id, const yaml::Reader &entry) {
        statedTwice(QStringLiteral("services"), id, entry.where());
        const bool isNew = !m_catalog.m_serviceByKind.contains(id);
        ServiceKind &kind = entryOf(m_catalog.m_services, m_catalog.m_serviceByKind, id);
        ServicePlaces &places = m_servicePlaces[id];
        kind.kind = id;
        if (isNew)
            places.kind = {entry.node(), entry.file()};
        readService(entry, kind, places, isNew, m_citations);
    });
    root.refuseOthers();
}

void CatalogReader::readRuntimes(yaml::Reader root)
{
    const std::optional<QDate> asOf = root.optionalDate("asOf");
    root.eachEntry("runtimes", [&](const QString &id, const yaml::Reader &entry) {
        const bool isNew = !m_runtimeIndex.contains(id);
        Runtime &runtime = entryOf(m_catalog.m_runtimes, m_runtimeIndex, id);
        runtime.id = id;
        runtime.asOf = asOf.value_or(runtime.asOf);
        m_runtimePlaces[id] = {entry.node(), entry.file()};
        readRuntime(entry, runtime, isNew, m_citations);
    });
    root.refuseOthers();
}

void CatalogReader::readRegions(yaml::Reader root)
{
    root.eachEntry("regions", [&](const QString &id, const yaml::Reader &entry) {
        const bool isNew = !m_regionIndex.contains(id);
        Region &region = entryOf(m_catalog.m_regions, m_regionIndex, id);
        region.id = id;
        readRegion(entry, region, isNew, m_citations);
    });
    root.refuseOthers();
}

void CatalogReader::readQuotas(yaml::Reader root)
{
    const QDate asOf = root.date("asOf");
    root.eachEntry("quotas", [&](const QString &key, const yaml::Reader &entry) {
        statedTwice(QStringLiteral("quotas"), key, entry.where());
        const bool isNew = !m_catalog.m_quotas.contains(key);
        Quota &quota = m_catalog.m_quotas[key];
        quota.key = key;
        readQuota(entry, quota, asOf, isNew, m_citations);
    });
    root.refuseOthers();
}

PriceBook &CatalogReader::bookNamed(const QString &name, const Place &place)
{
    m_bookPlaces[name] = place;
    for (PriceBook &book : m_catalog.m_priceBooks) {
        if (book.name == name)
            return book;
    }
    m_catalog.m_priceBooks.append(PriceBook());
    m_catalog.m_priceBooks.last().name = name;
    return m_catalog.m_priceBooks.last();
}

void CatalogReader::readBook(yaml::Reader root)
{
    if (root.has("names")) {
        readBooksOfRegions(root);
        return;
    }
    const QString name = root.string("name");
    if (name.isEmpty() || statedTwice(QStringLiteral("price-books"), name, root.where()))
        return;
    const bool isNew = !m_bookPlaces.contains(name);
    readPriceBook(root, bookNamed(name, {root.node(), root.file()}), isNew, m_citations);
}

void CatalogReader::readBooksOfRegions(yaml::Reader root)
{
    const QString pattern = root.string("names");
    if (!pattern.contains(QLatin1String("{region}"))) {
        report(root.where(root.member("names").node()), QStringLiteral("catalog.names"),
               named(QT_TRANSLATE_NOOP("Catalog", "{name} does not name the region"), pattern),
               Text{STRATOPLAN_TEXT("Catalog", "write a word in braces: {region}-2026"), {}});
        return;
    }
    const QMap<QString, RegionalBook> read = readRegionalBooks(root, m_citations);
    for (auto it = read.cbegin(); it != read.cend(); ++it) {
        const QString name = QString(pattern).replace(QLatin1String("{region}"), it.key());
        if (statedTwice(QStringLiteral("price-books"), name, it->place.where()))
            continue;
        PriceBook &book = bookNamed(name, it->place);
        // Laid over an earlier book, its prices replace those of the same key.
        QMap<QString, Price> prices = book.prices;
        prices.insert(it->book.prices);
        book = it->book;
        book.name = name;
        book.prices = prices;
    }
}

void CatalogReader::readColdStartFacts(yaml::Reader root)
{
    root.eachEntry("snapStart", [&](const QString &runtime, const yaml::Reader &entry) {
        QList<RestoreRow> &rows = m_catalog.m_restores;
        if (!m_restorePlaces.contains(runtime))
            rows.append({runtime, {}, {}});
        m_restorePlaces[runtime] = {entry.node(), entry.file()};
        for (RestoreRow &row : rows) {
            if (row.runtime == runtime)
                readRestores(entry, row, m_citations);
        }
    });
    root.refuseOthers();
}

void CatalogReader::readReplacements(yaml::Reader root)
{
    const QDate asOf = root.date("asOf");
    QString source;
    readSources(root, source, true, m_citations);
    const QStringList sources = root.strings("source");
    root.eachEntry("types", [&](const QString &type, yaml::Reader entry) {
        ReplacementFacts &facts = m_replacements[type];
        facts.cfnType = type;
        readReplacement(std::move(entry), facts, sources, asOf, m_citations);
    });
    root.refuseOthers();
}

ReplacementTable::Facts CatalogReader::replacementsIn(const QString &path)
{
    CatalogReader reader;
    reader.readYaml(path, &CatalogReader::readReplacements);
    Q_ASSERT(reader.m_problems.isEmpty());
    return reader.m_replacements;
}

ColdStartRow &CatalogReader::coldStartRow(const QString &runtime, const QString &architecture,
                                          const QString &package)
{
    const QString key = runtime + u'/' + architecture + u'/' + package;
    ColdStartRow &row = entryOf(m_catalog.m_coldStart, m_coldStartIndex, key);
    row.runtime = runtime;
    row.architecture = architecture;
    row.package = package;
    return row;
}

void CatalogReader::readColdStartCells(const QString &path)
{
    const std::optional<QByteArray> text = readFile(path);
    if (!text)
        return;
    const QStringList headings{QStringLiteral("runtime"),     QStringLiteral("architecture"),
                               QStringLiteral("package"),     QStringLiteral("memory_mb"),
                               QStringLiteral("samples"),     QStringLiteral("init_median_ms"),
                               QStringLiteral("init_p95_ms"), QStringLiteral("first_invoke_ms"),
                               QStringLiteral("source")};
    const QList<CsvRow> rows = readCsv(*text, path, headings, m_problems);
    for (const CsvRow &csv : rows) {
        ColdStartRow &row
            = coldStartRow(csv.text("runtime"), csv.text("architecture"), csv.text("package"));
        row.source = csv.text("source");
        const ColdStartCell cell{MiB(csv.count("memory_mb")), csv.count("samples"),
                                 Milliseconds(csv.number("init_median_ms")),
                                 Milliseconds(csv.number("init_p95_ms")),
                                 Milliseconds(csv.number("first_invoke_ms"))};
        const QString name = row.runtime + u' ' + row.architecture + u' ' + row.package + u' '
            + csv.text("memory_mb");
        statedTwice(QStringLiteral("cold-start"), name, csv.where());
        if (cell.initP95 < cell.initMedian)
            report(csv.where("init_p95_ms"), QStringLiteral("catalog.percentile"),
                   named(QT_TRANSLATE_NOOP("Catalog",
                                           "{name}: the 95th percentile is below the median"),
                         name));
        auto at = row.cells.begin();
        while (at != row.cells.end() && at->memory < cell.memory)
            ++at;
        if (at != row.cells.end() && at->memory == cell.memory)
            *at = cell;
        else
            row.cells.insert(at, cell);
    }
}

void CatalogReader::readColdStartModel(const QString &path)
{
    const std::optional<QByteArray> text = readFile(path);
    if (!text)
        return;
    const QStringList headings{QStringLiteral("runtime"),
                               QStringLiteral("architecture"),
                               QStringLiteral("package"),
                               QStringLiteral("init_ms"),
                               QStringLiteral("first_invoke_base_ms"),
                               QStringLiteral("first_invoke_cpu_work_ms")};
    const QList<CsvRow> rows = readCsv(*text, path, headings, m_problems);
    for (const CsvRow &csv : rows) {
        ColdStartRow &row
            = coldStartRow(csv.text("runtime"), csv.text("architecture"), csv.text("package"));
        row.init = Milliseconds(csv.number("init_ms"));
        row.firstInvokeBase = Milliseconds(csv.number("first_invoke_base_ms"));
        row.firstInvokeCpuWork = Milliseconds(csv.number("first_invoke_cpu_work_ms"));
        if (row.cells.isEmpty())
            report(csv.where(), QStringLiteral("catalog.not-measured"),
                   named(QT_TRANSLATE_NOOP("Catalog", "{name} has no row in cold-start.csv"),
                         row.runtime));
    }
}

} // namespace stratoplan::catalog
