// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/table_model.h"

#include "widgets/theme/fonts.h"

#include <QHeaderView>
#include <QTableView>

namespace stratoplan::curves {

TableModel::TableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void TableModel::setTable(const ChartTable &table)
{
    const bool sameShape = table.rows.size() == m_table.rows.size()
        && table.columns.size() == m_table.columns.size();
    if (!sameShape) {
        beginResetModel();
        m_table = table;
        endResetModel();
        return;
    }
    // Whoever reads a row stays in it.
    m_table = table;
    if (!m_table.rows.isEmpty() && !m_table.columns.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TableCell &cell = m_table.rows.at(index.row()).at(index.column());
    const TableColumn &column = m_table.columns.at(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return cell.tip.isEmpty() ? QVariant() : QVariant(cell.tip);
    case Qt::AccessibleTextRole:
        // A figure says what it is: readers hear one cell at a time.
        return QStringLiteral("%1: %2").arg(column.title, cell.text);
    case Qt::AccessibleDescriptionRole:
        return cell.tip;
    case Qt::TextAlignmentRole:
        return QVariant((column.figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        return index.row() == m_table.emphasized ? QVariant(theme::sans(12, true)) : QVariant();
    case FigureRole:
        return cell.value;
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_table.columns.size())
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return m_table.columns.at(section).title;
    if (role == Qt::TextAlignmentRole)
        return QVariant((m_table.columns.at(section).figures ? Qt::AlignRight : Qt::AlignLeft)
                        | Qt::AlignVCenter);
    return {};
}

void prepareTable(QTableView &table)
{
    constexpr int rowHeight = 30;
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(rowHeight);
    table.horizontalHeader()->setHighlightSections(false);
}

} // namespace stratoplan::curves
