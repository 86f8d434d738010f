// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/memory_scale.h"
#include "widgets/theme/theme.h"

#include <QChartView>
#include <QGraphicsItem>

#include <functional>

class QValueAxis;

namespace stratoplan::curves {

/// Something on a chart that Qt Charts has no series for. Paints in the chart's own coordinates.
class PaintedItem : public QGraphicsItem
{
public:
    /// With the part of the item that is to be painted.
    using Paint = std::function<void(QPainter &, const QRectF &)>;
    PaintedItem(QGraphicsItem *chart, Paint paint);

    /// Paints anew, also where the rectangle is the same.
    void setRect(const QRectF &rect);
    QRectF boundingRect() const override { return m_rect; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    Paint m_paint;
    QRectF m_rect;
};

/// Room around a plot in a chart of that height: figures left, settings below, the memory's handle
/// above. Low charts spare what they can.
QMargins plotMargins(int height);

/// A chart in the look of the window: quiet axes, a plot whose edges stand where those of its
/// neighbours do, a sentence where there is nothing to draw, and a tool tip under the pointer.
class ChartView : public QChartView
{
    Q_OBJECT

public:
    explicit ChartView(QWidget *parent = nullptr);
    ~ChartView() override;

    virtual void setTheme(const theme::Theme &theme);
    const theme::Theme &theme() const { return m_theme; }
    virtual void retranslate();
    /// What stands in place of the curves; empty = the curves.
    void setNothing(const QString &sentence);
    const QString &nothing() const { return m_nothing; }

Q_SIGNALS:
    void menuWanted(const QPoint &global);
    void copyWanted();

protected:
    /// A chart with its plot area: place what is painted on it.
    virtual void placeItems() { }
    /// What is said of the place; empty = nothing.
    virtual QString tipAt(const QPointF &place) const;

    /// The value axis, from zero to a round value above `top`; "$%" puts a sign before its labels.
    void setTop(double top, const QString &prefix = {});
    QAbstractAxis *xAxis() const { return m_x; }
    QValueAxis *yAxis() const { return m_y; }
    /// Takes the axis for all series that are there and come; the former is deleted.
    void setXAxis(QAbstractAxis *axis);
    void addSeries(QAbstractSeries *series);
    void dress(QAbstractAxis &axis) const;
    QRectF plot() const;
    QMargins margins() const { return plotMargins(height()); }
    double yOf(double value) const;
    /// Whether names of settings have room beside the curve.
    bool hasRoomForNames() const { return plot().height() >= 90 || plot().width() >= 420; }
    /// An item above all series.
    PaintedItem *overlay(PaintedItem::Paint paint, double z);
    /// A plate with text for `overlay` items; gives back what it covers. `anchor` is the middle of
    /// its left edge, or of its right one.
    QRectF writePlate(QPainter &painter, const QPointF &anchor, const QString &text,
                      const QColor &ink, bool leftwards = false) const;

    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void layOut();
    void scaleValues();

    theme::Theme m_theme = theme::light();
    QAbstractAxis *m_x = nullptr;
    QValueAxis *m_y = nullptr;
    PaintedItem *m_sentence = nullptr;
    QString m_nothing;
    double m_top = 0;
    QString m_prefix;
};

} // namespace stratoplan::curves
