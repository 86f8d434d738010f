// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/map_layout.h"
#include "widgets/network/outlook.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace stratoplan::network {

/// What a gesture would do if it ended now.
struct MapPreview
{
    QList<QRectF> rects;
    QString text; ///< what comes of it, or why it cannot be
    bool refused = false;
};

/// What the hand and the keyboard do to the map at the moment.
struct MapState
{
    int hovered = -1;
    int current = -1;
    bool focused = false; ///< the map has the keyboard
    std::optional<MapPreview> preview;
};

/// Paints the part of the map inside `exposed`, in coordinates of the layout.
void paintMap(QPainter &painter, const MapLayout &layout, const Outlook &outlook,
              const MapState &state, const theme::Theme &theme, const theme::Icons &icons,
              const QRectF &exposed);

} // namespace stratoplan::network
