// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/units.h"
#include "planner/model/field.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace stratoplan {

/// A finding that somebody accepts, with the reason.
struct Suppression
{
    QString rule; ///< "CAP-018"
    QStringList elements; ///< names; empty = wherever the rule fires
    QString reason;
    QString author;
    QDate date;
    QDate expires; ///< invalid = never

    bool operator==(const Suppression &) const = default;
};

/// A question that the team has not answered yet.
struct OpenQuestion
{
    QString text;
    QString owner;
    QDate date;
    QString reason;

    bool operator==(const OpenQuestion &) const = default;
};

/// What the account brings along.
struct AccountProfile
{
    Field<int> concurrency; ///< quota of concurrent executions; unset = the catalogue's default
    Field<int> otherLoad; ///< concurrent executions of functions that are not drawn
    bool freeTier = false;
    Field<double> discountPercent; ///< off every list price, 0 to 100

    bool operator==(const AccountProfile &) const = default;
};

/// The template a design was imported from.
struct TemplateLink
{
    QString path; ///< relative to the design file
    QString sha256; ///< of the text that was read, hexadecimal; empty = no template
    QMap<QString, QString> parameters; ///< values chosen for parameters
    QMap<QString, bool> conditions; ///< conditions as they were evaluated or chosen

    bool operator==(const TemplateLink &) const = default;
};

/// One stack of a system that several templates make: what element::stack names.
struct Stack
{
    QString name; ///< unique within the design
    TemplateLink link;

    bool operator==(const Stack &) const = default;
};

/// A file that says what networks elsewhere are like; several designs may share one. The design
/// keeps what it said and when that held, so that it can be judged without the file.
struct FactsLink
{
    QString path; ///< relative to the design file; empty = it was no file
    QString source; ///< as the file says
    QDate date; ///< on which it held; invalid = the file does not say

    bool operator==(const FactsLink &) const = default;
};

/// The decision tree that the design's functions are walked through.
struct TreeChoice
{
    QString id; ///< of the tree; empty = "today"
    /// A team's own tree as its file had it, so that the design can be judged without the file;
    /// empty for a tree of the program.
    QString text;
    QString file; ///< name of that file, for people

    bool operator==(const TreeChoice &) const = default;
};

/// What holds for the design as a whole.
struct Settings
{
    QString title;
    QString description;
    QString version; ///< of the design, as its owners count
    QDate date; ///< of the design: reports take their date from it
    QStringList authors;
    QStringList reviewers;
    QString region = QStringLiteral("us-east-1");
    QString priceBook; ///< empty = today's for the region
    QString networkModel = QStringLiteral("hyperplane"); ///< or "per-container-eni"
    TreeChoice decisionTree;
    AccountProfile account;
    QList<Suppression> suppressions;
    QList<OpenQuestion> openQuestions;
    TemplateLink templateLink;
    /// Of a design of several templates, in the order in which they were read; then `templateLink`
    /// is empty.
    QList<Stack> stacks;
    QList<FactsLink> facts; ///< what is known of networks elsewhere comes from; later ones win
    /// Design-file keys that this version does not know, as YAML text.
    QString unknownKeys;

    bool operator==(const Settings &) const = default;
};

/// Sums of the texts of all templates that the design was read from; empty = it is linked to none.
QStringList templateSums(const Settings &settings);

} // namespace stratoplan
