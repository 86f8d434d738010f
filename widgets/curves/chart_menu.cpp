// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/chart_menu.h"

#include "widgets/curves/chart_export.h"

#include <QAction>
#include <QCoreApplication>
#include <QFileDialog>
#include <QMenu>

namespace stratoplan::curves {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ChartMenu)
};

} // namespace

void fillChartMenu(QMenu &menu, QObject &owner, bool isDrawn,
                   const std::function<ChartCopy()> &what, const std::function<void()> &save)
{
    const auto add = [&](const QString &text, const std::function<void()> &act) {
        QAction *action = menu.addAction(text);
        QObject::connect(action, &QAction::triggered, &owner, act);
        return action;
    };
    // What stands there as a table has no picture.
    add(Words::tr("Copy as &image"), [what] {
        const ChartCopy copy = what();
        copyPicture(*copy.chart, copy.title);
    })->setEnabled(isDrawn);
    add(Words::tr("Copy as &SVG"), [what] {
        const ChartCopy copy = what();
        copySvg(*copy.chart, copy.title);
    })->setEnabled(isDrawn);
    add(Words::tr("Copy as &CSV"), [what] { copyCsv(what().table); });
    menu.addSeparator();
    add(Words::tr("S&ave as…"), save);
}

QString askWhereToSave(QWidget &parent, const QString &name, bool isDrawn)
{
    QString plain = name;
    plain.replace(QLatin1Char('/'), QLatin1Char('-'));
    return QFileDialog::getSaveFileName(
        &parent, Words::tr("Save the chart"),
        plain + (isDrawn ? QStringLiteral(".svg") : QStringLiteral(".csv")),
        isDrawn ? Words::tr("Drawing (*.svg);;Picture (*.png);;Table (*.csv)")
                : Words::tr("Table (*.csv)"));
}

} // namespace stratoplan::curves
