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
};

struct Heading
{
    int level = 1; ///< 1 to 3
    QString text;
    QString anchor;
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

struct FindingEntry
{
    Severity severity = Severity::Info;
    bool unanswered = false;
    bool accepted = false;
    QString rule;
    QString message;
    QString detail;
};

struct FindingList
{
    QList<FindingEntry> entries;
};

using Block = std::variant<Heading, Paragraph, Bullets, Table, KeyFigures, Figure, FindingList>;

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
    QString title;
    QString subtitle;
    QString version;
    QString date; ///< as people read it; from the design or --date, never from the clock
    QString footer; ///< price book, network model
    QList<Section> sections;
};

struct Options
{
    QDate date; ///< invalid = the design's
};

Contents contents(const Analysis &analysis, const catalog::Catalog &catalog,
                  const QList<decision::Tree> &trees, const Options &options = {});

/// SVG texts of the figures by Figure::id; figures that are missing are left out with their
/// caption.
using Figures = QHash<QString, QByteArray>;

/// One self-contained HTML file, UTF-8.
QByteArray toHtml(const Contents &contents, const Figures &figures);
/// Markdown (CommonMark with tables); figures are named, not embedded.
QByteArray toMarkdown(const Contents &contents);

} // namespace stratoplan::report
