// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/title_page.h"

#include "widgets/theme/severity.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>

namespace stratoplan::report {

namespace {

constexpr double lowestLine = 3.6 * point;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

/// One line of the table of contents.
struct Line
{
    QString number;
    QString title;
    int level = 1;
};

QList<Line> linesOf(const Contents &contents)
{
    QList<Line> lines;
    int chapter = 0;
    for (const Section &section : contents.sections) {
        lines.append({QString::number(++chapter), section.title, 1});
        int number = 0;
        for (const Block &block : section.blocks) {
            const auto *heading = std::get_if<Heading>(&block);
            if (heading && heading->level == 2)
                lines.append(
                    {QStringLiteral("%1.%2").arg(chapter).arg(++number), heading->text, 2});
        }
    }
    return lines;
}

// Lines to sign on, as many as there are people, two a row.
void writeSignatures(Sheet &sheet, const QStringList &names, double at)
{
    const double width = (sheet.width() - 24 * point) / 2;
    const QColor &muted = sheet.color(theme::Token::Muted);
    sheet.text(tr("Reviewed by"), printFont(9.5, true), sheet.left(), at, sheet.width(), Qt::black);
    at += 44 * point;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const double x = sheet.left() + (i % 2 == 1 ? width + 24 * point : 0);
        const qsizetype row = i / 2;
        const double line = at + static_cast<double>(row) * 50 * point;
        sheet.painter().setPen(QPen(sheet.color(theme::Token::Strong), 0.7 * point));
        sheet.painter().drawLine(QPointF(x, line), QPointF(x + width, line));
        sheet.text(names.at(i), printFont(9), x, line + 3 * point, width * 0.7, Qt::black);
        sheet.text(tr("Date, signature"), printFont(8), x + width * 0.6, line + 3 * point,
                   width * 0.4, muted, Qt::AlignRight);
    }
}

double signaturesHeight(const QStringList &names)
{
    if (names.isEmpty())
        return 0;
    const qsizetype rows = (names.size() + 1) / 2;
    return (44 + 50 * static_cast<double>(rows)) * point;
}

void paintMark(Sheet &sheet, const QRectF &rect, const ScoreItem &item)
{
    const bool quiet = item.count == 0;
    const theme::Mark mark = item.kind == ScoreItem::Unanswered ? theme::Mark::Unanswered
                                                                : theme::markOf(item.severity);
    sheet.painter().setOpacity(quiet ? 0.35 : 1);
    theme::paintSeverity(sheet.painter(), rect, mark, sheet.theme(),
                         item.kind == ScoreItem::Accepted);
    sheet.painter().setOpacity(1);
}

} // namespace

void writeScoreCard(Sheet &sheet, const ScoreCard &card)
{
    const double height = 40 * point;
    const double each
        = sheet.width() / static_cast<double>(std::max<qsizetype>(1, card.items.size()));
    sheet.rule(sheet.y, Qt::black, 1);
    double x = sheet.left();
    for (const ScoreItem &item : card.items) {
        paintMark(sheet, QRectF(x, sheet.y + 9 * point, 12 * point, 12 * point), item);
        const QColor &ink = item.count == 0 ? sheet.color(theme::Token::Faint) : QColor(Qt::black);
        sheet.text(QString::number(item.count), printFont(14, true), x + 17 * point,
                   sheet.y + 5.5 * point, each - 17 * point, ink);
        sheet.text(item.word, printFont(8.5), x, sheet.y + 24.5 * point, each - 4 * point,
                   sheet.color(theme::Token::Muted));
        x += each;
    }
    sheet.y += height;
    sheet.rule(sheet.y, sheet.color(theme::Token::Strong), 0.7);
    sheet.y += 1.5 * gap;
}

void writeTitlePage(Sheet &sheet, const Contents &contents, const Picture *overview)
{
    const QColor &muted = sheet.color(theme::Token::Muted);
    sheet.y += 70 * point;
    sheet.y += sheet.text(contents.subtitle, printFont(14), sheet.left(), sheet.y, sheet.width(),
                          muted);
    sheet.y += gap / 2;
    sheet.y += sheet.text(contents.title, printFont(28, true), sheet.left(), sheet.y, sheet.width(),
                          Qt::black);
    sheet.y += gap;
    sheet.y += sheet.text(contents.facts(), bodyFont(), sheet.left(), sheet.y, sheet.width(),
                          Qt::black);
    if (!contents.authors.isEmpty())
        sheet.y += sheet.text(tr("By %1").arg(contents.authors.join(QStringLiteral(", "))),
                              bodyFont(), sheet.left(), sheet.y, sheet.width(), Qt::black);
    sheet.y += sheet.text(contents.footer, bodyFont(), sheet.left(), sheet.y, sheet.width(), muted);
    sheet.y += 4 * gap;

    const double signatures = signaturesHeight(contents.reviewers);
    const double verdict = sheet.textHeight(contents.verdict, printFont(12, true), sheet.width());
    const double below = 60 * point + verdict + 4 * gap + signatures;
    if (overview) {
        const QSizeF natural = overview->view.size();
        const double height
            = std::clamp(sheet.bottom() - sheet.y - below - 4 * gap, 0.0, 250 * point);
        const double scale
            = std::min({0.6 * point, sheet.width() / natural.width(), height / natural.height()});
        const QRectF target(QPointF(sheet.left(), sheet.y), natural * scale);
        paint(*overview, sheet.painter(), target, lowestLine);
        sheet.painter().setPen(QPen(sheet.color(theme::Token::Border), 0.7 * point));
        sheet.painter().setBrush(Qt::NoBrush);
        sheet.painter().drawRect(target);
        sheet.y = target.bottom() + 4 * gap;
    }
    sheet.y += sheet.text(contents.verdict, printFont(12, true), sheet.left(), sheet.y,
                          sheet.width(), Qt::black);
    sheet.y += gap;
    writeScoreCard(sheet, contents.score);
    if (!contents.reviewers.isEmpty())
        writeSignatures(sheet, contents.reviewers, sheet.bottom() - signatures);
}

QList<Link> writeContentsTable(Sheet &sheet, const Contents &contents, const QList<Bookmark> &known)
{
    QList<Link> links;
    sheet.y += sheet.text(tr("Contents"), printFont(18, true), sheet.left(), sheet.y, sheet.width(),
                          Qt::black);
    sheet.y += gap;
    const double pageWidth = 34 * point;
    const double numberWidth = 32 * point;
    const QList<Line> lines = linesOf(contents);
    for (const Line &line : lines) {
        const bool chapter = line.level == 1;
        const QFont font = printFont(chapter ? 10.5 : 9.5, chapter);
        const double height = QFontMetricsF(font).height() + (chapter ? 4 : 1) * point;
        sheet.require(height);
        const double top = sheet.y + (chapter ? 3 * point : 0);
        const double indent = (chapter ? 0 : 14 * point);
        const double room = sheet.width() - indent - numberWidth - pageWidth;
        const QColor ink = chapter ? QColor(Qt::black) : sheet.color(theme::Token::Text);
        sheet.text(line.number, printFont(chapter ? 10.5 : 9.5), sheet.left() + indent, top,
                   numberWidth, sheet.color(theme::Token::Muted));
        sheet.text(QFontMetricsF(font).elidedText(line.title, Qt::ElideMiddle, room), font,
                   sheet.left() + indent + numberWidth, top, room, ink);
        const auto target = std::find_if(known.begin(), known.end(), [&line](const Bookmark &mark) {
            return mark.number == line.number;
        });
        if (target != known.end()) {
            sheet.text(QString::number(target->page + 1), font,
                       sheet.left() + sheet.width() - pageWidth, top, pageWidth, ink,
                       Qt::AlignRight);
            links.append({sheet.page(), QRectF(sheet.left(), top, sheet.width(), height), *target});
        }
        sheet.y += height;
    }
    sheet.y += 3 * gap;
    return links;
}

} // namespace stratoplan::report
