// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/comb.h"
#include "widgets/report/figures.h"
#include "widgets/report/svg_canvas.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::report {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Figures", text);
}

constexpr double canvasWidth = 640;
constexpr double spineWidth = 300;
constexpr double exitX = 420;
constexpr double exitWidth = canvasWidth - exitX - 2;
constexpr double boxHeight = 44;
constexpr double rowHeight = 76;
constexpr double walked = 3;

struct Colors
{
    QColor text;
    QColor muted;
    QColor strong;
    QColor accent;
    QColor surface;
    QColor soft;
};

Colors colorsOf(const theme::Theme &theme)
{
    using theme::Token;
    return {theme.color(Token::Text),    theme.color(Token::Muted),
            theme.color(Token::Strong),  theme.color(Token::Accent),
            theme.color(Token::Surface), theme.color(Token::AccentSoft)};
}

void box(SvgCanvas &svg, const QRectF &rect, const QString &title, const QString &detail,
         bool taken, double indent, const Colors &colors)
{
    svg.rect(
        rect,
        Ink{taken ? colors.accent : colors.strong, taken ? 2.0 : 1.0, {}, colors.surface, false},
        8);
    const double room = rect.width() - indent - 12;
    const double first = detail.isEmpty() ? rect.center().y() + 4 : rect.y() + 19;
    svg.text({rect.x() + indent, first}, fitted(title, 12, true, room), 12,
             taken ? colors.text : colors.muted, true);
    if (!detail.isEmpty())
        svg.text({rect.x() + indent, rect.y() + 35}, fitted(detail, 11, false, room), 11,
                 colors.muted);
}

// An answer on the line that it leads along.
void answerPlate(SvgCanvas &svg, QPointF center, const QString &label, bool taken,
                 const Colors &colors, const theme::Theme &theme)
{
    const QString shown = fitted(label, 11, taken, 90);
    const double width = widthOf(shown, 11, taken) + 14;
    svg.rect(QRectF(center.x() - width / 2, center.y() - 9, width, 18),
             Ink{taken ? colors.accent : colors.strong,
                 1,
                 {},
                 taken ? colors.accent : colors.surface,
                 false},
             9);
    svg.text({center.x(), center.y() + 4}, shown, 11,
             taken ? theme.color(theme::Token::OnAccent) : colors.muted, taken, Anchor::Middle);
}

void arrowDown(SvgCanvas &svg, QPointF tip, const QColor &color)
{
    svg.polygon({tip, {tip.x() - 5, tip.y() - 8}, {tip.x() + 5, tip.y() - 8}},
                Ink{{}, 0, {}, color, false});
}

void arrowRight(SvgCanvas &svg, QPointF tip, const QColor &color)
{
    svg.polygon({tip, {tip.x() - 8, tip.y() - 5}, {tip.x() - 8, tip.y() + 5}},
                Ink{{}, 0, {}, color, false});
}

// A question with several ways out to the right takes as much room as they do.
double stepHeight(const decision::CombStep &step)
{
    const double exits = static_cast<double>(step.exits.size()) * (boxHeight + 6);
    return std::max(rowHeight, exits + 8);
}

QString evidenceOf(const decision::CombStep &step)
{
    if (!step.reached)
        return {};
    switch (step.answer.from) {
    case decision::AnswerFrom::User:
        return step.answer.by.isEmpty() ? tr("a person's answer")
                                        : tr("answered by %1").arg(step.answer.by);
    case decision::AnswerFrom::Drawing:
    case decision::AnswerFrom::Template:
        return toString(step.answer.evidence);
    case decision::AnswerFrom::Open:
        break;
    }
    return tr("open");
}

} // namespace

QByteArray decisionSvg(const decision::Walk &walk, const decision::Tree &tree,
                       const theme::Theme &theme)
{
    const decision::Comb comb = decision::comb(tree, walk);
    if (comb.steps.isEmpty())
        return {};
    const Colors colors = colorsOf(theme);
    double height = boxHeight + 8;
    for (const decision::CombStep &step : comb.steps)
        height += stepHeight(step);
    SvgCanvas svg(canvasWidth, height, tr("The way through %1").arg(tree.name));
    double y = 2;
    constexpr double spine = 26;
    for (const decision::CombStep &step : comb.steps) {
        const QRectF rect(2, y, spineWidth, boxHeight);
        const double middle = rect.center().y();
        double exitY = middle;
        for (const decision::CombExit &way : step.exits) {
            const QColor color = way.taken ? colors.accent : colors.strong;
            const Ink ink{color, way.taken ? walked : 1.2, {}, {}, false};
            const QRectF exit(exitX, exitY - boxHeight / 2, exitWidth, boxHeight);
            svg.polyline({{rect.right(), middle},
                          {rect.right() + 12, middle},
                          {rect.right() + 12, exitY},
                          {exit.left() - 4, exitY}},
                         ink);
            arrowRight(svg, {exit.left(), exitY}, color);
            answerPlate(svg, {(rect.right() + 12 + exit.left() - 8) / 2, exitY}, way.label,
                        way.taken, colors, theme);
            box(svg, exit, way.nextLabel, way.advice, way.taken, 12, colors);
            exitY += boxHeight + 6;
        }
        const QColor down = step.downTaken ? colors.accent : colors.strong;
        const double next = y + stepHeight(step);
        svg.line({spine, rect.bottom()}, {spine, next - 6},
                 Ink{down, step.downTaken ? walked : 1.2, {}, {}, false});
        arrowDown(svg, {spine, next}, down);
        answerPlate(svg, {spine + 46, rect.bottom() + (rowHeight - boxHeight) / 2}, step.downLabel,
                    step.downTaken, colors, theme);
        box(svg, rect, step.text, evidenceOf(step), step.reached, 40, colors);
        svg.circle({rect.x() + 20, middle}, 11,
                   Ink{step.reached ? colors.accent : colors.strong,
                       1,
                       {},
                       step.reached ? colors.accent : colors.surface,
                       false});
        svg.text({rect.x() + 20, middle + 4}, QString::number(step.number), 11,
                 step.reached ? theme.color(theme::Token::OnAccent) : colors.muted, true,
                 Anchor::Middle);
        y += stepHeight(step);
    }
    box(svg, QRectF(2, y, spineWidth, boxHeight), comb.outcomeLabel, comb.outcomeAdvice,
        comb.outcomeTaken, 14, colors);
    return svg.take();
}

} // namespace stratoplan::report
