// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QPainter>
#include <QStaticText>

namespace stratoplan::canvas {

/// What becomes of a text that has no room.
enum class Shortening
{
    Middle, ///< an ellipsis in the middle
    Parts, ///< parts between " · " are dropped from the right, then an ellipsis in the middle
};

/// Texts of one line laid out once and kept: a drawing paints the same ones over and over, and
/// laying them out takes longer than painting them. For the thread of the window.
class Lettering
{
public:
    /// The text with the painter's pen, in the painter's coordinates, shortened to the width.
    void draw(QPainter &painter, const QRectF &rect, const QFont &font, const QString &text,
              Qt::Alignment alignment, Shortening shortening) const;

private:
    struct Key
    {
        QString text;
        QFont font;
        double width = 0;
        Shortening shortening = Shortening::Middle;
        /// Glyphs stand at places of the screen, which are not the same at every zoom.
        double zoom = 1;

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.text, key.font.pixelSize(), key.font.bold(), key.width,
                              int(key.shortening), key.zoom);
        }
    };

    /// Some more than a screen full of nodes has.
    mutable QCache<Key, QStaticText> m_texts{4000};
};

} // namespace stratoplan::canvas
