// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/edits.h"
#include "planner/sam/merge.h"
#include "planner/sam/replaced.h"

#include <memory>

namespace stratoplan {

/// The template behind a design: what the design's changes are measured against.
struct TemplateSource
{
    QString path;
    /// As it was read; the design's changes are edits of this text, however often it was saved in
    /// between, so that what is undone leaves no trace.
    QByteArray text;
    std::shared_ptr<const Design> design; ///< as it was read from the text
    QByteArray known; ///< what this program last read from the file or wrote to it
    /// Saving the document writes the template. Otherwise a design file names it.
    bool isDocument = false;
    /// The design was made from this very text (see sam::changeOnto()).
    bool sameText = true;
    /// The file has changes of others that this text has not, because reading them was undone:
    /// saving takes them out of it.
    bool lacksOthers = false;
};

/// What the template becomes by the design.
struct TemplateText
{
    QByteArray before; ///< as the file is; empty for a new template
    QByteArray after; ///< as `before` where something is refused
    QList<sam::TemplateEdit> edits; ///< of the source's text
    Problems refusals; ///< what cannot be written; then nothing is
    /// Of the refusals, those that choosing a side mends, in order.
    QList<sam::MergeConflict> conflicts;
    Problems notes; ///< what people should know of what is written
    QList<sam::ReplacedResource> replaced;
    /// Name of the element by logical id, where they differ (a new template).
    QMap<QString, QString> elementNames;
};

/// The source's file with what the design says, or, without a source, a new template. `sides` are
/// whose values the conflicts get.
TemplateText templateTextOf(const Design &design, const TemplateSource *source,
                            const catalog::Catalog &catalog, const QList<sam::Side> &sides = {});

/// A template as what a design is put onto. Refused as a reading of it is.
Expected<TemplateSource> sourceOf(const QString &path, const QByteArray &text, const Design &design,
                                  const catalog::Catalog &catalog);

/// The template that a design file names, where it can be read.
std::optional<TemplateSource> linkedTemplate(const Design &design, const QString &designPath,
                                             const catalog::Catalog &catalog);

/// SHA-256 as design files have it: hexadecimal.
QString sha256(const QByteArray &text);

} // namespace stratoplan
