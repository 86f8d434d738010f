// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/diagram_edges.h"

#include "widgets/document/hops.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace stratoplan::report {

namespace {

using drawing::EdgeContent;
using drawing::hopRadius;
using drawing::Relation;
using theme::Theme;
using theme::Token;

constexpr double cornerRadius = 6;
constexpr double labelPixels = 11;

enum class Head
{
    Triangle,
    Chevron,
    TwoChevrons,
    Ring,
    Cross
};

/// One row of the table of relations in the visual language.
struct Style
{
    Relation relation;
    double width;
    const char *dashes;
    double period; ///< of the dashes; 0 = solid
    bool round;
    Head head;
    Token color;
    const char *name;
};

constexpr std::array<Style, 6> styles{{
    {Relation::SynchronousCall, 1.8, "", 0, false, Head::Triangle, Token::Edge,
     QT_TRANSLATE_NOOP("Diagram", "synchronous call")},
    {Relation::AsynchronousEvent, 1.8, "7 5", 12, false, Head::Chevron, Token::Edge,
     QT_TRANSLATE_NOOP("Diagram", "asynchronous event")},
    {Relation::PolledQueue, 2.6, "0.1 5", 5.1, true, Head::Triangle, Token::Edge,
     QT_TRANSLATE_NOOP("Diagram", "polled queue")},
    {Relation::PolledStream, 1.8, "10 4 2 4", 20, false, Head::TwoChevrons, Token::Edge,
     QT_TRANSLATE_NOOP("Diagram", "polled stream")},
    {Relation::Access, 1.2, "", 0, false, Head::Ring, Token::Access,
     QT_TRANSLATE_NOOP("Diagram", "reads or writes")},
    {Relation::Failure, 1.6, "4 3", 7, false, Head::Cross, Token::Fail,
     QT_TRANSLATE_NOOP("Diagram", "failure target")},
}};

const Style &styleOf(Relation relation)
{
    return *std::find_if(styles.begin(), styles.end(),
                         [relation](const Style &style) { return style.relation == relation; });
}

Stroke strokeOf(const Style &style, const Theme &theme)
{
    return {theme.color(style.color), style.width, QString::fromLatin1(style.dashes), 0,
            style.round};
}

/// How much of the line the head takes.
double headLength(Head head)
{
    switch (head) {
    case Head::Triangle:
        return 8;
    case Head::Ring:
        return 6;
    case Head::Chevron:
    case Head::TwoChevrons:
    case Head::Cross:
        break;
    }
    return 1;
}

double distance(const QPointF &a, const QPointF &b)
{
    return std::hypot(b.x() - a.x(), b.y() - a.y());
}

QPointF towards(const QPointF &from, const QPointF &to, double length)
{
    const double whole = distance(from, to);
    return whole < 1e-6 ? from : from + (to - from) * (length / whole);
}

void drawHead(DiagramPen &pen, Head head, const QPointF &before, const QPointF &tip,
              const Stroke &line, const Theme &theme)
{
    const QPointF back = towards(tip, before, 1) - tip;
    const QPointF side(-back.y(), back.x());
    const auto at = [&](double along, double across) { return tip + back * along + side * across; };
    const auto data = [](std::initializer_list<QPointF> points, bool close) {
        QPainterPath path;
        path.addPolygon(QPolygonF(QList<QPointF>(points)));
        if (close)
            path.closeSubpath();
        return path;
    };
    const Stroke solid{line.color, 1.7, {}, 0, true};
    switch (head) {
    case Head::Triangle:
        pen.path(data({at(0.5, 0), at(8.5, 4), at(8.5, -4)}, true), line.color,
                 Stroke{line.color, 1, {}, 0, true});
        break;
    case Head::TwoChevrons:
        pen.path(data({at(13, 4), at(6, 0), at(13, -4)}, false), {}, solid);
        [[fallthrough]];
    case Head::Chevron:
        pen.path(data({at(8, 4), at(1, 0), at(8, -4)}, false), {}, solid);
        break;
    case Head::Ring:
        pen.circle(at(3.5, 0), 3, theme.color(Token::Canvas),
                   Stroke{line.color, 1.5, {}, 0, false});
        break;
    case Head::Cross:
        pen.path(data({at(8, 4), at(0, -4)}, false), {}, solid);
        pen.path(data({at(8, -4), at(0, 4)}, false), {}, solid);
        break;
    }
}

/// As much of it as has room.
QString labelOf(const EdgeContent &edge)
{
    const QString label
        = edge.shownLabel([](const QString &text) { return widthOf(text, labelPixels); });
    return fitted(label, labelPixels, false, edge.labelRoom);
}

} // namespace

DiagramEdges::DiagramEdges(const drawing::Content &content, const Theme &theme)
    : m_content(content)
    , m_theme(theme)
{
    for (const auto &[id, edge] : content.edges) {
        if (!edge.isBundled())
            ++m_arriving[{edge.to, static_cast<int>(edge.relation)}];
    }
}

QPainterPath DiagramEdges::pathOf(const EdgeContent &edge, double shorter) const
{
    QList<QPointF> points = edge.points;
    const double last = distance(points[points.size() - 2], points.last());
    points.last() = towards(points.last(), points[points.size() - 2], std::min(shorter, last));

    QPainterPath path(points.first());
    auto hop = edge.hops.begin();
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const QPointF &from = points[i];
        const QPointF &to = points[i + 1];
        const double way = from.x() < to.x() ? 1 : -1;
        for (; hop != edge.hops.end() && drawing::isOn(*hop, from, to); ++hop) {
            const double before = hop->x() - hopRadius * way;
            const double after = hop->x() + hopRadius * way;
            const double top = hop->y() - hopRadius * 1.33;
            path.lineTo(before, hop->y());
            path.cubicTo(before, top, after, top, after, hop->y());
        }
        if (i + 2 == points.size()) {
            path.lineTo(to);
            break;
        }
        const QPointF &after = points[i + 2];
        const double radius
            = std::min({cornerRadius, distance(from, to) / 2, distance(to, after) / 2});
        path.lineTo(towards(to, from, radius));
        path.quadTo(to, towards(to, after, radius));
    }
    return path;
}

// Dashes of edges that share the run to a common target have to fall on one another there, so they
// are counted from its end.
double DiagramEdges::dashOffset(const EdgeContent &edge, const QPainterPath &path,
                                double period) const
{
    if (period <= 0 || m_arriving.value({edge.to, static_cast<int>(edge.relation)}) < 2)
        return 0;
    return period - std::fmod(path.length(), period);
}

void DiagramEdges::draw(DiagramPen &pen, const EdgeContent &edge) const
{
    const Style &style = styleOf(edge.relation);
    const QPainterPath path = pathOf(edge, headLength(style.head));
    Stroke stroke = strokeOf(style, m_theme);
    stroke.dashOffset = dashOffset(edge, path, style.period);
    pen.path(path, {}, stroke);
    drawHead(pen, style.head, edge.points[edge.points.size() - 2], edge.points.last(), stroke,
             m_theme);

    double right = edge.labelAt.x();
    const QString label = labelOf(edge);
    if (!label.isEmpty()) {
        const double width = widthOf(label, labelPixels);
        pen.rect({edge.labelAt.x() - width / 2 - 3, edge.labelAt.y() - 7, width + 6, 14}, 2,
                 m_theme.color(Token::Canvas));
        pen.text(
            edge.labelAt + QPointF(0, 4), label,
            Lettering{labelPixels, m_theme.color(style.color), false, false, Qt::AlignHCenter});
        right += width / 2 + 12;
    }
    if (edge.badge.worst || edge.badge.question) {
        pen.circle({right, edge.labelAt.y()}, 9, m_theme.color(Token::Canvas));
        pen.severity({right, edge.labelAt.y()}, 14,
                     edge.badge.worst.value_or(theme::Mark::Unanswered), m_theme);
    }
}

QList<Relation> DiagramEdges::relations() const
{
    QList<Relation> found;
    for (const Style &style : styles) {
        const bool occurs = std::any_of(
            m_content.edges.begin(), m_content.edges.end(),
            [&style](const auto &entry) { return entry.second.relation == style.relation; });
        if (occurs)
            found.append(style.relation);
    }
    return found;
}

QSizeF drawLegend(DiagramPen *pen, const QPointF &at, double width,
                  const QList<Relation> &relations, const Theme &theme)
{
    if (relations.isEmpty())
        return {};
    constexpr double sample = 40;
    constexpr double row = 24;
    const QString title = QCoreApplication::translate("Diagram", "Connections");
    double x = at.x() + widthOf(title, 12, true) + 20;
    double y = at.y() + row / 2;
    double widest = x;
    if (pen) {
        pen->text({at.x(), y + 4}, title,
                  Lettering{12, theme.color(Token::Text), true, false, Qt::AlignLeft});
    }
    for (Relation relation : relations) {
        const Style &style = styleOf(relation);
        const QString name = QCoreApplication::translate("Diagram", style.name);
        const double needed = sample + 8 + widthOf(name, 12) + 24;
        if (x + needed > at.x() + width && x > at.x()) {
            x = at.x();
            y += row;
        }
        if (pen) {
            const Stroke stroke = strokeOf(style, theme);
            const QPointF tip(x + sample, y);
            pen->line({x, y}, {tip.x() - headLength(style.head), y}, stroke);
            drawHead(*pen, style.head, {x, y}, tip, stroke, theme);
            pen->text({x + sample + 8, y + 4}, name,
                      Lettering{12, theme.color(Token::Muted), false, false, Qt::AlignLeft});
        }
        x += needed;
        widest = std::max(widest, x);
    }
    return {widest - at.x(), y + row / 2 - at.y()};
}

} // namespace stratoplan::report
