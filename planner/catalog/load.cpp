// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog_reader.h"

#include <QFileInfo>

namespace stratoplan::catalog {

Expected<std::shared_ptr<const Catalog>> load(const QString &folder, const QStringList &overlays)
{
    CatalogReader reader;
    reader.readFolder(folder);
    for (const QString &overlay : overlays)
        QFileInfo(overlay).isDir() ? reader.readFolder(overlay) : reader.readPrices(overlay);
    return reader.finish();
}

Expected<std::shared_ptr<const Catalog>> builtIn()
{
    CatalogReader reader;
    reader.readFolder(QStringLiteral(":/catalog"), CatalogReader::Replacements::WhenAsked);
    return reader.finish();
}

} // namespace stratoplan::catalog
