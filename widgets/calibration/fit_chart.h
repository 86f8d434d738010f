// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/calibration.h"
#include "widgets/theme/theme.h"

#include <QWidget>

#include <optional>

namespace stratoplan::calibration {

/// Duration by memory, both logarithmic: what was measured as dots, the fit dashed in its 90 %
/// band, and what a fit of all other settings predicts for each, as a ring joined to its dot.
class FitChart : public QWidget
{
    Q_OBJECT

public:
    explicit FitChart(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    /// Nothing = an empty chart.
    void setCalibration(const std::optional<estimate::Calibration> &calibration,
                        std::optional<double> parallelShare, const catalog::Catalog &catalog);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Step
    {
        double memory = 0;
        double low = 0;
        double middle = 0;
        double high = 0;
    };

    QRectF plot() const;
    double x(double memory) const;
    double y(double ms) const;
    void paintAxes(QPainter &painter) const;
    void paintCurve(QPainter &painter) const;
    void paintPoints(QPainter &painter) const;

    theme::Theme m_theme = theme::light();
    std::optional<estimate::Calibration> m_calibration;
    QList<Step> m_curve;
    QList<MiB> m_memoryTicks;
    double m_leastMemory = 1; ///< MB
    double m_mostMemory = 2;
    double m_least = 1; ///< ms
    double m_most = 1000;
};

} // namespace stratoplan::calibration
