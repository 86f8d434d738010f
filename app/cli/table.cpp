// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/table.h"

#include <algorithm>

namespace stratoplan::cli {

QString textTable(const QList<QStringList> &rows, qsizetype firstFigure, qsizetype lastFigure)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row.at(i).size());
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const bool isFigure = i >= firstFigure && i <= lastFigure;
            line += QStringLiteral("  ")
                + (isFigure ? row.at(i).rightJustified(widths.at(i))
                            : row.at(i).leftJustified(widths.at(i)));
        }
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        text += line + QLatin1Char('\n');
    }
    return text;
}

} // namespace stratoplan::cli
