// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/subnet_table.h"

#include "widgets/network/block_delegate.h"
#include "widgets/network/table_look.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace stratoplan::network {

namespace {

constexpr int widestColumn = 300;

} // namespace

SubnetTable::SubnetTable(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QTableView(parent)
    , m_model(new SubnetModel(std::move(catalog), this))
    , m_sorted(new QSortFilterProxyModel(this))
{
    setObjectName(QStringLiteral("subnetTable"));
    prepareTable(*this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SubnetModel::SortRole);
    m_sorted->setSortLocaleAware(true);
    // Rows keep their place while figures change; a click on the head sorts anew.
    m_sorted->setDynamicSortFilter(false);
    setModel(m_sorted);
    setSortingEnabled(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    // What decides stands first; narrow panes cut off the rest.
    for (const int column :
         {SubnetModel::ResidentsColumn, SubnetModel::SideColumn, SubnetModel::RoutesColumn}) {
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column),
                                        SubnetModel::ColumnCount - 1);
    }
    setEditTriggers(QAbstractItemView::DoubleClicked);
    setItemDelegateForColumn(SubnetModel::BlockColumn,
                             new BlockDelegate(
                                 [this](const QModelIndex &index, const QString &text) {
                                     const Problems faults = m_model->faultsWith(
                                         m_sorted->mapToSource(index).row(), text);
                                     Q_EMIT faultsTyped(faults);
                                     return faults;
                                 },
                                 this));
}

void SubnetTable::setTheme(const theme::Theme &theme)
{
    m_model->setTheme(theme);
}

void SubnetTable::setOutlook(const OutlookPointer &outlook, bool keepWidths)
{
    m_model->setOutlook(outlook);
    if (!outlook)
        return;
    const bool compared = outlook->other.has_value();
    bool changed = false;
    const auto hide = [&](int column, bool hidden) {
        changed = changed || isColumnHidden(column) != hidden;
        setColumnHidden(column, hidden);
    };
    hide(SubnetModel::VpcColumn, outlook->plan.networks.size() < 2);
    hide(SubnetModel::NowColumn, outlook->loss.lost.isEmpty());
    hide(SubnetModel::Ipv6Column,
         std::none_of(outlook->plan.networks.begin(), outlook->plan.networks.end(),
                      [](const VpcPlan &plan) { return plan.ipv6.has_value(); }));
    for (const int column : {SubnetModel::OtherNeededColumn, SubnetModel::OtherZoneLostColumn,
                             SubnetModel::OtherVerdictColumn, SubnetModel::WhyColumn})
        hide(column, !compared);
    if (!keepWidths || changed)
        fitColumns();
}

void SubnetTable::fitColumns()
{
    resizeColumnsToContents();
    for (int column = 0; column < SubnetModel::ColumnCount; ++column) {
        if (!isColumnHidden(column) && columnWidth(column) > widestColumn)
            setColumnWidth(column, widestColumn);
    }
}

void SubnetTable::retranslate()
{
    m_model->retranslate();
    setAccessibleName(tr("Subnets"));
    if (m_model->rowCount() > 0)
        fitColumns();
}

ElementId SubnetTable::currentSubnet() const
{
    const QModelIndex current = m_sorted->mapToSource(currentIndex());
    return m_model->subnetAt(current.isValid() ? current.row() : -1);
}

void SubnetTable::setCurrentSubnet(ElementId subnet)
{
    const int row = m_model->rowOf(subnet);
    if (row < 0 || subnet == currentSubnet())
        return;
    // The column stays where the keyboard is.
    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, column)));
}

void SubnetTable::editBlock(ElementId subnet)
{
    const int row = m_model->rowOf(subnet);
    if (row < 0)
        return;
    const QModelIndex block
        = m_sorted->mapFromSource(m_model->index(row, SubnetModel::BlockColumn));
    setCurrentIndex(block);
    scrollTo(block);
    setFocus();
    edit(block);
}

void SubnetTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    const ElementId subnet = currentSubnet();
    if (subnet && current.row() != previous.row())
        Q_EMIT subnetChosen(subnet);
}

void SubnetTable::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, hint);
    Q_EMIT faultsTyped({});
}

bool SubnetTable::event(QEvent *event)
{
    if (isKeyOfTable(event)) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

void SubnetTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F2 && currentSubnet()) {
        editBlock(currentSubnet());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace stratoplan::network
