// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/comb.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QWidget>

namespace stratoplan::decision {

/// The tree as a picture: questions down a spine, the outcomes not taken to the right, the walked
/// way lit. A question that the walk reached can be chosen, by the mouse or by the arrow keys.
class CombView : public QWidget
{
    Q_OBJECT

public:
    explicit CombView(QWidget *parent = nullptr);

    void setTheme(const theme::Theme &theme);
    void setComb(const Comb &comb);
    /// The question shown; -1 = none.
    void setCurrent(int step);
    int current() const { return m_current; }

    /// Where the question is painted.
    QRectF boxOf(int step) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(int step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    int stepAt(const QPointF &at) const;
    double heightOf(const CombStep &step) const;
    void describe();
    void paintStep(QPainter &painter, int index) const;
    void paintFoot(QPainter &painter) const;

    theme::Theme m_theme = theme::light();
    theme::Icons m_icons;
    Comb m_comb;
    int m_current = -1;
};

} // namespace stratoplan::decision
