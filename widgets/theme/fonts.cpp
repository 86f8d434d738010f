// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/fonts.h"

#include <QFontDatabase>

#include <algorithm>
#include <cmath>

namespace stratoplan::theme {

namespace {

/// True for "Noto Sans" also where the list tells it by its makers, as "Noto Sans [Goog]".
bool isIn(const QStringList &present, const QString &family)
{
    return std::any_of(present.begin(), present.end(), [&](const QString &name) {
        return name == family || name.startsWith(family + QLatin1String(" ["));
    });
}

QStringList installed(const QStringList &wished, QFontDatabase::SystemFont last)
{
    // Not hasFamily(), which works out for each name what the system would take in its place.
    const QStringList present = QFontDatabase::families();
    QStringList families;
    for (const QString &family : wished) {
        if (isIn(present, family))
            families.append(family);
    }
    families.append(QFontDatabase::systemFont(last).family());
    families.removeDuplicates();
    return families;
}

QFont fontOf(const QStringList &families, double pixels, bool bold)
{
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    font.setBold(bold);
    return font;
}

} // namespace

QStringList sansFamilies()
{
    // Asking for what is installed costs more than laying out a line of text.
    static const QStringList families
        = installed({QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"),
                     QStringLiteral("Noto Sans CJK JP"), QStringLiteral("Droid Sans Fallback")},
                    QFontDatabase::GeneralFont);
    return families;
}

QStringList monoFamilies()
{
    static const QStringList families
        = installed({QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono")},
                    QFontDatabase::FixedFont);
    return families;
}

QFont sans(double pixels, bool bold)
{
    return fontOf(sansFamilies(), pixels, bold);
}

QFont mono(double pixels, bool bold)
{
    return fontOf(monoFamilies(), pixels, bold);
}

Fonts::Fonts(double scale)
    : caption(sans(11 * scale))
    , body(sans(12 * scale))
    , kind(sans(12 * scale))
    , figure(sans(13 * scale))
    , name(sans(15 * scale, true))
    , title(sans(13.5 * scale, true))
    , value(sans(22 * scale, true))
    , question(sans(25 * scale, true))
    , mono(theme::mono(12 * scale))
{
}

} // namespace stratoplan::theme
