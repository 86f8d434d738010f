// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/subnet_model.h"

#include <QTableView>

class QSortFilterProxyModel;

namespace stratoplan::network {

/// The table of subnets: sorted by a click on a head, the block typed in place.
class SubnetTable : public QTableView
{
    Q_OBJECT

public:
    explicit SubnetTable(std::shared_ptr<const catalog::Catalog> catalog,
                         QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void setOutlook(const OutlookPointer &outlook, bool keepWidths);
    void retranslate();
    SubnetModel &model() { return *m_model; }

    ElementId currentSubnet() const;
    void setCurrentSubnet(ElementId subnet);
    void editBlock(ElementId subnet);

Q_SIGNALS:
    void subnetChosen(stratoplan::ElementId subnet);
    /// What would be wrong with the block that is being typed; nothing when nobody types.
    void faultsTyped(const stratoplan::Problems &faults);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void fitColumns();

    SubnetModel *m_model;
    QSortFilterProxyModel *m_sorted;
};

} // namespace stratoplan::network
