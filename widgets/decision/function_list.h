// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/analysis_runner.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QListWidget>

namespace stratoplan::decision {

/// Every function with its outcome and how the decision stands.
class FunctionList : public QListWidget
{
    Q_OBJECT

public:
    explicit FunctionList(QWidget *parent = nullptr);
    ~FunctionList() override;

    void setTheme(const theme::Theme &theme);
    /// Fills the list; `wish` becomes the current one where it is there, else the one before stays.
    void setAnalysis(const AnalysisPointer &analysis, ElementId wish);

    ElementId function() const;
    /// Row of a function; -1 = it is not there.
    int rowOf(ElementId function) const;
    /// The first function behind the current one that has an open question, from the top again; -1
    /// = none has.
    int nextOpenRow() const;
    int decided() const; ///< functions without an open question

private:
    class Delegate;

    void fill();

    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    AnalysisPointer m_analysis;
};

} // namespace stratoplan::decision
