// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/analysis_runner.h"
#include "widgets/theme/theme.h"

#include <QAbstractTableModel>

namespace stratoplan::network {

/// Every subnet of the design as one row: where it lies, what it holds, what it needs with all
/// zones up and with zones lost, and the verdict in words.
class SubnetModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        VpcColumn,
        ZoneColumn,
        BlockColumn,
        UsableColumn,
        ResidentsColumn,
        NeededColumn,
        ZoneLostColumn,
        VerdictColumn,
        ColumnCount
    };

    explicit SubnetModel(QObject *parent = nullptr);

    void setAnalysis(const AnalysisPointer &analysis);
    void setTheme(const theme::Theme &theme);
    void retranslate();
    /// The subnet of a row; none outside the table.
    ElementId subnetAt(int row) const;
    /// -1 for an element that is no row.
    int rowOf(ElementId subnet) const;
    const SubnetPlan *planAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant text(int row, int column) const;

    AnalysisPointer m_analysis;
    QList<const SubnetPlan *> m_rows;
    theme::Theme m_theme = theme::light();
};

} // namespace stratoplan::network
