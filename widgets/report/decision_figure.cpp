// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/comb.h"
#include "widgets/report/figures.h"
#include "widgets/report/picture_pen.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::report {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Figures", text);
}

/// Text of a tree, which is data.
QString inWords(const QString &text)
{
    return text.isEmpty() ? text
                          : QCoreApplication::translate("DecisionTree", text.toUtf8().constData());
}

constexpr double canvasWidth = 680;
constexpr double spineWidth = 350;
constexpr double exitX = 508;
constexpr double exitWidth = canvasWidth - exitX - 2;
constexpr double boxHeight = 44;
constexpr double rowHeight = 69;
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

/// A box with its text; the detail stands below the title in one line, and where there is none the
/// title may take two.
void box(PicturePen &pen, const QRectF &rect, const QString &title, const QString &detail,
         bool taken, double indent, const Colors &colors)
{
    pen.rect(rect, 8, colors.surface,
             Stroke{taken ? colors.accent : colors.strong, taken ? 2.0 : 1.0, {}, 0, false});
    constexpr double leading = 15;
    const double room = rect.width() - indent - 10;
    const QStringList lines = wrapped(title, 12, true, room, detail.isEmpty() ? 2 : 1);
    const auto count = static_cast<double>(lines.size() + (detail.isEmpty() ? 0 : 1));
    double base = rect.center().y() + 4 - (count - 1) * leading / 2;
    for (const QString &line : lines) {
        pen.text({rect.x() + indent, base}, line,
                 Lettering{12, taken ? colors.text : colors.muted, true, false, Qt::AlignLeft});
        base += leading;
    }
    const QStringList details = wrapped(detail, 11, false, room, 1);
    if (!details.isEmpty())
        pen.text({rect.x() + indent, base}, details.first(),
                 Lettering{11, colors.muted, false, false, Qt::AlignLeft});
}

// An answer on the line that it leads along.
void answerPlate(PicturePen &pen, QPointF center, const QString &label, bool taken,
                 const Colors &colors, const theme::Theme &theme)
{
    const QString shown = fitted(label, 11, taken, 128);
    const double width = widthOf(shown, 11, taken) + 14;
    pen.rect(QRectF(center.x() - width / 2, center.y() - 9, width, 18), 9,
             taken ? colors.accent : colors.surface,
             Stroke{taken ? colors.accent : colors.strong, 1, {}, 0, false});
    pen.text({center.x(), center.y() + 4}, shown,
             Lettering{11, taken ? theme.color(theme::Token::OnAccent) : colors.muted, taken, false,
                       Qt::AlignHCenter});
}

void arrowDown(PicturePen &pen, QPointF tip, const QColor &color)
{
    pen.polygon({tip, {tip.x() - 5, tip.y() - 8}, {tip.x() + 5, tip.y() - 8}}, color);
}

void arrowRight(PicturePen &pen, QPointF tip, const QColor &color)
{
    pen.polygon({tip, {tip.x() - 8, tip.y() - 5}, {tip.x() - 8, tip.y() + 5}}, color);
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

Picture decisionPicture(const decision::Walk &walk, const decision::Tree &tree,
                        const theme::Theme &theme)
{
    const decision::Comb comb = decision::comb(tree, walk);
    if (comb.steps.isEmpty())
        return {};
    const Colors colors = colorsOf(theme);
    double height = boxHeight + 8;
    for (const decision::CombStep &step : comb.steps)
        height += stepHeight(step);
    PicturePen pen(QRectF(0, 0, canvasWidth, height),
                   tr("The way through %1").arg(inWords(tree.name)));
    double y = 2;
    constexpr double spine = 26;
    for (const decision::CombStep &step : comb.steps) {
        const QRectF rect(2, y, spineWidth, boxHeight);
        const double middle = rect.center().y();
        double exitY = middle;
        for (const decision::CombExit &way : step.exits) {
            const QColor color = way.taken ? colors.accent : colors.strong;
            const Stroke ink{color, way.taken ? walked : 1.2, {}, 0, false};
            const QRectF exit(exitX, exitY - boxHeight / 2, exitWidth, boxHeight);
            pen.polyline({{rect.right(), middle},
                          {rect.right() + 12, middle},
                          {rect.right() + 12, exitY},
                          {exit.left() - 4, exitY}},
                         ink);
            arrowRight(pen, {exit.left(), exitY}, color);
            answerPlate(pen, {(rect.right() + 12 + exit.left() - 8) / 2, exitY}, inWords(way.label),
                        way.taken, colors, theme);
            box(pen, exit, inWords(way.nextLabel), {}, way.taken, 12, colors);
            exitY += boxHeight + 6;
        }
        const QColor down = step.downTaken ? colors.accent : colors.strong;
        const double next = y + stepHeight(step);
        pen.line({spine, rect.bottom()}, {spine, next - 6},
                 Stroke{down, step.downTaken ? walked : 1.2, {}, 0, false});
        arrowDown(pen, {spine, next}, down);
        const QString downLabel = inWords(step.downLabel);
        const double plate = widthOf(downLabel, 11, step.downTaken) / 2;
        answerPlate(pen, {spine + 16 + plate, rect.bottom() + (rowHeight - boxHeight) / 2 - 1},
                    downLabel, step.downTaken, colors, theme);
        box(pen, rect, inWords(step.text), evidenceOf(step), step.reached, 40, colors);
        pen.circle({rect.x() + 20, middle}, 11, step.reached ? colors.accent : colors.surface,
                   Stroke{step.reached ? colors.accent : colors.strong, 1, {}, 0, false});
        pen.text({rect.x() + 20, middle + 4}, QString::number(step.number),
                 Lettering{11, step.reached ? theme.color(theme::Token::OnAccent) : colors.muted,
                           true, false, Qt::AlignHCenter});
        y += stepHeight(step);
    }
    box(pen, QRectF(2, y, spineWidth, boxHeight), inWords(comb.outcomeLabel),
        inWords(comb.outcomeAdvice), comb.outcomeTaken, 14, colors);
    return pen.take();
}

} // namespace stratoplan::report
