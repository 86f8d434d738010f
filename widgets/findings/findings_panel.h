// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/analysis_runner.h"
#include "widgets/document/design_document.h"
#include "widgets/document/selection.h"
#include "widgets/findings/findings_model.h"
#include "widgets/theme/icons.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QSplitter;
class QToolButton;
class QVBoxLayout;

namespace stratoplan::findings {

/// The list of findings with counts by severity, and beside it what one of them means: the fact,
/// what happens and to whom, how to mend it, the elements that say so.
class FindingsPanel : public QWidget
{
    Q_OBJECT

public:
    FindingsPanel(DesignDocument &document, Selection &selection,
                  std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);
    ~FindingsPanel() override;

    void setTheme(const theme::Theme &theme);
    void setAnalysis(const AnalysisPointer &analysis);
    void retranslate();

    FindingsModel &model() { return *m_model; }
    /// Shows a finding and selects its elements on the canvas.
    void show(const QString &key);
    void show(ElementId element);
    /// F8: the next one, from the top again after the last.
    void next();
    void previous();

private:
    class RowDelegate;

    void step(int by);
    void showCurrent(bool reveal);
    void fillChips();
    void fillExplanation(const review::Finding *finding);
    void applyFix();
    void accept();
    void withdraw();

    DesignDocument &m_document;
    Selection &m_selection;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    AnalysisPointer m_analysis;
    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    QString m_currentKey;
    bool m_resetting = false;

    FindingsModel *m_model = nullptr;
    QSplitter *m_split = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_nothing = nullptr;
    std::array<QToolButton *, theme::markCount> m_chips{};
    QToolButton *m_acceptedChip = nullptr;
    QLabel *m_glyph = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_rule = nullptr;
    QLabel *m_words = nullptr;
    QPushButton *m_fix = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_withdraw = nullptr;
    QWidget *m_explanation = nullptr;
};

} // namespace stratoplan::findings
