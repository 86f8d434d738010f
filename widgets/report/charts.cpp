// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/phase_text.h"
#include "widgets/report/figures.h"
#include "widgets/report/picture_pen.h"
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

using theme::Token;

constexpr double wide = 640;
/// Two of these stand side by side where the wide one stands alone.
constexpr double narrow = 310;
constexpr double narrowHeight = 150;
constexpr double leftMargin = 52;
constexpr double topMargin = 22;
constexpr double axisHeight = 24;
constexpr double labelPixels = 11;
constexpr double legendWidth = 152;

Lettering lettering(const QColor &color, bool bold = false,
                    Qt::AlignmentFlag anchor = Qt::AlignLeft)
{
    return {labelPixels, color, bold, false, anchor};
}

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

/// The plane of one chart, values upwards from zero.
struct Plane
{
    QRectF area;
    double step = 1;
    double top = 1;

    double y(double value) const { return area.bottom() - value / top * area.height(); }
};

Plane planeFor(double width, double height, double top)
{
    Plane plane;
    plane.area = QRectF(leftMargin, topMargin, width - leftMargin, height - topMargin - axisHeight);
    plane.step = stepFor(top);
    plane.top = std::ceil(top * 1.08 / plane.step) * plane.step;
    return plane;
}

/// Where each memory setting stands: by logarithm.
QList<double> logarithmic(const QList<MiB> &sizes, const QRectF &area)
{
    constexpr double inset = 24;
    const double first = std::log2(sizes.first().value);
    const double last = std::log2(sizes.last().value);
    QList<double> places;
    for (const MiB size : sizes) {
        const double share = last > first ? (std::log2(size.value) - first) / (last - first) : 0.5;
        places.append(area.left() + inset + share * (area.width() - 2 * inset));
    }
    return places;
}

/// The same for bars, which need equal room.
QList<double> even(const QList<MiB> &sizes, const QRectF &area)
{
    const double room = area.width() / static_cast<double>(sizes.size());
    QList<double> places;
    for (qsizetype i = 0; i < sizes.size(); ++i)
        places.append(area.left() + room * (static_cast<double>(i) + 0.5));
    return places;
}

/// A label and where its middle stands; where two would touch, the one that matters less is left
/// out.
struct Label
{
    double x = 0;
    double y = 0;
    QString text;
    bool strong = false;
};

/// The chosen one first, then both ends, then from left to right.
QList<qsizetype> byImportance(const QList<Label> &labels)
{
    QList<qsizetype> order;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (labels.at(i).strong)
            order.append(i);
    }
    for (qsizetype i : {qsizetype{0}, labels.size() - 1}) {
        if (!order.contains(i))
            order.append(i);
    }
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (!order.contains(i))
            order.append(i);
    }
    return order;
}

/// `taken` is what no label may cover.
void writeLabels(PicturePen &pen, const QList<Label> &labels, const theme::Theme &theme,
                 Token token, QList<QRectF> taken = {})
{
    const bool bold = token == Token::Text;
    for (const qsizetype i : byImportance(labels)) {
        const Label &label = labels.at(i);
        const bool heavy = bold || label.strong;
        const double width = widthOf(label.text, labelPixels, heavy);
        const QRectF room(label.x - width / 2 - 3, label.y - 11, width + 6, 14);
        const bool free = std::none_of(taken.begin(), taken.end(), [&room](const QRectF &rect) {
            return rect.intersects(room);
        });
        if (!free)
            continue;
        taken.append(room);
        // The line of the chosen memory runs behind its label.
        if (label.strong)
            pen.rect(room.adjusted(1, 1, -1, 0), 2, theme.color(Token::Surface));
        pen.text(
            {label.x, label.y}, label.text,
            lettering(theme.color(label.strong ? Token::Text : token), heavy, Qt::AlignHCenter));
    }
}

void valueAxis(PicturePen &pen, const Plane &plane, const theme::Theme &theme,
               const QString &before, const QString &after)
{
    for (double value = 0; value <= plane.top * 1.0001; value += plane.step) {
        const double y = plane.y(value);
        pen.line({plane.area.left(), y}, {plane.area.right(), y},
                 Stroke{theme.color(Token::Grid), 1, {}, 0, false});
        const bool topmost = value + plane.step > plane.top * 1.0001;
        pen.text({plane.area.left() - 8, y + 4},
                 before + number(value) + (topmost ? after : QString()),
                 lettering(theme.color(Token::Faint), false, Qt::AlignRight));
    }
}

void memoryAxis(PicturePen &pen, const Plane &plane, const QList<MiB> &sizes,
                const QList<double> &places, std::optional<MiB> chosen, const theme::Theme &theme)
{
    QList<Label> labels;
    for (qsizetype i = 0; i < sizes.size(); ++i)
        labels.append({places.at(i), plane.area.bottom() + 17, QString::number(sizes.at(i).value),
                       chosen == sizes.at(i)});
    writeLabels(pen, labels, theme, Token::Faint);
    pen.text({plane.area.left() - 8, plane.area.bottom() + 17}, QStringLiteral("MB"),
             lettering(theme.color(Token::Faint), false, Qt::AlignRight));
}

void phaseBlock(PicturePen &pen, const QRectF &rect, const estimate::PhaseTime &phase,
                const theme::Theme &theme)
{
    const QColor &color = theme.chart(theme::chartOf(phase.phase));
    const bool modelled = phase.basis == estimate::Basis::Modelled;
    if (modelled)
        pen.hatchedRect(rect, 1, color);
    else
        pen.rect(rect, 1, color);
    const QString value = number(phase.time->value, 0);
    if (rect.height() < 15 || widthOf(value, labelPixels, true) > rect.width() - 4)
        return;
    const QPointF base(rect.center().x(), rect.center().y() + 4);
    if (modelled) {
        const double plate = widthOf(value, labelPixels, true) + 6;
        pen.rect(QRectF(base.x() - plate / 2, rect.center().y() - 7, plate, 14), 3,
                 theme.color(Token::Surface));
    }
    pen.text(
        base, value,
        lettering(theme.color(modelled ? Token::Text : Token::OnAccent), true, Qt::AlignHCenter));
}

/// How far up the 95th percentile of what was measured reaches; nothing where it was not.
std::optional<double> p95Of(const estimate::ColdStart &coldStart)
{
    const std::optional<Milliseconds> runtime = coldStart.of(estimate::Phase::Runtime);
    if (!coldStart.initP95 || !runtime || !coldStart.total)
        return std::nullopt;
    return coldStart.total->value - runtime->value + coldStart.initP95->value;
}

void coldStartBar(PicturePen &pen, const Plane &plane, double x, double width,
                  const estimate::ColdStart &coldStart, bool chosen, const theme::Theme &theme)
{
    double below = 0;
    for (const estimate::PhaseTime &phase : coldStart.phases) {
        if (!phase.time || phase.time->value <= 0)
            continue;
        const double from = plane.y(below);
        below += phase.time->value;
        const QRectF rect(x - width / 2, plane.y(below), width, from - plane.y(below));
        phaseBlock(pen, rect, phase, theme);
    }
    const QColor &ink = theme.color(Token::Text);
    double top = plane.y(below);
    if (const std::optional<double> p95 = p95Of(coldStart); p95 && *p95 > below) {
        const double end = plane.y(*p95);
        const Stroke line{ink, 1.4, {}, 0, false};
        pen.line({x, top}, {x, end}, line);
        pen.line({x - 6, end}, {x + 6, end}, line);
        top = end;
    }
    pen.text({x, top - 5}, number(coldStart.total->value, 0),
             lettering(ink, true, Qt::AlignHCenter));
    if (chosen)
        pen.rect(QRectF(x - width / 2 - 5, top - 19, width + 10, plane.area.bottom() - top + 22), 4,
                 {}, Stroke{ink, 1.2, {}, 0, false});
}

struct PhaseSummary
{
    bool known = false;
    bool measured = false;
    bool modelled = false;
};

PhaseSummary summaryOf(estimate::Phase phase, const QList<estimate::MemoryPoint> &points)
{
    PhaseSummary summary;
    for (const estimate::MemoryPoint &point : points) {
        for (const estimate::PhaseTime &each : point.coldStart.phases) {
            if (each.phase != phase || !each.time)
                continue;
            summary.known = true;
            (each.basis == estimate::Basis::Measured ? summary.measured : summary.modelled) = true;
        }
    }
    return summary;
}

QString basisWord(const PhaseSummary &summary)
{
    if (!summary.known)
        return tr("not known");
    if (summary.measured && summary.modelled)
        return tr("in part modelled");
    return summary.measured ? tr("measured") : tr("modelled");
}

void legend(PicturePen &pen, const QList<estimate::MemoryPoint> &points, const theme::Theme &theme)
{
    const double x = wide - legendWidth + 12;
    double y = topMargin;
    const QList<estimate::PhaseTime> &phases = points.first().coldStart.phases;
    for (auto it = phases.rbegin(); it != phases.rend(); ++it) {
        const PhaseSummary summary = summaryOf(it->phase, points);
        const QColor &color = theme.chart(theme::chartOf(it->phase));
        const QRectF swatch(x, y, 14, 10);
        if (!summary.known)
            pen.rect(swatch, 2, {},
                     Stroke{theme.color(Token::Strong), 1, QStringLiteral("3 2"), 0, false});
        else if (summary.measured)
            pen.rect(swatch, 2, color);
        else
            pen.hatchedRect(swatch, 2, color);
        pen.text({x + 20, y + 9}, phaseName(it->phase), lettering(theme.color(Token::Text)));
        pen.text({x + 20, y + 23},
                 (it->yours ? tr("yours") : tr("AWS's")) + QLatin1String(", ") + basisWord(summary),
                 lettering(theme.color(Token::Muted)));
        y += 34;
    }
}

QList<MiB> sizesOf(const QList<estimate::MemoryPoint> &points)
{
    QList<MiB> sizes;
    for (const estimate::MemoryPoint &point : points)
        sizes.append(point.memory);
    return sizes;
}

void chosenLine(PicturePen &pen, const Plane &plane, const QList<MiB> &sizes,
                const QList<double> &places, std::optional<MiB> chosen, const theme::Theme &theme)
{
    const qsizetype at = chosen ? sizes.indexOf(*chosen) : -1;
    if (at < 0)
        return;
    pen.line({places.at(at), plane.area.top() - 4}, {places.at(at), plane.area.bottom()},
             Stroke{theme.color(Token::Text), 1.2, QStringLiteral("4 3"), 0, false});
}

/// The mark of a point on a curve.
QRectF around(const QPointF &point)
{
    return QRectF(-4, -4, 8, 8).translated(point);
}

/// Values over ten seconds are read in seconds.
struct Unit
{
    double factor = 1;
    QString after;
};

Unit unitFor(double top)
{
    return top >= 10'000 ? Unit{0.001, QStringLiteral(" s")} : Unit{1, QStringLiteral(" ms")};
}

QString shortNumber(double value)
{
    return number(value, value < 10 ? 1 : 0);
}

} // namespace

Picture coldStartPicture(const estimate::FunctionEstimate &function, std::optional<MiB> chosen,
                         const theme::Theme &theme)
{
    QList<estimate::MemoryPoint> points;
    double top = 0;
    for (const estimate::MemoryPoint &point : function.memory) {
        if (!point.coldStart.total)
            continue;
        points.append(point);
        top = std::max(top, p95Of(point.coldStart).value_or(point.coldStart.total->value));
    }
    if (points.isEmpty())
        return {};
    const double phases = static_cast<double>(points.first().coldStart.phases.size());
    const double height = std::max(192.0, topMargin + phases * 34);
    PicturePen pen(QRectF(0, 0, wide, height), tr("Cold start by phase and memory"));
    const Plane plane = planeFor(wide - legendWidth, height, top * 1.06);
    const QList<MiB> sizes = sizesOf(points);
    const QList<double> places = even(sizes, plane.area);
    valueAxis(pen, plane, theme, {}, QStringLiteral(" ms"));
    memoryAxis(pen, plane, sizes, places, chosen, theme);
    const double width
        = std::clamp(plane.area.width() / static_cast<double>(points.size()) * 0.62, 10.0, 46.0);
    for (qsizetype i = 0; i < points.size(); ++i)
        coldStartBar(pen, plane, places.at(i), width, points.at(i).coldStart, chosen == sizes.at(i),
                     theme);
    legend(pen, points, theme);
    return pen.take();
}

Picture durationPicture(const estimate::FunctionEstimate &function, std::optional<MiB> chosen,
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
    PicturePen pen(QRectF(0, 0, narrow, narrowHeight), tr("Duration of a warm call by memory"));
    const Unit unit = unitFor(top);
    const Plane plane = planeFor(narrow, narrowHeight, top * unit.factor);
    const QList<MiB> sizes = sizesOf(points);
    const QList<double> places = logarithmic(sizes, plane.area);
    valueAxis(pen, plane, theme, {}, unit.after);
    memoryAxis(pen, plane, sizes, places, chosen, theme);

    const QColor &color = theme.chart(theme::Chart::Runtime);
    QList<QPointF> curve;
    QList<QPointF> upper;
    QList<QPointF> lower;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const estimate::MemoryPoint &point = points.at(i);
        const double from = point.durationLow.value_or(*point.duration).value * unit.factor;
        const double to = point.durationHigh.value_or(*point.duration).value * unit.factor;
        curve.append({places.at(i), plane.y(point.duration->value * unit.factor)});
        upper.append({places.at(i), plane.y(to)});
        lower.prepend({places.at(i), plane.y(from)});
    }
    QColor shade = color;
    shade.setAlphaF(0.16F);
    if (points.size() > 1)
        pen.polygon(upper + lower, shade);
    pen.polyline(curve, Stroke{color, 1.8, QStringLiteral("6 4"), 0, false});
    chosenLine(pen, plane, sizes, places, chosen, theme);
    QList<Label> labels;
    QList<QRectF> marks;
    for (qsizetype i = 0; i < points.size(); ++i) {
        // Rings are measured, discs are not.
        const bool measured = points.at(i).durationFrom == estimate::DurationFrom::Measured;
        pen.circle(curve.at(i), measured ? 4.5 : 2.5,
                   measured ? theme.color(Token::Surface) : color,
                   Stroke{color, 1.8, {}, 0, false});
        const QString text = shortNumber(points.at(i).duration->value * unit.factor);
        labels.append({curve.at(i).x() + widthOf(text, labelPixels, true) / 2 + 4,
                       curve.at(i).y() - 9, text, chosen == sizes.at(i)});
        marks.append(around(curve.at(i)));
    }
    writeLabels(pen, labels, theme, Token::Text, marks);
    return pen.take();
}

Picture costPicture(const estimate::FunctionEstimate &function, std::optional<MiB> chosen,
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
    PicturePen pen(QRectF(0, 0, narrow, narrowHeight), tr("Cost per million calls by memory"));
    const Plane plane = planeFor(narrow, narrowHeight, top * 1.08);
    const QList<MiB> sizes = sizesOf(points);
    const QList<double> places = logarithmic(sizes, plane.area);
    valueAxis(pen, plane, theme, QStringLiteral("$"), {});
    memoryAxis(pen, plane, sizes, places, chosen, theme);
    const QColor &color = theme.chart(theme::Chart::Download);
    QList<QPointF> curve;
    for (qsizetype i = 0; i < points.size(); ++i)
        curve.append({places.at(i), plane.y(points.at(i).costPerMillion->value)});
    pen.polyline(curve, Stroke{color, 1.8, QStringLiteral("6 4"), 0, false});
    chosenLine(pen, plane, sizes, places, chosen, theme);
    QList<Label> labels;
    QList<QRectF> marks;
    for (qsizetype i = 0; i < points.size(); ++i) {
        pen.rect(QRectF(curve.at(i).x() - 4, curve.at(i).y() - 4, 8, 8), 0,
                 theme.color(Token::Surface), Stroke{color, 1.6, {}, 0, false});
        const double value = points.at(i).costPerMillion->value;
        labels.append({curve.at(i).x(), curve.at(i).y() - 9,
                       value < 100 ? QString::number(value, 'f', 2) : number(value, 0),
                       chosen == sizes.at(i)});
        marks.append(around(curve.at(i)));
    }
    writeLabels(pen, labels, theme, Token::Text, marks);
    return pen.take();
}

} // namespace stratoplan::report
