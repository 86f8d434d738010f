// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/report/picture_pen.h"
#include "widgets/theme/severity.h"

namespace stratoplan::report {

/// The pen of the drawing of a design: groups of elements, glyphs and severities besides shapes.
class DiagramPen : public PicturePen
{
public:
    using PicturePen::PicturePen;

    /// Opens the group of one element; everything until closeGroup() belongs to it. `more` are
    /// further attributes as pairs.
    void openGroup(const QString &id, const QString &kind, const QString &parent,
                   const QString &title, const QList<QPair<QString, QString>> &more = {});
    void openPlainGroup(const QString &id);
    void closeGroup();

    /// A glyph of resources/icons, `size` large, by its upper left corner.
    void icon(const QPointF &at, const QString &name, double size, const QColor &color);
    /// The shape of a severity, by its middle.
    void severity(const QPointF &center, double size, theme::Mark mark, const theme::Theme &theme);
};

} // namespace stratoplan::report
