// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"
#include "widgets/theme/theme.h"

#include <QByteArray>
#include <QImage>

namespace stratoplan::report {

/// The drawing of a design as SVG, at 100 %: containers, nodes with their key figures, edges by
/// execution model, badges of the findings, a legend of the relations that occur. For each element
/// `<g id="NAME" data-kind="KIND" data-parent="CONTAINER"><title>full name</title>`; ids are the
/// names made safe for XML and unique, data-parent is empty on the canvas itself. Without an
/// analysis, figures that need one are left out. What has no position is drawn beside the rest.
/// Needs a QGuiApplication (fonts); the same design gives the same bytes.
QByteArray diagramSvg(const Design &design, const Analysis *analysis,
                      const catalog::Catalog &catalog, const theme::Theme &theme);

/// An SVG as pixels, `scale` pixels for each of its own; less where that would be more than 100
/// million pixels. Null when the SVG cannot be drawn.
QImage svgImage(const QByteArray &svg, double scale = 2);

/// An SVG as a PDF of one page of its size (1 px = 0.75 pt), text as text. Empty when the SVG
/// cannot be drawn.
QByteArray svgPdf(const QByteArray &svg, const QString &title);

} // namespace stratoplan::report
