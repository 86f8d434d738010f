// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "planner/analysis.h"
#include "planner/catalog/catalog.h"
#include "planner/decision/tree.h"
#include "planner/sam/read.h"
#include "planner/store/write_files.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace stratoplan::cli {

/// The INPUT of a command with the options that every such command takes.
struct InputOptions
{
    std::string path;
    std::vector<std::string> furtherPaths; ///< templates that make a system with the first
    std::vector<std::string> parameters; ///< "K=V"
    std::string parametersFile;
    std::string configEnv; ///< environment of samconfig.toml
    std::string region;
    std::vector<std::string> factsFiles; ///< of networks that live elsewhere, see planner/facts
    /// Gives a place on the canvas to what has none; not needed where nothing is drawn.
    bool layOut = true;

    /// Adds INPUT and the options to the subcommand.
    void addTo(CLI::App &app);
    /// The same for a command that takes several templates as one system.
    void addSeveralTo(CLI::App &app);
    /// The options without INPUT, for a command that takes several.
    void addDeploymentTo(CLI::App &app);
};

/// A design from a design file or a template; the kind is told from the content.
struct Input
{
    std::shared_ptr<const Design> design; ///< with positions, unless InputOptions::layOut is off
    std::optional<sam::Imported> imported; ///< for a template
    QString sidecar; ///< the design file beside a template that was used; empty = none
    QStringList unexported; ///< what that file changes and the template does not say
    QByteArray text;
    QString path; ///< as given; "-" for standard input; of a system, its first template
    bool isSystem = false; ///< made of several templates
};

/// Reads INPUT and what lies beside it; what is used of that is named on err. Problems are printed
/// to err, then nothing is returned and the exit status is UnreadableInput.
std::optional<Input> readInput(const InputOptions &options, const Streams &streams);

/// What is said of a --function that the design does not have; `valid` are the names of those it
/// has.
QString noSuchFunction(const QString &name, const QStringList &valid);

/// Writes bytes by QSaveFile, "-" to standard output; Done or UnwritableOutput with a message.
int writeOutput(const QString &path, const QByteArray &bytes, const Streams &streams);

/// The same for several files: all of them or none.
using OutputFile = store::FileText;
int writeOutputs(const QList<OutputFile> &files, const Streams &streams);

/// The built-in facts; they are part of the program, so a fault in them is the program's own.
struct BuiltIn
{
    std::shared_ptr<const catalog::Catalog> catalog;
    QList<decision::Tree> trees;
};
const BuiltIn &builtIn();

/// The design laid out, unless somebody or something gave a node its place already: what is new
/// since then is drawn beside the rest.
Design arranged(Design design);

/// [{"file", "source", "date"}] of the facts that the design rests on.
QJsonArray factsJson(const Design &design);

/// One JSON document with a final line end; keys in alphabetical order.
void printJson(const QJsonObject &object, const Streams &streams);

} // namespace stratoplan::cli
