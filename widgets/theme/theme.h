// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/catalog/catalog.h"

#include <QColor>
#include <QPalette>
#include <QString>

#include <array>
#include <optional>

namespace stratoplan::theme {

/// A colour of the visual language. Its word (id()) is the name in resources/themes/ and in style
/// sheets.
enum class Token
{
    Window, ///< behind panes
    Raised, ///< chosen segment, menus
    Surface, ///< panes, nodes, cards
    Sunken, ///< search fields, tracks
    Canvas,
    Dot, ///< dots of the canvas, every 16 px
    Text,
    Muted,
    Faint,
    Border, ///< decoration, carries no meaning
    Grid, ///< the same, lighter
    Strong, ///< borders of controls
    Accent,
    AccentSoft,
    OnAccent,
    Edge,
    Access,
    Fail,
    Ok,
    OkSoft,
    Vpc,
    VpcFrame,
    Zone,
    ZoneFrame,
    SubnetPrivate,
    SubnetPrivateFrame,
    SubnetPublic,
    SubnetPublicFrame,
};
inline constexpr size_t tokenCount = 28;
QLatin1String id(Token token); ///< "window", "accent-soft", ...
std::optional<Token> tokenFromId(QStringView word);

/// What a finding's shape says: a severity, or a question that nobody has answered.
enum class Mark
{
    Blocker,
    High,
    Medium,
    Low,
    Info,
    Unanswered
};
inline constexpr size_t markCount = 6;
QLatin1String id(Mark mark); ///< "blocker", ..., "unanswered"
Mark markOf(Severity severity);

struct SeverityColors
{
    QColor ink; ///< text and outline
    QColor soft; ///< background of a card
    QColor fill; ///< of the shape
    QColor mark; ///< the sign within the shape

    bool operator==(const SeverityColors &) const = default;
};

struct CategoryColors
{
    QColor icon;
    QColor soft; ///< the tile behind the icon

    bool operator==(const CategoryColors &) const = default;
};

/// Series of the charts.
enum class Chart
{
    Container,
    Download,
    Runtime,
    Initialisation,
    FirstInvocation
};
inline constexpr size_t chartCount = 5;
QLatin1String id(Chart chart); ///< "container", ..., "first-invocation"

inline constexpr size_t categoryCount = 8;

/// All colours of one look, as a value.
struct Theme
{
    QString name; ///< "light", "dark", "system"
    bool dark = false;
    /// Made from the palette of a high-contrast desktop: no tints, shapes and dashes carry
    /// everything.
    bool highContrast = false;
    std::array<QColor, tokenCount> tokens;
    std::array<SeverityColors, markCount> severities;
    std::array<CategoryColors, categoryCount> categories;
    std::array<QColor, chartCount> charts;
    std::array<QColor, 5> amount; ///< ramp of the overlays, low to high

    const QColor &color(Token token) const { return tokens[static_cast<size_t>(token)]; }
    const SeverityColors &severity(Mark mark) const
    {
        return severities[static_cast<size_t>(mark)];
    }
    const SeverityColors &severity(Severity severity) const
    {
        return this->severity(markOf(severity));
    }
    const CategoryColors &category(catalog::Category category) const
    {
        return categories[static_cast<size_t>(category)];
    }
    const QColor &chart(Chart chart) const { return charts[static_cast<size_t>(chart)]; }
    /// Colour of the amount ramp for a share from 0 to 1; values outside are clamped.
    const QColor &amountOf(double share) const;
    /// The colour laid so thinly on the surface that text can be read on it; the surface itself
    /// where nothing is tinted.
    QColor washed(const QColor &color) const;

    bool operator==(const Theme &) const = default;
};

/// The two looks in resources/themes/.
Theme light();
Theme dark();

/// A high-contrast look: window, text and selection of the palette, no tints.
Theme fromPalette(const QPalette &palette);

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio").
double contrast(const QColor &a, const QColor &b);

} // namespace stratoplan::theme
