// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPixmap>
#include <QTimer>

namespace stratoplan::canvas {

class CanvasView;

/// The whole drawing small, with the part of it that the view shows: clicking goes there, dragging
/// moves it. Out of sight while everything is seen anyway. What it shows is kept as a picture,
/// which is painted anew when the drawing has been left alone for a moment.
class Minimap : public QFrame
{
    Q_OBJECT

public:
    explicit Minimap(CanvasView &view);

    /// What the person chose; it may be out of sight all the same.
    bool isWanted() const { return m_wanted; }
    void setWanted(bool wanted);
    /// The view has moved, zoomed, or has another size.
    void follow();
    void retranslate();

    /// Where a point of the drawing is on the map, and the other way round.
    QPointF onMap(const QPointF &scenePoint) const;
    QPointF onScene(const QPointF &mapPoint) const;
    /// The part that the view shows, on the map.
    QRectF seen() const;

Q_SIGNALS:
    /// It came into sight or went out of it.
    void shownChanged(bool shown);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QRectF seenOnScene() const;
    /// Which part of the drawing the map shows, and how large.
    void measure();
    void paintPicture();

    CanvasView &m_view;
    QTimer m_rest; ///< runs while the picture is not what the drawing is
    QPixmap m_picture; ///< null while it is to be painted anew
    QRectF m_area; ///< of the drawing, that the map shows
    double m_scale = 1;
    bool m_wanted = true;
    QPointF m_grip; ///< from the middle of the part to where it was taken, on the map
};

} // namespace stratoplan::canvas
