// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/subnet_model.h"

#include "widgets/theme/severity.h"

#include <QIcon>
#include <QPainter>
#include <QPixmap>

namespace stratoplan::network {

namespace {

QString count(std::optional<qint64> value)
{
    return value ? QString::number(*value) : QStringLiteral("?");
}

std::optional<theme::Mark> markOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fits:
        return std::nullopt;
    case Verdict::FitsUntilZoneLost:
        return theme::Mark::High;
    case Verdict::TooSmall:
        return theme::Mark::Blocker;
    case Verdict::Unanswered:
        break;
    }
    return theme::Mark::Unanswered;
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fits:
        return SubnetModel::tr("fits");
    case Verdict::FitsUntilZoneLost:
        return SubnetModel::tr("fits until a zone is lost");
    case Verdict::TooSmall:
        return SubnetModel::tr("too small");
    case Verdict::Unanswered:
        break;
    }
    return SubnetModel::tr("not known");
}

QString shownName(const Design &design, ElementId id)
{
    const Element *element = design.find(id);
    if (!element)
        return QStringLiteral("?");
    const Common &part = common(*element);
    return part.label.isEmpty() ? part.name : part.label;
}

} // namespace

SubnetModel::SubnetModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void SubnetModel::setAnalysis(const AnalysisPointer &analysis)
{
    beginResetModel();
    m_analysis = analysis;
    m_rows.clear();
    if (m_analysis) {
        for (const VpcPlan &vpc : m_analysis->network.networks) {
            for (const SubnetPlan &subnet : vpc.subnets)
                m_rows.append(&subnet);
        }
    }
    endResetModel();
}

void SubnetModel::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void SubnetModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

ElementId SubnetModel::subnetAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row)->subnet : ElementId{};
}

int SubnetModel::rowOf(ElementId subnet) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row)->subnet == subnet)
            return row;
    }
    return -1;
}

const SubnetPlan *SubnetModel::planAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row) : nullptr;
}

int SubnetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SubnetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SubnetModel::text(int row, int column) const
{
    const SubnetPlan &plan = *m_rows.at(row);
    const Design &design = *m_analysis->design;
    const Subnet *subnet = design.get<Subnet>(plan.subnet);
    switch (column) {
    case NameColumn:
        return shownName(design, plan.subnet);
    case VpcColumn:
        return subnet ? shownName(design, subnet->vpc) : QString();
    case ZoneColumn: {
        const Zone *zone = subnet ? design.get<Zone>(subnet->zone) : nullptr;
        return zone ? zone->zone.valueOr(zone->name) : QStringLiteral("?");
    }
    case BlockColumn:
        return plan.cidr ? plan.cidr->toString() : QStringLiteral("?");
    case UsableColumn:
        return count(plan.usable);
    case ResidentsColumn:
        return QString::number(plan.residents);
    case NeededColumn:
        return count(plan.needed);
    case ZoneLostColumn:
        return count(plan.neededAfterZoneLoss);
    case VerdictColumn:
        return verdictWord(plan.verdict);
    default:
        return {};
    }
}

QVariant SubnetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        if (index.column() >= UsableColumn && index.column() <= ZoneLostColumn)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::DecorationRole: {
        if (index.column() != VerdictColumn)
            return {};
        const auto mark = markOf(m_rows.at(index.row())->verdict);
        if (!mark)
            return {};
        QPixmap pixmap(32, 32);
        pixmap.setDevicePixelRatio(2);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        theme::paintSeverity(painter, QRectF(0, 0, 16, 16), *mark, m_theme);
        return pixmap;
    }
    default:
        return {};
    }
}

QVariant SubnetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= UsableColumn && section <= ZoneLostColumn
            ? int(Qt::AlignRight | Qt::AlignVCenter)
            : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Subnet");
    case VpcColumn:
        return tr("Network");
    case ZoneColumn:
        return tr("Zone");
    case BlockColumn:
        return tr("Block");
    case UsableColumn:
        return tr("Usable");
    case ResidentsColumn:
        return tr("Residents");
    case NeededColumn:
        return tr("Needed");
    case ZoneLostColumn:
        return tr("Zone lost");
    case VerdictColumn:
        return tr("Verdict");
    default:
        return {};
    }
}

} // namespace stratoplan::network
