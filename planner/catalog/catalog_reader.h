// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/entries.h"

#include <vector>

namespace stratoplan::catalog {

/// Collects the layers of a catalogue and checks the whole. A layer may be read after faults of
/// earlier ones, so that all are told at once.
class CatalogReader
{
public:
    /// When the largest file is read, whose faults are told only at once.
    enum class Replacements
    {
        AtOnce,
        WhenAsked
    };

    void readFolder(const QString &folder, Replacements replacements = Replacements::AtOnce);
    void readPrices(const QString &file); ///< one price book
    /// The catalogue, or every problem of all layers.
    Expected<std::shared_ptr<const Catalog>> finish();

private:
    using ReadRoot = void (CatalogReader::*)(yaml::Reader root);

    std::optional<QByteArray> readFile(const QString &path);
    void readYaml(const QString &path, ReadRoot read);
    void readSourceList(yaml::Reader root);
    void readServices(yaml::Reader root);
    void readRuntimes(yaml::Reader root);
    void readRegions(yaml::Reader root);
    void readQuotas(yaml::Reader root);
    void readBook(yaml::Reader root);
    void readBooksOfRegions(yaml::Reader root);
    PriceBook &bookNamed(const QString &name, const Place &place);
    void readColdStartFacts(yaml::Reader root);
    void readReplacements(yaml::Reader root);
    static ReplacementTable::Facts replacementsIn(const QString &path);
    void readColdStartCells(const QString &path);
    void readColdStartModel(const QString &path);
    ColdStartRow &coldStartRow(const QString &runtime, const QString &architecture,
                               const QString &package);

    void indexServices();
    void claim(QHash<QString, int> &index, const QString &word, int service, const Place &place,
               const char *source);
    void checkCitations();
    void checkReferences();
    void report(const Where &where, const QString &code, Text what, Text remedy = {});

    /// Entries that one layer has stated, by "section/key", to find what it states twice.
    QHash<QString, Where> m_stated;
    bool statedTwice(const QString &section, const QString &key, const Where &where);

    Catalog m_catalog;
    ReplacementTable::Facts m_replacements;
    QString m_lateReplacements; ///< the file to read when it is asked for; else empty
    Problems m_problems;
    std::vector<std::unique_ptr<yaml::Tree>> m_trees;
    QHash<QString, ServicePlaces> m_servicePlaces;
    QHash<QString, Place> m_runtimePlaces;
    QHash<QString, Place> m_bookPlaces;
    QHash<QString, Place> m_restorePlaces;
    QHash<QString, Where> m_modelPlaces;
    QHash<QString, int> m_runtimeIndex;
    QHash<QString, int> m_regionIndex;
    QHash<QString, int> m_sourceIndex;
    QHash<QString, int> m_coldStartIndex;
    QList<Citation> m_citations;
};

} // namespace stratoplan::catalog
