// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/report/picture.h"
#include "widgets/report/sheet.h"

namespace stratoplan::report {

struct Captioned
{
    const Picture *picture = nullptr;
    QString name; ///< "Figure 3"
    QString caption;
};

/// Figures that stand beside one another, usually one. They are as large as on the screen or as
/// fits, times `shrink`.
double figureHeight(const Sheet &sheet, const QList<Captioned> &figures, double shrink);
void writeFigures(Sheet &sheet, const QList<Captioned> &figures, double shrink);

/// How the page of a large drawing lies: the way in which the drawing gets larger.
QPageLayout::Orientation orientationFor(const Sheet &sheet, const Picture &drawing);

/// A drawing that fills what is left of the page. Where its text would be too small to read, this
/// is the overview, and parts follow on pages of their own; each part has what stands at the edge
/// of the next one.
void writeDrawing(Sheet &sheet, const Captioned &drawing);

/// The part of a picture that lies in an area: only what touches it.
Picture partOf(const Picture &picture, const QRectF &area);

} // namespace stratoplan::report
