// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/network_panel.h"
#include "widgets/theme/icons.h"

class QButtonGroup;
class QComboBox;
class QDoubleSpinBox;
class QFrame;
class QLabel;
class QSlider;
class QToolButton;

namespace stratoplan::network {

/// The controls above the parts of the network view: which part is seen, under which network model,
/// and the peak that is tried. In narrow panes the less needed ones give way.
class PanelHead : public QWidget
{
    Q_OBJECT

public:
    explicit PanelHead(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void retranslate();
    void setSection(Section section);
    /// `designed` is the model of the design.
    void setScenario(const Scenario &scenario, Model designed);

Q_SIGNALS:
    void sectionChosen(stratoplan::network::Section section);
    /// Nothing = both, compared.
    void modelChosen(std::optional<stratoplan::network::Model> model);
    void factorChosen(double factor);
    void resetWanted();
    void zoomWanted(int step);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QFrame *m_sections = nullptr;
    QButtonGroup *m_sectionButtons = nullptr;
    QComboBox *m_sectionBox = nullptr;
    QComboBox *m_model = nullptr;
    QLabel *m_peak = nullptr;
    QDoubleSpinBox *m_factor = nullptr;
    QSlider *m_slider = nullptr;
    QToolButton *m_reset = nullptr;
    QToolButton *m_zoomOut = nullptr;
    QToolButton *m_zoomIn = nullptr;
    theme::Icons m_icons;
};

/// The factors that the slider stops at.
const QList<double> &peakFactors();

} // namespace stratoplan::network
