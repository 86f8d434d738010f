// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/analysis_runner.h"
#include "widgets/theme/theme.h"

#include <QWidget>

#include <array>

class QLabel;
class QTimer;
class QToolButton;

namespace stratoplan::window {

/// The figures of the status bar, as they are shown.
struct Totals
{
    QString cost; ///< "$168"
    double costPerMonth = 0; ///< USD
    int unpriced = 0;
    QString dearest; ///< name of the element that costs most, and its price; empty without one
    ElementId dearestId;
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
    /// What the last change did to the cost, "+$73"; empty when it is no longer told.
    QString costDifference() const { return m_difference; }

Q_SIGNALS:
    void findingsRequested();
    void elementsRequested(const QList<stratoplan::ElementId> &ids);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class State
    {
        None,
        Running,
        Ready,
        Failed
    };

    /// Remarks that are left out, one after the other, where the bar is short.
    enum Brevity
    {
        Whole,
        WithoutPath,
        WithoutStateText,
        WithoutRemarks,
        WithoutTightest,
        Briefest ///< also without the slowest path
    };

    void refresh();
    void showParts(Brevity brevity);
    void showFindings();
    void showState(Brevity brevity);
    int widthOfParts() const;
    QToolButton *addPart();

    theme::Theme m_theme = theme::light();
    Totals m_totals;
    State m_state = State::None;
    bool m_known = false;
    qint64 m_milliseconds = 0;
    QString m_reason;
    QString m_difference;
    QTimer *m_differenceTime = nullptr;
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
