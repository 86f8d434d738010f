// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/estimate/break_even.h"
#include "planner/estimate/then_and_now.h"
#include "widgets/curves/curve_values.h"

#include <QByteArray>
#include <QStringList>
#include <QVariant>

namespace stratoplan::curves {

/// One cell: how it is read, and the figure behind it, unrounded. A cell without a figure is text.
struct TableCell
{
    QString text;
    QVariant value; ///< invalid = there is none
    QString tip; ///< where it comes from; may be empty

    bool operator==(const TableCell &) const = default;
};

struct TableColumn
{
    QString title; ///< with the unit that the figures are in
    bool figures = true; ///< stand on the right
};

/// The same numbers as a chart, for readers of tables and for files.
struct ChartTable
{
    QString title;
    QList<TableColumn> columns;
    QList<QList<TableCell>> rows;
    int emphasized = -1; ///< row of the chosen memory; -1 = none
};

/// Cold start, duration and cost at each setting, `curves` one after the other.
ChartTable overviewTable(const QList<CurveValues> &curves, std::optional<MiB> chosen);
/// Each phase at each setting with how it is known, whose it is and its source. Phases that apply
/// and are not known are there and say so.
ChartTable coldStartTable(const QList<CurveValues> &curves, std::optional<MiB> chosen,
                          const catalog::Catalog &catalog);
ChartTable durationTable(const QList<CurveValues> &curves, std::optional<MiB> chosen);
ChartTable costTable(const QList<CurveValues> &curves, std::optional<MiB> chosen);
/// Duration and cost, which settings are on the Pareto front, the picks, and how each setting
/// compares with the present one.
ChartTable tradeTable(const QList<CurveValues> &curves, std::optional<MiB> chosen);
/// The options at each point of the axis that any of them has.
ChartTable breakEvenTable(const estimate::BreakEven &chart);

/// The same function under the prices and limits of two days: one line for each thing, those that
/// are the same as well.
ChartTable erasTable(const estimate::ThenAndNow &both);

/// By RFC 4180 with a heading; figures unrounded, in the C locale.
QByteArray csv(const ChartTable &table);

} // namespace stratoplan::curves
