// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/limits.h"
#include "widgets/network/outlook.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAbstractTableModel>

namespace stratoplan::network {

/// Every subnet of the design as one row: where it lies, what it holds, what it needs with all
/// zones up and with zones lost, the verdict in words, and how traffic gets out of it. The block
/// can be typed in place; the model says which change that asks for and carries nothing out.
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
        Ipv6Column, ///< where a network has IPv6
        UsableColumn,
        ResidentsColumn,
        NeededColumn,
        ZoneLostColumn,
        VerdictColumn,
        NowColumn, ///< while zones are switched off
        OtherNeededColumn, ///< the other network model, while both are compared
        OtherZoneLostColumn,
        OtherVerdictColumn,
        WhyColumn,
        SideColumn, ///< public or private
        RoutesColumn,
        ColumnCount
    };
    /// What a column is sorted by.
    static constexpr int SortRole = Qt::UserRole;

    explicit SubnetModel(std::shared_ptr<const catalog::Catalog> catalog,
                         QObject *parent = nullptr);

    void setOutlook(const OutlookPointer &outlook);
    void setTheme(const theme::Theme &theme);
    void retranslate();
    /// The subnet of a row; none outside the table.
    ElementId subnetAt(int row) const;
    /// -1 for an element that is no row.
    int rowOf(ElementId subnet) const;
    const SubnetPlan *planAt(int row) const;
    /// What would be wrong with the row's subnet if its block were that text.
    Problems faultsWith(int row, const QString &text) const;
    /// What is wrong with it as it is.
    Problems faultsAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void changeWanted(const QString &name, const stratoplan::Change &change);
    void refused(const stratoplan::Problems &problems);

private:
    const Design &design() const { return *m_outlook->analysis->design; }
    const Subnet *subnet(int row) const;
    const SubnetPlan *otherAt(int row) const;
    QString text(int row, int column) const;
    QString zoneText(const Subnet &subnet) const;
    QString sideText(const Subnet &subnet) const;
    QString routesText(ElementId subnet) const;
    QString whyText(int row) const;
    QVariant sortKey(int row, int column) const;
    QString toolTip(int row, int column) const;
    QVariant decoration(int row, int column) const;

    std::shared_ptr<const catalog::Catalog> m_catalog;
    OutlookPointer m_outlook;
    QList<const SubnetPlan *> m_rows;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
};

/// Whether the column is one of figures, which stand on the right.
bool isFigureColumn(int column);

} // namespace stratoplan::network
