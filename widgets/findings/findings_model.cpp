// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/findings/findings_model.h"

#include <QCoreApplication>

#include <numeric>

namespace stratoplan::findings {

int Counts::total() const
{
    return std::accumulate(open.begin(), open.end(), 0);
}

theme::Mark markOf(const review::Finding &finding)
{
    return finding.status == review::Status::Unanswered ? theme::Mark::Unanswered
                                                        : theme::markOf(finding.severity);
}

Counts countsOf(const QList<review::Finding> &findings)
{
    Counts counts;
    for (const review::Finding &finding : findings) {
        if (finding.status == review::Status::Suppressed)
            counts.accepted += 1;
        else
            counts.open[static_cast<size_t>(markOf(finding))] += 1;
    }
    return counts;
}

QString wordOf(theme::Mark mark)
{
    switch (mark) {
    case theme::Mark::Blocker:
        return QCoreApplication::translate("Severity", "blocker");
    case theme::Mark::High:
        return QCoreApplication::translate("Severity", "high");
    case theme::Mark::Medium:
        return QCoreApplication::translate("Severity", "medium");
    case theme::Mark::Low:
        return QCoreApplication::translate("Severity", "low");
    case theme::Mark::Info:
        return QCoreApplication::translate("Severity", "info");
    case theme::Mark::Unanswered:
        return QCoreApplication::translate("Severity", "unanswered");
    }
    return {};
}

void FindingsModel::setAnalysis(const AnalysisPointer &analysis)
{
    beginResetModel();
    m_analysis = analysis;
    rebuild();
    endResetModel();
}

void FindingsModel::setShown(const QSet<int> &marks, bool accepted)
{
    beginResetModel();
    m_hidden.clear();
    for (int mark = 0; mark < int(theme::markCount); ++mark) {
        if (!marks.contains(mark))
            m_hidden.insert(mark);
    }
    m_acceptedShown = accepted;
    rebuild();
    endResetModel();
}

void FindingsModel::rebuild()
{
    m_rows.clear();
    if (!m_analysis)
        return;
    QList<qsizetype> accepted;
    for (qsizetype i = 0; i < m_analysis->findings.size(); ++i) {
        const review::Finding &finding = m_analysis->findings[i];
        if (finding.status == review::Status::Suppressed)
            accepted.append(i);
        else if (!m_hidden.contains(int(markOf(finding))))
            m_rows.append(i);
    }
    if (m_acceptedShown)
        m_rows += accepted;
}

const review::Finding *FindingsModel::finding(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return nullptr;
    return &m_analysis->findings[m_rows[index.row()]];
}

QModelIndex FindingsModel::indexOf(const QString &key) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_analysis->findings[m_rows[row]].key == key)
            return index(row);
    }
    return {};
}

QModelIndex FindingsModel::indexOf(ElementId element) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        const QList<ElementId> &elements = m_analysis->findings[m_rows[row]].elements;
        if (!elements.isEmpty() && elements.first() == element)
            return index(row);
    }
    return {};
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    const review::Finding *found = finding(index);
    if (!found)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return toString(found->message);
    case Qt::AccessibleTextRole:
        return QStringList{wordOf(markOf(*found)), found->rule, toString(found->message)}.join(
            QStringLiteral(", "));
    case KeyRole:
        return found->key;
    case RuleRole:
        return found->rule;
    case MarkRole:
        return int(markOf(*found));
    case AcceptedRole:
        return found->status == review::Status::Suppressed;
    case FixableRole:
        return found->fixable;
    default:
        return {};
    }
}

} // namespace stratoplan::findings
