// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/line_diff.h"
#include "widgets/document/template_source.h"

namespace stratoplan::templates {

/// What a piece of a template's text is, for its colour.
enum class Part
{
    Key,
    Text, ///< in quotes, or a block of text
    Literal, ///< a number, true, false, null
    Tag, ///< "!Ref", and anchors with their aliases
    Comment
};

/// Characters [begin, begin + size) of a line; pieces are in order and do not overlap.
struct Piece
{
    int begin = 0;
    int size = 0;
    Part part = Part::Key;

    bool operator==(const Piece &) const = default;
};

/// The element that a line belongs to, and how it is shown in the margin.
struct Owner
{
    ElementId element;
    QString name;
    QString icon;
    catalog::Category category = catalog::Category::Outside;

    bool operator==(const Owner &) const = default;
};

/// One line of the old and the new template.
struct Line
{
    sam::DiffLine::Kind kind = sam::DiffLine::Kind::Same;
    int before = 0; ///< number in the old text, from 1; 0 = not in it
    int after = 0;
    QString text; ///< without its line break
    QList<Piece> pieces;
    QList<sam::TextRange>
        changed; ///< words that differ from the line it replaces or is replaced by
    std::optional<Owner> owner;
    bool isDanger = false; ///< a resource is replaced because of it

    bool operator==(const Line &) const = default;
};

/// A template and what a design changes in it, made ready to be shown.
struct Content
{
    QString path; ///< of the template; empty for a new one
    bool isNew = true;
    TemplateText text;
    std::vector<Line> lines; ///< all lines of both texts; of a new template only added ones
    int differing = 0; ///< lines that differ: of a change the larger of its two sides
};

/// Whether the lines have the pieces and the elements that only somebody sees who looks at them;
/// they take longer to work out than all else.
enum class Lines
{
    Plain,
    Coloured
};

/// Takes time in proportion to the text: call it on a worker.
Content contentOf(const Design &design, const TemplateSource *source,
                  const catalog::Catalog &catalog, Lines lines = Lines::Coloured);

/// The same for two texts that are at hand: what saving will write, which may hold changes of
/// others too.
Content contentOf(const Design &design, const QString &path, const TemplateText &text,
                  const catalog::Catalog &catalog);

/// Pieces of each line of a text; lines as lineDiff() counts them.
std::vector<QList<Piece>> piecesOf(const yaml::Tree &tree);

} // namespace stratoplan::templates
