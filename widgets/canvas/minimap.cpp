// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/minimap.h"

#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/overview.h"

#include <QMouseEvent>
#include <QPainterPath>

#include <algorithm>

namespace stratoplan::canvas {

namespace {

using theme::Token;

constexpr QSize mapSize(184, 124);
constexpr double margin = 6;
/// The drawing is left alone for so long before it is painted small.
constexpr int restMs = 80;
constexpr double unseenStrength = 0.55; ///< of the canvas over what is not seen

} // namespace

Minimap::Minimap(CanvasView &view)
    : QFrame(&view)
    , m_view(view)
{
    setObjectName(QStringLiteral("minimap"));
    resize(mapSize);
    setCursor(Qt::PointingHandCursor);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        // Out of sight it is painted when it comes back.
        m_picture = {};
        follow();
    });
    connect(&view.canvas(), &CanvasScene::overviewChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(&view.canvas(), &CanvasScene::contentChanged, this, &Minimap::follow);
    hide();
    retranslate();
}

void Minimap::retranslate()
{
    setAccessibleName(tr("Map of the drawing"));
    setToolTip(tr("The whole drawing: click or drag to go there"));
}

void Minimap::setWanted(bool wanted)
{
    m_wanted = wanted;
    follow();
}

QRectF Minimap::seenOnScene() const
{
    return m_view.mapToScene(m_view.viewport()->rect()).boundingRect();
}

void Minimap::follow()
{
    const QRectF bounds = m_view.canvas().content().bounds;
    const bool shown = m_wanted && !m_view.isPresenting() && !bounds.isEmpty()
        && !seenOnScene().contains(bounds);
    if (shown && (m_picture.isNull() || isHidden()))
        measure();
    if (shown != !isHidden()) {
        setVisible(shown);
        Q_EMIT shownChanged(shown);
    }
    update();
}

void Minimap::measure()
{
    const QRectF bounds = m_view.canvas().content().bounds;
    const QSizeF room(width() - 2 * margin, height() - 2 * margin);
    m_scale = std::min({room.width() / bounds.width(), room.height() / bounds.height(), 0.19});
    m_area = QRectF(QPointF(), QSizeF(size()) / m_scale);
    m_area.moveCenter(bounds.center());
    m_picture = {};
}

void Minimap::paintPicture()
{
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(m_view.canvas().look().theme.color(Token::Canvas));
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(m_scale, m_scale);
    painter.translate(-m_area.topLeft());
    paintOverview(painter, m_view.canvas(), m_area);
}

QPointF Minimap::onMap(const QPointF &scenePoint) const
{
    return (scenePoint - m_area.topLeft()) * m_scale;
}

QPointF Minimap::onScene(const QPointF &mapPoint) const
{
    return mapPoint / m_scale + m_area.topLeft();
}

QRectF Minimap::seen() const
{
    const QRectF there = seenOnScene();
    return {onMap(there.topLeft()), onMap(there.bottomRight())};
}

void Minimap::paintEvent(QPaintEvent *)
{
    // Not before it is seen: while a view finds its place the map may come and go.
    if (m_picture.isNull())
        paintPicture();
    const theme::Theme &theme = m_view.canvas().look().theme;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath card;
    card.addRoundedRect(frame, 8, 8);
    painter.setClipPath(card);
    painter.drawPixmap(0, 0, m_picture);
    // At least as large as can be seen and taken.
    QRectF part = seen();
    const QPointF middle = part.center();
    part.setSize(part.size().expandedTo(QSizeF(8, 8)));
    part.moveCenter(middle);
    QColor veil = theme.color(Token::Canvas);
    veil.setAlphaF(float(unseenStrength));
    QPainterPath unseen = card;
    QPainterPath window;
    window.addRect(part);
    painter.fillPath(unseen.subtracted(window), veil);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Token::Accent), 2));
    painter.drawRoundedRect((part & frame).adjusted(1, 1, -1, -1), 2, 2);
    painter.setClipping(false);
    painter.setPen(theme.color(Token::Strong));
    painter.drawRoundedRect(frame, 8, 8);
}

void Minimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    // What is taken beside its middle does not jump.
    const QRectF part = seen();
    m_grip = part.contains(event->position()) ? event->position() - part.center() : QPointF();
    if (m_grip.isNull())
        m_view.centerOn(onScene(event->position()));
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        m_view.centerOn(onScene(event->position() - m_grip));
}

void Minimap::mouseReleaseEvent(QMouseEvent *event)
{
    // Not the view's, which would take it for the end of a gesture of its own.
    event->accept();
}

void Minimap::wheelEvent(QWheelEvent *event)
{
    const QPoint middle = m_view.viewport()->rect().center();
    if (event->angleDelta().y() != 0)
        m_view.setZoom(m_view.zoom() * (event->angleDelta().y() > 0 ? 1.25 : 0.8), middle);
    event->accept();
}

} // namespace stratoplan::canvas
