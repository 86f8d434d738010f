// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/chart_view.h"
#include "widgets/curves/curve_values.h"
#include "widgets/curves/memory_handle.h"

namespace stratoplan::curves {

/// Moves the line by a key: arrows by settings (Shift: by eight, Ctrl: by 1 MB), Page up and down
/// by eight, Home and End to the ends of the scale, Enter keeps it, Esc takes it back. False for
/// any other key.
bool moveByKey(MemoryHandle &handle, const QKeyEvent &event);
/// Whether it is one of those keys, which are a chart's while it has the keyboard.
bool isMoveKey(int key);

/// How many curves lie over each other at most.
inline constexpr qsizetype mostCurves = 4;
/// The colour of a curve; the first has that of its chart.
QColor curveColor(qsizetype curve, const QColor &first, const theme::Theme &theme);
/// The dashes of a curve, in widths of its pen.
QList<qreal> curveDashes(qsizetype curve);

/// A chart over memory with the memory line on it: it is dragged (Shift: to any MB, else to the
/// usual settings) or moved by keys. What it shows of the curves is up to those derived from it.
class MemoryChart : public ChartView
{
    Q_OBJECT

public:
    explicit MemoryChart(MemoryHandle &handle, QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme) override;
    void retranslate() override;
    void setScale(const MemoryScale &scale);
    MemoryHandle &handle() const { return m_handle; }
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

    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

    MemoryHandle &m_handle;

private:
    void makeAxis();
    void placeLine();
    void paintLine(QPainter &painter) const;
    void paintMark(QPainter &painter) const;
    double pillHeight() const;
    bool isNearLine(const QPointF &place) const;

    MemoryScale m_scale;
    QList<CurveValues> m_curves;
    QList<estimate::MemoryPoint> m_chosen;
    PaintedItem *m_line = nullptr;
    PaintedItem *m_present = nullptr;
    PaintedItem *m_mark = nullptr;
    std::optional<double> m_markValue;
    QString m_markText;
    bool m_markBelow = false;
    bool m_dragging = false;
};

} // namespace stratoplan::curves
