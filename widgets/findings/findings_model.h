// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/analysis_runner.h"
#include "widgets/theme/theme.h"

#include <QAbstractListModel>
#include <QSet>

namespace stratoplan::findings {

/// How many findings of each mark an analysis has; accepted ones apart.
struct Counts
{
    std::array<int, theme::markCount> open{};
    int accepted = 0;

    int of(theme::Mark mark) const { return open[static_cast<size_t>(mark)]; }
    int total() const;
    bool operator==(const Counts &) const = default;
};
Counts countsOf(const QList<review::Finding> &findings);
theme::Mark markOf(const review::Finding &finding);
/// "blocker", "high", ... in the language of the window.
QString wordOf(theme::Mark mark);

/// The findings of the newest analysis in its own order, accepted ones last.
class FindingsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        KeyRole = Qt::UserRole,
        RuleRole,
        MarkRole,
        AcceptedRole,
        FixableRole
    };

    using QAbstractListModel::QAbstractListModel;

    void setAnalysis(const AnalysisPointer &analysis);
    /// Shows only these marks; accepted findings are shown by setAcceptedShown().
    void setShown(const QSet<int> &marks, bool accepted);

    const review::Finding *finding(const QModelIndex &index) const;
    /// Row of the finding with that key, or of the first that concerns the element.
    QModelIndex indexOf(const QString &key) const;
    QModelIndex indexOf(ElementId element) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void rebuild();

    AnalysisPointer m_analysis;
    QList<qsizetype> m_rows; ///< indexes into the analysis' findings
    QSet<int> m_hidden; ///< marks
    bool m_acceptedShown = true;
};

} // namespace stratoplan::findings
