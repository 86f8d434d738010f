// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QStringList>

#include <memory>

namespace stratoplan::theme {

/// Names of all glyphs in resources/icons/, sorted.
QStringList iconNames();
bool hasIcon(const QString &name);

/// The lines of a glyph as SVG path data on a 24 x 24 grid, to be stroked with iconStroke() and
/// never filled. A name that does not exist gives the glyph "unknown".
QString iconPath(const QString &name);

/// Width of the lines in units of the 24 grid when the glyph is shown `size` pixels large: 1.75 at
/// 24 and above, 2 at 16 and below, so that small glyphs do not fade.
double iconStroke(double size);

/// The glyph as an SVG document in one colour.
QByteArray iconSvg(const QString &name, const QColor &color, double size = 24);

/// The program's own icon, in colours, for windows and the desktop.
QIcon applicationIcon();

/// Glyphs painted once and kept, also for the icons that were given away. The owner passes it to
/// whoever draws; there is no global one. For the thread of the window only, as pixmaps are.
class Icons
{
public:
    Icons();

    /// `size` in logical pixels; the pixmap has size x dpr device pixels.
    QPixmap pixmap(const QString &name, const QColor &color, int size, qreal dpr = 1) const;

    /// An icon for actions and buttons, painted when and as large as it is shown. `disabled` is
    /// used for its disabled state when valid, else the colour at half strength.
    QIcon icon(const QString &name, const QColor &color, const QColor &disabled = {}) const;

private:
    class Glyphs;
    class Engine;

    std::shared_ptr<Glyphs> m_glyphs;
};

} // namespace stratoplan::theme
