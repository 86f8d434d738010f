// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"
#include "planner/sam/read.h"

namespace stratoplan::project {

// A design is kept in files that belong together: the design file, the template it is linked to,
// the design file beside a template, facts of networks elsewhere. This room reads them as one.
// Paths in a design are relative to the folder of the file that it was opened from.

/// A file that a person opens, with its text.
struct File
{
    QString path; ///< empty for a text without a file: then nothing beside it is read
    QByteArray text;
};

/// What a person gives beside the file.
struct OpenOptions
{
    QMap<QString, QString> parameters; ///< of the template, over those that the design file keeps
    QString region; ///< empty = the one that the files say
    QList<File> facts; ///< facts files, over those that the design names; later ones win
};

/// A design as its files say it together, without a layout.
struct Opened
{
    Design design;
    /// What the template said, for a template; its problems, too.
    std::optional<sam::Imported> imported;
    QString sidecar; ///< the design file beside the template that was used; empty = none
    /// Elements that the design file beside the template changes and the template does not: writing
    /// `design` over that file would lose them.
    QStringList unexported;
    /// What people should know of the other files: "sidecar.*", "facts.*".
    Problems notes;
};

/// Reads a design file or a template, told by the content, and what lies beside it. Refused: texts
/// that are neither, what their readers refuse, a design file beside a template that cannot be
/// read, facts that cannot be read.
Expected<Opened> open(const File &file, const catalog::Catalog &catalog,
                      const OpenOptions &options = {});

/// A design with facts of networks elsewhere laid over it.
struct WithFacts
{
    Design design;
    Problems notes; ///< "facts.*"
};

/// The facts files that the design names, relative to `folder`, and those given, which win.
/// `named` is the template behind the design, which tells how it calls what lives elsewhere.
/// Refused: facts and templates that cannot be read.
Expected<WithFacts> withFacts(const Design &design, const QString &folder, const QList<File> &given,
                              const std::optional<File> &named, const catalog::Catalog &catalog);

/// A template read as the design that is linked to it was: with its parameters and region, and with
/// the files beside the template's path.
Expected<sam::Imported> readAs(const Design &design, const File &file,
                               const catalog::Catalog &catalog);

/// The design file beside a template that was just written: what the template says now, and what
/// `design`, the edited design in the folder `folder`, has beyond it. Refused as a reading of the
/// template is.
Expected<Design> beside(const File &written, const Design &design, const QString &folder,
                        const catalog::Catalog &catalog);

/// The design with its relative paths, seen from another folder. Empty paths stay.
Design relocated(const Design &design, const QString &fromFolder, const QString &toFolder);

} // namespace stratoplan::project
