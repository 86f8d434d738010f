// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/drawing.h"
#include "widgets/report/diagram_pen.h"

namespace stratoplan::report {

/// The lines of a drawing with what they need to know of one another.
class DiagramEdges
{
public:
    DiagramEdges(const drawing::Content &content, const theme::Theme &theme);

    /// Line, head and label of one edge. Where it crosses another that is drawn upright it hops.
    void draw(DiagramPen &pen, const drawing::EdgeContent &edge) const;

    /// Relations that occur, in the order of the visual language.
    QList<drawing::Relation> relations() const;

private:
    double dashOffset(const drawing::EdgeContent &edge, const QPainterPath &path,
                      double period) const;
    QPainterPath pathOf(const drawing::EdgeContent &edge, double shorter) const;

    const drawing::Content &m_content;
    const theme::Theme &m_theme;
    QHash<QPair<ElementId, int>, int> m_arriving; ///< edges by target and relation
};

/// Legend entries side by side, at most `width` wide; the size that they take.
QSizeF drawLegend(DiagramPen *pen, const QPointF &at, double width,
                  const QList<drawing::Relation> &relations, const theme::Theme &theme);

} // namespace stratoplan::report
