// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"

namespace stratoplan::sam {

// What a template cannot hold (places, labels, decisions, traffic, suppressions, notes) lives in a
// design file beside it: NAME.stratoplan. It is a design like any other, linked to its template.

/// Where the design file beside a template is; also that of a template that has none.
QString sidecarPath(const QString &templatePath);

/// True when the design file at `sidecarPath` was made from this template: its link names the
/// template's file or has the SHA-256 of its text.
bool isSidecarOf(const Design &sidecar, const QString &sidecarPath, const QString &templatePath,
                 const QByteArray &templateText);

/// A fresh reading of a template with what the design file beside it adds.
struct Laid
{
    /// The elements of the reading, under the ids that the design file gives them, and what only a
    /// design file holds. Nothing counts as changed since the import.
    Design design;
    /// "sidecar.vanished": an element of the design file that the template has no more.
    /// "sidecar.unexported": changes in the design file that a template could hold and this one
    /// does not; the template counts. All low, the elements named in `what`.
    Problems problems;
    /// What "sidecar.unexported" names: it would be lost if `design` were written over the file.
    QStringList unexported;
};

/// Lays the design file over the reading, by names. What the template says wins for what a template
/// holds; settings are those of the design file, but for the link to the template and, with
/// `keepsRegion`, for the region.
Expected<Laid> laidOver(const Design &reading, const Design &sidecar,
                        const catalog::Catalog &catalog, bool keepsRegion = false);

/// Names of the elements that were changed since the import in something that a template holds, in
/// order of their ids; empty where exporting would leave the template as it is.
QStringList unexported(const Design &design, const catalog::Catalog &catalog);

/// True for an element that no template can hold: a note, a service without a resource type of its
/// own (the internet, a client) and its connections.
bool isDesignOnly(const Element &element, const Design &design, const catalog::Catalog &catalog);

} // namespace stratoplan::sam
