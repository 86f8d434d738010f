// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/chart_table.h"

#include <QAbstractTableModel>

class QTableView;

namespace stratoplan::curves {

/// The table twin of a chart for views and for readers of the screen.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The unrounded figure of a cell; invalid where it has none.
    static constexpr int FigureRole = Qt::UserRole;

    explicit TableModel(QObject *parent = nullptr);

    void setTable(const ChartTable &table);
    const ChartTable &table() const { return m_table; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ChartTable m_table;
};

/// Rows of 30 px without a grid, chosen as a whole; Tab leaves the table.
void prepareTable(QTableView &table);

} // namespace stratoplan::curves
