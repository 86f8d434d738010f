// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/analysis_runner.h"
#include "widgets/document/selection.h"
#include "widgets/network/subnet_model.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;
class QTreeWidget;

namespace stratoplan::network {

/// The subnets with what they need and their verdicts, and beside them how the chosen one was
/// worked out, line by line.
class NetworkPanel : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkPanel(Selection &selection, QWidget *parent = nullptr);
    ~NetworkPanel() override;

    void setTheme(const theme::Theme &theme);
    void setAnalysis(const AnalysisPointer &analysis);
    void retranslate();

    SubnetModel &model() { return *m_model; }

private:
    void followSelection();
    void showTerms();

    Selection &m_selection;
    AnalysisPointer m_analysis;
    bool m_following = false; ///< the row changes because something else did

    SubnetModel *m_model = nullptr;
    QStackedWidget *m_pages = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_modelName = nullptr;
    QLabel *m_chosen = nullptr;
    QTreeWidget *m_terms = nullptr;
    QLabel *m_faults = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace stratoplan::network
