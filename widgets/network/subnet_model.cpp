// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/subnet_model.h"

#include "planner/layout/layout.h"
#include "planner/network/faults.h"
#include "widgets/document/harm_text.h"
#include "widgets/network/edits.h"
#include "widgets/network/verdict.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QIcon>
#include <QLocale>
#include <QPixmap>

namespace stratoplan::network {

namespace {

constexpr int markSize = 16;
constexpr qreal markDpr = 2;

QString count(std::optional<qint64> value)
{
    return value ? QLocale().toString(*value) : QStringLiteral("?");
}

QString explained(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(toString(problem.what) + QStringLiteral("; ") + toString(problem.remedy));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

bool isFigureColumn(int column)
{
    switch (column) {
    case SubnetModel::UsableColumn:
    case SubnetModel::ResidentsColumn:
    case SubnetModel::NeededColumn:
    case SubnetModel::ZoneLostColumn:
    case SubnetModel::OtherNeededColumn:
    case SubnetModel::OtherZoneLostColumn:
        return true;
    default:
        return false;
    }
}

SubnetModel::SubnetModel(std::shared_ptr<const catalog::Catalog> catalog, QObject *parent)
    : QAbstractTableModel(parent)
    , m_catalog(std::move(catalog))
{
}

void SubnetModel::setOutlook(const OutlookPointer &outlook)
{
    QList<const SubnetPlan *> rows;
    if (outlook) {
        for (const VpcPlan &vpc : outlook->plan.networks) {
            for (const SubnetPlan &plan : vpc.subnets)
                rows.append(&plan);
        }
    }
    bool same = rows.size() == m_rows.size();
    for (qsizetype i = 0; same && i < rows.size(); ++i)
        same = rows.at(i)->subnet == m_rows.at(i)->subnet;
    if (same) {
        // Live figures leave the rows, their order and who has the keyboard as they are.
        m_outlook = outlook;
        m_rows = rows;
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
        return;
    }
    beginResetModel();
    m_outlook = outlook;
    m_rows = rows;
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

const Subnet *SubnetModel::subnet(int row) const
{
    return design().get<Subnet>(subnetAt(row));
}

const SubnetPlan *SubnetModel::otherAt(int row) const
{
    return m_outlook->other ? m_outlook->other->subnet(subnetAt(row)) : nullptr;
}

Problems SubnetModel::faultsAt(int row) const
{
    Problems faults;
    const Subnet *here = subnet(row);
    for (const Problem &problem : m_outlook->plan.problems) {
        if (here && problem.where.element == here->name)
            faults.append(problem);
    }
    return faults;
}

Problems SubnetModel::faultsWith(int row, const QString &text) const
{
    const Expected<Change> change = setBlock(design(), subnetAt(row), text);
    if (!change)
        return change.error();
    const Expected<Design> changed = apply(design(), *change);
    if (!changed)
        return changed.error();
    Problems faults;
    const Problems all = faultsOf(*changed, limitsOf(*changed, *m_catalog));
    for (const Problem &problem : all) {
        if (problem.where.element == subnet(row)->name)
            faults.append(problem);
    }
    return faults;
}

int SubnetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SubnetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SubnetModel::zoneText(const Subnet &subnet) const
{
    const Zone *zone = design().get<Zone>(subnet.zone);
    return zone ? zone->zone.valueOr(shownName(design(), zone->id)) : QStringLiteral("?");
}

QString SubnetModel::sideText(const Subnet &subnet) const
{
    if (layout::isPublic(subnet, design()))
        return tr("public");
    const SubnetRoutes *routes = m_outlook->plan.routesOf(subnet.id);
    const bool known = subnet.isPublic.isKnown() || (routes && routes->known);
    return known ? tr("private") : QStringLiteral("?");
}

QString SubnetModel::routesText(ElementId id) const
{
    const SubnetRoutes *routes = m_outlook->plan.routesOf(id);
    if (!routes || !routes->known)
        return tr("not known");
    QStringList ways;
    for (const ElementId way : {routes->internetGateway, routes->nat, routes->egressOnly}) {
        if (way)
            ways.append(shownName(design(), way));
    }
    if (routes->otherDefault)
        ways.append(tr("another network"));
    return ways.isEmpty() ? tr("inside the VPC only") : ways.join(QStringLiteral(", "));
}

QString SubnetModel::whyText(int row) const
{
    const SubnetPlan &here = *m_rows.at(row);
    const SubnetPlan *there = otherAt(row);
    if (!there)
        return {};
    if (!here.functions)
        return tr("no function stands in it");
    const SubnetPlan &shared = m_outlook->plan.model == Model::Hyperplane ? here : *there;
    const SubnetPlan &own = m_outlook->plan.model == Model::Hyperplane ? *there : here;
    return tr("%1 shared by functions with the same security groups; %2 of environments, as "
              "memory × concurrency ÷ 3 GB")
        .arg(count(shared.interfaces), count(own.interfaces));
}

QString SubnetModel::text(int row, int column) const
{
    const SubnetPlan &plan = *m_rows.at(row);
    const Subnet *here = subnet(row);
    switch (column) {
    case NameColumn:
        return shownName(design(), plan.subnet);
    case VpcColumn:
        return here ? shownName(design(), here->vpc) : QString();
    case ZoneColumn:
        return here ? zoneText(*here) : QStringLiteral("?");
    case SideColumn:
        return here ? sideText(*here) : QStringLiteral("?");
    case BlockColumn:
        if (plan.cidr)
            return plan.cidr->toString();
        if (here && here->cidr)
            return *here->cidr;
        return here && !here->cidr.expression.isEmpty() ? here->cidr.expression
                                                        : QStringLiteral("?");
    case Ipv6Column:
        if (!here || here->ipv6Cidr.isUnset())
            return QStringLiteral("–");
        return here->ipv6Cidr.valueOr(here->ipv6Cidr.expression == providedIpv6Block
                                          ? tr("/64 of Amazon's")
                                          : here->ipv6Cidr.expression);
    case UsableColumn:
        return count(plan.usable);
    case ResidentsColumn:
        return count(plan.residents) + (plan.residentsKnown ? QString() : QStringLiteral(" + ?"));
    case NeededColumn:
        return count(plan.needed);
    case ZoneLostColumn:
        return count(plan.neededAfterZoneLoss);
    case VerdictColumn:
        return verdictWord(plan.verdict);
    case NowColumn: {
        const Effect *effect = m_outlook->loss.on(plan.subnet);
        return effect ? harmWord(effect->harm) : QString();
    }
    case OtherNeededColumn:
        return otherAt(row) ? count(otherAt(row)->needed) : QString();
    case OtherZoneLostColumn:
        return otherAt(row) ? count(otherAt(row)->neededAfterZoneLoss) : QString();
    case OtherVerdictColumn:
        return otherAt(row) ? verdictWord(otherAt(row)->verdict) : QString();
    case WhyColumn:
        return whyText(row);
    case RoutesColumn:
        return routesText(plan.subnet);
    default:
        return {};
    }
}

QVariant SubnetModel::sortKey(int row, int column) const
{
    const SubnetPlan &plan = *m_rows.at(row);
    // What is not known stands before every number.
    const auto number = [](std::optional<qint64> value) { return QVariant(value.value_or(-1)); };
    switch (column) {
    case BlockColumn:
        return plan.cidr ? QVariant(qint64{plan.cidr->base} * 64 + plan.cidr->prefix)
                         : QVariant(qint64{-1});
    case Ipv6Column: {
        // By address: the halves as digits of one width.
        const Subnet *here = subnet(row);
        const auto block = here && here->ipv6Cidr ? parseCidr6(*here->ipv6Cidr) : std::nullopt;
        return block ? QStringLiteral("%1").arg(block->cidr.base.high, 16, 16, QLatin1Char('0'))
                     : QString();
    }
    case UsableColumn:
        return number(plan.usable);
    case ResidentsColumn:
        return number(plan.residents);
    case NeededColumn:
        return number(plan.needed);
    case ZoneLostColumn:
        return number(plan.neededAfterZoneLoss);
    case VerdictColumn:
        return int(plan.verdict);
    case OtherNeededColumn:
        return number(otherAt(row) ? otherAt(row)->needed : std::nullopt);
    case OtherZoneLostColumn:
        return number(otherAt(row) ? otherAt(row)->neededAfterZoneLoss : std::nullopt);
    case OtherVerdictColumn:
        return otherAt(row) ? int(otherAt(row)->verdict) : -1;
    default:
        return text(row, column);
    }
}

QString SubnetModel::toolTip(int row, int column) const
{
    if (column == BlockColumn) {
        const QString faults = explained(faultsAt(row));
        return faults.isEmpty() ? text(row, column) : faults;
    }
    if (column == NowColumn) {
        const Effect *effect = m_outlook->loss.on(subnetAt(row));
        return effect ? toString(effect->reason) : QString();
    }
    return text(row, column);
}

QVariant SubnetModel::decoration(int row, int column) const
{
    if (column == VerdictColumn)
        return verdictPixmap(m_rows.at(row)->verdict, m_theme, markSize, markDpr);
    if (column == OtherVerdictColumn && otherAt(row))
        return verdictPixmap(otherAt(row)->verdict, m_theme, markSize, markDpr);
    if (column == BlockColumn) {
        const Problems faults = faultsAt(row);
        if (faults.isEmpty())
            return {};
        Severity worst = faults.first().severity;
        for (const Problem &fault : faults)
            worst = std::min(worst, fault.severity);
        return theme::severityPixmap(theme::markOf(worst), m_theme, markSize, markDpr);
    }
    if (column == NowColumn) {
        const Effect *effect = m_outlook->loss.on(subnetAt(row));
        if (!effect)
            return {};
        if (const std::optional<theme::Mark> mark = stratoplan::markOf(effect->harm))
            return theme::severityPixmap(*mark, m_theme, markSize, markDpr);
        return m_icons.pixmap(QStringLiteral("cross"), m_theme.color(theme::Token::Text), markSize,
                              markDpr);
    }
    return {};
}

QVariant SubnetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::EditRole:
        if (column == BlockColumn) {
            const Subnet *here = subnet(row);
            return here ? here->cidr.valueOr(QString()) : QString();
        }
        return text(row, column);
    case SortRole:
        return sortKey(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::TextAlignmentRole:
        return isFigureColumn(column) ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                      : QVariant();
    case Qt::DecorationRole:
        return decoration(row, column);
    case Qt::FontRole: {
        QFont font = column == BlockColumn || column == Ipv6Column
            ? theme::mono(12)
            : theme::sans(12, column == NameColumn);
        const Effect *effect = m_outlook->loss.on(subnetAt(row));
        font.setStrikeOut(column == NameColumn && effect && effect->harm == Harm::Stops);
        return font;
    }
    case Qt::ForegroundRole: {
        const Effect *effect = m_outlook->loss.on(subnetAt(row));
        if (effect && effect->harm == Harm::Stops)
            return m_theme.color(theme::Token::Faint);
        if (column == VerdictColumn)
            return verdictInk(m_rows.at(row)->verdict, m_theme);
        if (column == OtherVerdictColumn && otherAt(row))
            return verdictInk(otherAt(row)->verdict, m_theme);
        if (column == NowColumn && effect)
            return m_theme.severity(theme::Mark::High).ink;
        return {};
    }
    default:
        return {};
    }
}

bool SubnetModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() != BlockColumn || !m_outlook)
        return false;
    const Expected<Change> change = setBlock(design(), subnetAt(index.row()), value.toString());
    if (!change) {
        Q_EMIT refused(change.error());
        return false;
    }
    if (!change->isEmpty())
        Q_EMIT changeWanted(tr("Block of %1").arg(text(index.row(), NameColumn)), *change);
    return true;
}

Qt::ItemFlags SubnetModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const Subnet *here = m_outlook && index.isValid() ? subnet(index.row()) : nullptr;
    if (index.column() == BlockColumn && here && !here->outside && !here->several)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant SubnetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return isFigureColumn(section) ? int(Qt::AlignRight | Qt::AlignVCenter)
                                       : int(Qt::AlignLeft | Qt::AlignVCenter);
    const bool full = role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (role != Qt::DisplayRole && !full)
        return {};
    // While two models are compared their names stand over the first of three columns each.
    const auto under = [&](const QString &head, bool other, bool first = false) {
        if (!m_outlook || !m_outlook->other)
            return head;
        const Model model = other ? m_outlook->other->model : m_outlook->plan.model;
        if (full)
            return QStringLiteral("%1, %2").arg(head, id(model));
        return (first ? QString(id(model)) : QString()) + QLatin1Char('\n') + head;
    };
    switch (section) {
    case NameColumn:
        return tr("Subnet");
    case VpcColumn:
        return tr("Network");
    case ZoneColumn:
        return tr("Zone");
    case SideColumn:
        return tr("Side");
    case BlockColumn:
        return tr("Block");
    case Ipv6Column:
        return tr("IPv6 block");
    case UsableColumn:
        return tr("Usable");
    case ResidentsColumn:
        return tr("Residents");
    case NeededColumn:
        return under(tr("Needed"), false, true);
    case ZoneLostColumn:
        return under(tr("Zone lost"), false);
    case VerdictColumn:
        return under(tr("Verdict"), false);
    case NowColumn:
        return tr("Now");
    case OtherNeededColumn:
        return under(tr("Needed"), true, true);
    case OtherZoneLostColumn:
        return under(tr("Zone lost"), true);
    case OtherVerdictColumn:
        return under(tr("Verdict"), true);
    case WhyColumn:
        return tr("Why they differ");
    case RoutesColumn:
        return tr("Ways out");
    default:
        return {};
    }
}

} // namespace stratoplan::network
