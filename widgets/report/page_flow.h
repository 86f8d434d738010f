// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/report/figure_flow.h"
#include "widgets/report/figures.h"
#include "widgets/report/title_page.h"

namespace stratoplan::report {

/// Writes a report onto pages: title page, contents, then the sections block by block. A heading
/// stays with what it is above of.
class PageFlow
{
public:
    /// `known` is the layout of a run before; numbers of pages are left open where it is empty.
    PageFlow(QPagedPaintDevice &device, const Contents &contents, const Pictures &pictures,
             const theme::Theme &theme, Turning turning, const Layout &known);

    Layout run();

    // One for each kind of block.
    void operator()(const Heading &block);
    void operator()(const Paragraph &block);
    void operator()(const Bullets &block);
    void operator()(const Table &block);
    void operator()(const KeyFigures &block);
    void operator()(const ScoreCard &block);
    void operator()(const Figure &block);
    void operator()(const FindingList &block);

private:
    void section(const Section &section);
    /// Height that the blocks from `index` on need at least to begin on a page.
    double leastHeight(const QList<Block> &blocks, qsizetype index) const;
    /// How far the figures of the blocks from `index` to the next one that starts a page shrink so
    /// that all of them stand on one page; 1 where they do so anyway or shrinking does not help.
    double shrinkFor(const QList<Block> &blocks, qsizetype index) const;
    double wholeHeight(const Block &block) const; ///< of all but figures
    double headingHeight(const Heading &heading) const;
    double entryHeight(const FindingEntry &entry) const;
    /// The figures that stand beside one another from `index` on.
    QList<Captioned> figuresAt(const QList<Block> &blocks, qsizetype index) const;
    void bookmark(const QString &title, const QString &number, int level);

    const Contents &m_contents;
    const Pictures &m_pictures;
    const Layout &m_known;
    Sheet m_sheet;
    Layout m_layout;
    const QList<Block> *m_blocks = nullptr; ///< of the section at hand
    qsizetype m_block = 0;
    double m_shrink = 1; ///< of figures, down to where a page of its own ends
    int m_figure = 0;
    int m_table = 0;
    int m_section = 0;
    int m_subsection = 0;
};

} // namespace stratoplan::report
