// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"
#include "widgets/document/template_source.h"

namespace stratoplan {

/// A file as the window opens it.
struct OpenedFile
{
    Design design; ///< every node has a position
    Problems problems; ///< faults inside a template, which is opened all the same
    QString path; ///< of the file that was read
    QString sha256; ///< of its bytes, as sha256() gives it
    /// The design file that saving writes: the file itself; NAME.stratoplan beside a template;
    /// empty for a sample inside the program.
    QString savePath;
    bool isTemplate = false;
    /// The template that was opened, or that the design file names.
    std::optional<TemplateSource> source;
    /// The design file beside the template, where what the template does not hold came from it.
    QString beside;
    /// Elements that the design beside the template changes and the template does not: writing over
    /// that file would lose them.
    QStringList unexported;
};

/// Reads a design file or a template; the kind is told from the content. Slow for large templates
/// (layout): call it on a worker. Refused: unreadable files ("document.unreadable"), files over 16
/// MB
/// ("document.too-large"), texts that are neither, and what their readers refuse.
Expected<OpenedFile> openFile(const QString &path, const catalog::Catalog &catalog);

/// The bytes of a file, as openFile() reads and refuses them.
Expected<QByteArray> bytesOf(const QString &path);

/// A template's text as openFile() gives it, for a template that changed while it was open: what it
/// does not hold is taken from `design`.
Expected<OpenedFile> readAgain(const QString &path, const QByteArray &text, const Design &design,
                               const catalog::Catalog &catalog);

/// File name patterns of the open dialog, design files first.
QStringList openNameFilters();

} // namespace stratoplan
