// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/trade.h"
#include "widgets/curves/variant.h"
#include "widgets/theme/theme.h"

#include <QScrollArea>

#include <array>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace stratoplan::curves {

/// Beside the charts: what the chosen memory is, the three picks with what each would change, the
/// phases of the cold start there, and how good the fit is.
class CurvesSide : public QScrollArea
{
    Q_OBJECT

public:
    explicit CurvesSide(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();
    /// Everything of the function; null = nothing to show.
    void setFunction(const VariantPointer &function, const CurveValues &values,
                     const estimate::Recommendation &picks);
    void setChosen(const std::optional<estimate::MemoryPoint> &chosen);

Q_SIGNALS:
    void useWanted(MiB memory);

private:
    struct PickCard
    {
        QFrame *frame = nullptr;
        QLabel *title = nullptr;
        QLabel *words = nullptr;
        QPushButton *use = nullptr;
    };
    struct PhaseRow
    {
        QLabel *sample = nullptr;
        QLabel *name = nullptr;
        QLabel *time = nullptr;
        QLabel *how = nullptr;
        std::optional<estimate::PhaseTime> shown{};
    };
    void showPicks();
    void showPhases();
    /// What a row shows may look or be called otherwise now.
    void forgetRows();
    void showFit();

    std::shared_ptr<const catalog::Catalog> m_catalog;
    theme::Theme m_theme = theme::light();
    VariantPointer m_function;
    CurveValues m_values;
    estimate::Recommendation m_picks;
    std::optional<estimate::MemoryPoint> m_now;
    std::optional<estimate::MemoryPoint> m_chosen;

    QLabel *m_picksTitle = nullptr;
    std::array<PickCard, 3> m_cards;
    QLabel *m_startTitle = nullptr;
    QGridLayout *m_phaseGrid = nullptr;
    QList<PhaseRow> m_rows;
    QLabel *m_startNote = nullptr;
    QLabel *m_fitTitle = nullptr;
    QLabel *m_fit = nullptr;
};

} // namespace stratoplan::curves
