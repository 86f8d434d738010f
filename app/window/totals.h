// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/analysis_runner.h"
#include "widgets/theme/theme.h"

#include <QWidget>

#include <array>

class QLabel;
class QToolButton;

namespace stratoplan::window {

/// The figures of the status bar, as they are shown.
struct Totals
{
    QString cost; ///< "$168"
    int unpriced = 0;
    QString slowest; ///< "0.97 s"; empty without a synchronous path
    QString slowestPath; ///< "OrdersApi → ChargePayment"
    std::array<int, theme::markCount> findings{};
    QString tightest; ///< name of a subnet; empty without one that is known
    qint64 tightestFree = 0;
    qint64 tightestUsable = 0;
    ElementId tightestId;
    QList<ElementId> slowestElements;

    bool operator==(const Totals &) const = default;
};
Totals totalsOf(const Analysis &analysis);

/// The status bar's live figures; each one leads to where it comes from.
class TotalsBar : public QWidget
{
    Q_OBJECT

public:
    explicit TotalsBar(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();
    void setAnalysis(const AnalysisPointer &analysis, qint64 milliseconds);
    void setRunning();
    void setFailed(const QString &reason);
    /// No design is shown.
    void clear();

    const Totals &totals() const { return m_totals; }

Q_SIGNALS:
    void findingsRequested();
    void elementsRequested(const QList<stratoplan::ElementId> &ids);

private:
    enum class State
    {
        None,
        Running,
        Ready,
        Failed
    };

    void refresh();
    QToolButton *addPart();

    theme::Theme m_theme = theme::light();
    Totals m_totals;
    State m_state = State::None;
    bool m_known = false;
    qint64 m_milliseconds = 0;
    QString m_reason;
    QToolButton *m_cost = nullptr;
    QToolButton *m_slowest = nullptr;
    QToolButton *m_findings = nullptr;
    std::array<QLabel *, theme::markCount> m_counts{};
    QToolButton *m_tightest = nullptr;
    QLabel *m_dot = nullptr;
    QLabel *m_stateText = nullptr;
    QList<QWidget *> m_dividers;
};

} // namespace stratoplan::window
