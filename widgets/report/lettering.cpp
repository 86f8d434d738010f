// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/lettering.h"

#include "widgets/theme/fonts.h"

#include <QFontMetricsF>

namespace stratoplan::report {

QFont pictureFont(double pixels, bool bold, bool mono)
{
    QFont font
        = mono ? theme::mono(pixels * fontScale, bold) : theme::sans(pixels * fontScale, bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

double widthOf(const QString &text, double pixels, bool bold, bool mono)
{
    return QFontMetricsF(pictureFont(pixels, bold, mono)).horizontalAdvance(text) / fontScale;
}

QString fitted(const QString &text, double pixels, bool bold, double width, bool mono)
{
    return QFontMetricsF(pictureFont(pixels, bold, mono))
        .elidedText(text, Qt::ElideMiddle, width * fontScale);
}

QStringList wrapped(const QString &text, double pixels, bool bold, double width, int lines)
{
    QStringList made;
    QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    while (!words.isEmpty()) {
        QString line = words.takeFirst();
        const bool last = made.size() + 1 == lines;
        while (!words.isEmpty()
               && (last || widthOf(line + QLatin1Char(' ') + words.first(), pixels, bold) <= width))
            line += QLatin1Char(' ') + words.takeFirst();
        made.append(QFontMetricsF(pictureFont(pixels, bold, false))
                        .elidedText(line, Qt::ElideRight, width * fontScale));
    }
    return made;
}

} // namespace stratoplan::report
