// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/peak_model.h"

#include "widgets/document/figure_text.h"
#include "widgets/network/verdict.h"
#include "widgets/theme/fonts.h"

namespace stratoplan::network {

namespace {

std::optional<double> peakIn(const Plan &plan, ElementId function)
{
    return plan.loads.value(function).peakConcurrency;
}

} // namespace

PeakModel::PeakModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PeakModel::setOutlook(const OutlookPointer &outlook, const QHash<ElementId, double> &tried)
{
    QList<ElementId> rows;
    if (outlook) {
        const QList<const Function *> functions = outlook->analysis->design->all<Function>();
        for (const Function *function : functions) {
            if (standsInVpc(*function))
                rows.append(function->id);
        }
    }
    if (rows == m_rows) {
        // Whoever types in a cell keeps it.
        m_outlook = outlook;
        m_tried = tried;
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_outlook = outlook;
    m_tried = tried;
    m_rows = rows;
    endResetModel();
}

void PeakModel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void PeakModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    setTheme(m_theme);
}

int PeakModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PeakModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PeakModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ElementId function = m_rows.at(index.row());
    const std::optional<double> designed = peakIn(m_outlook->analysis->network, function);
    const std::optional<double> shown = peakIn(m_outlook->plan, function);
    const bool isFigure = index.column() != NameColumn;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == NameColumn)
            return shownName(*m_outlook->analysis->design, function);
        return amount(index.column() == PeakColumn ? designed : shown);
    case Qt::EditRole:
        // A number even where nothing is known, so that it can be typed.
        return index.column() == TriedColumn ? QVariant(shown.value_or(0.0)) : QVariant();
    case Qt::TextAlignmentRole:
        return isFigure ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::FontRole:
        return theme::sans(12,
                           index.column() == NameColumn
                               || (index.column() == TriedColumn && m_tried.contains(function)));
    case Qt::ForegroundRole:
        if (isFigure && !(index.column() == PeakColumn ? designed : shown))
            return m_theme.severity(theme::Mark::Unanswered).ink;
        if (index.column() == TriedColumn && m_tried.contains(function))
            return m_theme.color(theme::Token::Accent);
        return {};
    case Qt::ToolTipRole:
        if (index.column() == PeakColumn && !designed)
            return tr("Not known: state rate and duration of the function, or type a peak to try");
        if (index.column() == TriedColumn)
            return tr("Type the number of environments to try; Del takes it back");
        return {};
    default:
        return {};
    }
}

bool PeakModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() != TriedColumn)
        return false;
    const ElementId function = m_rows.at(index.row());
    bool isNumber = false;
    const double wanted = value.toDouble(&isNumber);
    if (!value.isValid() || value.toString().isEmpty()) {
        Q_EMIT peakWanted(function, std::nullopt);
        return true;
    }
    if (!isNumber || wanted < 0)
        return false;
    // Leaving the cell without a change is no wish of its own; its editor has two decimals.
    const std::optional<double> shown = peakIn(m_outlook->plan, function);
    if (std::abs(wanted - shown.value_or(0.0)) < 0.005)
        return true;
    Q_EMIT peakWanted(function, wanted);
    return true;
}

Qt::ItemFlags PeakModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == TriedColumn ? flags | Qt::ItemIsEditable : flags;
}

QVariant PeakModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Function");
    case PeakColumn:
        return tr("Environments at peak");
    case TriedColumn:
        return tr("Tried");
    default:
        return {};
    }
}

} // namespace stratoplan::network
