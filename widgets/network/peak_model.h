// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/outlook.h"
#include "widgets/theme/theme.h"

#include <QAbstractTableModel>

namespace stratoplan::network {

/// The functions inside networks with the environments that run at the same time at peak: as
/// traffic and duration give them, and as the person tries it out.
class PeakModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        PeakColumn, ///< of the design
        TriedColumn, ///< can be typed; nothing = the design's times the factor
        ColumnCount
    };

    explicit PeakModel(QObject *parent = nullptr);

    /// `tried`: the peaks that are typed, by function.
    void setOutlook(const OutlookPointer &outlook, const QHash<ElementId, double> &tried);
    void setTheme(const theme::Theme &theme);
    void retranslate();
    ElementId functionAt(int row) const { return m_rows.value(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Nothing = as traffic and duration say.
    void peakWanted(stratoplan::ElementId function, std::optional<double> environments);

private:
    OutlookPointer m_outlook;
    QHash<ElementId, double> m_tried;
    QList<ElementId> m_rows;
    theme::Theme m_theme = theme::light();
};

} // namespace stratoplan::network
