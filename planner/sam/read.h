// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"
#include "planner/sam/files.h"
#include "planner/yaml/tree.h"

#include <QSet>

#include <memory>

namespace stratoplan::sam {

/// What deployment would give the template.
struct ReadOptions
{
    QMap<QString, QString> parameters;
    QString region = QStringLiteral("us-east-1");
    /// Files that the template names (definitions of state machines, nested templates); null = none
    /// are read.
    FileReader files;
    /// Parameters whose value deployment alone tells, whatever their default is.
    QSet<QString> unknownParameters;
    /// Of a nested template: the files around it, the outermost first.
    QStringList around;
};

struct Imported;

/// One resource of the template and what became of it.
struct ImportedResource
{
    QString logicalId;
    QString type;
    QString kind; ///< catalogue kind, or "function", "vpc", "subnet" ...; "unknown"
    bool known = false;
    Where where;
    /// Of a nested application or stack: its template, as the resource names it, and what that
    /// says where it is a file beside this one or below.
    QString nestedPath;
    std::shared_ptr<const Imported> nested;
};

/// How a template names a network, subnet or security group that lives elsewhere, the surest first:
/// an id, the name of an export, of a Systems Manager parameter or of a template parameter.
struct OutsideNaming
{
    QStringList names;
    int position = -1; ///< which one of a list; -1 = all of it
    QString import; ///< the export that is imported (Fn::ImportValue); empty = none is

    bool operator==(const OutsideNaming &) const = default;
};

/// One entry of Outputs.
struct Output
{
    QString exportName; ///< as far as the template tells it; empty = it is not exported
    QString element; ///< name of the element that its value names; empty = none

    bool operator==(const Output &) const = default;
};

/// A template as a design.
struct Imported
{
    Design design; ///< without positions
    QList<ImportedResource> resources; ///< every entry of Resources, in order of the text
    QMap<QString, OutsideNaming> outside; ///< by the names of outside VPCs, subnets, groups
    QMap<QString, OutsideNaming> outsideServices; ///< by the names of outside services
    QMap<QString, Output> outputs; ///< by name
    /// Elements by what they are called at deployment where the template says it: "sqs:jobs" (the
    /// service as in ARNs), "ssm:/shared/queue" for the element that a Systems Manager parameter
    /// names.
    QMap<QString, QString> physicalNames;
    Problems problems; ///< faults inside, kept and told
};

/// True when the text looks like a template: its root is a mapping with `Resources`.
bool looksLikeTemplate(const yaml::Tree &tree);

/// Why a well-formed text is no template at all: "sam.no-resources"; nothing where it is one.
std::optional<Problem> refusal(const yaml::Tree &tree, const QString &file);

/// Reads a well-formed text with a Resources map; faults inside are problems of the result.
/// Refused: text that does not parse ("yaml.*"), or without Resources ("sam.no-resources").
Expected<Imported> read(const QByteArray &text, const QString &file,
                        const catalog::Catalog &catalog, const ReadOptions &options = {});

/// What SAM itself would refuse, among `problems`: those that `import --strict` refuses.
Problems refusedBySam(const Problems &problems);

} // namespace stratoplan::sam
