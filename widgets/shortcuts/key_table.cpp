// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shortcuts/key_table.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::shortcuts {

namespace {

bool clash(const QKeySequence &a, const QKeySequence &b)
{
    return !a.isEmpty() && !b.isEmpty()
        && (a.matches(b) != QKeySequence::NoMatch || b.matches(a) != QKeySequence::NoMatch);
}

const QKeySequence *commonKey(const Row &one, const Row &other)
{
    for (const QKeySequence &key : one.keys) {
        for (const QKeySequence &theirs : other.keys) {
            if (clash(key, theirs))
                return &key;
        }
    }
    return nullptr;
}

} // namespace

QList<Clash> clashesOf(const QList<Row> &rows)
{
    QList<Clash> clashes;
    for (qsizetype one = 0; one < rows.size(); ++one) {
        for (qsizetype other = one + 1; other < rows.size(); ++other) {
            if (const QKeySequence *key = commonKey(rows.at(one), rows.at(other)))
                clashes.append({one, other, *key});
        }
    }
    return clashes;
}

QString sentenceOf(const Clash &clash, const QList<Row> &rows)
{
    const Row &one = rows.at(clash.one);
    const Row &other = rows.at(clash.other);
    const QString key = clash.key.toString(QKeySequence::NativeText);
    if (one.fixed || other.fixed) {
        const Row &fixed = one.fixed ? one : other;
        const Row &free = one.fixed ? other : one;
        return QCoreApplication::translate("Shortcuts",
                                           "%1 belongs to “%2”, which cannot be changed. Give “%3” "
                                           "another key.")
            .arg(key, fixed.text, free.text);
    }
    return QCoreApplication::translate(
               "Shortcuts", "%1 belongs to both “%2” and “%3”. Give one of them another key.")
        .arg(key, one.text, other.text);
}

QList<Row> settled(QList<Row> rows)
{
    QList<QKeySequence> chosen;
    for (const Row &row : rows) {
        if (row.isChanged())
            chosen.append(row.keys);
    }
    for (Row &row : rows) {
        if (row.isChanged() || row.fixed)
            continue;
        row.keys.removeIf([&](const QKeySequence &key) {
            return std::any_of(chosen.begin(), chosen.end(),
                               [&](const QKeySequence &other) { return clash(key, other); });
        });
    }
    return rows;
}

QString textOf(const QList<QKeySequence> &keys)
{
    return QKeySequence::listToString(keys, QKeySequence::NativeText)
        .replace(QStringLiteral("; "), QStringLiteral(", "));
}

QString htmlOf(const QList<Row> &rows, const QString &title)
{
    QStringList places;
    for (const Row &row : rows) {
        if (!places.contains(row.place))
            places.append(row.place);
    }
    QString html = QStringLiteral("<h2>%1</h2>").arg(title.toHtmlEscaped());
    for (const QString &place : places) {
        html += QStringLiteral("<p><br/><b>%1</b></p><table width=\"100%\" cellspacing=\"0\" "
                               "cellpadding=\"2\">")
                    .arg(place.toHtmlEscaped());
        for (const Row &row : rows) {
            if (row.place != place)
                continue;
            html += QStringLiteral("<tr><td width=\"60%\">%1</td><td>%2</td></tr>")
                        .arg(row.text.toHtmlEscaped(), textOf(row.keys).toHtmlEscaped());
        }
        html += QStringLiteral("</table>");
    }
    return html;
}

} // namespace stratoplan::shortcuts
