// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/picture.h"

#include "widgets/canvas/canvas_scene.h"

#include <QPainter>

#include <algorithm>

namespace stratoplan::canvas {

namespace {
constexpr double margin = 10; ///< px round the drawing
} // namespace

QPixmap pictureOf(const Design &design, const std::shared_ptr<const catalog::Catalog> &catalog,
                  const theme::Theme &theme, const QSize &size, qreal devicePixelRatio)
{
    QPixmap picture(size * devicePixelRatio);
    picture.setDevicePixelRatio(devicePixelRatio);
    picture.fill(theme.color(theme::Token::Canvas));
    DesignDocument document;
    Selection selection(document);
    CanvasScene scene(document, selection, catalog);
    document.reset(design);
    scene.setTheme(theme);
    const QRectF bounds = scene.content().bounds;
    if (bounds.isEmpty())
        return picture;
    const QSizeF paper(size);
    const double scale = std::min({1.0, (paper.width() - 2 * margin) / bounds.width(),
                                   (paper.height() - 2 * margin) / bounds.height()});
    // The whole paper, so that names which stand over their boxes are not cut off.
    QRectF seen(QPointF(), paper / scale);
    seen.moveCenter(bounds.center());
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    scene.setBackgroundBrush(Qt::NoBrush);
    scene.render(&painter, QRectF(QPointF(), paper), seen);
    return picture;
}

} // namespace stratoplan::canvas
