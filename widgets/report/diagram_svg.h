// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"
#include "widgets/report/picture.h"
#include "widgets/theme/theme.h"

#include <QByteArray>

namespace stratoplan::report {

/// The drawing of a design at 100 %: containers, nodes with their key figures, edges by execution
/// model, badges of the findings, a legend of the relations that occur. Without an analysis,
/// figures that need one are left out. What has no position is drawn beside the rest. Needs a
/// QGuiApplication (fonts).
Picture diagram(const Design &design, const Analysis *analysis, const catalog::Catalog &catalog,
                const theme::Theme &theme);

/// The same as SVG. For each element
/// `<g id="NAME" data-kind="KIND" data-parent="CONTAINER"><title>full name</title>`; ids are the
/// names made safe for XML and unique, data-parent is empty on the canvas itself. The same design
/// gives the same bytes.
QByteArray diagramSvg(const Design &design, const Analysis *analysis,
                      const catalog::Catalog &catalog, const theme::Theme &theme);

} // namespace stratoplan::report
