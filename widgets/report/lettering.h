// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QStringList>

namespace stratoplan::report {

/// How text of a picture is set.
struct Lettering
{
    double pixels = 12;
    QColor color;
    bool bold = false;
    bool mono = false;
    Qt::AlignmentFlag anchor = Qt::AlignLeft;
};

/// Fonts of pictures are this much larger than what they draw and are scaled down again: sizes of
/// fonts are whole pixels, and metrics of large fonts do not hang on a raster.
inline constexpr double fontScale = 10;
QFont pictureFont(double pixels, bool bold, bool mono);

/// Width of the text in the report's font.
double widthOf(const QString &text, double pixels, bool bold = false, bool mono = false);
/// The text shortened in its middle so that it is at most `width` wide in the report's font.
QString fitted(const QString &text, double pixels, bool bold, double width, bool mono = false);
/// The text broken between words into at most `lines` lines; the last one is cut off where that is
/// not enough.
QStringList wrapped(const QString &text, double pixels, bool bold, double width, int lines);

} // namespace stratoplan::report
