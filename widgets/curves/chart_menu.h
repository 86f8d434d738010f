// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/chart_table.h"

#include <functional>

class QMenu;
class QObject;
class QString;
class QWidget;

namespace stratoplan::curves {

class ChartView;

/// What a menu copies or saves: a chart and the same figures as a table.
struct ChartCopy
{
    const ChartView *chart = nullptr;
    ChartTable table;
    QString title;
};

/// Puts the ways to copy and to save a chart into a menu. What is copied is asked for when one is
/// chosen; `save` carries out "Save as". Both are dropped with `owner`. Not drawn is what stands
/// there as a table alone.
void fillChartMenu(QMenu &menu, QObject &owner, bool isDrawn,
                   const std::function<ChartCopy()> &what, const std::function<void()> &save);
/// Asks where to save a chart; `name` is proposed. Empty when it was given up.
QString askWhereToSave(QWidget &parent, const QString &name, bool isDrawn);

} // namespace stratoplan::curves
