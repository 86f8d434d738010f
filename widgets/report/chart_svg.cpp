// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/phase_text.h"
#include "widgets/report/figures.h"
#include "widgets/report/svg_canvas.h"
#include "widgets/theme/phase_colors.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace stratoplan::report {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Figures", text);
}

constexpr double canvasWidth = 640;
constexpr double leftMargin = 56;
constexpr double topMargin = 18;
constexpr double axisHeight = 22;

/// A round step that divides `top` into about four parts: 1, 2 or 5 times a power of ten.
double stepFor(double top)
{
    if (top <= 0)
        return 1;
    const double raw = top / 4;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (raw <= factor * power)
            return factor * power;
    }
    return 10 * power;
}

/// The plane of one chart: memory settings from left to right by logarithm, values upwards from
/// zero.
struct Plane
{
    QRectF area;
    double firstLog = 0;
    double lastLog = 1;
    double top = 1;

    double x(MiB memory) const
    {
        const double at = std::log2(memory.value);
        const double share = lastLog > firstLog ? (at - firstLog) / (lastLog - firstLog) : 0.5;
        return area.left() + 28 + share * (area.width() - 56);
    }
    double y(double value) const { return area.bottom() - value / top * area.height(); }
};

Plane planeFor(const QList<estimate::MemoryPoint> &points, double width, double height, double top)
{
    Plane plane;
    plane.area = QRectF(leftMargin, topMargin, width - leftMargin, height - topMargin - axisHeight);
    plane.firstLog = std::log2(points.first().memory.value);
    plane.lastLog = std::log2(points.last().memory.value);
    const double step = stepFor(top);
    plane.top = std::ceil(top * 1.08 / step) * step;
    return plane;
}

void axes(SvgCanvas &svg, const Plane &plane, const QList<estimate::MemoryPoint> &points,
          std::optional<MiB> chosen, const theme::Theme &theme, const QString &before,
          const QString &after)
{
    const double step = stepFor(plane.top / 1.08);
    const QColor grid = theme.color(theme::Token::Grid);
    const QColor faint = theme.color(theme::Token::Faint);
    for (double value = 0; value <= plane.top * 1.0001; value += step) {
        const double y = plane.y(value);
        svg.line({plane.area.left(), y}, {plane.area.right(), y}, Ink{grid, 1, {}, {}, false});
        const bool topmost = value + step > plane.top * 1.0001;
        svg.text({plane.area.left() - 8, y + 4},
                 before + number(value) + (topmost ? after : QString()), 11, faint, false,
                 Anchor::End);
    }
    double taken = -1e9;
    for (const estimate::MemoryPoint &point : points) {
        const double x = plane.x(point.memory);
        const bool isChosen = chosen == point.memory;
        const QString label = QString::number(point.memory.value);
        const double half = widthOf(label, 11, isChosen) / 2;
        // Labels that would touch are left out, but never the chosen one.
        if (!isChosen && x - half < taken + 6)
            continue;
        svg.text({x, plane.area.bottom() + 16}, label, 11,
                 isChosen ? theme.color(theme::Token::Text) : faint, isChosen, Anchor::Middle);
        taken = x + half;
    }
}

void bar(SvgCanvas &svg, const Plane &plane, const estimate::MemoryPoint &point, double width,
         const theme::Theme &theme)
{
    double below = 0;
    const double x = plane.x(point.memory);
    for (const estimate::PhaseTime &phase : point.coldStart.phases) {
        if (!phase.time || phase.time->value <= 0)
            continue;
        const double from = plane.y(below);
        below += phase.time->value;
        const QRectF rect(x - width / 2, plane.y(below), width, from - plane.y(below));
        const QColor color = theme.chart(theme::chartOf(phase.phase));
        svg.rect(rect, Ink{color, 1, {}, color, phase.basis == estimate::Basis::Modelled}, 1);
        if (rect.height() >= 16) {
            const QString value = number(phase.time->value, 0);
            const double plate = widthOf(value, 11, true) + 8;
            svg.rect(QRectF(x - plate / 2, rect.center().y() - 7.5, plate, 15),
                     Ink{{}, 0, {}, theme.color(theme::Token::Surface), false}, 3);
            svg.text({x, rect.center().y() + 4}, value, 11, theme.color(theme::Token::Text), true,
                     Anchor::Middle);
        }
    }
    if (point.coldStart.total)
        svg.text({x, plane.y(below) - 5}, number(point.coldStart.total->value, 0), 11,
                 theme.color(theme::Token::Text), true, Anchor::Middle);
}

double legend(SvgCanvas &svg, const estimate::ColdStart &coldStart, const theme::Theme &theme)
{
    const double x = canvasWidth - 150;
    double y = topMargin + 6;
    for (auto it = coldStart.phases.rbegin(); it != coldStart.phases.rend(); ++it) {
        const QColor color = theme.chart(theme::chartOf(it->phase));
        const bool modelled = it->basis == estimate::Basis::Modelled;
        if (it->time)
            svg.rect(QRectF(x, y, 14, 10), Ink{color, 1, {}, color, modelled}, 2);
        else
            svg.rect(QRectF(x, y, 14, 10),
                     Ink{theme.color(theme::Token::Strong), 1, QStringLiteral("3 2"), {}, false},
                     2);
        svg.text({x + 20, y + 9}, phaseName(it->phase), 11, theme.color(theme::Token::Text));
        const QString owner = it->yours ? tr("yours") : tr("AWS's");
        const QString basis = !it->time ? tr("not known")
            : modelled                  ? tr("modelled")
                                        : tr("measured");
        svg.text({x + 20, y + 23}, owner + QLatin1String(", ") + basis, 11,
                 theme.color(theme::Token::Muted));
        y += 34;
    }
    return y;
}

QList<estimate::MemoryPoint> withTotal(const QList<estimate::MemoryPoint> &points)
{
    QList<estimate::MemoryPoint> kept;
    for (const estimate::MemoryPoint &point : points) {
        if (point.coldStart.total)
            kept.append(point);
    }
    return kept;
}

void chosenLine(SvgCanvas &svg, const Plane &plane, std::optional<MiB> chosen,
                const theme::Theme &theme)
{
    if (!chosen)
        return;
    const double x = plane.x(*chosen);
    if (x < plane.area.left() || x > plane.area.right())
        return;
    svg.line({x, plane.area.top() - 6}, {x, plane.area.bottom()},
             Ink{theme.color(theme::Token::Text), 1.2, QStringLiteral("4 3"), {}, false});
}

} // namespace

QByteArray coldStartSvg(const estimate::FunctionEstimate &function, std::optional<MiB> chosen,
                        const theme::Theme &theme)
{
    const QList<estimate::MemoryPoint> points = withTotal(function.memory);
    if (points.isEmpty())
        return {};
    double top = 0;
    for (const estimate::MemoryPoint &point : points)
        top = std::max(top, point.coldStart.total->value);
    const double phases = static_cast<double>(points.first().coldStart.phases.size());
    const double height = std::max(220.0, topMargin + phases * 34 + 26);
    SvgCanvas svg(canvasWidth, height, tr("Cold start by phase and memory"));
    const Plane plane = planeFor(points, canvasWidth - 170, height, top);
    axes(svg, plane, points, chosen, theme, {}, QStringLiteral(" ms"));
    const double room = (plane.area.width() - 56) / static_cast<double>(points.size());
    const double width = std::clamp(room * 0.62, 14.0, 46.0);
    for (const estimate::MemoryPoint &point : points) {
        bar(svg, plane, point, width, theme);
        if (chosen == point.memory)
            svg.rect(QRectF(plane.x(point.memory) - width / 2 - 6,
                            plane.y(point.coldStart.total->value) - 19, width + 12,
                            plane.area.bottom() - plane.y(point.coldStart.total->value) + 22),
                     Ink{theme.color(theme::Token::Text), 1.2, {}, {}, false}, 4);
    }
    legend(svg, points.first().coldStart, theme);
    return svg.take();
}

QByteArray durationSvg(const estimate::FunctionEstimate &function, const Function &element,
                       const theme::Theme &theme)
{
    QList<estimate::MemoryPoint> points;
    double top = 0;
    for (const estimate::MemoryPoint &point : function.memory) {
        if (!point.duration)
            continue;
        points.append(point);
        top = std::max(
            {top, point.duration->value, point.durationHigh.value_or(Milliseconds(0)).value});
    }
    if (points.isEmpty())
        return {};
    constexpr double height = 190;
    SvgCanvas svg(canvasWidth, height, tr("Duration of a warm call by memory"));
    const Plane plane = planeFor(points, canvasWidth, height, top);
    axes(svg, plane, points, element.memory.value, theme, {}, QStringLiteral(" ms"));

    const QColor color = theme.chart(theme::Chart::Runtime);
    QList<QPointF> band;
    QList<QPointF> lower;
    QList<QPointF> curve;
    for (const estimate::MemoryPoint &point : points) {
        const double x = plane.x(point.memory);
        curve.append({x, plane.y(point.duration->value)});
        if (point.durationLow && point.durationHigh) {
            band.append({x, plane.y(point.durationHigh->value)});
            lower.prepend({x, plane.y(point.durationLow->value)});
        }
    }
    QColor shade = color;
    shade.setAlphaF(0.16F);
    if (band.size() > 1)
        svg.polygon(band + lower, Ink{{}, 0, {}, shade, false});
    svg.polyline(curve, Ink{color, 1.8, QStringLiteral("6 4"), {}, false});
    chosenLine(svg, plane, element.memory.value, theme);
    double taken = -1e9;
    for (const estimate::MemoryPoint &point : points) {
        const QPointF at(plane.x(point.memory), plane.y(point.duration->value));
        const bool measured = point.durationFrom == estimate::DurationFrom::Measured;
        // Rings are measured, discs are not.
        svg.circle(
            at, measured ? 4.5 : 2.5,
            Ink{color, 1.8, {}, measured ? theme.color(theme::Token::Surface) : color, false});
        const QString label = number(point.duration->value, point.duration->value < 10 ? 1 : 0);
        const double half = widthOf(label, 11, true) / 2;
        if (at.x() - half < taken + 6)
            continue;
        svg.text({at.x() + 4, at.y() - 8}, label, 11, theme.color(theme::Token::Text), true,
                 Anchor::Start);
        taken = at.x() + 2 * half + 4;
    }
    return svg.take();
}

QByteArray costSvg(const estimate::FunctionEstimate &function, std::optional<MiB> chosen,
                   const theme::Theme &theme)
{
    QList<estimate::MemoryPoint> points;
    double top = 0;
    for (const estimate::MemoryPoint &point : function.memory) {
        if (!point.costPerMillion)
            continue;
        points.append(point);
        top = std::max(top, point.costPerMillion->value);
    }
    if (points.isEmpty())
        return {};
    constexpr double height = 170;
    SvgCanvas svg(canvasWidth, height, tr("Cost per million calls by memory"));
    const Plane plane = planeFor(points, canvasWidth, height, top);
    axes(svg, plane, points, chosen, theme, QStringLiteral("$"), {});
    const QColor color = theme.chart(theme::Chart::Download);
    QList<QPointF> curve;
    for (const estimate::MemoryPoint &point : points)
        curve.append({plane.x(point.memory), plane.y(point.costPerMillion->value)});
    svg.polyline(curve, Ink{color, 1.8, QStringLiteral("6 4"), {}, false});
    chosenLine(svg, plane, chosen, theme);
    double taken = -1e9;
    for (const estimate::MemoryPoint &point : points) {
        const QPointF at(plane.x(point.memory), plane.y(point.costPerMillion->value));
        svg.rect(QRectF(at.x() - 4, at.y() - 4, 8, 8),
                 Ink{color, 1.6, {}, theme.color(theme::Token::Surface), false});
        const QString label
            = QLatin1Char('$') + QString::number(point.costPerMillion->value, 'f', 2);
        const double half = widthOf(label, 11, true) / 2;
        if (at.x() - half < taken + 6)
            continue;
        svg.text({at.x(), at.y() - 9}, label, 11, theme.color(theme::Token::Text), true,
                 Anchor::Middle);
        taken = at.x() + half;
    }
    return svg.take();
}

} // namespace stratoplan::report
