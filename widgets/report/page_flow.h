// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/report/contents.h"
#include "widgets/theme/theme.h"

#include <QFont>
#include <QPagedPaintDevice>
#include <QPainter>

namespace stratoplan::report {

/// A place in the document that a reader may want to jump to.
struct Bookmark
{
    QString title;
    int level = 1;
    int page = 0; ///< from 0
};

/// Writes the blocks of a report onto pages, from top to bottom. Lengths are in tenths of a point,
/// so that whole pixel sizes of fonts are fine enough; the painter is scaled accordingly.
class PageFlow
{
public:
    /// `pageCount` is what the foot of each page says; 0 = not known yet.
    PageFlow(QPagedPaintDevice &device, const Contents &contents, const Figures &figures,
             const theme::Theme &theme, int pageCount);

    void run();
    int pages() const { return m_page + 1; }
    const QList<Bookmark> &bookmarks() const { return m_bookmarks; }

    // One for each kind of block.
    void operator()(const Heading &block);
    void operator()(const Paragraph &block);
    void operator()(const Bullets &block);
    void operator()(const Table &block);
    void operator()(const KeyFigures &block);
    void operator()(const Figure &block);
    void operator()(const FindingList &block);

private:
    void titlePage();
    void section(const Section &section, int number);
    void runningHead();
    void runningFoot();
    void newPage();
    /// Goes to a new page when `height` does not fit on this one.
    void require(double height);
    double left() const;
    double width() const;
    double bottom() const;

    double textHeight(const QString &text, const QFont &font, double width) const;
    /// Draws wrapped text and gives its height.
    double drawText(const QString &text, const QFont &font, double x, double y, double width,
                    const QColor &color, Qt::Alignment alignment = Qt::AlignLeft);
    QList<double> columnWidths(const Table &table) const;
    double rowHeight(const QStringList &row, const QList<double> &widths, const QFont &font) const;
    void drawRow(const QStringList &row, const Table &table, const QList<double> &widths,
                 const QFont &font, const QColor &color);

    QPagedPaintDevice &m_device;
    QPainter m_painter;
    const Contents &m_contents;
    const Figures &m_figures;
    const theme::Theme &m_theme;
    int m_pageCount;
    int m_page = 0;
    int m_figure = 0;
    int m_table = 0;
    int m_section = 0;
    int m_subsection = 0;
    double m_y = 0;
    QRectF m_paper; ///< whole page
    QList<Bookmark> m_bookmarks;
};

} // namespace stratoplan::report
