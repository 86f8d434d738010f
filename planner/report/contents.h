// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"

#include <QStringList>

#include <variant>

namespace stratoplan::report {

/// Pictures that the program draws; the planner only says where they stand.
enum class FigureKind
{
    Drawing,
    Decision,
    Network,
    ColdStart,
    Duration,
    Cost
};

struct Figure
{
    QString id; ///< "cold-start-Primes": unique in the report, also a file name
    FigureKind kind = FigureKind::Drawing;
    ElementId element; ///< function or VPC it is about; none = the design
    QString caption;
    bool narrow = false; ///< two of them stand beside one another
    bool shared
        = false; ///< stands for other elements as well: what is only of `element` is left out
};

struct Heading
{
    int level = 2; ///< 2 (in the table of contents) or 3
    QString text;
    QString anchor;
    bool startsPage = false;
};

struct Paragraph
{
    QString text;
    bool muted = false;
};

/// Bulleted list.
struct Bullets
{
    QStringList items;
};

struct Column
{
    QString title;
    bool number = false; ///< right-aligned
};

struct Table
{
    QString caption;
    QList<Column> columns;
    QList<QStringList> rows;
    int emphasized = -1; ///< row that is the chosen one
};

/// Name and value pairs that stand out: the key figures of a page.
struct KeyFigures
{
    QList<QPair<QString, QString>> items;
};

/// How many findings there are of one kind.
struct ScoreItem
{
    enum Kind
    {
        Open,
        Unanswered,
        Accepted
    };
    Kind kind = Open;
    Severity severity = Severity::Info; ///< of open ones
    int count = 0;
    QString word;
};

/// Every kind of finding with its count, those with none as well.
struct ScoreCard
{
    QList<ScoreItem> items;
};

struct FindingEntry
{
    Severity severity = Severity::Info;
    bool unanswered = false;
    bool accepted = false;
    QString word; ///< the severity, or "unanswered" or "accepted"
    QString rule;
    QString message;
    QStringList details; ///< sentences in small print, each on a line of its own
};

struct FindingList
{
    QList<FindingEntry> entries;
};

using Block
    = std::variant<Heading, Paragraph, Bullets, Table, KeyFigures, ScoreCard, Figure, FindingList>;

struct Section
{
    QString title;
    QString anchor;
    bool startsPage = false;
    QList<Block> blocks;
};

/// A report as data, in words of the language of the installed translators.
struct Contents
{
    QString language = QStringLiteral("en"); ///< of its words, as in BCP 47
    QString title;
    QString subtitle;
    QString version;
    QString date; ///< YYYY-MM-DD; from the design or --date, never from the clock
    QString footer; ///< price book, network model
    QStringList authors;
    QStringList reviewers;
    QString verdict; ///< what the findings come to, in one sentence
    ScoreCard score;
    QString overview; ///< id of the figure that the title page shows small; may be empty
    QList<Section> sections;

    /// Version and date in one line.
    QString facts() const;
};

struct Options
{
    QDate date; ///< invalid = the design's
};

Contents contents(const Analysis &analysis, const catalog::Catalog &catalog,
                  const Options &options = {});

/// SVG texts of the figures by Figure::id; figures that are missing are left out with their
/// caption.
using Figures = QHash<QString, QByteArray>;

/// One self-contained HTML file, UTF-8, without references to anything outside it. `darkFigures`
/// are the rules of a style sheet that give the figures their colours on dark screens.
QByteArray toHtml(const Contents &contents, const Figures &figures,
                  const QByteArray &darkFigures = {});
/// Markdown (CommonMark with tables); figures are named, not embedded.
QByteArray toMarkdown(const Contents &contents);

} // namespace stratoplan::report
