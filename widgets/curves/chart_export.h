// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "widgets/curves/chart_table.h"
#include "widgets/curves/chart_view.h"

#include <QImage>

namespace stratoplan::curves {

// A chart with its title, out of the program. Nothing of the pointer or the keyboard is in it.

/// At twice the size that it has on the screen.
QImage pictureOf(const ChartView &chart, const QString &title);
/// Text stays text, lines stay lines.
QByteArray svgOf(const ChartView &chart, const QString &title);

// Onto the clipboard.
void copyPicture(const ChartView &chart, const QString &title);
void copySvg(const ChartView &chart, const QString &title);
void copyCsv(const ChartTable &table);

/// Writes what the ending of the path asks for: .png, .svg or .csv. Nothing of an older file is
/// lost when that fails; "curves.unknown-format" and "curves.not-written".
Problems saveChart(const ChartView &chart, const ChartTable &table, const QString &path);

} // namespace stratoplan::curves
