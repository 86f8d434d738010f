// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/estimate_costs.h"

#include "app/cli/json_values.h"
#include "app/cli/table.h"
#include "planner/model/names.h"

#include <QCoreApplication>

namespace stratoplan::cli {

namespace {

using namespace Qt::StringLiterals;

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

QJsonValue nameOrNull(const Names &names, ElementId element)
{
    return element ? QJsonValue(names.of(element)) : QJsonValue();
}

QJsonArray sentences(const QList<Text> &texts)
{
    QJsonArray all;
    for (const Text &text : texts)
        all.append(toString(text));
    return all;
}

QJsonObject toJson(const estimate::Sensitivity &input, const Names &names)
{
    return {{u"input"_s, input.input},
            {u"element"_s, nameOrNull(names, input.element)},
            {u"text"_s, toString(input.text)},
            {u"unit"_s, toString(input.unit)},
            {u"value"_s, input.value},
            {u"low"_s, input.from},
            {u"high"_s, input.to},
            {u"totalAtLowUsd"_s, input.totalAtFrom.value},
            {u"totalAtHighUsd"_s, input.totalAtTo.value}};
}

QJsonObject toJson(const estimate::PathCost &path, const Names &names)
{
    QJsonArray parts;
    for (const estimate::PathPart &part : path.parts)
        parts.append(QJsonObject{{u"name"_s, names.of(part.element)},
                                 {u"costPerMillionUsd"_s, part.perMillion.value}});
    return {{u"entry"_s, names.of(path.entry)},
            {u"via"_s, nameOrNull(names, path.via)},
            {u"requestsPerMonth"_s, path.perMonth},
            {u"costPerMillionUsd"_s, path.perMillion.value},
            {u"costPerRequestUsd"_s, path.perRequest().value},
            {u"parts"_s, parts},
            {u"unpriced"_s, QJsonArray::fromStringList(names.of(path.unpriced))}};
}

// Cost of an option where the design stands.
std::optional<UsDollars> costNow(const estimate::BreakEven &chart,
                                 const estimate::BreakEvenOption &option)
{
    for (const estimate::BreakEvenPoint &point : option.points) {
        if (chart.axis.now && point.x == *chart.axis.now)
            return point.perMonth;
    }
    return std::nullopt;
}

QJsonObject toJson(const estimate::BreakEven &chart, const Names &names)
{
    QJsonArray options;
    for (const estimate::BreakEvenOption &option : chart.options)
        options.append(QJsonObject{{u"id"_s, option.id},
                                   {u"name"_s, toString(option.name)},
                                   {u"isNow"_s, option.isNow},
                                   {u"costPerMonthNowUsd"_s, orNull(costNow(chart, option))}});
    QJsonArray crossings;
    for (const estimate::Crossing &crossing : chart.crossings)
        crossings.append(QJsonObject{{u"at"_s, crossing.x},
                                     {u"costPerMonthUsd"_s, crossing.perMonth.value},
                                     {u"cheaperBefore"_s, crossing.cheaperBefore},
                                     {u"cheaperAfter"_s, crossing.cheaperAfter}});
    QJsonArray unpriced;
    for (const estimate::UnpricedOption &option : chart.unpriced)
        unpriced.append(QJsonObject{{u"id"_s, option.id}, {u"reason"_s, toString(option.reason)}});
    return {{u"id"_s, chart.id},
            {u"element"_s, nameOrNull(names, chart.element)},
            {u"title"_s, toString(chart.title)},
            {u"axis"_s, toString(chart.axis.label)},
            {u"unit"_s, toString(chart.axis.unit)},
            {u"now"_s, chart.axis.now ? QJsonValue(*chart.axis.now) : QJsonValue()},
            {u"options"_s, options},
            {u"crossings"_s, crossings},
            {u"unpriced"_s, unpriced},
            {u"assumptions"_s, sentences(chart.assumptions)}};
}

QString dollars(UsDollars amount)
{
    return QString::number(amount.value, 'f', 2);
}

QString withUnit(double value, const Text &unit)
{
    const QString word = toString(unit);
    return word.isEmpty() ? number(value) : number(value) + u' ' + word;
}

QString rangesText(const estimate::CostDetails &details, const Names &names)
{
    QString text = u'\n'
        + tr("The month lies between %1 and %2 USD")
              .arg(dollars(details.ranges.total.low), dollars(details.ranges.total.high))
        + u'\n';
    const QList<estimate::Sensitivity> top = details.ranges.top();
    if (top.isEmpty())
        return text;
    QList<QStringList> rows{{tr("What moves it most"),
                             {},
                             tr("Now"),
                             tr("From"),
                             tr("To"),
                             tr("USD from"),
                             tr("USD to")}};
    for (const estimate::Sensitivity &input : top)
        rows.append({toString(input.text), input.element ? names.shown(input.element) : QString(),
                     withUnit(input.value, input.unit), withUnit(input.from, input.unit),
                     withUnit(input.to, input.unit), dollars(input.totalAtFrom),
                     dollars(input.totalAtTo)});
    return text + textTable(rows, 2, 5);
}

QString pathsText(const QList<estimate::PathCost> &paths, const Names &names)
{
    if (paths.isEmpty())
        return {};
    QList<QStringList> rows{{tr("A request that enters at"), tr("By way of"), tr("USD a million"),
                             tr("Not priced in it")}};
    for (const estimate::PathCost &path : paths)
        rows.append({names.shown(path.entry), path.via ? names.shown(path.via) : QString(),
                     QString::number(path.perMillion.value, 'f', 3),
                     names.of(path.unpriced).join(u", "_s)});
    return u'\n' + textTable(rows, 2, 1);
}

QString breakEvenText(const estimate::BreakEven &chart, const Names &names)
{
    QStringList lines;
    for (const estimate::Crossing &crossing : chart.crossings) {
        const auto *before = chart.option(crossing.cheaperBefore);
        const auto *after = chart.option(crossing.cheaperAfter);
        if (before && after)
            lines.append(tr("from %1 on: %2, before: %3")
                             .arg(withUnit(crossing.x, chart.axis.unit), toString(after->name),
                                  toString(before->name)));
    }
    for (const estimate::UnpricedOption &option : chart.unpriced)
        lines.append(tr("not priced: %1").arg(toString(option.name)));
    if (lines.isEmpty())
        return {};
    QString text
        = tr("%1 (%2), by: %3")
              .arg(toString(chart.title), names.shown(chart.element), toString(chart.axis.label))
        + u'\n';
    for (const QString &line : lines)
        text += u"  "_s + line + u'\n';
    return text;
}

} // namespace

void addToJson(QJsonObject &estimates, const estimate::CostDetails &details, const Design &design)
{
    const Names names(design);
    QJsonArray sensitivity;
    for (const estimate::Sensitivity &input : details.ranges.top())
        sensitivity.append(toJson(input, names));
    estimates.insert(u"sensitivity"_s, sensitivity);
    QJsonArray paths;
    for (const estimate::PathCost &path : details.paths)
        paths.append(toJson(path, names));
    estimates.insert(u"paths"_s, paths);
    QJsonArray charts;
    for (const estimate::BreakEven &chart : details.breakEvens)
        charts.append(toJson(chart, names));
    estimates.insert(u"breakEvens"_s, charts);
}

QString toText(const estimate::CostDetails &details, const Design &design)
{
    const Names names(design);
    QString text;
    if (!details.ranges.components.isEmpty())
        text += rangesText(details, names);
    text += pathsText(details.paths, names);
    QString charts;
    for (const estimate::BreakEven &chart : details.breakEvens)
        charts += breakEvenText(chart, names);
    if (!charts.isEmpty())
        text += u'\n' + tr("Where alternatives cost the same") + u'\n' + charts;
    return text;
}

QJsonObject toJson(const QList<estimate::ThenAndNow> &functions, const Design &design)
{
    const Names names(design);
    QJsonArray all;
    for (const estimate::ThenAndNow &both : functions) {
        const auto era = [](const estimate::InEra &in) {
            return QJsonObject{{u"priceBook"_s, in.era.book},
                               {u"date"_s, in.era.date.toString(Qt::ISODate)},
                               {u"architecture"_s, in.architecture},
                               {u"memoryFits"_s, in.memoryFits},
                               {u"timeoutFits"_s, in.timeoutFits},
                               {u"billedMs"_s, orNull(in.point.billed)},
                               {u"coldStartMs"_s, orNull(in.point.coldStart.total)},
                               {u"costPerMillionUsd"_s, orNull(in.point.costPerMillion)},
                               {u"costPerMonthUsd"_s, orNull(in.point.costPerMonth)}};
        };
        QJsonArray lines;
        for (const estimate::Difference &line : both.lines)
            lines.append(QJsonObject{{u"id"_s, line.id},
                                     {u"what"_s, toString(line.what)},
                                     {u"then"_s, toString(line.then)},
                                     {u"now"_s, toString(line.now)},
                                     {u"changed"_s, line.isOne()}});
        all.append(QJsonObject{{u"name"_s, names.of(both.function)},
                               {u"then"_s, era(both.then)},
                               {u"now"_s, era(both.now)},
                               {u"lines"_s, lines}});
    }
    return {{u"functions"_s, all}};
}

QString toText(const QList<estimate::ThenAndNow> &functions, const Design &design)
{
    const Names names(design);
    QStringList blocks;
    for (const estimate::ThenAndNow &both : functions) {
        QList<QStringList> rows{
            {names.shown(both.function), both.then.era.book, both.now.era.book, {}}};
        for (const estimate::Difference &line : both.lines)
            rows.append({toString(line.what), toString(line.then), toString(line.now),
                         line.isOne() ? tr("changed") : QString()});
        blocks.append(textTable(rows, 1, 0));
    }
    return blocks.join(u'\n');
}

} // namespace stratoplan::cli
