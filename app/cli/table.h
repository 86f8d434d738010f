// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace stratoplan::cli {

/// Rows as lines of aligned columns, two blanks before each; columns from `firstFigure` to
/// `lastFigure` stand to the right. Rows may be of different length.
QString textTable(const QList<QStringList> &rows, qsizetype firstFigure, qsizetype lastFigure);

} // namespace stratoplan::cli
