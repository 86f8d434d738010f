// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/sam/patch.h"

namespace stratoplan::sam {

/// Why CloudFormation makes a resource anew or takes it away.
enum class ReplacementCause
{
    Property, ///< one that cannot be changed in place
    Reference, ///< such a property names a resource that is itself replaced, or a changed parameter
    Type,
    LogicalId,
    Removed
};

/// A resource that does not outlive the deployment of a changed template.
struct ReplacedResource
{
    QString logicalId; ///< in the old text
    QString type; ///< in the old text
    ReplacementCause cause = ReplacementCause::Property;
    /// The property below Properties; the new type or logical id; empty for Removed.
    QString detail;
    /// False where it depends on more than the template tells.
    bool certain = true;
    /// Whether the old resource takes data with it; nothing = not known.
    std::optional<bool> stateful;
    /// The template keeps the old resource, or a snapshot of it (DeletionPolicy,
    /// UpdateReplacePolicy). The new one is empty all the same.
    bool kept = false;
    /// Lines of the change, from 1; 0 = none in that text.
    int lineBefore = 0;
    int lineAfter = 0;

    bool operator==(const ReplacedResource &) const = default;
};

/// Every resource of the old text that CloudFormation would replace when the new text is deployed
/// over it, and every removed one that may hold data; in the order of the old text, each with the
/// strongest of its causes. `renames` tells new logical ids from removed and added resources. What
/// Globals alone change is not looked at: none of it is create-only. Types that the catalogue does
/// not have are named when they are removed or get another id or type.
QList<ReplacedResource> replacedResources(const yaml::Tree &before, const yaml::Tree &after,
                                          const QList<RenameResource> &renames,
                                          const catalog::Catalog &catalog);

/// The renames among edits.
QList<RenameResource> renamesIn(const QList<TemplateEdit> &edits);

/// True when somebody has to agree first: data may be lost.
bool needsConsent(const ReplacedResource &resource);

/// As a sentence: "sam.loses-data" where needsConsent(), else "sam.replaces".
Problem problemOf(const ReplacedResource &resource, const QString &file);

} // namespace stratoplan::sam
