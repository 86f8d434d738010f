// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/curve_style.h"
#include "widgets/curves/curve_values.h"
#include "widgets/curves/line_chart.h"

namespace stratoplan::curves {

/// A chart over memory with the memory line on it, which is dragged to the usual settings (Shift:
/// to any MB). What it shows of the curves is up to those derived from it.
class MemoryChart : public LineChart
{
    Q_OBJECT

public:
    explicit MemoryChart(MemoryHandle &handle, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme) override;
    void retranslate() override;
    void setScale(const MemoryScale &scale);
    const MemoryScale &scale() const { return m_scale; }
    /// The function first, then what it is compared with.
    void setCurves(const QList<CurveValues> &curves);
    const QList<CurveValues> &curves() const { return m_curves; }
    /// Figures of each curve where the line stands; nothing is rebuilt.
    void setChosen(const QList<estimate::MemoryPoint> &points);
    const QList<estimate::MemoryPoint> &chosen() const { return m_chosen; }

    /// Where a memory stands, in the widget's pixels.
    double xOf(double memory) const;
    double memoryAt(double x) const;

protected:
    /// m_curves are others, or the theme is: fill the series.
    virtual void showCurves() = 0;
    /// m_chosen are others.
    virtual void showChosen() = 0;
    void placeItems() override;
    /// The setting that stands nearest to a place; null where there is none.
    const estimate::MemoryPoint *pointAt(const QPointF &place) const;
    /// A ring on the line with a figure beside it, above or below the curve; nothing = none.
    void markChosen(const std::optional<double> &value, const QString &text, bool below = false);

    /// A curve's colour: `alone` where there is one curve.
    QColor inkOf(qsizetype curve, const QColor &alone) const;

    bool isOnLine(const QPointF &place) const override;
    Qt::CursorShape lineCursor() const override { return Qt::SplitHCursor; }
    void dragTo(const QPointF &place, Qt::KeyboardModifiers modifiers) override;
    void placeLine() override;

private:
    void makeAxis();
    void paintLine(QPainter &painter) const;
    void paintMark(QPainter &painter) const;
    double pillHeight() const;

    MemoryScale m_scale;
    QList<CurveValues> m_curves;
    QList<estimate::MemoryPoint> m_chosen;
    PaintedItem *m_line = nullptr;
    PaintedItem *m_present = nullptr;
    PaintedItem *m_mark = nullptr;
    std::optional<double> m_markValue;
    QString m_markText;
    bool m_markBelow = false;
};

} // namespace stratoplan::curves
