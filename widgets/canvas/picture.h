// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"
#include "widgets/theme/theme.h"

#include <QPixmap>

#include <memory>

namespace stratoplan::canvas {

/// The drawing of a design as the canvas shows it from afar, as large as it goes into `size`
/// (logical pixels), on the canvas' ground. Needs the window's thread.
QPixmap pictureOf(const Design &design, const std::shared_ptr<const catalog::Catalog> &catalog,
                  const theme::Theme &theme, const QSize &size, qreal devicePixelRatio);

} // namespace stratoplan::canvas
