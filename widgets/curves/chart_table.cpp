// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/chart_table.h"

#include "widgets/curves/trade.h"
#include "widgets/curves/words.h"
#include "widgets/document/figure_text.h"
#include "widgets/document/phase_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace stratoplan::curves {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Curves)
};

using estimate::MemoryPoint;

TableCell words(const QString &text, const QString &tip = {})
{
    return {text, {}, tip};
}

TableCell cell(MiB value)
{
    return {QString::number(value.value), value.value, {}};
}

TableCell cell(const std::optional<Milliseconds> &time, const QString &tip = {})
{
    return {duration(time), time ? QVariant(time->value) : QVariant(), tip};
}

TableCell cell(const std::optional<UsDollars> &amount)
{
    return {money(amount), amount ? QVariant(amount->value) : QVariant(), {}};
}

// The columns that every table by memory begins with.
QList<TableColumn> keyColumns(const QList<CurveValues> &curves)
{
    QList<TableColumn> columns{{Words::tr("Memory, MB"), true}};
    if (curves.size() > 1)
        columns.prepend({Words::tr("Curve"), false});
    return columns;
}

// The curve before it that has the same in all of these figures.
std::optional<qsizetype> sameInAll(const QList<CurveValues> &curves, qsizetype curve,
                                   const QList<Figure> &figures)
{
    std::optional<qsizetype> same = sameAs(curves, curve, figures.first());
    for (const Figure figure : figures) {
        if (sameAs(curves, curve, figure) != same)
            same = std::nullopt;
    }
    return same;
}

// One row for each setting of each curve; `figures` gives what follows the key, which names the
// curve that has the same in all `compared`.
template <class Figures>
void fill(ChartTable &table, const QList<CurveValues> &curves, std::optional<MiB> chosen,
          const QList<Figure> &compared, Figures figures)
{
    for (qsizetype i = 0; i < curves.size(); ++i) {
        QString name = QStringLiteral("%1 %2").arg(letter(i), curves.at(i).name);
        if (const std::optional<qsizetype> same = sameInAll(curves, i, compared))
            name = Words::tr("%1 (same as %2)").arg(name, letter(*same));
        for (const MemoryPoint &point : curves.at(i).points) {
            if (i == 0 && chosen == point.memory)
                table.emphasized = static_cast<int>(table.rows.size());
            QList<TableCell> cells{cell(point.memory)};
            if (curves.size() > 1)
                cells.prepend(words(name, curves.at(i).note));
            table.rows.append(cells + figures(curves.at(i), point));
        }
    }
}

// The phases that any point has, in the order in which they happen.
QList<estimate::Phase> phasesOf(const QList<CurveValues> &curves)
{
    QList<estimate::Phase> phases;
    for (const CurveValues &curve : curves) {
        for (const MemoryPoint &point : curve.points) {
            for (const estimate::PhaseTime &phase : point.coldStart.phases) {
                if (!phases.contains(phase.phase))
                    phases.append(phase.phase);
            }
        }
    }
    std::sort(phases.begin(), phases.end());
    return phases;
}

QString roomName(Room room)
{
    switch (room) {
    case Room::Enough:
        break;
    case Room::Scarce:
        return Words::tr("scarce, not measured");
    case Room::TooLittle:
        return Words::tr("too little");
    }
    return Words::tr("enough");
}

QByteArray quoted(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (!bytes.contains(',') && !bytes.contains('"') && !bytes.contains('\n')
        && !bytes.contains('\r'))
        return bytes;
    bytes.replace("\"", "\"\"");
    return '"' + bytes + '"';
}

QByteArray written(const TableCell &cell)
{
    if (cell.value.typeId() == QMetaType::Double)
        return QByteArray::number(cell.value.toDouble(), 'g', QLocale::FloatingPointShortest);
    return quoted(cell.value.isValid() ? cell.value.toString() : cell.text);
}

} // namespace

ChartTable overviewTable(const QList<CurveValues> &curves, std::optional<MiB> chosen)
{
    ChartTable table;
    table.title = Words::tr("Cold start, duration and cost by memory");
    table.columns = keyColumns(curves)
        + QList<TableColumn>{
            {Words::tr("Cold start, ms"), true},   {Words::tr("Duration, ms"), true},
            {Words::tr("Known how"), false},       {Words::tr("Billed, ms"), true},
            {Words::tr("Per million, USD"), true}, {Words::tr("A month, USD"), true}};
    fill(table, curves, chosen, {Figure::ColdStart, Figure::Duration, Figure::Cost},
         [](const CurveValues &, const MemoryPoint &point) {
             return QList<TableCell>{cell(point.coldStart.total),         cell(point.duration),
                                     words(knownHow(point.durationFrom)), cell(point.billed),
                                     cell(point.costPerMillion),          cell(point.costPerMonth)};
         });
    return table;
}

ChartTable coldStartTable(const QList<CurveValues> &curves, std::optional<MiB> chosen,
                          const catalog::Catalog &catalog)
{
    ChartTable table;
    table.title = Words::tr("Cold start by phase and memory");
    table.columns = keyColumns(curves);
    const QList<estimate::Phase> phases = phasesOf(curves);
    for (const estimate::Phase phase : phases) {
        table.columns.append({Words::tr("%1, ms").arg(phaseName(phase)), true});
        table.columns.append({Words::tr("Known how, whose"), false});
    }
    table.columns += QList<TableColumn>{{Words::tr("Total, ms"), true},
                                        {Words::tr("Runtime start p95, ms"), true},
                                        {Words::tr("Samples"), true},
                                        {Words::tr("Not in the total"), false}};
    fill(table, curves, chosen, {Figure::ColdStart},
         [&](const CurveValues &, const MemoryPoint &point) {
             QList<TableCell> cells;
             QStringList missing;
             for (const estimate::Phase wanted : phases) {
                 const auto &all = point.coldStart.phases;
                 const auto found = std::find_if(all.begin(), all.end(), [&](const auto &phase) {
                     return phase.phase == wanted;
                 });
                 if (found == all.end()) {
                     cells += {words(QStringLiteral("–")), words(Words::tr("does not apply"))};
                     continue;
                 }
                 const QString source = sourcesOf(*found, catalog);
                 cells += {cell(found->time, source), words(howAndWhose(*found), source)};
                 if (!found->time)
                     missing.append(phaseName(wanted));
             }
             const int samples = point.coldStart.samples;
             cells += {cell(point.coldStart.total), cell(point.coldStart.initP95),
                       samples > 0 ? TableCell{QLocale().toString(samples), samples, {}}
                                   : words(QStringLiteral("–")),
                       words(missing.join(QStringLiteral(", ")))};
             return cells;
         });
    return table;
}

ChartTable durationTable(const QList<CurveValues> &curves, std::optional<MiB> chosen)
{
    ChartTable table;
    table.title = Words::tr("Duration of a warm call by memory");
    table.columns = keyColumns(curves)
        + QList<TableColumn>{{Words::tr("Duration, ms"), true}, {Words::tr("90 % from, ms"), true},
                             {Words::tr("90 % to, ms"), true},  {Words::tr("p95, ms"), true},
                             {Words::tr("Billed, ms"), true},   {Words::tr("Known how"), false}};
    const bool usedIsKnown = std::any_of(curves.begin(), curves.end(),
                                         [](const auto &curve) { return curve.used.has_value(); });
    if (usedIsKnown)
        table.columns.append({Words::tr("Room in memory"), false});
    fill(table, curves, chosen, {Figure::Duration},
         [usedIsKnown](const CurveValues &curve, const MemoryPoint &point) {
             const TableCell none = words(QStringLiteral("–"));
             QList<TableCell> cells{cell(point.duration),
                                    point.durationLow ? cell(point.durationLow) : none,
                                    point.durationHigh ? cell(point.durationHigh) : none,
                                    curve.p95 && curve.present == point.memory ? cell(curve.p95)
                                                                               : none,
                                    cell(point.billed),
                                    words(knownHow(point.durationFrom))};
             if (usedIsKnown)
                 cells.append(curve.used ? words(roomName(roomAt(curve, point.memory)),
                                                 roomWords(curve, point.memory))
                                         : none);
             return cells;
         });
    return table;
}

ChartTable costTable(const QList<CurveValues> &curves, std::optional<MiB> chosen)
{
    ChartTable table;
    table.title = Words::tr("Cost by memory");
    table.columns = keyColumns(curves)
        + QList<TableColumn>{{Words::tr("Per million, USD"), true},
                             {Words::tr("A month, USD"), true},
                             {Words::tr("Billed, ms"), true}};
    fill(table, curves, chosen, {Figure::Cost}, [](const CurveValues &, const MemoryPoint &point) {
        return QList<TableCell>{cell(point.costPerMillion), cell(point.costPerMonth),
                                cell(point.billed)};
    });
    return table;
}

ChartTable tradeTable(const QList<CurveValues> &curves, std::optional<MiB> chosen)
{
    ChartTable table;
    table.title = Words::tr("Cost against speed");
    table.columns = keyColumns(curves)
        + QList<TableColumn>{{Words::tr("Duration, ms"), true},
                             {Words::tr("Per million, USD"), true},
                             {Words::tr("Pareto front"), false},
                             {Words::tr("Pick"), false},
                             {Words::tr("Compared with now"), false}};
    QHash<const CurveValues *, Trade> trades;
    QHash<const CurveValues *, estimate::Recommendation> picks;
    for (const CurveValues &curve : curves) {
        trades.insert(&curve, tradeOf(curve));
        picks.insert(&curve, picksOf(curve));
    }
    fill(table, curves, chosen, {Figure::Duration, Figure::Cost},
         [&](const CurveValues &curve, const MemoryPoint &point) {
             const MemoryPoint *now = curve.present ? curve.at(*curve.present) : nullptr;
             const bool onFront = trades[&curve].isOnFront(point.memory);
             return QList<TableCell>{
                 cell(point.duration), cell(point.costPerMillion),
                 words(onFront ? Words::tr("on it") : QStringLiteral("–")),
                 words(pickWords(point.memory, picks[&curve])),
                 words(now && now != &point ? comparison(*now, point) : QString())};
         });
    return table;
}

ChartTable breakEvenTable(const estimate::BreakEven &chart)
{
    ChartTable table;
    table.title = toString(chart.title);
    const QString unit = toString(chart.axis.unit);
    const QString label = toString(chart.axis.label);
    table.columns.append(
        {unit.isEmpty() ? label : QStringLiteral("%1, %2").arg(label, unit), true});
    QList<double> places;
    for (const estimate::BreakEvenOption &option : chart.options) {
        table.columns.append({Words::tr("%1, USD a month").arg(toString(option.name)), true});
        for (const estimate::BreakEvenPoint &point : option.points)
            places.append(point.x);
    }
    table.columns.append({Words::tr("Crossing"), false});
    for (const estimate::Crossing &crossing : chart.crossings)
        places.append(crossing.x);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    for (const double x : std::as_const(places)) {
        QList<TableCell> row{{amount(x, 3), x, {}}};
        for (const estimate::BreakEvenOption &option : chart.options) {
            const auto found = std::find_if(option.points.begin(), option.points.end(),
                                            [x](const auto &point) { return point.x == x; });
            row.append(found != option.points.end() ? cell(std::optional(found->perMonth))
                                                    : words(QStringLiteral("–")));
        }
        QStringList crossings;
        for (const estimate::Crossing &crossing : chart.crossings) {
            const auto *cheaper = chart.option(crossing.cheaperAfter);
            if (crossing.x == x && cheaper)
                crossings.append(Words::tr("%1 is cheaper from here, at %2")
                                     .arg(toString(cheaper->name), money(crossing.perMonth)));
        }
        row.append(words(crossings.join(QStringLiteral("; "))));
        table.rows.append(row);
    }
    return table;
}

ChartTable erasTable(const estimate::ThenAndNow &both)
{
    ChartTable table;
    table.title = Words::tr("What changed since %1").arg(both.then.era.date.year());
    table.columns = {{Words::tr("What"), false},
                     {both.then.era.book, false},
                     {both.now.era.book, false},
                     {Words::tr("Changed"), false}};
    for (const estimate::Difference &line : both.lines) {
        TableCell then = words(toString(line.then));
        TableCell now = words(toString(line.now));
        // Money and time as everywhere in the window, with the figure behind them.
        const auto figures = [&](const auto &before, const auto &after) {
            then = cell(before);
            now = cell(after);
        };
        if (line.id == QLatin1String("billed"))
            figures(both.then.point.billed, both.now.point.billed);
        else if (line.id == QLatin1String("cold-start"))
            figures(both.then.point.coldStart.total, both.now.point.coldStart.total);
        else if (line.id == QLatin1String("cost-per-million"))
            figures(both.then.point.costPerMillion, both.now.point.costPerMillion);
        else if (line.id == QLatin1String("cost-per-month"))
            figures(both.then.point.costPerMonth, both.now.point.costPerMonth);
        table.rows.append({words(toString(line.what)), then, now,
                           words(line.isOne() ? Words::tr("yes") : QStringLiteral("–"))});
    }
    return table;
}

QByteArray csv(const ChartTable &table)
{
    QByteArray text;
    QByteArrayList line;
    for (const TableColumn &column : table.columns)
        line.append(quoted(column.title));
    text += line.join(',') + "\r\n";
    for (const QList<TableCell> &row : table.rows) {
        line.clear();
        for (const TableCell &cell : row)
            line.append(written(cell));
        text += line.join(',') + "\r\n";
    }
    return text;
}

} // namespace stratoplan::curves
