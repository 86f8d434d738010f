// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"
#include "planner/sam/files.h"
#include "planner/yaml/tree.h"

namespace stratoplan::sam {

/// What deployment would give the template.
struct ReadOptions
{
    QMap<QString, QString> parameters;
    QString region = QStringLiteral("us-east-1");
    /// Files that the template names (definitions of state machines); null = none are read.
    FileReader files;
};

/// One resource of the template and what became of it.
struct ImportedResource
{
    QString logicalId;
    QString type;
    QString kind; ///< catalogue kind, or "function", "vpc", "subnet" ...; "unknown"
    bool known = false;
    Where where;
};

/// How a template names a network, subnet or security group that lives elsewhere, the surest first:
/// an id, the name of an export, of a Systems Manager parameter or of a template parameter.
struct OutsideNaming
{
    QStringList names;
    int position = -1; ///< which one of a list; -1 = all of it

    bool operator==(const OutsideNaming &) const = default;
};

/// A template as a design.
struct Imported
{
    Design design; ///< without positions
    QList<ImportedResource> resources; ///< every entry of Resources, in order of the text
    QMap<QString, OutsideNaming> outside; ///< by the names of outside VPCs, subnets, groups
    Problems problems; ///< faults inside, kept and told
};

/// True when the text looks like a template: its root is a mapping with `Resources`.
bool looksLikeTemplate(const yaml::Tree &tree);

/// Reads a well-formed text with a Resources map; faults inside are problems of the result.
/// Refused: text that does not parse ("yaml.*"), or without Resources ("sam.no-resources").
Expected<Imported> read(const QByteArray &text, const QString &file,
                        const catalog::Catalog &catalog, const ReadOptions &options = {});

/// What SAM itself would refuse, among `problems`: those that `import --strict` refuses.
Problems refusedBySam(const Problems &problems);

} // namespace stratoplan::sam
