// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/report/layout.h"
#include "widgets/theme/theme.h"

#include <QFont>
#include <QPageLayout>
#include <QPagedPaintDevice>
#include <QPainter>

namespace stratoplan::report {

/// The report's font, `points` high.
QFont printFont(double points, bool bold = false);
QFont printMono(double points);
inline QFont bodyFont()
{
    return printFont(10.5);
}

/// What stands at the head and the foot of every page but the first.
struct RunningText
{
    QString title;
    QString kind; ///< of the report
    QString facts; ///< version and date
    QString foot;
};

/// Whether a page can lie on its side in the document. Where it cannot (a printer at work), what is
/// on it does.
enum class Turning
{
    Pages,
    Content
};

/// The page that is being written, from top to bottom, and the ones before it.
class Sheet
{
public:
    /// `pageCount` is what the foot of each page says; 0 = not known yet.
    Sheet(QPagedPaintDevice &device, RunningText running, const theme::Theme &theme,
          Turning turning, int pageCount);

    /// Ends the last page.
    void end();
    void newPage(QPageLayout::Orientation orientation = QPageLayout::Portrait);
    /// Goes to a new page when `height` does not fit on this one, unless nothing stands on it.
    void require(double height);
    bool fits(double height) const { return y + height <= bottom(); }
    bool isEmpty() const { return y <= top() + 1; }
    bool isLandscape() const { return m_orientation == QPageLayout::Landscape; }
    int page() const { return m_page; } ///< from 0

    double left() const;
    double width() const;
    double top() const;
    double bottom() const;
    /// Room between head and foot of a page, whichever way it lies.
    QSizeF room(QPageLayout::Orientation orientation) const;
    /// Where the next block begins.
    double y = 0;

    double textHeight(const QString &text, const QFont &font, double width) const;
    /// Draws wrapped text and gives its height.
    double text(const QString &text, const QFont &font, double x, double top, double width,
                const QColor &color, Qt::Alignment alignment = Qt::AlignLeft);
    /// A line across the text.
    void rule(double at, const QColor &color, double points);

    QPainter &painter() { return m_painter; }
    const QColor &color(theme::Token token) const { return m_theme.color(token); }
    const theme::Theme &theme() const { return m_theme; }

private:
    void measure();
    void runningHead();
    void runningFoot();

    QPagedPaintDevice &m_device;
    QPainter m_painter;
    RunningText m_running;
    const theme::Theme &m_theme;
    Turning m_turning;
    QPageLayout::Orientation m_orientation = QPageLayout::Portrait;
    int m_pageCount;
    int m_page = 0;
    QSizeF m_portrait; ///< whole page, upright
};

} // namespace stratoplan::report
